"""What a store states, by subject: each triple once, with the graphs that hold it.

Resources are kept as the text that nodes are keyed by, so that they are compared and looked up as text; literals are
kept as the engine gives them, and read when they are wanted.

Example:
    >>> to_id(NamedNode("http://example.com/a")), to_id(BlankNode("b0"))
    ('http://example.com/a', '_:b0')
    >>> to_term("_:b0")
    <BlankNode value=b0>
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, TypeGuard, cast

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from stdkg.project.terms import ATTRIBUTE_LINKS, TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stdkg.model import Graph, Node, Term

__all__ = [
    "NO_LINKS",
    "About",
    "Facts",
    "Graphs",
    "Link",
    "Row",
    "Value",
    "is_link",
    "to_id",
    "to_term",
    "to_value",
    "written",
]

Graphs: TypeAlias = tuple[str, ...]
"""The IRIs of the graphs that hold a triple, sorted; empty for the default graph alone."""
Link: TypeAlias = tuple[str, str, str]
Value: TypeAlias = str | Literal | Triple
"""What is said about a subject: a resource by its id, or a literal."""
Row: TypeAlias = tuple[str, Value, Graphs]
"""What is said about a subject: predicate, value, and the graphs that say so."""
About: TypeAlias = dict[str, list[Row]]

NO_LINKS = ATTRIBUTE_LINKS | {TYPE}
"""Predicates whose objects say something about a subject, rather than to connect it."""


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
    types: dict[str, frozenset[str]] = field(default_factory=dict)
    words: dict[str, dict[tuple[str, str], str]] = field(default_factory=dict)
    parents: dict[str, set[str]] = field(default_factory=dict)
    direct: dict[str, str] = field(default_factory=dict)
    ontology: dict[str, frozenset[str]] = field(default_factory=dict)
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
                if is_link(value, predicate):
                    links[subject, predicate, value] = held
        return self._around(links, speaking)

    def with_links(self, links: Iterable[Link]) -> Facts:
        """Only these links, each with the graphs that state it, and everything known about their ends."""
        made: dict[Link, Graphs] = dict.fromkeys(links, ())
        for subject in {subject for subject, _, _ in made}:
            for predicate, value, graphs in self.about.get(subject, ()):
                if isinstance(value, str) and (subject, predicate, value) in made:
                    made[subject, predicate, value] = graphs
        return self._around(made, set())

    def _around(self, links: Mapping[Link, Graphs], more: set[str]) -> Facts:
        ends = more.union(*((s, o) for s, _, o in links))
        about = {
            s: [row for row in rows if not is_link(row[1], row[0])]
            for s, rows in self.about.items()
            if s in ends
        }
        for (s, p, o), graphs in links.items():
            about.setdefault(s, []).append((p, o, graphs))
        return Facts(
            about,
            {s: types for s, types in self.types.items() if s in ends},
            self.words,
            self.parents,
            self.direct,
            self.ontology,
            self.evidence,
        )


def is_link(value: Value, predicate: str) -> TypeGuard[str]:
    """Whether a statement connects two resources, rather than to say something about one."""
    return type(value) is str and predicate not in NO_LINKS


def to_id(node: Node | Term | Graph) -> str:
    """Return a resource as the text that nodes are keyed by: its IRI, or `_:` and the name of a blank node."""
    if type(node) is NamedNode:
        return node.value
    return "_:" + node.value if isinstance(node, BlankNode) else str(getattr(node, "value", node))


def to_value(term: Term) -> Value:
    """Return a term as it is kept."""
    return to_id(term) if isinstance(term, (NamedNode, BlankNode)) else term


def to_term(identifier: str) -> NamedNode | BlankNode:
    """Return the resource of such a text, also of one that an engine took for an IRI though it is none."""
    if identifier.startswith("_:"):
        return BlankNode(identifier[2:])
    try:
        return NamedNode(identifier)
    except ValueError:
        escaped = "".join(f"\\U{ord(character):08X}" for character in identifier)
        (quad,) = parse(f"<{escaped}> <{TYPE}> <{TYPE}> .", RdfFormat.N_TRIPLES, lenient=True)
        return cast("NamedNode", quad.subject)


def written(value: Value) -> str:
    """Return a value as N-Triples writes it."""
    if not isinstance(value, str):
        return str(value)
    return value if value.startswith("_:") else f"<{value}>"
