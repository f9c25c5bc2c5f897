"""The shipped sources: seals and positions that make sense by themselves, and the script that holds them against texts."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import pytest

from stdkg.load.shipped import shipped_statements
from stdkg.vocabulary import STD, term

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "verify-sources"


def table(name: str) -> list[dict[str, str]]:
    with (ROOT / "ontology" / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SEALED = {row["id"]: int(row["length"]) for row in table("sources") if row["text_sha256"]}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([SCRIPT, *arguments], capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("name", SEALED)
def test_no_stretch_is_both_cited_and_passed_over(name: str) -> None:
    cited = [
        (int(row["start"]), int(row["end"]))
        for row in table("passages")
        if row["source"] == name and row["start"]
    ]
    passed = [(int(row["start"]), int(row["end"])) for row in table("passed_over") if row["source"] == name]
    overlaps = [(one, other) for one in cited for other in passed if one[0] < other[1] and other[0] < one[1]]
    assert overlaps == []
    assert all(0 <= start < end <= SEALED[name] for start, end in [*cited, *passed])


def test_a_sealed_source_has_no_located_passage_and_a_located_one_no_position() -> None:
    wrong = [row for row in table("passages") if bool(row["start"]) is not (row["source"] in SEALED)]
    assert wrong == []


def test_every_position_lies_on_a_selector() -> None:
    quads = list(shipped_statements())
    kinds = (term("rdf", "type"), term("oa", "TextPositionSelector"))
    selectors = {quad.subject for quad in quads if (quad.predicate, quad.object) == kinds}
    placed = {quad.subject for quad in quads if quad.predicate in (term("oa", "start"), term("oa", "end"))}
    passed = {
        quad.subject for quad in quads if quad.object == STD("PassedOver") and "#" in quad.subject.value
    }
    pointing = {quad.subject for quad in quads if quad.predicate == term("oa", "hasSelector")}
    assert placed == selectors
    assert passed
    assert passed <= pointing


def test_no_context_leads_back_to_itself() -> None:
    context = {
        f"{row['source']}/{row['number']}": row["context"] for row in table("passages") if row["context"]
    }
    for passage, beyond in context.items():
        reached = [passage, beyond]
        while reached[-1] in context and reached.count(reached[-1]) == 1:
            reached.append(context[reached[-1]])
        assert len(reached) == len(set(reached)), reached


def test_a_folder_without_a_text_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "README.txt").write_text("no source")
    done = run(str(tmp_path))
    assert done.returncode == 0
    assert done.stderr.startswith(f"{tmp_path}: holds no text of a source of this graph")
    assert "nothing was checked" in done.stdout


def test_a_changed_text_is_exit_1(tmp_path: Path) -> None:
    name = next(iter(SEALED))
    (tmp_path / f"{name}.txt").write_text("another text", encoding="utf-8")
    done = run(str(tmp_path))
    assert done.returncode == 1
    assert done.stdout.startswith(f"{name}: the text is not the one that was cited")


def test_wrong_use(tmp_path: Path) -> None:
    assert run().returncode == 2
    assert run(str(tmp_path), "more").returncode == 2
    missing = run(str(tmp_path / "missing"))
    assert missing.returncode == 3
    assert missing.stderr.count("\n") == 1
