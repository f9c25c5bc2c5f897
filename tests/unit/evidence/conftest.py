from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from stdkg.evidence import Coverage, Report, coverage, verify
from stdkg.load.inputs import Inputs
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import GRAPH_PROVENANCE, PREFIXES, STD, expand, term

if TYPE_CHECKING:
    from collections.abc import Callable

FIXTURES = Path(__file__).parents[2] / "fixtures" / "evidence"
ENGLISH, CHINESE, LOCATED = "harbour-2032", "gangwan-2032", "seen-2032"


def node(curie: str) -> NamedNode:
    return NamedNode(expand(curie))


@dataclass(frozen=True)
class Citing:
    """A graph that cites the fixtures' texts, and the texts; every method returns a changed copy."""

    quads: tuple[Quad, ...]
    texts: dict[str, bytes]

    def store(self) -> EmbeddedStore:
        store = EmbeddedStore()
        store.add(self.quads)
        return store

    def verify(self, *names: str) -> Report:
        return verify(self.store(), {name: self.texts[name] for name in names or (ENGLISH, CHINESE)})

    def coverage(self, *names: str) -> Coverage:
        return coverage(self.store(), {name: self.texts[name] for name in names or (ENGLISH, CHINESE)})

    def changed(self, subject: str, predicate: str, value: NamedNode | Literal) -> Citing:
        """Every object of a subject and predicate becomes `value`."""
        key = node(subject), node(predicate)
        quads = [
            Quad(quad.subject, quad.predicate, value, quad.graph_name)
            if (quad.subject, quad.predicate) == key
            else quad
            for quad in self.quads
        ]
        assert tuple(quads) != self.quads
        return replace(self, quads=tuple(quads))

    def plus(self, passage: str, *triples: tuple[NamedNode, NamedNode, Any]) -> Citing:
        graph = node(f"passage:{passage}") if passage else GRAPH_PROVENANCE
        return replace(self, quads=(*self.quads, *(Quad(*triple, graph) for triple in triples)))

    def without(self, drop: Callable[[Quad], bool]) -> Citing:
        kept = tuple(quad for quad in self.quads if not drop(quad))
        assert kept != self.quads
        return replace(self, quads=kept)

    def with_text(self, name: str, old: str, new: str) -> Citing:
        """The text is changed, the graph is not."""
        text = self.texts[name].decode()
        assert text.count(old) == 1
        return replace(self, texts={**self.texts, name: text.replace(old, new).encode()})

    def with_form(self, name: str, form: Callable[[str], str]) -> Citing:
        """The text takes another form, and the graph is sealed anew."""
        before, after = self.texts[name].decode(), form(self.texts[name].decode())
        citing = replace(self, texts={**self.texts, name: after.encode()})
        citing = citing.changed(f"source:{name}", "std:textSha256", Literal(_sha256(after)))
        if len(after) != len(before):
            citing = citing.changed(f"source:{name}", "std:textLength", Literal(len(after)))
        for start, end, subject, selector in _stretches(self, name):
            piece = form(before[start:end]).removeprefix("\ufeff")
            begin = after.index(piece)
            for local, value in (("start", begin), ("end", begin + len(piece))):
                citing = citing._moved(selector, term("oa", local), Literal(value))
            citing = citing._moved(subject, STD("passageSha256"), Literal(_sha256(piece)))
        return citing

    def _moved(self, subject: NamedNode, predicate: NamedNode, value: Literal) -> Citing:
        kept = [quad for quad in self.quads if (quad.subject, quad.predicate) != (subject, predicate)]
        return replace(self, quads=(*kept, Quad(subject, predicate, value, GRAPH_PROVENANCE)))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _stretches(citing: Citing, name: str) -> list[tuple[int, int, NamedNode, NamedNode]]:
    places: dict[str, dict[str, int]] = {}
    for quad in citing.quads:
        if quad.predicate in (term("oa", "start"), term("oa", "end")):
            local = quad.predicate.value.removeprefix(PREFIXES["oa"])
            places.setdefault(quad.subject.value, {})[local] = int(quad.object.value)
    return [
        (place["start"], place["end"], NamedNode(iri.removesuffix("#position")), NamedNode(iri))
        for iri, place in places.items()
        if f"/{name}" in iri
    ]


@pytest.fixture(scope="session")
def citing() -> Citing:
    texts = {name: (FIXTURES / f"{name}.txt").read_bytes() for name in (ENGLISH, CHINESE)}
    texts[LOCATED] = b"The All-Harbour Plan was issued by the Harbour Standards Board."
    return Citing(tuple(Inputs([FIXTURES / "tables"]).statements()), texts)


@pytest.fixture
def kinds() -> Callable[[Report], list[str]]:
    return lambda report: [failure.kind for failure in report.failures]
