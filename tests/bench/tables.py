"""Synthetic curated tables of any size, valid by the schema: the same number of rows gives the same bytes."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["write_tables"]

_CLASSES = ("std:GovernmentAgency", "std:StandardsBody", "std:IndustryAssociation", "std:TechnicalCommittee")
_AREAS = 30
_A_SOURCE = 100


def write_tables(folder: Path, rows: int) -> int:
    """Write the tables of about `rows` rows into `folder` and return their exact number."""
    actors = max(_AREAS, rows // 6)
    slugs = [f"actor-{number:06}" for number in range(actors)]
    areas = [f"area-{number:02}" for number in range(_AREAS)]
    cited = [f"report-{number // _A_SOURCE:04}/{number % _A_SOURCE + 1}" for number in range(actors)]
    sources = sorted({cell.partition("/")[0] for cell in cited})
    tables: dict[str, tuple[str, Iterable[Sequence[object]]]] = {
        "sources": (
            "id,class,title,publisher,issued,url,language,scope,text_sha256,length,retrieved,note",
            [
                (source, "schema:Report", source, "", "2022-01-01", "", "en", "", "", "", "", "")
                for source in sources
            ],
        ),
        "passages": (
            "source,number,start,end,sha256,locator,speaker,context",
            [
                (*cell.split("/"), "", "", "", f"paragraph {number}", "", "")
                for number, cell in enumerate(cited)
            ],
        ),
        "entities": (
            "id,class,passage",
            [(slug, _CLASSES[number % 4], cited[number]) for number, slug in enumerate(slugs)]
            + [(area, "std:Province", cited[0]) for area in areas],
        ),
        "names": (
            "id,name,lang,kind,passage",
            [
                (slug, f"{word}{number}", lang, "label", cited[number])
                for number, slug in enumerate(slugs)
                for lang, word in (("en", "agency "), ("zh", "机构"))
            ]
            + [(area, area, "en", "label", cited[0]) for area in areas],
        ),
        "memberships": (
            "id,member,organization,role,title,from,to,passage",
            [
                (f"m-{slug}", slug, slugs[number * 7 % actors], "secretariat", "", "", "", cited[number])
                for number, slug in enumerate(slugs)
            ],
        ),
        "figures": (
            "id,measure,value,comparator,unit,area,period,sector,level,about,by,status,rank,rank_kind,passage,context,note",
            [
                (
                    *(f"f-{slug}-{year}", "standardsPublished", number, "exactly", "standardUnit"),
                    *(
                        areas[number % _AREAS],
                        year,
                        "",
                        "nationalStandard",
                        "",
                        slug,
                        "actual",
                        "",
                        "",
                        cited[number],
                    ),
                    *("", ""),
                )
                for number, slug in enumerate(slugs)
                for year in (2021, 2022)
            ],
        ),
    }
    return sum(_write(folder / f"{name}.csv", *table) for name, table in tables.items())


def _write(path: Path, header: str, rows: Iterable[Sequence[object]]) -> int:
    ordered = sorted(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(ordered)
    return len(ordered)
