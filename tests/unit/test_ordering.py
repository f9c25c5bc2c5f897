"""ORDER BY over values of every kind: an answer, in the order that SPARQL has within each kind, and never an aborted process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from stdkg.errors import QueryError
from stdkg.store.embedded import EmbeddedStore
from stdkg.store.ordering import ordered

if TYPE_CHECKING:
    import random

XSD = "http://www.w3.org/2001/XMLSchema#"
P = NamedNode("http://a/p")
ZONES = ("", "Z", "+08:00", "-14:00", "+14:00")
KINDS = {
    "integer": lambda n: str(n - 50),
    "decimal": lambda n: f"{n}.5",
    "double": lambda n: ("NaN", "INF", "-INF", "-0.0", "1e1")[n % 5],
    "gYear": lambda n: f"{1900 + n}",
    "gYearMonth": lambda n: f"20{n % 90 + 10}-0{n % 9 + 1}{ZONES[n % 5]}",
    "date": lambda n: f"2022-0{n % 9 + 1}-1{n % 10}{ZONES[n % 5]}",
    "dateTime": lambda n: f"2022-01-0{n % 3 + 1}T{n % 13 + 10}:00:00{ZONES[n % 5]}",
    "time": lambda n: f"{n % 13 + 10}:00:00{ZONES[n % 5]}",
    "boolean": lambda n: ("true", "false", "1", "no")[n % 4],
    "duration": lambda n: ("P1Y", "P1M", "P30D", "P365D", "PT10H")[n % 5],
    "string": lambda n: f"{n}a",
    "int": lambda n: f"{n} no integer",
}

ANY_KIND = """
import random
from test_ordering import filled, sort
for seed in range(40):
    store = filled(random.Random(seed))
    for by in ("?o", "DESC(?o)", "asc ( ?o ) ?s", "(?o)", "STR(?o) DESC(?o)"):
        sort(store, by)
"""


def filled(chance: random.Random) -> EmbeddedStore:
    """A store with values of every kind, in an order of their own."""
    values: list[Literal | NamedNode | BlankNode] = [
        Literal(text(number), datatype=NamedNode(XSD + kind))
        for kind, text in KINDS.items()
        for number in range(60)
    ]
    values += [Literal(f"{number}x", language="zh") for number in range(40)]
    values += [NamedNode(f"http://a/{number}") for number in range(40)] + [BlankNode() for _ in range(5)]
    chance.shuffle(values)
    store = EmbeddedStore()
    store.add(Quad(NamedNode(f"http://s/{number}"), P, value) for number, value in enumerate(values))
    return store


def sort(store: EmbeddedStore, by: str = "?o") -> list[str]:
    found = store.query(f"SELECT ?s ?o {{ ?s ?p ?o }} ORDER BY {by}")
    return [str(row["o"]) for row in found]  # type: ignore[union-attr]  # rows


def test_values_of_every_kind_are_sorted() -> None:
    """In a process of its own: where the engine's sort loses its way, the process ends."""
    made = subprocess.run(
        [sys.executable, "-c", ANY_KIND],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (made.returncode, made.stderr[-500:]) == (0, "")


def test_the_order_within_each_kind() -> None:
    values = [NamedNode("http://b"), NamedNode("http://a"), Literal("b"), Literal("a")]
    values += [
        Literal(text, datatype=NamedNode(XSD + kind))
        for text, kind in (("10", "integer"), ("9.5", "decimal"))
    ]
    values += [
        Literal(text, datatype=NamedNode(XSD + kind))
        for text, kind in (
            ("2022", "gYear"),
            ("2021-07", "gYearMonth"),
            ("2022-01-01", "date"),
            ("2021", "gYear"),
        )
    ]
    store = EmbeddedStore()
    store.add(Quad(NamedNode(f"http://s/{number}"), P, value) for number, value in enumerate(values))
    texts = [text.partition("^^")[0].strip('"<>') for text in sort(store)]
    assert texts == ["http://a", "http://b", "a", "b", "9.5", "10", "2021", "2021-07", "2022", "2022-01-01"]
    assert sort(store, "DESC(?o)") == sort(store)[::-1]


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?s { ?s ?p ?o }",
        'SELECT ?s { ?s ?p "ORDER BY ?o" }',
        "SELECT ?order { ?order ?by ?o }",
        "SELECT ?s { ?s ?p ?o } ORDER ?o",
        "SELECT ?s { ?s ?p ?o } ORDER BY",
        "SELECT ?s { ?s ?p ?o } ORDER BY !?o",
        "SELECT ?s { ?s ?p ?o } ORDER BY (?o",
    ],
)
def test_what_is_no_order_stays_as_it_is(sparql: str) -> None:
    assert ordered(sparql) == sparql


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?o { ?s ?p ?o } order # by\n by desc ( ?o ) ?s LIMIT 3",
        "SELECT ?o { ?s ?p ?o } ORDER BY STRLEN(STR(?o)) <http://www.w3.org/2001/XMLSchema#string>(?o) OFFSET 1",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(COUNT(*)) ?p",
        "SELECT * { { SELECT ?s { ?s ?p ?o } ORDER BY ?o LIMIT 4 } ?s ?x ?y } ORDER BY ?y ?s",
        "SELECT ?o { ?s ?p ?o } \\u004FRDER BY ?o",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } ORDER BY RAND() LIMIT 2",
    ],
)
def test_every_form_of_order_by_is_taken(sparql: str) -> None:
    assert ordered(sparql).count("isNumeric") >= 1
    store = EmbeddedStore()
    store.add([Quad(NamedNode("http://s"), P, Literal("x"))])
    assert list(store.query(sparql)) or "OFFSET" in sparql  # type: ignore[arg-type]  # rows or triples


def test_a_fault_is_told_where_it_was_written() -> None:
    with pytest.raises(QueryError, match=r"^query:1:39: "):
        EmbeddedStore().query("SELECT ?s { ?s ?p ?o } ORDER BY ?o ?s LIMT 3")
