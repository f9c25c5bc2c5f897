"""What follows: only what is new and says something, in its own graph, and no count of what is stated changes."""

from __future__ import annotations

import importlib.util
import os
import sys
from typing import TYPE_CHECKING, get_args

import pytest
from loopback import engine
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from stdkg.ask import ask, questions
from stdkg.ask.statistics import statistics
from stdkg.build import build
from stdkg.check import check
from stdkg.cli.options import REASONS
from stdkg.cli.running import run
from stdkg.errors import UsageError
from stdkg.export.shards import write_shards
from stdkg.graph import open_graph
from stdkg.reason import PROFILES, Profile, entailed
from stdkg.store.disk import DiskStore
from stdkg.store.embedded import EmbeddedStore
from stdkg.store.remote.store import RemoteStore
from stdkg.store.shipped import shipped_store
from stdkg.store.upkeep import verify
from stdkg.vocabulary import GRAPH_ALL, GRAPH_DERIVED, term

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

A, B, C, P, Q, SUPER, CLASS, ONE = (
    NamedNode(f"http://example.com/{name}") for name in ("a", "b", "c", "p", "q", "super", "Class", "one")
)
TYPE, INVERSE = term("rdf", "type"), term("owl", "inverseOf")
STATED = [
    Quad(A, P, B, ONE),
    Quad(B, P, C),
    Quad(P, INVERSE, Q),
    Quad(P, TYPE, term("owl", "TransitiveProperty")),
    Quad(P, term("rdfs", "subPropertyOf"), SUPER),
    Quad(P, term("rdfs", "domain"), CLASS),
    Quad(BlankNode("x"), P, A),
    Quad(A, term("owl", "sameAs"), A),
]
SHARED = {(A, SUPER, B), (B, SUPER, C), (A, TYPE, CLASS), (B, TYPE, CLASS)}
BY_OWL = {(A, P, C), (A, SUPER, C), (B, Q, A), (C, Q, B), (C, Q, A)}


def need_reasonable() -> None:
    """Skip where the reasoner for large graphs is not installed, or fail where nothing may be skipped."""
    if importlib.util.find_spec("reasonable") is None:
        message = "reasonable is not installed; get it with: pip install 'stdkg[reasoning]'"
        if os.environ.get("STDKG_NOTHING_SKIPPED"):
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture(params=["reasonable", "owlrl"])
def reasoner(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each reasoner in turn."""
    if request.param == "reasonable":
        need_reasonable()
    else:
        monkeypatch.setitem(sys.modules, "reasonable", None)
    return str(request.param)


def derived(stated: list[Quad], profile: Profile) -> set[tuple[object, ...]]:
    found = list(entailed(stated, profile))
    assert found[: len(stated)] == stated
    assert {quad.graph_name for quad in found[len(stated) :]} <= {GRAPH_DERIVED}
    return {tuple(quad.triple) for quad in found[len(stated) :]}


@pytest.mark.usefixtures("reasoner")
def test_what_follows_is_new_and_says_something() -> None:
    assert derived(STATED, "rdfs") == SHARED
    assert derived(STATED, "owl-rl") == SHARED | BY_OWL


@pytest.mark.usefixtures("reasoner")
def test_a_literal_stands_as_it_is_written() -> None:
    values = [
        Literal("007", datatype=term("xsd", "integer")),
        Literal("2022", datatype=term("xsd", "gYear")),
        Literal("名", language="zh"),
        Literal('a\n"b\\'),
    ]
    stated = [Quad(A, P, value) for value in values] + [Quad(P, term("rdfs", "subPropertyOf"), SUPER)]
    assert derived(stated, "rdfs") == {(A, SUPER, value) for value in values}


@pytest.mark.usefixtures("reasoner")
def test_what_is_known_is_reasoned_over_and_not_passed_on() -> None:
    assert [tuple(quad) for quad in entailed([STATED[1]], "rdfs", [STATED[4]])] == [
        tuple(STATED[1]),
        (B, SUPER, C, GRAPH_DERIVED),
    ]
    assert not list(entailed((), "owl-rl"))


def test_owlrl_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "reasonable", None)
    monkeypatch.setattr("stdkg.reason._MOST_FOR_OWLRL", 5)
    with pytest.raises(UsageError, match=r"8 triples are too many .* pip install 'stdkg\[reasoning\]'"):
        list(entailed(STATED, "owl-rl"))


def test_the_options_are_the_profiles() -> None:
    assert REASONS == PROFILES == get_args(Profile)


def test_what_is_derived_is_beside_the_default_graph(tmp_path: Path) -> None:
    store = EmbeddedStore()
    store.add([*STATED[:5], Quad(A, SUPER, B, GRAPH_DERIVED), Quad(B, P, C, GRAPH_DERIVED)])
    assert len(store) == 5
    assert Quad(B, P, C) in list(store.statements())  # a triple that is derived too is no copy
    with engine() as (server, _):
        remote = RemoteStore(f"{server.url}/query")
        remote.add(store.statements())
        assert len(remote) == 5
        assert set(remote.statements()) == set(store.statements())
        write_shards(remote, tmp_path / "parts", 1)
    lines = (tmp_path / "parts" / "part-001-of-001.nq").read_text("utf-8").splitlines()
    assert sum(f"{GRAPH_ALL} ." in line for line in lines) == 5
    assert sum(f"{GRAPH_DERIVED} ." in line for line in lines) == 2


@pytest.mark.parametrize("graph", [ONE, None])
def test_to_derive_is_not_to_state(graph: NamedNode | None, tmp_path: Path) -> None:
    """What is derived keeps nothing in the default graph whose source is gone, and takes nothing with it when it goes."""
    stated, again = Quad(A, P, B, graph), Quad(A, P, B, GRAPH_DERIVED)
    with engine() as (server, _):
        stores = EmbeddedStore(), RemoteStore(f"{server.url}/query"), DiskStore(tmp_path / "s", create=True)
        for store in stores:
            store.add([stated, again])
            store.replace([GRAPH_DERIVED], ())
            assert list(store.statements()) == [stated]
            store.add([again])
            store.replace([ONE], ())
            assert list(store.statements()) == ([again] if graph else [again, stated])


def test_a_store_with_what_is_derived_is_sound(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "store", create=True)
    store.add([Quad(A, P, B, ONE), Quad(A, P, C, GRAPH_DERIVED)])
    assert not verify(store)


@pytest.mark.usefixtures("reasoner")
def test_a_load_says_how_much_is_derived_and_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.ttl"
    file.write_text(f"{P} {INVERSE} {Q} . {A} {P} {B} .\n")
    assert run(["load", str(file), "--store", str(tmp_path / "store"), "--reason", "owl-rl"]) == 0
    assert (
        "1 derived statement beside them: a query reads such with GRAPH graph:derived { }"
        in capsys.readouterr().err
    )
    replacing = ["load", str(file), "--replace", "--graph", "http://example.com/g", "--store"]
    assert run([*replacing, str(tmp_path / "store")]) == 0
    assert "graph:derived may hold what followed from what was replaced" in capsys.readouterr().err
    assert run([*replacing, str(tmp_path / "plain")]) == 0
    assert "derived" not in capsys.readouterr().err


@pytest.mark.usefixtures("reasoner")
def test_a_load_with_reasoning_is_one_load(tmp_path: Path) -> None:
    schema, data = tmp_path / "a.ttl", tmp_path / "b.ttl"
    schema.write_text(f"{P} {INVERSE} {Q} .\n")
    data.write_text(f"{A} {P} {B} .\n")
    where = str(tmp_path / "store")
    assert run(["load", str(schema), "--store", where]) == 0
    assert run(["load", str(data), "--store", where, "--reason", "owl-rl", "-q"]) == 0
    with open_graph(where) as graph:
        assert len(graph) == 2
        assert [tuple(quad) for quad in graph.store.quads(graph_name=GRAPH_DERIVED)] == [
            (B, Q, A, GRAPH_DERIVED)
        ]


@pytest.mark.parametrize("profile", PROFILES)
def test_no_question_and_no_finding_changes_with_what_is_derived(profile: Profile) -> None:
    need_reasonable()
    plain, reasoned = shipped_store(), shipped_store()
    reasoned.add(entailed((), profile, plain.quads(graph_name=DefaultGraph())))
    assert len(list(reasoned.quads(graph_name=GRAPH_DERIVED))) > 5_000
    same_as_stated(plain, reasoned)


def test_no_question_and_no_finding_changes_where_all_is_derived_too() -> None:
    plain, doubled = shipped_store(), shipped_store()
    doubled.add(Quad(*quad.triple, GRAPH_DERIVED) for quad in plain.quads(graph_name=DefaultGraph()))
    same_as_stated(plain, doubled)


@pytest.mark.full
@pytest.mark.parametrize("profile", PROFILES)
def test_no_question_on_iso_changes_with_what_is_derived(profile: Profile) -> None:
    need_reasonable()
    plain, reasoned = shipped_store(["iso"]), shipped_store(["iso"])
    reasoned.add(entailed((), profile, plain.quads(graph_name=DefaultGraph())))
    same_as_stated(plain, reasoned, ["iso"])


def same_as_stated(plain: EmbeddedStore, reasoned: EmbeddedStore, include: Collection[str] = ()) -> None:
    """Hold the answers, findings and counts of a store with what is derived against those of one without."""
    assert len(plain) == len(reasoned)
    for question in (one for one in questions() if set(one.needs) <= set(include)):
        given = {name: one.example for name, one in question.parameters.items() if one.required}
        before, after = (ask(store, question.name, given) for store in (plain, reasoned))
        assert list(after.terms) == list(before.terms), question.name
    assert check(reasoned) == check(plain)
    before, after = ({row[:2]: row[2] for row in statistics(store).terms} for store in (plain, reasoned))
    changed = {str(key[1]) for key in after if after[key] != before.get(key)}
    assert len(changed) == 2  # the statements of all graphs, and those of the derived one


def test_a_build_with_reasoning_marks_what_is_derived(tmp_path: Path) -> None:
    need_reasonable()
    build(tmp_path / "one", reason="rdfs")
    build(tmp_path / "plain")
    quads = (tmp_path / "one" / "stdkg.nq").read_text("utf-8").splitlines()
    stated = [line for line in quads if not line.endswith(f"{GRAPH_DERIVED} .")]
    assert len(quads) - len(stated) > 1_000
    assert stated == (tmp_path / "plain" / "stdkg.nq").read_text("utf-8").splitlines()
    for ending in ("ttl", "graphml", "html"):
        one, plain = ((tmp_path / name / f"stdkg.{ending}").read_bytes() for name in ("one", "plain"))
        assert one == plain
