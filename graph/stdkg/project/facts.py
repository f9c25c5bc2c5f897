"""What a store states, by subject: one pass over the named graphs, one over the default graph where it holds more.

Example:
    >>> from pyoxigraph import NamedNode, Quad
    >>> from stdkg.store.embedded import EmbeddedStore
    >>> a, b = NamedNode("http://example.com/a"), NamedNode("http://example.com/b")
    >>> store = EmbeddedStore()
    >>> store.add([Quad(a, b, a, b)])
    >>> read_facts(store).about
    {'http://example.com/a': [('http://example.com/b', <NamedNode value=http://example.com/a>, ('http://example.com/b',))]}
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from operator import attrgetter
from sys import intern
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode

from stdkg.project.terms import ATTRIBUTE_LINKS, LABELS, TYPE
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import GRAPH_ONTOLOGY, GRAPH_PROVENANCE, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Quad

    from stdkg.model import Graph, Node, Term
    from stdkg.store import Store

__all__ = [
    "About",
    "Facts",
    "Graphs",
    "Link",
    "Row",
    "is_link",
    "read_facts",
    "to_id",
    "to_term",
    "without_collector",
]

Graphs: TypeAlias = tuple[str, ...]
"""The IRIs of the graphs that hold a triple, sorted; empty for the default graph alone."""
Link: TypeAlias = tuple[str, str, str]
Row: TypeAlias = tuple[str, "Term", Graphs]
"""What is said about a subject: predicate, value, and the graphs that say so."""
About: TypeAlias = dict[str, list[Row]]

_DEFAULT = DefaultGraph()
_LABELS = frozenset(LABELS)
_TYPE, _SUBCLASS = intern(TYPE), intern(expand("rdfs:subClassOf"))
_DIRECT = expand("std:directProperty")


@dataclass(slots=True)
class Facts:
    """The triples of a store, each with its graphs.

    Attributes:
        about: what is said about each subject, but for what only the ontology or the provenance holds.
        types: by subject, its classes.
        words: labels in the ontology: by resource, language and predicate.
        parents: class to the classes directly above it.
        direct: role to the relation that stands beside a membership of that role.
        ontology: the resources that the ontology describes, with their classes.
        evidence: the sources and passages that the provenance describes.
    """

    about: About = field(default_factory=dict)
    types: dict[str, set[str]] = field(default_factory=dict)
    words: dict[str, dict[tuple[str, str], str]] = field(default_factory=dict)
    parents: dict[str, set[str]] = field(default_factory=dict)
    direct: dict[str, str] = field(default_factory=dict)
    ontology: dict[str, set[str]] = field(default_factory=dict)
    evidence: set[str] = field(default_factory=set)

    def restricted(self, graphs: frozenset[str]) -> Facts:
        """The links that one of these graphs states, with everything known about their ends."""
        links: dict[Link, Graphs] = {}
        speaking = set()
        for subject, rows in self.about.items():
            for predicate, value, held in rows:
                if graphs.isdisjoint(held):
                    continue
                speaking.add(subject)
                if is_link(predicate, value):
                    links[subject, predicate, to_id(value)] = held
        return self._around(links, speaking)

    def with_links(self, links: Iterable[Link]) -> Facts:
        """Only these links, each with the graphs that state it, and everything known about their ends."""
        made: dict[Link, Graphs] = dict.fromkeys(links, ())
        for subject in {subject for subject, _, _ in made}:
            for predicate, value, graphs in self.about.get(subject, ()):
                if (link := (subject, predicate, to_id(value))) in made:
                    made[link] = graphs
        return self._around(made, set())

    def _around(self, links: Mapping[Link, Graphs], more: set[str]) -> Facts:
        ends = more.union(*((s, o) for s, _, o in links))
        about = {
            s: [row for row in rows if not is_link(row[0], row[1])]
            for s, rows in self.about.items()
            if s in ends
        }
        for (s, p, o), graphs in links.items():
            about.setdefault(s, []).append((p, to_term(o), graphs))
        return Facts(
            about,
            {s: types for s, types in self.types.items() if s in ends},
            self.words,
            self.parents,
            self.direct,
            self.ontology,
            self.evidence,
        )


def is_link(predicate: str, value: Term) -> bool:
    """Whether a statement connects two resources, rather than to say something about one."""
    kind = type(value)
    return (kind is NamedNode or kind is BlankNode) and predicate != TYPE and predicate not in ATTRIBUTE_LINKS


def to_id(node: Node | Term | Graph) -> str:
    """Return a resource as the text that nodes are keyed by: its IRI, or `_:` and the name of a blank node."""
    if type(node) is NamedNode:
        return node.value
    return "_:" + node.value if isinstance(node, BlankNode) else str(getattr(node, "value", node))


def to_term(identifier: str) -> NamedNode | BlankNode:
    """Return the resource of such a text."""
    return BlankNode(identifier[2:]) if identifier.startswith("_:") else NamedNode(identifier)


@contextmanager
def without_collector() -> Iterator[None]:
    """Hold the garbage collector while many small containers are made that all stay: it would visit each of them often.

    At the end they count as old, as if it had visited them.
    """
    import gc

    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def read_facts(store: Store) -> Facts:
    """Read a store: entities with their evidence; of the ontology words and hierarchy; of the provenance what there is."""
    with without_collector():
        about: About = {}
        ontology: About = {}
        provenance: About = {}
        special = {GRAPH_ONTOLOGY.value: ontology, GRAPH_PROVENANCE.value: provenance}
        copies = _read_named(store, about, special)
        if copies is None or _known(about, ontology, provenance) < copies:
            _add(_read_default(store), about, (about, ontology, provenance))
        facts = Facts(about)
        _learn(facts, ontology)
        for subject, rows in provenance.items():
            if any(predicate == TYPE for predicate, _, _ in rows):
                facts.evidence.add(subject)
        _find_types(facts)
    return facts


def _read_named(store: Store, about: About, special: dict[str, About]) -> int | None:
    """Take what the named graphs state; return how many triples the default graph holds, or None if it holds them all."""
    copies: int | None = None
    for graph, quads in _by_graph(store):
        if type(graph) is DefaultGraph:
            copies = (copies or 0) + sum(1 for _ in quads)
            continue
        name = intern(to_id(graph))
        graphs = (name,)
        found = special.get(name, about)
        for quad in quads:
            node = quad.subject
            subject = node.value if type(node) is NamedNode else to_id(node)
            rows = found.get(subject)
            if rows is None:
                rows = found[subject] = []
            rows.append((intern(quad.predicate.value), quad.object, graphs))
    for subject, rows in about.items():
        first = rows[0][2]
        if any(row[2] is not first for row in rows):
            about[subject] = _merged(rows)
    return copies


def _by_graph(store: Store) -> Iterator[tuple[Graph, Iterator[Quad]]]:
    """Every quad, in runs of one graph; of a store in which no graph has a name, nothing."""
    if not isinstance(store, EmbeddedStore):
        yield from groupby(store.quads(), key=attrgetter("graph_name"))
    elif named := list(store.oxigraph.named_graphs()):
        for graph in (*named, _DEFAULT):
            yield graph, store.quads(graph_name=graph)


def _merged(rows: list[Row]) -> list[Row]:
    """Each statement once, with all of its graphs."""
    said: dict[tuple[str, Term], Graphs] = {}
    for predicate, value, graphs in rows:
        before = said.setdefault((predicate, value), graphs)
        if before is not graphs:
            said[predicate, value] = _both(before, graphs)
    return [(predicate, value, graphs) for (predicate, value), graphs in said.items()]


@cache
def _both(some: Graphs, others: Graphs) -> Graphs:
    """One tuple for all triples of the same graphs."""
    return tuple(sorted({*some, *others}))


def _known(about: About, ontology: About, provenance: About) -> int:
    """How many different triples these hold.

    A store copies what lies in named graphs to the default graph, so a default graph of as many triples holds nothing
    else and need not be read.
    """
    count = sum(map(len, about.values()))
    for found, others in ((ontology, (about,)), (provenance, (about, ontology))):
        for subject, rows in found.items():
            again = _keys(subject, others, {row[0] for row in rows})
            count += sum(row[:2] not in again for row in rows) if again else len(rows)
    return count


def _keys(subject: str, places: Iterable[About], predicates: set[str]) -> set[tuple[str, Term]]:
    """What these say about a subject with one of these predicates."""
    return {row[:2] for place in places for row in place.get(subject, ()) if row[0] in predicates}


def _read_default(store: Store) -> About:
    found: About = {}
    for quad in store.quads(graph_name=_DEFAULT):
        node = quad.subject
        subject = node.value if type(node) is NamedNode else to_id(node)
        rows = found.get(subject)
        if rows is None:
            rows = found[subject] = []
        rows.append((intern(quad.predicate.value), quad.object, ()))
    return found


def _add(found: About, about: About, places: tuple[About, ...]) -> None:
    """Add what the default graph holds beyond its copies."""
    if not any(places):
        about |= found
        return
    for subject, rows in found.items():
        known = _keys(subject, places, {row[0] for row in rows})
        new = [row for row in rows if row[:2] not in known] if known else rows
        if new:
            about.setdefault(subject, []).extend(new)


def _find_types(facts: Facts) -> None:
    """Note the classes of each subject, and what the statements themselves say of the hierarchy of classes."""
    for subject, rows in facts.about.items():
        for predicate, value, _ in rows:
            if predicate is _TYPE:
                if not isinstance(value, Literal):
                    facts.types.setdefault(subject, set()).add(to_id(value))
            elif predicate is _SUBCLASS and is_link(predicate, value):
                facts.parents.setdefault(subject, set()).add(to_id(value))


def _learn(facts: Facts, ontology: About) -> None:
    """Take the words and the hierarchy of the ontology."""
    for subject, rows in ontology.items():
        for predicate, value, _ in rows:
            if predicate in _LABELS and isinstance(value, Literal):
                facts.words.setdefault(subject, {})[value.language or "", predicate] = value.value
            elif predicate == _SUBCLASS:
                facts.parents.setdefault(subject, set()).add(to_id(value))
            elif predicate == _DIRECT:
                facts.direct[subject] = to_id(value)
            elif predicate == TYPE:
                facts.ontology.setdefault(subject, set()).add(to_id(value))
