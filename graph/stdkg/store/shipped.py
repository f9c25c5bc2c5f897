"""The shipped graph as a store: read from the tables once, then from a compiled copy.

The copy lies in the folder that STDKG_CACHE names, else in `stdkg` under the user's cache folder; STDKG_CACHE set to nothing
turns it off. Its name is a hash of every file that the graph is made from, the code that reads them included, so a copy is
never out of date; one that cannot be read is made anew, one that cannot be written is done without.

Example:
    >>> len(shipped_store()) > 0
    True
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from stdkg.errors import AccessError
from stdkg.files import atomic_writer
from stdkg.load.shipped import shipped_statements
from stdkg.paths import ontology_dir
from stdkg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["shipped_store"]

_KEPT = 4
_FOLDERS = ("vocabularies", "alignments", "data")
_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_store(include: Iterable[str] = ()) -> EmbeddedStore:
    """Return a store in memory with the shipped graph, and the fetched sources in `include`.

    Raises:
        DataError: a curated table has a fault.
        UnknownNameError: no such fetched source.
    """
    wanted = sorted(set(include))
    copy = _copy_of(wanted)
    if copy and (store := _from_copy(copy)):
        return store
    store = EmbeddedStore()
    store.add(shipped_statements(wanted))
    if copy:
        _keep(store, copy)
    return store


def _copy_of(include: list[str]) -> Path | None:
    folder = os.environ.get("STDKG_CACHE")
    if folder == "":
        return None
    try:
        home = (
            Path(folder)
            if folder
            else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "stdkg"
        )
    except RuntimeError:  # no home
        return None
    digest = hashlib.sha256(repr((pyoxigraph.__version__, include)).encode())
    for file in _sources(include):
        digest.update(f"{file.name}:{file.stat().st_size}:".encode() + file.read_bytes())
    return home / f"shipped-{digest.hexdigest()}.nq"


def _sources(include: list[str]) -> Iterator[Path]:
    folder = ontology_dir()
    yield folder / "stdkg.ttl"
    for name in (*_FOLDERS, *(f"fetched/{name}" for name in include)):
        yield from sorted(path for path in (folder / name).glob("*") if path.is_file())
    yield from sorted((_PACKAGE / "load").glob("*.py"))
    yield from (_PACKAGE / "vocabulary.py", _PACKAGE / "store" / "embedded.py")


def _from_copy(copy: Path) -> EmbeddedStore | None:
    if not copy.is_file():
        return None
    store = EmbeddedStore()
    try:
        store.read_copy(copy)
    except (OSError, SyntaxError, ValueError):
        return None
    with suppress(OSError):  # it was used: that it is read-only does no harm
        copy.touch()
    return store


def _keep(store: EmbeddedStore, copy: Path) -> None:
    """Write the copy, and remove all but the last few that were used."""
    if not store.holds_only_copies():
        return
    with suppress(OSError, AccessError):
        copy.parent.mkdir(parents=True, exist_ok=True)
        with atomic_writer(copy, force=True) as out:
            store.write_copy(out)
        others = sorted(copy.parent.glob("shipped-*.nq"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in others[_KEPT:]:
            old.unlink(missing_ok=True)
