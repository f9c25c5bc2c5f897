"""What the page knows: a property graph with its evidence as one JSON object, in columns."""

from __future__ import annotations

import re
from collections import Counter
from math import sqrt
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from stdkg.project.attributes import plain
from stdkg.project.facts import to_id, to_term
from stdkg.project.records import DIMENSIONS, SILENT
from stdkg.project.terms import LABELS, iri
from stdkg.view.clusters import clusters, discs
from stdkg.view.evidence import Citations
from stdkg.view.layout import layout
from stdkg.view.names import told_apart, with_namespaces
from stdkg.view.style import styles
from stdkg.vocabulary import PREFIXES, expand, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import networkx as nx

    from stdkg.project.words import Words
    from stdkg.store import Store

__all__ = ["LARGE_EDGES", "LARGE_NODES", "Payload"]

LARGE_NODES, LARGE_EDGES = 1_500, 6_000
"""Above either the page opens on an overview."""
_DETAILED = 30_000
"""Above as many nodes the page leaves the statements about them out."""
_UNIT = 80
_DATES = frozenset(
    expand(name)
    for name in (
        *("dcterms:issued", "dcterms:valid", "dcterms:date", "dcterms:created", "std:period"),
        *("schema:startDate", "schema:endDate", "dcat:startDate", "dcat:endDate"),
    )
)
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_OURS = (PREFIXES["std"], PREFIXES["id"])
_SHORT = 12
_FIGURE_KEYS = {
    "measure": "m",
    "value": "v",
    "comparator": "c",
    "unit": "u",
    "area": "a",
    "period": "p",
    "sector": "f",
    "level": "l",
    "about": "o",
    "by": "b",
    "status": "t",
    "rank": "r",
    "rankKind": "k",
    "note": "n",
}
"""Short names in the page, as there are many figures; `assets/model.js` gives them back their long ones."""
_EDGE_WORDS = ("role_label", "role_label_zh", "title", "start", "end")
_MECHANISM = expand("std:mechanism")


class Payload:
    """Makes the object; `network` and the page read it.

    Attributes:
        data: the object, as `assets/model.js` describes it.
    """

    def __init__(self, store: Store, graph: nx.MultiDiGraph[str], words: Words) -> None:
        self._graph = graph
        self._words = words
        self._cites = Citations(store, words)
        self._names = list(graph)
        self._index = {name: number for number, name in enumerate(self._names)}
        self._terms: dict[str, int] = {}
        self._repeats: dict[str, int] = {}
        self._repeated: set[str] = set()
        self._figures: dict[str, int] = {}
        self._figure_rows: list[dict[str, Any]] = []
        links = [(self._index[u], self._index[v]) for u, v in graph.edges()]
        self._degrees = [graph.degree(name) for name in self._names]
        self.large = len(self._names) > LARGE_NODES or len(links) > LARGE_EDGES
        self.data: dict[str, Any] = {"large": self.large}
        self._add_nodes()
        self._add_edges()
        self._add_places(links)
        if len(self._names) <= _DETAILED:
            self._add_details()
        self.data["figures"] = self._figure_rows
        self.data["texts"] = list(self._repeats)
        self.data["labelTerms"] = [self._terms[name] for name in LABELS if name in self._terms]
        for row in self._cites.rows:
            if "speaker" in row:
                row["speaker"] = self._term(row["speaker"])
        self.data["terms"] = [self._cites.both(name) for name in self._terms]
        self.data["termIds"] = [shorten(name) for name in self._terms]
        self.data["citations"] = self._cites.rows
        self.data["sources"] = self._cites.sources

    def _term(self, resource: str) -> int:
        return self._terms.setdefault(resource, len(self._terms))

    def _add_nodes(self) -> None:
        held = [self._graph.nodes[name] for name in self._names]
        groups = [str(data.get("group", "")) for data in held]
        sizes = Counter(groups)
        ordered = sorted(sizes, key=lambda group: (-sizes[group], group))
        found = styles(ordered)
        number = {group: index for index, group in enumerate(ordered)}
        iris = [_known(group) for group in ordered]
        names = [self._cites.both(name) if name else ["(no class)", "（无类别）"] for name in iris]
        self.data["groups"] = [
            {
                "name": name,
                "shape": found[group].shape,
                "light": found[group].light,
                "dark": found[group].dark,
            }
            for group, name in zip(ordered, with_namespaces(names, iris), strict=True)
        ]
        self._groups = groups
        labels = [str(data.get("label_en", data.get("label", ""))) for data in held]
        english = told_apart(self._names, labels)
        chinese = [str(data.get("label_zh", "")) for data in held]
        self.data["nodes"] = {
            "id": [shorten(name) for name in self._names],
            "en": english,
            "zh": ["" if zh == en else zh for zh, en in zip(chinese, english, strict=True)],
            "group": [number[group] for group in groups],
            "class": [self._term(_known(data["class"])) if "class" in data else -1 for data in held],
            "years": [_years(data.get("statements", ())) for data in held],
        }

    def _add_edges(self) -> None:
        graph = self._graph
        rows = graph.edges(keys=True, data=True)
        relations: dict[str, int] = {}
        columns: dict[str, list[Any]] = {"from": [], "to": [], "relation": [], "cites": []}
        more: dict[int, dict[str, Any]] = {}
        for number, (source, target, _, data) in enumerate(rows):
            columns["from"].append(self._index[source])
            columns["to"].append(self._index[target])
            columns["relation"].append(relations.setdefault(str(data.get("predicate", "")), len(relations)))
            graphs = {*data.get("graphs", ()), *(_known(name) for name in data.get("passages", ()))}
            columns["cites"].append(self._cite(graphs))
            words = {name: data[name] for name in _EDGE_WORDS if data.get(name)}
            if "mechanism" in data:
                stated = (row[2] for row in data.get("statements", ()) if row[1] == _MECHANISM)
                words["mechanisms"] = [self._named(value) for value in stated]
            if words:
                more[number] = words | {"years": _span(str(data.get(end, "")) for end in ("start", "end"))}
        self.data["edges"] = columns
        self.data["edgeWords"] = more
        names = with_namespaces([self._cites.both(name) for name in relations], [*relations])
        self.data["relations"] = [
            {"id": shorten(name), "name": text} for name, text in zip(relations, names, strict=True)
        ]

    def _cite(self, graphs: Iterable[str]) -> list[int]:
        return [self._cites.number(graph) for graph in sorted(graphs, key=_natural)]

    def _add_places(self, links: Sequence[tuple[int, int]]) -> None:
        count = len(self._names)
        if not self.large:
            spots = layout(count, sorted(set(links)))
            self.data["clusters"] = []
        else:
            found = clusters(count, links, self._groups)
            spots, middles = discs(found, count, links)
            of = [0] * count
            for number, members in enumerate(found.members):
                for node in members:
                    of[node] = number
            self.data["nodes"]["cluster"] = of
            self.data["clusters"] = [
                {
                    "x": round(x * _UNIT),
                    "y": round(y * _UNIT),
                    "r": round(radius * _UNIT),
                    "top": members[0],
                    "isClass": is_class,
                }
                for (x, y, radius), members, is_class in zip(
                    middles, found.members, found.are_classes, strict=True
                )
            ]
        wide = 1.0 if self.large else 1.25
        self.data["nodes"]["x"] = [round(x * _UNIT * wide) for x, _ in spots]
        self.data["nodes"]["y"] = [round(y * _UNIT) for _, y in spots]
        self.data["nodes"]["size"] = [round(7 + 2.5 * sqrt(min(degree, 150))) for degree in self._degrees]

    def _add_details(self) -> None:
        details = []
        for name in self._names:
            data = self._graph.nodes[name]
            rows = [self._statement(*row) for row in self._stated(name, data)]
            figures = [self._figure(record) for record in data.get("figures", ())]
            details.append([sorted(rows, key=lambda row: (row[0], str(row[1]))), figures])
        self.data["details"] = details

    def _stated(self, name: str, data: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
        """What is stated about a node, with the members that are no edges in the place of a list."""
        lists = {to_term(record["id"]): record["members"] for record in data.get("lists", ())}
        for predicate, value, graphs in data.get("statements", ()):
            for member in lists.get(value, (value,)):
                if member is value or not self._graph.has_edge(name, to_id(member), shorten(predicate)):
                    yield predicate, member, graphs

    def _statement(self, predicate: str, value: object, graphs: Iterable[str]) -> list[Any]:
        """Predicate, text or term, citations, language, address; what is empty at the end is left out."""
        text = to_id(value)  # type: ignore[arg-type]
        cites = self._cite(graphs)
        if isinstance(value, Literal):
            row = [self._term(predicate), self._text(text), cites]
            return [*row, value.language] if value.language else row
        row = [self._term(predicate), self._term(text), cites]
        return row if text.startswith(_OURS) else [*row, "", text]

    def _named(self, value: object) -> int | str:
        """The number of a term that has a label, or a text as it is."""
        text = to_id(value)  # type: ignore[arg-type]
        return text if isinstance(value, Literal) else self._term(text)

    def _text(self, text: str) -> str | int:
        """A text, or where it came before and is long enough to matter, the number under which it is kept."""
        if len(text) < _SHORT:
            return text
        if text in self._repeated:
            return self._repeats.setdefault(text, -1 - len(self._repeats))
        self._repeated.add(text)
        return text

    def _figure(self, record: Mapping[str, Any]) -> int:
        name = str(record["id"])
        if name in self._figures:
            return self._figures[name]
        row: dict[str, Any] = {}
        graphs = set()
        for predicate, value, held in record["statements"]:
            graphs.update(held)
            key = _FIGURE_KEYS.get(DIMENSIONS.get(predicate, ""))
            if key is None:
                continue
            if isinstance(value, Literal):
                row[key] = plain(value)
            elif shorten(to_id(value)) not in SILENT:
                row[key] = self._term(to_id(value))
        row["s"] = self._cite(graphs)
        self._figures[name] = len(self._figure_rows)
        self._figure_rows.append({key: row[key] for key in sorted(row)})
        return self._figures[name]


def _known(name: str) -> str:
    """The IRI behind a CURIE of ours; any other name is an IRI already."""
    return iri(name) if name.partition(":")[0] in PREFIXES else name


def _natural(text: str) -> list[tuple[int, str]]:
    """The order of people: passage 9 before passage 10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", text)]


def _years(statements: Iterable[tuple[str, Any, Any]]) -> list[int]:
    return _span(to_id(value) for predicate, value, _ in statements if predicate in _DATES)


def _span(texts: Iterable[str]) -> list[int]:
    """The first and the last year that texts name; empty where they name none."""
    found = sorted({int(year) for text in texts for year in _YEAR.findall(text)})
    return [found[0], found[-1]] if found else []
