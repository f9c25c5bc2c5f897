"""The deliverables of ISO Open Data to statements: standards with their committee, fields of the ICS, and successors.

Each record is a passage of the source `iso-open-data-deliverables`, located by its id.

Example:
    >>> record = {"id": 62085, "reference": "ISO 9001:2015", "icsCode": ["03.100.70"]}
    >>> any(quad.object.value == "ISO 9001:2015" for quad in Deliverables().record(record))
    True
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad

from stdkg.load.cells import CellError, day_or_period
from stdkg.load.iso import texts_of
from stdkg.load.labels import passage_labels
from stdkg.load.records import id_of, read_records
from stdkg.model import Finding
from stdkg.vocabulary import BASE, GRAPH_PROVENANCE, STD, term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from stdkg.load.sources import Source

__all__ = ["Deliverables", "read_deliverables"]

SOURCE = "iso-open-data-deliverables"
_LABEL = term("rdfs", "label")
_ICS = re.compile(r"[0-9]{2}(\.[0-9]{2,3}(\.[0-9]{2})?)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_KNOWN = {
    *(
        "id",
        "deliverableType",
        "supplementType",
        "reference",
        "title",
        "publicationDate",
        "edition",
        "icsCode",
    ),
    *("ownerCommittee", "currentStage", "replaces", "replacedBy", "languages", "pages", "scope"),
}


def read_deliverables(source: Source, warn: Callable[[Finding], None]) -> Iterator[Quad]:
    """Yield what a file of deliverables states, as a stream; what it lacks or has new is handed to `warn` in the end.

    Raises:
        DataError: a line that is no record; every one is named.
        AccessError: the file cannot be read.
    """
    deliverables = Deliverables(source.name)
    yield from read_records(source, deliverables.record)
    for finding in deliverables.findings():
        warn(finding)


class Deliverables:
    """The records of one file, turned into statements one by one; memory holds their ids."""

    def __init__(self, file: str = "") -> None:
        self._file = file
        self._held: set[int] = set()
        self._named: dict[int, int] = {}
        self._new: dict[str, int] = {}
        self._odd: list[tuple[int, str]] = []

    def record(self, data: Mapping[str, Any], line: int = 1) -> Iterator[Quad]:
        """Yield what one record states.

        Raises:
            ValueError, TypeError: it has no id, or a field is of another kind than it should be.
        """
        number = id_of(data.get("id"), "id")
        reference = str(data.get("reference") or f"deliverable {number}")
        if not data.get("reference"):
            self._odd.append((line, "the record has no reference"))
        for field in data.keys() - _KNOWN:
            self._new.setdefault(field, line)
        self._held.add(number)
        passage, standard = term("passage", f"{SOURCE}/{number}"), _standard(number)
        yield from _passage(passage, number, reference)
        for predicate, value in (*self._names(data, reference), *self._facts(data, number, line)):
            yield Quad(standard, predicate, value, passage)
        yield Quad(standard, term("dcterms", "isReferencedBy"), passage, GRAPH_PROVENANCE)

    def _names(
        self, data: Mapping[str, Any], reference: str
    ) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
        yield term("rdf", "type"), term("dcterms", "Standard")
        yield term("dcterms", "identifier"), Literal(reference)
        titles = list(texts_of(data.get("title")))
        for title in titles:
            yield _LABEL, Literal(f"{reference} {title.value}", language=title.language)
            yield term("dcterms", "title"), title
        if not titles:
            yield _LABEL, Literal(reference, language="en")
        for scope in texts_of(data.get("scope")):
            yield term("dcterms", "description"), scope

    def _facts(
        self, data: Mapping[str, Any], number: int, line: int
    ) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
        yield term("dcterms", "publisher"), term("id", "iso")
        if day := data.get("publicationDate"):
            try:
                yield term("dcterms", "issued"), day_or_period(str(day)[:10])
            except CellError as error:
                self._odd.append((line, str(error)))
        for code in data.get("icsCode") or ():
            if _ICS.fullmatch(str(code)):
                yield term("dcterms", "subject"), NamedNode(f"{BASE}ics-{str(code).replace('.', '-')}")
            else:
                self._odd.append((line, f"{code!r} is no code of the ICS"))
        if committee := data.get("ownerCommittee"):
            yield term("dc", "contributor"), Literal(str(committee))
        for language in data.get("languages") or ():
            if _LANGUAGE.fullmatch(str(language)):
                yield term("dcterms", "language"), Literal(str(language))
        for key, name in (("replaces", "replaces"), ("replacedBy", "isReplacedBy")):
            for other in data.get(key) or ():
                self._named.setdefault(id_of(other, key), number)
                yield term("dcterms", name), _standard(id_of(other, key))

    def findings(self) -> Iterator[Finding]:
        """Yield warnings: fields that are new, values that are odd, standards that are named but not held."""
        for field, line in self._new.items():
            yield self._warning(
                f"a field {field!r} that is not known", "nothing: it is left out", line, "new-field"
            )
        for line, what in self._odd:
            yield self._warning(what, "nothing: the rest is kept", line, "odd-value")
        dangling = sorted(number for number in self._named if number not in self._held)
        if dangling:
            what = f"{len(dangling):,} deliverables are named but not held, the first of them {dangling[0]}"
            yield self._warning(what, "nothing: they are kept by their ids", None, "dangling-deliverable")

    def _warning(self, message: str, repair: str, line: int | None, rule: str) -> Finding:
        return Finding("warning", self._file, message, repair, line, rule=rule)


def _standard(number: int) -> NamedNode:
    return NamedNode(f"{BASE}iso-deliverable-{number}")


def _passage(passage: NamedNode, number: int, reference: str) -> Iterator[Quad]:
    source = term("source", SOURCE)
    pairs: tuple[tuple[NamedNode, NamedNode | Literal], ...] = (
        (term("rdf", "type"), STD("Passage")),
        (term("rdf", "type"), term("oa", "SpecificResource")),
        *((_LABEL, label) for label in passage_labels(SOURCE, str(number))),
        (term("oa", "hasSource"), source),
        (term("prov", "wasQuotedFrom"), source),
        (STD("locator"), Literal(f"record with id {number} ({reference})")),
    )
    return (Quad(passage, predicate, value, GRAPH_PROVENANCE) for predicate, value in pairs)
