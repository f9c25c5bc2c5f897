"""Synthetic curated tables of any size, valid by the schema: the same number of rows gives the same bytes."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["AREAS", "A_SOURCE", "CLASSES", "actors_of", "write_tables"]

CLASSES = ("std:GovernmentAgency", "std:StandardsBody", "std:IndustryAssociation", "std:TechnicalCommittee")
_SOURCES = "id,class,title,publisher,issued,url,language,scope,text_sha256,length,retrieved,note"
_PASSAGES = "source,number,start,end,sha256,locator,speaker,context"
_ENTITIES = "id,class,passage"
_NAMES = "id,name,lang,kind,passage"
_MEMBERSHIPS = "id,member,organization,role,title,from,to,passage"
_FIGURES = "id,measure,value,comparator,unit,area,period,sector,level,about,by,status,rank,rank_kind,passage,context,note"
AREAS = 30
A_SOURCE = 100


def actors_of(rows: int) -> int:
    """The number of actors in tables of about `rows` rows."""
    return max(AREAS, rows // 6)


def write_tables(folder: Path, rows: int) -> int:
    """Write the tables of about `rows` rows into `folder` and return their exact number."""
    actors = actors_of(rows)
    slugs = [f"actor-{number:06}" for number in range(actors)]
    areas = [f"area-{number:02}" for number in range(AREAS)]
    cited = [f"report-{number // A_SOURCE:04}/{number % A_SOURCE + 1}" for number in range(actors)]
    sources = sorted({cell.partition("/")[0] for cell in cited})
    tables: dict[str, tuple[str, Iterable[Sequence[object]]]] = {
        "sources": (_SOURCES, [_source(source) for source in sources]),
        "passages": (_PASSAGES, [_passage(cell, number) for number, cell in enumerate(cited)]),
        "entities": (_ENTITIES, _entities(slugs, areas, cited)),
        "names": (_NAMES, _names(slugs, areas, cited)),
        "memberships": (_MEMBERSHIPS, _memberships(slugs, cited)),
        "figures": (_FIGURES, _figures(slugs, areas, cited)),
    }
    return sum(_write(folder / f"{name}.csv", *table) for name, table in tables.items())


def _source(source: str) -> Sequence[object]:
    return (source, "schema:Report", source, "", "2022-01-01", "", "en", "", "", "", "", "")


def _passage(cell: str, number: int) -> Sequence[object]:
    return (*cell.split("/"), "", "", "", f"paragraph {number}", "", "")


def _entities(slugs: list[str], areas: list[str], cited: list[str]) -> Iterator[Sequence[object]]:
    for number, slug in enumerate(slugs):
        yield (slug, CLASSES[number % len(CLASSES)], cited[number])
    for area in areas:
        yield (area, "std:Province", cited[0])


def _names(slugs: list[str], areas: list[str], cited: list[str]) -> Iterator[Sequence[object]]:
    for number, slug in enumerate(slugs):
        yield (slug, f"agency {number}", "en", "label", cited[number])
        yield (slug, f"机构{number}", "zh", "label", cited[number])
    for area in areas:
        yield (area, area, "en", "label", cited[0])


def _memberships(slugs: list[str], cited: list[str]) -> Iterator[Sequence[object]]:
    for number, slug in enumerate(slugs):
        yield (f"m-{slug}", slug, slugs[number * 7 % len(slugs)], "secretariat", "", "", "", cited[number])


def _figures(slugs: list[str], areas: list[str], cited: list[str]) -> Iterator[Sequence[object]]:
    for number, slug in enumerate(slugs):
        for year in (2021, 2022):
            what = (f"f-{slug}-{year}", "standardsPublished", number, "exactly", "standardUnit")
            where = (areas[number % len(areas)], year, "", "nationalStandard", "", slug, "actual", "", "")
            yield (*what, *where, cited[number], "", "")


def _write(path: Path, header: str, rows: Iterable[Sequence[object]]) -> int:
    ordered = sorted(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(ordered)
    return len(ordered)
