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
from stdkg.cli.options import REASONS
from stdkg.cli.running import run
from stdkg.errors import UsageError
from stdkg.export.shards import write_shards
from stdkg.graph import open_graph
from stdkg.reason import PROFILES, Profile, entailed
from stdkg.store.embedded import EmbeddedStore
from stdkg.store.remote.store import RemoteStore
from stdkg.store.shipped import shipped_store
from stdkg.vocabulary import GRAPH_ALL, GRAPH_DERIVED, term

if TYPE_CHECKING:
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


def test_no_question_changes_with_what_is_derived() -> None:
    need_reasonable()
    plain, reasoned = shipped_store(), shipped_store()
    reasoned.add(entailed((), "owl-rl", plain.quads(graph_name=DefaultGraph())))
    assert len(list(reasoned.quads(graph_name=GRAPH_DERIVED))) > 5_000
    assert len(plain) == len(reasoned)
    for question in (one for one in questions() if not one.needs):
        given = {name: one.example for name, one in question.parameters.items() if one.required}
        before, after = (ask(store, question.name, given) for store in (plain, reasoned))
        assert list(after.terms) == list(before.terms), question.name
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
