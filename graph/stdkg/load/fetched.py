"""ISO Open Data as a source of its own: its files fetched, with licence, attribution and the day of the fetch in the graph.

Example:
    >>> iso_day("2026-11-25").isoformat()
    '2026-11-25'
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import chain
from typing import TYPE_CHECKING

from stdkg.errors import AccessError, UsageError
from stdkg.load.iso_files import ADDRESSES
from stdkg.load.iso_sources import iso_statements
from stdkg.load.shipped import described_actors, iso_actors
from stdkg.load.sources import sources_of
from stdkg.load.web import Limits, fetch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Quad

    from stdkg.model import Finding

__all__ = ["IsoEdition", "fetch_iso", "iso_day"]


def iso_day(text: str | None) -> date:
    """Return the day that a text names, today (UTC) for None.

    Raises:
        UsageError: it names none.
    """
    if text is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no day; write YYYY-MM-DD") from None


def fetch_iso(folder: Path, kinds: Iterable[str], seconds: float) -> Path:
    """Fetch files of ISO Open Data into a folder, and return it.

    Raises:
        AccessError: an address cannot be reached, or takes too long.
    """
    for kind in kinds:
        address = ADDRESSES[kind]
        fetch(address, folder / address.rpartition("/")[2], Limits(seconds=seconds))
    return folder


class IsoEdition:
    """The files of ISO Open Data in a folder.

    Attributes:
        warnings: what the files name and do not hold, lack or have new; complete once all statements were read.
        count: how many statements were read.

    Raises:
        AccessError: the folder does not exist, or holds none of the files.
    """

    def __init__(self, folder: Path, day: date) -> None:
        self.warnings: list[Finding] = []
        self.count = 0
        self._day = day
        self._sources = [source for source in sources_of(folder) if source.iso_kind]
        if not self._sources:
            raise AccessError(
                f"{folder}: holds no file of ISO Open Data; fetch them from the addresses in the docs"
            )

    def statements(self) -> Iterator[Quad]:
        """Yield what the files state, and what they are.

        Raises:
            DataError: lines and elements that cannot be read; every one is named.
            AccessError: a file cannot be read.
        """
        for quad in chain(
            sorted(described_actors(), key=str),
            iso_statements(self._sources, iso_actors(), self.warnings.append, self._day),
        ):
            self.count += 1
            yield quad
