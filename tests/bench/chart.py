"""Plots as SVG, all axes logarithmic: for each group of tasks a row, time and memory against size."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from scaling import Cost

__all__ = ["chart"]

_COLOURS = (
    "#1b6ca8",
    "#d1495b",
    "#2e8b57",
    "#8e5ea2",
    "#e08e0b",
    "#3aa6a6",
    "#7f7f7f",
    "#b5651d",
    "#4b4bd6",
    "#111111",
    "#9c2c77",
    "#5f8f00",
    "#00577a",
    "#c0a000",
)
_WIDTH, _HEIGHT, _LEFT, _TOP = 330, 280, 60, 30
_LEGEND = 270


def chart(groups: Mapping[str, Sequence[Cost]]) -> str:
    """Return the SVG: for each group a row, by its title; in it a line a task, in the order in which the tasks come; peers are dashed."""
    width, row = 2 * (_WIDTH + _LEFT) + _LEGEND, _TOP + _HEIGHT + 50
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {row * len(groups)}" role="img">',
        "<style>text { font: 11px sans-serif }</style>",
        "<title>Time and memory against size</title>",
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    for number, (title, costs) in enumerate(groups.items()):
        parts += [f'<g transform="translate(0 {number * row})">', *_row(title, costs), "</g>"]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _row(title: str, costs: Sequence[Cost]) -> Iterator[str]:
    tasks = list(dict.fromkeys(cost.task for cost in costs))
    yield from _plot(costs, tasks, 0, f"{title}: seconds", lambda cost: cost.seconds)
    yield from _plot(costs, tasks, _WIDTH + _LEFT, "megabytes", lambda cost: cost.megabytes)
    for number, task in enumerate(tasks):
        y = _TOP + 14 * number + 8
        x = 2 * (_WIDTH + _LEFT) + 15
        yield (
            f'<path d="M{x} {y}h20" stroke="{_COLOURS[number % len(_COLOURS)]}" stroke-width="2"{_dash(task)}/>'
            f'<text x="{x + 26}" y="{y + 4}">{escape(task)}</text>'
        )


def _plot(
    costs: Sequence[Cost], tasks: Sequence[str], left: float, title: str, value: Callable[[Cost], float]
) -> Iterator[str]:
    across = _Axis([cost.size for cost in costs], left + _LEFT, left + _WIDTH + _LEFT - 20)
    up = _Axis([value(cost) for cost in costs], _TOP + _HEIGHT, _TOP)
    yield f'<text x="{left + _LEFT}" y="{_TOP - 12}" font-weight="bold">{escape(title)}</text>'
    for tick in across.ticks():
        x = across.at(tick)
        yield f'<path d="M{x:.1f} {_TOP}V{_TOP + _HEIGHT}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{_TOP + _HEIGHT + 16}" text-anchor="middle">{tick:,.0f}</text>'
    for tick in up.ticks():
        y = up.at(tick)
        yield f'<path d="M{left + _LEFT} {y:.1f}H{left + _WIDTH + _LEFT - 20}" stroke="#ddd"/>'
        yield f'<text x="{left + _LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{tick:g}</text>'
    for number, task in enumerate(tasks):
        own = sorted((cost for cost in costs if cost.task == task), key=lambda cost: cost.size)
        points = " ".join(f"{across.at(cost.size):.1f},{up.at(value(cost)):.1f}" for cost in own)
        colour = _COLOURS[number % len(_COLOURS)]
        yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"{_dash(task)}/>'
        for point in points.split():
            x, _, y = point.partition(",")
            yield f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>'


def _dash(task: str) -> str:
    return ' stroke-dasharray="5 3"' if ":" in task else ""


class _Axis:
    """A logarithmic axis over whole powers of ten."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self._low = math.floor(math.log10(min(values)))
        self._high = max(math.ceil(math.log10(max(values))), self._low + 1)
        self._start, self._end = start, end

    def at(self, value: float) -> float:
        share = (math.log10(value) - self._low) / (self._high - self._low)
        return self._start + share * (self._end - self._start)

    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self._low, self._high + 1)]
