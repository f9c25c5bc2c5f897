"""kill -9 at random moments of the commands that write to a store on disk: nothing is lost, nothing is half."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

import pytest
from pyoxigraph import Store

from stdkg.store.disk import DiskStore
from stdkg.store.upkeep import verify

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.full

KILLS = 20
MUST_HIT = 5
SIZE = 15_000
COMMANDS = {
    "load": ["load", "new.nt", "--store", "store", "--graph", "http://e/new"],
    "replace": ["load", "new.nt", "--store", "store", "--graph", "http://e/old", "--replace"],
    "map": ["load", "new.csv", "--mapping", "new.json", "--store", "store"],
    "compact": ["store", "compact", "store"],
}


class Killed(NamedTuple):
    """What a killed command left: whether it was at work on a new generation, and whether that came into force."""

    at_work: bool
    done: bool


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store, and a file to load into it."""
    folder = tmp_path_factory.mktemp("before")
    for name, first in (("old", 0), ("new", SIZE // 2)):
        lines = (f'<http://e/{n}> <http://e/p> "{n * 7919}-{n % 3}" .\n' for n in range(first, first + SIZE))
        (folder / f"{name}.nt").write_text("".join(lines))
    (folder / "new.csv").write_text("a\n" + "".join(f"{n}\n" for n in range(SIZE * 20)))
    mapping = {"aboutUrl": "http://e/{a}", "columns": [{"name": "a", "propertyUrl": "rdfs:label"}]}
    (folder / "new.json").write_text(json.dumps({"tableSchema": mapping}))
    load = ["load", "old.nt", "--store", "store", "--graph", "http://e/old"]
    subprocess.run(stdkg(*load), cwd=folder, check=True, capture_output=True)
    return folder


def stdkg(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "stdkg", *arguments]


def content(folder: Path) -> frozenset[str]:
    """Every quad of the store in a folder, in an engine that is told of nothing but the generation in force."""
    generation = (folder / "GENERATION").read_text().strip()
    store = Store.read_only(str(folder / generation))
    return frozenset(map(str, store.quads_for_pattern(None, None, None)))


def new_generation(folder: Path) -> bool:
    """Whether there is a generation that is not in force."""
    return any(path.name != (folder / "GENERATION").read_text().strip() for path in folder.glob("g-*"))


def begun(arguments: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """Begin a command, and return when it has begun to write or has ended."""
    process = subprocess.Popen(
        stdkg(*arguments), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while process.poll() is None and not new_generation(folder / "store"):
        time.sleep(0.001)
    return process


def killed(arguments: list[str], folder: Path, after: float) -> Killed:
    process = begun(arguments, folder)
    in_force = (folder / "store" / "GENERATION").read_text()
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    ended_by_itself = process.wait() == 0
    done = ended_by_itself or (folder / "store" / "GENERATION").read_text() != in_force
    return Killed(not done and new_generation(folder / "store"), done)


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_twenty_times_nothing_is_lost_and_nothing_is_half(
    name: str, before: Path, tmp_path: Path
) -> None:
    arguments, whole = COMMANDS[name], tmp_path / "whole"
    shutil.copytree(before, whole)
    process = begun(arguments, whole)
    start = time.monotonic()
    assert process.wait() == 0
    span = time.monotonic() - start
    old, new = content(before / "store"), content(whole / "store")
    chance = random.Random(name)  # noqa: S311  moments, not secrets
    hits = 0
    work = tmp_path / "work"
    for _ in range(KILLS):
        if not work.exists():
            shutil.copytree(before, work)
        found = killed(arguments, work, chance.uniform(0, span))
        hits += found.at_work
        assert content(work / "store") == (new if found.done else old)
        assert verify(DiskStore(work / "store")) == []
        if found.done:
            shutil.rmtree(work)
    assert hits >= MUST_HIT, "the kills came before or after the work"
    if not work.exists():
        shutil.copytree(before, work)
        killed(arguments, work, 0)
    again = subprocess.run(stdkg(*arguments), cwd=work, capture_output=True, check=False)
    assert (again.returncode, again.stderr.count(b"\n")) == (0, 1)
    assert content(work / "store") == new
    store = work / "store"
    left = {path.name for path in store.iterdir()} - {"GENERATION", "WRITER"}
    assert left == {(store / "GENERATION").read_text().strip()}, "what killed commands left is removed"


def test_killed_while_the_store_is_made_the_same_load_makes_it(before: Path, tmp_path: Path) -> None:
    arguments = ["load", str(before / "new.nt"), "--store", "store"]
    store = tmp_path / "store"
    start = time.monotonic()
    subprocess.run(stdkg(*arguments), cwd=tmp_path, check=True, capture_output=True)
    span = time.monotonic() - start
    chance = random.Random(7)  # noqa: S311
    hits = 0
    for _ in range(KILLS):
        shutil.rmtree(store, ignore_errors=True)
        process = subprocess.Popen(stdkg(*arguments), cwd=tmp_path, stderr=subprocess.DEVNULL)
        while process.poll() is None and not store.exists():
            time.sleep(0.0005)
        time.sleep(chance.uniform(0, span / 2))
        process.send_signal(signal.SIGKILL)
        hits += process.wait() != 0 and not _holds_something(store)
        again = subprocess.run(stdkg(*arguments), cwd=tmp_path, capture_output=True, check=False)
        assert again.returncode == 0, again.stderr
        assert len(content(store)) == SIZE
    assert hits, "the kills came after the making"


def _holds_something(store: Path) -> bool:
    """Whether a generation that holds statements is in force."""
    pointer = store / "GENERATION"
    return pointer.exists() and not (store / pointer.read_text().strip() / "EMPTY").exists()
