"""Parts of a property graph: around a focus, of some classes, of some relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdkg.errors import UnknownNameError
from stdkg.project.terms import iri
from stdkg.project.words import Classes
from stdkg.vocabulary import shorten

if TYPE_CHECKING:
    from collections.abc import Collection

    import networkx as nx

    from stdkg.project.facts import Facts

__all__ = ["cut_to_classes", "cut_to_focus", "cut_to_relations"]


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
    return graph.subgraph(found).copy()


def cut_to_relations(graph: nx.MultiDiGraph[str], relations: Collection[str]) -> None:
    """Take every edge of another predicate away, and the nodes that are left without an edge."""
    wanted = {iri(name) for name in relations}
    others = [
        (u, v, key)
        for u, v, key, data in graph.edges(keys=True, data=True)
        if data["predicate"] not in wanted
    ]
    graph.remove_edges_from(others)
    graph.remove_nodes_from([name for name in list(graph) if not graph.degree(name)])


def cut_to_classes(graph: nx.MultiDiGraph[str], facts: Facts, names: Collection[str]) -> None:
    """Take every node away that belongs to none of the classes."""
    wanted, classes = {iri(name) for name in names}, Classes(facts)

    def kept(name: str) -> bool:
        types = facts.types.get(name) or facts.ontology.get(name) or ()
        return not wanted.isdisjoint(classes.of(frozenset(types)))

    graph.remove_nodes_from([name for name in list(graph) if not kept(name)])
