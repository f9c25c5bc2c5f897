"""Sources and passages as the page shows them: what a citation names."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, Literal, NamedNode

from stdkg.load.shipped import ontology_statements
from stdkg.project.facts import to_id, to_term
from stdkg.vocabulary import GRAPH_DERIVED, GRAPH_REFERENCE, expand, shorten, term

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from stdkg.project.words import Words
    from stdkg.store import Store

__all__ = ["Citations"]

_LABEL = term("rdfs", "label")
_SOURCE, _SELECTOR, _SPEAKER = (
    expand(name) for name in ("oa:hasSource", "oa:hasSelector", "prov:wasAttributedTo")
)
_START, _END, _LOCATOR = expand("oa:start"), expand("oa:end"), expand("std:locator")
_TITLES = tuple(expand(name) for name in ("rdfs:label", "dcterms:title"))
_LINKS = tuple(expand(name) for name in ("schema:url", "foaf:page", "dcterms:source"))
_PUBLISHERS = tuple(expand(name) for name in ("dc:publisher", "dcterms:publisher"))
_OTHERS = {GRAPH_REFERENCE.value: "reference", GRAPH_DERIVED.value: "derived"}


@cache
def ontology_labels() -> dict[str, dict[str, str]]:
    """The labels that the shipped ontology gives its terms, by language; a graph from elsewhere may come without it."""
    found: dict[str, dict[str, str]] = {}
    for quad in ontology_statements():
        if (
            quad.predicate == _LABEL
            and isinstance(quad.object, Literal)
            and isinstance(quad.subject, NamedNode)
        ):
            found.setdefault(quad.subject.value, {})[quad.object.language or ""] = quad.object.value
    return found


@dataclass(slots=True)
class Citations:
    """The citations that a page needs, each once, by the graph that it stands for.

    Attributes:
        rows: one object a graph: for a passage `source` (an index), `number`, `at` (start and end), `locator`,
            `speaker` (an IRI); for any other graph its `kind`.
        sources: one object a source: `title`, `publisher`, `issued`, `url`.
    """

    store: Store
    words: Words
    rows: list[dict[str, Any]] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    _rows: dict[str, int] = field(default_factory=dict)
    _sources: dict[str, int] = field(default_factory=dict)

    def number(self, graph: str) -> int:
        """Return the index of the citation for a graph."""
        found = self._rows.get(graph)
        if found is None:
            found = self._rows[graph] = len(self.rows)
            self.rows.append({})
            self.rows[found] = self._describe(graph)
        return found

    def _describe(self, graph: str) -> dict[str, Any]:
        if graph in _OTHERS:
            return {"kind": _OTHERS[graph]}
        held = self._values(graph)
        if _SOURCE not in held:
            return {"kind": "graph", "id": shorten(graph)}
        row: dict[str, Any] = {"number": graph.rpartition("/")[2], "source": self._source(held[_SOURCE])}
        if graph != f"{held[_SOURCE].replace('/source/', '/passage/')}/{row['number']}":
            row["id"] = shorten(graph)
        if _LOCATOR in held:
            row["locator"] = held[_LOCATOR]
        if _SPEAKER in held:
            row["speaker"] = held[_SPEAKER]
        if _SELECTOR in held:
            position = self._values(held[_SELECTOR])
            ends = [position.get(_START, ""), position.get(_END, "")]
            if all(end.isascii() and end.isdecimal() for end in ends):
                row["at"] = [int(end) for end in ends]
        return row

    def _source(self, source: str) -> int:
        if source in self._sources:
            return self._sources[source]
        held = self._values(source)
        row: dict[str, Any] = {"id": shorten(source), "title": self._titles(source)}
        if issued := held.get(expand("dcterms:issued")):
            row["issued"] = issued
        publisher = next((held[name] for name in _PUBLISHERS if name in held), None)
        if publisher is not None:
            row["publisher"] = self.words.best(publisher) if "://" in publisher else publisher
        url = next(
            (held[name] for name in _LINKS if held.get(name, "").startswith(("http://", "https://"))), None
        )
        if url is not None:
            row["url"] = url
        self._sources[source] = len(self.sources)
        self.sources.append(row)
        return self._sources[source]

    def _titles(self, source: str) -> list[str]:
        """The title of a source as it is printed, and in Chinese where there is one."""
        texts: dict[str, str] = {}
        for name in reversed(_TITLES):
            found = [quad.object for quad in self._said(source, NamedNode(name))]
            literals = sorted((value for value in found if isinstance(value, Literal)), key=str)
            texts |= {value.language or "": value.value for value in literals}
        if not texts:
            return self.both(source)
        first = next((texts[tag] for tag in ("en", "", *sorted(texts)) if tag in texts), "")
        chinese = texts.get("zh", first)
        return [first] if chinese == first else [first, chinese]

    def _values(self, subject: str) -> dict[str, str]:
        rows = sorted((quad.predicate.value, to_id(quad.object)) for quad in self._said(subject))
        return dict(reversed(rows))

    def _said(self, subject: str, predicate: NamedNode | None = None) -> list[Quad]:
        """What is said about a resource; nothing about a text that stands where a resource should."""
        try:
            node = to_term(subject)
        except ValueError:
            return []
        return list(self.store.quads(node, predicate, None, DefaultGraph()))

    def both(self, resource: str) -> list[str]:
        """The label of a resource in English and in Chinese; one text where they are the same.

        A term of ours that the graph does not name is called what the shipped ontology calls it.
        """
        texts = {} if self.words.texts(resource) else ontology_labels().get(resource, {})
        english = texts.get("en") or self.words.best(resource)
        chinese = texts.get("zh") or self.words.label(resource, "zh")
        return [english] if chinese in {None, english} else [english, str(chinese)]
