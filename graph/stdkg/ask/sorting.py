r"""Rows in the order of their query's conditions, sorted here and not by the engine.

The order is that of SPARQL, made total where SPARQL leaves it open, and the same with every engine (oxigraph's own sort has none
where a column mixes kinds; see `stdkg.store.ordering`): unbound, blank nodes, IRIs, texts and all literals that have no order but
their text, moments without and with a time zone, times, dates and durations by their text, numbers, NaN.

Example:
    >>> from stdkg.store.ordering import Condition
    >>> rows = [(Literal(10),), (Literal("9"),), (None,), (Literal(9.5),)]
    >>> [str(row[0]) for row in in_order(rows, ["n"], [Condition("n", descending=True)])]
    ['"10"^^<http://www.w3.org/2001/XMLSchema#integer>', '"9.5"^^<http://www.w3.org/2001/XMLSchema#double>', '"9"', 'None']
"""

from __future__ import annotations

import re
import struct
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias, cast

from pyoxigraph import BlankNode, Literal, NamedNode

from stdkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from stdkg.model import Term
    from stdkg.store.ordering import Condition

__all__ = ["in_order"]

Row: TypeAlias = tuple["Term | None", ...]
Key: TypeAlias = tuple[object, ...]

_XSD = PREFIXES["xsd"]
_UNBOUND, _BLANK, _IRI, _TEXT, _TRIPLE, _DATED, _NUMBER = range(7)
_NUMBERS = frozenset(
    _XSD + name
    for name in (
        *("integer", "decimal", "double", "float", "long", "int", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)
_FLOAT, _MOST_FLOAT = _XSD + "float", 3.4e38
_EXACT = 8
"""Whole numbers of fewer digits are the same in every datatype, single floats among them."""
_DATES = frozenset(
    _XSD + name
    for name in (
        *("date", "time", "gYear", "gYearMonth", "gMonthDay", "gMonth", "gDay"),
        *("duration", "yearMonthDuration", "dayTimeDuration"),
    )
)
_MOMENTS = frozenset((_XSD + "dateTime", _XSD + "dateTimeStamp"))
_NUMBER_TEXT = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN", re.ASCII)
_MOMENT_TEXT = re.compile(
    r"(-?[0-9]{4,})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2}(?:\.[0-9]+)?)(?:(Z)|([+-])([0-9]{2}):([0-9]{2}))?"
)


def in_order(rows: Iterable[Row], columns: Sequence[str], conditions: Sequence[Condition]) -> list[Row]:
    """Return the rows in the order of the conditions; rows that are equal in all of them stay as they come.

    A condition on a variable that is no column has no effect. Later ones are looked at only where all before are equal.
    """
    places = [
        (columns.index(condition.variable), condition)
        for condition in conditions
        if condition.variable in columns
    ]
    return _sorted(list(rows), places)


def _sorted(rows: list[Row], conditions: list[tuple[int, Condition]]) -> list[Row]:
    if len(rows) < 2 or not conditions:  # noqa: PLR2004  one row is in order
        return rows
    (place, condition), *rest = conditions
    key = _KEYS[condition.of]
    keyed = [(key(row[place]), row) for row in rows]
    keyed.sort(key=itemgetter(0), reverse=condition.descending)
    if not rest:
        return [row for _, row in keyed]
    result: list[Row] = []
    for _, group in groupby(keyed, key=itemgetter(0)):
        equal = [row for _, row in group]
        result += equal if len(equal) == 1 else _sorted(equal, rest)
    return result


def _value(node: Term | None) -> Key:
    """What a term is compared by: its kind, then what is compared within the kind."""
    kind = type(node)
    if kind is NamedNode:
        return (_IRI, cast("NamedNode", node).value)
    if kind is Literal:
        return _literal(cast("Literal", node))
    if node is None:
        return (_UNBOUND,)
    return (_BLANK if kind is BlankNode else _TRIPLE, str(node))


def _literal(node: Literal) -> Key:
    datatype, text = node.datatype.value, node.value
    if datatype in _NUMBERS and (number := _number(text, datatype)):
        return (_NUMBER, *number)
    if datatype in _MOMENTS and (match := _MOMENT_TEXT.fullmatch(text)):
        return (_DATED, *_moment(match))
    if datatype in _DATES:
        return (_DATED, 2, text)
    return (_TEXT, text, datatype, node.language or "")


def _number(text: str, datatype: str) -> Key | None:
    """Whether it is NaN; what it is as a double; then as it is written. None where the text is no number."""
    if len(text) < _EXACT and text.isdecimal() and text.isascii():
        whole = int(text)
        return 0, whole, whole
    if not _NUMBER_TEXT.fullmatch(text):
        return None
    if text == "NaN":
        return (1,)
    double = float(text)
    if datatype == _FLOAT and abs(double) < _MOST_FLOAT:
        double = struct.unpack("f", struct.pack("f", double))[0]
    return 0, double, Decimal(repr(double) if "e" in text or "E" in text else text)


def _moment(match: re.Match[str]) -> tuple[int, Decimal]:
    """Whether there is a time zone, and the seconds since the beginning of the year 0 (of the calendar without gaps)."""
    year, month, day, hour, minute = (int(match[at]) for at in range(1, 6))
    year -= month < 3  # noqa: PLR2004  years begin in March here, so that the leap day is their last
    days = 365 * year + year // 4 - year // 100 + year // 400 + (153 * ((month - 3) % 12) + 2) // 5 + day
    minutes = (days * 24 + hour) * 60 + minute
    if match[8]:
        offset = int(match[9]) * 60 + int(match[10])
        minutes += -offset if match[8] == "+" else offset
    return int(bool(match[7] or match[8])), minutes * 60 + Decimal(match[6])


def _as_text(node: Term | None) -> Key:
    """What STR gives of a term; nothing of a blank node or what is unbound."""
    return (node.value,) if isinstance(node, NamedNode | Literal) else ()


def _is_unbound(node: Term | None) -> Key:
    return (node is None,)


_KEYS: dict[str, Callable[[Term | None], Key]] = {"value": _value, "text": _as_text, "unbound": _is_unbound}
