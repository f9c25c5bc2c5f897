"""The Parquet tables in DuckDB and in Spark: degrees and PageRanks that agree with igraph's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import igraph
import pytest

from stdkg.export.parquet import write_graph_edges, write_graph_nodes
from stdkg.graph import open_graph

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.full

PYSPARK = "4.0.1"
ROUNDS = 5
"""Of PageRank in Spark, which takes a second for each."""
STEP = """SELECT id, CAST(0.15 AS DOUBLE) / n + CAST(0.85 AS DOUBLE) * (coalesce(got, 0) + lost / n) AS rank FROM nodes
  CROSS JOIN (SELECT count(*) AS n FROM nodes)
  CROSS JOIN (SELECT coalesce(sum(rank), 0) AS lost FROM ranks WHERE id NOT IN (SELECT src FROM edges))
  LEFT JOIN (
    SELECT dst, sum(rank / degree) AS got FROM edges
    JOIN (SELECT src AS giver, count(*) AS degree FROM edges GROUP BY src) ON giver = src
    JOIN ranks ON ranks.id = src GROUP BY dst
  ) ON dst = id"""
"""One round of PageRank, in the SQL that both engines know."""
DEGREE = "SELECT src, count(*) AS degree FROM edges GROUP BY src"
FIRST = "SELECT id, CAST(1 AS DOUBLE) / count(*) OVER () AS rank FROM nodes"
PROGRAM = """
import json, sys
from pyspark.sql import SparkSession
folder, first, step, degree, rounds = *sys.argv[1:5], int(sys.argv[5])
spark = (
    SparkSession.builder.master("local[2]").config("spark.ui.enabled", False)
    .config("spark.sql.shuffle.partitions", 1).config("spark.sql.adaptive.enabled", False).config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.driver.host", "127.0.0.1").getOrCreate()
)
for table in ("nodes", "edges"):
    spark.read.parquet(f"{folder}/{table}.parquet").createOrReplaceTempView(table)
spark.sql(first).createOrReplaceTempView("ranks")
for _ in range(rounds):
    spark.sql(step).localCheckpoint().createOrReplaceTempView("ranks")
found = {name: dict(map(tuple, spark.sql(query).collect())) for name, query in (("degree", degree), ("rank", "SELECT * FROM ranks"))}
json.dump(found, sys.stdout)
spark.stop()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made, graph = tmp_path_factory.mktemp("tables"), open_graph().to_networkx()
    for name, writer in (("nodes", write_graph_nodes), ("edges", write_graph_edges)):
        with (made / f"{name}.parquet").open("wb") as out:
            writer(graph, out)
    return made


def by_duckdb(folder: Path, rounds: int) -> tuple[dict[str, int], dict[str, float]]:
    with duckdb.connect() as db:
        for table in ("nodes", "edges"):
            db.execute(f"CREATE TABLE {table} AS SELECT * FROM '{folder}/{table}.parquet'")
        db.execute(f"CREATE TABLE ranks AS {FIRST}")
        for _ in range(rounds):
            db.execute(f"CREATE OR REPLACE TABLE ranks AS {STEP}")
        return dict(db.execute(DEGREE).fetchall()), dict(db.execute("SELECT * FROM ranks").fetchall())


def test_duckdb_finds_the_degrees_and_ranks_of_igraph(folder: Path) -> None:
    graph = open_graph().to_networkx()
    numbers = {name: number for number, name in enumerate(graph)}
    ends = [(numbers[u], numbers[v]) for u, v, _ in graph.edges(keys=True)]
    same = igraph.Graph(len(numbers), ends, directed=True)
    degrees, ranks = by_duckdb(folder, 60)
    assert degrees == {name: degree for name, degree in zip(graph, same.outdegree(), strict=True) if degree}
    assert ranks == pytest.approx(dict(zip(graph, same.pagerank(damping=0.85), strict=True)), rel=0.001)


def test_spark_finds_the_degrees_and_ranks_of_duckdb(folder: Path, needs: Callable[[str, str], str]) -> None:
    needs("java", "apt-get install default-jre-headless")
    command = [sys.executable, "-c", PROGRAM, folder, FIRST, STEP, DEGREE, str(ROUNDS)]
    environment = {**os.environ, "PYTHONPATH": str(_pyspark()), "PYTHONWARNINGS": "ignore"}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert run.returncode == 0, run.stderr[-2000:]
    found = json.loads(run.stdout)
    degrees, ranks = by_duckdb(folder, ROUNDS)
    assert found["degree"] == degrees
    assert found["rank"] == pytest.approx(ranks, rel=1e-9)


def _pyspark() -> Path:
    """The folder that pyspark is in, installed there when it is missing: it is too big for the lock file."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "stdkg-tests"
    target = cache / f"pyspark-{PYSPARK}"
    if target.is_dir():
        return target
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as part:
        command = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--no-compile",
            "--target",
            f"{part}/new",
            f"pyspark=={PYSPARK}",
        ]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            message = f"pyspark cannot be installed; get it with: pip install --target {target} pyspark=={PYSPARK}\n{run.stderr[-500:]}"
            if os.environ.get("STDKG_NOTHING_SKIPPED"):
                pytest.fail(message)
            pytest.skip(message)
        if not target.is_dir():
            Path(part, "new").rename(target)
    return target
