"""ORDER BY over values of every kind: an answer, in the order that SPARQL has within each kind, and never an aborted process."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from stdkg.ask import query
from stdkg.ask.sorting import in_order
from stdkg.errors import QueryError
from stdkg.store.embedded import EmbeddedStore
from stdkg.store.ordering import Condition, ordered, unordered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stdkg.model import Term

XSD = "http://www.w3.org/2001/XMLSchema#"
P = NamedNode("http://a/p")
ZONES = ("", "Z", "+08:00", "-14:00", "+14:00")
KINDS = {
    "integer": lambda n: str(n - 50),
    "decimal": lambda n: (f"{n}.5", f"0.00800000000000000{n % 9}", f"17014118346046923173{n % 2}.6")[n % 3],
    "double": lambda n: (
        "NaN",
        "INF",
        "-INF",
        "-0.0",
        "1e1",
        "1.7014118346046923e20",
        f"8.0000000000000{n % 9}e-3",
    )[n % 7],
    "gYear": lambda n: f"{1900 + n}",
    "gYearMonth": lambda n: f"20{n % 90 + 10}-0{n % 9 + 1}{ZONES[n % 5]}",
    "date": lambda n: f"2022-0{n % 9 + 1}-1{n % 10}{ZONES[n % 5]}",
    "dateTime": lambda n: f"2022-01-0{n % 3 + 1}T{n % 13 + 10}:00:00{ZONES[n % 5]}",
    "time": lambda n: f"{n % 13 + 10}:00:00{ZONES[n % 5]}",
    "boolean": lambda n: ("true", "false", "1", "no")[n % 4],
    "duration": lambda n: ("P1Y", "P1M", "P30D", "P365D", "PT10H")[n % 5],
    "float": lambda n: f"{2**24 + n % 40}",
    "long": lambda n: f"{2**24 + n % 40}",
    "unsignedLong": lambda n: f"{2**53 + n % 4}",
    "gMonthDay": lambda n: f"--0{n % 9 + 1}-1{n % 10}{ZONES[n % 5]}",
    "yearMonthDuration": lambda n: f"{'-' * (n % 2)}P{n + 1}M",
    "dayTimeDuration": lambda n: f"{'-' * (n % 2)}P{n + 1}D",
    "string": lambda n: f"{n}a",
    "int": lambda n: f"{n} no integer",
}

ANY_KIND = """
import itertools, random
from test_ordering import KINDS, filled, sort
for seed in range(40):
    store = filled(random.Random(seed))
    for by in ("?o", "DESC(?o)", "asc ( ?o ) ?s", "(?o)", "STR(?o) DESC(?o)", "(?o + 1)", "COALESCE(?o - 1, ?o)"):
        sort(store, by)
for kinds in itertools.combinations(KINDS, 2):
    sort(filled(random.Random(1), kinds, 300))
from stdkg.store.dataset import dataset
for seed in range(40):
    list(dataset(filled(random.Random(seed))).query("SELECT ?s { ?s ?p ?o } ORDER BY DESC(?o)"))
"""


def filled(chance: random.Random, kinds: Iterable[str] = KINDS, each: int = 60) -> EmbeddedStore:
    """A store with values of these kinds and resources, in an order of their own."""
    values: list[Literal | NamedNode | BlankNode] = [
        Literal(KINDS[kind](number), datatype=NamedNode(XSD + kind))
        for kind in kinds
        for number in range(each)
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
        [sys.executable, "-W", "ignore:Dataset.default_context", "-c", ANY_KIND],
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
    assert texts == ["http://a", "http://b", "a", "b", "2021", "2021-07", "2022", "2022-01-01", "9.5", "10"]
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
    assert ordered(sparql).count("#decimal>") >= 1
    store = EmbeddedStore()
    store.add([Quad(NamedNode("http://s"), P, Literal("x"))])
    assert list(store.query(sparql)) or "OFFSET" in sparql  # type: ignore[arg-type]  # rows or triples


def test_a_fault_is_told_where_it_was_written() -> None:
    with pytest.raises(QueryError, match=r"^query:1:39: "):
        EmbeddedStore().query("SELECT ?s { ?s ?p ?o } ORDER BY ?o ?s LIMT 3")


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 3",
        "SELECT ?s { ?s ?p 1 . ?s ?q ?o } ORDER BY DESC($s)",
        "SELECT ?s (COUNT(*) AS ?n) { OPTIONAL { ?s ?p ?o } ?s ?q ?x } GROUP BY ?s ORDER BY (?s)",
        "SELECT * { { SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 4 } ?s ?x ?y }",
    ],
)
def test_what_stands_for_subjects_alone_needs_no_key(sparql: str) -> None:
    assert ordered(sparql) == sparql


@pytest.mark.parametrize(
    "pattern",
    [
        "{ ?s ?p ?x }",
        "{ ?x ?p ?s . ?s ?q ?x }",
        "{ ?s ?p 1, ?x }",
        "{ ?x ?p ?o . (?x 1) ?p ?o }",
        "{ ?x ?p ?o OPTIONAL { ?s ?p ?x } }",
        "{ VALUES ?x { 1 } }",
        "{ ?x ?p ?o } VALUES ?x { 1 }",
        "{ ?x ?p ?o } VALUES (?x ?y) { (1 2) }",
        "{ ?s ?p ?o BIND(?o AS ?x) }",
        "{ { ?x ?p ?o } UNION { SELECT (?o AS ?x) { ?s ?p ?o } } }",
        "{ { SELECT ?s { ?s ?p ?o } GROUP BY ?s } ?s ?q ?x }",
        "{ ?x ?p ?o GRAPH ?x { ?s ?p ?x } }",
        "{ [] ?p ?x . ?x ?p ?o }",
        "{ ?x ?p [ ?q ?x ] }",
        "{ ?s (?p|^?q) ?x }",
        "{ ?x ?p ?o {| ?q ?x |} }",
    ],
)
def test_what_may_be_a_value_gets_its_keys(pattern: str) -> None:
    where, _, values = pattern.partition("} VALUES")
    tail = f" VALUES{values}" if values else ""
    sparql = f"SELECT ?x {where}{'}' if values else ''} ORDER BY ?x{tail}"
    assert "#decimal>" in ordered(sparql)


@pytest.mark.parametrize(
    "condition", ["(?s + 1)", "DESC(?s = ?o)", "(STR(?s) = ?o)", "DESC((?s)/(?o))", "IF(true, ?o, ?s)"]
)
def test_an_expression_gets_its_keys(condition: str) -> None:
    assert "#decimal>" in ordered(f"SELECT ?s {{ ?s ?p ?o }} ORDER BY {condition}")


@pytest.mark.parametrize("condition", ["STR(?o)", "DESC(STR(?o))", "(!BOUND(?o))", "?s", "DESC(?s)", "(?s)"])
def test_texts_and_resources_need_no_keys(condition: str) -> None:
    sparql = f"SELECT ?s {{ ?s ?p ?o }} ORDER BY {condition}"
    assert ordered(sparql) == sparql


def test_an_alias_gets_its_keys() -> None:
    assert "#decimal>" in ordered("SELECT (MAX(?o) AS ?x) { ?s ?p ?o } ORDER BY ?x")


@pytest.mark.parametrize(
    ("sparql", "plain", "conditions", "added"),
    [
        ("SELECT ?s { ?s ?p ?o } order by ?s", "SELECT ?s { ?s ?p ?o } ", [("s", False, "value")], 0),
        (
            "SELECT DISTINCT ?s ?o WHERE { ?s ?p ?o } ORDER BY desc ( ?o ) ( STR ( ?s ) ) # end",
            "SELECT DISTINCT ?s ?o WHERE { ?s ?p ?o } ",
            [("o", True, "value"), ("s", False, "text")],
            0,
        ),
        (
            "SELECT * { ?s ?p ?o } ORDER BY (!BOUND(?x))",
            "SELECT * { ?s ?p ?o } ",
            [("x", False, "unbound")],
            0,
        ),
        (
            "SELECT (STR(?s) AS ?t){ ?s ?p ?o } ORDER BY ?t ?o ?o",
            "SELECT (STR(?s) AS ?t) ?o { ?s ?p ?o } ",
            [("t", False, "value"), ("o", False, "value"), ("o", False, "value")],
            1,
        ),
        (
            "SELECT ?s { { SELECT ?s { ?s ?p ?o } ORDER BY ?o LIMIT 2 } } ORDER BY ?s",
            "SELECT ?s { { SELECT ?s { ?s ?p ?o } ORDER BY ?o LIMIT 2 } } ",
            [("s", False, "value")],
            0,
        ),
    ],
)
def test_the_outer_order_is_taken_out(
    sparql: str, plain: str, conditions: list[tuple[str, bool, str]], added: int
) -> None:
    assert unordered(sparql) == (plain, tuple(conditions), added)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?s { ?s ?p ?o }",
        "SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 3",
        "SELECT ?s { ?s ?p ?o } ORDER BY ?s OFFSET 3",
        "SELECT ?s { ?s ?p ?o } ORDER BY ?s VALUES ?o { 1 }",
        "SELECT ?s { ?s ?p ?o } ORDER BY STRLEN(?s)",
        "SELECT ?s { ?s ?p ?o } ORDER BY (?s = ?o)",
        "SELECT DISTINCT ?s { ?s ?p ?o } ORDER BY ?o",
        "SELECT ?s { { SELECT ?s { ?s ?p ?o } ORDER BY ?s } }",
        "SELECT ?s { ?s ?p ?o } ORDER BY",
        "SELECT ?s { ?s ?p ?o } \\u004FRDER BY ?s",
        "SELECT ?s \\u007B ?s ?p ?o } ORDER BY ?s",
        "ASK { ?s ?p ?o } ORDER BY ?s",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } ORDER BY ?s",
    ],
)
def test_other_orders_are_the_engines(sparql: str) -> None:
    assert unordered(sparql) is None


def test_a_text_beyond_20_000_characters_is_the_engines() -> None:
    sparql = "SELECT ?s { ?s ?p ?o } ORDER BY ?s"
    assert unordered(sparql.ljust(20_000)) is not None
    assert unordered(sparql.ljust(20_001)) is None


CONDITIONS = ("?o", "DESC(?o)", "DESC(STR(?o))", "(!BOUND(?x))", "?kind", "DESC(?x)")


@pytest.mark.parametrize("seed", range(6))
def test_rows_come_in_the_order_of_the_engine(seed: int) -> None:
    """Every kind, of literals that are of their datatype; what is equal otherwise goes by its subject."""
    chance = random.Random(seed)  # noqa: S311  no secret
    store = filled(chance, [kind for kind in KINDS if kind != "int"])
    chosen = " ".join(chance.sample(CONDITIONS, k=3))
    where = "{ ?s ?p ?o BIND(DATATYPE(?o) AS ?kind) OPTIONAL { ?s ?p ?x FILTER(isNumeric(?x)) } }"
    sparql = f"SELECT ?s ?o {where} ORDER BY {chosen} ?s"
    assert unordered(sparql) is not None
    ours = query(store, sparql)
    assert ours.columns == ("s", "o")
    assert ours.terms == [tuple(row) for row in store.query(sparql)]  # type: ignore[union-attr]  # rows


def test_a_fault_of_a_query_that_is_sorted_here_is_told_where_it_was_written() -> None:
    with pytest.raises(QueryError, match="SELECT names a variable that is not grouped"):
        query(EmbeddedStore(), "SELECT ?p { ?s ?p ?o } GROUP BY ?s ORDER BY ?p")
    with pytest.raises(QueryError, match=r"^query:1:24: "):
        query(EmbeddedStore(), "SELECT ?s { ?s ?p ?o } }  ORDER BY ?o")


@pytest.mark.parametrize(
    ("smaller", "larger"),
    [
        (Literal("-INF", datatype=NamedNode(XSD + "double")), Literal(-(10**30))),
        (
            Literal("9" * 40, datatype=NamedNode(XSD + "integer")),
            Literal("1e41", datatype=NamedNode(XSD + "double")),
        ),
        (
            Literal("1e999999999999999999999", datatype=NamedNode(XSD + "double")),
            Literal("NaN", datatype=NamedNode(XSD + "float")),
        ),
        (
            Literal("2022-01-01T00:30:00+08:00", datatype=NamedNode(XSD + "dateTime")),
            Literal("2021-12-31T23:00:00Z", datatype=NamedNode(XSD + "dateTime")),
        ),
        (
            Literal("-0004-12-31T23:59:59.5", datatype=NamedNode(XSD + "dateTime")),
            Literal("2024-02-29T24:00:00", datatype=NamedNode(XSD + "dateTime")),
        ),
        (
            Literal("0.1", datatype=NamedNode(XSD + "decimal")),
            Literal("0.1", datatype=NamedNode(XSD + "float")),
        ),
        (Literal(2**53), Literal(2**53 + 1)),
        (Literal(-(2**53) - 1), Literal(float(-(2**53)))),
        (None, BlankNode("b")),
        (BlankNode("b"), NamedNode("http://a")),
        (NamedNode("http://a"), Literal("")),
        (Literal("1_0", datatype=NamedNode(XSD + "integer")), Literal(9)),
    ],
)
def test_which_of_two_values_comes_first(smaller: Term | None, larger: Term | None) -> None:
    for descending in (False, True):
        found = in_order([(larger,), (smaller,)], ["x"], [Condition("x", descending)])
        assert found == ([(larger,), (smaller,)] if descending else [(smaller,), (larger,)])


@pytest.mark.parametrize("number", [5, 16777254, 2**53, -1000003])
def test_equal_numbers_are_told_apart_by_the_next_condition_alone(number: int) -> None:
    decimal = Literal(f"{number}.0", datatype=NamedNode(XSD + "decimal"))
    values = [Literal(number), decimal, Literal(float(number))]
    rows = [(value, Literal(place)) for place, value in zip((2, 3, 1), values, strict=True)]
    assert in_order(rows, ["v", "n"], [Condition("v"), Condition("n")]) == [rows[2], rows[0], rows[1]]
    assert in_order(rows, ["v", "n"], [Condition("v"), Condition("none")]) == rows
    store = EmbeddedStore()
    store.add(Quad(NamedNode(f"http://s/{place.value}"), P, value) for value, place in rows)
    found = store.query("SELECT ?s { ?s ?p ?o } ORDER BY ?o ?s")
    assert [row["s"].value[-1] for row in found] == ["1", "2", "3"]  # type: ignore[union-attr]  # rows
