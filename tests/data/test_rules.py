from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest
from bad_examples import SoundData, examples

from stdkg.check import check, check_paths, shipped_rules, shipped_waivers
from stdkg.check.rules import run_rules
from stdkg.check.shapes import shipped_shapes
from stdkg.check.validate import validate
from stdkg.load.shipped import shipped_statements
from stdkg.paths import ontology_dir
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from bad_examples import Example

    from stdkg.check import Rule

EXAMPLES = examples("rules")
RULES = {rule.name: rule for rule in shipped_rules()}
PLACES = re.compile(r"\{(\w+)\}")


@pytest.fixture(scope="module")
def data() -> SoundData:
    return SoundData()


def test_the_sound_data_break_no_rule_and_no_shape(data: SoundData) -> None:
    assert [str(finding) for finding in check(data.store)] == []


def test_every_rule_has_one_bad_example() -> None:
    assert sorted(example.name for example in EXAMPLES) == sorted(RULES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_a_bad_example_breaks_its_rule_and_only_it(example: Example, data: SoundData) -> None:
    assert data.faults(example) == {example.name}


def test_the_shipped_graph_has_no_error() -> None:
    errors = [str(finding) for finding in check_paths() if finding.severity == "error"]
    assert errors == []


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.name)
def test_a_rule_fills_its_messages_from_its_query(rule: Rule) -> None:
    heading, _, query = rule.query.partition("SELECT")
    selected = set(re.findall(r"\?(\w+)", query.partition("WHERE")[0]))
    assert "focus" in selected
    for texts in (rule.problems, rule.repairs):
        assert set(PLACES.findall(texts["en"])) == set(PLACES.findall(texts["zh"]))
        assert set(PLACES.findall(texts["en"])) <= selected | {"nearest"}
    assert re.search(r"[\u4e00-\u9fff]", rule.titles["zh"])
    declared = dict(re.findall(r"^PREFIX ([\w-]+): <([^>]*)>$", heading, re.MULTILINE))
    assert declared.items() <= PREFIXES.items()


def test_the_severity_table_names_each_rule_once_and_is_sorted() -> None:
    with (ontology_dir() / "rules" / "severity.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["rule"] for row in rows] == sorted(RULES)
    assert {row["severity"] for row in rows} <= {"error", "warning"}


def test_a_waiver_has_a_reason_and_is_needed() -> None:
    store = EmbeddedStore()
    store.add(shipped_statements())
    faults = [*run_rules(store, shipped_rules()), *validate(store, shipped_shapes())]
    found = {(fault.rule, fault.focus.value) for fault in faults}  # type: ignore[union-attr]
    for waiver in shipped_waivers():
        assert waiver.reason
        assert (waiver.rule, waiver.focus) in found, f"delete the waiver of {waiver.rule}: nothing breaks it"
