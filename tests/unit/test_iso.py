"""ISO Open Data: the figures that its file holds, each body apart, nothing merged by an acronym."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from stdkg.errors import AccessError, DataError, UsageError
from stdkg.load.fetched import IsoEdition, iso_day
from stdkg.load.ics import ics_statements
from stdkg.load.inputs import Inputs
from stdkg.load.iso import Committees, committee_class, plain_text, read_committees
from stdkg.load.iso_files import ADDRESSES, iso_kind
from stdkg.load.iso_sources import describe_source
from stdkg.load.shipped import described_actors, iso_actors, shipped_statements
from stdkg.paths import ontology_dir
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import GRAPH_REFERENCE, ID, STD, term

if TYPE_CHECKING:
    from pathlib import Path

    from stdkg.model import Finding

FETCHED = ontology_dir() / "fetched" / "iso"
PREFIXES = "PREFIX std: <https://w3id.org/stdkg/ontology#> PREFIX org: <http://www.w3.org/ns/org#> "


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    findings: list[Finding] = []
    quads = list(read_committees(FETCHED / "committees.jsonl.gz", {1635: ID("sac")}, findings.append))
    assert {finding.severity for finding in findings} == {"warning"}
    store = EmbeddedStore()
    store.add(quads)
    return store


def number(store: EmbeddedStore, query: str) -> int:
    (row,) = store.query(PREFIXES + query)
    return int(row[0].value)


def test_the_figures_of_the_file(store: EmbeddedStore) -> None:
    held = "SELECT (COUNT(DISTINCT ?c) AS ?n) { GRAPH ?g { ?c std:activityStatus ?s } }"
    assert number(store, held) == 785
    count = "SELECT (COUNT(*) AS ?n) { ?m org:role std:%s }"
    assert number(store, count % "participatingMember") == 16_663
    assert number(store, count % "observingMember") == 13_954
    bodies = "SELECT (COUNT(DISTINCT ?b) AS ?n) { ?m org:member ?b ; org:role ?r FILTER(?r != std:liaison) }"
    assert number(store, bodies) == 161, "162 in a count that takes the one empty secretariat for a body"


@pytest.mark.parametrize(
    ("acronym", "held"), [("DIN", 134), ("ANSI", 92), ("SAC", 90), ("JISC", 84), ("AFNOR", 82), ("BSI", 76)]
)
def test_secretariats(store: EmbeddedStore, acronym: str, held: int) -> None:
    query = "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?b rdfs:label|skos:altLabel '%s'@en ; std:holdsSecretariatOf ?c }"
    assert number(store, query % acronym) == held


def test_a_curated_actor_keeps_its_name(store: EmbeddedStore) -> None:
    sac = "SELECT (COUNT(*) AS ?n) { <https://w3id.org/stdkg/id/sac> std:%s ?c }"
    assert number(store, sac % "participatesIn") == 778
    assert number(store, sac % "observes") == 2
    assert not list(store.quads(ID("sac"), term("rdfs", "label")))


def test_bodies_that_share_an_acronym_stay_apart(store: EmbeddedStore) -> None:
    for acronym in ("ASI", "IES", "ISS"):
        named = store.quads(None, term("rdfs", "label"), Literal(acronym, language="en"))
        assert len({quad.subject for quad in named}) == 2


def test_an_acronym_is_the_label_of_a_body_or_stands_beside_the_label_of_a_curated_one(
    store: EmbeddedStore,
) -> None:
    twice = "SELECT (COUNT(*) AS ?n) { ?body skos:altLabel ?name ; rdfs:label ?name }"
    assert number(store, twice) == 0
    assert list(store.quads(ID("sac"), term("skos", "altLabel"), Literal("SAC", language="en")))


def test_html_in_texts_is_cleaned(store: EmbeddedStore) -> None:
    texts = [quad.object for quad in store.quads(None, term("dcterms", "description"))]
    assert len(texts) > 700
    assert not [
        text for text in texts if isinstance(text, Literal) and ("<" in text.value and "/" in text.value)
    ]
    assert plain_text("a<script>b</script><br/>c &lt; d") == "ab c < d"


def test_classes_by_reference() -> None:
    references = ("ISO/TC 1", "ISO/TC 1/SC 2", "ISO/IEC JTC 1", "IEC/ISO JTC 3", "ISO/PC 1", "ISO/TC 1/WG 2")
    assert [committee_class(reference) for reference in references] == [
        "TechnicalCommittee",
        "Subcommittee",
        "TechnicalCommittee",
        "TechnicalCommittee",
        "Committee",
        "WorkingGroup",
    ]


def test_broken_records_are_all_named(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text('{"id": 1, "reference": "ISO/TC 1", "title": {"en": "x"}}\n{"x": 2}\nnot json\n[1]\n')
    with pytest.raises(DataError) as caught:
        list(read_committees(path, {}))
    assert [finding.line for finding in caught.value.findings] == [2, 3, 4]
    with pytest.raises(AccessError):
        list(read_committees(tmp_path / "none", {}))
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(path.read_bytes())[:-9])
    with pytest.raises((AccessError, DataError)):
        list(read_committees(tmp_path / "c.jsonl.gz", {}))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("id", 3.5, "the field id holds 3.5, which is no id"),
        ("id", True, "the field id holds true, which is no id"),
        ("id", -3, "the field id holds -3, which is no id"),
        ("id", 10**18, f"the field id holds {10**18}, which is no id"),
        ("parentId", "ISO/TC 1", 'the field parentId holds "ISO/TC 1", which is no id'),
        ("pMembers", [7], "the field pMembers holds 7, which is no object with an id"),
        ("secretariat", "DIN", 'the field secretariat holds "DIN", which is no object with an id'),
    ],
)
def test_a_field_of_another_kind_is_named(tmp_path: Path, field: str, value: object, said: str) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps({"id": 1, "reference": "ISO/TC 1", "title": {"en": "x"}} | {field: value}))
    with pytest.raises(DataError) as caught:
        list(read_committees(path, {}))
    assert [finding.message for finding in caught.value.findings] == [said]


def test_odd_values_are_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    record = {"id": 1, "reference": "ISO/TC 1", "title": {"en": "x"}}
    odd = record | {
        "creationDate": "2024-13-45",
        "pMembers": [None, {"id": None}, {"id": 5}],
        "secretariat": {"id": None},
    }
    path.write_text(f"{json.dumps(odd)}\n\n{json.dumps(record | {'id': '1'})}\n")
    findings: list[Finding] = []
    quads = list(read_committees(path, {}, findings.append))
    assert [(finding.rule, finding.line, finding.message) for finding in findings] == [
        ("odd-value", 1, "the date 2024-13-45 does not exist; look it up in the source"),
        ("odd-value", 1, "an entry of pMembers has no id"),
        ("odd-value", 1, "an entry of pMembers has no id"),
        ("odd-value", 3, "a second record has the id 1"),
    ]
    assert not [quad for quad in quads if quad.predicate == term("schema", "foundingDate")]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", 7, "the field title holds 7, which is no text"),
        ("title", ["Screws"], 'the field title holds ["Screws"], which is no text'),
        ("title", {"en": 7, "fr": None}, 'the field title holds {"en": 7, "fr": null}, which is no text'),
        ("parentId", 1, "the committee 1 is its own parent"),
    ],
)
def test_a_committee_without_a_title_or_a_parent_of_use_is_told(field: str, value: object, said: str) -> None:
    committees = Committees({})
    quads = list(committees.record({"id": 1, "reference": "ISO/TC 1", "title": {"en": "x"}, field: value}, 4))
    assert [(finding.line, finding.message) for finding in committees.findings()] == [(4, said)]
    assert not [quad for quad in quads if quad.subject == quad.object]
    labels = [
        quad.object
        for quad in quads
        if quad.predicate == term("rdfs", "label") and quad.subject == ID("iso-committee-1")
    ]
    assert labels == [Literal("ISO/TC 1" + " x" * (field != "title"), language="en")]


@pytest.mark.parametrize("indent", [None, 1])
def test_an_array_states_what_its_lines_do(tmp_path: Path, indent: int | None) -> None:
    records = [{"id": n, "reference": f"ISO/TC {n}", "title": {"en": "[x],"}} for n in (1, 2, 3)]
    (tmp_path / "lines").write_text("".join(json.dumps(record) + "\n" for record in records))
    text = json.dumps(records, indent=indent)
    (tmp_path / "array").write_text(f"\ufeff{text}\n")
    assert list(read_committees(tmp_path / "array", {})) == list(read_committees(tmp_path / "lines", {}))
    (tmp_path / "empty").write_text("[\n]\n")
    assert not list(read_committees(tmp_path / "empty", {}))
    (tmp_path / "broken").write_text(text.removesuffix("]"))
    with pytest.raises(DataError) as caught:
        list(read_committees(tmp_path / "broken", {}))
    assert caught.value.findings[-1].line == len(text.splitlines()[:-1] or [text])
    (tmp_path / "odd").write_text("[\n{},\n7]")
    with pytest.raises(DataError) as caught:
        list(read_committees(tmp_path / "odd", {}))
    assert [finding.line for finding in caught.value.findings] == [2, 3]


@pytest.mark.parametrize(
    "data", [b'[{"id": 1, "reference": "\xff"}]', b'[{"id": ' + b"[" * 200_000 + b"]" * 200_000 + b"}]"]
)
def test_an_array_that_cannot_be_read_at_all_is_a_fault(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "array").write_bytes(data)
    with pytest.raises(DataError) as caught:
        list(read_committees(tmp_path / "array", {}))
    assert [finding.line for finding in caught.value.findings] == [1]


def test_an_array_in_a_folder_is_read_as_its_lines_are(tmp_path: Path) -> None:
    record = {
        "id": 1,
        "reference": "ISO/TC 1",
        "title": {"en": "Screws"},
        "pMembers": [{"id": 9, "acronym": "X"}],
    }
    for folder, name, text in (
        ("lines", "iso_technical_committees.jsonl", json.dumps(record)),
        ("array", "iso_technical_committees.json", json.dumps([record])),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text)
        (tmp_path / folder / "other.json").write_text("[]")
    lines, array = (
        set(IsoEdition(tmp_path / one, date(2026, 1, 1)).statements()) for one in ("lines", "array")
    )
    assert lines == array


def test_nothing_is_stated_twice_in_one_graph(tmp_path: Path) -> None:
    body = {"id": 9, "acronym": "X"}
    record = {
        "id": 1,
        "reference": "ISO/TC 1",
        "title": {"en": "Screws"},
        "secretariat": body,
        "pMembers": [body],
        "oMembers": [body],
    }
    (tmp_path / "iso_technical_committees.jsonl").write_text(
        "\n".join(json.dumps(record | {"id": n}) for n in (1, 2))
    )
    stated = list(IsoEdition(tmp_path, date(2026, 1, 1)).statements())
    assert len(stated) == len(set(stated))


def test_an_array_is_known_by_its_name() -> None:
    names = ("iso_technical_committees.json", "iso_deliverables_metadata.json", "committees.json")
    assert [iso_kind(name) for name in names] == ["committees", "deliverables", ""]


def test_the_ics_in_two_languages() -> None:
    quads = list(ics_statements(gzip.decompress((FETCHED / "ics.xml.gz").read_bytes())))
    notations = [quad for quad in quads if quad.predicate == term("skos", "notation")]
    assert len(notations) == 40 + 401 + 940
    parent = term("id", "ics-01"), term("id", "ics-01-040")
    assert any(quad.subject == parent[1] and quad.object == parent[0] for quad in quads)
    assert {quad.object.language for quad in quads if isinstance(quad.object, Literal)} == {
        "en",
        "fr",
        "zh",
        None,
    }
    with pytest.raises(DataError, match="document type"):
        list(ics_statements(b"<!DOCTYPE x [<!ENTITY a 'b'>]><fields/>"))
    with pytest.raises(DataError, match=r"ics.xml:1"):
        list(ics_statements(b"<fields>"))


def test_types_are_ours(store: EmbeddedStore) -> None:
    assert Quad(ID("iso-committee-48750"), term("rdf", "type"), STD("TechnicalCommittee")) in list(
        store.quads(ID("iso-committee-48750"))
    )


def test_another_edition_gives_warnings_and_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "iso_technical_committees.jsonl"
    records = [
        {
            "id": 1,
            "reference": "ISO/TC 1",
            "title": {"en": "Screws", "fr": None},
            "color": "red",
            "parentId": 77,
        },
        {"id": 2, "title": "Nuts", "scope": "<p>A &amp; B</p>", "pMembers": [{"id": 5}], "oMembers": None},
        {"id": 3, "reference": "ISO/TC 3", "committeeLiaisons": [{"id": 99}], "secretariat": {"id": None}},
        {
            "id": 4,
            "reference": "ISO/TC 4",
            "title": {},
            "pMembers": [{"id": 6, "acronym": "X"}, {"id": 7, "acronym": "X"}],
        },
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    findings: list[Finding] = []
    quads = list(read_committees(path, {}, findings.append))
    assert {finding.severity for finding in findings} == {"warning"}
    assert [(finding.rule, finding.line) for finding in findings] == [
        ("new-field", 1),
        ("missing-field", 2),
        ("missing-field", 3),
        ("missing-field", 4),
        ("dangling-liaison", None),
        ("dangling-parent", None),
        ("shared-acronym", None),
    ]
    labels = {quad.object.value for quad in quads if quad.predicate == term("rdfs", "label")}  # type: ignore[union-attr]
    assert {"ISO/TC 1 Screws", "committee 2 Nuts", "ISO/TC 3", "ISO organization 5"} <= labels
    assert Quad(ID("iso-committee-2"), term("dcterms", "description"), Literal("A & B", language="en")) in [
        Quad(quad.subject, quad.predicate, quad.object) for quad in quads
    ]


DELIVERABLES = [
    {
        "id": 10,
        "deliverableType": "IS",
        "reference": "ISO 9:2015",
        "publicationDate": "2015-09-22",
        "edition": 5,
    }
    | {
        "icsCode": ["03.120.10", "x"],
        "ownerCommittee": "ISO/TC 176/SC 2",
        "replaces": [9],
        "replacedBy": None,
    }
    | {"languages": ["en", "fr"], "pages": {"en": 29}, "scope": {"en": "<p>It specifies</p><p>this.</p>"}},
    {"id": 9, "reference": None, "title": {"en": "Old"}, "publicationDate": "long ago", "mood": "good"},
]


def test_deliverables(tmp_path: Path) -> None:
    path = tmp_path / "iso_deliverables_metadata.jsonl.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(record) + "\n" for record in DELIVERABLES).encode()))
    inputs = Inputs([path])
    store = EmbeddedStore()
    store.add(inputs.statements())
    standard = ID("iso-deliverable-10")
    facts = {
        (quad.predicate.value.rpartition("/")[2], quad.object.value)  # type: ignore[union-attr]
        for quad in store.quads(standard, graph_name=DefaultGraph())
    }
    assert {
        ("identifier", "ISO 9:2015"),
        ("issued", "2015-09-22"),
        ("subject", ID("ics-03-120-10").value),
        ("replaces", ID("iso-deliverable-9").value),
        ("description", "It specifies this."),
        ("contributor", "ISO/TC 176/SC 2"),
    } <= facts
    assert [finding.rule for finding in inputs.warnings] == [
        "new-field",
        "odd-value",
        "odd-value",
        "odd-value",
    ]
    licence = list(store.quads(term("source", "iso-open-data-deliverables"), term("dcterms", "license")))
    assert licence
    path.write_bytes(gzip.compress(b"[1]\n{}\n"))
    with pytest.raises(DataError) as caught:
        list(Inputs([path]).statements())
    assert [finding.line for finding in caught.value.findings] == [1, 2]


def test_fetching_from_a_folder_states_licence_attribution_and_day(tmp_path: Path) -> None:
    (tmp_path / "ICS-simple.xml").write_bytes(gzip.decompress((FETCHED / "ics.xml.gz").read_bytes()))
    (tmp_path / "iso_technical_committees.jsonl").write_bytes(
        gzip.decompress((FETCHED / "committees.jsonl.gz").read_bytes())
    )
    command = [sys.executable, "-m", "stdkg", "fetch", "iso", "--from", tmp_path, "--retrieved", "2026-11-20"]
    run = subprocess.run([*command, "--out", tmp_path / "iso.nq"], capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    assert len(run.stderr.splitlines()) == 8, (
        "three dangling liaisons, how many more, three acronyms, the count"
    )
    store = EmbeddedStore()
    store.add(Inputs([tmp_path / "iso.nq"]).statements())
    source = term("source", "iso-open-data-committees")
    said = {quad.predicate.value.rpartition("/")[2]: quad.object for quad in store.quads(source)}
    assert said["license"] == NamedNode("https://opendatacommons.org/licenses/by/1-0/")
    assert str(said["ontology#retrieved"]).startswith('"2026-11-20"')
    assert number(store, "SELECT (COUNT(*) AS ?n) { ?m org:role std:participatingMember }") == 16_663
    (tmp_path / "empty").mkdir()
    with pytest.raises((AccessError, UsageError)):
        IsoEdition(tmp_path / "empty", iso_day(None))
    with pytest.raises(UsageError, match="write YYYY-MM-DD"):
        iso_day("yesterday")


def test_the_addresses_are_those_of_the_publisher() -> None:
    assert [iso_kind(address.rpartition("/")[2]) for address in ADDRESSES.values()] == list(ADDRESSES)


def test_the_actors_are_described_as_the_curated_graph_describes_them() -> None:
    said = {(*quad.triple, quad.graph_name) for quad in described_actors()}
    actors = {subject for subject, *_ in said}
    describing = (term("rdf", "type"), term("rdfs", "label"))
    curated = {
        (*quad.triple, GRAPH_REFERENCE)
        for quad in shipped_statements()
        if quad.subject in actors and quad.predicate in describing
    }
    assert {row for row in said if row[1] in describing} == curated
    assert actors == {*iso_actors().values(), ID("iso")}


@pytest.mark.parametrize("kind", ["committees", "ics"])
def test_a_file_is_described_as_the_shipped_copy_is(kind: str) -> None:
    source = term("source", f"iso-open-data-{kind}")
    shipped = {quad for quad in shipped_statements(["iso"]) if quad.subject == source}
    own = {STD("retrieved"), term("skos", "editorialNote")}
    assert {quad for quad in shipped if quad.predicate not in own} == set(describe_source(kind))
    assert own < {quad.predicate for quad in shipped}


def test_each_kind_of_file_is_described() -> None:
    for kind in ADDRESSES:
        said = {quad.predicate.value.rpartition("/")[2] for quad in describe_source(kind)}
        assert {"license", "rights", "publisher", "url", "title", "identifier", "language"} < said
