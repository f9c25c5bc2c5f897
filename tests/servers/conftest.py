"""The engines of these tests, one after the other."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from engines import STARTS, stopped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engines import Server


@pytest.fixture(scope="session", params=STARTS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Each engine in turn, with nothing in it."""
    running = STARTS[request.param](tmp_path_factory.mktemp(request.param))
    yield running
    stopped(running.process)


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """Results of the engine end in the thread that made them, not in one that the next test starts."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that Virtuoso has at first; oxigraph asks for none."""
    for name in ("TOKEN", "QUERY", "UPDATE", "GRAPH_STORE", "TIMEOUT", "BYTES", "TRUST"):
        monkeypatch.delenv(f"STDKG_STORE_{name}", raising=False)
    monkeypatch.setenv("STDKG_STORE_USER", "dba")
    monkeypatch.setenv("STDKG_STORE_PASSWORD", "dba")
