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
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import Literal, RdfFormat

from stdkg.errors import DataError
from stdkg.load.cells import CellError, Remembered, typed
from stdkg.load.mapping import Column, Mapping, Template, read_mapping
from stdkg.load.sheets import sheet_rows
from stdkg.load.sources import Source, broken
from stdkg.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import NamedNode, Quad

    Reader = Callable[[str, dict[str, str]], str]

__all__ = ["mapped", "read_mapping"]

_MOST = 1_000
_AT_ONCE = 500


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
        self._end = f" {graph} .\n" if graph else " .\n"
        self._names = [column.name for column in mapping.columns]
        columns = enumerate((*mapping.columns, *mapping.virtual), start=1)
        self._readers = [
            (at, column, _constant(column.property), *_reader(column))
            for at, column in columns
            if column.required or not column.is_hidden
        ]
        self._is_plain = all(column.null == ("",) and not column.default for column in mapping.columns)

    def quads(self, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Quad]:
        """Yield what the rows state, by way of N-Quads, which the engine reads faster than Python makes quads."""
        texts = self._texts(rows)
        while text := "".join(islice(texts, _AT_ONCE)):
            yield from pyoxigraph.parse(text, RdfFormat.N_QUADS)

    def _texts(self, rows: Iterator[tuple[int, list[str]]]) -> Iterator[str]:
        """Yield what each row states, in N-Quads; the first has the titles of the columns."""
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
            yield self._row(cells + [""] * (len(columns) - len(cells)), number - self._mapping.header)

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
        values = cells if self._is_plain else self._values(cells)
        names = dict(zip(self._names, values, strict=True))
        names["_row"] = str(number)
        said, end = "", self._end
        subject, about = "", None
        for at, column, predicate, known, read in self._readers:
            text = "" if column.is_virtual else values[at - 1]
            if not text:
                if column.required:
                    self._fault(f"{column.name}: the cell is empty", "write a value", at)
                if column.required or not column.is_virtual:
                    continue
            if read is None:
                continue
            try:
                if about is not column.about:
                    subject, about = column.about.fill(names), column.about
                start = f"{subject} {predicate or column.property.fill(names)}"
                if column.separator and text:
                    parts = map(str.strip, text.split(column.separator))
                    said += "".join([f"{start} {read(part, names)}{end}" for part in parts])
                else:
                    said += f"{start} {read(text, names) if known is None else known[text]}{end}"
            except CellError as error:
                self._fault(f"{column.name}: {error.message}", error.repair, at)
        return said or "\n"

    def _values(self, cells: list[str]) -> list[str]:
        return [
            "" if (text or column.default) in column.null else text or column.default
            for text, column in zip(cells, self._mapping.columns, strict=True)
        ]

    def _fault(self, message: str, repair: str, column: int | None) -> None:
        self.faults.append(Finding("error", self._name, message, repair, self.line, column, "mapping"))


def _reader(column: Column) -> tuple[Remembered[str] | None, Reader | None]:
    """Return what makes the object of a cell, in N-Quads: remembered by its text, where it depends on nothing else, and in any case.

    A column that states nothing has neither.
    """
    if column.is_hidden:
        return None, None
    if template := column.value:
        if column.is_virtual:
            return None, lambda _, names: template.fill(names)
        if set(template.names) - {column.name}:
            return None, lambda text, names: template.fill(names | {column.name: text.strip()})
        return _remembered(lambda text: template.fill({column.name: text.strip()}))
    if datatype := column.datatype:
        return _remembered(lambda text: str(typed(column.plain(text), datatype)))
    language = column.lang or None
    return None, lambda text, _: str(Literal(text, language=language))


def _remembered(make: Callable[[str], str]) -> tuple[Remembered[str], Reader]:
    known = Remembered(make)
    return known, lambda text, _: known[text]


def _constant(template: Template) -> str:
    """Return what a template without slots says; "" where it must be filled, or is no IRI, which each cell then tells."""
    try:
        return "" if template.names else template.fill({})
    except CellError:
        return ""
