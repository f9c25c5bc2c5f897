"""Turtle (https://www.w3.org/TR/turtle/): the format for people.

Subjects stand in order, with `a` first, then predicates and objects in order; only prefixes that the file uses are declared. A
literal keeps its lexical form; numbers and booleans are written bare where the grammar gives them the same form and type.

What it can't carry: which graph states a triple (see `--citations`, or write TriG). Triple terms and directions of RDF 1.2 are
written in Turtle 1.2's syntax, which older readers refuse.

Example:
    >>> import io
    >>> from pyoxigraph import Literal, NamedNode, Triple
    >>> from stdkg.vocabulary import ID, term
    >>> out = io.BytesIO()
    >>> write([Triple(ID("sac"), term("rdfs", "label"), Literal(text, language="en")) for text in ("SAC", "S.A.C.")], out)
    2
    >>> print(out.getvalue().decode(), end="")
    @prefix id: <https://w3id.org/stdkg/id/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <BLANKLINE>
    id:sac rdfs:label "S.A.C."@en ,
            "SAC"@en .
"""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO, Final

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from stdkg.export.blank import named
from stdkg.export.canonical import serialized
from stdkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import BlankNode, Quad

    from stdkg.model import Graph

__all__ = ["Blocks", "header", "shorten", "write"]

_BATCH: Final = 20_000
_PIECES: Final = 2_000
_TOKEN: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"\S*|[^\s"]\S*')
_ESCAPE: Final = re.compile(rb"\\(.)")
_UNCOMMON_ESCAPE: Final = re.compile(rb"\\[~.!$&'()*+,;=?@%_-]")  # rdflib misreads some of them
_UNCOMMON: Final = re.compile(
    rb'"[^"\\]*(?:\\.[^"\\]*)*"|<[^<>\s]*>|(?P<prefix>[\w-]+):(?P<local>(?:[^\s"<>\\]|\\.)*)'
)
_ANY: Final = NamedNode("x:")
_NEXT_SUBJECT: Final = " .\n"
_NEXT_PREDICATE: Final = " ;\n\t"
_NEXT_OBJECT: Final = " , "


def write(triples: Iterable[Quad | Triple], out: BinaryIO) -> int:
    """Write triples as Turtle, each once, and return their number."""
    blocks = Blocks()
    blocks.add(triples)
    out.write(header(blocks.prefixes).encode())
    source = blocks.texts()
    while batch := "".join(islice(source, _PIECES)):
        out.write(batch.encode())
    return blocks.count


def header(prefixes: Iterable[str]) -> str:
    """Return the declarations of some of our prefixes, in order, one a line."""
    return "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(prefixes))


_OPENING: Final = header(PREFIXES).encode()


def shorten(nodes: Iterable[NamedNode | BlankNode]) -> dict[Graph, str]:
    """Return nodes, each given once, as Turtle writes them.

    Example:
        >>> from stdkg.vocabulary import GRAPH_REFERENCE
        >>> shorten([GRAPH_REFERENCE])[GRAPH_REFERENCE]
        'graph:reference'
    """
    given = list(nodes)
    texts = (text.decode() for text in _turtle(Triple(node, _ANY, _ANY) for node in given))
    lines = (line for text in texts for line in text[1:-1].split("\n"))
    return {node: line.partition(" ")[0] for node, line in zip(given, lines, strict=True)}


class Blocks:
    r"""Triples of one graph as blocks of Turtle, one a subject.

    pyoxigraph writes Turtle several times faster than Python can, but in the order of its input. So it writes the triples as they
    come, and what is sorted here are the subjects' texts. A line end never stands inside a term, which makes them easy to tell apart.

    Attributes:
        prefixes: the prefixes in use, of all graphs that were given the same set.
        count: the triples that `texts` has yielded.
    """

    def __init__(self, prefixes: set[str] | None = None) -> None:
        self.prefixes: set[str] = set() if prefixes is None else prefixes
        self.count = 0
        self._parts: dict[str, str] = {}

    def add(self, triples: Iterable[Quad | Triple]) -> None:
        """Take triples in, and name their blank nodes by RDFC-1.0: the triples that have any must come in one call."""
        if blank := self.add_named(triples):
            self.add_canonical(named(blank))

    def add_named(self, triples: Iterable[Quad | Triple]) -> list[Quad]:
        """Take the triples in that have no blank node, and return the others."""
        blank: list[Quad] = []
        for text in _turtle(triples):
            if b"_:" in text:
                quads = list(pyoxigraph.parse(_OPENING + text, format=RdfFormat.TURTLE))
                blank += [quad for quad in quads if "_:" in str(quad)]
                self.add_canonical(quad for quad in quads if "_:" not in str(quad))
            else:
                self._take(text)
        return blank

    def add_canonical(self, triples: Iterable[Quad | Triple]) -> None:
        """Take triples in whose blank nodes have their names already."""
        for text in _turtle(triples):
            self._take(text)

    def _take(self, text: bytes) -> None:
        for prefix in PREFIXES.keys() - self.prefixes:
            if _uses(text, prefix.encode() + b":"):
                self.prefixes.add(prefix)
        parts = self._parts
        for block in text[1:-3].decode().split(_NEXT_SUBJECT):
            subject, _, rest = block.partition(" ")
            if subject in parts:
                parts[subject] += _NEXT_PREDICATE + rest
            else:
                parts[subject] = rest

    def texts(self, margin: str = "") -> Iterator[str]:
        """Yield the blocks in the order of their subjects, with `margin` before each line."""
        next_predicate = f" ;\n{margin}    "
        for subject in sorted(self._parts):
            objects: dict[str, str] = {}
            for line in self._parts[subject].split(_NEXT_PREDICATE):
                predicate, _, rest = line.partition(" ")
                if predicate in objects:
                    objects[predicate] += _NEXT_OBJECT + rest
                else:
                    objects[predicate] = rest
            self.count += len(objects)
            order = sorted(objects)
            if "a" in objects:
                order.remove("a")
                order.insert(0, "a")
            lines = []
            for predicate in order:
                text = objects[predicate]
                if _NEXT_OBJECT in text:
                    text = self._sorted(text, margin)
                lines.append(f"{predicate} {text}")
            yield f"\n{margin}{subject} {next_predicate.join(lines)} .\n"

    def _sorted(self, text: str, margin: str) -> str:
        """Sort the objects of one predicate, the first of which has been counted."""
        found = sorted(set(_split_objects(text)))
        self.count += len(found) - 1
        return f" ,\n{margin}        ".join(found)


def _turtle(triples: Iterable[Quad | Triple]) -> Iterator[bytes]:
    """Yield the triples as Turtle without its prefixes, a batch at a time; each text begins with a line end."""
    source = iter(triples)
    size = len(_OPENING) - 1
    for first in source:
        batch = chain((first,), islice(source, _BATCH - 1))
        text = serialized(batch, RdfFormat.TURTLE, PREFIXES)
        body = text[size:]
        yield _UNCOMMON.sub(_spelt_out, body) if _UNCOMMON_ESCAPE.search(body) else body


def _spelt_out(match: re.Match[bytes]) -> bytes:
    """Write the IRI of a name with uncommon escapes in full; leave literals and IRIs as they are."""
    prefix, local = match["prefix"], match["local"]
    if prefix is None or not _UNCOMMON_ESCAPE.search(local):
        return match[0]
    return b"<%b%b>" % (PREFIXES[prefix.decode()].encode(), _ESCAPE.sub(rb"\1", local))


def _uses(text: bytes, name: bytes) -> bool:
    return name in text and any(before + name in text for before in (b" ", b"\t", b"\n", b"^"))


def _split_objects(text: str) -> list[str]:
    if "\\" not in text and "<<(" not in text and _NEXT_OBJECT not in "".join(text.split('"')[1::2]):
        return text.split(_NEXT_OBJECT)
    tokens = _TOKEN.findall(text)
    if "<<(" not in tokens:
        return tokens[::2]
    objects = [""]
    depth = 0
    for word in tokens:
        depth += (word == "<<(") - (word == ")>>")
        if word == "," and not depth:
            objects.append("")
        else:
            objects[-1] += f" {word}" if objects[-1] else word
    return objects
