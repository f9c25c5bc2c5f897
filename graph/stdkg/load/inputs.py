"""Any mix of files and folders to statements: RDF in every syntax, curated tables, files of ISO Open Data.

Tables rest on the ontology (their concepts, roles and labels), so they bring it with them; RDF brings only itself.

Example:
    >>> import tempfile
    >>> from pathlib import Path
    >>> path = Path(tempfile.mkdtemp()) / "a.nt"
    >>> _ = path.write_text('<http://a> <http://b> "c" .')
    >>> len(list(Inputs([path]).statements()))
    1
"""

from __future__ import annotations

from itertools import compress, count
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import NamedNode

from stdkg.errors import DataError
from stdkg.load.csvw import mapped_texts, parsed
from stdkg.load.mapping import read_mapping
from stdkg.load.rdf import has_graphs, read_rdf
from stdkg.load.shipped import described_actors, iso_actors, ontology_statements
from stdkg.load.sources import TABLES, is_rdf, is_table, sources_of
from stdkg.load.tables import Tables
from stdkg.model import Batch, Batches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import Quad

    from stdkg.load.sources import Source
    from stdkg.model import Finding, Position

__all__ = ["Inputs"]

T = TypeVar("T")


class Inputs:
    """Files and folders to be read as one; a folder stands for the tables and the RDF files in it, at any depth.

    Blank nodes of two files are never the same, whatever their labels.

    Args:
        paths: the files and folders.
        graph: the graph for triples that bring none.
        fresh: the statements go where nothing is yet, so the blank nodes of the first file may keep their labels.
        mapping: CSV on the Web metadata that say what the rows of all tables state, in place of the curated schema.
        tell: called with the number of bytes that were read from the disk, as they are read.

    Attributes:
        warnings: what the files name and do not hold; complete once all statements were read.

    Raises:
        AccessError: a path does not exist.
        UsageError: a file that is neither a table nor RDF by its name, or a folder without either.
    """

    def __init__(
        self,
        paths: Sequence[Path | Source],
        graph: NamedNode | None = None,
        *,
        fresh: bool = True,
        mapping: Path | None = None,
        tell: Callable[[int], None] | None = None,
    ) -> None:
        self._graph = graph
        self._fresh = fresh
        self._tell = tell
        self.warnings: list[Finding] = []
        self._numbers = count(1)
        self._lines = 0
        self._count: int | None = None
        self._mapping = read_mapping(mapping) if mapping else None
        by_mapping = self._mapping is not None
        self._sources = [source for path in paths for source in sources_of(path, any_table=by_mapping)]
        tables = [source for source in self._sources if is_table(source) and not by_mapping]
        self._mapped = [source for source in self._sources if by_mapping and source.suffix in TABLES]
        self._rdf = [source for source in self._sources if is_rdf(source)]
        self._iso = [source for source in self._sources if source.iso_kind]
        self.tables = Tables(tables, ontology_statements(), tell) if tables else None

    @property
    def rdf(self) -> list[Path]:
        """The files of RDF that are not compressed."""
        return [source.path for source in self._rdf if source.is_plain]

    @property
    def size(self) -> int:
        """The bytes that are to be read from the disk."""
        return sum(path.stat().st_size for path in {source.path for source in self._sources})

    @property
    def positions(self) -> dict[str, Position]:
        """Where each resource of the tables has its line, by IRI; complete once all statements were read."""
        return self.tables.positions if self.tables else {}

    @property
    def count(self) -> int:
        """How many statements were read, once all were."""
        if self._count is None:
            self._count = next(self._numbers) - 1 + self._lines
        return self._count

    def statements(self) -> Batches:
        """Yield the statements of all files, read once, as a stream.

        Raises:
            DataError: at the end, with the faults of every file; what was yielded before must be thrown away.
            AccessError: a file cannot be read.
        """
        return Batches(self._batches())

    def _batches(self) -> Iterator[Batch]:
        faults: list[Finding] = []
        if self.tables:
            yield Batch(self._counted(ontology_statements()))
            yield Batch(self._counted(_noting(self.tables.statements(), faults)))
        if self._iso:
            yield Batch(self._counted(described_actors()))
            yield Batch(self._counted(_noting(self._iso_statements(), faults)))
        if self._mapped:
            texts, flat = self._texts(faults), self._graph is None
            yield Batch(parsed(texts), is_flat=flat, texts=texts if flat else None)
        for number, source in enumerate(self._rdf):
            rename = number > 0 or not self._fresh
            statements = read_rdf(source, self._graph, rename=rename, tell=self._tell)
            flat = self._graph is None and not has_graphs(source)
            yield Batch(self._counted(_noting(statements, faults)), is_flat=flat)
        if faults:
            raise DataError.of(faults)

    def _texts(self, faults: list[Finding]) -> Iterator[bytes]:
        """Yield what the mapped tables state as text, counting its lines, each of which is a statement."""
        for source in self._mapped:
            texts = mapped_texts(source, self._mapping, self._graph, self._tell) if self._mapping else ()
            for text in _noting(texts, faults):
                self._lines += text.count("\n")
                yield text.encode()

    def graphs(self) -> set[NamedNode]:
        """Return the named graphs that the statements of all files lie in, reading no more than that takes.

        Raises:
            DataError, AccessError: see `statements`; of files that are not read to the end, `statements` alone says.
        """
        if self.tables or self._iso or self._mapped or any(map(has_graphs, self._rdf)):
            graphs = {quad.graph_name for quad in self.statements()}
            return {graph for graph in graphs if isinstance(graph, NamedNode)}
        return {self._graph} if self._graph and any(map(_states_something, self._rdf)) else set()

    def _counted(self, statements: Iterable[Quad]) -> Iterator[Quad]:
        """Count without a step of Python for each statement: each number is true, so each statement passes."""
        return compress(statements, self._numbers)

    def _iso_statements(self) -> Iterator[Quad]:
        from stdkg.load.iso_sources import iso_statements

        return iso_statements(self._iso, iso_actors(), self.warnings.append)


def _states_something(source: Source) -> bool:
    """Whether a file of RDF begins with a statement, or with a fault."""
    try:
        return next(read_rdf(source), None) is not None
    except DataError:
        return True


def _noting(statements: Iterable[T], faults: list[Finding]) -> Iterator[T]:
    """Yield statements, or texts of them, up to the fault that ends them, and note it."""
    try:
        yield from statements
    except DataError as error:
        if not error.findings:
            raise
        faults += error.findings
