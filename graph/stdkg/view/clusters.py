"""Clusters of a graph that is too large to be shown at once: communities where it has any, else classes.

Example:
    >>> links = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)]
    >>> clusters(6, links, ["a"] * 6).members
    [[2, 0, 1], [3, 4, 5]]
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from stdkg.view.layout import layout, sunflower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stdkg.view.layout import Edge, Spot

__all__ = ["Clusters", "clusters", "discs"]

_ROUNDS = 8
_MOST = 60
_CLEAR = 0.25
"""From this modularity on, communities say more than classes."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """Members by cluster, the largest first, the best connected member first; whether each is a class or what is left of one."""

    members: list[list[int]]
    are_classes: list[bool]


def clusters(count: int, edges: Sequence[Edge], groups: Sequence[str]) -> Clusters:
    """Put `count` nodes, each of a group (its class), into at most 60 clusters and a rest by class.

    Of the classes the 60 largest stand for themselves, the others together.
    """
    groups = _largest(groups)
    labels = _propagate(count, edges, max(3, count // 10))
    labels = _absorb(labels, edges)
    labels = _gather_rest(labels, groups)
    are_classes = _modularity(labels, edges) < _CLEAR
    names: Sequence[object] = groups if are_classes else labels
    degrees = [0] * count
    for one, other in edges:
        degrees[one] += 1
        degrees[other] += 1
    found: dict[object, list[int]] = {}
    for node in sorted(range(count), key=lambda n: (-degrees[n], n)):
        found.setdefault(names[node], []).append(node)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[1]))
    rests = [type(name) is int and name < 0 and len(members) > 1 for name, members in ordered]
    return Clusters([members for _, members in ordered], [are_classes or rest for rest in rests])


def _largest(groups: Sequence[str]) -> list[str]:
    """Give the nodes of all but the largest classes one class, of no name."""
    sizes = Counter(groups)
    kept = set(sorted(sizes, key=lambda group: (-sizes[group], group))[:_MOST])
    return [group if group in kept else "" for group in groups]


def _propagate(count: int, edges: Sequence[Edge], most: int) -> list[int]:
    """Let each node take the label that most of its neighbours have, as long as the label has room."""
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for one, other in edges:
        if one != other:
            neighbours[one].append(other)
            neighbours[other].append(one)
    labels = list(range(count))
    sizes = [1] * count
    order = sorted(range(count), key=lambda n: (len(neighbours[n]), n))
    for _ in range(_ROUNDS):
        changed = 0
        for node in order:
            votes: dict[int, int] = {}
            for other in neighbours[node]:
                label = labels[other]
                votes[label] = votes.get(label, 0) + 1
            own = labels[node]
            best, high = own, votes.get(own, 0)
            for label, number in votes.items():
                if (number > high or (number == high and label < best)) and sizes[label] < most:
                    best, high = label, number
            if best != own:
                sizes[own] -= 1
                sizes[best] += 1
                labels[node] = best
                changed += 1
        if changed * 100 <= count:
            break
    return labels


def _absorb(labels: list[int], edges: Sequence[Edge]) -> list[int]:
    """Put each cluster beyond the largest into the one of those to which it has most links."""
    sizes: dict[int, int] = {}
    for label in labels:
        sizes[label] = sizes.get(label, 0) + 1
    kept = set(sorted(sizes, key=lambda label: (-sizes[label], label))[:_MOST])
    ways: dict[int, dict[int, int]] = {}
    for one, other in edges:
        for near, far in ((labels[one], labels[other]), (labels[other], labels[one])):
            if near not in kept and far in kept:
                votes = ways.setdefault(near, {})
                votes[far] = votes.get(far, 0) + 1
    home = {label: min(votes, key=lambda far: (-votes[far], far)) for label, votes in ways.items()}
    return [home.get(label, label) for label in labels]


def _gather_rest(labels: list[int], groups: Sequence[str]) -> list[int]:
    """Keep the largest clusters; put the members of the others together by their class."""
    sizes: dict[int, int] = {}
    for label in labels:
        sizes[label] = sizes.get(label, 0) + 1
    kept = set(sorted(sizes, key=lambda label: (-sizes[label], label))[:_MOST])
    numbers = {group: -1 - number for number, group in enumerate(sorted(set(groups)))}
    return [
        label if label in kept and sizes[label] > 1 else numbers[group]
        for label, group in zip(labels, groups, strict=True)
    ]


def _modularity(labels: list[int], edges: Sequence[Edge]) -> float:
    inside: dict[int, int] = {}
    ends: dict[int, int] = {}
    for one, other in edges:
        for node in (one, other):
            ends[labels[node]] = ends.get(labels[node], 0) + 1
        if labels[one] == labels[other]:
            inside[labels[one]] = inside.get(labels[one], 0) + 1
    total = len(edges) or 1
    return sum(inside.get(label, 0) / total - (number / (2 * total)) ** 2 for label, number in ends.items())


def discs(
    found: Clusters, count: int, edges: Sequence[Edge]
) -> tuple[list[Spot], list[tuple[float, float, float]]]:
    """Return a position for each node, and for each cluster the middle and the radius of its disc; discs keep apart."""
    of = [0] * count
    for number, members in enumerate(found.members):
        for node in members:
            of[node] = number
    radii = [0.5 + 0.62 * sqrt(len(members)) for members in found.members]
    links = {(min(of[s], of[t]), max(of[s], of[t])) for s, t in edges if of[s] != of[t]}
    scale = 2.2 * max(radii, default=1.0)
    middles = [(x * scale, y * scale) for x, y in layout(len(radii), sorted(links))]
    middles = _tighten(middles, radii)
    spots: list[Spot] = [(0.0, 0.0)] * count
    for members, (x, y) in zip(found.members, middles, strict=True):
        for node, (dx, dy) in zip(members, sunflower(len(members)), strict=True):
            spots[node] = (x + dx, y + dy)
    return spots, [(x, y, radius) for (x, y), radius in zip(middles, radii, strict=True)]


def _tighten(middles: list[Spot], radii: list[float]) -> list[Spot]:
    """Draw the discs together, then push apart what overlaps, in turns."""
    spots = [list(spot) for spot in middles]
    for step in range(120):
        if step < 90:  # noqa: PLR2004
            for spot in spots:
                spot[0] *= 0.97
                spot[1] *= 0.965
        for a in range(len(spots)):
            for b in range(a + 1, len(spots)):
                dx, dy = spots[b][0] - spots[a][0], spots[b][1] - spots[a][1]
                apart = sqrt(dx * dx + dy * dy) or 1e-6
                lack = (radii[a] + radii[b]) * 1.25 - apart
                if lack > 0:
                    part = lack / apart / (radii[a] + radii[b])
                    spots[a][0] -= dx * part * radii[b]
                    spots[a][1] -= dy * part * radii[b]
                    spots[b][0] += dx * part * radii[a] + (1e-3 if dx == dy == 0 else 0.0)
                    spots[b][1] += dy * part * radii[a]
    return [(x, y) for x, y in spots]
