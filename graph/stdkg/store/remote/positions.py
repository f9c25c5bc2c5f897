"""Where the variables of a query stand: for resources, or for objects, which may be values of any kind.

Only what `stdkg.store.remote.trust` lets pass by its words and marks is read: no paths of any length, no brackets of blank nodes.

Example:
    >>> from stdkg.store.tokens import tokens
    >>> found = positions(list(tokens("SELECT * { GRAPH ?g { ?s a ?c ; rdfs:label ?l } ?t rdfs:label ?l }")))
    >>> sorted(found.resources), found.joined
    (['c', 'g', 's', 't'], {'l'})
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from stdkg.store.remote.anatomy import closing

if TYPE_CHECKING:
    from stdkg.store.tokens import Token

__all__ = ["Positions", "is_literal", "positions"]

_TYPES: Final = {"a", "rdf:type", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"}
_ON: Final = {"/", "|"}
_OPEN: Final = {"^", "!", "("}
_NEXT: Final = {";": 1, ",": 2}


class Positions(NamedTuple):
    """What variables stand for, without their mark.

    Attributes:
        resources: those that are a subject, a graph, a predicate or a class, and no other object.
        joined: those that are the object of two triples.
    """

    resources: set[str]
    joined: set[str]


def is_literal(token: Token) -> bool:
    """Whether a token is a text in quotes."""
    return token.kind == "skip" and token.text[0] in "\"'"


def positions(found: list[Token]) -> Positions:
    """Return where the variables of a query's patterns stand."""
    parts = [token for token in found if token.kind != "skip" or is_literal(token)]
    reader = _Reader(parts)
    reader.read()
    objects = {name: triples for name, triples in reader.objects.items() if triples}
    joined = {name for name, triples in objects.items() if len(triples) > 1}
    return Positions(reader.resources - set(objects), joined)


class _Reader:
    """Reads patterns triple by triple; `at` is 0 before a subject, 1 before a predicate, 2 before an object."""

    def __init__(self, parts: list[Token]) -> None:
        self._parts = parts
        self.resources: set[str] = set()
        self.objects: dict[str, set[tuple[str, str, str]]] = {}
        self._triple = ["", ""]

    def read(self) -> None:
        place = next((i for i, token in enumerate(self._parts) if token.text == "{"), len(self._parts))
        at = 0
        while place < len(self._parts):
            token = self._parts[place]
            word = token.text.upper() if token.kind == "word" else ""
            if at == 1 and token.text not in (".", "{", "}", ";"):
                place, at = self._path(place), 2
            elif word in ("VALUES", "GROUP") or (word == "FILTER" and self._text(place + 1) == "("):
                place, at = self._behind(place), 0
            elif word == "GRAPH":
                self._resource(self._parts[place + 1])
                place, at = place + 2, 0
            elif token.kind == "mark" or word:
                place, at = place + 1, _NEXT.get(token.text, 0)
            else:
                at = self._term(token, at)
                place += 1

    def _text(self, place: int) -> str:
        return self._parts[place].text if place < len(self._parts) else ""

    def _behind(self, place: int) -> int:
        """The place behind what begins with VALUES or FILTER; the end for GROUP, after which no pattern comes."""
        opening = "(" if self._parts[place].text.upper() == "FILTER" else "{"
        for i in range(place, len(self._parts)):
            if self._parts[i].text == opening and self._parts[i].kind == "mark":
                return closing(self._parts, i) + 1
        return len(self._parts)

    def _path(self, place: int) -> int:
        """Read a predicate or path; return the place behind it."""
        begin, depth, waits = place, 0, True
        while place < len(self._parts) and (waits or depth or self._text(place) in _ON):
            text = self._text(place)
            depth += (text == "(") - (text == ")")
            waits = text in _OPEN or text in _ON
            place += 1
        if place == begin + 1:
            self._resource(self._parts[begin])
        self._triple[1] = "".join(token.text for token in self._parts[begin:place])
        return place

    def _term(self, token: Token, at: int) -> int:
        """Read a subject or an object; return what comes next."""
        if at == 0:
            self._triple[0] = token.text
            self._resource(token)
            return 1
        if token.kind == "variable" and self._triple[1] not in _TYPES:
            self.objects.setdefault(token.text[1:], set()).add((*self._triple, token.text))  # type: ignore[arg-type]
        else:
            self._resource(token)
        if "^" in self._triple[1] and self._triple[0][0] in "?$":  # which makes objects of subjects
            self.objects.setdefault(self._triple[0][1:], set()).add((*self._triple, token.text))  # type: ignore[arg-type]
        return 2

    def _resource(self, token: Token) -> None:
        if token.kind == "variable":
            self.resources.add(token.text[1:])
