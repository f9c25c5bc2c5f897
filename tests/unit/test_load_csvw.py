"""Tables through a mapping: what cells state, and every fault with line and column."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from stdkg.errors import AccessError, DataError
from stdkg.load.csvw import mapped, read_mapping
from stdkg.load.inputs import Inputs
from stdkg.load.sources import Source

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "no,name,parts,born,members,price,active,parent\n"
COLUMNS: list[dict[str, Any]] = [
    {"name": "no", "suppressOutput": True, "required": True},
    {"name": "name", "propertyUrl": "rdfs:label", "lang": "en"},
    {"name": "parts", "propertyUrl": "http://e/part", "valueUrl": "http://e/{parts}", "separator": ";"},
    {"name": "born", "propertyUrl": "schema:foundingDate", "datatype": "date"},
    {"name": "members", "propertyUrl": "http://e/members", "datatype": "integer", "null": ["-", ""]},
    {
        "name": "price",
        "propertyUrl": "http://e/price",
        "datatype": {"base": "decimal", "format": {"decimalChar": ","}},
    },
    {
        "name": "active",
        "propertyUrl": "http://e/{+_name}",
        "datatype": {"base": "boolean", "format": "yes|no"},
    },
    {"name": "parent", "propertyUrl": "org:subOrganizationOf", "valueUrl": "id:{parent}"},
    {"name": "type", "virtual": True, "propertyUrl": "rdf:type", "valueUrl": "std:Agency"},
]
COLUMNS[6]["propertyUrl"] = "http://e/active"


def mapping(folder: Path, columns: list[dict[str, Any]] = COLUMNS, **more: object) -> Path:
    path = folder / "t.csv-metadata.json"
    schema = {"aboutUrl": "http://e/body/{no}", "columns": columns}
    path.write_text(
        json.dumps({"@context": "http://www.w3.org/ns/csvw", "url": "t.csv", "tableSchema": schema} | more)
    )
    return path


def stated(folder: Path, rows: str, header: str = HEADER, **more: object) -> set[str]:
    (folder / "t.csv").write_text(header + rows, newline="")
    quads = mapped(Source.at(folder / "t.csv"), read_mapping(mapping(folder, **more)))  # type: ignore[arg-type]
    return {str(quad) for quad in quads}


def faults(folder: Path, rows: str, header: str = HEADER) -> list[str]:
    with pytest.raises(DataError) as caught:
        stated(folder, rows, header)
    return [str(finding).removeprefix(str(folder / "t.csv")) for finding in caught.value.findings]


def test_what_cells_state(tmp_path: Path) -> None:
    org, xsd = "http://www.w3.org/ns/org#", "http://www.w3.org/2001/XMLSchema#"
    body = "<http://e/body/a%20b>"
    assert stated(tmp_path, 'a b,"X, ""Y""",p; q,1999-01-31,12,"1.234,5",yes,sac\r\nc,,,,-,,,\r\n') == {
        f'{body} <http://www.w3.org/2000/01/rdf-schema#label> "X, \\"Y\\""@en',
        f"{body} <http://e/part> <http://e/p>",
        f"{body} <http://e/part> <http://e/q>",
        f'{body} <https://schema.org/foundingDate> "1999-01-31"^^<{xsd}date>',
        f'{body} <http://e/members> "12"^^<{xsd}integer>',
        f'{body} <http://e/price> "1234.5"^^<{xsd}decimal>',
        f'{body} <http://e/active> "true"^^<{xsd}boolean>',
        f"{body} <{org}subOrganizationOf> <https://w3id.org/stdkg/id/sac>",
        f"{body} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/stdkg/ontology#Agency>",
        "<http://e/body/c> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/stdkg/ontology#Agency>",
    }


def test_every_fault_has_its_place(tmp_path: Path) -> None:
    rows = 'a,x,,1999-02-31,many,,,\n,"two\nlines",,,,,,\na,b,c,d,e,f,g,h,i\nd,,,,,,perhaps,\n'
    assert [fault.partition(": error")[0] for fault in faults(tmp_path, rows)] == [
        *(":2:4", ":2:5", ":4:1", ":4:2", ":4:9", ":5", ":6:7")
    ]
    (found,) = faults(tmp_path, "", HEADER.replace("born", "bron"))
    assert found == ":1:4: error: the title 'bron'; write 'born', or change the mapping"
    assert "the header has 2 columns, the mapping 8" in faults(tmp_path, "", "a,b\n")[0]
    assert ":3: error" in faults(tmp_path, 'a,,,,,,,\n"x"y,,,,,,,\n')[0]


def test_dialects(tmp_path: Path) -> None:
    rows = "a;x\n"
    columns = COLUMNS[:2]
    more = {"columns": columns, "dialect": {"delimiter": ";", "header": False}}
    assert len(stated(tmp_path, rows, "", **more)) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", r"json:1:2: error"),
        ("[]", "no table with a tableSchema"),
        ('{"tableSchema": {}}', "no columns"),
        ('{"tableSchema": {"columns": [{"name": "a"}]}}', "column 'a' has no aboutUrl"),
        ('{"tableSchema": {"columns": [{"name": "a", "ordered": true}]}}', "'ordered' is not known here"),
        ('{"tableSchema": {"columns": [7]}}', "a column without a name"),
        ('{"tableSchema": {"columns": 7}}', "columns"),
        ('{"tables": [1], "tableSchema": {}}', "no table"),
        ('{"tableSchema": {"columns": [COLUMN]}, "dialect": 5}', "dialect: is no JSON object"),
        ('{"tableSchema": {"columns": [COLUMN]}, "dialect": {"encoding": "x"}}', "encoding 'x' is not known"),
        (
            '{"tableSchema": {"columns": [COLUMN]}, "dialect": {"encoding": "hex"}}',
            "encoding 'hex' is not known",
        ),
        ('{"tableSchema": {"columns": [COLUMN]}, "dialect": {"encoding": "\\ud800"}}', "is not known"),
        (
            '{"tableSchema": {"datatype": "a b", "columns": [COLUMN]}}',
            "'a b' is no datatype; write one of XSD",
        ),
        ('{"tables": 5}', "no table with a tableSchema in it"),
        ('{"tableSchema": {"columns": [COLUMN]}, "dialect": {"delimiter": "ab"}}', "the delimiter 'ab'"),
        ('{"tableSchema": {"lang": "b c", "columns": [COLUMN]}}', "'b c' is no language tag"),
    ],
)
def test_mappings_that_cannot_be_used(content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text(
        content.replace("COLUMN", '{"name": "a", "aboutUrl": "x:a", "propertyUrl": "x:b"}')
    )
    with pytest.raises(DataError, match=message):
        read_mapping(tmp_path / "m.json")
    with pytest.raises(AccessError):
        read_mapping(tmp_path / "none.json")


def test_the_command_takes_a_mapping(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(HEADER + "a,x,,,,,,\n")
    command = [sys.executable, "-m", "stdkg", "load", tmp_path / "t.csv", "--store", tmp_path / "s"]
    run = subprocess.run([*command, "--mapping", mapping(tmp_path)], capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    inputs = Inputs([tmp_path / "t.csv"], NamedNode("http://e/g"), mapping=mapping(tmp_path))
    assert {quad.graph_name for quad in inputs.statements()} == {NamedNode("http://e/g")}
    run = subprocess.run(command, capture_output=True, check=False)
    assert run.returncode == 2
    assert b"--mapping" in run.stderr


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
IDS = st.text("ab/%{é", max_size=5)
ROWS = st.lists(st.tuples(IDS.filter(bool), TEXTS, TEXTS, IDS), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, st.sampled_from([None, NamedNode("http://e/g")]))
def test_any_text_comes_as_if_each_statement_was_made_alone(
    tmp_path: Path, rows: list[tuple[str, str, str, str]], graph: NamedNode | None
) -> None:
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("no", "name", "plain", "of"), *rows])
    columns = [
        {"name": "no", "suppressOutput": True},
        {"name": "name", "propertyUrl": "rdfs:label", "lang": "en"},
        {"name": "plain", "propertyUrl": "http://e/plain"},
        {"name": "of", "propertyUrl": "http://e/of", "valueUrl": "http://e/{of}/in/{no}"},
    ]
    by = read_mapping(mapping(tmp_path, columns))
    wanted = []
    for no, name, plain, of in rows:
        about, within = NamedNode(f"http://e/body/{quote(no, safe='')}"), (graph,) if graph else ()
        label, link = NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), NamedNode("http://e/of")
        if name:
            wanted.append(Quad(about, label, Literal(name, language="en"), *within))
        if plain:
            wanted.append(Quad(about, NamedNode("http://e/plain"), Literal(plain), *within))
        if of:
            value = NamedNode(f"http://e/{quote(of, safe='')}/in/{quote(no, safe='')}")
            wanted.append(Quad(about, link, value, *within))
    assert list(mapped(Source.at(tmp_path / "t.csv"), by, graph)) == wanted
