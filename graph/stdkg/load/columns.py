r"""What cells say under a mapping, in N-Quads: the cell of a row, or those of many rows at once, column by column.

Many rows at once take a fraction of the time, as their cells are held against what is allowed without a step of Python for
each. What they say is the same; where one of them is faulty, they say nothing, and are to be read one by one.

Example:
    >>> import json, tempfile
    >>> from pathlib import Path
    >>> from stdkg.load.mapping import read_mapping
    >>> path = Path(tempfile.mkdtemp()) / "m.json"
    >>> columns = [{"name": "id", "propertyUrl": "dcterms:identifier"}]
    >>> _ = path.write_text(json.dumps({"tableSchema": {"aboutUrl": "http://e.org/{id}", "columns": columns}}))
    >>> Columns(read_mapping(path), " .\n").said([["a"], ["b"]], 1).splitlines()[1]
    '<http://e.org/b> <http://purl.org/dc/terms/identifier> "b" .'
"""

from __future__ import annotations

import re
from itertools import chain, compress
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from stdkg.load.cells import CellError, Remembered, are_typed, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from stdkg.load.mapping import Column, Mapping, Template

    Texts = Sequence[str]

__all__ = ["Columns", "Reader"]

_NOT_AS_IT_IS = re.compile(r'["\\\x00-\x1f\x7f\ud800-\udfff]')
"""What a literal of N-Quads cannot hold, or holds in another form."""


class Reader:
    """What the cells of one column say.

    Attributes:
        at: where the column stands, counted from 1.
        column: the column.
        predicate: what its statements have, in N-Quads; "" where it depends on the row.
        known: the object of a cell by its text, where it depends on nothing else and texts come again.
        one: the object of a cell, by its text and the values of its row.
    """

    __slots__ = ("_kind", "at", "column", "known", "one", "predicate")

    def __init__(self, at: int, column: Column) -> None:
        self.at = at
        self.column = column
        self.predicate = _constant(column.property)
        self.known: Remembered[str] | None = None
        self.one: Callable[[str, dict[str, str]], str]
        self._kind = column.lang and f"@{column.lang}"
        template, datatype = column.value, column.datatype
        if template and column.is_virtual:
            self.one = lambda _, names: template.fill(names)
        elif template and set(template.names) - {column.name}:
            self.one = lambda text, names: template.fill(names | {column.name: text.strip()})
        elif template:
            self._remember(lambda text: template.fill({column.name: text.strip()}))
        elif datatype:
            self._kind = str(Literal("", datatype=datatype))[2:]
            self._remember(lambda text: str(typed(column.plain(text), datatype)))
        else:
            self.one = lambda text, _: str(Literal(text, language=column.lang or None))

    def _remember(self, make: Callable[[str], str]) -> None:
        self.known = known = Remembered(make)
        self.one = lambda text, _: known[text]

    def all(self, texts: Texts, values: dict[str, Texts]) -> Texts:
        """Return the objects of cells that are not empty, by their texts and the values of the columns in their rows.

        Raises:
            CellError: one of them is faulty.
        """
        column = self.column
        if column.value:
            own = {} if column.is_virtual else {column.name: list(map(str.strip, texts))}
            return column.value.fill_all({**values, **own}, len(texts))
        is_sound = not column.datatype or (not column.format and are_typed(texts, column.datatype))
        if is_sound and not _NOT_AS_IT_IS.search("".join(texts)):
            return [f'"{text}"{self._kind}' for text in texts]
        if self.known is not None:
            return list(map(self.known.__getitem__, texts))
        return [self.one(text, {}) for text in texts]


class Columns:
    """The columns of a table under a mapping; `end` is what each statement ends with."""

    def __init__(self, mapping: Mapping, end: str) -> None:
        self.readers = [
            Reader(at, column)
            for at, column in enumerate((*mapping.columns, *mapping.virtual), start=1)
            if column.required or not column.is_hidden
        ]
        self._columns = mapping.columns
        self._end = end
        self._is_by_row = any(_is_by_row(reader.column) for reader in self.readers)

    def values(self, at: int, cells: Texts) -> Texts:
        """Return what cells of the column at `at` (from 0) hold, once what stands for nothing, and what stands for an empty cell, is put in."""
        column = self._columns[at]
        if column.null == ("",) and not column.default:
            return cells
        return ["" if (text or column.default) in column.null else text or column.default for text in cells]

    def said(self, rows: Sequence[Texts], first: int) -> str | None:
        """Return what rows say, the first of them being row number `first`; None where they must be read one by one."""
        width = len(self._columns)
        if self._is_by_row or not {*map(len, rows)} <= {width}:
            return None
        cells = [self.values(at, texts) for at, texts in enumerate(zip(*rows, strict=True))]
        values = dict(zip((column.name for column in self._columns), cells, strict=True))
        values["_row"] = [str(number) for number in range(first, first + len(rows))]
        part = _Part(values, self._end)
        try:
            lines = [
                part.virtual(reader) if reader.column.is_virtual else part.lines(reader, cells[reader.at - 1])
                for reader in self.readers
            ]
        except CellError:
            return None
        return "".join(chain.from_iterable(zip(*lines, strict=True)))


class _Part:
    """Some rows, by the values of their columns."""

    def __init__(self, values: dict[str, Texts], end: str) -> None:
        self._values = values
        self._count = len(values["_row"])
        self._end = end
        self._filled: dict[Template, Texts] = {}

    def virtual(self, reader: Reader) -> Texts:
        """Return what each row says by a column that has no cells."""
        if reader.column.is_hidden:
            return [""] * self._count
        return self._joined(reader, reader.all([""] * self._count, self._values))

    def lines(self, reader: Reader, texts: Texts) -> Texts:
        """Return what each row says by the cells of a column; "" for nothing.

        Raises:
            CellError: a cell is faulty, or a template may be.
        """
        if "" in texts and reader.column.required:
            raise CellError("a cell is empty", "write a value")
        if reader.column.is_hidden:
            return [""] * self._count
        if "" not in texts:
            return self._joined(reader, reader.all(texts, self._values))
        names = reader.column.value.names if reader.column.value else ()
        values: dict[str, Texts] = {
            name: list(compress(self._values[name], texts)) for name in names if name in self._values
        }
        objects = reader.all(list(filter(None, texts)), values)
        said = iter(self._joined(reader, objects, texts))
        return [text and next(said) for text in texts]

    def _joined(self, reader: Reader, objects: Texts, chosen: Texts | None = None) -> Texts:
        """Return the statements with these objects, of each row, or of those whose text in `chosen` is not empty."""
        end, subjects = self._end, self._chosen(reader.column.about, chosen)
        if reader.predicate:
            middle = f" {reader.predicate} "
            return [f"{subject}{middle}{said}{end}" for subject, said in zip(subjects, objects, strict=True)]
        terms = zip(subjects, self._chosen(reader.column.property, chosen), objects, strict=True)
        return [f"{subject} {predicate} {said}{end}" for subject, predicate, said in terms]

    def _chosen(self, template: Template, chosen: Texts | None) -> Iterable[str]:
        filled = self._all(template)
        return filled if chosen is None else compress(filled, chosen)

    def _all(self, template: Template) -> Texts:
        if template not in self._filled:
            self._filled[template] = template.fill_all(self._values, self._count)
        return self._filled[template]


def _is_by_row(column: Column) -> bool:
    """Whether the cells of a column can say several things, or its lack of cells is a fault in each row."""
    return column.required if column.is_virtual else bool(column.separator)


def _constant(template: Template) -> str:
    """Return what a template without slots says; "" where it must be filled, or is no IRI, which each cell then tells."""
    try:
        return "" if template.names else template.fill({})
    except CellError:
        return ""
