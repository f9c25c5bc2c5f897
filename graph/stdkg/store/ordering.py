r"""ORDER BY over values of several kinds, made safe for the engine, or taken out of the query to be done by the caller.

oxigraph compares two values by their meaning where it can, else by their text: 9 < 10 as numbers, 10 < "1a" < 9 as text; and
integers with a float by what is left of them as a float. Where a column mixes such values this is no order, its sort notices, and
the whole process is aborted. So each condition gets a key before it that is an order: nothing for resources and texts, which the
engine compares soundly; an exact number; the kind or the text of moments, dates and durations.
SPARQL leaves the order across kinds open; years, months and days stay one line, in the order of their text.

A condition on a text, or on a variable that stands for subjects alone, needs no key; nor does one on objects that are known to be of one kind,
which the engine compares soundly (see `stdkg.store.kinds`).

Example:
    >>> ordered("SELECT ?o { ?s ?p ?o } LIMIT 3")
    'SELECT ?o { ?s ?p ?o } LIMIT 3'
    >>> ordered("SELECT ?o { ?s ?p ?o } ORDER BY DESC(?o)").startswith("SELECT ?o { ?s ?p ?o } ORDER BY DESC(COALESCE(")
    True
    >>> ordered("SELECT ?s { ?s ?p ?o } ORDER BY ?s")
    'SELECT ?s { ?s ?p ?o } ORDER BY ?s'
    >>> columns("PREFIX ex: <http://a/> SELECT * { ?s ex:p ?o } ORDER BY DESC(?o) ?s LIMIT 9")
    (Column(prologue='PREFIX ex: <http://a/> ', predicates=('ex:p',)),)
    >>> unordered("SELECT ?s { ?s ?p ?o } ORDER BY DESC(?o)")
    Unordered(sparql='SELECT ?s  ?o { ?s ?p ?o } ', conditions=(Condition(variable='o', descending=True, of='value'),), added=1)
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from stdkg.store.tokens import tokens, unescape
from stdkg.store.variables import is_blank, objects_of
from stdkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from stdkg.store.tokens import Token

__all__ = ["Column", "Condition", "Unordered", "columns", "ordered", "unordered"]

_MAY_ORDER: Final = re.compile(r"order", re.IGNORECASE)
_LONGEST: Final = 20_000
_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_DIRECTIONS: Final = ("ASC", "DESC")
_XSD: Final = PREFIXES["xsd"]
_FLOAT: Final = f"COALESCE(<{_XSD}decimal>(STR(<{_XSD}double>({{0}}))), <{_XSD}decimal>({{0}}), {{0}} * 2)"
_DATED: Final = (
    f'IF(DATATYPE({{0}}) = <{_XSD}dateTime>, IF(TZ({{0}}) = "", "!", "!!"), CONCAT("!!!", STR({{0}})))'
)
_SPAN: Final = f'CONCAT("!!!", STR({{0}} + "PT0S"^^<{_XSD}dayTimeDuration>))'
_KEY: Final = (
    f"COALESCE(IF({{0}} / 0, {_FLOAT}, {{0}}), {{0}} + 0, IF(STRLEN(TZ({{0}})) < 9, {_DATED}, 0), {_SPAN})"
)
"""What stands before the value itself in a condition: an order across all kinds.

An expression that fails costs little, and the key fails on resources and texts, which so come first. It is

1. of a float, which alone can be divided by nothing, the decimal that is written so, else the nearest one, so that it is held
   exactly against whole numbers and decimals; beyond all decimals its double, which no decimal is near to; and NaN itself, which
   compares by its text and so comes last, as digits and signs stand before letters;
2. of any other number, the number;
3. of what has a time zone or may have one, and of durations, a text that stands before all digits: the kind of a moment, without
   and with a time zone, which do not compare; and of the rest what is written, as years, months and days are one line so, and as
   durations and times do not all compare.
"""
_SELF: Final = re.compile(
    r"(?P<direction>ASC|DESC)?\(*(?P<function>STR\(|!BOUND\()?\(*[?$](?P<variable>\w+)\)*", re.IGNORECASE
)
"""A condition without its blanks that the caller can hold against the rows."""


Of: TypeAlias = Literal["value", "text", "unbound"]
_OF: Final[dict[str, Of]] = {"": "value", "STR(": "text", "!BOUND(": "unbound"}


class Condition(NamedTuple):
    """What rows are ordered by: the value of a variable, its text, or whether it is unbound."""

    variable: str
    descending: bool = False
    of: Of = "value"


def ordered(sparql: str) -> str:
    """Return the query with keys in the place of each condition of each ORDER BY.

    What is no ORDER BY as SPARQL has it stays as it is, for the engine to complain of.
    """
    text = sparql if _MAY_ORDER.search(sparql) else unescape(sparql)
    if not _MAY_ORDER.search(text):
        return sparql
    found = list(tokens(text))
    pieces: list[str] = []
    place = 0
    while place < len(found):
        start = _after_order_by(found, place)
        if start is None:
            pieces.append(found[place].text)
            place += 1
            continue
        pieces.append(_text(found[place:start]))
        place = start
        while (end := _condition(found, place)) is not None:
            pieces.append(_keyed(found, place, end))
            place = end
    return "".join(pieces)


class Column(NamedTuple):
    """Objects that rows are ordered by.

    Attributes:
        prologue: what stands before the query's form, its prefixes.
        predicates: theirs, as the query writes them.
    """

    prologue: str
    predicates: tuple[str, ...]


def columns(sparql: str) -> tuple[Column, ...] | None:
    """Return the columns of objects that a query is ordered by; None where it is ordered by anything but these and resources.

    The order needs no keys where each column is of one kind.
    """
    if not _MAY_ORDER.search(sparql) or "\\u" in sparql.lower():
        return None
    found = list(tokens(sparql))
    first = next((at for at, token in enumerate(found) if _is_form(token)), None)
    if first is None:
        return None
    prologue = _text(found[:first])
    conditions: dict[Column, None] = {}
    for place in range(first, len(found)):
        start = _after_order_by(found, place)
        while start is not None and (end := _condition(found, start)) is not None:
            predicates = _objects(found, start, end)
            if predicates is None:
                return None
            if predicates:
                conditions[Column(prologue, tuple(sorted(predicates)))] = None
            start = end
    return tuple(conditions)


class Unordered(NamedTuple):
    """A query without the ORDER BY that orders its rows.

    Attributes:
        sparql: the query.
        conditions: what its rows are to be ordered by.
        added: how many columns it gives at the end of each row, for that alone.
    """

    sparql: str
    conditions: tuple[Condition, ...]
    added: int


def unordered(sparql: str) -> Unordered | None:
    """Return a SELECT query without the ORDER BY that orders its rows, for the caller to do it.

    None where there is no such ORDER BY, where LIMIT or OFFSET depends on it, or where rows do not hold what it needs; and
    for a text of more than 20,000 characters.
    """
    if len(sparql) > _LONGEST or not _MAY_ORDER.search(sparql) or "\\u" in sparql.lower():
        return None
    return _unordered(sparql)


@lru_cache(maxsize=256)
def _unordered(sparql: str) -> Unordered | None:
    """What `unordered` returns; kept, as to cut a query into tokens takes longer than to answer many a query."""
    found = list(tokens(sparql))
    head, order = _head(found), _outer(found)
    if head is None or order is None:
        return None
    conditions: list[Condition] = []
    first, place = order
    while (end := _condition(found, place)) is not None:
        match = _SELF.fullmatch(_written(found[place:end]))
        if match is None:
            return None
        descending = (match["direction"] or "").upper() == "DESC"
        conditions.append(Condition(match["variable"], descending, _OF[(match["function"] or "").upper()]))
        place = end
    added = (
        []
        if "*" in head.columns
        else [one.variable for one in conditions if one.variable not in head.columns]
    )
    if not conditions or _next(found, place) is not None or (added and head.is_distinct):
        return None
    columns = "".join(f" ?{name} " for name in dict.fromkeys(added))
    text = _text(found[: head.end]) + columns + _text(found[head.end : first])
    return Unordered(text, tuple(conditions), len(set(added)))


class _Head(NamedTuple):
    """What a SELECT gives: the variables, `*` for all; whether each row once; and the place behind."""

    columns: set[str]
    is_distinct: bool
    end: int


def _head(found: list[Token]) -> _Head | None:
    """The outermost SELECT; None for any other form of query."""
    start = next((at for at, token in enumerate(found) if _is_form(token)), None)
    if start is None or found[start].text.upper() != "SELECT":
        return None
    columns: set[str] = set()
    is_distinct = False
    depth, before = 0, ""
    for end in range(start + 1, len(found)):
        kind, text = found[end]
        word = text.upper()
        if depth == 0 and (text == "{" or (kind == "word" and word in ("WHERE", "FROM"))):
            return _Head(columns, is_distinct, end)
        if kind == "variable" and (depth == 0 or (depth == 1 and before == "AS")):
            columns.add(text[1:])
        elif kind == "mark":
            depth += (text == "(") - (text == ")")
            if text == "*" and depth == 0:
                columns.add("*")
        is_distinct |= kind == "word" and word in ("DISTINCT", "REDUCED") and depth == 0
        if kind != "skip":
            before = word
    return None


def _is_form(token: Token) -> bool:
    return token.kind == "word" and token.text.upper() in _FORMS


def _outer(found: list[Token]) -> tuple[int, int] | None:
    """The places of the ORDER BY that stands in no brackets, and behind it."""
    depth = 0
    for place, (kind, text) in enumerate(found):
        if kind == "mark":
            depth += (text in "({") - (text in ")}")
        elif depth == 0 and (start := _after_order_by(found, place)) is not None:
            return place, start
    return None


def _after_order_by(found: list[Token], place: int) -> int | None:
    """Return the place behind ORDER BY, if that is what stands at `place`."""
    if found[place].kind != "word" or found[place].text.upper() != "ORDER":
        return None
    following = _next(found, place + 1)
    if following is None or found[following].text.upper() != "BY":
        return None
    return following + 1


def _condition(found: list[Token], place: int) -> int | None:
    """Return the place behind the condition that begins at `place`, blanks before it included: a variable, or a call or bracket."""
    start = _next(found, place)
    if start is None:
        return None
    if found[start].kind == "variable":
        return start + 1
    bracket = start if found[start].text == "(" else _next(found, start + 1)
    if (
        bracket is None
        or found[bracket].text != "("
        or found[start].kind not in ("word", "name", "iri", "mark")
    ):
        return None
    depth = 0
    for end in range(bracket, len(found)):
        if found[end].kind == "mark":
            depth += (found[end].text == "(") - (found[end].text == ")")
        if depth == 0:
            return end + 1
    return None


def _keyed(found: list[Token], place: int, end: int) -> str:
    """The condition between two places, each key in its direction."""
    start = next(at for at in range(place, end) if not is_blank(found[at]))
    direction = found[start].text.upper()
    inner = start + 1
    if direction not in _DIRECTIONS:
        direction, inner = "ASC", start
    if _objects(found, place, end) == frozenset():
        return _text(found[place:end])
    expression = _text(found[inner:end])
    return f"{_text(found[place:start])}{direction}({_KEY.format(expression)}) {direction}({expression})"


def _objects(found: list[Token], place: int, end: int) -> frozenset[str] | None:
    """The predicates whose objects the condition between two places orders by; see `objects_of`. A text needs none."""
    match = _SELF.fullmatch(_written(found[place:end]))
    if match is None:
        return None
    return frozenset() if match["function"] else objects_of(found, match["variable"])


def _text(found: list[Token]) -> str:
    return "".join(token.text for token in found)


def _written(found: list[Token]) -> str:
    """The tokens without blanks and comments."""
    return _text([token for token in found if not is_blank(token)])


def _next(found: list[Token], place: int) -> int | None:
    """Return the first place from `place` on that is no blank or comment."""
    return next((at for at in range(place, len(found)) if not is_blank(found[at])), None)
