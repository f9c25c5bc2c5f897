"""Labels for the resources of a result, looked up all at once.

Example:
    >>> from stdkg.store.embedded import EmbeddedStore
    >>> from stdkg.vocabulary import ID
    >>> [label.value for label in labels_of(EmbeddedStore(), [ID("passage/a/1"), ID("beijing")], "en").values()]
    ['a/1', 'id:beijing']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions

from stdkg.vocabulary import PREFIXES, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stdkg.store import Store

__all__ = ["labels_of"]

_BARE = tuple(PREFIXES[prefix] for prefix in ("passage", "source"))
"""Resources that are cited by their number, as in the tables: `hme-2023-06-05/12`."""
_LOOK_UP = "SELECT ?node ?label {{ VALUES ?node {{ {} }} ?node rdfs:label|skos:prefLabel ?label }}"
_AT_ONCE = 1_000


def labels_of(store: Store, nodes: Iterable[NamedNode], language: str) -> dict[NamedNode, Literal]:
    """Return a label for each node: in the language, else in any other, else its CURIE; passages by their number.

    Of several labels in a language the first by code point is taken, so that the result is the same from run to run.
    """
    labels: dict[NamedNode, Literal] = {}
    wanted: list[NamedNode] = []
    for node in dict.fromkeys(nodes):
        bare = next((node.value[len(home) :] for home in _BARE if node.value.startswith(home)), None)
        labels[node] = Literal(bare or shorten(node.value))
        if not bare:
            wanted.append(node)
    found: dict[NamedNode, tuple[int, str, str]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        nodes_text = " ".join(map(str, wanted[start : start + _AT_ONCE]))
        for node, label in cast("QuerySolutions", store.query(_LOOK_UP.format(nodes_text))):
            if isinstance(node, NamedNode) and isinstance(label, Literal):
                candidate = (_distance(label.language, language), label.language or "", label.value)
                found[node] = min(found.get(node, candidate), candidate)
    for node, (_, tag, text) in found.items():
        labels[node] = Literal(text, language=tag) if tag else Literal(text)
    return labels


def _distance(tag: str | None, language: str) -> int:
    """How far a language tag is from the one that is asked for: itself, a variety of it, English, any other."""
    if tag == language:
        return 0
    if tag and tag.startswith(language + "-"):
        return 1
    return 2 if tag == "en" else 3
