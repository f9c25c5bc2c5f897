r"""ORDER BY over values of several kinds, made safe for the engine.

oxigraph compares two values by their meaning where it can, else by their text: 9 < 10 as numbers, 10 < "1a" < 9 as text. Where a
column mixes kinds this is no order, its sort notices, and the whole process is aborted. So each condition gets a first key: the
kind of the value. SPARQL leaves the order across kinds open; years, months and days stay one line, in the order of their text.

Example:
    >>> ordered("SELECT ?o { ?s ?p ?o } LIMIT 3")
    'SELECT ?o { ?s ?p ?o } LIMIT 3'
    >>> ordered("SELECT ?o { ?s ?p ?o } ORDER BY DESC(?o)").startswith("SELECT ?o { ?s ?p ?o } ORDER BY DESC(IF(isNumeric((?o))")
    True
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from stdkg.store.tokens import tokens, unescape
from stdkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from stdkg.store.tokens import Token

__all__ = ["ordered"]

_MAY_ORDER: Final = re.compile(r"order", re.IGNORECASE)
_DIRECTIONS: Final = ("ASC", "DESC")
_XSD: Final = PREFIXES["xsd"]
_KIND: Final = (
    'IF(isNumeric({0}) && {0} = {0}, "", '
    f'IF(DATATYPE({{0}}) = <{_XSD}dateTime>, IF(TZ({{0}}) = "", "-", "--"), '
    f"IF(DATATYPE({{0}}) IN (<{_XSD}string>, <{PREFIXES['rdf']}langString>), DATATYPE({{0}}), STR({{0}}))))"
)
"""In the order of their keys: IRIs, which have none; strings; numbers, NaN apart; moments without and with a time zone, which do
not compare; and all else by its text, as durations do not all compare, and years, months and days are one line so."""


def ordered(sparql: str) -> str:
    """Return the query with a key for the kind before each condition of each ORDER BY.

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
        pieces += [token.text for token in found[place:start]]
        place = start
        while (end := _condition(found, place)) is not None:
            pieces.append(_with_kind(found[place:end]))
            place = end
    return "".join(pieces)


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


def _with_kind(condition: list[Token]) -> str:
    texts = [token.text for token in condition]
    start = next(place for place, token in enumerate(condition) if not _is_blank(token))
    head = texts[start].upper()
    direction = head if head in _DIRECTIONS else "ASC"
    expression = "".join(texts[start + (head in _DIRECTIONS) :])
    return f"{''.join(texts[:start])}{direction}({_KIND.format(expression)}) {''.join(texts[start:])}"


def _next(found: list[Token], place: int) -> int | None:
    """Return the first place from `place` on that is no blank or comment."""
    return next((at for at in range(place, len(found)) if not _is_blank(found[at])), None)


def _is_blank(token: Token) -> bool:
    return token.kind == "skip" and token.text[0] not in "\"'@"
