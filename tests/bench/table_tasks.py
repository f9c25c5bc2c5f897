"""The tasks of stdkg on tables, and their floor: text that nobody looked at."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import RdfFormat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from stdkg.store.disk import DiskStore
    from stdkg.store.embedded import EmbeddedStore

__all__ = ["curated", "curated_disk", "mapped", "mapped_disk", "ready_text", "stored", "text", "text_disk"]


def stored(file: Path) -> Path:
    """Where a task leaves its store on disk: beside its input."""
    return file.with_name(f"{file.name}.store")


def mapped(folder: Path) -> Callable[[], object]:
    from stdkg.load.inputs import Inputs
    from stdkg.store.embedded import EmbeddedStore

    def action() -> EmbeddedStore:
        store = EmbeddedStore()
        store.add(Inputs([folder / "catalogue.csv"], mapping=folder / "mapping.json").statements())
        return store

    return action


def mapped_disk(folder: Path) -> Callable[[], object]:
    from stdkg.load.inputs import Inputs
    from stdkg.store.disk import DiskStore

    shutil.rmtree(stored(folder), ignore_errors=True)

    def action() -> DiskStore:
        store = DiskStore(stored(folder), create=True)
        store.add(Inputs([folder / "catalogue.csv"], mapping=folder / "mapping.json").statements())
        return store

    return action


def text(folder: Path) -> Callable[[], object]:
    """The rows as N-Triples, without a look at any cell, and the engine's bulk loader."""
    return lambda: _bulk_loaded(pyoxigraph.Store(), _unchecked(folder))


def text_disk(folder: Path) -> Callable[[], object]:
    """The same into an engine on disk."""
    place = folder.with_name(f"{folder.name}.oxigraph")
    shutil.rmtree(place, ignore_errors=True)

    def action() -> pyoxigraph.Store:
        store = _bulk_loaded(pyoxigraph.Store(str(place)), _unchecked(folder))
        store.flush()
        return store

    return action


def ready_text(folder: Path) -> Callable[[], object]:
    """The engine alone, on such text made beforehand: what is left for whoever uses it."""
    lines = _unchecked(folder).read_bytes()
    store = pyoxigraph.Store()

    def action() -> pyoxigraph.Store:
        store.load(lines, RdfFormat.N_TRIPLES, lenient=True)
        return store

    return action


def _unchecked(folder: Path) -> Path:
    from catalogue import PATTERN
    from patterns import filled

    file = folder / "unchecked.nt"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(f"{line} .\n" for line in filled([PATTERN], folder))
    return file


def _bulk_loaded(store: pyoxigraph.Store, file: Path) -> pyoxigraph.Store:
    store.bulk_load(path=str(file), format=RdfFormat.N_TRIPLES)
    return store


class _Stated:
    """What tables state in a store, without the ontology that they bring along: counted and gone through."""

    def __init__(self) -> None:
        from stdkg.load.shipped import ontology_statements
        from stdkg.store.embedded import EmbeddedStore

        ontology = EmbeddedStore()
        ontology.add(ontology_statements())
        self._known = {quad.triple for quad in ontology.quads()}
        self.store = EmbeddedStore()

    def __len__(self) -> int:
        return len(self.store) - len(self._known)

    def __iter__(self) -> Iterator[pyoxigraph.Quad]:
        default = pyoxigraph.DefaultGraph()
        return (quad for quad in self.store.quads(graph_name=default) if quad.triple not in self._known)


def curated(folder: Path) -> Callable[[], object]:
    from stdkg.load.inputs import Inputs

    stated = _Stated()

    def action() -> _Stated:
        stated.store.add(Inputs([folder / "curated"]).statements())
        return stated

    return action


def curated_disk(folder: Path) -> Callable[[], object]:
    from stdkg.graph import open_graph

    shutil.rmtree(stored(folder), ignore_errors=True)
    return lambda: open_graph(stored(folder), create=True).load(folder / "curated")
