from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from stdkg.check import check, check_paths, run
from stdkg.errors import AccessError, UsageError
from stdkg.load.inputs import Inputs
from stdkg.load.shipped import ontology_statements
from stdkg.model import Position
from stdkg.store.disk import DiskStore
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import GRAPH_DERIVED, GRAPH_ONTOLOGY, GRAPH_PROVENANCE, ID, PREFIXES, STD, expand, term

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TYPE, LABEL = term("rdf", "type"), term("rdfs", "label")
PASSAGE = term("passage", "a/1")
CITED = term("dcterms", "isReferencedBy")


def store_of(*quads: Quad) -> EmbeddedStore:
    store = EmbeddedStore()
    store.add(ontology_statements())
    store.add(quads)
    return store


def collective(name: str) -> list[Quad]:
    node = ID(name)
    return [
        Quad(node, TYPE, STD("Collective")),
        Quad(node, LABEL, Literal(name, language="en")),
        Quad(node, CITED, PASSAGE),
        Quad(PASSAGE, TYPE, term("oa", "SpecificResource")),
    ]


def figure(
    name: str, value: float, comparator: str, source: str = "a", by: NamedNode | None = None
) -> Iterable[Quad]:
    pairs: dict[NamedNode, NamedNode | Literal | None] = {
        TYPE: STD("Figure"),
        LABEL: Literal(name, language="en"),
        term("qb", "dataSet"): term("dataset", source),
        STD("measure"): STD("standardsPublished"),
        term("sdmx-measure", "obsValue"): Literal(str(value), datatype=term("xsd", "decimal")),
        STD("comparator"): STD(comparator),
        term("sdmx-attribute", "unitMeasure"): STD("standardUnit"),
        term("sdmx-dimension", "refArea"): ID("land"),
        term("sdmx-dimension", "refPeriod"): Literal("2022", datatype=term("xsd", "gYear")),
        STD("sector"): STD("sectorNotStated"),
        STD("standardLevel"): STD("nationalStandard"),
        STD("about"): STD("aboutNotStated"),
        STD("status"): STD("actual"),
        STD("by"): by,
    }
    return (Quad(term("figure", name), pair[0], pair[1]) for pair in pairs.items() if pair[1] is not None)


def rules_of(store: EmbeddedStore, *names: str) -> list[str]:
    only = {expand(f"figure:{name}") for name in names} or None
    return [finding.rule for finding in check(store, only=only) if finding.rule in CONFLICTS]


CONFLICTS = ("conflicting_figures", "disagreeing_sources")


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        ((30, "moreThan"), (643, "exactly"), False),
        ((643, "moreThan"), (643, "exactly"), True),
        ((643, "atLeast"), (643, "exactly"), False),
        ((643, "moreThan"), (644, "exactly"), False),
        ((30, "fewerThan"), (30, "exactly"), True),
        ((30, "atMost"), (30, "exactly"), False),
        ((30, "nearly"), (29, "exactly"), False),
        ((30, "nearly"), (30, "exactly"), True),
        ((30, "nearly"), (20, "exactly"), True),
        ((100, "approximately"), (109, "exactly"), False),
        ((100, "approximately"), (111, "exactly"), True),
        ((100, "moreThan"), (90, "fewerThan"), True),
        ((90, "moreThan"), (100, "fewerThan"), False),
        ((7, "exactly"), (7, "exactly"), False),
        ((7, "exactly"), (8, "exactly"), True),
        ((0, "exactly"), (0, "fewerThan"), True),
    ],
)
def test_figures_conflict_only_where_their_intervals_share_no_number(
    first: tuple[float, str], second: tuple[float, str], conflict: bool
) -> None:
    store = store_of(*figure("x", *first), *figure("y", *second))
    assert rules_of(store) == ["conflicting_figures"] * conflict


def test_figures_of_two_sources_that_exclude_each_other_are_a_warning() -> None:
    store = store_of(*figure("x", 7, "exactly"), *figure("y", 8, "exactly", source="b"))
    assert rules_of(store) == ["disagreeing_sources"]


def test_figures_of_what_two_agents_did_do_not_conflict() -> None:
    store = store_of(*figure("x", 7, "exactly", by=ID("a")), *figure("y", 8, "exactly", by=ID("b")))
    assert rules_of(store) == []


def test_a_finding_stands_at_the_position_of_its_node_and_in_the_column_of_its_property() -> None:
    quads = [quad for quad in figure("x", 7, "exactly") if quad.predicate != STD("comparator")]
    store = store_of(*quads)
    place = Position("data/figures.csv", 12, 1)
    findings = check(store, positions={expand("figure:x"): place}, only={expand("figure:x")})
    by_rule = {finding.rule: str(finding) for finding in findings}
    assert by_rule["Figure-comparator"].startswith(
        "data/figures.csv:12:4: error: figure:x has no std:comparator; write one comparator"
    )
    assert by_rule["figure_without_passage"].startswith(
        "data/figures.csv:12:1: error: figure:x is cited from no"
    )


def test_findings_come_in_chinese() -> None:
    found = [
        str(finding) for finding in check(store_of(*collective("group")), lang="zh", only={ID("group").value})
    ]
    said = (
        "id:group: error: id:group 缺少 std:memberKind; 写 std:memberKind 及 std:memberKindScheme 中的概念；"
    )
    assert found == [said + "来源未说明时写 std:memberKindNotStated"]


def test_only_leaves_out_the_nodes_of_others() -> None:
    store = store_of(*collective("group"), *collective("other"))
    assert {finding.file for finding in check(store, only={ID("group").value})} == {"id:group"}


def test_a_store_without_the_ontology_is_checked_as_one_with_it() -> None:
    bare = EmbeddedStore()
    bare.add(collective("group"))
    found = check(bare, only={ID("group").value})
    assert [finding.rule for finding in found] == ["Collective-memberKind"]
    assert len(bare) == 4


def test_of_a_store_with_part_of_the_ontology_only_what_it_says_itself_is_told() -> None:
    wrong = [Quad(ID(name), TYPE, STD("Comittee")) for name in ("graph", "flat", "both")]
    bare = EmbeddedStore()
    bare.add(Quad(one.subject, TYPE, one.object, GRAPH_ONTOLOGY) for one in (wrong[0], wrong[2]))
    bare.add(
        [
            wrong[1],
            Quad(ID("both"), TYPE, STD("Comittee"), PASSAGE),
            Quad(BlankNode("b"), STD("memberKind"), ID("x")),
        ]
    )
    told = {finding.file for finding in check(bare) if finding.rule == "unknown_class"}
    assert told == {"id:flat", "id:both"}
    assert "_:b" in {finding.file for finding in check(bare)}


@pytest.mark.parametrize("limit", [0, 1_000_000])
@pytest.mark.parametrize("ontology", [False, True])
def test_a_store_on_disk_gives_what_one_in_memory_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, ontology: bool
) -> None:
    quads = [*collective("group"), *figure("x", 7, "exactly"), *figure("y", 8, "exactly")]
    quads += [Quad(ID("z"), TYPE, STD("Comittee"), PASSAGE), *(ontology_statements() if ontology else ())]
    memory, disk = EmbeddedStore(), DiskStore(tmp_path / "store", create=True)
    memory.add(quads)
    disk.add(quads)
    monkeypatch.setattr(run, "_AT_HAND", limit)
    assert check(disk) == check(memory) != []


@pytest.mark.parametrize(("below", "asked"), [(0, "EmbeddedStore"), (1, "DiskStore")])
def test_a_store_on_disk_is_read_into_memory_where_it_is_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: int, asked: str
) -> None:
    disk = DiskStore(tmp_path / "store", create=True)
    disk.add(ontology_statements())
    met: list[str] = []
    monkeypatch.setattr(run, "_AT_HAND", len(disk) - below)
    monkeypatch.setattr(run, "faults_of", lambda store, _: met.append(type(store).__name__) or [])
    check(disk)
    assert met == [asked]


def test_a_direct_property_has_its_membership_in_its_graph_or_where_it_has_none_in_any() -> None:
    direct = Quad(ID("a"), STD("participatesIn"), ID("b"), PASSAGE)
    facts = {"member": ID("a"), "organization": ID("b"), "role": STD("participatingMember")}
    membership = [Quad(term("membership", "m"), term("org", name), value) for name, value in facts.items()]
    within = [Quad(quad.subject, quad.predicate, quad.object, PASSAGE) for quad in membership]
    flat = Quad(*direct.triple)
    other = Quad(ID("c"), STD("participatesIn"), ID("d"))
    rule = "direct_property_without_membership"

    def told(*quads: Quad) -> list[str]:
        return [finding.file for finding in check(store_of(*quads)) if finding.rule == rule]

    assert told(direct, *within) == told(flat, *membership) == told(flat, *within) == []
    assert told(direct) == told(direct, *membership) == told(flat) == ["id:a"]
    assert told(direct, *within, other) == ["id:c"]
    derived = Quad(*other.triple, GRAPH_DERIVED)
    assert told(direct, *within, derived) == []
    assert told(direct, *within, other, derived) == ["id:c"]


def test_findings_are_sorted_whatever_the_order_of_the_statements() -> None:
    quads = [quad for name in "cab" for quad in collective(name)]
    first = check(store_of(*quads), only={ID(name).value for name in "abc"})
    assert first == check(store_of(*reversed(quads)), only={ID(name).value for name in "abc"})
    assert [finding.file for finding in first] == sorted(finding.file for finding in first)


def test_a_value_that_is_nowhere_is_told_once() -> None:
    store = store_of(*collective("group"), Quad(ID("group"), STD("memberKind"), STD("governmentDepartment")))
    found = check(store, only={ID("group").value})
    assert [finding.rule for finding in found] == ["dangling_reference"]
    assert found[0].repair.endswith("write one that exists: std:governmentDepartments")


def test_an_unknown_class_is_told_with_the_nearest_one() -> None:
    store = store_of(
        Quad(ID("x"), TYPE, STD("Comittee")), Quad(ID("x"), STD("memberKind"), STD("memberKindNotStated"))
    )
    found = [str(finding) for finding in check(store, only={ID("x").value})]
    assert found == [
        "id:x: error: id:x is a std:Comittee, which the ontology does not have; write std:Committee"
    ]


def test_blank_nodes_and_literals_of_foreign_graphs_are_no_trouble() -> None:
    blank = BlankNode()
    weird = NamedNode("http://example.com/a?b=%22&c='")
    store = store_of(
        Quad(blank, TYPE, STD("Figure")),
        Quad(weird, LABEL, Literal('a "quoted" {text}\nof two lines')),
        Quad(weird, TYPE, NamedNode("http://example.com/Thing")),
        Quad(blank, STD("comparator"), Literal("x")),
    )
    assert "Figure-measure" in {finding.rule for finding in check(store)}


def test_a_blank_node_in_a_graph_of_ours_is_a_fault() -> None:
    store = store_of(Quad(BlankNode(), LABEL, Literal("x", language="en"), GRAPH_PROVENANCE))
    assert "blank_node_in_curated" in {finding.rule for finding in check(store)}


def test_rdf_is_checked_without_the_faults_of_the_ontology(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text(
        "@prefix std: <https://w3id.org/stdkg/ontology#> .\n"
        "@prefix id: <https://w3id.org/stdkg/id/> .\n\n"
        "id:body a std:StandardsBody ;\n  std:isuedBy id:body .\n"
    )
    assert [str(finding).partition("; ")[0] for finding in check_paths([file])] == [
        f"{file}:4:1: error: id:body has no rdfs:label",
        f"{file}:4:1: error: id:body is cited from no passage",
        f"{file}:4:1: error: id:body has std:isuedBy, which the ontology does not have",
    ]


def test_the_faults_of_two_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<http://a> <http://b> .\n")
    (tmp_path / "b.nt").write_text("<http://a> <http://b> <http://c> .\n<http://a <http://b> <http://c> .\n")
    found = check_paths([tmp_path / "a.ttl", tmp_path / "b.nt"])
    assert [(finding.file.rpartition("/")[2], finding.line) for finding in found] == [
        ("a.ttl", 1),
        ("b.nt", 2),
    ]


def test_cells_of_tables_are_checked_first(tmp_path: Path) -> None:
    table = tmp_path / "entities.csv"
    table.write_text("id,class,passage\nBad Id,std:Plan,\nx,std:Plann,\n")
    assert [(finding.line, finding.column) for finding in check_paths([table])] == [(2, 1), (3, 2)]


def test_an_entity_on_nobodys_word_is_found_at_its_row(tmp_path: Path) -> None:
    (tmp_path / "entities.csv").write_text("id,class,passage\nbody,std:StandardsBody,\n")
    (tmp_path / "names.csv").write_text("id,name,lang,kind,passage\nbody,Body,en,label,\n")
    found = check_paths([tmp_path])
    assert [(finding.rule, finding.line) for finding in found] == [
        ("entity_without_passage", 2),
        ("organization_without_statement", 2),
    ]


MANY = 30_801
UNITS = ["Regiment d'infanterie", "Volksgrenadier-Division", "стрелковая дивизия", "第步兵师", "Home Guard"]
WRONG = {
    "army.ttl": '<http://www.wikidata.org/entity/Q{0}> a std:StandardsBody ; rdfs:label "{0}. {1}"@de .\n',
    "sourced.ttl": '<http://www.wikidata.org/entity/Q{0}> a std:StandardsBody ; rdfs:label "{0}. {1}"@de ; '
    "dcterms:source <http://www.wikidata.org/entity/Q{0}> .\n",
    "army.csv": "http://www.wikidata.org/entity/Q{0},{0}. {1}\n",
    "curated": "q{0},std:StandardsBody,\n",
}
METADATA = {
    "@context": "http://www.w3.org/ns/csvw",
    "url": "army.csv",
    "tableSchema": {
        "aboutUrl": "{+item}",
        "columns": [
            {"name": "item", "suppressOutput": True},
            {"name": "itemLabel", "propertyUrl": "http://www.w3.org/2000/01/rdf-schema#label", "lang": "de"},
            {
                "name": "class",
                "virtual": True,
                "propertyUrl": "rdf:type",
                "valueUrl": "https://w3id.org/stdkg/ontology#StandardsBody",
            },
        ],
    },
}


def rows(pattern: str) -> str:
    return "".join(pattern.format(100_000 + n, UNITS[n % len(UNITS)]) for n in range(MANY))


@pytest.mark.full
@pytest.mark.parametrize("layout", WRONG)
def test_every_row_of_a_table_of_wrong_entities_is_flagged(tmp_path: Path, layout: str) -> None:
    """A query for the wrong class leaves a class and a name: it is that which shows, in whatever language the name is."""
    path = tmp_path / layout
    if layout == "curated":
        path.mkdir()
        (path / "entities.csv").write_text("id,class,passage\n" + rows(WRONG[layout]))
        (path / "names.csv").write_text("id,name,lang,kind,passage\n" + rows("q{0},{0}. {1},de,label,\n"))
        found = check_paths([path])
    elif layout == "army.csv":
        path.write_text("item,itemLabel\n" + rows(WRONG[layout]))
        (tmp_path / "army.json").write_text(json.dumps(METADATA))
        store = EmbeddedStore()
        store.add(Inputs([path], mapping=tmp_path / "army.json").statements())
        found = check(store)
    else:
        names = ("std", "rdfs", "dcterms")
        prefixes = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in names)
        path.write_text(prefixes + rows(WRONG[layout]))
        found = check_paths([path])
    count = Counter(finding.rule for finding in found)
    assert count["organization_without_statement"] == MANY
    assert count["entity_without_passage"] == (0 if layout == "sourced.ttl" else MANY)


def test_a_path_that_is_not_there_is_no_finding(tmp_path: Path) -> None:
    with pytest.raises(AccessError):
        check_paths([tmp_path / "nothing.ttl"])
    (tmp_path / "a.docx").write_text("")
    with pytest.raises(UsageError):
        check_paths([tmp_path / "a.docx"])
