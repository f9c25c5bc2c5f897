"""`scripts/bench projection`: RDF to a NetworkX graph against rdflib's converter on rdflib's own memory store.

Each side runs in a process of its own, so that its peak of memory is its own: it fills its store with the same triples,
then makes the graph; what is measured is the making, in seconds of the processor (both sides run in one thread), so that other work
on the machine counts little. With passages, our store holds each triple twice, and rdflib only once: its
converter takes no datasets.

The floor is to go over the quads once and to add an edge for each link by the methods of networkx.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

import synthetic
from measure import Measured
from pyoxigraph import NamedNode

from stdkg.collector import without_collector
from stdkg.project import project
from stdkg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Quad

__all__ = ["projection"]

_OURS = {"triples": "project RDF without sources", "statements": "project statements of passages"}
_LIMIT = 0.25
"""Aimed at: less than the floor, which is to go over the quads once; with passages our store holds each triple twice."""
_LIMIT_MEMORY = 1.0


def projection(rounds: int, size: int) -> list[Measured]:
    """Seconds and peak of memory against rdflib's converter, and against the floor."""
    sides = ("project", "floor", "rdflib")
    results = []
    for kind, case in _OURS.items():
        runs: dict[str, list[dict[str, float]]] = {side: [] for side in sides}
        for _ in range(rounds):
            for side in sides:
                runs[side].append(_child(side, kind, size))
        ours, floor, peer = (
            {name: statistics.median(run[name] for run in runs[side]) for name in runs[side][0]}
            for side in sides
        )
        converter = "rdflib_to_networkx_multidigraph"
        times = case, size, rounds, ours["seconds"]
        results += [
            Measured(*times, converter, peer["seconds"], limit=_LIMIT, limit_is_ratio=True),
            Measured(
                *(f"{case}: peak", size, rounds, ours["memory"], converter, peer["memory"]),
                limit=_LIMIT_MEMORY,
                limit_is_ratio=True,
                unit="GiB",
            ),
            Measured(*times, "floor: quads once, links as edges", floor["seconds"]),
        ]
    return results


def _child(side: str, kind: str, size: int) -> dict[str, float]:
    command = [sys.executable, __file__, side, kind, str(size)]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    measured: dict[str, float] = json.loads(run.stdout)
    return measured


def _project(kind: str, size: int) -> Callable[[], object]:
    store = _store(kind, size)
    return lambda: project(store)


def _floor(kind: str, size: int) -> Callable[[], object]:
    import networkx as nx

    store = _store(kind, size)

    def make() -> nx.MultiDiGraph[str]:
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        with without_collector():
            graph.add_edges_from(
                (quad.subject.value, quad.object.value, quad.predicate.value)
                for quad in store.quads()
                if type(quad.object) is NamedNode
            )
        return graph

    return make


def _rdflib(kind: str, size: int) -> Callable[[], object]:
    from rdflib import Graph
    from rdflib.extras.external_graph_libs import rdflib_to_networkx_multidigraph

    graph = Graph()
    for quad in getattr(synthetic, kind)(size):
        graph.add(_terms(quad))
    return lambda: rdflib_to_networkx_multidigraph(graph)


def _terms(quad: Quad) -> Any:
    from oxrdflib._converter import from_ox

    return tuple(map(from_ox, quad.triple))


def _store(kind: str, size: int) -> EmbeddedStore:
    store = EmbeddedStore()
    store.add(getattr(synthetic, kind)(size))
    return store


_SIDES = {"project": _project, "floor": _floor, "rdflib": _rdflib}


def _main(side: str, kind: str, size: str) -> None:
    import networkx as nx  # noqa: F401  no part of what is measured
    from common import peak

    action = _SIDES[side](kind, int(size))
    start = process_time()
    kept = action()
    seconds = process_time() - start
    memory = peak() / 1024
    del kept
    json.dump({"seconds": seconds, "memory": memory}, sys.stdout)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent / "peers"))
    _main(*sys.argv[1:])
