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
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from stdkg.errors import DataError
from stdkg.load.cells import CellError, typed
from stdkg.load.mapping import Column, Mapping, read_mapping
from stdkg.load.sheets import sheet_rows
from stdkg.load.sources import Source, broken
from stdkg.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["mapped", "read_mapping"]

_MOST = 1_000


def mapped(
    source: Source,
    mapping: Mapping,
    graph: NamedNode | None = None,
    tell: Callable[[int], None] | None = None,
) -> Iterator[Quad]:
    """Yield what the rows of a table state under a mapping, as a stream.

    Raises:
        DataError: at the end, with the faults of all cells (a thousand at most), each with line and column.
        AccessError: the file cannot be read.
    """
    table = _Table(source.name, mapping, graph)
    try:
        if source.suffix == ".xlsx":
            yield from table.quads(sheet_rows(source.path, source.member))
        else:
            with source.open(tell) as stream:
                text = io.TextIOWrapper(stream, mapping.encoding, newline="")
                mark = "\t" if source.suffix == ".tsv" else mapping.delimiter
                rows = csv.reader(text, delimiter=mark, strict=True)
                yield from table.quads((rows.line_num, row) for row in rows)
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
        self._graph = graph or DefaultGraph()

    def quads(self, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Quad]:
        """Yield what the rows state; the first has the titles of the columns."""
        columns = self._mapping.columns
        number = 0
        for line, cells in rows:
            self.line = line
            if number == 0 and self._mapping.header:
                number = 1
                if not self._header_is_right(cells):
                    return
                continue
            number += 1
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
            yield from self._row(cells + [""] * (len(columns) - len(cells)), number - self._mapping.header)

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

    def _row(self, cells: list[str], number: int) -> Iterator[Quad]:
        columns = self._mapping.columns
        values = [
            "" if (text or column.default) in column.null else text or column.default
            for text, column in zip(cells, columns, strict=True)
        ]
        names = {column.name: text for column, text in zip(columns, values, strict=True)} | {
            "_row": str(number)
        }
        for at, column in enumerate((*columns, *self._mapping.virtual), start=1):
            text = values[at - 1] if at <= len(columns) else None
            if column.required and not text:
                self._fault(f"{column.name}: the cell is empty", "write a value", at)
            elif not column.is_hidden and text != "":
                yield from self._cell(column, text, names, at)

    def _cell(self, column: Column, text: str | None, names: dict[str, str], at: int) -> Iterator[Quad]:
        """Yield the statements of a cell; of a virtual column (without a text), what its templates say."""
        try:
            subject = column.about(names)
            predicate = column.property(names)
            parts = text.split(column.separator) if text is not None and column.separator else [text]
            for part in parts:
                yield Quad(subject, predicate, _value(column, part, names), self._graph)
        except CellError as error:
            self._fault(f"{column.name}: {error.message}", error.repair, at)

    def _fault(self, message: str, repair: str, column: int | None) -> None:
        self.faults.append(Finding("error", self._name, message, repair, self.line, column, "mapping"))


def _value(column: Column, part: str | None, names: dict[str, str]) -> NamedNode | Literal:
    if column.value_url:
        return column.value(names if part is None else names | {column.name: part.strip()})
    text = (part or "").strip() if column.separator else part or ""
    if column.lang:
        return Literal(text, language=column.lang)
    return typed(column.plain(text), column.datatype) if column.datatype else Literal(text)
