"""The JSON-LD context: a term for each property and class, the types that the ontology gives, and a way there and back."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
import rdflib
from pyld import jsonld
from rdflib import OWL, RDF, RDFS, XSD, URIRef
from rdflib.compare import to_canonical_graph

from stdkg.paths import ontology_dir
from stdkg.vocabulary import PREFIXES, shorten

STD = PREFIXES["std"]
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)
SAMPLE = """
@prefix std: <https://w3id.org/stdkg/ontology#> .
@prefix id: <https://w3id.org/stdkg/id/> .
@prefix figure: <https://w3id.org/stdkg/id/figure/> .
@prefix passage: <https://w3id.org/stdkg/id/passage/> .
@prefix sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#> .
@prefix sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
figure:a a std:Figure ;
  rdfs:label "a"@en , "甲"@zh ;
  sdmx-dimension:refPeriod "2022"^^xsd:gYear ;
  sdmx-measure:obsValue 48.75 , 643 ;
  std:comparator std:moreThan ; std:measure std:secretariatsHeld ;
  dcterms:isReferencedBy <https://w3id.org/stdkg/id/passage/s/1> .
figure:b sdmx-dimension:refPeriod "2022-12-31"^^xsd:date ; std:rank 3 .
id:plan a std:Plan ; std:firstOfItsKind true ; dcterms:issued "2022-05"^^xsd:gYearMonth ;
  std:stage std:issued ; std:aim "more \\"quality\\""@en ; std:period "2022/2023" .
<https://w3id.org/stdkg/id/passage/s/1> a std:Passage ; std:passageSha256 "00" ; std:locator "paragraph 5"@en .
"""


@cache
def context() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ontology_dir() / "context.jsonld").read_text(encoding="utf-8"))[
        "@context"
    ]
    return found


@cache
def ontology() -> rdflib.Graph:
    graph = rdflib.Graph()
    for file in ontology_dir().rglob("*.ttl"):
        if file.parent.name in {"ontology", "vocabularies", "alignments"}:
            graph.parse(file)
    return graph


def definitions() -> dict[str, dict[str, str]]:
    """Return what each CURIE of the context is, by CURIE; prefixes left out."""
    terms = [value for term, value in context().items() if term[0] != "@" and str(value)[-1] not in "#/"]
    full = [{"@id": value} if isinstance(value, str) else value for value in terms]
    return {value["@id"]: value for value in full}


def declared(*kinds: URIRef) -> list[str]:
    nodes = {str(node) for kind in kinds for node in ontology().subjects(RDF.type, kind)}
    return sorted(nodes)


@pytest.mark.parametrize("iri", [iri for iri in declared(OWL.Class, *PROPERTIES) if iri.startswith(STD)])
def test_each_term_of_ours_goes_by_its_own_name(iri: str) -> None:
    value = context()[iri.removeprefix(STD)]
    assert (value if isinstance(value, str) else value["@id"]) == shorten(iri)


@pytest.mark.parametrize("iri", declared(*PROPERTIES))
def test_each_property_has_the_type_that_the_ontology_gives(iri: str) -> None:
    node, curie = URIRef(iri), shorten(iri)
    if (node, RDF.type, OWL.ObjectProperty) in ontology():
        assert definitions()[curie]["@type"] == "@id"
        return
    datatype = ontology().value(node, RDFS.range)
    if datatype in {XSD.boolean, XSD.integer, XSD.decimal}:
        assert definitions()[curie]["@type"] == shorten(str(datatype))
    else:
        assert definitions().get(curie, {}).get("@type") != "@id"


def test_a_property_with_dates_of_several_precisions_is_not_tied_to_one() -> None:
    for curie in ("sdmx-dimension:refPeriod", "dcterms:issued", "dcterms:valid", "schema:startDate"):
        assert "@type" not in definitions().get(curie, {})


def test_the_context_knows_every_prefix() -> None:
    assert {name: context().get(name) for name in PREFIXES} == PREFIXES


def test_every_term_of_the_context_exists() -> None:
    known = {str(node) for node in ontology().subjects(RDF.type, None)}
    for curie in definitions():
        prefix, _, local = curie.partition(":")
        iri = context()[prefix] + local
        assert iri in known or prefix in {"owl", "rdf", "rdfs"}, curie


def test_no_term_stands_for_two_things() -> None:
    names = [
        value if isinstance(value, str) else value["@id"] for value in context().values() if value != 1.1
    ]
    assert len(names) == len(set(names))


def test_terms_are_sorted_behind_the_prefixes() -> None:
    text = (ontology_dir() / "context.jsonld").read_text(encoding="utf-8")
    names = [name for name, value in json.loads(text)["@context"].items() if name != "@version"]
    prefixes = [name for name in names if str(context()[name])[-1] in "#/"]
    assert names == prefixes + sorted(set(names) - set(prefixes), key=lambda name: (name.lower(), name))


# rdflib's own parser uses what rdflib deprecates.
rdflib_warns = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib")


@rdflib_warns
@pytest.mark.parametrize("name", ["license", "creator", "homepage", "imports"])
def test_an_address_under_a_term_that_takes_resources_is_no_text(name: str) -> None:
    document = {"@context": context(), "@id": "id:x", name: "https://example.org/y"}
    [quad] = rdflib.Dataset().parse(data=json.dumps(document), format="json-ld").quads()
    assert quad[2] == URIRef("https://example.org/y")


@rdflib_warns
def test_rdflib_and_pyld_read_the_same_from_the_compact_form() -> None:
    graph = rdflib.Graph().parse(data=SAMPLE, format="turtle")
    compact, back = there_and_back(graph)
    theirs = rdflib.Dataset().parse(data=json.dumps(compact), format="json-ld")
    assert {(s, p, o.n3()) for s, p, o, _ in theirs.quads()} == triples(back)


def triples(graph: rdflib.Graph) -> set[Any]:
    """Return triples as texts: rdflib holds `"1.0"` and `"1"` to be one decimal, this doesn't."""
    return {(s, p, o.n3()) for s, p, o in graph}


def there_and_back(graph: rdflib.Graph) -> tuple[dict[str, Any], rdflib.Graph]:
    """Return a graph compacted with the context, and what the compact form says."""
    expanded = jsonld.from_rdf(graph.serialize(format="nt"), {"format": "application/n-quads"})
    compact = jsonld.compact(expanded, {"@context": context()})
    quads = jsonld.to_rdf(compact, {"format": "application/n-quads"})
    return compact, rdflib.Graph().parse(data=quads, format="nt")


def test_a_sample_survives_the_way_there_and_back() -> None:
    graph = rdflib.Graph().parse(data=SAMPLE, format="turtle")
    compact, back = there_and_back(graph)
    assert set(to_canonical_graph(back)) == set(to_canonical_graph(graph))
    nodes = {node["@id"]: node for node in compact["@graph"]}
    assert nodes["figure:a"]["comparator"] == "std:moreThan"
    assert nodes["figure:a"]["@type"] == "Figure"
    assert nodes["figure:a"]["refPeriod"] == {"@type": "xsd:gYear", "@value": "2022"}
    assert nodes["figure:a"]["isReferencedBy"] == "passage:s/1"
    assert nodes["figure:b"]["refPeriod"] == {"@type": "xsd:date", "@value": "2022-12-31"}


def test_the_ontology_survives_the_way_there_and_back() -> None:
    graph = (
        rdflib.Graph()
        .parse(ontology_dir() / "stdkg.ttl")
        .parse(ontology_dir() / "vocabularies" / "roles.ttl")
    )
    _, back = there_and_back(graph)
    assert triples(back) == triples(graph)
