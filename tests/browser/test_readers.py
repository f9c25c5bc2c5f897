"""GraphML and GEXF in a reader that is not networkx: graphology's, which sigma and Gephi Lite read with."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

import stdkg
from stdkg.export import gexf, graphml

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

READER = Path(__file__).parent / "vendor" / "graphology.js"
WRITERS = {"gexf": gexf.write_graph, "graphml": graphml.write_graph}
STAY_BEHIND = {"statements", "graphs", "figures", "derived"}


@cache
def shipped() -> nx.MultiDiGraph[str]:
    with stdkg.open() as graph:
        return graph.to_networkx()


def hostile() -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node('http://example.com/a?b=1&c="2"\'', label="<img onerror=x> ]]> 标准 \U0001f600", size=3)
    graph.add_node("_:b", label="a\nb\tc  d ", share=0.25, known=True, n0="a name like an id")
    for key in ("p", "q"):
        graph.add_edge("_:b", next(iter(graph)), key, label=key, start="2020", end="2022-02", weight_in_kg=2)
    return graph


def attributes(data: dict[str, Any], **fixed: str) -> dict[str, str]:
    """The attributes that a file carries, as text; several values stand together."""
    held = {name: value for name, value in data.items() if name not in STAY_BEHIND and value is not None}
    return {name: text(value) for name, value in {**held, **fixed}.items()}


def text(value: object) -> str:
    """A value as text; a number is the same as text and as a number, as a column has one type."""
    if isinstance(value, (list, tuple)):
        return " ".join(map(str, value))
    try:
        return str(float(value))  # type: ignore[arg-type]  what is no number raises
    except ValueError:
        return str(value)


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("make", [shipped, hostile])
def test_graphology_reads_the_nodes_edges_and_attributes(
    name: str, make: Callable[[], nx.MultiDiGraph[str]], open_page: Callable[..., Page]
) -> None:
    graph, out = make(), io.BytesIO()
    WRITERS[name](graph, out)
    page = open_page("<!doctype html><title>readers</title><body data-ready=true>reader")
    page.add_script_tag(path=str(READER))
    read = page.evaluate(f"text => graphology.{name}(text)", out.getvalue().decode())
    key = "edge_key" if name == "gexf" else "key"
    nodes = {node["key"]: node.get("attributes", {}) for node in read["nodes"]}
    assert {node: attributes(data) for node, data in nodes.items()} == {
        node: attributes(data) for node, data in graph.nodes(data=True)
    }
    assert sorted(
        (edge["source"], edge["target"], sorted(attributes(edge["attributes"]).items()))
        for edge in read["edges"]
    ) == sorted(
        (source, target, sorted(attributes(data, **{key: edge}).items()))
        for source, target, edge, data in graph.edges(keys=True, data=True)
    )
    assert not any(edge.get("undirected") for edge in read["edges"])
