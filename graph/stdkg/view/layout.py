"""Positions, computed before the page is made, so that nothing has to move when it opens.

A force-directed layout (Fruchterman and Reingold) on several levels: the graph is made smaller by joining neighbours,
the smallest is laid out, and each larger one starts from the one before. Repulsion is exact between neighbouring cells
of a grid; beyond, whole regions repel as one, so a round takes time in proportion to nodes and edges. Plain Python on purpose: numpy is none of our
dependencies, and only `+ - * /` and `sqrt` are used, so that every machine computes the same bytes.

Example:
    >>> spots = layout(3, [(0, 1)])
    >>> len(spots), spots == layout(3, [(0, 1)])
    (3, True)
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Edge", "Spot", "layout", "sunflower"]

Spot: TypeAlias = tuple[float, float]
Edge: TypeAlias = tuple[int, int]
_Cell: TypeAlias = tuple[int, int]

_SMALL = 60
_EXACT = 160
_ROUNDS_COARSEST, _ROUNDS_EXACT, _ROUNDS_FINE = 140, 50, 20
_REACH = 1.6
_REGIONS = 8
_CROWD = 14
_APART = 0.75
"""How far apart two nodes are at least, as far as there is room."""
_ROUNDS_APART = 12
_GRAVITY = 0.55
"""Draws every node to the middle, so that a part fills a disc of a size that goes with its number of nodes."""
_TURN = (-0.7373688780783197, 0.6754902942615238)
"""Cosine and sine of the golden angle."""


def sunflower(count: int, spacing: float = 1.0) -> list[Spot]:
    """Return points spread evenly over a disc, from its centre outwards, `spacing` apart."""
    spots, (x, y) = [], (1.0, 0.0)
    for number in range(count):
        radius = spacing * sqrt(number) * 0.62
        spots.append((x * radius, y * radius))
        x, y = x * _TURN[0] - y * _TURN[1], x * _TURN[1] + y * _TURN[0]
    return spots


def layout(count: int, edges: Iterable[Edge]) -> list[Spot]:
    """Return a position for each of `count` nodes, in units of an edge; parts that hang together keep together.

    Guarantee: the same positions for the same input, on any machine.
    """
    neighbours: list[set[int]] = [set() for _ in range(count)]
    for one, other in edges:
        if one != other:
            neighbours[one].add(other)
            neighbours[other].add(one)
    placed: list[tuple[list[int], list[Spot]]] = []
    alone: list[int] = []
    for part in _components(neighbours):
        if len(part) == 1:
            alone.append(part[0])
            continue
        index = {node: number for number, node in enumerate(part)}
        links = [
            (index[node], index[other]) for node in part for other in sorted(neighbours[node]) if node < other
        ]
        placed.append((part, _spread(len(part), links)))
    placed.sort(key=lambda item: (-len(item[0]), item[0]))
    if alone:
        placed.append((alone, _grid(len(alone))))
    return _pack(count, placed)


def _components(neighbours: Sequence[set[int]]) -> list[list[int]]:
    seen = [False] * len(neighbours)
    parts = []
    for start in range(len(neighbours)):
        if seen[start]:
            continue
        seen[start] = True
        part = [start]
        for node in part:
            for other in sorted(neighbours[node]):
                if not seen[other]:
                    seen[other] = True
                    part.append(other)
        parts.append(sorted(part))
    return parts


def _grid(count: int) -> list[Spot]:
    width = max(1, round(sqrt(count) * 1.6))
    return [(1.5 * (number % width), 0.9 * (number // width)) for number in range(count)]


def _pack(count: int, placed: list[tuple[list[int], list[Spot]]]) -> list[Spot]:
    """Put each part, the largest first, where it is nearest to the middle and touches no other."""
    result: list[Spot] = [(0.0, 0.0)] * count
    taken: set[_Cell] = set()
    tried: dict[frozenset[_Cell], int] = {}
    ways = _Outwards()
    for part, spots in placed:
        left, top = min(x for x, _ in spots), min(y for _, y in spots)
        cells = frozenset(
            (int(x - left) + wide, int(y - top) + high)
            for x, y in spots
            for wide in (0, 1)
            for high in (0, 1)
        )
        middle_x, middle_y = max(x for x, _ in cells) // 2, max(y for _, y in cells) // 2
        at = tried.get(cells, 0)  # where a shape found no room before, it finds none now
        while True:
            move_x, move_y = ways[at][0] - middle_x, ways[at][1] - middle_y
            if not any((x + move_x, y + move_y) in taken for x, y in cells):
                break
            at += 1
        tried[cells] = at
        taken.update((x + move_x, y + move_y) for x, y in cells)
        for node, (x, y) in zip(part, spots, strict=True):
            result[node] = (x - left + move_x, y - top + move_y)
    return result


class _Outwards:
    """Cells from the middle outwards, ring by ring, each half as wide again as high."""

    def __init__(self) -> None:
        self._cells: list[_Cell] = [(0, 0)]
        self._ring = 0

    def __getitem__(self, at: int) -> _Cell:
        while at >= len(self._cells):
            self._ring += 1
            high, wide, before = self._ring, self._ring * 3 // 2, (self._ring - 1) * 3 // 2
            ring = [(x, y) for x in range(-wide, wide + 1) for y in (-high, high)]
            sides = [x for x in range(-wide, wide + 1) if abs(x) > before]
            ring += [(x, y) for x in sides for y in range(1 - high, high)]
            self._cells += sorted(ring, key=lambda cell: (4 * cell[0] ** 2 + 9 * cell[1] ** 2, cell))
        return self._cells[at]


def _spread(count: int, edges: list[Edge]) -> list[Spot]:
    """Lay one connected part out, the coarsest level first."""
    levels: list[tuple[int, list[Edge], list[int]]] = []
    size, links = count, edges
    while size > _SMALL:
        parents, smaller = _coarsen(size, links)
        if smaller > size * 0.9:
            break
        levels.append((size, links, parents))
        links = sorted({(min(a, b), max(a, b)) for s, t in links if (a := parents[s]) != (b := parents[t])})
        size = smaller
    spots = _settle(sunflower(size), links, _ROUNDS_COARSEST, sqrt(size) * 0.3)
    for size_above, links_above, parents in reversed(levels):
        grown = sqrt(size_above / len(spots))
        rings = sunflower(8, 0.35)
        seen = [0] * len(spots)
        start = []
        for parent in parents:
            dx, dy = rings[seen[parent] % 8]
            seen[parent] += 1
            start.append((spots[parent][0] * grown + dx, spots[parent][1] * grown + dy))
        rounds = _ROUNDS_FINE if size_above > _EXACT else _ROUNDS_EXACT
        spots = _settle(start, links_above, rounds, 0.6)
    return _keep_apart(spots)


def _keep_apart(start: list[Spot]) -> list[Spot]:
    """Push apart, a little at a time, what would be drawn on each other."""
    xs, ys = [x for x, _ in start], [y for _, y in start]
    for _ in range(_ROUNDS_APART):
        for a, b in _pairs(xs, ys):
            dx, dy = xs[a] - xs[b], ys[a] - ys[b]
            apart = sqrt(dx * dx + dy * dy)
            if apart < _APART:
                part = 0.25 * (_APART - apart) / (apart + 1e-6)
                xs[a] += dx * part
                ys[a] += dy * part
                xs[b] -= dx * part
                ys[b] -= dy * part
    return list(zip(xs, ys, strict=True))


def _coarsen(count: int, edges: list[Edge]) -> tuple[list[int], int]:
    """Join each node with a neighbour that is free, those of few neighbours first; leaves join their hub."""
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for one, other in edges:
        neighbours[one].append(other)
        neighbours[other].append(one)
    parents = [-1] * count
    number = 0
    for node in sorted(range(count), key=lambda n: (len(neighbours[n]), n)):
        if parents[node] >= 0:
            continue
        free = [other for other in neighbours[node] if parents[other] < 0]
        mate = min(free, key=lambda n: (len(neighbours[n]), n), default=-1)
        if mate < 0 and neighbours[node]:
            parents[node] = parents[min(neighbours[node], key=lambda n: (len(neighbours[n]), n))]
            continue
        parents[node] = number
        if mate >= 0:
            parents[mate] = number
        number += 1
    return parents, number


def _settle(start: list[Spot], edges: list[Edge], rounds: int, heat: float) -> list[Spot]:
    """Let springs and repulsion act for some rounds, each moving the nodes less far than the one before."""
    count = len(start)
    xs, ys = [x for x, _ in start], [y for _, y in start]
    degrees = [0] * count
    for one, other in edges:
        degrees[one] += 1
        degrees[other] += 1
    lengths = [1.0 + 0.18 * (sqrt(degrees[a]) + sqrt(degrees[b]) - 2.0) for a, b in edges]
    for step in range(rounds):
        middle_x, middle_y = sum(xs) / count, sum(ys) / count
        dxs = [_GRAVITY * (middle_x - x) for x in xs]
        dys = [_GRAVITY * (middle_y - y) for y in ys]
        for a, b in _pairs(xs, ys):
            dx, dy = xs[a] - xs[b], ys[a] - ys[b]
            square = dx * dx + dy * dy
            if square < 1e-6:  # noqa: PLR2004  two nodes at one spot go apart in an order of their own
                dx, dy, square = 1e-3 * (b - a), 1e-3, 1e-3
            push = 1.0 / square
            dxs[a] += dx * push
            dys[a] += dy * push
            dxs[b] -= dx * push
            dys[b] -= dy * push
        for (a, b), length in zip(edges, lengths, strict=True):
            dx, dy = xs[a] - xs[b], ys[a] - ys[b]
            pull = sqrt(dx * dx + dy * dy) / length
            dxs[a] -= dx * pull
            dys[a] -= dy * pull
            dxs[b] += dx * pull
            dys[b] += dy * pull
        if count > _EXACT:
            _repel_regions(xs, ys, dxs, dys)
        limit = heat * (1.0 - step / rounds) + 0.01
        for node in range(count):
            dx, dy = dxs[node], dys[node]
            length = sqrt(dx * dx + dy * dy)
            scale = 1.0 if length <= limit else limit / length
            xs[node] += dx * scale
            ys[node] += dy * scale
    return list(zip(xs, ys, strict=True))


def _repel_regions(xs: list[float], ys: list[float], dxs: list[float], dys: list[float]) -> None:
    """Push each node away from the middle of each of 64 regions, by the number of nodes in it."""
    left, top = min(xs), min(ys)
    width, height = (max(xs) - left) / _REGIONS + 1e-9, (max(ys) - top) / _REGIONS + 1e-9
    sums: dict[tuple[int, int], list[float]] = {}
    for x, y in zip(xs, ys, strict=True):
        region = sums.setdefault((int((x - left) / width), int((y - top) / height)), [0.0, 0.0, 0.0])
        region[0] += x
        region[1] += y
        region[2] += 1.0
    middles = [(x / mass, y / mass, mass) for x, y, mass in sums.values()]
    near = width * height * 0.5
    for node, (x, y) in enumerate(zip(xs, ys, strict=True)):
        push_x = push_y = 0.0
        for middle_x, middle_y, mass in middles:
            dx, dy = x - middle_x, y - middle_y
            push = mass / (dx * dx + dy * dy + near)
            push_x += dx * push
            push_y += dy * push
        dxs[node] += push_x
        dys[node] += push_y


def _pairs(xs: list[float], ys: list[float]) -> list[Edge]:
    """The pairs that repel each other: all of a small part, those in cells next to each other of a large one."""
    count = len(xs)
    if count <= _EXACT:
        return [(a, b) for a in range(count) for b in range(a + 1, count)]
    cells: dict[tuple[int, int], list[int]] = {}
    for node in range(count):
        cells.setdefault((int(xs[node] // _REACH), int(ys[node] // _REACH)), []).append(node)
    pairs: list[Edge] = []
    for (column, row), here in cells.items():
        for number, node in enumerate(here):
            pairs += [(node, other) for other in here[number + 1 : number + _CROWD]]
        for beside in ((column + 1, row), (column - 1, row + 1), (column, row + 1), (column + 1, row + 1)):
            there = cells.get(beside)
            if there:
                pairs += [(node, other) for node in here[:_CROWD] for other in there[:_CROWD]]
    return pairs
