"""Every named question: its header, its expected results in order, and that nothing is counted twice.

The expected results are those of one source, the article, or of the few sources in TOLD_BY, so that a new source changes
none of them. To write them anew:

    STDKG_FREEZE=1 python -m pytest tests/questions

and look at what git says has changed before you keep it.
"""

from __future__ import annotations

import os
import random
import re
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from stdkg.ask import LANGUAGES, Question, ask, question, questions
from stdkg.ask.header import KINDS
from stdkg.ask.parameters import bound
from stdkg.ask.questions import headings
from stdkg.cli.ask import command
from stdkg.errors import UsageError
from stdkg.load.shipped import FETCHED, shipped_statements
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import BASE, GRAPH_ONTOLOGY, GRAPH_PROVENANCE, GRAPH_REFERENCE, term

EXPECTED = Path(__file__).parent / "expected"
NAMES = [entry.name for entry in questions()]


def calls(entry: Question) -> dict[str, dict[str, str]]:
    needed = {name: parameter.example for name, parameter in entry.parameters.items() if parameter.required}
    optional = {
        f"{entry.name}--{name}": {**needed, name: parameter.example}
        for name, parameter in entry.parameters.items()
        if not parameter.required
    }
    return {entry.name: needed, **optional}


CALLS = [(name, case) for name in NAMES for case in calls(question(name))]


@cache
def statements(*fetched: str) -> tuple[Quad, ...]:
    return tuple(shipped_statements(fetched))


def store_of(quads: list[Quad] | tuple[Quad, ...]) -> EmbeddedStore:
    store = EmbeddedStore()
    store.add(quads)
    return store


@cache
def shipped(*fetched: str) -> EmbeddedStore:
    return store_of(statements(*fetched))


def whole(name: str) -> EmbeddedStore:
    """The shipped graph with the fetched sources that a question needs."""
    return shipped(*question(name).needs)


ARTICLE = ("hme-2023-06-05",)
WORLD = (
    *ARTICLE,
    "ansi-usss-2010",
    "astm-2004-cnis",
    "baogaopai-2024-04",
    "bestao-2021-1090",
    "cctv-2023-04",
    "ciudsrc-2016-01",
    "cnca-2018-11-08",
    "cnis-about",
    "cqn-2020-09",
    "cspress-2018-10",
    "cspress-chongqing-2022",
    "gzdfhj-2024-03-26",
    "iso-countries-2020",
    "iso-member-1635",
    "iso-member-sac-old",
    "nameidi-2020-data",
    "nbd-2019-09",
    "netease-2025-12",
    "portal-subordinate-bodies",
    "qunz-outline-2021-10-11",
    "regions-2022-report",
    "scc-css-2009",
    "standardcnjc-14fyp-2021",
    "std-daily-outline-2021",
    "tc-canada-2023-11",
)
ISO = ("iso-open-data-committees", "iso-countries-2020", "iso-member-1635")
OF_THE_WORLD = {
    "bodies-by-country",
    "co-issuers",
    "coverage",
    "documents-by-year",
    "goes-back-to",
    "growth-by-year",
    "hedges-resolved",
    "history",
    "iso-and-iec-seats",
    "issuers",
    "most-cited",
    "person",
    "regions-compared",
    "sources-by-kind",
    "speakers",
    "strategies",
    "succession",
    "targets-met",
    "targets-of",
    "targets-origin",
    "where-sources-disagree",
}
"""Questions that compare sources, years or places, so that the article alone gives no answer worth a test."""
MULTIPLE = {"differing-figures"}
"""Questions that need more than one source."""


def told_by(name: str) -> tuple[str, ...]:
    """The sources whose statements give the expected result of a question."""
    if question(name).needs:
        return ISO
    return WORLD if name in OF_THE_WORLD else ARTICLE


@cache
def told(sources: tuple[str, ...], *fetched: str) -> EmbeddedStore:
    """What some sources state, with the reference rows of the resources that they speak of."""
    kept = {f"{BASE}{kind}/{source}" for source in sources for kind in ("passage", "source", "dataset")}

    def is_of(node: object) -> bool:
        text = node.value if isinstance(node, NamedNode) else ""
        return "/".join(text.partition("#")[0].split("/")[:7]) in kept

    def is_of_another(node: object) -> bool:
        text = node.value if isinstance(node, NamedNode) else ""
        return text.startswith((BASE + "passage/", BASE + "source/", BASE + "dataset/")) and not is_of(node)

    said = [quad for quad in statements(*fetched) if is_of(quad.graph_name)]
    spoken_of = {node for quad in said for node in (quad.subject, quad.object)}
    around = [
        quad
        for quad in statements(*fetched)
        if quad.graph_name == GRAPH_ONTOLOGY
        or (quad.graph_name == GRAPH_REFERENCE and quad.subject in spoken_of)
        or (
            quad.graph_name == GRAPH_PROVENANCE
            and not is_of_another(quad.subject)
            and not is_of_another(quad.object)
        )
    ]
    return store_of([*said, *around])


def told_to(name: str) -> EmbeddedStore:
    return told(told_by(name), *question(name).needs)


@cache
def shuffled(*fetched: str) -> EmbeddedStore:
    quads = list(statements(*fetched))
    random.Random(7).shuffle(quads)  # noqa: S311  any order will do
    return store_of(quads)


@cache
def told_twice(*fetched: str) -> EmbeddedStore:
    """The graph with a second source that states everything the first one states."""
    again = term("passage", "another/1")
    copies = [
        Quad(quad.subject, quad.predicate, quad.object, again)
        for quad in statements(*fetched)
        if str(quad.graph_name).startswith("<" + term("passage", "").value)
    ]
    cited = [
        Quad(quad.subject, quad.predicate, again, GRAPH_PROVENANCE)
        for quad in statements(*fetched)
        if quad.predicate == term("dcterms", "isReferencedBy")
    ]
    place = Quad(again, term("oa", "hasSource"), term("source", "another"), GRAPH_PROVENANCE)
    return store_of([*statements(*fetched), *copies, *cited, place])


def test_there_are_at_least_65_questions() -> None:
    assert len(NAMES) >= 65


@pytest.mark.parametrize("name", NAMES)
def test_a_question_says_what_it_answers_in_both_languages(name: str) -> None:
    entry = question(name)
    for language in LANGUAGES:
        assert entry.title[language]
        assert entry.answer[language].endswith((".", "。"))
        assert all(parameter.meaning[language] for parameter in entry.parameters.values())
    assert re.search(r"[一-鿿]", entry.title["zh"] + entry.answer["zh"])
    assert not re.search(r"[一-鿿]", entry.title["en"] + entry.answer["en"])


@pytest.mark.parametrize("name", NAMES)
def test_a_parameter_is_a_variable_of_the_query_and_no_option_of_the_command(name: str) -> None:
    entry = question(name)
    options = {option.removeprefix("--") for parameter in command.params for option in parameter.opts}
    for parameter in entry.parameters.values():
        assert re.search(rf"\?{parameter.name}\b", entry.sparql)
        assert parameter.kind in KINDS
        assert parameter.name not in options | {"lang", "iri", "name", "store"}


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_ordered_and_declares_its_prefixes(name: str) -> None:
    text = question(name).sparql
    assert "ORDER BY" in text
    body = re.sub(r"(?m)^(#|PREFIX ).*$|<[^>\s]*>", "", text)
    used = set(re.findall(r"(?<![\w?:-])([a-z][\w-]*):[a-zA-Z]", body))
    assert used == set(re.findall(r"(?m)^PREFIX ([\w-]+):", text))


@pytest.mark.parametrize(("name", "case"), CALLS)
def test_the_expected_result_comes_in_the_expected_order(name: str, case: str) -> None:
    result = ask(told_to(name), name, calls(question(name))[case])
    file = EXPECTED / f"{case}.csv"
    if os.environ.get("STDKG_FREEZE"):
        file.write_text(result.to_csv(), encoding="utf-8", newline="\n")
    assert result.to_csv().splitlines() == file.read_text(encoding="utf-8").splitlines()
    assert len(result) or name in MULTIPLE, "an example that gives no answer is no example"


@pytest.mark.parametrize(("name", "case"), CALLS)
def test_the_whole_graph_has_an_answer(name: str, case: str) -> None:
    assert len(ask(whole(name), name, calls(question(name))[case])) or name in MULTIPLE


def test_no_expected_result_is_left_over() -> None:
    assert {path.stem for path in EXPECTED.iterdir()} == {case for _, case in CALLS}


@pytest.mark.parametrize(("name", "case"), CALLS)
def test_the_order_of_insertion_changes_nothing(name: str, case: str) -> None:
    parameters = calls(question(name))[case]
    mixed = shuffled(*question(name).needs)
    assert ask(mixed, name, parameters).to_csv() == ask(whole(name), name, parameters).to_csv()


BY_STATEMENT = {
    "actors",
    "coverage",
    "everything-about",
    "most-cited",
    "names-of",
    "said-by",
    "single-source",
    "sources",
    "speakers",
    "sources-by-kind",
}
"""Questions that are about who says what, so that a second witness does change the answer."""


@pytest.mark.parametrize("name", [name for name in NAMES if name not in BY_STATEMENT])
def test_what_two_sources_state_is_listed_once(name: str) -> None:
    parameters = calls(question(name))[name]
    once = ask(whole(name), name, parameters)
    twice = ask(told_twice(*question(name).needs), name, parameters)
    kept = [column for column in once.columns if column not in WITNESSES]
    assert [[row[column] for column in kept] for row in twice] == [
        [row[column] for column in kept] for row in once
    ]


def test_what_a_data_set_alone_lists_is_left_out() -> None:
    article, register, told, listed, both = (
        term("id", name) for name in ("article", "register", "told", "listed", "both")
    )
    saying, listing, member = (
        term("passage", "article/1"),
        term("passage", "register/1"),
        term("std", "memberOf"),
    )
    source = term("oa", "hasSource")
    provenance = [
        Quad(saying, source, article, GRAPH_PROVENANCE),
        Quad(listing, source, register, GRAPH_PROVENANCE),
        Quad(article, term("rdf", "type"), term("schema", "NewsArticle"), GRAPH_PROVENANCE),
        Quad(register, term("rdf", "type"), term("schema", "Dataset"), GRAPH_PROVENANCE),
    ]
    stated = [(told, saying), (listed, listing), (both, saying), (both, listing)]
    store = store_of([*provenance, *(Quad(who, member, term("id", "iso"), graph) for who, graph in stated)])
    assert ask(store, "single-source", iri=True).terms == [(told, member, term("id", "iso"), saying)]


def test_an_issuer_without_an_iri_is_one_that_others_issue_with() -> None:
    plan, year = term("id", "plan"), Literal("2020", datatype=term("xsd", "gYear"))
    store = store_of(
        [
            *(quad for quad in statements() if quad.graph_name == GRAPH_ONTOLOGY),
            Quad(plan, term("rdf", "type"), term("std", "Plan")),
            Quad(plan, term("dcterms", "issued"), year),
            *(Quad(plan, term("std", "issuedBy"), who) for who in (term("id", "body"), BlankNode("other"))),
        ]
    )
    (row,) = ask(store, "documents-by-year")
    assert (row["documents"], row["jointly"]) == (1, 1)


WITNESSES = {"passage", "other_passage", "context", "sources"}


COUNTING = [
    name
    for name in NAMES
    if "AS ?sources" in question(name).sparql and name not in BY_STATEMENT - {"sources"}
]


@pytest.mark.parametrize("name", COUNTING)
def test_a_second_witness_is_counted(name: str) -> None:
    parameters = calls(question(name))[name]
    once, twice = ask(told_to(name), name, parameters), ask(told_twice(), name, parameters)
    assert all(row["sources"] == 1 for row in once) or name in OF_THE_WORLD
    assert all(int(str(row["sources"])) >= 2 for row in twice)


@pytest.mark.parametrize("name", NAMES)
def test_the_citation_names_a_passage(name: str) -> None:
    result = ask(whole(name), name, calls(question(name))[name])
    if "passage" not in result.columns:
        return
    cells = [row["passage"] for row in result]
    assert all(re.fullmatch(r"[\w-]+/\d+|graph:provenance", str(cell)) for cell in cells)


@pytest.mark.parametrize("name", NAMES)
def test_every_column_has_a_heading_in_both_languages(name: str) -> None:
    columns = ask(told_to(name), name, calls(question(name))[name]).columns
    for language in LANGUAGES:
        assert set(columns) <= headings(language).keys()


@pytest.mark.parametrize("name", NAMES)
def test_in_chinese_the_rows_are_the_same_terms_with_chinese_labels(name: str) -> None:
    parameters = calls(question(name))[name]
    english, chinese = (ask(told_to(name), name, parameters, lang=language) for language in LANGUAGES)
    if name not in {"priorities", "targets-met"}:  # they give texts, which differ
        assert chinese.terms == english.terms
    labelled = [label for label in chinese.labels.values() if label.language]
    assert all(label.language in ("zh", "en") for label in labelled)
    if labelled:
        assert any(label.language == "zh" for label in labelled)


def columns_of(name: str, key: str) -> list[str]:
    """The columns that give a parameter: under its own name, or as (?key AS ?column)."""
    given = re.findall(rf"(?m)^SELECT .*\?{key}\b(?: AS \?(\w+)\))?", question(name).sparql)
    return [column or key for column in given]


NARROWED = [
    (name, key, column)
    for name in NAMES
    for key, parameter in question(name).parameters.items()
    for column in columns_of(name, key)
    if parameter.optional
]


@pytest.mark.parametrize(("name", "key", "column"), NARROWED)
def test_a_parameter_that_is_a_column_keeps_the_rows_with_its_value_as_they_are(
    name: str, key: str, column: str
) -> None:
    needed, narrowed = calls(question(name))[name], calls(question(name))[f"{name}--{key}"]
    everything = ask(whole(name), name, needed, iri=True)
    value = bound(whole(name), question(name), narrowed)[key]
    kept = [row for row in everything.terms if row[everything.columns.index(column)] == value]
    assert ask(whole(name), name, narrowed, iri=True).terms == kept


def test_the_same_number_from_several_sources_is_one_row() -> None:
    result = ask(shipped(), "figures")
    rows = [tuple(cell for column, cell in row.items() if column not in WITNESSES) for row in result]
    assert len(rows) == len(set(rows))
    held = [row for row in result if (row["region"], row["measure"]) == ("Beijing", "secretariats held")]
    assert [row["value"] for row in held if row["comparator"] == "exactly"] == [643]


def test_sources_that_differ_are_set_side_by_side() -> None:
    figure = term("figure", "secretariats-beijing-end-2022")
    other = term("figure", "other")
    value = term("sdmx-measure", "obsValue")
    copies = [
        Quad(other, quad.predicate, Literal(700) if quad.predicate == value else quad.object, quad.graph_name)
        for quad in statements()
        if quad.subject == figure
    ]
    result = ask(store_of([*statements(), *copies]), "differing-figures", {"measure": "secretariats held"})
    assert [(row["value"], row["other_value"]) for row in result] == [(643, 700)]


FETCHING = [name for name in NAMES if question(name).needs]


@pytest.mark.parametrize("name", FETCHING)
def test_a_question_that_needs_a_fetched_source_says_so(name: str) -> None:
    needs = question(name).needs
    assert set(needs) <= set(FETCHED)
    assert question(name).usage.endswith(" ".join(f"--with {source}" for source in needs))
    with pytest.raises(UsageError, match=f"this question needs --with {needs[0]}"):
        ask(shipped(), name, calls(question(name))[name])


def test_the_secretariats_of_three_bodies_are_one_question() -> None:
    rows = list(ask(whole("iso-secretariats-compared"), "iso-secretariats-compared"))
    held = [[row[f"held_by_{which}"] for which in ("first", "second", "third")] for row in rows]
    alone = {
        row["body"]: row["total"]
        for row in ask(whole("iso-secretariats-by-country"), "iso-secretariats-by-country", iri=True)
    }
    bodies = [f"{BASE}{body}" for body in ("sac", "din", "ansi")]
    assert held[0] == [alone[body] for body in bodies]
    assert [sum(int(str(row[which])) for row in held[1:]) for which in range(3)] == held[0]


TARGET = """
PREFIX std: <https://w3id.org/stdkg/ontology#>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
PREFIX sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#>
PREFIX id: <https://w3id.org/stdkg/id/>
{figures}
"""
FIGURE = """
<https://example.org/{id}> std:measure std:committeesStanding ; std:status std:{status} ; std:comparator std:{comparator} ;
  sdmx-measure:obsValue {value} ; sdmx-dimension:refPeriod "{year}"^^<http://www.w3.org/2001/XMLSchema#gYear> ;
  sdmx-dimension:refArea id:china ; std:sector std:sectorNotStated ; std:standardLevel std:levelNotStated ;
  std:about std:aboutNotStated ; sdmx-attribute:unitMeasure std:committeeUnit .
"""


@pytest.mark.parametrize(
    ("target", "figure", "verdict"),
    [
        (("atLeast", 100), ("exactly", 100, 2025), "met"),
        (("moreThan", 100), ("exactly", 100, 2025), "not met"),
        (("moreThan", 100), ("moreThan", 100, 2025), "met"),
        (("atLeast", 100), ("moreThan", 90, 2025), "cannot be said"),
        (("atLeast", 100), ("nearly", 100, 2025), "not met"),
        (("atLeast", 100), ("approximately", 100, 2025), "cannot be said"),
        (("exactly", 100), ("moreThan", 100, 2024), "met"),
        (("atLeast", 100), ("exactly", 90, 2024), "cannot be said"),
        (("atLeast", 100), ("exactly", 120, 2026), "cannot be said"),
        (("atMost", 18), ("exactly", 18, 2025), "met"),
        (("atMost", 18), ("fewerThan", 16, 2025), "met"),
        (("fewerThan", 18), ("exactly", 18, 2025), "not met"),
        (("atMost", 18), ("moreThan", 18, 2025), "not met"),
    ],
)
def test_a_target_is_met_where_the_whole_interval_of_a_figure_reaches_it(
    target: tuple[str, int], figure: tuple[str, int, int], verdict: str
) -> None:
    aimed = FIGURE.format(id="t", status="target", comparator=target[0], value=target[1], year=2025)
    counted = FIGURE.format(id="f", status="actual", comparator=figure[0], value=figure[1], year=figure[2])
    store = store_of([quad for quad in statements() if quad.graph_name == GRAPH_ONTOLOGY])
    store.add(Quad(*triple) for triple in parse(TARGET.format(figures=aimed + counted), RdfFormat.TURTLE))
    assert [row["verdict"] for row in ask(store, "targets-met")] == [verdict]


def test_coverage_counts_what_is_neither_sealed_nor_located() -> None:
    cited = term("std", "passageSha256"), term("std", "locator")
    bare = store_of([quad for quad in statements() if quad.predicate not in cited])
    rows = list(ask(bare, "coverage"))
    assert all(row["neither"] == row["passages"] and row["sealed"] == row["located"] == 0 for row in rows)
    assert all(row["neither"] == 0 for row in ask(shipped(), "coverage"))
