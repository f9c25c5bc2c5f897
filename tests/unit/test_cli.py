"""The command: options, formats, exit codes, where data and messages go."""

from __future__ import annotations

import csv
import io
import json
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from stdkg.ask import questions
from stdkg.cli.app import COMMANDS
from stdkg.cli.query import GRAPH_FORMATS
from stdkg.cli.running import run
from stdkg.export import FORMATS
from stdkg.graph import open_graph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Call = Callable[..., tuple[int, str, str]]

DATA = """@prefix id: <https://w3id.org/stdkg/id/> . @prefix std: <https://w3id.org/stdkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
id:a a std:Platform ; rdfs:label "A"@en , "甲"@zh . id:b a std:Platform ; rdfs:label "B"@en .
"""
PLATFORMS = "SELECT ?s { ?s a std:Platform } ORDER BY ?s"
TRIPLES = "CONSTRUCT { ?s a std:Platform } { ?s a std:Platform }"


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str]) -> Call:
    def called(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        out, err = capfd.readouterr()
        return code, out, err

    return called


@pytest.fixture
def data(tmp_path: Path) -> str:
    file = tmp_path / "data.ttl"
    file.write_text(DATA, encoding="utf-8")
    return str(file)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("cli") / "store"
    with open_graph() as shipped, open_graph(folder, create=True) as target:
        target.store.add(shipped.store.statements())
    return str(folder)


def test_help_names_every_command_and_each_has_its_own(call: Call) -> None:
    code, out, err = call("--help")
    assert (code, err) == (0, "")
    for name in COMMANDS:
        assert f"\n  {name} " in out
        code, text, err = call(name, "--help")
        assert (code, err) == (0, "")
        assert text.startswith(f"Usage: stdkg {name}")


def test_without_a_command_the_help_is_shown(call: Call) -> None:
    assert call()[:2] == call("-h")[:2]


def test_the_version(call: Call) -> None:
    import stdkg

    assert call("--version") == (0, f"stdkg {stdkg.__version__}\n", "")


def test_ask_lists_the_questions_in_both_languages(call: Call) -> None:
    code, out, _ = call("ask")
    rows = list(csv.reader(io.StringIO(out)))
    assert code == 0
    assert rows[0] == ["name", "title", "parameters"]
    assert [row[0] for row in rows[1:]] == [question.name for question in questions()]
    chinese = list(csv.reader(io.StringIO(call("ask", "--lang", "zh")[1])))
    assert [row[1] for row in chinese[1:]] == [question.title["zh"] for question in questions()]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_question_explains_itself(call: Call, lang: str) -> None:
    for question in questions():
        code, out, err = call("ask", question.name, "--help", "--lang", lang)
        assert (code, err) == (0, "")
        assert question.answer[lang] in out
        for parameter in question.parameters.values():
            assert f"--{parameter.name}  {parameter.meaning[lang]}" in out


@pytest.mark.parametrize(
    "words",
    [
        ["joint-plans", "--agency", "SAC", "--year", "2022"],
        ["--agency=SAC", "--year=2022", "joint-plans"],
        ["joint-plans", "--year", "2022", "--agency", "国家标准委"],
        ["joint-plans", "--agency", "id:sac", "--lang", "en", "--year", "2022", "--format", "csv"],
    ],
)
def test_parameters_stand_anywhere(call: Call, store: str, words: list[str]) -> None:
    code, out, err = call("ask", *words, "--store", store)
    assert (code, err) == (0, "")
    assert out == call("ask", "joint-plans", "--agency", "SAC", "--year", "2022", "--store", store)[1]
    assert "17 other departments" in out


def test_labels_follow_the_language_and_iri_leaves_them_out(call: Call, store: str) -> None:
    assert "国家市场监督管理总局" in call("ask", "departments", "--lang", "zh", "--store", store)[1]
    assert "https://w3id.org/stdkg/id/samr," in call("ask", "departments", "--iri", "--store", store)[1]


@pytest.mark.parametrize(
    ("format_", "start"),
    [
        ("table", "s\n----\nid:a\n"),
        ("csv", "s\nhttps://w3id.org/stdkg/id/a\n"),
        ("tsv", "?s\n<https://w3id.org/stdkg/id/a>\n"),
        ("json", '{"head":{"vars":["s"]},"results":{"bindings":['),
        ("xml", '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">'),
        ("markdown", "| s |\n| --- |\n| id:a |\n"),
    ],
)
def test_rows_in_every_format(call: Call, data: str, format_: str, start: str) -> None:
    code, out, err = call("query", PLATFORMS, "--data", data, "--format", format_)
    assert (code, err) == (0, "")
    assert out.replace("\r\n", "\n").startswith(start)


def test_into_a_pipe_rows_are_csv(call: Call, data: str) -> None:
    assert call("query", PLATFORMS, "--data", data) == call(
        "query", PLATFORMS, "--data", data, "--format", "csv"
    )


def test_an_ask_prints_its_answer_and_false_ends_with_1(call: Call, data: str) -> None:
    assert call("query", "ASK { ?s a std:Platform }", "--data", data) == (0, "true\n", "")
    assert call("query", "ASK { ?s a std:Plan }", "--data", data) == (1, "false\n", "")
    code, out, _ = call("query", "ASK { ?s a std:Plan }", "--data", data, "--format", "json")
    assert (code, json.loads(out)["boolean"]) == (1, False)


@pytest.mark.parametrize("format_", GRAPH_FORMATS)
def test_triples_in_every_format(call: Call, data: str, format_: str) -> None:
    code, out, err = call("query", TRIPLES, "--data", data, "--format", format_)
    assert (code, err) == (0, "")
    assert out.count("id/a") + out.count("id:a") >= 1


def test_triples_are_turtle_by_default_and_sorted(call: Call, data: str) -> None:
    out = call("query", TRIPLES, "--data", data)[1]
    assert out == call("query", TRIPLES, "--data", data, "--format", "turtle")[1]
    assert out.index("id:a a std:Platform") < out.index("id:b a std:Platform")
    assert "id:a a std:Platform" in call("query", "DESCRIBE id:a", "--data", data)[1]


def test_the_formats_of_triples_are_those_of_export() -> None:
    assert tuple(name for name, entry in FORMATS.items() if entry.kind != "projection") == GRAPH_FORMATS


@pytest.mark.parametrize(
    ("query", "format_", "message"),
    [(PLATFORMS, "turtle", "the query gives rows"), (TRIPLES, "csv", "the query gives triples")],
)
def test_a_format_of_the_other_kind_is_wrong_use(
    call: Call, data: str, query: str, format_: str, message: str
) -> None:
    code, out, err = call("query", query, "--data", data, "--format", format_)
    assert (code, out) == (2, "")
    assert message in err


def test_a_query_comes_from_a_file_or_standard_input(
    call: Call, data: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = call("query", PLATFORMS, "--data", data)
    file = tmp_path / "q.rq"
    file.write_text("\ufeff" + PLATFORMS, encoding="utf-8")
    assert call("query", "-f", str(file), "--data", data) == expected
    for arguments in (["-"], ["-f", "-"]):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PLATFORMS.encode())))
        assert call("query", *arguments, "--data", data) == expected


def test_data_come_from_standard_input(call: Call, data: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = call("query", PLATFORMS, "--data", data)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DATA.encode())))
    assert call("query", PLATFORMS, "--data", "-") == expected
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"<a> <b> .")))
    code, _, err = call("query", PLATFORMS, "--data", "-")
    assert code == 1
    assert err.startswith("standard input:1:")


def test_several_data_are_one_graph(call: Call, data: str, tmp_path: Path) -> None:
    more = tmp_path / "more.nt"
    more.write_text(
        "<https://w3id.org/stdkg/id/c> a <https://w3id.org/stdkg/ontology#Platform> .".replace(
            " a ", " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        )
    )
    assert call("query", PLATFORMS, "--data", data, "--data", str(more))[1].count("\n") == 4


def test_out_writes_a_file_once(call: Call, data: str, tmp_path: Path) -> None:
    for name, start in (("a.csv", b"s\r\n"), ("a.json", b'{"head"'), ("a.tsv", b"?s\n"), ("a.md", b"| s |")):
        target = tmp_path / name
        arguments = ("query", PLATFORMS, "--data", data, "--out", str(target))
        assert call(*arguments) == (0, "", "")
        assert target.read_bytes().startswith(start)
        code, _, err = call(*arguments)
        assert (code, err) == (2, f"stdkg: {target}: exists; give --force to replace it\n")
        assert call(*arguments, "--force")[0] == 0
    target = tmp_path / "a.nt"
    assert call("query", TRIPLES, "--data", data, "--out", str(target))[0] == 0
    assert target.read_bytes().count(b" .\n") == 2


def test_load_export_and_stats_agree(call: Call, data: str, tmp_path: Path) -> None:
    folder = str(tmp_path / "store")
    code, out, err = call("load", data, "--store", folder)
    assert (code, out) == (0, "")
    assert "5 statements" in err
    assert call("load", data, "--store", folder, "-q", "--graph", "https://example.com/g") == (0, "", "")
    nquads = call("export", "--format", "nquads", "--store", folder)[1]
    assert nquads.count("<https://example.com/g> .") == 5
    counts = {tuple(row[:2]): row[2] for row in csv.reader(io.StringIO(call("stats", "--store", folder)[1]))}
    assert counts["triples", ""] == "5"
    chinese = call("stats", "--store", folder, "--lang", "zh", "--format", "table")[1]
    assert "三元组" in chinese


def test_export_takes_the_format_from_the_ending(call: Call, data: str, tmp_path: Path) -> None:
    target = tmp_path / "x.ttl"
    code, out, err = call("export", "--data", data, "--out", str(target))
    assert (code, out, err) == (0, "", "5 statements\n")
    assert call("export", "--data", data, "--format", "turtle")[1] == target.read_text(encoding="utf-8")
    assert call("export", "--data", data, "--out", str(target), "--force", "-q") == (0, "", "")
    assert call("export", "--data", data)[0] == 2


@pytest.mark.parametrize("citations", ["subjects", "statements", "none"])
def test_export_cites_as_asked(call: Call, store: str, citations: str) -> None:
    code, out, _ = call("export", "--format", "ntriples", "--citations", citations, "--store", store)
    assert code == 0
    assert ("#type> <http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement>" in out) == (
        citations == "statements"
    )
    assert ("passage/hme-2023-06-05/12>" in out) == (citations != "none")


def test_check_tells_faults_on_standard_output(call: Call, tmp_path: Path, data: str) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("<http://a> <http://b> 1 .\n<http://a> <http://b> .\n")
    code, out, err = call("check", str(bad))
    assert (code, err) == (1, "1 error, 0 warnings\n")
    assert out.startswith(f"{bad}:2:")
    assert call("check", str(bad), "-q", "--lang", "zh")[2] == ""
    assert call("check", data, "--store", "x")[0] == 2


def test_check_speaks_both_languages(call: Call, data: str) -> None:
    assert call("check", data)[2].endswith(" warnings\n")
    assert call("check", data, "--lang", "zh")[2].endswith("个警告\n")


def test_check_tells_the_first_hundred_of_a_kind_and_counts_the_rest(call: Call, tmp_path: Path) -> None:
    table = tmp_path / "entities.csv"
    rows = "".join(f"Q{number},std:StandardsBody,\n" for number in range(250))
    table.write_text("id,class,passage\n" + rows)
    code, out, err = call("check", str(table))
    assert (code, out.count("\n")) == (1, 100)
    assert "and 150 more of the kind" in err
    assert err.endswith("250 errors, 0 warnings\n")
    assert call("check", str(table), "--all")[1].count("\n") == 250
    assert call("check", str(table), "-q")[2] == ""


def test_check_takes_a_store(call: Call, data: str, tmp_path: Path) -> None:
    folder = str(tmp_path / "store")
    assert call("load", data, "--store", folder, "-q") == (0, "", "")
    code, out, err = call("check", "--store", folder)
    assert code == (": error: " in out)
    assert err.endswith("warnings\n")


def test_verify_finds_a_changed_text(call: Call, tmp_path: Path, store: str) -> None:
    changed = tmp_path / "changed.txt"
    changed.write_text("another text")
    code, out, err = call("verify", "--text", f"hme-2023-06-05={changed}", "--store", store)
    assert (code, err) == (1, "")
    assert out.startswith("hme-2023-06-05")
    assert call("verify", "--text", f"hme-2023-06-05={changed}", "--store", store, "-q", "--coverage")[0] == 1


def test_build_makes_every_format_and_touches_nothing_else(call: Call, tmp_path: Path) -> None:
    (tmp_path / "stdkg.ttl").write_text("old")
    (tmp_path / "mine.txt").write_text("mine")
    code, out, err = call("build", "--out", str(tmp_path))
    assert (code, out) == (0, "")
    made = {path.name for path in tmp_path.iterdir()}
    assert {
        "stdkg.ttl",
        "stdkg.trig",
        "stdkg.nq",
        "stdkg.nt",
        "stdkg.jsonld",
        "stdkg.rdf",
        "mine.txt",
    } <= made
    assert (tmp_path / "stdkg.ttl").read_text(encoding="utf-8") != "old"
    assert err.count("\n") == len(made) - 1
    assert not [name for name in made if name.endswith(".part")]


def test_view_writes_a_page(call: Call, tmp_path: Path, store: str) -> None:
    page = tmp_path / "page.html"
    code, out, _ = call("view", "--out", str(page), "--focus", "SAC", "--hops", "1", "--store", store)
    assert (code, out) == (0, "")
    assert "SAC" in page.read_text(encoding="utf-8")
    assert call("view", "--out", str(page), "--store", store)[0] == 2


def test_service_is_called_only_where_it_is_allowed(call: Call, data: str) -> None:
    query = "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }"
    for text in (
        query,
        query.replace("SERVICE", "S\\u0045RVICE"),
        query.replace("<http://localhost:1/>", "?x"),
    ):
        code, out, err = call("query", text, "--data", data)
        assert (code, out) == (2, "")
        assert "would call an address that is not permitted" in err
    code, _, err = call("query", query, "--data", data, "--allow-service", "http://localhost:1/")
    assert code == 3
    assert err.count("\n") == 1


def test_python_m_stdkg_is_the_command() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "stdkg", "--version"], capture_output=True, check=True, text=True
    )
    assert made.stdout.startswith("stdkg ")


def test_help_is_quick() -> None:
    def spent() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    before = spent()
    subprocess.run([sys.executable, "-m", "stdkg", "--help"], capture_output=True, check=True)
    assert spent() - before < 0.5, "seconds of the processor; 0.25 are promised on a quiet machine"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, contextlib, io\n"
        "from stdkg.cli.running import run\n"
        "with contextlib.redirect_stdout(io.StringIO()): run(['--help'])\n"
        "print(sorted({'pyoxigraph', 'rdflib', 'networkx', 'pandas', 'pyvis', 'pyshacl', 'tqdm'} & set(sys.modules)))\n"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert made.stdout == "[]\n"


@pytest.mark.parametrize(
    ("name", "thing"),
    [("turtle", "statement"), ("graphml", "edge"), ("csv-edges", "edge"), ("csv-nodes", "node")],
)
def test_export_says_how_many_of_what_it_wrote(call: Call, tmp_path: Path, name: str, thing: str) -> None:
    file = tmp_path / "a.ttl"
    file.write_text(
        "@base <http://example.com/> . <a> <knows> <b>, <c> ; <name> 'A' . <c> <name> 'C' .", encoding="utf-8"
    )
    numbers = {"statement": 4, "edge": 2, "node": 3}
    written = tmp_path / "out"
    code, _, err = call("export", "--data", str(file), "--format", name, "--out", str(written))
    assert (code, err) == (0, f"{numbers[thing]} {thing}s\n")


READING = [
    ("ask", "iso-new-committees", "--since", "2025"),
    ("query", "ASK { ?committee std:activityStatus ?status }"),
    ("export", "--format", "csv-nodes"),
    ("stats",),
    ("view", "--out", "-", "--focus", "id:iso-committee-45020", "--hops", "1"),
    ("verify", "--text", f"iso-open-data-committees={__file__}"),
]


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
def test_every_reading_command_can_add_a_fetched_source(call: Call, words: tuple[str, ...]) -> None:
    code, out, err = call(*words, "--with", "iso")
    assert code == 0 or (words[0] == "verify" and code == 1), "a text that is none of theirs fails"
    assert out
    assert "--with" not in err
    code, _, err = call(*words, "--with", "nobody")
    assert (code, err) == (2, "stdkg: no fetched source 'nobody'; write one of iso\n")


@pytest.mark.parametrize("words", [*READING, ("check",)], ids=lambda words: words[0])
def test_a_fetched_source_is_not_added_to_data_of_others(
    call: Call, tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = tmp_path / "a.ttl"
    file.write_text(DATA, encoding="utf-8")
    code, out, err = call(*words, "--data", str(file), "--with", "iso")
    assert (code, out) == (2, "")
    assert "added to the shipped graph only" in err


def test_no_pronoun_is_an_alternative_name(call: Call) -> None:
    words = " ".join(f'"{word}"' for word in ("we", "it", "they", "he", "she", "its", "our"))
    query = f"ASK {{ ?s skos:altLabel ?name FILTER(LCASE(STR(?name)) IN ({words.replace(' ', ', ')})) }}"
    assert call("query", query) == (1, "false\n", "")
