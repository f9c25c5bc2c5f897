"""The files of ISO Open Data as one source: committees, deliverables and the ICS, known by their names.

Example:
    >>> list(iso_statements([], {}, print))
    []
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdkg.errors import DataError
from stdkg.load.deliverables import read_deliverables
from stdkg.load.ics import ics_statements
from stdkg.load.iso import read_committees
from stdkg.load.sources import broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pyoxigraph import NamedNode, Quad

    from stdkg.load.sources import Source
    from stdkg.model import Finding

__all__ = ["iso_statements"]


def iso_statements(
    sources: Sequence[Source], actors: Mapping[int, NamedNode], warn: Callable[[Finding], None]
) -> Iterator[Quad]:
    """Yield what the files state; what they name and do not hold is handed to `warn`.

    Args:
        sources: the files; see `iso_files.iso_kind`.
        actors: member bodies that are curated actors, by ISO's id.
        warn: called with each warning.

    Raises:
        DataError: a line or element that cannot be read; every one is named.
        AccessError: a file cannot be read.
    """
    faults: list[Finding] = []
    for source in sorted(sources, key=lambda source: (source.iso_kind, source.name)):
        try:
            yield from _of(source, actors, warn)
        except DataError as error:
            faults += error.findings
        except OSError as error:
            raise broken(source, error) from error
    if faults:
        raise DataError.of(faults)


def _of(source: Source, actors: Mapping[int, NamedNode], warn: Callable[[Finding], None]) -> Iterator[Quad]:
    if source.iso_kind == "ics":
        with source.open() as stream:
            yield from ics_statements(stream.read(), source.name)
    elif source.iso_kind == "committees":
        quads, findings = read_committees(source, actors)
        yield from quads
        for finding in findings:
            warn(finding)
    else:
        yield from read_deliverables(source, warn)
