"""What a row names must exist: entities, passages, sources and figures in a table, concepts and classes in the ontology.

Example:
    >>> References([]).knows("https://schema.org/Event")
    True
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from stdkg.load.cells import CellError, typed
from stdkg.model import Finding
from stdkg.vocabulary import BASE, PREFIXES, shorten, term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pyoxigraph import Quad

    from stdkg.load.rows import Row
    from stdkg.load.schema import TableSchema

__all__ = ["References"]

_STD = PREFIXES["std"]
_TYPE = term("rdf", "type")
_FIRST_COLUMN_DEFINES = {"sources": "source", "memberships": "membership", "figures": "figure"}
_TABLE_OF_PREFIX = {
    "source": "sources.csv",
    "passage": "passages.csv",
    "figure": "figures.csv",
    "membership": "memberships.csv",
    "id": "entities.csv or regions.csv",
}
_NOT_SAID_BY_TABLES = ("dataset:", "graph:")


class References:
    """What the tables define and name, and what the ontology knows."""

    def __init__(self, ontology: Iterable[Quad]) -> None:
        self._types: dict[str, set[str]] = {}
        for quad in ontology:
            if (
                quad.predicate == _TYPE
                and isinstance(quad.subject, NamedNode)
                and isinstance(quad.object, NamedNode)
            ):
                self._types.setdefault(quad.subject.value, set()).add(quad.object.value)
        self._defined: set[str] = set()
        self._named: dict[str, tuple[str, int, int]] = {}
        self._lengths: dict[str, int] = {}

    def knows(self, iri: str) -> bool:
        """Whether an IRI is foreign, of our ontology, or defined by a row so far."""
        if iri.startswith(_STD):
            return iri in self._types
        return not iri.startswith(BASE) or iri in self._defined

    def take(self, row: Row, schema: TableSchema) -> Iterator[Finding]:
        """Note what a row defines and names; yield its faults that need no other row."""
        self._define(row, schema.name)
        for at, field in schema.resources:
            cell = row.cells[at]
            if cell is None:
                continue
            iri = cell.value
            if field.kind == "concept" or iri.startswith(_STD):
                if not self._is_concept(iri, field.concept_class):
                    yield self._no_concept(row, field.name, field.concept_class, iri)
            elif iri.startswith(BASE) and iri not in self._defined:
                self._named.setdefault(iri, (row.file, row.line, at + 1))
        if schema.name in ("passages", "passed_over"):
            yield from self._span(row)
        elif schema.name == "triples":
            yield from _one_object(row)
        elif schema.name == "figures":
            yield from _figure(row)

    def _define(self, row: Row, table: str) -> None:
        if prefix := _FIRST_COLUMN_DEFINES.get(table):
            name = row.text("id").rpartition("/")[2]
            self._defined.add(term(prefix, name).value)
            row.cells[0] = term(prefix, name)
        elif table == "passages":
            source = row.text("source").rpartition("/")[2]
            self._defined.add(f"{PREFIXES['passage']}{source}/{row.text('number')}")
        elif table in ("entities", "regions"):
            self._defined.add(row.text("id"))
        if table in ("passages", "passed_over"):
            row.cells[0] = term("source", row.text("source").rpartition("/")[2])
        if table == "sources" and row["length"] is not None:
            self._lengths[row.text("id")] = int(row.text("length"))

    def _is_concept(self, iri: str, wanted: str) -> bool:
        types = self._types.get(iri, ())
        return _STD + wanted in types if wanted else bool(types)

    def _no_concept(self, row: Row, column: str, wanted: str, iri: str) -> Finding:
        wanted_iri = _STD + wanted
        local = iri.removeprefix(_STD)
        pool = [
            known.removeprefix(_STD) for known, has in self._types.items() if not wanted or wanted_iri in has
        ]
        near = get_close_matches(local, pool, n=1, cutoff=0.4)
        what = f"{local!r} is no {wanted or 'term of the ontology'}"
        place = "ontology/vocabularies/" if wanted else "ontology/stdkg.ttl"
        repair = f"write {near[0]!r}, or" if near else "write one that exists, or"
        return row.fault(column, f"{column}: {what}", f"{repair} define it in {place}", "unknown-concept")

    def _span(self, row: Row) -> Iterator[Finding]:
        """Hold a stretch of text against its source's length; a passage may have a locator instead."""
        if row["start"] is None or row["end"] is None:
            located = "locator" in row.columns and row["locator"] is not None
            if not (located and row["start"] is None and row["end"] is None):
                yield row.fault("start", "half a position", "write start, end and sha256, or only a locator")
            return
        start, end = int(row.text("start")), int(row.text("end"))
        if start >= end:
            yield row.fault(
                "end", f"the end {end} is not behind the start {start}", "write an end above the start"
            )
        length = self._lengths.get(row.text("source"))
        if length is not None and end > length:
            yield row.fault("end", f"the end {end} is outside the text of {length} characters", "count again")
        if row["sha256"] is None:
            yield row.fault(
                "sha256", "a position without a hash", "write the SHA-256 of the passage's UTF-8 bytes"
            )

    def dangling(self, faulty: Collection[str] = ()) -> Iterator[Finding]:
        """Yield a finding for each resource that is named but defined nowhere, once all rows are taken.

        Of what one of the `faulty` tables may define, in a row that could not be read, nothing is said to be missing.
        """
        for iri, (file, line, column) in self._named.items():
            name = shorten(iri)
            if iri in self._defined or name.startswith(_NOT_SAID_BY_TABLES):
                continue
            prefix, _, local = name.partition(":")
            table = _TABLE_OF_PREFIX.get(prefix, "a table")
            if any(one in table for one in faulty):
                continue
            near = get_close_matches(local, self._siblings(prefix), n=1)
            repair = f"write {near[0]!r}, or add it to {table}" if near else f"add it to {table}"
            yield Finding(
                "error", file, f"{local!r} is defined nowhere", repair, line, column, "dangling-reference"
            )

    def _siblings(self, prefix: str) -> list[str]:
        names = (shorten(iri) for iri in self._defined)
        return [name.partition(":")[2] for name in names if name.startswith(prefix + ":")]


def _one_object(row: Row) -> Iterator[Finding]:
    """Hold a triple against `object or value`."""
    if (row["object"] is None) == (row["value"] is None):
        yield row.fault("object", "object and value", "write one of the two, and only one")
    if row["value"] is None and (row["datatype"] is not None or row["lang"] is not None):
        yield row.fault("value", "a datatype or language without a value", "write the value, or delete them")
    datatype = row["datatype"]
    if datatype is not None and row["lang"] is not None:
        yield row.fault("lang", "a datatype and a language", "write one of the two")
    if isinstance(datatype, NamedNode) and row["value"] is not None:
        try:
            typed(row.text("value"), datatype)
        except CellError as error:
            yield row.fault("value", f"value: {error.message}", error.repair, "cell")


def _figure(row: Row) -> Iterator[Finding]:
    """Hold a figure against `a value with comparator and unit, or a rank with its kind`."""
    of_figure, of_ranking = ("value", "comparator", "unit"), ("rank", "rank_kind")
    ranking = row["rank"] is not None
    wanted, unwanted = (of_ranking, of_figure) if ranking else (of_figure, of_ranking)
    for column in wanted:
        if row[column] is None:
            yield row.fault(
                column, f"{column}: the cell is empty", f"write the {column} as the source has it"
            )
    for column in unwanted:
        if row[column] is not None:
            yield row.fault(
                column, f"{column} beside a {'rank' if ranking else 'value'}", "use a row for each"
            )
