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

from pyoxigraph import Literal, QueryBoolean, QueryResultsFormat, QuerySolutions, parse_query_results

from stdkg.errors import AccessError
from stdkg.store.remote.blank import local
from stdkg.store.remote.pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolution

__all__ = [
    "JSON",
    "XML",
    "Readable",
    "Rows",
    "as_file",
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
_NUMBER: Final = re.compile(r'"([0-9]{1,18})"(?:\^\^<[^>]*>)?$')
_ROW_END: Final = b"</result>"
_DOUBLE: Final = "^^<http://www.w3.org/2001/XMLSchema#double>"
_UNREADABLE: Final = (SyntaxError, ValueError, MemoryError)
_CHUNK: Final = 65_536
_LONGEST_ROW: Final = 15_000_000
"""Bytes; the parsers themselves take no value or line of more than 16 MB."""


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
    source = Pieces(_repaired(body, node_scheme, where)) if in_xml else body
    try:
        answer = parse_query_results(
            cast("IO[bytes]", source), QueryResultsFormat.XML if in_xml else QueryResultsFormat.JSON
        )
    except _UNREADABLE as error:
        raise _unread(where, error) from error
    return bool(answer) if isinstance(answer, QueryBoolean) else rows_of(answer, where)


def rows_of(answer: QuerySolutions, where: str = "") -> Rows:
    """Return the rows of an answer that is parsed."""
    return Rows([variable.value for variable in answer.variables], _texts(answer, where))


def _texts(answer: QuerySolutions, where: str) -> Iterator[list[str]]:
    width = len(answer.variables)
    for row in _unbroken(answer, where):
        yield ["" if (term := row[i]) is None else _spelt(str(term)) for i in range(width)]


def _spelt(term: str) -> str:
    """A term as the embedded engine spells it."""
    if not term.endswith(_DOUBLE):
        return local(term)
    try:
        return str(Literal(float(term.split('"')[1])))
    except ValueError:  # no number, which stays as it is
        return term


def _unbroken(answer: QuerySolutions, where: str) -> Iterator[QuerySolution]:
    try:
        yield from answer
    except _UNREADABLE as error:
        raise _unread(where, error) from error


def _too_long(where: str) -> AccessError:
    return AccessError(
        f"{where}: a row of the answer is too long to be read here; ask for less of it, for example with SUBSTR"
    )


def _unread(where: str, error: Exception) -> AccessError:
    if isinstance(error, MemoryError):
        return _too_long(where)
    said = str(getattr(error, "msg", "") or error).splitlines()[0][:120]
    return AccessError(
        f"{where}: the answer is malformed or ends too soon ({said}); try again, or ask the engine itself"
    )


def truth(found: Rows | bool) -> bool:
    """Return the answer of an ASK; some engines give a row with a number where the pattern is empty."""
    if isinstance(found, bool):
        return found
    return any(cell and not cell.startswith('"0"') for row in found for cell in row)


def number_of(cell: str, where: str) -> int:
    """Return the number that a cell says.

    Raises:
        AccessError: it says none.

    Example:
        >>> number_of('"12"^^<http://www.w3.org/2001/XMLSchema#integer>', "http://host/")
        12
    """
    if not (match := _NUMBER.match(cell)):
        raise AccessError(f"{where}: answers {cell[:40]!r} where a number was asked for; is it an engine?")
    return int(match[1])


def boolean(*, value: bool) -> QueryBoolean:
    """Return a truth value as the embedded engine gives it."""
    text = b'{"head":{},"boolean":%s}' % (b"true" if value else b"false")
    return cast("QueryBoolean", parse_query_results(text, QueryResultsFormat.JSON))


def solutions(found: Rows, variables: list[str]) -> QuerySolutions:
    """Return rows with their variables in the given order."""
    head = "\t".join("?" + name for name in variables)
    lines = chain([head], map("\t".join, found.ordered(variables)))
    return cast("QuerySolutions", parse_query_results(as_file(lines), QueryResultsFormat.TSV))


def as_file(lines: Iterable[str]) -> IO[bytes]:
    """Return lines as a file to read from, written while it is read."""
    return cast("IO[bytes]", Pieces(f"{line}\n".encode() for line in lines))


def _repaired(body: Readable, node_scheme: str, where: str) -> Iterator[bytes]:
    """An answer in XML that loses nothing in the parser: it drops blanks at the ends of a literal, and refuses labels with a scheme."""
    old = b"<bnode>" + node_scheme.encode()
    held: list[bytes] = []
    size, tail = 0, b""
    while chunk := body.read(_CHUNK):
        held.append(chunk)
        size += len(chunk)
        tail += chunk
        if _ROW_END in tail:
            text = b"".join(held)
            end = text.rfind(_ROW_END) + len(_ROW_END)
            yield _EDGES.sub(_referred, text[:end]).replace(old, b"<bnode>")
            held = [text[end:]]
            size = len(held[0])
        elif size > _LONGEST_ROW:
            raise _too_long(where)
        tail = held[-1][-len(_ROW_END) + 1 :]
    yield _EDGES.sub(_referred, b"".join(held)).replace(old, b"<bnode>")


def _referred(blanks: re.Match[bytes]) -> bytes:
    return b"".join(b"&#%d;" % code for code in blanks[0])
