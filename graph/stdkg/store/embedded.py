"""The embedded engine, oxigraph, in memory; `disk` keeps it in a folder."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from stdkg.errors import QueryError
from stdkg.model import Batches, FlatText
from stdkg.store.binding import bind
from stdkg.store.guard import refuse_service
from stdkg.store.ordering import ordered
from stdkg.store.syntax import explain, refuse_oversized
from stdkg.vocabulary import GRAPH_DERIVED, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pyoxigraph import NamedNode, QuerySolutions

    from stdkg.model import Graph, Node, Term
    from stdkg.store import QueryResult

__all__ = ["EmbeddedStore", "empty", "with_copies"]

_DEFAULT = DefaultGraph()
_LONGEST_KEPT = 20_000
"""Characters of a query that is kept for the next time it is asked."""
_UNCOPIED = (_DEFAULT, GRAPH_DERIVED)
_IN_NO_GRAPH = f"SELECT ?s ?p ?o {{ ?s ?p ?o FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {GRAPH_DERIVED}) }} }}"
"""Triples of the default graph that are no copies; the engine compares them without reading what their terms are."""


class EmbeddedStore:
    """Statements in oxigraph, in memory.

    Guarantee: `add` is all or nothing.

    Attributes:
        oxigraph: the engine itself.
        allowed: the addresses that SERVICE may call.

    Example:
        >>> from pyoxigraph import NamedNode, Quad
        >>> a, b, g = (NamedNode(f"http://example.com/{name}") for name in "abg")
        >>> store = EmbeddedStore()
        >>> store.add([Quad(a, b, a, g), Quad(a, b, a)])
        >>> len(store), len(list(store.quads())), len(list(store.statements()))
        (1, 2, 1)
    """

    allowed: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.oxigraph = pyoxigraph.Store()

    def query(self, sparql: str, substitutions: Mapping[str, Term] | None = None) -> QueryResult:
        """Answer a query; see `Store.query`."""
        given = frozenset((substitutions or {}).items())
        prepare = _prepared if len(sparql) <= _LONGEST_KEPT else _prepared.__wrapped__
        text, safe, prefixes = prepare(sparql, given, tuple(self.allowed))
        try:
            return self._answer(text, safe, dict(prefixes))
        except UnicodeEncodeError as error:
            raise QueryError("the query holds bytes that are no UTF-8; write it in UTF-8") from error
        except SyntaxError as error:
            raise QueryError(explain(sparql, error.msg)) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query cannot be answered: {error}") from error

    def _answer(self, text: str, safe: str, prefixes: dict[str, str]) -> QueryResult:
        """Answer with safe ORDER BY; a query that does not parse is told of as it was written."""
        try:
            return self.oxigraph.query(safe, prefixes=prefixes)
        except SyntaxError:
            if safe != text:
                self.oxigraph.query(text, prefixes=prefixes)
            raise

    def quads(
        self,
        subject: Node | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  RDF's word
        graph_name: Graph | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that match; see `Store.quads`."""
        return self.oxigraph.quads_for_pattern(subject, predicate, object, graph_name)

    def statements(self) -> Iterator[Quad]:
        """Yield every statement once for each graph that states it; see `Store.statements`."""
        for graph in self.oxigraph.named_graphs():
            yield from self.oxigraph.quads_for_pattern(None, None, None, graph)
        yield from (Quad(*row) for row in cast("QuerySolutions", self.oxigraph.query(_IN_NO_GRAPH)))

    def add(self, statements: Iterable[Quad]) -> None:
        """Add statements, all or none; see `Store.add`."""
        if isinstance(statements, FlatText):
            self.oxigraph.load(cast("BinaryIO", statements), RdfFormat.N_QUADS, lenient=True)
        else:
            self.oxigraph.extend(with_copies(statements))

    def replace(self, graphs: Collection[NamedNode], statements: Iterable[Quad]) -> None:
        """Put `statements` in the place of what lies in `graphs`; see `Store.replace`."""
        ready = list(with_copies(statements))
        empty(self.oxigraph, graphs)
        self.oxigraph.extend(ready)

    def __len__(self) -> int:
        if next(self.oxigraph.named_graphs(), None) is None:
            return len(self.oxigraph)
        (row,) = self.oxigraph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")  # type: ignore[misc]
        return int(row["n"].value)

    def close(self) -> None:
        """Let the engine go."""
        del self.oxigraph


@lru_cache(maxsize=256)
def _prepared(
    sparql: str, parameters: frozenset[tuple[str, Term]], allowed: tuple[str, ...]
) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """What the engine gets for a query: its text with the parameters, the same with safe ORDER BY, and the prefixes.

    Of the known prefixes only those that it may use, as the engine reads each one that it is given. Kept, as a query
    that is asked again would be cut into tokens again, which takes longer than to answer many a query.

    Raises:
        QueryError: the query is refused; see `guard`, `syntax` and `binding`.
    """
    refuse_service(sparql, allowed)
    refuse_oversized(sparql)
    text = bind(sparql, dict(sorted(parameters)))
    return text, ordered(text), tuple(item for item in PREFIXES.items() if f"{item[0]}:" in sparql)


def empty(store: pyoxigraph.Store, graphs: Collection[NamedNode]) -> None:
    """Remove named graphs, and from the default graph what no other graph states."""
    for graph in graphs:
        gone = list(store.quads_for_pattern(None, None, None, graph))
        store.remove_graph(graph)
        for quad in gone:
            copies = list(store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None))
            if len(copies) == 1:
                store.remove(copies[0])


def with_copies(statements: Iterable[Quad]) -> Iterator[Quad]:
    """Yield statements, each one of a named graph followed by its copy for the default graph; what is derived has none.

    Batches that are known to be flat pass as they are, at the speed of the engine.
    """
    if isinstance(statements, Batches):
        return chain.from_iterable(
            batch.statements if batch.is_flat else with_copies(batch.statements)
            for batch in statements.batches
        )
    return chain.from_iterable(map(_with_copy, statements))


def _with_copy(quad: Quad) -> tuple[Quad, ...]:
    if quad.graph_name in _UNCOPIED:
        return (quad,)
    return (quad, Quad(quad.subject, quad.predicate, quad.object))
