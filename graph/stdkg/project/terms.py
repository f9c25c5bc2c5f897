"""The terms that the projection treats in a way of their own, as IRIs.

Example:
    >>> local_name("https://w3id.org/stdkg/ontology#holdsSecretariatOf")
    'holdsSecretariatOf'
    >>> in_words("holdsSecretariatOf"), in_words("refArea_2022")
    ('holds secretariat of', 'ref area 2022')
    >>> in_words("hasSTOPublisher"), in_words("isDescribedin"), in_words("W3CStandard")
    ('has STO publisher', 'is described in', 'W3C standard')
    >>> in_words(local_name("https://w3id.org/i40/sto#IEC_62541-3:2020")), local_name("urn:iso:std")
    ('IEC 62541-3:2020', 'std')
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from stdkg.vocabulary import BASE, NAMES_OF_OTHERS, expand, shorten

__all__ = [
    "ATTRIBUTE_LINKS",
    "CITED",
    "DESCRIBING_CLASSES",
    "FIGURE_CLASSES",
    "GROUPS",
    "HIDDEN_CLASSES",
    "LABELS",
    "MEMBERSHIP",
    "PARTNERSHIP",
    "RELATION_CONCEPTS",
    "RELATION_LINKS",
    "STATEMENT",
    "TYPE",
    "in_words",
    "iri",
    "is_hash",
    "is_ours",
    "local_name",
    "short",
]


def _iris(curies: str) -> tuple[str, ...]:
    return tuple(expand(curie) for curie in curies.split())


TYPE: Final = expand("rdf:type")
CITED: Final = expand("dcterms:isReferencedBy")
MEMBERSHIP: Final = expand("org:Membership")
PARTNERSHIP: Final = expand("std:Partnership")
STATEMENT: Final = expand("rdf:Statement")

LABELS: Final = (
    *_iris("rdfs:label skos:prefLabel"),
    *(prop.value for prop in NAMES_OF_OTHERS),
    *_iris("skos:altLabel"),
)
"""What a node may be called by, the best first."""

ATTRIBUTE_LINKS: Final = frozenset(
    _iris(
        "owl:sameAs skos:exactMatch skos:closeMatch rdfs:seeAlso rdfs:isDefinedBy schema:url foaf:homepage "
        "foaf:page dcterms:source dcterms:license dcterms:language skos:inScheme prov:wasDerivedFrom qb:dataSet"
    )
)
"""Predicates whose objects say something about the node, but are nothing that one would draw."""

HIDDEN_CLASSES: Final = frozenset(_iris("std:Source std:Passage std:PassedOver"))
"""Evidence: never nodes."""

DESCRIBING_CLASSES: Final = frozenset(
    _iris(
        "oa:SpecificResource oa:TextPositionSelector oa:FragmentSelector "
        "qb:DataSet qb:DataStructureDefinition void:Dataset dcat:Dataset owl:Ontology"
    )
)
"""Descriptions of evidence and of data: no nodes where they are ours; a graph of others may be about nothing else."""

FIGURE_CLASSES: Final = frozenset(_iris("std:Figure std:Ranking"))

RELATION_CONCEPTS: Final = frozenset(_iris("std:Sector std:Measure std:StandardLevel"))
"""Concepts of the ontology that stay nodes where a relation leads to them; other concepts become attributes."""

RELATION_LINKS: Final = frozenset(_iris("std:addresses"))
"""Relations to concepts that are always drawn."""

GROUPS: Final = _iris(
    "std:GovernmentAgency std:StandardsBody std:IndustryAssociation std:ResearchInstitute std:Agency "
    "std:Department std:Committee std:Collective foaf:Person std:Region std:Policy std:Initiative std:Platform "
    "std:Partnership schema:Event std:Figure std:Ranking skos:Concept dcterms:Standard org:Membership"
)
"""The classes that a legend shows: a node belongs to the first of them that its class, or a class above it, is."""

short = lru_cache(1 << 16)(shorten)
"""The CURIE of an IRI; the same ones are asked for again and again."""

_OURS = BASE.removesuffix("id/")

_BEGINNING = (  # of an English word; in the last capital of an acronym none does: URLs, IECsub
    "[AEIOU](?!s(?![a-z]))[a-z]|[B-Z][aeiouy]|B[lr]|C[hlr]|D[rw]|F[lr]|G[hlnr]|K[lnr]|P[hlnrst]|Rh|S[chklmnpqtw]|T[hrsw]|W[hr]"
)
_BOUNDARY = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=\d)(?=[A-Z][a-z])"  # hasPart, ISA95Level, but W3C
    rf"|(?<=[A-Z0-9][A-Z])(?={_BEGINNING})"  # hasSTOPublisher
    r"|(?<=[a-z]ed)(?=(?:as|at|by|for|from|in|of|on|to|with)$)"  # isDescribedin
    r"|_+|(?<!\d)-+|-+(?!\d)"
)

_HASH = re.compile(r"[0-9a-f]{20,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@lru_cache(1 << 16)
def local_name(iri: str) -> str:
    """Return what stands behind the last `#` or `/` of an IRI, the last `:` of one without; else the whole IRI."""
    kept = iri.rstrip("#/:")
    return unquote(re.split(r"[#/]" if re.search(r"[#/]", kept) else ":", kept)[-1]) or iri


def is_ours(iri: str) -> bool:
    """Whether an IRI is one of stdkg: of its ontology or of its data."""
    return iri.startswith(_OURS)


def is_hash(name: str) -> bool:
    """Whether a name is a long number or hash, or has one in it: it says nothing to people."""
    return _HASH.search(name) is not None


def in_words(name: str) -> str:
    """Return a name in camel case as words; an acronym stays one, and as it is written, as does a long number or hash."""
    if is_hash(name):
        return name
    return " ".join(
        word if word.isupper() or word[1:2].isupper() else word[:1].lower() + word[1:]
        for word in _BOUNDARY.split(name)
        if word
    )


def iri(name: str) -> str:
    """Return the IRI that a CURIE stands for; an IRI or a blank node as it is.

    Raises:
        UnknownNameError: a CURIE with an unknown prefix.

    Example:
        >>> iri("id:sac"), iri("http://example.com/a"), iri("_:b0")
        ('https://w3id.org/stdkg/id/sac', 'http://example.com/a', '_:b0')
    """
    prefix, _, rest = name.partition(":")
    if rest.startswith("//") or prefix in {"_", "urn", "tag", "mailto"} or shorten(name) != name:
        return name
    return expand(name)
