"""The suites that ask and check: every named question, and every shape, each against the same work without stdkg."""

from __future__ import annotations

import re
import statistics
from time import perf_counter
from typing import TYPE_CHECKING

import synthetic
from measure import Measured, measure
from pyoxigraph import Literal, NamedNode, Quad

from stdkg.ask import ask, questions
from stdkg.ask.parameters import bound
from stdkg.check.findings import key_of
from stdkg.check.referee import run_pyshacl
from stdkg.check.run import faults_of
from stdkg.check.shapes import shipped_shapes
from stdkg.check.validate import validate
from stdkg.load.shipped import ontology_statements
from stdkg.store.binding import bind
from stdkg.store.embedded import EmbeddedStore
from stdkg.store.shipped import shipped_store
from stdkg.vocabulary import PREFIXES, STD, term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from stdkg.ask import Question
    from stdkg.check.findings import Fault

__all__ = ["checks", "named_questions", "world"]


def world(size: int) -> EmbeddedStore:
    """Return the shipped graph, which the questions' examples are about, with synthetic statements up to `size`."""
    store = shipped_store()
    store.add(synthetic.statements(max(0, size - len(store))))
    return store


def named_questions(rounds: int, size: int) -> list[Measured]:
    """Each named question with its examples: its rows against the bare engine, and what a reader waits for, labels included."""
    store = world(size)
    results: list[Measured] = []
    waits: list[float] = []
    for question in (one for one in questions() if not one.needs):
        values = {name: parameter.example for name, parameter in question.parameters.items()}
        result = measure(
            question.name,
            lambda name=question.name, values=values: ask(store, name, values, iri=True).terms,
            ("bare pyoxigraph", _bare(store, question, values)),
            rounds=rounds,
            size=size,
            limit=1.2,
            limit_is_ratio=True,
        )
        results.append(result)
        waits.append(
            _median(rounds, lambda name=question.name, values=values: list(ask(store, name, values)))
        )
    bare = [one.peer_median for one in results]
    for case, choose, limit in (("median of all", statistics.median, 0.1), ("slowest of all", max, 1.0)):
        results.append(
            Measured(
                f"{case}, with labels",
                size,
                rounds,
                choose(waits),
                "bare pyoxigraph, no labels",
                choose(bare),
                limit,
            )
        )
    return results


def _bare(store: EmbeddedStore, question: Question, values: dict[str, str]) -> Callable[[], object]:
    """The same query on the engine alone; names of parameters are resolved within, as stdkg does."""

    def run() -> object:
        terms = bound(store, question, values)
        if re.search(r"\?lang\b", question.sparql):
            terms["lang"] = Literal("en")
        text = bind(question.sparql, terms)
        return [tuple(row) for row in store.oxigraph.query(text, prefixes=PREFIXES)]

    return run


def _median(rounds: int, action: Callable[[], object]) -> float:
    return statistics.median(_seconds(action) for _ in range(rounds))


def _seconds(action: Callable[[], object]) -> float:
    start = perf_counter()
    action()
    return perf_counter() - start


def checks(rounds: int, size: int) -> list[Measured]:
    """Shapes alone, and shapes with all rules, against pyshacl on rdflib, which runs once.

    Raises:
        AssertionError: the translator and pyshacl find different faults.
    """
    store = EmbeddedStore()
    store.add(synthetic.statements(size))
    store.add(_spoilt(size))
    store.add(ontology_statements())
    theirs: list[set[tuple[str, ...]]] = []
    peer = _seconds(lambda: theirs.append(_told(run_pyshacl(store, shipped_shapes()))))
    ours = _told(validate(store, shipped_shapes()))
    assert ours == theirs[0], f"{len(ours ^ theirs[0])} findings differ from pyshacl's"
    assert ours, "nothing was found in data with faults"
    return [
        Measured(case, size, rounds, _median(rounds, action), "pyshacl, shapes alone", peer, 0.2, True)
        for case, action in (
            ("shapes", lambda: list(validate(store, shipped_shapes()))),
            ("shapes and rules", lambda: faults_of(store)),
        )
    ]


def _spoilt(size: int) -> Iterable[Quad]:
    """Bodies without a label and with a label that has no language: one fault in a thousand statements."""
    for number in range(max(2, size // 1000)):
        node = NamedNode(f"http://example.com/body/{number}")
        yield Quad(node, term("rdf", "type"), STD("StandardsBody"))
        if number % 2:
            yield Quad(node, term("rdfs", "label"), Literal(f"body {number}"))


def _told(faults: Iterable[Fault]) -> set[tuple[str, ...]]:
    return {(one.rule, one.component, one.severity, key_of(one.focus), str(one.value)) for one in faults}
