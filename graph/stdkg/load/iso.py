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

import re
from html.parser import HTMLParser
from json import dumps
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad

from stdkg.load.cells import CellError, day_or_period
from stdkg.load.labels import passage_labels
from stdkg.load.records import entries_of, id_of, read_records
from stdkg.load.sources import Source
from stdkg.model import Finding
from stdkg.vocabulary import BASE, GRAPH_PROVENANCE, PREFIXES, STD, term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

__all__ = [
    "Committees",
    "committee_class",
    "plain_text",
    "read_committees",
    "texts_of",
]

SOURCE = "iso-open-data-committees"
_TYPE, _LABEL, _NOTATION = term("rdf", "type"), term("rdfs", "label"), term("skos", "notation")
_CITED, _PARENT = term("dcterms", "isReferencedBy"), term("org", "subOrganizationOf")
_MEMBERSHIPS = PREFIXES["membership"]
_MEMBERSHIP = term("org", "Membership")
_MEMBER, _ORGANIZATION, _ROLE = (term("org", name) for name in ("member", "organization", "role"))
_ROLES = {
    "secretariat": ("holdsSecretariatOf", "secretariat", "秘书处"),
    "participatingMember": ("participatesIn", "participating member", "积极成员"),
    "observingMember": ("observes", "observing member", "观察员"),
    "liaison": ("liaisesWith", "liaison", "联络组织"),
}
"""Role: the property beside the membership, and the words for labels."""
_TERMS = {role: (STD(role), STD(words[0])) for role, words in _ROLES.items()}
_SLUGS = {role: words[1].replace(" ", "-") for role, words in _ROLES.items()}
_LISTS = (
    ("secretariat", "secretariat"),
    ("pMembers", "participatingMember"),
    ("oMembers", "observingMember"),
    ("organizationLiaisons", "liaison"),
)


_WANTED = ("reference", "title")
_KNOWN = {
    *_WANTED,
    *(key for key, _ in _LISTS),
    *(
        "id",
        "status",
        "creationDate",
        "scope",
        "parentId",
        "childrenId",
        "committeeLiaisons",
        "sortKey",
    ),
}


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


def texts_of(value: object) -> Iterator[Literal]:
    """Yield the texts of a field, without HTML: an object has one a language, a bare text is English.

    Example:
        >>> [str(text) for text in texts_of({"en": "<p>A</p>", "fr": None})]
        ['"A"@en']
    """
    pairs = value.items() if isinstance(value, dict) else (("en", value),)
    for language, html in pairs:
        text = plain_text(html) if isinstance(html, str) else ""
        if text and re.fullmatch(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*", language):
            yield Literal(text, language=language)


def read_committees(
    path: Path | Source, actors: Mapping[int, NamedNode], warn: Callable[[Finding], None] = lambda _: None
) -> Iterator[Quad]:
    """Yield the statements of a file of committees; what it names but does not hold, lacks, or has new is handed to `warn`.

    Args:
        path: the file.
        actors: member bodies that are curated actors, by ISO's id.
        warn: called with each warning, when all statements were read.

    Raises:
        DataError: a line that is no record; every one is named.
        AccessError: the file cannot be read.
    """
    committees = Committees(actors, path.name if isinstance(path, Source) else str(path))
    yield from read_records(path, committees.record)
    yield from committees.named_only()
    for finding in committees.findings():
        warn(finding)


class Committees:
    """The records of one file, turned into statements one by one."""

    def __init__(self, actors: Mapping[int, NamedNode], file: str = "") -> None:
        self._curated = set(actors.values())
        self._agents = dict(actors)
        self._file = file
        self._held: set[int] = set()
        self._named: dict[int, tuple[str, int]] = {}
        self._parents: dict[int, int] = {}
        self._bodies: set[int] = set()
        self._cited: set[NamedNode] = set()  # by the record that is read
        self._acronyms: dict[str, set[int]] = {}
        self._new: dict[str, int] = {}
        self._lacking: list[tuple[int, str]] = []
        self._odd: list[tuple[int, str]] = []

    def record(self, data: Mapping[str, Any], line: int = 1) -> Iterator[Quad]:
        """Yield what one record states.

        Raises:
            ValueError, TypeError: it has no id, or a field is of another kind than it should be.
        """
        number = id_of(data.get("id"), "id")
        reference = str(data.get("reference") or f"committee {number}")
        for field in data.keys() - _KNOWN:
            self._new.setdefault(field, line)
        self._lacking += [(line, field) for field in _WANTED if not data.get(field)]
        if number in self._held:
            self._odd.append((line, f"a second record has the id {number}"))
        self._held.add(number)
        self._cited.clear()
        passage = _passage_node(number)
        yield from _passage(passage, number, reference)
        committee = _committee(number)
        for predicate, value in self._facts(data, reference, line):
            yield Quad(committee, predicate, value, passage)
        yield Quad(committee, _CITED, passage, GRAPH_PROVENANCE)
        for field, role in _LISTS:
            for member in self._with_id(data, field, line):
                yield from self._member((number, committee, reference), role, member, passage)
        for liaison in self._with_id(data, "committeeLiaisons", line):
            other = id_of(liaison["id"], "committeeLiaisons")
            self._named.setdefault(other, (str(liaison.get("reference") or f"committee {other}"), number))
            words = (reference, self._named[other][0])
            name = f"iso-{number}-{other}-committee-liaison"
            yield from _membership(name, "liaison", (committee, _committee(other)), words, passage)

    def _with_id(self, data: Mapping[str, Any], field: str, line: int) -> Iterator[Mapping[str, Any]]:
        """Yield the entries of a field that have an id; that of a secretariat is null where there is none."""
        for entry in entries_of(data, field):
            if entry.get("id") is not None:
                yield entry
            elif field != "secretariat":
                self._odd.append((line, f"an entry of {field} has no id"))

    def _facts(
        self, data: Mapping[str, Any], reference: str, line: int
    ) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
        yield _TYPE, STD(committee_class(reference))
        yield _NOTATION, Literal(reference)
        titles = list(texts_of(data.get("title")))
        for title in titles:
            yield _LABEL, Literal(f"{reference} {title.value}", language=title.language)
        if not titles:
            yield _LABEL, Literal(reference, language="en")
            if data.get("title"):
                self._odd.append(
                    (line, f"the field title holds {dumps(data['title'])[:80]}, which is no text")
                )
        for scope in texts_of(data.get("scope")):
            yield term("dcterms", "description"), scope
        if day := data.get("creationDate"):
            try:
                yield term("schema", "foundingDate"), day_or_period(str(day)[:10])
            except CellError as error:
                self._odd.append((line, str(error)))
        if data.get("status"):
            yield STD("activityStatus"), Literal(str(data["status"]))
        if data.get("parentId") is None:
            yield _PARENT, term("id", "iso")
            return
        number, parent = id_of(data["id"], "id"), id_of(data["parentId"], "parentId")
        if parent == number:
            self._odd.append((line, f"the committee {number} is its own parent"))
            return
        self._parents.setdefault(parent, number)
        yield _PARENT, _committee(parent)

    def _member(
        self, of: tuple[int, NamedNode, str], role: str, member: Mapping[str, Any], passage: NamedNode
    ) -> Iterator[Quad]:
        """Yield the membership of a body in the committee of a number, name and reference."""
        number, committee, reference = of
        body = id_of(member["id"], role)
        acronym = str(member.get("acronym") or f"ISO organization {body}")
        self._acronyms.setdefault(acronym, set()).add(body)
        agent, name = self._agent(body), f"iso-{number}-{body}-{_SLUGS[role]}"
        yield from _membership(name, role, (agent, committee), (acronym, reference), passage)
        if agent not in self._cited:
            self._cited.add(agent)
            yield Quad(agent, _CITED, passage, GRAPH_PROVENANCE)
        if body not in self._bodies:
            self._bodies.add(body)
            yield from self._body(agent, acronym, is_member=role != "liaison", passage=passage)

    def _agent(self, body: int) -> NamedNode:
        if body not in self._agents:
            self._agents[body] = NamedNode(f"{BASE}iso-organization-{body}")
        return self._agents[body]

    def _body(self, agent: NamedNode, acronym: str, *, is_member: bool, passage: NamedNode) -> Iterator[Quad]:
        """Yield what a record says of an organization: an acronym, its label where it has no other; that a member is a standards body follows from ISO."""
        name = Literal(acronym, language="en")
        if agent in self._curated:
            yield Quad(agent, term("skos", "altLabel"), name, passage)
        else:
            yield Quad(agent, _TYPE, STD("StandardsBody" if is_member else "Agency"), passage)
            yield Quad(agent, _LABEL, name, passage)

    def named_only(self) -> Iterator[Quad]:
        """Yield the little that is known of committees that liaisons name and the file does not hold."""
        for number, (reference, by) in self._named.items():
            if number not in self._held:
                passage = _passage_node(by)
                yield Quad(_committee(number), _TYPE, STD(committee_class(reference)), passage)
                yield Quad(_committee(number), _LABEL, Literal(reference, language="en"), passage)
                yield Quad(_committee(number), _NOTATION, Literal(reference), passage)
                yield Quad(_committee(number), _CITED, passage, GRAPH_PROVENANCE)

    def findings(self) -> list[Finding]:
        """Return warnings: fields that are new or missing, committees that are named but not held, shared acronyms."""
        found = [
            self._warning(
                f"a field {field!r} that is not known", "nothing: it is left out", "new-field", line
            )
            for field, line in self._new.items()
        ]
        found += [
            self._warning(f"the record has no {field}", "nothing: the rest is kept", "missing-field", line)
            for line, field in self._lacking
        ]
        found += [
            self._warning(what, "nothing: the rest is kept", "odd-value", line) for line, what in self._odd
        ]
        for number, (reference, by) in self._named.items():
            if number not in self._held:
                what = f"the record {by} names committee {number} ({reference}), which the file does not hold"
                found.append(self._warning(what, "nothing: it is kept by its reference", "dangling-liaison"))
        for number, by in self._parents.items():
            if number not in self._held:
                what = f"the record {by} has the parent {number}, which the file does not hold"
                found.append(self._warning(what, "nothing: it is kept by its id", "dangling-parent"))
        for acronym, bodies in self._acronyms.items():
            if len(bodies) > 1:
                what = f"{acronym!r} is the acronym of {len(bodies)} bodies: {', '.join(map(str, sorted(bodies)))}"
                found.append(self._warning(what, "nothing: they stay apart by their ids", "shared-acronym"))
        return found

    def _warning(self, message: str, repair: str, rule: str, line: int | None = None) -> Finding:
        return Finding("warning", self._file, message, repair, line, rule=rule)


def _membership(
    name: str, role: str, ends: tuple[NamedNode, NamedNode], words: tuple[str, str], passage: NamedNode
) -> Iterator[Quad]:
    """Yield a membership of one in another, with the property beside it."""
    _, english, chinese = _ROLES[role]
    kind, direct = _TERMS[role]
    (member, organization), (who, where) = ends, words
    membership = NamedNode(_MEMBERSHIPS + name)
    yield Quad(membership, _TYPE, _MEMBERSHIP, passage)
    yield Quad(membership, _LABEL, Literal(f"{who}: {english}, {where}", language="en"), passage)
    yield Quad(membership, _LABEL, Literal(f"{who}：{chinese}，{where}", language="zh"), passage)
    yield Quad(membership, _MEMBER, member, passage)
    yield Quad(membership, _ORGANIZATION, organization, passage)
    yield Quad(membership, _ROLE, kind, passage)
    yield Quad(membership, _CITED, passage, GRAPH_PROVENANCE)
    yield Quad(member, direct, organization, passage)


def _committee(number: int) -> NamedNode:
    return NamedNode(f"{BASE}iso-committee-{number}")


def _passage_node(number: int) -> NamedNode:
    return NamedNode(f"{PREFIXES['passage']}{SOURCE}/{number}")


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
