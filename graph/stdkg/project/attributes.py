"""Plain attributes: what a literal is in Python, and what its predicate is called in a table.

Example:
    >>> from pyoxigraph import Literal
    >>> plain(Literal("42", datatype=term("xsd", "integer"))), plain(Literal("5 m"))
    (42, '5 m')
    >>> together([10, 9]), together(["b", "a", "b"]), together([7, 7])
    ('9 | 10', 'a | b', 7)
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote

from pyoxigraph import Literal

from stdkg.project.facts import to_id
from stdkg.project.terms import local_name, short
from stdkg.vocabulary import PREFIXES, shorten, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stdkg.model import Term
    from stdkg.project.facts import Value

__all__ = ["FREE_ATTRIBUTES", "RESERVED", "SEPARATOR", "AttributeNames", "Plain", "plain", "together"]

Plain: TypeAlias = str | int | float | bool
"""What an attribute can be."""
SEPARATOR = " | "
"""Stands between the values of an attribute that has several."""
FREE_ATTRIBUTES = PREFIXES["id"] + "attribute/"
"""The namespace of attributes that a property graph brought along under names of its own: they keep them."""
RESERVED = frozenset(
    (
        *(
            "id",
            "label",
            "class",
            "class_label",
            "group",
            "figures",
            "lists",
            "statements",
            "passages",
            "graphs",
            "predicate",
        ),
        *("derived", "folded", "key", "source", "target", "src", "dst", "x", "y", "start", "end", "wikidata"),
    )
)
"""Attribute names with a meaning of their own."""

_XSD = PREFIXES["xsd"]
_INTEGERS = frozenset(
    _XSD + name
    for name in (
        *("integer", "int", "long", "short", "byte", "gYear"),
        *("nonNegativeInteger", "positiveInteger", "unsignedInt", "unsignedLong"),
    )
)
_NUMBERS = frozenset(_XSD + name for name in ("decimal", "double", "float"))
_STRING, _BOOLEAN = term("xsd", "string").value, term("xsd", "boolean").value
_LIMIT = 2**63
_PREFERRED = ("rdfs", "skos", "std", "dcterms", "org", "schema", "foaf")


def plain(value: Value | Term) -> Plain:
    """Return a literal as text, number or truth value, a resource as its CURIE; what is no such number stays text."""
    if type(value) is Literal:
        return value.value if value.language is not None else _typed(value.value, value.datatype.value)
    return short(value if isinstance(value, str) else to_id(value))


def _typed(text: str, datatype: str) -> Plain:
    if datatype == _STRING:
        return text
    try:
        if datatype in _INTEGERS:
            number = int(text)
            return number if -_LIMIT <= number < _LIMIT else text
        if datatype in _NUMBERS:
            return float(text) if isfinite(float(text)) else text
    except ValueError:
        return text
    if datatype == _BOOLEAN:
        return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
    return text


def together(values: Sequence[Plain]) -> Plain:
    """Return one value as it is; several as text, sorted (numbers by size), with SEPARATOR between them."""
    if len(values) == 1:
        return values[0]
    distinct = {(type(value), value): value for value in values}
    if len(distinct) == 1:
        return next(iter(distinct.values()))
    if all(isinstance(value, (int, float)) for value in values):
        return SEPARATOR.join(dict.fromkeys(map(str, sorted(distinct.values(), key=_size))))
    return SEPARATOR.join(sorted({str(value) for value in values}))


def _size(value: Plain) -> tuple[float, str]:
    return float(value), str(value)


class AttributeNames:
    """Names of attributes: the local name of the predicate, with the language behind it.

    A second predicate of the same local name takes its prefix in front.

    Example:
        >>> names = AttributeNames(["http://xmlns.com/foaf/0.1/name", "https://schema.org/name"])
        >>> names("https://schema.org/name", "zh"), names("http://xmlns.com/foaf/0.1/name", "")
        ('name_zh', 'foaf_name')
    """

    def __init__(self, predicates: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        taken = set(RESERVED)
        for predicate in sorted(predicates, key=_rank):
            if predicate.startswith(FREE_ATTRIBUTES):
                self._names[predicate] = unquote(predicate.removeprefix(FREE_ATTRIBUTES))
                continue
            local = local_name(predicate)
            prefix = shorten(predicate).partition(":")[0]
            name = local if local not in taken else f"{prefix}_{local}"
            count = 1
            while name in taken:
                count += 1
                name = f"{prefix}_{local}_{count}"
            taken.add(name)
            self._names[predicate] = name

    def __call__(self, predicate: str, language: str = "") -> str:
        """The name of the attribute for a predicate and a language."""
        name = self._names[predicate]
        return f"{name}_{language}" if language else name


def _rank(predicate: str) -> tuple[int, str]:
    prefix = shorten(predicate).partition(":")[0]
    return (_PREFERRED.index(prefix) if prefix in _PREFERRED else len(_PREFERRED), predicate)
