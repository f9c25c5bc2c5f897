"""Rows and records of a property graph that are made when they are first looked at: most never are."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar, overload

from stdkg.project.facts import to_term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stdkg.model import Term
    from stdkg.project.facts import Graphs, Row

__all__ = ["FoldedStatements", "Lazy", "Statements"]

_Item_co = TypeVar("_Item_co", covariant=True)


class Lazy(Sequence[_Item_co]):
    """A sequence that cannot be changed, whose items are made when it is first looked at."""

    __slots__ = ("_made",)
    _made: tuple[_Item_co, ...]

    @abstractmethod
    def _make(self) -> tuple[_Item_co, ...]:
        """Make the items."""

    def _items(self) -> tuple[_Item_co, ...]:
        try:
            return self._made
        except AttributeError:
            self._made = self._make()
            return self._made

    @overload
    def __getitem__(self, index: int) -> _Item_co: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[_Item_co]: ...
    def __getitem__(self, index: int | slice) -> _Item_co | Sequence[_Item_co]:
        return self._items()[index]

    def __len__(self) -> int:
        return len(self._items())

    def __iter__(self) -> Iterator[_Item_co]:
        return iter(self._items())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._items() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._items())

    def __repr__(self) -> str:
        return repr(self._items())


class Statements(Lazy["tuple[str, Term, Graphs]"]):
    """What is stated about a resource: predicate, term, graphs, in the order of predicates and terms.

    Example:
        >>> [(predicate, str(term)) for predicate, term, _ in Statements([("b", "http://example.com/", ()), ("a", "_:x", ())])]
        [('a', '_:x'), ('b', '<http://example.com/>')]
    """

    __slots__ = ("_rows",)

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows

    def _make(self) -> tuple[tuple[str, Term, Graphs], ...]:
        rows = [
            (predicate, to_term(value) if isinstance(value, str) else value, graphs)
            for predicate, value, graphs in self._rows
        ]
        return tuple(sorted(rows, key=_order))


class FoldedStatements(Lazy["tuple[str, str, Term, Graphs]"]):
    """What is stated about resources that became one edge: the resource, predicate, term, graphs."""

    __slots__ = ("_parts",)

    def __init__(self, parts: list[tuple[str, list[Row]]]) -> None:
        self._parts = parts

    def _make(self) -> tuple[tuple[str, str, Term, Graphs], ...]:
        return tuple((subject, *row) for subject, rows in self._parts for row in Statements(rows))


def _order(row: tuple[str, Term, Graphs]) -> tuple[str, str]:
    return row[0], str(row[1])
