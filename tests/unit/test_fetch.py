"""`stdkg fetch iso` against a server that behaves as those of publishers do, well or badly: one line each, nothing half."""

from __future__ import annotations

import gzip
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest

from stdkg.cli.running import run
from stdkg.errors import AccessError
from stdkg.load import web
from stdkg.load.iso_files import ADDRESSES
from stdkg.paths import ontology_dir

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FETCHED = ontology_dir() / "fetched" / "iso"
FILES = {
    "/iso_technical_committees.jsonl": FETCHED / "committees.jsonl.gz",
    "/ICS-simple.xml": FETCHED / "ics.xml.gz",
}


PAUSES = {"long": "3600", "odd": "²"}
"""How long a busy server says that it is so, where it is not a second."""


class Publisher(BaseHTTPRequestHandler):
    """Serves the files compressed, with an ETag, from where it redirects to; refuses programs without a name of their own."""

    protocol_version = "HTTP/1.1"
    way: ClassVar[str] = ""
    busy: ClassVar[int] = 0
    agents: ClassVar[set[str]] = set()

    def do_GET(self) -> None:
        cls = type(self)
        name = "/" + self.path.rpartition("/")[2]
        self.agents.add(self.headers["User-Agent"])
        if self.headers["User-Agent"].startswith("python"):
            self.answer(403, {}, b"<html>no robots</html>")
        elif not self.path.startswith("/blob"):
            self.answer(302, {"Location": f"/blob{name}"}, b"")
        elif cls.busy:
            cls.busy -= 1
            self.answer(429, {"Retry-After": PAUSES.get(cls.way, "1")}, b"slow down")
        else:
            self.answer(*answers(name)[cls.way])
        self.close_connection = cls.way == "cut"

    def answer(self, status: int, headers: dict[str, str], body: bytes, length: int | None = None) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


Answer = tuple[int, dict[str, str], bytes] | tuple[int, dict[str, str], bytes, int]


def answers(name: str) -> dict[str, Answer]:
    """What the server says, by the way in which it behaves."""
    body = FILES[name].read_bytes()
    half = body[: len(body) // 2]
    usual = {"Content-Encoding": "gzip", "ETag": '"1"', "Content-Type": "application/octet-stream"}
    return {
        "": (200, usual, body),
        "long": (200, usual, body),
        "plain": (200, {}, gzip.decompress(body)),
        "members": (200, usual, b"".join(map(gzip.compress, _halves(gzip.decompress(body))))),
        "cut": (200, usual, half, len(body)),
        "half": (200, usual, half),
        "no gzip": (200, usual, b"plain text"),
        "bad gzip": (200, usual, body[:2000] + bytes(2000) + body[4000:]),
        "brotli": (200, {"Content-Encoding": "br"}, body),
        "unmodified": (304, {"ETag": '"1"'}, b""),
        "page": (200, {"Content-Type": "text/html"}, b"<!DOCTYPE html>\n<html>sign in</html>"),
        "loop": (302, {"Location": f"/blob{name}"}, b""),
        "error": (500, {}, b"oops"),
        "one missing": (404, {}, b"gone") if name == "/ICS-simple.xml" else (200, usual, body),
    }


def _halves(body: bytes) -> tuple[bytes, bytes]:
    return body[: len(body) // 2], body[len(body) // 2 :]


class Quiet(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no error here."""


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Publisher]]:
    server = Quiet(("127.0.0.1", 0), Publisher)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    for kind, address in dict(ADDRESSES).items():
        name = address.rpartition("/")[2]
        monkeypatch.setitem(ADDRESSES, kind, f"http://127.0.0.1:{server.server_port}/{name}")
    monkeypatch.setattr(web, "_is_public", lambda _: True)
    monkeypatch.setattr(web, "sleep", lambda _: None)
    monkeypatch.setattr(Publisher, "way", "")
    monkeypatch.setattr(Publisher, "busy", 0)
    Publisher.agents.clear()
    yield Publisher
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(("way", "busy"), [("", 0), ("plain", 0), ("members", 0), ("", 2)])
def test_what_comes_is_the_same_whatever_the_way(
    publisher: type[Publisher], tmp_path: Path, way: str, busy: int
) -> None:
    publisher.way, publisher.busy = way, busy
    for name, file in FILES.items():
        (tmp_path / name[1:]).write_bytes(gzip.decompress(file.read_bytes()))
    day = ["--retrieved", "2026-11-20"]
    assert run(["fetch", "iso", *day, "--out", str(tmp_path / "a.nq"), "-q"]) == 0
    assert run(["fetch", "iso", *day, "--from", str(tmp_path), "--out", str(tmp_path / "b.nq"), "-q"]) == 0

    def bare(name: str) -> set[str]:
        """The lines, but for the address, which is the test's own."""
        return {
            line
            for line in (tmp_path / name).read_text(encoding="utf-8").splitlines()
            if "127.0.0.1" not in line
        }

    assert bare("a.nq") == bare("b.nq")
    assert len(bare("a.nq")) > 10_000
    assert all(agent.startswith("stdkg") for agent in publisher.agents)


@pytest.mark.parametrize(
    ("way", "busy", "code", "said"),
    [
        ("cut", 0, 3, "the connection broke before the end"),
        ("half", 0, 3, "the answer cannot be decompressed; try again"),
        ("brotli", 0, 3, "the answer cannot be decompressed; try again"),
        ("unmodified", 0, 3, "answers 304 Not Modified"),
        ("no gzip", 0, 3, "the answer cannot be decompressed; try again"),
        ("bad gzip", 0, 3, "the answer cannot be decompressed; try again"),
        ("loop", 0, 3, "redirect"),
        ("error", 0, 3, "answers 500 Internal Server Error"),
        ("one missing", 0, 3, "ICS-simple.xml: answers 404 Not Found"),
        ("", 3, 3, "answers 429 Too Many Requests"),
        ("long", 1, 3, "answers 429 Too Many Requests"),
        ("odd", 1, 3, "answers 429 Too Many Requests"),
        ("page", 0, 1, ":1:"),
    ],
)
def test_what_goes_wrong_is_told_and_leaves_nothing_half(  # noqa: PLR0913, PLR0917  a row of the table
    publisher: type[Publisher],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    way: str,
    busy: int,
    code: int,
    said: str,
) -> None:
    publisher.way, publisher.busy = way, busy
    assert run(["fetch", "iso", "--out", str(tmp_path / "a.nq")]) == code
    captured = capfd.readouterr()
    assert captured.out == ""
    assert said in captured.err
    assert "Traceback" not in captured.err
    if code == 3:
        assert captured.err.count("\n") == 1
        assert captured.err.startswith("stdkg: http://127.0.0.1:")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("way", ["", "plain"])
def test_a_file_may_be_as_large_as_allowed_and_no_larger(
    publisher: type[Publisher], tmp_path: Path, way: str
) -> None:
    publisher.way = way
    size = len(gzip.decompress(FILES["/ICS-simple.xml"].read_bytes()))
    web.fetch(ADDRESSES["ics"], tmp_path / "f", web.Limits(size=size))
    assert (tmp_path / "f").stat().st_size == size
    with pytest.raises(AccessError, match=f"holds more than {size - 1:,} bytes"):
        web.fetch(ADDRESSES["ics"], tmp_path / "f", web.Limits(size=size - 1))


def test_what_was_interrupted_is_fetched_whole_when_it_is_run_again(
    publisher: type[Publisher],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    publisher.way = "plain"
    command = ["fetch", "iso", "--out", str(tmp_path / "a.nq")]
    with monkeypatch.context() as breaking:
        breaking.setattr(web, "monotonic", interrupted)
        assert run(command) == 130
    assert capfd.readouterr().err == "stdkg: interrupted\n"
    assert list(tmp_path.iterdir()) == []
    assert run(command) == 0
    text = (tmp_path / "a.nq").read_text(encoding="utf-8")
    today = datetime.now(UTC).date().isoformat()
    for said in (
        "<http://purl.org/dc/terms/license> ",
        "<https://w3id.org/stdkg/ontology#retrieved> ",
        f'"{today}"',
    ):
        assert said in text, said
