"""Shapes over a store: every constraint as SPARQL on the store's own engine, pyshacl for the shapes that hold more.

Per property shape there is one query for what is asked of each value, and one for each constraint that looks at all
values together. A shape none of whose classes has an instance costs nothing.

Example:
    >>> from pyoxigraph import NamedNode, Quad
    >>> from stdkg.check.shapes import shipped_shapes
    >>> from stdkg.store.embedded import EmbeddedStore
    >>> from stdkg.vocabulary import ID, STD, term
    >>> store = EmbeddedStore()
    >>> store.add([Quad(ID("x"), term("rdf", "type"), STD("Collective"))])
    >>> sorted(fault.rule for fault in validate(store, shipped_shapes()))
    ['Collective-memberKind', 'Named-label']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stdkg.check.conditions import SET_COMPONENTS, Conditions, Untranslatable
from stdkg.check.findings import Fault, shown
from stdkg.check.referee import run_pyshacl
from stdkg.vocabulary import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import Quad, QuerySolutions

    from stdkg.check.shapes import Constraint, Shape
    from stdkg.model import Term
    from stdkg.store import Store

__all__ = ["validate"]

_TYPE = f"<{expand('rdf:type')}>"
_SUBCLASS = f"<{expand('rdfs:subClassOf')}>"
_PREDICATE_TARGETS = {"targetSubjectsOf": "?focus <{}> ?any", "targetObjectsOf": "?any <{}> ?focus"}
_COMPARED = {"lessThan": "<", "lessThanOrEquals": "<="}


def validate(
    store: Store, shapes: Iterable[Shape], statements: Iterable[Quad] | None = None
) -> Iterator[Fault]:
    """Yield each breach of the shapes in the default graph of a store.

    Classes are taken with the classes below them, by the rdfs:subClassOf that the store holds. The result is that of
    a SHACL processor: focus node, path, value and component of each result. `statements` is the graph that the shapes
    were read from, for pyshacl; by default the shipped one.

    Raises:
        DataError: pyshacl refuses a shape.
    """
    run = _Run(store)
    beyond: list[Shape] = []
    for shape in shapes:
        try:
            yield from run.faults(shape)
        except Untranslatable:
            beyond.append(shape)
    if beyond:
        yield from run_pyshacl(store, beyond, statements)


class _Run:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._present = {
            row["class"].value for row in self._select(f"SELECT DISTINCT ?class {{ ?s {_TYPE} ?class }}")
        }
        self._below: dict[str, list[str]] = {}
        for row in self._select(f"SELECT ?low ?high {{ ?low {_SUBCLASS} ?high FILTER(isIRI(?low)) }}"):
            self._below.setdefault(row["high"].value, []).append(row["low"].value)
        self._conditions = Conditions(self._instantiated)

    def _select(self, sparql: str) -> QuerySolutions:
        return cast("QuerySolutions", self._store.query(sparql))

    def _instantiated(self, iri: str) -> list[str]:
        """A class and those below it, as far as they have instances."""
        seen, rest = {iri}, [iri]
        while rest:
            more = [low for low in self._below.get(rest.pop(), ()) if low not in seen]
            seen.update(more)
            rest += more
        return sorted(seen & self._present) or [iri]

    def faults(self, shape: Shape) -> list[Fault]:
        """All breaches of one shape.

        Raises:
            Untranslatable: the shape holds what SPARQL isn't made for here.
        """
        for part in (shape, *shape.properties):
            if part.beyond or (part is not shape and part.properties):
                raise Untranslatable(part.iri)
        queries = [
            (part, query, found)
            for part in (shape, *shape.properties)
            for query, found in self._queries(part, shape)
        ]
        return [fault for part, query, found in queries for fault in found.faults(part, self._select(query))]

    def _target(self, shape: Shape) -> str:
        """The pattern that binds ?focus to the nodes that a shape is about; "" where there are none."""
        groups = []
        classes = {
            low for kind, iri in shape.targets if kind == "targetClass" for low in self._instantiated(iri)
        }
        if present := sorted(classes & self._present):
            groups.append(_one_of("?class", present) + f"?focus {_TYPE} ?class")
        for kind, iri in shape.targets:
            if kind in _PREDICATE_TARGETS:
                groups.append(_PREDICATE_TARGETS[kind].format(iri))
            elif kind == "targetNode":
                groups.append(f"VALUES ?focus {{ <{iri}> }}")
        return " UNION ".join(f"{{ {group} }}" for group in groups)

    def _queries(self, part: Shape, shape: Shape) -> Iterator[tuple[str, _PerValue | _PerSet]]:
        target = self._target(shape)
        path = part.path
        each = [constraint for constraint in part.constraints if constraint.component not in SET_COMPONENTS]
        conditions = [self._conditions.of(constraint, "?value") for constraint in each]
        if conditions and target:
            link = f"?focus {path} ?value ." if path else "BIND(?focus AS ?value)"
            yield _per_value(target, link, conditions), _PerValue(each)
        for constraint in part.constraints:
            if constraint.component in SET_COMPONENTS:
                if not path:
                    raise Untranslatable(constraint.component)
                if target:
                    yield _per_set(target, path, constraint), _PerSet(constraint)


def _one_of(var: str, iris: Sequence[str]) -> str:
    return f"VALUES {var} {{ {' '.join(f'<{iri}>' for iri in iris)} }} "


def _per_value(target: str, link: str, conditions: Sequence[str]) -> str:
    flags = [f"?c{index}" for index in range(len(conditions))]
    binds = " ".join(f"BIND(!{test} AS {flag})" for test, flag in zip(conditions, flags, strict=True))
    return f"SELECT DISTINCT ?focus ?value {' '.join(flags)} {{ {target} {link} {binds} FILTER({' || '.join(flags)}) }}"


def _per_set(target: str, path: str, constraint: Constraint) -> str:
    """The query for a constraint that looks at all values of a focus."""
    component, term, link = constraint.component, constraint.terms[0], f"?focus {path} ?value"
    if component in _COMPARED:
        test = f"!COALESCE(?value {_COMPARED[component]} ?other, false)"
        return f"SELECT DISTINCT ?focus ?value {{ {target} {link} . ?focus {term} ?other FILTER({test}) }}"
    if component == "disjoint":
        return f"SELECT DISTINCT ?focus ?value {{ {target} {link} . ?focus {term} ?value }}"
    if component == "equals":
        missing = f"?focus {term} ?value FILTER NOT EXISTS {{ {link} }}"
        more = f"{link} FILTER NOT EXISTS {{ ?focus {term} ?value }}"
        return f"SELECT DISTINCT ?focus ?value {{ {target} {{ {more} }} UNION {{ {missing} }} }}"
    if component == "uniqueLang":
        tagged = f"{target} {link} BIND(LANG(?value) AS ?lang) FILTER(?lang != '')"
        return f"SELECT ?focus ?lang {{ {tagged} }} GROUP BY ?focus ?lang HAVING(COUNT(DISTINCT ?value) > 1)"
    if component == "hasValue" or (constraint.number == 1 and component == "minCount"):
        sought = f"?focus {path} {term}" if component == "hasValue" else link
        return f"SELECT DISTINCT ?focus {{ {target} FILTER NOT EXISTS {{ {sought} }} }}"
    sign = "<" if component == "minCount" else ">"
    having = f"HAVING(COUNT(DISTINCT ?value) {sign} {constraint.number})"
    return f"SELECT ?focus {{ {target} OPTIONAL {{ {link} }} }} GROUP BY ?focus {having}"


class _PerValue:
    """Reads rows that have a flag for each constraint."""

    def __init__(self, constraints: Sequence[Constraint]) -> None:
        self._constraints = constraints

    def faults(self, shape: Shape, rows: QuerySolutions) -> Iterator[Fault]:
        for row in rows:
            for index, constraint in enumerate(self._constraints):
                if row[f"c{index}"].value == "true":
                    yield _fault(shape, constraint, row["focus"], row["value"])


class _PerSet:
    """Reads rows that are one fault each."""

    def __init__(self, constraint: Constraint) -> None:
        self._constraint = constraint

    def faults(self, shape: Shape, rows: QuerySolutions) -> Iterator[Fault]:
        names = [variable.value for variable in rows.variables]
        for row in rows:
            value = row["value"] if "value" in names else None
            other = row["lang"] if "lang" in names else None
            yield _fault(shape, self._constraint, row["focus"], value, other)


def _fault(
    shape: Shape, constraint: Constraint, focus: Term, value: Term | None, other: Term | None = None
) -> Fault:
    return Fault(
        shape.name,
        shape.severity,
        focus,
        constraint.component,
        shape.path,
        value,
        other,
        ", ".join(shown(term) for term in constraint.terms),
        shape.messages,
    )
