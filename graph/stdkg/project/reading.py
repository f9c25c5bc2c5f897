"""From a store to facts: one pass over the named graphs, one over the default graph where it holds more.

Example:
    >>> from pyoxigraph import NamedNode, Quad
    >>> from stdkg.store.embedded import EmbeddedStore
    >>> a, b = NamedNode("http://example.com/a"), NamedNode("http://example.com/b")
    >>> store = EmbeddedStore()
    >>> store.add([Quad(a, b, a, b)])
    >>> read_facts(store).about
    {'http://example.com/a': [('http://example.com/b', 'http://example.com/a', ('http://example.com/b',))]}
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import groupby
from operator import attrgetter
from sys import intern
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple

from stdkg.collector import without_collector
from stdkg.load.shipped import ontology_triples
from stdkg.project.facts import Facts, Row, to_id, to_value
from stdkg.project.lists import has_lists
from stdkg.project.terms import CITED, LABELS, TYPE, is_ours
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import GRAPH_DERIVED, GRAPH_ONTOLOGY, GRAPH_PROVENANCE, PREFIXES, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from stdkg.model import Graph
    from stdkg.project.facts import About, Graphs, Value
    from stdkg.store import Store

__all__ = ["read_facts"]

_DEFAULT = DefaultGraph()
_LABELS = frozenset(LABELS)
_IS_A = NamedNode(TYPE)
_subject = attrgetter("subject")
_TYPE, _CITED, _SUBCLASS = map(intern, (TYPE, CITED, expand("rdfs:subClassOf")))
_DIRECT = expand("std:directProperty")
_PASSAGES = (PREFIXES["passage"],)
"""What the IRIs of passages, and of where they stand, begin with."""
_NONE: frozenset[str] = frozenset()
_EMPTY: list[Row] = []
_DERIVED = (GRAPH_DERIVED.value,)
_LAST = (GRAPH_DERIVED, GRAPH_PROVENANCE)


def read_facts(store: Store) -> Facts:
    """Read a store: entities with their evidence; of the ontology words and hierarchy; of the provenance what there is."""
    with without_collector():
        return _Reader(store).read()


class _Interned(dict[str, str]):
    """Texts, each by itself: what is asked for is there, and one object for all that are equal."""

    def __missing__(self, text: str) -> str:
        self[text] = interned = intern(text)
        return interned


class _Reader:
    """Reads a store into facts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._facts = Facts()
        self.ontology = Facts()
        self._places = (self._facts.about, self.ontology.about)
        self._texts: dict[str, str] = {}
        self._predicates = _Interned()
        self._again: set[str] = set()
        self._is_derived = False

    def read(self) -> Facts:
        """Read the named graphs, and the default graph where it holds more than their copies."""
        facts, ontology = self._facts, self.ontology
        own = self._store if isinstance(self._store, EmbeddedStore) else None
        only_copies = own is not None and own.holds_only_copies()
        read, apart, copies = self._take_named(only_copies=only_copies)
        self._merge()
        if not read:
            hidden = () if has_lists(self._store) else _PASSAGES  # a list goes with what leads to it
            self._take(self._store.quads(graph_name=_DEFAULT), (), facts, passing_over=hidden)
            facts.evidence.update(text for text in self._texts if text.startswith(_PASSAGES))
        elif not only_copies:
            copies = copies if own is None else own.count() - read
            if apart + self._count() < copies:
                self._take_default()
        _learn(facts, ontology)
        if not ontology.about:
            _learn(facts, _shipped_ontology())
            _prefer_own(facts)
        return facts

    def _take_named(self, *, only_copies: bool) -> tuple[int, int, int]:
        """Read the named graphs; of what is derived, nothing about terms.

        Returns: how many quads they have (where the default graph is known to hold only copies: whether there are any), how
        many of the provenance no other graph holds, and how many are in the default graph, where that was gone through.
        """
        read = apart = copies = 0
        for graph, quads in _by_graph(self._store):
            if type(graph) is DefaultGraph:
                copies += sum(1 for _ in quads)
            elif graph == GRAPH_PROVENANCE and only_copies:
                typed = self._store.quads(predicate=_IS_A, graph_name=graph)
                self._facts.evidence.update(map(to_id, map(_subject, typed)))
                read += 1
            elif graph == GRAPH_PROVENANCE:
                told, apart = self._take_evidence(quads)
                read += told
            elif graph == GRAPH_DERIVED:
                derived = list(quads)
                kept = [quad for quad in derived if to_id(quad.subject) not in self.ontology.about]
                self._take(kept, _DERIVED, self._facts)
                self._is_derived = True
                read += len(derived) - len(kept)
            else:
                self._take(quads, (to_id(graph),), self.ontology if graph == GRAPH_ONTOLOGY else self._facts)
        if only_copies:
            return read or int(any(self._places)), 0, 0
        return read + sum(len(rows) for place in self._places for rows in place.values()), apart, copies

    def _take(
        self, quads: Iterable[Quad], graphs: Graphs, facts: Facts, *, passing_over: tuple[str, ...] = ()
    ) -> None:
        """Add the quads of a graph, but for those about what begins so and citations of it; equal texts become one."""
        about, types = facts.about, facts.types
        one, predicates = self._texts.setdefault, self._predicates
        for node, run in groupby(quads, key=_subject):
            subject = node.value if type(node) is NamedNode else to_id(node)
            if subject.startswith(passing_over):
                continue
            rows = about.get(subject, _EMPTY)
            if not rows:
                subject = one(subject, subject)
                rows = about[subject] = []
            elif rows[-1][2] is not graphs:
                self._again.add(subject)
            for quad in run:
                predicate, term = predicates[quad.predicate.value], quad.object
                if type(term) is Literal or type(term) is Triple:
                    rows.append((predicate, term, graphs))
                    continue
                value = term.value if type(term) is NamedNode else to_id(term)
                if predicate is _CITED and value.startswith(passing_over):
                    continue
                value = one(value, value)
                if predicate is _TYPE:  # this and the next as _note does, written out: asked of every link
                    types[subject] = _with(types.get(subject, _NONE), value)
                elif predicate is _SUBCLASS:
                    facts.parents.setdefault(subject, set()).add(value)
                rows.append((predicate, value, graphs))

    def _merge(self) -> None:
        """Make the rows of a statement that several graphs hold one, with all of its graphs."""
        about = self._facts.about
        for subject in self._again & about.keys():
            about[subject] = _merged(about[subject])

    def _take_evidence(self, quads: Iterable[Quad]) -> tuple[int, int]:
        """Note the sources and passages; return how many triples these are, and how many no other graph holds."""
        evidence, (about, ontology) = self._facts.evidence, self._places
        shared = self._predicates
        doubtful: About = {}
        count = 0
        for count, quad in enumerate(quads, 1):  # noqa: B007  how many there are
            predicate = quad.predicate.value
            if predicate == TYPE:
                evidence.add(to_id(quad.subject))
            if predicate in shared and ((subject := to_id(quad.subject)) in about or subject in ontology):
                doubtful.setdefault(subject, []).append((predicate, to_value(quad.object), ()))
        found = sum(map(len, doubtful.values()))
        return count, count - found + sum(len(rows) for _, rows in _beyond(doubtful, self._places))

    def _count(self) -> int:
        """How many different triples were read that have a copy in the default graph: all but what is derived."""
        about, ontology = self._places
        count = sum(map(len, about.values()))
        if self._is_derived:
            count -= sum(graphs == _DERIVED for rows in about.values() for _, _, graphs in rows)
        return count + sum(len(rows) for _, rows in _beyond(ontology, (about,)))

    def _take_default(self) -> None:
        """Add what the default graph holds beyond its copies."""
        facts, found, provenance = self._facts, Facts(), Facts()
        self._take(self._store.quads(graph_name=_DEFAULT), (), found)
        self._take(self._store.quads(graph_name=GRAPH_PROVENANCE), (), provenance)
        for subject, rows in _beyond(found.about, (*self._places, provenance.about)):
            if rows:
                facts.about.setdefault(subject, []).extend(rows)
            for predicate, value, _ in rows:
                _note(facts, subject, predicate, value)


def _by_graph(store: Store) -> Iterator[tuple[Graph, Iterable[Quad]]]:
    """Quads in runs of one graph, what is derived and the provenance last; of a store of our own without the default graph."""
    if isinstance(store, EmbeddedStore):
        graphs: dict[str, Graph] = {to_id(graph): graph for graph in store.named_graphs()}
        at_end = [graph for graph in _LAST if graphs.pop(graph.value, None)]
        for graph in (*(graphs[name] for name in sorted(graphs)), *at_end):
            yield graph, store.quads(graph_name=graph)
        return
    last: dict[Graph, list[Quad]] = {graph: [] for graph in _LAST}
    yield _DEFAULT, ()
    for name, quads in groupby(store.quads(), key=attrgetter("graph_name")):
        if name in last:
            last[name] += quads
        else:
            yield name, quads
    yield from ((name, kept) for name, kept in last.items() if kept)


def _beyond(found: About, places: tuple[About, ...]) -> Iterator[tuple[str, list[Row]]]:
    """What is found about each subject that none of the places holds."""
    for subject, rows in found.items():
        predicates = {row[0] for row in rows}
        known = {row[:2] for place in places for row in place.get(subject, ()) if row[0] in predicates}
        yield subject, [row for row in rows if row[:2] not in known] if known else rows


def _merged(rows: list[Row]) -> list[Row]:
    said: dict[tuple[str, Value], Row] = {}
    for row in rows:
        statement = row[:2]
        before = said.setdefault(statement, row)
        if before is not row:
            said[statement] = (*statement, _both(before[2], row[2]))
    return list(said.values())


@lru_cache(1 << 16)
def _both(some: Graphs, others: Graphs) -> Graphs:
    """One tuple for all triples of the same graphs."""
    return tuple(sorted({*some, *others}))


def _note(facts: Facts, subject: str, predicate: str, value: Value) -> None:
    """Note the class of a subject, and what the statements themselves say of the hierarchy of classes."""
    if type(value) is not str:
        return
    if predicate is _TYPE:
        facts.types[subject] = _with(facts.types.get(subject, _NONE), value)
    elif predicate is _SUBCLASS:
        facts.parents.setdefault(subject, set()).add(value)


@cache
def _with(types: frozenset[str], another: str) -> frozenset[str]:
    """One set for all subjects of the same classes."""
    return types | {another}


@cache
def _shipped_ontology() -> Facts:
    """What a store that holds no ontology of its own takes words and hierarchy from."""
    reader = _Reader(EmbeddedStore())
    reader._take(ontology_triples(), (GRAPH_ONTOLOGY.value,), reader.ontology)  # noqa: SLF001
    return reader.ontology


def _prefer_own(facts: Facts) -> None:
    """Of the ontology that the graph came without, forget the words for what it names itself, and the terms of others."""
    facts.ontology = {name: types for name, types in facts.ontology.items() if is_ours(name)}
    for name in facts.words.keys() & facts.about.keys():
        if any(predicate in _LABELS for predicate, _, _ in facts.about[name]):
            del facts.words[name]


def _learn(facts: Facts, ontology: Facts) -> None:
    """Take the words and the hierarchy of the ontology."""
    facts.ontology = ontology.types
    for name, parents in ontology.parents.items():
        facts.parents.setdefault(name, set()).update(parents)
    for subject, rows in ontology.about.items():
        for predicate, value, _ in rows:
            if predicate in _LABELS and type(value) is Literal:
                facts.words.setdefault(subject, {})[value.language or "", predicate] = value.value
            elif predicate == _DIRECT and type(value) is str:
                facts.direct[subject] = value
