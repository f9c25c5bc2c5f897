"""What triples the answer of a query depends on, for queries that are evaluated here.

A set of triples that holds all of these, and no triple that the engine does not have, gives the same answer as all triples.

Example:
    >>> needs("PREFIX e: <http://e/> SELECT * { ?x e:p+ ?y OPTIONAL { e:a ?how ?x } }")
    Needs(predicates=frozenset({'<http://e/p>'}), about=frozenset({('<http://e/a>', '')}), everything=False)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.paths import Path
    from rdflib.term import Node

__all__ = ["Needs", "needs"]


_Pattern: TypeAlias = "tuple[Node, Node | Path, Node]"


class Needs(NamedTuple):
    """The triples that the answer of a query depends on.

    Attributes:
        predicates: all triples with one of these.
        about: all triples with this subject, or this object, where one is known and the predicate is a variable.
        everything: all triples there are.
    """

    predicates: frozenset[str]
    about: frozenset[tuple[str, str]]
    everything: bool


def needs(sparql: str) -> Needs:
    """Return what the answer of a query depends on; the query declares its prefixes."""
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    patterns = list(_patterns(translateQuery(parseQuery(sparql)).algebra))
    predicates: set[str] = set()
    about: set[tuple[str, str]] = set()
    everything = False
    for triple, beside in patterns:
        used = _predicates(triple[1])
        ends = _text(triple[0]), _text(triple[2])
        if used is None:
            everything = everything or not any(ends)
            about.add((ends[0], "") if ends[0] else ("", ends[1]))
        else:
            predicates |= used
            if _may_be_empty(triple[1]):  # then it matches any node of the graph, by itself
                about |= {pair for end in ends if end for pair in ((end, ""), ("", end))}
                everything = everything or (not any(ends) and _alone(triple, beside))
    return Needs(frozenset(predicates), frozenset(about), everything)


def _patterns(part: object) -> Iterator[tuple[_Pattern, list[_Pattern]]]:
    """Each triple pattern, with its neighbours."""
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(part, CompValue):
        if part.name == "BGP":
            yield from ((triple, part.triples) for triple in part.triples)
        for value in part.values():
            yield from _patterns(value)
    elif isinstance(part, list | tuple | set) and not hasattr(part, "n3"):
        for value in part:
            yield from _patterns(value)


def _parts(path: Path) -> list[Node | Path]:
    """The paths that a path is made of."""
    return list(getattr(path, "args", None) or [getattr(path, "path", None) or getattr(path, "arg", None)])


def _may_be_empty(path: Node | Path) -> bool:
    from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath

    if isinstance(path, MulPath):
        return bool(path.zero) or _may_be_empty(path.path)
    if isinstance(path, AlternativePath):
        return any(map(_may_be_empty, path.args))
    if isinstance(path, SequencePath):
        return all(map(_may_be_empty, path.args))
    return isinstance(path, InvPath) and _may_be_empty(path.arg)


def _predicates(path: Node | Path) -> set[str] | None:
    """The predicates of a pattern; None where it may be any."""
    from rdflib.paths import NegatedPath, Path

    if not isinstance(path, Path):
        return {_text(path)} if _text(path) else None
    if isinstance(path, NegatedPath):
        return None
    parts = [_predicates(part) for part in _parts(path)]
    return None if None in parts else set().union(*(part for part in parts if part))


def _alone(triple: _Pattern, beside: list[_Pattern]) -> bool:
    """Whether nothing beside a pattern says what its ends are, so that any node could be one."""
    ends = {triple[0], triple[2]}
    others = (other for other in beside if other is not triple and not _may_be_empty(other[1]))
    return not any(ends & {other[0], other[2]} for other in others)


def _text(node: Node | Path) -> str:
    """A constant as SPARQL writes it; nothing for a variable or a blank node."""
    from rdflib import Literal, URIRef

    return str(node.n3()) if isinstance(node, URIRef | Literal) else ""
