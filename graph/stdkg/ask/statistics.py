"""What a graph holds, in numbers.

Example:
    >>> from stdkg.store.embedded import EmbeddedStore
    >>> next(iter(statistics(EmbeddedStore(), "en")))
    {'what': 'triples', 'which': '', 'count': 0}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from stdkg.ask.labels import labels_of
from stdkg.ask.questions import headings
from stdkg.ask.result import Result
from stdkg.vocabulary import GRAPH_DERIVED, GRAPH_ONTOLOGY, GRAPH_PROVENANCE, GRAPH_REFERENCE, STD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stdkg.ask.result import Row
    from stdkg.model import Term
    from stdkg.store import Store

__all__ = ["statistics"]

_GRAPHS: Final[dict[Term, tuple[str, str]]] = {
    GRAPH_REFERENCE: ("reference", "参考"),
    GRAPH_PROVENANCE: ("provenance", "出处"),
    GRAPH_ONTOLOGY: ("ontology", "本体"),
    GRAPH_DERIVED: ("derived", "推导"),
}
_WORDS: Final = {
    "triples": ("triples", "三元组"),
    "statements": ("statements", "陈述"),
    "sources": ("sources", "来源"),
    "passages": ("passages", "段落"),
    "entities": ("entities", "实体"),
    "figures": ("figures", "统计数据"),
    "rankings": ("rankings", "排名"),
}
_OF_PASSAGES = ("of passages", "原文段落")
_OTHER = ("of other graphs", "其他图")
_UNSOURCED = ("without a source", "无来源")
_BY_GRAPH = "SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_PASSAGES = "SELECT ?passage { ?passage a std:Passage }"
_WITHOUT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?graph { ?s ?p ?o } } }"
_INSTANCES = "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a ?class }"
_BY_CLASS = """SELECT ?class (COUNT(DISTINCT ?x) AS ?n) {
  ?x a ?class
  FILTER NOT EXISTS { ?x rdfs:isDefinedBy ?ontology }
  FILTER(?class NOT IN (qb:Observation, oa:SpecificResource, oa:TextPositionSelector, std:Passage, std:PassedOver, std:Source, std:Figure,
    std:Ranking, qb:DataSet, dcat:Dataset, void:Dataset))
  FILTER(!STRSTARTS(STR(?class), STR(owl:)))
} GROUP BY ?class ORDER BY DESC(?n) ?class"""
_BY_MEASURE = "SELECT ?measure (COUNT(DISTINCT ?x) AS ?n) { ?x std:measure ?measure ; a ?class } GROUP BY ?measure ORDER BY DESC(?n) ?measure"


def statistics(store: Store, lang: str = "en") -> Result:
    """Count what a store holds.

    Triples, statements by the kind of graph, sources, passages, entities by class, figures and rankings by measure.

    Args:
        store: what is counted.
        lang: the language of the words and labels, "en" or "zh".

    Returns:
        The rows `what`, `which`, `count`; a row without `which` is a total. The statements count a triple once for each
        graph that states it, the triples count it once.
    """
    rows = list(_rows(store, 0 if lang == "en" else 1))
    nodes = [row[1] for row in rows if isinstance(row[1], NamedNode)]
    return Result(
        ("what", "which", "count"), rows, labels=labels_of(store, nodes, lang), headings=headings(lang)
    )


def _rows(store: Store, tongue: int) -> Iterator[Row]:
    def row(what: str, which: Term | str, count: int) -> Row:
        return (
            Literal(_WORDS[what][tongue]),
            Literal(which) if isinstance(which, str) else which,
            Literal(count),
        )

    yield row("triples", "", len(store))
    graphs = dict(_statements(store))
    yield row("statements", "", sum(graphs.values()))
    for names, count in graphs.items():
        yield row("statements", names[tongue], count)
    yield row("sources", "", _count(store, STD("Source")))
    yield row("passages", "", _count(store, STD("Passage")))
    for node, count in _pairs(store, _BY_CLASS):
        yield row("entities", node, count)
    for what, of in (("figures", STD("Figure")), ("rankings", STD("Ranking"))):
        yield row(what, "", _count(store, of))
        for node, count in _pairs(store, _BY_MEASURE, {"class": of}):
            yield row(what, node, count)


def _statements(store: Store) -> Iterator[tuple[tuple[str, str], int]]:
    """How many statements each kind of graph holds; kinds that hold none are left out."""
    passages = {row[0] for row in Result.of(store.query(_PASSAGES)).terms}
    counts: dict[tuple[str, str], int] = {}
    for graph, count in _pairs(store, _BY_GRAPH):
        kind = _GRAPHS.get(graph) or (_OF_PASSAGES if graph in passages else _OTHER)
        counts[kind] = counts.get(kind, 0) + count
    unsourced = Result.of(store.query(_WITHOUT))
    counts[_UNSOURCED] = int(str(unsourced.value(unsourced.terms[0][0])))
    for kind in (_OF_PASSAGES, *_GRAPHS.values(), _OTHER, _UNSOURCED):
        if counts.get(kind):
            yield kind, counts[kind]


def _count(store: Store, of: NamedNode) -> int:
    result = Result.of(store.query(_INSTANCES, {"class": of}))
    return int(str(result.value(result.terms[0][0])))


def _pairs(store: Store, sparql: str, terms: dict[str, Term] | None = None) -> Iterator[tuple[Term, int]]:
    result = Result.of(store.query(sparql, terms))
    for node, count in result.terms:
        if node is not None:
            yield node, int(str(result.value(count)))
