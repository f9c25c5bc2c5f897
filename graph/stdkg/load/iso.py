"""ISO Open Data to statements: technical committees with their secretariats, members and liaisons, and the ICS.

Each record of the committees' file is a passage of the source `iso-open-data-committees`, located by its id. A member body
that a curated actor is known to be (`std:isoMemberId` in the reference graph) keeps that actor's IRI; all others are named
by the id that ISO gives them, so bodies that share an acronym stay apart.

Example:
    >>> record = {"id": 1, "reference": "ISO/TC 1/SC 2", "title": {"en": "Screws"}, "secretariat": {"id": 9, "acronym": "X"}}
    >>> committee_class(record["reference"])
    'Subcommittee'
    >>> any(quad.object == STD("Subcommittee") for quad in Committees({}).record(record))
    True
"""

from __future__ import annotations

import gzip
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad

from stdkg.errors import AccessError, DataError
from stdkg.load.labels import passage_labels
from stdkg.model import Finding
from stdkg.vocabulary import BASE, GRAPH_PROVENANCE, STD, term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["Committees", "committee_class", "plain_text", "read_committees"]

SOURCE = "iso-open-data-committees"
_TYPE, _LABEL, _NOTATION = term("rdf", "type"), term("rdfs", "label"), term("skos", "notation")
_CITED, _PARENT = term("dcterms", "isReferencedBy"), term("org", "subOrganizationOf")
_MEMBERSHIP, _DAY = term("org", "Membership"), term("xsd", "date")
_ROLES = {
    "secretariat": ("holdsSecretariatOf", "secretariat", "秘书处"),
    "participatingMember": ("participatesIn", "participating member", "积极成员"),
    "observingMember": ("observes", "observing member", "观察员"),
    "liaison": ("liaisesWith", "liaison", "联络组织"),
}
"""Role: the property beside the membership, and the words for labels."""
_LISTS = (
    ("pMembers", "participatingMember"),
    ("oMembers", "observingMember"),
    ("organizationLiaisons", "liaison"),
)


def committee_class(reference: str) -> str:
    """Return the class of a committee by the last part of its reference: SC, TC, JTC, WG; all else is a Committee."""
    last = reference.rpartition("/")[2]
    kinds = ((r"\bSC \d", "Subcommittee"), (r"\bJ?TC \d", "TechnicalCommittee"), (r"\bWG \d", "WorkingGroup"))
    return next((name for pattern, name in kinds if re.search(pattern, last)), "Committee")


def plain_text(html: str) -> str:
    """Return the text of a piece of HTML, blanks folded, tags and entities resolved.

    Example:
        >>> plain_text("<strong>A &amp; B</strong><li>C")
        'A & B C'
    """
    parser = _Text()
    parser.feed(html)
    parser.close()
    return " ".join("".join(parser.pieces).split())


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.pieces.append(" " if tag in _BLOCKS else "")

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(" " if tag in _BLOCKS else "")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


_BLOCKS = {"br", "div", "li", "ol", "p", "td", "tr", "ul", "table", "h1", "h2", "h3"}


def read_committees(path: Path, actors: Mapping[int, NamedNode]) -> tuple[list[Quad], list[Finding]]:
    """Return the statements of a file of committees (JSON lines, gzip or plain), and what it names but does not hold.

    Args:
        path: the file.
        actors: member bodies that are curated actors, by ISO's id.

    Raises:
        DataError: a line that is no record; every one is named.
        AccessError: the file cannot be read.
    """
    committees = Committees(actors)
    quads: list[Quad] = []
    faults: list[Finding] = []
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rb") as stream:
            for line, text in enumerate(stream, start=1):
                try:
                    quads += committees.record(json.loads(text))
                except (ValueError, KeyError, TypeError, AttributeError) as error:
                    what = f"no record of a committee ({type(error).__name__}: {error})"
                    faults.append(Finding("error", str(path), what, "write one JSON object a line", line))
    except (OSError, EOFError) as error:
        raise AccessError(f"{path}: cannot be read: {error}") from error
    if faults:
        raise DataError.of(faults)
    return quads + list(committees.named_only()), list(committees.dangling(str(path)))


class Committees:
    """The records of one file, turned into statements one by one."""

    def __init__(self, actors: Mapping[int, NamedNode]) -> None:
        self._actors = actors
        self._held: set[int] = set()
        self._named: dict[int, tuple[str, int]] = {}
        self._bodies: set[int] = set()

    def record(self, data: Mapping[str, Any]) -> Iterator[Quad]:
        """Yield what one record states."""
        number, reference = int(data["id"]), str(data["reference"])
        self._held.add(number)
        passage = term("passage", f"{SOURCE}/{number}")
        yield from _passage(passage, number, reference)
        committee = _committee(number)
        for predicate, value in self._facts(data, reference):
            yield Quad(committee, predicate, value, passage)
        yield Quad(committee, _CITED, passage, GRAPH_PROVENANCE)
        secretariat = data.get("secretariat") or {}
        if secretariat.get("id") is not None:
            yield from self._member(number, reference, "secretariat", secretariat, passage)
        for key, role in _LISTS:
            for member in data.get(key) or ():
                yield from self._member(number, reference, role, member, passage)
        for liaison in data.get("committeeLiaisons") or ():
            self._named.setdefault(int(liaison["id"]), (str(liaison["reference"]), number))
            yield Quad(committee, STD("liaisesWith"), _committee(int(liaison["id"])), passage)

    def _facts(
        self, data: Mapping[str, Any], reference: str
    ) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
        yield _TYPE, STD(committee_class(reference))
        yield _NOTATION, Literal(reference)
        for language, title in data["title"].items():
            yield _LABEL, Literal(f"{reference} {plain_text(title)}", language=language)
        for language, scope in (data.get("scope") or {}).items():
            if text := plain_text(scope or ""):
                yield term("dcterms", "description"), Literal(text, language=language)
        if data.get("creationDate"):
            yield term("schema", "foundingDate"), Literal(data["creationDate"], datatype=_DAY)
        if data.get("status"):
            yield STD("activityStatus"), Literal(data["status"])
        parent = data.get("parentId")
        yield _PARENT, term("id", "iso") if parent is None else _committee(int(parent))

    def _member(
        self, number: int, reference: str, role: str, member: Mapping[str, Any], passage: NamedNode
    ) -> Iterator[Quad]:
        direct, english, chinese = _ROLES[role]
        body, acronym = int(member["id"]), str(member["acronym"])
        agent, committee = self._agent(body), _committee(number)
        membership = term("membership", f"iso-{number}-{body}-{role}")
        yield Quad(membership, _TYPE, _MEMBERSHIP, passage)
        yield Quad(membership, _LABEL, Literal(f"{acronym}: {english}, {reference}", language="en"), passage)
        yield Quad(membership, _LABEL, Literal(f"{acronym}：{chinese}，{reference}", language="zh"), passage)
        yield Quad(membership, term("org", "member"), agent, passage)
        yield Quad(membership, term("org", "organization"), committee, passage)
        yield Quad(membership, term("org", "role"), STD(role), passage)
        yield Quad(membership, _CITED, passage, GRAPH_PROVENANCE)
        yield Quad(agent, STD(direct), committee, passage)
        if body not in self._bodies:
            self._bodies.add(body)
            yield from self._body(agent, acronym, is_member=role != "liaison", passage=passage)

    def _agent(self, body: int) -> NamedNode:
        return self._actors.get(body) or NamedNode(f"{BASE}iso-organization-{body}")

    def _body(self, agent: NamedNode, acronym: str, *, is_member: bool, passage: NamedNode) -> Iterator[Quad]:
        """Yield what a record says of an organization: an acronym; that a member is a standards body follows from ISO."""
        yield Quad(agent, term("skos", "altLabel"), Literal(acronym, language="en"), passage)
        yield Quad(agent, _CITED, passage, GRAPH_PROVENANCE)
        if agent not in self._actors.values():
            yield Quad(agent, _TYPE, STD("StandardsBody" if is_member else "Agency"), passage)
            yield Quad(agent, _LABEL, Literal(acronym, language="en"), passage)

    def named_only(self) -> Iterator[Quad]:
        """Yield the little that is known of committees that liaisons name and the file does not hold."""
        for number, (reference, by) in self._named.items():
            if number not in self._held:
                passage = term("passage", f"{SOURCE}/{by}")
                yield Quad(_committee(number), _TYPE, STD(committee_class(reference)), passage)
                yield Quad(_committee(number), _LABEL, Literal(reference, language="en"), passage)
                yield Quad(_committee(number), _NOTATION, Literal(reference), passage)
                yield Quad(_committee(number), _CITED, passage, GRAPH_PROVENANCE)

    def dangling(self, file: str) -> Iterator[Finding]:
        """Yield a warning for each committee that is named but not held."""
        for number, (reference, by) in self._named.items():
            if number not in self._held:
                what = f"the record {by} names committee {number} ({reference}), which the file does not hold"
                yield Finding(
                    "warning", file, what, "nothing: it is kept by its reference", rule="dangling-liaison"
                )


def _committee(number: int) -> NamedNode:
    return NamedNode(f"{BASE}iso-committee-{number}")


def _passage(passage: NamedNode, number: int, reference: str) -> Iterator[Quad]:
    source = term("source", SOURCE)
    pairs: tuple[tuple[NamedNode, NamedNode | Literal], ...] = (
        (_TYPE, STD("Passage")),
        (_TYPE, term("oa", "SpecificResource")),
        *((_LABEL, label) for label in passage_labels(SOURCE, str(number))),
        (term("oa", "hasSource"), source),
        (term("prov", "wasQuotedFrom"), source),
        (STD("locator"), Literal(f"record with id {number} ({reference})")),
    )
    return (Quad(passage, predicate, value, GRAPH_PROVENANCE) for predicate, value in pairs)
