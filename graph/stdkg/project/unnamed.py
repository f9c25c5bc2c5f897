"""What a resource without a label or a telling IRI is called: its class, and what tells it from others of that class.

(identifier: EN 1042)                      what it says about itself
(class: union of standard, framework)      the members of its list
(restriction: has part some clause)        what a restriction of OWL restricts, in the words of the Manchester syntax
(assertion: test 107)                      what it is linked to, of that what fewest others are linked to; a blank node as well
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from stdkg.project.terms import local_name
from stdkg.vocabulary import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TypeAlias

    from stdkg.project.facts import Row, Value
    from stdkg.project.lists import Lists, RdfList
    from stdkg.project.words import Words

    _Said: TypeAlias = Mapping[str, Sequence[Row]]

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
_LONGEST, _MEMBERS, _TEXTS, _DEEPEST = 60, 3, 2, 2


class Unnamed:
    """Names blank nodes, and what has but a hash for a name.

    Example:
        >>> from stdkg.project.facts import Facts
        >>> from stdkg.project.words import Words
        >>> values = {"_:a": [("http://example.com/value", Literal("d41d8c"), ())]}
        >>> links = {"_:b": [("http://example.com/by", "http://example.com/ISO", ())], "_:c": [("http://example.com/of", "_:a", ())]}
        >>> unnamed = Unnamed(Words(Facts()), values, links, {})
        >>> unnamed("_:a", "checksum"), unnamed("_:b", ""), unnamed("_:c", "file"), unnamed("_:d", "")
        ('(checksum: d41d8c)', '(ISO)', '(file: d41d8c)', '(unnamed)')
    """

    def __init__(self, words: Words, values: _Said, edges: _Said, lists: Lists) -> None:
        self._words = words
        self._values = values
        self._edges = edges
        self._lists = lists
        self._led_to: Counter[Value] | None = None
        self._what = cache(self._find)

    def __call__(self, name: str, kind: str) -> str:
        """Return the name of a resource of a class called `kind`, from what is said about it."""
        what = self._what(name, _DEEPEST) or ("" if name.startswith("_:") else local_name(name))
        what = what if len(what) <= _LONGEST else what[: _LONGEST - 1] + "…"
        return f"({': '.join(filter(None, (kind, what))) or 'unnamed'})"

    def _find(self, name: str, depth: int) -> str:
        """What tells a blank node apart, of other blank nodes so many steps away."""
        values, links = self._values.get(name, ()), self._edges.get(name, ())
        return (
            self._listed(self._lists.get(name, ()), depth)
            or self._restricted([*values, *links], depth)
            or _said(values)
            or self._linked(links, depth)
        )

    def _listed(self, lists: Iterable[RdfList], depth: int) -> str:
        for found in lists:
            known = (name for _, member in found.members if (name := self._name(member, depth)))
            if names := [*islice(known, _MEMBERS + 1)]:
                more = ["…"] if len(names) > _MEMBERS else []
                return f"{self._words.best(found.predicate)} {', '.join(names[:_MEMBERS] + more)}"
        return ""

    def _restricted(self, rows: Iterable[Row], depth: int) -> str:
        said = {predicate: value for predicate, value, _ in rows}
        if _ON_PROPERTY not in said:
            return ""
        names = [self._name(said[_ON_PROPERTY], depth)]
        for predicate in sorted(said.keys() & _QUANTIFIERS.keys()):
            names += [_QUANTIFIERS[predicate], self._name(said[predicate], depth) or "…"]
        return " ".join(filter(None, names))

    def _linked(self, links: Iterable[Row], depth: int) -> str:
        """The resource with a name that fewest links lead to; without one what the first other blank node is called."""
        ends = [(predicate, value) for predicate, value, _ in links if isinstance(value, str)]
        named = [end for end in ends if not end[1].startswith("_:")]
        if len(named) > 1:
            led_to = self._count()
            return self._name(min(named, key=lambda end: (led_to[end[1]], end))[1], depth)
        if named or not depth:
            return self._name(named[0][1], depth) if named else ""
        return next(filter(None, (self._what(value, depth - 1) for _, value in sorted(ends))), "")

    def _name(self, value: Value, depth: int) -> str:
        """The name of a resource or the text of a literal; another blank node as what it is, in brackets."""
        if not isinstance(value, str):
            return value.value.strip() if isinstance(value, Literal) else ""
        if not value.startswith("_:"):
            return self._words.best(value)
        what = self._words.label(value, "en") or (self._what(value, depth - 1) if depth else "")
        return f"({what})" if what else ""

    def _count(self) -> Counter[Value]:
        """How many links lead to each resource."""
        if self._led_to is None:
            self._led_to = Counter(value for links in self._edges.values() for _, value, _ in links)
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
