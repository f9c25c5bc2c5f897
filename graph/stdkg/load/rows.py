r"""Rows of one curated table: every cell held against its kind, every fault reported with line and column.

Example:
    >>> import tempfile
    >>> from pathlib import Path
    >>> from stdkg.load.schema import shipped_schema
    >>> path = Path(tempfile.mkdtemp()) / "entities.csv"
    >>> _ = path.write_text("id,class,passage\nsamr,std:GovernmentAgency,a-source/1\n")
    >>> row = next(read_rows(path, shipped_schema()["entities"], print))
    >>> row.line, row["id"].value
    (2, 'https://w3id.org/stdkg/id/samr')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode

from stdkg.load.cells import KINDS, CellError, Remembered
from stdkg.load.csvfile import read_records
from stdkg.load.sources import Source
from stdkg.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from stdkg.load.schema import Field, TableSchema

__all__ = ["Cell", "Row", "read_rows"]

Cell: TypeAlias = NamedNode | Literal | None
"""The term that a cell stands for; None for an empty cell."""


class Row:
    """One row: its line, and its cells by the name of their column."""

    __slots__ = ("cells", "columns", "file", "line")

    def __init__(self, file: str, line: int, columns: dict[str, int], cells: list[Cell]) -> None:
        self.file = file
        self.line = line
        self.columns = columns
        self.cells = cells

    def __getitem__(self, column: str) -> Cell:
        return self.cells[self.columns[column]]

    def node(self, column: str) -> NamedNode:
        """The resource in a required column."""
        cell = self[column]
        if not isinstance(cell, NamedNode):
            raise TypeError(f"{self.file}:{self.line}: {column} holds no resource")
        return cell

    def text(self, column: str) -> str:
        """The text of a cell, "" where it is empty; of a resource, its IRI."""
        cell = self[column]
        return "" if cell is None else cell.value

    def fault(self, column: str, message: str, repair: str, rule: str = "") -> Finding:
        """A finding about a cell of this row."""
        return Finding("error", self.file, message, repair, self.line, self.columns[column] + 1, rule)


def read_rows(
    path: Path | Source,
    schema: TableSchema,
    report: Callable[[Finding], None],
    tell: Callable[[int], None] | None = None,
) -> Iterator[Row]:
    """Yield the sound rows of a table; report each fault of the others, and each key that stands twice.

    Raises:
        AccessError: the file cannot be read.
    """
    file = path.name if isinstance(path, Source) else str(path)
    columns = {name: index for index, name in enumerate(schema.header)}
    parsers = [_Parser(field) for field in schema.fields]
    seen: dict[tuple[str, ...], int] = {}
    readers = [parser.cells.__getitem__ for parser in parsers]
    for line, texts in read_records(path, schema.header, report, tell):
        cells: list[Cell] = []
        sound = True
        try:
            cells = [read(text) for read, text in zip(readers, texts, strict=True)]
        except CellError:
            sound = False
            for column, (parser, text) in enumerate(zip(parsers, texts, strict=True), start=1):
                if fault := parser.fault(text):
                    what = f"{parser.name}: {fault.message}"
                    report(Finding("error", file, what, fault.repair, line, column, "cell"))
        key = tuple(texts[index] for index in schema.key)
        if (first := seen.setdefault(key, line)) != line:
            sound = False
            report(_repeated(file, line, schema, key, first))
        if sound:
            yield Row(file, line, columns, cells)


def _repeated(file: str, line: int, schema: TableSchema, key: tuple[str, ...], first: int) -> Finding:
    names = ", ".join(schema.header[index] for index in schema.key)
    repair = "delete one of the two" if schema.name != "figures" else "give each row an id of its own"
    return Finding(
        "error", file, f"{names} {'/'.join(key)!r} stands on line {first} already", repair, line, 1, "key"
    )


class _Parser:
    """The cells of one column."""

    def __init__(self, field: Field) -> None:
        self.name = field.name
        self.cells = Remembered(self._parse)
        self._field = field
        self._kind = KINDS[field.kind]

    def fault(self, text: str) -> CellError | None:
        """What is wrong with a cell."""
        try:
            self.cells[text]
        except CellError as error:
            return error
        return None

    def _parse(self, text: str) -> Cell:
        if not text:
            if self._field.required:
                raise CellError("the cell is empty", f"write a {self._field.kind}")
            return None
        if text != text.strip():
            raise CellError(f"{text[:80]!r} has blanks at its edge", f"write {text.strip()[:80]!r}")
        return self._kind(text)
