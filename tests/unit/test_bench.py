"""The benchmarks run, and what they run on is what it says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import synthetic
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


@pytest.mark.parametrize("suite", ["sparql", "turtle", "exports", "load", "projection"])
def test_a_suite_prints_medians_and_ratios(suite: str) -> None:
    command = [sys.executable, BENCH, suite, "--size", "1000", "--rounds", "1", "--json"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    for line in run.stdout.splitlines():
        case = json.loads(line)
        assert case["suite"] == suite
        assert case["ratio"] == pytest.approx(case["median"] / case["peer_median"])


def test_an_unknown_suite_is_told_the_list() -> None:
    run = subprocess.run([sys.executable, BENCH, "speed"], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "unknown suite 'speed'; write import, commands" in run.stderr
