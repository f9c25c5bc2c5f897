"""A store on disk: read by many while one writes, every write all or nothing.

A folder holds generations of the data; the file `GENERATION` names the one in force. A write goes into a hard-linked copy
and ends with a rename, so readers keep what they opened, and a process that is killed leaves the store as it was.

    FOLDER/GENERATION       the name of the generation in force
    FOLDER/WRITER           locked while one process writes
    FOLDER/g-000001/        a generation: oxigraph's files; READERS in it is locked by those who read it

The first generation holds nothing, and says so by a file EMPTY in place of oxigraph's. The engine is opened when it is first
asked.

Example:
    >>> import tempfile
    >>> from pathlib import Path
    >>> from pyoxigraph import NamedNode, Quad
    >>> folder = Path(tempfile.mkdtemp()) / "store"
    >>> a = NamedNode("http://example.com/a")
    >>> store = DiskStore(folder, create=True)
    >>> reader = DiskStore(folder)
    >>> store.add([Quad(a, a, a)])
    >>> len(store), len(reader), len(DiskStore(folder))
    (1, 0, 1)
"""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import contextmanager, suppress
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from weakref import finalize

import pyoxigraph

from stdkg.errors import AccessError, UsageError
from stdkg.store.embedded import EmbeddedStore, empty, with_copies

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from pyoxigraph import NamedNode, Quad

__all__ = ["DiskStore"]

_POINTER = "GENERATION"
_WRITER = "WRITER"
_READERS = "READERS"
_EMPTY = "EMPTY"
_AT_ONCE = 500_000


class DiskStore(EmbeddedStore):
    """Statements in a folder, opened at the generation in force.

    Guarantee: `add` and `replace` are all or nothing, whatever stops the process; who had the store open before keeps
    reading what it opened.

    Raises:
        AccessError: the folder does not exist and `create` is not given, or cannot be read.
        UsageError: the folder exists and is no store.
    """

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self.folder = folder
        self._made: list[Path] = []
        with _reaching(folder):
            if not (folder / _POINTER).is_file():
                self._start(create=create)
            self._open()

    def _start(self, *, create: bool) -> None:
        if self.folder.is_dir() and any(
            path.name != _WRITER for path in self.folder.iterdir() if not _is_ours(path)
        ):
            raise UsageError(f"{self.folder}: is no store, and not empty; name another folder")
        if not create:
            raise AccessError(
                f"{self.folder}: holds no store; make one with stdkg load PATH --store {self.folder}"
            )
        made = [path for path in (self.folder, *self.folder.parents) if not path.exists()]
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._writing():
            if not (self.folder / _POINTER).is_file():
                first = self._next()
                first.mkdir()
                (first / _EMPTY).touch()
                _put_in_force(self.folder, first)
                self._made = [first, self.folder / _POINTER, self.folder / _WRITER, *made]

    def _open(self) -> None:
        """Open the generation in force; another may come into force meanwhile, so look again until the hold is good."""
        while True:
            current = self._current()
            try:
                hold = os.open(current / _READERS, os.O_RDONLY)
            except FileNotFoundError:
                continue
            fcntl.flock(hold, fcntl.LOCK_SH)
            if self._current() == current:
                break
            os.close(hold)
        self._opened = current
        self._release = finalize(self, os.close, hold)
        self.__dict__.pop("oxigraph", None)

    @cached_property
    def oxigraph(self) -> pyoxigraph.Store:  # type: ignore[override]
        """The engine at the generation that was opened; nobody can write to it."""
        with _reaching(self.folder):
            where = self._nothing() if _is_empty(self._opened) else str(self._opened)
            return pyoxigraph.Store.read_only(where)

    def _nothing(self) -> str:
        """A folder with an empty engine, for as long as this store lives."""
        folder = mkdtemp()
        finalize(self, shutil.rmtree, folder, ignore_errors=True)
        pyoxigraph.Store(folder).flush()
        return folder

    def add(self, statements: Iterable[Quad]) -> None:
        """Add statements in a new generation, and put it in force; see `Store.add`.

        Raises:
            AccessError: another process writes to the store, or the disk is full.
        """
        self.replace((), statements)

    def replace(self, graphs: Collection[NamedNode], statements: Iterable[Quad]) -> None:
        """Put `statements` in the place of what lies in `graphs`, in one step; the default graph follows.

        Raises:
            AccessError: another process writes to the store, or the disk is full.
        """

        def work(store: pyoxigraph.Store) -> None:
            empty(store, graphs)
            _fill(store, with_copies(statements))

        self._write(work)

    def withdraw(self) -> None:
        """Remove the store and the folders made for it, if this object made it and nobody has written to it or reads it.

        Afterwards the object is only good to be closed.
        """
        if not self._made:
            return
        first, *others = self._made
        self._release()
        with suppress(OSError, AccessError), self._writing():
            if self._current() != first or not _unread(first):
                return
            shutil.rmtree(first)
            for path in others:
                path.rmdir() if path.is_dir() else path.unlink()

    def compact(self) -> None:
        """Write the data anew in the least room, as a new generation; what they say is the same.

        Raises:
            AccessError: another process writes to the store, or the disk is full.
        """
        self._write(lambda store: _fill(store, self.oxigraph.quads_for_pattern(None, None, None)), anew=True)

    def backup(self, target: Path) -> None:
        """Make `target` a store of its own that holds what this one was opened with; whole or not at all.

        On the same file system it shares the files of the engine, which are never changed, and takes no room.

        Raises:
            UsageError: `target` exists.
            AccessError: it cannot be written.
        """
        if target.exists():
            raise UsageError(f"{target}: exists; name a folder that does not")
        with _reaching(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            part = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
            try:
                first = part / "g-000001"
                self.oxigraph.backup(str(first))
                _put_in_force(part, first)
                part.chmod(self.folder.stat().st_mode & 0o777)
                part.rename(target)
            except BaseException:
                shutil.rmtree(part, ignore_errors=True)
                raise

    @property
    def generation(self) -> Path:
        """The folder of the generation in force."""
        return self._current()

    def _write(self, work: Callable[[pyoxigraph.Store], None], *, anew: bool = False) -> None:
        """Do some work on a copy, or on a new generation that is empty, and put it in force when it is done."""
        with _reaching(self.folder), self._writing():
            target = self._next()
            try:
                if not anew:
                    self._begin(target)
                store = pyoxigraph.Store(str(target))
                work(store)
                store.flush()
                del store
                _put_in_force(self.folder, target)
            except BaseException:
                shutil.rmtree(target, ignore_errors=True)
                raise
            self._release()
            self._open()
            self._forget_old()

    def _begin(self, target: Path) -> None:
        """Begin a generation with what the one in force holds, if it holds anything."""
        current = self._current()
        if not _is_empty(current):
            is_open = self._opened == current
            (self.oxigraph if is_open else pyoxigraph.Store.read_only(str(current))).backup(str(target))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with (self.folder / _WRITER).open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise AccessError(
                    f"{self.folder}: another process is writing to it; try again later"
                ) from None
            if os.fstat(lock.fileno()).st_ino != (self.folder / _WRITER).stat().st_ino:
                raise AccessError(f"{self.folder}: was just removed by another process; try again")
            yield

    def _current(self) -> Path:
        name = (self.folder / _POINTER).read_text(encoding="ascii").strip()
        return self.folder / name

    def _next(self) -> Path:
        """The folder of the next generation; what a killed process left there is removed."""
        number = int(self._current().name[2:]) + 1 if (self.folder / _POINTER).is_file() else 1
        target = self.folder / f"g-{number:06}"
        shutil.rmtree(target, ignore_errors=True)
        return target

    def _forget_old(self) -> None:
        """Remove the generations that nobody reads any more."""
        current = self._current()
        for path in self.folder.glob("g-*"):
            if path != current and _unread(path):
                shutil.rmtree(path, ignore_errors=True)

    def __len__(self) -> int:
        return 0 if _is_empty(self._opened) else super().__len__()

    def close(self) -> None:
        """Let the generation go."""
        self.__dict__.pop("oxigraph", None)
        self._release()


def _fill(store: pyoxigraph.Store, quads: Iterator[Quad]) -> None:
    """Add quads at the speed of the bulk loader, which would hold them all in memory if they came at once."""
    for first in quads:
        store.bulk_extend(chain((first,), islice(quads, _AT_ONCE)))


def _put_in_force(folder: Path, generation: Path) -> None:
    (generation / _READERS).touch()
    pointer = folder / (_POINTER + ".new")
    with pointer.open("wb") as out:
        out.write(generation.name.encode() + b"\n")
        out.flush()
        os.fsync(out.fileno())
    pointer.replace(folder / _POINTER)


def _is_empty(generation: Path) -> bool:
    return (generation / _EMPTY).exists()


def _unread(generation: Path) -> bool:
    try:
        with (generation / _READERS).open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return True
    except BlockingIOError:
        return False
    return True


def _is_ours(path: Path) -> bool:
    return path.name in (_WRITER, _POINTER, _POINTER + ".new") or path.name.startswith("g-")


@contextmanager
def _reaching(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise AccessError(f"{folder}: cannot be used as a store: {error.strerror or error}") from error
