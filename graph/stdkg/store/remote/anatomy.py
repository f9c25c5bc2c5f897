"""The parts of a query, as far as they must be told apart to send it to an engine.

Example:
    >>> parts = Anatomy("PREFIX a: <http://a/> SELECT ?x FROM <http://g> { ?x a:p 1 } LIMIT 2")
    >>> parts.form, parts.prologue, parts.dataset, parts.body, parts.rest
    ('SELECT', 'PREFIX a: <http://a/> ', 'FROM <http://g> ', '{ ?x a:p 1 }', ' LIMIT 2')
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Final

from stdkg.store.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stdkg.store.tokens import Token

__all__ = ["Anatomy", "closing", "following"]

_FORMS: Final = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_PAIRS: Final = {"{": "}", "(": ")"}


def following(parts: list[Token], at: int) -> int:
    """Return the place of the next token that means something; the length where there is none."""
    return next((i for i in range(at + 1, len(parts)) if parts[i].kind != "skip"), len(parts))


def closing(parts: list[Token], opening: int) -> int:
    """Return the place of the bracket that closes the one at `opening`; the last place where none does."""
    begin = parts[opening].text
    end, depth = _PAIRS[begin], 0
    for i in range(opening, len(parts)):
        if parts[i].kind == "mark":
            depth += (parts[i].text == begin) - (parts[i].text == end)
            if depth == 0:
                return i
    return len(parts) - 1


class Anatomy:
    """A query that parses, cut into its parts; joined in their order they are the query again.

    Attributes:
        tokens: all of it.
        form: SELECT, ASK, CONSTRUCT or DESCRIBE.
        prologue: BASE and PREFIX.
        head: the form, and what it names: variables, a template, resources.
        template: what stands in the brackets of a CONSTRUCT, brackets included; empty where it has none of its own.
        dataset: the clauses FROM and FROM NAMED.
        body: the group of the WHERE clause, brackets included; empty where a DESCRIBE has none.
        rest: grouping, order, limits and VALUES.
    """

    def __init__(self, sparql: str) -> None:
        self.tokens = list(tokens(sparql))
        at = next(i for i in count() if self._word(i) in _FORMS)
        self.form = self._word(at)
        self.template, after = "", at + 1
        opening = following(self.tokens, at)
        if self.form == "CONSTRUCT" and self._mark(opening) == "{":
            after = closing(self.tokens, opening) + 1
            self.template = self.text(opening, after)
        body = next((i for i in self._outermost(after) if self._mark(i) == "{"), None)
        where = self._before_body(after, body)
        begin = next((i for i in self._outermost(after) if self._word(i) == "FROM" and i < where), where)
        end = closing(self.tokens, body) + 1 if body is not None else self._after_dataset(begin, where)
        self.prologue = self.text(0, at)
        self.head = self.text(at, begin)
        self.dataset = self.text(begin, where if body is not None else end)
        self.body = self.text(body, end) if body is not None else ""
        self.rest = self.text(end, len(self.tokens))

    def _before_body(self, after: int, body: int | None) -> int:
        """Where the dataset ends: at WHERE, at the group, or at the end."""
        if body is None:
            return len(self.tokens)
        return next((i for i in range(after, body) if self._word(i) == "WHERE"), body)

    def _after_dataset(self, begin: int, end: int) -> int:
        """Where the FROM clauses of a DESCRIBE without a group end."""
        words = ("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")
        return next((i for i in range(begin, end) if self._word(i) in words), end)

    def _word(self, at: int) -> str:
        token = self.tokens[at]
        return token.text.upper() if token.kind == "word" else ""

    def _mark(self, at: int) -> str:
        return self.tokens[at].text if at < len(self.tokens) and self.tokens[at].kind == "mark" else ""

    def _outermost(self, begin: int) -> Iterator[int]:
        """The places outside round brackets, from `begin` on."""
        i = begin
        while i < len(self.tokens):
            if self._mark(i) == "(":
                i = closing(self.tokens, i)
            else:
                yield i
            i += 1

    def text(self, begin: int, end: int) -> str:
        """Return the text of the tokens in a range."""
        return "".join(token.text for token in self.tokens[begin:end])

    @property
    def variables(self) -> list[str]:
        """The variables of the whole query, without their mark, each once, in the order of their first use."""
        return list(dict.fromkeys(token.text[1:] for token in self.tokens if token.kind == "variable"))

    def selecting(self, what: str, body: str = "") -> str:
        """Return the query with SELECT `what` in the place of its form."""
        return f"{self.prologue}SELECT {what} {self.dataset}WHERE {body or self.body}{self.rest}"
