"""Which columns of a store hold values of one kind, which the engine has an order for.

A look at a column takes about as long as a query that is ordered by it. So the first query goes without one, with the keys of
`stdkg.store.ordering`; for the next the column is looked at, and what is found is kept for as long as the store stays the same.

Example:
    >>> import pyoxigraph
    >>> from pyoxigraph import Literal, NamedNode, Quad
    >>> from stdkg.store.ordering import Column
    >>> a, engine = NamedNode("http://a/a"), pyoxigraph.Store()
    >>> column = Column("PREFIX ex: <http://a/> ", ("ex:a",))
    >>> engine.add(Quad(a, a, Literal(9)))
    >>> kinds = Kinds()
    >>> [kinds.are_one(engine, [column]) for _ in "123"]
    [False, True, True]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stdkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph

    from stdkg.store.ordering import Column

__all__ = ["Kinds"]

_MOST: Final = 1_000
"""Columns that are remembered."""
_XSD: Final = PREFIXES["xsd"]
_OTHER: Final = "other"
_FAILS: Final = "1 / 0"
_RULES: Final = (
    (f"isNumeric(?v) && DATATYPE(?v) IN (<{_XSD}integer>, <{_XSD}decimal>)", "number"),
    (f"DATATYPE(?v) IN (<{_XSD}string>, <{PREFIXES['rdf']}langString>)", "text"),
    *(
        (f'DATATYPE(?v) = <{_XSD}{name}> && TZ(?v) = "" && STRLEN(STR(?v)) = {length}', "date")
        for name, length in (("date", 10), ("gYearMonth", 7), ("gYear", 4))
    ),
    (f'DATATYPE(?v) = <{_XSD}dateTime> && TZ(?v) = ""', "dateTime"),
    ("isLiteral(?v)", _OTHER),
)
"""The kinds whose order without keys is the order with them. Years, months and days are one kind where the year has four digits
and there is no time zone: the engine compares two of one type by their meaning, others by their text, and so in the same order."""
_KIND: Final = f"COALESCE({', '.join(f'IF({test}, {kind!r}, {_FAILS})' for test, kind in _RULES)})"
_LOOK: Final = "{prologue}SELECT DISTINCT ({kind} AS ?k) {{ {{ ?s {path} ?v }} UNION {{ GRAPH ?g {{ ?s {path} ?v }} }} }}"


class Kinds:
    """What is known of the columns of an engine, as long as nobody writes to it."""

    def __init__(self) -> None:
        self._known: dict[Column, bool | None] = {}

    def are_one(self, engine: pyoxigraph.Store, columns: Iterable[Column]) -> bool:
        """Tell whether each column is known to hold literals of one kind at most; the first time that it is asked, it is not."""
        known = [self._is_one(engine, column) for column in columns]
        return all(known)

    def _is_one(self, engine: pyoxigraph.Store, column: Column) -> bool:
        if column not in self._known:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[column] = None
            return False
        known = self._known[column]
        if known is None:
            known = self._known[column] = _look(engine, column)
        return known


def _look(engine: pyoxigraph.Store, column: Column) -> bool:
    look = _LOOK.format(prologue=column.prologue, kind=_KIND, path="|".join(column.predicates))
    try:
        found = {row["k"] for row in engine.query(look, prefixes=PREFIXES)}  # type: ignore[union-attr]
    except (OSError, RuntimeError, SyntaxError, ValueError):
        return False
    kinds = {kind.value for kind in found if kind is not None}
    return len(kinds) <= 1 and _OTHER not in kinds
