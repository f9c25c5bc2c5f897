"""Synthetic graphs of any size in the shape of the curated one: the same seed and size give the same statements.

Each statement lies in the graph of the passage that states it, about one triple in twenty in that of a second passage as well; the
passages' description lies in `graph:provenance`, with the citations, as the loader of tables writes them.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from stdkg.vocabulary import GRAPH_PROVENANCE, ID, STD, term

if TYPE_CHECKING:
    from collections.abc import Iterator

    Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]

__all__ = ["links", "statements", "triples"]

_TYPE = term("rdf", "type")
_LABEL = term("rdfs", "label")
_CITED_IN = term("dcterms", "isReferencedBy")
_YEAR = term("xsd", "gYear")
_INTEGER = term("xsd", "integer")
_WORDS = [
    "administration",
    "agency",
    "bureau",
    "council",
    "institute",
    "academy",
    "centre",
    "committee",
    "association",
    "federation",
]
_FIELDS = [
    "energy",
    "transport",
    "health",
    "food",
    "water",
    "steel",
    "data",
    "aviation",
    "forestry",
    "quality",
    "chemistry",
    "tourism",
]
_ZH = ["管理局", "委员会", "研究院", "协会", "中心", "联合会", "技术委员会", "发展部"]
_CLASSES = [
    STD(name) for name in ("GovernmentAgency", "StandardsBody", "IndustryAssociation", "TechnicalCommittee")
]
_COMPARATORS = [STD(name) for name in ("exactly", "moreThan", "atLeast", "nearly")]
_LEVELS = [STD(name) for name in ("nationalStandard", "industryStandard", "localStandard", "groupStandard")]
_REGIONS = 40
_TWICE = 0.05


def triples(size: int, seed: int = 1) -> Iterator[Quad]:
    """Yield about `size` triples without their graphs."""
    for quad in statements(size, seed):
        yield Quad(quad.subject, quad.predicate, quad.object)


def statements(size: int, seed: int = 1) -> Iterator[Quad]:
    """Yield statements that hold about `size` distinct triples: actors, initiatives, memberships, figures, passages."""
    rng = random.Random(seed)  # noqa: S311  nothing secret
    actors = max(2, size // 75)
    made = 0
    for number in range(_REGIONS):
        region = ID(f"region-{number:02}")
        yield Quad(region, _TYPE, STD("Province"), _passage(0))
        yield Quad(region, _LABEL, Literal(f"region {number}", language="en"), _passage(0))
        made += 2
    number = 0
    while made < size:
        passage = _passage(number)
        for maker in (_actor, _initiative, _membership, _figure, _figure, _figure):
            facts = maker(rng, number, made, actors)
            again = [fact for fact in facts if rng.random() < _TWICE]
            for quad in (*_cited(facts, passage), *_cited(again, _passage(number + 1))):
                yield quad
                made += 1
            made -= len(again)
        for quad in _described(number, passage):
            yield quad
            made += 1
        number += 1


def links(nodes: int, edges: int, seed: int = 1) -> Iterator[Quad]:
    """Yield a graph in the manner of others: no term of ours, a few nodes blank or without a label, some communities and hubs."""
    rng = random.Random(seed)  # noqa: S311  nothing secret
    names = [
        BlankNode(f"b{number}") if number % 50 == 49 else NamedNode(f"http://example.org/thing/N{number}")
        for number in range(nodes)
    ]
    for number, node in enumerate(names):
        yield Quad(node, _TYPE, NamedNode(f"http://example.org/kind#Kind{number % 9}"))
        if number % 7:
            yield Quad(node, _LABEL, Literal(f"{rng.choice(_FIELDS)} {rng.choice(_WORDS)} {number}"))
    ends = [0]
    for number in range(edges):
        start = number if number < nodes else rng.randrange(nodes)
        near = start // 200 * 200 + int(200 * rng.random() ** 2)
        end = min(near, nodes - 1) if rng.random() < 0.7 else rng.choice(ends)
        ends.append(end)
        predicate = NamedNode(f"http://example.org/kind#relation{rng.randrange(5)}")
        yield Quad(names[start], predicate, names[end])


def _passage(number: int) -> NamedNode:
    return term("passage", f"report-{number // 100:04}/{number % 100}")


def _actor_node(number: int) -> NamedNode:
    return ID(f"actor-{number:06}")


def _cited(facts: list[Fact], passage: NamedNode) -> Iterator[Quad]:
    for fact in facts:
        yield Quad(*fact, passage)
    if facts:
        yield Quad(facts[0][0], _CITED_IN, passage, GRAPH_PROVENANCE)


def _described(number: int, passage: NamedNode) -> Iterator[Quad]:
    position = NamedNode(f"{passage.value}#position")
    source = term("source", f"report-{number // 100:04}")
    start = number % 100 * 300
    for fact in (
        (passage, _TYPE, STD("Passage")),
        (passage, term("oa", "hasSource"), source),
        (passage, term("oa", "hasSelector"), position),
        (position, _TYPE, term("oa", "TextPositionSelector")),
        (position, term("oa", "start"), Literal(str(start), datatype=_INTEGER)),
        (position, term("oa", "end"), Literal(str(start + 280), datatype=_INTEGER)),
    ):
        yield Quad(*fact, GRAPH_PROVENANCE)


def _actor(rng: random.Random, number: int, _made: int, actors: int) -> list[Fact]:
    node = _actor_node(number)
    name = f"{rng.choice(_FIELDS)} standards {rng.choice(_WORDS)} {number}"
    return [
        (node, _TYPE, rng.choice(_CLASSES)),
        (node, _LABEL, Literal(name, language="en")),
        (node, _LABEL, Literal(f"第{number}{rng.choice(_ZH)}", language="zh")),
        (node, term("skos", "altLabel"), Literal(f"{name[:2].upper()}{number}", language="en")),
        (node, STD("region"), ID(f"region-{rng.randrange(_REGIONS):02}")),
        (node, STD("memberOf"), _actor_node(rng.randrange(actors))),
        (node, STD("holdsSecretariatOf"), _actor_node(rng.randrange(actors))),
    ]


def _initiative(rng: random.Random, number: int, _made: int, actors: int) -> list[Fact]:
    node = ID(f"plan-{number:06}")
    return [
        (node, _TYPE, STD("Plan")),
        (node, _LABEL, Literal(f"plan for {rng.choice(_FIELDS)} standards, no. {number}", language="en")),
        (node, _LABEL, Literal(f"第{number}号标准化规划", language="zh")),
        (node, STD("stage"), STD("issued")),
        (node, term("dcterms", "issued"), Literal(str(rng.randrange(2000, 2030)), datatype=_YEAR)),
        *(
            (node, STD("issuedBy"), _actor_node(issuer))
            for issuer in sorted({rng.randrange(actors) for _ in range(2)})
        ),
    ]


def _membership(rng: random.Random, number: int, _made: int, actors: int) -> list[Fact]:
    node = term("membership", f"m{number:06}")
    return [
        (node, _TYPE, term("org", "Membership")),
        (node, _LABEL, Literal(f"secretariat no. {number}", language="en")),
        (node, term("org", "member"), _actor_node(number)),
        (node, term("org", "organization"), _actor_node(rng.randrange(actors))),
        (node, term("org", "role"), STD("secretariat")),
    ]


def _figure(rng: random.Random, _number: int, made: int, actors: int) -> list[Fact]:
    node = term("figure", f"f{made:07}")
    value, year = rng.randrange(10_000), str(rng.randrange(2000, 2030))
    return [
        (node, _TYPE, STD("Figure")),
        (node, _TYPE, term("qb", "Observation")),
        (node, _LABEL, Literal(f"standards published: {value} ({year})", language="en")),
        (node, _LABEL, Literal(f"批准发布标准数：{value}项（{year}）", language="zh")),
        (node, STD("measure"), STD("standardsPublished")),
        (node, term("sdmx-measure", "obsValue"), Literal(str(value), datatype=_INTEGER)),
        (node, STD("comparator"), rng.choice(_COMPARATORS)),
        (node, term("sdmx-attribute", "unitMeasure"), STD("standardUnit")),
        (node, term("sdmx-dimension", "refArea"), ID(f"region-{rng.randrange(_REGIONS):02}")),
        (node, term("sdmx-dimension", "refPeriod"), Literal(year, datatype=_YEAR)),
        (node, STD("standardLevel"), rng.choice(_LEVELS)),
        (node, STD("by"), _actor_node(rng.randrange(actors))),
    ]
