"""What the synthetic curated tables state, in the form that tools for mappings need.

stdkg reads the six tables of `tables`, and makes the labels of memberships and figures from those of what they are about. For
the others these labels stand ready in their tables, names and classes lie in one, and a passage is in two columns: what they make is the
same, and they have less to do.

Example:
    >>> ready(1)["actors"][1][0][:3]
    ('actor-000000', 'https://w3id.org/stdkg/ontology#GovernmentAgency', 'agency 0')
"""

from __future__ import annotations

import csv
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from patterns import Fact, Pattern, rml
from tables import A_SOURCE, AREAS, CLASSES, actors_of, write_tables

from stdkg.vocabulary import PREFIXES, expand

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    Table = tuple[tuple[str, ...], list[tuple[str, ...]]]

__all__ = ["PATTERNS", "ready", "write_curated"]


def _p(curie: str) -> str:
    return expand(curie)


def _iri(prefix: str, rest: str) -> str:
    return PREFIXES[prefix] + rest


_LABEL = _p("rdfs:label")
_TYPE = _p("rdf:type")
_PASSAGE = _iri("passage", "{source}/{number}")
_CITED = Fact(_p("dcterms:isReferencedBy"), _PASSAGE)


def _type(curie: str) -> Fact:
    return Fact(_TYPE, _p(curie))


def _labels(english: str, chinese: str) -> tuple[Fact, Fact]:
    return Fact(_LABEL, english, "@en"), Fact(_LABEL, chinese, "@zh")


PATTERNS = [
    Pattern(
        "reports",
        _iri("source", "{source}"),
        (
            _type("std:Source"),
            _type("schema:Report"),
            Fact(_LABEL, "{source}", "@en"),
            Fact(_p("dcterms:title"), "{source}", "@en"),
            Fact(_p("dcterms:identifier"), "{source}", "text"),
            Fact(_p("dcterms:issued"), "{issued}", "date"),
            Fact(_p("dcterms:language"), "{language}", "text"),
        ),
    ),
    Pattern(
        "reports",
        _iri("dataset", "{source}"),
        (
            _type("qb:DataSet"),
            *_labels("Figures of {source}", "{source}的统计数值"),
            Fact(_p("qb:structure"), _p("std:figureStructure")),
            Fact(_p("dcterms:source"), _iri("source", "{source}")),
        ),
    ),
    Pattern(
        "places",
        _PASSAGE,
        (
            _type("std:Passage"),
            _type("oa:SpecificResource"),
            *_labels("Passage {number} of {source}", "{source} 第{number}段"),
            Fact(_p("oa:hasSource"), _iri("source", "{source}")),
            Fact(_p("prov:wasQuotedFrom"), _iri("source", "{source}")),
            Fact(_p("std:locator"), "{locator}", "text"),
        ),
    ),
    Pattern(
        "actors", _iri("id", "{id}"), (Fact(_TYPE, "{class}"), *_labels("{english}", "{chinese}"), _CITED)
    ),
    Pattern("areas", _iri("id", "{id}"), (_type("std:Province"), Fact(_LABEL, "{id}", "@en"), _CITED)),
    Pattern(
        "seats",
        _iri("membership", "m-{member}"),
        (
            _type("org:Membership"),
            *_labels("{english}", "{chinese}"),
            Fact(_p("org:member"), _iri("id", "{member}")),
            Fact(_p("org:organization"), _iri("id", "{organization}")),
            Fact(_p("org:role"), _p("std:secretariat")),
            _CITED,
        ),
    ),
    Pattern(
        "seats", _iri("id", "{member}"), (Fact(_p("std:holdsSecretariatOf"), _iri("id", "{organization}")),)
    ),
    Pattern(
        "values",
        _iri("figure", "f-{by}-{year}"),
        (
            _type("std:Figure"),
            _type("qb:Observation"),
            *_labels("{english}", "{chinese}"),
            Fact(_p("qb:dataSet"), _iri("dataset", "{source}")),
            Fact(_p("std:measure"), _p("std:standardsPublished")),
            Fact(_p("sdmx-dimension:refArea"), _iri("id", "{area}")),
            Fact(_p("sdmx-dimension:refPeriod"), "{year}", "gYear"),
            Fact(_p("std:sector"), _p("std:sectorNotStated")),
            Fact(_p("std:standardLevel"), _p("std:nationalStandard")),
            Fact(_p("std:about"), _p("std:aboutNotStated")),
            Fact(_p("std:comparator"), _p("std:exactly")),
            Fact(_p("std:status"), _p("std:actual")),
            Fact(_p("std:by"), _iri("id", "{by}")),
            Fact(_p("sdmx-measure:obsValue"), "{value}", "integer"),
            Fact(_p("sdmx-attribute:unitMeasure"), _p("std:standardUnit")),
            _CITED,
        ),
    ),
]


def ready(actors: int) -> dict[str, Table]:
    """Return the tables for the patterns, by name: titles and rows."""
    numbers = range(actors)
    at = [(f"report-{number // A_SOURCE:04}", str(number % A_SOURCE + 1)) for number in numbers]
    slugs = [f"actor-{number:06}" for number in numbers]
    areas = [f"area-{number:02}" for number in range(AREAS)]
    classes = [expand(curie) for curie in CLASSES]
    return {
        "reports": (
            ("source", "issued", "language"),
            [(source, "2022-01-01", "en") for source in sorted({source for source, _ in at})],
        ),
        "places": (("source", "number", "locator"), [(*at[n], f"paragraph {n}") for n in numbers]),
        "actors": (
            ("id", "class", "english", "chinese", "source", "number"),
            [(slugs[n], classes[n % len(classes)], f"agency {n}", f"机构{n}", *at[n]) for n in numbers],
        ),
        "areas": (("id", "source", "number"), [(area, *at[0]) for area in areas]),
        "seats": (
            ("member", "organization", "english", "chinese", "source", "number"),
            [_seat(n, n * 7 % actors, slugs, at) for n in numbers],
        ),
        "values": (
            ("by", "year", "area", "value", "english", "chinese", "source", "number"),
            [_value(n, year, slugs, areas, at) for n in numbers for year in ("2021", "2022")],
        ),
    }


def _seat(
    member: int, organization: int, slugs: Sequence[str], at: Sequence[tuple[str, str]]
) -> tuple[str, ...]:
    english = f"agency {member}: secretariat, agency {organization}"
    chinese = f"机构{member}：秘书处承担单位，机构{organization}"
    return (slugs[member], slugs[organization], english, chinese, *at[member])


def _value(
    number: int, year: str, slugs: Sequence[str], areas: Sequence[str], at: Sequence[tuple[str, str]]
) -> tuple[str, ...]:
    area = areas[number % len(areas)]
    english = f"standards published, national standard: {number} standards ({area}, {year})"
    chinese = f"批准发布标准数，国家标准：{number}项标准（{area}，{year}）"
    return (slugs[number], year, area, str(number), english, chinese, *at[number])


def write_curated(folder: Path, rows: int) -> None:
    """Write the curated tables into `folder/curated`, and into `folder` those for the patterns, with the mapping in each form."""
    (folder / "curated").mkdir()
    write_tables(folder / "curated", rows)
    for name, (titles, lines) in ready(actors_of(rows)).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows((titles, *lines))
    (folder / "mapping.ttl").write_text(rml(PATTERNS), encoding="utf-8")
    (folder / "patterns.json").write_text(json.dumps([asdict(one) for one in PATTERNS]), encoding="utf-8")
