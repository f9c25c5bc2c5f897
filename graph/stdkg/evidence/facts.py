"""What a store says about one source: its seals, its passages, and the claims in their graphs. A few queries a source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions

from stdkg.errors import UnknownNameError
from stdkg.vocabulary import PREFIXES, STD, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stdkg.model import Node, Term
    from stdkg.store import Store

__all__ = [
    "PASSAGE_KINDS",
    "Passage",
    "SourceFacts",
    "Span",
    "cited_by",
    "read_source",
    "source_name",
    "source_nodes",
    "wanted_sources",
]

PASSAGE_KINDS: Final = ("sealed", "located", "neither")
"""How a passage is cited."""

_TYPE = term("rdf", "type")
_PARTS = "SELECT ?part ?p ?o { ?part <http://www.w3.org/ns/oa#hasSource> ?source ; ?p ?o }"
_POSITIONS = """
SELECT ?part ?p ?o {
  ?part <http://www.w3.org/ns/oa#hasSource> ?source ; <http://www.w3.org/ns/oa#hasSelector> ?selector .
  ?selector ?p ?o
}"""
_CLAIMS = """
SELECT ?passage ?s ?p ?o {
  ?passage <http://www.w3.org/ns/oa#hasSource> ?source .
  GRAPH ?passage { ?s ?p ?o }
}"""
_KINDS = """
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX std: <https://w3id.org/stdkg/ontology#>
SELECT ?source (COUNT(DISTINCT ?hashed) AS ?sealed) (COUNT(DISTINCT ?placed) AS ?located) (COUNT(DISTINCT ?bare) AS ?neither) {
  ?passage a std:Passage ; oa:hasSource ?source .
  OPTIONAL { ?passage std:passageSha256 ?hash BIND(?passage AS ?hashed) }
  OPTIONAL { ?passage std:locator ?locator FILTER(!BOUND(?hash)) BIND(?passage AS ?placed) }
  OPTIONAL { ?passage oa:hasSource ?whole FILTER(!BOUND(?hash) && !BOUND(?locator)) BIND(?passage AS ?bare) }
} GROUP BY ?source"""
_IMPOSSIBLE = -1


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source's text, in code points, end exclusive, and the hash that seals it ("" for none)."""

    start: int
    end: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: its stretch (None where it is only located), its contexts, and the claims that it states."""

    node: NamedNode
    span: Span | None
    contexts: tuple[NamedNode, ...]
    claims: tuple[Quad, ...]

    @property
    def name(self) -> str:
        """SOURCE/NUMBER, as the tables write it."""
        return self.node.value.removeprefix(PREFIXES["passage"])


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A source: its id, its seal ("" and None where it has none), its scope, its passages in the order of the text."""

    node: NamedNode
    name: str
    sha256: str
    length: int | None
    scopes: frozenset[Term]
    passages: tuple[Passage, ...]
    passed_over: tuple[Span, ...]

    def nodes(self) -> Iterator[NamedNode]:
        """Yield the resources that the claims name, again and again."""
        for passage in self.passages:
            for claim in passage.claims:
                for node in (claim.subject, claim.object):
                    if isinstance(node, NamedNode):
                        yield node


def source_name(node: NamedNode) -> str:
    """Return the id of a source: the end of its IRI under `source:`, or the whole of a foreign IRI."""
    return node.value.removeprefix(PREFIXES["source"])


def source_nodes(store: Store) -> dict[str, NamedNode]:
    """Return the sources of a store by id, in the order of the ids."""
    found = store.quads(None, _TYPE, STD("Source"), DefaultGraph())
    nodes = {source_name(quad.subject): quad.subject for quad in found if isinstance(quad.subject, NamedNode)}
    return dict(sorted(nodes.items()))


def wanted_sources(known: dict[str, NamedNode], ids: Iterable[str]) -> None:
    """Hold ids against the sources of a store.

    Raises:
        UnknownNameError: an id is none of them.
    """
    for name in ids:
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.5) or list(known)[:5]
            advice = f"write {' or '.join(near)}" if near else "this graph has no sources"
            raise UnknownNameError(f"no source {name!r}; {advice}")


def read_source(store: Store, node: NamedNode) -> SourceFacts:
    """Read a source with its passages and their claims."""
    about = _grouped((quad.predicate, quad.object) for quad in store.quads(node, None, None, DefaultGraph()))
    parts: dict[Node, list[tuple[Term, Term]]] = {}
    for query in (_PARTS, _POSITIONS):
        for part, predicate, value in _rows(store, query, node):
            parts.setdefault(cast("Node", part), []).append((predicate, value))
    claims: dict[Term, list[Quad]] = {}
    for passage, subject, predicate, value in _rows(store, _CLAIMS, node):
        quad = Quad(cast("Node", subject), cast("NamedNode", predicate), value, cast("NamedNode", passage))
        claims.setdefault(passage, []).append(quad)
    passages, passed_over = [], []
    for part, pairs in parts.items():
        facts = _grouped(pairs)
        span = _span(facts)
        if STD("PassedOver") in facts.get(_TYPE, ()):
            passed_over += [span] if span else []
        elif isinstance(part, NamedNode):
            contexts = tuple(found for found in facts.get(STD("context"), ()) if isinstance(found, NamedNode))
            passages.append(Passage(part, span, contexts, tuple(sorted(claims.get(part, ()), key=_order))))
    length = _integer(about.get(STD("textLength"), []))
    return SourceFacts(
        node=node,
        name=source_name(node),
        sha256=_text(about.get(STD("textSha256"), [])),
        length=length,
        scopes=frozenset(about.get(term("dcterms", "spatial"), ())),
        passages=tuple(sorted(passages, key=_place)),
        passed_over=tuple(sorted(passed_over, key=lambda span: (span.start, span.end))),
    )


def cited_by(store: Store, nodes: Iterable[NamedNode]) -> Counter[str]:
    """Count the passages of some sources: `sealed` by a hash, `located` by a place in a page, `neither`."""
    wanted, counts = set(nodes), Counter[str]()
    for source, *numbers in _rows(store, _KINDS) if wanted else ():
        if source in wanted:
            counts.update(
                {
                    kind: int(number.value)
                    for kind, number in zip(PASSAGE_KINDS, cast("list[Literal]", numbers), strict=True)
                }
            )
    return counts


def _rows(store: Store, sparql: str, source: NamedNode | None = None) -> Iterator[tuple[Term, ...]]:
    answer = cast("QuerySolutions", store.query(sparql, {"source": source} if source else None))
    for row in answer:
        yield tuple(cast("Term", value) for value in row)


def _grouped(pairs: Iterable[tuple[Term, Term]]) -> dict[Term, list[Term]]:
    grouped: dict[Term, list[Term]] = {}
    for predicate, value in pairs:
        grouped.setdefault(predicate, []).append(value)
    return grouped


def _span(facts: dict[Term, list[Term]]) -> Span | None:
    """The stretch of a passage; an end that is missing or no number is a stretch outside every text."""
    starts, ends = (facts.get(term("oa", local), []) for local in ("start", "end"))
    if not starts and not ends:
        return None
    start, end = _integer(starts), _integer(ends)
    sha256 = _text(facts.get(STD("passageSha256"), []))
    return Span(_IMPOSSIBLE if start is None else start, _IMPOSSIBLE if end is None else end, sha256)


def _integer(values: list[Term]) -> int | None:
    try:
        return int(_text(values))
    except ValueError:
        return None


def _text(values: list[Term]) -> str:
    return min((value.value for value in values if isinstance(value, Literal)), default="")


def _order(claim: Quad) -> tuple[str, str, str]:
    return str(claim.subject), claim.predicate.value, str(claim.object)


def _place(passage: Passage) -> tuple[bool, int, int, int, str]:
    span, value = passage.span, passage.node.value
    if span:
        return False, span.start, span.end, 0, value
    return True, 0, 0, len(value), value
