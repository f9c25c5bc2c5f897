"""The two data structures, and a sample of each held against the integrity constraints of the RDF Data Cube."""

from __future__ import annotations

import pytest
import rdflib
from rdflib import RDF, RDFS, SKOS, Literal, Namespace, URIRef

from stdkg.load.shipped import shipped_statements
from stdkg.paths import ontology_dir
from stdkg.store.embedded import EmbeddedStore

STD = Namespace("https://w3id.org/stdkg/ontology#")
QB = Namespace("http://purl.org/linked-data/cube#")
DIMENSION = Namespace("http://purl.org/linked-data/sdmx/2009/dimension#")
MEASURE = Namespace("http://purl.org/linked-data/sdmx/2009/measure#")
ATTRIBUTE = Namespace("http://purl.org/linked-data/sdmx/2009/attribute#")
EX = Namespace("https://example.org/")
PREFIXES = """
    PREFIX qb: <http://purl.org/linked-data/cube#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
# Each asks for what must not be; after the integrity constraints of the same numbers, in words of our own.
CONSTRAINTS = {
    "IC-1": "?o a qb:Observation . FILTER NOT EXISTS { ?o qb:dataSet ?set }",
    "IC-2": "?set a qb:DataSet . FILTER NOT EXISTS { ?set qb:structure ?structure }",
    "IC-3": """?structure a qb:DataStructureDefinition .
        FILTER NOT EXISTS { ?structure qb:component/qb:measure ?measure }""",
    "IC-4": "?dimension a qb:DimensionProperty . FILTER NOT EXISTS { ?dimension rdfs:range ?range }",
    "IC-5": """?dimension a qb:DimensionProperty ; rdfs:range/rdfs:subClassOf* skos:Concept .
        FILTER NOT EXISTS { ?dimension qb:codeList ?list }""",
    "IC-6": """?component qb:componentRequired false . ?component qb:dimension|qb:measure ?property""",
    "IC-7": "?key a qb:SliceKey . FILTER NOT EXISTS { ?structure a qb:DataStructureDefinition ; qb:sliceKey ?key }",
    "IC-8": """?structure qb:sliceKey ?key . ?key qb:componentProperty ?property .
        FILTER NOT EXISTS { ?structure qb:component/(qb:dimension|qb:measure|qb:attribute) ?property }""",
    "IC-9": """?slice a qb:Slice .
        FILTER NOT EXISTS { ?slice qb:sliceStructure ?key
            FILTER NOT EXISTS { ?slice qb:sliceStructure ?other . FILTER (?key != ?other) } }""",
    "IC-10": """?slice qb:sliceStructure/qb:componentProperty ?dimension .
        FILTER NOT EXISTS { ?slice ?dimension ?value }""",
    "IC-11": """?o qb:dataSet/qb:structure/qb:component/qb:dimension ?dimension .
        FILTER NOT EXISTS { ?o ?dimension ?value }""",
    "IC-12": """?o qb:dataSet ?set . ?other qb:dataSet ?set . FILTER (STR(?o) < STR(?other))
        FILTER NOT EXISTS { ?set qb:structure/qb:component/qb:dimension ?dimension .
            ?o ?dimension ?one . ?other ?dimension ?two . FILTER (?one != ?two) }""",
    "IC-13": """?o qb:dataSet/qb:structure/qb:component ?component .
        ?component qb:componentRequired true ; qb:attribute ?attribute .
        FILTER NOT EXISTS { ?o ?attribute ?value }""",
    "IC-14": """?o qb:dataSet/qb:structure/qb:component/qb:measure ?measure .
        FILTER NOT EXISTS { ?o ?measure ?value }""",
    "IC-15": """?o qb:measureType ?measure ; qb:dataSet/qb:structure/qb:component/qb:dimension qb:measureType .
        FILTER NOT EXISTS { ?o ?measure ?value }""",
    "IC-16": """?o qb:measureType ?measure ; qb:dataSet/qb:structure ?structure .
        ?structure qb:component/qb:dimension qb:measureType ; qb:component/qb:measure ?other .
        ?o ?other ?value . FILTER (?measure != ?other)""",
    "IC-17": """?o qb:dataSet ?set . ?set qb:structure ?structure .
        ?structure qb:component/qb:dimension qb:measureType ; qb:component/qb:measure ?measure .
        FILTER NOT EXISTS { ?other qb:dataSet ?set ; qb:measureType ?measure
            FILTER NOT EXISTS { ?structure qb:component/qb:dimension ?dimension .
                ?o ?dimension ?one . ?other ?dimension ?two .
                FILTER (?dimension != qb:measureType && ?one != ?two) } }""",
    "IC-18": "?set qb:slice/qb:observation ?o . FILTER NOT EXISTS { ?o qb:dataSet ?set }",
    "IC-19": """?o qb:dataSet/qb:structure/qb:component/qb:dimension ?dimension .
        ?dimension qb:codeList ?list . ?o ?dimension ?value .
        FILTER NOT EXISTS { ?value a skos:Concept ; skos:inScheme ?list }""",
    # Every code list is a concept scheme, so that what binds hierarchies binds none.
    "IC-20": "?list a qb:HierarchicalCodeList",
    "IC-21": "?list qb:parentChildProperty ?property",
}


def ontology() -> rdflib.Graph:
    graph = rdflib.Graph()
    for file in ontology_dir().rglob("*.ttl"):
        if file.parent.name in {"ontology", "vocabularies", "alignments"}:
            graph.parse(file)
    return graph


def sample() -> rdflib.Graph:
    """Return the ontology with a data set of two figures and one of two rankings."""
    graph = ontology()
    shared = {
        DIMENSION.refPeriod: Literal("2022", datatype=rdflib.XSD.gYear),
        STD.measure: STD.standardsPublished,
        STD.sector: STD.sectorNotStated,
        STD.standardLevel: STD.nationalStandard,
        STD.about: STD.aboutNotStated,
        STD.status: STD.actual,
    }
    figure = {STD.comparator: STD.exactly, ATTRIBUTE.unitMeasure: STD.percent, MEASURE.obsValue: Literal(3)}
    ranking = {STD.rank: Literal(1), STD.rankKind: STD.stated}
    kinds = {"figure": (STD.figureStructure, figure), "ranking": (STD.rankingStructure, ranking)}
    for name, (structure, own) in kinds.items():
        data_set = EX[f"{name}s"]
        graph.add((data_set, RDF.type, QB.DataSet))
        graph.add((data_set, QB.structure, structure))
        for area in ("china", "beijing"):
            node = EX[f"{name}-{area}"]
            graph.add((node, RDF.type, QB.Observation))
            graph.add((node, QB.dataSet, data_set))
            graph.add((node, DIMENSION.refArea, EX[area]))
            for predicate, value in (shared | own).items():
                graph.add((node, predicate, value))
    return graph


def broken(graph: rdflib.Graph) -> set[str]:
    """Return the numbers of the constraints that a graph breaks."""
    return {
        name
        for name, pattern in CONSTRAINTS.items()
        if graph.query(f"{PREFIXES} ASK {{ {pattern} }}").askAnswer
    }


def test_the_sample_breaks_no_constraint() -> None:
    assert broken(sample()) == set()


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "expected"),
    [
        (EX["figure-china"], STD.sector, None, {"IC-11"}),
        (EX["figure-china"], DIMENSION.refArea, EX.beijing, {"IC-12"}),
        (EX["figure-china"], ATTRIBUTE.unitMeasure, None, {"IC-13"}),
        (EX["ranking-china"], STD.rank, None, {"IC-14"}),
        (EX["figure-china"], STD.standardLevel, STD.agriculture, {"IC-19"}),
        (EX["ranking-china"], QB.dataSet, None, {"IC-1"}),
        (EX.figures, QB.structure, None, {"IC-2", "IC-12"}),
        (STD.about, RDFS.range, None, {"IC-4"}),
        (STD.sector, QB.codeList, None, {"IC-5"}),
        (STD["figureStructure-sector"], QB.componentRequired, Literal(lexical_or_value=False), {"IC-6"}),
    ],
)
def test_each_constraint_can_fail(
    subject: URIRef, predicate: URIRef, value: URIRef | Literal | None, expected: set[str]
) -> None:
    graph = sample()
    graph.remove((subject, predicate, None))
    if value is not None:
        graph.add((subject, predicate, value))
    assert broken(graph) == expected


SLICE = "ex:slice a qb:Slice ; qb:sliceStructure ex:key . std:figureStructure qb:sliceKey ex:key . ex:key a qb:SliceKey"
BY_MEASURE = """ex:cells a qb:DataSet ; qb:structure ex:cube . ex:cube a qb:DataStructureDefinition ; qb:component ex:c1, ex:c2 .
    ex:c1 qb:dimension qb:measureType . ex:c2 qb:measure ex:length, ex:width .
    ex:a a qb:Observation ; qb:dataSet ex:cells ; qb:measureType ex:length"""


@pytest.mark.parametrize(
    ("turtle", "expected"),
    [
        ("ex:key a qb:SliceKey", {"IC-7"}),
        (f"{SLICE} ; qb:componentProperty ex:unknown . ex:slice ex:unknown 1", {"IC-8"}),
        ("ex:slice a qb:Slice", {"IC-9"}),
        (f"{SLICE} ; qb:componentProperty std:sector", {"IC-10"}),
        (f"{SLICE} ; qb:componentProperty std:sector . ex:slice std:sector std:agriculture", set()),
        (BY_MEASURE, {"IC-14", "IC-15", "IC-17"}),
        (f"{BY_MEASURE} ; ex:length 1 ; ex:width 2", {"IC-16", "IC-17"}),
        ("ex:figures qb:slice ex:slice . ex:slice qb:observation ex:ranking-china", {"IC-18"}),
        ("std:levelScheme a qb:HierarchicalCodeList", {"IC-20"}),
        ("std:levelScheme qb:parentChildProperty skos:narrower", {"IC-21"}),
    ],
)
def test_each_constraint_on_what_the_graph_does_without_can_fail(turtle: str, expected: set[str]) -> None:
    prefixes = {"ex": EX, "std": STD, "qb": QB, "skos": SKOS}
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
    graph = sample()
    graph.parse(data=f"{head}{turtle} .", format="turtle")
    assert broken(graph) == expected


def test_the_shipped_graph_breaks_no_constraint() -> None:
    store = EmbeddedStore()
    store.add(shipped_statements())
    asked = {
        name: store.oxigraph.query(f"{PREFIXES} ASK {{ {pattern} }}") for name, pattern in CONSTRAINTS.items()
    }
    assert [name for name, answer in asked.items() if answer] == []
    assert store.oxigraph.query(f"{PREFIXES} ASK {{ ?o a qb:Observation ; qb:dataSet/qb:structure ?any }}")


@pytest.mark.parametrize("name", ["figureStructure", "rankingStructure"])
def test_a_structure_is_whole(name: str) -> None:
    graph = ontology()
    components = list(graph.objects(STD[name], QB.component))
    orders = sorted(order.toPython() for part in components for order in graph.objects(part, QB.order))  # type: ignore[attr-defined]
    assert orders == list(range(1, len(components) + 1))
    for part in components:
        [(role, used)] = [pair for pair in graph.predicate_objects(part) if pair[0] in ROLES]
        assert (used, RDF.type, ROLES[URIRef(str(role))]) in graph
        assert str(part) == f"{STD[name]}-{str(used).rpartition('#')[2]}"


ROLES = {
    QB.dimension: QB.DimensionProperty,
    QB.measure: QB.MeasureProperty,
    QB.attribute: QB.AttributeProperty,
}


def test_a_coded_property_has_a_code_list_and_the_range_of_its_concepts() -> None:
    graph = ontology()
    coded = set(graph.subjects(RDF.type, QB.CodedProperty))
    assert coded == set(graph.subjects(QB.codeList, None))
    for prop in coded:
        wanted = graph.value(prop, RDFS.range)
        for concept in graph.subjects(SKOS.inScheme, graph.value(prop, QB.codeList)):
            assert (concept, RDF.type, wanted) in graph
