"""RDF terms to Python values and back.

Example:
    >>> python_value(Literal("2022", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#gYear")))
    2022
    >>> term_of(True)
    <Literal value=true datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#boolean>>
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, TypeAlias, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from stdkg.errors import UsageError
from stdkg.vocabulary import PREFIXES, expand, term

if TYPE_CHECKING:
    from collections.abc import Callable

    from stdkg.model import Term

__all__ = ["Value", "python_value", "term_of"]

Value: TypeAlias = str | int | float | bool | Decimal | date | None
"""What a cell of a result holds for Python; None where a variable is not bound."""

_XSD = PREFIXES["xsd"]
_SIZES = ("int", "long", "short", "byte", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte")
_SIGNS = ("integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger")
_CONVERTERS: dict[str, Callable[[str], Value]] = {
    **{_XSD + name: int for name in (*_SIZES, *_SIGNS, "gYear")},
    _XSD + "decimal": Decimal,
    _XSD + "double": float,
    _XSD + "float": float,
    _XSD + "boolean": lambda text: {"true": True, "1": True, "false": False, "0": False}[text],
    _XSD + "date": date.fromisoformat,
}


def python_value(node: Term | None) -> Value:
    """Return what a term is for Python: a number, a truth value, a date, else its text; an IRI is a text.

    A literal whose text is not of its datatype stays the text.
    """
    kind = type(node)
    if kind is NamedNode:
        return cast("NamedNode", node).value
    if kind is Literal:
        literal = cast("Literal", node)
        converter = _CONVERTERS.get(literal.datatype.value)
        if converter is None:
            return literal.value
        try:
            return converter(literal.value)
        except (ValueError, KeyError, InvalidOperation):
            return literal.value
    if node is None:
        return None
    return str(node)


def term_of(value: object) -> Term:
    """Return the term that a parameter of a query is bound to.

    Terms stay as they are. A text that begins with `http://`, `https://` or a known prefix is an IRI; any other text is a
    plain literal; numbers, truth values and dates are literals of their datatype.

    Raises:
        UsageError: a value of any other type, or a text that looks like an IRI and is none.

    Example:
        >>> term_of("id:beijing")
        <NamedNode value=https://w3id.org/stdkg/id/beijing>
    """
    if isinstance(value, NamedNode | Literal | BlankNode | Triple):
        return value
    if isinstance(value, str):
        return _term_of_text(value)
    if isinstance(value, Decimal):
        return Literal(str(value), datatype=term("xsd", "decimal"))
    if isinstance(value, datetime):
        return Literal(value.isoformat(), datatype=term("xsd", "dateTime"))
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=term("xsd", "date"))
    if isinstance(value, bool | int | float):
        return Literal(value)
    raise UsageError(f"{value!r} is no value for a query; give a text, a number, a date or a pyoxigraph term")


def _term_of_text(text: str) -> Term:
    prefix, colon, local = text.partition(":")
    if prefix in ("http", "https") and local.startswith("//"):
        iri = text
    elif colon and prefix in PREFIXES:
        iri = expand(text)
    else:
        return Literal(text)
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise UsageError(
            f"{text!r} is no IRI: {error}; give a pyoxigraph.Literal if a text is meant"
        ) from None
