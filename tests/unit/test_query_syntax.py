"""Queries that do not parse: one line with line and column; and text that would overflow an engine's stack."""

from __future__ import annotations

import pytest

from stdkg.errors import QueryError
from stdkg.store.embedded import EmbeddedStore
from stdkg.store.syntax import explain, refuse_oversized


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT * { ?s ?p '漢字漢字' . ?? }", "query:1:27: unexpected '??'"),
        ("SELECT * {\r\n ?s ?p ?o .\r\n ?? }", "query:3:2: unexpected '??'"),
        (
            "SELECT * {\n\n# c\n ?s foo:bar ?o }",
            "query:4:5: unknown prefix 'foo:'; declare it with PREFIX foo: <...>",
        ),
        ("SELECT * { ?s :bar ?o }", "query:1:15: unknown prefix ':'; declare it"),
        ("SELEC ?x { ?s ?p ?o }", "query:1:1: 'SELEC' begins no query; write SELECT, ASK"),
        ("# c\nPREFIX a: <http://a/>\nSELEC ?x {}", "query:3:1: 'SELEC' begins no query"),
        ("INSERT DATA { <http://a> <http://b> 1 }", "query:1:1: INSERT changes data"),
        ("", "the query is empty"),
        ("  # nothing\n", "the query is empty"),
        ("SELECT ?s { ?s ?p ?o } ORDR BY ?s", "query:1:24: unexpected 'ORDR'"),
        ("SELECT ?s { ?s ?p ?o FILTER(?o > ) }", "query:1:34: unexpected ')'"),
        ("SELECT ?s WHERE { ?s ?p ?o . ", "unexpected end of the query"),
        ("SELECT SUM(?x) { ?s ?p ?x }", "query:1:8: unexpected 'SUM'"),
        ("SELECT ?s (SUM(?x) AS ?n) { ?s ?p ?x }", "SELECT names a variable that is not grouped"),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", "name the grouped variables"),
        ("SELECT ?a ?a {?a ?b ?c}", "SELECT names a variable twice"),
        ("SELECT * { <relative> ?p ?o }", "an IRI is relative or holds a character"),
        ("PREFIX x: <a b> SELECT * {}", "an IRI is relative or holds a character"),
        ("\x00", "query:1:1: '\\x00' begins no query"),
        ("SELECT * { ?s ?p '\ud800' }", "holds bytes that are no UTF-8"),
    ],
)
def test_a_fault_is_told_in_one_line_with_its_place(sparql: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        EmbeddedStore().query(sparql)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 220


def test_a_message_of_another_form_is_cut() -> None:
    text = explain("SELECT * {}", "something\nelse " * 100)
    assert len(text) < 220
    assert "\n" not in text


def test_known_prefixes_need_no_declaration_and_may_be_declared_otherwise() -> None:
    store = EmbeddedStore()
    assert store.query("ASK { FILTER(std:Figure = <https://w3id.org/stdkg/ontology#Figure>) }")
    assert store.query("PREFIX std: <http://a/> ASK { FILTER(std:b = <http://a/b>) }")


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * " + "{" * 100_000,
        "SELECT (" + "(" * 50_000 + "1" + ")" * 50_000 + " AS ?x) {}",
        "SELECT * { ?s ?p " + "(" * 5_000 + ")" * 5_000 + " }",
        "SELECT (1" + "+1" * 50_000 + " AS ?x) {}",
        "SELECT (" + "!" * 50_000 + "true AS ?x) {}",
        "SELECT * { ?s <http://a>" + "|<http://a>" * 50_000 + " ?o }",
        "SELECT * { {}" + " UNION {}" * 50_000 + " }",
        "SELECT * {" + " MINUS {?s ?p ?o}" * 5_000 + " }",
        "SELECT * { " + " ".join(f"BIND(1 AS ?x{number})" for number in range(5_000)) + " }",
        "SELECT * { " + "FILTER(true) " * 50_000 + "}",
    ],
    ids=["braces", "brackets", "lists", "sums", "nots", "paths", "unions", "minuses", "binds", "filters"],
)
def test_what_would_overflow_the_stack_is_refused(sparql: str) -> None:
    with pytest.raises(QueryError, match="; split it"):
        EmbeddedStore().query(sparql)


def test_long_lists_are_welcome() -> None:
    iris = " ".join(f"<http://example.com/{number}>" for number in range(50_000))
    refuse_oversized(f"SELECT * {{ VALUES ?x {{ {iris} }} }}")
    numbers = ", ".join(map(str, range(50_000)))
    assert not EmbeddedStore().query(f"ASK {{ ?s ?p ?o FILTER(?o IN ({numbers})) }}")
    refuse_oversized("SELECT * { ?s ?p '" + "{" * 100_000 + "' }")
