"""What stdkg ships: the ontology, and the graph of its curated tables.

Example:
    >>> any(quad.subject.value.endswith("#Figure") for quad in ontology_statements())
    True
"""

from __future__ import annotations

import gzip
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal, Quad

from stdkg.errors import UnknownNameError
from stdkg.load.emit import EMITTERS
from stdkg.load.ics import ics_statements
from stdkg.load.iso import read_committees
from stdkg.load.iso_sources import describe_source
from stdkg.load.labels import LabelBook
from stdkg.load.rdf import read_rdf
from stdkg.load.rows import read_rows
from stdkg.load.schema import shipped_schema
from stdkg.load.tables import Tables
from stdkg.paths import ontology_dir
from stdkg.vocabulary import GRAPH_ONTOLOGY, GRAPH_PROVENANCE, GRAPH_REFERENCE, STD, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import NamedNode

    from stdkg.load.rows import Row

__all__ = [
    "FETCHED",
    "described_actors",
    "iso_actors",
    "ontology_statements",
    "ontology_triples",
    "shipped_statements",
    "shipped_tables",
]

FETCHED = {"iso": term("source", "iso-open-data-committees")}
"""The fetched sources that can be added to the curated graph, each with a source that a graph with it holds."""

_ISO_ID = STD("isoMemberId")
_DESCRIBING = (term("rdf", "type"), term("rdfs", "label"))
_ONTOLOGY = ("stdkg.ttl", "vocabularies/*.ttl", "alignments/*.ttl")


@cache
def ontology_statements() -> tuple[Quad, ...]:
    """Return the ontology, its vocabularies and alignments, in the graph `graph:ontology`."""
    return tuple(quad for file in _ontology_files() for quad in read_rdf(file, GRAPH_ONTOLOGY))


def ontology_triples() -> Iterator[Quad]:
    """Yield the same in no graph, as they are read."""
    return chain.from_iterable(map(read_rdf, _ontology_files()))


def _ontology_files() -> list[Path]:
    return [file for pattern in _ONTOLOGY for file in sorted(ontology_dir().glob(pattern))]


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
    yield from shipped_tables().statements()
    if "iso" in wanted:
        yield from _iso(iso_actors())


def iso_actors() -> dict[int, NamedNode]:
    """Return the curated actors that are members of ISO, by the id that ISO gives them.

    Example:
        >>> iso_actors()[1635].value
        'https://w3id.org/stdkg/id/sac'
    """
    rows = _rows("references")
    return {int(row.text("value")): row.node("id") for row in rows if row["property"] == _ISO_ID}


def _rows(table: str) -> Iterator[Row]:
    """The rows of a curated table; that they have no fault is checked where the graph is made."""
    return read_rows(ontology_dir() / "data" / f"{table}.csv", shipped_schema()[table], lambda _: None)


def described_actors() -> set[Quad]:
    """Return class, labels and origin of ISO and of the curated actors that are its members, for graphs that hold nothing else of them.

    Example:
        >>> "https://w3id.org/stdkg/id/sac" in {quad.subject.value for quad in described_actors()}
        True
    """
    wanted = {*iso_actors().values(), term("id", "iso")}
    described = {
        Quad(quad.subject, quad.predicate, quad.object, GRAPH_REFERENCE)
        for table in ("entities", "names", "references")
        for row in _rows(table)
        if row.node("id") in wanted
        for quad in EMITTERS[table](row, LabelBook())
        if quad.predicate in _DESCRIBING
    }
    origin = Literal("The curated tables of stdkg", language="en")
    return described | {Quad(actor, term("dcterms", "source"), origin, GRAPH_REFERENCE) for actor in wanted}


def _iso(actors: Mapping[int, NamedNode]) -> Iterator[Quad]:
    folder = ontology_dir() / "fetched" / "iso"
    for kind in ("committees", "ics"):
        yield from describe_source(kind)
    yield from read_rdf(folder / "edition.ttl", GRAPH_PROVENANCE)
    yield from read_committees(folder / "committees.jsonl.gz", actors)
    yield from ics_statements(gzip.decompress((folder / "ics.xml.gz").read_bytes()))
