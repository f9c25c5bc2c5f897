"""A store on disk: many readers, one writer, all or nothing, even when the writer is killed."""

from __future__ import annotations

import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from stdkg.errors import AccessError, UsageError
from stdkg.model import Batch, Batches
from stdkg.store import disk
from stdkg.store.disk import DiskStore
from stdkg.store.embedded import EmbeddedStore, empty
from stdkg.store.upkeep import describe, graphs_to_replace, verify
from stdkg.vocabulary import GRAPH_DERIVED, GRAPH_PROVENANCE, term

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A, B, ONE, TWO = (NamedNode(f"http://example.com/{name}") for name in ("a", "b", "one", "two"))


def test_a_folder_keeps_what_was_added(tmp_path: Path) -> None:
    with_one = DiskStore(tmp_path / "store", create=True)
    with_one.add([Quad(A, B, Literal(1), ONE)])
    with_one.close()
    assert len(DiskStore(tmp_path / "store")) == 1


def test_a_new_store_holds_nothing_and_works_like_any_other(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "store", create=True)
    reader = DiskStore(tmp_path / "store")
    assert len(reader) == 0
    assert list(reader.quads()) == list(reader.query("SELECT ?s { ?s ?p ?o }")) == verify(reader) == []  # type: ignore[arg-type]
    with pytest.raises(RuntimeError, match="read-write"):
        reader.oxigraph.add(Quad(A, B, A))
    store.backup(tmp_path / "copy")
    store.compact()
    store.add([Quad(A, B, A)])
    copy = DiskStore(tmp_path / "copy")
    copy.add([Quad(A, B, A), Quad(A, B, B)])
    assert (len(reader), len(store), len(copy)) == (0, 1, 2)


def test_a_generation_whose_files_are_gone_is_not_taken_for_empty(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "store", create=True)
    store.add([Quad(A, B, A)])
    for path in store.generation.iterdir():
        if path.name != "READERS":
            path.unlink()
    with pytest.raises(AccessError):
        len(DiskStore(tmp_path / "store"))
    with pytest.raises(AccessError):
        DiskStore(tmp_path / "store").add([Quad(A, B, B)])


def test_a_store_without_named_graphs_counts_as_one_with_them(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "store", create=True)
    store.add([Quad(A, B, A), Quad(A, B, B)])
    assert len(store) == 2
    store.add([Quad(A, B, A, ONE), Quad(A, A, A, ONE), Quad(A, A, A, TWO)])
    assert len(store) == 3


def test_readers_keep_what_they_opened_and_old_generations_go(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "store", create=True)
    store.add([Quad(A, B, Literal(1), ONE)])
    reader = DiskStore(tmp_path / "store")
    store.add([Quad(A, B, Literal(2), ONE)])
    assert (len(reader), len(store)) == (1, 2)
    reader.close()
    store.add([Quad(A, B, Literal(3), ONE)])
    assert [path.name for path in tmp_path.glob("store/g-*")] == ["g-000004"]


def test_an_error_in_mid_write_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    def broken() -> Iterator[Quad]:
        yield Quad(A, B, Literal(2), ONE)
        raise RuntimeError

    store = DiskStore(tmp_path / "store", create=True)
    store.add([Quad(A, B, Literal(1), ONE)])
    with pytest.raises(RuntimeError):
        store.add(broken())
    assert len(store) == len(DiskStore(tmp_path / "store")) == 1
    store.add([Quad(A, B, Literal(2), ONE)])
    assert len(store) == 2


@pytest.mark.parametrize("before", ["", "new", "new/store"])
def test_a_first_load_that_fails_leaves_nothing_that_was_not_there(tmp_path: Path, before: str) -> None:
    (tmp_path / before).mkdir(parents=True, exist_ok=True)
    (tmp_path / "bad.ttl").write_text("<http://a> <http://b> .")
    there = set(tmp_path.rglob("*"))
    command = [
        sys.executable,
        "-m",
        "stdkg",
        "load",
        tmp_path / "bad.ttl",
        "--store",
        tmp_path / "new" / "store",
    ]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1
    assert set(tmp_path.rglob("*")) == there


def test_a_later_load_that_fails_leaves_the_store(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<http://a> <http://b> .")
    DiskStore(tmp_path / "store", create=True).close()
    command = [sys.executable, "-m", "stdkg", "load", tmp_path / "bad.ttl", "--store", tmp_path / "store"]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1
    assert len(DiskStore(tmp_path / "store")) == 0


@pytest.mark.parametrize("use", ["written", "read", "of another"])
def test_a_store_that_is_in_use_is_not_withdrawn(tmp_path: Path, use: str) -> None:
    store = DiskStore(tmp_path / "store", create=True)
    other = DiskStore(tmp_path / "store")
    if use == "written":
        other.add([Quad(A, B, A)])
    if use != "read":
        other.close()
    (other if use == "of another" else store).withdraw()
    assert len(DiskStore(tmp_path / "store")) == (use == "written")


def test_a_new_store_is_withdrawn_with_the_folders_made_for_it(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "a" / "b", create=True)
    store.withdraw()
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_replace_takes_away_what_no_other_source_states(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "store", create=True)
    store.add([Quad(A, B, Literal(1), ONE), Quad(A, B, Literal(1), TWO), Quad(A, B, Literal(2), ONE)])
    store.replace([ONE], [Quad(A, B, Literal(3), ONE)])
    assert sorted(
        str(quad.object) for quad in store.quads(graph_name=None) if quad.graph_name in (ONE, TWO)
    ) == sorted(map(str, (Literal(1), Literal(3))))
    assert len(store) == 2


NODES = st.sampled_from([NamedNode(f"http://e/{name}") for name in "ab"])
GRAPHS = st.sampled_from([DefaultGraph(), ONE, TWO, GRAPH_PROVENANCE, GRAPH_DERIVED])
QUADS = st.builds(Quad, NODES, NODES, NODES, GRAPHS)
STEP = st.tuples(
    st.sets(GRAPHS.filter(lambda graph: isinstance(graph, NamedNode))), st.lists(QUADS, max_size=6)
)
WAYS = {"anew": (-1, 1_000_000), "in place": (1_000_000, 1)}


def replaced(held: set[Quad], graphs: set[NamedNode], statements: list[Quad]) -> set[Quad]:
    """What a store holds after a replacement, by the definition: the default graph loses what only `graphs` state."""
    staying = {quad for quad in held if quad.graph_name not in graphs}
    copied = [quad for quad in held if quad.graph_name not in (DefaultGraph(), GRAPH_DERIVED)]
    gone = {quad.triple for quad in copied if quad.graph_name in graphs} - {
        quad.triple for quad in copied if quad.graph_name not in graphs
    }
    staying = {quad for quad in staying if quad.graph_name != DefaultGraph() or quad.triple not in gone}
    copies = {
        Quad(quad.subject, quad.predicate, quad.object)
        for quad in statements
        if quad.graph_name != GRAPH_DERIVED
    }
    return staying | copies | set(statements)


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=2, max_size=4))
def test_replacing_anew_and_in_place_is_the_same(
    way: str,
    steps: list[tuple[set[NamedNode], list[Quad]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    store, memory = DiskStore(tmp_path_factory.mktemp("s") / "store", create=True), EmbeddedStore()
    held: set[Quad] = set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "_FEW", WAYS[way][0])
        patch.setattr(disk, "_MUCH", WAYS[way][1])
        for graphs, statements in steps:
            store.replace(graphs, statements)
            memory.replace(graphs, statements)
            held = replaced(held, graphs, statements)
            assert set(store.quads()) == set(memory.quads()) == held
            assert sorted(map(str, store.statements())) == sorted(map(str, memory.statements()))
    store.close()


@pytest.mark.parametrize(("few", "anew"), [(3, False), (2, True)])
def test_few_statements_are_taken_out_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int, *, anew: bool
) -> None:
    monkeypatch.setattr(disk, "_FEW", few)
    store = DiskStore(tmp_path / "store", create=True)
    store.add([Quad(A, B, Literal(n), ONE if n < 3 else TWO) for n in range(8)])
    assert taken_out(store, monkeypatch) == ([] if anew else [ONE])


@pytest.mark.parametrize(("others", "anew"), [(6, False), (5, True)])
def test_a_small_part_of_a_store_is_taken_out_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, others: int, *, anew: bool
) -> None:
    monkeypatch.setattr(disk, "_FEW", 0)
    store = DiskStore(tmp_path / "store", create=True)
    store.add([Quad(A, B, Literal(n), ONE if n < 3 else TWO) for n in range(3 + others)])
    assert taken_out(store, monkeypatch) == ([] if anew else [ONE])


def taken_out(store: DiskStore, monkeypatch: pytest.MonkeyPatch) -> list[NamedNode]:
    """Replace a graph, and return the graphs that were emptied one statement after the other."""
    emptied: list[NamedNode] = []
    monkeypatch.setattr(disk, "empty", lambda store, graphs: emptied.extend(graphs) or empty(store, graphs))
    others = set(store.quads(graph_name=TWO))
    store.replace([ONE], [Quad(A, B, Literal(99), ONE)])
    assert set(store.statements()) == others | {Quad(A, B, Literal(99), ONE)}
    assert verify(store) == []
    return emptied


def test_it_is_known_whether_the_default_graph_holds_copies_alone(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "store", create=True)

    def known() -> bool:
        return (store.generation / "COPIES").exists()

    store.add([Quad(A, B, Literal(1), ONE), Quad(A, B, Literal(2), GRAPH_DERIVED)])
    assert known()
    store.backup(tmp_path / "backup")
    assert (tmp_path / "backup" / "g-000001" / "COPIES").exists()
    store.compact()
    assert known()
    store.add([Quad(A, B, Literal(3))])
    assert not known()
    store.compact()
    store.add([Quad(A, B, Literal(4), ONE)])
    assert not known()
    assert Quad(A, B, Literal(3)) in set(store.statements())
    flat = DiskStore(tmp_path / "flat", create=True)
    flat.add(Batches(iter([Batch([Quad(A, B, Literal(1))], is_flat=True)])))
    assert not (flat.generation / "COPIES").exists()
    assert list(flat.statements()) == [Quad(A, B, Literal(1))]


def test_what_another_wrote_meanwhile_is_compacted_too(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "store", create=True)
    DiskStore(tmp_path / "store").add([Quad(A, B, Literal(1), ONE)])
    store.compact()
    assert len(store) == 1


def test_a_second_writer_is_told(tmp_path: Path) -> None:
    store, second = DiskStore(tmp_path / "store", create=True), DiskStore(tmp_path / "store")

    def statements() -> Iterator[Quad]:
        yield Quad(A, B, Literal(1))
        with pytest.raises(AccessError, match="another process is writing"):
            second.add([Quad(A, B, Literal(2))])

    store.add(statements())
    assert len(store) == 1


def test_folders_that_are_no_store(tmp_path: Path) -> None:
    with pytest.raises(AccessError, match="holds no store; make one"):
        DiskStore(tmp_path / "none")
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="is no store, and not empty"):
        DiskStore(tmp_path, create=True)
    with pytest.raises(AccessError):
        DiskStore(tmp_path / "file", create=True)


def test_replacing_a_passage_takes_all_passages_of_its_source_along(tmp_path: Path) -> None:
    one, two, other = (term("passage", name) for name in ("a/1", "a/2", "b/1"))
    store = DiskStore(tmp_path / "store", create=True)
    store.add([Quad(A, B, Literal(n), graph) for n, graph in enumerate((one, two, other))])
    assert graphs_to_replace(store, [one, GRAPH_PROVENANCE]) == {one, two}
    store.replace(graphs_to_replace(store, [one]), [Quad(A, B, Literal(9), one)])
    assert {quad.object for quad in store.quads(graph_name=DefaultGraph())} == {Literal(9), Literal(2)}
    assert verify(store) == []


def test_what_a_store_holds_and_whether_it_is_sound(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "store", create=True)
    store.add([Quad(A, B, Literal(1), ONE), Quad(A, B, Literal(1), TWO)])
    told = describe(store)
    assert (told["triples"], told["named graphs"], told["statements in named graphs"]) == (1, 2, 2)
    before = sorted(map(str, store.quads()))
    store.compact()
    assert (sorted(map(str, store.quads())), store.generation.name) == (before, "g-000003")
    store.backup(tmp_path / "backup")
    store.add([Quad(A, B, Literal(2), ONE)])
    assert sorted(map(str, DiskStore(tmp_path / "backup").quads())) == before
    with pytest.raises(UsageError, match="exists"):
        store.backup(tmp_path / "backup")
    bare = pyoxigraph.Store(str(tmp_path / "backup" / "g-000001"))
    bare.remove(Quad(A, B, Literal(1)))
    del bare
    (finding, _) = verify(DiskStore(tmp_path / "backup"))
    assert "the default graph lacks <http://example.com/a>" in str(finding)


def test_a_store_that_cannot_be_read_is_unsound(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "store", create=True)
    store.add(Quad(A, B, Literal(n), ONE) for n in range(20_000))
    store.close()
    for file in (tmp_path / "store").glob("g-*/*.sst"):
        content = bytearray(file.read_bytes())
        middle = len(content) // 3
        content[middle : middle + 64] = bytes(64)
        file.write_bytes(content)
    run = stdkg("store", "verify", tmp_path / "store")
    assert run.returncode in (1, 3), run.stderr
    assert b"Traceback" not in run.stderr
    assert len((run.stdout + run.stderr).splitlines()) == 1


def stdkg(*arguments: str | Path, limit: int | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the command, with at most `limit` bytes in a file."""

    def small() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-m", "stdkg", *arguments]
    return subprocess.run(command, capture_output=True, check=False, preexec_fn=small)


def test_the_commands_for_a_store(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text("<http://e/a> <http://e/b> 'c' .".replace("'", '"'))
    folder = tmp_path / "store"
    assert stdkg("load", tmp_path / "a.nt", "--store", folder, "--graph", "http://e/g").returncode == 0
    run = stdkg("store", "info", folder, "--format", "json")
    assert b'"triples"' in run.stdout
    assert stdkg("store", "compact", folder).returncode == 0
    run = stdkg("store", "verify", folder)
    assert (run.returncode, run.stdout, run.stderr.strip().endswith(b"sound, 1 triple")) == (0, b"", True)
    assert stdkg("store", "backup", folder, tmp_path / "b").returncode == 0
    assert stdkg("store", "backup", folder, tmp_path / "b").returncode == 2
    assert stdkg("store", "info", tmp_path / "none").returncode == 3
    assert stdkg("store", "info", "http://localhost/").returncode == 2
    (tmp_path / "a.nt").write_text('<http://e/a> <http://e/b> "d" .')
    run = stdkg("load", tmp_path / "a.nt", "--store", folder, "--graph", "http://e/g", "--replace")
    assert run.returncode == 0, run.stderr
    assert [quad.object for quad in DiskStore(folder).quads()] == [Literal("d")] * 2


def test_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    DiskStore(folder, create=True).add([Quad(A, B, Literal(1), ONE)])
    lines = (f'<http://e/{n}> <http://e/b> "{n * 7919}-{n}" .\n' for n in range(60_000))
    (tmp_path / "big.nt").write_text("".join(lines))
    run = stdkg("load", tmp_path / "big.nt", "--store", folder, limit=300_000)
    assert run.returncode == 3, run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert [path.name for path in folder.glob("g-*")] == ["g-000002"]
    assert len(DiskStore(folder)) == 1
    assert stdkg("load", tmp_path / "big.nt", "--store", folder).returncode == 0
    assert len(DiskStore(folder)) == 60_001
