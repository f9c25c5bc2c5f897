"""How far a text is read: the numbers, dates and known names that lie in no cited passage, and the share that does."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from stdkg.evidence.dates import dates
from stdkg.evidence.facts import Passage, SourceFacts, read_source, source_nodes, wanted_sources
from stdkg.evidence.lexicon import known_names
from stdkg.evidence.numbers import numbers
from stdkg.evidence.phrases import PhraseIndex
from stdkg.evidence.seals import lies_within
from stdkg.evidence.texts import Text, read_text
from stdkg.evidence.wording import label
from stdkg.vocabulary import STD, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stdkg.evidence.texts import GivenText
    from stdkg.store import Store

__all__ = ["Coverage", "SourceCoverage", "Unread", "coverage"]

WHAT: Final = ("number", "date", "name")
CLASSES: Final = ("cited", "context", "passed", "unread")


@dataclass(frozen=True, slots=True)
class Unread:
    """A number, date or known name in no cited passage.

    Attributes:
        source: the id of the source.
        offset: where it begins, in code points from 0.
        line: counted from 1.
        what: "number", "date" or "name".
        text: how it stands there.
        node: for a name, whose it is, as a CURIE; else "".
    """

    source: str
    offset: int
    line: int
    what: str
    text: str
    node: str = ""


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """How far one text is read.

    Attributes:
        name: the id of the source.
        measured: "yes"; "changed" where the text is not the cited one; "located" where no passage has a position.
        unread: what is left, in the order of the text.
        counts: by what is counted ("character", "number", "date", "name") and where it lies: "cited" in a passage with
            claims, "context" in a passage that such a one has as context, "passed" in a stretch passed over, "unread".
    """

    name: str
    measured: str
    unread: tuple[Unread, ...]
    counts: Mapping[str, Mapping[str, int]]

    def share(self, what: str = "character", where: str = "cited") -> float:
        """The share that lies in cited passages, from 0 to 1; 1 where there is nothing to count."""
        total = sum(self.counts[what].values())
        return self.counts[what][where] / total if total else 1.0

    def lines(self, lang: str = "en") -> list[str]:
        """One line for each that is unread, then the shares."""
        if self.measured != "yes":
            return [label(f"not-measured-{self.measured}", lang, source=self.name)]
        lines = [_line_of(unread, lang) for unread in self.unread]
        shares = {where: f"{self.share(where=where):.1%}" for where in CLASSES}
        lines.append(label("share", lang, source=self.name, **shares))
        for what in WHAT:
            counts = self.counts[what]
            total, share = sum(counts.values()), f"{self.share(what):.1%}"
            name = label(f"what-{what}", lang)
            lines.append(
                label("share-of", lang, source=self.name, what=name, total=total, share=share, **counts)
            )
        return lines


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far some texts are read; `complete` where nothing is left in any of them."""

    sources: tuple[SourceCoverage, ...]

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What is left in all texts."""
        return tuple(unread for source in self.sources for unread in source.unread)

    @property
    def complete(self) -> bool:
        """Whether every text was measured and nothing is left."""
        return not self.unread and all(source.measured == "yes" for source in self.sources)

    def lines(self, lang: str = "en") -> list[str]:
        """The lines of each source; `lang` is "en" or "zh"."""
        return [line for source in self.sources for line in source.lines(lang)]

    def to_text(self, lang: str = "en") -> str:
        """The lines as a text that ends in a newline."""
        return "".join(line + "\n" for line in self.lines(lang))


def coverage(store: Store, texts: Mapping[str, GivenText]) -> Coverage:
    """Measure how far some texts are read.

    A passage counts as cited when some claim lies in its graph. Known names are those of every resource of the store.

    Raises:
        UnknownNameError, AccessError, DataError: as `verify`.

    Example:
        >>> from stdkg.store.embedded import EmbeddedStore
        >>> coverage(EmbeddedStore(), {}).complete
        True
    """
    known = source_nodes(store)
    wanted_sources(known, texts)
    given = {name: read_text(name, texts[name]) for name in known if name in texts}
    index = PhraseIndex(known_names(store) if given else {})
    return Coverage(
        tuple(_measure(read_source(store, known[name]), text, index) for name, text in given.items())
    )


def _measure(source: SourceFacts, text: Text, index: PhraseIndex[NamedNode]) -> SourceCoverage:
    if source.sha256 not in ("", text.sha256):
        return SourceCoverage(source.name, "changed", (), {})
    if not any(passage.span for passage in source.passages):
        return SourceCoverage(source.name, "located", (), {})
    stretches = _stretches(source, text)
    counts = {
        "character": _characters(stretches, len(text.string)),
        **{what: Counter(dict.fromkeys(CLASSES, 0)) for what in WHAT},
    }
    unread = []
    for what, start, end, node in _markers(text, index):
        where = next((name for name, stretch in stretches.items() if stretch.covers(start, end)), "unread")
        counts[what][where] += 1
        if where == "unread":
            piece = " ".join(text.string[start:end].split())
            unread.append(Unread(source.name, start, text.line_of(start), what, piece, node))
    return SourceCoverage(source.name, "yes", tuple(unread), counts)


class _Stretches:
    """Stretches of a text, joined where they touch."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if self.spans and start <= self.spans[-1][1]:
                self.spans[-1] = (self.spans[-1][0], max(end, self.spans[-1][1]))
            else:
                self.spans.append((start, end))

    def covers(self, start: int, end: int) -> bool:
        place = bisect_right(self.spans, start, key=lambda span: span[0]) - 1
        return place >= 0 and end <= self.spans[place][1]


def _stretches(source: SourceFacts, text: Text) -> dict[str, _Stretches]:
    spans = {
        passage.node: (passage.span.start, passage.span.end)
        for passage in source.passages
        if passage.span and lies_within(passage.span, text)
    }
    cited = [passage for passage in source.passages if passage.claims]
    contexts = _contexts_of(cited, {passage.node: passage for passage in source.passages})
    passed = ((span.start, span.end) for span in source.passed_over if lies_within(span, text))
    return {
        "cited": _Stretches(spans[passage.node] for passage in cited if passage.node in spans),
        "context": _Stretches(spans[node] for node in contexts if node in spans),
        "passed": _Stretches(passed),
    }


def _contexts_of(cited: list[Passage], passages: Mapping[NamedNode, Passage]) -> set[NamedNode]:
    """Return what the cited passages and their claims name as context, and the contexts of those."""
    reached: set[NamedNode] = set()
    waiting = [node for passage in cited for node in (*passage.contexts, *_own_contexts(passage))]
    while waiting:
        node = waiting.pop()
        if node not in reached and node in passages:
            reached.add(node)
            waiting += passages[node].contexts
    return reached


def _own_contexts(passage: Passage) -> Iterator[NamedNode]:
    for claim in passage.claims:
        if claim.predicate == STD("context") and isinstance(claim.object, NamedNode):
            yield claim.object


def _characters(stretches: Mapping[str, _Stretches], length: int) -> Counter[str]:
    """Count each character once: cited before context before passed over."""
    counts: Counter[str] = Counter(dict.fromkeys(CLASSES, 0))
    taken: list[tuple[int, int]] = []
    before = 0
    for name, stretch in stretches.items():
        taken += stretch.spans
        together = sum(end - start for start, end in _Stretches(taken).spans)
        counts[name], before = together - before, together
    counts["unread"] = length - before
    return counts


def _markers(text: Text, index: PhraseIndex[NamedNode]) -> Iterator[tuple[str, int, int, str]]:
    """Yield names, dates and numbers in the order of the text; none lies within another of the three."""
    found = [("name", start, end, shorten(node.value)) for node, start, end in index.find(text.string)]
    found += [("date", date.start, date.end, "") for date in dates(text.string)]
    found += [("number", number.start, number.end, "") for number in numbers(text.string)]
    reach = -1
    for marker in sorted(found, key=lambda marker: (marker[1], -marker[2], marker[0], marker[3])):
        if marker[2] > reach:
            yield marker
            reach = marker[2]


def _line_of(unread: Unread, lang: str) -> str:
    line = label(
        "unread",
        lang,
        source=unread.source,
        line=unread.line,
        offset=unread.offset,
        what=label(f"what-{unread.what}", lang),
        text=unread.text,
    )
    return f"{line} ({unread.node})" if unread.node else line
