"""The benchmarks run, and what they run on is what it says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import synthetic
from measure import Measured
from report import write_documents
from scaling import Cost, run
from tables import write_tables

from stdkg.graph import open_graph
from stdkg.store.embedded import EmbeddedStore

BENCH = Path(__file__).parents[1] / "bench" / "run.py"


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
        for task, factor in (("load", 1.0), ("rdflib parse", 9.0))
        for size in (10_000, 100_000)
    ]
    write_documents({"sparql": [Measured("rows", 10_000, 3, 0.12, "bare", 0.1, 1.1, True)]}, costs, tmp_path)
    page = (tmp_path / "benchmarks.md").read_text()
    assert "| rows | 10,000 | 0.12 s | bare | 0.10 s | 1.20 | 1.1x (missed) |" in page
    assert "| load | 10.00 s, 50 MB | 100.00 s, 140 MB | 1.00 |" in page
    assert "| load | 100.00 s x 10,000^1.00 | 277.8 h |" in (tmp_path / "scale.md").read_text()
    assert len(ET.parse(tmp_path / "benchmarks.svg").findall(".//{*}circle")) == 8  # noqa: S314  our own


def test_a_task_in_its_own_process_gives_time_and_memory(tmp_path: Path) -> None:
    ballast = bytearray(200 * 2**20)
    (cost,) = run([1000], ["load"], tmp_path)
    assert cost.megabytes < len(ballast) / 2**20
    assert (cost.task, cost.size) == ("load", 1000)
    assert cost.seconds > 0
    assert cost.megabytes > 10


def test_an_unknown_suite_is_told_the_list() -> None:
    run = subprocess.run([sys.executable, BENCH, "speed"], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "unknown suite 'speed'; write import, commands" in run.stderr
