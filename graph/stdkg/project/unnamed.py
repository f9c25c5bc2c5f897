"""What a blank node without a label is called: its class, and what tells it from others of that class.

(identifier: EN 1042)                      what it says about itself
(class: union of standard, framework)      the members of its list
(restriction: has part some clause)        what a restriction of OWL restricts, in the words of the Manchester syntax
(assertion: test 107)                      what it is linked to, of that what fewest others are linked to
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from stdkg.vocabulary import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stdkg.project.facts import Row, Value
    from stdkg.project.lists import RdfList
    from stdkg.project.words import Words

__all__ = ["Unnamed"]

_TELLING = tuple(map(expand, ("skos:notation", "dcterms:identifier", "dc:identifier", "rdf:value")))
_ON_PROPERTY = expand("owl:onProperty")
_QUANTIFIERS = {
    expand(f"owl:{name}"): word
    for names, word in (
        (("someValuesFrom",), "some"),
        (("allValuesFrom",), "only"),
        (("hasValue",), "value"),
        (("hasSelf",), "self"),
        (("minCardinality", "minQualifiedCardinality"), "min"),
        (("maxCardinality", "maxQualifiedCardinality"), "max"),
        (("cardinality", "qualifiedCardinality"), "exactly"),
    )
    for name in names
}
_LONGEST, _MEMBERS, _TEXTS = 40, 3, 2


class Unnamed:
    """Names blank nodes.

    Example:
        >>> from stdkg.project.facts import Facts
        >>> from stdkg.project.words import Words
        >>> unnamed = Unnamed(Words(Facts()), [[("http://example.com/by", "http://example.com/ISO", ())]])
        >>> unnamed("checksum", [("http://example.com/value", Literal("d41d8c"), ())], [], [])
        '(checksum: d41d8c)'
        >>> unnamed("", [], [("http://example.com/by", "http://example.com/ISO", ())], [])
        '(ISO)'
    """

    def __init__(self, words: Words, edges: Iterable[Iterable[Row]]) -> None:
        self._words = words
        self._edges = edges
        self._led_to: Counter[Value] | None = None

    def __call__(self, kind: str, values: Sequence[Row], links: Sequence[Row], lists: list[RdfList]) -> str:
        """Return the name of a blank node of a class called `kind`, from what is said about it."""
        what = (
            self._listed(lists) or self._restricted([*values, *links]) or _said(values) or self._linked(links)
        )
        what = what if len(what) <= _LONGEST else what[: _LONGEST - 1] + "…"
        return f"({': '.join(filter(None, (kind, what))) or 'unnamed'})"

    def _listed(self, lists: list[RdfList]) -> str:
        for found in lists:
            names = [name for _, member in found.members if (name := self._name(member))]
            if names:
                more = ["…"] if len(names) > _MEMBERS else []
                return f"{self._words.best(found.predicate)} {', '.join(names[:_MEMBERS] + more)}"
        return ""

    def _restricted(self, rows: Sequence[Row]) -> str:
        said = {predicate: value for predicate, value, _ in rows}
        if _ON_PROPERTY not in said:
            return ""
        names = [self._name(said[_ON_PROPERTY])]
        for predicate in sorted(said.keys() & _QUANTIFIERS.keys()):
            names += [_QUANTIFIERS[predicate], self._name(said[predicate]) or "…"]
        return " ".join(filter(None, names))

    def _linked(self, links: Iterable[Row]) -> str:
        ends = [(predicate, value) for predicate, value, _ in links if self._name(value)]
        if len(ends) > 1:
            led_to = self._count()
            ends.sort(key=lambda end: (led_to[end[1]], end[0], str(end[1])))
        return self._name(ends[0][1]) if ends else ""

    def _name(self, value: Value) -> str:
        """The name of a resource or the text of a literal; nothing for another blank node."""
        if isinstance(value, str):
            return "" if value.startswith("_:") else self._words.best(value)
        return value.value.strip() if isinstance(value, Literal) else ""

    def _count(self) -> Counter[Value]:
        """How many links lead to each resource."""
        if self._led_to is None:
            self._led_to = Counter(value for links in self._edges for _, value, _ in links)
        return self._led_to


def _said(values: Iterable[Row]) -> str:
    """The text of what tells most; of others the first two, one a predicate and English before other languages."""
    texts = [
        (_rank(predicate), predicate, value.language not in {None, "en"}, value.value.strip())
        for predicate, value, _ in values
        if isinstance(value, Literal)
    ]
    found: dict[str, str] = {}
    for rank, predicate, _, text in sorted(texts):
        if text and rank < len(_TELLING):
            return text
        if text:
            found.setdefault(predicate, text)
    return ", ".join(dict.fromkeys([*found.values()][:_TEXTS]))


def _rank(predicate: str) -> int:
    return _TELLING.index(predicate) if predicate in _TELLING else len(_TELLING)
