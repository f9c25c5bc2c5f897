"""A store on disk: many readers, one writer, all or nothing, even when the writer is killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from stdkg.errors import AccessError, UsageError
from stdkg.store.disk import DiskStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A, B, ONE, TWO = (NamedNode(f"http://example.com/{name}") for name in ("a", "b", "one", "two"))


def test_a_folder_keeps_what_was_added(tmp_path: Path) -> None:
    with_one = DiskStore(tmp_path / "store", create=True)
    with_one.add([Quad(A, B, Literal(1), ONE)])
    with_one.close()
    assert len(DiskStore(tmp_path / "store")) == 1


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


def test_replace_takes_away_what_no_other_source_states(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "store", create=True)
    store.add([Quad(A, B, Literal(1), ONE), Quad(A, B, Literal(1), TWO), Quad(A, B, Literal(2), ONE)])
    store.replace([ONE], [Quad(A, B, Literal(3), ONE)])
    assert sorted(
        str(quad.object) for quad in store.quads(graph_name=None) if quad.graph_name in (ONE, TWO)
    ) == sorted(map(str, (Literal(1), Literal(3))))
    assert len(store) == 2


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


WRITER = """
import sys
from pyoxigraph import Literal, NamedNode, Quad
from pathlib import Path
from stdkg.store.disk import DiskStore
a = NamedNode("http://example.com/a")
store = DiskStore(Path(sys.argv[1]))
print("open", flush=True)
store.add(Quad(a, a, Literal(i), NamedNode("http://example.com/two")) for i in range(30_000))
"""


@pytest.mark.full
def test_killed_twenty_times_in_mid_load_nothing_is_lost_and_nothing_is_half(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    DiskStore(folder, create=True).add([Quad(A, B, Literal(1), ONE)])
    chance = random.Random(1)  # noqa: S311  moments, not secrets
    for _ in range(20):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE)
        assert process.stdout
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.6))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert len(DiskStore(folder)) in (1, 30_001)
    subprocess.run([sys.executable, "-c", WRITER, str(folder)], check=True, capture_output=True)
    assert len(DiskStore(folder)) == 30_001
