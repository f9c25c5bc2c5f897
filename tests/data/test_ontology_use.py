"""The shipped graph, with what was fetched, as the ontology sees it: only declared terms, of the right kind, without a contradiction."""

from __future__ import annotations

from functools import cache

import owlrl
import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, URIRef

from stdkg.load.shipped import FETCHED, ontology_statements, shipped_statements
from stdkg.vocabulary import shorten

ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
BUILT_IN = ("owl:", "rdf:", "rdfs:")
OBJECT = OWL.ObjectProperty
DATATYPE = OWL.DatatypeProperty


@cache
def statements() -> tuple[ox.Quad, ...]:
    return tuple(shipped_statements(FETCHED))


@cache
def kinds() -> dict[str, set[str]]:
    """Return the types that the ontology gives to each term."""
    found: dict[str, set[str]] = {}
    for quad in ontology_statements():
        if quad.predicate.value == str(RDF.type):
            found.setdefault(str(to_rdflib(quad.subject)), set()).add(str(to_rdflib(quad.object)))
    return found


def test_every_property_and_class_in_use_is_declared() -> None:
    used = {quad.predicate.value for quad in statements()}
    used |= {str(to_rdflib(quad.object)) for quad in statements() if quad.predicate.value == str(RDF.type)}
    unknown = {shorten(iri) for iri in used - set(kinds())}
    assert sorted(name for name in unknown if not name.startswith(BUILT_IN)) == [], (
        "declare it in ontology/alignments/reused-terms.ttl, or take a term that stands there"
    )


def test_a_property_leads_to_what_its_kind_allows() -> None:
    for quad in statements():
        kind = kinds().get(quad.predicate.value, set())
        if isinstance(quad.object, ox.Literal):
            assert str(OBJECT) not in kind, f"{quad}: write a resource, not a text"
        else:
            assert str(DATATYPE) not in kind, f"{quad}: write a value, not a resource"


def to_rdflib(node: object) -> URIRef | rdflib.Literal:
    if isinstance(node, ox.Literal):
        datatype = None if node.language else URIRef(node.datatype.value)
        return rdflib.Literal(node.value, lang=node.language, datatype=datatype)
    assert isinstance(node, ox.NamedNode), f"{node}: curated data have no blank nodes"
    return URIRef(node.value)


@pytest.mark.full
def test_the_shipped_graph_contradicts_nothing() -> None:
    graph = rdflib.Graph()
    for quad in shipped_statements():
        if not (isinstance(quad.object, ox.Literal) and quad.object.language):
            graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    errors = [
        str(text) for node in graph.subjects(RDF.type, ERROR) for text in graph.objects(node) if text != ERROR
    ]
    assert errors == []
