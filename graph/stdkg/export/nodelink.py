"""Node-link JSON: what `networkx.node_link_graph(data, edges="edges")` and D3 read.

Each node and edge is an object with its attributes; `passages` and `figures` are arrays. What it can't carry: a lone
surrogate (U+FFFD stands for it).

Example:
    >>> import io, networkx
    >>> graph = networkx.MultiDiGraph()
    >>> graph.add_node("http://example.com/a", label="甲")
    >>> out = io.BytesIO()
    >>> write_graph(graph, out)
    0
    >>> json.loads(out.getvalue())["nodes"]
    [{'id': 'http://example.com/a', 'label': '甲'}]
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from stdkg.export.rows import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from stdkg.store import Store

__all__ = ["json_bytes", "objects", "write", "write_graph"]

_LEFT_OUT = frozenset({"statements", "graphs", "lists", "derived"})


def write(store: Store, out: BinaryIO) -> int:
    """Write the property graph of a store and return the number of its edges."""
    from stdkg.project import project

    return write_graph(project(store), out)


def write_graph(graph: nx.MultiDiGraph[str], out: BinaryIO) -> int:
    """Write a property graph and return the number of its edges."""
    nodes, edges = objects(graph)
    out.write(b'{"directed":true,"multigraph":true,"graph":{},\n"nodes":[\n')
    out.write(b",\n".join(map(json_bytes, nodes)))
    out.write(b'\n],\n"edges":[\n')
    out.write(b",\n".join(map(json_bytes, edges)))
    out.write(b"\n]}\n")
    return len(edges)


def objects(graph: nx.MultiDiGraph[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return nodes and edges in order, each as an object of JSON values."""
    held = graph.nodes
    nodes = [{**_values(held[name]), "id": name} for name in sorted(graph)]
    rows = sorted(graph.edges(keys=True, data=True), key=lambda row: (row[0], row[1], str(row[2])))
    edges = [{**_values(data), "source": u, "target": v, "key": key} for u, v, key, data in rows]
    return nodes, edges


def json_bytes(value: object) -> bytes:
    """Return compact JSON as UTF-8, keys in order."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return whole(text).encode()


def _values(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _value(value) for name, value in data.items() if name not in _LEFT_OUT and value is not None
    }


def _value(value: object) -> object:
    if isinstance(value, (list, tuple, set, frozenset)):
        items: Iterable[object] = sorted(value, key=str) if isinstance(value, (set, frozenset)) else value
        return [_value(item) for item in items]
    return _values(value) if isinstance(value, dict) else value
