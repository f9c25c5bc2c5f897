"""The kinds of cell that a curated table can have: what is allowed in them, and the term that they stand for.

A kind is a function from the text of a cell to a term; it raises `CellError` with what is wrong and what to write.

Example:
    >>> str(entity("samr"))
    '<https://w3id.org/stdkg/id/samr>'
    >>> str(number("48.75"))
    '"48.75"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    >>> number("1.234,5")
    Traceback (most recent call last):
    stdkg.load.cells.CellError: '1.234,5' is no number; write digits with a point for decimals: 1234.5
"""

from __future__ import annotations

import re
from datetime import date as calendar_date
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import Literal, NamedNode

from stdkg.errors import UnknownNameError
from stdkg.vocabulary import ID, PREFIXES, expand, term

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = [
    "KINDS",
    "CellError",
    "Remembered",
    "are_typed",
    "day_or_period",
    "entity",
    "iri",
    "number",
    "passage",
    "typed",
]

T = TypeVar("T")

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_./#-]*[A-Za-z0-9_])?")
_PASSAGE = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)/([1-9][0-9]*)")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_CODE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_NO_LANGUAGE = {"cn": "zh", "jp": "ja", "kr": "ko", "eng": "en", "chi": "zh", "zho": "zh", "us": "en"}
_MAX_TEXT = 20_000
_REMEMBERED = 50_000
_XSD_OF_LENGTH = {4: "gYear", 7: "gYearMonth", 10: "date"}


class CellError(ValueError):
    """What is wrong with a cell, and what to write instead."""

    def __init__(self, message: str, repair: str) -> None:
        super().__init__(f"{message}; {repair}")
        self.message = message
        self.repair = repair


class Remembered(dict[str, T]):
    """What a function makes of texts, remembered for the first 50,000 of them, as most texts of a column come again.

    Example:
        >>> lengths = Remembered(len)
        >>> lengths["abc"], lengths
        (3, {'abc': 3})
    """

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> T:
        made = self._make(text)
        if len(self) < _REMEMBERED:
            self[text] = made
        return made


def slug(text: str) -> NamedNode:
    """An identifier of ours: lower-case ASCII words joined by hyphens."""
    if not _SLUG.fullmatch(text):
        words = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        raise CellError(
            f"{text!r} is no identifier", f"write lower-case letters, digits and hyphens: {words or 'a-b'}"
        )
    return ID(text)


def entity(text: str) -> NamedNode:
    """A resource: a slug, or a CURIE with one of our prefixes."""
    return iri(text) if ":" in text else slug(text)


def iri(text: str) -> NamedNode:
    """A CURIE with one of the prefixes in `vocabulary.PREFIXES`."""
    prefix, colon, local = text.partition(":")
    if not colon:
        raise CellError(f"{text!r} is no CURIE", "write prefix:name, such as std:Plan")
    try:
        full = expand(text)
    except UnknownNameError:
        raise CellError(
            f"unknown prefix {prefix!r} in {text!r}", f"write one of {', '.join(PREFIXES)}"
        ) from None
    if not _LOCAL.fullmatch(local) or full.count("#") > 1:
        raise CellError(f"{text!r} has a name that no IRI may have", "write letters, digits, - _ . / only")
    return NamedNode(full)


def passage(text: str) -> NamedNode:
    """A passage, as SOURCE/NUMBER."""
    if not _PASSAGE.fullmatch(text):
        raise CellError(f"{text!r} names no passage", "write SOURCE/NUMBER, such as hme-2023-06-05/3")
    return term("passage", text)


def number(text: str) -> Literal:
    """A whole or decimal number as it is printed, without thousands separators."""
    match = _NUMBER.fullmatch(text)
    if not match:
        raise CellError(
            f"{text!r} is no number", f"write digits with a point for decimals: {_repaired_number(text)}"
        )
    return Literal(text, datatype=term("xsd", "decimal" if match[1] else "integer"))


def _repaired_number(text: str) -> str:
    digits = re.sub(r"[^0-9.,]", "", text)
    whole, comma, fraction = digits.rpartition(",")
    if comma and "." in whole:
        return whole.replace(".", "").replace(",", "") + "." + fraction
    plain = digits.replace(",", "")
    return plain if _NUMBER.fullmatch(plain) else "1234.5"


def integer(text: str) -> Literal:
    """A whole number, not negative."""
    if not text.isascii() or not text.isdigit() or (text[0] == "0" and len(text) > 1):
        raise CellError(f"{text!r} is no whole number", "write digits only, such as 12")
    return Literal(text, datatype=term("xsd", "integer"))


def day_or_period(text: str) -> Literal:
    """A year, a month or a day: 2022, 2022-07, 2022-07-06."""
    if not _DAY.fullmatch(text) or text.startswith("0000"):
        raise CellError(f"{text!r} is no date", "write YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        calendar_date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        raise CellError(f"the date {text} does not exist", "look it up in the source") from None
    return Literal(text, datatype=term("xsd", _XSD_OF_LENGTH[len(text)]))


def language(text: str) -> Literal:
    """A language tag of BCP 47."""
    if text in _NO_LANGUAGE:
        raise CellError(f"{text!r} is no language tag", f"write {_NO_LANGUAGE[text]!r}")
    if not _LANGUAGE.fullmatch(text):
        raise CellError(f"{text!r} is no language tag", "write one of BCP 47, such as en, zh, zh-Hant")
    return Literal(text)


def sha256(text: str) -> Literal:
    """A SHA-256 in lower-case hexadecimal digits."""
    if not _SHA256.fullmatch(text):
        raise CellError(f"{text[:80]!r} is no SHA-256", "write 64 hexadecimal digits in lower case")
    return Literal(text)


def url(text: str) -> Literal:
    """An http(s) address."""
    if not _URL.fullmatch(text):
        raise CellError(
            f"{text[:200]!r} is no http address", "write http(s)://... with spaces and brackets escaped"
        )
    return Literal(text, datatype=term("xsd", "anyURI"))


def wikidata(text: str) -> NamedNode:
    """An item of Wikidata."""
    if not _WIKIDATA.fullmatch(text):
        raise CellError(f"{text!r} is no Wikidata item", "write Q and digits, such as Q148")
    return term("wd", text)


def code(text: str) -> Literal:
    """A code of ISO 3166-1 alpha-2 or ISO 3166-2."""
    if not _CODE.fullmatch(text):
        raise CellError(f"{text!r} is no ISO 3166 code", "write it as CN or CN-BJ")
    return Literal(text)


def plain(text: str) -> Literal:
    """Any text of 20,000 characters at most."""
    if len(text) > _MAX_TEXT:
        raise CellError(f"a text of {len(text):,} characters", f"write {_MAX_TEXT:,} at most")
    return Literal(text)


def typed(text: str, datatype: NamedNode) -> Literal:
    """A literal whose text is one of its datatype; datatypes that are not in the table below are taken as they are."""
    name = datatype.value.removeprefix(PREFIXES["xsd"])
    if name not in _TYPED:
        return Literal(text, datatype=datatype)
    parse, repair = _TYPED[name]
    try:
        literal = parse(text)
    except CellError:
        literal = None
    allowed = ("integer", "decimal") if name == "decimal" else (name,)
    if literal is None or literal.datatype.value.removeprefix(PREFIXES["xsd"]) not in allowed:
        raise CellError(f"{text[:80]!r} is no xsd:{name}", repair)
    return Literal(text, datatype=datatype)


def are_typed(texts: Sequence[str], datatype: NamedNode) -> bool:
    """Whether all texts are sure to be of a datatype, as seen at one glance; where not, `typed` tells of each.

    Example:
        >>> are_typed(["1", "-20"], term("xsd", "integer")), are_typed(["1", "x"], term("xsd", "integer"))
        (True, False)
    """
    name = datatype.value.removeprefix(PREFIXES["xsd"])
    if name not in _TYPED:
        return True
    lines = "\n".join((*texts, ""))
    return (
        name in _ALL_TYPED
        and lines.count("\n") == len(texts)
        and _ALL_TYPED[name].fullmatch(lines) is not None
    )


def _boolean(text: str) -> Literal:
    if text not in ("true", "false"):
        raise CellError(f"{text!r} is no boolean", "write true or false")
    return Literal(text, datatype=term("xsd", "boolean"))


def _one_of(*allowed: str) -> Callable[[str], Literal]:
    def check(text: str) -> Literal:
        if text not in allowed:
            raise CellError(f"{text!r} is not allowed here", f"write one of {', '.join(allowed)}")
        return Literal(text)

    return check


def _in_ontology(text: str) -> NamedNode:
    """A concept of the ontology by its local name."""
    return iri(text if ":" in text else "std:" + text)


KINDS: dict[str, Callable[[str], NamedNode | Literal]] = {
    "slug": slug,
    "entity": entity,
    "curie": iri,
    "concept": _in_ontology,
    "passage": passage,
    "number": number,
    "integer": integer,
    "day": day_or_period,
    "language": language,
    "sha256": sha256,
    "url": url,
    "wikidata": wikidata,
    "code": code,
    "text": plain,
    "name-kind": _one_of("label", "alt", "as-spelt"),
}
"""The kinds by the name that `ontology/data/datapackage.json` gives them."""

_TYPED: dict[str, tuple[Callable[[str], Literal], str]] = {
    "date": (day_or_period, "write a day that exists as YYYY-MM-DD"),
    "gYear": (day_or_period, "write a year as YYYY"),
    "gYearMonth": (day_or_period, "write a month that exists as YYYY-MM"),
    "integer": (number, "write digits only, such as 1234"),
    "decimal": (number, "write digits with a point for decimals, such as 1234.5"),
    "boolean": (_boolean, "write true or false"),
    "anyURI": (url, "write http(s)://..."),
}
"""The datatypes whose texts are checked, and the repair of a text that is none of theirs."""
_ALL_TYPED = {
    "integer": re.compile(r"(?:-?(?:0|[1-9][0-9]*)\n)*"),
    "decimal": re.compile(r"(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\n)*"),
}
"""Lines that are texts of a datatype, for datatypes whose texts seldom come again."""
