"""Queries that an engine of little standard gets right, as far as was tried; all others are evaluated here.

Virtuoso 7 answers many a query wrongly, without a word: a path of any length within OPTIONAL, MINUS or EXISTS, the least of
several IRIs, comparisons of a year with a date, EXISTS as a value, BIND of what is not bound; it refuses paths with two free
ends, finds no graph with `GRAPH ?g {}`, takes minutes to join two sub-SELECTs, and never ends on some. The tests hold what passes here against the embedded
engine, on the server.

Example:
    >>> is_plain("SELECT ?x (COUNT(*) AS ?n) { ?x a std:Figure OPTIONAL { ?x rdfs:label ?l } } GROUP BY ?x")
    True
    >>> is_plain("SELECT (MIN(?x) AS ?least) { ?x a std:Figure }"), is_plain("SELECT ?x { ?x std:p+ ?y }")
    (False, False)
    >>> is_plain("ASK { ?x a std:Figure FILTER NOT EXISTS { ?x rdfs:label ?l } }"), is_plain("SELECT (EXISTS { ?x ?p ?y } AS ?e) {}")
    (True, False)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stdkg.store.remote.anatomy import closing
from stdkg.store.tokens import tokens

if TYPE_CHECKING:
    from stdkg.store.tokens import Token

__all__ = ["is_plain"]

_FORMS: Final = {
    "PREFIX",
    "BASE",
    "SELECT",
    "ASK",
    "DISTINCT",
    "REDUCED",
    "WHERE",
    "GROUP",
    "BY",
    "LIMIT",
    "OFFSET",
}
_PATTERNS: Final = {"A", "GRAPH", "OPTIONAL", "UNION", "FILTER", "EXISTS", "VALUES", "UNDEF", "TRUE", "FALSE"}
_FUNCTIONS: Final = {
    "AS",
    "COUNT",
    "SUM",
    "IN",
    "NOT",
    "STR",
    "LANG",
    "DATATYPE",
    "LCASE",
    "STRSTARTS",
    "CONTAINS",
}
_TESTS: Final = {"ISIRI", "ISURI", "ISBLANK", "ISLITERAL"}
_WORDS: Final = frozenset(_FORMS | _PATTERNS | _FUNCTIONS | _TESTS)
_BESIDE_NO_EXISTS: Final = frozenset({"OPTIONAL", "UNION", "VALUES"})
_WITHIN_EXISTS: Final = frozenset({"A", "GRAPH"})
_ORDER: Final = frozenset({"ORDER", "ASC", "DESC"})
_MARKS: Final = frozenset("{}()[].,;|/^=!*&")
_TIMES: Final = frozenset("*+?")
_FEW: Final = 20_000
"""A longer query passes as it is only in parts; Virtuoso gives up on it."""


def is_plain(sparql: str, *, in_any_order: bool = False) -> bool:
    """Whether a query holds nothing but what was tried.

    Args:
        sparql: the query.
        in_any_order: whether ORDER BY passes: Virtuoso puts a text before its own beginning, and a year after its months.
    """
    known = _WORDS | _ORDER if in_any_order else _WORDS
    if len(sparql) > _FEW:
        return False
    groups = 0
    before, kind = "", ""
    for token in tokens(sparql):
        word = token.text.upper()
        if token.kind == "skip" and not token.text.isspace() and token.text[0] in "\"'":
            before, kind = "", "literal"
        if token.kind == "skip":
            continue
        if token.kind == "word":
            groups += word == "SELECT"
            if word not in known and not word.isdigit():
                return False
        if token.kind == "mark":
            path = token.text in _TIMES and (kind in ("iri", "name") or before in ("A", ")"))
            empty = before == "{" and token.text == "}"
            if token.text not in _MARKS or path or empty:
                return False
        before, kind = word, token.kind
    return groups <= 1 and _plain_tests([token for token in tokens(sparql) if token.kind != "skip"])


def _plain_tests(parts: list[Token]) -> bool:
    """Whether each EXISTS is a FILTER by itself, of triples alone, and nothing stands beside it that may leave them unbound."""
    words = [token.text.upper() if token.kind == "word" else "" for token in parts]
    tests = [i for i, word in enumerate(words) if word == "EXISTS"]
    for i in tests:
        alone = words[i - 1] == "FILTER" or words[i - 2 : i] == ["FILTER", "NOT"]
        within = {word for word in words[i + 1 : closing(parts, i + 1)] if word}
        if not alone or not within <= _WITHIN_EXISTS:
            return False
    return not tests or _BESIDE_NO_EXISTS.isdisjoint(words)
