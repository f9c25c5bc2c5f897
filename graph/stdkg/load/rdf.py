r"""RDF files to statements: Turtle, TriG, N-Triples, N-Quads, N3, RDF/XML and JSON-LD, read as a stream.

Example:
    >>> import tempfile
    >>> from pathlib import Path
    >>> path = Path(tempfile.mkdtemp()) / "a.ttl"
    >>> _ = path.write_text("<http://a> <http://b> 1 .\n<http://a> <http://b> .\n")
    >>> list(read_rdf(path))
    Traceback (most recent call last):
    ...
    stdkg.errors.DataError: ...a.ttl:2:23: error: ...
"""

from __future__ import annotations

import re
from textwrap import shorten
from typing import TYPE_CHECKING, BinaryIO, cast
from xml.parsers.expat import ErrorString, ExpatError

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from stdkg.errors import DataError, UsageError
from stdkg.load.sources import Source, broken, is_rdf
from stdkg.load.syntaxes import SUFFIXES, Watched
from stdkg.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pyoxigraph import NamedNode

__all__ = ["has_graphs", "read_rdf"]

_DEFAULT = DefaultGraph()
_TOO_LONG = (
    "a line, literal or name of more than 16 MiB",
    "look for a missing quote, bracket or newline before it",
)
_REMOTE = "LoadDocumentCallback"
_NOT_FETCHED = (
    "a context or document that lies elsewhere, which is never fetched",
    "write the context itself in the place of its address",
)
_WITH_GRAPHS = {RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD, RdfFormat.N3}
_PLACE = re.compile(
    r"^(?:Parser )?error (?:at line|from line|at) (\d+)(?: column |:)?(\d+)?[^:]*: ?(.*)",
    re.DOTALL | re.IGNORECASE,
)


def has_graphs(source: Source) -> bool:
    """Whether the syntax of a source can put triples into named graphs.

    Example:
        >>> from pathlib import Path
        >>> has_graphs(Source.at(Path("a.trig"))), has_graphs(Source.at(Path("a.ttl")))
        (True, False)
    """
    return SUFFIXES[source.suffix] in _WITH_GRAPHS


def read_rdf(
    path: Path | Source,
    graph: NamedNode | None = None,
    *,
    rename: bool = False,
    tell: Callable[[int], None] | None = None,
) -> Iterator[Quad]:
    """Yield the statements of a file; triples that lie in no graph go to `graph`, else to the default graph.

    Args:
        path: the file.
        graph: the graph for triples that bring none.
        rename: give the blank nodes names that no other file has.
        tell: called with the number of bytes that were read, as they are read.

    Raises:
        DataError: the file breaks its syntax; the message has line and column.
        UsageError: the ending is none of SUFFIXES.
        AccessError: the file cannot be read.
    """
    source = path if isinstance(path, Source) else Source.at(path)
    if not is_rdf(source):
        raise UsageError(
            f"{source.name}: {source.suffix or 'no ending'} is no RDF syntax; name it {', '.join(SUFFIXES)}"
        )
    try:
        with source.open(tell) as stream:
            text = Watched(stream, SUFFIXES[source.suffix])
            try:
                yield from _parsed(text, source, graph, rename=rename)
            except (SyntaxError, ValueError, ExpatError) as error:
                raise DataError.of([_finding(source, error, text.line)]) from error
            except MemoryError as error:  # the parser's buffer is full
                raise DataError.of([Finding("error", source.name, *_TOO_LONG, rule="syntax")]) from error
    except OSError as error:
        raise broken(source, error) from error


def _parsed(text: Watched, source: Source, graph: NamedNode | None, *, rename: bool) -> Iterator[Quad]:
    quads = pyoxigraph.parse(
        cast("BinaryIO", text), SUFFIXES[source.suffix], base_iri=source.base, rename_blank_nodes=rename
    )
    return quads if graph is None else (_within(graph, quad) for quad in quads)


def _within(graph: NamedNode, quad: Quad) -> Quad:
    in_default = quad.graph_name == _DEFAULT
    return Quad(quad.subject, quad.predicate, quad.object, graph) if in_default else quad


def _finding(source: Source, error: Exception, last_line: int) -> Finding:
    line, column, text = _place(error)
    message, repair = shorten(text, 200, placeholder=" ..."), "mend the syntax there, or before it"
    if _REMOTE in text:
        message, repair = _NOT_FETCHED
    return Finding("error", source.name, message, repair, line or last_line or None, column, "syntax")


def _place(error: Exception) -> tuple[int | None, int | None, str]:
    if isinstance(error, ExpatError):
        return error.lineno, error.offset + 1, ErrorString(error.code)
    text = str(error.msg if isinstance(error, SyntaxError) else error)
    if isinstance(error, SyntaxError) and error.lineno:
        return error.lineno, error.offset, text
    if match := _PLACE.match(text):
        return int(match[1]), int(match[2]) if match[2] else None, match[3]
    return None, None, text
