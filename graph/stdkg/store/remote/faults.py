"""What goes wrong between us and an engine, in one line each: where, what is, what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import httpx

from stdkg.addresses import shown
from stdkg.errors import AccessError, QueryError, QueryTimeoutError

if TYPE_CHECKING:
    from stdkg.errors import StdkgError

__all__ = ["NoEndpointError", "fault_of_answer", "fault_of_partial", "fault_of_transport", "first_line"]

_TAG: Final = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_TOO_LONG: Final = re.compile(
    r"time[d]?[ -]?(limit|out)|TimeLimitExceeded|execution time|cancelled|exceeds the limit of", re.IGNORECASE
)
_SHOWN: Final = 200
_MORE_TIME: Final = "ask for less, or allow more with STDKG_STORE_TIMEOUT=SECONDS"
_MORE_THERE: Final = "ask for less, or raise the engine's own limit"


class NoEndpointError(AccessError):
    """Nothing answers SPARQL at the address."""


def fault_of_answer(url: str, response: httpx.Response, body: str) -> StdkgError:
    """Return the error for an answer that is none: its status is not 200 to 299."""
    status = response.status_code
    said = first_line(body)
    because = f": {said}" if said else ""
    if response.has_redirect_location:
        target = shown(response.headers["location"])
        return AccessError(f"{url}: sends on to {target}; if you trust that address, name it itself")
    if status in (401, 403):
        to = " with the credentials that were sent" if "authorization" in response.request.headers else ""
        return AccessError(
            f"{url}: {status}, access refused{to}; set STDKG_STORE_USER and STDKG_STORE_PASSWORD, or STDKG_STORE_TOKEN"
            + because
        )
    if status in (404, 405, 410):
        return NoEndpointError(
            f"{url}: {status}, no such endpoint there; name the engine's address for queries, like .../sparql or .../query,"
            " or set STDKG_STORE_QUERY, STDKG_STORE_UPDATE, STDKG_STORE_GRAPH_STORE"
        )
    if status in (408, 504) or _TOO_LONG.search(body):
        return QueryTimeoutError(f"{url}: the engine stopped the query, its time was over; {_MORE_THERE}")
    if status in (400, 501):
        return QueryError(f"{url}: the engine does not take the request{because}")
    return AccessError(
        f"{url}: the engine failed ({status}){because}; look at the engine's log, or try again later"
    )


def fault_of_partial(url: str) -> StdkgError:
    """Return the error for an answer that the engine broke off, as it says itself."""
    return QueryTimeoutError(
        f"{url}: the engine gives a part of the answer only, its time was over; {_MORE_THERE}"
    )


def fault_of_transport(url: str, error: Exception, timeout: float) -> StdkgError:
    """Return the error for a request that got no answer, or half of one."""
    if isinstance(error, httpx.ConnectTimeout | httpx.ConnectError):
        return _unreached(url, error)
    if isinstance(error, httpx.TimeoutException):
        return QueryTimeoutError(f"{url}: no answer within {timeout:g} seconds; {_MORE_TIME}")
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError | httpx.WriteError):
        return AccessError(f"{url}: the connection broke before the end: {_reason(error)}; try again")
    if isinstance(error, httpx.DecodingError):
        return AccessError(f"{url}: the answer cannot be decompressed; try again")
    if isinstance(error, httpx.LocalProtocolError):  # its text would show the credentials
        return AccessError(
            f"{url}: the request cannot be sent; look at the user's name and at the settings STDKG_STORE_..."
        )
    return AccessError(f"{url}: {_reason(error)}; is it the address of an engine?")


def _unreached(url: str, error: Exception) -> StdkgError:
    """The error for a connection that was not made."""
    if isinstance(error, httpx.ConnectTimeout):
        return QueryTimeoutError(f"{url}: cannot be reached: no connection in time; is the address right?")
    reason = _reason(error)
    what = (
        "if you trust its issuer, name a file with the issuer's certificate in SSL_CERT_FILE"
        if "certificate" in reason
        else "is the address right, and does the engine run?"
    )
    return AccessError(f"{url}: cannot be reached: {reason}; {what}")


def first_line(body: str) -> str:
    """Return the first line of what an engine says, without markup, cut to some 200 characters.

    Example:
        >>> first_line("<html><title>404</title><p>No such   page</p></html>")
        '404 No such page'
    """
    text = _TAG.sub(" ", body)
    lines = (
        (" ".join(line.split()) for line in text.splitlines()) if text == body else [" ".join(text.split())]
    )
    line = next((line for line in lines if line), "")
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "..."


def _reason(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return re.sub(r"^\[[^\]]*\]\s*", "", text.splitlines()[0]).rstrip(".")
