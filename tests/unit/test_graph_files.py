"""Property graphs in files: what independent readers find there is what was projected."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import duckdb
import igraph
import networkx as nx
import pytest

from stdkg.export import FORMATS, gexf, graphml, nodelink, write
from stdkg.export.csvtables import write_graph_edges as csv_edges
from stdkg.export.csvtables import write_graph_nodes as csv_nodes
from stdkg.export.cytoscape import write_graph as write_cytoscape
from stdkg.export.parquet import write_graph_edges as parquet_edges
from stdkg.export.parquet import write_graph_nodes as parquet_nodes
from stdkg.graph import open_graph
from stdkg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path

GEXF = "{http://gexf.net/1.3}"
WRITERS: dict[str, Any] = {
    "graphml": graphml.write_graph,
    "gexf": gexf.write_graph,
    "json": nodelink.write_graph,
    "cyjs": write_cytoscape,
    "nodes.csv": csv_nodes,
    "edges.csv": csv_edges,
    "nodes.parquet": parquet_nodes,
    "edges.parquet": parquet_edges,
}
HOSTILE = "a\x00\x01\x0b\x1f<b>&\"'\r\n\t]]>\ufffe\uffff\U0001f600国标\u202eلا \ud800"


def hostile() -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("http://e/a", label=HOSTILE, number=2**62, real=0.1, truth=True, **{HOSTILE: "x"})
    graph.add_node("http://e/b", label="国标", number=1.5, mixed="text", issued="2022")
    graph.add_node("http://e/c", mixed=3)
    for key in ("std:memberOf", "std:partner", HOSTILE):
        graph.add_edge("http://e/a", "http://e/b", key, label=HOSTILE, start="2008", end="2012-02")
    graph.add_edge("http://e/b", "http://e/b", "std:memberOf", role="chair", start="2020", end="2010")
    return graph


@pytest.fixture(scope="module", params=["shipped", "hostile", "empty"])
def graph(request: pytest.FixtureRequest) -> nx.MultiDiGraph[str]:
    if request.param == "empty":
        return nx.MultiDiGraph()
    return hostile() if request.param == "hostile" else open_graph().to_networkx()


@pytest.fixture(scope="module")
def folder(graph: nx.MultiDiGraph[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("files")
    for name, writer in WRITERS.items():
        with (made / f"x.{name}").open("wb") as out:
            writer(graph, out)
    return made


def ends(graph: nx.MultiDiGraph[str]) -> Counter[tuple[str, str]]:
    return Counter((u, v) for u, v, _ in graph.edges(keys=True))


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_the_same_nodes_and_edges(
    graph: nx.MultiDiGraph[str], folder: Path, name: str
) -> None:
    read = (nx.read_graphml if name == "graphml" else nx.read_gexf)(
        folder / f"x.{name}", **({"force_multigraph": True} if name == "graphml" else {})
    )
    assert set(read) == set(graph)
    assert Counter((u, v) for u, v, *_ in read.edges) == ends(graph)


def test_igraph_reads_the_same_nodes_edges_and_attributes(graph: nx.MultiDiGraph[str], folder: Path) -> None:
    read = igraph.Graph.Read_GraphML(str(folder / "x.graphml"))
    assert read.is_directed()
    names = read.vs["id"] if len(graph) else []
    assert set(names) == set(graph)
    assert Counter((names[edge.source], names[edge.target]) for edge in read.es) == ends(graph)
    for name, label in zip(names, read.vs["label"] if names else [], strict=True):
        given = graph.nodes[name].get("label", "")
        if given != HOSTILE:
            assert label == given


def test_gexf_declares_what_it_uses_and_ends_no_earlier_than_it_starts(
    graph: nx.MultiDiGraph[str], folder: Path
) -> None:
    root = ET.parse(folder / "x.gexf").getroot()  # noqa: S314  our own file
    nodes, edges = list(root.iter(f"{GEXF}node")), list(root.iter(f"{GEXF}edge"))
    assert {node.attrib["id"] for node in nodes} == set(graph)
    assert Counter((edge.attrib["source"], edge.attrib["target"]) for edge in edges) == ends(graph)
    assert len({edge.attrib["id"] for edge in edges}) == len(edges)
    declared = {one.attrib["class"]: {a.attrib["id"] for a in one} for one in root.iter(f"{GEXF}attributes")}
    for kind, elements in (("node", nodes), ("edge", edges)):
        for element in elements:
            assert {value.attrib["for"] for value in element.iter(f"{GEXF}attvalue")} <= declared[kind]
            assert element.attrib.get("start", "") <= element.attrib.get("end", "9999")


def test_gexf_has_time() -> None:
    out = io.BytesIO()
    gexf.write_graph(hostile(), out)
    root = ET.fromstring(out.getvalue())  # noqa: S314  our own file
    spans = {
        (edge.attrib["source"], edge.attrib.get("start"), edge.attrib.get("end"))
        for edge in root.iter(f"{GEXF}edge")
    }
    assert spans == {("http://e/a", "2008-01-01", "2012-02-29"), ("http://e/b", None, None)}
    assert [node.attrib.get("start") for node in root.iter(f"{GEXF}node")] == [None, "2022-01-01", None]


def test_node_link_json_is_read_by_networkx(graph: nx.MultiDiGraph[str], folder: Path) -> None:
    read = nx.node_link_graph(json.loads((folder / "x.json").read_bytes()), edges="edges")
    assert set(read) == set(graph)
    assert ends(read) == ends(graph)


def test_cytoscape_json_is_read_by_networkx(graph: nx.MultiDiGraph[str], folder: Path) -> None:
    data = json.loads((folder / "x.cyjs").read_bytes())
    ids = [one["data"]["id"] for kind in ("nodes", "edges") for one in data["elements"][kind]]
    assert len(ids) == len(set(ids)) == len(graph) + graph.number_of_edges()
    read = nx.cytoscape_graph(data)
    assert set(read) == set(graph)
    assert Counter((u, v) for u, v, _ in read.edges(keys=True)) == ends(graph)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_duckdb_reads_the_tables_and_joins_them(graph: nx.MultiDiGraph[str], folder: Path, kind: str) -> None:
    with duckdb.connect() as db:
        for table in ("nodes", "edges"):
            source = f"read_csv('{folder}/x.{table}.csv', header=true, all_varchar=true, delim=',', quote='\"', escape='\"', new_line='\\n')"
            if kind == "parquet":
                source = f"'{folder}/x.{table}.parquet'"
            db.execute(f"CREATE TABLE {table} AS SELECT * FROM {source}")
        counts = db.execute(
            "SELECT (SELECT count(DISTINCT id) FROM nodes), (SELECT count(*) FROM edges)"
        ).fetchall()
        assert counts == [(len(graph), graph.number_of_edges())]
        degrees = dict(
            db.execute("SELECT id, count(*) FROM nodes JOIN edges ON id = src GROUP BY id").fetchall()
        )
    assert degrees == {name: degree for name, degree in graph.out_degree() if degree}


def test_hostile_text_stays_whole_but_for_what_a_format_cannot_carry() -> None:
    whole = HOSTILE.replace("\ud800", "\ufffd")
    in_xml = "".join("\ufffd" if c in "\x00\x01\x0b\x1f\ufffe\uffff" else c for c in whole)
    out = io.BytesIO()
    graphml.write_graph(hostile(), out)
    assert nx.parse_graphml(out.getvalue().decode()).nodes["http://e/a"]["label"] == in_xml
    out = io.BytesIO()
    nodelink.write_graph(hostile(), out)
    assert json.loads(out.getvalue())["nodes"][0]["label"] == whole


def test_a_bare_carriage_return_breaks_no_row_of_csv() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("http://e/a", label="one\rtwo")
    graph.add_edge("http://e/a", "http://e/a", "k", title="three\r")
    for written, text in ((csv_nodes, "one\rtwo"), (csv_edges, "three\r")):
        out = io.BytesIO()
        written(graph, out)
        _, row = csv.reader(io.StringIO(out.getvalue().decode(), newline=""))
        assert text in row


def test_columns_have_the_types_of_their_values() -> None:
    import pyarrow.parquet as pq

    out = io.BytesIO()
    parquet_nodes(hostile(), out)
    out.seek(0)
    types = {field.name: str(field.type) for field in pq.read_schema(out)}
    assert {name: types[name] for name in ("id", "number", "real", "truth", "mixed", "label")} == {
        "id": "string",
        "number": "double",
        "real": "double",
        "truth": "bool",
        "mixed": "string",
        "label": "string",
    }


@pytest.fixture(scope="module")
def orders() -> list[EmbeddedStore]:
    statements = list(open_graph().store.statements())
    stores = []
    for ordered in (statements, statements[::-1]):
        stores.append(EmbeddedStore())
        stores[-1].add(ordered)
    return stores


@pytest.mark.parametrize(
    "name", [name for name, entry in FORMATS.items() if entry.kind == "projection" and name != "html"]
)
def test_the_same_statements_give_the_same_bytes_in_any_order(orders: list[EmbeddedStore], name: str) -> None:
    made = set()
    for store in orders:
        out = io.BytesIO()
        write(store, name, out)
        made.add(out.getvalue())
    assert len(made) == 1
