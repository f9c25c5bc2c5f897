"""The benchmarks run, and what they run on is what it says."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import synthetic
from catalogue import HEADER, PATTERN
from click.testing import CliRunner
from curated import PATTERNS, write_curated
from environments import PEERS, make, version_of
from measure import Measured
from patterns import csvw, filled, rml
from rdflib import Graph, Namespace
from report import write_documents
from run import main as bench
from scaling import LONGEST, Cost, _is_too_much, run, same_triples
from tables import write_tables
from tasks import TASKS, named

from stdkg.graph import open_graph
from stdkg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Iterator

BENCH = Path(__file__).parents[1] / "bench" / "run.py"
PEER_FOLDER = BENCH.parent / "peers"
RR = Namespace("http://www.w3.org/ns/r2rml#")


def test_the_synthetic_graph_depends_on_size_and_seed_alone() -> None:
    assert list(synthetic.statements(2000)) == list(synthetic.statements(2000))
    assert list(synthetic.statements(2000)) != list(synthetic.statements(2000, seed=2))


@pytest.mark.parametrize("size", [1000, 20_000])
def test_the_synthetic_graph_has_the_size_asked_for(size: int) -> None:
    store = EmbeddedStore()
    store.add(synthetic.statements(size))
    assert len(store) == pytest.approx(size, rel=0.03)
    assert len(list(store.statements())) > len(store) * 1.02


def test_the_synthetic_tables_are_valid(tmp_path: Path) -> None:
    rows = write_tables(tmp_path, 300)
    assert 300 <= rows <= 600
    assert len(open_graph(data=[tmp_path])) > rows


@pytest.mark.parametrize("suite", ["sparql", "check", "turtle", "exports", "load", "projection"])
def test_a_suite_prints_medians_and_ratios(suite: str) -> None:
    command = [sys.executable, BENCH, suite, "--size", "1000", "--rounds", "1", "--json"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    for line in run.stdout.splitlines():
        case = json.loads(line)
        assert case["suite"] == suite
        assert case["ratio"] == pytest.approx(case["median"] / case["peer_median"])


def test_costs_become_documents(tmp_path: Path) -> None:
    costs = [
        Cost(task, size, size / 1000 * factor, 40.0 + size / 1000)
        for task, factor in (("load triples", 1.0), ("rdflib: parse", 9.0))
        for size in (10_000, 100_000)
    ]
    rows = Measured("rows", 10_000, 3, 0.12, "bare", 0.1, 1.1, True)
    peak = Measured("peak", 10_000, 3, 0.05, "rdflib", 0.1, 1, True, "GiB")
    write_documents({"sparql": [rows, peak]}, costs, tmp_path)
    page = (tmp_path / "benchmarks.md").read_text()
    assert "| rows | 10,000 | 0.12 s | bare | 0.10 s | 1.20 | 1.1x (missed) |" in page
    assert "| peak | 10,000 | 0.05 GiB | rdflib | 0.10 GiB | 0.50 | 1x |" in page
    assert "| load triples | 10.00 s, 50 MB | 100.00 s, 140 MB | 1.00 |" in page
    assert "| load triples | rdflib: parse | 100,000 | 100.00 s | 900.00 s | 0.11 | 140 MB | 140 MB |" in page
    assert (
        "| load triples | 100.00 s x 10,000^1.00 | 277.8 h | 1,468 GB |"
        in (tmp_path / "scale.md").read_text()
    )
    assert len(ET.parse(tmp_path / "benchmarks.svg").findall(".//{*}circle")) == 8  # noqa: S314  our own


def test_a_task_in_its_own_process_gives_time_and_memory(tmp_path: Path) -> None:
    ballast = bytearray(200 * 2**20)
    (cost,) = run([1000], ["load"], tmp_path)
    assert cost.megabytes < len(ballast) / 2**20
    assert (cost.task, cost.size) == ("load", 1000)
    assert cost.seconds > 0
    assert cost.megabytes > 10


def test_the_catalogue_says_the_same_checked_and_unchecked_and_needs_no_peer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STDKG_PEERS", str(tmp_path / "none"))
    assert same_triples([task.name for task in TASKS], tmp_path) == [
        "pyoxigraph: unchecked text",
        "pyoxigraph: ready text",
        "pyoxigraph: unchecked text to disk",
    ]


def test_the_patterns_say_of_the_curated_tables_what_stdkg_does(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    write_curated(folder, 300)
    stated = named("curated tables").prepare(folder)()  # type: ignore[misc]
    assert {str(quad.triple) for quad in stated} == set(filled(PATTERNS, folder))  # type: ignore[attr-defined]
    assert len(stated) == len(set(filled(PATTERNS, folder)))  # type: ignore[arg-type]


def test_the_mapping_of_each_tool_names_every_statement_of_the_pattern() -> None:
    mapping = Graph().parse(data=rml([PATTERN]), format="turtle")
    assert len(list(mapping.triples((None, RR.predicateObjectMap, None)))) == len(PATTERN.facts)
    columns = csvw(PATTERN, HEADER)["tableSchema"]["columns"]
    assert [column["name"] for column in columns[: len(HEADER)]] == list(HEADER)
    said = [column["propertyUrl"] for column in columns if "propertyUrl" in column]
    assert sorted(said) == sorted(fact.predicate for fact in PATTERN.facts)


def _peer(folder: Path, answer: dict[str, float]) -> None:
    """Make what looks like the environment of maplib, and says that it did the task."""
    python = folder / "maplib" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\necho '{json.dumps(answer)}'\n")
    python.chmod(0o755)
    pins = (PEER_FOLDER / "maplib.txt").read_bytes()
    (folder / "maplib" / "made-from").write_text(hashlib.sha256(pins).hexdigest())


@pytest.mark.parametrize("triples", [8000, 7999])
def test_a_peer_must_make_as_many_triples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, triples: int
) -> None:
    monkeypatch.setenv("STDKG_PEERS", str(tmp_path / "peers"))
    _peer(tmp_path / "peers", {"seconds": 9.0, "megabytes": 99.0, "triples": triples})
    costs = run([1000], ["mapped table", "maplib: mapped table", "Morph-KGC: to rdflib"], tmp_path)
    assert next(costs).triples == 8000
    if triples == 8000:
        assert [(cost.task, cost.seconds) for cost in costs] == [("maplib: mapped table", 9.0)]
    else:
        with pytest.raises(AssertionError, match="7,999"):
            list(costs)


def test_what_would_take_too_long_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("scaling._is_too_much", lambda *_: False)
    assert [cost.size for cost in run([1000, 2000], ["load"], tmp_path)] == [1000, 2000]
    monkeypatch.setattr("scaling._is_too_much", lambda *_: True)
    assert [cost.size for cost in run([1000, 2000], ["load"], tmp_path)] == [1000]
    assert "load at 2,000 is left out" in capsys.readouterr().err


def test_a_task_ends_at_its_largest_size_and_tells_the_room_of_its_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = tuple(replace(task, most=1000) for task in TASKS if task.name == "load to disk")
    monkeypatch.setattr("tasks.TASKS", small)
    (cost,) = run([1000, 2000], ["load to disk"], tmp_path)
    assert (cost.size, cost.disk > 0.01) == (1000, True)


def test_no_peer_goes_further_than_what_it_stands_beside() -> None:
    assert all(task.most <= named(task.beside).most for task in TASKS if task.beside)


def test_a_task_fits_by_its_time_and_memory_at_the_size_before() -> None:
    fits = Cost("load", 1000, LONGEST / 10, 1.0, whole=LONGEST / 10 + 5)
    assert not _is_too_much(fits, 10_000)
    assert _is_too_much(replace(fits, seconds=LONGEST / 10 + 0.1), 10_000)
    assert _is_too_much(replace(fits, whole=LONGEST / 10 + 5.1), 10_000)
    assert _is_too_much(replace(fits, megabytes=1e9), 10_000)


def test_memory_that_a_task_takes_to_start_does_not_grow_with_its_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("scaling._MEMORY", 2_000.0)
    small, last = Cost("load", 100, 0.1, 190.0), Cost("load", 1_000, 1.0, 300.0)
    assert _is_too_much(last, 10_000)
    assert not _is_too_much(last, 8_000, small)
    assert _is_too_much(last, 8_000, replace(small, megabytes=180.0))


def test_the_sizes_of_tables_are_told_apart_from_those_of_graphs(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[list[int], list[str]]] = []

    def run_of(sizes: list[int], tasks: list[str], _: Path) -> Iterator[Cost]:
        asked.append((sizes, tasks))
        return iter(())

    monkeypatch.setattr("run.run", run_of)
    monkeypatch.setattr("run.same_triples", lambda *_: [])
    cli = CliRunner()
    assert cli.invoke(bench, ["--costs", "--largest", "10000"]).exit_code == 0
    assert [sizes for sizes, _ in asked] == [[10_000]] * 3
    asked.clear()
    assert cli.invoke(bench, ["--costs", "--largest", "100000", "--rows", "1000000"]).exit_code == 0
    assert [sizes for sizes, _ in asked] == [[10_000, 100_000]] * 2 + [[10_000, 100_000, 1_000_000]]
    asked.clear()
    assert cli.invoke(bench, ["--costs", "--group", "Tables"]).exit_code == 0
    assert [(sizes, "mapped table" in tasks) for sizes, tasks in asked] == [([10_000, 100_000], True)]
    assert cli.invoke(bench, ["--docs", "--group", "Tables"]).exit_code == 2


def test_a_peer_that_cannot_be_installed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(line: list[str]) -> None:
        raise subprocess.CalledProcessError(1, line, stderr="ERROR: no such version\n")

    monkeypatch.setenv("STDKG_PEERS", str(tmp_path))
    monkeypatch.setattr("environments._run", refuse)
    told: list[str] = []
    assert not make("kglab", told.append)
    assert told[-1] == "kglab cannot be installed, and is left out: ERROR: no such version"


@pytest.mark.parametrize("peer", list(PEERS))
def test_the_packages_of_a_peer_are_pinned(peer: str) -> None:
    assert version_of(peer)
    lines = (PEER_FOLDER / f"{peer}.txt").read_text().splitlines()
    assert all(re.fullmatch(r"[\w.-]+==[\w.+!]+", line) for line in lines)


def test_an_unknown_suite_is_told_the_list() -> None:
    run = subprocess.run([sys.executable, BENCH, "speed"], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "unknown suite 'speed'; write import, commands" in run.stderr
