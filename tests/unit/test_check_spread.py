from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from stdkg.check import spread as module
from stdkg.check.spread import spread
from stdkg.store.embedded import EmbeddedStore
from stdkg.store.remote.store import RemoteStore

if TYPE_CHECKING:
    from stdkg.store import Store

REMOTE = RemoteStore("http://localhost:1/sparql")


def thread_of(_: int) -> int:
    return threading.get_ident()


@pytest.mark.parametrize("store", [EmbeddedStore(), REMOTE], ids=["embedded", "remote"])
def test_answers_come_in_the_order_of_the_things(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.os, "cpu_count", lambda: 4)
    assert list(spread(store, lambda number: number * 2, range(100))) == list(range(0, 200, 2))


def test_an_embedded_store_is_asked_in_other_threads_and_a_remote_one_in_this_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module.os, "cpu_count", lambda: 4)
    here = threading.get_ident()
    assert here not in set(spread(EmbeddedStore(), thread_of, range(9)))
    assert set(spread(REMOTE, thread_of, range(9))) == {here}


def test_on_one_processor_no_thread_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.os, "cpu_count", lambda: 1)
    assert set(spread(EmbeddedStore(), thread_of, range(9))) == {threading.get_ident()}


def test_the_first_error_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.os, "cpu_count", lambda: 4)

    def ask(number: int) -> int:
        if number in (3, 5):
            raise ValueError(number)
        return number

    found = spread(EmbeddedStore(), ask, range(9))
    assert [next(found) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="3"):
        next(found)
