"""The interactive page of a graph: one HTML file, made with pyvis, that needs no network.

page(store)                     the whole HTML as text
network(store).write_html(path) the same in a file; a pyvis Network, to add to or to show in Jupyter
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdkg.errors import UsageError
from stdkg.vocabulary import shorten

if TYPE_CHECKING:
    from collections.abc import Collection

    from stdkg.store import Store
    from stdkg.view.pyvis_network import PageNetwork

__all__ = ["network", "page"]

_LANGUAGES = ("en", "zh")


def page(
    store: Store,
    *,
    focus: str | None = None,
    hops: int = 2,
    lang: str | None = None,
    title: str | None = None,
) -> str:
    """Return the page of a store, or of what lies within `hops` of the IRI `focus`, as HTML.

    It opens in the language `lang`, without one in that of the reader's browser.

    Guarantee: the same bytes for the same statements; no request leaves the page.

    Raises:
        UnknownNameError: the focus is not in the graph.
        UsageError: a language other than "en" and "zh".

    Example:
        >>> from pyoxigraph import Literal, Quad
        >>> from stdkg.store.embedded import EmbeddedStore
        >>> from stdkg.vocabulary import ID, term
        >>> store = EmbeddedStore()
        >>> store.add([Quad(ID("sac"), term("rdfs", "label"), Literal("<SAC>", language="en"))])
        >>> html = page(store)
        >>> html.startswith("<!DOCTYPE html>"), "<SAC>" in html
        (True, False)
    """
    return network(store, focus=focus, hops=hops, lang=lang, title=title).generate_html()


def network(  # noqa: PLR0913
    store: Store,
    *,
    focus: str | None = None,
    hops: int = 2,
    lang: str | None = None,
    title: str | None = None,
    classes: Collection[str] | None = None,
    relations: Collection[str] | None = None,
    source: str | None = None,
) -> PageNetwork:
    """Return the page as a pyvis network: `generate_html`, `write_html`, `show`, and itself in a notebook.

    `focus`, `hops`, `classes`, `relations` and `source` are those of `stdkg.project.project`.

    Raises:
        UnknownNameError: the focus is not in the graph.
        UsageError: a language other than "en" and "zh".
    """
    from stdkg.project import project_with_words
    from stdkg.view.payload import Payload
    from stdkg.view.pyvis_network import PageNetwork
    from stdkg.view.title import title_of

    if lang not in {*_LANGUAGES, None}:
        raise UsageError(f"no page in {lang!r}; write {' or '.join(_LANGUAGES)}")
    graph, words = project_with_words(
        store, focus=focus, hops=hops, classes=classes, relations=relations, source=source
    )
    payload = Payload(store, graph, words)
    names = title_of(store, graph, words) if title is None else (title,)
    return PageNetwork(payload, lang=lang, title=names, focus=shorten(focus) if focus else None)
