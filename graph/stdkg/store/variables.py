"""What a variable of a query can stand for, as far as the query's tokens tell.

Example:
    >>> from stdkg.store.tokens import tokens
    >>> found = list(tokens("SELECT ?s ?n { ?s a ex:Body ; ex:size ?n FILTER(?n > 9) } ORDER BY ?n"))
    >>> objects_of(found, "s"), objects_of(found, "n")
    (frozenset(), frozenset({'ex:size'}))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stdkg.store.tokens import Token

__all__ = ["is_blank", "objects_of"]

_NAMING: Final = ("SELECT", "BY")
_USING: Final = ("FILTER", "BIND", "HAVING")
_PATTERN: Final = ("{", "}", "WHERE", "FROM", "HAVING", "VALUES")
_START: Final = ("{", "}", ".")
_END_OF_PATH: Final = (*_START, ";")
_NAMES: Final = ("iri", "name")


def objects_of(found: Iterable[Token], variable: str) -> frozenset[str] | None:
    """Return the predicates whose objects a variable can stand for, as they are written in the query.

    Guarantee: wherever the query binds the variable, it is to the object of a triple of the store with one of these
    predicates, or to the subject of a triple; where none is returned, to a resource.

    Returns:
        None where the tokens do not tell: the variable is made by AS or VALUES, stands for a predicate or a graph, in a list,
        before a path that may be of no length, which any value is an end of, or behind a path with a choice or a repetition at
        its end; or values may come from elsewhere, or be quoted triples.
    """
    predicates: set[str] = set()
    reading = _Reading()
    begun = False  # triples that have the variable as their subject
    for token in found:
        if is_blank(token):
            continue
        word = token.text.upper()
        if (token.kind == "word" and word == "SERVICE") or token.text == reading.last == "<":
            return None
        begun = begun and token.text not in _START
        if begun and reading.may_be_empty(token):
            return None
        if token.kind == "variable" and token.text[1:] == variable and not reading.is_use():
            if reading.is_object():
                predicates.add(reading.last)
            elif not reading.is_subject():
                return None
            else:
                begun = begun or reading.last in _START
        reading.take(token)
    return frozenset(predicates)


class _Reading:
    """Where in a query a token stands."""

    def __init__(self) -> None:
        self.last = self._before = ""
        self._kinds = ("mark", "mark")
        self._names_only = self._in_expression = self._has_choice = False
        self._depth = 0

    def take(self, token: Token) -> None:
        """Step behind a token."""
        word = token.text.upper()
        if token.kind == "word" and word in _USING:
            self._in_expression, self._depth = True, 0
        elif token.text in ("{", "}"):
            self._in_expression = False
        elif self._in_expression and token.kind == "mark":
            self._depth += (token.text == "(") - (token.text == ")")
            self._in_expression = self._depth > 0 or token.text != ")"
        if token.text == "|" and not self._in_expression:
            self._has_choice = True
        elif token.kind == "variable" or token.text in _END_OF_PATH:
            self._has_choice = False
        if token.kind == "word" and word in _NAMING:
            self._names_only = True
        elif word in _PATTERN:
            self._names_only = False
        self._before, self.last = self.last, token.text
        self._kinds = (self._kinds[1], token.kind)

    def may_be_empty(self, token: Token) -> bool:
        """Whether a mark makes the path that was read last one that may be of no length."""
        ends_path = self._kinds[1] in _NAMES or self.last in ("a", ")")
        return token.text in ("*", "?") and ends_path and not (self._names_only or self._in_expression)

    def is_use(self) -> bool:
        """Whether a variable here is only named or computed with."""
        return (self._names_only or (self._in_expression and self._depth > 0)) and self.last.upper() != "AS"

    def is_subject(self) -> bool:
        """Whether a variable here is a subject: at the beginning of triples, or behind a path that goes back."""
        return self.last in _START or (
            self._kinds[1] in _NAMES and self._before == "^" and not self._has_choice
        )

    def is_object(self) -> bool:
        """Whether a variable here is the object of the predicate that was read last."""
        if self._has_choice or (self._kinds[1] not in _NAMES and self.last != "a"):
            return False
        return self._kinds[0] in ("variable", *_NAMES) or self._before in (";", "[", "]", "/")


def is_blank(token: Token) -> bool:
    """Whether a token is a blank or a comment."""
    return token.kind == "skip" and token.text[0] not in "\"'@"
