r"""CSV files read strictly: every record with its line, every fault named, none of them the end of the run.

Files are UTF-8 with LF, comma-separated; a cell holds no control character, so a record is one line.

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

from stdkg.errors import AccessError
from stdkg.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

__all__ = ["MAX_LINE", "read_records"]

MAX_LINE = 1 << 20
"""Bytes: a longer line is a fault, and is never held in memory whole."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_WELL_QUOTED = re.compile(r'(?:[^",]*|"(?:[^"]|"")*")(?:,(?:[^",]*|"(?:[^"]|"")*"))*')
_BOM = b"\xef\xbb\xbf"


def read_records(
    path: Path, header: Sequence[str], report: Callable[[Finding], None]
) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells of each sound record; report each fault with its line.

    Raises:
        AccessError: the file cannot be read.
    """
    file = str(path)
    try:
        with path.open("rb") as stream:
            lines = _sound_lines(file, stream, report)
            if _header_is(file, next(lines, (1, "")), header, report):
                yield from _records(file, lines, len(header), report)
    except OSError as error:
        raise AccessError(f"{file}: cannot be read: {error.strerror or error}") from error


def _sound_lines(file: str, stream: BinaryIO, report: Callable[[Finding], None]) -> Iterator[tuple[int, str]]:
    number = 0
    while raw := stream.readline(MAX_LINE + 1):
        number += 1
        fault = _skip_long(stream, raw) if len(raw) > MAX_LINE else None
        text = ""
        if fault is None:
            if number == 1 and raw.startswith(_BOM):
                report(Finding("error", file, "a byte order mark", "save as UTF-8 without BOM", 1, 1))
                raw = raw.removeprefix(_BOM)
            text, fault = _decode(raw)
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


def _decode(raw: bytes) -> tuple[str, tuple[str, str] | None]:
    try:
        text = raw.decode("utf-8").removesuffix("\n")
    except UnicodeDecodeError as error:
        return "", (f"byte {error.start + 1} is no UTF-8 ({raw[error.start]:#04x})", "save the file as UTF-8")
    if text.endswith("\r"):
        return "", ("the line ends with CR LF", "save the file with LF line ends")
    if bad := _CONTROL.search(text):
        name = {"\t": "a tab", "\r": "a carriage return"}.get(bad[0], f"control character {ord(bad[0]):#04x}")
        return "", (
            f"{name} at character {bad.start() + 1}",
            "use commas between cells and plain spaces in them",
        )
    if '"' in text and not _WELL_QUOTED.fullmatch(text):
        return "", ("a stray quote", 'put the cell in quotes and double each quote in it: "a ""b"" c"')
    return text, None


def _header_is(
    file: str, first: tuple[int, str], header: Sequence[str], report: Callable[[Finding], None]
) -> bool:
    number, text = first
    if number == 1 and next(csv.reader([text]), []) == list(header):
        return True
    found = shorten(text, 200, placeholder=" ...")
    report(
        Finding("error", file, f"the header is {found!r}", f"write {','.join(header)!r}", 1, 1, rule="header")
    )
    return False


def _records(
    file: str, lines: Iterator[tuple[int, str]], width: int, report: Callable[[Finding], None]
) -> Iterator[tuple[int, list[str]]]:
    for number, text in lines:
        cells = text.split(",") if '"' not in text else next(csv.reader([text]))
        if len(cells) == width:
            yield number, cells
            continue
        many = f"{len(cells)} cell{'s' * (len(cells) != 1)}, but the header has {width}"
        commas = f"{width - 1} comma{'s' * (width - 1 != 1)}"
        repair = f"write {commas} on this line" + ("; a comma in a cell wants quotes" * (len(cells) > width))
        report(Finding("error", file, many, repair, number))
