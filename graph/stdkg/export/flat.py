"""What a flat file (Turtle, N-Triples, RDF/XML, JSON-LD) holds: the default graph, each triple once, and who says so.

    citations     besides the statements themselves
    "subjects"    SUBJECT dcterms:isReferencedBy PASSAGE for each subject of a passage's graph, and the passages' description
    "statements"  that, and one rdf:Statement a claim, with dcterms:isReferencedBy each passage that states it, under
                  id:statement/HASH: the first 32 hexadecimal digits of the SHA-256 of the triple's canonical N-Triples
                  line, without the line's end
    "none"        neither passages, nor their selectors, nor anything that points at them

A passage is a named graph other than reference, provenance, ontology, derived and all.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, QuerySolutions, RdfFormat

from stdkg.export.canonical import canonical_parts
from stdkg.export.lexical import split_quad, split_triple
from stdkg.vocabulary import BASE, DATA_GRAPHS, GRAPH_ALL, STD, term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stdkg.export import Citations
    from stdkg.model import Node
    from stdkg.store import Store

__all__ = ["flat_triples", "statement_iri"]

_DEFAULT: Final = DefaultGraph()
_CITED_IN: Final = term("dcterms", "isReferencedBy")
_TYPE: Final = term("rdf", "type")
_HAS_SELECTOR: Final = term("oa", "hasSelector")
_NO_PASSAGE: Final = " ".join(sorted(f"{graph}," for graph in DATA_GRAPHS)) + f" {GRAPH_ALL}"
_IN_PASSAGE: Final = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g NOT IN ({_NO_PASSAGE}))"
_UNCITED: Final = f"SELECT ?s ?g {{ {{ SELECT DISTINCT ?s ?g {{ {_IN_PASSAGE} FILTER(?s != ?g) }} }} MINUS {{ ?s {_CITED_IN} ?g }} }}"
_CLAIMS: Final = f"SELECT ?s ?p ?o ?g {{ {_IN_PASSAGE} }}"
_PASSAGES: Final = f"SELECT DISTINCT ?g {{ {_IN_PASSAGE} }}"


def flat_triples(store: Store, citations: Citations) -> Iterator[Quad]:
    """Yield the triples that a flat file of `store` holds, in no order; see the module for `citations`."""
    if citations == "subjects":
        return _with_subjects(store)
    lines = _uncited(store) if citations == "none" else _with_statements(store)
    return pyoxigraph.parse("\n".join(lines), format=RdfFormat.N_TRIPLES)


def statement_iri(line: str) -> str:
    """Return the IRI of the rdf:Statement for a triple, given as a canonical N-Triples line.

    Example:
        >>> statement_iri("<http://e/a> <http://e/b> <http://e/c> .")
        'https://w3id.org/stdkg/id/statement/2234e7efea8948a9fb18f9ae58650c72'
    """
    return f"{BASE}statement/{sha256(line.encode()).hexdigest()[:32]}"


def _with_subjects(store: Store) -> Iterator[Quad]:
    yield from store.quads(graph_name=_DEFAULT)
    for row in cast("QuerySolutions", store.query(_UNCITED)):
        yield Quad(cast("Node", row["s"]), _CITED_IN, cast("Node", row["g"]))


def _with_statements(store: Store) -> list[str]:
    lines, claims = canonical_parts(_with_subjects(store), _claims(store))
    for claim in claims:
        lines += _reified(claim)
    return lines


def _claims(store: Store) -> Iterator[Quad]:
    for row in cast("QuerySolutions", store.query(_CLAIMS)):
        subject, predicate, value, graph = row
        yield Quad(subject, predicate, value, graph)


def _reified(claim: str) -> Iterator[str]:
    """Yield the description of one claim, which is an N-Quads line."""
    line, passage = split_quad(claim)
    subject, predicate, value = split_triple(line)
    node = f"<{statement_iri(line)}>"
    yield f"{node} {_TYPE} {term('rdf', 'Statement')} ."
    yield f"{node} {term('rdf', 'subject')} {subject} ."
    yield f"{node} {term('rdf', 'predicate')} {predicate} ."
    yield f"{node} {term('rdf', 'object')} {value} ."
    yield f"{node} {_CITED_IN} {passage} ."


def _uncited(store: Store) -> list[str]:
    passages = [
        Quad(row["g"], _TYPE, STD("Passage"), GRAPH_ALL)
        for row in cast("QuerySolutions", store.query(_PASSAGES))
    ]
    lines, marks = canonical_parts(store.quads(graph_name=_DEFAULT), passages)
    triples = [split_triple(line) for line in lines]
    cited = {split_triple(mark)[0] for mark in marks}
    described = {s for s, p, o in triples if o == str(STD("Passage")) and p == str(_TYPE)}
    described |= {o for s, p, o in triples if p == str(_HAS_SELECTOR) and s in described}
    return [
        line
        for line, (s, p, o) in zip(lines, triples, strict=True)
        if s not in described and o not in described and not (p == str(_CITED_IN) and o in cited)
    ]
