"""What verify found: failures, what was assumed, and how each claim was checked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stdkg.evidence.facts import PASSAGE_KINDS
from stdkg.evidence.wording import label, say
from stdkg.model import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CLAIM_COUNTS", "Assumed", "Failure", "Report", "SourceReport"]

CLAIM_COUNTS = ("letters", "sealed", "located", "assumed", "unchecked", "failed")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Failure:
    """One citation that does not hold.

    Attributes:
        kind: one of `wording.KINDS`.
        source: the id of the source.
        passage: SOURCE/NUMBER, or "" where the fault is the whole text's.
        start: the offset of the passage, in code points from 0; None where it has none.
        end: the offset behind it.
        subject: the claim, as CURIEs and plain text; "" where the fault is of no claim.
        predicate: see `subject`.
        value: see `subject`.
        more: how many other claims of the passage fail for the same reason.
        details: what the message names.
    """

    kind: str
    source: str
    passage: str = ""
    start: int | None = None
    end: int | None = None
    subject: str = ""
    predicate: str = ""
    value: str = ""
    more: int = 0
    details: Mapping[str, object] = field(default_factory=dict)

    def message(self, lang: str = "en") -> str:
        """What is wrong."""
        message = say(self.kind, lang, **self._words(lang))[0]
        return label("more", lang, message=message, count=self.more) if self.more else message

    def repair(self, lang: str = "en") -> str:
        """What to write instead."""
        return say(self.kind, lang, **self._words(lang))[1]

    def where(self, lang: str = "en") -> str:
        """The source, the passage and its offsets."""
        places = {"source": self.source, "passage": self.passage, "start": self.start, "end": self.end}
        if self.start is None:
            return label("located" if self.passage else "source", lang, **places)
        return label("where" if self.passage else "stretch", lang, **places)

    def line(self, lang: str = "en") -> str:
        """The failure in one line."""
        claim = ""
        if self.subject:
            claim = label("claim", lang, subject=self.subject, predicate=self.predicate, value=self.value)
        message, repair = self.message(lang), self.repair(lang)
        line = label("join", lang, where=self.where(lang), claim=claim, message=message, repair=repair)
        return " ".join(line.split())

    def finding(self, lang: str = "en") -> Finding:
        """The failure as the finding of a check."""
        claim = f"{self.subject} {self.predicate} {self.value}: " if self.subject else ""
        return Finding(
            "error", self.where(lang), claim + self.message(lang), self.repair(lang), rule=self.kind
        )

    def _words(self, lang: str) -> dict[str, object]:
        words = {"value": self.value, "hint": "", **self.details}
        if self.kind != "text-changed":
            return words
        if self.details.get("disguise"):
            words["hint"] = label(f"hint-{self.details['disguise']}", lang)
        words["change"] = label(
            "first-differs" if "count" in self.details else "outside-passages", lang, **self.details
        )
        return words

    def __str__(self) -> str:
        return self.line()


@dataclass(frozen=True, slots=True)
class Assumed:
    """A claim whose area no word of the passage names: it is the scope of the source."""

    passage: str
    subject: str
    area: str


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One source held against its text.

    Attributes:
        name: the id of the source.
        seal: "unchanged", "changed", or "none" where the source has no hash.
        failures: in the order of the text.
        assumed: the claims with an assumed area.
        counts: `passages_sealed`, `passages_located`, `claims`, and how many claims fall under each of CLAIM_COUNTS.
    """

    name: str
    seal: str
    failures: tuple[Failure, ...]
    assumed: tuple[Assumed, ...]
    counts: Mapping[str, int]

    def summary(self, lang: str = "en") -> list[str]:
        """The source in a few lines."""
        sealed, located = (
            label("passages", lang, count=count, s="" if count == 1 else "s")
            for count in (self.counts["passages_sealed"], self.counts["passages_located"])
        )
        seal = label(f"seal-{self.seal}", lang)
        lines = [label("sealed", lang, source=self.name, seal=seal, passages=sealed, located=located)]
        numbers = {name: f"{self.counts[name]:,}" for name in CLAIM_COUNTS}
        total = self.counts["claims"]
        plural = "" if total == 1 else "s"
        lines.append(label("claims", lang, source=self.name, total=f"{total:,}", s=plural, **numbers))
        areas: dict[str, list[str]] = {}
        for assumed in self.assumed:
            areas.setdefault(assumed.area, []).append(assumed.subject)
        for area, subjects in areas.items():
            shown = ", ".join(subjects[:_SHOWN]) + (" ..." if len(subjects) > _SHOWN else "")
            count = f"{len(subjects):,}"
            lines.append(label("assumed", lang, source=self.name, area=area, count=count, subjects=shown))
        return lines


@dataclass(frozen=True, slots=True)
class Report:
    """What `verify` found.

    Attributes:
        sources: one report a text.
        not_checked: the ids of the sources that have no text at hand.
        passages_left: how many passages of these are `sealed` by a hash, `located` by a place, `neither`.
    """

    sources: tuple[SourceReport, ...]
    not_checked: tuple[str, ...]
    passages_left: Mapping[str, int]

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Every citation that does not hold."""
        return tuple(failure for source in self.sources for failure in source.failures)

    @property
    def assumed(self) -> tuple[Assumed, ...]:
        """Every claim with an assumed area."""
        return tuple(assumed for source in self.sources for assumed in source.assumed)

    @property
    def counts(self) -> Mapping[str, int]:
        """The counts of all sources together, with `sources_checked`, `sources_not_checked` and `failures`."""
        total: Counter[str] = Counter()
        for source in self.sources:
            total.update(source.counts)
        total["sources_checked"] = len(self.sources)
        total["sources_not_checked"] = len(self.not_checked)
        total["failures"] = len(self.failures)
        return total

    @property
    def ok(self) -> bool:
        """Whether nothing failed."""
        return not self.failures

    def lines(self, lang: str = "en") -> list[str]:
        """One line a failure, then the summary; `lang` is "en" or "zh"."""
        lines = [failure.line(lang) for failure in self.failures]
        for source in self.sources:
            lines += source.summary(lang)
        if self.not_checked:
            lines.append(self._left(lang))
        return [*lines, self._verdict(lang)]

    def _left(self, lang: str) -> str:
        total = len(self.not_checked)
        passages = {kind: f"{self.passages_left.get(kind, 0):,}" for kind in PASSAGE_KINDS}
        shown = ", ".join(self.not_checked[:_SHOWN]) + (" ..." if total > _SHOWN else "")
        plural = "" if total == 1 else "s"
        return label("not-checked", lang, total=f"{total:,}", s=plural, sources=shown, **passages)

    def _verdict(self, lang: str) -> str:
        if not self.sources:
            return label("nothing", lang)
        if self.ok:
            return label("verdict-ok", lang, sources=", ".join(source.name for source in self.sources))
        return label(
            "verdict-failed", lang, count=f"{len(self.failures):,}", s="" if len(self.failures) == 1 else "s"
        )

    def to_text(self, lang: str = "en") -> str:
        """The lines as a text that ends in a newline."""
        return "".join(line + "\n" for line in self.lines(lang))
