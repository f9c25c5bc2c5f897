"""Names to resources."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from stdkg.ask import resolve
from stdkg.errors import UnknownNameError, UsageError
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import ID, STD, term

LABEL, ALT, HIDDEN = term("rdfs", "label"), term("skos", "altLabel"), term("skos", "hiddenLabel")
TYPE, SUBCLASS = term("rdf", "type"), term("rdfs", "subClassOf")


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    made = EmbeddedStore()
    made.add(
        [
            Quad(ID("samr"), LABEL, Literal("State Administration for Market Regulation", language="en")),
            Quad(ID("samr"), LABEL, Literal("国家市场监督管理总局", language="zh")),
            Quad(ID("samr"), HIDDEN, Literal("State Administration of Supervision", language="en")),
            Quad(ID("samr"), TYPE, STD("GovernmentAgency")),
            Quad(ID("sac"), ALT, Literal("SAC", language="en")),
            Quad(ID("sports"), ALT, Literal("SAC", language="en")),
            Quad(ID("europe"), HIDDEN, Literal("Central Europe", language="en")),
            Quad(ID("central-europe"), LABEL, Literal("Central Europe", language="en")),
            Quad(ID("beijing"), LABEL, Literal("Beijing", language="en")),
            Quad(ID("beijing"), term("skos", "notation"), Literal("CN-BJ")),
            Quad(ID("beijing"), TYPE, STD("Province")),
            Quad(STD("Province"), SUBCLASS, STD("Region")),
            Quad(STD("Region"), SUBCLASS, STD("Region")),
            Quad(STD("planned"), LABEL, Literal("planned", language="en")),
            Quad(STD("planned"), TYPE, STD("Stage")),
            Quad(term("source", "a-2023"), TYPE, STD("Source")),
            Quad(term("passage", "a-2023/12"), TYPE, STD("Passage")),
        ]
    )
    return made


@pytest.mark.parametrize(
    "text",
    [
        "samr",
        "id:samr",
        "https://w3id.org/stdkg/id/samr",
        "<https://w3id.org/stdkg/id/samr>",
        "State Administration for Market Regulation",
        "state  administration for MARKET regulation ",
        "国家市场监督管理总局",
        "State Administration of Supervision",
        "Ｓtate Administration of Supervision",
    ],
)
def test_every_way_of_naming_leads_to_the_actor(store: EmbeddedStore, text: str) -> None:
    assert resolve(store, text) == ID("samr")


def test_a_code_is_a_name(store: EmbeddedStore) -> None:
    assert resolve(store, "cn-bj") == ID("beijing")


def test_passages_and_sources_go_by_their_ids(store: EmbeddedStore) -> None:
    assert resolve(store, "a-2023/12") == term("passage", "a-2023/12")
    assert resolve(store, "a-2023") == term("source", "a-2023")


def test_a_label_comes_before_a_misspelt_name(store: EmbeddedStore) -> None:
    assert resolve(store, "Central Europe") == ID("central-europe")


def test_the_class_may_be_one_above(store: EmbeddedStore) -> None:
    assert resolve(store, "Beijing", STD("Region")) == ID("beijing")
    with pytest.raises(UnknownNameError, match="id:samr is no region"):
        resolve(store, "samr", STD("Region"))
    with pytest.raises(UnknownNameError, match="no region is called 'SAC'"):
        resolve(store, "SAC", STD("Region"))


def test_a_term_of_a_vocabulary_counts_only_where_it_is_asked_for(store: EmbeddedStore) -> None:
    assert resolve(store, "planned", STD("Stage")) == STD("planned")
    assert resolve(store, "std:planned") == STD("planned")


def test_an_ambiguous_name_is_refused_with_its_readings(store: EmbeddedStore) -> None:
    with pytest.raises(UnknownNameError, match=r"names more than one; write one of .*id:sac.*id:sports"):
        resolve(store, "SAC ")


def test_an_unknown_name_comes_with_near_matches(store: EmbeddedStore) -> None:
    with pytest.raises(UnknownNameError, match=r"did you mean 'Beijing' \(id:beijing\)\?"):
        resolve(store, "Bejing")
    with pytest.raises(UnknownNameError, match=r"nothing is called 'id:nobody'"):
        resolve(store, "id:nobody")


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_an_empty_name_is_wrong_use(store: EmbeddedStore, text: str) -> None:
    with pytest.raises(UsageError, match="an empty name"):
        resolve(store, text)


@pytest.mark.parametrize(
    "text", ["a b <c>", "http://[", "\x00", "id:a b", "'; DROP", "\ud800", "?x", "x" * 100_000]
)
def test_any_other_text_is_an_unknown_name(store: EmbeddedStore, text: str) -> None:
    with pytest.raises(UnknownNameError):
        resolve(store, text)


def test_a_graph_of_others_is_asked_by_titles_and_by_the_names_in_its_iris() -> None:
    catalog, iso, iec = (
        NamedNode(f"http://example.com/{name}") for name in ("c/1", "terms#ISO", "IEC_62541")
    )
    made = EmbeddedStore()
    made.add(
        [
            Quad(catalog, term("dcterms", "title"), Literal("Danmarks Geodata-katalog", language="da")),
            Quad(iso, term("rdfs", "comment"), Literal("a body")),
            Quad(iso, term("rdfs", "seeAlso"), NamedNode("http://example.com/about")),
            Quad(iec, term("rdfs", "comment"), Literal("a standard")),
        ]
    )
    assert resolve(made, "danmarks geodata-katalog") == catalog
    assert resolve(made, "ISO") == iso
    assert resolve(made, "IEC 62541") == iec
    assert resolve(made, "http://example.com/about").value == "http://example.com/about"
    made.add([Quad(NamedNode("http://example.com/other/ISO"), LABEL, Literal("another"))])
    with pytest.raises(UnknownNameError, match="more than one"):
        resolve(made, "ISO")
