"""Bad input, from the outside: one clear line (or one a fault), the right exit code, nothing lost, no traceback."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from stdkg.ask import questions
from stdkg.cli import app
from stdkg.cli.running import run
from stdkg.errors import StdkgError

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[..., tuple[int, str, str]]

GOOD = "<http://example.com/a> <http://example.com/p> <http://example.com/b> .\n"
ALL = "SELECT * { ?s ?p ?o }"


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str]) -> Call:
    def called(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return called


@pytest.fixture
def data(tmp_path: Path) -> str:
    file = tmp_path / "good.nt"
    file.write_text(GOOD)
    return str(file)


def tables(folder: Path, **changed: bytes) -> Path:
    """A folder with one source, one passage and one actor, some of its files replaced."""
    folder.mkdir()
    files = {
        "sources": b"id,class,title,publisher,issued,url,language,scope,text_sha256,length,retrieved,note\n"
        b"a,schema:NewsArticle,A title,,2023-06-05,,en,,,,,\n",
        "passages": b"source,number,start,end,sha256,locator,speaker,context\na,1,,,,p. 1,,\n",
        "entities": b"id,class,passage\nsac,std:StandardsBody,a/1\n",
        "names": b"id,name,lang,kind,passage\nsac,SAC,en,label,a/1\n",
    }
    for name, content in (files | changed).items():
        (folder / f"{name}.csv").write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bogus"], "no command 'bogus'"),
        (["qeury"], "did you mean query?"),
        (["--bogus"], "--bogus"),
        (["ask", "secretariats-by-regoin"], "did you mean secretariats-by-region"),
        (["ask", "names-of"], "needs --who (whose names); for example: stdkg ask names-of --who SAMR"),
        (["ask", "names-of", "--who"], "--who has no value"),
        (["ask", "names-of", "--who", "SAMR", "--year", "2022"], "has no parameter 'year'; it takes --who"),
        (["ask", "names-of", "--who", "SAMR", "--who", "SAC"], "--who stands twice"),
        (["ask", "names-of", "SAMR"], "one word too many"),
        (["ask", "-x"], "no option '-x'"),
        (["ask", "--year", "2022"], "without a question"),
        (["ask", "events", "--lang", "cn"], "'cn' is not one of 'en', 'zh'"),
        (["ask", "events", "--format", "yaml"], "'yaml' is not one of 'table', 'csv'"),
        (["ask", "events", "--timeout", "0"], "--timeout"),
        (["ask", "events", "--timeout", "soon"], "'soon' is not a valid float"),
        (["ask", "events", "--timeout", "nan"], "'nan' is no number of seconds"),
        (["ask", "events", "--timeout", "inf"], "'inf' is no number of seconds"),
        (["ask", "events", "--timeout", "1000000001"], "'1000000001' is no number of seconds"),
        (["query"], "one query is wanted"),
        (["query", ALL, "-f", "x.rq"], "one query is wanted"),
        (["query", ALL, "--store", "x", "--data", "y"], "a store and data files together"),
        (["query", ""], "the query is empty"),
        (["query", "SELEC * {}"], "query:1:1: 'SELEC' begins no query"),
        (["query", "SELECT * { ?s ?p ?o"], "unexpected end of the query"),
        (["query", "SELECT * { ?s nope:x ?o }"], "query:1:15: unknown prefix 'nope:'"),
        (["query", "INSERT DATA { <http://a> <http://b> 1 }"], "a query only reads"),
        (["query", "SELECT * { SERVICE <http://127.0.0.1/> {} }"], "is not permitted"),
        (["query", "SELECT * { \\u0053ERVICE <http://127.0.0.1/> {} }"], "is not permitted"),
        (["query", "SELECT * " + "{" * 9_000], "nested more than 200 brackets deep"),
        (["query", "\udcff\udcfe"], "no UTF-8"),
        (["ask", "names-of", "--who", "\udcff"], "no UTF-8"),
        (["ask", "\udcff"], "no question"),
        (["export"], "no format; write --format"),
        (["export", "--format", "turtel"], "unknown format 'turtel'"),
        (["export", "--format", "nquads", "--citations", "none"], "nquads has no --citations none"),
        (["export", "--out", "x.docx"], "no format has the extension"),
        (["load"], "missing argument"),
        (["load", "x.ttl"], "missing option '--store'"),
        (["load", "x.ttl", "--store", "s", "--graph", "a b"], "--graph 'a b' is no IRI"),
        (["view"], "missing option '--out'"),
        (["view", "--out", "x.html", "--hops", "2"], "--hops without --focus"),
        (["view", "--out", "x.html", "--focus", "SAC", "--hops", "0"], "--hops"),
        (["verify"], "missing option '--text'"),
        (["verify", "--text", "a"], "is no ID=FILE"),
        (["verify", "--text", "a=b", "--text", "a=c"], "stands twice"),
        (["verify", "--text", "nobody=x.txt"], "no source 'nobody'"),
        (["build", "--with", "nothing"], "nothing"),
    ],
    ids=lambda value: (
        " ".join(value)[:40].encode("ascii", "replace").decode() if isinstance(value, list) else ""
    ),
)
def test_wrong_use_is_one_line_and_exit_code_2(
    call: Call, arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1
    assert err.startswith("stdkg")
    assert len(err) < 400
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", ALL, "--data", "missing.ttl"], "missing.ttl: does not exist"),
        (["query", ALL, "--data", "folder.ttl"], "folder.ttl"),
        (["query", ALL, "--store", "missing"], "missing: holds no store"),
        (["query", "-f", "missing.rq"], "missing.rq: cannot be read"),
        (["query", "-f", "folder.ttl"], "folder.ttl: cannot be read: Is a directory"),
        (["query", "-f", "a\x00b"], "is no name of a file"),
        (["query", ALL, "--data", "good.nt", "--out", "folder.ttl"], "folder.ttl: is a folder"),
        (["query", ALL, "--data", "good.nt", "--out", "missing/x.csv"], "missing/x.csv: cannot be written"),
        (["query", ALL, "--data", "good.nt", "--out", "good.nt/x.csv"], "cannot be written"),
        (["export", "--data", "good.nt", "--out", "missing/x.ttl"], "missing/x.ttl: cannot be written"),
        (["verify", "--text", "hme-2023-06-05=missing.txt"], "missing.txt"),
        (["verify", "--text", "hme-2023-06-05=folder.ttl"], "folder.ttl: is a folder"),
        (["load", "missing.ttl", "--store", "store"], "missing.ttl: does not exist"),
        (["load", "good.nt", "--store", "good.nt"], "good.nt"),
        (["check", "missing.csv"], "missing.csv: does not exist"),
        (["build", "--out", "good.nt"], "good.nt"),
        (["build", "--out", "/proc/nowhere"], "/proc/nowhere"),
    ],
    ids=lambda value: " ".join(value)[:40].replace("\x00", "0") if isinstance(value, list) else "",
)
def test_what_cannot_be_read_or_written_is_one_line_and_exit_code_3(
    call: Call, arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.nt").write_text(GOOD)
    (tmp_path / "folder.ttl").mkdir()
    code, out, err = call(*arguments)
    assert out == ""
    assert message in err
    assert code == (2 if arguments[-1] == "folder.ttl" and arguments[-2] == "--data" else 3)
    assert err.count("\n") == 1
    assert (tmp_path / "good.nt").read_text() == GOOD
    assert not list(tmp_path.rglob("*.part"))


SOUND = {
    "names": b"id,name,lang,kind,passage\n",
    "entities": b"id,class,passage\n",
}


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("names", b"id,nmae,lang,kind,passage\n", r"names\.csv:1"),
        ("names", SOUND["names"] + b"sac,SAC,en,label\n", r"names\.csv:2"),
        ("names", SOUND["names"] + b'sac,"SA"C,en,label,a/1\n', r"names\.csv:2"),
        ("names", SOUND["names"] + b"sac,SA\tC,en,label,a/1\n", r"names\.csv:2"),
        ("names", b"\xef\xbb\xbf" + SOUND["names"] + b"sac,SAC,en,label,a/1\n", r"names\.csv:1"),
        ("names", SOUND["names"] + b"sac,Caf\xe9,en,label,a/1\n", r"names\.csv:2"),
        ("names", SOUND["names"] + b"sac,SAC,en,label,a/1\r\n", r"names\.csv:2"),
        ("names", SOUND["names"] + b"sac,SAC,cn,label,a/1\n", r"names\.csv:2:3"),
        ("names", SOUND["names"] + b"sac,S\x00C,en,label,a/1\n", r"names\.csv:2"),
        ("names", SOUND["names"] + b"nobody,Nobody,en,label,a/1\n", r"names\.csv:2:1"),
        ("entities", SOUND["entities"] + b"sac,stf:StandardsBody,a/1\n", r"entities\.csv:2:2"),
        ("entities", SOUND["entities"] + b"s a c,std:StandardsBody,a/1\n", r"entities\.csv:2:1"),
        ("entities", SOUND["entities"] + b"sac,std:StandardsBody,a/99\n", r"entities\.csv:2:3"),
    ],
)
def test_a_fault_of_a_table_has_file_line_and_column(
    call: Call, tmp_path: Path, name: str, content: bytes, place: str
) -> None:
    folder = str(tables(tmp_path / "data", **{name: content}))
    for command in (
        ["check", folder, "-q"],
        ["query", ALL, "--data", folder],
        ["load", folder, "--store", str(tmp_path / "s")],
    ):
        code, out, err = call(*command)
        lines = (out + err).splitlines()
        assert code == 1
        assert any(re.search(place, line) for line in lines), lines
        assert all(re.search(r"\.csv:\d+(:\d+)?: (error|warning): .+; .+", line) for line in lines)
        assert all(line.isprintable() for line in lines)


def test_sound_tables_pass(call: Call, tmp_path: Path) -> None:
    folder = str(tables(tmp_path / "data"))
    assert call("query", "ASK { id:sac rdfs:label 'SAC'@en }", "--data", folder) == (0, "true\n", "")


def test_all_faults_are_told_in_one_run(call: Call, tmp_path: Path) -> None:
    rows = b"".join(b"sac%d,SAC,cn,label,a/1\n" % number for number in range(5))
    folder = str(tables(tmp_path / "data", names=SOUND["names"] + rows))
    code, _, err = call("query", ALL, "--data", folder)
    assert code == 1
    assert {f"names.csv:{line}:3" for line in range(2, 7)} <= set(re.findall(r"names\.csv:\d+:3", err))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.ttl", "@prefix a: <http://a/> .\na:b a:c [ a:d "),
        ("space.ttl", "<http://a> <http://b> <http://c d> ."),
        ("prefix.ttl", "<http://a> <http://b> nope:c ."),
        ("nul.nt", "<http://a> <http://b> \x00 ."),
        (
            "wrong.rdf",
            "<?xml version='1.0'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'></b>",
        ),
        ("cut.jsonld", '{"@id": "http://a", "http://b": '),
        ("tag.ttl", '<http://a> <http://b> "c"@toolonglanguage .'),
    ],
)
def test_a_fault_of_rdf_has_file_and_line(call: Call, tmp_path: Path, name: str, content: str) -> None:
    file = tmp_path / name
    file.write_text(content)
    for command in (["check", str(file), "-q"], ["query", ALL, "--data", str(file)]):
        code, out, err = call(*command)
        assert code == 1
        assert (out + err).startswith(f"{file}")
        assert (out + err).count("\n") == 1


def test_a_line_of_fifty_megabytes_is_a_line(call: Call, tmp_path: Path) -> None:
    long = tmp_path / "long.nt"
    long.write_bytes(b'<http://a> <http://b> "' + b"x" * 50_000_000 + b"\n")
    code, out, err = call("query", ALL, "--data", str(long))
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert len(err) < 1_000


def test_a_load_with_a_fault_changes_nothing(call: Call, tmp_path: Path, data: str) -> None:
    store = str(tmp_path / "store")
    assert call("load", data, "--store", store, "-q")[0] == 0
    before = call("export", "--format", "nquads", "--store", store)
    bad = tmp_path / "bad.nt"
    bad.write_text(GOOD.replace("/a>", "/new>") * 100 + "<broken")
    code, _, err = call("load", str(bad), data, "--store", store)
    assert code == 1
    assert "bad.nt:101:" in err
    assert call("export", "--format", "nquads", "--store", store) == before


def test_a_folder_that_is_no_store_is_left_alone(call: Call, tmp_path: Path, data: str) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    code, _, err = call("load", data, "--store", str(folder))
    assert code == 2
    assert "is no store" in err
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_a_folder_that_may_not_be_written(call: Call, tmp_path: Path, data: str) -> None:
    tmp_path.chmod(0o500)
    folder = Path("/proc/self") if os.geteuid() == 0 else tmp_path  # where not even root may write
    code, _, err = call("query", ALL, "--data", data, "--out", str(folder / "x.csv"))
    assert (code, err.count("\n")) == (3, 1)


def test_standard_input_that_is_no_utf8(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"SELECT\n \xff")))
    assert call("query", "-") == (2, "", "stdkg: standard input:2: byte 0xFF is no UTF-8; save it as UTF-8\n")


def test_standard_input_that_is_closed(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    for arguments in (["query", "-"], ["query", ALL, "--data", "-"]):
        assert call(*arguments) == (3, "", "stdkg: standard input: is closed; name a file\n")


def test_a_query_of_megabytes_is_answered_or_refused(call: Call, data: str, tmp_path: Path) -> None:
    file = tmp_path / "big.rq"
    iris = " ".join(f"<http://example.com/{number}>" for number in range(100_000))
    file.write_text(f"SELECT ?s {{ VALUES ?s {{ {iris} <http://example.com/a> }} ?s ?p ?o }}")
    assert call("query", "-f", str(file), "--data", data, "--format", "tsv") == (
        0,
        "?s\n<http://example.com/a>\n",
        "",
    )
    file.write_text("SELECT * {" + "?s ?p ?o . " * 300_000 + "}")
    code, out, err = call("query", "-f", str(file), "--data", data)
    assert (code, out) == (2, "")
    assert "operators, more than 2,000; split it" in err


def test_a_fault_in_a_file_is_told_with_its_name(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text("SELECT *\n{ ?s ?p ?o . ?? }")
    code, _, err = call("query", "-f", str(file))
    assert code == 2
    assert err.startswith(f"stdkg: {file}:2:14: unexpected '??'")


def test_what_a_name_holds_is_no_command_to_the_terminal(call: Call, data: str) -> None:
    for text in ("\x1b[2J", "a\nb", "\x07\r", "\u202e"):
        _, _, err = call("ask", "names-of", "--who", text, "--data", data)
        assert err.count("\n") == 1
        assert err[:-1].isprintable()


def test_any_word_for_any_parameter_ends_well(call: Call, data: str) -> None:
    words = [
        "",
        " ",
        "'",
        '"',
        "}",
        "?x",
        "<",
        "\\",
        "%s",
        "{}",
        "-1",
        "a:b",
        "id:",
        "http://",
        "_:b",
        "0" * 5_000,
        "é\u0301",
    ]
    for question in questions()[::6]:
        for word in words:
            arguments = [part for name in question.parameters for part in (f"--{name}={word}",)]
            code, out, err = call("ask", question.name, *arguments, "--data", data)
            assert code in (0, 2)
            assert err.count("\n") == (1 if code else 0)
            assert code == 0 or out == ""


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (ZeroDivisionError("a\nb"), 1, "stdkg: internal error: ZeroDivisionError: a b; please report it\n"),
        (RecursionError("deep"), 1, "stdkg: internal error: RecursionError: deep; please report it\n"),
        (MemoryError(), 1, "stdkg: out of memory; ask for less, or use a store on disk\n"),
        (KeyboardInterrupt(), 130, "stdkg: interrupted\n"),
        (PermissionError(13, "Permission denied", "x.ttl"), 3, "stdkg: x.ttl: Permission denied\n"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_whatever_happens_there_is_no_traceback(
    call: Call, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, line: str
) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    monkeypatch.setattr(app.stdkg, "invoke", fail)
    assert call("ask") == (code, "", line)


def test_the_longest_time_that_can_be_asked_for(call: Call) -> None:
    assert call("query", "ASK {}", "--timeout", "1000000000") == (0, "true\n", "")


@pytest.mark.parametrize("mark", ["", "\n"], ids=["one line", "many lines"])
def test_a_line_quotes_no_argument_at_full_length(call: Call, mark: str) -> None:
    code, out, err = call("ask", "events", "--timeout", "x" * 35_000 + mark + "x" * 35_000)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert 1_900 < len(err) < 2_100
    assert err.startswith("stdkg ask: invalid value for '--timeout': 'xxx")
    assert err.endswith("xxx' is not a valid float range; see stdkg ask --help\n")


def test_a_line_is_cut_above_its_longest_only(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def lines(length: int) -> str:
        def fail(*_: object, **__: object) -> NoReturn:
            raise StdkgError("a" * length)

        monkeypatch.setattr(app.stdkg, "invoke", fail)
        return call("ask")[2]

    assert lines(2_000) == f"stdkg: {'a' * 2_000}\n"
    assert lines(2_001) == f"stdkg: {'a' * 1_395} ... {'a' * 600}\n"


def test_bytes_that_are_no_utf8_on_the_real_command_line() -> None:
    arguments = [sys.executable, "-m", "stdkg", "ask", b"\xff\xfe"]
    made = subprocess.run(
        arguments, capture_output=True, timeout=60, check=False, env={**os.environ, "LC_ALL": "C"}
    )  # type: ignore[list-item]
    assert made.returncode == 2
    assert made.stderr.count(b"\n") == 1
