"""Sound data (good.trig) and edits of them (rules/*.ru, shapes/*.ru), each of which breaks one rule or constraint.

An edit is a SPARQL update under a line `# NAME`: the name of a rule, or of a property shape and one of its components.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from stdkg.check.run import faults_of
from stdkg.load.shipped import ontology_statements
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).parent
_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


@dataclass(frozen=True)
class Example:
    name: str
    update: str


def examples(folder: str, stem: str = "*") -> list[Example]:
    found = []
    for file in sorted((HERE / folder).glob(f"{stem}.ru")):
        for part in re.split(r"^(?=# )", file.read_text(encoding="utf-8"), flags=re.MULTILINE):
            title, _, update = part.partition("\n")
            if part.strip():
                found.append(Example(title.removeprefix("# ").strip(), update))
    return found


def batches(folder: str) -> list[list[Example]]:
    """The examples of a folder, in lists that hold one of each file at most: those edit different nodes."""
    files = [examples(folder, file.stem) for file in sorted((HERE / folder).glob("*.ru"))]
    return [[example for example in batch if example] for batch in zip_longest(*files)]


class SoundData:
    """The sound data and the ontology in a store, spoilt by some edits at a time."""

    def __init__(self) -> None:
        quads = [
            *ontology_statements(),
            *pyoxigraph.parse(path=str(HERE / "good.trig"), format=RdfFormat.TRIG),
        ]
        self._scratch = pyoxigraph.Store()
        self._scratch.extend(quads)
        self._sound = set(self._scratch)
        self.store = EmbeddedStore()
        self.store.add(self._sound)
        self._known = set(faults_of(self.store))

    def faults(self, *edits: Example) -> set[str]:
        """The names of the faults that edits bring."""
        with self.spoilt(edits) as store:
            return {f"{fault.rule} {fault.component}".strip() for fault in {*faults_of(store)} - self._known}

    @contextmanager
    def spoilt(self, edits: Iterable[Example]) -> Iterator[EmbeddedStore]:
        for edit in edits:
            self._scratch.update(_PREFIXES + edit.update)
        now = set(self._scratch)
        assert now != self._sound, "edits nothing"
        self._replace(self._sound - now, now - self._sound)
        try:
            yield self.store
        finally:
            self._replace(now - self._sound, self._sound - now)
            for quad in now - self._sound:
                self._scratch.remove(quad)
            self._scratch.extend(self._sound - now)

    def _replace(self, gone: set[Quad], new: set[Quad]) -> None:
        engine = self.store.oxigraph
        for quad in gone:
            engine.remove(quad)
            stated = engine.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            if all(other.graph_name == DefaultGraph() for other in stated):
                engine.remove(Quad(quad.subject, quad.predicate, quad.object))
        self.store.add(new)
