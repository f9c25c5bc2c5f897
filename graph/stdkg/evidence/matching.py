"""One claim against its passage: what must stand there in letters, and whether it does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from stdkg.evidence.lexicon import EXACTLY, NAME_PROPERTIES, Lexicon
from stdkg.evidence.numbers import decimal_of
from stdkg.evidence.phrases import PhraseIndex
from stdkg.vocabulary import PREFIXES, STD, shorten, term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from stdkg.evidence.scan import Scope
    from stdkg.model import Term

__all__ = ["ASSUMED", "FAILED", "MATCHED", "UNCHECKED", "UNMATCHABLE", "ClaimMatcher", "Outcome"]

MATCHED, UNMATCHABLE, ASSUMED, UNCHECKED, FAILED = "matched", "unmatchable", "assumed", "unchecked", "failed"

_VALUE: Final = term("sdmx-measure", "obsValue")
_UNIT: Final = term("sdmx-attribute", "unitMeasure")
_AREA: Final = term("sdmx-dimension", "refArea")
_RANK: Final = STD("rank")
_COMPARATOR: Final = STD("comparator")
_OF_THE_MODEL = frozenset(
    [term("rdf", "type"), term("qb", "dataSet"), STD("context"), term("dcterms", "isReferencedBy")]
)
_XSD = PREFIXES["xsd"]
_NUMERIC = frozenset(
    _XSD + name
    for name in (
        "integer",
        "decimal",
        "double",
        "float",
        "int",
        "long",
        "short",
        "byte",
        "nonNegativeInteger",
        "positiveInteger",
        "unsignedInt",
        "unsignedLong",
        "unsignedShort",
        "unsignedByte",
    )
)
_DATED = frozenset(_XSD + name for name in ("gYear", "gYearMonth", "date", "dateTime", "dateTimeStamp"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one part of a claim; `kind` and `details` say what failed, `about` which failures are the same."""

    result: str
    kind: str = ""
    about: str = ""
    details: dict[str, object] = field(default_factory=dict)


_MATCHED, _UNMATCHABLE = Outcome(MATCHED), Outcome(UNMATCHABLE)


class ClaimMatcher:
    """Holds the claims of one source's passages against their scopes.

    Args:
        lexicon: names and cues.
        scopes: the regions that the source is about as a whole.
    """

    def __init__(self, lexicon: Lexicon, scopes: frozenset[Term]) -> None:
        self._lexicon = lexicon
        self._scopes = scopes
        self._special: dict[NamedNode, Callable[[Quad, Scope, dict[NamedNode, Term]], Outcome]] = {
            _COMPARATOR: self._comparator,
            _UNIT: self._unit,
            _AREA: self._area,
            _RANK: self._rank,
        }

    def outcomes(self, claim: Quad, scope: Scope, siblings: dict[NamedNode, Term]) -> Iterator[Outcome]:
        """Yield what comes of each part of a claim; `siblings` are the subject's other values in the passage."""
        subject = claim.subject
        must_name = isinstance(subject, NamedNode) and self._lexicon.must_be_named(subject)
        if must_name:
            yield self._named(subject, scope)
        if special := self._special.get(claim.predicate):
            yield special(claim, scope, siblings)
        elif isinstance(claim.object, Literal):
            yield self._literal(claim, claim.object, scope, must_name=must_name)
        elif isinstance(claim.object, NamedNode) and claim.predicate not in _OF_THE_MODEL:
            yield self._object(claim.object, scope)

    def _object(self, node: NamedNode, scope: Scope) -> Outcome:
        return self._named(node, scope) if self._lexicon.must_be_named(node) else _UNMATCHABLE

    def _named(self, node: Term, scope: Scope) -> Outcome:
        if not isinstance(node, NamedNode) or scope.names(node):
            return _MATCHED
        name = shorten(node.value)
        if not self._lexicon.has_name(node):
            return Outcome(FAILED, "unnamed", name, {"name": name})
        return _missing("name-missing", scope, name=name)

    def _area(self, claim: Quad, scope: Scope, _: dict[NamedNode, Term]) -> Outcome:
        area = claim.object
        if not isinstance(area, NamedNode):
            return _UNMATCHABLE
        outcome = self._object(area, scope)
        if area not in self._scopes or outcome.result in (UNCHECKED, UNMATCHABLE):
            return outcome
        return _MATCHED if scope.names_alone(area) else Outcome(ASSUMED)

    def _literal(self, claim: Quad, value: Literal, scope: Scope, *, must_name: bool) -> Outcome:
        datatype = value.datatype.value
        if datatype in _NUMERIC:
            return _number(value, scope)
        if datatype in _DATED:
            year = value.value.lstrip("-")[:4]
            if not year.isdigit() or scope.has_year(int(year)):
                return _MATCHED if year.isdigit() else _UNMATCHABLE
            return _missing("year-missing", scope, year=year)
        is_name = must_name and claim.predicate in NAME_PROPERTIES
        if is_name or (claim.predicate == term("dcterms", "title") and self._is_membership(claim.subject)):
            stands = scope.holds(PhraseIndex({"": [value.value]}))
            return _MATCHED if stands else _missing("wording-missing", scope, wording=value.value)
        return _UNMATCHABLE

    def _is_membership(self, node: object) -> bool:
        return isinstance(node, NamedNode) and self._lexicon.is_membership(node)

    def _rank(self, claim: Quad, scope: Scope, siblings: dict[NamedNode, Term]) -> Outcome:
        """A rank that is read off the order of a list stands nowhere in letters."""
        if siblings.get(STD("rankKind")) == STD("listOrder") or not isinstance(claim.object, Literal):
            return _UNMATCHABLE
        return _number(claim.object, scope)

    def _unit(self, claim: Quad, scope: Scope, siblings: dict[NamedNode, Term]) -> Outcome:
        unit, number = claim.object, _decimal(siblings.get(_VALUE))
        if not isinstance(unit, NamedNode):
            return _UNMATCHABLE
        cues, name = self._lexicon.cues(unit), shorten(unit.value)
        if number is not None and "%" not in cues and scope.is_percentage(number):
            return Outcome(FAILED, "unit-differs", f"{name} {number}", {"number": number, "name": name})
        if not cues:
            return _UNMATCHABLE
        return _MATCHED if scope.names(unit) else _missing("unit-missing", scope, name=name)

    def _comparator(self, claim: Quad, scope: Scope, siblings: dict[NamedNode, Term]) -> Outcome:
        """Hold a comparator against the cues at its number, then against those that stand at no number."""
        comparator, number = claim.object, _decimal(siblings.get(_VALUE))
        if not isinstance(comparator, NamedNode):
            return _UNMATCHABLE
        hedges = scope.hedges(number) if number is not None else []
        name = shorten(comparator.value)
        if any(comparator in found for found in hedges):
            return _MATCHED
        if hedges and all(hedges):
            shown = ", ".join(sorted(shorten(node.value) for node in frozenset.union(*hedges)))
            details: dict[str, object] = {"number": number, "hedges": shown}
            return Outcome(FAILED, "comparator-differs", f"{name} {number}", details)
        if comparator == EXACTLY or scope.names(comparator):
            return _MATCHED
        return _missing("comparator-missing", scope, name=name)


def _decimal(value: Term | None) -> Decimal | None:
    return decimal_of(value.value) if isinstance(value, Literal) else None


def _number(value: Literal, scope: Scope) -> Outcome:
    number = decimal_of(value.value)
    if number is None:
        return Outcome(FAILED, "no-number", value.value)
    return _MATCHED if scope.numbers(number) else Outcome(FAILED, "number-missing", value.value)


def _missing(kind: str, scope: Scope, **details: object) -> Outcome:
    if not scope.complete:
        return Outcome(UNCHECKED)
    return Outcome(FAILED, kind, " ".join(map(str, details.values())), details)
