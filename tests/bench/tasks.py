"""What is measured against size: tasks of stdkg, and beside each the same work done by its peers.

A task is prepared with the path of its input, which is not counted, and gives back what is. The inputs: `nq` and `nt` are the
synthetic graph as N-Quads and its triples as N-Triples, `catalogue` a folder with one wide table and its mapping, `tables` a
folder of curated tables, with what they state for the peers.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal as OneOf

import pyoxigraph
from pyoxigraph import RdfFormat
from table_tasks import curated, curated_disk, mapped, mapped_disk, ready_text, stored, text, text_disk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stdkg.store.disk import DiskStore
    from stdkg.store.embedded import EmbeddedStore

    Prepare = Callable[[Path], Callable[[], object]]

__all__ = ["GROUPS", "QUERY", "TASKS", "Task", "named"]

QUERY = (
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    'SELECT ?s ?l { ?s rdfs:label ?l FILTER(CONTAINS(?l, "forestry")) }'
)
"""A text in all labels: the kind of query that no index answers."""
_NOTHING = "SELECT * { <http://example.org/nothing> ?p ?o }"
"""Asked first, as what is imported for a query is no part of it."""
GROUPS = {
    "Load": "a graph of so many statements",
    "Use": "a graph of so many statements",
    "Tables": "tables of so many rows",
}
"""The groups of tasks, and what their sizes count."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to measure.

    Attributes:
        name: what is done, and by whom where it is not stdkg.
        group: one of GROUPS.
        input: what it works on.
        prepare: what makes it ready; None where a peer's program does it.
        beside: the task of stdkg that does the same work; "" for those of stdkg.
        peer: whose program runs it, and the name that it has there; "" for what runs in the environment of stdkg.
        leaves: the ending of the folder that it leaves beside its input: its store on disk.
        most: the largest size that is worth its time.
        is_same: it must make as many triples as the task `beside`.
    """

    name: str
    group: str
    input: OneOf["nq", "nt", "catalogue", "tables"]
    prepare: Prepare | None = None
    beside: str = ""
    peer: tuple[str, str] = ("", "")
    leaves: str = ""
    most: int = 1_000_000
    is_same: bool = False


def _load(file: Path) -> Callable[[], object]:
    from stdkg.graph import open_graph

    return lambda: open_graph(data=[file])


def _load_disk(file: Path) -> Callable[[], object]:
    from stdkg.graph import open_graph

    shutil.rmtree(stored(file), ignore_errors=True)

    def action() -> DiskStore:
        graph = open_graph(stored(file), create=True)
        graph.load(file)
        return graph.store  # type: ignore[return-value]

    return action


def _bulk_load(file: Path) -> Callable[[], object]:
    def action() -> pyoxigraph.Store:
        store = pyoxigraph.Store()
        store.bulk_load(path=str(file), format=RdfFormat.N_TRIPLES)
        return store

    return action


def _bulk_load_disk(file: Path) -> Callable[[], object]:
    place = file.with_name(f"{file.name}.oxigraph")
    shutil.rmtree(place, ignore_errors=True)

    def action() -> pyoxigraph.Store:
        store = pyoxigraph.Store(str(place))
        store.bulk_load(path=str(file), format=RdfFormat.N_TRIPLES)
        store.flush()
        return store

    return action


def _rdflib_parse(file: Path) -> Callable[[], object]:
    import rdflib

    return lambda: rdflib.Graph().parse(file, format="nt")


def _memory(file: Path) -> EmbeddedStore:
    from stdkg.graph import open_graph
    from stdkg.store.embedded import EmbeddedStore

    store = open_graph(data=[file]).store
    assert isinstance(store, EmbeddedStore)
    return store


def _disk(file: Path) -> DiskStore:
    """The store that the task `load to disk` left; made where it was not run."""
    from stdkg.store.disk import DiskStore

    if not stored(file).exists():
        _load_disk(file)()
    return DiskStore(stored(file))


def _export(name: str, opened: Callable[[Path], EmbeddedStore]) -> Prepare:
    def prepare(file: Path) -> Callable[[], object]:
        from stdkg.export import write

        store = opened(file)

        def action() -> None:
            with file.with_name(f"{file.name}.out").open("wb") as out:
                write(store, name, out)

        return action

    return prepare


def _serialize(file: Path) -> Callable[[], object]:
    from stdkg.vocabulary import PREFIXES

    store = _memory(file)

    def action() -> None:
        quads = store.quads(graph_name=pyoxigraph.DefaultGraph())
        with file.with_name(f"{file.name}.out").open("wb") as out:
            pyoxigraph.serialize(quads, out, format=RdfFormat.TURTLE, prefixes=PREFIXES)

    return action


def _check(file: Path) -> Callable[[], object]:
    from stdkg.check import check
    from stdkg.load.shipped import ontology_statements

    store = _memory(file)
    store.add(ontology_statements())
    return lambda: check(store)


def _pyshacl(file: Path) -> Callable[[], object]:
    from stdkg.check.referee import run_pyshacl
    from stdkg.check.shapes import shipped_shapes
    from stdkg.load.shipped import ontology_statements

    store = _memory(file)
    store.add(ontology_statements())
    return lambda: list(run_pyshacl(store, shipped_shapes()))


def _world(file: Path) -> EmbeddedStore:
    """The shipped graph, which the questions' examples are about, with the synthetic one."""
    from stdkg.load.rdf import read_rdf
    from stdkg.store.shipped import shipped_store

    store = shipped_store()
    store.add(read_rdf(file))
    return store


def _world_disk(file: Path) -> DiskStore:
    from stdkg.store.shipped import shipped_store

    store = _disk(file)
    store.add(shipped_store().statements())
    return store


def _ask(opened: Callable[[Path], EmbeddedStore]) -> Prepare:
    def prepare(file: Path) -> Callable[[], object]:
        from stdkg.ask import ask, questions

        store = opened(file)
        asked = [
            (one.name, {name: parameter.example for name, parameter in one.parameters.items()})
            for one in questions()
            if not one.needs
        ]
        return lambda: [list(ask(store, name, values)) for name, values in asked]

    return prepare


def _query(file: Path) -> Callable[[], object]:
    from stdkg.graph import KnowledgeGraph

    graph = KnowledgeGraph(_memory(file))
    graph.query(_NOTHING)
    return lambda: graph.query(QUERY).terms


def _rdflib_query(file: Path) -> Callable[[], object]:
    import rdflib

    graph = rdflib.Graph().parse(file, format="nt")
    graph.query(_NOTHING)
    return lambda: list(graph.query(QUERY))


def _project(file: Path) -> Callable[[], object]:
    from stdkg.project import project

    store = _memory(file)
    return lambda: project(store)


def _rdflib_networkx(file: Path) -> Callable[[], object]:
    import rdflib
    from rdflib.extras.external_graph_libs import rdflib_to_networkx_multidigraph

    graph = rdflib.Graph().parse(file, format="nt")
    return lambda: rdflib_to_networkx_multidigraph(graph)


TASKS = (
    Task("load", "Load", "nq", _load),
    Task("load triples", "Load", "nt", _load, most=10_000_000),
    Task("pyoxigraph: bulk_load", "Load", "nt", _bulk_load, "load triples", is_same=True),
    Task("rdflib: parse", "Load", "nt", _rdflib_parse, "load triples", is_same=True),
    Task("kglab: load_rdf", "Load", "nt", None, "load triples", ("kglab", "parse"), is_same=True),
    Task("maplib: read", "Load", "nt", None, "load triples", ("maplib", "parse"), is_same=True),
    Task("load to disk", "Load", "nq", _load_disk, leaves=".store", most=10_000_000),
    Task("load triples to disk", "Load", "nt", _load_disk, leaves=".store", most=10_000_000),
    Task(
        "pyoxigraph: bulk_load to disk",
        "Load",
        "nt",
        _bulk_load_disk,
        "load triples to disk",
        leaves=".oxigraph",
        most=10_000_000,
        is_same=True,
    ),
    Task("write Turtle", "Use", "nq", _export("turtle", _memory)),
    Task("pyoxigraph: serialize", "Use", "nq", _serialize, "write Turtle"),
    Task("write N-Quads", "Use", "nq", _export("nquads", _memory)),
    Task("write N-Quads from disk", "Use", "nq", _export("nquads", _disk), most=10_000_000),
    Task("questions", "Use", "nq", _ask(_world)),
    Task("questions on disk", "Use", "nq", _ask(_world_disk), most=10_000_000),
    Task("query", "Use", "nt", _query, most=10_000_000),
    Task("rdflib: query", "Use", "nt", _rdflib_query, "query", is_same=True),
    Task("kglab: query", "Use", "nt", None, "query", ("kglab", "query"), is_same=True),
    Task("check", "Use", "nq", _check),
    Task("pyshacl: shapes alone", "Use", "nq", _pyshacl, "check", most=100_000),
    Task("to NetworkX", "Use", "nt", _project),
    Task("rdflib: to NetworkX", "Use", "nt", _rdflib_networkx, "to NetworkX"),
    Task("kglab: to NetworkX", "Use", "nt", None, "to NetworkX", ("kglab", "networkx"), most=10_000),
    Task("mapped table", "Tables", "catalogue", mapped),
    Task(
        "maplib: mapped table",
        "Tables",
        "catalogue",
        None,
        "mapped table",
        ("maplib", "tables"),
        is_same=True,
    ),
    Task(
        "Morph-KGC: to oxigraph",
        "Tables",
        "catalogue",
        None,
        "mapped table",
        ("morph_kgc", "tables"),
        is_same=True,
    ),
    Task(
        "Morph-KGC: to rdflib",
        "Tables",
        "catalogue",
        None,
        "mapped table",
        ("morph_kgc", "tables to rdflib"),
        is_same=True,
    ),
    Task("pyoxigraph: unchecked text", "Tables", "catalogue", text, "mapped table", is_same=True),
    Task("pyoxigraph: ready text", "Tables", "catalogue", ready_text, "mapped table", is_same=True),
    Task("mapped table to disk", "Tables", "catalogue", mapped_disk),
    Task(
        "pyoxigraph: unchecked text to disk",
        "Tables",
        "catalogue",
        text_disk,
        "mapped table to disk",
        is_same=True,
    ),
    Task("curated tables", "Tables", "tables", curated, most=100_000),
    Task(
        "maplib: curated tables",
        "Tables",
        "tables",
        None,
        "curated tables",
        ("maplib", "tables"),
        most=100_000,
        is_same=True,
    ),
    Task(
        "Morph-KGC: curated tables to oxigraph",
        "Tables",
        "tables",
        None,
        "curated tables",
        ("morph_kgc", "tables"),
        most=100_000,
        is_same=True,
    ),
    Task("curated tables to disk", "Tables", "tables", curated_disk, most=100_000),
)
"""The tasks, in the order in which they are run and shown."""


def named(name: str) -> Task:
    """Return the task of a name."""
    return next(task for task in TASKS if task.name == name)
