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
from stdkg.vocabulary import (
    BASE,
    GRAPH_DERIVED,
    GRAPH_ONTOLOGY,
    GRAPH_PROVENANCE,
    GRAPH_REFERENCE,
    PREFIXES,
    STD,
    expand,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
_UNCOUNTED: Final = frozenset(
    NamedNode(expand(name))
    for name in ("std:Passage", "std:PassedOver", "std:Source", "std:Figure", "std:Ranking")
)
"""Classes that are no kind of entity, or have a row of their own."""
_DESCRIBING: Final = frozenset(
    NamedNode(expand(name))
    for name in (
        "qb:Observation",
        "oa:SpecificResource",
        "oa:TextPositionSelector",
        "qb:DataSet",
        "dcat:Dataset",
        "void:Dataset",
    )
)
"""Classes of which ours describe evidence and figures, and are not counted; those of others may be entities."""

# Counting queries, and of the plainest kind: an engine counts where the statements lie, and none is known to err on them.
_COUNT_OF_GRAPH = "SELECT (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } }"
_COUNT_OF_PASSAGES = "SELECT (COUNT(*) AS ?n) { ?passage a std:Passage GRAPH ?passage { ?s ?p ?o } }"
_COUNT_WITHOUT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?graph { ?s ?p ?o } } }"
_INSTANCES = "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a ?class }"
_BY_CLASS = "SELECT ?class (COUNT(DISTINCT ?x) AS ?n) { ?x a ?class } GROUP BY ?class"
_TERMS_BY_CLASS = (
    "SELECT ?class (COUNT(DISTINCT ?x) AS ?n) { ?x a ?class ; rdfs:isDefinedBy ?ontology } GROUP BY ?class"
)
_DESCRIBING_OF_OTHERS = (
    "SELECT ?class (COUNT(DISTINCT ?x) AS ?n) { ?x a ?class "
    f"FILTER(?class IN ({', '.join(sorted(map(str, _DESCRIBING)))})) "
    f"FILTER(isBlank(?x) || !STRSTARTS(STR(?x), '{BASE}')) }} GROUP BY ?class"
)
_BY_MEASURE = (
    "SELECT ?measure (COUNT(DISTINCT ?x) AS ?n) { ?x std:measure ?measure ; a ?class } GROUP BY ?measure"
)


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
    yield row("sources", "", _count(store, _INSTANCES, {"class": STD("Source")}))
    yield row("passages", "", _count(store, _INSTANCES, {"class": STD("Passage")}))
    for node, count in _entities(store):
        yield row("entities", node, count)
    for what, of in (("figures", STD("Figure")), ("rankings", STD("Ranking"))):
        yield row(what, "", _count(store, _INSTANCES, {"class": of}))
        for node, count in _most_first(_counts(store, _BY_MEASURE, {"class": of})):
            yield row(what, node, count)


def _statements(store: Store) -> Iterator[tuple[tuple[str, str], int]]:
    """How many statements each kind of graph holds; kinds that hold none are left out."""
    counts = {_OF_PASSAGES: _count(store, _COUNT_OF_PASSAGES)}
    for graph, names in _GRAPHS.items():
        counts[names] = _count(store, _COUNT_OF_GRAPH, {"graph": graph})
    counts[_OTHER] = _count(store, _COUNT_OF_GRAPH) - sum(counts.values())
    counts[_UNSOURCED] = _count(store, _COUNT_WITHOUT)
    return ((kind, count) for kind, count in counts.items() if count)


def _entities(store: Store) -> list[tuple[Term, int]]:
    """The classes of what is no term of an ontology, with how many there are of each."""
    terms = _counts(store, _TERMS_BY_CLASS)
    counts = _counts(store, _BY_CLASS)
    if not _DESCRIBING.isdisjoint(counts):
        counts = {node: count for node, count in counts.items() if node not in _DESCRIBING}
        counts |= _counts(store, _DESCRIBING_OF_OTHERS)
    found = {node: count - terms.get(node, 0) for node, count in counts.items()}
    return _most_first({node: count for node, count in found.items() if count and _is_kind(node)})


def _is_kind(node: Term) -> bool:
    named = isinstance(node, NamedNode) and not node.value.startswith(PREFIXES["owl"])
    return named and node not in _UNCOUNTED


def _most_first(counts: Mapping[Term, int]) -> list[tuple[Term, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], getattr(item[0], "value", "")))


def _count(store: Store, sparql: str, terms: Mapping[str, Term] | None = None) -> int:
    result = Result.of(store.query(sparql, terms))
    return int(str(result.value(result.terms[0][0])))


def _counts(store: Store, sparql: str, terms: Mapping[str, Term] | None = None) -> dict[Term, int]:
    result = Result.of(store.query(sparql, terms))
    return {node: int(str(result.value(count))) for node, count in result.terms if node is not None}
