"""The suites of `scripts/bench`: each measures one promise of stdkg against a peer."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import synthetic
from answers import checks, named_questions
from measure import Measured, measure
from pages import pages
from projection import projection
from pyoxigraph import DefaultGraph, RdfFormat
from tables import write_tables

from stdkg.export import FORMATS, write
from stdkg.graph import KnowledgeGraph, open_graph
from stdkg.store.embedded import EmbeddedStore
from stdkg.store.filling import WithCopies
from stdkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["SUITES"]

_ROOT = Path(__file__).parents[2]
_BIN = Path(sys.executable).parent
_TEXTS = _ROOT / "tests" / "fixtures" / "evidence"
_TO_RDFLIB = 0.083
"""At least twelve times as fast as rdflib's parser."""
_PYTHON = ("python -c pass", lambda: _run(sys.executable, "-c", "pass"))

QUERIES = {
    "label look-up": 'SELECT ?s { ?s rdfs:label "plan for steel standards, no. 9"@en }',
    "secretariats by region": (
        "SELECT ?r (COUNT(*) AS ?n) { ?a std:holdsSecretariatOf ?c ; dcterms:spatial ?r } GROUP BY ?r ORDER BY DESC(?n) ?r"
    ),
    "joint plans": "SELECT ?a ?b (COUNT(*) AS ?n) { ?p std:issuedBy ?a, ?b FILTER(STR(?a) < STR(?b)) } GROUP BY ?a ?b",
    "path": "SELECT ?b { id:committee-0000003 org:subOrganizationOf+ ?b }",
    "top ten figures": "SELECT ?f ?v { ?f sdmx-measure:obsValue ?v } ORDER BY DESC(?v) ?f LIMIT 10",
    "latest documents": "SELECT ?d ?t { ?d dcterms:issued ?t } ORDER BY DESC(?t) ?d LIMIT 10",
    "latest figures": "SELECT ?f ?t { ?f sdmx-dimension:refPeriod ?t } ORDER BY DESC(?t) ?f LIMIT 10",
    "who says so": "SELECT ?g ?s { GRAPH ?g { ?s std:stage std:issued } }",
    "text contained": 'SELECT ?s ?l { ?s rdfs:label ?l FILTER(CONTAINS(?l, "forestry")) }',
    "10,000 rows": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 10000",
    "construct": "CONSTRUCT { ?a std:implements ?p } WHERE { ?p std:issuedBy ?a }",
}


def imports(rounds: int, size: int) -> list[Measured]:
    """`import stdkg` in a fresh process, the interpreter's start included."""
    del size
    ours = "import stdkg"
    return [
        measure(
            ours,
            lambda: _run(sys.executable, "-c", ours),
            ("import rdflib", lambda: _run(sys.executable, "-c", "import rdflib")),
            rounds=rounds,
            limit=0.25,
        )
    ]


def commands(rounds: int, size: int) -> list[Measured]:
    """Whole processes on the shipped graph (verify: on the tests' own source); build with the page, GraphML and GEXF."""
    del size
    verify = ("verify", "--data", _TEXTS / "tables", "--text", f"harbour-2032={_TEXTS / 'harbour-2032.txt'}")
    with tempfile.TemporaryDirectory() as folder:
        lines: list[tuple[float, tuple[str | Path, ...]]] = [
            (0.25, ("--help",)),
            (8.0, ("build", "--out", folder)),
            (1.0, ("ask", "secretariats-by-region")),
            (1.0, verify),
        ]
        return [
            measure(
                f"stdkg {line[0]}",
                lambda line=line: _run(_BIN / "stdkg", *line),
                _PYTHON,
                rounds=rounds,
                limit=limit,
            )
            for limit, line in lines
        ]


def sparql(rounds: int, size: int) -> list[Measured]:
    """Queries through the API against the same engine bare, each to its last row."""
    graph, bare = KnowledgeGraph(_filled(size)), pyoxigraph.Store()
    bare.extend(graph.store.quads())
    return [
        measure(
            name,
            lambda text=text: graph.query(text).terms,
            ("bare pyoxigraph", lambda text=text: _rows(bare, text)),
            rounds=rounds,
            size=size,
            limit=1.2,
            limit_is_ratio=True,
        )
        for name, text in QUERIES.items()
    ]


def turtle(rounds: int, size: int) -> list[Measured]:
    """The deterministic Turtle writer against an unsorted pyoxigraph.serialize of the same triples."""
    store = EmbeddedStore()
    store.add(synthetic.triples(size))
    return [_export(store, "turtle", rounds, size, limit=4.0)]


def exports(rounds: int, size: int) -> list[Measured]:
    """Every RDF format, passages and citations included, against pyoxigraph's own unsorted writer."""
    store = _filled(size)
    return [
        _export(store, name, rounds, size) for name, entry in FORMATS.items() if entry.kind != "projection"
    ]


def load(rounds: int, size: int) -> list[Measured]:
    """Turtle and curated tables to a graph in memory, and to a store on disk."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.ttl"
        store = EmbeddedStore()
        store.add(synthetic.triples(size))
        with file.open("wb") as out:
            write(store, "turtle", out)
        results = [
            measure(
                "load Turtle",
                lambda: open_graph(data=[file]),
                peer,
                rounds=rounds,
                size=len(store),
                limit=_TO_RDFLIB if peer[0] == "rdflib" else None,
                limit_is_ratio=True,
            )
            for peer in _turtle_peers(file)
        ]
        tables = Path(folder) / "tables"
        tables.mkdir()
        rows = write_tables(tables, size // 8)
        statements = list(open_graph(data=[tables]).store.statements())
        results += [
            measure(
                "load tables (n: rows)", lambda: open_graph(data=[tables]), peer, rounds=rounds, size=rows
            )
            for peer in _table_peers(statements)
        ]
        results += _disk_loads(file, tables, Path(folder), rounds, (len(store), rows))
    return results


def _disk_loads(
    file: Path, tables: Path, folder: Path, rounds: int, sizes: tuple[int, int]
) -> list[Measured]:
    """Whole loads into new stores on disk, against the bulk loader of the engine; tables against text without any check."""
    quads = [str(quad) for quad in WithCopies(open_graph(data=[tables]).store.statements())]

    def ours(path: Path) -> None:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            open_graph(Path(place) / "store", create=True).load(path)

    def bare(path: Path, syntax: RdfFormat) -> None:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            store = pyoxigraph.Store(place)
            store.bulk_load(path=str(path), format=syntax)
            store.flush()

    def text() -> None:
        lines = folder / "lines.nq"
        with lines.open("w", encoding="utf-8") as out:
            out.writelines(f"{quad} .\n" for quad in quads)
        bare(lines, RdfFormat.N_QUADS)

    return [
        measure(
            "load Turtle to disk",
            lambda: ours(file),
            ("pyoxigraph bulk_load", lambda: bare(file, RdfFormat.TURTLE)),
            rounds=rounds,
            size=sizes[0],
            limit=1.2,
            limit_is_ratio=True,
        ),
        measure(
            "load tables to disk (n: rows)",
            lambda: ours(tables),
            ("plain N-Quads text and bulk_load, unchecked", text),
            rounds=rounds,
            size=sizes[1],
            limit=1.5,
            limit_is_ratio=True,
        ),
    ]


SUITES: dict[str, Callable[[int, int], list[Measured]]] = {
    "import": imports,
    "commands": commands,
    "sparql": sparql,
    "questions": named_questions,
    "check": checks,
    "turtle": turtle,
    "exports": exports,
    "load": load,
    "page": pages,
    "projection": projection,
}


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _filled(size: int) -> EmbeddedStore:
    store = EmbeddedStore()
    store.add(synthetic.statements(size))
    return store


def _rows(engine: pyoxigraph.Store, text: str) -> list[tuple[object, ...]]:
    """Answer a query with nothing between it and the engine."""
    return [tuple(row) for row in engine.query(text, prefixes=PREFIXES)]


def _export(store: EmbeddedStore, name: str, rounds: int, size: int, limit: float | None = None) -> Measured:
    entry = FORMATS[name]
    syntax = RdfFormat.from_media_type(entry.media_type)

    def unsorted() -> None:
        quads = store.quads(graph_name=DefaultGraph()) if entry.kind == "flat" else store.quads()
        pyoxigraph.serialize(quads, io.BytesIO(), format=syntax, prefixes=PREFIXES)

    return measure(
        f"write {name}",
        lambda: write(store, name, io.BytesIO()),
        ("pyoxigraph.serialize, unsorted", unsorted),
        rounds=rounds,
        size=size,
        limit=limit,
        limit_is_ratio=True,
    )


def _turtle_peers(file: Path) -> list[tuple[str, Callable[[], object]]]:
    import rdflib

    def oxigraph() -> pyoxigraph.Store:
        store = pyoxigraph.Store()
        store.bulk_load(path=str(file), format=RdfFormat.TURTLE)
        return store

    return [
        ("pyoxigraph bulk_load", oxigraph),
        ("rdflib over oxrdflib", lambda: rdflib.Graph(store="Oxigraph").parse(file, format="ox-turtle")),
        ("rdflib", lambda: rdflib.Graph().parse(file, format="turtle")),
    ]


def _table_peers(statements: list[pyoxigraph.Quad]) -> list[tuple[str, Callable[[], object]]]:
    """The engines alone, given statements that are made already."""

    def oxigraph() -> pyoxigraph.Store:
        store = pyoxigraph.Store()
        store.extend(statements)
        return store

    return [("pyoxigraph extend of ready statements", oxigraph)]
