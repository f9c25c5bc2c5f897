"""Hashes and offsets: whether a text is the one that was cited, and where it first differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdkg.evidence.report import Failure
from stdkg.evidence.texts import sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stdkg.evidence.facts import Passage, SourceFacts, Span
    from stdkg.evidence.texts import Text

__all__ = ["differing", "lies_within", "of_passage", "of_text", "text_changed"]


def lies_within(span: Span, text: Text) -> bool:
    """Whether a stretch is one of the text."""
    return 0 <= span.start < span.end <= len(text.string)


def of_text(source: SourceFacts, text: Text) -> Iterator[Failure]:
    """Yield what is wrong with the seal of a text that was not changed: its length, its hash, what is passed over."""
    if not source.sha256:
        if any(passage.span for passage in source.passages):
            yield Failure("text-unsealed", source.name, details={"found": text.sha256})
        return
    if source.length is not None and source.length != len(text.string):
        yield Failure(
            "text-length", source.name, details={"found": len(text.string), "wanted": source.length}
        )
    for span in source.passed_over:
        yield from _of_span(
            span, text, Failure("passed-over-hash", source.name, start=span.start, end=span.end)
        )


def of_passage(source: SourceFacts, passage: Passage, text: Text) -> Iterator[Failure]:
    """Yield what is wrong with the offsets or the hash of a passage."""
    if passage.span:
        span = passage.span
        place = Failure("passage-hash", source.name, passage.name, span.start, span.end)
        yield from _of_span(span, text, place)


def _of_span(span: Span, text: Text, place: Failure) -> Iterator[Failure]:
    kind, details = place.kind, {"found": ""}
    if not lies_within(span, text):
        kind, details = "outside-text", {"length": str(len(text.string))}
    elif (found := sha256_of(text.string[span.start : span.end])) != span.sha256:
        details = {"found": found}
    else:
        return
    yield Failure(kind, place.source, place.passage, place.start, place.end, details=details)


def differing(source: SourceFacts, text: Text) -> list[Passage]:
    """Return the passages whose stretch of a changed text is not what was cited, in the order of the text."""
    return [passage for passage in source.passages if any(of_passage(source, passage, text))]


def text_changed(source: SourceFacts, text: Text, changed: list[Passage]) -> Failure:
    """Return the failure of a text whose hash is another, with the first passage that differs."""
    details: dict[str, object] = {"disguise": text.disguise(source.sha256)}
    if changed and (span := changed[0].span):
        first = {"passage": changed[0].name, "start": span.start, "end": span.end}
        details |= {**first, "count": len(changed)}
    return Failure("text-changed", source.name, details=details)
