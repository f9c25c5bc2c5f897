"""A remote engine gives what the embedded one gives: held against a small engine on loopback."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback import engine, serving
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from stdkg.errors import AccessError, DataError, QueryError, UsageError
from stdkg.graph import open_graph
from stdkg.store.embedded import EmbeddedStore
from stdkg.store.remote import dialect
from stdkg.store.remote.dialect import DIALECTS, OTHER, dialect_of
from stdkg.store.remote.endpoint import Endpoint
from stdkg.store.remote.mirror import Mirror
from stdkg.store.remote.needs import Needs
from stdkg.store.remote.results import rows
from stdkg.store.remote.store import RemoteStore
from stdkg.store.remote.trust import is_plain
from stdkg.store.remote.wording import page
from stdkg.vocabulary import GRAPH_ALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loopback import Engine, Handler

A, B, C, P, Q, ONE, TWO = (NamedNode(f"http://e/{name}") for name in ("a", "b", "c", "p", "q", "one", "two"))
X, Y = BlankNode("x"), BlankNode("y")
STATEMENTS = [
    Quad(A, P, Literal(5), ONE),
    Quad(A, P, Literal(5), TWO),
    Quad(A, Q, B, ONE),
    Quad(B, Q, C),
    Quad(B, P, Literal('q"\n\t\\ é😀\r', language="zh-Hans"), TWO),
    Quad(C, P, Literal("\u0001  ")),
    Quad(A, P, X, ONE),
    Quad(X, Q, Y, TWO),
    Quad(Y, P, Literal("deep")),
    Quad(A, P, Literal(True), ONE),
]
QUERIES = """
SELECT * { ?s ?p ?o }
SELECT (SUM(?n) AS ?sum) (COUNT(*) AS ?rows) { ?s <http://e/p> ?n FILTER(isNumeric(?n)) }
SELECT ?g ?s { GRAPH ?g { ?s ?p ?o } }
SELECT ?g ?h { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?p ?o } FILTER(?g != ?h) }
SELECT ?s ?g { ?s ?p ?o OPTIONAL { GRAPH ?g { ?s ?p ?o } } }
SELECT ?s { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }
SELECT ?s { ?s ?p ?o MINUS { GRAPH <http://e/one> { ?s ?p ?o } } }
SELECT ?s (EXISTS { GRAPH ?g { ?s ?p ?o } ?s <http://e/q> ?x } AS ?e) { ?s ?p ?o }
SELECT ?s { ?s <http://e/q>+ ?o } ORDER BY ?s EXISTS { GRAPH ?g { ?s ?p ?o } }
SELECT DISTINCT ?g { GRAPH ?g { } }
SELECT ?s { { SELECT ?s { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s HAVING(COUNT(*) > 1) } ?s <http://e/q>/^<http://e/q> ?s }
SELECT ?s { GRAPH <http://e/one> { ?s ?p ?o { SELECT ?s { ?s <http://e/p> ?n } } } }
SELECT ?s { ?s ?p ?o { SELECT ?s ?g { GRAPH ?g { ?s <http://e/p> ?n } } } }
SELECT ?x ?s { ?s ?p ?o } VALUES ?s { <http://e/a> <http://e/c> }
SELECT ?g { GRAPH ?g { ?s ?p ?o } } VALUES (?s ?g) { (UNDEF <http://e/one>) }
SELECT ?o { ?s ?p ?o FILTER isBlank(?o) }
SELECT ?o { GRAPH ?g { ?s ?p ?o FILTER(isIRI(?o) || isBLANK ( ?s )) } }
SELECT ?o (isBlank(?o) AS ?blank) (isURI(?o) AS ?iri) { ?s ?p ?o }
SELECT (COUNT(*) AS ?n) { FILTER(false) }
SELECT ("GRAPH ?g { } isBlank(?x)" AS ?text) { } # GRAPH ?g { }
SELECT * FROM <http://e/one> { ?s ?p ?o }
SELECT * FROM <http://e/one> FROM NAMED <http://e/two> { ?s ?p ?o GRAPH ?g { ?s ?p ?x } }
PREFIX e: <http://e/> BASE <http://e/> SELECT ?graph { GRAPH ?graph { e:a <p> ?service } }
SELECT ?t { ?s a ?t . ?t rdfs:label ?l }
ASK { ?s ?p ?o }
ASK { GRAPH <http://e/one> { <http://e/b> ?p ?o } }
ASK { GRAPH ?g { ?s <http://e/q> ?o . ?o <http://e/q> ?x } }
CONSTRUCT { ?o ?p ?s . ?s a std:Agency ; rdfs:label "x"@en } WHERE { ?s ?p ?o FILTER(isIRI(?o)) }
CONSTRUCT { ?s <http://e/in> ?g } WHERE { GRAPH ?g { ?s ?p ?o } }
CONSTRUCT WHERE { ?s <http://e/p> ?o }
CONSTRUCT { <http://e/a> a <http://e/b> } WHERE { ?s ?p ?o }
CONSTRUCT { ?s ?p ?missing } FROM <http://e/one> WHERE { ?s ?p ?o }
DESCRIBE <http://e/a>
DESCRIBE <http://e/c> ?s { ?s <http://e/q> <http://e/b> }
DESCRIBE * { ?s <http://e/q> <http://e/b> }
DESCRIBE ?s { GRAPH ?g { ?s <http://e/p> ?o } } ORDER BY ?s LIMIT 1
PREFIX e: <http://e/> DESCRIBE e:nothing
""".strip().splitlines()


def embedded(statements: list[Quad]) -> EmbeddedStore:
    store = EmbeddedStore()
    store.add(statements)
    return store


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[EmbeddedStore, RemoteStore, Engine]]:
    with engine() as (server, behind):
        remote = RemoteStore(f"{server.url}/query")
        remote.add(STATEMENTS)
        yield embedded(STATEMENTS), remote, behind
        remote.close()


def answer(store: EmbeddedStore | RemoteStore, query: str) -> object:
    found = store.query(query)
    if isinstance(found, QueryBoolean):
        return bool(found)
    blank = {BlankNode: lambda _: "_:"}
    if isinstance(found, QuerySolutions):
        names = [variable.value for variable in found.variables]
        return names, Counter(tuple(blank.get(type(term), str)(term) for term in row) for row in found)
    assert isinstance(found, QueryTriples)
    return {tuple(blank.get(type(term), str)(term) for term in triple) for triple in found}


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_means_the_same(both: tuple[EmbeddedStore, RemoteStore, Engine], query: str) -> None:
    here, there, _ = both
    assert answer(there, query) == answer(here, query)


def test_a_selection_within_a_named_graph_is_refused(both: tuple[EmbeddedStore, RemoteStore, Engine]) -> None:
    with pytest.raises(QueryError, match=r"write GRAPH \?g within the sub-SELECT"):
        both[1].query("SELECT * { GRAPH ?g { SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s } }")


def test_parameters_are_bound(both: tuple[EmbeddedStore, RemoteStore, Engine]) -> None:
    query = "SELECT ?s { GRAPH ?g { ?s ?p ?o } }"
    for store in both[:2]:
        assert {row["s"] for row in store.query(query, {"g": TWO, "p": P, "o": Literal(5)})} == {A}


def test_the_engine_holds_the_merged_graph_and_nothing_in_its_own(
    both: tuple[EmbeddedStore, RemoteStore, Engine],
) -> None:
    here, there, behind = both
    assert len(here) == len(there) == 9
    assert len(list(behind.store.quads_for_pattern(None, None, None, GRAPH_ALL))) == 9
    assert not list(behind.store.quads_for_pattern(None, None, None, DefaultGraph()))


def same(quads: Iterator[Quad]) -> Counter[tuple[str, ...]]:
    return Counter(
        tuple("_:" if isinstance(term, BlankNode) else str(term) for term in quad) for quad in quads
    )


@pytest.mark.parametrize(
    "pattern",
    [
        (),
        (A,),
        (None, P),
        (None, None, Literal(5)),
        (None, None, None, DefaultGraph()),
        (None, None, None, TWO),
        (A, P, Literal(5), ONE),
        (A, P, Literal(5)),
        (A, P, Literal(6), ONE),
        (None, None, None, GRAPH_ALL),
    ],
)
def test_quads_match_as_they_do_here(
    both: tuple[EmbeddedStore, RemoteStore, Engine], pattern: tuple[NamedNode, ...]
) -> None:
    here, there, _ = both
    if pattern[3:] == (GRAPH_ALL,):
        assert not list(here.quads(*pattern))
        return
    assert same(there.quads(*pattern)) == same(here.quads(*pattern))


def test_statements_are_those_that_were_added(both: tuple[EmbeddedStore, RemoteStore, Engine]) -> None:
    here, there, _ = both
    assert same(there.statements()) == same(here.statements()) == same(iter(STATEMENTS))


def test_a_blank_node_is_the_same_from_request_to_request(
    both: tuple[EmbeddedStore, RemoteStore, Engine],
) -> None:
    _, there, _ = both
    (found,) = (quad.object for quad in there.quads(A, P, None, ONE) if isinstance(quad.object, BlankNode))
    (onward,) = there.quads(found, None, None, TWO)
    assert onward.subject == found
    assert [quad.object for quad in there.quads(onward.object, P, None, DefaultGraph())] == [Literal("deep")]
    with engine() as (server, _):
        copy = RemoteStore(f"{server.url}/query")
        copy.add(there.statements())
        assert set(copy.statements()) == set(there.statements())


def test_a_load_adds_nothing_twice(both: tuple[EmbeddedStore, RemoteStore, Engine]) -> None:
    _, there, behind = both
    before = len(behind.store)
    there.add(STATEMENTS)
    assert len(behind.store) == before
    there.add([Quad(BlankNode("x"), P, Literal("another load, another node"))])
    assert len(behind.store) == before + 1
    assert (
        sum(isinstance(quad.subject, BlankNode) for quad in there.quads(None, None, None, DefaultGraph()))
        == 3
    )
    there.replace([], [])
    behind.store.update(f"DELETE WHERE {{ GRAPH {GRAPH_ALL} {{ ?s {P} 'another load, another node' }} }}")


def test_nothing_is_sent_before_all_is_there() -> None:
    def broken() -> Iterator[Quad]:
        yield STATEMENTS[0]
        raise DataError("names.csv:3: no")

    with engine() as (server, behind):
        store = RemoteStore(f"{server.url}/query")
        with pytest.raises(DataError, match="names"):
            store.add(broken())
        with pytest.raises(UsageError, match="is made by stdkg itself"):
            store.add([STATEMENTS[0], Quad(A, P, B, GRAPH_ALL)])
        with pytest.raises(UsageError, match="triple within a triple"):
            store.add([STATEMENTS[0], Quad(A, P, Triple(A, P, B))])
        assert len(behind.store) == 0


@pytest.mark.parametrize("name", ["Oxigraph/0.5", "Other/1"])
def test_a_load_that_breaks_off_says_how_far_it_came(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect, "DIALECTS", [replace(known, batch=100) for known in DIALECTS])
    monkeypatch.setattr(dialect, "OTHER", replace(OTHER, batch=100))
    statements = [Quad(A, P, Literal(i), ONE) for i in range(450)]
    with engine(name=name, dies_after=2) as (server, behind):
        store = RemoteStore(f"{server.url}/query")
        steps: list[tuple[int, int]] = []
        store.progress = lambda done, total: steps.append((done, total))
        with pytest.raises(AccessError, match="; 200 of 450 statements are loaded: run the same load again"):
            store.add(statements)
        assert steps == [(100, 450), (200, 450)]
        assert len(store) == 200
        behind.dies_after = 100
        store.add(statements)
        assert len(store) == 450
        assert len(behind.store) == 900


def test_a_graph_store_that_is_named_takes_the_large_graphs() -> None:
    seen = []

    def behave(handler: Handler, body: bytes) -> None:
        seen.append((handler.path, body.count(b" .")))
        handler.send(200, b'{"head":{},"boolean":true}')

    statements = [Quad(NamedNode(f"http://e/{i}"), P, A, ONE if i else TWO) for i in range(300)]
    with serving(behave) as server:
        RemoteStore(Endpoint((f"{server.url}/query",), None, f"{server.url}/graphs")).add(statements)
        assert [path.partition("?")[0] for path, _ in seen] == ["/query", "/graphs", "/graphs", "/update"]
        assert seen[1] == ("/graphs?graph=https%3A%2F%2Fw3id.org%2Fstdkg%2Fid%2Fgraph%2Fall", 300)
        assert seen[2] == ("/graphs?graph=http%3A%2F%2Fe%2Fone", 299)


@pytest.mark.parametrize("name", ["Oxigraph/0.5", "Virtuoso/07"])
def test_replacing_a_graph_leaves_what_others_state(name: str) -> None:
    with engine(name=name) as (server, _):
        store = RemoteStore(Endpoint((f"{server.url}/query",), f"{server.url}/update"), trusted=True)
        store.add(STATEMENTS)
        requests = len(server.seen)
        store.replace([ONE], [Quad(C, P, B, ONE)])
        if name.startswith("Oxi"):
            assert len(server.seen) == requests + 1
        expected = [quad for quad in STATEMENTS if quad.graph_name != ONE] + [Quad(C, P, B, ONE)]
        assert same(store.statements()) == same(iter(expected))
        assert len(store) == len({(quad.subject, quad.predicate, quad.object) for quad in expected})


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?o { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o } ORDER BY DESC(?o)",
        "SELECT ?g ?s { GRAPH ?g { ?s ?p ?o } } LIMIT 17",
        "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s HAVING(COUNT(*) > 0) OFFSET 1",
        "SELECT ?o ?s { ?s ?p ?o } VALUES ?p { <http://e/p> }",
        "PREFIX e: <http://e/> SELECT DISTINCT ?o FROM e:one { ?s e:p ?o }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
    ],
)
def test_answers_that_the_engine_cuts_are_whole(query: str) -> None:
    statements = [Quad(NamedNode(f"http://e/{i}"), P, Literal(i), ONE) for i in range(25)]
    with engine(name="Virtuoso/07", cut=5) as (server, _):
        store = RemoteStore(Endpoint((f"{server.url}/query",), f"{server.url}/update"), trusted=True)
        store.add(statements)
        found, expected = answer(store, query), answer(embedded(statements), query)
        if "LIMIT" in query:
            assert sum(found[1].values()) == 17
        elif "OFFSET" not in query:
            assert found == expected
        else:
            assert sum(found[1].values()) == 24
        assert Counter(store.quads()) == Counter(embedded(statements).quads())


@pytest.mark.parametrize(
    "sparql", ["SELECT ?s ?v { ?s ?p ?v } ORDER BY DESC(?v) LIMIT 4", "SELECT * { ?s ?p ?v FILTER(?v > 2) }"]
)
def test_pages_are_the_whole(sparql: str) -> None:
    store = pyoxigraph.Store()
    store.extend(Quad(A, P, Literal(i)) for i in range(12))
    whole = [tuple(row) for row in store.query(sparql)]
    names = [variable.value for variable in store.query(sparql).variables]
    pages = [[tuple(row) for row in store.query(page(sparql, names, 3, 3 * i))] for i in range(5)]
    assert Counter(row for part in pages for row in part) == Counter(whole)
    if "ORDER" in sparql:
        assert [row for part in pages for row in part] == whole


def test_what_an_engine_gets_wrong_is_evaluated_here() -> None:
    with engine(name="Virtuoso/07") as (server, _):
        store = RemoteStore(Endpoint((f"{server.url}/query",), f"{server.url}/update"))
        store.add(STATEMENTS)
        before = len(server.seen)
        query = "SELECT (MIN(?o) AS ?least) { GRAPH ?g { ?s <http://e/q> ?o FILTER(isIRI(?o)) } }"
        assert answer(store, query) == answer(embedded(STATEMENTS), query)
        asked = [body.decode() for _, _, body in server.seen[before:]]
        assert len(asked) == 2
        assert "MIN" not in asked[0]
        assert answer(store, query) == answer(embedded(STATEMENTS), query)
        assert len(server.seen) == before + 2
        store.add([Quad(A, Q, A, ONE)])
        assert answer(store, query) == (["least"], Counter({(str(A),): 1}))


def test_what_needs_no_triple_is_evaluated_here_as_well() -> None:
    with engine(name="Virtuoso/07") as (server, _):
        store = RemoteStore(f"{server.url}/query")
        assert [str(row["n"].value) for row in store.query("SELECT (STRLEN('ab') AS ?n) { }")] == ["2"]
        assert not store.query("ASK { <http://a/> <http://a/>* ?x FILTER(isLiteral(?x)) }")
        assert not any(word in body for _, _, body in server.seen for word in (b"STRLEN", b"isLiteral"))


def test_a_mirror_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stdkg.store.remote.mirror._MOST", 3)
    with engine(name="Virtuoso/07") as (server, _):
        store = RemoteStore(Endpoint((f"{server.url}/query",), f"{server.url}/update"))
        store.add(STATEMENTS)
        with pytest.raises(UsageError, match="set STDKG_STORE_TRUST=1"):
            store.query("SELECT (MIN(?o) AS ?least) { ?s ?p ?o }")
        assert len(list(store.query("SELECT ?s { ?s ?p ?o } ORDER BY ?o"))) == 9
        trusting = RemoteStore(f"{server.url}/query", trusted=True)
        assert list(trusting.query("SELECT (MIN(?o) AS ?least) { ?s ?p ?o }"))


def test_a_mirror_fetches_no_pattern_twice() -> None:
    asked: list[str] = []

    def fetch(pattern: str, named: bool) -> Iterator[Quad]:
        asked.append(f"{pattern} {named}")
        return iter(())

    mirror = Mirror(fetch)
    some, everything = (
        Needs(frozenset({"<p>"}), frozenset(), everything=False),
        Needs(frozenset(), frozenset(), everything=True),
    )
    for needed, named in (
        (some, False),
        (some, False),
        (some, True),
        (some, False),
        (everything, False),
        (everything, True),
        (some, True),
    ):
        mirror.store(needed, named=named)
    assert asked == ["VALUES ?p { <p> } False", "VALUES ?p { <p> } True", " False", " True"]


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("SELECT * { ?s ?p ?o }", True),
        (
            "SELECT ?s (COUNT(?n) AS ?m) { ?s std:party/rdfs:label ?n FILTER(STR(?n) != 'a' || !isIRI(?s)) } GROUP BY ?s LIMIT 10",
            True,
        ),
        ('SELECT * { ?s ?p "MINUS * +" }  # EXISTS', True),
        ("SELECT * { ?s ?p ?o MINUS { ?s ?p 1 } }", False),
        ("SELECT ?s (SUM(?n) AS ?sum) { ?s a ?c ; rdfs:label ?n } GROUP BY ?s", False),
        ("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }", True),
        ("SELECT (STR(?o) AS ?n) { ?s ?p ?o }", False),
        ("SELECT (?o / 2 AS ?n) { ?s ?p ?o }", False),
        ("SELECT (1 AS ?n) { ?s ?p ?o }", False),
        ("SELECT * { ?s ?p ?o } LIMIT 5 OFFSET 3", True),
        ("SELECT * { ?s ?p 12 }", False),
        ("SELECT * { ?s ?p 12.0 }", False),
        ("SELECT * { ?s ?p true }", False),
        ('SELECT * { ?s ?p "2022"^^xsd:gYear }', False),
        ('SELECT * { ?s ?p "a"@en , "b" }', True),
        ("SELECT * { ?s ?p ?o . ?t ?p ?o }", False),
        ("SELECT * { ?s a ?o . ?t a ?o }", True),
        ("SELECT * { ?s std:party ?o . ?o rdfs:label ?l }", True),
        ("SELECT * { ?s std:party ?o , ?l ; rdfs:label ?l }", False),
        ("SELECT * { ?s std:party ?o OPTIONAL { ?t rdfs:label ?o } }", False),
        ("SELECT * { ?s std:party/^rdfs:label ?o }", False),
        ("SELECT * { ?s ^std:party ?t . ?s rdfs:label ?l }", True),
        ("SELECT * { ?s ^std:party ?t . ?u rdfs:label ?s }", False),
        ("SELECT * { ?s (std:party|rdfs:label) ?o }", False),
        ("SELECT * { ?s !(rdf:type) ?o }", True),
        ("SELECT * { ?s !^rdf:type ?o }", False),
        ("SELECT * { ?s ?p ?o FILTER(?o = 12) }", False),
        ('SELECT * { ?s ?p ?o FILTER(?o = "a"@en) }', True),
        ('SELECT * { ?s ?p ?o FILTER(?o != "a") }', False),
        ('SELECT * { ?s ?p ?o FILTER(!(?o = "a")) }', False),
        ('SELECT * { ?s ?p ?o FILTER(?o IN ("a", std:x) && LANG(?o) = "en") }', True),
        ('SELECT * { ?s ?p ?o FILTER(?o NOT IN ("a")) }', False),
        ("SELECT * { ?s ?p ?o FILTER(?o NOT IN (std:x, <http://a/>)) }", True),
        ("SELECT * { ?s ?p ?o . ?t ?q ?n FILTER(?o = ?n) }", False),
        ("SELECT * { ?s ?p ?o . ?t ?q ?n FILTER(?s != ?t || ?n = ?p) }", True),
        ('SELECT * { ?s ?p ?o FILTER(CONTAINS(LCASE(STR(?o)), "a")) }', True),
        ('SELECT * { ?s ?p ?o FILTER(CONTAINS(?o, "a")) }', False),
        ("SELECT * { ?s ?p ?o FILTER(?o) }", False),
        ("SELECT * { ?s ?p ?o FILTER(?o / 2 = ?s) }", False),
        ("SELECT * { ?s ?p ?o FILTER(DATATYPE(?o) = rdf:langString) }", False),
        ('SELECT * { VALUES ?o { "a" "b"@en std:x UNDEF } ?s ?p ?o }', True),
        ("SELECT * { VALUES ?o { 1 } ?s ?p ?o }", False),
        ("SELECT * { ?s ?p [ a ?c ] }", False),
        ("SELECT * { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }", True),
        ("SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?t rdfs:label ?o } }", False),
        ("SELECT * { ?s rdfs:subClassOf? ?o }", False),
        ("SELECT * { ?s (a|rdfs:label)* ?o }", False),
        ("SELECT * { ?s ?p ?o FILTER(?o > 2) }", False),
        ("SELECT * { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } ?s a ?c } }", True),
        ("SELECT * { ?s ?p ?o FILTER EXISTS { ?s a ?c } FILTER NOT EXISTS { ?o a ?c } }", True),
        ("SELECT * { ?s ?p ?o FILTER(EXISTS { ?s a ?c }) }", False),
        ("SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?s a ?c FILTER(?c != ?o) } }", False),
        ("SELECT * { ?s ?p ?o OPTIONAL { ?o a ?c } FILTER NOT EXISTS { ?s a ?c } }", False),
        ("SELECT (EXISTS { ?s a ?c } AS ?e) { ?s ?p ?o }", False),
        ("SELECT * { GRAPH ?g { } }", False),
        ("SELECT * FROM <http://g> { ?s ?p ?o }", False),
        ("SELECT * { { SELECT * { ?s ?p ?o } } }", False),
        ("SELECT * { ?s ?p ?o } ORDER BY ?o", False),
        ("SELECT * { ?s ?p ?o } #" + "x" * 20_000, False),
    ],
)
def test_what_passes_as_plain(query: str, plain: bool) -> None:
    assert is_plain(query) == plain


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=6))
@settings(max_examples=60)
def test_no_character_is_lost_in_xml_or_json(texts: list[str]) -> None:
    quads = [Quad(A, P, Literal(text)) for text in texts]
    found = pyoxigraph.Store()
    found.extend(quads)
    for media, syntax in (("xml", QueryResultsFormat.XML), ("json", QueryResultsFormat.JSON)):
        body = found.query("SELECT ?o { ?s ?p ?o }").serialize(format=syntax)
        if syntax == QueryResultsFormat.XML and any(
            (ord(c) < 32 and c not in "\t\n\r") or c in "\ufffe\uffff" for c in body.decode()
        ):
            continue  # no XML at all
        held = rows(Chunks(body, 7), "here", media)
        assert not isinstance(held, bool)
        assert Counter(cell for (cell,) in held) == Counter(str(Literal(text)) for text in set(texts))


class Chunks:
    """Bytes that come a few at a time."""

    def __init__(self, text: bytes, size: int) -> None:
        self._rest, self._size = text, size

    def read(self, _: int = -1) -> bytes:
        taken, self._rest = self._rest[: self._size], self._rest[self._size :]
        return taken


def test_labels_with_a_scheme_are_read() -> None:
    text = b"""<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="o"/></head><results>
      <result><binding name="o"><bnode>nodeID://b1</bnode></binding></result>
      <result><binding name="o"><literal>\n nodeID://b1 <![x </literal></binding></result></results></sparql>"""
    held = rows(
        Chunks(text.replace(b"<![", b"&lt;"), 11), "here", "application/sparql-results+xml", "nodeID://"
    )
    assert not isinstance(held, bool)
    assert list(held) == [["_:b1"], ['"\\n nodeID://b1 <x "']]


def test_results_stream() -> None:
    def endless() -> Iterator[bytes]:
        yield b'{"head":{"vars":["n"]},"results":{"bindings":['
        while True:
            yield b'{"n":{"type":"literal","value":"1"}},'

    source = endless()

    class Stream:
        def read(self, _: int = -1) -> bytes:
            return next(source)

    held = rows(Stream(), "here")
    assert not isinstance(held, bool)
    assert next(iter(held)) == ['"1"']


@pytest.mark.parametrize(
    ("address", "server", "name", "update", "graphs"),
    [
        (
            "http://h:8890/sparql",
            "Virtuoso/08",
            "Virtuoso",
            "http://h:8890/sparql-auth",
            "http://h:8890/sparql-graph-crud-auth",
        ),
        ("http://h/query", "Oxigraph/0.5", "oxigraph", "http://h/update", "http://h/store"),
        ("http://h/ds/sparql", "Apache Jena Fuseki (5)", "Fuseki", "http://h/ds/update", None),
        ("http://h/db/query", "Stardog/10", "Stardog", "http://h/db/update", None),
        (
            "http://h/repositories/r",
            "Apache",
            "GraphDB",
            "http://h/repositories/r/statements",
            None,
        ),
        (
            "https://x.neptune.eu.amazonaws.com:8182/sparql",
            "",
            "Neptune",
            "https://x.neptune.eu.amazonaws.com:8182/sparql",
            None,
        ),
        ("http://h/x/query", "", "the engine", "http://h/x/update", None),
        ("http://h/api/data?token=1", "", "the engine", "http://h/api/data?token=1", None),
    ],
)
def test_addresses_are_derived(address: str, server: str, name: str, update: str, graphs: str | None) -> None:
    found = dialect_of(address, {"server": server})
    assert (found.name, found.update_address(address), found.graph_store_address(address)) == (
        name,
        update,
        graphs,
    )
    assert found in (*DIALECTS, OTHER)


def test_the_library_opens_an_engine(both: tuple[EmbeddedStore, RemoteStore, Engine]) -> None:
    _, there, _ = both
    with open_graph(there.query_url) as graph:
        assert len(graph) == 9
        assert graph.query("ASK { ?s ?p ?o }")
        assert len(graph.query("SELECT ?s { ?s ?p 5 }")) == 1
        with pytest.raises(UsageError, match="embedded stores only"):
            _ = graph.rdflib


def test_the_page_about_engines_names_the_settings_that_are_read_and_the_engines_that_are_known() -> None:
    root = Path(__file__).parents[2]
    page_ = (root / "docs" / "engines.md").read_text("utf-8")
    read = {
        name
        for source in (root / "graph" / "stdkg" / "store" / "remote").glob("*.py")
        for name in re.findall(r"\bSTDKG_STORE_[A-Z_]+", source.read_text("utf-8"))
    }
    assert set(re.findall(r"\bSTDKG_STORE_[A-Z_]+", page_)) == read
    for known in DIALECTS:
        assert f"| {known.name}" in page_
