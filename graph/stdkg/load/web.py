"""Files at http(s) addresses: fetched to the disk within limits of size and time, never from a private network unasked.

Where an address leads is looked at when the connection is made, after each redirect too, so that neither a redirect nor a name
that changes its address between look-up and use reaches a machine on the inside.

Example:
    >>> from pathlib import Path
    >>> fetch("http://127.0.0.1/a.ttl", Path("a.ttl"), Limits())
    Traceback (most recent call last):
    stdkg.errors.AccessError: http://127.0.0.1/a.ttl: 127.0.0.1 is a private address; permit it with --allow-private
"""

from __future__ import annotations

import ipaddress
import socket
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic, sleep
from typing import TYPE_CHECKING

from stdkg.addresses import shown
from stdkg.errors import AccessError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import httpx

    from stdkg.errors import StdkgError

__all__ = ["Limits", "fetch"]

_ACCEPT = "application/n-quads, application/trig, text/turtle, application/n-triples, application/rdf+xml;q=0.8, */*;q=0.5"
_REDIRECTS = 5
_CHUNK_SECONDS = 30.0
_BUSY = (429, 502, 503)
_PAUSES = 2
_LONGEST_PAUSE = 30
_AGENT = "stdkg (https://w3id.org/stdkg)"
"""Some publishers answer 403 to the names of libraries."""
_MEDIA_TYPES = {
    "text/turtle": ".ttl",
    "application/x-turtle": ".ttl",
    "application/trig": ".trig",
    "application/n-triples": ".nt",
    "application/n-quads": ".nq",
    "text/n3": ".n3",
    "application/rdf+xml": ".rdf",
    "application/ld+json": ".jsonld",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may take: bytes, seconds; and whether private addresses are permitted."""

    size: int = 4 * 1024**3
    seconds: float = 600.0
    allow_private: bool = False


def fetch(
    address: str, file: Path, limits: Limits, tell: Callable[[int], None] | None = None
) -> tuple[str, str]:
    """Write what lies at an address to a file; return the address it came from in the end and the ending of its media type.

    A user and a password in the address go to its own host; they are neither shown nor returned.

    Raises:
        UsageError: the address is none, or the environment names a proxy or certificates that cannot be used.
        AccessError: it cannot be reached, is private, answers with an error, or takes more than the limits allow.
    """
    import httpx

    from stdkg.wire import plain

    where = shown(address)
    try:
        with _client(limits) as client, _answer(client, address, limits) as answer:
            if answer.status_code != httpx.codes.OK:
                raise AccessError(f"{where}: answers {answer.status_code} {answer.reason_phrase}")
            _write(plain(answer), where, file, limits, tell)
            media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            return shown(str(answer.url)), _MEDIA_TYPES.get(media_type, "")
    except _PrivateError as error:
        raise AccessError(f"{where}: {error}; permit it with --allow-private") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _fault(where, error, limits) from error
    except OSError as error:
        raise AccessError(f"{file}: cannot be written: {error.strerror or error}") from error


def _fault(where: str, error: Exception, limits: Limits) -> StdkgError:
    """What to say of an answer that did not come, or not whole."""
    import httpx

    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return UsageError(f"{where.rpartition('@')[2]}: is no http(s) address, or leads to none")
    if isinstance(error, httpx.ConnectTimeout):
        return AccessError(f"{where}: cannot be reached: no connection in time")
    if isinstance(error, httpx.TimeoutException):
        return _late(where, limits)
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError):
        return AccessError(f"{where}: the connection broke before the end: {error}; try again")
    if isinstance(error, httpx.DecodingError):
        return AccessError(f"{where}: the answer cannot be decompressed; try again")
    said = str(error) or type(error).__name__
    trust = (
        "; if you trust its issuer, name a file with the issuer's certificate in SSL_CERT_FILE"
        if "certificate" in said
        else ""
    )
    return AccessError(f"{where}: cannot be reached: {said}{trust}")


def _late(where: str, limits: Limits) -> AccessError:
    return AccessError(
        f"{where}: not there within {limits.seconds:g} seconds, or nothing came for {_CHUNK_SECONDS:g}; "
        "try again, or allow more with --timeout"
    )


@contextmanager
def _answer(client: httpx.Client, address: str, limits: Limits) -> Iterator[httpx.Response]:
    """The answer of an address; a server that is busy is asked again after the pause that it names, if that is short."""
    from stdkg.wire import asked_pause

    for pauses_left in range(_PAUSES, -1, -1):
        with client.stream("GET", address, headers={"Accept": _ACCEPT}) as answer:
            asked = asked_pause(answer) if "Retry-After" in answer.headers else 1
            short = asked is not None and asked <= min(_LONGEST_PAUSE, limits.seconds)
            if answer.status_code not in _BUSY or not short or not pauses_left:
                yield answer
                return
        sleep(asked or 0)


def _write(
    pieces: Iterator[bytes], where: str, file: Path, limits: Limits, tell: Callable[[int], None] | None
) -> None:
    end, size = monotonic() + limits.seconds, 0
    with file.open("wb") as out:
        for piece in pieces:
            size += len(piece)
            if size > limits.size:
                raise AccessError(
                    f"{where}: holds more than {limits.size:,} bytes; allow more with --max-size"
                )
            if monotonic() > end:
                raise _late(where, limits)
            out.write(piece)
            if tell:
                tell(len(piece))


class _PrivateError(Exception):
    """An address that leads to the inside."""


def _client(limits: Limits) -> httpx.Client:
    """What asks for addresses: directly, or through the proxies that the environment names, as for other programs.

    Raises:
        UsageError: the environment names a proxy or certificates that cannot be used.
    """
    import httpcore
    import httpx

    from stdkg.wire import PACKED, patient, unusable

    class Direct(httpcore.SyncBackend):
        """Connects to the very addresses that were looked at, one after the other."""

        def connect_tcp(
            self,
            host: str,
            port: int,
            timeout: float | None = None,
            local_address: str | None = None,
            socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
        ) -> httpcore.NetworkStream:
            *others, last = _public(host, limits)
            for address in others:
                with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                    return super().connect_tcp(address, port, timeout, local_address, socket_options)
            return super().connect_tcp(last, port, timeout, local_address, socket_options)

    def look(request: httpx.Request) -> None:
        _public(request.url.host, limits)

    try:
        client = httpx.Client(
            event_hooks={"request": [look]},
            headers={"User-Agent": _AGENT, **PACKED},
            timeout=min(limits.seconds, _CHUNK_SECONDS),
            follow_redirects=True,
            max_redirects=_REDIRECTS,
        )
    except (ImportError, OSError, ValueError, httpx.InvalidURL) as error:
        raise unusable(error) from error
    return patient(client, limits.seconds, Direct())


def _public(host: str, limits: Limits) -> list[str]:
    """Return the addresses of a host, if all of them are public; a name that is not known here is left to a proxy."""
    if limits.allow_private:
        return [host]
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return [host]
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    for text in addresses:
        if not _is_public(ipaddress.ip_address(text)):
            raise _PrivateError(f"{text} is a private address")
    return list(dict.fromkeys(addresses))


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address lies outside; one of IPv4 within IPv6 counts as what it stands for."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is not None:
            return _is_public(inner)
        if address in _NAT64:
            return _is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return address.is_global and not address.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
