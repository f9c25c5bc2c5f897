r"""Tables read strictly: every record with its line, every fault named, none of them the end of the run.

CSV and TSV are UTF-8 with LF, separated by commas or tabs; a cell holds no control character, so a record is one line.
In a workbook a record is a row of its sheet.

Example:
    >>> import tempfile
    >>> from pathlib import Path
    >>> path = Path(tempfile.mkdtemp()) / "t.csv"
    >>> _ = path.write_text('id,name\na,"x, y"\nb\n')
    >>> faults: list[Finding] = []
    >>> [record for record in read_records(path, ("id", "name"), faults.append)]
    [(2, ['a', 'x, y'])]
    >>> print(str(faults[0]).removeprefix(str(path)))
    :3: error: 1 cell, but the header has 2; write 1 comma on this line
"""

from __future__ import annotations

import csv
import re
from textwrap import shorten
from typing import TYPE_CHECKING, BinaryIO

from stdkg.load.sheets import sheet_rows
from stdkg.load.sources import Source, broken
from stdkg.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

__all__ = ["MAX_LINE", "read_records"]

MAX_LINE = 1 << 20
"""Bytes: a longer line is a fault, and is never held in memory whole."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_CONTROL_BUT_TAB = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_WELL_QUOTED = {
    mark: re.compile(rf'(?:[^"{mark}]*|"(?:[^"]|"")*")(?:{mark}(?:[^"{mark}]*|"(?:[^"]|"")*"))*')
    for mark in (",", "\t")
}
_NAMES = {",": "comma", "\t": "tab"}
_BOM = b"\xef\xbb\xbf"


def read_records(
    path: Path | Source,
    header: Sequence[str],
    report: Callable[[Finding], None],
    tell: Callable[[int], None] | None = None,
) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells of each sound record; report each fault with its line.

    Raises:
        AccessError: the file cannot be read.
        DataError: its compressed data are broken.
    """
    source = path if isinstance(path, Source) else Source.at(path)
    try:
        if source.suffix == ".xlsx":
            yield from _sheet(source, header, report)
            return
        mark = "\t" if source.suffix == ".tsv" else ","
        with source.open(tell) as stream:
            lines = _sound_lines(source.name, stream, mark, report)
            first = next(lines, (1, ""))
            titles = next(csv.reader([first[1]], delimiter=mark), []) if first[0] == 1 else []
            if _header_is(source.name, titles, header, mark, report):
                yield from _records(source.name, lines, len(header), mark, report)
    except OSError as error:
        raise broken(source, error) from error


def _sheet(
    source: Source, header: Sequence[str], report: Callable[[Finding], None]
) -> Iterator[tuple[int, list[str]]]:
    rows = sheet_rows(source.path, source.member)
    if not _header_is(source.name, next(rows, (1, []))[1], header, ",", report):
        return
    for number, cells in rows:
        if len(cells) > len(header):
            many = f"{len(cells)} cells, but the header has {len(header)}"
            report(Finding("error", source.name, many, "clear the cells beyond it", number))
            continue
        yield number, cells + [""] * (len(header) - len(cells))


def _sound_lines(
    file: str, stream: BinaryIO, mark: str, report: Callable[[Finding], None]
) -> Iterator[tuple[int, str]]:
    number = 0
    while raw := stream.readline(MAX_LINE + 1):
        number += 1
        fault = _skip_long(stream, raw) if len(raw) > MAX_LINE else None
        text = ""
        if fault is None:
            if number == 1 and raw.startswith(_BOM):
                report(Finding("error", file, "a byte order mark", "save as UTF-8 without BOM", 1, 1))
                raw = raw.removeprefix(_BOM)
            text, fault = _decode(raw, mark)
        if fault:
            report(Finding("error", file, *fault, number))
        elif text or number == 1:
            yield number, text
        else:
            report(Finding("error", file, "an empty line", "delete it", number))


def _skip_long(stream: BinaryIO, raw: bytes) -> tuple[str, str]:
    while raw and not raw.endswith(b"\n"):
        raw = stream.readline(MAX_LINE)
    return f"a line of more than {MAX_LINE:,} bytes", "one record a line; look for a missing quote or newline"


def _decode(raw: bytes, mark: str) -> tuple[str, tuple[str, str] | None]:
    try:
        text = raw.decode("utf-8").removesuffix("\n")
    except UnicodeDecodeError as error:
        return "", (f"byte {error.start + 1} is no UTF-8 ({raw[error.start]:#04x})", "save the file as UTF-8")
    if text.endswith("\r"):
        return "", ("the line ends with CR LF", "save the file with LF line ends")
    if bad := (_CONTROL if mark == "," else _CONTROL_BUT_TAB).search(text):
        name = {"\t": "a tab", "\r": "a carriage return"}.get(bad[0], f"control character {ord(bad[0]):#04x}")
        return "", (
            f"{name} at character {bad.start() + 1}",
            f"use {_NAMES[mark]}s between cells and plain spaces in them",
        )
    if '"' in text and not _WELL_QUOTED[mark].fullmatch(text):
        return "", ("a stray quote", 'put the cell in quotes and double each quote in it: "a ""b"" c"')
    return text, None


def _header_is(
    file: str, titles: list[str], header: Sequence[str], mark: str, report: Callable[[Finding], None]
) -> bool:
    if titles == list(header):
        return True
    found, wanted = shorten(mark.join(titles), 200, placeholder=" ..."), mark.join(header)
    report(Finding("error", file, f"the header is {found!r}", f"write {wanted!r}", 1, 1, rule="header"))
    return False


def _records(
    file: str,
    lines: Iterator[tuple[int, str]],
    width: int,
    mark: str,
    report: Callable[[Finding], None],
) -> Iterator[tuple[int, list[str]]]:
    for number, text in lines:
        cells = text.split(mark) if '"' not in text else next(csv.reader([text], delimiter=mark))
        if len(cells) == width:
            yield number, cells
            continue
        many = f"{len(cells)} cell{'s' * (len(cells) != 1)}, but the header has {width}"
        marks = f"{width - 1} {_NAMES[mark]}{'s' * (width - 1 != 1)}"
        more = f"; a {_NAMES[mark]} in a cell wants quotes" if len(cells) > width else ""
        report(Finding("error", file, many, f"write {marks} on this line{more}", number))
