"""`scripts/bench projection`: RDF to a NetworkX graph against rdflib's converter on rdflib's own memory store.

Each side runs in a process of its own, so that its peak of memory is its own: it fills its store with the same quads,
then makes the graph; what is measured is the making, in seconds of the processor (both sides run in one thread), so that other work
on the machine counts little. Quads of passages rdflib holds in a ConjunctiveGraph over that store, the one of its graphs
with contexts that its converter goes over; our store holds each of their triples twice, in the passage's graph and in the
default graph. They are held against the converter on the triples alone as well, which knows of no passages.

Python's garbage collector is as it is in any program: our projection holds it, the converter does not, and a collection may go over
all that it has made, or none may. So it is measured with the collector off as well.

The floor is to go over the quads once and to add an edge for each link by the methods of networkx.
"""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import warnings
from functools import cache
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
    from collections.abc import Callable, Iterable

    import rdflib
    from pyoxigraph import Quad

__all__ = ["projection"]

_OURS = {"triples": "project RDF without sources", "statements": "project statements of passages"}
_ALONE = "triples"
"""The kind that is in no graph."""
_LIMIT = 0.25
"""Aimed at: less than the floor, which is to go over the quads once."""
_LIMIT_MEMORY = 1.0


def projection(rounds: int, size: int) -> list[Measured]:
    """Seconds and peak of memory against rdflib's converter, and against the floor."""
    runs = {kind: _medians(kind, rounds, size) for kind in _OURS}
    converter = "rdflib_to_networkx_multidigraph"
    results = []
    for kind, case in _OURS.items():
        ours, floor, peer = (runs[kind][side] for side in ("project", "floor", "rdflib"))
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
        off = runs[kind]["rdflib without collector"]["seconds"]
        results.append(Measured(*times, f"{converter}, garbage collector off", off))
        if kind != _ALONE:
            alone = runs[_ALONE]["rdflib"]["seconds"]
            results.append(Measured(*times, f"{converter}, the triples alone", alone))
    return results


def _medians(kind: str, rounds: int, size: int) -> dict[str, dict[str, float]]:
    """What each side takes of seconds and memory; the sides run in turn."""
    runs: dict[str, list[dict[str, float]]] = {side: [] for side in _SIDES}
    for _ in range(rounds):
        for side, found in runs.items():
            found.append(_child(side, kind, size))
    return {
        side: {name: statistics.median(run[name] for run in found) for name in found[0]}
        for side, found in runs.items()
    }


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
    from rdflib.extras.external_graph_libs import rdflib_to_networkx_multidigraph

    graph = (_rdflib_triples if kind == _ALONE else _rdflib_quads)(getattr(synthetic, kind)(size))
    return lambda: rdflib_to_networkx_multidigraph(graph)


def _without_collector(kind: str, size: int) -> Callable[[], object]:
    convert = _rdflib(kind, size)
    gc.disable()
    return convert


def _rdflib_triples(quads: Iterable[Quad]) -> rdflib.Graph:
    from rdflib import Graph

    graph = Graph()
    for quad in quads:
        graph.add(_terms(quad))
    return graph


def _rdflib_quads(quads: Iterable[Quad]) -> rdflib.Graph:
    from oxrdflib._converter import from_ox
    from rdflib import ConjunctiveGraph

    with warnings.catch_warnings():
        # the converter does not take its successor, Dataset, which goes over quads
        warnings.simplefilter("ignore", DeprecationWarning)
        graph = ConjunctiveGraph()
    context = cache(lambda name: graph.get_context(from_ox(name)))
    for quad in quads:
        graph.store.add(_terms(quad), context(quad.graph_name))
    return graph


def _terms(quad: Quad) -> Any:
    from oxrdflib._converter import from_ox

    return tuple(map(from_ox, quad.triple))


def _store(kind: str, size: int) -> EmbeddedStore:
    store = EmbeddedStore()
    store.add(getattr(synthetic, kind)(size))
    return store


_SIDES = {
    "project": _project,
    "floor": _floor,
    "rdflib": _rdflib,
    "rdflib without collector": _without_collector,
}


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
