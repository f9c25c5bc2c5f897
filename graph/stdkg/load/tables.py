"""Curated tables to statements: a folder of tables, or some of them, read as a stream.

Every fault of every table is found in one run; only then does the stream end, with an error that holds them all.

Example:
    >>> from stdkg.load.shipped import ontology_statements
    >>> from stdkg.paths import ontology_dir
    >>> tables = Tables([ontology_dir() / "data"], ontology_statements())
    >>> next(tables.statements()).graph_name.value
    'https://w3id.org/stdkg/id/graph/provenance'
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from stdkg.errors import DataError
from stdkg.load.emit import EMITTERS, LABEL, ROLE_PROPERTY, dataset_of, datasets
from stdkg.load.labels import LabelBook
from stdkg.load.references import References
from stdkg.load.rows import read_rows
from stdkg.load.schema import shipped_schema
from stdkg.load.sources import is_table, sources_of
from stdkg.model import Position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from stdkg.load.rows import Row
    from stdkg.load.schema import TableSchema
    from stdkg.load.sources import Source
    from stdkg.model import Finding

__all__ = ["Tables", "table_files"]

_DESCRIBED_IN = ("sources", "entities", "regions", "memberships", "figures")
"""The tables in which a resource has its own line."""


def table_files(paths: Sequence[Path | Source]) -> list[Source]:
    """Return the tables among the paths and in the folders, in the order in which they are to be read.

    Raises:
        AccessError: a path does not exist.
        UsageError: a file that is named as none of the tables.
    """
    order = list(shipped_schema())
    files = [source for path in paths for source in sources_of(path) if is_table(source)]
    return sorted(files, key=lambda source: (order.index(source.stem), source.name))


class Tables:
    """Curated tables, read once.

    Attributes:
        findings: the faults met so far, in the order of the files.
        positions: where each source, entity, region, membership and figure has its line, by IRI.
    """

    def __init__(
        self,
        paths: Sequence[Path | Source],
        ontology: Iterable[Quad],
        tell: Callable[[int], None] | None = None,
    ) -> None:
        self.findings: list[Finding] = []
        self.positions: dict[str, Position] = {}
        self._files = table_files(paths)
        self._tell = tell
        known = list(ontology)
        self._book = LabelBook(known)
        self._references = References(known)
        self._faulty: set[str] = set()
        self._datasets: set[NamedNode] = set()
        self._direct = {quad.subject: quad.object for quad in known if quad.predicate == ROLE_PROPERTY}

    def statements(self) -> Iterator[Quad]:
        """Yield the statements of all tables; memory holds identifiers and labels, not rows.

        Raises:
            DataError: at the end, if there was any fault; what was yielded before must then be thrown away.
            AccessError: a file cannot be read.
        """
        self._learn_names()
        for source in self._files:
            yield from self._table(source, shipped_schema()[source.stem])
        self.findings += self._references.dangling({f"{name}.csv" for name in self._faulty})
        if self.findings:
            order = [source.name for source in self._files]
            self.findings.sort(
                key=lambda finding: (order.index(finding.file), finding.line or 0, finding.column or 0)
            )
            raise DataError.of(self.findings)

    def _table(self, source: Source, schema: TableSchema) -> Iterator[Quad]:
        emit = EMITTERS[schema.name]
        for row in read_rows(source, schema, partial(self._unread, schema.name), self._tell):
            faults = list(self._references.take(row, schema))
            self.findings += faults
            if faults:
                continue
            quads = tuple(emit(row, self._book))
            yield from quads
            if schema.name == "memberships":
                yield from self._direct_property(row)
            if schema.name == "figures":
                yield from self._new_dataset(row)
            if quads and schema.name in _DESCRIBED_IN:
                self.positions.setdefault(quads[0].subject.value, Position(row.file, row.line, 1))  # type: ignore[union-attr]

    def _unread(self, table: str, finding: Finding) -> None:
        """Note the fault of a row that cannot be read."""
        self.findings.append(finding)
        self._faulty.add(table)

    def _direct_property(self, row: Row) -> Iterator[Quad]:
        """Yield the property that says in one step what the membership says in two."""
        direct = self._direct.get(row.node("role"))
        if isinstance(direct, NamedNode):
            yield Quad(row.node("member"), direct, row.node("organization"), row.node("passage"))

    def _new_dataset(self, row: Row) -> Iterator[Quad]:
        """Describe a data set when its first figure is met."""
        if (dataset := dataset_of(row)) not in self._datasets:
            self._datasets.add(dataset)
            yield from datasets(row)

    def _learn_names(self) -> None:
        """Read the labels first, as the labels of figures and memberships are made from them."""
        for source in self._files:
            if source.stem in ("names", "regions", "references"):
                schema = shipped_schema()[source.stem]
                for row in read_rows(source, schema, lambda _: None):
                    for quad in EMITTERS[schema.name](row, self._book):
                        if quad.predicate == LABEL and isinstance(quad.object, Literal):
                            self._book.add(row.node("id"), quad.object.language or "", quad.object.value)
