"""Citations held against the texts of their sources."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from stdkg.evidence import seals
from stdkg.evidence.facts import Passage, SourceFacts, cited_by, read_source, source_nodes, wanted_sources
from stdkg.evidence.lexicon import NAME_PROPERTIES, TYPE, Lexicon
from stdkg.evidence.matching import ASSUMED, FAILED, MATCHED, UNCHECKED, ClaimMatcher, Outcome
from stdkg.evidence.phrases import PhraseIndex
from stdkg.evidence.report import Assumed, Failure, Report, SourceReport
from stdkg.evidence.scan import Place, Scan, Scope
from stdkg.evidence.texts import Text, read_text
from stdkg.vocabulary import STD, shorten, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stdkg.evidence.texts import GivenText
    from stdkg.model import Node, Term
    from stdkg.store import Store

__all__ = ["verify"]

_VALUE = term("sdmx-measure", "obsValue")
_SAYS_LITTLE = frozenset((TYPE, term("qb", "dataSet"), *NAME_PROPERTIES))
_ONCE_A_PASSAGE = frozenset(("name-missing", "unnamed", "year-missing", "unit-missing", "comparator-missing"))
_LONGEST_VALUE = 60


def verify(store: Store, texts: Mapping[str, GivenText]) -> Report:
    """Hold every claim of some sources against their texts.

    Checked are the hash of each text; the hash and the offsets of each passage; that each number, year, name, comparator
    and unit stands in its passage (numbers), or there or in its context (all others). What letters cannot show is counted
    as sealed by the passage's hash. Where a text was changed, its first passage that differs fails with its claims; the
    passages that did not change are checked as ever, those behind it are not.

    Args:
        store: any store; the claims are the statements in the graphs of the passages.
        texts: by source id, the bytes of the text, or a path to them.

    Raises:
        UnknownNameError: an id that no source of the store has.
        AccessError: a file is missing, a folder, or cannot be read.
        DataError: a text is empty or not UTF-8.

    Example:
        >>> from stdkg.store.embedded import EmbeddedStore
        >>> verify(EmbeddedStore(), {}).lines()
        ['no text was given, nothing was checked']
    """
    known = source_nodes(store)
    wanted_sources(known, texts)
    given = {name: read_text(name, texts[name]) for name in known if name in texts}
    sources = [read_source(store, known[name]) for name in given]
    lexicon = Lexicon(store, chain.from_iterable(source.nodes() for source in sources))
    index = PhraseIndex(lexicon.phrases())
    places = _Places(sources, {name: Scan(text, index, lexicon.comparators) for name, text in given.items()})
    reports = (_SourceCheck(source, given[source.name], lexicon, places).report() for source in sources)
    left = tuple(name for name in known if name not in given)
    return Report(tuple(reports), left, cited_by(store, (known[name] for name in left)))


class _Places:
    """Where every passage of the given texts lies, and what its context is."""

    def __init__(self, sources: Iterable[SourceFacts], scans: Mapping[str, Scan]) -> None:
        self._places: dict[NamedNode, tuple[Scan, Place]] = {}
        self._contexts: dict[NamedNode, tuple[NamedNode, ...]] = {}
        for source in sources:
            scan = scans[source.name]
            for passage in source.passages:
                self._contexts[passage.node] = passage.contexts
                if passage.span is None:
                    self._places[passage.node] = scan, Place(0, len(scan.text.string))
                elif seals.lies_within(passage.span, scan.text):
                    self._places[passage.node] = scan, Place(passage.span.start, passage.span.end)

    def chain(self, passage: NamedNode, own: Iterable[NamedNode] = ()) -> list[NamedNode]:
        """A passage, its contexts and theirs, and those of one claim: each once, the passage first."""
        reached = [passage]
        waiting = [*self._contexts.get(passage, ()), *own]
        while waiting:
            node = waiting.pop(0)
            if node not in reached:
                reached.append(node)
                waiting += self._contexts.get(node, ())
        return reached

    def scope(self, nodes: list[NamedNode]) -> Scope | None:
        """The places of a chain; None where the passage itself has none."""
        places = [self._places[node] for node in nodes if node in self._places]
        return Scope(places, complete=len(places) == len(nodes)) if nodes[0] in self._places else None


class _SourceCheck:
    """The check of one source; `report` runs it."""

    def __init__(self, source: SourceFacts, text: Text, lexicon: Lexicon, places: _Places) -> None:
        self._source = source
        self._text = text
        self._places = places
        self._matcher = ClaimMatcher(lexicon, source.scopes)
        self._failures: list[Failure] = []
        self._assumed: list[Assumed] = []
        self._counts: Counter[str] = Counter()
        self._changed: set[NamedNode] = set()

    def report(self) -> SourceReport:
        """Check the seals, then every passage."""
        seal = "none" if not self._source.sha256 else "unchanged"
        if self._source.sha256 not in ("", self._text.sha256):
            seal = "changed"
            self._take_change(seals.differing(self._source, self._text))
        else:
            self._failures += seals.of_text(self._source, self._text)
        for passage in self._source.passages:
            self._check(passage)
        return SourceReport(
            self._source.name, seal, tuple(self._failures), tuple(self._assumed), self._counts
        )

    def _take_change(self, changed: list[Passage]) -> None:
        self._failures.append(seals.text_changed(self._source, self._text, changed))
        self._changed = {passage.node for passage in changed}
        if not changed:
            return
        first = changed[0]
        if first.claims:
            self._failures += _changed_claims("passage-changed", first, self._source.name, {})
            return
        details = {"context": first.name}
        for passage in self._source.passages:
            if first.node in self._places.chain(passage.node):
                self._failures += _changed_claims("context-changed", passage, self._source.name, details)

    def _check(self, passage: Passage) -> None:
        self._counts["claims"] += len(passage.claims)
        self._counts["passages_sealed" if passage.span else "passages_located"] += 1
        if passage.node in self._changed:
            self._counts["passages_sealed"] -= 1
            self._counts["passages_changed"] += 1
            self._counts["failed" if passage.name == self._first_changed() else "unchecked"] += len(
                passage.claims
            )
            return
        faults = list(seals.of_passage(self._source, passage, self._text))
        self._failures += faults
        self._counts["passages_sealed"] -= len(faults)
        unmatchable = "unchecked" if faults else "sealed" if passage.span else "located"
        self._check_claims(passage, unmatchable)

    def _first_changed(self) -> object:
        return self._failures[0].details.get("passage")

    def _check_claims(self, passage: Passage, unmatchable: str) -> None:
        siblings = _siblings(passage.claims)
        failed: dict[tuple[str, ...], Failure] = {}
        scopes: dict[tuple[NamedNode, ...], Scope | None] = {}
        for claim in sorted(passage.claims, key=lambda claim: claim.predicate in _SAYS_LITTLE):
            own = siblings[claim.subject].get(STD("context"))
            contexts = (own,) if isinstance(own, NamedNode) else ()
            if contexts not in scopes:
                scopes[contexts] = self._scope(self._places.chain(passage.node, contexts))
            scope = scopes[contexts]
            if scope is None:
                self._counts["unchecked"] += 1
                continue
            outcomes = list(self._matcher.outcomes(claim, scope, siblings[claim.subject]))
            self._count(outcomes, unmatchable)
            if any(outcome.result == ASSUMED for outcome in outcomes):
                self._assumed.append(Assumed(passage.name, _short(claim.subject), _short(claim.object)))
            for outcome in outcomes:
                if outcome.result == FAILED:
                    _take(failed, self._failure(passage, claim, outcome), outcome.about)
        self._failures += failed.values()

    def _scope(self, nodes: list[NamedNode]) -> Scope | None:
        return None if self._changed.intersection(nodes) else self._places.scope(nodes)

    def _count(self, outcomes: list[Outcome], unmatchable: str) -> None:
        results = {outcome.result for outcome in outcomes}
        for result, name in _COUNTED:
            if result in results:
                self._counts[name] += 1
                return
        self._counts[unmatchable] += 1

    def _failure(self, passage: Passage, claim: Quad, outcome: Outcome) -> Failure:
        return Failure(
            outcome.kind,
            self._source.name,
            passage.name,
            *_offsets(passage),
            _short(claim.subject),
            _short(claim.predicate),
            _short(claim.object),
            details=outcome.details,
        )


_COUNTED = ((FAILED, "failed"), (UNCHECKED, "unchecked"), (ASSUMED, "assumed"), (MATCHED, "letters"))


def _take(failed: dict[tuple[str, ...], Failure], failure: Failure, about: str) -> None:
    """Keep a failure; the same fault of the same passage is counted, not repeated."""
    key = (failure.kind, about) if failure.kind in _ONCE_A_PASSAGE else (failure.kind, about, failure.subject)
    if first := failed.get(key):
        failed[key] = replace(first, more=first.more + 1)
    else:
        failed[key] = failure


def _changed_claims(
    kind: str, passage: Passage, source: str, details: Mapping[str, object]
) -> Iterator[Failure]:
    """Yield a failure for each subject of a passage, with all that the passage says about it."""
    by_subject: dict[Node, list[Quad]] = {}
    for claim in passage.claims:
        by_subject.setdefault(claim.subject, []).append(claim)
    for subject, claims in by_subject.items():
        telling = [claim for claim in claims if claim.predicate not in _SAYS_LITTLE] or claims
        telling.sort(key=lambda claim: claim.predicate != _VALUE)
        said = ", ".join(f"{_short(claim.predicate)} {_short(claim.object)}" for claim in telling)
        first = telling[0]
        yield Failure(
            kind,
            source,
            passage.name,
            *_offsets(passage),
            _short(subject),
            _short(first.predicate),
            _short(first.object),
            details={**details, "claims": said},
        )


def _offsets(passage: Passage) -> tuple[int | None, int | None]:
    return (passage.span.start, passage.span.end) if passage.span else (None, None)


def _siblings(claims: Iterable[Quad]) -> dict[Node, dict[NamedNode, Term]]:
    values: dict[Node, dict[NamedNode, Term]] = {}
    for claim in claims:
        values.setdefault(claim.subject, {})[claim.predicate] = claim.object
    return values


def _short(node: Term) -> str:
    if isinstance(node, NamedNode):
        return shorten(node.value)
    text = node.value if isinstance(node, Literal) else str(node)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 4] + " ..."
