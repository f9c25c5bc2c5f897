"""Results of an engine, read while they come, as the types that the embedded engine gives.

The engine's rows are brought into the order of variables and the spelling of terms that the embedded engine has, and handed on
as tab-separated lines to the same parser; so what a caller holds is a `pyoxigraph.QuerySolutions`, and only a row at a time
is kept.

Example:
    >>> from io import BytesIO
    >>> from stdkg.store.remote.dialect import OTHER
    >>> answer = BytesIO(b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}]}}')
    >>> list(solutions(rows(answer, "http://host/", OTHER), ["x"]))
    [<QuerySolution x=<Literal value=1 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#string>>>]
"""

from __future__ import annotations

from itertools import chain
from typing import IO, TYPE_CHECKING, Final, Protocol, cast

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, parse_query_results

from stdkg.errors import AccessError
from stdkg.store.remote.blank import local

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolution

    from stdkg.store.remote.dialect import Dialect

__all__ = ["ACCEPT", "Lines", "Readable", "Rows", "boolean", "rows", "rows_of", "solutions", "truth"]

ACCEPT: Final = "application/sparql-results+json"
_BOOLEAN: Final = "^^<http://www.w3.org/2001/XMLSchema#boolean>"
_DIGITS: Final = {f'"1"{_BOOLEAN}': f'"true"{_BOOLEAN}', f'"0"{_BOOLEAN}': f'"false"{_BOOLEAN}'}


class Readable(Protocol):
    """Anything that bytes are read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, at most `size`; none at the end."""
        ...


class Rows:
    """The rows of an answer as they come: for each variable the term's text, as SPARQL writes it, or nothing.

    Attributes:
        variables: their names, in the engine's order.
    """

    def __init__(self, variables: list[str], found: Iterable[list[str]]) -> None:
        self.variables = variables
        self._found = found

    def __iter__(self) -> Iterator[list[str]]:
        return iter(self._found)

    def ordered(self, variables: list[str]) -> Iterator[list[str]]:
        """Yield the rows with these variables, in this order."""
        if variables == self.variables:
            yield from self._found
            return
        places = [self.variables.index(name) if name in self.variables else None for name in variables]
        for row in self._found:
            yield ["" if place is None else row[place] for place in places]


def rows(body: Readable, where: str, dialect: Dialect) -> Rows | bool:
    """Return the rows of an answer, or the truth value that it is.

    Raises:
        AccessError: here or while the rows are read: the answer is malformed or ends too soon.
    """
    source = _Relabelled(body, dialect.node_scheme) if dialect.node_scheme else body
    try:
        answer = parse_query_results(cast("IO[bytes]", source), QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise _malformed(where, error) from error
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    return Rows(
        [variable.value for variable in answer.variables], _texts(answer, where, digits=dialect.digits)
    )


def rows_of(answer: QuerySolutions) -> Rows:
    """Return the rows of an answer of the embedded engine."""
    return Rows([variable.value for variable in answer.variables], _texts(answer, "", digits=False))


def _texts(answer: QuerySolutions, where: str, *, digits: bool) -> Iterator[list[str]]:
    width = len(answer.variables)
    for row in _unbroken(answer, where):
        cells = ["" if (term := row[i]) is None else local(str(term)) for i in range(width)]
        yield [_DIGITS.get(cell, cell) for cell in cells] if digits else cells


def _unbroken(answer: QuerySolutions, where: str) -> Iterator[QuerySolution]:
    try:
        yield from answer
    except (SyntaxError, ValueError) as error:
        raise _malformed(where, error) from error


def _malformed(where: str, error: Exception) -> AccessError:
    said = str(getattr(error, "msg", "") or error).splitlines()[0][:120]
    return AccessError(
        f"{where}: the answer is malformed or ends too soon ({said}); try again, or ask the engine itself"
    )


def truth(found: Rows | bool) -> bool:
    """Return the answer of an ASK; Virtuoso gives a row with a number where the pattern is empty."""
    if isinstance(found, bool):
        return found
    return any(cell and not cell.startswith('"0"') for row in found for cell in row)


def boolean(*, value: bool) -> QueryBoolean:
    """Return a truth value as the embedded engine gives it."""
    text = b'{"head":{},"boolean":%s}' % (b"true" if value else b"false")
    return cast("QueryBoolean", parse_query_results(text, QueryResultsFormat.JSON))


def solutions(found: Rows, variables: list[str]) -> QuerySolutions:
    """Return rows with their variables in the given order."""
    head = "\t".join("?" + name for name in variables)
    lines = Lines(chain([head], map("\t".join, found.ordered(variables))))
    return cast("QuerySolutions", parse_query_results(cast("IO[bytes]", lines), QueryResultsFormat.TSV))


class Lines:
    """Lines as a file to read from, written while it is read."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; none at the end."""
        if not self._rest and (line := next(self._lines, None)) is not None:
            self._rest = f"{line}\n".encode()
        if size < 0:
            size = len(self._rest)
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken


class _Relabelled:
    """An answer in JSON whose blank nodes have labels that no parser takes: the scheme before them is dropped."""

    def __init__(self, body: Readable, scheme: str) -> None:
        self._body = body
        self._old = b'"type": "bnode", "value": "' + scheme.encode()
        self._new = self._old[: -len(scheme)]
        self._kept = b""
        self._ready = b""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; none at the end."""
        while not self._ready:
            chunk = self._body.read(65_536)
            text = self._kept + chunk
            line_end = len(text) if not chunk else text.rfind(b"\n") + 1
            self._ready = text[:line_end].replace(self._old, self._new)
            self._kept = text[line_end:]
            if not chunk:
                break
        if size < 0:
            size = len(self._ready)
        taken, self._ready = self._ready[:size], self._ready[size:]
        return taken
