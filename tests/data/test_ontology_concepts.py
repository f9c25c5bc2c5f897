"""The concept schemes: complete, with cues, with intervals that decide what two figures can be at once."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Literal, Namespace, URIRef

from stdkg.load.shipped import ontology_statements
from stdkg.paths import ontology_dir

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

STD = Namespace("https://w3id.org/stdkg/ontology#")
FILES = sorted((ontology_dir() / "vocabularies").glob("*.ttl"))
SCHEMES = {
    "comparators": STD.Comparator,
    "counting-times": STD.CountingTime,
    "figure-subjects": STD.FigureSubject,
    "levels": STD.StandardLevel,
    "measures": STD.Measure,
    "mechanisms": STD.Mechanism,
    "member-kinds": STD.MemberKind,
    "rank-kinds": STD.RankKind,
    "roles": STD.Role,
    "sectors": STD.Sector,
    "stages": STD.Stage,
    "statuses": STD.Status,
    "units": STD.Unit,
}
AGREED = {
    "comparators": "exactly moreThan atLeast fewerThan atMost nearly approximately",
    "counting-times": "withinPeriod atPeriodEnd",
    "figure-subjects": "aboutNotStated",
    "levels": "nationalStandard industryStandard localStandard groupStandard enterpriseStandard "
    "internationalStandard levelNotStated",
    "rank-kinds": "stated listOrder within",
    "roles": "member secretariat chair viceChair participatingMember observingMember liaison director "
    "vicePresident inspector",
    "sectors": "sectorNotStated",
    "stages": "planned formulated issued implemented signed",
    "statuses": "actual expected target",
    "units": "percent",
}
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
OTHER_MATCHES = (SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)


def read(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_dir() / "vocabularies" / f"{name}.ttl")


def whole() -> rdflib.Graph:
    graph = rdflib.Graph().parse(ontology_dir() / "stdkg.ttl")
    for file in FILES:
        graph.parse(file)
    return graph


GRAPH = whole()
CONCEPTS = sorted(node for node in GRAPH.subjects(RDF.type, SKOS.Concept) if isinstance(node, URIRef))


def texts(node: Node, predicate: URIRef) -> set[Literal]:
    return {text for text in GRAPH.objects(node, predicate) if isinstance(text, Literal)}


def test_there_is_a_file_for_each_scheme() -> None:
    assert {file.stem for file in FILES} == set(SCHEMES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_holds_one_scheme_and_its_concepts(file: Path) -> None:
    graph = read(file.stem)
    [scheme] = graph.subjects(RDF.type, SKOS.ConceptScheme)
    [header] = graph.subjects(RDF.type, OWL.Ontology)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert set(graph.subjects(RDF.type, None)) == concepts | {scheme, header}
    assert set(graph.subjects(SKOS.inScheme, scheme)) == concepts
    assert set(graph.subjects(RDF.type, SCHEMES[file.stem])) == concepts


@pytest.mark.parametrize("name", AGREED)
def test_the_agreed_concepts_are_there(name: str) -> None:
    concepts = set(read(name).subjects(RDF.type, SKOS.Concept))
    assert {STD[local] for local in AGREED[name].split()} <= concepts


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda node: node.rpartition("#")[2])
def test_a_concept_is_labelled_and_placed(concept: URIRef) -> None:
    assert texts(concept, SKOS.prefLabel) == texts(concept, RDFS.label)
    assert GRAPH.value(concept, SKOS.topConceptOf) or GRAPH.value(concept, SKOS.broader)
    labels = Counter(label for predicate in LABELS for label in texts(concept, predicate))
    assert max(labels.values()) == 1, (
        "a label of a concept stands once: skos:prefLabel, altLabel or hiddenLabel"
    )


def test_a_concept_has_one_scheme_and_is_its_top_or_has_a_broader_one() -> None:
    for concept in CONCEPTS:
        [scheme] = GRAPH.objects(concept, SKOS.inScheme)
        tops = set(GRAPH.objects(concept, SKOS.topConceptOf))
        assert tops == (set() if GRAPH.value(concept, SKOS.broader) else {scheme}), concept


def test_a_link_to_a_narrower_concept_is_stated_from_both_ends() -> None:
    down = set(GRAPH.subject_objects(SKOS.narrower))
    up = {(broad, narrow) for narrow, broad in GRAPH.subject_objects(SKOS.broader)}
    assert down <= up


def test_the_integrity_conditions_of_skos_hold() -> None:
    concepts, schemes = set(CONCEPTS), set(GRAPH.subjects(RDF.type, SKOS.ConceptScheme))
    assert not concepts & schemes, "S9"
    for concept in concepts | schemes:
        kinds = [texts(concept, predicate) for predicate in LABELS]
        assert sum(map(len, kinds)) == len(set().union(*kinds)), f"S13: {concept}"
        assert Counter(label.language for label in kinds[0]) == {"en": 1, "zh": 1}, f"S14: {concept}"
    for here, there in GRAPH.subject_objects(SKOS.related):
        assert there not in GRAPH.transitive_objects(here, SKOS.broader), "S27"
        assert here not in GRAPH.transitive_objects(there, SKOS.broader), "S27"
    for exact in GRAPH.subject_objects(SKOS.exactMatch):
        assert all((*exact[:1], other, exact[1]) not in GRAPH for other in OTHER_MATCHES), "S46"


def test_broader_and_narrower_lead_to_concepts_of_the_same_scheme() -> None:
    for link in (SKOS.broader, SKOS.narrower):
        for here, there in GRAPH.subject_objects(link):
            assert GRAPH.value(here, SKOS.inScheme) == GRAPH.value(there, SKOS.inScheme)
            assert here not in GRAPH.transitive_objects(there, link)


def test_no_name_is_a_concept_and_a_class_or_property() -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    assert [node for node in CONCEPTS for kind in kinds if (node, RDF.type, kind) in GRAPH] == []


@pytest.mark.parametrize("kind", ["Comparator", "Unit"])
def test_comparators_and_units_have_cues_in_both_languages(kind: str) -> None:
    for concept in set(GRAPH.subjects(RDF.type, STD[kind])) - {STD.exactly}:
        cues = {cue.language for predicate in LABELS for cue in texts(concept, predicate)}
        assert cues == {"en", "zh"}, concept
        assert texts(concept, SKOS.hiddenLabel), f"{concept}: name the words that show it in a text"
    assert not texts(STD.exactly, SKOS.hiddenLabel)


def test_no_cue_shows_two_comparators() -> None:
    cues = Counter(
        (str(cue).lower(), cue.language)
        for concept in GRAPH.subjects(RDF.type, STD.Comparator)
        for predicate in LABELS
        for cue in texts(concept, predicate)
    )
    assert [cue for cue, count in cues.items() if count > 1] == []


def test_each_role_has_a_direct_property_from_member_to_organization() -> None:
    for role in GRAPH.subjects(RDF.type, STD.Role):
        [direct] = GRAPH.objects(role, STD.directProperty)
        assert (direct, RDF.type, OWL.ObjectProperty) in GRAPH
        assert GRAPH.value(direct, RDFS.subPropertyOf), (
            f"{direct} says how it stands to the Organization Ontology"
        )


def test_each_measure_says_when_it_counts() -> None:
    times = set(GRAPH.subjects(RDF.type, STD.CountingTime))
    for measure in GRAPH.subjects(RDF.type, STD.Measure):
        assert set(GRAPH.objects(measure, STD.countedAt)) <= times
        assert len(list(GRAPH.objects(measure, STD.countedAt))) == 1, measure


def test_each_comparator_has_an_interval() -> None:
    for comparator in GRAPH.subjects(RDF.type, STD.Comparator):
        for side in ("lower", "upper"):
            factor = GRAPH.value(comparator, STD[f"{side}Factor"])
            inclusive = GRAPH.value(comparator, STD[f"{side}Inclusive"])
            assert (factor is None) == (inclusive is None)
            assert factor is None or isinstance(factor.toPython(), Decimal)  # type: ignore[attr-defined]


# The query of ontology/README.md, on two figures; it answers whether no number can be both.
README = (ontology_dir() / "README.md").read_text(encoding="utf-8")
EXCLUDE = README.partition("```sparql\n")[2].partition("```")[0]
PAIRS = {
    ("moreThan 30", "exactly 643"): False,
    ("moreThan 30", "exactly 30"): True,
    ("atLeast 30", "exactly 30"): False,
    ("exactly 643", "exactly 644"): True,
    ("exactly 643", "exactly 643"): False,
    ("nearly 30", "exactly 29"): False,
    ("nearly 30", "exactly 27"): False,
    ("nearly 30", "exactly 26"): True,
    ("nearly 30", "exactly 30"): True,
    ("nearly 30", "moreThan 30"): True,
    ("nearly 30", "atMost 27"): False,
    ("nearly 30", "fewerThan 27"): True,
    ("approximately 100", "exactly 110"): False,
    ("approximately 100", "exactly 111"): True,
    ("approximately 100", "atLeast 105"): False,
    ("fewerThan 10", "atLeast 10"): True,
    ("atMost 10", "atLeast 10"): False,
    ("fewerThan 10", "fewerThan 3"): False,
    ("moreThan 10", "moreThan 1000"): False,
}


@pytest.mark.parametrize(("pair", "reverse"), list(product(PAIRS, [False, True])), ids=str)
def test_intervals_decide_whether_two_figures_exclude_each_other(
    pair: tuple[str, str], *, reverse: bool
) -> None:
    store = pyoxigraph.Store()
    store.extend(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object) for quad in ontology_statements())
    figures: dict[
        pyoxigraph.Variable,
        pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple,
    ]
    figures = {}
    for name, text in zip(("a", "b"), reversed(pair) if reverse else pair, strict=True):
        comparator, value = text.split()
        node = pyoxigraph.NamedNode(f"https://example.org/{name}")
        figures[pyoxigraph.Variable(name)] = node
        obs_value = pyoxigraph.NamedNode("http://purl.org/linked-data/sdmx/2009/measure#obsValue")
        store.add(
            pyoxigraph.Quad(node, pyoxigraph.NamedNode(STD.comparator), pyoxigraph.NamedNode(STD[comparator]))
        )
        store.add(pyoxigraph.Quad(node, obs_value, pyoxigraph.Literal(int(value))))
    assert bool(store.query(EXCLUDE, substitutions=figures)) == PAIRS[pair]


def test_the_table_of_intervals_in_the_readme_is_that_of_the_comparators() -> None:
    rows = [line.split("|")[1:-1] for line in README.splitlines() if line.startswith("| `std:")]
    table = {
        cells[0].strip(" `").removeprefix("std:"): [cell.strip() for cell in cells[2:]] for cells in rows
    }
    words = {None: "", True: "yes", False: "no"}
    for comparator in GRAPH.subjects(RDF.type, STD.Comparator):
        cells = []
        for side in ("lower", "upper"):
            factor = GRAPH.value(comparator, STD[f"{side}Factor"])
            inclusive = GRAPH.value(comparator, STD[f"{side}Inclusive"])
            cells += [
                "" if factor is None else str(factor),
                words[None if inclusive is None else bool(inclusive)],
            ]
        assert table.pop(str(comparator).removeprefix(STD)) == cells
    assert not table
