"""Every fault of a table is found, named with file, line and column, and repaired in words; sound rows become quads."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from stdkg.errors import AccessError, DataError, UsageError
from stdkg.load.csvfile import MAX_LINE
from stdkg.load.inputs import Inputs
from stdkg.load.rdf import read_rdf
from stdkg.load.schema import shipped_schema
from stdkg.load.tables import Tables
from stdkg.vocabulary import GRAPH_ONTOLOGY, GRAPH_PROVENANCE, STD, expand, term

if TYPE_CHECKING:
    from pathlib import Path

SHA = hashlib.sha256(b"text").hexdigest()
CONCEPTS = {
    "nationalStandards": "Measure",
    "exactly": "Comparator",
    "moreThan": "Comparator",
    "standards": "Unit",
    "actual": "Status",
    "listOrder": "RankKind",
    "director": "Role",
}
TERMS = (
    "Plan",
    "GovernmentAgency",
    "Country",
    "issuedBy",
    "sectorNotStated",
    "levelNotStated",
    "aboutNotStated",
)
ROWS = {
    "sources": [
        f"s,schema:NewsArticle,A title,A press,2023-06-05,https://example.com/a,en,x,{SHA},100,2023-06-05,"
    ],
    "passages": [f"s,1,0,10,{SHA},,,", f"s,2,10,20,{SHA},,a,s/1"],
    "passed_over": [f"s,90,100,{SHA},the footer"],
    "entities": ["a,std:GovernmentAgency,s/1", "p,std:Plan,s/1"],
    "names": ["a,An Agency,en,label,s/1", "a,Agancy,en,as-spelt,s/2", "p,A Plan,en,label,s/1"],
    "regions": ["x,std:Country,Xland,某国,XX,Q1,,a register"],
    "references": ["a,rdfs:label,某机构,zh,a list"],
    "triples": ["p,std:issuedBy,a,,,,s/1", "p,dcterms:issued,,2022-07-06,xsd:date,,s/1"],
    "memberships": ["m,a,p,director,Director,2020,,s/2"],
    "figures": [
        "f1,nationalStandards,2266,exactly,standards,x,2022,,,,a,actual,,,s/1,s/2,as printed",
        "r1,nationalStandards,,,,x,2022,,,,,actual,1,listOrder,s/1,,",
    ],
}


def ontology() -> list[Quad]:
    rdf_type = term("rdf", "type")
    quads = [Quad(STD(name), rdf_type, STD(kind), GRAPH_ONTOLOGY) for name, kind in CONCEPTS.items()]
    quads += [Quad(STD(name), rdf_type, term("owl", "Class"), GRAPH_ONTOLOGY) for name in TERMS]
    label = term("rdfs", "label")
    quads += [
        Quad(STD(name), label, Literal(name.title(), language="en"), GRAPH_ONTOLOGY) for name in CONCEPTS
    ]
    return [*quads, Quad(STD("director"), STD("directProperty"), STD("holdsPostIn"), GRAPH_ONTOLOGY)]


def write(folder: Path, rows: dict[str, list[str]] = ROWS) -> Path:
    for name, lines in rows.items():
        header = ",".join(shipped_schema()[name].header)
        (folder / f"{name}.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return folder


def load(folder: Path) -> list[Quad]:
    return list(Tables([folder], ontology()).statements())


def faults(folder: Path, name: str, line: str | bytes) -> list[str]:
    """The findings when `line` is added to a sound table, without severity and folder."""
    path = write(folder) / f"{name}.csv"
    raw = line if isinstance(line, bytes) else line.encode()
    path.write_bytes(path.read_bytes() + raw + b"\n")
    with pytest.raises(DataError) as caught:
        load(folder)
    assert "\n".join(str(finding) for finding in caught.value.findings) == str(caught.value)
    return [str(finding).removeprefix(f"{folder}/") for finding in caught.value.findings]


def test_sound_tables_state_what_their_rows_say(tmp_path: Path) -> None:
    quads = load(write(tmp_path))
    passage = term("passage", "s/1")
    figure = term("figure", "f1")
    of_figure = {quad.predicate.value: quad for quad in quads if quad.subject == figure}
    assert of_figure[expand("sdmx-measure:obsValue")].object == Literal(2266)
    assert of_figure[expand("sdmx-measure:obsValue")].graph_name == passage
    assert of_figure[expand("std:sector")].object == STD("sectorNotStated")
    assert of_figure[expand("qb:dataSet")].object == term("dataset", "s")
    assert of_figure[expand("dcterms:isReferencedBy")].graph_name == GRAPH_PROVENANCE
    labels = {
        quad.object.language: quad.object.value
        for quad in quads
        if quad.subject == figure and quad.predicate == term("rdfs", "label")
    }
    assert labels["en"] == "Nationalstandards: 2266 Standards (Xland, 2022)"
    assert labels["zh"] == "Nationalstandards：2266Standards（某国，2022）"
    assert Quad(term("id", "a"), STD("holdsPostIn"), term("id", "p"), term("passage", "s/2")) in quads
    ranking = {quad.predicate.value for quad in quads if quad.subject == term("figure", "r1")}
    assert expand("std:rank") in ranking
    assert expand("sdmx-measure:obsValue") not in ranking
    assert expand("std:comparator") not in ranking


def test_the_place_of_each_resource_is_kept(tmp_path: Path) -> None:
    tables = Tables([write(tmp_path)], ontology())
    list(tables.statements())
    assert str(tables.positions[expand("figure:r1")]) == f"{tmp_path}/figures.csv:3:1"
    assert str(tables.positions[expand("id:p")]) == f"{tmp_path}/entities.csv:3:1"


@pytest.mark.parametrize(
    ("table", "line", "expected"),
    [
        ("entities", "b,std:GovernmentAgency", "entities.csv:4: error: 2 cells, but the header has 3; write 2 commas on this line"),
        ("entities", "b,std:Plan,s/1,", "entities.csv:4: error: 4 cells, but the header has 3; write 2 commas on this line; a comma in a cell wants quotes"),
        ("entities", 'b"c,std:Plan,s/1', 'entities.csv:4: error: a stray quote; put the cell in quotes and double each quote in it: "a ""b"" c"'),
        ("entities", "b,\tstd:Plan,s/1", "entities.csv:4: error: a tab at character 3; use commas between cells and plain spaces in them"),
        ("entities", b"b\xe9,std:Plan,s/1", "entities.csv:4: error: byte 2 is no UTF-8 (0xe9); save the file as UTF-8"),
        ("entities", "b,std:Plan,s/1\r", "entities.csv:4: error: the line ends with CR LF; save the file with LF line ends"),
        ("entities", "", "entities.csv:4: error: an empty line; delete it"),
        ("entities", "B c,std:Plan,s/1", "entities.csv:4:1: error: id: 'B c' is no identifier; write lower-case letters, digits and hyphens: b-c"),
        ("entities", "b, std:Plan,s/1", "entities.csv:4:2: error: class: ' std:Plan' has blanks at its edge; write 'std:Plan'"),
        ("entities", "b,,s/1", "entities.csv:4:2: error: class: the cell is empty; write a curie"),
        ("entities", "b,std:Plann,s/1", "entities.csv:4:2: error: class: 'Plann' is no term of the ontology; write 'Plan', or define it in ontology/stdkg.ttl"),
        ("entities", "b,std:Plan,s-1", "entities.csv:4:3: error: passage: 's-1' names no passage; write SOURCE/NUMBER, such as hme-2023-06-05/3"),
        ("entities", "b,std:Plan,s/3", "entities.csv:4:3: error: 's/3' is defined nowhere; write 's/2', or add it to passages.csv"),
        ("entities", "a,std:GovernmentAgency,s/1", "entities.csv:4:1: error: id, class, passage 'a/std:GovernmentAgency/s/1' stands on line 2 already; delete one of the two"),
        ("names", "a,X,cn,label,s/1", "names.csv:5:3: error: lang: 'cn' is no language tag; write 'zh'"),
        ("names", "a,X,en,nick,s/1", "names.csv:5:4: error: kind: 'nick' is not allowed here; write one of label, alt, as-spelt"),
        ("names", "zz,X,en,label,s/1", "names.csv:5:1: error: 'zz' is defined nowhere; add it to entities.csv or regions.csv"),
        ("triples", "p,dcterms:issued,,2022-02-30,xsd:date,,s/1", "triples.csv:4:4: error: value: '2022-02-30' is no xsd:date; write a day that exists as YYYY-MM-DD"),
        ("triples", "p,foo:bar,a,,,,s/1", "triples.csv:4:2: error: predicate: unknown prefix 'foo' in 'foo:bar'; write one of "),
        ("triples", "p,std:issuedBy,id:a b,,,,s/1", "triples.csv:4:3: error: object: 'id:a b' has a name that no IRI may have; write letters, digits, - _ . / only"),
        ("triples", "p,std:issuedBy,std:a#b,,,,s/1", "triples.csv:4:3: error: object: 'std:a#b' has a name that no IRI may have; write letters, digits, - _ . / only"),
        ("triples", "p,std:issuedBy,a,x,,,s/1", "triples.csv:4:3: error: object and value; write one of the two, and only one"),
        ("triples", "p,std:issuedBy,,,,,s/1", "triples.csv:4:3: error: object and value; write one of the two, and only one"),
        ("figures", 'f2,nationalStandards,"1.234,5",exactly,standards,x,2022,,,,,actual,,,s/1,,', "figures.csv:4:3: error: value: '1.234,5' is no number; write digits with a point for decimals: 1234.5"),
        ("figures", "f2,nationalStandards,1,moreTan,standards,x,2022,,,,,actual,,,s/1,,", "figures.csv:4:4: error: comparator: 'moreTan' is no Comparator; write 'moreThan', or define it in ontology/vocabularies/"),
        ("figures", "f2,nationalStandards,1,,standards,x,2022,,,,,actual,,,s/1,,", "figures.csv:4:4: error: comparator: the cell is empty; write the comparator as the source has it"),
        ("figures", "f2,nationalStandards,,,,x,2022,,,,,actual,1,,s/1,,", "figures.csv:4:14: error: rank_kind: the cell is empty; write the rank_kind as the source has it"),
        ("figures", "f2,nationalStandards,1,exactly,standards,x,2022-13,,,,,actual,,,s/1,,", "figures.csv:4:7: error: period: the date 2022-13 does not exist; look it up in the source"),
        ("passages", f"s,3,10,10,{SHA},,,", "passages.csv:4:4: error: the end 10 is not behind the start 10; write an end above the start"),
        ("passages", f"s,3,10,101,{SHA},,,", "passages.csv:4:4: error: the end 101 is outside the text of 100 characters; count again"),
        ("passages", "s,3,10,20,,,,", "passages.csv:4:5: error: a position without a hash; write the SHA-256 of the passage's UTF-8 bytes"),
        ("passages", f"s,3,10,,{SHA},,,", "passages.csv:4:3: error: half a position; write start, end and sha256, or only a locator"),
        ("passages", f"s,3,10,20,{SHA[:-1]},,,", "passages.csv:4:5: error: sha256: "),
        ("regions", "y,std:Country,Yland,,YYY,,,a register", "regions.csv:3:5: error: code: 'YYY' is no ISO 3166 code; write it as CN or CN-BJ"),
        ("regions", "y,std:Country,Yland,,,148,,a register", "regions.csv:3:6: error: wikidata: '148' is no Wikidata item; write Q and digits, such as Q148"),
    ],
)  # fmt: skip
def test_a_fault_gets_one_line_with_its_repair(
    tmp_path: Path, table: str, line: str | bytes, expected: str
) -> None:
    found = faults(tmp_path, table, line)
    assert len(found) == 1, found
    assert found[0].startswith(expected)


def test_the_longest_text_of_a_cell_passes_and_one_more_character_does_not(tmp_path: Path) -> None:
    longest = "x" * 20_000
    write(tmp_path, ROWS | {"names": [*ROWS["names"], f"p,{longest},en,alt,s/1"]})
    assert any(isinstance(q.object, Literal) and q.object.value == longest for q in load(tmp_path))
    assert "a text of 20,001 characters" in faults(tmp_path, "names", f"p,{longest}x,en,alt,s/1")[0]


def test_a_line_of_fifty_megabytes_is_one_fault_and_the_next_line_is_read(tmp_path: Path) -> None:
    found = faults(tmp_path, "names", b"a," + b"x" * 50_000_000 + b"\na,X,cn,label,s/1")
    assert found[0].startswith(f"names.csv:5: error: a line of more than {MAX_LINE:,} bytes")
    assert found[1].startswith("names.csv:6:3: error: lang")


def test_a_header_with_a_byte_order_mark_or_another_column(tmp_path: Path) -> None:
    path = write(tmp_path) / "names.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    with pytest.raises(
        DataError, match=r"names\.csv:1:1: error: a byte order mark; save as UTF-8 without BOM"
    ) as caught:
        load(tmp_path)
    assert len(caught.value.findings) == 1
    path.write_text("id,name,language,kind,passage\n")
    with pytest.raises(
        DataError, match="header is 'id,name,language,kind,passage'; write 'id,name,lang,kind,passage'"
    ):
        load(tmp_path)


def test_all_faults_of_all_tables_come_in_one_run_in_the_order_of_the_files(tmp_path: Path) -> None:
    path = write(tmp_path) / "entities.csv"
    path.write_text(path.read_text() + "B,std:Plan,s/1\nb,std:Pln,s/9\n")
    with pytest.raises(DataError) as caught:
        load(tmp_path)
    assert [(f.line, f.column) for f in caught.value.findings] == [(4, 1), (5, 2), (5, 3)]


def test_a_row_that_cannot_be_read_leaves_nothing_dangling(tmp_path: Path) -> None:
    """What the row may have defined is not said to be missing; what no table could hold still is."""
    rows = {**ROWS, "entities": ["a,std:GovernmentAgency,s/9\r", "p,std:Plan,s/1"]}
    with pytest.raises(DataError) as caught:
        load(write(tmp_path, rows))
    assert [(f.file.rpartition("/")[2], f.line) for f in caught.value.findings] == [("entities.csv", 2)]
    rows["names"] = [*ROWS["names"], "a,Another,en,alt,s/8"]
    with pytest.raises(DataError) as caught:
        load(write(tmp_path, rows))
    assert [(f.file.rpartition("/")[2], f.line) for f in caught.value.findings] == [
        ("entities.csv", 2),
        ("names.csv", 5),
    ]


def test_paths_that_are_no_tables(tmp_path: Path) -> None:
    with pytest.raises(AccessError, match="does not exist"):
        Inputs([tmp_path / "none"])
    with pytest.raises(UsageError, match="holds neither"):
        Inputs([tmp_path])
    (tmp_path / "strange.csv").write_text("a,b\n")
    with pytest.raises(UsageError, match="is neither a curated table nor RDF"):
        Inputs([tmp_path / "strange.csv"])


def test_rdf_goes_where_it_says_and_faults_of_all_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "a.trig").write_text(
        "<http://e/g> { <http://e/a> <http://e/b> 1 } <http://e/a> <http://e/b> 2 ."
    )
    quads = list(Inputs([tmp_path / "a.trig"], NamedNode("http://e/h")).statements())
    assert {quad.graph_name for quad in quads} == {NamedNode("http://e/g"), NamedNode("http://e/h")}
    (tmp_path / "b.ttl").write_text("<http://e/a> <http://e/b> .")
    (tmp_path / "c.nt").write_text("<http://e/a> <http://e/b c> 1 .")
    with pytest.raises(DataError) as caught:
        list(Inputs([tmp_path]).statements())
    assert [finding.file.rpartition("/")[2] for finding in caught.value.findings] == ["b.ttl", "c.nt"]
    assert all(finding.line == 1 for finding in caught.value.findings)


@pytest.mark.parametrize("ending", ["nt", "ttl"])
def test_a_line_that_no_buffer_holds_is_a_fault_of_its_file(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"long.{ending}"
    path.write_bytes(b'<http://a> <http://b> "' + b"x" * 20_000_000)
    with pytest.raises(
        DataError, match=r"long\.\w+: error: a line, literal or name of more than 16 MiB; look for"
    ):
        list(read_rdf(path))


def test_rdf_xml_that_is_cut_anywhere_is_a_fault_with_its_line(tmp_path: Path) -> None:
    whole = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">
<rdf:Description rdf:about="http://e/a"><e:b>1</e:b></rdf:Description>
<rdf:Description rdf:about="http://e/b"><e:b>2</e:b></rdf:Description>
</rdf:RDF>
"""
    path = tmp_path / "a.rdf"
    path.write_text(whole)
    assert len(list(Inputs([path]).statements())) == 2
    for end in range(len(whole.rstrip()) - 1):
        path.write_text(whole[:end])
        with pytest.raises(DataError) as caught:
            list(Inputs([path]).statements())
        assert caught.value.findings[0].line
