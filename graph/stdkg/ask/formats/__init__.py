r"""The formats of rows: what `--format` takes for a result of SELECT and for a named question.

csv, tsv, json and xml are those of SPARQL 1.1. Where people read (table, markdown, csv, tsv) a label stands for an IRI
that has one; json and xml keep the terms.

Example:
    >>> from stdkg.ask.result import Result
    >>> write_rows(Result(("a",), []), "csv")
    b'a\r\n'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from stdkg.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable

    from stdkg.ask.result import Result

__all__ = ["ROW_FORMATS", "write_rows"]

ROW_FORMATS: Final = {
    "table": "table:table",
    "csv": "sparql:csv",
    "tsv": "sparql:tsv",
    "json": "sparql:json",
    "xml": "sparql:xml",
    "markdown": "markup:markdown",
}
"""Name to writer, a function that takes a result and returns text or bytes."""


def write_rows(result: Result, format: str, *, width: int | None = None) -> bytes:  # noqa: A002  as in the command
    """Return a result in a format, as UTF-8.

    Args:
        result: the rows, or the truth value of an ASK.
        format: one of ROW_FORMATS.
        width: of the terminal in columns, for a table that is to fit.

    Raises:
        UnknownNameError: there is no such format.
        DataError: the format cannot carry a character of the result.
    """
    if format not in ROW_FORMATS:
        raise UnknownNameError(f"no format {format!r} for rows; write one of {', '.join(ROW_FORMATS)}")
    if result.boolean is not None and format not in ("json", "xml"):
        return b"true\n" if result.boolean else b"false\n"
    module, _, name = ROW_FORMATS[format].partition(":")
    writer = cast("Callable[..., str | bytes]", getattr(import_module(f"stdkg.ask.formats.{module}"), name))
    written = writer(result, width) if format == "table" else writer(result)
    return written.encode() if isinstance(written, str) else written
