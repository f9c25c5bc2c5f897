"""Mappings of tables, read from CSV on the Web metadata and held against what `csvw` can do.

Example:
    >>> of_all = {"aboutUrl": "http://example.com/{id}"}
    >>> column = _column({"name": "id", "propertyUrl": "rdfs:label"}, of_all, "m.json", Remembered(Template))
    >>> column.about.fill({"id": "a b"})
    '<http://example.com/a%20b>'
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from stdkg.errors import AccessError, DataError
from stdkg.load.cells import CellError, Remembered
from stdkg.model import Finding
from stdkg.vocabulary import PREFIXES, term

if TYPE_CHECKING:
    from collections.abc import Mapping as Values
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["Column", "Mapping", "Template", "read_mapping"]

_INHERITED = (
    "aboutUrl",
    "propertyUrl",
    "valueUrl",
    "datatype",
    "lang",
    "separator",
    "null",
    "default",
    "required",
)
_COLUMN = {*_INHERITED, "name", "titles", "suppressOutput", "virtual", "dc:description", "@type"}
_SCHEMA = {*_INHERITED, "columns", "primaryKey", "@type"}
_TABLE = {*_INHERITED, "@context", "@type", "url", "tableSchema", "dialect", "tables"}
_DIALECT = {"delimiter", "encoding", "header", "headerRowCount"}
_SLOT = re.compile(r"\{(\+?)([A-Za-z0-9_%.]+)\}")
_DATATYPES = {"number": "decimal", "any": "anyAtomicType", "binary": "base64Binary", "datetime": "dateTime"}
_SAFE = "-._~"
_UNTOUCHED = re.compile(r"[A-Za-z0-9._~-]*")
"""Texts that no template changes."""
_OPEN_START = re.compile(r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*/[A-Za-z0-9._~/-]*#?[A-Za-z0-9._~/-]*")
_OPEN_PART = re.compile(r"[A-Za-z0-9._~/-]*")
"""What begins a template, and what stands between its slots, so that it is an IRI with any untouched texts in them."""


class Template:
    """A template for IRIs; CURIEs with a known prefix are read as what they stand for.

    Example:
        >>> Template("id:part/{no}").fill({"no": "a b"})
        '<https://w3id.org/stdkg/id/part/a%20b>'
    """

    __slots__ = ("_form", "_last", "_node", "_slots", "_start", "names", "text")

    def __init__(self, text: str) -> None:
        start, *rest = _SLOT.split(text)
        self.text = text
        self.names = tuple(rest[1::3])
        self._start = start
        self._slots = tuple(zip(rest[::3], self.names, rest[2::3], strict=True))
        self._last: dict[str, str] | None = None
        self._node = ""
        self._form = _form(start, rest[2::3])

    def fill(self, names: dict[str, str]) -> str:
        """The IRI for a row, in N-Triples, by the values of its columns; asked again with the same dictionary, it is not made anew.

        Raises:
            CellError: a value is empty, or what comes out is no IRI.
        """
        if not self._node or (self._last is not names and self._slots):
            self._node = str(_node(self._filled(names)))
            self._last = names
        return self._node

    def fill_all(self, values: Values[str, Sequence[str]], count: int) -> list[str]:
        """The IRIs for so many rows, in N-Triples, by the values of their columns.

        Example:
            >>> Template("id:part/{no}").fill_all({"no": ["a", "b c"]}, 2)
            ['<https://w3id.org/stdkg/id/part/a>', '<https://w3id.org/stdkg/id/part/b%20c>']

        Raises:
            CellError: as `fill`, for one of them.
        """
        if not self.names:
            return [self.fill({})] * count
        empty = [""] * count
        columns = [values.get(name, empty) for name in self.names]
        if self._form and all("" not in texts and _UNTOUCHED.fullmatch("".join(texts)) for texts in columns):
            return list(map(self._form.__mod__, zip(*columns, strict=True)))
        return [self.fill(dict(zip(self.names, row, strict=True))) for row in zip(*columns, strict=True)]

    def _filled(self, names: dict[str, str]) -> str:
        text = self._start
        for is_raw, name, after in self._slots:
            value = names.get(name)
            if not value:
                raise CellError(
                    f"the template {self.text!r} wants {name!r}, which is empty", "write a value there"
                )
            is_safe = is_raw or (value.isalnum() and value.isascii())
            text += (value if is_safe else quote(value, safe=_SAFE)) + after
        return text


@dataclass(frozen=True, slots=True)
class Column:
    """What a column says: see the properties of the same names in the recommendation."""

    name: str
    titles: tuple[str, ...]
    about: Template
    property: Template
    value: Template | None
    datatype: NamedNode | None
    format: str
    lang: str
    separator: str
    null: tuple[str, ...]
    default: str
    required: bool
    is_hidden: bool
    is_virtual: bool

    def plain(self, text: str) -> str:
        """The text as its datatype wants it: booleans and decimal marks by the format."""
        if not self.format or self.datatype is None:
            return text
        if self.datatype == term("xsd", "boolean"):
            yes, _, no = self.format.partition("|")
            return {yes: "true", no: "false"}.get(text, text)
        return text.replace(".", "").replace(",", ".") if self.format == "," else text


@dataclass(frozen=True, slots=True)
class Mapping:
    """How the rows of a table become statements."""

    columns: tuple[Column, ...]
    virtual: tuple[Column, ...]
    delimiter: str
    encoding: str
    header: bool


def read_mapping(path: Path) -> Mapping:
    """Read a mapping.

    Raises:
        DataError: it is no JSON, or says what is not known here.
        AccessError: it cannot be read.
    """
    file = str(path)
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise AccessError(f"{file}: cannot be read: {error.strerror or error}") from error
    except json.JSONDecodeError as error:
        raise _fault(file, error.msg, "mend the JSON", error.lineno, error.colno) from error
    except (ValueError, RecursionError) as error:
        raise _fault(file, f"no JSON ({error})", "write JSON in UTF-8") from error
    tables = data.get("tables") if isinstance(data, dict) else None
    table = tables[0] if isinstance(tables, list) and len(tables) == 1 else data
    if not isinstance(table, dict) or not isinstance(table.get("tableSchema"), dict):
        raise _fault(file, "no table with a tableSchema in it", 'write {"tableSchema": {"columns": [...]}}')
    schema = table["tableSchema"]
    _refuse_unknown(table, _TABLE, "table", file)
    _refuse_unknown(schema, _SCHEMA, "schema", file)
    inherited = {key: part[key] for part in (table, schema) for key in _INHERITED if key in part}
    given = schema.get("columns")
    if not isinstance(given, list) or not given:
        raise _fault(file, "no columns", "write a list with one for each column of the table")
    templates = Remembered(Template)
    columns = [_column(column, inherited, file, templates) for column in given]
    return Mapping(
        tuple(column for column in columns if not column.is_virtual),
        tuple(column for column in columns if column.is_virtual),
        *_dialect(table.get("dialect") or {}, file),
    )


def _dialect(dialect: Any, file: str) -> tuple[str, str, bool]:  # noqa: ANN401  what JSON holds
    _refuse_unknown(dialect, _DIALECT, "dialect", file)
    delimiter, encoding = str(dialect.get("delimiter", ",")), str(dialect.get("encoding", "utf-8"))
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise _fault(file, f"the delimiter {delimiter!r}", "write one character, such as ; or a tab")
    try:
        "a".encode(encoding)
    except (LookupError, ValueError):
        raise _fault(
            file, f"the encoding {encoding!r} is not known", "write utf-8, or the one it has"
        ) from None
    return delimiter, encoding, bool(dialect.get("header", True)) and dialect.get("headerRowCount", 1) != 0


def _column(
    data: Any,  # noqa: ANN401  what JSON holds
    inherited: dict[str, Any],
    file: str,
    templates: Remembered[Template],
) -> Column:
    if not isinstance(data, dict) or not (data.get("name") or data.get("titles")):
        raise _fault(file, "a column without a name", 'write {"name": ...}')
    titles = data.get("titles") or data["name"]
    titles = next(iter(titles.values())) if isinstance(titles, dict) else titles
    titles = tuple(map(str, titles)) if isinstance(titles, list) else (str(titles),)
    name = str(data.get("name") or titles[0])
    _refuse_unknown(data, _COLUMN, f"column {name!r}", file)
    of = {**inherited, **data}
    hidden = bool(of.get("suppressOutput"))
    datatype = of.get("datatype")
    base, form = (
        (datatype.get("base"), datatype.get("format", "")) if isinstance(datatype, dict) else (datatype, "")
    )
    if isinstance(form, dict):
        form = form.get("decimalChar", "")
    null = of.get("null", "")
    for key in ("aboutUrl", "propertyUrl"):
        if not hidden and not of.get(key):
            raise _fault(file, f"column {name!r} has no {key}", f'write "{key}", or "suppressOutput": true')
    return Column(
        name,
        titles,
        templates[str(of.get("aboutUrl", ""))],
        templates[str(of.get("propertyUrl", ""))],
        templates[str(of["valueUrl"])] if of.get("valueUrl") else None,
        _datatype(base, file),
        str(form),
        _language(of.get("lang", ""), file),
        str(of.get("separator") or ""),
        tuple(map(str, null)) if isinstance(null, list) else (str(null),),
        str(of.get("default", "")),
        required=bool(of.get("required")),
        is_hidden=hidden,
        is_virtual=bool(of.get("virtual")),
    )


def _datatype(base: object, file: str) -> NamedNode | None:
    """The datatype of the literals of a column; none for plain texts."""
    if not base or base == "string":
        return None
    try:
        return term("xsd", _DATATYPES.get(str(base), str(base)))
    except ValueError:
        raise _fault(file, f"{base!r} is no datatype", "write one of XSD, such as integer, date") from None


def _language(tag: object, file: str) -> str:
    try:
        return Literal("", language=tag).language or "" if isinstance(tag, str) and tag else ""
    except ValueError:
        raise _fault(
            file, f"{tag!r} is no language tag", "write one of BCP 47, such as en, zh-Hant"
        ) from None


def _refuse_unknown(part: Any, known: set[str], where: str, file: str) -> None:  # noqa: ANN401  what JSON holds
    if not isinstance(part, dict):
        raise _fault(file, f"{where}: is no JSON object", "write {...}")
    for key in part:
        if key not in known and ":" not in key:
            raise _fault(
                file,
                f"{where}: {key!r} is not known here",
                f"leave it out; known are {', '.join(sorted(known))}",
            )


def _fault(
    file: str, message: str, repair: str, line: int | None = None, column: int | None = None
) -> DataError:
    return DataError.of([Finding("error", file, message, repair, line, column, "mapping")])


def _form(start: str, parts: list[str]) -> str:
    """What a template makes of texts that it does not change, with %s for each; "" where that may be no IRI."""
    start = _expanded(start)
    is_open = _OPEN_START.fullmatch(start) and all(map(_OPEN_PART.fullmatch, parts))
    return f"<{'%s'.join([start, *parts])}>" if is_open else ""


def _expanded(text: str) -> str:
    prefix, colon, local = text.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES and not local.startswith("//") else text


def _node(text: str) -> NamedNode:
    """Read a filled template as an IRI or a CURIE with a known prefix."""
    full = _expanded(text)
    try:
        return NamedNode(full)
    except ValueError:
        raise CellError(
            f"{full[:200]!r} is no IRI", "write it whole: https://..., or with a known prefix"
        ) from None
