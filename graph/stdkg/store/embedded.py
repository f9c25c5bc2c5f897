"""The embedded engine, oxigraph, in memory; `disk` keeps it in a folder."""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from typing import IO, TYPE_CHECKING, NamedTuple, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from stdkg.errors import QueryError
from stdkg.store.binding import bind
from stdkg.store.filling import UNCOPIED, WithCopies, fill
from stdkg.store.guard import refuse_service
from stdkg.store.kinds import Kinds
from stdkg.store.ordering import columns, ordered
from stdkg.store.syntax import explain, refuse_oversized
from stdkg.vocabulary import GRAPH_DERIVED, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import BlankNode, NamedNode, QuerySolutions

    from stdkg.model import Graph, Node, Term
    from stdkg.store import QueryResult
    from stdkg.store.ordering import Column

__all__ = ["EmbeddedStore", "empty", "stated"]

_DEFAULT = DefaultGraph()
_LONGEST_KEPT = 20_000
"""Characters of a query that is kept for the next time it is asked."""
_BYTES = 1 << 20
"""So much text at a time keeps the engine busy for a hundredth of a second: far longer than it takes to hand over."""
_IN_NO_GRAPH = f"SELECT ?s ?p ?o {{ ?s ?p ?o FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {GRAPH_DERIVED}) }} }}"
"""Triples of the default graph that are no copies; the engine compares them without reading what their terms are."""


class EmbeddedStore:
    """Statements in oxigraph, in memory.

    Guarantee: `add` is all or nothing.

    Attributes:
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
        self._engine = pyoxigraph.Store()
        self._kinds: Kinds | None = Kinds()
        self._only_copies = True

    @property
    def oxigraph(self) -> pyoxigraph.Store:
        """The engine itself; who has it may write to it, so nothing is known any more of what it holds."""
        self._kinds, self._only_copies = None, False
        return self._engine

    def holds_only_copies(self) -> bool:
        """Whether it is known that the default graph has nothing but copies of what named graphs state.

        Example:
            >>> from pyoxigraph import NamedNode, Quad
            >>> store, a = EmbeddedStore(), NamedNode("http://example.com/a")
            >>> store.add([Quad(a, a, a, a)])
            >>> store.holds_only_copies()
            True
            >>> store.add([Quad(a, a, a)])
            >>> store.holds_only_copies()
            False
        """
        return self._only_copies

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """Yield the names of the graphs that hold something."""
        return self._engine.named_graphs()

    def count(self) -> int:
        """Return the number of quads, copies included; the engine counts them one by one."""
        return len(self._engine)

    def query(self, sparql: str, substitutions: Mapping[str, Term] | None = None) -> QueryResult:
        """Answer a query; see `Store.query`."""
        given = frozenset((substitutions or {}).items())
        prepare = _prepared if len(sparql) <= _LONGEST_KEPT else _prepared.__wrapped__
        prepared = prepare(sparql, given, tuple(self.allowed))
        try:
            return self._answer(prepared)
        except UnicodeEncodeError as error:
            raise QueryError("the query holds bytes that are no UTF-8; write it in UTF-8") from error
        except SyntaxError as error:
            raise QueryError(explain(sparql, error.msg)) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query cannot be answered: {error}") from error

    def _answer(self, query: _Prepared) -> QueryResult:
        """Answer with safe ORDER BY; a query that does not parse is told of as it was written."""
        prefixes = dict(query.prefixes)
        if query.columns is not None and self._kinds and self._kinds.are_one(self._engine, query.columns):
            return self._engine.query(query.text, prefixes=prefixes)
        try:
            return self._engine.query(query.safe, prefixes=prefixes)
        except SyntaxError:
            if query.safe != query.text:
                self._engine.query(query.text, prefixes=prefixes)
            raise

    def quads(
        self,
        subject: Node | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  RDF's word
        graph_name: Graph | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that match; see `Store.quads`."""
        return self._engine.quads_for_pattern(subject, predicate, object, graph_name)

    def statements(self) -> Iterator[Quad]:
        """Yield every statement once for each graph that states it; see `Store.statements`."""
        return stated(self._engine, only_copies=self.holds_only_copies())

    def add(self, statements: Iterable[Quad]) -> None:
        """Add statements, all or none; see `Store.add`.

        What comes first goes into an engine of its own, some at a time, which then takes the place of the empty one; later
        ones go into the engine in one transaction.
        """
        is_first = self._kinds is not None and next(self.quads(), None) is None
        with self._changing():
            if is_first:
                engine = pyoxigraph.Store()
                self._only_copies &= fill(statements, engine.load, engine.extend, _BYTES)
                self._engine = engine
            else:
                copied = WithCopies(statements)
                self._engine.extend(copied)
                self._only_copies &= copied.only

    def replace(self, graphs: Collection[NamedNode], statements: Iterable[Quad]) -> None:
        """Put `statements` in the place of what lies in `graphs`; see `Store.replace`."""
        copied = WithCopies(statements)
        ready = list(copied)
        with self._changing():
            self._only_copies &= copied.only
            empty(self._engine, graphs)
            self._engine.extend(ready)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Write to the engine: what is known of its columns holds no more."""
        kinds, self._kinds = self._kinds, None
        try:
            yield
        finally:
            self._kinds = kinds and Kinds()

    def write_copy(self, out: IO[bytes]) -> None:
        """Write everything that is held as N-Quads, for `read_copy`; of a store that holds only copies."""
        self._engine.dump(out, RdfFormat.N_QUADS)

    def read_copy(self, file: Path) -> None:
        """Read what `write_copy` wrote, at the speed of the engine, into a store that is empty.

        Raises:
            OSError: the file cannot be read.
            SyntaxError, ValueError: it is no such copy.
        """
        with self._changing():
            self._engine.bulk_load(path=str(file), format=RdfFormat.N_QUADS)

    def in_memory(self) -> EmbeddedStore:
        """Return a store in memory that holds the same.

        Of what named graphs state, the engine's copies are made again, not read: to read a term from the disk takes
        longer. The default graph is read only where it holds more than these.

        Example:
            >>> from pyoxigraph import NamedNode, Quad
            >>> a, b, g = (NamedNode(f"http://example.com/{name}") for name in "abg")
            >>> store = EmbeddedStore()
            >>> store.add([Quad(a, b, a, g), Quad(a, b, b)])
            >>> set(store.in_memory().quads()) == set(store.quads())
            True
        """
        store = EmbeddedStore()
        store.add(self._named())
        if not self.holds_only_copies() and len(store) < len(self):
            store.add(self.quads(graph_name=_DEFAULT))
        return store

    def _named(self) -> Iterator[Quad]:
        for graph in self._engine.named_graphs():
            yield from self._engine.quads_for_pattern(None, None, None, graph)

    def __len__(self) -> int:
        if next(self._engine.named_graphs(), None) is None:
            return len(self._engine)
        (row,) = self._engine.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")  # type: ignore[misc]
        return int(row["n"].value)

    def close(self) -> None:
        """Let the engine go."""
        del self._engine


class _Prepared(NamedTuple):
    """What the engine gets for a query.

    Attributes:
        text: the query with its parameters.
        safe: the same with keys in each ORDER BY.
        columns: what must be of one kind each for `text` to be as safe; None where it cannot be.
        prefixes: those of the known ones that it may use, as the engine reads each one that it is given.
    """

    text: str
    safe: str
    columns: tuple[Column, ...] | None
    prefixes: tuple[tuple[str, str], ...]


@lru_cache(maxsize=256)
def _prepared(sparql: str, parameters: frozenset[tuple[str, Term]], allowed: tuple[str, ...]) -> _Prepared:
    """Make a query ready; kept, as to cut it into tokens again would take longer than to answer many a query.

    Raises:
        QueryError: the query is refused; see `guard`, `syntax` and `binding`.
    """
    refuse_service(sparql, allowed)
    refuse_oversized(sparql)
    text = bind(sparql, dict(sorted(parameters)))
    safe = ordered(text)
    return _Prepared(
        text,
        safe,
        columns(text) if safe != text else None,
        tuple(item for item in PREFIXES.items() if f"{item[0]}:" in sparql),
    )


def stated(
    store: pyoxigraph.Store, *, only_copies: bool = False, without: Collection[NamedNode] = ()
) -> Iterator[Quad]:
    """Yield every statement once for each graph that states it, those of some graphs left out.

    Args:
        store: the engine.
        only_copies: it is known that the default graph holds nothing but copies, which spares a look at each triple.
        without: the graphs to leave out.
    """
    left_out, any_copies = frozenset(without), False
    for graph in store.named_graphs():
        any_copies |= graph != GRAPH_DERIVED
        if graph not in left_out:
            yield from store.quads_for_pattern(None, None, None, graph)
    if not any_copies:
        yield from store.quads_for_pattern(None, None, None, _DEFAULT)
    elif not only_copies:
        yield from (Quad(*row) for row in cast("QuerySolutions", store.query(_IN_NO_GRAPH)))


def empty(store: pyoxigraph.Store, graphs: Collection[NamedNode]) -> None:
    """Remove named graphs, and from the default graph what no other graph states; one triple after the other."""
    for graph in graphs:
        gone = store.quads_for_pattern(None, None, None, graph)  # as it is now
        store.remove_graph(graph)
        for quad in gone if graph not in UNCOPIED else ():
            triple = (quad.subject, quad.predicate, quad.object)
            if all(found.graph_name in UNCOPIED for found in store.quads_for_pattern(*triple, None)):
                store.remove(Quad(*triple))
