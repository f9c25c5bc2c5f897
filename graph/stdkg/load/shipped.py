"""What stdkg ships: the ontology, and the graph of its curated tables.

Example:
    >>> any(quad.subject.value.endswith("#Figure") for quad in ontology_statements())
    True
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from stdkg.load.rdf import read_rdf
from stdkg.load.tables import Tables
from stdkg.paths import ontology_dir
from stdkg.vocabulary import GRAPH_ONTOLOGY, GRAPH_PROVENANCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Quad

__all__ = ["ontology_statements", "shipped_statements", "shipped_tables"]

_ONTOLOGY = ("*.ttl", "vocabularies/*.ttl", "alignments/*.ttl")


@cache
def ontology_statements() -> tuple[Quad, ...]:
    """Return the ontology, its vocabularies and alignments, in the graph `graph:ontology`."""
    folder = ontology_dir()
    files = [file for pattern in _ONTOLOGY for file in sorted(folder.glob(pattern))]
    return tuple(quad for file in files for quad in read_rdf(file, GRAPH_ONTOLOGY))


def shipped_tables() -> Tables:
    """Return the curated tables, not yet read."""
    return Tables([ontology_dir() / "data"], ontology_statements())


def shipped_statements() -> Iterator[Quad]:
    """Yield the shipped graph: the ontology, the description of the dataset, the curated statements.

    Raises:
        DataError: a table has a fault.
    """
    yield from ontology_statements()
    for file in sorted((ontology_dir() / "data").glob("*.ttl")):
        yield from read_rdf(file, GRAPH_PROVENANCE)
    yield from shipped_tables().statements()
