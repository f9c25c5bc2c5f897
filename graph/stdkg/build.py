"""The main job: what stdkg ships, written once in each format.

Example:
    >>> import tempfile
    >>> from pathlib import Path
    >>> made = build(Path(tempfile.mkdtemp()))
    >>> made[0].format, made[0].path.name, made[0].size == made[0].path.stat().st_size
    ('turtle', 'stdkg.ttl', True)
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph

from stdkg.errors import AccessError
from stdkg.export import FORMATS
from stdkg.export.snapshot import Snapshot
from stdkg.files import atomic_writer, undisturbed
from stdkg.reason import entailed
from stdkg.store.shipped import shipped_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from stdkg.reason import Profile
    from stdkg.store.embedded import EmbeddedStore

__all__ = ["Made", "build"]

_STEM = "stdkg"


@dataclass(frozen=True, slots=True)
class Made:
    """A file that `build` made.

    Attributes:
        format: its name in `stdkg.export.FORMATS`.
        path: where it lies.
        size: in bytes.
        statements: triples of a flat format, statements of TriG and N-Quads, edges of a projection.
    """

    format: str
    path: Path
    size: int
    statements: int


def build(
    out: Path,
    include: Iterable[str] = (),
    *,
    reason: Profile | None = None,
    report: Callable[[Made], None] | None = None,
) -> list[Made]:
    """Write the shipped graph to `out`/stdkg.* in every format that is built, and return what was made.

    Guarantee: the files replace those of an earlier build all together once every one of them is written, or, whatever stops the work,
    not at all. No other file in `out` is touched. The same data give the same bytes.

    Args:
        out: the folder, made when it is not there.
        include: ids of fetched sources to add to the curated graph.
        reason: the rules by which what follows is added to TriG and N-Quads, in the graph of what is derived.
        report: called after each file is written, before the files are put in place.

    Raises:
        DataError: the curated tables break a rule, or a format cannot carry a triple.
        UnknownNameError: no such fetched source.
        AccessError: the folder or a file cannot be written.
    """
    include = list(include)
    store = shipped_store(include)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AccessError(f"{out}: cannot be made a folder: {error.strerror or error}") from error
    snapshot = Snapshot(store)
    claims = snapshot if reason is None else Snapshot(_reasoned(store, reason, include))
    made = []
    with ExitStack() as ending, ExitStack() as files:
        for entry in FORMATS.values():
            if not entry.built:
                continue
            path = out / f"{_STEM}.{entry.extension}"
            file = files.enter_context(atomic_writer(path, force=True))
            statements = (claims if entry.kind == "dataset" else snapshot).write(entry.name, file)
            file.flush()  # a full disk shows here, before anything is replaced
            made.append(Made(entry.name, path, file.tell(), statements))
            if report is not None:
                report(made[-1])
        ending.enter_context(undisturbed())  # all files are replaced, or none
    return made


def _reasoned(stated: EmbeddedStore, reason: Profile, include: Iterable[str]) -> EmbeddedStore:
    """The shipped graph with what follows from it."""
    store = shipped_store(include)
    store.add(entailed((), reason, stated.quads(graph_name=DefaultGraph())))
    return store
