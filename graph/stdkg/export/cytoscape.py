"""Cytoscape JSON (https://js.cytoscape.org/#notation/elements-json): for Cytoscape, Cytoscape.js, NetworkX.

`networkx.cytoscape_graph` reads it back. Node and edge objects hold their attributes under `data`; `name` is the label.

Example:
    >>> import io, json, networkx
    >>> graph = networkx.MultiDiGraph()
    >>> graph.add_node("http://example.com/a", label="A")
    >>> out = io.BytesIO()
    >>> write_graph(graph, out)
    0
    >>> json.loads(out.getvalue())["elements"]["nodes"][0]["data"]["name"]
    'A'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from stdkg.export.nodelink import json_bytes, objects

if TYPE_CHECKING:
    import networkx as nx

    from stdkg.store import Store

__all__ = ["write", "write_graph"]


def write(store: Store, out: BinaryIO) -> int:
    """Write the property graph of a store and return the number of its edges."""
    from stdkg.project import project

    return write_graph(project(store), out)


def write_graph(graph: nx.MultiDiGraph[str], out: BinaryIO) -> int:
    """Write a property graph and return the number of its edges."""
    nodes, edges = objects(graph)
    for node in nodes:
        node.update(value=node["id"], name=node.get("label", node["id"]))
    for number, edge in enumerate(edges):
        edge.update(id=f"e{number}", interaction=edge.get("label", edge["key"]))
    out.write(b'{"data":[],"directed":true,"multigraph":true,"elements":{\n"nodes":[\n')
    out.write(b",\n".join(json_bytes({"data": node}) for node in nodes))
    out.write(b'\n],\n"edges":[\n')
    out.write(b",\n".join(json_bytes({"data": edge}) for edge in edges))
    out.write(b"\n]}}\n")
    return len(edges)
