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
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic, sleep
from typing import TYPE_CHECKING

from stdkg.errors import AccessError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import httpx

__all__ = ["Limits", "fetch", "is_address"]

_ACCEPT = "application/n-quads, application/trig, text/turtle, application/n-triples, application/rdf+xml;q=0.8, */*;q=0.5"
_REDIRECTS = 5
_CHUNK_SECONDS = 30.0
_PIECE = 1 << 20
_BUSY = (429, 503)
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


def is_address(text: str) -> bool:
    """Whether a text is an http(s) address.

    Example:
        >>> is_address("https://example.com/a.ttl"), is_address("a.ttl")
        (True, False)
    """
    return text.lower().startswith(("http://", "https://"))


def fetch(
    address: str, file: Path, limits: Limits, tell: Callable[[int], None] | None = None
) -> tuple[str, str]:
    """Write what lies at an address to a file; return the address it came from in the end and the ending of its media type.

    Raises:
        UsageError: the address is none.
        AccessError: it cannot be reached, is private, answers with an error, or takes more than the limits allow.
    """
    import httpx

    try:
        with _client(limits) as client, _answer(client, address, limits) as answer:
            if not answer.is_success:
                raise AccessError(f"{address}: answers {answer.status_code} {answer.reason_phrase}")
            _write(_plain(answer), address, file, limits, tell)
            media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            return str(answer.url), _MEDIA_TYPES.get(media_type, "")
    except _PrivateError as error:
        raise AccessError(f"{address}: {error}; permit it with --allow-private") from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise UsageError(f"{address}: is no http(s) address ({error})") from None
    except (httpx.RemoteProtocolError, httpx.ReadError) as error:
        raise AccessError(f"{address}: the connection broke before the end: {error}; try again") from error
    except zlib.error as error:
        raise AccessError(f"{address}: the answer cannot be decompressed; try again") from error
    except httpx.HTTPError as error:
        raise AccessError(f"{address}: cannot be reached: {str(error) or type(error).__name__}") from error
    except OSError as error:
        raise AccessError(f"{file}: cannot be written: {error.strerror or error}") from error


@contextmanager
def _answer(client: httpx.Client, address: str, limits: Limits) -> Iterator[httpx.Response]:
    """The answer of an address; a server that is busy is asked again after the pause that it names, if that is short."""
    for pauses_left in range(_PAUSES, -1, -1):
        with client.stream("GET", address, headers={"Accept": _ACCEPT}) as answer:
            asked = answer.headers.get("Retry-After", "1")
            short = asked.isascii() and asked.isdigit() and int(asked) <= min(_LONGEST_PAUSE, limits.seconds)
            if answer.status_code not in _BUSY or not short or not pauses_left:
                yield answer
                return
        sleep(int(asked))


def _plain(answer: httpx.Response) -> Iterator[bytes]:
    """The content of an answer, decompressed.

    Raises:
        zlib.error: it cannot be, or ends before its end, which httpx does not notice.
    """
    encoding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding in ("identity", ""):
        yield from answer.iter_raw()
        return
    if encoding not in ("gzip", "x-gzip"):
        raise zlib.error(encoding)
    unpacker = zlib.decompressobj(wbits=31)
    for piece in answer.iter_raw():
        rest = piece
        while rest:
            if unpacker.eof:  # another member
                unpacker = zlib.decompressobj(wbits=31)
            yield unpacker.decompress(rest, _PIECE)
            rest = unpacker.unconsumed_tail or unpacker.unused_data
    yield unpacker.flush()
    if not unpacker.eof:
        raise zlib.error


def _write(
    pieces: Iterator[bytes], address: str, file: Path, limits: Limits, tell: Callable[[int], None] | None
) -> None:
    end, size = monotonic() + limits.seconds, 0
    with file.open("wb") as out:
        for piece in pieces:
            size += len(piece)
            if size > limits.size:
                raise AccessError(
                    f"{address}: holds more than {limits.size:,} bytes; allow more with --max-size"
                )
            if monotonic() > end:
                raise AccessError(
                    f"{address}: not there within {limits.seconds:g} seconds; allow more with --timeout"
                )
            out.write(piece)
            if tell:
                tell(len(piece))


class _PrivateError(Exception):
    """An address that leads to the inside."""


def _client(limits: Limits) -> httpx.Client:
    import httpcore
    import httpx

    class Direct(httpcore.SyncBackend):
        """Connects to the very address that was looked at."""

        def connect_tcp(
            self,
            host: str,
            port: int,
            timeout: float | None = None,
            local_address: str | None = None,
            socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
        ) -> httpcore.NetworkStream:
            return super().connect_tcp(_public(host, limits), port, timeout, local_address, socket_options)

    class Transport(httpx.HTTPTransport):
        def __init__(self) -> None:
            super().__init__()
            self._pool = httpcore.ConnectionPool(
                ssl_context=httpx.create_ssl_context(), network_backend=Direct()
            )

    def look(request: httpx.Request) -> None:
        _public(request.url.host, limits)

    seconds = min(limits.seconds, _CHUNK_SECONDS)
    return httpx.Client(
        transport=Transport(),
        event_hooks={"request": [look]},
        headers={"User-Agent": _AGENT, "Accept-Encoding": "gzip"},
        timeout=seconds,
        follow_redirects=True,
        max_redirects=_REDIRECTS,
    )


def _public(host: str, limits: Limits) -> str:
    """Return an address of a host, if all of them are public; a name that is not known here is left to a proxy."""
    if limits.allow_private:
        return host
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return host
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    for text in addresses:
        if not _is_public(ipaddress.ip_address(text)):
            raise _PrivateError(f"{text} is a private address")
    return addresses[0]


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
