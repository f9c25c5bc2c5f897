"""The projection: what its options do, what they refuse, and graphs that know nothing of stdkg."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from stdkg.errors import UnknownNameError, UsageError
from stdkg.project import from_networkx, project
from stdkg.project.terms import in_words
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import GRAPH_DERIVED, GRAPH_ONTOLOGY, GRAPH_PROVENANCE, GRAPH_REFERENCE, ID, STD, term

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST, SECOND = ID("passage/report/1"), ID("passage/letter/1")
SAC, ISO, WORLD = ID("sac"), ID("iso"), ID("world")
POST, FIGURE, TYPE, LABEL = ID("membership/m"), ID("figure/f"), term("rdf", "type"), term("rdfs", "label")
EXAMPLE = "http://example.com/"


def year(text: str) -> Literal:
    return Literal(text, datatype=term("xsd", "gYear"))


def number(value: int) -> Literal:
    return Literal(str(value), datatype=term("xsd", "integer"))


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    made = EmbeddedStore()
    made.add(
        [
            Quad(STD("GovernmentAgency"), term("rdfs", "subClassOf"), STD("Agency"), GRAPH_ONTOLOGY),
            Quad(STD("GovernmentAgency"), LABEL, Literal("government agency", language="en"), GRAPH_ONTOLOGY),
            Quad(STD("secretariat"), STD("directProperty"), STD("holdsSecretariatOf"), GRAPH_ONTOLOGY),
            Quad(STD("secretariat"), LABEL, Literal("secretariat", language="en"), GRAPH_ONTOLOGY),
            Quad(
                STD("holdsSecretariatOf"),
                LABEL,
                Literal("holds secretariat of", language="en"),
                GRAPH_ONTOLOGY,
            ),
            Quad(STD("holdsSecretariatOf"), LABEL, Literal("承担秘书处", language="zh"), GRAPH_ONTOLOGY),
            Quad(STD("exactly"), TYPE, STD("Comparator"), GRAPH_ONTOLOGY),
            Quad(FIRST, TYPE, STD("Passage"), GRAPH_PROVENANCE),
            Quad(SAC, term("dcterms", "isReferencedBy"), FIRST, GRAPH_PROVENANCE),
            Quad(SAC, TYPE, STD("GovernmentAgency"), FIRST),
            Quad(SAC, LABEL, Literal("SAC", language="en"), FIRST),
            Quad(SAC, LABEL, Literal("国标委", language="zh"), SECOND),
            Quad(SAC, term("skos", "notation"), Literal("S-1"), FIRST),
            Quad(SAC, term("owl", "sameAs"), term("wd", "Q1"), GRAPH_REFERENCE),
            Quad(SAC, STD("memberOf"), ISO, FIRST),
            Quad(SAC, STD("memberOf"), ISO, SECOND),
            Quad(SAC, STD("holdsSecretariatOf"), ISO, FIRST),
            Quad(POST, TYPE, term("org", "Membership"), FIRST),
            Quad(POST, term("org", "member"), SAC, FIRST),
            Quad(POST, term("org", "organization"), ISO, FIRST),
            Quad(POST, term("org", "role"), STD("secretariat"), FIRST),
            Quad(POST, term("org", "memberDuring"), ID("membership/m/period"), FIRST),
            Quad(ID("membership/m/period"), term("dcat", "startDate"), year("2008"), FIRST),
            Quad(ISO, term("dcterms", "spatial"), WORLD, SECOND),
            Quad(FIGURE, TYPE, STD("Figure"), FIRST),
            Quad(FIGURE, STD("measure"), STD("secretariats"), FIRST),
            Quad(FIGURE, STD("comparator"), STD("exactly"), FIRST),
            Quad(FIGURE, STD("by"), SAC, FIRST),
            Quad(FIGURE, term("sdmx-dimension", "refPeriod"), year("2022"), FIRST),
            Quad(FIGURE, term("sdmx-measure", "obsValue"), number(77), FIRST),
        ]
    )
    return made


def edges(graph: Any) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(u, v, key): data for u, v, key, data in graph.edges(keys=True, data=True)}


def test_a_node_has_plain_attributes(store: EmbeddedStore) -> None:
    node = project(store).nodes[SAC.value]
    assert {name: held for name, held in node.items() if name not in {"statements", "figures"}} == {
        "label": "SAC",
        "label_en": "SAC",
        "label_zh": "国标委",
        "class": "std:GovernmentAgency",
        "class_label": "government agency",
        "group": "std:GovernmentAgency",
        "notation": "S-1",
        "wikidata": "Q1",
        "secretariats 2022": 77,
    }


def test_an_edge_has_its_predicate_labels_and_passages(store: EmbeddedStore) -> None:
    edge = edges(project(store))[SAC.value, ISO.value, "std:memberOf"]
    assert edge["predicate"] == STD("memberOf").value
    assert edge["label"] == "member of"
    assert edge["passages"] == ("passage:letter/1", "passage:report/1")


def test_a_membership_becomes_the_edge_beside_it(store: EmbeddedStore) -> None:
    folded = project(store)
    edge = edges(folded)[SAC.value, ISO.value, "std:holdsSecretariatOf"]
    assert (edge["role"], edge["start"], edge["label_zh"]) == ("secretariat", "2008", "承担秘书处")
    assert POST.value not in folded
    kept = project(store, memberships="nodes")
    assert kept.nodes[POST.value]["class"] == "org:Membership"
    assert (POST.value, SAC.value, "org:member") in edges(kept)


def test_figures_are_attributes_or_nodes_or_nothing(store: EmbeddedStore) -> None:
    (record,) = project(store).nodes[SAC.value]["figures"]
    assert record["value"] == 77
    assert (record["measure"], record["passages"]) == ("std:secretariats", ("passage:report/1",))
    assert FIGURE.value in project(store, figures="nodes")
    none = project(store, figures="none")
    assert FIGURE.value not in none
    assert "figures" not in none.nodes[SAC.value]
    assert "secretariats 2022" not in none.nodes[SAC.value]


def test_equal_figures_of_two_sources_are_one_number() -> None:
    store = EmbeddedStore()
    for name, passage in (("a", FIRST), ("b", SECOND)):
        figure = ID(f"figure/{name}")
        store.add(
            [
                Quad(figure, TYPE, STD("Figure"), passage),
                Quad(figure, STD("measure"), STD("secretariats"), passage),
                Quad(figure, STD("by"), SAC, passage),
                Quad(figure, term("sdmx-measure", "obsValue"), number(9), passage),
                Quad(SAC, LABEL, Literal("SAC"), passage),
            ]
        )
    assert project(store).nodes[SAC.value]["secretariats"] == 9


@pytest.mark.parametrize(
    ("options", "nodes"),
    [
        ({"focus": SAC.value, "hops": 0}, {SAC}),
        ({"focus": "id:sac", "hops": 1}, {SAC, ISO}),
        ({"focus": [WORLD.value], "hops": 2}, {SAC, ISO, WORLD}),
        ({"classes": ["std:Agency"]}, {SAC}),
        ({"relations": [term("dcterms", "spatial").value]}, {ISO, WORLD}),
        ({"source": "letter"}, {SAC, ISO, WORLD}),
        ({"source": "source:report"}, {SAC, ISO}),
        (
            {"construct": "CONSTRUCT { ?a std:near ?c } WHERE { ?a std:memberOf/dcterms:spatial ?c }"},
            {SAC, WORLD},
        ),
    ],
)
def test_a_part_of_the_graph(store: EmbeddedStore, options: dict[str, Any], nodes: set[NamedNode]) -> None:
    assert set(project(store, **options)) == {node.value for node in nodes}


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"classes": ["std:Agenci"]}, UnknownNameError, "no class std:Agenci; write std:Agency"),
        ({"classes": ["Agency"]}, UnknownNameError, "no class Agency; write std:Agency"),
        ({"classes": "std:Agency"}, UsageError, r"is one text; write a list: \['std:Agency'\]"),
        ({"relations": ["std:memberof"]}, UnknownNameError, "no relation std:memberof; write std:memberOf"),
        ({"source": "lettre"}, UnknownNameError, "no source 'lettre'; write letter"),
        ({"focus": EXAMPLE}, UnknownNameError, "is no node of the graph"),
        ({"hops": -1}, UsageError, "hops is -1; write 0 or more"),
        ({"figures": "rows"}, UsageError, "figures is 'rows'; write one of attributes, nodes, none"),
        ({"memberships": "rows"}, UsageError, "memberships is 'rows'; write one of edges, nodes"),
        ({"construct": "ASK { ?s ?p ?o }"}, UsageError, "write CONSTRUCT"),
    ],
)
def test_what_is_not_there_is_named(
    store: EmbeddedStore, options: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        project(store, **options)


def test_what_named_graphs_and_the_default_graph_hold_is_told_apart(store: EmbeddedStore) -> None:
    mixed = EmbeddedStore()
    mixed.add([*store.statements(), Quad(ISO, LABEL, Literal("ISO")), Quad(ISO, STD("memberOf"), WORLD)])
    graph = project(mixed)
    assert graph.nodes[ISO.value]["label"] == "ISO"
    assert edges(graph)[ISO.value, WORLD.value, "std:memberOf"]["graphs"] == ()
    assert edges(graph)[SAC.value, ISO.value, "std:memberOf"]["graphs"] == (SECOND.value, FIRST.value)
    assert "isReferencedBy" not in graph.nodes[SAC.value]


def test_copies_that_are_known_are_not_compared(store: EmbeddedStore) -> None:
    known = EmbeddedStore()
    known.add(quad for quad in store.quads() if quad.graph_name != DefaultGraph())
    doubted = EmbeddedStore()
    doubted.add(known.quads())
    assert known.holds_only_copies()
    assert not doubted.holds_only_copies()
    one, other = project(known), project(doubted)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_a_store_of_evidence_alone_has_no_nodes() -> None:
    store = EmbeddedStore()
    store.add([Quad(ID("p"), term("rdfs", "label"), Literal("P"), GRAPH_PROVENANCE)])
    assert store.holds_only_copies()
    assert not project(store)


def test_what_is_derived_hides_nothing_of_the_default_graph() -> None:
    store = EmbeddedStore()
    store.add(
        [
            Quad(SAC, STD("memberOf"), ISO, FIRST),
            Quad(ISO, STD("partOf"), WORLD, GRAPH_DERIVED),
            Quad(SAC, STD("partOf"), WORLD),
        ]
    )
    assert edges(project(store))[SAC.value, WORLD.value, "std:partOf"]["graphs"] == ()


def test_what_is_derived_makes_no_term_a_node() -> None:
    store = EmbeddedStore()
    agency, parent = STD("Agency"), term("rdfs", "subClassOf")
    store.add(
        [
            Quad(SAC, STD("memberOf"), ISO, FIRST),
            Quad(agency, TYPE, term("owl", "Class"), GRAPH_ONTOLOGY),
            Quad(agency, parent, STD("Body"), GRAPH_DERIVED),
            Quad(SAC, STD("partOf"), ISO, GRAPH_DERIVED),
        ]
    )
    graph = project(store)
    assert agency.value not in graph
    assert edges(graph)[SAC.value, ISO.value, "std:partOf"]["graphs"] == (GRAPH_DERIVED.value,)


@pytest.fixture
def strange() -> EmbeddedStore:
    """No labels, blank nodes, no term of ours, no named graph."""
    store = EmbeddedStore()
    a, b = NamedNode(f"{EXAMPLE}sto#ISO_62264"), NamedNode(f"{EXAMPLE}sto#hasPart-2")
    store.add(
        [
            Quad(a, TYPE, NamedNode(f"{EXAMPLE}sto#Standard")),
            Quad(a, NamedNode(f"{EXAMPLE}sto#relatedTo"), b),
            Quad(a, NamedNode(f"{EXAMPLE}sto#developer"), BlankNode("x")),
            Quad(BlankNode("x"), TYPE, NamedNode(f"{EXAMPLE}sto#StandardOrganization")),
            Quad(a, NamedNode(f"{EXAMPLE}sto#label"), Literal("a\x00b\x0b \U0001f600", language="en")),
            Quad(a, NamedNode(f"{EXAMPLE}other#label"), Literal("9" * 400, datatype=term("xsd", "integer"))),
        ]
    )
    return store


def test_a_graph_that_knows_nothing_of_ours_is_projected(strange: EmbeddedStore) -> None:
    graph = project(strange)
    assert {name: data["label"] for name, data in graph.nodes(data=True)} == {
        f"{EXAMPLE}sto#ISO_62264": "ISO 62264",
        f"{EXAMPLE}sto#hasPart-2": "has part 2",
        "_:x": "(standard organization)",
    }
    assert graph.nodes[f"{EXAMPLE}sto#ISO_62264"]["class_label"] == "standard"
    assert len(graph.edges) == 2


@pytest.mark.parametrize("made", ["store", "strange"])
def test_folded_or_not_every_statement_about_entities_comes_back(
    made: str, request: pytest.FixtureRequest
) -> None:
    store: EmbeddedStore = request.getfixturevalue(made)
    aside = {GRAPH_ONTOLOGY, GRAPH_PROVENANCE}
    stated = {quad for quad in store.statements() if quad.graph_name not in aside}
    assert set(from_networkx(project(store, figures="nodes", memberships="nodes"))) == stated
    assert set(from_networkx(project(store))) == stated


@pytest.mark.full
def test_isos_committees_are_projected() -> None:
    import stdkg

    with stdkg.open(include=["iso"]) as graph:
        projected = graph.to_networkx()
    assert len(projected) > 3_000
    assert projected.number_of_edges() > 30_000
    assert all(data["label"] for _, data in projected.nodes(data=True))


def test_the_same_graph_from_a_store_that_only_speaks_the_interface(store: EmbeddedStore) -> None:
    class Bare:
        """Hands its quads out as an engine behind the network does."""

        quads: Callable[..., Any] = staticmethod(store.quads)

    bare, whole = project(Bare()), project(store)  # type: ignore[arg-type]
    assert list(bare.nodes(data=True)) == list(whole.nodes(data=True))
    assert list(bare.edges(keys=True, data=True)) == list(whole.edges(keys=True, data=True))


def test_lists_do_not_hang_together_by_their_end() -> None:
    store, nil, rest = EmbeddedStore(), term("rdf", "nil"), term("rdf", "rest")
    store.add([Quad(ISO, rest, nil), Quad(SAC, rest, nil)])
    graph = project(store)
    assert (set(graph), graph.number_of_edges()) == ({ISO.value, SAC.value}, 0)


LISTS = """
    @prefix : <http://example.com/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    :Thing owl:unionOf (:A :B :A) ; owl:hasKey () ; :rows ((1 2) (:A "x")) ; :whole :B .
    :Thing :whole (:A :B) .
    :Plan a std:Passage ; :of (:C :D) .
    :Shared :of _:s . :Other :of _:s . _:s rdf:first :A ; rdf:rest () .
    :Round :of _:r . _:r rdf:first :A ; rdf:rest _:r .
    :Open :of _:o . _:o rdf:first :A ; rdf:rest _:p .
    :Said :of _:q . _:q rdf:first :A ; rdf:rest () ; :note "of a cell" .
    :Twice :of _:t . _:t rdf:first :A , :B ; rdf:rest () .
    _:self rdf:first _:self ; rdf:rest () .
"""


def read(text: str) -> EmbeddedStore:
    from pyoxigraph import RdfFormat, parse

    made = EmbeddedStore()
    made.add(parse("@prefix std: <https://w3id.org/stdkg/ontology#> ." + text, RdfFormat.TURTLE))
    return made


def test_the_members_of_a_list_are_linked_and_its_cells_are_no_nodes() -> None:
    graph = project(read(LISTS))
    found = {
        (u.removeprefix(EXAMPLE), v.removeprefix(EXAMPLE), key.removeprefix(EXAMPLE)): data.get("position")
        for u, v, key, data in graph.edges(keys=True, data=True)
        if u == f"{EXAMPLE}Thing"
    }
    assert found == {
        ("Thing", "A", "owl:unionOf"): 1,
        ("Thing", "B", "owl:unionOf"): 2,
        ("Thing", "A", "rows"): 3,
        ("Thing", "A", "whole"): 1,
        ("Thing", "B", "whole"): 2,
    }
    thing = graph.nodes[f"{EXAMPLE}Thing"]
    assert thing["rows"] == "1 | 2 | x"
    assert "unionOf" not in thing
    assert [len(record["members"]) for record in thing["lists"]] == [4, 2, 3]
    assert "derived" not in graph.edges[f"{EXAMPLE}Thing", f"{EXAMPLE}B", f"{EXAMPLE}whole"]


def test_a_list_that_is_none_stays_as_it_is_and_that_of_what_is_hidden_goes_with_it() -> None:
    store = read(LISTS)
    graph = project(store)
    assert sum(name.startswith("_:") for name in graph) == len("srpoqt") + 1  # and the one that holds itself
    predicates = Counter(data["predicate"].rpartition("#")[2] for _, _, data in graph.edges(data=True))
    assert (predicates[f"{EXAMPLE}of"], predicates["first"], predicates["rest"]) == (6, 7, 2)
    hidden = {f"{EXAMPLE}{name}" for name in ("Plan", "C", "D")}
    assert hidden.isdisjoint(graph)


def test_a_store_without_the_ontology_takes_hierarchy_and_words_from_the_shipped_one() -> None:
    store = EmbeddedStore()
    store.add([Quad(ISO, term("rdf", "type"), STD("TechnicalCommittee")), Quad(SAC, STD("observes"), ISO)])
    graph = project(store)
    assert graph.nodes[ISO.value]["class_label"] == "technical committee"
    assert graph.nodes[ISO.value]["group"] == "std:Committee"
    assert [data["label"] for _, _, data in graph.edges(data=True)] == ["observes"]


def test_blank_nodes_are_called_by_what_tells_them_apart() -> None:
    graph = project(
        read("""
        @prefix : <http://example.com/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        :a :identifier [ a :Identifier ; :agency "CEN" ; skos:notation "EN 1042" ] .
        :a :distribution [ a :Distribution ; :accessURL :data.xml ] .
        :a :any [ a owl:Class ; owl:unionOf ( :A :B :C :D ) ] .
        :a :long [ :text "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" ] .
        :a :bare [] .
        :a :code [ a :Code ; :source "FD_010" ; :text "Belgique"@fr, "Belgium"@en ] .
        :a :union [ a owl:Class ; owl:unionOf ( <http://www.w3.org/ns/org#Post> <http://xmlns.com/foaf/0.1/Person> ) ] .
        :a :either [ :in ( "draft" "final" ) ] .
        :a :has [ a owl:Restriction ; owl:onProperty :hasPart ; owl:someValuesFrom :Clause ] .
        :a :exactly [ a owl:Restriction ; owl:onProperty :hasPart ; owl:cardinality 1 ] .
        :a :all [ a owl:Restriction ; owl:onProperty :hasPart ; owl:allValuesFrom [] ] .
        :a :every [ a owl:Restriction ; owl:onProperty :hasPart ; owl:allValuesFrom [ :in ( "draft" "final" ) ] ] .
        :a :range [ a :Range ; :starts [ a :Selector ; :text "page 3" ] ] .
        :a :test [ a :Assertion ; :by :CEN ; :test :T1 ], [ a :Assertion ; :by :CEN ; :test :T2 ] .
        """)
    )
    assert sorted(data["label"] for name, data in graph.nodes(data=True) if name.startswith("_:")) == [
        "(assertion: T1)",
        "(assertion: T2)",
        "(class: union of A, B, C, …)",
        "(class: union of post, person)",
        "(code: FD_010, Belgium)",
        "(distribution: data.xml)",
        "(identifier: EN 1042)",
        "(in draft, final)",
        "(in draft, final)",
        "(range: page 3)",
        "(restriction: has part exactly 1)",
        "(restriction: has part only (in draft, final))",
        "(restriction: has part only …)",
        "(restriction: has part some clause)",
        "(selector: page 3)",
        "(unnamed)",
        "(unnamed)",
        f"({'x' * 59}…)",
    ]


def test_a_node_with_a_hash_for_a_name_is_called_by_what_is_said_about_it() -> None:
    graph = project(
        read("""
        @prefix s: <http://example.com/statement/> . @prefix : <http://example.com/> .
        s:Q61-776355b3-4a4c-cc88-6354-cca5d812bfcc a :Rank ; :material :wood .
        s:013f2eeaf472274d350811a8ded979c8275857a5 a :Shape .
        s:6be4d036-2e6d-4528-a888-0e9a0e29c579 :label "x" ; <http://www.w3.org/2000/01/rdf-schema#label> "y" .
        """)
    )
    labels = {data["label"] for name, data in graph.nodes(data=True) if "/statement/" in name}
    assert labels == {"(rank: wood)", "(shape: 013f2eeaf472274d350811a8ded979c8275857a5)", "y"}


def test_resources_of_any_scheme_come_back_as_they_were() -> None:
    store = read("""
        @prefix : <http://example.com/> .
        :me :mbox <mailto:me@example.com> ; <dc11:creator> <file:/C:/x> ; <urn:iso:by> <id:x> .
        <pub:Thing> :label "a thing" ; :broader <pub:Any> .
        """)
    assert set(from_networkx(project(store))) == set(store.quads(graph_name=DefaultGraph()))
    brought = nx.MultiDiGraph()
    brought.add_edge("http://a", "http://b", predicate="knows it", graphs=())
    brought.add_edge("http://a", "http://b", graphs=("http://example.com/g",))
    assert {quad.predicate.value for quad in from_networkx(brought)} == {
        "https://w3id.org/stdkg/id/relation/knows%20it",
        "http://purl.org/dc/terms/relation",
    }


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hasPart", "has part"),
        ("isDescribedin", "is described in"),
        ("relatedto", "related to"),
        ("linkedinto", "linkedinto"),
        ("hasSTOPublisher", "has STO publisher"),
        ("usesIPAddress", "uses IP address"),
        ("hasURLs", "has URLs"),
        ("hasAPIs", "has APIs"),
        ("IECsubNumber", "IECsub number"),
        ("AutomationMLeV", "automation MLe V"),
        ("isOPCUAMapped", "is OPCUA mapped"),
        ("hasISO10303part", "has ISO10303part"),
        ("W3C", "W3C"),
        ("W3CStandard", "W3C standard"),
        ("ISA95Level", "ISA95 level"),
        ("has-RAMI4_0-layer", "has RAMI4 0 layer"),
        ("DIN_SPEC_91345", "DIN SPEC 91345"),
        ("6be4d036-2e6d-4528-a888-0e9a0e29c579", "6be4d036-2e6d-4528-a888-0e9a0e29c579"),
        ("label", "label"),
        ("标准", "标准"),
    ],
)
def test_the_name_in_an_iri_reads_as_words(name: str, words: str) -> None:
    assert in_words(name) == words


def test_passages_of_a_graph_without_evidence_are_no_nodes_nor_are_citations_of_them_said() -> None:
    store = read(
        """
        @base <http://example.com/> . @prefix dcterms: <http://purl.org/dc/terms/> . @prefix org: <http://www.w3.org/ns/org#> .
        @prefix passage: <https://w3id.org/stdkg/id/passage/> .
        passage:p a <http://www.w3.org/ns/oa#SpecificResource> ; <http://www.w3.org/ns/oa#hasSelector> passage:at, _:it .
        passage:at a <http://www.w3.org/ns/oa#TextPositionSelector> .
        _:it a <#Thing> .
        <#m> a org:Membership ; org:member <#a> ; org:organization <#b> ; dcterms:isReferencedBy passage:p, <#no-passage> .
        <#a> dcterms:isReferencedBy passage:p, passage:undescribed, <#no-passage> ; <#from> passage:from .
        """
    )
    graph = project(store)
    assert graph.nodes["http://example.com/#a"]["from"] == "passage:from"
    named = {name.rpartition("#")[2] for name in graph if not name.startswith("_:")}
    assert named == {"a", "b", "no-passage"}
    assert [graph.nodes[name]["class_label"] for name in graph if name.startswith("_:")] == ["thing"]
    edges = {(u.rpartition("#")[2], v.rpartition("#")[2]): data for u, v, data in graph.edges(data=True)}
    assert edges.keys() == {("a", "b"), ("a", "no-passage")}
    assert [row[1].rpartition("/")[2] for row in edges["a", "b"]["statements"]].count("isReferencedBy") == 1


def test_a_graph_of_others_has_its_data_sets_ontologies_and_annotations_as_nodes() -> None:
    text = """
        @base <http://example.com/> . @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix oa: <http://www.w3.org/ns/oa#> . @prefix qb: <http://purl.org/linked-data/cube#> .
        <#catalog> a dcat:Catalog ; dcat:dataset <#set> .
        <#set> a dcat:Dataset ; <#publisher> [ a <http://xmlns.com/foaf/0.1/Agent> ; <http://xmlns.com/foaf/0.1/name> "CEN" ] .
        <#terms> a owl:Ontology ; owl:imports <#others> .
        <#note> a oa:Annotation ; oa:hasTarget <#target> .
        <#target> a oa:SpecificResource ; oa:hasSelector [ a oa:TextPositionSelector ; oa:start 1 ] .
        <#figure> a qb:Observation ; qb:dataSet <#cube> ; <#area> <#china> .
        <#cube> a qb:DataSet .
        <#Body> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <http://www.w3.org/ns/org#Organization> .
    """
    store = read(text)
    graph = project(store)
    edges = {(u.rpartition("#")[2], v.rpartition("#")[2]) for u, v in graph.edges() if "_:" not in u + v}
    assert edges == {
        ("catalog", "set"),
        ("terms", "others"),
        ("note", "target"),
        ("figure", "china"),
        ("Body", "Organization"),
    }
    assert {data["label"] for name, data in graph.nodes(data=True) if name.startswith("_:")} >= {"CEN"}
    assert set(from_networkx(graph)) == set(store.quads(graph_name=DefaultGraph()))
