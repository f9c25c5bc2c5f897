"""One text with all that can be matched in it: its number tokens, years, names and cues, each found in one pass.

A `Scope` is where a claim may be matched: its passage, then the passages of its context. Both answer in the time of a
binary search.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stdkg.evidence.dates import dates
from stdkg.evidence.letters import fold, is_ideograph
from stdkg.evidence.numbers import Number, numbers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from decimal import Decimal

    from pyoxigraph import NamedNode

    from stdkg.evidence.phrases import PhraseIndex
    from stdkg.evidence.texts import Text

__all__ = ["Place", "Scan", "Scope"]

_FILLER_BEFORE = re.compile(r'[\s"\'(《$¥￥€£]*(?:\b(?:a )?total of[\s"\'(]*)?$')
_LONGEST_FILLER = 40
_FILLERS_BEHIND = (re.compile(r"\s*"), re.compile(r"\s*(?:%|per ?cent)\s*"), re.compile(r"\s*%?\s*\w?"))
_BEHIND = re.compile("(?:or|and) .*|.*以上|.*以下|以内|左右|上下|余|多", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: code points, end exclusive."""

    start: int
    end: int


class Scan:
    """A text, read once.

    Args:
        text: the text.
        phrases: names and cues by resource.
        comparators: the resources of `phrases` whose words hedge a number.
    """

    def __init__(
        self, text: Text, phrases: PhraseIndex[NamedNode], comparators: Collection[NamedNode]
    ) -> None:
        self.text = text
        self._folded = fold(text.string)
        self._phrases: dict[NamedNode, list[Place]] = {}
        self._within_longer: dict[NamedNode, set[Place]] = {}
        self._numbers: dict[Decimal, list[Number]] = {}
        self._years: dict[int, list[Place]] = {}
        self._hedged: dict[int, frozenset[NamedNode]] = {}
        found = [(node, Place(start, end)) for node, start, end in phrases.find(self._folded)]
        found.sort(key=_outermost_first)
        self._take_names(pair for pair in found if pair[0] not in comparators)
        self._take_numbers(_Hedges([pair for pair in found if pair[0] in comparators], self._folded))

    def _take_names(self, found: Iterable[tuple[NamedNode, Place]]) -> None:
        reach = Place(0, 0)
        for node, place in found:
            self._phrases.setdefault(node, []).append(place)
            if place.end > reach.end:
                reach = place
            elif place != reach:
                self._within_longer.setdefault(node, set()).add(place)

    def _take_numbers(self, hedges: _Hedges) -> None:
        """Take the numbers with the hedges that stand at them, then the hedges that stand at none."""
        numeric = [date for date in dates(self._folded) if date.numeric]
        starts = [date.start for date in numeric]
        for number in numbers(self._folded):
            if number.year:
                self._years.setdefault(number.year, []).append(Place(number.start, number.end))
            self._hedged[number.start] = hedges.at(number)
            before = bisect_left(starts, number.start + 1) - 1
            if number.value is not None and not (before >= 0 and number.end <= numeric[before].end):
                self._numbers.setdefault(number.value, []).append(number)
        for node, place in hedges.left():
            self._phrases.setdefault(node, []).append(place)

    def phrase_in(self, node: NamedNode, place: Place) -> bool:
        """Whether a name or cue of a resource stands in a place."""
        return _any_in(self._phrases.get(node, []), place)

    def phrase_alone_in(self, node: NamedNode, place: Place) -> bool:
        """Whether a name stands in a place that is no part of a longer name: China, not the China Institute."""
        within = self._within_longer.get(node, set())
        return _any_in([found for found in self._phrases.get(node, []) if found not in within], place)

    def year_in(self, year: int, place: Place) -> bool:
        """Whether a year stands in a place."""
        return _any_in(self._years.get(year, []), place)

    def numbers_in(self, value: Decimal, place: Place) -> list[Number]:
        """The tokens of a value in a place."""
        found = self._numbers.get(value, [])
        first = bisect_left(found, place.start, key=lambda number: number.start)
        return [number for number in found[first:] if number.start < place.end and number.end <= place.end]

    def hedges_of(self, number: Number) -> frozenset[NamedNode]:
        """The comparators whose words stand right before a number, right behind it, or within (100多万)."""
        return self._hedged[number.start]

    def is_percentage(self, number: Number) -> bool:
        """Whether a percent sign follows a number."""
        return self._folded[number.end :].lstrip().startswith("%")


class _Hedges:
    """The words of a text that show a comparator, by where they end or begin; `at` takes those at a number."""

    def __init__(self, found: list[tuple[NamedNode, Place]], folded: str) -> None:
        self._folded = folded
        self._found = _longest(found)
        self._taken: set[Place] = set()
        self._before: dict[int, list[tuple[NamedNode, Place]]] = {}
        self._behind: dict[int, list[tuple[NamedNode, Place]]] = {}
        for node, place in self._found:
            if _BEHIND.fullmatch(folded, place.start, place.end):
                self._behind.setdefault(place.start, []).append((node, place))
            else:
                self._before.setdefault(place.end, []).append((node, place))

    def at(self, number: Number) -> frozenset[NamedNode]:
        filler = _FILLER_BEFORE.search(self._folded[max(0, number.start - _LONGEST_FILLER) : number.start])
        found = list(self._before.get(number.start - len(filler.group() if filler else ""), ()))
        fillers = (filler.match(self._folded, number.end) for filler in _FILLERS_BEHIND)
        edges = {match.end() for match in fillers if match}
        for place in (*edges, *range(number.start + 1, number.end)):
            found += self._behind.get(place, ())
        self._taken.update(place for _, place in found)
        return frozenset(node for node, _ in found)

    def left(self) -> Iterator[tuple[NamedNode, Place]]:
        """Yield what stands at no number; one ideograph alone, as 近 in 最近, shows nothing."""
        for node, place in self._found:
            if place not in self._taken and not is_ideograph(self._folded[place.start : place.end]):
                yield node, place


class Scope:
    """The places in which a claim may be matched, the passage first.

    Attributes:
        complete: False where a context lies in a text that is not at hand.
    """

    def __init__(self, places: list[tuple[Scan, Place]], *, complete: bool) -> None:
        self._places = places
        self.complete = complete

    def names(self, node: NamedNode) -> bool:
        """Whether one of a resource's names, or a concept's cues, stands here."""
        return any(scan.phrase_in(node, place) for scan, place in self._places)

    def names_alone(self, node: NamedNode) -> bool:
        """Whether one of a resource's names stands here that is no part of a longer name."""
        return any(scan.phrase_alone_in(node, place) for scan, place in self._places)

    def has_year(self, year: int) -> bool:
        """Whether a year stands here."""
        return any(scan.year_in(year, place) for scan, place in self._places)

    def numbers(self, value: Decimal) -> list[Number]:
        """The tokens of a value in the passage itself."""
        scan, place = self._places[0]
        return scan.numbers_in(value, place)

    def hedges(self, value: Decimal) -> list[frozenset[NamedNode]]:
        """The comparators that stand at each token of a value in the passage itself."""
        return [self._places[0][0].hedges_of(number) for number in self.numbers(value)]

    def is_percentage(self, value: Decimal) -> bool:
        """Whether a percent sign follows each token of a value in the passage itself."""
        found = self.numbers(value)
        return bool(found) and all(self._places[0][0].is_percentage(number) for number in found)

    def holds(self, phrase: PhraseIndex[str]) -> bool:
        """Whether a phrase stands here."""
        return any(phrase.find(scan.text.string[place.start : place.end]) for scan, place in self._places)


def _any_in(places: list[Place], outer: Place) -> bool:
    first = bisect_left(places, outer.start, key=lambda place: place.start)
    for place in places[first:]:
        if place.start >= outer.end:
            return False
        if place.end <= outer.end:
            return True
    return False


def _outermost_first(found: tuple[NamedNode, Place]) -> tuple[int, int, str]:
    node, place = found
    return place.start, -place.end, node.value


def _longest(hedges: list[tuple[NamedNode, Place]]) -> list[tuple[NamedNode, Place]]:
    """Leave out a cue that is part of a longer one, of those in order: "more than" in "no more than", 超过 in 不超过."""
    kept: list[tuple[NamedNode, Place]] = []
    reach = -1
    for node, place in hedges:
        if place.end > reach or (kept and place == kept[-1][1]):
            kept.append((node, place))
            reach = place.end
    return kept
