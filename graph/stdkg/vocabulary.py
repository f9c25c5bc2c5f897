"""Namespaces, prefixes and the terms that the code names; a test holds them against `ontology/stdkg.ttl`.

Example:
    >>> expand("std:Figure")
    'https://w3id.org/stdkg/ontology#Figure'
    >>> shorten("https://w3id.org/stdkg/id/figure/x")
    'figure:x'
    >>> STD("Figure").value == expand("std:Figure")
    True
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import Final

from pyoxigraph import NamedNode

from stdkg.errors import UnknownNameError

__all__ = [
    "BASE",
    "DATA_GRAPHS",
    "GRAPH_ALL",
    "GRAPH_DERIVED",
    "GRAPH_ONTOLOGY",
    "GRAPH_PROVENANCE",
    "GRAPH_REFERENCE",
    "ID",
    "NAMES_OF_OTHERS",
    "PREFIXES",
    "STD",
    "expand",
    "shorten",
    "term",
]

BASE: Final = "https://w3id.org/stdkg/id/"

PREFIXES: Final[dict[str, str]] = {
    "cpov": "http://data.europa.eu/m8g/",
    "dataset": BASE + "dataset/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "figure": BASE + "figure/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "graph": BASE + "graph/",
    "id": BASE,
    "membership": BASE + "membership/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "passage": BASE + "passage/",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-concept": "http://purl.org/linked-data/sdmx/2009/concept#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "source": BASE + "source/",
    "std": "https://w3id.org/stdkg/ontology#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix to namespace: the ones a CURIE may use in a table, a query or on the command line."""

_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_NAMESPACE = re.compile(
    f"(?:{'|'.join(map(re.escape, sorted(_PREFIX_OF, key=len, reverse=True)))})(?=.)", re.DOTALL
)


@lru_cache(4096)
def term(prefix: str, local: str) -> NamedNode:
    """Return the term `prefix:local` as a node."""
    return NamedNode(PREFIXES[prefix] + local)


STD = partial(term, "std")
"""A term of the ontology: `STD("Figure")`."""
ID = partial(term, "id")
"""A resource: `ID("samr")`."""

GRAPH_ALL: Final = term("graph", "all")
GRAPH_REFERENCE: Final = term("graph", "reference")
GRAPH_PROVENANCE: Final = term("graph", "provenance")
GRAPH_ONTOLOGY: Final = term("graph", "ontology")
GRAPH_DERIVED: Final = term("graph", "derived")

NAMES_OF_OTHERS: Final = (
    term("schema", "name"),
    NamedNode("http://schema.org/name"),
    *(term(prefix, local) for prefix, local in (("foaf", "name"), ("dcterms", "title"), ("dc", "title"))),
    NamedNode("http://www.w3.org/2008/05/skos-xl#literalForm"),
    NamedNode("http://www.w3.org/2006/vcard/ns#fn"),
    term("sh", "name"),
)
"""The properties that graphs of others name by, beside rdfs:label and those of SKOS; the best first."""

DATA_GRAPHS: Final = frozenset({GRAPH_REFERENCE, GRAPH_PROVENANCE, GRAPH_ONTOLOGY, GRAPH_DERIVED})
"""The named graphs that are no passages."""


def expand(curie: str) -> str:
    """Return the IRI that a CURIE stands for.

    Raises:
        UnknownNameError: the prefix is none of PREFIXES.
    """
    prefix, _, local = curie.partition(":")
    if prefix not in PREFIXES:
        raise UnknownNameError(f"unknown prefix {prefix!r} in {curie!r}; write one of {', '.join(PREFIXES)}")
    return PREFIXES[prefix] + local


def shorten(iri: str) -> str:
    """Return the CURIE of an IRI under one of our prefixes, the longest namespace first; any other IRI as it is."""
    found = _NAMESPACE.match(iri)
    return iri if found is None else f"{_PREFIX_OF[found[0]]}:{iri[found.end() :]}"
