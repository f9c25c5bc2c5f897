"""Names for blank nodes that depend on nothing but what is said of them: RDFC-1.0 (https://www.w3.org/TR/rdf-canon/).

The time it takes grows with the cube of the number of blank nodes that hang together and that only their links tell apart, and with the
factorial of the number that hang on one of them. Nothing can stop it once it runs, so a graph that would take minutes is refused.

Example:
    >>> from pyoxigraph import NamedNode
    >>> a = NamedNode("http://example.com/a")
    >>> for line in sorted(map(str, named([Quad(BlankNode("x"), a, BlankNode("y")), Quad(a, a, BlankNode("y"))]))):
    ...     print(line)
    <http://example.com/a> <http://example.com/a> _:c14n1
    _:c14n0 <http://example.com/a> _:c14n1
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad

from stdkg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["named"]

_TOGETHER: Final = 300
"""Alike blank nodes that hang together: 300 take some seconds."""
_ON_ONE: Final = 7
"""Alike blank nodes that hang on one blank node that has its likes too: 8 take some seconds."""


def named(quads: Collection[Quad]) -> Dataset:
    """Return the quads with their blank nodes named c14n0, c14n1 ...

    Raises:
        DataError: too many blank nodes are alike.
    """
    _refuse_too_many_alike(quads)
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def _refuse_too_many_alike(quads: Iterable[Quad]) -> None:
    links = [
        quad for quad in quads if isinstance(quad.subject, BlankNode) and isinstance(quad.object, BlankNode)
    ]
    if not links:
        return
    alike = _alike(quads)
    neighbours: dict[BlankNode, set[BlankNode]] = {}
    for quad in links:
        one, other = quad.subject, quad.object
        if one in alike and other in alike and one != other:
            neighbours.setdefault(one, set()).add(other)  # type: ignore[arg-type]  # blank, as the links are
            neighbours.setdefault(other, set()).add(one)  # type: ignore[arg-type]
    together = _largest_part(neighbours)
    on_one = max(
        (max(Counter(alike[node] for node in near).values()) for near in neighbours.values()), default=0
    )
    if together > _TOGETHER or on_one > _ON_ONE:
        raise DataError(
            f"{together} blank nodes hang together that only their links tell apart: too many to name them in a fixed order; "
            "write IRIs instead of blank nodes"
        )


def _alike(quads: Iterable[Quad]) -> dict[BlankNode, int]:
    """Return the blank nodes of which others are told the same, with a number for what is told."""
    told: dict[BlankNode, list[tuple[str, ...]]] = {}
    for quad in quads:
        terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
        for node in {term for term in terms if isinstance(term, BlankNode)}:
            told.setdefault(node, []).append(tuple(_seen_from(node, term) for term in terms))
    numbers = {node: hash(tuple(sorted(facts))) for node, facts in told.items()}
    counts = Counter(numbers.values())
    return {node: number for node, number in numbers.items() if counts[number] > 1}


def _seen_from(node: BlankNode, term: object) -> str:
    if isinstance(term, BlankNode):
        return "_:this" if term == node else "_:other"
    return str(term)


def _largest_part(neighbours: dict[BlankNode, set[BlankNode]]) -> int:
    left, largest = set(neighbours), 0
    while left:
        part, edge = 0, [left.pop()]
        while edge:
            part += 1
            found = neighbours[edge.pop()] & left
            left -= found
            edge += found
        largest = max(largest, part)
    return largest
