"""Figures as records: what was counted, how many, where, when, by whom, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from stdkg.project.attributes import Plain, plain
from stdkg.project.terms import local_name
from stdkg.vocabulary import expand, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stdkg.project.facts import Facts
    from stdkg.project.sorting import Sorted

__all__ = ["DIMENSIONS", "SILENT", "Record", "amount", "attribute_name", "figure_records", "statements_of"]

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
_CARRIERS = ("about", "by", "area")
SILENT = frozenset(
    {"std:exactly", "std:actual", "std:sectorNotStated", "std:levelNotStated", "std:aboutNotStated"}
)
"""Concepts that say that there is nothing to say."""


def statements_of(
    facts: Facts, sorted_links: Sorted, subject: str
) -> tuple[tuple[str, object, tuple[str, ...]], ...]:
    """Return everything stated about a folded subject: predicate, value (a term or a resource's id), graphs."""
    from stdkg.project.facts import to_term
    from stdkg.project.terms import TYPE

    rows: list[tuple[str, object, tuple[str, ...]]] = [
        (TYPE, to_term(name), graphs) for name, graphs in facts.types.get(subject, {}).items()
    ]
    rows += [(p, value, graphs) for (p, value), graphs in facts.values.get(subject, {}).items()]
    rows += [(p, to_term(o), graphs) for (_, p, o), graphs in sorted_links.folded.get(subject, ())]
    return tuple(sorted(rows, key=lambda row: (row[0], str(row[1]))))


def figure_records(facts: Facts, sorted_links: Sorted) -> Iterator[tuple[Record, list[str]]]:
    """Yield each figure with the nodes that carry it: what it is about, who did it, where."""
    for subject in sorted(sorted_links.figures):
        statements = statements_of(facts, sorted_links, subject)
        record: Record = {"id": subject}
        carriers = set()
        for predicate, value, _ in statements:
            name = DIMENSIONS.get(predicate)
            if name is None:
                continue
            record[name] = plain(value)  # type: ignore[arg-type]
            if name in _CARRIERS and record[name] not in SILENT:
                carriers.add(str(getattr(value, "value", value)))
        graphs = {graph for _, _, held in statements for graph in held}
        record["passages"] = tuple(sorted(shorten(graph) for graph in graphs))
        record["statements"] = statements
        yield record, sorted(carriers)


def attribute_name(record: Record) -> str:
    """Return the name under which a figure is a plain attribute: its measure, period and whatever narrows it.

    Example:
        >>> attribute_name({"measure": "std:secretariats", "period": "2022", "comparator": "std:moreThan", "about": "id:x"})
        'secretariats 2022 moreThan'
    """
    names = ("measure", "period", "sector", "level", "comparator", "status", "rankKind")
    parts = [record.get(name) for name in names]
    words = [local_name(str(part)) for part in parts if part is not None and part not in SILENT]
    if record.get("unit") == "std:percent":
        words.append("percent")
    return " ".join(words)


def amount(record: Record) -> Plain | None:
    """Return the value or the rank of a figure."""
    value = record.get("value", record.get("rank"))
    return value if isinstance(value, (str, int, float)) else None
