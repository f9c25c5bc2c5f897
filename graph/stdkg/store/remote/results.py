"""Results of an engine, read while they come, as the types that the embedded engine gives.

The engine's rows are brought into the order of variables and the spelling of terms that the embedded engine has, and handed on
as tab-separated lines to the same parser; so what a caller holds is a `pyoxigraph.QuerySolutions`, and only a row at a time
is kept.

Example:
    >>> from io import BytesIO
    >>> answer = BytesIO(b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}]}}')
    >>> list(solutions(rows(answer, "http://host/"), ["x"]))
    [<QuerySolution x=<Literal value=1 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#string>>>]
"""

from __future__ import annotations

import re
from itertools import chain
from typing import IO, TYPE_CHECKING, Final, Protocol, cast

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, parse_query_results

from stdkg.errors import AccessError
from stdkg.store.remote.blank import local

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolution

__all__ = [
    "JSON",
    "XML",
    "Lines",
    "Readable",
    "Rows",
    "boolean",
    "number_of",
    "rows",
    "rows_of",
    "solutions",
    "truth",
]

JSON: Final = "application/sparql-results+json"
XML: Final = "application/sparql-results+xml"
_EDGES: Final = re.compile(rb"(?<=>)[ \t\r\n]++(?=[^<]*</literal>)|(?<![ \t\r\n])[ \t\r\n]++(?=</literal>)")
_ROW_END: Final = b"</result>"


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


def rows(body: Readable, where: str, media: str = JSON, node_scheme: str = "") -> Rows | bool:
    """Return the rows of an answer, or the truth value that it is.

    Args:
        body: the answer.
        where: the engine's address, for messages.
        media: the answer's media type.
        node_scheme: what stands before the labels of blank nodes, as in `Dialect.node_scheme`.

    Raises:
        AccessError: here or while the rows are read: the answer is malformed or ends too soon.
    """
    in_xml = "xml" in media
    source = _Repaired(body, node_scheme) if in_xml else body
    try:
        answer = parse_query_results(
            cast("IO[bytes]", source), QueryResultsFormat.XML if in_xml else QueryResultsFormat.JSON
        )
    except (SyntaxError, ValueError) as error:
        raise _malformed(where, error) from error
    return bool(answer) if isinstance(answer, QueryBoolean) else rows_of(answer, where)


def rows_of(answer: QuerySolutions, where: str = "") -> Rows:
    """Return the rows of an answer that is parsed."""
    return Rows([variable.value for variable in answer.variables], _texts(answer, where))


def _texts(answer: QuerySolutions, where: str) -> Iterator[list[str]]:
    width = len(answer.variables)
    for row in _unbroken(answer, where):
        yield ["" if (term := row[i]) is None else local(str(term)) for i in range(width)]


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
    """Return the answer of an ASK; some engines give a row with a number where the pattern is empty."""
    if isinstance(found, bool):
        return found
    return any(cell and not cell.startswith('"0"') for row in found for cell in row)


def number_of(cell: str) -> int:
    """Return the number that a cell says.

    Example:
        >>> number_of('"12"^^<http://www.w3.org/2001/XMLSchema#integer>')
        12
    """
    return int(cell.split('"')[1])


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


class _Repaired:
    """An answer in XML that loses nothing in the parser: it drops blanks at the ends of a literal, and refuses labels with a scheme."""

    def __init__(self, body: Readable, node_scheme: str) -> None:
        self._body = body
        self._old = b"<bnode>" + node_scheme.encode()
        self._kept = b""
        self._ready = b""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; none at the end."""
        while not self._ready:
            chunk = self._body.read(65_536)
            text = self._kept + chunk
            end = (
                text.rfind(_ROW_END) + len(_ROW_END)
                if chunk and _ROW_END in text
                else 0
                if chunk
                else len(text)
            )
            self._ready = _EDGES.sub(_referred, text[:end]).replace(self._old, b"<bnode>")
            self._kept = text[end:]
            if not chunk:
                break
        if size < 0:
            size = len(self._ready)
        taken, self._ready = self._ready[:size], self._ready[size:]
        return taken


def _referred(blanks: re.Match[bytes]) -> bytes:
    return b"".join(b"&#%d;" % code for code in blanks[0])
