r"""Rows as CSV.

Example:
    >>> csv_text([["a", "b"], ["1\r2", "x"]])
    'a,b\n"1\r2",x\n'
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["csv_text"]


class _LineFeeds(io.StringIO):
    """Text whose rows, each written at once and ending in CR LF, end in LF."""

    def write(self, row: str) -> int:
        return super().write(row.removesuffix("\r\n") + "\n")


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as CSV, lines ending in LF.

    The csv module quotes the characters of its line ends and no others, and a reader takes a bare CR for one.
    """
    out = _LineFeeds()
    csv.writer(out).writerows(rows)
    return out.getvalue()
