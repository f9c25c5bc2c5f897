r"""Parameters of a query: variables that are given a term before the engine sees the query.

The term takes the variable's place token by token, written by the RDF library, so no text of a caller is ever read as
SPARQL. It works in every scope, in subqueries too, and with every engine.

Example:
    >>> from pyoxigraph import Literal
    >>> bind("SELECT ?year ?n { ?x ?n ?year } ORDER BY ?year", {"year": Literal('20"22')})
    'SELECT ("20\\"22" AS ?year) ?n { ?x ?n "20\\"22" } ORDER BY ("20\\"22")'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from stdkg.errors import QueryError
from stdkg.store.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stdkg.model import Term

__all__ = ["bind"]

_CLAUSES = {
    "SELECT",
    "WHERE",
    "BY",
    "HAVING",
    "VALUES",
    "FROM",
    "LIMIT",
    "OFFSET",
    "CONSTRUCT",
    "ASK",
    "DESCRIBE",
}
_IN_BRACKETS = {"SELECT": "({} AS {})", "BY": "({})", "HAVING": "({})"}


def bind(sparql: str, parameters: Mapping[str, Term]) -> str:
    """Return the query with each parameter's variable replaced by its term.

    Raises:
        QueryError: a parameter that the query does not have, that the query sets itself, or that is no IRI or literal.
    """
    if not parameters:
        return sparql
    texts = {name: _text(name, value) for name, value in parameters.items()}
    pieces: list[str] = []
    met: set[str] = set()
    place = _Place()
    for kind, text in tokens(sparql):
        if kind == "variable" and (name := text[1:]) in texts:
            met.add(name)
            pieces.append(place.write(texts[name], text))
        else:
            pieces.append(text)
        if kind != "skip":
            place.move(text)
    if missing := set(texts) - met:
        raise QueryError(f"the query has no variable ?{min(missing)}; leave the parameter out")
    return "".join(pieces)


class _Place:
    """Where in a query we are, as far as it matters for how a term is written there."""

    def __init__(self) -> None:
        self._clause = ""
        self._brackets = 0
        self._before = ""

    def move(self, text: str) -> None:
        """Step over a token."""
        word = text.upper()
        if word in _CLAUSES:
            self._clause = word
        elif text in ("(", ")"):
            self._brackets += 1 if text == "(" else -1
        elif text == "}" or (text == "{" and self._clause != "VALUES"):
            self._clause = "WHERE"
        self._before = word

    def write(self, text: str, variable: str) -> str:
        """Return the term as it must be written here."""
        if self._before == "AS" or self._clause == "VALUES":
            raise QueryError(f"{variable} is a parameter and the query sets it itself; rename one of the two")
        if self._clause in _IN_BRACKETS and self._brackets == 0:
            return _IN_BRACKETS[self._clause].format(text, variable)
        return text


def _text(name: str, value: Term) -> str:
    if not isinstance(value, NamedNode | Literal):
        raise QueryError(f"parameter {name} is no IRI and no literal; a blank node cannot be named")
    return str(value)
