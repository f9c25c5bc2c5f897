"""The ontology as logic: inside the OWL 2 RL profile, consistent under its rules, and able to be inconsistent."""

from __future__ import annotations

from functools import cache

import owlrl
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, XSD, Namespace, URIRef

from stdkg.paths import ontology_dir

STD = Namespace("https://w3id.org/stdkg/ontology#")
ORG = Namespace("http://www.w3.org/ns/org#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
PROV = Namespace("http://www.w3.org/ns/prov#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
EX = Namespace("https://example.org/")
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
OUTSIDE_RL = {
    OWL.unionOf,
    OWL.intersectionOf,
    OWL.complementOf,
    OWL.oneOf,
    OWL.disjointUnionOf,
    OWL.onProperty,
    OWL.members,
    OWL.hasKey,
    OWL.propertyChainAxiom,
    OWL.withRestrictions,
    OWL.onDatatype,
}
PROPERTY_KINDS = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
RL_DATATYPES = {RDFS.Literal, XSD.boolean, XSD.integer, XSD.decimal, XSD.string}
TEXTS = {
    RDFS.label,
    SKOS.prefLabel,
    SKOS.altLabel,
    SKOS.hiddenLabel,
    SKOS.definition,
    SKOS.example,
    SKOS.scopeNote,
}


@cache
def axioms() -> rdflib.Graph:
    """Return the ontology without its texts: they take no part in reasoning and most of its time."""
    whole, kept = rdflib.Graph(), rdflib.Graph()
    for file in ontology_dir().rglob("*.ttl"):
        if file.parent.name in {"ontology", "vocabularies", "alignments"}:
            whole.parse(file)
    for triple in whole:
        if triple[1] not in TEXTS:
            kept.add(triple)
    return kept


def close(*more: tuple[URIRef, URIRef, URIRef]) -> rdflib.Graph:
    """Return the closure of the ontology and some triples under the rules of OWL 2 RL."""
    closed = rdflib.Graph()
    for triple in (*axioms(), *more):
        closed.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    return closed


def errors(closed: rdflib.Graph) -> list[str]:
    return sorted(
        str(text)
        for node in closed.subjects(RDF.type, ERROR)
        for text in closed.objects(node, None)
        if text != ERROR
    )


def test_the_ontology_is_consistent() -> None:
    closed = close()
    assert errors(closed) == []
    terms = {term for kind in (OWL.Class, *PROPERTY_KINDS) for term in axioms().subjects(RDF.type, kind)}
    concepts = set(closed.subjects(RDF.type, SKOS.Concept))
    assert terms & concepts == set(), "a match of SKOS between classes must not make concepts of them"
    empty = [node for node in closed.subjects(RDFS.subClassOf, OWL.Nothing) if node != OWL.Nothing]
    assert empty == []


CONTRADICTIONS: dict[str, list[tuple[URIRef, URIRef]]] = {
    "person-and-agency": [(RDF.type, FOAF.Person), (RDF.type, STD.GovernmentAgency)],
    "country-and-city": [(RDF.type, STD.Country), (RDF.type, STD.City)],
    "member-country": [(RDF.type, STD.Country), (STD.memberOf, EX.iso)],
    "figure-and-ranking": [(RDF.type, STD.Figure), (RDF.type, STD.Ranking)],
    "plan-and-agency": [(RDF.type, STD.Plan), (RDF.type, STD.Agency)],
    "chairing-policy": [(STD.chairs, EX.committee), (RDF.type, STD.Policy)],
    "source-and-change": [(RDF.type, ORG.ChangeEvent), (RDF.type, STD.Source)],
    "quoted-activity": [(RDF.type, PROV.Activity), (PROV.wasAttributedTo, EX.someone)],
    "department-and-agency": [(RDF.type, STD.Department), (RDF.type, STD.GovernmentAgency)],
    "province-and-city": [(RDF.type, STD.Province), (RDF.type, STD.City)],
    "source-and-plan": [(RDF.type, STD.Source), (RDF.type, STD.Plan)],
    "own-member": [(STD.participatesIn, EX["own-member"])],
    "own-plan": [(STD.implements, EX["own-plan"])],
    "rank-of-figure": [(RDF.type, STD.Figure), (STD.rankKind, STD.stated)],
    "agency-as-region": [(RDF.type, STD.Agency), (DCTERMS.isPartOf, EX.china)],
}
HARMLESS = {"agency-as-region"}


@cache
def contradictory() -> list[str]:
    return errors(close(*((EX[name], *pair) for name, pairs in CONTRADICTIONS.items() for pair in pairs)))


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_is_found(name: str) -> None:
    found = [message for message in contradictory() if EX[name] in message]
    assert bool(found) == (name not in HARMLESS)


def test_the_rules_draw_what_the_parents_promise() -> None:
    closed = close(
        (EX.sac, STD.participatesIn, EX.tc),
        (EX.plan, STD.implementedBy, EX.sac),
        (EX.plan, RDF.type, STD.Plan),
        (EX.department, ORG.unitOf, EX.sac),
    )
    assert (EX.sac, STD.memberOf, EX.tc) in closed
    assert (EX.sac, ORG.memberOf, EX.tc) in closed
    assert (EX.sac, RDF.type, FOAF.Agent) in closed
    assert (EX.sac, STD.implements, EX.plan) in closed
    assert (EX.plan, RDF.type, STD.Initiative) in closed
    assert (EX.department, ORG.subOrganizationOf, EX.sac) in closed


def test_no_construct_lies_outside_the_profile() -> None:
    assert [triple for triple in axioms() if triple[1] in OUTSIDE_RL] == []
    assert OWL.Thing not in set(axioms().objects())


def test_each_property_is_of_one_kind() -> None:
    kinds: dict[URIRef, set[URIRef]] = {}
    for kind in PROPERTY_KINDS:
        for subject in axioms().subjects(RDF.type, kind):
            kinds.setdefault(URIRef(str(subject)), set()).add(kind)
    assert [node for node, has in kinds.items() if len(has) != 1] == []
    for child, parent in axioms().subject_objects(RDFS.subPropertyOf):
        assert kinds[URIRef(str(child))] == kinds[URIRef(str(parent))], f"{child} under {parent}"


def test_domains_and_ranges_are_named_classes_and_datatypes_of_the_profile() -> None:
    classes = set(axioms().subjects(RDF.type, OWL.Class))
    assert [node for node in axioms().objects(None, RDFS.domain) if node not in classes] == []
    for subject, value in axioms().subject_objects(RDFS.range):
        literal = (subject, RDF.type, OWL.DatatypeProperty) in axioms()
        assert value in (RL_DATATYPES if literal else classes), f"{subject} has the range {value}"


def test_parents_are_declared_and_lead_to_no_loop() -> None:
    classes = set(axioms().subjects(RDF.type, OWL.Class))
    for child, parent in axioms().subject_objects(RDFS.subClassOf):
        assert {child, parent} <= classes
        assert child not in axioms().transitive_objects(parent, RDFS.subClassOf)
