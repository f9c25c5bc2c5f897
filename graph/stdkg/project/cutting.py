"""Parts of a property graph: around a focus, of some classes, of some relations, of one source."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from stdkg.errors import UnknownNameError, UsageError
from stdkg.project.terms import iri
from stdkg.project.words import Classes
from stdkg.vocabulary import PREFIXES, shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import networkx as nx

    from stdkg.project.facts import Facts

__all__ = ["cut_to_classes", "cut_to_focus", "cut_to_relations", "graphs_of"]

_SHOWN = 5


def cut_to_focus(graph: nx.MultiDiGraph[str], focus: Collection[str], hops: int) -> nx.MultiDiGraph[str]:
    """Return the part within `hops` of the nodes in focus, whatever the direction of the edges.

    Raises:
        UnknownNameError: a node is not there.
    """
    found = {name if name in graph else iri(name) for name in focus}
    for name in sorted(found):
        if name not in graph:
            raise UnknownNameError(f"{shorten(name)} is no node of the graph; write the IRI of an entity")
    edge = found
    for _ in range(hops):
        edge = {other for name in edge for other in (*graph.succ[name], *graph.pred[name])} - found
        found = found | edge
    return _part(graph, found)


def _part(graph: nx.MultiDiGraph[str], names: Collection[str]) -> nx.MultiDiGraph[str]:
    """Copy the nodes and the edges among them in the order of the graph; a view of networkx has a set's order."""
    part = graph.__class__()
    part.graph.update(graph.graph)
    part.add_nodes_from((name, data) for name, data in graph.nodes(data=True) if name in names)
    for start, end, key, data in graph.edges(list(part), keys=True, data=True):
        if end in part:
            part.add_edge(start, end, key)
            part.edges[start, end, key].update(data)
    return part


def cut_to_relations(graph: nx.MultiDiGraph[str], facts: Facts, relations: Collection[str]) -> None:
    """Take every edge of another predicate away, and the nodes that are left without an edge.

    Raises:
        UnknownNameError: neither the graph nor the ontology has such a relation.
    """
    drawn = {data["predicate"] for _, _, data in graph.edges(data=True)}
    wanted = _known("relation", relations, drawn, facts.ontology)
    others = [
        (u, v, key)
        for u, v, key, data in graph.edges(keys=True, data=True)
        if data["predicate"] not in wanted
    ]
    graph.remove_edges_from(others)
    graph.remove_nodes_from([name for name in list(graph) if not graph.degree(name)])


def cut_to_classes(graph: nx.MultiDiGraph[str], facts: Facts, names: Collection[str]) -> None:
    """Take every node away that belongs to none of the classes.

    Raises:
        UnknownNameError: neither the graph nor the ontology has such a class.
    """
    classes = Classes(facts)
    held = {name for types in facts.types.values() for name in types}
    wanted = _known("class", names, classes.of(frozenset(held)), facts.ontology)

    def kept(name: str) -> bool:
        types = facts.types.get(name) or facts.ontology.get(name) or ()
        return not wanted.isdisjoint(classes.of(frozenset(types)))

    graph.remove_nodes_from([name for name in list(graph) if not kept(name)])


def graphs_of(facts: Facts, source: str) -> frozenset[str]:
    """Return the graphs of the passages of a source, given by its id, CURIE or IRI.

    Raises:
        UnknownNameError: there is no such source.
    """
    name = source.removeprefix(PREFIXES["source"]).removeprefix("source:").removeprefix("source/")
    passages = [
        graph.removeprefix(PREFIXES["passage"])
        for graph in {graph for rows in facts.about.values() for row in rows for graph in row[2]}
        if graph.startswith(PREFIXES["passage"])
    ]
    described = {
        resource.removeprefix(PREFIXES["source"])
        for resource in facts.evidence
        if resource.startswith(PREFIXES["source"])
    }
    if name not in described and not any(passage.startswith(f"{name}/") for passage in passages):
        sources = described | {passage.rpartition("/")[0] for passage in passages}
        raise UnknownNameError(f"no source {source!r}; {_instead(name, sources)}")
    return frozenset(PREFIXES["passage"] + one for one in passages if one.startswith(f"{name}/"))


def _known(kind: str, names: Collection[str], held: Collection[str], described: Collection[str]) -> set[str]:
    if isinstance(names, str):
        raise UsageError(f"{kind} {names!r} is one text; write a list: [{names!r}]")
    wanted = {iri(name) if ":" in name else name for name in names}
    for name in sorted(wanted):
        if name not in held and name not in described:
            raise UnknownNameError(
                f"no {kind} {shorten(name)}; {_instead(shorten(name), map(shorten, held))}"
            )
    return wanted


def _instead(name: str, names: Iterable[str]) -> str:
    known = sorted(names)
    shown = get_close_matches(name, known, n=_SHOWN, cutoff=0.5) or known[:_SHOWN]
    if not shown:
        return "the graph has none"
    return f"write {', '.join(shown)}{' or another' if len(known) > len(shown) else ''}"
