"""A pattern cut into parts of fewer rows than an engine gives at once: by graph, by predicate, then by a hash of the subject.

Pages by ORDER BY and OFFSET make an engine sort everything for each page; parts cost what their rows cost.

Example:
    >>> answers = iter([[("<http://g/1>", 7), ("<http://g/2>", 3), ("<http://g/3>", 12)], [("<http://p>", 12)], [('"a"', 6), ('"b"', 6)]])
    >>> for part in parts(lambda query: next(answers), "GRAPH ?g { ?s ?p ?o }", "spog", 12, 10):
    ...     print(part)
    GRAPH ?g { ?s ?p ?o } VALUES ?g { <http://g/2> }
    GRAPH ?g { ?s ?p ?o } VALUES ?g { <http://g/1> }
    GRAPH ?g { ?s ?p ?o } VALUES ?g { <http://g/3> } VALUES ?p { <http://p> } FILTER(SUBSTR(MD5(STR(?s)), 1, 1) IN ("a"))
    GRAPH ?g { ?s ?p ?o } VALUES ?g { <http://g/3> } VALUES ?p { <http://p> } FILTER(SUBSTR(MD5(STR(?s)), 1, 1) IN ("b"))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Final, TypeAlias

__all__ = ["Counts", "parts"]

Counts: TypeAlias = Callable[[str], Iterable[tuple[str, int]]]
"""Answers a query for ?key and ?n: values as SPARQL writes them, nothing for what is unbound, and how many rows have each."""

_LONGEST: Final = 100
"""Values named in one query; engines give up on very long ones."""


def parts(counts: Counts, pattern: str, variables: Iterable[str], rows: int, limit: int) -> Iterator[str]:
    """Yield patterns that together have the rows of a pattern, each of them in one.

    Each has fewer rows than the limit, or cannot be cut further.

    Args:
        counts: asks the engine.
        pattern: what stands in a WHERE clause.
        variables: those of its variables that are free, among ?s, ?p, ?o, ?g.
        rows: how many rows it has, as far as that is known.
        limit: how many rows the engine gives at once.
    """
    keys = [key for key in "gps" if key in variables]
    yield from _cut(counts, pattern, keys, rows, limit)


def _cut(counts: Counts, pattern: str, keys: list[str], rows: int, limit: int) -> Iterator[str]:
    if not keys:
        yield pattern
        return
    key, further = keys[0], keys[1:]
    of = f"SUBSTR(MD5(STR(?s)), 1, {_digits(rows, limit)})" if key == "s" else f"?{key}"
    found = list(counts(f"SELECT ?key (COUNT(*) AS ?n) {{ {pattern} BIND({of} AS ?key) }} GROUP BY ?key"))
    if not all(value for value, _ in found):  # an engine that knows no hash of a subject
        yield pattern
        return
    for values, size in _packed(found, limit):
        narrowed = (
            f"{pattern} FILTER({of} IN ({', '.join(values)}))"
            if key == "s"
            else f"{pattern} VALUES {of} {{ {' '.join(values)} }}"
        )
        if size < limit:
            yield narrowed
        else:
            yield from _cut(counts, narrowed, further, size, limit)


def _digits(rows: int, limit: int) -> int:
    """How many hexadecimal digits of a hash make groups of at most half the limit, were all alike."""
    digits = 1
    while rows / 16**digits > limit / 2:
        digits += 1
    return digits


def _packed(counted: Iterable[tuple[str, int]], limit: int) -> Iterator[tuple[list[str], int]]:
    """Groups of values whose numbers together stay below a limit, with the sum; a value with more is a group of its own."""
    group: list[str] = []
    size = 0
    for value, number in sorted(counted, key=itemgetter(1, 0)):
        if group and (size + number >= limit or len(group) == _LONGEST):
            yield group, size
            group, size = [], 0
        group.append(value)
        size += number
    if group:
        yield group, size
