"""What rules and shapes find, before it is put into words.

Example:
    >>> from pyoxigraph import NamedNode
    >>> fault = Fault("Figure-comparator", "error", NamedNode("https://w3id.org/stdkg/id/figure/x"), "minCount")
    >>> shown(fault.focus)
    'figure:x'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from stdkg.vocabulary import expand, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stdkg.model import Severity, Term

__all__ = ["Fault", "key_of", "shown"]

_MAX_SHOWN = 100
_PLAIN = frozenset(expand(f"xsd:{name}") for name in ("boolean", "decimal", "integer"))


@dataclass(frozen=True, slots=True)
class Fault:
    """One breach of a rule or of a constraint of a shape.

    Attributes:
        rule: the name of the rule, or of the property shape.
        severity: "error" or "warning".
        focus: the node that is at fault.
        component: the constraint, such as "minCount"; "" for a rule.
        path: the path from the focus to the value, as SPARQL has it; "" where there is none.
        value: the value that is at fault.
        other: a second node or value, such as the figure that a figure conflicts with.
        wanted: what the constraint asks for, as text.
        repairs: language to what is to be written.
        problems: language to what is there; of a shape's fault the constraint says it.
    """

    rule: str
    severity: Severity
    focus: Term
    component: str = ""
    path: str = ""
    value: Term | None = None
    other: Term | None = None
    wanted: str = ""
    repairs: Mapping[str, str] = field(default_factory=dict, compare=False)
    problems: Mapping[str, str] = field(default_factory=dict, compare=False)


def key_of(term: Term | None) -> str:
    """Return the IRI of a node, "_:..." of a blank one, the text of anything else."""
    return term.value if isinstance(term, NamedNode) else str(term)


def shown(term: Term | None) -> str:
    """Return a term as a reader is to see it: a CURIE, a quoted text, shortened where it is long."""
    if isinstance(term, NamedNode):
        return _cut(shorten(term.value))
    if isinstance(term, Literal):
        if term.datatype.value in _PLAIN:
            return _cut(term.value)
        tag = f"@{term.language}" if term.language else ""
        return f"{_cut(term.value)!r}{tag}"
    return _cut(str(term)) if isinstance(term, BlankNode) or term is not None else ""


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 4] + " ..."
