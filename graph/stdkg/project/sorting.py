"""Which subjects become nodes, which are folded into others, and which links are attributes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from stdkg.project.facts import to_term
from stdkg.project.terms import (
    FIGURE_CLASSES,
    HIDDEN_CLASSES,
    MEMBERSHIP,
    PARTNERSHIP,
    RELATION_CONCEPTS,
    RELATION_LINKS,
    STATEMENT,
)
from stdkg.vocabulary import expand

if TYPE_CHECKING:
    from stdkg.project.facts import Facts, Graphs, Link
    from stdkg.project.words import Classes

__all__ = ["Sorted", "ends_of", "sort_out"]

Links: TypeAlias = dict[str, list[str]]
"""The resources that a subject is linked to, by predicate."""

_PERIOD = expand("org:memberDuring")
_ENDS = {
    MEMBERSHIP: (("org:member",), ("org:organization",)),
    PARTNERSHIP: (("std:party", "std:partnerRegion"), ()),
    STATEMENT: (("rdf:subject",), ("rdf:object",)),
}
_PREDICATE = expand("rdf:predicate")


@dataclass(slots=True)
class Sorted:
    """The links of a store by what they become.

    Attributes:
        edges: links between nodes.
        folded: what is folded into an edge or an attribute: subject to its own links, with their graphs.
        kinds: of what is folded into an edge, what it is: MEMBERSHIP, PARTNERSHIP or STATEMENT.
        figures: what is folded into attributes.
        hidden: resources that are evidence or describe the data.
    """

    edges: list[tuple[Link, Graphs]] = field(default_factory=list)
    folded: dict[str, list[tuple[Link, Graphs]]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    figures: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)


def sort_out(facts: Facts, classes: Classes, *, fold_figures: bool, fold_memberships: bool) -> Sorted:
    """Sort the links of a store; a link to what is no node becomes a value of its subject in `facts`."""
    result = Sorted(hidden=set(facts.evidence))
    for subject, types in facts.types.items():
        above = classes.of(types)
        if not above.isdisjoint(HIDDEN_CLASSES):
            result.hidden.add(subject)
        elif fold_figures and not above.isdisjoint(FIGURE_CLASSES):
            result.figures.add(subject)
        elif fold_memberships and not above.isdisjoint(_ENDS):
            result.kinds[subject] = min(above & _ENDS.keys())
    result.folded = {subject: [] for subject in result.figures}
    if fold_memberships:
        _choose_edges(facts, result)
    _share_out(facts, classes, result)
    return result


def ends_of(kind: str, links: Links) -> list[tuple[str, str]]:
    """Return the pairs of resources that a node of this kind connects; none where it cannot be an edge."""
    sources, targets = (
        [value for curie in curies for value in sorted(links.get(expand(curie), []))]
        for curies in _ENDS[kind]
    )
    if kind == PARTNERSHIP:
        return [(sources[0], sources[1])] if len(sources) == 2 else []  # noqa: PLR2004
    if kind == STATEMENT and (len(sources), len(targets), len(links.get(_PREDICATE, []))) != (1, 1, 1):
        return []
    return [(source, target) for source in sources for target in targets]


def _choose_edges(facts: Facts, result: Sorted) -> None:
    """Fold what connects two nodes; the rest stays a node, or is hidden where it is about what is hidden."""
    links: dict[str, Links] = {subject: {} for subject in result.kinds}
    for subject, predicate, value in facts.links:
        if subject in links:
            links[subject].setdefault(predicate, []).append(value)
    gone = result.hidden | result.figures | result.kinds.keys()
    for subject, own in links.items():
        pairs = ends_of(result.kinds[subject], own)
        if not pairs:
            del result.kinds[subject]
        elif any(end in gone for pair in pairs for end in pair):
            del result.kinds[subject]
            result.hidden.add(subject)
        else:
            result.folded[subject] = []
            result.folded |= {period: [] for period in own.get(_PERIOD, [])}


def _share_out(facts: Facts, classes: Classes, result: Sorted) -> None:
    concepts = {
        name: not classes.of(types).isdisjoint(RELATION_CONCEPTS) for name, types in facts.ontology.items()
    }
    aside = concepts.keys() | result.hidden | result.folded.keys()
    for link, graphs in facts.links.items():
        subject, predicate, value = link
        if subject in result.folded:
            result.folded[subject].append((link, graphs))
        elif subject in result.hidden:
            continue
        elif value not in aside or predicate in RELATION_LINKS or concepts.get(value, False):
            result.edges.append((link, graphs))
        else:
            facts.values.setdefault(subject, {})[predicate, to_term(value)] = graphs
