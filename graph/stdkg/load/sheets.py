"""Workbooks (.xlsx): their sheets, and the rows of a sheet as texts. Needs openpyxl.

Example:
    >>> import tempfile, openpyxl
    >>> from pathlib import Path
    >>> path = Path(tempfile.mkdtemp()) / "entities.xlsx"
    >>> book = openpyxl.Workbook()
    >>> book.active.append(["id", "class", "passage"])
    >>> book.active.append(["samr", "std:GovernmentAgency", 1.0])
    >>> book.save(path)
    >>> list(sheet_rows(path))
    [(1, ['id', 'class', 'passage']), (2, ['samr', 'std:GovernmentAgency', '1'])]
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from stdkg.errors import AccessError, DataError
from stdkg.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["sheet_names", "sheet_rows"]


def sheet_names(path: Path) -> list[str]:
    """Return the names of the sheets in a workbook.

    Raises:
        AccessError: openpyxl is not installed, or the file cannot be read.
        DataError: the file is no workbook.
    """
    with _book(path) as book:
        return [str(sheet.title) for sheet in book.worksheets]


def sheet_rows(path: Path, title: str = "") -> Iterator[tuple[int, list[str]]]:
    """Yield number and texts of each row that holds anything; empty cells at its end are left out.

    `title` names the sheet; without one it is the first. Numbers are written as digits, days as YYYY-MM-DD.

    Raises:
        AccessError: openpyxl is not installed, or the file cannot be read.
        DataError: the file is no workbook.
    """
    with _book(path) as book:
        sheet = book[title] if title else book.worksheets[0]
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells = [_text(value) for value in values]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield number, cells


@contextmanager
def _book(path: Path) -> Iterator[Any]:
    try:
        import openpyxl
    except ImportError:
        raise AccessError(
            f"{path}: workbooks need the package openpyxl; install it: pip install 'stdkg[xlsx]'"
        ) from None
    try:
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as book:
            yield book
    except OSError as error:
        raise AccessError(f"{path}: cannot be read: {error.strerror or error}") from error
    except Exception as error:  # broken data raise whatever the parts of openpyxl do, here or at a later row
        text = " ".join(str(error).split()) or type(error).__name__
        fault = Finding("error", str(path), f"no workbook ({text})", "save it as .xlsx, or as CSV in UTF-8")
        raise DataError.of([fault]) from error


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
