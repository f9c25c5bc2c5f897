"""A property graph as two tables of plain values: what GraphML, GEXF, CSV and Parquet are written from.

Nodes stand in the order of their ids, edges in the order of source, target and key. A column has one type; where values
of several types meet, whole numbers become floating-point numbers beside such, and anything else becomes text.

Example:
    >>> import networkx
    >>> graph = networkx.MultiDiGraph()
    >>> graph.add_edge("b", "a", "std:memberOf", passages=("passage:r/1", "passage:r/2"))
    'std:memberOf'
    >>> graph.add_node("a", size=2)
    >>> tables = tables_of(graph)
    >>> tables.nodes, tables.node_columns
    ([{'id': 'a', 'size': 2}, {'id': 'b'}], {'size': <class 'int'>})
    >>> tables.edges[0]["passages"]
    'passage:r/1 passage:r/2'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

__all__ = ["Row", "Tables", "tables_of", "xml_text"]

Row: TypeAlias = dict[str, Any]
"""A node or an edge: `id` (edges: `source`, `target`, `key` too) and its attributes as text, numbers, truth values."""

_LEFT_OUT = frozenset({"statements", "graphs", "figures", "lists", "derived"})
_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Tables:
    """Nodes and edges as rows, and the type of each column: str, int, float or bool; fixed columns are text."""

    nodes: list[Row]
    edges: list[Row]
    node_columns: dict[str, type]
    edge_columns: dict[str, type]


def tables_of(graph: nx.MultiDiGraph[str]) -> Tables:
    """Return the rows of a property graph; the records and statements that a node carries stay behind."""
    nodes = [{"id": whole(name), **_plain(data, "id")} for name, data in graph.nodes(data=True)]
    edges = [
        {
            "source": whole(u),
            "target": whole(v),
            "key": whole(str(key)),
            **_plain(data, "source", "target", "key"),
        }
        for u, v, key, data in graph.edges(keys=True, data=True)
    ]
    nodes.sort(key=lambda row: cast("str", row["id"]))
    edges.sort(key=lambda row: (row["source"], row["target"], row["key"]))
    for number, row in enumerate(edges):
        row["id"] = f"e{number}"
    return Tables(
        nodes,
        edges,
        _settle(nodes, frozenset({"id"})),
        _settle(edges, frozenset({"id", "source", "target", "key"})),
    )


def whole(text: str) -> str:
    """Return a text with U+FFFD for each half of a surrogate pair, which no encoding can carry."""
    return _SURROGATE.sub("�", text)


def xml_text(value: object) -> str:
    r"""Return a value as the text of an XML element or attribute; a character that XML forbids becomes U+FFFD.

    Example:
        >>> xml_text("<a> & \x0b"), xml_text(True), xml_text(0.5), xml_text('"\n')
        ('&lt;a&gt; &amp; �', 'true', '0.5', '&quot;&#10;')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    text = _NOT_XML.sub("�", str(value))
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return text


_ESCAPES = (
    ("&", "&amp;"),
    ("<", "&lt;"),
    (">", "&gt;"),
    ('"', "&quot;"),
    ("\n", "&#10;"),
    ("\r", "&#13;"),
    ("\t", "&#9;"),
)


def _plain(data: dict[str, Any], *fixed: str) -> Row:
    row: Row = {}
    for name, value in data.items():
        if name in _LEFT_OUT or name in fixed or value is None:
            continue
        if isinstance(value, (list, tuple, set, frozenset)):
            row[whole(name)] = whole(" ".join(map(str, value)))
        else:
            row[whole(name)] = value if isinstance(value, (bool, int, float)) else whole(str(value))
    return row


def _settle(rows: Iterable[Row], fixed: frozenset[str]) -> dict[str, type]:
    """Give each column one type and make every value of that type; return the types, by name."""
    kinds: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            if name not in fixed:
                kinds.setdefault(name, set()).add(type(value))
    types = {name: _common(found) for name, found in sorted(kinds.items())}
    mixed = {name: kind for name, kind in types.items() if len(kinds[name]) > 1}
    for row in rows if mixed else ():
        for name in mixed.keys() & row.keys():
            row[name] = mixed[name](row[name]) if mixed[name] is float else _text(row[name])
    return types


def _common(kinds: set[type]) -> type:
    if len(kinds) == 1:
        return next(iter(kinds))
    return float if kinds == {int, float} else str


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
