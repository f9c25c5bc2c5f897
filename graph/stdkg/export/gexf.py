"""GEXF 1.3 (https://gexf.net/): property graphs for Gephi, with time.

A node or edge that has a period or a date carries `start` and `end` as days: a year stands for its first or last day.
The edge's key, a CURIE, is the attribute `edge_key`. `lastmodifieddate` is the latest day that the data name for their
sources, never today. What it can't carry is what GraphML can't.

Example:
    >>> import io, networkx
    >>> graph = networkx.MultiDiGraph()
    >>> graph.add_node("http://example.com/a", label="A", issued="2022")
    >>> out = io.BytesIO()
    >>> write_graph(graph, out)
    0
    >>> print(out.getvalue().decode().splitlines()[-6])
    <node id="http://example.com/a" label="A" start="2022-01-01"><attvalues><attvalue for="0" value="2022"/></attvalues></node>
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING, BinaryIO

from stdkg.export.rows import Row, tables_of, xml_text
from stdkg.vocabulary import GRAPH_PROVENANCE, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import networkx as nx

    from stdkg.export.rows import Tables
    from stdkg.store import Store

__all__ = ["days", "write", "write_graph"]

_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
_STARTS = ("start", "startDate", "issued", "period")
_ENDS = ("end", "endDate", "valid", "period")
_DATES = tuple(expand(curie) for curie in ("dcterms:issued", "dcterms:modified", "std:retrieved"))
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?![\d-])")
_LAST_MONTH = 12
_TITLES = {"key": "edge_key"}
"""Attributes by another name: the reader of networkx has a use of its own for `key`."""


def write(store: Store, out: BinaryIO) -> int:
    """Write the property graph of a store and return the number of its edges."""
    from stdkg.project import project

    return write_graph(project(store), out, modified=_modified(store))


def write_graph(graph: nx.MultiDiGraph[str], out: BinaryIO, *, modified: str | None = None) -> int:
    """Write a property graph, last modified on the day `modified`, and return the number of its edges."""
    tables = tables_of(graph)
    out.writelines(line.encode() for line in _lines(tables, modified))
    return len(tables.edges)


def days(text: str) -> tuple[str, str] | None:
    """Return the first and the last day of a date, a month, a year or a period `from/to`; None for anything else.

    Example:
        >>> days("2022"), days("2022-02"), days("2022-01-05/2023"), days("spring"), days("2022-13")
        (('2022-01-01', '2022-12-31'), ('2022-02-01', '2022-02-28'), ('2022-01-05', '2023-12-31'), None, None)
    """
    spans = []
    for part in str(text).split("/"):
        match = _DAY.match(part.strip())
        if not match:
            return None
        year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
        if year == 0 or month > _LAST_MONTH:
            return None
        last = monthrange(year, month or _LAST_MONTH)[1]
        if day > last:
            return None
        first = f"{year:04}-{month or 1:02}-{day or 1:02}"
        spans.append((first, f"{year:04}-{month or _LAST_MONTH:02}-{day or last:02}"))
    return spans[0][0], spans[-1][1]


def _modified(store: Store) -> str | None:
    found = [
        days(getattr(quad.object, "value", ""))
        for quad in store.quads(graph_name=GRAPH_PROVENANCE)
        if quad.predicate.value in _DATES
    ]
    return max((span[0] for span in found if span), default=None)


def _lines(tables: Tables, modified: str | None) -> Iterator[str]:
    nodes = _numbered((name for name in tables.node_columns if name != "label"), 0)
    edges = _numbered(["key", *(name for name in tables.edge_columns if name != "label")], len(nodes))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    date = f' lastmodifieddate="{modified}"' if modified else ""
    yield f"<meta{date}><creator>stdkg</creator></meta>\n"
    yield '<graph defaultedgetype="directed" mode="dynamic" timeformat="date">\n'
    yield from _declare("node", nodes, tables.node_columns)
    yield from _declare("edge", edges, tables.edge_columns)
    yield "<nodes>\n"
    for row in tables.nodes:
        label = xml_text(row.get("label", row["id"]))
        yield f'<node id="{xml_text(row["id"])}" label="{label}"{_span(row)}>{_values(row, nodes)}</node>\n'
    yield "</nodes>\n<edges>\n"
    for row in tables.edges:
        ends = f'source="{xml_text(row["source"])}" target="{xml_text(row["target"])}"'
        label = xml_text(row.get("label", row["key"]))
        yield f'<edge id="{row["id"]}" {ends} label="{label}"{_span(row)}>{_values(row, edges)}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _numbered(names: Iterable[str], first: int) -> dict[str, str]:
    """The id of each attribute: graphology shows the title only of one whose id is a number."""
    return {name: str(number) for number, name in enumerate(names, first)}


def _declare(kind: str, keys: dict[str, str], columns: dict[str, type]) -> Iterator[str]:
    yield f'<attributes class="{kind}" mode="static">\n'
    for name, key in keys.items():
        yield f'<attribute id="{key}" title="{xml_text(_TITLES.get(name, name))}" type="{_TYPES[columns.get(name, str)]}"/>\n'
    yield "</attributes>\n"


def _values(row: Row, keys: dict[str, str]) -> str:
    held = "".join(
        f'<attvalue for="{keys[name]}" value="{xml_text(row[name])}"/>'
        for name in sorted(row)
        if name in keys
    )
    return f"<attvalues>{held}</attvalues>" if held else ""


def _span(row: Row) -> str:
    start = next((span[0] for name in _STARTS if (span := days(row.get(name, "")))), None)
    end = next((span[1] for name in _ENDS if (span := days(row.get(name, "")))), None)
    if start and end and end < start:
        return ""
    return (f' start="{start}"' if start else "") + (f' end="{end}"' if end else "")
