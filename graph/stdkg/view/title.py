"""What a page is called: as stdkg where its nodes are ours, else as the graph calls itself.

Example:
    >>> from pyoxigraph import Literal, NamedNode, Quad
    >>> from stdkg.project import project_with_words
    >>> from stdkg.store.embedded import EmbeddedStore
    >>> store, terms = EmbeddedStore(), NamedNode("http://example.com/terms")
    >>> store.add([
    ...     Quad(terms, term("rdf", "type"), term("owl", "Ontology")),
    ...     Quad(terms, term("rdfs", "label"), Literal("Terms of boilers", language="en")),
    ... ])
    >>> title_of(store, *project_with_words(store))
    ('Terms of boilers',)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdkg.project.facts import to_id
from stdkg.project.terms import is_ours
from stdkg.vocabulary import term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stdkg.project.words import Words
    from stdkg.store import Store

__all__ = ["title_of"]

_OURS = ("Who sets standards", "谁在制定标准")
_ANY = ("Knowledge graph", "知识图谱")
_WHOLES = (
    term("owl", "Ontology"),
    term("dcat", "Catalog"),
    term("void", "Dataset"),
    term("skos", "ConceptScheme"),
)
"""Classes of what a graph is as a whole, the first before the others."""


def title_of(store: Store, nodes: Iterable[str], words: Words) -> tuple[str, ...]:
    """Return the title in English and in Chinese; one text where they are the same."""
    if any(map(is_ours, nodes)):
        return _OURS
    for kind in _WHOLES:
        found = {to_id(quad.subject) for quad in store.quads(predicate=term("rdf", "type"), object=kind)}
        named = [name for name in found if words.texts(name)]
        if len(named) == 1:
            english, chinese = words.best(named[0]), words.label(named[0], "zh")
            return (english,) if chinese in {None, english} else (english, str(chinese))
    return _ANY
