"""A catalogue of standards as others publish it: one wide table of any size, and the pattern of what its rows state.

Example:
    >>> next(rows(1))[1]
    'SL 0-1990'
"""

from __future__ import annotations

import csv
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from patterns import Fact, Pattern, csvw, rml

from stdkg.vocabulary import ID, PREFIXES, STD, term

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["HEADER", "PATTERN", "rows", "write_catalogue"]

HEADER = ("id", "reference", "title_en", "title_zh", "issued", "pages", "body", "field")
PATTERN = Pattern(
    "catalogue",
    ID("standard-").value + "{id}",
    (
        Fact(term("rdf", "type").value, term("dcterms", "Standard").value),
        Fact(term("dcterms", "identifier").value, "{reference}", "text"),
        Fact(term("rdfs", "label").value, "{title_en}", "@en"),
        Fact(term("rdfs", "label").value, "{title_zh}", "@zh"),
        Fact(term("dcterms", "issued").value, "{issued}", "date"),
        Fact(term("schema", "numberOfPages").value, "{pages}", "integer"),
        Fact(STD("issuedBy").value, PREFIXES["id"] + "agency-{body}"),
        Fact(STD("addresses").value, PREFIXES["std"] + "{field}"),
    ),
)
_FIELDS = ("agriculture", "manufacturing", "serviceIndustry")


def rows(number: int) -> Iterator[tuple[str, ...]]:
    """Yield the rows: the same number gives the same rows."""
    for one in range(number):
        year = 1990 + one % 37
        yield (
            f"{one:07}",
            f"SL {one}-{year}",
            f"Terms of trade, part {one}",
            f"贸易术语 第{one}部分",
            f"{year}-{one % 12 + 1:02}-{one % 28 + 1:02}",
            str(one % 180 + 4),
            f"{one * 7 % 997:06}",
            _FIELDS[one % len(_FIELDS)],
        )


def write_catalogue(folder: Path, number: int) -> None:
    """Write `catalogue.csv`, and beside it the mapping in each form: `mapping.json` (CSVW), `mapping.ttl` (RML), `patterns.json`."""
    with (folder / "catalogue.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows(number))
    (folder / "mapping.json").write_text(json.dumps(csvw(PATTERN, HEADER)), encoding="utf-8")
    (folder / "mapping.ttl").write_text(rml([PATTERN]), encoding="utf-8")
    (folder / "patterns.json").write_text(json.dumps([asdict(PATTERN)]), encoding="utf-8")
