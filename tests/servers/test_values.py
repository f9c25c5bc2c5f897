"""Values of every kind, compared, joined and computed with on real engines: each answer as on the embedded one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from stdkg.store.embedded import EmbeddedStore
from stdkg.store.remote import remote_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engines import Server

    from stdkg.store import Store
    from stdkg.store.remote.store import RemoteStore

pytestmark = pytest.mark.full

XSD = "http://www.w3.org/2001/XMLSchema#"
GRAPH = NamedNode("http://v/g")
P, Q = NamedNode("http://v/p"), NamedNode("http://v/q")
TYPED = {
    "gYear": ["2015"],
    "gYearMonth": ["2015-01"],
    "date": ["2015-01-01"],
    "dateTime": ["2015-01-01T00:00:00", "2015-01-01T00:00:00Z"],
    "integer": ["12", "1", "0"],
    "decimal": ["12", "12.0", "12.5"],
    "double": ["1.2E1"],
    "boolean": ["true"],
    "anyURI": ["http://v/0"],
}
VALUES = [
    *(Literal(text, datatype=NamedNode(XSD + kind)) for kind, some in TYPED.items() for text in some),
    *map(Literal, ("12", "http://v/0", "a", "A", "a ", "true", "")),
    *(Literal("12", language=language) for language in ("en", "zh")),
    NamedNode("http://v/0"),
]
HEADS = """
?a (STR(?o) AS ?x)
?a (LANG(?o) AS ?x)
?a (LCASE(STR(?o)) AS ?x)
?a (DATATYPE(?o) AS ?x)
?a (?o = 12 AS ?x)
?a (?o / 2 AS ?x)
?a (1 / 0 AS ?x)
?a (isIRI(?o) AS ?x)
?a (true AS ?x)
(COUNT(DISTINCT ?o) AS ?x)
(SUM(?o) AS ?x)
""".strip().splitlines()
TESTS = """
?o = "12"
?o = "12"@en
?o = <http://v/0>
?o = true
?o = 12
?o = "2015-01-01"^^xsd:date
?o = ?o
?o != "12"
?o != "12"@en
?o != <http://v/0>
?a != ?o
?o IN ("12", <http://v/0>)
?o IN (true)
?o NOT IN ("12")
!(?o = "12")
?o
!?o
STR(?o)
STR(?o) = "2015"
STR(?o) = "1.2E1"
STR(?o) = "true"
LANG(?o) = ""
LANG(?o) = "en"
LANG(?o) IN ("en", "zh")
DATATYPE(?o) = rdf:langString
DATATYPE(?o) = xsd:date
CONTAINS(?o, "1")
CONTAINS(STR(?o), "1")
STRSTARTS(?o, "1")
LCASE(?o) = "a"
LCASE(STR(?o)) = "a"
isIRI(?o) || LANG(?o) = "zh"
?o = "a" || ?o / 2 = 6
""".strip().splitlines()
PATTERNS = """
?a <http://v/p> 12
?a <http://v/p> 12.0
?a <http://v/p> true
?a <http://v/p> "12"
?a <http://v/p> "2015-01-01"^^xsd:date
?a <http://v/p> ?o . ?b <http://v/q> ?o
?a <http://v/p> ?o ; <http://v/q> ?o
?a <http://v/p> ?o . ?b <http://v/p> ?x FILTER(?o = ?x)
?a <http://v/p> ?o . ?b <http://v/p> ?x FILTER(?o != ?x)
?a <http://v/p> ?o . ?b <http://v/p> ?x FILTER(STR(?o) = STR(?x))
?a <http://v/p> ?o OPTIONAL { ?x <http://v/q> ?o }
?a <http://v/p> ?o FILTER NOT EXISTS { ?x <http://v/q> ?o FILTER(?x != ?a) }
?a <http://v/p> ?o FILTER NOT EXISTS { GRAPH ?g { ?a <http://v/q> ?o } }
?a <http://v/p>/^<http://v/p> ?b
?a <http://v/p>|<http://v/q> ?o
?a !^<http://v/p> ?b . ?b <http://v/p> ?o
{ ?a <http://v/p> ?o } UNION { ?a <http://v/q> ?o }
VALUES ?o { true 12 } ?a <http://v/p> ?o
VALUES ?o { "12" "12"@en <http://v/0> } ?a <http://v/p> ?o
VALUES ?o { UNDEF "a" } ?a <http://v/p> ?o
""".strip().splitlines()
QUERIES = [
    *(f"SELECT {head} {{ ?a {P} ?o }}" for head in HEADS),
    *(f"SELECT ?a {{ ?a {P} ?o FILTER({test}) }}" for test in TESTS),
    *(f"SELECT * {{ {pattern} }}" for pattern in PATTERNS),
    f"SELECT DISTINCT ?o {{ ?a {P} ?o }}",
    f"SELECT ?o (COUNT(*) AS ?n) {{ ?a {P} ?o }} GROUP BY ?o",
    "SELECT (SUM(?o) AS ?x) { ?a <http://v/none> ?o }",
    "SELECT (STRDT('1', xsd:gYear) AS ?x) (REPLACE('abc', 'b', 'x') AS ?y) (1 / 0 AS ?z) { }",
    f"SELECT ?x ?y {{ ?x {P}? ?y FILTER(?x = 12) }}",
]


def quads() -> list[Quad]:
    """Each value twice: as the object of one predicate, and of another of the same subject."""
    return [
        Quad(NamedNode(f"http://v/{n}"), way, value, GRAPH)
        for n, value in enumerate(VALUES)
        for way in (P, Q)
    ]


@pytest.fixture(scope="module")
def both(server: Server) -> Iterator[tuple[EmbeddedStore, RemoteStore]]:
    here = EmbeddedStore()
    here.add(quads())
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("STDKG_STORE_USER", "dba")
        environment.setenv("STDKG_STORE_PASSWORD", "dba")
        there = remote_store(server.url)
    there.replace([GRAPH], here.statements())
    yield here, there
    there.replace([GRAPH], [])
    there.close()


def answer(store: Store, query: str) -> Counter[tuple[str, ...]]:
    return Counter(tuple(map(str, row)) for row in store.query(query))  # type: ignore[union-attr]


@pytest.mark.parametrize("query", QUERIES)
def test_values_are_compared_as_they_are_here(both: tuple[EmbeddedStore, RemoteStore], query: str) -> None:
    here, there = both
    assert answer(there, query) == answer(here, query)
