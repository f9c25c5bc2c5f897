r"""Any table through a mapping: the subset of W3C CSV on the Web metadata that turns cells into statements.

A mapping is a JSON file beside the table (`TABLE.csv-metadata.json`). Of a column it takes `name`, `titles`, `aboutUrl`,
`propertyUrl`, `valueUrl`, `datatype` (and its `format` for booleans and decimal marks), `lang`, `separator`, `null`, `default`,
`required`, `suppressOutput`, `virtual`; of a table `url`, `dialect`, and the same properties for all columns. Templates hold
`{name}` and `{_row}`. What else a mapping says is refused, as it would change the meaning.

Example:
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "t.csv").write_text("id,name\na,x\n")
    >>> _ = (folder / "m.json").write_text(
    ...     '{"@context": "http://www.w3.org/ns/csvw", "tableSchema": {"aboutUrl": "http://e/{id}", "columns": ['
    ...     '{"name": "id", "suppressOutput": true}, {"name": "name", "propertyUrl": "rdfs:label", "lang": "en"}]}}')
    >>> [str(quad.object) for quad in mapped(Source.at(folder / "t.csv"), read_mapping(folder / "m.json"))]
    ['"x"@en']
"""

from __future__ import annotations

import csv
import io
from itertools import chain, islice
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import RdfFormat

from stdkg.errors import DataError
from stdkg.load.cells import CellError
from stdkg.load.columns import Columns
from stdkg.load.mapping import Mapping, read_mapping
from stdkg.load.sheets import sheet_rows
from stdkg.load.sources import Source, broken
from stdkg.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pyoxigraph import NamedNode, Quad

    from stdkg.load.columns import Reader

__all__ = ["mapped", "mapped_texts", "parsed", "read_mapping"]

_MOST = 1_000
_AT_ONCE = 200
"""Rows: enough to spare steps of Python, and few enough that their texts stay in the cache of the processor."""


def mapped(
    source: Source,
    mapping: Mapping,
    graph: NamedNode | None = None,
    tell: Callable[[int], None] | None = None,
) -> Iterator[Quad]:
    """Return what the rows of a table state under a mapping, as a stream; see `mapped_texts`."""
    return parsed(mapped_texts(source, mapping, graph, tell))


def parsed(texts: Iterable[str] | Iterable[bytes]) -> Iterator[Quad]:
    """Yield the statements of texts whose every term was checked; the engine reads them faster than Python makes quads."""
    return chain.from_iterable(pyoxigraph.parse(text, RdfFormat.N_QUADS, lenient=True) for text in texts)


def mapped_texts(
    source: Source,
    mapping: Mapping,
    graph: NamedNode | None = None,
    tell: Callable[[int], None] | None = None,
) -> Iterator[str]:
    """Yield what the rows of a table state under a mapping, as N-Quads, some rows at a time; every cell is checked.

    Raises:
        DataError: at the end, with the faults of all cells (a thousand at most), each with line and column.
        AccessError: the file cannot be read.
    """
    table = _Table(source.name, mapping, graph)
    try:
        if source.suffix == ".xlsx":
            yield from table.texts(sheet_rows(source.path, source.member))
        else:
            with source.open(tell) as stream:
                text = io.TextIOWrapper(stream, mapping.encoding, newline="")
                mark = "\t" if source.suffix == ".tsv" else mapping.delimiter
                rows = csv.reader(text, delimiter=mark, strict=True)
                yield from table.texts((rows.line_num, row) for row in rows)
    except (UnicodeDecodeError, csv.Error) as error:
        what, repair = f"the row after line {table.line} cannot be read: {error}", "mend it, or save as UTF-8"
        table.faults.append(Finding("error", source.name, what, repair, table.line + 1, rule="csv"))
    except OSError as error:
        raise broken(source, error) from error
    if table.faults:
        raise DataError.of(table.faults)


class _Table:
    """A table on its way through a mapping: where it is, and what was wrong."""

    def __init__(self, name: str, mapping: Mapping, graph: NamedNode | None) -> None:
        self.line = 0
        self.faults: list[Finding] = []
        self._name = name
        self._mapping = mapping
        self._end = f" {graph} .\n" if graph else " .\n"
        self._names = [column.name for column in mapping.columns]
        self._columns = Columns(mapping, self._end)

    def texts(self, rows: Iterator[tuple[int, list[str]]]) -> Iterator[str]:
        """Yield what the rows state, in N-Quads, some rows at a time; the first has the titles of the columns."""
        if self._mapping.header:
            for line, titles in islice(rows, 1):
                self.line = line
                if not self._header_is_right(titles):
                    return
        number = 1
        for part in _parts(rows):
            said = self._columns.said([cells for _, cells in part], number)
            yield "".join(self._one_by_one(part, number)) if said is None else said
            if len(self.faults) >= _MOST:
                return
            number += len(part)
            self.line = part[-1][0]

    def _one_by_one(self, rows: Sequence[tuple[int, list[str]]], first: int) -> Iterator[str]:
        """Yield what each row states; its faults are named."""
        columns = self._mapping.columns
        for number, (line, cells) in enumerate(rows, start=first):
            self.line = line
            if len(self.faults) >= _MOST:
                return
            if not cells:
                continue
            if len(cells) > len(columns):
                self._fault(
                    f"{len(cells)} cells, but the mapping has {len(columns)}",
                    "quote the cell that has more",
                    None,
                )
                continue
            yield self._row(cells + [""] * (len(columns) - len(cells)), number)

    def _header_is_right(self, titles: list[str]) -> bool:
        columns = self._mapping.columns
        if len(titles) != len(columns):
            self._fault(
                f"the header has {len(titles)} columns, the mapping {len(columns)}",
                "give each a column",
                None,
            )
            return False
        for at, (title, column) in enumerate(zip(titles, columns, strict=True), start=1):
            if title.removeprefix("\ufeff").strip() not in column.titles:
                self._fault(f"the title {title!r}", f"write {column.titles[0]!r}, or change the mapping", at)
        return not self.faults

    def _row(self, cells: list[str], number: int) -> str:
        """Return what a row states; a virtual column, which has no text, says what its templates do."""
        values = [self._columns.values(at, (cell,))[0] for at, cell in enumerate(cells)]
        names = dict(zip(self._names, values, strict=True))
        names["_row"] = str(number)
        return "".join([self._said(reader, values, names) for reader in self._columns.readers])

    def _said(self, reader: Reader, values: list[str], names: dict[str, str]) -> str:
        """Return what a row states by one column."""
        column, text = reader.column, "" if reader.column.is_virtual else values[reader.at - 1]
        if not text:
            if column.required:
                self._fault(f"{column.name}: the cell is empty", "write a value", reader.at)
            if column.required or not column.is_virtual:
                return ""
        if column.is_hidden:
            return ""
        try:
            start = f"{column.about.fill(names)} {reader.predicate or column.property.fill(names)}"
            parts = text.split(column.separator) if column.separator and text else None
            objects = (
                [reader.one(text, names)]
                if parts is None
                else [reader.one(part.strip(), names) for part in parts]
            )
            return "".join([f"{start} {said}{self._end}" for said in objects])
        except CellError as error:
            self._fault(f"{column.name}: {error.message}", error.repair, reader.at)
            return ""

    def _fault(self, message: str, repair: str, column: int | None) -> None:
        self.faults.append(Finding("error", self._name, message, repair, self.line, column, "mapping"))


def _parts(rows: Iterator[tuple[int, list[str]]]) -> Iterator[list[tuple[int, list[str]]]]:
    """Yield rows some at a time; those before one that cannot be read, before that is told."""
    part = []
    try:
        for row in rows:
            part.append(row)
            if len(part) == _AT_ONCE:
                yield part
                part = []
    except (UnicodeDecodeError, csv.Error):
        if part:
            yield part
        raise
    if part:
        yield part
