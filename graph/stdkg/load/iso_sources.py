"""The files of ISO Open Data as one source: committees, deliverables and the ICS, known by their names.

Example:
    >>> list(iso_statements([], {}, print))
    []
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, Quad

from stdkg.errors import DataError
from stdkg.load.deliverables import read_deliverables
from stdkg.load.ics import ics_statements
from stdkg.load.iso import read_committees
from stdkg.load.rdf import read_rdf
from stdkg.load.sources import broken
from stdkg.paths import ontology_dir
from stdkg.vocabulary import GRAPH_PROVENANCE, STD, term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from pyoxigraph import NamedNode

    from stdkg.load.sources import Source
    from stdkg.model import Finding

__all__ = ["describe_source", "iso_statements"]


def iso_statements(
    sources: Sequence[Source],
    actors: Mapping[int, NamedNode],
    warn: Callable[[Finding], None],
    day: date | None = None,
) -> Iterator[Quad]:
    """Yield what the files state, and what they are: licence, attribution; what they name and do not hold is handed to `warn`.

    Args:
        sources: the files; see `iso_files.iso_kind`.
        actors: member bodies that are curated actors, by ISO's id.
        warn: called with each warning.
        day: the day on which they were fetched, where it is known.

    Raises:
        DataError: a line or element that cannot be read; every one is named.
        AccessError: a file cannot be read.
    """
    faults: list[Finding] = []
    for kind in sorted({source.iso_kind for source in sources}):
        yield from describe_source(kind, day)
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
        yield from read_committees(source, actors, warn)
    else:
        yield from read_deliverables(source, warn)


def describe_source(kind: str, day: date | None = None) -> Iterator[Quad]:
    """Yield what a file of ISO Open Data is as a source: its title, publisher, licence, attribution, address and day.

    Example:
        >>> from datetime import date
        >>> len(list(describe_source("ics", date(2026, 11, 25)))) - len(list(describe_source("ics")))
        1
    """
    source = term("source", f"iso-open-data-{kind}")
    described = read_rdf(ontology_dir() / "fetched" / "iso" / "source.ttl", GRAPH_PROVENANCE)
    yield from (quad for quad in described if quad.subject == source)
    if day:
        retrieved = Literal(day.isoformat(), datatype=term("xsd", "date"))
        yield Quad(source, STD("retrieved"), retrieved, GRAPH_PROVENANCE)
