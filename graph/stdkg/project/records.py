"""Figures as records: what was counted, how many, where, when, by whom, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias, overload

from stdkg.project.attributes import Plain, plain
from stdkg.project.facts import Row, to_id
from stdkg.project.terms import local_name
from stdkg.vocabulary import PREFIXES, expand, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stdkg.model import Term
    from stdkg.project.facts import Facts, Graphs

__all__ = [
    "DIMENSIONS",
    "SILENT",
    "Record",
    "Statements",
    "amount",
    "attribute_name",
    "figure_records",
    "passages_of",
]

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
_NAMING = ("measure", "period", "sector", "level", "comparator", "status", "rankKind")
"""The dimensions that the name of a figure's attribute is made of."""


class Statements(Sequence[Row]):
    """What is stated about a resource, in the order of predicates and values, sorted when it is first looked at."""

    __slots__ = ("_is_sorted", "_rows")

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = list(rows)
        self._is_sorted = len(self._rows) < 2  # noqa: PLR2004

    def _sorted(self) -> list[Row]:
        if not self._is_sorted:
            self._rows.sort(key=_order)
            self._is_sorted = True
        return self._rows

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return self._sorted()[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._sorted())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def _order(row: Row) -> tuple[str, str]:
    return row[0], str(row[1])


@cache
def passages_of(graphs: Graphs) -> tuple[str, ...]:
    """Return the CURIEs of those of the graphs that are passages."""
    return tuple(shorten(name) for name in graphs if name.startswith(_PASSAGE))


def figure_records(facts: Facts, subjects: Iterable[str]) -> Iterator[tuple[Record, list[str]]]:
    """Yield each figure with the nodes that carry it: what it is about, who did it, where."""
    for subject in sorted(subjects):
        rows = facts.about[subject]
        found: dict[str, Term] = {}
        carriers = set()
        for predicate, value, _ in rows:
            name = DIMENSIONS.get(predicate)
            if name is None:
                continue
            found[name] = value if name not in found else max(found[name], value, key=str)
            if name in _CARRIERS and (carrier := to_id(value)) not in _SILENT_IRIS:
                carriers.add(carrier)
        record: Record = {"id": subject}
        record |= {name: plain(found[name]) for name in DIMENSIONS.values() if name in found}
        held = {graphs for _, _, graphs in rows}
        record["passages"] = tuple(sorted({passage for graphs in held for passage in passages_of(graphs)}))
        record["statements"] = Statements(rows)
        yield record, sorted(carriers)


def attribute_name(record: Record) -> str:
    """Return the name under which a figure is a plain attribute: its measure, period and whatever narrows it.

    Example:
        >>> attribute_name({"measure": "std:secretariats", "period": "2022", "comparator": "std:moreThan", "about": "id:x"})
        'secretariats 2022 moreThan'
    """
    return _named(tuple(map(record.get, _NAMING)), record.get("unit") == "std:percent")


@lru_cache(1 << 12)
def _named(parts: tuple[object, ...], is_percent: bool) -> str:
    words = [local_name(str(part)) for part in parts if part is not None and part not in SILENT]
    return " ".join([*words, "percent"] if is_percent else words)


def amount(record: Record) -> Plain | None:
    """Return the value or the rank of a figure."""
    value = record.get("value", record.get("rank"))
    return value if isinstance(value, (str, int, float)) else None
