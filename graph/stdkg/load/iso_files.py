"""The files of ISO Open Data, known by their names, and the addresses that ISO publishes them under.

Example:
    >>> iso_kind("iso_technical_committees.jsonl"), iso_kind("ICS-simple.xml"), iso_kind("other.xml")
    ('committees', 'ics', '')
"""

from __future__ import annotations

import re

__all__ = ["ADDRESSES", "iso_kind"]

_AT = "https://isopublicstorageprod.blob.core.windows.net/opendata/_latest/"
ADDRESSES = {
    "committees": _AT + "iso_technical_committees/json/iso_technical_committees.jsonl",
    "deliverables": _AT + "iso_deliverables_metadata/json/iso_deliverables_metadata.jsonl",
    "ics": _AT + "iso_ics/xml/ICS-simple.xml",
}
"""The files by their kind, as https://www.iso.org/open-data.html links to them."""

_NAMES = {
    "committees": re.compile(
        r"((iso[_-])?(technical[_-])?committees.*\.jsonl|iso[_-](technical[_-])?committees.*\.json)",
        re.IGNORECASE,
    ),
    "deliverables": re.compile(
        r"((iso[_-])?deliverables.*\.jsonl|iso[_-]deliverables.*\.json)", re.IGNORECASE
    ),
    "ics": re.compile(r"(iso[_-])?ics(-simple)?\.xml", re.IGNORECASE),
}


def iso_kind(name: str) -> str:
    """Return which file of ISO Open Data a file is by its name, without folder and compression; "" if it is none."""
    return next((kind for kind, pattern in _NAMES.items() if pattern.fullmatch(name)), "")
