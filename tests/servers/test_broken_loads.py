"""Loads that break off, on real engines: one line, and the same load can be run again."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import httpx
import pytest
from engines import STARTS, started, stopped
from gate import Gate

from stdkg.store.remote import remote_store
from stdkg.vocabulary import GRAPH_ALL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engines import Server

    from stdkg.store.remote.store import RemoteStore

pytestmark = pytest.mark.full

SIZES = {"oxigraph": 110_000, "virtuoso": 20_000}
"""More statements than each engine is sent in one request."""
OLD = 500
AGAIN = r"[0-9,]+ of {:,} statements are loaded: run the same load again, what is there is not added twice\n"


@pytest.fixture(params=STARTS)
def own(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """Each engine in turn, with nothing in it, for one test."""
    running = STARTS[request.param](tmp_path)
    yield running
    stopped(running.process)


def size_for(server: Server) -> int:
    return SIZES["virtuoso" if server.url.endswith("/sparql") else "oxigraph"]


@pytest.fixture
def big(own: Server, tmp_path: Path) -> Path:
    """More statements than one request takes; some have blank nodes."""
    path = tmp_path / "big.nt"
    line = '<http://e/{0}> <http://e/p> "{0}" .\n'.format
    blank = '_:b{0} <http://e/p> "{0}" .\n'.format
    path.write_text("".join((line if n % 10 else blank)(n) for n in range(size_for(own))))
    return path


def load(file: Path, server: Server, *options: str) -> list[str]:
    graph = ["--graph", "http://e/g"]
    return [sys.executable, "-m", "stdkg", "load", str(file), "--store", server.url, *graph, *options]


def held(server: Server) -> int:
    """How many triples the merged graph has; counted by the engine, past what this process may know of it."""
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH {GRAPH_ALL} {{ ?s ?p ?o }} }}"
    json = {"Accept": "application/sparql-results+json"}
    answer = httpx.get(server.url, params={"query": query}, headers=json, timeout=120)
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


@contextmanager
def in_mid_load(file: Path, server: Server, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Begin a load, and go on when a part of it is there and the next one cannot come."""
    size = size_for(server)
    with Gate(server.url, lambda: OLD < held(server) < size) as gate:
        process = subprocess.Popen(
            load(file, replace(server, url=gate.url), *options),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        while not gate.closed.wait(0.05):
            assert process.poll() is None, "the load is no longer in parts"
        yield process


def assert_the_same_load_can_be_run_again(arguments: list[str], store: RemoteStore, size: int) -> None:
    done = subprocess.run(arguments, capture_output=True, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (0, 1), done.stderr
    assert len(store) == size
    (row,) = store.query(
        "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { GRAPH <http://e/g> { ?s ?p ?o } }"
    )  # type: ignore[union-attr]
    assert [int(cell.value) for cell in row] == [size, size]


@pytest.mark.parametrize(
    ("sent", "options"), [(signal.SIGINT, ()), (signal.SIGKILL, ("--replace",))], ids=["ctrl-c", "kill-9"]
)
def test_a_command_that_is_broken_off(
    own: Server, big: Path, sent: signal.Signals, options: tuple[str, ...], tmp_path: Path
) -> None:
    size = size_for(own)
    old = tmp_path / "old.nt"
    old.write_text("".join(f'<http://e/{n}> <http://e/p> "{n}" .\n' for n in range(1, OLD * 10, 10)))
    subprocess.run(load(old, own), check=True, capture_output=True)
    store = remote_store(own.url)
    try:
        with in_mid_load(big, own, *options) as process:
            process.send_signal(sent)
            out, err = process.communicate(timeout=120)
        assert out == b""
        if sent == signal.SIGINT:
            assert process.returncode == 130
            assert re.fullmatch("stdkg: interrupted; " + AGAIN.format(size), err.decode()), err
        assert_the_same_load_can_be_run_again(load(big, own, *options), store, size)
    finally:
        store.close()


def test_an_engine_that_is_killed(own: Server, big: Path, tmp_path: Path) -> None:
    size, store = size_for(own), remote_store(own.url)
    with in_mid_load(big, own) as process:
        own.process.kill()
        out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (3, b"")
    assert re.fullmatch(r"stdkg: http://127[^\n]*; " + AGAIN.format(size), err.decode()), err
    stopped(own.process)
    away = subprocess.run(load(big, own), capture_output=True, check=False)
    assert (away.returncode, away.stderr.count(b"\n")) == (3, 1)
    assert b"cannot be reached" in away.stderr
    (tmp_path / "virtuoso.lck").unlink(missing_ok=True)
    again = started([os.fspath(part) for part in own.process.args], own.url, tmp_path)  # type: ignore[union-attr,arg-type]
    try:
        assert_the_same_load_can_be_run_again(load(big, own), store, size)
    finally:
        store.close()
        stopped(again.process)
