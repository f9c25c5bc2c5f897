"""The curated tables as files: canonical, complete, and without a fault."""

from __future__ import annotations

import json

import pytest

from stdkg.load.cells import KINDS
from stdkg.load.schema import shipped_schema
from stdkg.load.shipped import ontology_statements, shipped_tables
from stdkg.load.tidy import tidy
from stdkg.paths import ontology_dir
from stdkg.vocabulary import expand

DATA = ontology_dir() / "data"


@pytest.mark.parametrize("name", shipped_schema())
def test_a_table_is_in_its_canonical_form(name: str) -> None:
    content = (DATA / f"{name}.csv").read_bytes()
    assert content == tidy(name, content), "run ./scripts/format-tables"


def test_the_tables_have_no_fault() -> None:
    tables = shipped_tables()
    assert sum(1 for _ in tables.statements()) > 0
    assert not tables.findings


def test_every_file_in_the_folder_is_known() -> None:
    known = {f"{name}.csv" for name in shipped_schema()} | {"README.md", "datapackage.json", "dataset.ttl"}
    assert {path.name for path in DATA.iterdir()} == known


def test_the_schema_names_kinds_and_classes_that_exist() -> None:
    terms = {quad.subject.value for quad in ontology_statements() if hasattr(quad.subject, "value")}
    for table in shipped_schema().values():
        for field in table.fields:
            assert field.kind in KINDS
            assert not field.concept_class or expand("std:" + field.concept_class) in terms


def test_the_schema_is_a_data_package_with_a_licence() -> None:
    package = json.loads((DATA / "datapackage.json").read_bytes())
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
