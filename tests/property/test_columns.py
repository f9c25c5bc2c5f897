"""Rows read column by column say what they say one by one, and have the same faults, whatever the mapping and the table."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from stdkg.errors import DataError
from stdkg.load import csvw
from stdkg.load.columns import Columns
from stdkg.load.sources import Source

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NAMES = ("a", "b", "c")
TEMPLATES = (
    "http://e.org/{a}",
    "http://e.org/x#{b}/{+a}-{_row}",
    "id:part-{c}",
    "wd:{+a}",
    "http://e.org/{a}%{b}",
    "http://{a}/{b}",
    "{+a}",
    "{a}:{b}",
    "http://e.org/{+a}#{b}#{c}",
    "http://e.org/all",
    "no iri",
    "http://e.org/{missing}",
)
DATATYPES = ("string", "integer", "decimal", "date", "boolean", "anyURI", "gYear", "double", "number")
CELLS = st.one_of(
    st.sampled_from(
        ["", "", "-", "1", "-20", "007", "1.5", "1.234,5", "2020-02-30", "2020-02-28", "true", "yes", "a b", " a ", "é", "id:x"]
    ),
    st.text(max_size=4).filter(lambda text: "\x00" not in text and "\r" not in text),
    st.integers().map(str),
)  # fmt: skip


@st.composite
def columns(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A column that states something, most often."""
    said: dict[str, Any] = {
        "name": name,
        "propertyUrl": draw(st.sampled_from(("rdfs:label", *TEMPLATES[:3]))),
    }
    kind = draw(st.sampled_from(("valueUrl", "datatype", "format", "lang", "plain", "hidden")))
    said |= {
        "valueUrl": {"valueUrl": draw(st.sampled_from((*TEMPLATES, f"http://e.org/{{{name}}}")))},
        "datatype": {"datatype": draw(st.sampled_from(DATATYPES))},
        "format": {"datatype": {"base": "decimal", "format": {"decimalChar": ","}}},
        "lang": {"lang": draw(st.sampled_from(("en", "zh-Hant")))},
        "plain": {},
        "hidden": {"suppressOutput": True},
    }[kind]
    for key, value in (("required", True), ("separator", ";"), ("null", ["", "-"]), ("default", "a"), ("aboutUrl", "id:{b}")):  # fmt: skip
        if draw(st.integers(0, 7)) == 0:
            said[key] = value
    return said


@st.composite
def mappings(draw: st.DrawFn) -> dict[str, Any]:
    """A mapping of three columns, and virtual ones."""
    given_columns = [draw(columns(name)) for name in NAMES]
    virtual = draw(st.lists(st.sampled_from(TEMPLATES), max_size=2))
    given_columns += [
        {"name": f"v{number}", "virtual": True, "propertyUrl": "rdf:type", "valueUrl": template}
        for number, template in enumerate(virtual)
    ]
    about = draw(st.sampled_from((*TEMPLATES[:4], "http://e.org/row-{_row}", *TEMPLATES)))
    return {"tableSchema": {"aboutUrl": about, "columns": given_columns}}


def outcome(folder: Path, graph: NamedNode | None) -> tuple[list[str], list[str]]:
    """What a table states, if it is sound, and its faults."""
    try:
        quads = csvw.mapped(Source.at(folder / "t.csv"), csvw.read_mapping(folder / "m.json"), graph)
        return [str(quad) for quad in quads], []
    except DataError as error:
        return [], [str(finding) for finding in error.findings]


SOUND = st.sampled_from(("1", "-20", "2020-02-28", "true", "a-b", "x", "é"))
ROWS = st.one_of(
    st.lists(st.tuples(SOUND, SOUND, SOUND), max_size=9),
    st.lists(st.one_of(st.tuples(CELLS, CELLS, CELLS), st.lists(CELLS, max_size=4)), max_size=9),
)


@settings(max_examples=400)
@given(mapping=mappings(), rows=ROWS, graph=st.sampled_from((None, NamedNode("http://e.org/g"))))
def test_rows_at_once_and_one_by_one(
    tmp_path_factory: pytest.TempPathFactory,
    mapping: dict[str, Any],
    rows: list[list[str]],
    graph: NamedNode | None,
) -> None:
    folder = tmp_path_factory.mktemp("t")
    (folder / "m.json").write_text(json.dumps(mapping), encoding="utf-8")
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([NAMES, *rows])
    with patch.object(csvw, "_AT_ONCE", 4):
        at_once = outcome(folder, graph)
    with patch.object(Columns, "said", lambda *_: None):
        one_by_one = outcome(folder, graph)
    assert at_once == one_by_one


def test_sound_rows_are_read_at_once(tmp_path: Path) -> None:
    columns = [{"name": "a", "suppressOutput": True}, {"name": "b", "propertyUrl": "rdfs:label"}]
    (tmp_path / "m.json").write_text(json.dumps({"tableSchema": {"aboutUrl": "id:{a}", "columns": columns}}))
    rows = Columns(csvw.read_mapping(tmp_path / "m.json"), " .\n")
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    assert rows.said([["x", ""], ["y", "b"]], 1) == f'<https://w3id.org/stdkg/id/y> {label} "b" .\n'
    assert rows.said([["x y", 'a"\n']], 1) == f'<https://w3id.org/stdkg/id/x%20y> {label} "a\\"\\n" .\n'
    assert rows.said([["x", "a"], ["", "b"]], 1) is None
    assert rows.said([["x", "a"], ["y"]], 1) is None
