"""What triples the answer of a query depends on, for queries that are evaluated here.

A set of triples that holds all of these, and no triple that the engine does not have, gives the same answer as all triples.

Example:
    >>> needs("PREFIX e: <http://e/> SELECT * { ?x e:p+ ?y OPTIONAL { e:a ?how ?x } }")
    Needs(predicates=frozenset({'<http://e/p>'}), about=frozenset({('<http://e/a>', '')}), everything=False)
    >>> needs("SELECT * { VALUES ?how { <http://e/p> } ?x ?how ?y }")
    Needs(predicates=frozenset({'<http://e/p>'}), about=frozenset(), everything=False)
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.paths import Path
    from rdflib.plugins.sparql.parserutils import CompValue
    from rdflib.term import Node

__all__ = ["Needs", "needs"]


_Pattern: TypeAlias = "tuple[Node | None, Node | Path | None, Node | None]"
_Known: TypeAlias = "dict[Node | Path | None, set[str]]"
_PASSING: Final = {
    "Union",
    "ConditionalAndExpression",
    "ConditionalOrExpression",
    "UnaryNot",
    "Builtin_EXISTS",
    "Builtin_NOTEXISTS",
    "GroupGraphPatternSub",
    "GraphGraphPattern",
}
"""Parts whose parts hold under the same bindings."""
_ANY: Final[_Pattern] = (None, None, None)


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
    """Return what the answer of a query depends on; the query parses, and declares its prefixes.

    Example:
        >>> needs("SELECT * { << ?s ?p ?o >> ?q ?r }").everything  # which rdflib does not read
        True
    """
    try:
        with ThreadPoolExecutor(1) as apart:
            algebra = apart.submit(_algebra, sparql).result()
    except Exception:  # noqa: BLE001  the query parses elsewhere, so it is rdflib that does not know it
        return Needs(frozenset(), frozenset(), everything=True)
    predicates: set[str] = set()
    about: set[tuple[str, str]] = set()
    everything = False
    for triple, beside, known in _patterns(algebra, {}):
        used = known.get(triple[1]) or _predicates(triple[1])
        ends = _text(triple[0]), _text(triple[2])
        if used is not None:
            predicates |= used
            if _may_be_empty(triple[1]):  # then it matches any node of the graph, by itself
                about |= {pair for end in ends if end for pair in ((end, ""), ("", end))}
                everything = everything or (not any(ends) and _alone(triple, beside))
        elif any(ends):
            about.add((ends[0], "") if ends[0] else ("", ends[1]))
        else:
            everything = True
    return Needs(frozenset(predicates), frozenset(about), everything)


def _algebra(sparql: str) -> CompValue:
    """The algebra of a query as rdflib reads it; in a thread of its own, where no caller's frame is at hand.

    Its parser leaves errors behind that hold each other and the frames that they came through, those of all callers as well, until
    the collector comes by, in whatever thread; and what those frames hold, an engine's rows, must end in the thread that asked.
    """
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    return translateQuery(parseQuery(sparql)).algebra


def _patterns(part: object, known: _Known) -> Iterator[tuple[_Pattern, list[_Pattern], _Known]]:
    """Each triple pattern, with its neighbours, and what variables can be where VALUES says so."""
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(part, CompValue):
        found = _triples(part)
        yield from ((triple, found, known) for triple in found)
        inner = part.p if part.name == "Graph" else part.graph if part.name == "GraphGraphPattern" else None
        if inner is not None and not any(_patterns(inner, {})):
            yield _ANY, [], {}  # the graph itself is asked for
        for key, value in part.items():
            yield from _patterns(value, _known_within(part, key, known))
    elif isinstance(part, list | tuple | set) and not hasattr(part, "n3"):
        for value in part:
            yield from _patterns(value, known)


def _triples(part: CompValue) -> list[_Pattern]:
    """The triple patterns of a block; rdflib leaves the blocks within EXISTS as they are parsed."""
    if part.name == "BGP":
        return list(part.triples)
    if part.name != "TriplesBlock":
        return []
    flat = [term for row in part.triples for term in row]
    if any(type(term) is type(part) for term in flat):
        return [_ANY]  # rdflib left its paths unread as well
    return list(zip(flat[::3], flat[1::3], flat[2::3], strict=True))


def _known_within(part: CompValue, key: str, known: _Known) -> _Known:
    """What VALUES says of the variables in a part of a pattern."""
    if part.name in ("Join", "Extend", "Filter", "Graph"):
        return known | _listed(part)
    if part.name in ("LeftJoin", "Minus"):
        return known | _listed(part.p1) if key == "p1" else _listed(part.p1)
    return known if part.name in _PASSING else {}


def _listed(part: CompValue) -> _Known:
    """The variables that a pattern surely binds from VALUES, and what to."""
    if part.name == "ToMultiSet" and part.p.name == "values":
        rows = part.p.res
        names = set(rows[0]).intersection(*rows) if rows else set()
        return {
            name: {_text(row[name]) for row in rows}
            for name in names
            if all(_text(row[name]) for row in rows)
        }
    found: _Known = {}
    for key in (
        ("p1", "p2") if part.name == "Join" else ("p1",) if part.name in ("LeftJoin", "Minus") else ("p",)
    ):
        if part.name in ("Join", "LeftJoin", "Minus", "Extend", "Filter", "Graph"):
            found |= _listed(part[key])
    return found


def _parts(path: Path) -> list[Node | Path]:
    """The paths that a path is made of."""
    return list(getattr(path, "args", None) or [getattr(path, "path", None) or getattr(path, "arg", None)])


def _may_be_empty(path: object) -> bool:
    from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath

    if isinstance(path, MulPath):
        return bool(path.zero) or _may_be_empty(path.path)
    if isinstance(path, AlternativePath):
        return any(map(_may_be_empty, path.args))
    if isinstance(path, SequencePath):
        return all(map(_may_be_empty, path.args))
    return isinstance(path, InvPath) and _may_be_empty(path.arg)


def _predicates(path: object) -> set[str] | None:
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


def _text(node: object) -> str:
    """A constant as SPARQL writes it; nothing for a variable or a blank node."""
    from rdflib import Literal, URIRef

    return str(node.n3()) if isinstance(node, URIRef | Literal) else ""
