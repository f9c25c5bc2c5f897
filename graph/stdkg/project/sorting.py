"""Which subjects become nodes, which are folded into others, and which links are attributes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from stdkg.project.facts import is_link, to_id
from stdkg.project.terms import (
    CITED,
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
    from stdkg.project.facts import About, Facts, Graphs, Link, Row
    from stdkg.project.words import Classes

__all__ = ["Links", "Sorted", "ends_of", "links_of", "sort_out"]

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
    """The statements of a store by what they become.

    Attributes:
        edges: links between nodes.
        values: what is said about each node beside its links, its classes too.
        folded: what is folded into an edge or an attribute.
        kinds: of what is folded into an edge, what it is: MEMBERSHIP, PARTNERSHIP or STATEMENT.
        figures: what is folded into attributes.
        hidden: resources that are evidence or describe the data.
    """

    edges: list[tuple[Link, Graphs]] = field(default_factory=list)
    values: About = field(default_factory=dict)
    folded: set[str] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)
    figures: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)


def sort_out(facts: Facts, classes: Classes, *, fold_figures: bool, fold_memberships: bool) -> Sorted:
    """Sort the statements of a store; a link to what is no node becomes a value of its subject."""
    result = Sorted(hidden=set(facts.evidence))
    for subject, types in facts.types.items():
        above = classes.of(frozenset(types))
        if not above.isdisjoint(HIDDEN_CLASSES):
            result.hidden.add(subject)
        elif fold_figures and not above.isdisjoint(FIGURE_CLASSES):
            result.figures.add(subject)
        elif fold_memberships and not above.isdisjoint(_ENDS):
            result.kinds[subject] = min(above & _ENDS.keys())
    result.folded |= result.figures
    if fold_memberships:
        _choose_edges(facts, result)
    _share_out(facts, classes, result)
    return result


def links_of(facts: Facts, subject: str) -> Links:
    """Return the resources that a subject is linked to, by predicate."""
    links: Links = {}
    for predicate, value, _ in facts.about[subject]:
        if is_link(predicate, value):
            links.setdefault(predicate, []).append(to_id(value))
    return links


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
    gone = result.hidden | result.figures | result.kinds.keys()
    for subject, kind in list(result.kinds.items()):
        links = links_of(facts, subject)
        pairs = ends_of(kind, links)
        if not pairs:
            del result.kinds[subject]
        elif any(end in gone for pair in pairs for end in pair):
            del result.kinds[subject]
            result.hidden.add(subject)
        else:
            result.folded.add(subject)
            result.folded.update(links.get(_PERIOD, ()))


def _share_out(facts: Facts, classes: Classes, result: Sorted) -> None:
    drawn = {
        name: not classes.of(frozenset(types)).isdisjoint(RELATION_CONCEPTS)
        for name, types in facts.ontology.items()
    }
    gone = result.hidden | result.folded
    for subject, rows in facts.about.items():
        if subject in gone:
            continue
        values: list[Row] = []
        result.values[subject] = values
        for row in rows:
            predicate, value, graphs = row
            if not is_link(predicate, value):
                values.append(row)
                continue
            other = to_id(value)
            if other not in gone and (drawn.get(other, True) or predicate in RELATION_LINKS):
                result.edges.append(((subject, predicate, other), graphs))
            elif predicate != CITED or other not in result.hidden:
                values.append(row)
