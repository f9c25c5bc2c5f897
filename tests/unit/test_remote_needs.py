"""What a query needs: over these triples alone, every shipped question and rule has the answer that it has over all."""

from __future__ import annotations

import gc
import weakref
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, Quad

from stdkg.ask import questions
from stdkg.load.shipped import shipped_statements
from stdkg.paths import ontology_dir
from stdkg.store.embedded import EmbeddedStore
from stdkg.store.remote.mirror import Mirror
from stdkg.store.remote.needs import Needs, needs
from stdkg.store.remote.wording import with_prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator

QUERIES = {question.name: question.sparql for question in questions()} | {
    path.stem: path.read_text(encoding="utf-8") for path in sorted((ontology_dir() / "rules").glob("*.rq"))
}


@pytest.fixture(scope="module")
def full() -> EmbeddedStore:
    store = EmbeddedStore()
    store.add(shipped_statements())
    return store


def part(store: EmbeddedStore, needed: Needs) -> EmbeddedStore:
    """What the Mirror would fetch, found with the embedded engine."""

    def fetch(pattern: str, named: bool) -> Iterator[Quad]:
        assert named
        for graph, of in (("GRAPH ?g { ?s ?p ?o }", "g"), ("?s ?p ?o", "")):
            for row in store.query(f"SELECT * {{ {pattern} {graph} }}"):
                yield Quad(row["s"], row["p"], row["o"], row[of] if of else DefaultGraph())

    return Mirror(fetch).store(needed, named=True)


@pytest.mark.parametrize("name", QUERIES)
def test_shipped_queries_have_the_same_answer_over_what_they_need(full: EmbeddedStore, name: str) -> None:
    query = QUERIES[name]
    needed = needs(with_prefixes(query))
    if needed.everything:
        return
    smaller = part(full, needed)
    rows, fewer = (Counter(map(str, store.query(query))) for store in (full, smaller))
    assert rows == fewer


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s <http://p> ?o FILTER NOT EXISTS { ?s <http://q> 1 ; <http://r> 2 } }", "pqr"),
        ("SELECT * { ?s <http://p> ?o MINUS { ?s <http://q> 1 } OPTIONAL { ?o <http://r> ?x } }", "pqr"),
        ("SELECT * { { SELECT ?s { ?s <http://p> ?o } } GRAPH ?g { ?s ^<http://q>/<http://r>+ ?x } }", "pqr"),
        ("SELECT * { ?s <http://p> ?o BIND(IF(EXISTS { ?s <http://q> ?x }, 1, 2) AS ?b) }", "pq"),
        ("SELECT * { VALUES ?how { <http://p> <http://q> } ?s ?how ?o OPTIONAL { ?o ?how ?x } }", "pq"),
        ("SELECT * { ?s ?how ?o } VALUES ?how { <http://p> }", "p"),
    ],
)
def test_every_predicate_is_found(query: str, expected: str) -> None:
    found = needs(query)
    assert not found.everything
    assert found.predicates == {f"<http://{letter}>" for letter in expected}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT * { ?s !<http://p> ?o }",
        "SELECT * { ?s <http://p>* ?o }",
        "SELECT * { ?s <http://p>? ?o OPTIONAL { ?s <http://q> 1 } }",
        "SELECT * { GRAPH ?g { } }",
        "SELECT ?s { ?s <http://p> ?o } GROUP BY ?s HAVING EXISTS { ?s <http://q> ?x }",
        "SELECT * { ?s <http://p> ?o } ORDER BY EXISTS { ?s <http://q> ?x }",
        "SELECT (EXISTS { ?s <http://q> 1 } AS ?e) { ?s <http://p> ?o }",
        "SELECT * { ?s <http://p> 1 FILTER EXISTS { GRAPH ?g { } } }",
        "SELECT * { { VALUES ?how { <http://p> } } UNION { ?s ?how ?o } }",
        "SELECT * { VALUES ?how { <http://p> UNDEF } ?s ?how ?o }",
        "SELECT * { VALUES ?how { <http://p> } ?s a 1 { SELECT ?s { ?s ?how ?o } LIMIT 1 } }",
    ],
)
def test_what_may_need_any_triple_needs_all(query: str) -> None:
    assert needs(query).everything


def test_a_node_that_an_empty_path_matches_is_fetched() -> None:
    assert needs("SELECT * { <http://a> <http://p>* ?o }").about == {("<http://a>", ""), ("", "<http://a>")}
    assert needs("SELECT * { ?s ?p <http://a> }") == Needs(
        frozenset(), frozenset({("", "<http://a>")}), everything=False
    )


def test_no_frame_of_a_caller_outlives_it() -> None:
    """What a caller holds may be rows of an engine, which must end in the thread that asked."""

    class Held:
        pass

    def caller() -> weakref.ref[Held]:
        held = Held()
        needs("SELECT * { ?s <http://p> ?o FILTER NOT EXISTS { ?s <http://q> 1 } }")
        return weakref.ref(held)

    gc.collect()
    gc.disable()
    try:
        assert caller()() is None
    finally:
        gc.enable()


def test_the_merged_graph_is_part_of_what_is_fetched(full: EmbeddedStore) -> None:
    smaller = part(full, needs("SELECT * { ?s a ?o }"))
    assert any(quad.graph_name == DefaultGraph() for quad in smaller.quads())
