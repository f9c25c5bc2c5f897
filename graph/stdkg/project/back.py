"""From a property graph back to statements.

A graph of `project` carries what was stated (`statements`, `predicate`, `graphs`) and gives exactly that back. Any other
graph is written so that nothing is lost: an attribute becomes a literal, an edge a triple and, where it has attributes
or a key of its own, an rdf:Statement about that triple, which `project` folds into an edge again.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from stdkg.errors import DataError
from stdkg.project.attributes import FREE_ATTRIBUTES
from stdkg.project.facts import to_term
from stdkg.project.lazy import Lazy
from stdkg.vocabulary import BASE, PREFIXES, expand, shorten, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx

    from stdkg.model import Term

__all__ = ["from_networkx"]

_TYPE, _LABEL = term("rdf", "type"), term("rdfs", "label")
_RELATED = term("dcterms", "relation")
_IDENTIFIER = term("dcterms", "identifier")
_KEY = NamedNode(FREE_ATTRIBUTES + "key")
_OWN = frozenset({"predicate", "graphs", "statements", "passages", "derived", "folded", "figures"})
_BOOLEANS = {True: "true", False: "false"}


def from_networkx(graph: nx.Graph[Any]) -> Iterator[Quad]:
    r"""Yield the statements of a property graph.

    Nodes keyed by an IRI or by `_:name` are these resources; any other key is written under `id:node/` and kept as
    dcterms:identifier. An attribute or edge key that is an IRI or a CURIE is that predicate; any other name comes under
    `id:attribute/` and `id:relation/`. `class` and `label` are rdf:type and rdfs:label. Values may be text, numbers,
    truth values, dates, None (left out), or a list, tuple or set of these (several values: the order is not kept).

    Guarantee: for a graph that `project` made with figures and memberships as nodes, or folded, the statements that
    went in. For any other graph, `project` of the statements gives its nodes, edges, keys and attributes again.

    Raises:
        DataError: an attribute that is no such value, or text that is no Unicode (a lone surrogate).

    Example:
        >>> import networkx
        >>> graph = networkx.DiGraph()
        >>> graph.add_node("http://example.com/a", size=2)
        >>> print(*from_networkx(graph), sep="\n")  # doctest: +ELLIPSIS
        <http://example.com/a> <https://w3id.org/stdkg/id/attribute/size> "2"^^<...#integer>
    """
    seen: set[Quad] = set()
    for quad in _quads(graph):
        if quad not in seen:
            seen.add(quad)
            yield quad


def _quads(graph: nx.Graph[Any]) -> Iterator[Quad]:
    import networkx as nx

    resources = {}
    for name, data in graph.nodes(data=True):
        node = resources[name] = to_term(name) if "statements" in data else _resource(name)
        if "statements" in data:
            yield from _stated(node, data["statements"])
            for record in _records(data, "figures"):
                yield from _stated(to_term(record["id"]), record["statements"])
            for record in _records(data, "lists"):
                yield from _several_stated(record["statements"])
        else:
            yield from _described(node, data, f"node {name!r}")
            if node.value != name and not isinstance(node, BlankNode):
                yield Quad(node, _IDENTIFIER, _literal(name, f"node {name!r}"))
    rows: Iterable[tuple[Any, Any, Any, dict[str, Any]]]
    if isinstance(graph, nx.MultiGraph):
        rows = graph.edges(keys=True, data=True)
    else:
        rows = ((u, v, None, data) for u, v, data in graph.edges(data=True))
    for source, target, key, data in rows:
        yield from _edge(resources[source], resources[target], key, data)


def _edge(
    subject: NamedNode | BlankNode, value: NamedNode | BlankNode, key: object, data: Mapping[str, Any]
) -> Iterator[Quad]:
    yield from _several_stated(data.get("statements", ()))
    if data.get("derived"):
        return
    predicate = _relation(key, data)
    graphs = data.get("graphs", ())
    if not graphs:
        yield Quad(subject, predicate, value)
    for name in graphs:
        yield Quad(subject, predicate, value, to_term(name))
    if "graphs" not in data:
        yield from _about_edge(subject, predicate, value, key, data)


def _about_edge(
    subject: NamedNode | BlankNode,
    predicate: NamedNode,
    value: NamedNode | BlankNode,
    key: object,
    data: Mapping[str, Any],
) -> Iterator[Quad]:
    """Describe an edge that has attributes, or a key that is not its predicate."""
    own = {name: held for name, held in data.items() if name not in _OWN}
    if not own and key in {None, shorten(predicate.value)}:
        return
    seal = sha256(repr((str(subject), str(predicate), str(value), key)).encode("utf-8", "surrogatepass"))
    node = NamedNode(f"{BASE}edge/{seal.hexdigest()[:32]}")
    yield Quad(node, _TYPE, term("rdf", "Statement"))
    yield Quad(node, term("rdf", "subject"), subject)
    yield Quad(node, term("rdf", "predicate"), predicate)
    yield Quad(node, term("rdf", "object"), value)
    where = f"edge {key!r} of {subject}"
    if key is not None:
        yield Quad(node, _KEY, _literal(key, where))
    for name, held in own.items():
        for one in _several(held):
            yield Quad(node, NamedNode(FREE_ATTRIBUTES + quote(name, safe="")), _literal(one, where))


def _records(data: Mapping[str, Any], name: str) -> Iterable[Any]:
    """The records that `project` made; a property graph may bring an attribute of the same name."""
    held = data.get(name)
    return held if isinstance(held, Lazy) else ()


def _several_stated(rows: Iterable[Iterable[Any]]) -> Iterator[Quad]:
    for subject, *row in rows:
        yield from _stated(to_term(subject), [row])


def _stated(node: NamedNode | BlankNode, rows: Iterable[Iterable[Any]]) -> Iterator[Quad]:
    for predicate, value, graphs in rows:
        if not graphs:
            yield Quad(node, NamedNode(predicate), value)
        for name in graphs:
            yield Quad(node, NamedNode(predicate), value, to_term(name))


def _described(node: NamedNode | BlankNode, data: Mapping[str, Any], where: str) -> Iterator[Quad]:
    for name, held in data.items():
        for value in _several(held):
            yield Quad(node, *_attribute(name, value, f"{where}, {name}"))


def _attribute(name: str, value: object, where: str) -> tuple[NamedNode, Term]:
    if name == "class" and isinstance(value, str) and (kind := _known(value)):
        return _TYPE, kind
    if name == "label" and isinstance(value, str):
        return _LABEL, _literal(value, where)
    return _known(name) or NamedNode(FREE_ATTRIBUTES + quote(name, safe="")), _literal(value, where)


def _several(held: object) -> Iterable[object]:
    if isinstance(held, (list, tuple, set, frozenset)):
        return held
    return () if held is None else (held,)


def _literal(value: object, where: str) -> Literal:
    from datetime import date, datetime

    try:
        if isinstance(value, bool):
            return Literal(_BOOLEANS[value], datatype=term("xsd", "boolean"))
        if isinstance(value, int):
            return Literal(str(value), datatype=term("xsd", "integer"))
        if isinstance(value, float):
            return Literal(_double(value), datatype=term("xsd", "double"))
        if isinstance(value, datetime):
            return Literal(value.isoformat(), datatype=term("xsd", "dateTime"))
        if isinstance(value, date):
            return Literal(value.isoformat(), datatype=term("xsd", "date"))
        if isinstance(value, str):
            return Literal(value)
    except UnicodeEncodeError as error:
        raise DataError(f"{where}: the text is no Unicode ({error.reason}); replace it") from error
    raise DataError(f"{where}: {type(value).__name__} is no value of an attribute; write text or a number")


def _double(value: float) -> str:
    return {float("inf"): "INF", float("-inf"): "-INF"}.get(value, "NaN" if value != value else repr(value))  # noqa: PLR0124


def _resource(name: object) -> NamedNode | BlankNode:
    text = str(name)
    if isinstance(name, str):
        if text.startswith("_:"):
            return BlankNode(text[2:])
        if "://" in text or text.startswith("urn:"):
            try:
                return NamedNode(text)
            except ValueError:
                pass
    return NamedNode(f"{BASE}node/{quote(text, safe='', errors='surrogatepass')}")


def _known(name: str) -> NamedNode | None:
    """The resource of an IRI or of a CURIE under one of our prefixes."""
    prefix, colon, local = name.partition(":")
    try:
        if local.startswith("//"):
            return NamedNode(name)
        return NamedNode(expand(name)) if colon and local and prefix in PREFIXES else None
    except ValueError:
        return None


def _relation(key: object, data: Mapping[str, Any]) -> NamedNode:
    with suppress(KeyError, TypeError, ValueError):
        if isinstance(data["graphs"], tuple):  # as `project` has it
            return NamedNode(data["predicate"])
    for name in (data.get("predicate"), key):
        if isinstance(name, str):
            return _known(name) or NamedNode(f"{BASE}relation/{quote(name, safe='', errors='surrogatepass')}")
    return _RELATED
