"""Whatever the user names: packed files, folders, globs, standard input, addresses; and faults of RDF with their line."""

from __future__ import annotations

import gzip
import importlib.util
import io
import os
import random
import subprocess
import sys
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest
from pyoxigraph import BlankNode, NamedNode

from stdkg.cli.options import SYNTAXES as NAMES
from stdkg.errors import AccessError, DataError, StdkgError, UsageError
from stdkg.load import packed
from stdkg.load.arrivals import SYNTAXES, from_address, from_stream
from stdkg.load.inputs import Inputs
from stdkg.load.web import Limits, _is_public, fetch
from stdkg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINE = b"<http://e/a> <http://e/b> <http://e/c> .\n"
RDFXML = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">\n'


def count(*paths: Path) -> int:
    return len(list(Inputs(paths).statements()))


def fault(path: Path) -> tuple[int | None, str]:
    with pytest.raises(DataError) as caught:
        count(path)
    (finding,) = caught.value.findings
    return finding.line, finding.message


def zstd(data: bytes) -> bytes:
    for module in ("compression.zstd", "backports.zstd"):
        try:
            return importlib.import_module(module).compress(data)  # type: ignore[no-any-return]
        except ImportError:
            continue
    message = "backports.zstd is not installed; get it with: pip install 'stdkg[zstd]'"
    if os.environ.get("STDKG_NOTHING_SKIPPED"):
        pytest.fail(message)
    pytest.skip(message)


def test_packed_files_folders_and_globs(tmp_path: Path) -> None:
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.nt.gz").write_bytes(gzip.compress(LINE))
    (tmp_path / "deep" / "deeper" / "b.ttl").write_bytes(LINE)
    (tmp_path / ".git" / "hidden.ttl").write_bytes(b"no")
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x/d.nq", LINE)
        archive.writestr("x/readme.txt", "no RDF")
        archive.writestr("__MACOSX/x/._d.nq", "no RDF")
    assert count(tmp_path) == 3
    assert count(tmp_path / "**" / "*.ttl") == 1
    assert count(tmp_path / "c.zip") == 1
    with pytest.raises(AccessError, match="matches no file"):
        Inputs([tmp_path / "*.rdf"])


def test_zstd(tmp_path: Path) -> None:
    (tmp_path / "a.ttl.zst").write_bytes(zstd(LINE))
    assert count(tmp_path / "a.ttl.zst") == 1
    (tmp_path / "a.ttl.zst").write_bytes(zstd(LINE * 100)[:-9])
    assert "compressed data are broken" in fault(tmp_path / "a.ttl.zst")[1]


def test_zstd_without_its_library_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.ttl.zst").write_bytes(b"\x28\xb5\x2f\xfd")
    for module in ("compression.zstd", "backports.zstd"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(AccessError, match=r"pip install 'stdkg\[zstd\]'"):
        count(tmp_path / "a.ttl.zst")


def test_broken_packs_and_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.nt.gz"
    path.write_bytes(gzip.compress(LINE * 1000)[:-12])
    assert "compressed data are broken" in fault(path)[1]
    path.write_bytes(b"no gzip")
    assert "compressed data are broken" in fault(path)[1]
    (tmp_path / "b.zip").write_bytes(b"no zip")
    with pytest.raises(DataError, match="compressed data are broken"):
        Inputs([tmp_path / "b.zip"])
    monkeypatch.setattr(packed, "_FREE", 1000)
    path.write_bytes(gzip.compress(LINE * 100_000))
    assert "unpacks to more than 250 times its size" in fault(path)[1]


def test_a_broken_file_tells_its_line_in_every_syntax(tmp_path: Path) -> None:
    broken = {
        "a.ttl": LINE * 25 + b"<http://e/a> <http://e/b> <http://e/c d> .\n" + LINE * 9,
        "a.trig": LINE * 25 + b"<http://e/a> <http://e/b> .\n" + LINE * 9,
        "a.nt": LINE * 25 + b"<http://e/a> <http://e/b>\n",
        "a.nq": LINE * 25 + b'<http://e/a> <http://e/b> "c\n',
        "a.rdf": RDFXML + b"<e:A/>\n" * 24 + b'<e:A rdf:about="a b"/>\n<e:A/>\n</rdf:RDF>',
        "b.rdf": RDFXML + b"<e:A/>\n" * 24 + b'<e:A rdf:ID="1"/>\n<e:A/>\n</rdf:RDF>',
        "c.rdf": RDFXML + b"<e:A/>\n" * 24 + b"<e:A>\n",
        "a.jsonld": b"[" + b'{"@id": "http://e/a"},\n' * 25 + b'{"@id": "http://e/a", "@type": 5}]',
    }
    for name, content in broken.items():
        (tmp_path / name).write_bytes(content)
        line, message = fault(tmp_path / name)
        assert line in (26, 27), (name, line, message)


def test_a_context_elsewhere_is_not_fetched_and_the_message_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.jsonld").write_bytes(
        b'{\n"@context": "http://example.com/context.jsonld",\n"@id": "http://e/a"}'
    )
    assert "which is never fetched" in fault(tmp_path / "a.jsonld")[1]


def test_nesting_is_refused_before_the_parser_falls_over(tmp_path: Path) -> None:
    deep = 30_000
    (tmp_path / "a.jsonld").write_bytes(b'{"http://a":' * deep + b"1" + b"}" * deep)
    assert "nested more than 1,000 deep" in fault(tmp_path / "a.jsonld")[1]
    (tmp_path / "a.jsonld").write_bytes(b'{"@id": "http://a", "http://b": "' + b"{[" * deep + b'"}')
    assert count(tmp_path / "a.jsonld") == 1
    triple = b"<<( <http://a> <http://b> "
    (tmp_path / "a.ttl").write_bytes(b"<http://a> <http://b> " + triple * deep + b"1" + b" )>>" * deep + b".")
    assert "nested more than 1,000 deep" in fault(tmp_path / "a.ttl")[1]
    entities = b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 9) for i in range(1, 12))
    bomb = (
        b'<!DOCTYPE r [<!ENTITY a0 "ha">'
        + entities
        + b"]>"
        + RDFXML
        + b"<e:A><e:p>&a11;</e:p></e:A></rdf:RDF>"
    )
    (tmp_path / "a.rdf").write_bytes(bomb)
    assert fault(tmp_path / "a.rdf")[0]


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.ttl").write_bytes(b"_:x <http://e/p> _:y .\n")
    quads = list(Inputs([tmp_path]).statements())
    assert len({quad.subject for quad in quads} | {quad.object for quad in quads}) == 4
    assert quads[0].subject == BlankNode("x"), "the first file keeps its labels"
    assert BlankNode("x") not in [quad.subject for quad in Inputs([tmp_path], fresh=False).statements()]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(b"\xef\xbb\xbf" + LINE)
    assert count(tmp_path / "a.ttl") == 1


def test_standard_input_with_a_syntax(tmp_path: Path) -> None:
    assert tuple(SYNTAXES) == NAMES
    source = from_stream(io.BytesIO(gzip.compress(LINE)), tmp_path, "nquads")
    assert count(source) == 1  # type: ignore[arg-type]  # a source is a path
    assert (source.name, source.suffix) == ("standard input", ".nq")


def load(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "stdkg", "load", *arguments], input=stdin, capture_output=True, check=False
    )


@pytest.mark.parametrize(("faults", "last"), [(100, ""), (101, "101 errors")])
def test_many_faults_are_counted_in_the_end(tmp_path: Path, faults: int, last: str) -> None:
    (tmp_path / "iso_technical_committees.jsonl").write_text("7\n" * faults)
    failed = load("--store", tmp_path / "store", tmp_path / "iso_technical_committees.jsonl")
    lines = failed.stderr.decode().splitlines()
    assert failed.returncode == 1
    assert [line for line in lines if ": error: " not in line] == ([last] if last else [])
    assert len(lines) == faults + bool(last)


def test_the_command_reads_standard_input(tmp_path: Path) -> None:
    xml = RDFXML + b'<e:A rdf:about="http://e/a"/></rdf:RDF>'
    run = load("-", "--format", "rdfxml", "--store", tmp_path / "s", stdin=xml)
    assert (run.returncode, run.stderr.split()[0]) == (0, b"1")
    run = load("-", "--store", tmp_path / "t", stdin=LINE + b"x")
    assert (run.returncode, run.stderr.partition(b" error")[0]) == (1, b"standard input:2:1:")
    assert not (tmp_path / "t").exists() or not list((tmp_path / "t").glob("g-000002"))


class Handler(BaseHTTPRequestHandler):
    answers: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {
        "/a.ttl": (200, {}, LINE),
        "/typed": (200, {"Content-Type": "text/turtle; charset=utf-8"}, LINE),
        "/unknown": (200, {"Content-Type": "text/html"}, LINE),
        "/moved": (302, {"Location": "/a.ttl"}, b""),
        "/elsewhere": (302, {"Location": "http://127.0.0.1:1/a.ttl"}, b""),
        "/long": (200, {}, LINE * 1000),
        "/broken.ttl": (200, {}, LINE + b"x"),
    }

    def do_GET(self) -> None:
        status, headers, body = self.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_addresses(site: str, tmp_path: Path) -> None:
    anyone = Limits(allow_private=True)
    for path in ("/a.ttl", "/typed", "/moved"):
        source = from_address(site + path, tmp_path, limits=anyone)
        assert (count(source), source.name) == (1, site + path)  # type: ignore[arg-type]
    assert from_address(site + "/unknown", tmp_path, "turtle", anyone).suffix == ".ttl"
    with pytest.raises(UsageError, match="does not say which syntax it is in; name it with --format"):
        from_address(site + "/unknown", tmp_path, limits=anyone)
    with pytest.raises(AccessError, match="answers 404"):
        from_address(site + "/none.ttl", tmp_path, limits=anyone)
    with pytest.raises(AccessError, match="cannot be reached"):
        from_address(site + "/elsewhere", tmp_path, limits=anyone)


def test_limits_of_addresses(site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AccessError, match="private address; permit it with --allow-private"):
        from_address(site + "/a.ttl", tmp_path)
    with pytest.raises(AccessError, match="holds more than 100 bytes"):
        from_address(site + "/long", tmp_path, limits=Limits(size=100, allow_private=True))
    monkeypatch.setattr("stdkg.load.web.monotonic", iter((0.0, 9.0)).__next__)
    with pytest.raises(AccessError, match="not there within 1 seconds"):
        from_address(site + "/long", tmp_path, limits=Limits(seconds=1, allow_private=True))


def test_a_redirect_to_the_inside_is_refused(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ipaddress

    from stdkg.load import web

    port = site.rpartition(":")[2]
    first = ipaddress.ip_address("127.0.0.1")
    monkeypatch.setattr(web, "_is_public", lambda address: address == first)
    monkeypatch.setitem(Handler.answers, "/in", (302, {"Location": f"http://127.0.0.2:{port}/a.ttl"}, b""))
    with pytest.raises(AccessError, match=r"127\.0\.0\.2 is a private address"):
        fetch(site + "/in", tmp_path / "f", Limits())
    fetch(site + "/a.ttl", tmp_path / "f", Limits())


@pytest.mark.parametrize(
    "text", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "0.0.0.1", "::1", "fe80::1",
             "::ffff:10.0.0.1", "64:ff9b::7f00:1", "224.0.0.1", "fd00::1", "100.64.0.1", "2002:7f00:1::"]
)  # fmt: skip
def test_private_addresses(text: str) -> None:
    import ipaddress

    assert not _is_public(ipaddress.ip_address(text))
    assert _is_public(ipaddress.ip_address("93.184.216.34"))


def test_the_command_loads_an_address(site: str, tmp_path: Path) -> None:
    run = load(site + "/a.ttl", "--store", tmp_path / "s")
    assert run.returncode == 3
    assert b"--allow-private" in run.stderr
    run = load(site + "/a.ttl", "--store", tmp_path / "s", "--allow-private")
    assert run.returncode == 0, run.stderr
    run = load(site + "/broken.ttl", "--store", tmp_path / "s", "--allow-private")
    assert run.returncode == 1
    assert run.stderr.startswith(f"{site}/broken.ttl:2:1: error".encode())


def test_tables_as_tsv_and_workbook_are_the_same(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    rows = [
        ["id", "class", "passage"],
        ["samr", "std:GovernmentAgency", ""],
        ["sac", "std:StandardsBody", ""],
    ]
    for folder in ("csv", "tsv", "xlsx"):
        (tmp_path / folder).mkdir()
    (tmp_path / "csv" / "entities.csv").write_text("".join(",".join(row) + "\n" for row in rows))
    (tmp_path / "tsv" / "entities.tsv").write_text("".join("\t".join(row) + "\n" for row in rows))
    book = openpyxl.Workbook()
    book.active.title = "entities"
    for row in rows:
        book.active.append(row)
    book.create_sheet("notes").append(["free text"])
    book.save(tmp_path / "xlsx" / "book.xlsx")
    as_csv, *others = (
        sorted(map(str, Inputs([tmp_path / folder]).statements())) for folder in ("csv", "tsv", "xlsx")
    )
    assert others == [as_csv, as_csv]
    book["entities"].append(["Not a slug", "std:Plan"])
    book.save(tmp_path / "xlsx" / "book.xlsx")
    with pytest.raises(DataError, match=r"book\.xlsx/entities:4:1: error: id: 'Not a slug' is no identifier"):
        count(tmp_path / "xlsx")
    (tmp_path / "tsv" / "entities.tsv").write_text("id\tclass\tpassage\na\tstd:Plan\n")
    with pytest.raises(DataError, match=r"entities\.tsv:2: error: 2 cells, .* write 2 tabs on this line"):
        count(tmp_path / "tsv")
    (tmp_path / "xlsx" / "book.xlsx").write_bytes(b"no workbook")
    with pytest.raises(DataError, match="no workbook"):
        Inputs([tmp_path / "xlsx"])


def test_progress_counts_the_bytes_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / "a.nt.gz").write_bytes(gzip.compress(LINE * 1000))
    told: list[int] = []
    inputs = Inputs([tmp_path], NamedNode("http://e/g"), tell=told.append)
    assert len(list(inputs.statements())) == inputs.count == 1000
    assert sum(told) == inputs.size == (tmp_path / "a.nt.gz").stat().st_size


@pytest.mark.parametrize("name", ["a.nt.gz", "a.zip", "entities.xlsx"])
def test_damage_anywhere_in_a_packed_file_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(LINE * 50))
    elif name.endswith(".zip"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("ä.nt", LINE * 50)
    else:
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        book.active.append(["id", "class", "passage"])
        book.save(path)
    whole, chance = path.read_bytes(), random.Random(7)  # noqa: S311  nothing secret
    told: list[str] = []
    for _ in range(150):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] = chance.randrange(256)
        path.write_bytes(damaged)
        try:
            list(Inputs([path]).statements())
        except StdkgError as error:
            told.append(str(error))
    assert len(told) > 20
    assert not any("\n" in text for text in told)


def test_the_statements_that_were_read_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text("<http://a> <http://b> 'c' .\n".replace("'", '"') * 3)
    (tmp_path / "b.nq").write_text('<http://a> <http://b> "c" <http://g> .\n')
    inputs = Inputs([tmp_path])
    assert len(list(inputs.statements())) == inputs.count == inputs.count == 4
    assert Inputs([tmp_path]).count == 0


def test_the_graphs_of_files_that_bring_none_are_known_without_reading_them(tmp_path: Path) -> None:
    graph, file, faulty = NamedNode("http://e/g"), tmp_path / "a.nt", tmp_path / "b.ttl"
    file.write_text("<http://a> <http://b> <http://c> .\nbroken")
    assert Inputs([file], graph).graphs() == {graph}
    assert Inputs([file]).graphs() == set()
    file.write_text("# nothing")
    assert Inputs([file], graph).graphs() == set()
    faulty.write_text("broken")
    assert Inputs([file, faulty], graph).graphs() == {graph}


def test_a_mapped_table_is_added_whole_or_not_at_all(tmp_path: Path) -> None:
    """Its text goes into the engine as it is; a fault in its last rows, or in another table, leaves nothing there."""
    (tmp_path / "m.json").write_text(
        '{"tableSchema": {"aboutUrl": "http://e.org/{a}", "columns": '
        '[{"name": "a", "propertyUrl": "rdfs:label", "datatype": "integer"}]}}'
    )
    rows = "".join(f"{number}\n" for number in range(1_200))
    (tmp_path / "a.csv").write_text("a\n" + rows)
    (tmp_path / "b.csv").write_text("a\n" + rows + "x\n")
    (tmp_path / "c.nt").write_text('<http://e.org/1> <http://e.org/p> "1" .\n')
    store = EmbeddedStore()
    for names in (["b.csv"], ["a.csv", "b.csv"], ["b.csv", "c.nt"]):
        inputs = Inputs([tmp_path / name for name in names], mapping=tmp_path / "m.json")
        with pytest.raises(DataError, match=r"b\.csv:1202:1: error: a: 'x' is no xsd:integer"):
            store.add(inputs.statements())
        assert len(list(store.quads())) == 0
    for names, count in ((["a.csv"], 1_200), (["a.csv", "c.nt"], 1_201)):
        inputs = Inputs([tmp_path / name for name in names], mapping=tmp_path / "m.json")
        store.add(inputs.statements())
        assert (len(list(store.quads())), inputs.count) == (count, count)
    quads = Inputs([tmp_path / "a.csv", tmp_path / "c.nt"], mapping=tmp_path / "m.json").statements()
    assert set(quads) == set(store.quads())
