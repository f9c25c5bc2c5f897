"""RDF lists as what they say: each member is linked by the predicate that leads to the list, and the cells are no nodes.

A list is folded where nothing can be lost: its cells have one rdf:first and one rdf:rest each and nothing more, each is
led to once, the last one ends in rdf:nil, and what leads to the first is a node. A list within a list is part of it. Any
other chain of cells, cyclic, shared, unfinished or led to by nothing, stays as it is.

Example:
    >>> from stdkg.project.facts import Facts
    >>> cells = {"_:1": [(FIRST, "a", ()), (REST, "_:2", ())], "_:2": [(FIRST, "b", ()), (REST, NIL, ())]}
    >>> [(found.subject, found.members) for found in find_lists(Facts({"s": [("p", "_:1", ())], **cells}))]
    [('s', [('_:1', 'a'), ('_:2', 'b')])]
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import NamedNode

from stdkg.project.facts import is_link, to_term
from stdkg.project.lazy import FoldedStatements, Lazy
from stdkg.project.records import passages_in
from stdkg.project.sorting import NIL
from stdkg.project.terms import TYPE, short
from stdkg.vocabulary import expand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stdkg.project.facts import About, Facts, Graphs, Row, Value
    from stdkg.project.filling import Filling
    from stdkg.project.records import Record
    from stdkg.project.sorting import Sorted
    from stdkg.project.words import Words
    from stdkg.store import Store

__all__ = ["ListRecords", "Lists", "RdfList", "add_members", "find_lists", "fold_lists", "has_lists", "told"]

FIRST, REST, LIST = map(expand, ("rdf:first", "rdf:rest", "rdf:List"))
_Cells: TypeAlias = dict[str, "tuple[Value, str]"]
"""By cell, its member and the next cell."""
_Uses: TypeAlias = "dict[str, list[tuple[str, str, Graphs]]]"
"""By cell, what leads to it: subject and predicate, and the graphs that say so."""


@dataclass(slots=True)
class RdfList:
    """A list that can be folded.

    Attributes:
        subject: what is linked to it.
        predicate: what links them.
        graphs: the graphs that say so.
        cells: all of its cells, the first before the others.
        members: its members in their order, each with its cell.
        drawn: the places among these, from 1, of the members that are nodes linked to the subject.
    """

    subject: str
    predicate: str
    graphs: Graphs
    cells: list[str] = field(default_factory=list)
    members: list[tuple[str, Value]] = field(default_factory=list)
    drawn: dict[int, str] = field(default_factory=dict)


Lists: TypeAlias = dict[str, list[RdfList]]
"""By subject, the lists that are folded into its edges and attributes."""


def has_lists(store: Store) -> bool:
    """Whether a store holds a cell of a list."""
    return next(iter(store.quads(predicate=NamedNode(REST))), None) is not None


def find_lists(facts: Facts) -> list[RdfList]:
    """Return the lists that can be folded, in the order of their subjects and predicates."""
    cells = _well_formed(facts.about)
    uses = _uses(facts.about, cells)
    chains = {}
    for head, found in uses.items():
        if len(found) == 1 and found[0][1] not in {REST, TYPE} and (chain := _chain(head, cells, uses)):
            chains[head] = chain
    within = {cell for chain in chains.values() for cell in chain}
    roots = [(uses[head][0], head) for head in chains if uses[head][0][0] not in within]
    return [_read(RdfList(*link), head, cells, chains) for link, head in sorted(roots)]


def _well_formed(about: About) -> _Cells:
    cells: _Cells = {}
    for subject, rows in about.items():
        firsts = [value for predicate, value, _ in rows if predicate == FIRST]
        rests = [value for predicate, value, _ in rows if predicate == REST]
        if len(firsts) == len(rests) == 1 and isinstance(rests[0], str):
            more = [row[:2] for row in rows if row[0] not in {FIRST, REST}]
            if all(row == (TYPE, LIST) for row in more):
                cells[subject] = firsts[0], rests[0]
    return cells


def _uses(about: About, cells: _Cells) -> _Uses:
    uses: _Uses = {}
    for subject, rows in about.items():
        for predicate, value, graphs in rows:
            if type(value) is str and value in cells:
                uses.setdefault(value, []).append((subject, predicate, graphs))
    return uses


def _chain(head: str, cells: _Cells, uses: _Uses) -> list[str]:
    """The cells from the first to the last; none where the chain does not end, or another leads into it."""
    chain, at = [head], cells[head][1]
    while at != NIL:
        if at not in cells or [use[:2] for use in uses[at]] != [(chain[-1], REST)]:
            return []
        chain.append(at)
        at = cells[at][1]
    return chain


def _read(found: RdfList, head: str, cells: _Cells, chains: dict[str, list[str]]) -> RdfList:
    """Read a list with the lists within it."""
    waiting = chains[head][::-1]
    while waiting:
        cell = waiting.pop()
        found.cells.append(cell)
        member = cells[cell][0]
        if type(member) is str and member in chains:
            waiting += chains[member][::-1]
        else:
            found.members.append((cell, member))
    return found


def fold_lists(facts: Facts, sorted_links: Sorted) -> Lists:
    """Take the cells out of what was sorted, but for those of what is folded itself; a link to a list becomes a value."""
    folded: Lists = {}
    edges, values = sorted_links.edges, sorted_links.values
    for found in find_lists(facts):
        if found.subject in values:
            folded.setdefault(found.subject, []).append(found)
        elif found.subject not in sorted_links.hidden:
            continue
        for place, (cell, member) in enumerate(found.members, 1):
            if is_link(member, found.predicate) and any(row[1] == member for row in edges.get(cell, ())):
                found.drawn[place] = member
        for cell in found.cells:
            values.pop(cell, None)
            edges.pop(cell, None)
    for subject, lists in folded.items():
        heads = {found.cells[0] for found in lists}
        links = edges.pop(subject, [])
        values[subject] += [row for row in links if row[1] in heads]
        if kept := [row for row in links if row[1] not in heads]:
            edges[subject] = kept
    return folded


def told(rows: list[Row], lists: list[RdfList]) -> Iterator[Row]:
    """What is said about a subject, with the members that are no edges in the place of the lists."""
    heads = {found.cells[0]: found for found in lists}
    for predicate, value, graphs in rows:
        found = heads.get(value) if type(value) is str else None
        if found is None:
            yield predicate, value, graphs
            continue
        for place, (_, member) in enumerate(found.members, 1):
            if place not in found.drawn:
                yield predicate, member, graphs


def add_members(filling: Filling, facts: Facts, lists: Lists, words: Words) -> None:
    """Add an edge to each member that is a node, `derived` as nothing states it by itself; `position` is its place."""
    for subject in sorted(lists):
        for found in lists[subject]:
            key = short(found.predicate)
            for place, member in found.drawn.items():
                edge = filling.edge(subject, member, key)
                if edge is None:
                    edge = {"predicate": found.predicate, **words.attributes(found.predicate)}
                    edge |= {"passages": _passages(facts, found, place), "graphs": (), "derived": True}
                    filling.add_edge(subject, member, key, edge)
                edge.setdefault("position", place)


def _passages(facts: Facts, found: RdfList, place: int) -> tuple[str, ...]:
    """The passages that lead to a list and that state a member of it."""
    cell, _ = found.members[place - 1]
    return passages_in([found.graphs, *(graphs for _, _, graphs in facts.about[cell])])


class ListRecords(Lazy["Record"]):
    """Lists as records: the `id` of the first cell, the `members`, and the `statements` about the cells."""

    __slots__ = ("_facts", "_lists")

    def __init__(self, facts: Facts, lists: list[RdfList]) -> None:
        self._facts = facts
        self._lists = lists

    def _make(self) -> tuple[Record, ...]:
        about = self._facts.about
        return tuple(
            {
                "id": found.cells[0],
                "members": tuple(to_term(m) if isinstance(m, str) else m for _, m in found.members),
                "statements": FoldedStatements([(cell, about[cell]) for cell in found.cells]),
            }
            for found in self._lists
        )
