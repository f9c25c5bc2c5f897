"""Which subjects become nodes, which are folded into others, and which links are attributes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, TypeAlias, cast

from stdkg.project.facts import NO_LINKS
from stdkg.project.terms import (
    CITED,
    DESCRIBING_CLASSES,
    FIGURE_CLASSES,
    HIDDEN_CLASSES,
    MEMBERSHIP,
    PARTNERSHIP,
    RELATION_CONCEPTS,
    RELATION_LINKS,
    STATEMENT,
    is_ours,
)
from stdkg.vocabulary import expand

if TYPE_CHECKING:
    from collections.abc import Callable

    from stdkg.project.facts import About, Facts, Graphs, Row
    from stdkg.project.words import Classes

__all__ = ["PERIOD", "PREDICATE", "ROLE", "Fold", "Links", "Sorted", "sort_out"]

Links: TypeAlias = dict[str, list[str]]
"""The resources that a subject is linked to, by predicate."""

NIL = expand("rdf:nil")
"""The end of every list: a value, else what has nothing in common hangs together by it."""
PERIOD, ROLE, PREDICATE = map(expand, ("org:memberDuring", "org:role", "rdf:predicate"))
_ENDS = {
    MEMBERSHIP: (expand("org:member"), expand("org:organization")),
    STATEMENT: (expand("rdf:subject"), expand("rdf:object")),
}
_PARTIES = tuple(map(expand, ("std:party", "std:partnerRegion")))
_FOLDED = frozenset({*_ENDS, PARTNERSHIP})
_TELLING = frozenset({PERIOD, ROLE, PREDICATE, *_PARTIES}.union(*_ENDS.values()))
"""The predicates of a node between two others that tell what it connects, and how."""
DATES = {
    expand(curie): name
    for curie, name in (
        ("dcat:startDate", "start"),
        ("dcat:endDate", "end"),
        ("time:hasBeginning", "start"),
        ("time:hasEnd", "end"),
    )
}
TITLE, MECHANISM = expand("dcterms:title"), expand("std:mechanism")
DETAILS = frozenset({*DATES, TITLE, MECHANISM})
"""The predicates that become attributes of the edge that a node between two others becomes."""
_HIDDEN, _DESCRIBING, _FIGURE, _NODE = "hidden", "describing", "figure", ""


@dataclass(slots=True)
class Fold:
    """A node between others that becomes edges.

    Attributes:
        kind: MEMBERSHIP, PARTNERSHIP or STATEMENT.
        links: its ends, roles, periods and, of a STATEMENT, the predicate.
        pairs: the resources that it connects; none where it cannot be an edge.
        graphs: the graphs that say so; None where not all of it stands in the same ones.
        has_details: whether a date or another of DETAILS is said about it.
    """

    kind: str
    links: Links
    pairs: list[tuple[str, str]]
    graphs: Graphs | None
    has_details: bool


@dataclass(slots=True)
class Sorted:
    """The statements of a store by what they become.

    Attributes:
        edges: links between nodes, by subject: predicate, object, graphs.
        values: what is said about each node beside its links, its classes too.
        folded: what is folded into an edge or an attribute.
        folds: of what is folded into an edge, what it is and connects.
        figures: what is folded into attributes.
        hidden: resources that are evidence or describe the data.
    """

    edges: dict[str, list[tuple[str, str, Graphs]]] = field(default_factory=dict)
    values: About = field(default_factory=dict)
    folded: set[str] = field(default_factory=set)
    folds: dict[str, Fold] = field(default_factory=dict)
    figures: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)


def sort_out(facts: Facts, classes: Classes, *, fold_figures: bool, fold_memberships: bool) -> Sorted:
    """Sort the statements of a store; a link to what is no node becomes a value of its subject."""
    result = Sorted(hidden=set(facts.evidence))
    becomes = _what(classes, fold_figures=fold_figures, fold_memberships=fold_memberships)
    kinds: dict[str, str] = {}
    for subject, types in facts.types.items():
        what = becomes(types)
        if what is _HIDDEN or (what is _DESCRIBING and is_ours(subject)):
            result.hidden.add(subject)
        elif what is _FIGURE:
            result.figures.add(subject)
        elif what is not _NODE and what is not _DESCRIBING:
            kinds[subject] = what
    result.folded |= result.figures
    _choose_edges(facts, kinds, result)
    _share_out(facts, classes, result)
    return result


def _what(classes: Classes, *, fold_figures: bool, fold_memberships: bool) -> Callable[[frozenset[str]], str]:
    """Tell what a subject of these classes becomes: _HIDDEN, _DESCRIBING, _FIGURE, _NODE or the kind of what is folded."""

    @cache
    def becomes(types: frozenset[str]) -> str:
        above = classes.of(types)
        if not above.isdisjoint(HIDDEN_CLASSES):
            return _HIDDEN
        if not above.isdisjoint(DESCRIBING_CLASSES):
            return _DESCRIBING
        if fold_figures and not above.isdisjoint(FIGURE_CLASSES):
            return _FIGURE
        return min(above & _FOLDED, default=_NODE) if fold_memberships else _NODE

    return becomes


def _read_fold(kind: str, rows: list[Row]) -> Fold:
    """Read what is said about a node between others."""
    links: Links = {}
    first, has_details, is_mixed = rows[0][2], False, False
    for predicate, value, graphs in rows:
        if graphs is not first:
            is_mixed = True
        if predicate in _TELLING:
            if type(value) is not str:
                continue
            if predicate in links:
                links[predicate].append(value)
            else:
                links[predicate] = [value]
        elif predicate in DETAILS:
            has_details = True
    return Fold(kind, links, _pairs(kind, links), None if is_mixed else first, has_details)


def _pairs(kind: str, links: Links) -> list[tuple[str, str]]:
    """The pairs of resources that a node of this kind connects; none where it cannot be an edge."""
    if kind == PARTNERSHIP:
        parties = [party for predicate in _PARTIES for party in sorted(links.get(predicate, ()))]
        return [(parties[0], parties[1])] if len(parties) == 2 else []  # noqa: PLR2004
    start, end = _ENDS[kind]
    sources, targets = links.get(start, ()), links.get(end, ())
    if kind == STATEMENT and (len(sources), len(targets), len(links.get(PREDICATE, ()))) != (1, 1, 1):
        return []
    if len(sources) == len(targets) == 1:
        return [(sources[0], targets[0])]  # as nearly all of them
    return list(product(sorted(sources), sorted(targets)))


def _choose_edges(facts: Facts, kinds: dict[str, str], result: Sorted) -> None:
    """Fold what connects two nodes; the rest stays a node, or is hidden where it is about what is hidden."""
    gone = result.hidden.union(result.figures, kinds)
    about, folds = facts.about, result.folds
    for subject, kind in kinds.items():
        fold = _read_fold(kind, about[subject])
        for source, target in fold.pairs:
            if source in gone or target in gone:
                result.hidden.add(subject)
                break
        else:
            if fold.pairs:
                folds[subject] = fold
                result.folded.update(fold.links.get(PERIOD, ()))
    result.folded.update(folds)


def _share_out(facts: Facts, classes: Classes, result: Sorted) -> None:
    gone, hidden = result.hidden | result.folded, result.hidden
    apart = {NIL}.union(
        name for name, types in facts.ontology.items() if classes.of(types).isdisjoint(RELATION_CONCEPTS)
    )
    for subject, rows in facts.about.items():
        if subject in gone:
            continue
        values: list[Row] = []
        drawn: list[Row] = []
        for row in rows:
            predicate, value, _ = row
            if (
                type(value) is str and predicate not in NO_LINKS
            ):  # is_link, written out: asked of every statement
                if value not in gone and (value not in apart or predicate in RELATION_LINKS):
                    drawn.append(row)
                    continue
                if predicate == CITED and value in hidden:
                    continue
            values.append(row)
        result.values[subject] = values
        if drawn:
            result.edges[subject] = cast("list[tuple[str, str, Graphs]]", drawn)
