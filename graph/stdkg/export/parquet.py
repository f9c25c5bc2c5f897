"""Node and edge tables as Parquet (https://parquet.apache.org/): for DuckDB, Spark (GraphFrames), pandas, Polars.

Nodes have the column `id`, edges `src`, `dst` and `key`; the other columns are the attributes, typed. Needs the extra
`parquet` (pyarrow). What it can't carry: that a column was read from several values.

Example:
    >>> import io, networkx, pyarrow.parquet
    >>> graph = networkx.MultiDiGraph()
    >>> graph.add_node("http://example.com/a", size=2)
    >>> out = io.BytesIO()
    >>> write_graph_nodes(graph, out)
    1
    >>> pyarrow.parquet.read_table(out).to_pylist()
    [{'id': 'http://example.com/a', 'size': 2}]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from stdkg.errors import UsageError
from stdkg.export.rows import Row, tables_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    """Write the nodes of a property graph and return their number.

    Raises:
        UsageError: pyarrow is not installed.
    """
    tables = tables_of(graph)
    _write({"id": "id"}, tables.node_columns, tables.nodes, out)
    return len(tables.nodes)


def write_graph_edges(graph: nx.MultiDiGraph[str], out: BinaryIO) -> int:
    """Write the edges of a property graph and return their number.

    Raises:
        UsageError: pyarrow is not installed.
    """
    tables = tables_of(graph)
    _write({"src": "source", "dst": "target", "key": "key"}, tables.edge_columns, tables.edges, out)
    return len(tables.edges)


def _write(keys: Mapping[str, str], columns: Mapping[str, type], rows: Sequence[Row], out: BinaryIO) -> None:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow; run: pip install 'stdkg[parquet]'") from error

    types: dict[type, Any] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    fields = {**dict.fromkeys(keys, str), **columns}
    schema = pa.schema(
        [pa.field(name, types[kind], nullable=name not in keys) for name, kind in fields.items()]
    )
    arrays = [
        pa.array([row.get(keys.get(name, name)) for row in rows], type=types[kind])
        for name, kind in fields.items()
    ]
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), out, compression="zstd")
