"""Engines that hold statements, behind one small interface.

The default graph of a store holds every triple once; the named graph of a passage holds the triples that the passage
states. `add` keeps it so. No query uses an engine's union flag.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pyoxigraph import NamedNode, Quad

    from stdkg.model import Graph, Node, Term

__all__ = ["QueryResult", "Store"]

QueryResult: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples


class Store(Protocol):
    """What every engine can do."""

    def query(self, sparql: str, substitutions: Mapping[str, Term] | None = None) -> QueryResult:
        """Answer a SPARQL 1.1 query; `substitutions` binds variables (named without `?`) to terms.

        Raises:
            QueryError: the query does not parse, or holds SERVICE.
        """
        ...

    def quads(
        self,
        subject: Node | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  RDF's word
        graph_name: Graph | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that match, as stored: the copies in the default graph too. None matches anything."""
        ...

    def statements(self) -> Iterator[Quad]:
        """Yield each quad of each named graph, then the triples of the default graph that lie in no named one."""
        ...

    def add(self, statements: Iterable[Quad]) -> None:
        """Add statements, all or none of them; what lies in a named graph goes to the default graph as well."""
        ...

    def replace(self, graphs: Collection[NamedNode], statements: Iterable[Quad]) -> None:
        """Put `statements` in the place of what lies in `graphs`; the default graph loses what no other graph states."""
        ...

    def __len__(self) -> int:
        """The number of distinct triples."""
        ...

    def close(self) -> None:
        """Give the engine's files and locks back; using the store afterwards is an error."""
        ...
