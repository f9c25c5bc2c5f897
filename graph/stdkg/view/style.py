"""Shapes and colours of classes: told apart by shape first, by colours that colour-blind people can tell second.

The colours are those of Okabe and Ito, darkened for a light ground and lightened for a dark one until each has a
contrast of three to one at least; no two classes that are often side by side share a shape and a hue.

Example:
    >>> styles(["std:Region", "ex:Thing"])["ex:Thing"].shape
    'dot'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Style", "styles"]


@dataclass(frozen=True, slots=True)
class Style:
    """The shape of a node, as vis-network names it, and its colour on a light and on a dark ground."""

    shape: str
    light: str
    dark: str


BLUE = ("#0072b2", "#56b4e9")
ORANGE = ("#b35c00", "#f0a030")
GREEN = ("#00795a", "#2fc79b")
PURPLE = ("#9c4f7c", "#e39ac5")
RED = ("#b8420a", "#ff8a55")
SKY = ("#2a7fae", "#8fd0f5")
OLIVE = ("#7a6a00", "#f0e442")
GREY = ("#5f6670", "#aab2bd")

_KNOWN = {
    "std:GovernmentAgency": Style("square", *BLUE),
    "std:StandardsBody": Style("hexagon", *BLUE),
    "std:IndustryAssociation": Style("diamond", *BLUE),
    "std:ResearchInstitute": Style("triangleDown", *BLUE),
    "std:Agency": Style("square", *SKY),
    "std:Department": Style("square", *GREY),
    "std:Committee": Style("hexagon", *PURPLE),
    "std:Collective": Style("hexagon", *GREY),
    "foaf:Person": Style("dot", *RED),
    "std:Region": Style("dot", *GREEN),
    "std:Policy": Style("triangle", *ORANGE),
    "std:Initiative": Style("diamond", *ORANGE),
    "std:Platform": Style("star", *PURPLE),
    "std:Partnership": Style("diamond", *GREEN),
    "schema:Event": Style("star", *RED),
    "std:Figure": Style("triangleDown", *OLIVE),
    "std:Ranking": Style("triangleDown", *GREY),
    "skos:Concept": Style("triangleDown", *OLIVE),
    "dcterms:Standard": Style("square", *OLIVE),
    "schema:Report": Style("square", *RED),
    "org:Membership": Style("diamond", *GREY),
}
_SHAPES = ("dot", "square", "diamond", "triangle", "hexagon", "triangleDown", "star")
_COLOURS = (BLUE, ORANGE, GREEN, PURPLE, RED, OLIVE, SKY, GREY)


def styles(groups: Sequence[str]) -> dict[str, Style]:
    """Return a style for each group: a fixed one for our classes, for others one that is not taken yet.

    Groups beyond the 56 pairs of shape and colour start over.
    """
    taken = {_KNOWN[group] for group in groups if group in _KNOWN}
    free = [
        style
        for turn in range(len(_SHAPES))
        for number, colour in enumerate(_COLOURS)
        if (style := Style(_SHAPES[(number + turn) % len(_SHAPES)], *colour)) not in taken
    ]
    found = {}
    number = 0
    for group in groups:
        if group in _KNOWN:
            found[group] = _KNOWN[group]
        else:
            found[group] = free[number % len(free)]
            number += 1
    return found
