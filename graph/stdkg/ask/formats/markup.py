r"""Rows as a table in Markdown and in HTML, every character of the data escaped.

Example:
    >>> from pyoxigraph import Literal
    >>> from stdkg.ask.result import Result
    >>> result = Result(("name",), [(Literal("<b>a|b</b>"),)])
    >>> print(markdown(result), end="")
    | name |
    | --- |
    | \<b\>a\|b\</b\> |
    >>> "&lt;b&gt;a|b&lt;/b&gt;" in html(result)
    True
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from stdkg.ask.formats.table import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stdkg.ask.result import Result

__all__ = ["html", "markdown"]

_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>|~#&$])")
_MOST_ROWS: Final = 200


def markdown(result: Result) -> str:
    """Return the rows as a table in Markdown, a line a row."""
    heads = [result.headings.get(column, column) for column in result.columns]
    lines = [_line(heads), _bare_line("---" for _ in heads)]
    lines.extend(_line(cell_text(result, node) for node in row) for row in result.terms)
    return "".join(lines)


def html(result: Result) -> str:
    """Return the first 200 rows as a table in HTML, or the truth value."""
    if result.boolean is not None:
        return f"<p>{str(result.boolean).lower()}</p>"
    head = "".join(f"<th>{escape(result.headings.get(column, column))}</th>" for column in result.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell_text(result, node))}</td>" for node in row) + "</tr>"
        for row in result.terms[:_MOST_ROWS]
    )
    more = f"<p>{len(result) - _MOST_ROWS} more rows</p>" if len(result) > _MOST_ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


def _line(cells: Iterable[str]) -> str:
    return _bare_line(_MARKS.sub(r"\\\1", " ".join(cell.split())) for cell in cells)


def _bare_line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
