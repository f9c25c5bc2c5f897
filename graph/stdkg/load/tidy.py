r"""The canonical form of a curated table: sorted rows, needful quotes only, LF, one newline at the end.

Example:
    >>> tidy("entities", b"id,class,passage\nb,std:Plan,s/1\na,\"std:Plan\",s/10\na,std:Plan,s/9\n").decode()
    'id,class,passage\na,std:Plan,s/9\na,std:Plan,s/10\nb,std:Plan,s/1\n'
"""

from __future__ import annotations

import csv
import io
import re

from stdkg.csvtext import csv_text
from stdkg.load.schema import shipped_schema

__all__ = ["tidy"]

_DIGITS = re.compile(r"([0-9]+)")


def tidy(table: str, content: bytes) -> bytes:
    """Return the canonical form of a table's bytes: sorted by its key, numbers in it as numbers.

    Raises:
        UnicodeDecodeError: the bytes are no UTF-8.
        KeyError: no table has that name.
    """
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    key = shipped_schema()[table].key
    rows.sort(key=lambda row: ([_natural(row[index]) for index in key], row))
    return csv_text([header, *rows]).encode("utf-8")


def _natural(text: str) -> list[tuple[int, str]]:
    """Digits sort by their value, so that passage 9 comes before passage 10."""
    return [(int(part) if part.isascii() and part.isdigit() else -1, part) for part in _DIGITS.split(text)]
