"""Memberships, partnerships and rdf:Statements as edges: a node between two others becomes the edge it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stdkg.project.attributes import FREE_ATTRIBUTES, AttributeNames, plain, together
from stdkg.project.facts import is_link
from stdkg.project.lazy import Statements
from stdkg.project.records import passages_of
from stdkg.project.sorting import ends_of, links_of
from stdkg.project.terms import PARTNERSHIP, STATEMENT, TYPE, local_name
from stdkg.vocabulary import expand, shorten

if TYPE_CHECKING:
    import networkx as nx

    from stdkg.project.attributes import Plain
    from stdkg.project.facts import Facts
    from stdkg.project.sorting import Links, Sorted
    from stdkg.project.words import Words

__all__ = ["Folding"]

_ROLE, _PERIOD, _MEMBER_OF = map(expand, ("org:role", "org:memberDuring", "org:memberOf"))
_PREDICATE = expand("rdf:predicate")
_DATES = {
    expand(curie): name
    for curie, name in (
        ("dcat:startDate", "start"),
        ("dcat:endDate", "end"),
        ("time:hasBeginning", "start"),
        ("time:hasEnd", "end"),
    )
}
_TITLE, _MECHANISM = expand("dcterms:title"), expand("std:mechanism")


class Folding:
    """Turns each folded node into an edge with its role, title and period.

    The edge of the property that stands beside a membership takes its attributes; where there is none, or where one is
    taken by another membership, a new edge is made and marked `derived`.
    """

    def __init__(self, graph: nx.MultiDiGraph[str], facts: Facts, sorted_links: Sorted, words: Words) -> None:
        self._graph = graph
        self._facts = facts
        self._sorted = sorted_links
        self._words = words

    def run(self) -> None:
        """Fold everything that is to be folded into edges."""
        for subject, kind in sorted(self._sorted.kinds.items()):
            links = links_of(self._facts, subject)
            relation, details = self._details(subject, kind, links)
            for source, target in ends_of(kind, links):
                self._put(source, relation, target, details)

    def _details(self, subject: str, kind: str, links: Links) -> tuple[str, dict[str, Any]]:
        periods = sorted(links.get(_PERIOD, []))
        statements = tuple(
            (part, *row)
            for part in (subject, *periods)
            for row in Statements(self._facts.about.get(part, []))
        )
        held = {graphs for *_, graphs in statements}
        details: dict[str, Any] = {
            "folded": subject,
            "statements": statements,
            "passages": tuple(sorted({passage for graphs in held for passage in passages_of(graphs)})),
        }
        if kind == STATEMENT:
            return min(links[_PREDICATE]), {**self._free(subject), **details}
        details |= _dates_and_titles(statements)
        if kind == PARTNERSHIP:
            return PARTNERSHIP, details
        return self._membership(links, details)

    def _membership(self, links: Links, details: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        role = min(links.get(_ROLE, [""]))
        if role:
            details |= {"role": local_name(role), "role_label": self._words.best(role)}
            if (chinese := self._words.label(role, "zh")) is not None:
                details["role_label_zh"] = chinese
        return self._facts.direct.get(role, _MEMBER_OF), details

    def _free(self, subject: str) -> dict[str, Plain]:
        """The attributes that a property graph gave an edge."""
        values = [
            (predicate, value)
            for predicate, value, _ in self._facts.about[subject]
            if predicate != TYPE and not is_link(predicate, value)
        ]
        names = AttributeNames({predicate for predicate, _ in values})
        gathered: dict[str, list[Plain]] = {}
        for predicate, value in values:
            gathered.setdefault(names(predicate, getattr(value, "language", "") or ""), []).append(
                plain(value)
            )
        return {name: together(found) for name, found in gathered.items()}

    def _put(self, source: str, predicate: str, target: str, details: dict[str, Any]) -> None:
        graph, words = self._graph, self._words
        key = shorten(predicate)
        free_key = details.get("key") if self._has_own_key(details) else None
        data: dict[str, Any] = {
            "predicate": predicate,
            "graphs": (),
            "derived": True,
        }
        if graph.has_edge(source, target, key) and "folded" not in graph.edges[source, target, key]:
            data = graph.edges[source, target, key]
            graph.remove_edge(source, target, key)
        elif free_key is None and graph.has_edge(source, target, key):
            key = f"{key} {shorten(str(details['folded']))}"
        passages = {*data.get("passages", ()), *details["passages"]}
        for end in (source, target):
            if end not in graph:
                graph.add_node(end, label=words.best(end), statements=())
        attributes = {**data, **words.attributes(predicate), **details, "passages": tuple(sorted(passages))}
        attributes.pop("key", None)
        graph.add_edge(source, target, key if free_key is None else free_key, **attributes)

    def _has_own_key(self, details: dict[str, Any]) -> bool:
        return any(predicate == FREE_ATTRIBUTES + "key" for _, predicate, *_ in details["statements"])


def _dates_and_titles(statements: tuple[tuple[Any, ...], ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _, predicate, value, _ in statements:
        text = str(getattr(value, "value", value))
        if predicate in _DATES:
            found[_DATES[predicate]] = text
        elif predicate == _TITLE:
            found["title"] = text
        elif predicate == _MECHANISM:
            found["mechanism"] = together(
                [*([found["mechanism"]] if "mechanism" in found else []), local_name(text)]
            )
    return found
