"""Compressed files as streams: gzip, zstd and the members of a zip, unpacked as they are read and never whole.

Example:
    >>> import gzip, tempfile
    >>> from pathlib import Path
    >>> path = Path(tempfile.mkdtemp()) / "a.nt.gz"
    >>> _ = path.write_bytes(gzip.compress(b"<http://a> <http://b> 1 ."))
    >>> unpacked(path).read(10)
    b'<http://a>'
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from stdkg.errors import AccessError, DataError
from stdkg.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["PACKED", "ZIP", "ending_of", "members", "unpacked"]

PACKED = (".gz", ".zst")
"""The endings of files that hold one compressed file."""
ZIP = ".zip"

_FREE, _RATIO = 64 * 1024 * 1024, 250
"""A file may unpack to 250 times its size; the first 64 MB are not counted."""
_BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, RuntimeError, UnicodeDecodeError)
"""What broken data raise; NotImplementedError, for a kind of zip that is unknown, is a RuntimeError."""


def unpacked(
    path: Path, member: str = "", tell: Callable[[int], None] | None = None, name: str = ""
) -> BinaryIO:
    """Open a file, plain or compressed, for reading in binary; `member` is a file in a zip.

    Args:
        path: the file.
        member: the file in a zip.
        tell: called with the number of bytes that were read from the disk, as they are read.
        name: what faults call it, instead of its path.

    Raises:
        OSError: it cannot be opened; what is read later raises DataError where the compressed data are broken.
        AccessError: it is compressed with zstd, and no library for that is installed.
    """
    name = name or str(path)
    raw = _Told(path.open("rb", buffering=0), tell or _nobody)
    ending = ZIP if member else path.suffix.lower()
    try:
        inner = _OPENERS[ending](raw, member) if ending in _OPENERS else None
    except _BROKEN as error:
        raw.close()
        raise _fault(name, error) from error
    if inner is None:
        return cast("BinaryIO", io.BufferedReader(raw, _CHUNK))
    return cast("BinaryIO", io.BufferedReader(_Unpacked(name, inner, path.stat().st_size), _CHUNK))


def ending_of(path: Path) -> str:
    """Return the ending that says how a file is compressed, by its first bytes; "" for none.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        begin = stream.read(4)
    return next((ending for magic, ending in _MAGIC.items() if begin.startswith(magic)), "")


def members(path: Path) -> list[str]:
    """Return the names of the files in a zip, sorted.

    Raises:
        DataError: it is no zip, or broken.
        OSError: it cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return sorted(info.filename for info in archive.infolist() if not info.is_dir())
    except _BROKEN as error:
        raise _fault(str(path), error) from error


_CHUNK = 1 << 16
_MAGIC = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}


def _nobody(_: int) -> None:
    pass


def _fault(name: str, error: BaseException | str) -> DataError:
    text = " ".join(str(error).split()) or type(error).__name__
    return DataError.of(
        [Finding("error", name, f"the compressed data are broken: {text}", "fetch or pack it again")]
    )


class _Told(io.RawIOBase):
    """A file that tells how much of it was read."""

    def __init__(self, file: io.FileIO, tell: Callable[[int], None]) -> None:
        self._file = file
        self._tell = tell

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        count = self._file.readinto(buffer) or 0
        self._tell(count)
        return count

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._file.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        self._file.close()
        super().close()


class _Unpacked(io.RawIOBase):
    """What a compressed file holds, as far as it is sound and no bomb."""

    def __init__(self, name: str, inner: BinaryIO, size: int) -> None:
        self._name = name
        self._inner = inner
        self._left = _FREE + _RATIO * size
        self._errors = _BROKEN + _zstd_errors()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._inner.read(len(buffer))
        except self._errors as error:
            raise _fault(self._name, error) from error
        self._left -= len(data)
        if self._left < 0:
            what = f"it unpacks to more than {_RATIO} times its size"
            raise DataError.of([Finding("error", self._name, what, "unpack it yourself if that is meant")])
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        super().close()


def _gzip(raw: io.RawIOBase, _: str) -> BinaryIO:
    return cast("BinaryIO", gzip.GzipFile(fileobj=io.BufferedReader(raw, _CHUNK)))


def _zip(raw: io.RawIOBase, member: str) -> BinaryIO:
    archive = zipfile.ZipFile(cast("BinaryIO", io.BufferedReader(raw, _CHUNK)))
    return cast("BinaryIO", archive.open(member))


def _zstd(raw: io.RawIOBase, _: str) -> BinaryIO:
    return cast("BinaryIO", _zstd_library().ZstdFile(io.BufferedReader(raw, _CHUNK)))


def _zstd_library() -> Any:  # noqa: ANN401  one of two modules with the same names
    """Return the module for zstd: Python's own from 3.14 on, else its backport."""
    from importlib import import_module

    for module in ("compression.zstd", "backports.zstd"):
        try:
            return import_module(module)
        except ImportError:
            continue
    raise AccessError("zstd needs the package backports.zstd; install it: pip install 'stdkg[zstd]'")


def _zstd_errors() -> tuple[type[Exception], ...]:
    try:
        return (_zstd_library().ZstdError,)
    except AccessError:
        return ()


_OPENERS: dict[str, Callable[[io.RawIOBase, str], BinaryIO]] = {".gz": _gzip, ".zst": _zstd, ZIP: _zip}
