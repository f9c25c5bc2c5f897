"""Dates of a text: 2023-06-05, June 5, 2023, 5 June, June 2023, 2023年6月5日, 6月5日.

Example:
    >>> [(date.start, date.end) for date in dates("Signed on June 5, 2023; in force from 2024-01-01.")]
    [(10, 22), (38, 48)]
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdkg.evidence.letters import fold

__all__ = ["Date", "dates"]

_MONTH = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?)"
)
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])(?:st|nd|rd|th)?"
_YEAR = "[12][0-9]{3}(?![0-9,.][0-9])"
_DATE = re.compile(
    rf"""(?<![\w.])(?:
      (?P<numeric>[12][0-9]{{3}}([-/.])(?:1[0-2]|0?[1-9])\2(?:3[01]|[12][0-9]|0?[1-9])(?![0-9]))
    | {_MONTH}\s+{_DAY}(?:\s*,?\s*{_YEAR})?(?!\w|[,.][0-9])
    | {_DAY}\s+(?:of\s+)?{_MONTH}(?:\s*,?\s*{_YEAR})?(?!\w)
    | {_MONTH}\s*,?\s*{_YEAR}(?!\w)
    ) | (?<![0-9])(?:(?:{_YEAR}\s*年\s*)?(?:1[0-2]|0?[1-9])\s*月(?:\s*{_DAY}\s*[日号])?|{_YEAR}\s*年)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date: where it stands; `numeric` where it is digits and marks alone, which are then no numbers of their own."""

    start: int
    end: int
    numeric: bool


def dates(text: str) -> list[Date]:
    """Return the dates of a text, in its order; `text` may be folded already."""
    return [
        Date(match.start(), match.end(), match["numeric"] is not None) for match in _DATE.finditer(fold(text))
    ]
