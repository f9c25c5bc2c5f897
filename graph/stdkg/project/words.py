"""What resources are called and which class they belong to.

Example:
    >>> from stdkg.project.facts import Facts
    >>> words = Words(Facts(words={"http://example.com/a#b": {("zh", "http://www.w3.org/2000/01/rdf-schema#label"): "乙"}}))
    >>> words.label("http://example.com/a#b", "zh"), words.best("http://example.com/a#b"), words.best("http://example.com/holdsPost")
    ('乙', '乙', 'holds post')
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from stdkg.project.terms import GROUPS, LABELS, in_words, local_name
from stdkg.vocabulary import PREFIXES, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stdkg.project.facts import Facts, Row

__all__ = ["Classes", "Words"]

_OURS = PREFIXES["std"]
_RANKS = {predicate: rank for rank, predicate in enumerate(LABELS)}
_REMEMBERED = 10_000
_ANYTHING = frozenset(expand(name) for name in ("owl:NamedIndividual", "owl:Thing", "rdfs:Resource"))
"""Classes that say nothing of what they hold."""


@cache
def _column(language: str) -> str:
    """The attribute of labels in a language: one text for all nodes."""
    return f"label_{language}"


class Words:
    """The labels of resources by language."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.texts = lru_cache(_REMEMBERED)(self._texts)

    def _texts(self, resource: str) -> dict[str, str]:
        """The best label of a resource in each language; of several that are as good the first in the alphabet."""
        return self.read(resource, self._facts.about.get(resource, ()))

    def read(self, resource: str, rows: Iterable[Row]) -> dict[str, str]:
        """The labels of a resource of which these rows tell everything."""
        found: dict[str, tuple[int, str]] = {}
        if resource in self._facts.words:
            found = {
                language: (_RANKS[predicate], text)
                for (language, predicate), text in sorted(
                    self._facts.words[resource].items(), key=lambda item: -_RANKS[item[0][1]]
                )
            }
        for predicate, value, _ in rows:
            rank = _RANKS.get(predicate)
            if rank is not None and type(value) is Literal:
                language, label = value.language or "", (rank, value.value)
                if language not in found or label < found[language]:
                    found[language] = label
        return {language: found[language][1] for language in sorted(found)}

    def attributes(self, resource: str) -> dict[str, str]:
        """`label`, and `label_en` and so on for each language."""
        return self.named(resource, self.texts(resource))

    def named(self, resource: str, texts: Mapping[str, str]) -> dict[str, str]:
        """The attributes of a resource with these labels."""
        labels = {_column(language): text for language, text in texts.items() if language}
        labels["label"] = labels.get("label_en") or self.best(resource)
        return labels

    def label(self, resource: str, language: str) -> str | None:
        """The label in a language (`zh` takes `zh-Hans` too); None where there is none."""
        texts = self.texts(resource)
        if language in texts or not language:
            return texts.get(language)
        return next((texts[tag] for tag in texts if tag.startswith(language + "-")), None)

    def best(self, resource: str, language: str = "en") -> str:
        """The label in a language, else without one, in English or in any, else the name in the IRI, in words."""
        for tag in (language, "", "en"):
            if (text := self.label(resource, tag)) is not None:
                return text
        texts = self.texts(resource)
        return texts[min(texts)] if texts else in_words(local_name(resource))


class Classes:
    """The hierarchy of classes."""

    def __init__(self, facts: Facts) -> None:
        self._parents = facts.parents
        self.above = cache(self._above)
        self.of = cache(self._of)
        self.specific = cache(self._specific)
        self.group = cache(self._group)

    def _above(self, name: str) -> frozenset[str]:
        """A class and every class above it."""
        found, waiting = {name}, [name]
        while waiting:
            new = self._parents.get(waiting.pop(), set()) - found
            found |= new
            waiting.extend(new)
        return frozenset(found)

    def _of(self, types: frozenset[str]) -> frozenset[str]:
        """Every class that these classes make a resource belong to."""
        return frozenset().union(*map(self.above, types))

    def _specific(self, types: frozenset[str]) -> str:
        """The narrowest of several classes: ours before others, then by the alphabet; "" for none."""
        types = types - _ANYTHING or types
        narrow = [
            name for name in types if not any(name in self.above(other) for other in types if other != name)
        ]
        return min(narrow or types, key=lambda name: (not name.startswith(_OURS), name), default="")

    def _group(self, types: frozenset[str]) -> str:
        """The class under which a legend counts these: the first of GROUPS above them, else the narrowest."""
        everything = self.of(types)
        return next((name for name in GROUPS if name in everything), self.specific(types))
