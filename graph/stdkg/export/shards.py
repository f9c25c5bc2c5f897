"""N-Quads in parts for the bulk loaders of engines, written by several processes, with a file of checksums.

The parts hold what `stdkg load --store http(s)://...` sends: each statement of a named graph in its graph, and every triple once in
the merged graph, `https://w3id.org/stdkg/id/graph/all`. Nothing lies in the default graph, which each engine takes in its own
way, and blank nodes are IRIs, since a loader would read the blank node of two parts as two; so an engine that has loaded the
parts gives through `--store` the counts of the store that they were written from.

All lines of a triple lie in one part, which a checksum of the triple chooses. Which part a line is in, and what stands in it, depends on the
statements and on the number of parts alone.

Example:
    >>> from stdkg.store.embedded import EmbeddedStore
    >>> from pyoxigraph import NamedNode, Quad
    >>> a, g = NamedNode("http://example.com/a"), NamedNode("http://example.com/g")
    >>> store = EmbeddedStore()
    >>> store.add([Quad(a, a, a, g)])
    >>> folder = Path(tempfile.mkdtemp()) / "parts"
    >>> write_shards(store, folder, 2)
    Written(statements=1, lines=2, size=203)
    >>> sorted(path.name for path in folder.iterdir())
    ['SHA256SUMS', 'part-001-of-002.nq', 'part-002-of-002.nq']
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import zlib
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import BlankNode, Quad

from stdkg.errors import AccessError, UsageError
from stdkg.export.blank import named
from stdkg.files import undisturbed
from stdkg.store.remote.blank import Labels, as_sent, sealed
from stdkg.store.remote.spool import seal_of, spoken
from stdkg.vocabulary import GRAPH_ALL, GRAPH_DERIVED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stdkg.store import Store

__all__ = ["MOST", "Written", "refuse_folder", "write_shards"]

MOST: Final = 256
"""The greatest number of parts: each is an open file."""
_SUMS: Final = "SHA256SUMS"
_OURS: Final = re.compile(rf"{_SUMS}|part-[0-9]{{3}}-of-[0-9]{{3}}\.nq")
_DERIVED: Final = str(GRAPH_DERIVED)
_AT_ONCE: Final = 10_000


class Written(NamedTuple):
    """What was written.

    Attributes:
        statements: the number of statements of the store.
        lines: the number of lines, those of the merged graph included.
        size: in bytes.
    """

    statements: int
    lines: int
    size: int


def refuse_folder(out: Path, *, force: bool) -> None:
    """Refuse a folder that `write_shards` would not replace.

    Raises:
        UsageError: it holds other files, or parts and `force` is not given.
        AccessError: it is no folder.
    """
    if not out.exists():
        return
    try:
        names = [path.name for path in out.iterdir()]
    except OSError as error:
        raise AccessError(f"{out}: cannot be read as a folder: {error.strerror}; name another") from error
    if other := sorted(name for name in names if not _OURS.fullmatch(name)):
        raise UsageError(
            f"{out}: holds {other[0]}, which is no part of an export; name a new or an empty folder"
        )
    if names and not force:
        raise UsageError(f"{out}: holds the parts of an export; give --force to replace them")


def write_shards(store: Store, out: Path, number: int, *, force: bool = False) -> Written:
    """Write a store in `number` parts to the folder `out`, with their checksums in SHA256SUMS.

    Guarantee: the folder appears, or is replaced, when all of it is written, or not at all. The same statements give the same bytes.

    Raises:
        UsageError: the folder holds other files, or parts and `force` is not given; or a statement that no engine takes.
        AccessError: it cannot be written.
        DataError: the blank nodes cannot be named in a fixed order.
    """
    out = out.resolve()
    refuse_folder(out, force=force)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent))
        try:
            count = _dealt(store.statements(), scratch, number)
            written = _finished(scratch, number)
            scratch.chmod(out.parent.stat().st_mode & 0o777)
            _put_in_place(scratch, out)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    except OSError as error:
        raise AccessError(f"{out}: cannot be written: {error.strerror or error}") from error
    return Written(count, sum(lines for _, lines, _ in written), sum(size for _, _, size in written))


def _name(index: int, number: int) -> str:
    return f"part-{index + 1:03}-of-{number:03}.nq"


def _dealt(statements: Iterable[Quad], folder: Path, number: int) -> int:
    """Deal the statements out to as many files as there are parts; return their number."""
    count = 0
    with ExitStack() as files:
        parts = [
            files.enter_context((folder / _name(i, number)).open("w", encoding="utf-8", newline="\n"))
            for i in range(number)
        ]
        for graph, triple in _lines(statements):
            parts[zlib.crc32(triple.encode()) % number].write(f"{graph}\t{triple}\n")
            count += 1
    return count


def _lines(statements: Iterable[Quad]) -> Iterator[tuple[str, str]]:
    """Each statement as its graph and its triple; those with blank nodes last, when all of them are known."""
    labels = Labels()
    marked: list[Quad] = []
    for quad in statements:
        known = Quad(*map(as_sent, quad)) if _has_blank(quad) else quad
        if _has_blank(known):
            marked.append(known)
        else:
            yield spoken(known, labels)
    if marked:
        lines = ["\t".join(spoken(quad, labels)) for quad in sorted(named(marked), key=str)]
        seal = seal_of(lines)
        for line in lines:
            graph, _, triple = sealed(line, seal).partition("\t")
            yield graph, triple


def _has_blank(quad: Quad) -> bool:
    return any(isinstance(term, BlankNode) for term in (quad.subject, quad.object, quad.graph_name))


def _finished(folder: Path, number: int) -> list[tuple[str, int, int]]:
    """Finish the parts, in processes of their own, and write their checksums; return digest, lines and size of each."""
    paths = [folder / _name(i, number) for i in range(number)]
    workers = min(number, os.cpu_count() or 1)
    # Spawned, not forked: the engine has threads, and a fork would copy their locks.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        with undisturbed():  # they leave Ctrl-C to this process
            tasks = [pool.submit(_finish, path) for path in paths]
        try:
            written = [task.result() for task in tasks]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    sums = "".join(f"{digest}  {path.name}\n" for path, (digest, _, _) in zip(paths, written, strict=True))
    (folder / _SUMS).write_text(sums, encoding="ascii", newline="\n")
    return written


def _finish(path: Path) -> tuple[str, int, int]:
    """Write a part as it is to be, in the place of what was dealt to it; return its digest, lines and size."""
    with path.open(encoding="utf-8", newline="\n") as dealt:
        stated = {line.rstrip("\n") for line in dealt}
    lines = set()
    for line in stated:
        graph, _, triple = line.partition("\t")
        if graph != _DERIVED:
            lines.add(f"{triple} {GRAPH_ALL} .\n")
        if graph:
            lines.add(f"{triple} {graph} .\n")
    digest = hashlib.sha256()
    ordered = sorted(lines)
    with path.open("wb") as out:
        for begin in range(0, len(ordered), _AT_ONCE):
            text = "".join(ordered[begin : begin + _AT_ONCE]).encode()
            digest.update(text)
            out.write(text)
        out.flush()
        os.fsync(out.fileno())
        return digest.hexdigest(), len(lines), out.tell()


def _put_in_place(made: Path, out: Path) -> None:
    """Rename a folder to its name; what had the name goes away, or comes back where that fails."""
    if not out.exists():
        made.rename(out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".old", dir=out.parent))
    try:
        out.replace(old)
        try:
            made.rename(out)
        except BaseException:
            old.rename(out)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
