"""Names of nodes that have no label, where the end of their IRI alone does not tell them apart; names of classes and relations.

Example:
    >>> with_namespaces([["class"], ["Class"]], ["http://www.w3.org/2002/07/owl#Class", "http://example.com/terms#Class"])
    [['class (owl)'], ['Class (terms)']]
    >>> acts = ["http://data.europa.eu/eli/dir/2014/30/oj", "http://data.europa.eu/eli/reg/2012/1025/oj"]
    >>> told_apart([*acts, "http://example.com/cen"], ["oj", "oj", "cen"])
    ['30/oj', '1025/oj', 'cen']
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

from stdkg.project.terms import in_words, local_name
from stdkg.vocabulary import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["told_apart", "with_namespaces"]

_MOST = 4


def told_apart(names: Sequence[str], labels: Sequence[str]) -> list[str]:
    """Return the labels; those that several IRIs lend their nodes are longer, by as few steps of the paths as tell them apart."""
    counted = Counter(labels)
    alike: dict[str, list[int]] = {}
    for number, (name, label) in enumerate(zip(names, labels, strict=True)):
        if counted[label] > 1 and "://" in name and label == in_words(local_name(name)):
            alike.setdefault(label, []).append(number)
    result = list(labels)
    for members in alike.values():
        if len(members) > 1:
            for number, label in zip(members, _longer([names[number] for number in members]), strict=True):
                result[number] = label
    return result


def with_namespaces(names: Sequence[Sequence[str]], iris: Sequence[str]) -> list[list[str]]:
    """Return names, each in one or two languages; where several IRIs share one, their namespaces stand behind it."""
    counted = Counter(name[0].casefold() for name in names)
    return [
        [f"{text} ({_namespace(iri)})" for text in name]
        if counted[name[0].casefold()] > 1 and iri
        else [*name]
        for name, iri in zip(names, iris, strict=True)
    ]


def _namespace(iri: str) -> str:
    """The prefix that stdkg knows for the namespace of an IRI, else the end of the namespace."""
    short = shorten(iri)
    return short.partition(":")[0] if short != iri else "".join(_steps(iri)[-2:-1])


def _steps(iri: str) -> list[str]:
    return [unquote(step) for step in re.split(r"[/#]+", iri.rstrip("#/"))[1:]]


def _longer(names: Sequence[str]) -> list[str]:
    steps = [_steps(name) for name in names]
    found: list[str] = []
    for length in range(2, _MOST + 1):
        found = ["/".join(path[-length:]) for path in steps]
        if len(set(found)) == len(found):
            break
    return found
