"""A store on disk: read by many while one writes, every write all or nothing.

A folder holds generations of the data; the file `GENERATION` names the one in force. A write goes into a hard-linked copy
and ends with a rename, so readers keep what they opened, and a process that is killed leaves the store as it was.

    FOLDER/GENERATION       the name of the generation in force
    FOLDER/WRITER           locked while one process writes
    FOLDER/g-000001/        a generation: oxigraph's files; READERS in it is locked by those who read it

The first generation holds nothing, and says so by a file EMPTY in place of oxigraph's. A file COPIES says that the default graph
of a generation holds copies alone, which then need not be looked for. The engine is opened when it is first asked.

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
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from weakref import finalize

import pyoxigraph

from stdkg.errors import AccessError, UsageError
from stdkg.files import temporary_folder
from stdkg.store.embedded import EmbeddedStore, empty, stated
from stdkg.store.filling import WithCopies, fill
from stdkg.store.kinds import Kinds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pyoxigraph import NamedNode, Quad

__all__ = ["DiskStore"]

_POINTER = "GENERATION"
_WRITER = "WRITER"
_READERS = "READERS"
_EMPTY = "EMPTY"
_COPIES = "COPIES"
_AT_ONCE = 500_000
_BYTES, _AT_A_TIME = 48 << 20, 2
"""So much text in a part, of which the engine reads two at a time: half as much takes less memory, but leaves the engine so many
files that it reads slower afterwards."""
_FEW = 5_000
"""So many statements are taken out of a store one by one, however small it is."""
_MUCH = 3
"""Where more than one of so many statements goes, it is faster to write anew those that stay."""


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
        self.__dict__.pop("_engine", None)
        self._kinds = Kinds()

    @property
    def oxigraph(self) -> pyoxigraph.Store:
        """The engine at the generation that was opened; nobody can write to it."""
        return self._engine

    @cached_property
    def _engine(self) -> pyoxigraph.Store:  # type: ignore[override]
        with _reaching(self.folder):
            where = self._nothing() if _is_empty(self._opened) else str(self._opened)
            return pyoxigraph.Store.read_only(where)

    def _nothing(self) -> str:
        """A folder with an empty engine, for as long as this store lives."""
        with ExitStack() as stack:
            folder = str(stack.enter_context(temporary_folder()) / "empty")
            pyoxigraph.Store(folder).flush()
            finalize(self, stack.pop_all().close)
        return folder

    def holds_only_copies(self) -> bool:
        """Whether it is known that the default graph has nothing but copies."""
        return _holds_only_copies(self._opened)

    def add(self, statements: Iterable[Quad]) -> None:
        """Add statements in a new generation, and put it in force; see `Store.add`.

        Raises:
            AccessError: another process writes to the store, or the disk is full.
        """
        self.replace((), statements)

    def replace(self, graphs: Collection[NamedNode], statements: Iterable[Quad]) -> None:
        """Put `statements` in the place of what lies in `graphs`, in one step; the default graph follows.

        Where much goes, the new generation is written from what stays; else what goes is taken out of a copy.

        Raises:
            AccessError: another process writes to the store, or the disk is full.
        """
        with self._next_generation() as (old, target):
            only_copies = _holds_only_copies(self._current())
            if old is None or _holds_much_in(old, graphs):
                store = pyoxigraph.Store(str(target))
                staying = WithCopies(stated(old, only_copies=only_copies, without=graphs) if old else ())
                _fill(store, iter(staying))
                only_copies = staying.only
            else:
                old.backup(str(target))
                store = pyoxigraph.Store(str(target))
                empty(store, graphs)
            only_copies &= fill(statements, store.bulk_load, store.bulk_extend, _BYTES, _AT_A_TIME)
            store.flush()
            del store
            if only_copies:
                (target / _COPIES).touch()

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
        with self._next_generation() as (old, target):
            store = pyoxigraph.Store(str(target))
            if old:
                _fill(store, old.quads_for_pattern(None, None, None, None))
            store.flush()
            del store
            _mark_like(self._current(), target)

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
                self._engine.backup(str(first))
                _mark_like(self._opened, first)
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

    @contextmanager
    def _next_generation(self) -> Iterator[tuple[pyoxigraph.Store | None, Path]]:
        """Yield the engine in force, None where it holds nothing, and the folder to write to, put in force in the end."""
        with _reaching(self.folder), self._writing():
            target = self._next()
            try:
                yield self._in_force(), target
                _put_in_force(self.folder, target)
            except BaseException:
                shutil.rmtree(target, ignore_errors=True)
                raise
            self._release()
            self._open()
            self._forget_old()

    def _in_force(self) -> pyoxigraph.Store | None:
        current = self._current()
        if _is_empty(current):
            return None
        return self._engine if self._opened == current else pyoxigraph.Store.read_only(str(current))

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
        self.__dict__.pop("_engine", None)
        self._release()


def _fill(store: pyoxigraph.Store, quads: Iterator[Quad]) -> None:
    """Add quads at the speed of the bulk loader, which would hold them all in memory if they came at once."""
    for first in quads:
        store.bulk_extend(chain((first,), islice(quads, _AT_ONCE)))


def _holds_much_in(store: pyoxigraph.Store, graphs: Collection[NamedNode]) -> bool:
    """Whether so many of the statements lie in some graphs that it is faster to write the others anew."""
    going = sum(_number(store, str(graph)) for graph in graphs)
    return going > _FEW and going * _MUCH > _number(store, "?g")


def _number(store: pyoxigraph.Store, graph: str) -> int:
    """How many statements lie in a graph, or in all that are named."""
    (row,) = store.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {graph} {{ ?s ?p ?o }} }}")  # type: ignore[misc]
    return int(row["n"].value)


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


def _holds_only_copies(generation: Path) -> bool:
    """Whether it is known that the default graph of a generation has nothing but copies."""
    return _is_empty(generation) or (generation / _COPIES).exists()


def _mark_like(generation: Path, other: Path) -> None:
    if _holds_only_copies(generation):
        (other / _COPIES).touch()


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
