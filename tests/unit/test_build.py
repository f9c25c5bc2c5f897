"""`build` makes every format, all or none, and touches nothing else."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, BinaryIO

import pyoxigraph
import pytest

from stdkg import build as build_module
from stdkg.build import build
from stdkg.errors import AccessError, DataError, UnknownNameError
from stdkg.export import FORMATS
from stdkg.export.snapshot import Snapshot

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def rdf_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the projections, which other tests make."""
    kept = {name: entry for name, entry in FORMATS.items() if entry.kind != "projection"}
    monkeypatch.setattr(build_module, "FORMATS", kept)


def test_a_build_makes_every_format_and_says_so(tmp_path: Path) -> None:
    seen = []
    made = build(tmp_path / "new" / "folder", report=seen.append)
    wanted = {
        f"stdkg.{ending}"
        for ending in ["ttl", "trig", "nq", "nt", "jsonld", "rdf", "graphml", "gexf", "html"]
    }
    assert {one.path.name for one in made} == wanted
    assert {path.name for path in (tmp_path / "new" / "folder").iterdir()} == wanted
    assert all(one.path.stat().st_size == one.size > 0 for one in made)
    assert seen == made
    counts = {one.format: one.statements for one in made}
    assert counts["turtle"] == counts["ntriples"] == counts["jsonld"] == counts["rdfxml"] > 0
    assert counts["trig"] == counts["nquads"] == len(list(pyoxigraph.parse(path=str(made[1].path))))


@pytest.mark.usefixtures("rdf_only")
def test_a_build_replaces_its_own_files_and_touches_no_other(tmp_path: Path) -> None:
    (tmp_path / "stdkg.ttl").write_text("old")
    (tmp_path / "stdkg.notes").write_text("mine")
    (tmp_path / "other.ttl").write_text("mine")
    build(tmp_path)
    assert (tmp_path / "stdkg.ttl").stat().st_size > 1000
    assert (tmp_path / "stdkg.notes").read_text() == (tmp_path / "other.ttl").read_text() == "mine"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.usefixtures("rdf_only")
@pytest.mark.parametrize(
    "fault", [DataError("odd"), KeyboardInterrupt(), OSError(28, "No space left on device")]
)
def test_a_build_that_fails_halfway_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    class Failing(Snapshot):
        def write(self, format: str, out: BinaryIO) -> int:  # noqa: A002  as the method it replaces
            if format == "jsonld":
                raise fault
            return super().write(format, out)

    build(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    (tmp_path / "stdkg.ttl").write_text("of an earlier build")
    monkeypatch.setattr(build_module, "Snapshot", Failing)
    with pytest.raises(AccessError if isinstance(fault, OSError) else type(fault)):
        build(tmp_path)
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert after == before | {"stdkg.ttl": b"of an earlier build"}


@pytest.mark.usefixtures("rdf_only")
def test_ctrl_c_between_two_files_comes_too_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (os.kill(os.getpid(), signal.SIGINT), fsync(file)))
    made = build(tmp_path)
    assert all(one.path.stat().st_size == one.size for one in made)


def test_a_file_where_the_folder_is_due_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(AccessError, match="file: cannot be made a folder: File exists"):
        build(tmp_path / "file")


def test_an_unknown_source_is_named_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="nobody"):
        build(tmp_path / "out", include=["nobody"])
    assert not (tmp_path / "out").exists()
