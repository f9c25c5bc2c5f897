"""Which resources a text must name, under which names, and which words show a comparator or unit.

What can be matched by letters: actors, persons, regions, initiatives, events, platforms and all that is of a class unknown
here. What cannot: concepts (measure, sector, level, role), priorities, unnamed groups and partnerships, whose names are
ours, and the nodes of the model (figures, memberships, periods): the passage's hash seals those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions

from stdkg.vocabulary import BASE, PREFIXES, STD, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stdkg.model import Term
    from stdkg.store import Store

__all__ = ["COMPARATOR", "EXACTLY", "NAME_PROPERTIES", "TYPE", "Lexicon", "known_names"]

TYPE: Final = term("rdf", "type")
COMPARATOR: Final = STD("Comparator")
EXACTLY: Final = STD("exactly")
_SHOWN_BY_CUES = frozenset((COMPARATOR, STD("Unit")))
NAME_PROPERTIES: Final = (
    term("rdfs", "label"),
    term("skos", "prefLabel"),
    term("skos", "altLabel"),
    term("skos", "hiddenLabel"),
)
_OF_THE_MODEL = frozenset(
    [
        *(STD(name) for name in ("Figure", "Ranking", "Source", "Passage", "PassedOver")),
        *(term("qb", name) for name in ("Observation", "DataSet")),
        *(term("org", name) for name in ("Membership", "ChangeEvent", "Role")),
        *(term("skos", name) for name in ("Concept", "ConceptScheme")),
        *(term("owl", name) for name in ("Class", "ObjectProperty", "DatatypeProperty", "Ontology")),
        *(term("rdfs", name) for name in ("Class", "Datatype")),
        term("oa", "SpecificResource"),
        term("time", "Interval"),
        term("rdf", "Property"),
        term("dcat", "Dataset"),
        term("void", "Dataset"),
    ]
)
_NAMED_BY_US = frozenset(STD(name) for name in ("Collective", "Partnership", "Priority"))
_PATHS_OF_THE_MODEL = tuple(
    PREFIXES[name] for name in ("figure", "membership", "source", "passage", "dataset", "graph")
)
_CHUNK = 500
_DEFAULT = DefaultGraph()


class Lexicon:
    """The names, cues and classes of the resources that some claims name.

    Attributes:
        comparators: every comparator of the store, the ones that no claim uses too.
    """

    def __init__(self, store: Store, nodes: Iterable[NamedNode]) -> None:
        self.comparators = frozenset(_instances(store, COMPARATOR))
        self._above = _superclasses(store)
        self._names: dict[NamedNode, set[str]] = {}
        self._classes: dict[NamedNode, set[Term]] = {}
        wanted = sorted({*nodes, *self.comparators}, key=lambda node: node.value)
        for begin in range(0, len(wanted), _CHUNK):
            self._read(store, wanted[begin : begin + _CHUNK])

    def _read(self, store: Store, nodes: list[NamedNode]) -> None:
        values, properties = " ".join(map(str, nodes)), ", ".join(map(str, (TYPE, *NAME_PROPERTIES)))
        query = f"SELECT ?x ?p ?o {{ VALUES ?x {{ {values} }} ?x ?p ?o FILTER(?p IN ({properties})) }}"
        for node, predicate, value in cast("QuerySolutions", store.query(query)):
            if predicate == TYPE:
                self._classes.setdefault(cast("NamedNode", node), set()).add(cast("Term", value))
            elif isinstance(value, Literal):
                self._names.setdefault(cast("NamedNode", node), set()).add(value.value)

    def phrases(self) -> dict[NamedNode, set[str]]:
        """Return what to look for in the texts: names of what must be named, cues of comparators and units."""
        wanted = (node for node in self._names if self._is_shown_by_cues(node) or self.must_be_named(node))
        return {node: self._names[node] for node in wanted}

    def has_name(self, node: NamedNode) -> bool:
        """Whether a resource has a name at all."""
        return node in self._names

    def cues(self, concept: NamedNode) -> frozenset[str]:
        """The words that show a comparator or unit in a text: its labels, hidden or not (SKOS keeps the two apart)."""
        return frozenset(self._names.get(concept, ()) if self._is_shown_by_cues(concept) else ())

    def _is_shown_by_cues(self, concept: NamedNode) -> bool:
        return not _SHOWN_BY_CUES.isdisjoint(self._classes.get(concept, ()))

    def must_be_named(self, node: NamedNode) -> bool:
        """Whether a text that makes claims about a resource must hold one of its names."""
        classes = self._classes.get(node)
        if not classes:
            return node.value.startswith(BASE) and not node.value.startswith(_PATHS_OF_THE_MODEL)
        exempt = _OF_THE_MODEL | _NAMED_BY_US
        return not any(exempt & self._above.get(cls, {cls}) for cls in classes)

    def is_membership(self, node: NamedNode) -> bool:
        """Whether a node is an org:Membership."""
        return term("org", "Membership") in self._classes.get(node, ())


def known_names(store: Store) -> dict[NamedNode, set[str]]:
    """Return every name of every resource of a store that is none of the model's own nodes."""
    above = _superclasses(store)
    of_the_model = {
        quad.subject
        for quad in store.quads(None, TYPE, None, _DEFAULT)
        if _OF_THE_MODEL & above.get(quad.object, {quad.object})
    }
    names: dict[NamedNode, set[str]] = {}
    for prop in NAME_PROPERTIES:
        for quad in store.quads(None, prop, None, _DEFAULT):
            node, name = quad.subject, quad.object
            if isinstance(node, NamedNode) and isinstance(name, Literal) and node not in of_the_model:
                names.setdefault(node, set()).add(name.value)
    return names


def _instances(store: Store, of: NamedNode) -> Iterator[NamedNode]:
    for quad in store.quads(None, TYPE, of, _DEFAULT):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def _superclasses(store: Store) -> dict[Term, set[Term]]:
    """Return each class that has parents with itself and all that lies above it."""
    parents: dict[Term, set[Term]] = {}
    for quad in store.quads(None, term("rdfs", "subClassOf"), None, _DEFAULT):
        parents.setdefault(quad.subject, set()).add(quad.object)
    closed: dict[Term, set[Term]] = {}
    for cls in parents:
        reached, waiting = {cls}, [cls]
        while waiting:
            new = parents.get(waiting.pop(), set()) - reached
            reached |= new
            waiting.extend(new)
        closed[cls] = reached
    return closed
