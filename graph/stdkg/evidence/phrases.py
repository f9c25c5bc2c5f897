r"""All known names and cues of a text, found in one pass: a tree of words, walked from each word of the text.

The time is linear in the text and the names, not in their product.

Example:
    >>> index = PhraseIndex({"samr": ["Market Regulator"], "cn": ["China", "中国"]})
    >>> index.find("China's market\n regulators; 中国的")
    [('cn', 0, 5), ('samr', 8, 26), ('cn', 28, 30)]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, TypeVar

from stdkg.evidence.letters import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["PhraseIndex"]

Key = TypeVar("Key")
_COMMON_NOUN = re.compile(r"[a-z]{3,}[a-rt-wyz]")


class _Branch(Generic[Key]):
    __slots__ = ("below", "ends")

    def __init__(self) -> None:
        self.below: dict[str, _Branch[Key]] = {}
        self.ends: list[Key] = []


class PhraseIndex(Generic[Key]):
    """Phrases by key. A phrase matches as whole words, whatever the case, blanks, hyphens and quotation marks.

    Its last word may stand in the plural where it has four letters or more: committee, committees; agency, agencies.
    """

    def __init__(self, phrases: Mapping[Key, Iterable[str]]) -> None:
        self._root: _Branch[Key] = _Branch()
        for key, texts in phrases.items():
            for text in texts:
                self._add(key, [word for word, _, _ in words(fold(text))])

    def _add(self, key: Key, phrase: list[str]) -> None:
        if not phrase:
            return
        branch = self._root
        for word in phrase[:-1]:
            branch = branch.below.setdefault(word, _Branch())
        for last in _with_plural(phrase[-1]):
            leaf = branch.below.setdefault(last, _Branch())
            if key not in leaf.ends:
                leaf.ends.append(key)

    def find(self, text: str) -> list[tuple[Key, int, int]]:
        """Return each key that stands in a text with the start and end of the place, in order; places may overlap."""
        found = list(words(fold(text)))
        return [match for place in range(len(found)) for match in self._at(found, place)]

    def _at(self, found: list[tuple[str, int, int]], place: int) -> Iterator[tuple[Key, int, int]]:
        start, branch = found[place][1], self._root
        for next_place in range(place, len(found)):
            word, _, end = found[next_place]
            below = branch.below.get(word)
            if below is None:
                return
            branch = below
            for key in branch.ends:
                yield key, start, end


def _with_plural(word: str) -> Iterator[str]:
    yield word
    if _COMMON_NOUN.fullmatch(word):
        yield word + "s"
        if word.endswith("y"):
            yield word[:-1] + "ies"
