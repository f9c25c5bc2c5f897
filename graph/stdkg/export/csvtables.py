r"""Node and edge tables as CSV (RFC 4180 with LF, UTF-8): for spreadsheets, R, Gephi, Neo4j, DuckDB.

Nodes have the column `id`, edges `src`, `dst` and `key`; the other columns are the attributes, by name. An empty cell
says nothing. What it can't carry: the type of a column, and NUL (U+FFFD stands for it).

Example:
    >>> import io, networkx
    >>> graph = networkx.MultiDiGraph()
    >>> graph.add_edge("a", "b", "std:memberOf", role="member")
    'std:memberOf'
    >>> out = io.BytesIO()
    >>> write_graph_edges(graph, out)
    1
    >>> out.getvalue().decode().splitlines()
    ['src,dst,key,role', 'a,b,std:memberOf,member']
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from stdkg.csvtext import csv_text
from stdkg.export.rows import Row, tables_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import networkx as nx

    from stdkg.store import Store

__all__ = ["write_edges", "write_graph_edges", "write_graph_nodes", "write_nodes"]


def write_nodes(store: Store, out: BinaryIO) -> int:
    """Write the nodes of a store's property graph and return their number."""
    from stdkg.project import project

    return write_graph_nodes(project(store), out)


def write_edges(store: Store, out: BinaryIO) -> int:
    """Write the edges of a store's property graph and return their number."""
    from stdkg.project import project

    return write_graph_edges(project(store), out)


def write_graph_nodes(graph: nx.MultiDiGraph[str], out: BinaryIO) -> int:
    """Write the nodes of a property graph and return their number."""
    tables = tables_of(graph)
    _write(("id", *tables.node_columns), ("id", *tables.node_columns), tables.nodes, out)
    return len(tables.nodes)


def write_graph_edges(graph: nx.MultiDiGraph[str], out: BinaryIO) -> int:
    """Write the edges of a property graph and return their number."""
    tables = tables_of(graph)
    columns = tuple(tables.edge_columns)
    _write(("src", "dst", "key", *columns), ("source", "target", "key", *columns), tables.edges, out)
    return len(tables.edges)


def _write(header: Sequence[str], names: Sequence[str], rows: Iterable[Row], out: BinaryIO) -> None:
    cells = ([_cell(row.get(name)) for name in names] for row in rows)
    out.write(csv_text(chain([map(_cell, header)], cells)).encode())


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).replace("\x00", "�")
