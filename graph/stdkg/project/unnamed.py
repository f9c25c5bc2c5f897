"""What a blank node without a label is called: its class, and what tells it from others of that class.

(identifier: EN 1042)                      what it says about itself
(class: union of standard, framework)      the members of its list
(distribution: data.xml)                   what it is linked to
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from stdkg.vocabulary import expand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stdkg.project.facts import Row
    from stdkg.project.lists import RdfList
    from stdkg.project.words import Words

__all__ = ["unnamed"]

_TELLING = tuple(map(expand, ("skos:notation", "dcterms:identifier", "dc:identifier", "rdf:value")))
_LONGEST, _MEMBERS = 40, 3


def unnamed(
    kind: str, values: Iterable[Row], links: Iterable[Row], lists: list[RdfList], words: Words
) -> str:
    """Return the name of a blank node of a class called `kind`, from what is said about it.

    Example:
        >>> from stdkg.project.facts import Facts
        >>> from stdkg.project.words import Words
        >>> unnamed("checksum", [("http://example.com/value", Literal("d41d8c"), ())], [], [], Words(Facts()))
        '(checksum: d41d8c)'
        >>> unnamed("", [], [("http://example.com/by", "http://example.com/ISO", ())], [], Words(Facts()))
        '(ISO)'
    """
    what = _listed(lists, words) or _said(values) or _linked(links, words)
    what = what if len(what) <= _LONGEST else what[: _LONGEST - 1] + "…"
    return f"({': '.join(filter(None, (kind, what))) or 'unnamed'})"


def _listed(lists: list[RdfList], words: Words) -> str:
    for found in lists:
        names = [words.best(member) for member in list(found.drawn.values())[:_MEMBERS]]
        if names:
            more = ["…"] if len(found.drawn) > _MEMBERS else []
            return f"{words.best(found.predicate)} {', '.join(names + more)}"
    return ""


def _said(values: Iterable[Row]) -> str:
    texts = [(predicate, value.value.strip()) for predicate, value, _ in values if isinstance(value, Literal)]
    return min((row for row in texts if row[1]), key=lambda row: (_rank(row[0]), row), default=("", ""))[1]


def _rank(predicate: str) -> int:
    return _TELLING.index(predicate) if predicate in _TELLING else len(_TELLING)


def _linked(links: Iterable[Row], words: Words) -> str:
    ends = [(p, value) for p, value, _ in links if isinstance(value, str) and not value.startswith("_:")]
    return words.best(min(ends)[1]) if ends else ""
