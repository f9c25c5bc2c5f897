"""Headers, parameters and the finding of questions."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from stdkg.ask import ask, question, questions
from stdkg.ask.header import read_header
from stdkg.ask.parameters import bound
from stdkg.ask.statistics import statistics
from stdkg.errors import DataError, UnknownNameError, UsageError
from stdkg.graph import open_graph
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import ID, term

GOOD = """# title@en: T
# title@zh: 题
# answer@en: A.
# answer@zh: 答。
# parameter region: entity std:Region, optional, example beijing
# parameter region@en: which
# parameter region@zh: 哪个
# parameter by: year, default 2025, example 2025
# parameter by@en: when
# parameter by@zh: 何时
SELECT * {}
"""


def test_a_header_is_read() -> None:
    header = read_header("a.rq", GOOD)
    region, by = header.parameters["region"], header.parameters["by"]
    assert (region.kind, region.of, region.optional, region.example) == (
        "entity",
        "std:Region",
        True,
        "beijing",
    )
    assert (by.default, by.required, region.required) == ("2025", False, False)


@pytest.mark.parametrize(
    ("line", "instead", "where"),
    [
        ("# title@zh: 题\n", "", r"a\.rq:10: the header has no title@zh"),
        ("# parameter by@en: when\n", "", r"a\.rq:10: the header has no parameter by@en"),
        ("# title@en: T", "# titel@en: T", r"a\.rq:1: '# titel@en: T' is no line"),
        ("# title@en: T", "# title: T", r"a\.rq:1: .*lacks @en"),
        ("# answer@zh: 答。", "#answer@zh: 答。", r"a\.rq:4: "),
        ("year, default", "yeer, default", r"a\.rq:8: .* declares no parameter"),
        (", example 2025", "", r"a\.rq:8: .* declares no parameter"),
        ("# parameter by: year, default 2025, example 2025\n", "", r"a\.rq:8: .*no line above declares"),
    ],
)
def test_a_fault_of_a_header_has_file_and_line(line: str, instead: str, where: str) -> None:
    with pytest.raises(DataError, match=where):
        read_header("a.rq", GOOD.replace(line, instead))


def test_an_unknown_question_comes_with_near_matches() -> None:
    with pytest.raises(UnknownNameError, match="did you mean secretariats-by-region"):
        question("secretariat-by-regions")
    for name in ("../secretariats-by-region", "secretariats-by-region.rq", "", "zzz", "\x00", "\ud800"):
        with pytest.raises(UnknownNameError, match="stdkg ask lists all of them"):
            question(name)


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("names-of", {}, r"names-of needs --who \(.*\); for example: stdkg ask names-of --who SAMR"),
        ("names-of", {"who": "SAMR", "year": 1}, "has no parameter 'year'; it takes --who"),
        ("events", {"who": "SAMR"}, "has no parameter 'who'; it takes none"),
        ("figures", {"year": "last"}, "'last' is no year; write for example --year 2022"),
        ("figures", {"year": "22022"}, "is no year"),
        ("figures", {"region": "Bejing"}, r"--region: no region is called 'Bejing'; did you mean 'Beijing'"),
        ("figures", {"region": "SAC"}, r"--region: no region is called 'SAC'"),
        ("passage", {"passage": "hme-2023-06-05/9999"}, "--passage: no passage is called"),
        ("said-by", {"speaker": ""}, "an empty name"),
    ],
)
def test_a_wrong_parameter_is_named(name: str, values: dict[str, object], message: str) -> None:
    with open_graph() as graph, pytest.raises(UsageError, match=message):
        ask(graph.store, name, values)


def test_kinds_become_terms() -> None:
    header = """# title@en: T
# title@zh: 题
# answer@en: A.
# answer@zh: 答。
# parameter day: date, example 2023-06-05
# parameter day@en: d
# parameter day@zh: 日
# parameter n: integer, example 3
# parameter n@en: n
# parameter n@zh: 数
# parameter word: text, example "a b"
# parameter word@en: w
# parameter word@zh: 词
"""
    from stdkg.ask import Question

    parsed = read_header("a.rq", header)
    made = Question("a", parsed.title, parsed.answer, parsed.parameters, "")
    terms = bound(EmbeddedStore(), made, {"day": "2023-06-05", "n": "3", "word": 'x" }'})
    assert terms == {
        "day": Literal("2023-06-05", datatype=term("xsd", "date")),
        "n": Literal(3),
        "word": Literal('x" }'),
    }
    with pytest.raises(UsageError, match="is no date"):
        bound(EmbeddedStore(), made, {"day": "2023-02-30", "n": "3", "word": "x"})
    with pytest.raises(UsageError, match="is no integer"):
        bound(EmbeddedStore(), made, {"day": "2023-02-03", "n": "3.5", "word": "x"})
    assert bound(EmbeddedStore(), made, {"day": Literal(1), "n": 1, "word": ID("x")})["word"] == ID("x")


def test_the_language_must_be_one_of_two() -> None:
    with pytest.raises(UnknownNameError, match="no language 'cn'; write en or zh"):
        ask(EmbeddedStore(), "events", lang="cn")


def test_iris_stay_on_demand() -> None:
    who = {"organization": "SAMR"}
    with open_graph() as graph:
        assert next(iter(ask(graph.store, "departments", who, iri=True)))["organization"] == ID("samr").value
        assert (
            next(iter(ask(graph.store, "departments", who, lang="zh")))["organization"]
            == "国家市场监督管理总局"
        )


def test_questions_answer_data_without_passages_too() -> None:
    store = EmbeddedStore()
    with open_graph() as graph:
        store.add([quad for quad in graph.store.quads() if str(quad.graph_name) == "DEFAULT"])
        for name in ("issued-together", "events", "figures-by-sector", "secretariats-by-region", "posts"):
            flat, named = ask(store, name), ask(graph.store, name)
            kept = [column for column in named.columns if column != "passage"]
            assert [[row[column] for column in kept] for row in flat] == [
                [row[column] for column in kept] for row in named
            ]


def test_usage_shows_what_is_needed() -> None:
    assert question("joint-plans").usage == "--agency AGENCY [--year YEAR]"
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", entry.name) for entry in questions())


def test_statistics_add_up() -> None:
    with open_graph() as graph:
        rows = list(statistics(graph.store))
        counts = {(row["what"], row["which"]): row["count"] for row in rows}
        assert counts["triples", ""] == len(graph)
        assert counts["statements", ""] == sum(1 for _ in graph.store.statements())
        for what in ("statements", "figures", "rankings"):
            parts = [count for (kind, which), count in counts.items() if kind == what and which]
            assert sum(int(str(part)) for part in parts) == counts[what, ""]
        chinese = list(statistics(graph.store, "zh"))
        assert [row["count"] for row in chinese] == [row["count"] for row in rows]
        assert chinese[0]["what"] == "三元组"


def test_data_sets_of_others_are_entities_and_ours_are_not() -> None:
    store, dataset = EmbeddedStore(), term("dcat", "Dataset")
    for node in (NamedNode("http://example.com/register"), BlankNode(), ID("dataset/a")):
        store.add([Quad(node, term("rdf", "type"), dataset)])
    rows = [(row["which"], row["count"]) for row in statistics(store) if row["what"] == "entities"]
    assert rows == [("dcat:Dataset", 2)]
