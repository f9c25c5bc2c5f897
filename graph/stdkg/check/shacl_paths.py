"""Property paths of SHACL as property paths of SPARQL.

Example:
    >>> from pyoxigraph import NamedNode
    >>> path_text(NamedNode("http://example.com/p"), {})
    '<http://example.com/p>'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from stdkg.vocabulary import expand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stdkg.model import Term

__all__ = ["PathError", "path_text"]

_FIRST, _REST, _NIL = expand("rdf:first"), expand("rdf:rest"), expand("rdf:nil")
_INVERSE, _ALTERNATIVE = expand("sh:inversePath"), expand("sh:alternativePath")
_REPEATED = {
    expand("sh:zeroOrMorePath"): "*",
    expand("sh:oneOrMorePath"): "+",
    expand("sh:zeroOrOnePath"): "?",
}


class PathError(ValueError):
    """A path that isn't one of SHACL's forms."""


def path_text(path: Term, graph: Mapping[str, Mapping[str, list[Term]]]) -> str:
    """Return a path as SPARQL has it; `graph` holds the blank nodes that it consists of, by subject and predicate.

    Raises:
        PathError: the node is no path.
    """
    if isinstance(path, NamedNode):
        return str(path)
    says = graph.get(str(path), {})
    if _FIRST in says:
        return "(" + "/".join(path_text(step, graph) for step in _members(path, graph)) + ")"
    if _INVERSE in says:
        return f"^({path_text(says[_INVERSE][0], graph)})"
    if _ALTERNATIVE in says:
        members = _members(says[_ALTERNATIVE][0], graph)
        return "(" + "|".join(path_text(member, graph) for member in members) + ")"
    for predicate, mark in _REPEATED.items():
        if predicate in says:
            return f"({path_text(says[predicate][0], graph)}){mark}"
    raise PathError(str(path))


def _members(head: Term, graph: Mapping[str, Mapping[str, list[Term]]]) -> list[Term]:
    members: list[Term] = []
    key = str(head)
    while key != f"<{_NIL}>" and key in graph:
        members.append(graph[key][_FIRST][0])
        key = str(graph[key][_REST][0])
    return members
