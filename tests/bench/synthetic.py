"""Synthetic graphs of any size in the shape of the shipped one: the same seed and size give the same statements.

The world that they speak of has agencies and committees with labels in English and Chinese, memberships (half of all
statements, as in ISO's data), standards, plans and figures. Each statement lies in the graph of the passage that
states it, about one in twenty in that of a second passage as well; passages, sources and citations are described in
`graph:provenance`. The statements break no shape and no rule. They come one by one, in memory that does not grow.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from stdkg.vocabulary import GRAPH_PROVENANCE, ID, STD, term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]

__all__ = ["A_UNIT", "links", "statements", "triples"]

A_UNIT = 62
"""Triples of a passage and what it states, on average."""

_TYPE, _LABEL = term("rdf", "type"), term("rdfs", "label")
_CITED_IN, _NOTATION = term("dcterms", "isReferencedBy"), term("skos", "notation")
_ISSUED, _ISSUED_BY, _PLACE = term("dcterms", "issued"), STD("issuedBy"), term("dcterms", "spatial")
_YEAR, _INTEGER = term("xsd", "gYear"), term("xsd", "integer")
_WORDS = {
    "administration": "管理局",
    "institute": "研究院",
    "association": "协会",
    "federation": "联合会",
    "centre": "中心",
}
_FIELDS = {
    "energy": "能源",
    "transport": "交通",
    "health": "卫生",
    "food": "食品",
    "water": "水利",
    "steel": "钢铁",
    "data": "数据",
    "aviation": "航空",
    "forestry": "林业",
    "quality": "质量",
    "chemistry": "化工",
    "tourism": "旅游",
}
_CLASSES = [STD(name) for name in ("GovernmentAgency", "StandardsBody", "IndustryAssociation")]
_COMPARATORS = [STD(name) for name in ("exactly", "exactly", "exactly", "moreThan", "atLeast", "nearly")]
_LEVELS = [STD(name) for name in ("nationalStandard", "industryStandard", "localStandard", "groupStandard")]
_SECTORS = [STD(name) for name in ("sectorNotStated", "agriculture", "manufacturing", "serviceIndustry")]
_ROLES = {
    "member": (STD("memberOf"), "成员"),
    "participatingMember": (STD("participatesIn"), "积极成员"),
    "observingMember": (STD("observes"), "观察员"),
    "secretariat": (STD("holdsSecretariatOf"), "秘书处"),
}
_LAND = ID("synthetic-land")
_REGIONS = 40
_TWICE = 0.05
_A_SOURCE = 100
_MEMBERSHIPS = 4
_ACTORS, _PLANS = 4, 8
"""Of so many passages one speaks of an agency (the others of a committee), and one of a plan and of a figure."""


def triples(size: int, seed: int = 1) -> Iterator[Quad]:
    """Yield about `size` triples without their graphs."""
    for quad in statements(size, seed):
        yield Quad(quad.subject, quad.predicate, quad.object)


def statements(size: int, seed: int = 1) -> Iterator[Quad]:
    """Yield statements that hold about `size` distinct triples."""
    rng = random.Random(seed)  # noqa: S311  nothing secret
    agencies = max(2, size // A_UNIT // _ACTORS)
    made = number = 0
    for quad in _regions():
        yield quad
        made += 1
    while made < size:
        passage, before = _passage(number), _passage(number - 1)
        for facts in _stated(rng, number, agencies):
            quads = list(_cited(facts, passage))
            made += len(quads)
            yield from quads
            if number and rng.random() < _TWICE:
                again = list(_cited(facts, before))
                made += len(again) - len(facts)
                yield from again
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
            yield Quad(
                node, _LABEL, Literal(f"{rng.choice(list(_FIELDS))} {rng.choice(list(_WORDS))} {number}")
            )
    ends = [0]
    for number in range(edges):
        start = number if number < nodes else rng.randrange(nodes)
        near = start // 200 * 200 + int(200 * rng.random() ** 2)
        end = min(near, nodes - 1) if rng.random() < 0.7 else rng.choice(ends)
        ends.append(end)
        predicate = NamedNode(f"http://example.org/kind#relation{rng.randrange(5)}")
        yield Quad(names[start], predicate, names[end])


def _stated(rng: random.Random, number: int, agencies: int) -> Iterator[list[Fact]]:
    """Yield what a passage states, about one thing at a time."""
    yield _agency(rng, number // _ACTORS) if number % _ACTORS == 0 else _committee(rng, number)
    yield _standard(rng, number, agencies)
    roles = list(_ROLES)
    for place in range(_MEMBERSHIPS if number % _ACTORS else 0):
        yield _membership(rng, f"{number:07}-{place}", number, roles[place], agencies)
    if number % _PLANS == 1:
        yield _plan(rng, number, agencies)
        yield _figure(rng, number, agencies)


def _passage(number: int) -> NamedNode:
    return term("passage", f"report-{number // _A_SOURCE:05}/{number % _A_SOURCE + 1}")


def _agency_node(number: int) -> NamedNode:
    return ID(f"agency-{number:06}")


def _committee_node(number: int) -> NamedNode:
    return ID(f"committee-{number:07}")


def _region(rng: random.Random) -> NamedNode:
    return ID(f"region-{rng.randrange(_REGIONS):02}")


def _labels(node: NamedNode, english: str, chinese: str) -> list[Fact]:
    return [
        (node, _LABEL, Literal(english, language="en")),
        (node, _LABEL, Literal(chinese, language="zh")),
    ]


def _cited(facts: Sequence[Fact], passage: NamedNode) -> Iterator[Quad]:
    for fact in facts:
        yield Quad(*fact, passage)
    for subject in dict.fromkeys(fact[0] for fact in facts):
        yield Quad(subject, _CITED_IN, passage, GRAPH_PROVENANCE)


def _regions() -> Iterator[Quad]:
    facts: list[Fact] = [
        (_LAND, _TYPE, STD("Country")),
        (_LAND, _NOTATION, Literal("XS")),
        *_labels(_LAND, "Synthetic Land", "合成国"),
    ]
    for number in range(_REGIONS):
        node = ID(f"region-{number:02}")
        facts += [(node, _TYPE, STD("Province")), *_labels(node, f"region {number}", f"第{number}区")]
        facts.append((node, term("dcterms", "isPartOf"), _LAND))
        facts.append((node, _NOTATION, Literal(f"XS-{number:02}")))
    return _cited(facts, _passage(0))


def _described(number: int, passage: NamedNode) -> Iterator[Quad]:
    position = NamedNode(f"{passage.value}#position")
    slug = f"report-{number // _A_SOURCE:05}"
    source = term("source", slug)
    if number % _A_SOURCE == 0:
        for fact in _source(slug, source):
            yield Quad(*fact, GRAPH_PROVENANCE)
    place = number % _A_SOURCE
    for fact in (
        (passage, _TYPE, STD("Passage")),
        (passage, _TYPE, term("oa", "SpecificResource")),
        *_labels(passage, f"Passage {place + 1} of {slug}", f"{slug} 第{place + 1}段"),
        (passage, term("oa", "hasSource"), source),
        (passage, term("prov", "wasQuotedFrom"), source),
        (passage, term("oa", "hasSelector"), position),
        (passage, STD("passageSha256"), Literal(f"{number:064x}")),
        (position, _TYPE, term("oa", "TextPositionSelector")),
        (position, term("oa", "start"), Literal(str(place * 300), datatype=_INTEGER)),
        (position, term("oa", "end"), Literal(str(place * 300 + 280), datatype=_INTEGER)),
    ):
        yield Quad(*fact, GRAPH_PROVENANCE)


def _source(slug: str, source: NamedNode) -> list[Fact]:
    title = f"Report {slug.removeprefix('report-')}"
    data_set = term("dataset", slug)
    return [
        (source, _TYPE, STD("Source")),
        (source, _TYPE, term("schema", "Report")),
        *_labels(source, title, f"报告{slug.removeprefix('report-')}"),
        (source, term("dcterms", "title"), Literal(title, language="en")),
        (source, term("dcterms", "identifier"), Literal(slug)),
        (source, term("dcterms", "language"), Literal("en")),
        (source, _ISSUED, Literal("2030-01-01", datatype=term("xsd", "date"))),
        (source, STD("textLength"), Literal("30000", datatype=_INTEGER)),
        (source, STD("textSha256"), Literal("0" * 64)),
        (data_set, _TYPE, term("qb", "DataSet")),
        *_labels(data_set, f"Figures of {slug}", f"{slug}的统计数值"),
        (data_set, term("qb", "structure"), STD("figureStructure")),
        (data_set, term("dcterms", "source"), source),
    ]


def _agency(rng: random.Random, number: int) -> list[Fact]:
    node = _agency_node(number)
    field, word = rng.choice(list(_FIELDS)), rng.choice(list(_WORDS))
    return [
        (node, _TYPE, rng.choice(_CLASSES)),
        *_labels(node, f"{field} standards {word} {number}", f"第{number}{_FIELDS[field]}标准{_WORDS[word]}"),
        (
            node,
            term("skos", "altLabel"),
            Literal(f"{field[:2].upper()}{word[0].upper()}{number}", language="en"),
        ),
        (node, _PLACE, _region(rng)),
    ]


def _committee(rng: random.Random, number: int) -> list[Fact]:
    node = _committee_node(number)
    field = rng.choice(list(_FIELDS))
    above = _committee_node(number - 1) if number % _ACTORS > 1 else None
    return [
        (node, _TYPE, STD("Subcommittee" if above else "TechnicalCommittee")),
        *_labels(node, f"committee {number}: {field}", f"{_FIELDS[field]}第{number}委员会"),
        (node, _NOTATION, Literal(f"SL/TC {number}")),
        (node, term("org", "subOrganizationOf"), above or _agency_node(number // _ACTORS)),
    ]


def _standard(rng: random.Random, number: int, agencies: int) -> list[Fact]:
    node = ID(f"standard-{number:07}")
    field = rng.choice(list(_FIELDS))
    return [
        (node, _TYPE, term("dcterms", "Standard")),
        *_labels(node, f"Terms of {field}, part {number}", f"{_FIELDS[field]}术语 第{number}部分"),
        (node, term("dcterms", "identifier"), Literal(f"SL {number}-{rng.randrange(1990, 2030)}")),
        (node, _ISSUED, Literal(str(rng.randrange(1990, 2030)), datatype=_YEAR)),
        (node, _ISSUED_BY, _agency_node(rng.randrange(agencies))),
        (node, STD("addresses"), rng.choice(_SECTORS[1:])),
    ]


def _membership(rng: random.Random, slug: str, number: int, role: str, agencies: int) -> list[Fact]:
    node, member, committee = (
        term("membership", slug),
        _agency_node(rng.randrange(agencies)),
        _committee_node(number),
    )
    direct, chinese = _ROLES[role]
    return [
        (node, _TYPE, term("org", "Membership")),
        *_labels(node, f"{role} {slug} of committee {number}", f"第{number}委员会{chinese}{slug}"),
        (node, term("org", "member"), member),
        (node, term("org", "organization"), committee),
        (node, term("org", "role"), STD(role)),
        (member, direct, committee),
    ]


def _plan(rng: random.Random, number: int, agencies: int) -> list[Fact]:
    node = ID(f"plan-{number:07}")
    field = rng.choice(list(_FIELDS))
    return [
        (node, _TYPE, STD("Plan")),
        *_labels(
            node, f"plan for {field} standards, no. {number}", f"第{number}号{_FIELDS[field]}标准化规划"
        ),
        (node, STD("stage"), STD("issued")),
        (node, _ISSUED, Literal(str(rng.randrange(2000, 2030)), datatype=_YEAR)),
        (node, STD("addresses"), rng.choice(_SECTORS[1:])),
        *(
            (node, _ISSUED_BY, _agency_node(one))
            for one in sorted({rng.randrange(agencies) for _ in range(2)})
        ),
    ]


def _figure(rng: random.Random, number: int, agencies: int) -> list[Fact]:
    node = term("figure", f"f-{number:07}")
    value, year = rng.randrange(10_000), str(rng.randrange(2000, 2030))
    return [
        (node, _TYPE, STD("Figure")),
        (node, _TYPE, term("qb", "Observation")),
        *_labels(
            node,
            f"standards published {number}: {value} ({year})",
            f"批准发布标准数{number}：{value}项（{year}）",
        ),
        (node, term("qb", "dataSet"), term("dataset", f"report-{number // _A_SOURCE:05}")),
        (node, STD("measure"), STD("standardsPublished")),
        (node, term("sdmx-measure", "obsValue"), Literal(str(value), datatype=_INTEGER)),
        (node, STD("comparator"), rng.choice(_COMPARATORS)),
        (node, term("sdmx-attribute", "unitMeasure"), STD("standardUnit")),
        (node, term("sdmx-dimension", "refArea"), _region(rng)),
        (node, term("sdmx-dimension", "refPeriod"), Literal(year, datatype=_YEAR)),
        (node, STD("sector"), rng.choice(_SECTORS)),
        (node, STD("standardLevel"), rng.choice(_LEVELS)),
        (node, STD("about"), STD("aboutNotStated")),
        (node, STD("status"), STD("actual")),
        (node, STD("by"), _agency_node(rng.randrange(agencies))),
    ]
