r"""Queries that an engine cannot take: one line that says where and what, in place of the engine's own text.

oxigraph's parser reports how far it came and every token that it would have taken there, several hundred characters of
character classes among them; and text that is nested deep enough overflows its stack, which ends the process.

Example:
    >>> explain("SELECT * {\n  ?s ?p ?o .\n  ?? }", "error at 3:7: expected one of BIND, [_]")
    "query:3:3: unexpected '??'; mend the query there or just before"
    >>> explain("SELEC ?s { ?s ?p ?o }", "error at 1:10: expected CONSTRUCT")
    "query:1:1: 'SELEC' begins no query; write SELECT, ASK, CONSTRUCT or DESCRIBE"
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stdkg.errors import QueryError
from stdkg.store.tokens import tokens
from stdkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["explain", "refuse_oversized"]

_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_PROLOGUE = {"PREFIX", "BASE", "VERSION"}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
_DEEPEST = 200
_MOST_OPERATORS = 2_000
_SHORT = 1_000
_OPENING, _CLOSING = frozenset("({["), frozenset(")}]")
_LIST = "VALUES"
_IN_LISTS = frozenset("|/+-*!^&<>={")
"""Marks that nest the engine's algebra within round brackets, where commas and points stand in lists and numbers; so do
terms that follow each other there, as the members of a collection."""
_IN_PATTERNS = _IN_LISTS | frozenset(".;,")
_WORDS = frozenset(("BIND", "FILTER", "AS", "OPTIONAL", "MINUS", "UNION"))
_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_CLASS = re.compile(r"\[[^\]]*'[^\]]*\]|\[_\]")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_MEND = "mend the query there or just before"
_WORD = re.compile(r"^[A-Za-z0-9]+$")
_MEANINGS = {
    "IRI parsing failed": "an IRI is relative or holds a character that no IRI has; write it whole, as <https://...>",
    "The SELECT contains a variable that is unbound": (
        "SELECT names a variable that is not grouped; put it after GROUP BY or into an aggregate"
    ),
    "SELECT * is not authorized with GROUP BY": "SELECT * with GROUP BY; name the grouped variables",
    "Duplicated variable name in SELECT": "SELECT names a variable twice; rename one",
}
"""What the parser says by itself, in words that say the repair."""


def refuse_oversized(sparql: str) -> None:
    """Let a query pass that no engine's stack overflows on.

    Long lists (VALUES, IN) are no burden; nesting and chains of operators are.

    Raises:
        QueryError: brackets more than 200 deep, or more than 2,000 operators.

    Example:
        >>> refuse_oversized("SELECT * {}")
        >>> refuse_oversized("SELECT * " + "{" * 9000)
        Traceback (most recent call last):
        stdkg.errors.QueryError: the query is nested more than 200 brackets deep; split it
    """
    if len(sparql) < _SHORT:
        return
    brackets: list[str] = []
    operators, clause, after_term = 0, "", False
    for kind, text in tokens(sparql):
        if kind == "skip" and text[0] not in "\"'":
            continue
        is_term = kind != "mark"
        operators += is_term and after_term and brackets[-1:] == ["("]
        after_term = is_term
        if kind == "word":
            clause = text.upper()
            operators += clause in _WORDS
        elif kind == "mark" and text in _CLOSING:
            del brackets[-1:]
        elif kind == "mark":
            innermost = brackets[-1] if brackets else ""
            operators += innermost != _LIST and text in (_IN_LISTS if innermost == "(" else _IN_PATTERNS)
            if text in _OPENING:
                is_list = innermost == _LIST or (clause == _LIST and text == "{")
                brackets.append(_LIST if is_list else text)
                clause = "" if is_list else clause
                _refuse_deep(brackets)
    if operators > _MOST_OPERATORS:
        raise QueryError(
            f"the query has {operators:,} operators, more than {_MOST_OPERATORS:,}; "
            "split it, or list what it names in VALUES"
        )


def _refuse_deep(brackets: list[str]) -> None:
    if len(brackets) > _DEEPEST:
        raise QueryError(f"the query is nested more than {_DEEPEST} brackets deep; split it")


def explain(sparql: str, message: str) -> str:
    """Return one line for a parser's message about a query: `query:LINE:COLUMN: what is; what to write`.

    Lines and columns count from 1, columns in characters. A message of another form comes back on one line, cut.
    """
    if wrong := _wrong_form(sparql) or _unknown_prefix(sparql):
        return wrong
    match = _PLACE.match(message)
    if not match:
        return f"the query does not parse: {_cut(' '.join(message.split()), 160)}; mend it"
    line, column = int(match[1]), int(match[2])
    expected = _CLASS.sub("", match[3])
    names = [name.strip() for name in _QUOTED.sub("", expected).split(",") if name.strip()]
    if said := next((name for name in names if " " in name), None):
        return f"query:{line}:{column}: {_MEANINGS.get(said, f'{said}; {_MEND}')}"
    words = [name for name in names if _WORD.match(name)]
    if words and not _QUOTED.search(expected):
        # A keyword that does not match is reported at its own length beyond where it was tried.
        column = max(1, column - min(map(len, words)))
    return f"query:{_place_and_token(sparql, line, column)}; {_MEND}"


def _wrong_form(sparql: str) -> str:
    """What is wrong with how the query begins, if anything is."""
    skipping = 0
    for line, column, kind, text in _placed(sparql):
        word = text.upper()
        if kind == "word" and word in _PROLOGUE:
            skipping = 2 if word == "PREFIX" else 1
        elif skipping and kind == "mark":
            return ""
        elif skipping:
            skipping -= 1
        else:
            return "" if word in _FORMS else f"query:{line}:{column}: {_no_form(word, text)}"
    return "the query is empty; write SELECT, ASK, CONSTRUCT or DESCRIBE"


def _unknown_prefix(sparql: str) -> str:
    """The first prefix that is neither known nor declared, if there is any."""
    declared = {f"{prefix}:" for prefix in PREFIXES} | {"_:"}
    before = ""
    for line, column, kind, text in _placed(sparql):
        if kind == "name":
            prefix = text.partition(":")[0] + ":"
            if before == "PREFIX":
                declared.add(prefix)
            elif prefix not in declared:
                return (
                    f"query:{line}:{column}: unknown prefix {prefix!r}; declare it with PREFIX {prefix} <...>"
                )
        before = text.upper()
    return ""


def _placed(sparql: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield line, column, kind and text of each token that is no blank, comment or string."""
    line = column = 1
    for kind, text in tokens(sparql):
        if kind != "skip":
            yield line, column, kind, text
        breaks = text.count("\n")
        line += breaks
        column = len(text) - text.rfind("\n") if breaks else column + len(text)


def _no_form(word: str, text: str) -> str:
    if word in _UPDATES:
        return f"{word} changes data, and a query only reads; use stdkg load"
    return f"{_cut(text, 20)!r} begins no query; write SELECT, ASK, CONSTRUCT or DESCRIBE"


def _line(sparql: str, line: int) -> str:
    lines = sparql.split("\n")
    return lines[line - 1] if line <= len(lines) else ""


def _place_and_token(sparql: str, line: int, column: int) -> str:
    """Where the next token from a place on stands, and what it is."""
    lines = sparql.split("\n")
    rest = "\n".join([_line(sparql, line)[column - 1 :], *lines[line:]])
    blank = len(rest) - len(rest.lstrip())
    if not rest.strip():
        return f"{line}:{column}: unexpected end of the query"
    breaks = rest[:blank].count("\n")
    line += breaks
    column = blank - rest[:blank].rfind("\n") if breaks else column + blank
    token = re.match(r"[\w?$:<>'\"@^.-]+|.", rest[blank:], re.DOTALL)
    return f"{line}:{column}: unexpected {_cut(token[0] if token else '', 20)!r}"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 3] + "..."
