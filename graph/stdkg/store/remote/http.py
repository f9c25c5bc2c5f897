"""Requests to an engine: streamed answers, limits in time and size, and another try for what only reads."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final
from weakref import finalize

import httpx

from stdkg.errors import AccessError, QueryTimeoutError, StdkgError
from stdkg.store.remote.auth import Login
from stdkg.store.remote.faults import fault_of_answer, fault_of_partial, fault_of_transport
from stdkg.store.remote.pieces import Pieces
from stdkg.wire import PACKED, asked_pause, patient, plain, unusable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stdkg.store.remote.endpoint import Credentials, Endpoint

__all__ = ["Body", "Http"]

_TRIES: Final = 4
_FIRST_PAUSE: Final = 0.25
_LONGEST_PAUSE: Final = 30.0
_PARTIAL: Final = 206
_BUSY: Final = {429, 502, 503}
_BROKEN: Final = (httpx.ConnectError, httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError)
_CONNECTING: Final = 10.0
_MOST_OF_AN_ERROR: Final = 65_536
_LOGIN_PAGE: Final = "text/html"


class Body:
    """An answer as a file to read from; it counts its bytes.

    Raises:
        AccessError: from `read`: the connection broke, or the answer is longer than allowed.
        QueryTimeoutError: from `read`: the engine took longer than allowed.
    """

    def __init__(self, way: Http, url: str, response: httpx.Response, allowed: Limits) -> None:
        self._way = way  # which must not be closed before the answer is read
        self.url = url
        self.headers = response.headers
        self.close = finalize(self, response.close)
        self._pieces = Pieces(_counted(url, plain(response), allowed))

    @property
    def media(self) -> str:
        """The media type of the answer."""
        return str(self.headers.get("content-type", ""))

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most `size`; none at the end."""
        try:
            taken = self._pieces.read(size)
        except StdkgError:
            self.close()
            raise
        if not taken:
            self.close()
        return taken

    def whole(self) -> bytes:
        """Return all that is left."""
        return b"".join(iter(self.read, b""))


def _counted(url: str, pieces: Iterator[bytes], allowed: Limits) -> Iterator[bytes]:
    """The pieces of an answer, as long as they are allowed to be."""
    size = 0
    try:
        for piece in pieces:
            size += len(piece)
            if size > allowed.size:
                raise AccessError(
                    f"{url}: the answer is longer than {allowed.size:,} bytes; ask for less, "
                    "or allow more with STDKG_STORE_BYTES=NUMBER"
                )
            yield piece
    except httpx.TimeoutException as error:
        raise QueryTimeoutError(
            f"{url}: the answer is not whole within {allowed.seconds:g} seconds; "
            "ask for less, or allow more with STDKG_STORE_TIMEOUT=SECONDS"
        ) from error
    except (httpx.HTTPError, httpx.StreamError) as error:
        raise fault_of_transport(url, error, allowed.seconds) from error


class Limits:
    """What an answer may take: seconds of waiting, and bytes."""

    def __init__(self, seconds: float, size: int) -> None:
        self.seconds = seconds
        self.size = size


class Http:
    """The way to an engine. TLS is verified; redirects are not followed, so that credentials stay with their host.

    Proxies and certificates are those that the environment names, as for other programs: HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE.

    Args:
        where: the addresses, with the credentials that each host is sent when it asks.
        seconds: how long the engine may take for an answer, and for each part of it.
        size: how many bytes an answer may have.
    """

    def __init__(self, where: Endpoint, seconds: float, size: int) -> None:
        self.limits = Limits(seconds, size)
        self._where = where
        self._logins: dict[Credentials, Login] = {}
        self._client = _client(seconds)
        self.close = finalize(self, self._client.close)

    def _sent(self, url: str, request: httpx.Request) -> httpx.Response:
        """The head of the answer to a request, sent with the credentials of its host."""
        credentials = self._where.credentials_for(url)
        login = self._logins.setdefault(credentials, Login(credentials)) if credentials else None
        return self._client.send(request, auth=login, stream=True)

    def read(self, url: str, form: Mapping[str, str], accept: str) -> Body:
        """Send a form that changes nothing, and return the answer; tried again when the engine is busy or away.

        Raises:
            AccessError: it cannot be reached, refuses, fails, or answers with a page.
            QueryError: it does not take the query.
            QueryTimeoutError: it takes too long.
        """
        for pause in self._pauses():
            request = self._client.build_request("POST", url, data=dict(form), headers={"Accept": accept})
            try:
                response = self._sent(url, request)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                if pause is None or not isinstance(error, _BROKEN):
                    raise fault_of_transport(url, error, self.limits.seconds) from error
            else:
                if response.status_code not in _BUSY or pause is None:
                    return self._answer(url, response)
                asked = asked_pause(response)
                pause = pause if asked is None else min(asked, _LONGEST_PAUSE)  # noqa: PLW2901  the engine knows better
                response.close()
            time.sleep(pause)
        raise AssertionError  # pragma: no cover  the last try returns or raises

    @staticmethod
    def _pauses() -> Iterator[float | None]:
        """How long to wait after each try; None after the last."""
        yield from (_FIRST_PAUSE * 2**i for i in range(_TRIES - 1))
        yield None

    def write(
        self, url: str, content: bytes, media: str, parameters: Mapping[str, str] | None = None
    ) -> None:
        """Send what changes data, once.

        Raises:
            AccessError: it cannot be reached, refuses or fails.
            QueryError: it does not take the request.
            QueryTimeoutError: it takes too long.
        """
        try:
            request = self._client.build_request(
                "POST", url, content=content, params=dict(parameters or {}), headers={"Content-Type": media}
            )
            response = self._sent(url, request)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise fault_of_transport(url, error, self.limits.seconds) from error
        if not response.is_success:
            raise self._fault(url, response)
        body = Body(self, url, response, self.limits)
        body.whole()

    def _answer(self, url: str, response: httpx.Response) -> Body:
        if not response.is_success:
            raise self._fault(url, response)
        if response.status_code == _PARTIAL:
            response.close()
            raise fault_of_partial(url)
        if response.headers.get("content-type", "").startswith(_LOGIN_PAGE):
            response.close()
            raise AccessError(
                f"{url}: answers with an HTML page, not with results; name the engine's address for queries, "
                "like .../sparql or .../query"
            )
        return Body(self, url, response, self.limits)

    def _fault(self, url: str, response: httpx.Response) -> Exception:
        body = Body(self, url, response, Limits(self.limits.seconds, _MOST_OF_AN_ERROR))
        said = b""
        try:
            for part in iter(body.read, b""):
                said += part
        except AccessError:
            said = said[:_MOST_OF_AN_ERROR]
        body.close()
        return fault_of_answer(url, response, said.decode("utf-8", "replace"))


def _client(seconds: float) -> httpx.Client:
    try:
        return patient(
            httpx.Client(
                timeout=httpx.Timeout(seconds, connect=min(seconds, _CONNECTING)),
                headers={"User-Agent": "stdkg", **PACKED},
                follow_redirects=False,
            )
        )
    except (ImportError, OSError, ValueError, httpx.InvalidURL) as error:
        raise unusable(error) from error
