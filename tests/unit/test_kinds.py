"""What is known of a column spares its keys only where the order is the same without them, and only while nobody writes."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from stdkg.store.dataset import dataset
from stdkg.store.disk import DiskStore
from stdkg.store.embedded import EmbeddedStore
from stdkg.store.kinds import Kinds
from stdkg.store.ordering import Column, columns, ordered
from stdkg.store.tokens import tokens
from stdkg.store.variables import objects_of

if TYPE_CHECKING:
    from pathlib import Path

    from stdkg.model import Term

XSD = "http://www.w3.org/2001/XMLSchema#"
P = NamedNode("http://a/p")
COLUMN = Column("", ("<http://a/p>",))
QUERY = "SELECT ?s ?v { ?s <http://a/p> ?v } ORDER BY DESC(?v) ?s LIMIT 5"


def typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))


def quads(*values: Term, predicate: NamedNode = P) -> list[Quad]:
    return [
        Quad(NamedNode(f"http://a/s{at:03}"), predicate, value)  # type: ignore[arg-type]
        for at, value in enumerate(values)
    ]


def known(*values: Term) -> bool:
    """Whether a column of these values is known to be of one kind when it is asked for again."""
    engine, kinds = pyoxigraph.Store(), Kinds()
    engine.extend(quads(*values))
    assert not kinds.are_one(engine, [COLUMN])
    return kinds.are_one(engine, [COLUMN])


def keyed(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the next answer to QUERY is given with keys."""
    asked: list[str] = []

    class Spy:
        def __init__(self, engine: pyoxigraph.Store) -> None:
            self._spied = engine

        def query(self, sparql: str, **options: object) -> object:
            asked.append(sparql)
            return self._spied.query(sparql, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setitem(vars(store), "_engine", Spy(vars(store)["_engine"]))
        list(store.query(QUERY))  # type: ignore[arg-type]
    assert asked[-1] in (QUERY, ordered(QUERY))
    return asked[-1] != QUERY


@pytest.mark.parametrize(
    ("pattern", "predicates"),
    [
        ("{ ?s ex:p ?v }", {"ex:p"}),
        ("{ ?s a ?v }", {"a"}),
        ("{ ex:s <http://a/p> ?v }", {"<http://a/p>"}),
        ("{ ?s ?q ?o ; ex:p ?v . }", {"ex:p"}),
        ("{ [] ex:p ?v }", {"ex:p"}),
        ("{ ?s ex:q [ ex:p ?v ] }", {"ex:p"}),
        ("{ ?s ex:q/ex:p ?v }", {"ex:p"}),
        ("{ ?s ex:q|ex:r ?o . ?s ex:p ?v }", {"ex:p"}),
        ("{ ?s ex:q|ex:r ex:o ; ex:p ?v }", {"ex:p"}),
        ("{ GRAPH ?g { ?s ex:p ?v } }", {"ex:p"}),
        ("{ { ?s ex:p ?v } UNION { ?s ex:q ?v } }", {"ex:p", "ex:q"}),
        ("{ ?s ex:p ?v FILTER(?v > 3 || ?v < 2) }", {"ex:p"}),
        ("{ ?s ex:p ?v FILTER regex(STR(?v), '}') }", {"ex:p"}),
        ("{ ?s ex:p ?v BIND(?v + 1 AS ?n) }", {"ex:p"}),
        ("{ ?s ex:p ?v } GROUP BY ?v HAVING (COUNT(?v) > 2)", {"ex:p"}),
        ("{ ?v ex:p ?o }", set()),
        ("{ ?v ex:p+ ?o }", set()),
        ("{ ?v ex:p ?o FILTER(?o * 2 > 3) }", set()),
        ("{ ?v ex:p ?o . ?o ex:q* ?n }", set()),
        ("{ ?s ^ex:p ?v }", set()),
        ("{ ?s ex:q/^ex:p ?v }", set()),
    ],
)
def test_a_variable_behind_a_predicate_stands_for_its_objects(pattern: str, predicates: set[str]) -> None:
    assert objects_of(list(tokens(f"SELECT ?v WHERE {pattern}")), "v") == predicates


@pytest.mark.parametrize(
    "pattern",
    [
        "{ ?s ?v ?o }",
        "{ ?s ?p ?v }",
        "{ GRAPH ?v { ?s ex:p ?o } }",
        "{ ?s ex:p (?v) }",
        "{ ?s ex:p ?o, ?v }",
        "{ ?s ex:q|ex:p ?v }",
        "{ ?s ex:q|ex:r/ex:p ?v }",
        "{ ?s ex:q|^ex:p ?v }",
        "{ ?s ex:q|ex:r/^ex:p ?v }",
        "{ ?s (ex:q|ex:p) ?v }",
        "{ ?s (ex:q|ex:r)/ex:p ?v }",
        "{ ?s !ex:p ?v }",
        "{ ?s !(ex:p) ?v }",
        "{ ?s ex:p* ?v }",
        "{ ?s ex:p? ?v }",
        "{ ?s ex:p ?v BIND(3 AS ?v) }",
        "{ BIND(3 as ?v) }",
        "{ ?s ex:p ?v VALUES ?v { 3 } }",
        "{ ?s ex:p ?v VALUES (?s ?v) { (ex:s 3) } }",
        "{ ?s ex:p ?v } VALUES ?v { 3 }",
        "{ { SELECT (MAX(?o) AS ?v) { ?s ex:p ?o } } }",
        "{ SERVICE <http://a/> { ?s ex:p ?v } }",
        "{ << ?s ex:p ?v >> ex:q ?o }",
        "{ ?s ex:q ?o {| ex:p ?v |} }",
        "{ ?s ex:p ?v FILTER(EXISTS { ?s ex:q 3 } && ?v > 3) }",
        "{ ?v ex:p* ?o }",
        "{ ?v ex:p? ?o }",
        "{ ?v a? ?o }",
        "{ ?v (ex:p|ex:q)* ?o }",
        "{ ?v ex:p ?o ; ex:q? ?n }",
        "{ GRAPH ?g { ?v ex:p* ?o } }",
    ],
)
def test_what_the_tokens_do_not_tell_is_not_guessed(pattern: str) -> None:
    assert objects_of(list(tokens(f"SELECT ?v WHERE {pattern}")), "v") is None


@pytest.mark.parametrize(
    ("sparql", "found"),
    [
        ("SELECT * { ?s ?p ?o }", None),
        ("ORDER BY ?v", None),
        ("SELECT * { ?s ex:p ?v } ORDER BY ?v + 1", (Column("", ("ex:p",)),)),
        ("SELECT * { ?s ex:p ?v } ORDER BY (?v + 1)", None),
        ("SELECT * { ?s ex:p ?v } ORDER BY ?v (?v * 2)", None),
        ("SELECT * { ?s ex:p ?v } ORDER BY ?s STR(?v)", ()),
        (r"SELECT * { ?s ex:p ?v . BIND(3 \u0041S ?v) } ORDER BY ?v", None),
        ("SELECT * { { SELECT * { ?s ex:p ?v } ORDER BY ?v LIMIT 3 } ?s ex:q ?w } ORDER BY ?w", 2),
        ("SELECT * { { SELECT * { ?s ?p ?v } ORDER BY ?v LIMIT 3 } ?s ex:q ?w } ORDER BY ?w", None),
    ],
)
def test_the_columns_of_a_query(sparql: str, found: tuple[Column, ...] | int | None) -> None:
    result = columns(sparql)
    assert (len(result or ()) if isinstance(found, int) else result) == found


@pytest.mark.parametrize(
    "values",
    [
        [],
        [NamedNode("http://a/x"), BlankNode()],
        [typed("3", "integer"), typed("2.5", "decimal"), NamedNode("http://a/x")],
        [Literal("b"), Literal("a", language="en"), BlankNode()],
        [typed("2022-01-31", "date"), typed("0001-01-01", "date")],
        [typed("2022", "gYear"), typed("2022-01", "gYearMonth"), typed("2022-01-31", "date")],
        [typed("2022-01-31T00:00:00", "dateTime"), typed("-12022-01-31T00:00:00", "dateTime")],
    ],
)
def test_values_of_one_kind_are_known(values: list[Term]) -> None:
    assert known(*values)


@pytest.mark.parametrize(
    "values",
    [
        [typed("3", "integer"), Literal("3")],
        [typed("three", "integer")],
        [typed("9" * 23, "integer")],
        [typed("3", "double")],
        [typed("2022-01-31", "date"), Literal("2022")],
        [typed("2022-01-31", "date"), typed("2022-01-31T00:00:00", "dateTime")],
        [typed("2022Z", "gYear")],
        [typed("12022-01", "gYearMonth")],
        [typed("2022-01-31Z", "date")],
        [typed("12022-01-31", "date")],
        [typed("-2022", "gYear")],
        [typed("2022-02-31", "date")],
        [typed("2022-01-31T00:00:00Z", "dateTime")],
        [typed("P1Y", "duration")],
        [typed("x", "anyURI")],
    ],
)
def test_values_of_several_kinds_or_of_any_other_are_not(values: list[Term]) -> None:
    assert not known(*values)


def test_a_value_in_a_named_graph_alone_counts() -> None:
    engine, kinds = pyoxigraph.Store(), Kinds()
    engine.extend(quads(typed("3", "integer")))
    engine.add(Quad(P, P, Literal("3"), NamedNode("http://a/g")))
    assert [kinds.are_one(engine, [COLUMN]) for _ in "12"] == [False, False]


def test_a_column_that_cannot_be_looked_at_is_not_known() -> None:
    broken = Column("PREFIX", ("ex:p",))
    kinds = Kinds()
    assert [kinds.are_one(pyoxigraph.Store(), [broken]) for _ in "12"] == [False, False]


def test_only_so_many_columns_are_remembered() -> None:
    engine, kinds = pyoxigraph.Store(), Kinds()
    some = [Column("", (f"<http://a/{at}>",)) for at in range(1_001)]
    kinds.are_one(engine, some[:1_000])
    assert kinds.are_one(engine, some[:1_000])
    kinds.are_one(engine, some[1_000:])
    assert not kinds.are_one(engine, some[:1])


NUMBERS = quads(*(typed(str(number), "integer") for number in range(30)))


def test_keys_are_spared_from_the_second_time_until_something_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = EmbeddedStore()
    store.add(NUMBERS)
    assert [keyed(store, monkeypatch) for _ in "123"] == [True, False, False]
    store.add(quads(Literal("3")))
    assert [keyed(store, monkeypatch) for _ in "123"] == [True, True, True]
    store.replace([NamedNode("http://a/g")], [])
    assert [keyed(store, monkeypatch) for _ in "123"] == [True, True, True]


def test_a_write_that_fails_is_a_write(monkeypatch: pytest.MonkeyPatch) -> None:
    store = EmbeddedStore()
    store.add(NUMBERS)
    assert [keyed(store, monkeypatch) for _ in "12"] == [True, False]
    with pytest.raises(ZeroDivisionError):
        store.add(quads(P)[at // 0] for at in "1" for at in range(1))
    assert [keyed(store, monkeypatch) for _ in "12"] == [True, False]


def test_who_has_the_engine_may_write_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for take in (lambda store: store.oxigraph, dataset):
        store = EmbeddedStore()
        store.add(NUMBERS)
        assert [keyed(store, monkeypatch) for _ in "12"] == [True, False]
        take(store)
        assert [keyed(store, monkeypatch) for _ in "123"] == [True, True, True]


def test_a_store_on_disk_knows_of_the_generation_that_it_has_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = DiskStore(tmp_path / "store", create=True)
    writer.add(NUMBERS)
    reader = DiskStore(tmp_path / "store")
    len(writer), len(reader), reader.oxigraph
    assert [keyed(reader, monkeypatch) for _ in "12"] == [True, False]
    assert [keyed(writer, monkeypatch) for _ in "12"] == [True, False]
    writer.add(quads(Literal("3")))
    len(writer)
    assert [keyed(writer, monkeypatch) for _ in "12"] == [True, True]
    assert not keyed(reader, monkeypatch)


@pytest.mark.parametrize(
    "make",
    [
        lambda n: typed(str(n - 40) if n % 2 else f"{n}.5", "integer" if n % 2 else "decimal"),
        lambda n: Literal(f"{n}a", language="en") if n % 2 else Literal(f"{n}a"),
        lambda n: typed(
            f"{n * 90:04}-0{n % 9 + 1}-1{n % 10}"[: (4, 7, 10)[n % 3]], ("gYear", "gYearMonth", "date")[n % 3]
        ),
        lambda n: typed(f"{n * 150 + 1:04}-01-01T0{n % 10}:00:00", "dateTime"),
    ],
)
def test_the_order_is_the_same_with_keys_and_without(make: object) -> None:
    rng = random.Random(1)  # noqa: S311  nothing secret
    store = EmbeddedStore()
    values = [make(rng.randrange(90)) for _ in range(300)]  # type: ignore[operator]
    store.add(quads(*values, NamedNode("http://a/x"), BlankNode("b")))
    text = QUERY.replace("LIMIT 5", "LIMIT 400")
    first, second, third = ([tuple(row) for row in store.query(text)] for _ in "123")  # type: ignore[union-attr]
    assert columns(text) == (COLUMN,)
    assert first == second == third


MIXED = """
import random
from test_kinds import quads, typed, QUERY
from test_ordering import KINDS
from stdkg.store.embedded import EmbeddedStore
from pyoxigraph import Literal, NamedNode, Quad
for seed in range(30):
    rng = random.Random(seed)
    store = EmbeddedStore()
    store.add(quads(*(typed(str(n), "integer") for n in range(30))))
    for _ in "123":
        assert len(list(store.query(QUERY))) == 5
    write = (store.add, lambda some: store.replace([NamedNode("http://a/g")], some), lambda some: store.oxigraph.extend(some))
    write[seed % 3]([
        Quad(NamedNode(f"http://b/{n}"), NamedNode("http://a/p"), typed(KINDS[kind](rng.randrange(60)), kind))
        for n, kind in enumerate(rng.choices(list(KINDS), k=400))
    ])
    for _ in "123":
        assert len(list(store.query(QUERY))) == 5
print("alive")
"""


def test_values_of_every_kind_that_are_written_later_abort_nothing(request: pytest.FixtureRequest) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MIXED],
        capture_output=True,
        text=True,
        check=False,
        cwd=request.path.parent,
    )
    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr[-2000:]
