"""GraphML (http://graphml.graphdrawing.org/): property graphs for igraph, NetworkX, Gephi, yEd, Cytoscape, Neo4j.

Nodes are keyed by their IRI; edges have the predicate's CURIE as `key` and an `id` of their own, so parallel edges stay
apart. Attributes are declared as string, long, double or boolean. What it can't carry: several values of one attribute
(joined by ` | `), control characters (U+FFFD stands for them), which statement says what beyond `passages`.

Example:
    >>> import io, networkx
    >>> graph = networkx.MultiDiGraph()
    >>> graph.add_node("http://example.com/a", label="A < B")
    >>> out = io.BytesIO()
    >>> write_graph(graph, out)
    0
    >>> print(out.getvalue().decode().splitlines()[5])
    <node id="http://example.com/a"><data key="n0">A &lt; B</data></node>
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from stdkg.export.rows import Row, tables_of, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

    from stdkg.export.rows import Tables
    from stdkg.store import Store

__all__ = ["write", "write_graph"]

_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""


def write(store: Store, out: BinaryIO) -> int:
    """Write the property graph of a store and return the number of its edges."""
    from stdkg.project import project

    return write_graph(project(store), out)


def write_graph(graph: nx.MultiDiGraph[str], out: BinaryIO) -> int:
    """Write a property graph and return the number of its edges."""
    tables = tables_of(graph)
    out.writelines(line.encode() for line in _lines(tables))
    return len(tables.edges)


def _lines(tables: Tables) -> Iterator[str]:
    nodes = {name: f"n{number}" for number, name in enumerate(tables.node_columns)}
    edges = {name: f"e{number}" for number, name in enumerate(["key", *tables.edge_columns])}
    yield _HEAD
    for name, key in nodes.items():
        yield _key(key, "node", name, tables.node_columns[name])
    for name, key in edges.items():
        yield _key(key, "edge", name, tables.edge_columns.get(name, str))
    yield '<graph id="stdkg" edgedefault="directed">\n'
    for row in tables.nodes:
        yield f'<node id="{xml_text(row["id"])}">{_data(row, nodes)}</node>\n'
    for row in tables.edges:
        ends = f'source="{xml_text(row["source"])}" target="{xml_text(row["target"])}"'
        yield f'<edge id="{row["id"]}" {ends}>{_data(row, edges)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _key(key: str, kind: str, name: str, type_: type) -> str:
    return f'<key id="{key}" for="{kind}" attr.name="{xml_text(name)}" attr.type="{_TYPES[type_]}"/>\n'


def _data(row: Row, keys: dict[str, str]) -> str:
    return "".join(
        f'<data key="{keys[name]}">{xml_text(row[name])}</data>' for name in sorted(row) if name in keys
    )
