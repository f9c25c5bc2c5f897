"""The knowledge graph as one object: opened from what stdkg ships, from files, or from a store.

Example:
    >>> with open_graph() as kg:
    ...     len(kg) > 0
    True
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self
from typing import Literal as OneOf

from pyoxigraph import NamedNode

from stdkg.addresses import has_scheme
from stdkg.errors import UsageError
from stdkg.load.inputs import Inputs
from stdkg.load.sources import Source
from stdkg.store.disk import DiskStore
from stdkg.store.embedded import EmbeddedStore
from stdkg.store.remote import remote_store
from stdkg.store.shipped import shipped_store
from stdkg.store.upkeep import graphs_to_replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from os import PathLike
    from types import TracebackType

    import networkx as nx
    import rdflib
    from pyoxigraph import Quad
    from pyvis.network import Network

    from stdkg.ask import Result
    from stdkg.evidence import Report
    from stdkg.export import Citations
    from stdkg.model import Finding, Position, Term
    from stdkg.store import Store

__all__ = ["KnowledgeGraph", "open_graph"]


def open_graph(
    where: str | PathLike[str] | None = None,
    *,
    data: Iterable[str | PathLike[str] | Source] = (),
    include: Collection[str] = (),
    create: bool = False,
) -> KnowledgeGraph:
    """Open a graph; `stdkg.open` is this function.

    Args:
        where: nothing for the shipped graph in memory; a folder for a store on disk; an http(s) address for an engine.
        data: files and folders (RDF, curated tables) to build a graph in memory from, instead of `where`.
        include: ids of fetched sources to add to the shipped graph.
        create: make the store on disk when there is none.

    Raises:
        DataError: the files break a rule; every fault is named.
        AccessError: a file or store cannot be read.
        UsageError: `where` and `data` together, or `include` with one of them.
        UnknownNameError: no such fetched source.

    Example:
        >>> len(open_graph()) > 0
        True
    """
    files = [path if isinstance(path, Source) else Path(path) for path in data]
    if where is not None and files:
        raise UsageError("a store and data files together; name one of them")
    if include and (where is not None or files):
        raise UsageError(
            "a fetched source is added to the shipped graph only; leave out the store or the data, or what is to be added"
        )
    if where is not None:
        return KnowledgeGraph(_store_at(str(where), create=create))
    if not files:
        return KnowledgeGraph(shipped_store(include))
    store = EmbeddedStore()
    inputs = Inputs(files)
    store.add(inputs.statements())
    return KnowledgeGraph(store, inputs.positions)


def replace_graphs(store: Store, graphs: Iterable[NamedNode], statements: Iterable[Quad]) -> None:
    """Put statements in the place of what lies in `graphs`; a passage stands for all passages of its source."""
    store.replace(graphs_to_replace(store, graphs), statements)


def _store_at(where: str, *, create: bool) -> Store:
    if has_scheme(where):
        return remote_store(where)
    return DiskStore(Path(where), create=create)


class KnowledgeGraph:
    """A graph of standardization actors and initiatives, over a store.

    Attributes:
        store: the engine that holds the statements.
        positions: where resources have their line in the curated tables, by IRI, where known.
    """

    def __init__(self, store: Store, positions: Mapping[str, Position] | None = None) -> None:
        self.store = store
        self.positions = dict(positions or {})

    def ask(self, name: str, /, *, lang: str = "en", **parameters: str | int) -> Result:
        """Answer a named question; `stdkg ask` lists them.

        Raises:
            UnknownNameError: no such question, or no such actor, region or concept in a parameter.
            UsageError: a parameter is missing or superfluous.

        Example:
            >>> open_graph().ask("secretariats-by-region").columns[0]
            'region'
        """
        from stdkg.ask import ask

        return ask(self.store, name, parameters, lang=lang)

    def query(self, sparql: str, /, **parameters: Term | str | float | bool) -> Result:
        """Answer a SPARQL query; `parameters` are bound to its variables, never pasted in.

        Raises:
            QueryError: the query does not parse, or would call another host.

        Example:
            >>> bool(open_graph().query("ASK { ?figure a std:Figure }"))
            True
        """
        from stdkg.ask import query

        return query(self.store, sparql, parameters)

    def check(self, *, lang: str = "en") -> list[Finding]:
        """Hold the graph against shapes and rules; return what they find, errors first."""
        from stdkg.check import check

        return check(self.store, positions=self.positions, lang=lang)

    def verify(self, texts: Mapping[str, str | PathLike[str] | bytes]) -> Report:
        """Hold every citation against the texts of the sources, by source id.

        Raises:
            UnknownNameError: an id that no source of the graph has.
            AccessError: a text cannot be read.
        """
        from stdkg.evidence import verify

        return verify(self.store, texts)

    def to_networkx(  # noqa: PLR0913  the options of the projection
        self,
        *,
        focus: str | None = None,
        hops: int = 1,
        classes: Collection[str] | None = None,
        relations: Collection[str] | None = None,
        figures: OneOf["attributes", "nodes", "none"] = "attributes",
        memberships: OneOf["edges", "nodes"] = "edges",
        source: str | None = None,
        construct: str | None = None,
    ) -> nx.MultiDiGraph[str]:
        """Return the property graph, or a part of it; `stdkg.project.project` says what each option does.

        Here `focus` may be any name of a resource.

        Raises:
            UnknownNameError: nothing in the graph goes by the name in `focus`.

        Example:
            >>> nodes = open_graph().to_networkx(focus="SAC").nodes
            >>> "https://w3id.org/stdkg/id/sac" in nodes
            True
        """
        from stdkg.project import project

        return project(
            self.store,
            focus=self._focus(focus),
            hops=hops,
            classes=classes,
            relations=relations,
            figures=figures,
            memberships=memberships,
            source=source,
            construct=construct,
        )

    def to_pyvis(self, *, focus: str | None = None, hops: int = 2, lang: str | None = None) -> Network:
        """Return the pyvis network of the graph, or of what lies within `hops` of `focus` (any of its names).

        Its page opens in the language `lang`, without one in that of the reader's browser.
        """
        from stdkg.view import network

        return network(self.store, focus=self._focus(focus), hops=hops, lang=lang)

    def _focus(self, name: str | None) -> str | None:
        from stdkg.ask import resolve

        return None if name is None else resolve(self.store, name).value

    def write(
        self, path: str | PathLike[str], *, citations: Citations = "subjects", force: bool = False
    ) -> Path:
        """Write the graph to a file in the format of its ending; return the path.

        Raises:
            UnknownNameError: no format has that ending.
            UsageError: the file exists and `force` is not given.
            AccessError: the file cannot be written; what was there stays.
        """
        from stdkg.export import by_extension, write
        from stdkg.files import atomic_writer

        target = Path(path)
        chosen = by_extension(target.suffix)
        with atomic_writer(target, force=force) as out:
            write(self.store, chosen.name, out, citations=citations)
        return target

    def load(self, *paths: str | PathLike[str], graph: str | None = None, replace: bool = False) -> int:
        """Add files and folders (RDF, curated tables) to the graph; return by how many triples it grew.

        Args:
            paths: the files and folders.
            graph: the IRI of the graph for triples that bring none, instead of the default graph.
            replace: put the statements in the place of what their graphs and sources held, in one step.

        Guarantee: all or nothing.

        Raises:
            DataError: the files break a rule; every fault is named.
            AccessError: a file cannot be read, or the store not written.
        """
        files = [Path(path) for path in paths]
        target = NamedNode(graph) if graph else None
        inputs = Inputs(files, target, fresh=False)
        before = len(self.store)
        if replace:
            replace_graphs(self.store, Inputs(files, target).graphs(), inputs.statements())
        else:
            self.store.add(inputs.statements())
        self.positions.update(inputs.positions)
        return len(self.store) - before

    @property
    def rdflib(self) -> rdflib.Dataset:
        """An rdflib.Dataset over the same store; see `store.dataset`.

        Raises:
            UsageError: the store is another engine's.
        """
        if not isinstance(self.store, EmbeddedStore):
            raise UsageError("rdflib works on embedded stores only; query the engine itself")
        from stdkg.store.dataset import dataset

        return dataset(self.store)

    def __len__(self) -> int:
        """The number of distinct triples."""
        return len(self.store)

    def _repr_html_(self) -> str | None:
        """The page inline, for Jupyter; None, which shows the line of text, for what another engine holds."""
        return self.to_pyvis()._repr_html_() if isinstance(self.store, EmbeddedStore) else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the store go."""
        self.store.close()
