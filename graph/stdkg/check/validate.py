"""Shapes over a store: every constraint as SPARQL on the store's own engine, pyshacl for the shapes that hold more.

Per property shape there is one query for what is asked of each value, one for the class of the values, and one for each
constraint that looks at all values together. Where a question goes along one predicate, a screen is asked first, which doesn't look at the nodes that the
shape is about: whether the predicate has bad values at all, or a subject with two values. Most graphs end there. A shape
none of whose classes has an instance costs nothing.

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

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from stdkg.check.conditions import SET_COMPONENTS, Conditions, Untranslatable
from stdkg.check.findings import Fault, shown
from stdkg.check.referee import run_pyshacl
from stdkg.check.spread import spread
from stdkg.vocabulary import expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pyoxigraph import Quad, QuerySolutions

    from stdkg.check.shapes import Constraint, Shape
    from stdkg.model import Term
    from stdkg.store import Store

__all__ = ["asker", "completed", "validate"]

_TYPE = f"<{expand('rdf:type')}>"
_SUBCLASS = f"<{expand('rdfs:subClassOf')}>"
_PREDICATE_TARGETS = {"targetSubjectsOf": "?focus <{}> ?any", "targetObjectsOf": "?any <{}> ?focus"}
_COMPARED = {"lessThan": "<", "lessThanOrEquals": "<="}
_PREDICATE = re.compile(r"<[^<>]*>")


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
    asked = tuple(shapes)
    yield from completed(store, asked, spread(store, asker(store), asked), statements)


def asker(store: Store) -> Callable[[Shape], list[Fault] | None]:
    """Return what finds the breaches of one shape; None for a shape that holds more than SPARQL is made for here."""
    return _Run(store).faults


def completed(
    store: Store,
    shapes: Iterable[Shape],
    answers: Iterable[list[Fault] | None],
    statements: Iterable[Quad] | None = None,
) -> Iterator[Fault]:
    """Yield the breaches in the answers, one a shape, and last those of the shapes without an answer, by pyshacl."""
    beyond: list[Shape] = []
    for shape, faults in zip(shapes, answers, strict=True):
        if faults is None:
            beyond.append(shape)
        else:
            yield from faults
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
        self._screened: dict[str, bool] = {}

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

    def faults(self, shape: Shape) -> list[Fault] | None:
        """All breaches of one shape; None where the shape holds what SPARQL isn't made for here."""
        parts = (shape, *shape.properties)
        if any(part.beyond or (part is not shape and part.properties) for part in parts):
            return None
        try:
            questions = [(part, question) for part in parts for question in self._questions(part, shape)]
        except Untranslatable:
            return None
        return [
            fault
            for part, question in questions
            if not question.screen or self._holds(question.screen)
            for fault in question.reader.faults(part, self._select(question.query))
        ]

    def _holds(self, screen: str) -> bool:
        """Whether a screen has rows."""
        if screen not in self._screened:
            self._screened[screen] = next(self._select(screen + " LIMIT 1"), None) is not None
        return self._screened[screen]

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

    def _questions(self, part: Shape, shape: Shape) -> Iterator[_Question]:
        target, path = self._target(shape), part.path
        each = [constraint for constraint in part.constraints if constraint.component not in SET_COMPONENTS]
        classed = [one for one in each if one.component == "class" and _PREDICATE.fullmatch(path)]
        each = [constraint for constraint in each if constraint not in classed]
        conditions = [self._conditions.of(constraint, "?value") for constraint in each]
        if conditions and target:
            yield _per_value(target, path, conditions, _PerValue(each))
        for constraint in classed if target else ():
            classes = self._instantiated(str(getattr(constraint.terms[0], "value", "")))
            yield _of_no_class(target, path, classes, _PerSet(constraint))
        for constraint in part.constraints:
            if constraint.component in SET_COMPONENTS:
                if not path:
                    raise Untranslatable(constraint.component)
                if target:
                    yield _Question(
                        _per_set(target, path, constraint), _PerSet(constraint), _screen(path, constraint)
                    )


class _Question(NamedTuple):
    """A query, what makes faults of its rows, and a cheap query without rows where the first one has none; "" for none."""

    query: str
    reader: _PerValue | _PerSet
    screen: str = ""


def _one_of(var: str, iris: Sequence[str]) -> str:
    return f"VALUES {var} {{ {' '.join(f'<{iri}>' for iri in iris)} }} "


def _per_value(target: str, path: str, conditions: Sequence[str], reader: _PerValue) -> _Question:
    """The question for what is asked of each value."""
    flags = [f"?c{index}" for index in range(len(conditions))]
    binds = " ".join(f"BIND(!{test} AS {flag})" for test, flag in zip(conditions, flags, strict=True))
    sought, given = f"{binds} FILTER({' || '.join(flags)})", " ".join(flags)
    if not _PREDICATE.fullmatch(path):
        link = f"?focus {path} ?value ." if path else "BIND(?focus AS ?value)"
        return _Question(f"SELECT DISTINCT ?focus ?value {given} {{ {target} {link} {sought} }}", reader)
    link = f"?any {path} ?value"
    if "EXISTS" in binds:
        link = f"{{ SELECT DISTINCT ?value {{ {link} }} }}"
    return _of_values(target, path, f"SELECT DISTINCT ?value {given} {{ {link} {sought} }}", reader, given)


def _of_no_class(target: str, predicate: str, classes: Sequence[str], reader: _PerSet) -> _Question:
    """The question for values that are instances of none of some classes."""
    instances = f"{_one_of('?class', classes)} ?value {_TYPE} ?class"
    bad = f"SELECT DISTINCT ?value {{ ?any {predicate} ?value MINUS {{ {instances} }} }}"
    return _of_values(target, predicate, bad, reader)


def _of_values(
    target: str, predicate: str, bad: str, reader: _PerValue | _PerSet, given: str = ""
) -> _Question:
    """The question for the nodes that have a bad value, where a predicate has bad values at all."""
    query = f"SELECT DISTINCT ?focus ?value {given} {{ {{ {bad} }} ?focus {predicate} ?value . {target} }}"
    return _Question(query, reader, bad)


def _screen(path: str, constraint: Constraint) -> str:
    """The screen for a limit to the values of a subject: it has a predicate twice (in one language), or at all, or shares a value of two."""
    twice = "HAVING(COUNT(*) > COUNT(DISTINCT ?focus))"
    if not _PREDICATE.fullmatch(path):
        return ""
    if constraint.component == "uniqueLang":
        tagged = "BIND(LANG(?value) AS ?lang) FILTER(?lang != '')"
        return f"SELECT ?lang {{ ?focus {path} ?value {tagged} }} GROUP BY ?lang {twice}"
    if constraint.component == "maxCount":
        pattern = f"{{ ?focus {path} ?value }}"
        return (
            f"SELECT (COUNT(*) AS ?all) {pattern} {twice}"
            if constraint.number
            else f"SELECT ?focus {pattern}"
        )
    if constraint.component == "disjoint":
        other = f"SELECT ?focus ?value {{ ?focus {constraint.terms[0]} ?value }}"
        return f"SELECT ?focus {{ ?focus {path} ?value {{ {other} }} }}"
    return ""


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
