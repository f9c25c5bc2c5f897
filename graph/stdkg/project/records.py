"""Figures as records: what was counted, how many, where, when, by whom, and who says so."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import Literal

from stdkg.project.attributes import Plain, plain
from stdkg.project.facts import to_id, written
from stdkg.project.lazy import Lazy, Statements
from stdkg.project.terms import local_name
from stdkg.vocabulary import PREFIXES, expand, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stdkg.project.facts import Graphs, Row, Value

__all__ = ["DIMENSIONS", "SILENT", "Figure", "Record", "Records", "passages_in", "passages_of"]

Record: TypeAlias = dict[str, object]
"""A figure: its `id`, the dimensions of DIMENSIONS as CURIEs or numbers, `passages`, `statements`."""

DIMENSIONS: Final = {
    expand(curie): name
    for curie, name in (
        ("std:measure", "measure"),
        ("sdmx-measure:obsValue", "value"),
        ("std:comparator", "comparator"),
        ("sdmx-attribute:unitMeasure", "unit"),
        ("sdmx-dimension:refArea", "area"),
        ("sdmx-dimension:refPeriod", "period"),
        ("std:sector", "sector"),
        ("std:standardLevel", "level"),
        ("std:about", "about"),
        ("std:by", "by"),
        ("std:status", "status"),
        ("std:rank", "rank"),
        ("std:rankKind", "rankKind"),
        ("skos:editorialNote", "note"),
    )
}
"""Predicate of a figure to the name of that dimension in its record."""
_PASSAGE = PREFIXES["passage"]
_CARRIERS = ("about", "by", "area")
SILENT = frozenset(
    {"std:exactly", "std:actual", "std:sectorNotStated", "std:levelNotStated", "std:aboutNotStated"}
)
"""Concepts that say that there is nothing to say."""
_SILENT_IRIS = frozenset(map(expand, SILENT))
_NAMING = ("measure", "period", "sector", "level", "comparator", "status", "rankKind", "unit")
"""The dimensions that the name of a figure's attribute is made of."""


@lru_cache(1 << 16)
def passages_of(graphs: Graphs) -> tuple[str, ...]:
    """Return the CURIEs of those of the graphs that are passages."""
    return tuple(shorten(name) for name in graphs if name.startswith(_PASSAGE))


def passages_in(held: Sequence[Graphs]) -> tuple[str, ...]:
    """Return the CURIEs of all passages among these graphs, sorted."""
    one = held[0]
    if held.count(one) == len(held):
        return passages_of(one)
    return tuple(sorted(set().union(*map(passages_of, set(held)))))


class Records(Lazy[Record]):
    """Figures as records, in the order of their IRIs."""

    __slots__ = ("_figures",)

    def __init__(self, figures: list[Figure]) -> None:
        self._figures = figures

    def _make(self) -> tuple[Record, ...]:
        return tuple(figure.record() for figure in self._figures)


class Figure:
    """A figure, from what is said about it.

    Example:
        >>> said = {"std:measure": "std:secretariats", "std:comparator": "std:moreThan"}
        >>> figure = Figure("id:f", [(expand(name), expand(value), ()) for name, value in said.items()])
        >>> figure.name(), figure.amount(), figure.carriers()
        ('secretariats moreThan', None, [])
    """

    __slots__ = ("_carriers", "_found", "_id", "_rows")

    def __init__(self, subject: str, rows: list[Row]) -> None:
        self._id = subject
        self._rows = rows
        found: dict[str, Value] = {}
        carriers = set()
        for predicate, value, _ in rows:
            name = DIMENSIONS.get(predicate)
            if name is None:
                continue
            found[name] = value if name not in found else max(found[name], value, key=written)
            if name in _CARRIERS:
                carriers.add(value if isinstance(value, str) else to_id(value))
        self._found = found
        self._carriers = carriers - _SILENT_IRIS

    def carriers(self) -> list[str]:
        """The nodes that carry it: what it is about, who did it, where."""
        return sorted(self._carriers)

    def name(self) -> str:
        """The name under which it is a plain attribute: its measure, period and whatever narrows it."""
        return _named(tuple(map(self._found.get, _NAMING)))

    def amount(self) -> Plain | None:
        """Its value or its rank."""
        value = self._found.get("value", self._found.get("rank"))
        return plain(value) if isinstance(value, Literal) else None

    def record(self) -> Record:
        """All of it."""
        found = self._found
        return {
            "id": self._id,
            **{name: plain(found[name]) for name in DIMENSIONS.values() if name in found},
            "passages": passages_in([graphs for _, _, graphs in self._rows]),
            "statements": Statements(self._rows),
        }


@lru_cache(1 << 14)
def _named(parts: tuple[Value | None, ...]) -> str:
    *narrowing, unit = [None if part is None else plain(part) for part in parts]
    words = [local_name(str(word)) for word in narrowing if word is not None and word not in SILENT]
    return " ".join([*words, "percent"] if unit == "std:percent" else words)
