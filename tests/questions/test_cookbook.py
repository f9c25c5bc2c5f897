"""The queries of docs/sparql.md: each runs on the shipped graph, has an answer, and gives no row twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stdkg.graph import open_graph

PAGE = Path(__file__).parents[2] / "docs" / "sparql.md"
QUERIES = re.findall(r"```sparql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_page_has_eleven_queries() -> None:
    assert len(QUERIES) == 11


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_of_the_page_has_an_answer_and_no_row_twice(query: str) -> None:
    with open_graph() as graph:
        rows = [tuple(map(str, row.values())) for row in graph.query(query)]
    assert rows
    assert len(rows) == len(set(rows))
    assert "" not in {row[0] for row in rows}
