"""The embedded store: each triple once in the default graph, all or nothing, nothing called outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from stdkg.errors import QueryError
from stdkg.store.dataset import dataset
from stdkg.store.disk import DiskStore
from stdkg.store.embedded import EmbeddedStore
from stdkg.store.guard import refuse_service
from stdkg.vocabulary import GRAPH_DERIVED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A, B, ONE, TWO = (NamedNode(f"http://example.com/{name}") for name in ("a", "b", "one", "two"))


def test_a_statement_of_two_sources_is_counted_once() -> None:
    store = EmbeddedStore()
    store.add([Quad(A, B, Literal(5), ONE), Quad(A, B, Literal(5), TWO)])
    assert len(store) == 1
    (row,) = store.query("SELECT (SUM(?n) AS ?sum) { ?s ?p ?n }")
    assert row["sum"] == Literal(5)
    assert len(list(store.query("SELECT ?g { GRAPH ?g { ?s ?p ?n } }"))) == 2
    assert {quad.graph_name for quad in store.statements()} == {ONE, TWO}


def test_whether_the_default_graph_holds_only_copies_is_known() -> None:
    store = EmbeddedStore()
    store.add([Quad(A, B, A, ONE), Quad(A, B, B, GRAPH_DERIVED)])
    assert store.holds_only_copies()
    store.replace([ONE], [Quad(A, B, ONE, TWO)])
    assert store.holds_only_copies()
    store.replace([TWO], [Quad(A, B, TWO)])
    assert not store.holds_only_copies()
    assert {quad.object for quad in store.statements()} == {B, TWO}


def test_what_rdflib_writes_is_not_taken_for_a_copy() -> None:
    store = EmbeddedStore()
    store.add([Quad(A, B, A, ONE)])
    dataset(store).update(f"INSERT DATA {{ {A} {B} {TWO} }}")
    assert {quad.object for quad in store.statements()} == {A, TWO}


def test_statements_without_a_source_lie_in_the_default_graph_alone() -> None:
    store = EmbeddedStore()
    store.add([Quad(A, B, Literal(1)), Quad(A, B, Literal(2), ONE)])
    assert sorted(str(quad.graph_name) for quad in store.statements()) == [
        "<http://example.com/one>",
        "DEFAULT",
    ]


@pytest.mark.parametrize("flat", [[], [Quad(A, A, B), Quad(BlankNode("b"), A, B)]])
@pytest.mark.parametrize("folder", [None, "store"])
def test_a_copy_in_memory_holds_the_same(tmp_path: Path, flat: list[Quad], folder: str | None) -> None:
    store = DiskStore(tmp_path / folder, create=True) if folder else EmbeddedStore()
    named = [Quad(A, B, A, ONE), Quad(A, B, A, TWO), Quad(A, B, A), Quad(A, B, B, GRAPH_DERIVED)]
    assert len(store.in_memory()) == 0
    for quads in (named, flat):
        store.add(quads)
        copy = store.in_memory()
        assert set(copy.quads()) == set(store.quads())
        assert list(store.quads())
    store.close()
    assert len(copy) == 1 + len(flat)


def test_add_is_all_or_nothing() -> None:
    def broken() -> Iterator[Quad]:
        yield Quad(A, B, Literal(1), ONE)
        raise RuntimeError

    store = EmbeddedStore()
    with pytest.raises(RuntimeError):
        store.add(broken())
    assert len(store) == 0
    assert not list(store.quads())


def test_rdflib_calls_no_address_either() -> None:
    view = dataset(EmbeddedStore())
    with pytest.raises(QueryError, match="SERVICE <http://h/> would call an address"):
        view.query("SELECT * { SERVICE <http://h/> { ?s ?p ?o } }")
    with pytest.raises(QueryError, match="LOAD <http://h/> would call an address"):
        view.update("LOAD <http://h/>")
    view.update("INSERT DATA { <http://a> <http://b> 1 }")
    assert [int(row.n) for row in view.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")] == [1]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://h/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { SER\\u0056ICE <http://h/> { ?s ?p ?o } }",
        "SELECT * { \\U00000053ERVICE <http://h/> { ?s ?p ?o } }",
        "PREFIX a: <http://h/> SELECT * { SERVICE a:b { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'x' . # comment\nSERVICE<http://h/>{ ?s ?p ?o } }",
        "LOAD <http://h/> INTO GRAPH <http://g/>",
        "SELECT * { ?s ?p ?o FILTER(1 < 2) SERVICE <http://h/> { ?a ?b ?c FILTER(3 > 2) } }",
    ],
)
def test_calls_to_other_hosts_are_refused(query: str) -> None:
    with pytest.raises(QueryError, match="would call an address"):
        refuse_service(query)
    with pytest.raises(QueryError):
        EmbeddedStore().query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p 'SERVICE <http://h/>' }",
        'SELECT * { ?s ?p """a "SERVICE" \' b""" }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://h/>",
        "SELECT * { <http://h/SERVICE> ?p '\\'SERVICE' , 'x'@service }",
        "PREFIX s: <http://h/> SELECT * { s:SERVICE s:LOAD ?o }",
    ],
)
def test_the_word_alone_is_no_call(query: str) -> None:
    refuse_service(query)


def test_a_permitted_address_passes_and_its_neighbour_does_not() -> None:
    refuse_service("SELECT * { SERVICE SILENT <http://h/> { ?s ?p ?o } }", ["http://h/"])
    with pytest.raises(QueryError):
        refuse_service("SELECT * { SERVICE <http://h/x> { ?s ?p ?o } }", ["http://h/"])


def test_parameters_are_bound_not_pasted() -> None:
    store = EmbeddedStore()
    store.add([Quad(A, B, Literal('x" } #'))])
    (row,) = store.query("SELECT ?s { ?s ?p ?text }", {"text": Literal('x" } #')})
    assert row["s"] == A


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?text { ?s ?p ?text }",
        "SELECT ?s { { ?s ?p ?o FILTER(?o = ?text) } UNION { ?s ?text2 ?text } }",
        "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?text } GROUP BY ?s ?text HAVING(?text = ?text) ORDER BY DESC(?text) ?text ?s",
        "SELECT ?s { { SELECT ?s ?text { ?s ?p ?text } } VALUES ?x { 1 } FILTER(?x = 1 && ?text = ?text) }",
        "SELECT ?s { { SELECT ?s { ?s ?p ?o } GROUP BY ?s } ?s ?q ?text }",
        "SELECT ?s { { SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING(COUNT(*) > 0) } ?s ?q ?text }",
        "SELECT (1 AS ?one) ?text ?s { ?s ?p ?text }",
        "CONSTRUCT { ?s ?p ?text } WHERE { ?s ?p ?text }",
        "SELECT ?s (STRLEN(?text) AS ?l) WHERE { ?s ?p ?o BIND(CONCAT(?text, '') AS ?c) FILTER EXISTS { ?s ?p ?text } }",
    ],
)
def test_a_parameter_may_stand_wherever_a_variable_can(query: str) -> None:
    store = EmbeddedStore()
    store.add([Quad(A, B, Literal("yes")), Quad(B, B, Literal("no"))])
    rows = list(store.query(query, {"text": Literal("yes")}))
    assert rows
    assert all(A in list(row) for row in rows)


@pytest.mark.parametrize(
    "query", ["SELECT ?s { ?s ?p ?o }", "SELECT (1 AS ?text) {}", "SELECT * { VALUES (?a ?text) { (1 2) } }"]
)
def test_a_parameter_that_cannot_be_bound_is_named(query: str) -> None:
    with pytest.raises(QueryError, match="text"):
        EmbeddedStore().query(query, {"text": Literal("x")})
