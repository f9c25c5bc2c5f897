"""Statements into an engine as text: the same statements whatever their number, all or none, and two things at a time."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import BaseDirection, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from stdkg.errors import DataError
from stdkg.load.inputs import Inputs
from stdkg.model import Batch, Batches
from stdkg.store import disk, embedded, filling
from stdkg.store.disk import DiskStore
from stdkg.store.embedded import EmbeddedStore
from stdkg.store.filling import WithCopies, fill
from stdkg.vocabulary import GRAPH_DERIVED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Make = Callable[[], EmbeddedStore]

A, G = NamedNode("http://e/a"), NamedNode("http://e/g")
LINE_LIMIT = 1 << 24


@pytest.fixture(params=[1, 2])
def processors(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(filling, "_processors", lambda: request.param)
    return int(request.param)


@pytest.fixture(params=["memory", "disk"])
def make(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Makes an empty store, which gets few statements at a time."""
    monkeypatch.setattr(filling, "_AT_ONCE", 3)
    monkeypatch.setattr(embedded, "_BYTES", 100)
    monkeypatch.setattr(disk, "_BYTES", 100)
    if request.param == "memory":
        return EmbeddedStore
    return lambda: DiskStore(tmp_path / f"store-{len(list(tmp_path.iterdir()))}", create=True)


def numbers(count: int) -> list[Quad]:
    return [Quad(A, A, Literal(number), G) for number in range(count)]


def texts(*pieces: bytes) -> Batches:
    return Batches(iter([Batch([], is_flat=True, texts=iter(pieces))]))


@pytest.mark.usefixtures("processors")
def test_what_is_added_is_what_is_there(make: Make) -> None:
    odd = [
        Literal('\n\r\t"\\\x00\x07\u2028\U0001f600 _:x <http://e/a> .'),
        Literal("x", language="zh-Hant"),
        Literal("x", language="ar", direction=BaseDirection.RTL),
        Literal("1.50", datatype=NamedNode("http://e/é")),
        NamedNode("urn:中:b"),
        Triple(A, A, Triple(A, A, Literal("<<( )>>"))),
    ]
    blank = [Quad(BlankNode("x"), A, BlankNode(f"y{n}"), (G, BlankNode("x"))[n % 2]) for n in range(20)]
    given = [
        *numbers(20),
        *(Quad(A, A, term, graph) for term in odd for graph in (DefaultGraph(), G, GRAPH_DERIVED)),
        *blank,
        *numbers(20),
    ]
    store = make()
    store.add(given)
    assert set(store.quads()) == set(WithCopies(given))
    assert store.holds_only_copies() is False
    store = make()
    store.add(numbers(20))
    assert store.holds_only_copies() is True
    flat = make()
    flat.add(Batches(iter([Batch([Quad(A, A, A)], is_flat=True), Batch(numbers(2)), *texts(b"").batches])))
    assert (set(flat.quads()), flat.holds_only_copies()) == ({Quad(A, A, A), *WithCopies(numbers(2))}, False)


@pytest.mark.parametrize(
    "length", [LINE_LIMIT - 60, LINE_LIMIT - 40, LINE_LIMIT - 20, LINE_LIMIT, LINE_LIMIT * 2]
)
def test_a_text_may_be_longer_than_a_line_that_a_parser_takes(make: Make, length: int) -> None:
    given = [*numbers(10), Quad(A, A, Literal("x" * length)), *numbers(10)]
    store = make()
    store.add(given)
    assert set(store.quads()) == set(WithCopies(given))


@pytest.mark.usefixtures("processors")
@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, partial(DataError, "a fault")])
def test_what_fails_in_mid_way_leaves_nothing_and_nobody_at_work(
    make: Make, error: Callable[[], BaseException]
) -> None:
    def failing() -> Iterator[Quad]:
        yield from numbers(50)
        raise error()

    store, before = make(), threading.active_count()
    for given in (numbers(5), numbers(7)):
        held = set(store.quads())
        with pytest.raises(type(error())):
            store.add(failing())
        assert (set(store.quads()), threading.active_count()) == (held, before)
        store.add(given)
    assert set(store.quads()) == set(WithCopies(numbers(7)))


@pytest.mark.usefixtures("processors")
@pytest.mark.parametrize("bad", range(6))
def test_a_text_that_the_engine_refuses_is_an_error(bad: int) -> None:
    """Also the last one, when nothing is made any more."""
    pieces = [b"<http://e/a> <http://e/a> <http://e/a> .\n"] * 6
    pieces[bad] = b"x\n"
    engine = Store()
    with pytest.raises(SyntaxError):
        fill(texts(*pieces), engine.load, engine.extend, 1)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_next_text_is_made_while_the_engine_takes_one(
    workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "_processors", lambda: 2)
    was_made, met, taken = threading.Event(), [], []
    both = threading.Barrier(workers)

    def made() -> Iterator[bytes]:
        yield b"1\n"
        yield b"2\n"
        was_made.set()
        yield from (b"3\n", b"4\n")

    def load(text: bytes, *_: Any, **__: Any) -> None:
        both.wait(60)
        met.append(text == b"1\n" or was_made.wait(60))
        taken.append(text)

    fill(Batches(iter([Batch([], is_flat=True, texts=made())])), load, lambda _: None, 1, workers)
    assert (met, sorted(taken)) == ([True] * 4, [b"1\n", b"2\n", b"3\n", b"4\n"])


def test_on_one_processor_there_is_no_other_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_processors", lambda: 1)
    threads = set()
    fill(texts(b"1\n", b"2\n"), lambda *_, **__: threads.add(threading.current_thread()), lambda _: None, 1)
    assert threads == {threading.current_thread()}


def test_who_has_the_engine_sees_what_is_added() -> None:
    store = EmbeddedStore()
    engine = store.oxigraph
    store.add(numbers(3))
    assert len(engine) == 6


@pytest.mark.usefixtures("processors")
def test_a_mapped_table_with_a_fault_in_its_last_row_leaves_nothing(make: Make, tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text(
        '{"tableSchema": {"aboutUrl": "http://e.org/{a}", "columns": '
        '[{"name": "a", "propertyUrl": "rdfs:label", "datatype": "integer"}]}}'
    )
    rows = "".join(f"{number}\n" for number in range(1_200))
    table = tmp_path / "a.csv"
    table.write_text(f"a\n{rows}x\n")
    store = make()
    with pytest.raises(DataError, match=r"a\.csv:1202:1: error: a: 'x' is no xsd:integer"):
        store.add(Inputs([table], mapping=tmp_path / "m.json").statements())
    assert not set(store.quads())
    table.write_text(f"a\n{rows}")
    inputs = Inputs([table], mapping=tmp_path / "m.json")
    store.add(inputs.statements())
    assert (len(store), inputs.count) == (1_200, 1_200)
