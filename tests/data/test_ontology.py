"""The terms of the ontology: labelled, defined and placed, in English and Chinese, in the order that the README gives."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Literal, Namespace, URIRef

from stdkg.load.shipped import ontology_statements
from stdkg.paths import ontology_dir

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib.term import Node

STD = Namespace("https://w3id.org/stdkg/ontology#")
HOME = URIRef("https://w3id.org/stdkg/ontology")
QB = Namespace("http://purl.org/linked-data/cube#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
VANN = Namespace("http://purl.org/vocab/vann/")
LANGUAGES = {"en", "zh"}
KINDS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "property",
    OWL.DatatypeProperty: "property",
    SKOS.ConceptScheme: "scheme",
    QB.DataStructureDefinition: "structure",
    QB.ComponentSpecification: "component",
    SKOS.Concept: "concept",
}
TERM_KINDS = [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty]
GLUE = frozenset(
    {
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "it",
        "of",
        "on",
        "or",
        "that",
        "the",
        "to",
        "with",
    }
) | {"is", "its", "lead", "what", "which"}
BUILT_IN = tuple(str(namespace) for namespace in (OWL, RDF, RDFS, XSD))
FILES = sorted(ontology_dir().rglob("*.ttl"))
ALL = "stdkg-all.ttl"
OURS = [
    file
    for file in FILES
    if file.parent.name in {"ontology", "vocabularies", "alignments"} and file.name != ALL
]


@cache
def graph() -> rdflib.Graph:
    whole = rdflib.Graph()
    for file in OURS:
        whole.parse(file)
    return whole


@cache
def terms() -> dict[URIRef, str]:
    """Return each term of ours and its kind."""
    found: dict[URIRef, str] = {}
    for declared, kind in KINDS.items():
        for subject in graph().subjects(RDF.type, declared):
            if isinstance(subject, URIRef) and subject.startswith(STD):
                assert found.setdefault(subject, kind) == kind, (
                    f"{subject} is a {found[subject]} and a {kind}"
                )
    return found


def of_kind(*kinds: str) -> list[URIRef]:
    return sorted(term for term, kind in terms().items() if kind in kinds)


def languages(term: URIRef, predicate: URIRef) -> Counter[str | None]:
    return Counter(text.language for text in graph().objects(term, predicate) if isinstance(text, Literal))


def used_iris(file: Path) -> Iterator[URIRef]:
    for triple in rdflib.Graph().parse(file):
        yield from (node for node in triple if isinstance(node, URIRef) and node.startswith(STD))


def test_the_terms_are_many_enough_to_be_the_ontology() -> None:
    assert len(of_kind("class")) >= 45
    assert len(of_kind("property")) >= 45
    assert len(of_kind("concept")) >= 45


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition])
def test_each_term_has_one_text_in_each_language(predicate: URIRef) -> None:
    kinds = ["class", "property", "concept", "scheme", "structure"]
    wrong = [term for term in of_kind(*kinds) if languages(term, predicate) != {"en": 1, "zh": 1}]
    assert not wrong, f"write one {predicate} in English and one in Chinese"


def test_each_component_has_a_label_in_each_language() -> None:
    assert [term for term in of_kind("component") if set(languages(term, RDFS.label)) != LANGUAGES] == []


@pytest.mark.parametrize("kind", ["class", "property", "structure"])
def test_each_term_has_an_example(kind: str) -> None:
    assert [term for term in of_kind(kind) if set(languages(term, SKOS.example)) != LANGUAGES] == []


def test_each_term_says_where_it_is_defined() -> None:
    assert [term for term in terms() if graph().value(term, RDFS.isDefinedBy) != HOME] == []


def test_no_term_carries_a_comment() -> None:
    assert [term for term in terms() if graph().value(term, RDFS.comment)] == []


def test_no_two_terms_of_a_kind_share_a_label() -> None:
    labels = Counter(
        (graph().value(term, SKOS.inScheme) or kind, text.language, text.lower())
        for term, kind in terms().items()
        for text in graph().objects(term, RDFS.label)
        if isinstance(text, Literal)
    )
    assert [label for label, count in labels.items() if count > 1] == []


def test_no_two_terms_share_a_definition() -> None:
    texts = Counter(text for term in terms() for text in graph().objects(term, SKOS.definition))
    assert [text for text, count in texts.items() if count > 1] == []


def test_labels_of_terms_begin_with_a_small_letter_unless_they_are_names() -> None:
    """The label of a reused term is that of its home in this form, too: `is part of`, `news article`."""
    names = {"ISO member number", "URI space", "URL"}
    kinds = [*TERM_KINDS, OWL.AnnotationProperty, SKOS.ConceptScheme]
    for term in {term for kind in kinds for term in graph().subjects(RDF.type, kind)}:
        [label] = (
            str(text) for text in graph().objects(term, RDFS.label) if getattr(text, "language", "") == "en"
        )
        assert label in names or (label[0].islower() and not re.search(r"[a-z][A-Z]", label)), (
            f"{term}: {label}"
        )


def test_a_definition_says_more_than_its_label() -> None:
    """Held against the label are the words of a definition that are more than glue."""
    for term in of_kind("class", "property", "scheme", "structure"):
        said = {predicate: words(term, predicate) - GLUE for predicate in (RDFS.label, SKOS.definition)}
        assert len(said[SKOS.definition] - said[RDFS.label]) >= 2, f"{term}: {said}"


def test_a_definition_of_a_class_names_what_it_is_a_kind_of() -> None:
    for term in of_kind("class"):
        parents = {parent for parent in graph().objects(term, RDFS.subClassOf) if str(parent).startswith(STD)}
        if parents:
            genus = {word for parent in parents for word in words(parent, RDFS.label)}
            assert words(term, SKOS.definition) & genus, f"{term}: begin with its genus: {sorted(genus)}"


def words(term: Node, predicate: URIRef) -> set[str]:
    return {
        word.removesuffix("s")
        for text in graph().objects(term, predicate)
        if getattr(text, "language", "") == "en"
        for word in re.findall(r"[a-z]+", text.lower())
    }


def test_names_of_classes_begin_with_a_capital_and_others_do_not() -> None:
    for term, kind in terms().items():
        name = term.removeprefix(STD)
        assert name[0].isupper() == (kind == "class"), f"{name} is a {kind}"
        assert name.isascii()


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_each_term_that_a_file_uses_is_defined(file: Path) -> None:
    assert sorted(set(used_iris(file)) - set(terms()) - {URIRef(STD)}) == []


def test_there_is_no_blank_node() -> None:
    assert [triple for triple in graph() if any(isinstance(node, BNode) for node in triple)] == []


def test_both_parsers_read_the_same_graph() -> None:
    theirs = {tuple(map(str, (quad.subject, quad.predicate, quad.object))) for quad in ontology_statements()}
    assert len(theirs) == len(graph())


def test_the_header_says_version_licence_creator_and_prefix() -> None:
    assert graph().value(HOME, OWL.versionInfo) == Literal("0.1.0")
    assert graph().value(HOME, OWL.versionIRI) == HOME + "/0.1.0"
    assert graph().value(HOME, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert graph().value(HOME, VANN.preferredNamespacePrefix) == Literal("std")
    assert graph().value(HOME, VANN.preferredNamespaceUri) == Literal(str(STD))
    assert graph().value(HOME, DCTERMS.creator)
    assert not list(graph().objects(HOME, OWL.imports))
    for predicate in (RDFS.label, DCTERMS.title, DCTERMS.description):
        assert set(languages(HOME, predicate)) == LANGUAGES


ORDER = {
    name: place
    for place, names in enumerate(
        [
            ["a"],
            [
                "rdfs:subClassOf",
                "rdfs:subPropertyOf",
                "qb:component",
                "qb:dimension",
                "qb:measure",
                "qb:attribute",
            ],
            ["owl:disjointWith", "rdfs:domain", "rdfs:range", "owl:inverseOf"],
            ["qb:codeList", "qb:concept", "qb:order", "qb:componentRequired"],
            ["rdfs:label"],
            ["skos:prefLabel", "skos:altLabel"],
            ["skos:definition"],
            ["skos:example"],
            ["skos:scopeNote"],
            ["rdfs:isDefinedBy"],
        ]
    )
    for name in names
}


def test_each_term_is_written_in_the_same_order() -> None:
    blocks = (ontology_dir() / "stdkg.ttl").read_text(encoding="utf-8").split("\n\n")
    for block in (block for block in blocks if block.startswith("std:")):
        head, *lines = block.strip().splitlines()
        places = [ORDER[line.split()[0]] for line in lines]
        assert places == sorted(places), (
            f"{head}: type, parents, label, definition, example, scope note, home"
        )


def test_everything_reused_is_declared_in_the_alignments() -> None:
    declared = set(graph().subjects(RDF.type, None))
    standard = tuple(iri.rpartition("#")[0] for iri in (RDF.type, RDFS.label, OWL.Class, XSD.date))
    core = rdflib.Graph().parse(ontology_dir() / "stdkg.ttl")
    for file in (ontology_dir() / "vocabularies").glob("*.ttl"):
        core.parse(file)
    used = {node for _, predicate, value in core for node in (predicate, value) if isinstance(node, URIRef)}
    vocabulary = {node for node in used if "#" in node or "purl.org/dc" in node or "schema.org" in node}
    assert sorted(node for node in vocabulary - declared if not str(node).startswith(standard)) == []


def test_what_is_declared_as_reused_is_bare() -> None:
    bare = rdflib.Graph().parse(ontology_dir() / "alignments" / "reused-terms.ttl")
    for term in set(bare.subjects(RDFS.isDefinedBy, None)):
        assert set(bare.predicates(term)) == {RDF.type, RDFS.label, RDFS.isDefinedBy}
        assert {
            text.language for text in bare.objects(term, RDFS.label) if isinstance(text, Literal)
        } == LANGUAGES
        assert not str(term).startswith(STD)


def test_what_a_file_uses_is_declared_in_what_it_imports() -> None:
    """As OWL asks: a reader that guesses what an undeclared property is, guesses each file anew."""
    files = {f"{HOME}/{file.relative_to(ontology_dir())}".removesuffix(".ttl"): file for file in OURS}
    files[str(HOME)] = files.pop(f"{HOME}/stdkg")
    for iri, file in files.items():
        closure, todo = rdflib.Graph(), [iri]
        for name in todo:
            closure.parse(files[name])
            todo += [
                str(name) for name in closure.objects(URIRef(name), OWL.imports) if str(name) not in todo
            ]
        own = rdflib.Graph().parse(file)
        used = set(own.predicates()) | set(own.objects(None, RDF.type))
        for link in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.disjointWith):
            used |= set(own.objects(None, link)) | set(own.subjects(link, None))
        undeclared = {term for term in used if (term, RDF.type, None) not in closure}
        assert [term for term in undeclared if not str(term).startswith(BUILT_IN)] == [], file.name


def test_the_catalogue_leads_each_import_to_the_file_beside_it() -> None:
    folder = ontology_dir()
    catalogue = ET.parse(folder / "catalog-v001.xml").getroot()  # noqa: S314 - a file of our own
    leads = {entry.attrib["name"]: entry.attrib["uri"] for entry in catalogue}
    everything = rdflib.Graph().parse(folder / ALL)
    assert {str(value) for value in everything.objects(None, OWL.imports)} == set(leads)
    files = {str(file.relative_to(folder)) for file in OURS}
    assert set(leads.values()) == files, "name each file in stdkg-all.ttl and catalog-v001.xml"
    for iri, file in leads.items():
        assert iri == str(HOME) or iri == f"{HOME}/{file.removesuffix('.ttl')}"
        assert list(rdflib.Graph().parse(folder / file).subjects(RDF.type, OWL.Ontology)) == [URIRef(iri)]


def test_the_table_of_norms_has_a_text_in_each_cell() -> None:
    with (ontology_dir() / "norms.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["norm", "title", "what_it_asks", "how_this_ontology_answers"]
    assert all(len(row) == len(rows[0]) and all(row) for row in rows)
    assert [row[0] for row in rows[1:]] == sorted(row[0] for row in rows[1:])
    named = " ".join(row[0] for row in rows)
    for norm in (
        "GB/T 46686.1-2025",
        "GB/T 48000.3-2026",
        "W3C ORG",
        "PROV-O",
        "RDF Data Cube",
        "SKOS",
        "CPOV",
    ):
        assert norm in named
