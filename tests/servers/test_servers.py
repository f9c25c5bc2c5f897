"""stdkg on real engines: every count, question, check and export as on the embedded one."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from engines import BULK_LOADS, stopped
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryBoolean

from stdkg.ask import ask, questions
from stdkg.check import check
from stdkg.errors import AccessError, UsageError
from stdkg.export import FORMATS, write
from stdkg.export.shards import write_shards
from stdkg.load.shipped import shipped_statements
from stdkg.paths import ontology_dir
from stdkg.project import project
from stdkg.store.embedded import EmbeddedStore
from stdkg.store.remote import remote_store
from stdkg.store.remote.load import update
from stdkg.vocabulary import GRAPH_ALL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engines import Server

    from stdkg.store import Store
    from stdkg.store.remote.store import RemoteStore

pytestmark = pytest.mark.full

RULES = {
    path.stem: path.read_text(encoding="utf-8") for path in sorted((ontology_dir() / "rules").glob("*.rq"))
}
FREE = """
SELECT ?low ?high { ?low rdfs:subClassOf* ?high FILTER(isIRI(?low)) }
SELECT ?x (COUNT(?p) AS ?n) { ?x a std:Figure OPTIONAL { GRAPH ?p { ?x std:measure ?m } } } GROUP BY ?x
SELECT ?p (SUM(?v) AS ?sum) (COUNT(DISTINCT ?f) AS ?n) { GRAPH ?p { ?f sdmx-measure:obsValue ?v } ?p oa:hasSource ?s } GROUP BY ?p
SELECT ?a ?b { GRAPH ?a { ?f std:measure ?m } GRAPH ?b { ?f std:measure ?m } FILTER(?a != ?b) }
SELECT (SUM(?v) AS ?sum) (COUNT(*) AS ?n) (AVG(?v) AS ?avg) (MIN(?v) AS ?min) (MAX(?v) AS ?max) { ?f sdmx-measure:obsValue ?v }
SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g
SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }
SELECT DISTINCT ?g { GRAPH ?g { } }
SELECT ?s ?p ?o { ?s ?p ?o }
SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }
SELECT (COUNT(*) AS ?n) { GRAPH graph:provenance { ?s ?p ?o } }
SELECT ?s { ?s ?p ?o MINUS { GRAPH ?g { ?s ?p ?o } } }
SELECT ?s ?o { ?s rdfs:label ?o FILTER(LANG(?o) = "zh") } ORDER BY ?o ?s LIMIT 20
SELECT ?s { ?s a ?c FILTER NOT EXISTS { GRAPH ?g { ?s rdfs:label ?l } FILTER(LANG(?l) = "en") } }
SELECT ?s (EXISTS { GRAPH ?g { ?s rdfs:label ?l } } AS ?e) { ?s a std:Country }
SELECT ?x ?y { VALUES (?x ?y) { (id:samr UNDEF) (UNDEF std:Country) } ?x a ?y }
SELECT ?x { ?x a/rdfs:subClassOf* std:Agency }
SELECT ?x ?c { ?x a std:Agency OPTIONAL { std:Agency rdfs:subClassOf+ ?c } }
SELECT ?s { ?s dcterms:issued ?d FILTER(?d >= "2022-01-01"^^xsd:date) }
SELECT ?s { ?s rdfs:label ?l FILTER(CONTAINS(LCASE(STR(?l)), "标准")) }
SELECT ?p (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o FILTER(isLiteral(?o)) } GROUP BY ?p
SELECT ?s { ?s ?p ?o FILTER(isBlank(?s)) }
SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?graph { ?s ?p ?o } } }
SELECT (COUNT(*) AS ?n) { ?passage a std:Passage GRAPH ?passage { ?s ?p ?o } }
SELECT ?c (COUNT(DISTINCT ?x) AS ?n) { ?x a ?c FILTER NOT EXISTS { ?x rdfs:isDefinedBy ?o } } GROUP BY ?c
SELECT ?x { ?x a ?c FILTER NOT EXISTS { ?x rdfs:label ?l . ?x std:memberOf ?y } }
SELECT ?x ?g { GRAPH ?g { ?x a ?c } FILTER EXISTS { GRAPH ?h { ?x std:memberOf ?y } ?z ?p ?x } }
SELECT ?x { ?x a ?c FILTER NOT EXISTS { ?z std:issuedBy ?x } FILTER NOT EXISTS { ?x std:memberOf ?y } FILTER(?c != ?x) }
ASK { ?s a std:Figure }
ASK { ?s a std:Nothing }
CONSTRUCT { ?s rdfs:label ?l . ?s a ?c } WHERE { ?s a ?c ; rdfs:label ?l }
CONSTRUCT { ?s std:from ?g } WHERE { GRAPH ?g { ?s a std:Figure } }
DESCRIBE id:samr
DESCRIBE ?x { ?x a std:Country }
""".strip().splitlines()


@pytest.fixture(scope="session")
def here() -> EmbeddedStore:
    store = EmbeddedStore()
    store.add(shipped_statements())
    return store


@pytest.fixture(scope="session")
def there(server: Server, here: EmbeddedStore) -> Iterator[RemoteStore]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("STDKG_STORE_USER", "dba")
        environment.setenv("STDKG_STORE_PASSWORD", "dba")
        store = remote_store(server.url)
    store.add(here.statements())
    yield store
    store.close()


def answer(store: Store, query: str) -> object:
    found = store.query(query)
    if isinstance(found, QueryBoolean):
        return bool(found)
    rows = [tuple(map(str, row)) for row in found]
    return rows if "ORDER BY" in query else Counter(rows) if hasattr(found, "variables") else set(rows)


def test_counts_are_the_same(here: EmbeddedStore, there: RemoteStore) -> None:
    assert len(there) == len(here)
    assert Counter(there.quads()) == Counter(here.quads())
    assert Counter(there.statements()) == Counter(here.statements())


def test_a_second_load_changes_nothing(here: EmbeddedStore, there: RemoteStore) -> None:
    there.add(here.statements())
    assert len(there) == len(here)
    assert sum(1 for _ in there.statements()) == sum(1 for _ in here.statements())


@pytest.mark.parametrize("query", FREE)
def test_queries_have_the_same_answer(here: EmbeddedStore, there: RemoteStore, query: str) -> None:
    assert answer(there, query) == answer(here, query)


def test_questions_have_the_same_answer(here: EmbeddedStore, there: RemoteStore) -> None:
    for question in (one for one in questions() if not one.needs):
        every = {name: one.example for name, one in question.parameters.items()}
        needed = {name: every[name] for name, one in question.parameters.items() if one.required}
        for given in [needed, every] if needed != every else [needed]:
            expected, found = (ask(store, question.name, given) for store in (here, there))
            assert list(found.terms) == list(expected.terms), (question.name, given)
            assert found.labels == expected.labels, (question.name, given)


def test_rules_find_the_same(here: EmbeddedStore, there: RemoteStore) -> None:
    for name, rule in RULES.items():
        assert answer(there, rule) == answer(here, rule), name


def test_check_finds_the_same(here: EmbeddedStore, there: RemoteStore) -> None:
    assert [str(finding) for finding in check(there)] == [str(finding) for finding in check(here)]


@pytest.mark.parametrize("format_", FORMATS)
def test_exports_are_the_same_bytes(here: EmbeddedStore, there: RemoteStore, format_: str) -> None:
    files = [io.BytesIO(), io.BytesIO()]
    for store, file in zip((here, there), files, strict=True):
        write(store, format_, file)
    assert files[0].getvalue() == files[1].getvalue()


def test_projections_are_the_same(here: EmbeddedStore, there: RemoteStore) -> None:
    graphs = [project(store) for store in (here, there)]
    assert graphs[0].number_of_nodes() == graphs[1].number_of_nodes()
    assert graphs[0].number_of_edges() == graphs[1].number_of_edges()
    assert dict(graphs[0].nodes(data=True)) == dict(graphs[1].nodes(data=True))


@pytest.mark.parametrize(
    "command",
    [
        ["stats"],
        ["ask", "secretariats-by-region", "--format", "csv"],
        ["query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"],
        ["query", "CONSTRUCT { ?s a std:Country } WHERE { ?s a std:Country }"],
        ["export", "--format", "csv"],
    ],
)
def test_commands_print_the_same(
    command: list[str], server: Server, there: RemoteStore, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from stdkg.cli.running import run

    assert len(there) > 0
    codes, outputs = [], []
    for where in ([], ["--store", server.url]):
        codes.append(run([*command, *where]))
        outputs.append(capfdbinary.readouterr().out)
    assert codes[0] == codes[1]
    assert outputs[0] == outputs[1]


def test_a_view_is_made(server: Server, there: RemoteStore, tmp_path: Path) -> None:
    from stdkg.cli.running import run

    assert len(there) > 0
    for name, where in (("here", []), ("there", ["--store", server.url])):
        assert (
            run(["view", "--focus", "SAC", "--hops", "1", "--out", str(tmp_path / f"{name}.html"), *where])
            == 0
        )
    assert (tmp_path / "here.html").read_bytes() == (tmp_path / "there.html").read_bytes()


A, P, ONE, TWO = (NamedNode(f"http://example.com/{name}") for name in ("a", "p", "one", "two"))
TEXTS = [
    "",
    " a ",
    "\n",
    "q\"\\'\t\r\n",
    "é😀中文",
    "\u0001\u000b",
    "x" * 5_000,
    "<b>&amp;</b>",
    "]]>",
    "nodeID://b1",
]


def others(store: RemoteStore) -> None:
    """Remove what the tests below add."""
    for graph in (ONE, TWO):
        store.replace([graph], [])


def test_texts_and_blank_nodes_come_back(there: RemoteStore) -> None:
    quads = [
        Quad(NamedNode(f"http://example.com/{i}"), P, Literal(text), ONE) for i, text in enumerate(TEXTS)
    ]
    quads += [Quad(BlankNode("x"), P, BlankNode("y"), ONE), Quad(BlankNode("y"), P, Literal(True), TWO)]
    there.add(quads)
    there.add(quads)
    found = list(there.quads(None, P, None, ONE)) + list(there.quads(None, P, None, TWO))
    assert {quad.object.value for quad in found if isinstance(quad.object, Literal)} == {*TEXTS, "true"}
    (edge,) = (quad for quad in found if isinstance(quad.subject, BlankNode) and quad.graph_name == ONE)
    assert [quad.object for quad in there.quads(edge.object)] == [Literal(True)] * 2
    assert answer(there, f"SELECT ?o {{ ?s {P} ?o FILTER(isBlank(?o)) }}") == Counter(
        {(str(edge.object),): 1}
    )
    others(there)


def test_replacing_a_graph_leaves_what_others_state(there: RemoteStore) -> None:
    before = len(there)
    there.add([Quad(A, P, Literal(1), ONE), Quad(A, P, Literal(2), ONE), Quad(A, P, Literal(1), TWO)])
    assert len(there) == before + 2
    there.replace([ONE], [Quad(A, P, Literal(3), ONE)])
    assert {(quad.object, quad.graph_name) for quad in there.statements() if quad.subject == A} == {
        (Literal(1), TWO),
        (Literal(3), ONE),
    }
    assert len(there) == before + 2
    others(there)
    assert len(there) == before


def test_what_others_put_into_the_default_graph_is_not_counted(there: RemoteStore) -> None:
    before = len(there)
    update(there._connection, f"INSERT DATA {{ GRAPH {GRAPH_ALL} {{ {A} {P} 1 }} }}")
    assert len(there) == before + 1
    update(there._connection, f"DELETE DATA {{ GRAPH {GRAPH_ALL} {{ {A} {P} 1 }} }}")
    assert len(there) == before


@pytest.mark.parametrize("name", BULK_LOADS)
def test_parts_that_an_engine_loads_in_bulk_give_the_same_counts(
    name: str, here: EmbeddedStore, tmp_path: Path
) -> None:
    nodes = [Quad(BlankNode("x"), P, BlankNode("y"), ONE), Quad(BlankNode("y"), P, Literal(True), TWO)]
    source = EmbeddedStore()
    source.add([*here.statements(), *nodes])
    write_shards(source, tmp_path / "parts", 5)
    running = BULK_LOADS[name](tmp_path, tmp_path / "parts")
    store = remote_store(running.url)
    try:
        assert len(store) == len(source)
        plain = [quad for quad in store.statements() if quad.predicate != P]
        assert Counter(plain) == Counter(here.statements())
        (edge,) = store.quads(None, P, None, ONE)
        assert [quad.object for quad in store.quads(edge.object, P, None, TWO)] == [Literal(True)]
        files = [io.BytesIO(), io.BytesIO()]
        for one, file in zip((source, store), files, strict=True):
            write(one, "nquads", file)
        assert files[0].getvalue() == files[1].getvalue()
    finally:
        store.close()
        stopped(running.process)


@pytest.mark.parametrize("server", ["virtuoso"], indirect=True)  # oxigraph asks for no password
def test_a_wrong_password_is_named(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STDKG_STORE_PASSWORD", "wrong")
    with pytest.raises(
        AccessError, match="401, access refused with the credentials that were sent; set STDKG_STORE_USER"
    ):
        remote_store(server.url).add([Quad(A, P, A, ONE)])


XSD = "http://www.w3.org/2001/XMLSchema#"
KEPT = {
    "integer": ["7", "999999999999999999", "-999999999999999999", "2147483648", "-2147483649", "+5"],
    "decimal": ["0.1", "123456789012345678901234567890.5", "-0.123456789012345"],
    "gYear": ["2022"],
    "date": ["2022-01-01", "2022-13-45"],
    "dateTime": ["2022-01-01T10:00:00+08:00", "2022-01-01T00:00:00.123456Z"],
    "boolean": ["true", "false"],
    "anyURI": ["http://a/"],
    "hexBinary": ["0FB7"],
}
CHANGED = {
    "integer": ["", "abc", "1.5", "9223372036854775808", "1000000000000000000"],
    "decimal": ["0.1234567890123456"],
    "duration": ["P1Y", "P1D"],
    "dayTimeDuration": ["P1DT2H"],
    "yearMonthDuration": ["P3M"],
}


def typed(values: dict[str, list[str]]) -> list[Literal]:
    return [Literal(value, datatype=NamedNode(XSD + kind)) for kind, some in values.items() for value in some]


@pytest.mark.parametrize("copies", [1, 300], ids=["update", "graph store"])
def test_values_come_back_as_they_went(there: RemoteStore, copies: int) -> None:
    values = [
        *typed(KEPT),
        Literal("标准", language="zh-hans-cn"),
        Literal("\U0001f600 \U00020000", language="en"),
        Literal("中" * 40_000),
        NamedNode("http://e/" + "a" * 1_870),
        NamedNode("http://e/" + "中" * 623),
        NamedNode("http://e/中文?q=a%20b#it's"),
    ]
    quads = [
        Quad(NamedNode(f"http://example.com/{i}-{n}"), P, value, ONE)
        for i, value in enumerate(values)
        for n in range(copies if len(str(value)) < 100 else 1)
    ]
    peer = EmbeddedStore()
    peer.add(quads)
    there.add(quads)
    assert set(there.quads(None, P, None, ONE)) == set(peer.quads(None, P, None, ONE))
    others(there)


@pytest.mark.parametrize("server", ["virtuoso"], indirect=True)
@pytest.mark.parametrize(
    "value",
    [*typed(CHANGED), NamedNode("http://e/" + "a" * 1_871), NamedNode("http://e/" + "中" * 624)],
    ids=lambda value: str(value)[:40],
)
def test_what_the_engine_would_change_is_refused_before_anything_is_sent(
    server: Server, there: RemoteStore, value: Literal | NamedNode
) -> None:
    assert server.url == there.query_url
    before = len(there)
    there.add([Quad(A, P, Literal(1), ONE)])
    for write_ in (there.add, lambda quads: there.replace([ONE], quads)):
        with pytest.raises(
            UsageError, match=r"Virtuoso cannot hold .* as it is, .*: nothing is loaded"
        ) as caught:
            write_([Quad(A, P, Literal(2), ONE), Quad(A, P, value, ONE)])
        assert len(str(caught.value)) < 400
    assert len(there) == before + 1
    others(there)
