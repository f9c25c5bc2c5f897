"""What a store states, grouped for the projection: one pass over the named graphs, one over the default graph.

Example:
    >>> from pyoxigraph import NamedNode, Quad
    >>> from stdkg.store.embedded import EmbeddedStore
    >>> a, b = NamedNode("http://example.com/a"), NamedNode("http://example.com/b")
    >>> store = EmbeddedStore()
    >>> store.add([Quad(a, b, a, b)])
    >>> read_facts(store).links
    {('http://example.com/a', 'http://example.com/b', 'http://example.com/a'): ('http://example.com/b',)}
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from sys import intern
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from stdkg.project.terms import ATTRIBUTE_LINKS, CITED, LABELS, TYPE
from stdkg.vocabulary import GRAPH_ONTOLOGY, GRAPH_PROVENANCE, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stdkg.model import Graph, Node, Term
    from stdkg.store import Store

__all__ = ["Facts", "Graphs", "Link", "read_facts", "to_id", "to_term", "without_collector"]

Graphs: TypeAlias = tuple[str, ...]
"""The IRIs of the graphs that hold a triple; empty for the default graph alone."""
Link: TypeAlias = tuple[str, str, str]

_DEFAULT = DefaultGraph()
_LABELS = frozenset(LABELS)
_ASIDE = frozenset({GRAPH_ONTOLOGY.value, GRAPH_PROVENANCE.value})
_SUBCLASS, _DIRECT = expand("rdfs:subClassOf"), expand("std:directProperty")
_ODD = ATTRIBUTE_LINKS | {CITED, _SUBCLASS}
"""Predicates of which more is to be done than to keep the triple."""
_Key = TypeVar("_Key")


@dataclass(slots=True)
class Facts:
    """Triples by their kind, each with its graphs.

    Attributes:
        links: subject, predicate, object to graphs, between two resources.
        values: by subject, predicate and value (a literal, or what is never drawn) to graphs.
        types: by subject, class to graphs.
        words: labels in the ontology: by resource, language and predicate.
        parents: class to the classes directly above it.
        direct: role to the relation that stands beside a membership of that role.
        ontology: the resources that the ontology describes, with their classes.
        evidence: the sources and passages that the provenance describes.
    """

    links: dict[Link, Graphs] = field(default_factory=dict)
    values: dict[str, dict[tuple[str, Term], Graphs]] = field(default_factory=dict)
    types: dict[str, dict[str, Graphs]] = field(default_factory=dict)
    words: dict[str, dict[tuple[str, str], str]] = field(default_factory=dict)
    parents: dict[str, set[str]] = field(default_factory=dict)
    direct: dict[str, str] = field(default_factory=dict)
    ontology: dict[str, set[str]] = field(default_factory=dict)
    evidence: set[str] = field(default_factory=set)

    def restricted(self, graphs: frozenset[str]) -> Facts:
        """The links that one of these graphs states, with everything known about their ends."""
        links = {link: held for link, held in self.links.items() if not graphs.isdisjoint(held)}
        said = {s for s, held in self.values.items() if any(not graphs.isdisjoint(g) for g in held.values())}
        return self._around(links, said)

    def with_links(self, links: Iterable[Link]) -> Facts:
        """Only these links, each with the graphs that state it, and everything known about their ends."""
        return self._around({link: self.links.get(link, ()) for link in links}, set())

    def _around(self, links: dict[Link, Graphs], more: set[str]) -> Facts:
        ends = more.union(*((s, o) for s, _, o in links))
        return Facts(
            links,
            {s: held for s, held in self.values.items() if s in ends},
            {s: held for s, held in self.types.items() if s in ends},
            self.words,
            self.parents,
            self.direct,
            self.ontology,
            self.evidence,
        )


def to_id(node: Node | Term | Graph) -> str:
    """Return a resource as the text that nodes are keyed by: its IRI, or `_:` and the name of a blank node."""
    return "_:" + node.value if isinstance(node, BlankNode) else str(getattr(node, "value", node))


def to_term(identifier: str) -> NamedNode | BlankNode:
    """Return the resource of such a text."""
    return BlankNode(identifier[2:]) if identifier.startswith("_:") else NamedNode(identifier)


@contextmanager
def without_collector() -> Iterator[None]:
    """Hold the garbage collector while many small containers are made that all stay: it would visit each of them often."""
    import gc

    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def read_facts(store: Store) -> Facts:
    """Read a store: entities with their evidence; of the ontology the words and the hierarchy; of provenance nothing."""
    facts = Facts()
    with without_collector():
        reader = _Reader(facts)
        reader.read_named(store)
        if reader.known - reader.repeated() < reader.copies:
            reader.read_default(store)
    return facts


class _Reader:
    """Takes triples with their graphs.

    A store copies what lies in named graphs to the default graph, so a default graph of as many triples as were taken
    holds nothing else and need not be read.

    Attributes:
        known: how many different triples the named graphs hold.
        copies: how many triples the default graph holds.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._aside: dict[str, set[Quad]] = {}
        self.known = 0
        self.copies = 0

    def read_named(self, store: Store) -> None:
        """Take what named graphs state."""
        links, values, types = self._facts.links, self._facts.values, self._facts.types
        alone: dict[str, Graphs] = {}
        known = copies = 0
        for quad in store.quads():
            subject, predicate, value, graph = quad
            if type(graph) is DefaultGraph:
                copies += 1
                continue
            name = intern(graph.value)
            s, p = subject.value, predicate.value
            if type(subject) is not NamedNode or name in _ASIDE or type(graph) is not NamedNode or p in _ODD:
                self._take(quad, to_id(graph))
            elif type(value) is NamedNode:
                o = intern(value.value)
                if p == TYPE:
                    self._hold(types.setdefault(s, {}), o, name)
                    continue
                link = intern(s), intern(p), o
                if link not in links:
                    known += 1
                    links[link] = alone.get(name) or alone.setdefault(name, (name,))
                else:
                    links[link] = _with(links[link], name)
            elif type(value) is Literal:
                held = values.get(s)
                if held is None:
                    held = values[intern(s)] = {}
                if (p, value) not in held:
                    known += 1
                    held[intern(p), value] = alone.get(name) or alone.setdefault(name, (name,))
                else:
                    held[p, value] = _with(held[p, value], name)
            else:
                self._take(quad, to_id(graph))
        self.known += known
        self.copies += copies

    def read_default(self, store: Store) -> None:
        """Take what the default graph holds beyond its copies."""
        links, values, types = self._facts.links, self._facts.values, self._facts.types
        aside = self._aside
        for quad in store.quads(graph_name=_DEFAULT):
            subject, predicate, value, _ = quad
            s, p = subject.value, predicate.value
            if type(subject) is not NamedNode or s in aside or p in _ODD:
                self._take(quad, None)
            elif type(value) is NamedNode:
                if p == TYPE:
                    types.setdefault(s, {}).setdefault(intern(value.value), ())
                    continue
                link = intern(s), intern(p), intern(value.value)
                if link not in links:
                    links[link] = ()
            elif type(value) is Literal:
                held = values.get(s)
                if held is None:
                    held = values[intern(s)] = {}
                held.setdefault((intern(p), value), ())
            else:
                self._take(quad, None)

    def _take(self, quad: Quad, graph: str | None) -> None:
        """Take any triple; the loops above take the plain ones, which are most, without a call."""
        facts = self._facts
        subject, predicate, value, _ = quad
        s, p = intern(to_id(subject)), intern(predicate.value)
        if self._is_aside(quad, s, graph):
            return
        if type(value) is Literal or type(value) is Triple or p in ATTRIBUTE_LINKS:
            self._hold(facts.values.setdefault(s, {}), (p, value), graph)
        elif p == TYPE:
            self._hold(facts.types.setdefault(s, {}), intern(to_id(value)), graph)
        else:
            self._hold(facts.links, (s, p, intern(to_id(value))), graph)
            if p == _SUBCLASS:
                facts.parents.setdefault(s, set()).add(to_id(value))

    def _is_aside(self, quad: Quad, s: str, graph: str | None) -> bool:
        """Whether a triple belongs to the ontology or the provenance, in its own graph or as the copy of it."""
        copy = Quad(quad.subject, quad.predicate, quad.object)
        if graph in _ASIDE or quad.predicate.value == CITED:
            triples = self._aside.setdefault(s, set())
            if copy not in triples and graph is not None:
                self.known += 1
            triples.add(copy)
            if graph == GRAPH_ONTOLOGY.value:
                _learn(self._facts, quad)
            elif graph is not None and quad.predicate.value == TYPE:
                self._facts.evidence.add(s)
            return True
        return graph is None and copy in self._aside.get(s, ())

    def repeated(self) -> int:
        """How many triples of the ontology and the provenance another graph holds as well."""
        facts = self._facts
        return sum(
            (s, quad.predicate.value, to_id(quad.object)) in facts.links
            or (quad.predicate.value, quad.object) in facts.values.get(s, ())
            or (quad.predicate.value == TYPE and to_id(quad.object) in facts.types.get(s, ()))
            for s, quads in self._aside.items()
            for quad in quads
        )

    def _hold(self, held: dict[_Key, Graphs], key: _Key, graph: str | None) -> None:
        before = held.get(key)
        if before is None and graph is not None:
            self.known += 1
        held[key] = (before or ()) if graph is None else _with(before or (), graph)


@cache
def _with(graphs: Graphs, graph: str) -> Graphs:
    """One tuple for all triples of the same graphs."""
    return tuple(sorted({*graphs, graph}))


def _learn(facts: Facts, quad: Quad) -> None:
    """Take the words and the hierarchy of the ontology."""
    s, p, value = to_id(quad.subject), quad.predicate.value, quad.object
    if p in _LABELS and isinstance(value, Literal):
        facts.words.setdefault(s, {})[value.language or "", p] = value.value
    elif p == _SUBCLASS:
        facts.parents.setdefault(s, set()).add(to_id(value))
    elif p == _DIRECT:
        facts.direct[s] = to_id(value)
    elif p == TYPE:
        facts.ontology.setdefault(s, set()).add(to_id(value))
