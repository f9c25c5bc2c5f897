"""The RDF formats: the same graph by every reader, each triple once, and the citations that were asked for."""

from __future__ import annotations

import io
import json
import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple
from rdflib.compare import isomorphic

from stdkg.errors import DataError, UnknownNameError, UsageError
from stdkg.export import FORMATS, Citations, by_extension, find, write, write_triples
from stdkg.export.flat import statement_iri
from stdkg.export.jsonld import Context
from stdkg.paths import ontology_dir
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import GRAPH_PROVENANCE, GRAPH_REFERENCE, ID, STD, term

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FLAT = [entry.name for entry in FORMATS.values() if entry.kind == "flat"]
DATASETS = [entry.name for entry in FORMATS.values() if entry.kind == "dataset"]
RDFLIB = {
    "turtle": "turtle",
    "ntriples": "nt",
    "rdfxml": "xml",
    "jsonld": "json-ld",
    "trig": "trig",
    "nquads": "nquads",
}
RAPPER = {"turtle": "turtle", "ntriples": "ntriples", "rdfxml": "rdfxml", "trig": "trig", "nquads": "nquads"}

TYPE, LABEL, CITED_IN = term("rdf", "type"), term("rdfs", "label"), term("dcterms", "isReferencedBy")
SAC, ISO = ID("sac"), ID("iso")
FIRST, SECOND = term("passage", "report/1"), term("passage", "report/2")
POSITION = NamedNode(f"{FIRST.value}#position")
TWICE = Quad(SAC, STD("memberOf"), ISO, FIRST)


@pytest.fixture
def store() -> EmbeddedStore:
    """Two passages that share a statement, a reference, provenance, a triple without source and a blank node."""
    made = EmbeddedStore()
    made.add(
        [
            TWICE,
            Quad(*TWICE.triple, SECOND),
            Quad(SAC, TYPE, STD("GovernmentAgency"), FIRST),
            Quad(
                SAC, LABEL, Literal('the "agency" , <of> & all\nstandards \\ 标准化 😀', language="en"), FIRST
            ),
            Quad(SAC, STD("context"), FIRST, SECOND),
            Quad(
                ISO, term("skos", "notation"), Literal("05", datatype=term("xsd", "integer")), GRAPH_REFERENCE
            ),
            Quad(ISO, STD("rank"), Literal("5", datatype=term("xsd", "integer")), SECOND),
            Quad(SAC, CITED_IN, FIRST, GRAPH_PROVENANCE),
            Quad(FIRST, TYPE, STD("Passage"), GRAPH_PROVENANCE),
            Quad(FIRST, term("oa", "hasSelector"), POSITION, GRAPH_PROVENANCE),
            Quad(
                POSITION, term("oa", "start"), Literal("3", datatype=term("xsd", "integer")), GRAPH_PROVENANCE
            ),
            Quad(ISO, STD("issuerNotStated"), Literal("true", datatype=term("xsd", "boolean"))),
            Quad(ISO, term("dcterms", "relation"), BlankNode("x")),
            Quad(BlankNode("x"), LABEL, Literal("nameless")),
        ]
    )
    return made


# rdflib's own parsers use what rdflib deprecates.
rdflib_warns = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib")


def text_of(store: EmbeddedStore, name: str, citations: Citations = "subjects") -> bytes:
    out = io.BytesIO()
    write(store, name, out, citations=citations)
    return out.getvalue()


def triples_of(store: EmbeddedStore, citations: Citations = "subjects") -> set[str]:
    return set(text_of(store, "ntriples", citations).decode().splitlines())


def as_rdflib(data: bytes, name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=data, format=RDFLIB[name])


@rdflib_warns
@pytest.mark.parametrize("citations", get_args(Citations))
@pytest.mark.parametrize("name", FLAT)
def test_every_flat_format_holds_the_same_graph_for_oxigraph_and_rdflib(
    store: EmbeddedStore, name: str, citations: Citations
) -> None:
    data = text_of(store, name, citations)
    expected = text_of(store, "ntriples", citations)
    syntax = RdfFormat.from_media_type(find(name).media_type)
    assert {f"{quad} ." for quad in pyoxigraph.parse(data, format=syntax)} == set(
        expected.decode().splitlines()
    )
    assert isomorphic(as_rdflib(data, name), as_rdflib(expected, "ntriples"))


@rdflib_warns
@pytest.mark.parametrize("name", DATASETS)
def test_a_dataset_format_holds_the_statements_and_no_copies(store: EmbeddedStore, name: str) -> None:
    syntax = RdfFormat.from_media_type(find(name).media_type)
    read = pyoxigraph.Dataset(pyoxigraph.parse(text_of(store, name), format=syntax))
    held = pyoxigraph.Dataset(store.statements())
    for dataset in (read, held):
        dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    assert read == held
    assert Quad(*TWICE.triple) not in read
    by_rdflib = rdflib.Dataset(default_union=False).parse(data=text_of(store, name), format=RDFLIB[name])
    assert len(list(by_rdflib.quads())) == len(held)


@pytest.mark.parametrize("name", [*FLAT, *DATASETS])
def test_the_number_returned_is_the_number_of_statements_in_the_file(store: EmbeddedStore, name: str) -> None:
    out = io.BytesIO()
    count = write(store, name, out)
    syntax = RdfFormat.from_media_type(find(name).media_type)
    assert count == len(list(pyoxigraph.parse(out.getvalue(), format=syntax)))


@pytest.mark.parametrize("name", [name for name in FLAT if name in RAPPER])
def test_rapper_reads_as_many_triples(
    store: EmbeddedStore, name: str, tmp_path: Path, needs: Callable[[str, str], str]
) -> None:
    rapper = needs("rapper", "apt-get install raptor2-utils")
    file = tmp_path / "file"
    with file.open("wb") as out:
        count = write(store, name, out)
    run = subprocess.run([rapper, "-c", "-i", RAPPER[name], file], capture_output=True, text=True, check=True)
    assert f"returned {count} triples" in run.stderr


def test_jsonld_expands_to_the_same_graph_by_pyld(store: EmbeddedStore) -> None:
    from pyld import jsonld

    expanded = jsonld.to_rdf(json.loads(text_of(store, "jsonld")), {"format": "application/n-quads"})
    assert isomorphic(
        as_rdflib(expanded.encode(), "ntriples"), as_rdflib(text_of(store, "ntriples"), "ntriples")
    )


@pytest.mark.parametrize("name", FLAT)
def test_a_triple_of_two_sources_is_written_once(store: EmbeddedStore, name: str) -> None:
    data = text_of(store, name, "none")
    quads = list(pyoxigraph.parse(data, format=RdfFormat.from_media_type(find(name).media_type)))
    assert quads.count(Quad(*TWICE.triple)) == 1


@pytest.mark.parametrize("name", [*FLAT, *DATASETS])
def test_repeated_triples_are_written_once(name: str) -> None:
    out, plain = io.BytesIO(), [*TWICE.triple]
    odd = [*plain[:2], Literal("x , y")]
    triples = [
        Triple(*plain),
        Triple(*odd),
        Triple(*plain),
        Triple(ISO, *plain[1:]),
        Triple(*plain),
        Triple(*odd),
    ]
    assert write_triples(triples, name, out) == 3
    quads = list(pyoxigraph.parse(out.getvalue(), format=RdfFormat.from_media_type(find(name).media_type)))
    assert sorted(map(str, quads)) == sorted(map(str, set(triples)))


def test_citations_subjects_leads_from_each_subject_to_its_passages(store: EmbeddedStore) -> None:
    lines = triples_of(store)
    for subject, passage in ((SAC, FIRST), (SAC, SECOND), (ISO, SECOND)):
        assert f"{subject} {CITED_IN} {passage} ." in lines
    assert f"{ISO} {CITED_IN} {GRAPH_REFERENCE} ." not in lines
    assert len(lines) == len(store) + 2


def test_citations_statements_adds_one_node_a_claim_with_all_its_passages(store: EmbeddedStore) -> None:
    lines = triples_of(store, "statements")
    node = statement_iri(f"{TWICE.triple} .")
    claim = {line for line in lines if line.startswith(f"<{node}>")}
    assert claim == {
        f"<{node}> {TYPE} {term('rdf', 'Statement')} .",
        f"<{node}> {term('rdf', 'subject')} {SAC} .",
        f"<{node}> {term('rdf', 'predicate')} {STD('memberOf')} .",
        f"<{node}> {term('rdf', 'object')} {ISO} .",
        f"<{node}> {CITED_IN} {FIRST} .",
        f"<{node}> {CITED_IN} {SECOND} .",
    }
    assert triples_of(store) < lines
    assert sum(f"{TYPE} {term('rdf', 'Statement')}" in line for line in lines) == 5


def test_citations_none_leaves_no_trace_of_passages(store: EmbeddedStore) -> None:
    lines = triples_of(store, "none")
    assert not [line for line in lines if FIRST.value in line or SECOND.value in line]
    assert lines < triples_of(store)
    assert f"{TWICE.triple} ." in lines


def test_a_blank_subject_keeps_its_citation() -> None:
    store = EmbeddedStore()
    store.add([Quad(BlankNode("b"), LABEL, Literal("one"), FIRST)])
    lines = triples_of(store, "statements")
    assert f"_:c14n0 {CITED_IN} {FIRST} ." in lines
    assert sum("_:c14n0" in line for line in lines) == 3


@pytest.mark.parametrize("name", ["turtle", "trig", "ntriples", "nquads"])
def test_blank_nodes_that_would_take_minutes_to_name_are_refused(name: str) -> None:
    ring = [Triple(BlankNode(f"b{one}"), LABEL, BlankNode(f"b{(one + 1) % 400}")) for one in range(400)]
    clique = [
        Triple(BlankNode(f"b{one}"), LABEL, BlankNode(f"b{two}")) for one in range(12) for two in range(12)
    ]
    for lookalikes in (ring, clique):
        with pytest.raises(DataError, match="blank nodes hang together"):
            write_triples(lookalikes, name, io.BytesIO())


def test_many_blank_nodes_that_differ_or_stand_alone_are_fine() -> None:
    nodes = [BlankNode(f"b{number}") for number in range(3000)]
    told = [Triple(SAC, CITED_IN, node) for node in nodes]
    listed = [Triple(one, LABEL, two) for one, two in pairwise(nodes)]
    differ = [Triple(node, LABEL, Literal(str(number))) for number, node in enumerate(nodes)]
    assert write_triples(told, "turtle", io.BytesIO()) == 3000
    assert write_triples(listed + differ, "turtle", io.BytesIO()) == 5999


def test_turtle_is_for_people() -> None:
    out = io.BytesIO()
    integer, decimal = term("xsd", "integer"), term("xsd", "decimal")
    write_triples(
        [
            Triple(FIRST, LABEL, Literal('a , "b" , c\nd')),
            Triple(FIRST, LABEL, Literal("a , b", language="en")),
            Triple(FIRST, NamedNode("http://example.com/odd"), Literal("2.50", datatype=decimal)),
            Triple(FIRST, TYPE, STD("Passage")),
            Triple(SAC, STD("rank"), Literal("007", datatype=integer)),
            Triple(SAC, STD("rank"), Literal("seven", datatype=integer)),
            Triple(SAC, STD("of"), Triple(SAC, STD("rank"), Literal("x , y"))),
            Triple(SAC, STD("of"), Triple(SAC, STD("rank"), Literal(")>> , <<( "))),
        ],
        "turtle",
        out,
    )
    assert out.getvalue().decode() == (
        "@prefix id: <https://w3id.org/stdkg/id/> .\n"
        "@prefix passage: <https://w3id.org/stdkg/id/passage/> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix std: <https://w3id.org/stdkg/ontology#> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "\n"
        'id:sac std:of <<( id:sac std:rank ")>> , <<( " )>> ,\n'
        '        <<( id:sac std:rank "x , y" )>> ;\n'
        '    std:rank "seven"^^xsd:integer ,\n'
        "        007 .\n"
        "\n"
        "passage:report\\/1 a std:Passage ;\n"
        "    <http://example.com/odd> 2.50 ;\n"
        '    rdfs:label "a , \\"b\\" , c\\nd" ,\n'
        '        "a , b"@en .\n'
    )


@pytest.mark.parametrize(
    "local", ["a.", "-a", "a'b", "a,b;c", "(a)", "a~b!", "a=b&c", "%41", "a/b#c", "a.b", "名", "a:b", "a*+@$"]
)
def test_odd_names_in_turtle_are_read_by_oxigraph_and_rdflib(local: str) -> None:
    node, note, out = ID(local), Literal(r"id:a\. \'"), io.BytesIO()
    write_triples([Triple(node, node, node), Triple(node, LABEL, note)], "turtle", out)
    assert set(pyoxigraph.parse(out.getvalue(), format=RdfFormat.TURTLE)) == {
        Quad(node, node, node),
        Quad(node, LABEL, note),
    }
    same = f"{node} {node} {node} .\n{node} {LABEL} {note} .\n".encode()
    assert isomorphic(as_rdflib(out.getvalue(), "turtle"), as_rdflib(same, "ntriples"))


def test_trig_writes_the_default_graph_first_and_shortens_the_names_of_graphs(store: EmbeddedStore) -> None:
    text = text_of(store, "trig").decode()
    assert (
        text.index("_:c14n0 rdfs:label")
        < text.index("\ngraph:provenance {")
        < text.index("\npassage:report\\/1 {")
    )
    assert (
        "\npassage:report\\/2 {\n    id:iso std:rank 5 .\n\n    id:sac std:context passage:report\\/1 ;\n"
        in text
    )


@pytest.mark.parametrize("name", [*FLAT, *DATASETS])
def test_an_empty_store_is_a_valid_file(name: str) -> None:
    data = text_of(EmbeddedStore(), name)
    assert not list(pyoxigraph.parse(data, format=RdfFormat.from_media_type(find(name).media_type)))


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_rdfxml_names_the_triple_that_it_cannot_carry(character: str) -> None:
    out = io.BytesIO()
    with pytest.raises(
        DataError, match=rf"RDF/XML cannot carry <.*sac>.*U\+{ord(character):04X}; write Turtle"
    ):
        write_triples([Triple(SAC, LABEL, Literal(f"a{character}b"))], "rdfxml", out)
    assert out.getvalue() == b""


@pytest.mark.parametrize(
    "predicate", ["http://e/123", "http://e/a#", "http://e/a/%20", f"{term('rdf', 'li').value}"]
)
def test_rdfxml_names_the_predicate_that_is_no_xml_name(predicate: str) -> None:
    with pytest.raises(DataError, match="is no XML name"):
        write_triples([Triple(SAC, NamedNode(predicate), ISO)], "rdfxml", io.BytesIO())


@pytest.mark.parametrize("name", ["rdfxml", "jsonld"])
def test_what_only_rdf_12_has_is_refused(name: str) -> None:
    triple = Triple(SAC, LABEL, Triple(SAC, LABEL, ISO))
    directed = Triple(SAC, LABEL, Literal("x", language="ar", direction=pyoxigraph.BaseDirection.RTL))
    for odd in (triple, directed):
        with pytest.raises(DataError, match="cannot carry"):
            write_triples([odd], name, io.BytesIO())


def test_jsonld_has_no_prefix_that_would_change_an_iri() -> None:
    triples = {
        Triple(NamedNode("id:x"), LABEL, SAC),
        Triple(SAC, NamedNode("xsd:range"), NamedNode("xsd:date")),
        Triple(SAC, term("dcterms", "issued"), Literal("2024-01-01", datatype=term("xsd", "date"))),
        Triple(SAC, STD("memberOf"), NamedNode("std://x")),
    }
    out = io.BytesIO()
    write_triples(triples, "jsonld", out)
    assert json.loads(out.getvalue())["@context"].keys() & {"id", "xsd", "std"} == {"std"}
    assert set(pyoxigraph.parse(out.getvalue(), RdfFormat.JSON_LD)) == {Quad(*triple) for triple in triples}


def test_jsonld_keeps_what_the_context_types_differently() -> None:
    out = io.BytesIO()
    start = term("oa", "start")
    values = [
        Literal("3"),
        Literal("03", datatype=term("xsd", "integer")),
        Literal("3", datatype=term("xsd", "integer")),
        SAC,
    ]
    write_triples([Triple(FIRST, start, value) for value in values], "jsonld", out)
    (node,) = json.loads(out.getvalue())["@graph"]
    assert node["start"] == ["03", {"@value": "3"}, 3, {"@id": "id:sac"}]


def test_the_shipped_context_is_understood_whole() -> None:
    definition = json.loads((ontology_dir() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert Context(definition).terms[LABEL.value] == "label"


def test_a_context_with_more_than_this_writer_uses_is_refused() -> None:
    with pytest.raises(DataError, match=r"context\.jsonld: label: only @id and @type"):
        Context({"label": {"@id": "http://e/label", "@container": "@language"}})


def test_an_unknown_format_is_told_the_list() -> None:
    with pytest.raises(UnknownNameError, match="unknown format 'rdf'; write one of turtle, trig"):
        find("rdf")
    with pytest.raises(UnknownNameError, match=r"no format has the extension '\.doc'; write one of \.ttl"):
        by_extension(".doc")


def test_citations_of_a_format_that_has_none_are_refused(store: EmbeddedStore) -> None:
    with pytest.raises(UsageError, match="trig has no --citations none"):
        write(store, "trig", io.BytesIO(), citations="none")
    with pytest.raises(UnknownNameError, match="unknown way of citing 'all'; write one of subjects"):
        write(store, "turtle", io.BytesIO(), citations="all")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="gexf cannot carry bare triples"):
        write_triples([], "gexf", io.BytesIO())


def test_extensions_and_names_are_their_own() -> None:
    assert len({entry.extension for entry in FORMATS.values()}) == len(FORMATS)
    for entry in FORMATS.values():
        assert by_extension(entry.extension) is by_extension(f"a.{entry.extension}") is entry
        assert callable(entry.load())


def test_what_rapper_is_asked_to_read_names_rdf_formats_only() -> None:
    assert RAPPER.keys() <= {*FLAT, *DATASETS} == RDFLIB.keys()
