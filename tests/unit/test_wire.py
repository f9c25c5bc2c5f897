"""Addresses that answer badly: an end to the waiting, no bomb, no password shown, proxies and certificates as elsewhere."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from stdkg.cli.running import run
from stdkg.errors import AccessError, UsageError
from stdkg.graph import open_graph
from stdkg.load import web
from stdkg.load.arrivals import from_address
from stdkg.load.web import Limits, fetch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ANYONE = Limits(seconds=0.6, allow_private=True)
TEXT = b"<http://a/> <http://b/> <c> ."


class Site:
    """A server that says what it is told to, byte by byte; `seen` holds the heads of what it was asked."""

    def __init__(self, answer: Callable[[socket.socket], None]) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._answer = answer
        self.port = self._server.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.seen: list[str] = []

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=self._one, args=[self._server.accept()[0]], daemon=True).start()

    def _one(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                head += client.recv(1)
            self.seen.append(head.decode())
            self._answer(client)

    def close(self) -> None:
        self._server.close()


@contextmanager
def site(answer: Callable[[socket.socket], None]) -> Iterator[Site]:
    one = Site(answer)
    threading.Thread(target=one.serve, daemon=True).start()
    try:
        yield one
    finally:
        one.close()


def says(status: str, body: bytes = b"", *headers: str) -> Callable[[socket.socket], None]:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return lambda client: client.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + body)


def drips(start: bytes, drop: bytes) -> Callable[[socket.socket], None]:
    def answer(client: socket.socket) -> None:
        client.sendall(start)
        while True:
            client.sendall(drop)
            time.sleep(0.02)

    return answer


@pytest.mark.parametrize(
    ("start", "drop"),
    [(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), (b"HTTP/1.1 200 OK\r\n\r\n", b"#"), (b"", b"")],
    ids=["head", "body", "nothing"],
)
def test_what_comes_drop_by_drop_has_an_end(tmp_path: Path, start: bytes, drop: bytes) -> None:
    with (
        site(drips(start, drop)) as there,
        pytest.raises(AccessError, match=r"not there within 0\.6 seconds"),
    ):
        fetch(there.url + "/a.ttl", tmp_path / "f", ANYONE)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(gzip.compress(gzip.compress(TEXT)), "gzip, gzip"), (gzip.compress(TEXT)[:-6], "gzip"), (TEXT, "zstd")],
    ids=["packed twice", "half packed", "another way"],
)
def test_what_was_not_asked_for_is_not_unpacked(tmp_path: Path, body: bytes, encoding: str) -> None:
    with site(says("200 OK", body, f"Content-Encoding: {encoding}")) as there:
        with pytest.raises(AccessError, match="cannot be decompressed"):
            fetch(there.url + "/a.ttl", tmp_path / "f", ANYONE)
        assert "accept-encoding: gzip\r\n" in there.seen[0].lower()


def test_a_part_of_a_file_is_no_file(tmp_path: Path) -> None:
    with site(says("206 Partial Content", TEXT)) as there, pytest.raises(AccessError, match="answers 206"):
        fetch(there.url + "/a.ttl", tmp_path / "f", ANYONE)


def test_a_password_goes_to_its_host_and_is_neither_shown_nor_kept(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with site(says("200 OK", TEXT)) as there:
        address = there.url.replace("://", "://me:topsecret@") + "/a.ttl"
        source = from_address(address, tmp_path, limits=Limits(allow_private=True))
        assert "Authorization: Basic bWU6dG9wc2VjcmV0" in there.seen[0]
        assert (source.name, source.base) == (f"{there.url}/a.ttl", f"{there.url}/a.ttl")
        assert run(["load", address, "--store", str(tmp_path / "s"), "--allow-private"]) == 0
        assert run(["query", "SELECT ?o { ?s ?p ?o }", "--store", str(tmp_path / "s")]) == 0
        assert f"{there.url}/c" in capfd.readouterr().out
    address = "http://me:topsecret@127.0.0.1:9/a.ttl"
    bad = [
        address,
        address.replace("/a.ttl", "/unknown"),
        "http://me:topsecret@127.0.0.1:x/",
        "http://me:top/secret@h/a.ttl",
    ]
    for command in (
        ["load", "--allow-private", "--store", str(tmp_path / "s")],
        ["load", "--store", str(tmp_path / "s")],
    ):
        assert [run([*command, one]) for one in bad] == [3, 3, 2, 2]
    assert run(["store", "info", address]) == run(["stats", "--store", address.replace("http", "ftp")]) == 2
    captured = capfd.readouterr()
    assert "secret" not in captured.err + captured.out


def test_a_password_of_an_engine_is_not_shown_by_a_load(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from loopback import engine

    (tmp_path / "a.nt").write_bytes(TEXT.replace(b"<c>", b"<http://c/>"))
    with engine() as (server, _):
        place = server.url.replace("://", "://me:topsecret@") + "/query"
        assert run(["load", str(tmp_path / "a.nt"), "--store", place]) == 0
    assert capfd.readouterr().err == f"1 statement into {server.url}/query\n"


@pytest.mark.parametrize("where", ["HTTP://127.0.0.1:9/sparql", "ftp://127.0.0.1/store", "sftp://h/"])
def test_an_address_is_never_the_name_of_a_folder(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if where.startswith("HTTP"):
        with open_graph(where, create=True) as graph, pytest.raises(AccessError, match="cannot be reached"):
            graph.query("ASK {}")
    else:
        with pytest.raises(UsageError, match="no address of an engine"):
            open_graph(where, create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_proxy_is_asked_for_what_is_not_known_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with site(says("200 OK", TEXT)) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", "")
        fetch("http://no-such-host.invalid/a.ttl", tmp_path / "f", Limits())
        assert (tmp_path / "f").read_bytes() == TEXT
        assert proxy.seen[0].startswith("GET http://no-such-host.invalid/a.ttl HTTP/1.1\r\n")
        with pytest.raises(AccessError, match="is a private address"):
            fetch("http://127.0.0.1/a.ttl", tmp_path / "f", Limits())


@pytest.mark.parametrize(
    ("name", "value"), [("HTTP_PROXY", "http://h:x"), ("SSL_CERT_FILE", "/no/such/file.pem")]
)
def test_an_environment_that_cannot_be_used_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match="the environment names a proxy or certificates that cannot be used"):
        fetch("https://127.0.0.1:9/a.ttl", tmp_path / "f", ANYONE)


def test_each_address_of_a_host_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with site(says("200 OK", TEXT)) as there:
        monkeypatch.setattr(web, "_public", lambda *_: ["127.0.0.9", "127.0.0.1"])
        fetch(f"http://two.example:{there.port}/a.ttl", tmp_path / "f", Limits(seconds=5))
    assert (tmp_path / "f").read_bytes() == TEXT
