"""The column of a curated table that a property is written in.

Example:
    >>> from stdkg.model import Position
    >>> column_of(Position("data/figures.csv", 7, 1), "<https://w3id.org/stdkg/ontology#comparator>")
    4
    >>> column_of(Position("a.ttl", 7, 3), "<https://w3id.org/stdkg/ontology#comparator>")
    3
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from stdkg.load.schema import shipped_schema
from stdkg.vocabulary import expand

if TYPE_CHECKING:
    from stdkg.model import Position

__all__ = ["column_of"]

_COLUMNS = {
    "sources": {
        "title": "dcterms:title",
        "publisher": "dc:publisher",
        "issued": "dcterms:issued",
        "url": "schema:url",
        "language": "dcterms:language",
        "scope": "dcterms:spatial",
        "text_sha256": "std:textSha256",
        "length": "std:textLength",
        "retrieved": "std:retrieved",
        "note": "skos:editorialNote",
    },
    "regions": {"code": "skos:notation", "wikidata": "owl:sameAs", "part_of": "dcterms:isPartOf"},
    "memberships": {
        "member": "org:member",
        "organization": "org:organization",
        "role": "org:role",
        "title": "dcterms:title",
        "from": "dcat:startDate",
        "to": "dcat:endDate",
    },
    "figures": {
        "measure": "std:measure",
        "value": "sdmx-measure:obsValue",
        "comparator": "std:comparator",
        "unit": "sdmx-attribute:unitMeasure",
        "area": "sdmx-dimension:refArea",
        "period": "sdmx-dimension:refPeriod",
        "sector": "std:sector",
        "level": "std:standardLevel",
        "about": "std:about",
        "by": "std:by",
        "status": "std:status",
        "rank": "std:rank",
        "rank_kind": "std:rankKind",
        "context": "std:context",
        "note": "skos:editorialNote",
    },
}


def column_of(place: Position, path: str) -> int | None:
    """Return the column of a property in the table that a place lies in; the place's own where there is none."""
    return _columns(place.file).get(path, place.column)


@cache
def _columns(file: str) -> dict[str, int]:
    """Property, as a SPARQL path, to column."""
    table = Path(file)
    schema = shipped_schema().get(table.stem) if table.suffix == ".csv" else None
    if schema is None:
        return {}
    named = _COLUMNS.get(table.stem, {})
    return {
        f"<{expand(named[name])}>": number for number, name in enumerate(schema.header, 1) if name in named
    }
