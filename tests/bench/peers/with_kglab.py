"""kglab: N-Triples parsed, a query, and a NetworkX graph of all links between resources, each with its own graph on rdflib."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

warnings.simplefilter("ignore")

import kglab  # noqa: E402  it warns as it is imported
import networkx as nx  # noqa: E402
from common import main  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_LINKS = "SELECT ?subject ?object { ?subject ?predicate ?object FILTER(isIRI(?object)) }"


def _read(file: Path) -> kglab.KnowledgeGraph:
    return kglab.KnowledgeGraph().load_rdf(file, format="nt")


def _parse(file: Path) -> Callable[[], Any]:
    return lambda: _read(file).rdf_graph()


def _query(file: Path) -> Callable[[], Any]:
    graph = _read(file)
    text = (file.parent / "query.rq").read_text(encoding="utf-8")
    list(
        graph.query("SELECT * { <http://example.org/nothing> ?p ?o }")
    )  # what is imported for it does not count
    return lambda: list(graph.query(text))


def _networkx(file: Path) -> Callable[[], Any]:
    matrix = kglab.SubgraphMatrix(_read(file), _LINKS)
    return lambda: matrix.build_nx_graph(nx.MultiDiGraph())


if __name__ == "__main__":
    main(
        {"parse": _parse, "query": _query, "networkx": _networkx},
        len,
        lambda graph, out: graph.serialize(out, format="nt", encoding="utf-8"),
    )
