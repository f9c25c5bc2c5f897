"""Files that are written whole or not at all.

Example:
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> with atomic_writer(folder / "a.ttl") as out:
    ...     _ = out.write(b"done")
    >>> (folder / "a.ttl").read_bytes()
    b'done'
"""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from stdkg.errors import AccessError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["atomic_writer"]


@contextmanager
def atomic_writer(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """Open a file beside `path` and rename it to `path` once the block has ended well.

    Whatever stops the block (an error, Ctrl-C, a full disk) leaves `path` as it was and nothing beside it.

    Raises:
        UsageError: `path` exists and `force` is not given.
        AccessError: the folder is missing, cannot be written, or the disk is full.

    A path that is no regular file (a device, a pipe) is written to as it is, never replaced.
    """
    if path.is_dir():
        raise AccessError(f"{path}: is a folder; name a file in it")
    if path.exists() and not path.is_file():
        with _special(path) as special:
            yield special
        return
    if path.exists() and not force:
        raise UsageError(f"{path}: exists; give --force to replace it")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise AccessError(f"{path}: cannot be written: {error.strerror or error}") from error
    try:
        with os.fdopen(handle, "wb") as out:
            yield cast("BinaryIO", out)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(_mode_of_new_files())
        Path(name).replace(path)
    except OSError as error:
        raise AccessError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def _special(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("wb") as out:
            yield out
    except OSError as error:
        raise AccessError(f"{path}: cannot be written: {error.strerror or error}") from error


def _mode_of_new_files() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
