"""Statements as sorted lines of canonical N-Triples or N-Quads: what every exporter but the projections writes from.

The lines are those of pyoxigraph (raw Unicode; only the characters that must be escaped are), each once, in the order of
their code points. Blank nodes are named by RDFC-1.0 (`stdkg.export.blank`), so that neither the order in which
statements were added nor the names that an engine gave its blank nodes can be seen.

Example:
    >>> from pyoxigraph import BlankNode, NamedNode, Quad
    >>> a, b = NamedNode("http://example.com/a"), NamedNode("http://example.com/b")
    >>> canonical_lines([Quad(b, a, BlankNode("x")), Quad(a, b, BlankNode("x"))])
    ['<http://example.com/a> <http://example.com/b> _:c14n0 .', '<http://example.com/b> <http://example.com/a> _:c14n0 .']
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, RdfFormat

from stdkg.export.blank import named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad, Triple

__all__ = ["Statements", "canonical_lines", "canonical_parts", "serialized", "sorted_once"]

_BATCH = 20_000
_DEFAULT = DefaultGraph()


def canonical_lines(statements: Iterable[Quad | Triple]) -> list[str]:
    """Return the statements as canonical lines, without line ends; a statement of the default graph has three terms."""
    if isinstance(statements, Statements):
        return statements.lines
    lines, marked = _plain_lines(statements)
    if marked:
        lines += [line for line, _ in _relabelled(marked)]
    return sorted_once(lines)


class Statements(list["Quad"]):
    """Statements that several formats are written from: their canonical lines are made once."""

    @cached_property
    def lines(self) -> list[str]:
        """The lines, not to be changed."""
        return canonical_lines(iter(self))


def canonical_parts(triples: Iterable[Quad], claims: Iterable[Quad]) -> tuple[list[str], list[str]]:
    """Return the lines of the default graph and those of named graphs; a blank node has the same name in both."""
    plain, marked = _plain_lines(triples)
    named, marked_too = _plain_lines(claims)
    if marked or marked_too:
        for line, is_named in _relabelled(marked + marked_too):
            (named if is_named else plain).append(line)
    return sorted_once(plain), sorted_once(named)


def sorted_once(lines: list[str]) -> list[str]:
    """Sort lines by code point, in place, and drop repeats."""
    lines.sort()
    if any(map(str.__eq__, lines, islice(lines, 1, None))):
        lines[:] = dict.fromkeys(lines)
    return lines


def serialized(
    statements: Iterable[Quad | Triple], syntax: RdfFormat, prefixes: dict[str, str] | None = None
) -> bytes:
    """Return statements as pyoxigraph writes them; what has three terms and what has a graph may come mixed."""
    quads = cast("Iterable[Quad]", statements)
    return cast("bytes", pyoxigraph.serialize(quads, format=syntax, prefixes=prefixes))


def _plain_lines(statements: Iterable[Quad | Triple]) -> tuple[list[str], list[str]]:
    """Return the lines that surely hold no blank node, and those that may."""
    plain: list[str] = []
    marked: list[str] = []
    source = iter(statements)
    while data := serialized(islice(source, _BATCH), RdfFormat.N_QUADS):
        text = data.decode()
        lines = text.split("\n")
        lines.pop()
        if "_:" in text:
            marked += [line for line in lines if "_:" in line]
            lines = [line for line in lines if "_:" not in line]
        plain += lines
    return plain, marked


def _relabelled(lines: list[str]) -> list[tuple[str, bool]]:
    """Name the blank nodes; with each line goes whether it lies in a named graph.

    What mentions no blank node has no part in the names, so these lines are enough.
    """
    quads = list(pyoxigraph.parse("\n".join(lines), format=RdfFormat.N_QUADS))
    return [(f"{quad} .", quad.graph_name != _DEFAULT) for quad in named(quads)]
