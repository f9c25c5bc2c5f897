"""Medians of interleaved rounds, and the ratio to a peer in the same run."""

from __future__ import annotations

import gc
import statistics
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Measured", "measure", "table"]

_ENOUGH = 0.25
_MOST = 10
"""A short case runs until its rounds took so many seconds, or so many times the rounds asked for."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of a benchmark.

    Attributes:
        case: what was measured.
        size: of its input: triples or rows; 0 where it has none.
        rounds: how often each side ran, in turn.
        median: seconds of ours.
        peer: what it is held against.
        peer_median: seconds of the peer.
        limit: the most that is allowed: seconds, or times the peer (`limit_is_ratio`); None where nothing is promised.
        limit_is_ratio: what `limit` counts.
        unit: of the medians: seconds, or GiB.
    """

    case: str
    size: int
    rounds: int
    median: float
    peer: str
    peer_median: float
    limit: float | None = None
    limit_is_ratio: bool = False
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """Ours over the peer's."""
        return self.median / self.peer_median

    @property
    def is_kept(self) -> bool:
        """Whether the limit holds."""
        return self.limit is None or (self.ratio if self.limit_is_ratio else self.median) <= self.limit


def measure(  # noqa: PLR0913  what a case consists of
    case: str,
    ours: Callable[[], object],
    peer: tuple[str, Callable[[], object]],
    *,
    rounds: int,
    size: int = 0,
    limit: float | None = None,
    limit_is_ratio: bool = False,
) -> Measured:
    """Run both sides in turn, once to warm up and then `rounds` times, and on while all rounds took under a quarter second.

    Which side begins changes from round to round; what a side returns is dropped after its time is taken.
    """
    mine, theirs = [], []
    number = 0
    while number <= rounds or (number <= _MOST * rounds and sum(mine) + sum(theirs) < _ENOUGH):
        pair = (ours, peer[1]) if number % 2 else (peer[1], ours)
        seconds = [_seconds(side) for side in pair]
        first, second = seconds if number % 2 else reversed(seconds)
        if number:
            mine.append(first)
            theirs.append(second)
        number += 1
    return Measured(
        case,
        size,
        len(mine),
        statistics.median(mine),
        peer[0],
        statistics.median(theirs),
        limit,
        limit_is_ratio,
    )


def _seconds(action: Callable[[], object]) -> float:
    gc.collect()
    start = perf_counter()
    kept = action()
    end = perf_counter()
    del kept
    return end - start


def table(results: list[Measured]) -> str:
    """Return results as lines for people."""
    lines = [
        f"{'case':<44} {'n':>9} {'rounds':>6} {'median':>10} {'peer':>10} {'ratio':>7}  {'limit':<8} held against"
    ]
    for one in results:
        limit = ""
        if one.limit is not None:
            limit = f"{one.limit:g}{'x' if one.limit_is_ratio else ' s'}{'' if one.is_kept else ' !'}"
        lines.append(
            f"{one.case:<44} {one.size:>9,} {one.rounds:>6} {_shown(one.median, one.unit):>10} {_shown(one.peer_median, one.unit):>10} "
            f"{one.ratio:>7.2f}  {limit:<8} {one.peer}"
        )
    return "\n".join(lines)


def _shown(value: float, unit: str) -> str:
    return f"{value * 1000:.2f} ms" if unit == "s" and value < 0.1 else f"{value:.3f} {unit}"
