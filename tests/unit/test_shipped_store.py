"""The compiled copy of the shipped graph: the same graph, never out of date, never in the way."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad

from stdkg.errors import UnknownNameError
from stdkg.store import shipped
from stdkg.store.shipped import shipped_store

if TYPE_CHECKING:
    from pathlib import Path

    from stdkg.store.embedded import EmbeddedStore


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STDKG_CACHE", str(tmp_path / "cache"))


def quads(store: EmbeddedStore) -> set[str]:
    return {str(quad) for quad in store.quads()}


def copies(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache").glob("*"))


def test_the_copy_holds_the_same_graph_and_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = quads(shipped_store())
    assert len(copies(tmp_path)) == 1
    monkeypatch.setattr(shipped, "shipped_statements", None)
    assert quads(shipped_store()) == first


def test_the_copy_holds_only_what_named_graphs_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shipped_store().holds_only_copies()
    assert shipped_store().holds_only_copies()
    a = NamedNode("http://a/a")
    monkeypatch.setattr(shipped, "shipped_statements", lambda _: [Quad(a, a, a)])
    (copy,) = copies(tmp_path)
    copy.unlink()
    assert not shipped_store().holds_only_copies()
    assert not copies(tmp_path)


def test_what_is_added_to_the_store_is_not_in_the_copy(tmp_path: Path) -> None:
    store = shipped_store()
    before = copies(tmp_path)[0].read_bytes()
    store.oxigraph.clear()
    assert copies(tmp_path)[0].read_bytes() == before
    assert len(shipped_store()) > 0


@pytest.mark.parametrize("broken", [b"not quads", b"<http://a> <http://b> <http://c"])
def test_a_copy_that_cannot_be_read_is_made_anew(tmp_path: Path, broken: bytes) -> None:
    first = quads(shipped_store())
    (copy,) = copies(tmp_path)
    copy.write_bytes(broken)
    assert quads(shipped_store()) == first
    assert copy.read_bytes() != broken


def test_a_changed_source_has_another_copy_and_old_ones_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = set()
    for version in range(6):
        monkeypatch.setattr(shipped.pyoxigraph, "__version__", f"0.{version}")
        shipped_store()
        time.sleep(0.01)
        names |= {path.name for path in copies(tmp_path)}
    assert len(names) == 6
    assert len(copies(tmp_path)) == 4


def test_without_a_cache_and_with_one_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STDKG_CACHE", "")
    assert len(shipped_store()) > 0
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("STDKG_CACHE", str(tmp_path / "file" / "cache"))
    assert len(shipped_store()) > 0
    assert not copies(tmp_path)


def test_an_unknown_source_is_named() -> None:
    with pytest.raises(UnknownNameError, match="no fetched source 'oecd'; write one of iso"):
        shipped_store(["oecd"])
