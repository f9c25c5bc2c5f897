"""Names to resources: an IRI, a CURIE, a slug, or any name that the graph gives a resource, in any language.

Example:
    >>> from pyoxigraph import Quad
    >>> from stdkg.store.embedded import EmbeddedStore
    >>> from stdkg.vocabulary import ID
    >>> store = EmbeddedStore()
    >>> store.add([Quad(ID("samr"), term("skos", "altLabel"), Literal("Market Regulator", language="en"))])
    >>> resolve(store, "market  regulator") == resolve(store, "samr") == resolve(store, "id:samr")
    True
    >>> resolve(store, "market regulater")
    Traceback (most recent call last):
    stdkg.errors.UnknownNameError: nothing is called 'market regulater'; did you mean 'Market Regulator' (id:samr)?
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, QuerySolutions

from stdkg.errors import UnknownNameError, UsageError
from stdkg.vocabulary import BASE, NAMES_OF_OTHERS, PREFIXES, expand, shorten, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stdkg.store import Store

__all__ = ["resolve"]

_RANKS = {
    term("rdfs", "label"): 0,
    term("skos", "prefLabel"): 0,
    term("skos", "altLabel"): 1,
    term("skos", "notation"): 1,
    term("skos", "hiddenLabel"): 2,
}
"""The properties that name, the ones that count more first."""
_ENDING = """SELECT DISTINCT ?node {
    ?node ?property ?value FILTER(isIRI(?node) && (STRENDS(STR(?node), ?hash) || STRENDS(STR(?node), ?slash)))
}"""
_TYPE = term("rdf", "type")
_SUBCLASS = term("rdfs", "subClassOf")
_PATH = re.compile(r"[^\s:<>\"{}|^`\\]+")
_HOMES = ("id", "passage", "source", "figure", "membership", "dataset", "std")
"""The namespaces that a bare slug is looked for in."""
_VOCABULARIES = tuple(
    namespace for prefix, namespace in PREFIXES.items() if prefix != "wd" and not namespace.startswith(BASE)
)
_MOST_NAMES = 50_000
"""Near matches are looked for among no more names than this: each comparison costs microseconds."""


class _Named(NamedTuple):
    rank: int
    node: NamedNode
    name: str


def resolve(store: Store, text: str, of: NamedNode | None = None) -> NamedNode:
    """Return the one resource that `text` names, which is an instance of the class `of` where that is given.

    A name is compared without regard to case, width and blanks. Of several resources with the name, those whose label
    it is come before those of which it is another name, and these before those that a text misspells so; terms of
    vocabularies count only where `of` asks for them.

    Raises:
        UnknownNameError: nothing, or more than one resource, has the name; the message has near matches.
        UsageError: the text is empty.
    """
    if not text.strip():
        raise UsageError("an empty name; write an IRI, a CURIE, a slug or a name")
    if not _is_unicode(text):
        raise UnknownNameError(f"{text!r} holds bytes that are no UTF-8; write a name in UTF-8")
    node = _by_identifier(store, text.strip())
    if node is not None:
        if of is not None and not _is_a(store, node, of):
            raise UnknownNameError(f"{shorten(node.value)} is no {_word(of)}{_hint(_near(store, text, of))}")
        return node
    found = _by_name(store, text, of) or _by_title(store, text, of) or _by_ending(store, text, of)
    if not found:
        what = f"no {_word(of)}" if of is not None else "nothing"
        raise UnknownNameError(f"{what} is called {text!r}{_hint(_near(store, text, of))}")
    best = [entry for entry in found if entry.rank == found[0].rank]
    if len({entry.node for entry in best}) > 1:
        raise UnknownNameError(f"{text!r} names more than one; write one of {_list(best)}")
    return best[0].node


def _by_identifier(store: Store, text: str) -> NamedNode | None:
    """The resource that an IRI, CURIE or slug identifies, if the graph says anything about it, or names it at all."""
    candidates = [_node(iri) for iri in _iris(text)]
    said = next((node for node in candidates if node and any(store.quads(subject=node))), None)
    return said or next((node for node in candidates if node and any(store.quads(object=node))), None)


def _iris(text: str) -> Iterator[str]:
    if "://" in text:
        yield text.strip("<>")
    elif (prefix := text.partition(":")[0]) != text:
        if prefix in PREFIXES:
            yield expand(text)
    elif _PATH.fullmatch(text):
        for home in _HOMES:
            yield PREFIXES[home] + text


def _node(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def _by_name(store: Store, text: str, of: NamedNode | None) -> list[_Named]:
    """The resources with that name, the best rank first: first by look-up of the exact text, then among all names."""
    exact = (
        _Named(rank, quad.subject, text)
        for prop, rank in _RANKS.items()
        for literal in _literals(text)
        for quad in store.quads(predicate=prop, object=literal)
        if isinstance(quad.subject, NamedNode)
    )
    found = _admitted(store, exact, of)
    if not found:
        wanted = _fold(text)
        found = _admitted(store, (entry for entry in _names(store) if _fold(entry.name) == wanted), of)
    return sorted(found, key=lambda entry: (entry.rank, entry.node.value))


def _by_title(store: Store, text: str, of: NamedNode | None) -> list[_Named]:
    """The resources with that title, or with that name by a property of others."""
    wanted = _fold(text)
    entries = (
        entry for entry in _names(store, dict.fromkeys(NAMES_OF_OTHERS, 0)) if _fold(entry.name) == wanted
    )
    return sorted(_admitted(store, entries, of), key=lambda entry: entry.node.value)


def _by_ending(store: Store, text: str, of: NamedNode | None) -> list[_Named]:
    """The resources whose IRI ends in that name, which they are called by where they have no other."""
    end = "_".join(text.split())
    result = store.query(_ENDING, {"hash": Literal("#" + end), "slash": Literal("/" + end)})
    nodes = (
        [row[0] for row in result if isinstance(row[0], NamedNode)]
        if isinstance(result, QuerySolutions)
        else []
    )
    entries = (_Named(0, node, text) for node in nodes)
    return sorted(_admitted(store, entries, of), key=lambda entry: entry.node.value)


def _literals(text: str) -> Iterator[Literal]:
    yield Literal(text)
    for language in ("en", "zh"):
        yield Literal(text, language=language)


def _names(store: Store, properties: Mapping[NamedNode, int] = _RANKS) -> Iterator[_Named]:
    """Every name in the graph."""
    for prop, rank in properties.items():
        for quad in store.quads(predicate=prop):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield _Named(rank, quad.subject, quad.object.value)


def _admitted(store: Store, entries: Iterable[_Named], of: NamedNode | None) -> list[_Named]:
    """The entries that may be meant: instances of the class, or whatever is no term of the ontology."""
    if of is None:
        return [entry for entry in entries if not entry.node.value.startswith(_VOCABULARIES)]
    return [entry for entry in entries if _is_a(store, entry.node, of)]


def _is_a(store: Store, node: NamedNode, of: NamedNode) -> bool:
    """Whether a resource is an instance of a class or of one below it."""
    todo = [quad.object for quad in store.quads(node, _TYPE)]
    seen = set(todo)
    while todo:
        current = todo.pop()
        if current == of:
            return True
        if isinstance(current, NamedNode):
            above = {quad.object for quad in store.quads(current, _SUBCLASS)} - seen
            seen |= above
            todo.extend(above)
    return False


def _near(store: Store, text: str, of: NamedNode | None) -> list[_Named]:
    """Up to three resources with a similar name."""
    entries: dict[str, _Named] = {}
    for number, entry in enumerate(_names(store)):
        if number >= _MOST_NAMES:
            return []
        entries.setdefault(_fold(entry.name), entry)
    wanted = _fold(text)
    similar = get_close_matches(wanted, entries, n=12, cutoff=0.6)
    similar += sorted((name for name in entries if wanted in name and name not in similar), key=len)[:12]
    nodes: dict[NamedNode, _Named] = {}
    for entry in _admitted(store, (entries[name] for name in similar), of):
        nodes.setdefault(entry.node, entry)
    return list(nodes.values())[:3]


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _hint(near: list[_Named]) -> str:
    return (
        f"; did you mean {_list(near)}?"
        if near
        else "; write an IRI, a CURIE, a slug or a name that the graph has"
    )


def _list(entries: list[_Named]) -> str:
    nodes = {entry.node: entry.name for entry in reversed(entries)}
    return " or ".join(
        f"{name!r} ({shorten(node.value)})" for node, name in sorted(nodes.items(), key=_by_iri)
    )


def _by_iri(item: tuple[NamedNode, str]) -> str:
    return item[0].value


def _word(of: NamedNode) -> str:
    """The name of a class in a sentence: `world region` for std:WorldRegion."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", shorten(of.value).rpartition(":")[2]).lower()
