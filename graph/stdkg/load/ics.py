"""The International Classification for Standards, in English and French, to a SKOS concept scheme.

Example:
    >>> xml = b"<fields><field><identifier>11</identifier><title xml:lang='en'>Health</title></field></fields>"
    >>> [quad.object.value for quad in ics_statements(xml) if quad.predicate == term("skos", "notation")]
    ['11']
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from pyoxigraph import Literal, NamedNode, Quad

from stdkg.errors import DataError
from stdkg.model import Finding
from stdkg.vocabulary import BASE, GRAPH_REFERENCE, term

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ics_statements"]

_SCHEME = NamedNode(f"{BASE}ics")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LEVELS = {"field", "group", "subGroup"}


def ics_statements(xml: bytes, file: str = "ics.xml") -> Iterator[Quad]:
    """Yield the scheme and its fields, groups and subgroups, each under the one that its number begins with.

    Raises:
        DataError: the XML is broken, or brings a document type.
    """
    yield from _scheme()
    for element in _root(xml, file):
        identifier = (element.findtext("identifier") or "").strip()
        if element.tag in _LEVELS and identifier:
            for predicate, value in _facts(element, identifier):
                yield Quad(_concept(identifier), predicate, value, GRAPH_REFERENCE)


def _root(xml: bytes, file: str) -> ET.Element:
    if b"<!DOCTYPE" in xml:
        raise DataError.of([Finding("error", file, "a document type", "fetch the file again", 1)])
    try:
        return ET.fromstring(xml)  # noqa: S314  no document type, so no entities
    except ET.ParseError as error:
        line, column = error.position
        raise DataError.of([Finding("error", file, str(error), "fetch it again", line, column)]) from error


def _scheme() -> Iterator[Quad]:
    yield Quad(_SCHEME, term("rdf", "type"), term("skos", "ConceptScheme"), GRAPH_REFERENCE)
    for language, name in (("en", "International Classification for Standards"), ("zh", "国际标准分类法")):
        yield Quad(_SCHEME, term("rdfs", "label"), Literal(name, language=language), GRAPH_REFERENCE)
        yield Quad(_SCHEME, term("skos", "prefLabel"), Literal(name, language=language), GRAPH_REFERENCE)


def _facts(element: ET.Element, identifier: str) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    yield term("rdf", "type"), term("skos", "Concept")
    yield term("skos", "notation"), Literal(identifier)
    yield term("skos", "inScheme"), _SCHEME
    for title in element.findall("title"):
        label = Literal(" ".join((title.text or "").split()), language=title.get(_LANG, "en"))
        yield term("rdfs", "label"), label
        yield term("skos", "prefLabel"), label
    parent = identifier.rpartition(".")[0]
    if parent:
        yield term("skos", "broader"), _concept(parent)
    else:
        yield term("skos", "topConceptOf"), _SCHEME


def _concept(identifier: str) -> NamedNode:
    return NamedNode(f"{BASE}ics-{identifier.replace('.', '-')}")
