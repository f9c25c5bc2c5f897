"""What stdkg ships: the ontology, and the graph of its curated tables.

Example:
    >>> any(quad.subject.value.endswith("#Figure") for quad in ontology_statements())
    True
"""

from __future__ import annotations

import gzip
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from stdkg.errors import UnknownNameError
from stdkg.load.ics import ics_statements
from stdkg.load.iso import read_committees
from stdkg.load.rdf import read_rdf
from stdkg.load.tables import Tables
from stdkg.paths import ontology_dir
from stdkg.vocabulary import GRAPH_ONTOLOGY, GRAPH_PROVENANCE, STD, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Quad

__all__ = ["FETCHED", "ontology_statements", "shipped_statements", "shipped_tables"]

FETCHED = {"iso": term("source", "iso-open-data-committees")}
"""The fetched sources that can be added to the curated graph, each with a source that a graph with it holds."""

_ISO_ID = STD("isoMemberId")
_ONTOLOGY = ("stdkg.ttl", "vocabularies/*.ttl", "alignments/*.ttl")


@cache
def ontology_statements() -> tuple[Quad, ...]:
    """Return the ontology, its vocabularies and alignments, in the graph `graph:ontology`."""
    folder = ontology_dir()
    files = [file for pattern in _ONTOLOGY for file in sorted(folder.glob(pattern))]
    return tuple(quad for file in files for quad in read_rdf(file, GRAPH_ONTOLOGY))


def shipped_tables() -> Tables:
    """Return the curated tables, not yet read."""
    return Tables([ontology_dir() / "data"], ontology_statements())


def shipped_statements(include: Iterable[str] = ()) -> Iterator[Quad]:
    """Yield the shipped graph: the ontology, the description of the dataset, the curated statements.

    Args:
        include: the fetched sources to add, of those in FETCHED.

    Raises:
        DataError: a table has a fault.
        UnknownNameError: no such fetched source.
    """
    wanted = set(include)
    if unknown := wanted - set(FETCHED):
        raise UnknownNameError(f"no fetched source {min(unknown)!r}; write one of {', '.join(FETCHED)}")
    yield from ontology_statements()
    for file in sorted((ontology_dir() / "data").glob("*.ttl")):
        yield from read_rdf(file, GRAPH_PROVENANCE)
    actors: dict[int, NamedNode] = {}
    for quad in shipped_tables().statements():
        if quad.predicate == _ISO_ID and isinstance(quad.subject, NamedNode):
            actors[int(quad.object.value)] = quad.subject  # type: ignore[union-attr]  # a literal, as its shape says
        yield quad
    if "iso" in wanted:
        yield from _iso(actors)


def _iso(actors: Mapping[int, NamedNode]) -> Iterator[Quad]:
    folder = ontology_dir() / "fetched" / "iso"
    yield from read_rdf(folder / "source.ttl", GRAPH_PROVENANCE)
    yield from read_committees(folder / "committees.jsonl.gz", actors)[0]
    yield from ics_statements(gzip.decompress((folder / "ics.xml.gz").read_bytes()))
