"""`stdkg export --shards`: N-Quads in parts, whole or not at all, the same bytes each time."""

from __future__ import annotations

import hashlib
import random
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple

from stdkg.errors import AccessError, UsageError
from stdkg.export import shards
from stdkg.export.shards import Written, write_shards
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import GRAPH_ALL

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

A, P, ONE, TWO = (NamedNode(f"http://example.com/{name}") for name in ("a", "p", "one", "two"))
QUADS = [Quad(NamedNode(f"http://example.com/{i}"), P, Literal(f'é\t\n"{i}'), ONE) for i in range(50)]
QUADS += [Quad(quad.subject, P, quad.object, TWO) for quad in QUADS[:10]]
QUADS += [Quad(A, P, Literal(i)) for i in range(5)]
QUADS += [Quad(BlankNode("x"), P, BlankNode("y"), ONE), Quad(BlankNode("y"), P, Literal("end"), TWO)]


def store_of(quads: Iterable[Quad]) -> EmbeddedStore:
    store = EmbeddedStore()
    store.add(quads)
    return store


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def lines_of(folder: Path) -> list[str]:
    return [
        line for path in folder.glob("*.nq") for line in path.read_text("utf-8").splitlines(keepends=True)
    ]


def test_the_parts_hold_every_statement_and_each_triple_once_in_the_merged_graph(tmp_path: Path) -> None:
    store = store_of(QUADS)
    made = write_shards(store, tmp_path / "out", 3)
    lines = lines_of(tmp_path / "out")
    read = list(pyoxigraph.parse("".join(lines), RdfFormat.N_QUADS))
    assert len(lines) == len(set(lines)) == made.lines
    assert made.statements == len(QUADS)
    assert sum(quad.graph_name == GRAPH_ALL for quad in read) == len(store)
    for graph in (ONE, TWO):
        expected = [quad for quad in QUADS if quad.graph_name == graph]
        assert sum(quad.graph_name == graph for quad in read) == len(expected)
    assert {quad.graph_name for quad in read} == {ONE, TWO, GRAPH_ALL}
    plain = [quad for quad in QUADS if not isinstance(quad.subject, BlankNode)]
    assert {quad.triple for quad in plain} <= {quad.triple for quad in read}


def test_a_blank_node_is_one_iri_in_all_parts(tmp_path: Path) -> None:
    write_shards(store_of(QUADS), tmp_path / "out", 20)
    quads = list(pyoxigraph.parse("".join(lines_of(tmp_path / "out")), RdfFormat.N_QUADS))
    (edge,) = (quad for quad in quads if "genid" in str(quad.object) and quad.graph_name == ONE)
    assert [quad.object.value for quad in quads if quad.subject == edge.object] == ["end"] * 2
    assert not any(isinstance(term, BlankNode) for quad in quads for term in quad)


def test_a_blank_node_of_an_engine_keeps_its_iri(tmp_path: Path) -> None:
    write_shards(store_of([Quad(BlankNode("stdkg5eedn7"), P, BlankNode("z"), ONE)]), tmp_path / "out", 1)
    assert lines_of(tmp_path / "out")[0].startswith("<https://w3id.org/.well-known/genid/stdkg/5eed/7> ")


def test_the_same_statements_give_the_same_bytes(tmp_path: Path) -> None:
    shuffled = list(QUADS)
    random.Random(7).shuffle(shuffled)  # noqa: S311  an order, no secret
    other = {"x": BlankNode(), "y": BlankNode()}
    renamed = [
        Quad(*(other[term.value] if isinstance(term, BlankNode) else term for term in quad))
        for quad in shuffled
    ]
    for name, quads in (("one", QUADS), ("two", renamed)):
        write_shards(store_of(quads), tmp_path / name, 4)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_checksums_are_those_of_the_files(tmp_path: Path) -> None:
    write_shards(store_of(QUADS), tmp_path / "out", 3)
    sums = (tmp_path / "out" / "SHA256SUMS").read_text("ascii").splitlines()
    assert len(sums) == 3
    for line in sums:
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == digest


def test_parts_are_replaced_with_force_only_and_as_a_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_shards(store_of(QUADS), out, 3)
    before = contents(out)
    with pytest.raises(UsageError, match="give --force"):
        write_shards(store_of([]), out, 2)
    assert contents(out) == before
    write_shards(store_of(QUADS), out, 2, force=True)
    assert sorted(contents(out)) == ["SHA256SUMS", "part-001-of-002.nq", "part-002-of-002.nq"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_other_files_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("dear")
    with pytest.raises(UsageError, match="holds mine, which is no part of an export"):
        write_shards(store_of(QUADS), tmp_path, 2, force=True)
    with pytest.raises(AccessError, match="cannot be read as a folder"):
        write_shards(store_of(QUADS), tmp_path / "mine", 2, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_nothing_is_left_when_it_fails_on_the_way(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_shards(store_of(QUADS), out, 2)
    before = contents(out)
    star = Quad(A, P, Triple(A, P, A), ONE)
    with pytest.raises(UsageError, match="a triple within a triple"):
        write_shards(store_of([*QUADS, star]), out, 2, force=True)
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_old_parts_come_back_when_the_new_cannot_be_put_there(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_shards(store_of(QUADS), out, 2)
    before = contents(out)
    with pytest.raises(OSError, match="missing"):
        shards._put_in_place(tmp_path / "missing", out)
    assert contents(out) == before


def test_nothing_gives_empty_parts(tmp_path: Path) -> None:
    assert write_shards(store_of([]), tmp_path / "a" / "b", 2) == Written(0, 0, 0)
    assert len(contents(tmp_path / "a" / "b")) == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name it with --out DIR"),
        (["--out", "-"], "name it with --out DIR"),
        (["--out", "x", "--format", "turtle"], "leave out --format turtle"),
        (["--out", "x", "--citations", "none"], "leave it out"),
    ],
)
def test_wrong_use_of_the_command(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from stdkg.cli.running import run

    assert run(["export", "--shards", "2", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_the_command_writes_the_parts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from stdkg.cli.running import run

    source = tmp_path / "a.nq"
    source.write_text("<http://a> <http://b> <http://c> <http://g> .\n<http://a> <http://b> <http://c> .\n")
    out = tmp_path / "out"
    assert run(["export", "--shards", "2", "--out", str(out), "--data", str(source)]) == 0
    assert "1 statement in 2 parts: 2 lines" in capsys.readouterr().err
    assert run(["export", "--shards", "2", "--out", str(out), "--data", str(source)]) == 2
    assert run(["export", "--shards", "1", "--out", str(out), "--data", str(source), "--force", "-q"]) == 0
    assert sorted(contents(out)) == ["SHA256SUMS", "part-001-of-001.nq"]
