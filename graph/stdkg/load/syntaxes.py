r"""What a reader of RDF must hold against the text itself, because the parser does not: cut XML, nesting, lines of faults.

Example:
    >>> import io
    >>> watched = Watched(io.BytesIO(b"<a>\n<b>\n"), RdfFormat.RDF_XML)
    >>> _ = watched.read(), watched.read()
    >>> watched.line
    2
    >>> watched.read()
    Traceback (most recent call last):
    xml.parsers.expat.ExpatError: no element found: line 3, column 0
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers.expat import ParserCreate

from pyoxigraph import RdfFormat

if TYPE_CHECKING:
    from typing import BinaryIO

__all__ = ["SUFFIXES", "Watched"]

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

_DEEPEST = 1_000
_LONGEST_ENTITY = 1_000
_BOM = b"\xef\xbb\xbf"
_JSON = re.compile(rb'"(?:[^"\\]|\\.)*(?P<end>")?|(?P<open>[\[{])|[\]}]', re.DOTALL)
_TRIPLES = re.compile(rb"(?P<open><<\()|\)>>(?P<end>)")


class Watched:
    """A stream that a parser of RDF reads from.

    The XML of RDF/XML is read along, as the RDF parser takes an early end for the end; text that is nested deeper than
    the parser's stack allows is refused. RDF/XML and JSON-LD come line by line, so that a fault without a place of its
    own lies in the last line that was read.

    Attributes:
        line: the last line that was read from, in RDF/XML and JSON-LD; 0 in all others, whose faults have a place.
    """

    def __init__(self, stream: BinaryIO, syntax: RdfFormat) -> None:
        self.line = 0
        self._stream = stream
        self._by_line = syntax in (RdfFormat.RDF_XML, RdfFormat.JSON_LD)
        self._xml = ParserCreate() if syntax == RdfFormat.RDF_XML else None
        if self._xml:
            self._xml.EntityDeclHandler = self._look_at_entity
        self._brackets = _JSON if syntax == RdfFormat.JSON_LD else _TRIPLES
        self._depth = 0
        self._cut_string = b""
        self._ended = True
        self._began = False

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none at the end.

        Raises:
            ExpatError: the XML is not well-formed.
            SyntaxError: the text is nested too deep, or an entity would grow when it is put in.
        """
        data = self._stream.readline(size) if self._by_line else self._stream.read(size)
        if not self._began:
            self._began = True
            data = data.removeprefix(_BOM) or self._stream.read(size)
        if self._by_line:
            self.line += bool(data) and self._ended
            self._ended = data.endswith(b"\n")
        if self._xml:
            self._xml.Parse(data, not data)
        elif self._by_line or b"<<(" in data or self._depth:
            self._look_at_depth(data)
        return data

    def _look_at_entity(self, name: str, _parameter: bool, value: str | None, *_: str | None) -> None:
        """Let the short names of namespaces pass, and refuse what grows when it is put in."""
        if value is not None and (len(value) > _LONGEST_ENTITY or "&" in value):
            message = f"the entity {name!r} is long or made of others; write its text where it is used"
            raise SyntaxError(message, (None, self.line, None, None))

    def _look_at_depth(self, data: bytes) -> None:
        data = self._cut_string + data
        self._cut_string = b""
        for match in self._brackets.finditer(data):
            if match["open"]:
                self._depth += 1
            elif not match[0].startswith(b'"'):
                self._depth -= 1
            elif match["end"] is None:
                self._cut_string = b'"' + data[match.end() :]
            if self._depth > _DEEPEST:
                raise SyntaxError(f"nested more than {_DEEPEST:,} deep", (None, self.line or None, 1, None))
