"""SHACL shapes, read from Turtle into values that the translator and the messages work on.

Shapes are nodes with a target; a property shape without a target belongs to the node shapes that name it. What a shape
says that SHACL Core doesn't know here (SPARQL constraints, qualified value shapes, closed shapes) is kept by name in
`Shape.beyond`, and such shapes are run by pyshacl.

Example:
    >>> figure = next(shape for shape in shipped_shapes() if shape.name == "Figure")
    >>> comparator = next(part for part in figure.properties if part.name == "Figure-comparator")
    >>> sorted(constraint.component for constraint in comparator.constraints)
    ['class', 'maxCount', 'minCount']
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from stdkg.check.shacl_paths import PathError, path_text
from stdkg.load.rdf import read_rdf
from stdkg.paths import ontology_dir
from stdkg.vocabulary import PREFIXES, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Quad

    from stdkg.model import Severity, Term

__all__ = ["Constraint", "Shape", "read_shapes", "shape_statements", "shipped_shapes"]

_SH = PREFIXES["sh"]
_TYPE = expand("rdf:type")
_FIRST, _REST, _NIL = expand("rdf:first"), expand("rdf:rest"), expand("rdf:nil")
_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
_ONE_TERM = frozenset(
    {
        "class", "datatype", "disjoint", "equals", "hasValue", "lessThan", "lessThanOrEquals", "maxCount",
        "maxExclusive", "maxInclusive", "maxLength", "minCount", "minExclusive", "minInclusive", "minLength",
        "nodeKind", "pattern", "uniqueLang",
    }
)  # fmt: skip
_LISTS = frozenset({"in", "languageIn"})
_ONE_SHAPE = frozenset({"node", "not"})
_SHAPE_LISTS = frozenset({"and", "or", "xone"})
_BESIDE = frozenset(
    {
        "deactivated",
        "description",
        "flags",
        "group",
        "message",
        "name",
        "order",
        "path",
        "property",
        "severity",
    }
)
_SEVERITIES: dict[str, Severity] = {"Warning": "warning", "Info": "warning"}


@dataclass(frozen=True, slots=True)
class Constraint:
    """One parameter of a shape: `sh:minCount 1` is the component `minCount` with the term 1.

    Attributes:
        component: the local name of the parameter.
        terms: its value: one term, or the members of its list.
        shapes: the shapes that it names, for `node`, `not`, `and`, `or`, `xone`.
        flags: those of a pattern.
    """

    component: str
    terms: tuple[Term, ...] = ()
    shapes: tuple[Shape, ...] = ()
    flags: str = ""

    @property
    def number(self) -> int:
        """The value of a count or length."""
        return int(str(getattr(self.terms[0], "value", "0")))


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape (no path) or a property shape.

    Attributes:
        iri: its name; "_:..." where it has none.
        path: what leads from the focus to the values, as a SPARQL path; "" for a node shape.
        targets: pairs such as ("targetClass", IRI).
        constraints: what is asked of the values.
        properties: the property shapes of a node shape.
        severity: "error", or "warning" for sh:Warning and sh:Info.
        messages: language to sh:message, the repair.
        beyond: parameters that the translator doesn't take.
    """

    iri: str
    path: str = ""
    targets: tuple[tuple[str, str], ...] = ()
    constraints: tuple[Constraint, ...] = ()
    properties: tuple[Shape, ...] = ()
    severity: Severity = "error"
    messages: Mapping[str, str] = field(default_factory=dict)
    beyond: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The last part of the name."""
        return self.iri.rpartition("#")[2].rpartition("/")[2]


def shape_statements() -> Iterator[Quad]:
    """Yield the statements of `ontology/shapes/*.ttl`."""
    for file in sorted((ontology_dir() / "shapes").glob("*.ttl")):
        yield from read_rdf(file)


@cache
def shipped_shapes() -> tuple[Shape, ...]:
    """Return the shapes that have a target, of `ontology/shapes/*.ttl`, by name."""
    return read_shapes(shape_statements())


def read_shapes(statements: Iterable[Quad]) -> tuple[Shape, ...]:
    """Return the shapes of a graph that have a target and aren't deactivated, by name."""
    return _Reader(statements).shapes()


class _Reader:
    def __init__(self, statements: Iterable[Quad]) -> None:
        self._graph: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for quad in statements:
            self._graph[_key(quad.subject)][quad.predicate.value].append(quad.object)
        self._open: set[str] = set()

    def shapes(self) -> tuple[Shape, ...]:
        found = [
            self._shape(key)
            for key, says in self._graph.items()
            if any(_SH + target in says for target in _TARGETS) and not self._deactivated(key)
        ]
        return tuple(sorted(found, key=lambda shape: shape.iri))

    def _deactivated(self, key: str) -> bool:
        return any(getattr(value, "value", "") == "true" for value in self._values(key, "deactivated"))

    def _values(self, key: str, parameter: str) -> list[Term]:
        says = self._graph.get(key)
        return says.get(_SH + parameter, []) if says is not None else []

    def _shape(self, key: str) -> Shape:
        beyond = sorted(
            parameter
            for parameter in (iri.removeprefix(_SH) for iri in self._graph[key] if iri.startswith(_SH))
            if parameter not in (_ONE_TERM | _LISTS | _ONE_SHAPE | _SHAPE_LISTS | _BESIDE | {*_TARGETS})
        )
        if key in self._open:
            return Shape(key, beyond=("recursion",))
        self._open.add(key)
        path = ""
        try:
            path = next((path_text(term, self._graph) for term in self._values(key, "path")), "")
        except PathError:
            beyond.append("path")
        shape = Shape(
            key,
            path,
            tuple((t, str(getattr(v, "value", v))) for t in _TARGETS for v in self._values(key, t)),
            tuple(self._constraints(key)),
            tuple(
                self._shape(_key(v)) for v in self._values(key, "property") if not self._deactivated(_key(v))
            ),
            self._severity(key),
            {m.language or "en": m.value for m in self._values(key, "message") if isinstance(m, Literal)},
            tuple(beyond),
        )
        self._open.discard(key)
        return shape

    def _severity(self, key: str) -> Severity:
        names = [str(getattr(v, "value", "")).removeprefix(_SH) for v in self._values(key, "severity")]
        return next((_SEVERITIES[name] for name in names if name in _SEVERITIES), "error")

    def _constraints(self, key: str) -> Iterator[Constraint]:
        flags = "".join(str(getattr(v, "value", "")) for v in self._values(key, "flags"))
        for iri in sorted(self._graph[key]):
            parameter = iri.removeprefix(_SH)
            for value in self._graph[key][iri] if iri != parameter else ():
                if parameter == "uniqueLang" and getattr(value, "value", "") != "true":
                    continue
                if parameter in _ONE_TERM:
                    yield Constraint(parameter, (value,), flags=flags)
                elif parameter in _LISTS:
                    yield Constraint(parameter, tuple(self._list(value)))
                elif parameter in _ONE_SHAPE:
                    yield Constraint(parameter, (value,), (self._shape(_key(value)),))
                elif parameter in _SHAPE_LISTS:
                    members = tuple(self._list(value))
                    yield Constraint(
                        parameter, members, tuple(self._shape(_key(member)) for member in members)
                    )

    def _list(self, head: Term) -> Iterator[Term]:
        key = _key(head)
        while key != _NIL and key in self._graph:
            yield self._graph[key][_FIRST][0]
            key = _key(self._graph[key][_REST][0])


def _key(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)
