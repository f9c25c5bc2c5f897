"""The upkeep of a store on disk: what it holds, whether it is sound; and which graphs a source has in any store.

Example:
    >>> import tempfile
    >>> from pathlib import Path
    >>> from pyoxigraph import NamedNode, Quad
    >>> from stdkg.store.disk import DiskStore
    >>> a = NamedNode("http://example.com/a")
    >>> store = DiskStore(Path(tempfile.mkdtemp()) / "store", create=True)
    >>> store.add([Quad(a, a, a, a)])
    >>> describe(store)["statements in named graphs"], verify(store)
    (1, [])
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from stdkg.model import Finding
from stdkg.store.filling import UNCOPIED
from stdkg.vocabulary import DATA_GRAPHS, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stdkg.store import Store
    from stdkg.store.disk import DiskStore

__all__ = ["describe", "graphs_to_replace", "room", "verify"]

_GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"


def describe(store: DiskStore) -> dict[str, int | str]:
    """Return what a store holds and takes, by name."""
    generations = [path for path in store.folder.glob("g-*") if path.is_dir()]
    return {
        "generation in force": store.generation.name,
        "generations kept": len(generations),
        "triples": len(store),
        "named graphs": sum(1 for _ in store.named_graphs()),
        "statements in named graphs": store.count() - len(store),
        "bytes on disk": room(store),
    }


def room(store: DiskStore) -> int:
    """Return the bytes that a store takes on the disk; a file that several generations share counts once."""
    files = {file.stat().st_ino: file.stat().st_size for file in store.folder.rglob("*") if file.is_file()}
    return sum(files.values())


def verify(store: DiskStore) -> list[Finding]:
    """Read every statement and return what is wrong: what the engine cannot read, and what the default graph lacks."""
    where = str(store.folder)
    try:
        lacking = [quad for quad in store.quads() if quad.graph_name not in UNCOPIED and _lacks(store, quad)]
    except (OSError, RuntimeError, ValueError) as error:
        what = f"the data cannot be read: {error}"
        return [
            Finding("error", where, what, "restore a backup, or load the sources again", rule="unreadable")
        ]
    return [
        Finding(
            "error",
            where,
            f"the default graph lacks {quad.subject} {quad.predicate} {quad.object}, which {quad.graph_name} states",
            "load that source again",
            rule="default-graph",
        )
        for quad in lacking
    ]


def _lacks(store: DiskStore, quad: Quad) -> bool:
    return Quad(quad.subject, quad.predicate, quad.object) not in store.oxigraph


def graphs_to_replace(store: Store, graphs: Iterable[NamedNode]) -> set[NamedNode]:
    """Return the graphs of a store that give way to new statements in `graphs`.

    A passage stands for all passages of its source, so what a new edition of a source leaves out goes as well. The graphs
    that all sources share stay as they are.
    """
    own = {graph for graph in graphs if graph not in DATA_GRAPHS}
    sources = {prefix for graph in own if (prefix := _source_of(graph))}
    held = (row[0] for row in store.query(_GRAPHS))  # type: ignore[union-attr]
    return own | {graph for graph in held if isinstance(graph, NamedNode) and _source_of(graph) in sources}


def _source_of(graph: NamedNode) -> str:
    """The part of a passage's IRI that names its source; "" for any other graph."""
    name = graph.value.removeprefix(PREFIXES["passage"])
    return name.partition("/")[0] if name != graph.value else ""
