"""TriG (https://www.w3.org/TR/trig/): Turtle with named graphs, each passage a graph of what it states.

First the triples that lie in no named graph, then the graphs in the order of their IRIs, each written as `stdkg.export.turtle`
writes. The store's copy in the default graph is left out. It carries everything that a store holds.

Example:
    >>> import io
    >>> from pyoxigraph import Literal, Quad
    >>> from stdkg.vocabulary import GRAPH_REFERENCE, ID, term
    >>> out = io.BytesIO()
    >>> write([Quad(ID("iso"), term("skos", "notation"), Literal("ISO"), GRAPH_REFERENCE)], out)
    1
    >>> print(out.getvalue().decode(), end="")
    @prefix graph: <https://w3id.org/stdkg/id/graph/> .
    @prefix id: <https://w3id.org/stdkg/id/> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <BLANKLINE>
    graph:reference {
        id:iso skos:notation "ISO" .
    }
"""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, BinaryIO, Final

from pyoxigraph import BlankNode, DefaultGraph, Quad

from stdkg.export.blank import named
from stdkg.export.turtle import Blocks, header, shorten
from stdkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

    from stdkg.model import Graph

__all__ = ["write"]

_PIECES: Final = 2_000
_DEFAULT: Final = DefaultGraph()


def write(statements: Iterable[Quad | Triple], out: BinaryIO) -> int:
    """Write statements as TriG, each once in the graph that states it, and return their number."""
    prefixes: set[str] = set()
    graphs = _by_graph(statements, prefixes)
    names = shorten(graph for graph in graphs if not isinstance(graph, DefaultGraph))
    prefixes |= {name.partition(":")[0] for name in names.values()} & PREFIXES.keys()
    out.write(header(prefixes).encode())
    order = sorted(graphs, key=lambda graph: "" if graph == _DEFAULT else str(graph))
    source = (text for graph in order for text in _texts(names.get(graph, ""), graphs[graph]))
    while batch := "".join(islice(source, _PIECES)):
        out.write(batch.encode())
    return sum(blocks.count for blocks in graphs.values())


def _by_graph(statements: Iterable[Quad | Triple], prefixes: set[str]) -> dict[Graph, Blocks]:
    graphs: dict[Graph, Blocks] = {}
    blank: list[Quad] = []
    for graph, group in groupby(statements, key=_graph_of):
        if isinstance(graph, BlankNode):
            blank += [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in group]
        else:
            others = graphs.setdefault(graph, Blocks(prefixes)).add_named(map(_triple_of, group))
            blank += [Quad(quad.subject, quad.predicate, quad.object, graph) for quad in others]
    if blank:
        for graph, group in groupby(named(blank), key=_graph_of):
            graphs.setdefault(graph, Blocks(prefixes)).add_canonical(map(_triple_of, group))
    return graphs


def _graph_of(statement: Quad | Triple) -> Graph:
    return statement.graph_name if isinstance(statement, Quad) else _DEFAULT


def _triple_of(statement: Quad | Triple) -> Triple:
    return statement.triple if isinstance(statement, Quad) else statement


def _texts(graph: str, blocks: Blocks) -> Iterator[str]:
    if not graph:
        yield from blocks.texts()
        return
    yield f"\n{graph} {{"
    yield from blocks.texts("    ")
    yield "}\n"
