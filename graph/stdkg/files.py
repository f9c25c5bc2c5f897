"""Files that are written whole or not at all, and folders that do not outlive the process that works in them.

Example:
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> with atomic_writer(folder / "a.ttl") as out:
    ...     _ = out.write(b"done")
    >>> (folder / "a.ttl").read_bytes()
    b'done'
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import stat
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from stdkg.errors import AccessError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["atomic_writer", "temporary_folder", "undisturbed"]

_OURS = "stdkg-"
_LOCK = ".lock"
"""A file in a temporary folder, locked by the process that works there."""


@contextmanager
def atomic_writer(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """Open a file beside `path` and rename it to `path` once the block has ended well.

    Whatever stops the block (an error, Ctrl-C, a full disk) leaves `path` as it was and nothing beside it; Ctrl-C while the file is
    renamed comes too late, and passes unheard.

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
        with undisturbed():
            Path(name).chmod(_mode_of_new_files())
            Path(name).replace(path)
    except OSError as error:
        raise AccessError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let Ctrl-C pass unheard, by the processes too that are started meanwhile: for what is done in a moment, or by them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


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


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Yield a new folder for this process alone, and remove it in the end.

    A process that is killed removes nothing; the folders of such, of the same user, are removed by the next call.

    Raises:
        OSError: the folder cannot be made.

    Example:
        >>> with temporary_folder() as folder:
        ...     folder.is_dir()
        True
        >>> folder.exists()
        False
    """
    for path in Path(tempfile.gettempdir()).glob(f"{_OURS}*"):
        with suppress(OSError):
            _remove_if_left(path)
    with tempfile.TemporaryDirectory(prefix=_OURS) as name:
        new = Path(name, f"{_LOCK}.new")
        with new.open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            new.rename(Path(name, _LOCK))  # not before it is locked, or another process takes it for left
            yield Path(name)


def _remove_if_left(path: Path) -> None:
    """Remove a temporary folder of this user that no process works in; links are not followed.

    Raises:
        OSError: it has no lock, or another process holds that.
    """
    about = path.lstat()
    if (
        not stat.S_ISDIR(about.st_mode)
        or about.st_uid != os.geteuid()
        or stat.S_IMODE(about.st_mode) != stat.S_IRWXU
    ):
        return
    lock = os.open(path / _LOCK, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if stat.S_ISREG(os.fstat(lock).st_mode):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path)
    finally:
        os.close(lock)
