"""A property graph that is filled with attributes made for it.

`add_nodes_from` and `add_edges_from` copy each dictionary of attributes, one item after the other; here the graph takes
the dictionaries themselves, where networkx would have put its copies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Filling"]

Attributes: TypeAlias = dict[str, Any]
_Neighbours: TypeAlias = dict[str, dict[str, dict[str, Attributes]]]


class Filling:
    """Fills a graph that nobody else holds yet.

    Example:
        >>> filling = Filling()
        >>> filling.add_node("a", {"label": "A"})
        >>> filling.add_node("b", {})
        >>> filling.add_edge("a", "b", "knows", {"since": 2020})
        >>> list(filling.graph.edges(keys=True, data=True))
        [('a', 'b', 'knows', {'since': 2020})]
        >>> filling.rename_edge("a", "b", "knows", "met")
        >>> filling.edge("a", "b", "met"), filling.edge("a", "b", "knows")
        ({'since': 2020}, None)
    """

    def __init__(self) -> None:
        import networkx as nx

        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        inside: Any = self.graph
        self._nodes: dict[str, Attributes] = inside._node  # noqa: SLF001
        self._after: _Neighbours = inside._succ  # noqa: SLF001
        self._before: _Neighbours = inside._pred  # noqa: SLF001

    def add_node(self, name: str, attributes: Attributes) -> None:
        """Add a node that is not there yet."""
        self._nodes[name] = attributes
        self._after[name] = {}
        self._before[name] = {}

    def has_node(self, name: str) -> bool:
        """Whether a node is there."""
        return name in self._nodes

    def add_edge(self, source: str, target: str, key: str, attributes: Attributes) -> None:
        """Add an edge between nodes that are there; one that is there has its attributes updated."""
        after = self._after[source]
        edges = after.get(target)
        if edges is None:
            after[target] = self._before[target][source] = {key: attributes}
        elif key in edges:
            edges[key].update(attributes)
        else:
            edges[key] = attributes

    def edge(self, source: str, target: str, key: str) -> Attributes | None:
        """Return the attributes of an edge, or None where there is none."""
        try:
            return self._after[source][target].get(key)
        except KeyError:
            return None

    def rename_edge(self, source: str, target: str, key: str, new_key: str) -> None:
        """Give an edge another key; one that has it already takes its attributes as updates."""
        edges = self._after[source][target]
        self.add_edge(source, target, new_key, edges.pop(key))
