"""Blank nodes on an engine: IRIs in their place, so that they stay the same from request to request.

A blank node has no name outside its request, so a load of several requests would make several nodes of it, and a load
that is run again would double it. Blank nodes are therefore written as IRIs under `/.well-known/genid/`, as RDF 1.1
("Replacing Blank Nodes with IRIs") proposes, and read back as blank nodes.

Example:
    >>> from pyoxigraph import BlankNode
    >>> labels = Labels()
    >>> labels.iri(BlankNode("x"))
    '<https://w3id.org/.well-known/genid/stdkg/-/1>'
    >>> sealed("<https://w3id.org/.well-known/genid/stdkg/-/1>", "5eed")
    '<https://w3id.org/.well-known/genid/stdkg/5eed/1>'
    >>> local("<https://w3id.org/.well-known/genid/stdkg/5eed/1>")
    '_:stdkg5eedn1'
    >>> named(BlankNode("stdkg5eedn1"))
    '<https://w3id.org/.well-known/genid/stdkg/5eed/1>'
"""

from __future__ import annotations

import re
from typing import Final, TypeVar

from pyoxigraph import BlankNode, NamedNode

__all__ = ["GENID", "Labels", "as_sent", "local", "named", "sealed"]

_T = TypeVar("_T")

GENID: Final = "https://w3id.org/.well-known/genid/stdkg/"
"""What the IRIs of blank nodes begin with."""
_UNSEALED: Final = f"<{GENID}-/"
_OPENING: Final = f"<{GENID}"
_IRI: Final = re.compile(re.escape(_OPENING) + "([0-9a-f]+)/([0-9]+)>")
_LABEL: Final = re.compile(r"stdkg([0-9a-f]+)n([0-9]+)")


class Labels:
    """The IRIs of one load's blank nodes: numbered as they come, with a place for what tells loads apart."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def iri(self, node: BlankNode) -> str:
        """Return the IRI of a node, to be `sealed` when all of the load is known; one that an engine gave stays."""
        if _LABEL.fullmatch(node.value):
            return named(node)
        return f"{_UNSEALED}{self._numbers.setdefault(node.value, len(self._numbers) + 1)}>"


def sealed(line: str, seal: str) -> str:
    """Return a line with the seal of its load in the IRIs of its blank nodes."""
    return line.replace(_UNSEALED, f"{_OPENING}{seal}/") if _UNSEALED in line else line


def named(node: BlankNode, scheme: str = "") -> str:
    """Return how a blank node that came from an engine is named in a query; `scheme` as in `Dialect.node_scheme`."""
    if match := _LABEL.fullmatch(node.value):
        return f"{_OPENING}{match[1]}/{match[2]}>"
    if scheme:
        return f"<{scheme}{node.value}>"
    return f"{_OPENING}unknown/{node.value}>"


def as_sent(term: _T) -> _T | NamedNode:
    """Return a term, and for a blank node that an engine holds the IRI that it was sent as.

    Example:
        >>> as_sent(BlankNode("stdkg5eedn1"))
        <NamedNode value=https://w3id.org/.well-known/genid/stdkg/5eed/1>
        >>> as_sent(BlankNode("x"))
        <BlankNode value=x>
    """
    if isinstance(term, BlankNode) and _LABEL.fullmatch(term.value):
        return NamedNode(named(term)[1:-1])
    return term


def local(term: str) -> str:
    """Return a term as it is here: an IRI of a blank node as the blank node."""
    if not term.startswith(_OPENING):
        return term
    match = _IRI.fullmatch(term)
    return f"_:stdkg{match[1]}n{match[2]}" if match else term
