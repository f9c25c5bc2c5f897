"""Constraints of SHACL Core as SPARQL expressions that are true where a value conforms.

No expression ends in an error, so that `!` of it is true exactly where the value doesn't conform.

Example:
    >>> from pyoxigraph import Literal
    >>> from stdkg.check.shapes import Constraint
    >>> Conditions(lambda iri: [iri]).of(Constraint("minLength", (Literal("1"),)), "?value")
    '(!isBlank(?value) && STRLEN(STR(?value)) >= 1)'
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, ClassVar

from pyoxigraph import Literal

from stdkg.vocabulary import PREFIXES, expand

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stdkg.check.shapes import Constraint, Shape

__all__ = ["SET_COMPONENTS", "Conditions", "Untranslatable", "lexical"]

SET_COMPONENTS = frozenset(
    {"disjoint", "equals", "hasValue", "lessThan", "lessThanOrEquals", "maxCount", "minCount", "uniqueLang"}
)
"""Components that look at all values of a focus together, or at another property of it."""

_XSD = PREFIXES["xsd"]
_ZONE = "(Z|[+-][0-9]{2}:[0-9]{2})?"
_LEXICAL = {
    "boolean": "(true|false|0|1)",
    "date": "-?[0-9]{4,}-[0-9]{2}-[0-9]{2}" + _ZONE,
    "dateTime": r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?" + _ZONE,
    "decimal": r"[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)",
    "double": r"([+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?|-?INF|NaN)",
    "float": r"([+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?|-?INF|NaN)",
    "gYear": "-?[0-9]{4,}" + _ZONE,
    "gYearMonth": "-?[0-9]{4,}-(0[1-9]|1[0-2])" + _ZONE,
    "int": "[+-]?[0-9]+",
    "integer": "[+-]?[0-9]+",
    "long": "[+-]?[0-9]+",
    "nonNegativeInteger": r"\\+?[0-9]+|-0+",
    "positiveInteger": r"\\+?0*[1-9][0-9]*",
}
_DAYS = frozenset({"date", "dateTime"})
_NODE_KINDS = {
    "IRI": ("isIRI",),
    "BlankNode": ("isBlank",),
    "Literal": ("isLiteral",),
    "BlankNodeOrIRI": ("isBlank", "isIRI"),
    "BlankNodeOrLiteral": ("isBlank", "isLiteral"),
    "IRIOrLiteral": ("isIRI", "isLiteral"),
}
_ORDER = {"minInclusive": ">=", "minExclusive": ">", "maxInclusive": "<=", "maxExclusive": "<"}


class Untranslatable(Exception):  # noqa: N818  the caller's cue to ask pyshacl, never shown
    """A constraint that has no expression here."""


def lexical(datatype: str, var: str) -> str:
    """Return the expression that says whether the text of a literal is one of the datatype; "true" where any is."""
    local = datatype.removeprefix(_XSD)
    if local == datatype or local not in _LEXICAL:
        return "true"
    form = f'REGEX(STR({var}), "^({_LEXICAL[local]})$")'
    if local not in _DAYS:
        return form
    day = f'<{_XSD}dateTime>(CONCAT(SUBSTR(STR({var}), 1, 10), "T00:00:00"))'
    return f"{form} && COALESCE(DATATYPE({day}) = <{_XSD}dateTime>, false)"


class Conditions:
    """Expressions for constraints; `subclasses` gives a class and all classes below it."""

    def __init__(self, subclasses: Callable[[str], Sequence[str]]) -> None:
        self._subclasses = subclasses
        self._fresh = count()

    def of(self, constraint: Constraint, var: str) -> str:
        """Return the expression that is true where the value in `var` conforms to a constraint.

        Raises:
            Untranslatable: there is none.
        """
        expression = self._EXPRESSIONS.get(constraint.component)
        if expression is None:
            raise Untranslatable(constraint.component)
        return f"({expression(self, constraint, var)})"

    def conforms(self, shape: Shape, var: str) -> str:
        """Return the expression that is true where the node in `var` conforms to a shape.

        Raises:
            Untranslatable: there is none.
        """
        if shape.beyond:
            raise Untranslatable(shape.beyond[0])
        if shape.path:
            return self._through(shape, var)
        parts = [self.of(constraint, var) for constraint in shape.constraints]
        parts += [self._through(part, var) for part in shape.properties]
        return "(" + (" && ".join(parts) or "true") + ")"

    def _through(self, shape: Shape, var: str) -> str:
        """A property shape, seen from its focus."""
        if shape.beyond or shape.properties:
            raise Untranslatable(shape.iri)
        parts = [self._of_set(constraint, shape.path, var) for constraint in shape.constraints]
        return "(" + (" && ".join(parts) or "true") + ")"

    def _of_set(self, constraint: Constraint, path: str, var: str) -> str:
        value = f"?v{next(self._fresh)}"
        link = f"{var} {path} {value}"
        if constraint.component == "hasValue":
            return f"EXISTS {{ {var} {path} {constraint.terms[0]} }}"
        if constraint.component == "minCount" and constraint.number == 1:
            return f"EXISTS {{ {link} }}"
        if constraint.component == "maxCount" and constraint.number == 0:
            return f"NOT EXISTS {{ {link} }}"
        return f"NOT EXISTS {{ {link} FILTER(!{self.of(constraint, value)}) }}"

    def _class(self, constraint: Constraint, var: str) -> str:
        type_ = f"?t{next(self._fresh)}"
        classes = ", ".join(f"<{iri}>" for iri in self._subclasses(_iri(constraint)))
        return f"EXISTS {{ {var} <{expand('rdf:type')}> {type_} FILTER({type_} IN ({classes})) }}"

    def _datatype(self, constraint: Constraint, var: str) -> str:
        datatype = _iri(constraint)
        return f"isLiteral({var}) && DATATYPE({var}) = <{datatype}> && {lexical(datatype, var)}"

    def _node_kind(self, constraint: Constraint, var: str) -> str:
        kind = _iri(constraint).removeprefix(PREFIXES["sh"])
        return " || ".join(f"{test}({var})" for test in _NODE_KINDS[kind])

    def _pattern(self, constraint: Constraint, var: str) -> str:
        flags = f", {Literal(constraint.flags)}" if constraint.flags else ""
        return f"!isBlank({var}) && REGEX(STR({var}), {constraint.terms[0]}{flags})"

    def _length(self, constraint: Constraint, var: str) -> str:
        sign = ">=" if constraint.component == "minLength" else "<="
        return f"!isBlank({var}) && STRLEN(STR({var})) {sign} {constraint.number}"

    def _order(self, constraint: Constraint, var: str) -> str:
        return f"COALESCE({var} {_ORDER[constraint.component]} {constraint.terms[0]}, false)"

    def _in(self, constraint: Constraint, var: str) -> str:
        return " || ".join(f"sameTerm({var}, {term})" for term in constraint.terms) or "false"

    def _language_in(self, constraint: Constraint, var: str) -> str:
        tests = " || ".join(f"LANGMATCHES(LANG({var}), {term})" for term in constraint.terms)
        return f"isLiteral({var}) && ({tests or 'false'})"

    def _not(self, constraint: Constraint, var: str) -> str:
        return "!" + self.conforms(constraint.shapes[0], var)

    def _node(self, constraint: Constraint, var: str) -> str:
        return self.conforms(constraint.shapes[0], var)

    def _and(self, constraint: Constraint, var: str) -> str:
        return " && ".join(self.conforms(shape, var) for shape in constraint.shapes) or "true"

    def _or(self, constraint: Constraint, var: str) -> str:
        return " || ".join(self.conforms(shape, var) for shape in constraint.shapes) or "false"

    def _xone(self, constraint: Constraint, var: str) -> str:
        tests = [f"IF({self.conforms(shape, var)}, 1, 0)" for shape in constraint.shapes]
        return f"{' + '.join(tests) or '0'} = 1"

    _EXPRESSIONS: ClassVar[dict[str, Callable[[Conditions, Constraint, str], str]]] = {
        "and": _and,
        "class": _class,
        "datatype": _datatype,
        "in": _in,
        "languageIn": _language_in,
        "maxLength": _length,
        "minLength": _length,
        "node": _node,
        "nodeKind": _node_kind,
        "not": _not,
        "or": _or,
        "pattern": _pattern,
        "xone": _xone,
        **dict.fromkeys(_ORDER, _order),
    }


def _iri(constraint: Constraint) -> str:
    return str(getattr(constraint.terms[0], "value", ""))
