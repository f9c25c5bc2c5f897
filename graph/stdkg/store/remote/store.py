"""Statements in an engine of one's own, behind SPARQL 1.1: queries, updates, and the Graph Store Protocol."""

from __future__ import annotations

import os
from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, QuerySolutions, RdfFormat

from stdkg.errors import UsageError
from stdkg.store.binding import bind
from stdkg.store.embedded import EmbeddedStore
from stdkg.store.filling import WithCopies
from stdkg.store.ordering import ordered
from stdkg.store.remote import load, triples
from stdkg.store.remote.anatomy import Anatomy
from stdkg.store.remote.blank import named
from stdkg.store.remote.connection import Connection
from stdkg.store.remote.endpoint import endpoint
from stdkg.store.remote.mirror import Mirror, TooManyError
from stdkg.store.remote.needs import needs
from stdkg.store.remote.results import Rows, as_file, boolean, rows_of, solutions
from stdkg.store.remote.spool import Spool
from stdkg.store.remote.trust import is_plain
from stdkg.store.remote.wording import no_passages, with_prefixes
from stdkg.store.tokens import tokens
from stdkg.vocabulary import GRAPH_ALL, GRAPH_DERIVED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from pyoxigraph import NamedNode, Quad, Triple

    from stdkg.model import Graph, Node, Term
    from stdkg.store import QueryResult
    from stdkg.store.remote.endpoint import Endpoint

__all__ = ["RemoteStore", "remote_store"]

_DEFAULT: Final = DefaultGraph()
_ALL: Final = str(GRAPH_ALL)
_DESCRIBED_AT_ONCE: Final = 200
_ONE_UPDATE: Final = 10_000


def remote_store(where: str) -> RemoteStore:
    """Return the store at an http(s) address: that of an engine's queries, or of its host alone.

    The environment may say more: STDKG_STORE_QUERY, STDKG_STORE_UPDATE, STDKG_STORE_GRAPH_STORE (addresses);
    STDKG_STORE_USER with STDKG_STORE_PASSWORD, or STDKG_STORE_TOKEN, or a netrc file (credentials);
    STDKG_STORE_TIMEOUT (seconds), STDKG_STORE_BYTES (the longest answer); STDKG_STORE_TRUST (see `RemoteStore`). Nothing is sent before the first use.

    Raises:
        UsageError: no http(s) address, or a setting that is no number.
        AccessError: the netrc file cannot be read.

    Example:
        >>> remote_store("http://localhost:8890/sparql").query_url
        'http://localhost:8890/sparql'
    """
    return RemoteStore(
        endpoint(where),
        timeout=_setting("STDKG_STORE_TIMEOUT", 300.0),
        size=int(_setting("STDKG_STORE_BYTES", 2.0**34)),
        trusted=bool(os.environ.get("STDKG_STORE_TRUST")),
    )


def _setting(name: str, usual: float) -> float:
    text = os.environ.get(name, "")
    try:
        value = float(text) if text else usual
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise UsageError(f"{name}={text}: is no number above 0; write one like {usual:g}")
    return value


class RemoteStore:
    """Statements in an engine that is reached over HTTP.

    The merged graph of the engine, `https://w3id.org/stdkg/id/graph/all`, is the default graph here. Engines are asked for
    rows only; what they answer comes as the types of the embedded engine.

    Guarantee: a query means the same as on the embedded store. `add` sends nothing unless all statements are there; a load
    that breaks off can be run again and adds nothing twice.

    Args:
        where: the addresses, or the one for queries.
        timeout: seconds that the engine may take for an answer.
        size: bytes that an answer may have.
        trusted: whether the engine answers every query itself. By default, queries that it is known to get wrong are
            evaluated here, over the triples that they need.

    Attributes:
        progress: called in a load with the number of statements sent and of all.
    """

    progress: Callable[[int, int], None] | None = None

    def __init__(
        self, where: Endpoint | str, *, timeout: float = 300.0, size: int = 2**34, trusted: bool = False
    ) -> None:
        found = endpoint(where) if isinstance(where, str) else where
        self._connection = Connection(found, timeout, size)
        self._mirror = Mirror(self._part)
        self._trusted = trusted

    @property
    def query_url(self) -> str:
        """Where queries go."""
        return self._connection.query_url

    def query(self, sparql: str, substitutions: Mapping[str, Term] | None = None) -> QueryResult:
        """Answer a query; see `Store.query`. Rows come as they are read; triples when all of them are there.

        Raises:
            QueryError: the query does not parse, holds SERVICE, or the engine does not take it.
            AccessError: the engine cannot be reached, refuses, or fails.
            QueryTimeoutError: the engine takes too long.
        """
        text, variables = self._parsed(sparql, substitutions or {})
        parts = Anatomy(text)
        if parts.form == "ASK":
            mirror = self._mirrored(text)
            return mirror.query(text) if mirror is not None else boolean(value=self._connection.ask(text))
        if parts.form == "SELECT":
            return solutions(self._select(text), variables)
        if parts.form == "CONSTRUCT":
            filled = triples.template_variables(parts)
            rows = self._select(triples.selection(parts, filled))
            return triples.constructed(parts, filled, rows.ordered(filled))
        return triples.triples(self._described(parts))

    def _select(self, text: str) -> Rows:
        """The rows of a SELECT query: from the engine, or evaluated here where it would get them wrong."""
        mirror = self._mirrored(text)
        if mirror is not None:
            return rows_of(cast("QuerySolutions", mirror.query(text)))
        return self._connection.select(text if self._connection.dialect.plain_only else ordered(text))

    def _mirrored(self, text: str) -> EmbeddedStore | None:
        """The triples that a query needs, here, if the engine cannot be trusted with the query."""
        if self._trusted or not self._connection.dialect.plain_only or is_plain(text):
            return None
        named_graphs = any(token.text.upper() in ("GRAPH", "FROM") for token in tokens(text))
        try:
            return self._mirror.store(needs(with_prefixes(text)), named=named_graphs)
        except TooManyError:
            if is_plain(text, in_any_order=True):
                return None
            raise

    def _parsed(self, sparql: str, substitutions: Mapping[str, Term]) -> tuple[str, list[str]]:
        """The query with its parameters, held against the grammar here, and the variables of its rows."""
        answer = EmbeddedStore().query(sparql, substitutions)
        names = (
            [variable.value for variable in answer.variables] if isinstance(answer, QuerySolutions) else []
        )
        return bind(sparql, substitutions), names

    def _described(self, parts: Anatomy) -> Iterator[Triple]:
        """The triples about each resource, and about the blank nodes that they lead to."""
        names, selection = triples.described(parts)
        found = (cell for row in self._select(selection) for cell in row) if selection else ()
        waiting = deque(dict.fromkeys(cell for cell in chain(names, found) if cell and cell[0] != '"'))
        seen = set(waiting)
        while waiting:
            some = [self._named(waiting.popleft()) for _ in range(min(len(waiting), _DESCRIBED_AT_ONCE))]
            query = f"{parts.prologue}SELECT ?s ?p ?o {{ VALUES ?s {{ {' '.join(some)} }} ?s ?p ?o }}"
            rows = list(self._connection.select(query).ordered(["s", "p", "o"]))
            further = dict.fromkeys(row[2] for row in rows if row[2].startswith("_:") and row[2] not in seen)
            seen.update(further)
            waiting.extend(further)
            yield from (quad.triple for quad in _parsed_quads(" ".join([*row, "."]) for row in rows))

    def _named(self, text: str) -> str:
        return self._text(BlankNode(text[2:])) if text.startswith("_:") else text

    def _text(self, node: Graph | Term) -> str:
        """How a term that is known here is written in a query."""
        return named(node, self._connection.dialect.node_scheme) if isinstance(node, BlankNode) else str(node)

    def quads(
        self,
        subject: Node | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  RDF's word
        graph_name: Graph | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that match; see `Store.quads`."""
        asked = (subject, predicate, object)
        triple = [
            f"?{name}" if node is None else self._text(node) for name, node in zip("spo", asked, strict=True)
        ]
        graph = _ALL if graph_name == _DEFAULT else "?g" if graph_name is None else self._text(graph_name)
        unasked = self._without_own() if graph_name is None else ""
        given = [str(node or f"?{name}") for name, node in zip("spo", asked, strict=True)]
        given.append(graph if graph_name is None or graph_name == _DEFAULT else str(graph_name))
        return self._found(given, f"GRAPH {graph} {{ {' '.join(triple)} }}{unasked}")

    def _without_own(self) -> str:
        """The filter that leaves out the graphs that the engine brings."""
        own = ", ".join(f"<{name}>" for name in self._connection.dialect.own_graphs)
        return f" FILTER(?g NOT IN ({own}))" if own else ""

    def _found(self, quad: list[str], pattern: str) -> Iterator[Quad]:
        """The quads that a pattern finds; what is a variable in `quad` is selected, the rest stands."""
        names = [text[1:] for text in quad if text.startswith("?")]
        what = " ".join(f"?{name}" for name in names) or "(1 AS ?found)"
        rows = self._connection.scan(what, pattern)
        lines = (_line(quad, dict(zip(names, row, strict=True))) for row in rows.ordered(names))
        return _parsed_quads(lines)

    def _part(self, pattern: str, named: bool) -> Iterator[Quad]:
        if named:
            return iter(WithCopies(self._stated(pattern)))
        return self._found(["?s", "?p", "?o", _ALL], f"{pattern} GRAPH {_ALL} {{ ?s ?p ?o }}")

    def statements(self) -> Iterator[Quad]:
        """Yield every statement once for each graph that states it; see `Store.statements`."""
        return self._stated("")

    def _stated(self, pattern: str) -> Iterator[Quad]:
        """The statements whose triples fit a pattern."""
        stated = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g NOT IN ({no_passages(self._connection.dialect)}))"
        yield from self._found(["?s", "?p", "?o", "?g"], f"{pattern} {stated}")
        copied = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g NOT IN ({no_passages(self._connection.dialect)}, {GRAPH_DERIVED}))"
        unstated = f"{pattern} GRAPH {_ALL} {{ ?s ?p ?o }} FILTER NOT EXISTS {{ {copied} }}"
        yield from self._found(["?s", "?p", "?o", _ALL], unstated)

    def add(self, statements: Iterable[Quad]) -> None:
        """Add statements; see `Store.add`. A load of more than one request that breaks off can be run again.

        Raises:
            AccessError: the engine cannot be reached, refuses or fails; the message says how far the load came.
            UsageError: a statement that the engine would change, such as an IRI that it cuts; nothing is sent.
        """
        self._mirror.forget()
        with Spool(statements) as spool:
            load.refuse_unkept(self._connection.dialect, spool)
            load.load(self._connection, spool, self.progress)

    def replace(self, graphs: Collection[NamedNode], statements: Iterable[Quad]) -> None:
        """Put `statements` in the place of what lies in `graphs`; the merged graph follows.

        One step where the engine takes updates as transactions and the statements fit one request; else the graphs
        are emptied first, and the same call can be made again.

        Raises:
            AccessError: the engine cannot be reached, refuses or fails; the message says how far the load came.
            UsageError: a statement that the engine would change, such as an IRI that it cuts; nothing is sent.
        """
        self._mirror.forget()
        own = no_passages(self._connection.dialect)
        with Spool(statements) as spool:
            load.refuse_unkept(self._connection.dialect, spool)
            deletions = [load.delete_graph(str(graph), own) for graph in graphs]
            if not deletions and not len(spool):
                return
            if self._connection.dialect.atomic and len(spool) <= _ONE_UPDATE:
                additions = [load.insert(load.with_merged(batch)) for batch in spool.batches(_ONE_UPDATE)]
                load.update(self._connection, " ;\n".join([*deletions, *additions]))
                return
            for deletion in deletions:
                load.update(self._connection, deletion)
            load.load(self._connection, spool, self.progress)

    def __len__(self) -> int:
        return self._connection.count()

    def close(self) -> None:
        """Close the connections; see `Store.close`."""
        self._connection.close()


def _line(quad: list[str], values: Mapping[str, str]) -> str:
    """A quad in N-Quads, the merged graph as the default graph."""
    subject, predicate, object_, graph = (values[text[1:]] if text.startswith("?") else text for text in quad)
    return f"{subject} {predicate} {object_} {'' if graph == _ALL else graph} ."


def _parsed_quads(lines: Iterable[str]) -> Iterator[Quad]:
    return pyoxigraph.parse(as_file(lines), RdfFormat.N_QUADS, lenient=True)
