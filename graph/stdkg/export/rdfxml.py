"""RDF/XML (https://www.w3.org/TR/rdf-syntax-grammar/): for tools that read nothing else.

One rdf:Description a subject, in order; XML 1.0, UTF-8. Line feeds stand as they are, carriage returns as `&#xD;`.

What it can't carry, each an error that names the triple: characters that XML 1.0 forbids (control characters other than tab, line
feed and carriage return, U+FFFE, U+FFFF); predicates that don't end in an XML name; triple terms and directions of RDF 1.2. Which
graph states a triple it leaves out (see `--citations`).

Example:
    >>> import io
    >>> from pyoxigraph import Literal, NamedNode, Triple
    >>> out = io.BytesIO()
    >>> write([Triple(NamedNode('http://e/a'), NamedNode('http://e/ns#p'), Literal('1 < 2', language='en'))], out)
    1
    >>> print(out.getvalue().decode(), end="")
    <?xml version="1.0" encoding="UTF-8"?>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ns1="http://e/ns#">
      <rdf:Description rdf:about="http://e/a">
        <ns1:p xml:lang="en">1 &lt; 2</ns1:p>
      </rdf:Description>
    </rdf:RDF>
"""

from __future__ import annotations

import re
from itertools import groupby, islice
from typing import TYPE_CHECKING, BinaryIO, Final

from stdkg.export.canonical import canonical_lines
from stdkg.export.lexical import cannot_carry, literal_parts, split_triple, unescape
from stdkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad, Triple

__all__ = ["write"]

_RDF: Final = PREFIXES["rdf"]
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOT_PROPERTIES: Final = frozenset(
    _RDF + name
    for name in (
        *("Description", "RDF", "ID", "about", "parseType", "resource"),
        *("nodeID", "datatype", "li", "bagID", "aboutEach", "aboutEachPrefix"),
    )
)
_ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;"}
_TO_ESCAPE: Final = re.compile("[&<>\r]")
_BATCH: Final = 10_000


def write(triples: Iterable[Quad | Triple], out: BinaryIO) -> int:
    """Write triples as RDF/XML, each once, and return their number.

    Raises:
        DataError: a triple that RDF/XML cannot carry; nothing has been written.
    """
    lines = canonical_lines(triples)
    names = _Names(lines)
    for line in lines:
        _check(line)
    source = _pieces(lines, names)
    while batch := "".join(islice(source, _BATCH)):
        out.write(batch.encode())
    return len(lines)


class _Names:
    """The qualified name of each predicate, and the namespaces they need."""

    def __init__(self, lines: Iterable[str]) -> None:
        predicates: dict[str, str] = {}
        for line in lines:
            predicates.setdefault(line.split(" ", 2)[1][1:-1], line)
        prefixes = {namespace: prefix for prefix, namespace in PREFIXES.items()}
        self.namespaces = {"rdf": _RDF}
        self.qualified: dict[str, str] = {}
        for iri in sorted(predicates):
            name = _NAME.search(iri)
            if name is None or iri in _NOT_PROPERTIES:
                why = f"its predicate <{iri}> is no XML name"
                raise cannot_carry("RDF/XML", why, predicates[iri])
            namespace = iri[: name.start()]
            prefix = prefixes.setdefault(namespace, f"ns{len(prefixes) - len(PREFIXES) + 1}")
            self.namespaces[prefix] = namespace
            self.qualified[iri] = f"{prefix}:{name[0]}"


def _check(line: str) -> None:
    _, _, value = split_triple(line)
    if value.startswith("<<"):
        raise cannot_carry("RDF/XML", "its object is a triple", line)
    if value[0] != '"':
        return
    parts = literal_parts(value)
    if parts.direction:
        raise cannot_carry("RDF/XML", "its object has a direction", line)
    if forbidden := _FORBIDDEN.search(unescape(parts.text)):
        raise cannot_carry("RDF/XML", f"XML forbids the character U+{ord(forbidden[0]):04X}", line)


def _pieces(lines: Iterable[str], names: _Names) -> Iterator[str]:
    spaces = "".join(f' xmlns:{prefix}="{_attribute(iri)}"' for prefix, iri in names.namespaces.items())
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'
    for subject, group in groupby(map(split_triple, lines), key=lambda triple: triple[0]):
        yield f"  <rdf:Description {_reference(subject, 'about')}>\n"
        for _, predicate, value in group:
            yield f"    {_property(names.qualified[predicate[1:-1]], value)}\n"
        yield "  </rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _property(name: str, value: str) -> str:
    if value[0] != '"':
        return f"<{name} {_reference(value, 'resource')}/>"
    parts = literal_parts(value)
    attribute = ""
    if parts.language:
        attribute = f' xml:lang="{parts.language}"'
    elif parts.datatype:
        attribute = f' rdf:datatype="{_attribute(parts.datatype)}"'
    text = _TO_ESCAPE.sub(lambda match: _ESCAPES[match[0]], unescape(parts.text))
    return f"<{name}{attribute}>{text}</{name}>"


def _reference(node: str, attribute: str) -> str:
    if node.startswith("_:"):
        return f'rdf:nodeID="{node[2:]}"'
    return f'rdf:{attribute}="{_attribute(node[1:-1])}"'


def _attribute(iri: str) -> str:
    return iri.replace("&", "&amp;").replace("<", "&lt;")
