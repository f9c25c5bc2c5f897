"""Queries that an engine of little standard gets right, as far as was tried; all others are evaluated here.

Virtuoso 7 answers many a query wrongly, without a word: a path of any length within OPTIONAL, MINUS or EXISTS, the least of
several IRIs, EXISTS as a value, BIND of what is not bound; a year is its first day to it, an integer a double, and true is 1, where it
compares and where it joins; what it computes is an integer where a decimal or a truth value is due, and sums of nothing are nothing. It
refuses paths with two free ends, fails on a text function of what is no text, finds no graph with `GRAPH ?g {}`, takes minutes to join
two sub-SELECTs, and never ends on some. The tests hold what passes here against the embedded engine, on the server.

So what passes joins resources only, compares resources, texts and languages only, and computes nothing but numbers of rows.

Example:
    >>> is_plain("SELECT ?x (COUNT(*) AS ?n) { ?x a std:Figure OPTIONAL { ?x rdfs:label ?l } } GROUP BY ?x")
    True
    >>> is_plain("SELECT (MIN(?x) AS ?least) { ?x a std:Figure }"), is_plain("SELECT ?x { ?x std:p+ ?y }")
    (False, False)
    >>> is_plain("SELECT ?x { ?x std:issued ?d . ?y std:issued ?d }"), is_plain("SELECT ?x { ?x std:party ?y . ?y rdfs:label ?l }")
    (False, True)
    >>> is_plain("ASK { ?x a std:Figure FILTER NOT EXISTS { ?x rdfs:label ?l } }"), is_plain("SELECT (EXISTS { ?x ?p ?y } AS ?e) {}")
    (True, False)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from stdkg.store.remote.anatomy import closing
from stdkg.store.remote.positions import is_literal, positions
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
_PATTERNS: Final = {"A", "GRAPH", "OPTIONAL", "UNION", "FILTER", "EXISTS", "VALUES", "UNDEF"}
_FUNCTIONS: Final = {"AS", "COUNT", "IN", "NOT", "STR", "LANG", "LCASE", "STRSTARTS", "CONTAINS"}
_TESTS: Final = {"ISIRI", "ISURI", "ISBLANK", "ISLITERAL"}
_WORDS: Final = frozenset(_FORMS | _PATTERNS | _FUNCTIONS | _TESTS)
_BESIDE_NO_EXISTS: Final = frozenset({"OPTIONAL", "UNION", "VALUES"})
_WITHIN_EXISTS: Final = frozenset({"A", "GRAPH"})
_ORDER: Final = frozenset({"ORDER", "ASC", "DESC"})
_MARKS: Final = frozenset("{}().,;/^=!*&|")
_TIMES: Final = frozenset("*+?")
_LITERAL: Final = "\"'@"
_FEW: Final = 20_000
"""A longer query passes as it is only in parts; Virtuoso gives up on it."""

_HEAD: Final = re.compile(r"(?:DISTINCT|REDUCED)?(?:\*|v|\(COUNT\((?:DISTINCT)?[v*]\)ASv\))*")
_REDUCTIONS: Final = tuple(
    (re.compile(pattern), made)
    for pattern, made in (
        (r"STR\([vri]\)|LANG\([vr]\)|LCASE\([st]\)", "t"),
        (r"IS(?:IRI|URI|BLANK|LITERAL)\([vr]\)|(?:CONTAINS|STRSTARTS)\([st],[st]\)", "b"),
        (r"t!?=[st]|s!?=t|t(?:NOT)?IN\(s(?:,s)*\)", "b"),
        (r"[vr]!?=i|i!?=[vr]|[vr](?:NOT)?IN\(i(?:,i)*\)|r!?=[vr]|v!?=r", "b"),
        (r"[vr]=[sl]|[sl]=[vr]|[vr]IN\([sli](?:,[sli])*\)", "p"),
        (r"!b", "b"),
        (r"\(([bp])\)", r"\1"),
        (r"b(?:&&|\|\|)b", "b"),
        (r"[bp](?:&&|\|\|)[bp]", "p"),
    )
)
"""How a test is read that the engine gets right: r is a variable for resources, v another, i an IRI, s and l texts without and with a
language, t a text that is computed; b is a test, p one that fails on some values where the engine says no: it must not be turned round."""


def is_plain(sparql: str, *, in_any_order: bool = False) -> bool:
    """Whether a query holds nothing but what was tried.

    Args:
        sparql: the query.
        in_any_order: whether ORDER BY passes: Virtuoso puts a text before its own beginning, and a year after its months.
    """
    known = _WORDS | _ORDER if in_any_order else _WORDS
    if len(sparql) > _FEW:
        return False
    found = list(tokens(sparql))
    parts = [token for token in found if token.kind != "skip" or token.text[0] in _LITERAL]
    if not all(_is_plain(parts, i, known) for i in range(len(parts))):
        return False
    where = positions(found)
    if where.joined or not _plain_head(parts):
        return False
    tests = (i for i, token in enumerate(parts) if token.text.upper() == "FILTER" and token.kind == "word")
    return all(_plain_test(parts, i + 1, where.resources) for i in tests) and _plain_exists(
        [token for token in parts if token.kind != "skip"]
    )


def _is_plain(parts: list[Token], i: int, known: frozenset[str]) -> bool:
    """Whether a token is one that may stand there."""
    kind, text = parts[i]
    before, after = (parts[i - 1] if i else None), (parts[i + 1].text if i + 1 < len(parts) else "")
    if kind == "word":
        word = text.upper()
        if word.isdigit():
            return before is not None and before.text.upper() in ("LIMIT", "OFFSET")
        return word in known and not (word == "SELECT" and any(one.text == "{" for one in parts[:i]))
    if kind != "mark" or before is None:
        return kind != "mark" or text in _MARKS
    path = text in _TIMES and (before.kind in ("iri", "name") or before.text in ("a", ")"))
    of_literal = text == "^" and is_literal(before)
    back = text == "^" and before.text in ("/", "!", "(")
    choice = text == "|" and "|" not in (before.text, after)
    empty = text == "}" and before.text == "{"
    return text in _MARKS and not (path or of_literal or back or choice or empty)


def _plain_head(parts: list[Token]) -> bool:
    """Whether what is selected is variables and numbers of rows."""
    begin = next((i for i, token in enumerate(parts) if token.text.upper() == "SELECT"), None)
    if begin is None:
        return True
    end = next(
        i for i in range(begin, len(parts)) if parts[i].text == "{" or parts[i].text.upper() == "WHERE"
    )
    return bool(_HEAD.fullmatch(_letters(parts, begin + 1, end, set())))


def _letters(parts: list[Token], begin: int, end: int, resources: set[str]) -> str:
    """The tokens from `begin` to `end` as the patterns above name them."""
    return "".join(_letter(parts[i], parts[i + 1].text, resources) for i in range(begin, end))


def _letter(token: Token, after: str, resources: set[str]) -> str:
    """What a token is in the patterns above, before a token of a text."""
    if token.kind == "variable":
        return "r" if token.text[1:] in resources else "v"
    if token.kind in ("iri", "name"):
        return "i"
    if token.kind == "skip":
        return "" if token.text[0] == "@" else "l" if after[0] == "@" else "s"
    return token.text.upper()


def _plain_test(parts: list[Token], opening: int, resources: set[str]) -> bool:
    """Whether a test in brackets compares nothing but resources, texts and languages; what is no such test is an EXISTS."""
    if parts[opening].text != "(":
        return True
    end = closing(parts, opening)
    text = _letters(parts, opening, end + 1, resources)
    before = ""
    while text != before:
        before = text
        for pattern, made in _REDUCTIONS:
            text = pattern.sub(made, text)
    return text in ("b", "p")


def _plain_exists(parts: list[Token]) -> bool:
    """Whether each EXISTS is a FILTER by itself, of triples alone, and nothing stands beside it that may leave them unbound."""
    words = [token.text.upper() if token.kind == "word" else "" for token in parts]
    tests = [i for i, word in enumerate(words) if word == "EXISTS"]
    for i in tests:
        alone = words[i - 1] == "FILTER" or words[i - 2 : i] == ["FILTER", "NOT"]
        within = {word for word in words[i + 1 : closing(parts, i + 1)] if word}
        if not alone or not within <= _WITHIN_EXISTS:
            return False
    return not tests or _BESIDE_NO_EXISTS.isdisjoint(words)
