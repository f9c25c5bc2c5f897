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
from typing import TYPE_CHECKING, BinaryIO
from xml.parsers.expat import ErrorString, ExpatError, ParserCreate

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from stdkg.errors import AccessError, DataError, UsageError
from stdkg.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import NamedNode

__all__ = ["SUFFIXES", "is_rdf", "read_rdf"]

SUFFIXES = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".n3": RdfFormat.N3,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
}
"""The endings of file names, and the syntax that each stands for."""

_DEFAULT = DefaultGraph()
_PLACE = re.compile(
    r"^(?:Parser )?error (?:at line|from line|at) (\d+)(?: column |:)?(\d+)?[^:]*: ?(.*)",
    re.DOTALL | re.IGNORECASE,
)


def is_rdf(path: Path) -> bool:
    """Whether a file holds RDF, by its ending.

    Example:
        >>> from pathlib import Path
        >>> is_rdf(Path("a.ttl")), is_rdf(Path("a.csv"))
        (True, False)
    """
    return path.suffix.lower() in SUFFIXES


def read_rdf(path: Path, graph: NamedNode | None = None) -> Iterator[Quad]:
    """Yield the statements of a file; triples that lie in no graph go to `graph`, else to the default graph.

    Raises:
        DataError: the file breaks its syntax; the message has line and column.
        UsageError: the ending is none of SUFFIXES.
        AccessError: the file cannot be read.
    """
    if not is_rdf(path):
        raise UsageError(
            f"{path}: {path.suffix or 'no ending'} is no RDF syntax; name it {', '.join(SUFFIXES)}"
        )
    try:
        with path.open("rb") as stream:
            if SUFFIXES[path.suffix.lower()] == RdfFormat.RDF_XML:
                _refuse_cut_xml(stream)
            for quad in pyoxigraph.parse(stream, SUFFIXES[path.suffix.lower()], base_iri=_base(path)):
                in_default = graph is not None and quad.graph_name == _DEFAULT
                yield Quad(quad.subject, quad.predicate, quad.object, graph) if in_default else quad
    except (SyntaxError, ValueError, ExpatError) as error:
        raise DataError.of([_finding(path, error)]) from error
    except OSError as error:
        raise AccessError(f"{path}: cannot be read: {error.strerror or error}") from error


def _refuse_cut_xml(stream: BinaryIO) -> None:
    """Read XML to its end and go back to its start: the RDF parser takes an early end for the end."""
    parser = ParserCreate()
    parser.ParseFile(stream)
    stream.seek(0)


def _base(path: Path) -> str:
    return path.resolve().as_uri()


def _finding(path: Path, error: Exception) -> Finding:
    line, column, text = _place(error)
    message = shorten(text, 200, placeholder=" ...")
    return Finding("error", str(path), message, "mend the syntax there, or before it", line, column, "syntax")


def _place(error: Exception) -> tuple[int | None, int | None, str]:
    if isinstance(error, ExpatError):
        return error.lineno, error.offset + 1, ErrorString(error.code)
    text = str(error.msg if isinstance(error, SyntaxError) else error)
    if isinstance(error, SyntaxError) and error.lineno:
        return error.lineno, error.offset, text
    if match := _PLACE.match(text):
        return int(match[1]), int(match[2]) if match[2] else None, match[3]
    return None, None, text
