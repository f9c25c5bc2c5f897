"""From facts to the property graph."""

from __future__ import annotations

from functools import cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from stdkg.project.attributes import AttributeNames, Plain, plain, together
from stdkg.project.filling import Filling
from stdkg.project.folding import Folding
from stdkg.project.lazy import Statements
from stdkg.project.lists import ListRecords, add_members, fold_lists, told
from stdkg.project.records import Figure, Records, passages_of
from stdkg.project.sorting import sort_out
from stdkg.project.terms import TYPE, is_hash, local_name, short
from stdkg.project.unnamed import Unnamed
from stdkg.project.words import Classes, Words
from stdkg.vocabulary import PREFIXES, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

    from stdkg.project.facts import Facts, Row
    from stdkg.project.lists import Lists
    from stdkg.project.sorting import Sorted

__all__ = ["build"]

_LABEL = PREFIXES["rdfs"] + "label"
_SAME = PREFIXES["owl"] + "sameAs"
_WIKIDATA = PREFIXES["wd"]
_NONE: frozenset[str] = frozenset()
_predicate, _value = itemgetter(0), itemgetter(1)
_TOLD_ELSEWHERE = frozenset({_LABEL, TYPE})


def build(facts: Facts, *, figures: str, memberships: str, with_lists: bool) -> nx.MultiDiGraph[str]:
    """Return the property graph of what was read; see `stdkg.project.project`. Lists are looked for where there are any."""
    classes, words, filling = Classes(facts), Words(facts), Filling()
    sorted_links = sort_out(
        facts, classes, fold_figures=figures != "nodes", fold_memberships=memberships == "edges"
    )
    lists = fold_lists(facts, sorted_links) if with_lists else {}
    _Nodes(facts, sorted_links, lists, classes, words).add_to(filling)
    _add_edges(filling, sorted_links, words)
    add_members(filling, facts, lists, words)
    Folding(filling, facts, sorted_links, words).run()
    if figures == "attributes":
        _attach_figures(filling.graph, facts, sorted_links)
    return filling.graph


def _add_edges(filling: Filling, sorted_links: Sorted, words: Words) -> None:
    @cache
    def relation(predicate: str) -> tuple[str, dict[str, object]]:
        return short(predicate), {
            "predicate": predicate,
            **words.attributes(predicate),
            "passages": (),
            "graphs": (),
        }

    for subject in filling.graph:
        for predicate, value, graphs in sorted(sorted_links.edges.get(subject, ())):
            key, common = relation(predicate)
            attributes = common.copy()
            if graphs:
                attributes["passages"] = passages_of(graphs)
                attributes["graphs"] = graphs
            filling.add_edge(subject, value, key, attributes)


class _Nodes:
    """Nodes with their attributes."""

    def __init__(
        self, facts: Facts, sorted_links: Sorted, lists: Lists, classes: Classes, words: Words
    ) -> None:
        self._facts = facts
        self._lists = lists
        self._values = sorted_links.values
        self._edges = sorted_links.edges
        self._classes = classes
        self._words = words
        self._unnamed = Unnamed(words, self._values, self._edges, lists)
        self._names = AttributeNames(
            set(map(_predicate, chain.from_iterable(self._values.values()))) - {TYPE}
        )
        self._kinds: dict[frozenset[str], dict[str, str]] = {}
        self._columns: dict[tuple[str, str], str] = {}

    def add_to(self, filling: Filling) -> None:
        """Add every subject and every end of an edge that is neither evidence nor folded."""
        found = set(self._values)
        found.update(map(_value, chain.from_iterable(self._edges.values())))
        found.update(
            member for lists in self._lists.values() for each in lists for member in each.drawn.values()
        )
        for name in sorted(found):
            filling.add_node(name, self._attributes(name))

    def _attributes(self, name: str) -> dict[str, object]:
        facts, words = self._facts, self._words
        kinds = facts.types.get(name) or facts.ontology.get(name) or _NONE
        rows = self._values.get(name, [])
        lists = self._lists.get(name)
        attributes = self._plain(rows if lists is None else told(rows, lists))
        texts = words.read(name, rows)
        attributes |= words.named(name, texts)
        if not texts and (name.startswith("_:") or is_hash(local_name(name))):
            kind = self._class(kinds).get("class_label", "")
            attributes["label"] = self._unnamed(name, kind)
        attributes |= self._class(kinds)
        attributes["statements"] = Statements(rows)
        if lists is not None:
            attributes["lists"] = ListRecords(facts, lists)
        return attributes

    def _class(self, kinds: frozenset[str]) -> dict[str, str]:
        found = self._kinds.get(kinds)
        if found is None:
            kind = self._classes.specific(kinds)
            group = shorten(self._classes.group(kinds))
            found = (
                {"class": shorten(kind), "class_label": self._words.best(kind), "group": group}
                if kind
                else {}
            )
            self._kinds[kinds] = found
        return found

    def _plain(self, rows: Iterable[Row]) -> dict[str, object]:
        columns = self._columns
        gathered: dict[str, list[Plain]] = {}
        for predicate, value, _ in rows:
            if predicate in _TOLD_ELSEWHERE:
                continue
            language = (value.language or "") if type(value) is Literal else ""
            name = columns.get((predicate, language))
            if name is None:
                name = columns[predicate, language] = self._names(predicate, language)
            text = plain(value)
            if predicate == _SAME and str(text).startswith("wd:"):
                name, text = "wikidata", str(text)[3:]
            if name in gathered:
                gathered[name].append(text)
            else:
                gathered[name] = [text]
        return {
            name: found[0] if len(found) == 1 else together(found) for name, found in sorted(gathered.items())
        }


def _attach_figures(graph: nx.MultiDiGraph[str], facts: Facts, sorted_links: Sorted) -> None:
    held: dict[str, list[Figure]] = {}
    amounts: dict[tuple[str, str], list[Plain]] = {}
    for subject in sorted(sorted_links.figures):
        figure = Figure(subject, facts.about[subject])
        name, value = figure.name(), figure.amount()
        for carrier in figure.carriers():
            if carrier not in graph:
                continue
            held.setdefault(carrier, []).append(figure)
            if value is not None and name:
                amounts.setdefault((carrier, name), []).append(value)
    for (carrier, name), values in sorted(amounts.items()):
        data = graph.nodes[carrier]
        data[name] = together([*((data[name],) if name in data else ()), *values])
    for carrier, figures in held.items():
        graph.nodes[carrier]["figures"] = Records(figures)
