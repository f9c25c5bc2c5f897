"""From facts to the property graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdkg.project.attributes import AttributeNames, Plain, plain, together
from stdkg.project.facts import to_term
from stdkg.project.folding import Folding
from stdkg.project.records import amount, attribute_name, figure_records
from stdkg.project.sorting import sort_out
from stdkg.project.terms import TYPE
from stdkg.project.words import Classes, Words
from stdkg.vocabulary import PREFIXES, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

    from stdkg.model import Term
    from stdkg.project.facts import Facts, Graphs
    from stdkg.project.sorting import Sorted

__all__ = ["build"]

_LABEL = PREFIXES["rdfs"] + "label"
_SAME = PREFIXES["owl"] + "sameAs"
_WIKIDATA = PREFIXES["wd"]
_PASSAGE = PREFIXES["passage"]


def build(facts: Facts, *, figures: str, memberships: str) -> nx.MultiDiGraph[str]:
    """Return the property graph of what was read; see `stdkg.project.project`."""
    import networkx as nx

    classes, words = Classes(facts), Words(facts)
    sorted_links = sort_out(
        facts, classes, fold_figures=figures != "nodes", fold_memberships=memberships == "edges"
    )
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    _Nodes(facts, classes, words).add_to(graph, sorted_links)
    _add_edges(graph, sorted_links, words)
    if memberships == "edges":
        Folding(graph, facts, sorted_links, words).run()
    if figures == "attributes":
        _attach_figures(graph, facts, sorted_links)
    return graph


def _add_edges(graph: nx.MultiDiGraph[str], sorted_links: Sorted, words: Words) -> None:
    shared: dict[str, tuple[str, dict[str, object]]] = {}
    passages: dict[Graphs, tuple[str, ...]] = {}
    rows: list[tuple[str, str, str, dict[str, object]]] = []
    for (subject, predicate, value), graphs in sorted(sorted_links.edges):
        if predicate not in shared:
            shared[predicate] = shorten(predicate), _relation(predicate, words)
        if graphs not in passages:
            passages[graphs] = tuple(shorten(name) for name in graphs if name.startswith(_PASSAGE))
        key, relation = shared[predicate]
        rows.append((subject, value, key, {**relation, "passages": passages[graphs], "graphs": graphs}))
    graph.add_edges_from(rows)  # type: ignore[arg-type]  # the stubs know no keys


def _relation(predicate: str, words: Words) -> dict[str, object]:
    return {"predicate": predicate, **words.attributes(predicate)}


class _Nodes:
    """Nodes with their attributes."""

    def __init__(self, facts: Facts, classes: Classes, words: Words) -> None:
        self._facts = facts
        self._classes = classes
        self._words = words
        self._names = AttributeNames({p for held in facts.values.values() for p, _ in held})
        self._kinds: dict[frozenset[str], dict[str, str]] = {}
        self._columns: dict[tuple[str, str], str] = {}

    def add_to(self, graph: nx.MultiDiGraph[str], sorted_links: Sorted) -> None:
        """Add every subject and every end of an edge that is neither evidence nor folded."""
        facts = self._facts
        found = facts.values.keys() | facts.types.keys()
        for (subject, _, value), _ in sorted_links.edges:
            found.add(subject)
            found.add(value)
        found -= sorted_links.hidden
        found -= sorted_links.folded.keys()
        graph.add_nodes_from((name, self._attributes(name)) for name in sorted(found))

    def _attributes(self, name: str) -> dict[str, object]:
        facts, words = self._facts, self._words
        types = facts.types.get(name, {})
        kinds = frozenset(types or facts.ontology.get(name) or ())
        values = _in_order(facts.values.get(name, {}))
        attributes: dict[str, object] = dict(self._plain(values))
        attributes |= words.attributes(name)
        if name.startswith("_:") and not words.texts(name):
            attributes["label"] = self._unnamed(kinds)
        attributes |= self._class(kinds)
        statements: list[tuple[str, Term, Graphs]] = [
            (TYPE, to_term(c), graphs) for c, graphs in sorted(types.items())
        ]
        statements += [(p, value, graphs) for (p, value), graphs in values.items()]
        attributes["statements"] = tuple(statements)
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

    def _unnamed(self, kinds: frozenset[str]) -> str:
        return f"({self._class(kinds).get('class_label', 'unnamed')})"

    def _plain(self, values: Iterable[tuple[str, Term]]) -> Iterable[tuple[str, Plain]]:
        columns = self._columns
        gathered: dict[str, list[Plain]] = {}
        for predicate, value in values:
            if predicate == _LABEL:
                continue
            language = getattr(value, "language", None) or ""
            name = columns.get((predicate, language))
            if name is None:
                name = columns[predicate, language] = self._names(predicate, language)
            text = plain(value)
            if predicate == _SAME and str(text).startswith("wd:"):
                name, text = "wikidata", str(text)[3:]
            gathered.setdefault(name, []).append(text)
        return ((name, together(found)) for name, found in gathered.items())


def _in_order(values: dict[tuple[str, Term], Graphs]) -> dict[tuple[str, Term], Graphs]:
    if len(values) < 2:  # noqa: PLR2004
        return values
    return dict(sorted(values.items(), key=lambda item: (item[0][0], str(item[0][1]))))


def _attach_figures(graph: nx.MultiDiGraph[str], facts: Facts, sorted_links: Sorted) -> None:
    held: dict[str, list[dict[str, object]]] = {}
    for record, carriers in figure_records(facts, sorted_links):
        name, value = attribute_name(record), amount(record)
        for carrier in carriers:
            if carrier not in graph:
                continue
            held.setdefault(carrier, []).append(record)
            if value is not None and name:
                before = graph.nodes[carrier].get(name)
                graph.nodes[carrier][name] = value if before is None else together([before, value])
    for carrier, records in held.items():
        graph.nodes[carrier]["figures"] = tuple(records)
