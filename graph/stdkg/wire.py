"""What every way over HTTP has in common: patience that ends, answers unpacked piece by piece, and pauses that a server asks for.

httpx gives each read from the network its own time, so that a server which sends a byte now and then is waited for without end; and it
unpacks what is packed several times at once. Here the waiting for one answer is counted as a whole, head and body.

Example:
    >>> asked_pause(httpx.Response(503, headers={"retry-after": "7"})), asked_pause(httpx.Response(503))
    (7, None)
"""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final

import httpcore
import httpx

from stdkg.errors import UsageError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator

__all__ = ["PACKED", "asked_pause", "patient", "plain", "unusable"]

PACKED: Final = {"Accept-Encoding": "gzip"}
"""The header that asks for what `plain` can unpack."""
_PIECE: Final = 1 << 20
_SENT_AT_ONCE: Final = 1 << 16
_LONGEST_ASKED: Final = 9
"""Digits of a pause; what is longer is no number of seconds."""


def patient(
    client: httpx.Client, seconds: float | None = None, direct: httpcore.NetworkBackend | None = None
) -> httpx.Client:
    """Return a client that waits no longer for the whole of an answer than for a part of it, or than `seconds`.

    Args:
        client: one that nothing was sent by.
        seconds: how long one answer may be waited for, head and body; what the client allows for each read where it is not given.
        direct: what makes connections, where no proxy does.
    """
    # httpx has no other way to what its connections are made by
    for transport in (client._transport, *client._mounts.values()):  # noqa: SLF001
        if isinstance(transport, httpx.HTTPTransport):
            pool = transport._pool  # noqa: SLF001
            made_by = pool._network_backend  # noqa: SLF001
            if direct is not None and transport is client._transport:  # noqa: SLF001
                made_by = direct
            pool._network_backend = _Backend(made_by, seconds)  # noqa: SLF001
    return client


class _Backend(httpcore.NetworkBackend):
    """Makes connections that count what is waited for."""

    def __init__(self, inner: httpcore.NetworkBackend, seconds: float | None) -> None:
        self._inner = inner
        self._seconds = seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(
            self._inner.connect_tcp(host, port, timeout, local_address, socket_options), self._seconds
        )


class _Stream(httpcore.NetworkStream):
    """A connection on which one question and its answer may be waited for so long, and no longer."""

    def __init__(self, inner: httpcore.NetworkStream, seconds: float | None) -> None:
        self._inner = inner
        self._seconds = seconds
        self._waited = 0.0
        self._answering = False

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._answering = True
        with self._counted(timeout, httpcore.ReadTimeout) as left:
            return self._inner.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self._answering:  # the next question
            self._answering, self._waited = False, 0.0
        for begin in range(0, len(buffer), _SENT_AT_ONCE):
            with self._counted(timeout, httpcore.WriteTimeout) as left:
                self._inner.write(buffer[begin : begin + _SENT_AT_ONCE], left)

    @contextmanager
    def _counted(self, timeout: float | None, late: type[Exception]) -> Iterator[float | None]:
        """Yield the seconds that are left, and take what is waited from them."""
        allowed = timeout if self._seconds is None else self._seconds
        left = None if allowed is None else allowed - self._waited
        if left is not None and left <= 0:
            raise late("the time for the answer is over")
        before = monotonic()
        try:
            yield left if left is None or timeout is None else min(timeout, left)
        finally:
            self._waited += monotonic() - before

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, timeout), self._seconds)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


def plain(answer: httpx.Response) -> Iterator[bytes]:
    """Yield the content of an answer, unpacked, in pieces of at most a megabyte each.

    Raises:
        httpx.DecodingError: it cannot be unpacked, or ends before its end.
    """
    encoding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding in ("identity", ""):
        yield from answer.iter_raw()
    elif encoding in ("gzip", "x-gzip"):
        yield from _unpacked(answer.iter_raw())
    else:
        raise httpx.DecodingError(f"the encoding {encoding[:40]!r} was not asked for")


def _unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        for piece in pieces:
            rest = piece
            while rest:
                if unpacker.eof:  # another member
                    unpacker = zlib.decompressobj(wbits=31)
                yield unpacker.decompress(rest, _PIECE)
                rest = unpacker.unconsumed_tail or unpacker.unused_data
        yield unpacker.flush()
    except zlib.error as error:
        raise httpx.DecodingError(str(error)) from error
    if not unpacker.eof:
        raise httpx.DecodingError("the packed content ends before its end")


def asked_pause(answer: httpx.Response) -> int | None:
    """Return the seconds that a busy server asks to wait; None where it names none, or no number of them."""
    asked = answer.headers.get("Retry-After", "").strip()
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _LONGEST_ASKED else None


def unusable(error: Exception) -> UsageError:
    """Return what to say when httpx cannot make a client: the environment is all that it reads then."""
    reason = (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
    return UsageError(
        f"the environment names a proxy or certificates that cannot be used: {reason}; "
        "look at HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, SSL_CERT_FILE, SSL_CERT_DIR"
    )
