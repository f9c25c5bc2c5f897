"""Every named question: its header, its expected results in order, and that nothing is counted twice.

The expected results are those of one source, the article, so that a new source changes none of them. To write them anew:

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
from pyoxigraph import Literal, NamedNode, Quad

from stdkg.ask import LANGUAGES, Question, ask, question, questions
from stdkg.ask.header import KINDS
from stdkg.ask.questions import headings
from stdkg.cli.ask import command
from stdkg.load.shipped import shipped_statements
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
def statements() -> tuple[Quad, ...]:
    return tuple(shipped_statements())


def store_of(quads: list[Quad] | tuple[Quad, ...]) -> EmbeddedStore:
    store = EmbeddedStore()
    store.add(quads)
    return store


@cache
def shipped() -> EmbeddedStore:
    return store_of(statements())


ARTICLE = "hme-2023-06-05"
MULTIPLE = {"differing-figures"}
"""Questions that need more than one source."""


def of_another_source(node: object) -> bool:
    text = node.value if isinstance(node, NamedNode) else ""
    return (
        text.startswith((BASE + "passage/", BASE + "source/", BASE + "dataset/"))
        and f"/{ARTICLE}" not in text
    )


@cache
def article() -> EmbeddedStore:
    """What the article states, with the reference rows of the resources that it speaks of."""
    said = [quad for quad in statements() if str(quad.graph_name).startswith(f"<{BASE}passage/{ARTICLE}/")]
    spoken_of = {node for quad in said for node in (quad.subject, quad.object)}
    return store_of(
        [
            *said,
            *(quad for quad in statements() if quad.graph_name == GRAPH_ONTOLOGY),
            *(
                quad
                for quad in statements()
                if quad.graph_name == GRAPH_REFERENCE and quad.subject in spoken_of
            ),
            *(
                quad
                for quad in statements()
                if quad.graph_name == GRAPH_PROVENANCE
                and not of_another_source(quad.subject)
                and not of_another_source(quad.object)
            ),
        ]
    )


@cache
def shuffled() -> EmbeddedStore:
    quads = list(statements())
    random.Random(7).shuffle(quads)  # noqa: S311  any order will do
    return store_of(quads)


@cache
def told_twice() -> EmbeddedStore:
    """The graph with a second source that states everything the first one states."""
    again = term("passage", "another/1")
    copies = [
        Quad(quad.subject, quad.predicate, quad.object, again)
        for quad in statements()
        if str(quad.graph_name).startswith("<" + term("passage", "").value)
    ]
    cited = [
        Quad(quad.subject, quad.predicate, again, GRAPH_PROVENANCE)
        for quad in statements()
        if quad.predicate == term("dcterms", "isReferencedBy")
    ]
    place = Quad(again, term("oa", "hasSource"), term("source", "another"), GRAPH_PROVENANCE)
    return store_of([*statements(), *copies, *cited, place])


def test_there_are_at_least_25_questions() -> None:
    assert len(NAMES) >= 25


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
    body = re.sub(r"(?m)^(#|PREFIX ).*$|<[^>]*>", "", text)
    used = set(re.findall(r"(?<![\w?:-])([a-z][\w-]*):[a-zA-Z]", body))
    assert used == set(re.findall(r"(?m)^PREFIX ([\w-]+):", text))


@pytest.mark.parametrize(("name", "case"), CALLS)
def test_the_expected_result_comes_in_the_expected_order(name: str, case: str) -> None:
    result = ask(article(), name, calls(question(name))[case])
    file = EXPECTED / f"{case}.csv"
    if os.environ.get("STDKG_FREEZE"):
        file.write_text(result.to_csv(), encoding="utf-8", newline="\n")
    assert result.to_csv().splitlines() == file.read_text(encoding="utf-8").splitlines()
    assert len(result) or name in MULTIPLE, "an example that gives no answer is no example"


@pytest.mark.parametrize(("name", "case"), CALLS)
def test_the_whole_graph_has_an_answer(name: str, case: str) -> None:
    assert len(ask(shipped(), name, calls(question(name))[case])) or name in MULTIPLE


def test_no_expected_result_is_left_over() -> None:
    assert {path.stem for path in EXPECTED.iterdir()} == {case for _, case in CALLS}


@pytest.mark.parametrize(("name", "case"), CALLS)
def test_the_order_of_insertion_changes_nothing(name: str, case: str) -> None:
    parameters = calls(question(name))[case]
    assert ask(shuffled(), name, parameters).to_csv() == ask(shipped(), name, parameters).to_csv()


BY_STATEMENT = {"everything-about", "names-of", "said-by", "single-source", "sources", "actors"}
"""Questions that are about who says what, so that a second witness does change the answer."""


@pytest.mark.parametrize("name", [name for name in NAMES if name not in BY_STATEMENT])
def test_what_two_sources_state_is_listed_once(name: str) -> None:
    parameters = calls(question(name))[name]
    once, twice = ask(shipped(), name, parameters), ask(told_twice(), name, parameters)
    kept = [column for column in once.columns if column not in WITNESSES]
    assert [[row[column] for column in kept] for row in twice] == [
        [row[column] for column in kept] for row in once
    ]


WITNESSES = {"passage", "other_passage", "context", "sources"}


@pytest.mark.parametrize("name", [name for name in NAMES if "AS ?sources" in question(name).sparql])
def test_a_second_witness_is_counted(name: str) -> None:
    parameters = calls(question(name))[name]
    once, twice = ask(article(), name, parameters), ask(told_twice(), name, parameters)
    assert all(row["sources"] == 1 for row in once)
    assert all(int(str(row["sources"])) >= 2 for row in twice)


@pytest.mark.parametrize("name", NAMES)
def test_the_citation_names_a_passage(name: str) -> None:
    result = ask(shipped(), name, calls(question(name))[name])
    if "passage" not in result.columns:
        return
    cells = [row["passage"] for row in result]
    assert all(re.fullmatch(r"[\w-]+/\d+|graph:provenance", str(cell)) for cell in cells)


@pytest.mark.parametrize("name", NAMES)
def test_every_column_has_a_heading_in_both_languages(name: str) -> None:
    columns = ask(shipped(), name, calls(question(name))[name]).columns
    for language in LANGUAGES:
        assert set(columns) <= headings(language).keys()


@pytest.mark.parametrize("name", NAMES)
def test_in_chinese_the_rows_are_the_same_terms_with_chinese_labels(name: str) -> None:
    parameters = calls(question(name))[name]
    english, chinese = (ask(shipped(), name, parameters, lang=language) for language in LANGUAGES)
    if name != "priorities":  # it reads texts, which differ
        assert chinese.terms == english.terms
    labelled = [label for label in chinese.labels.values() if label.language]
    assert all(label.language in ("zh", "en") for label in labelled)
    if labelled:
        assert any(label.language == "zh" for label in labelled)


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
