"""Faults in words, in English and Chinese.

What a rule finds is told by the header of its file; what a shape finds by its constraint, and the repair by the
shape's sh:message.

Example:
    >>> from pyoxigraph import NamedNode
    >>> from stdkg.vocabulary import expand
    >>> fault = Fault("Figure-status", "error", NamedNode(expand("figure:x")), "minCount", f"<{expand('std:status')}>",
    ...               wanted="1", repairs={"en": "write std:actual"})
    >>> Wording("en", tuple).of(fault)
    ('figure:x has no std:status', 'write std:actual')
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from stdkg.check.findings import Fault, key_of, shown
from stdkg.vocabulary import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Wording"]

_IRI = re.compile(r"<([^<>]*)>")
_PLACE = re.compile(r"\{(focus|path|value|other|nearest)\}")
_HERE = "{focus} {path} {value}"
_SAID = {
    "en": {
        "class": _HERE + ": {value} is no {wanted}",
        "datatype": _HERE + ": the value is no {wanted}",
        "disjoint": _HERE + ": {wanted} has the same value",
        "equals": _HERE + ": {path} and {wanted} differ",
        "hasValue": "{focus} {path}: {wanted} is missing",
        "in": _HERE + ": the value is none of {wanted}",
        "languageIn": _HERE + ": the language is none of {wanted}",
        "lessThan": _HERE + ": the value is not below that of {wanted}",
        "lessThanOrEquals": _HERE + ": the value is above that of {wanted}",
        "maxCount": "{focus} has more than {wanted} {path}",
        "maxCount 0": "{focus} has {path}, which has no place here",
        "maxExclusive": _HERE + ": the value is not below {wanted}",
        "maxInclusive": _HERE + ": the value is above {wanted}",
        "maxLength": _HERE + ": more than {wanted} characters",
        "minCount": "{focus} has fewer than {wanted} {path}",
        "minCount 1": "{focus} has no {path}",
        "minExclusive": _HERE + ": the value is not above {wanted}",
        "minInclusive": _HERE + ": the value is below {wanted}",
        "minLength": _HERE + ": fewer than {wanted} characters",
        "node": _HERE + ": the value is of the wrong kind",
        "nodeKind": _HERE + ": the value is no {wanted}",
        "pattern": _HERE + ": the value has the wrong form",
        "uniqueLang": "{focus} has more than one {path} in the language {other}",
        "": _HERE + ": the value breaks the shape",
    },
    "zh": {
        "class": _HERE + "：{value} 不是 {wanted}",
        "datatype": _HERE + "：值不是 {wanted}",
        "disjoint": _HERE + "：与 {wanted} 的值相同",
        "equals": _HERE + "：{path} 与 {wanted} 不一致",
        "hasValue": "{focus} {path}：缺少 {wanted}",
        "in": _HERE + "：值不在 {wanted} 之列",
        "languageIn": _HERE + "：语言不在 {wanted} 之列",
        "lessThan": _HERE + "：值不小于 {wanted} 的值",
        "lessThanOrEquals": _HERE + "：值大于 {wanted} 的值",
        "maxCount": "{focus} 的 {path} 多于 {wanted} 个",
        "maxCount 0": "{focus} 不应有 {path}",
        "maxExclusive": _HERE + "：值不小于 {wanted}",
        "maxInclusive": _HERE + "：值大于 {wanted}",
        "maxLength": _HERE + "：多于 {wanted} 个字符",
        "minCount": "{focus} 的 {path} 少于 {wanted} 个",
        "minCount 1": "{focus} 缺少 {path}",
        "minExclusive": _HERE + "：值不大于 {wanted}",
        "minInclusive": _HERE + "：值小于 {wanted}",
        "minLength": _HERE + "：少于 {wanted} 个字符",
        "node": _HERE + "：值的类型有误",
        "nodeKind": _HERE + "：值不是 {wanted}",
        "pattern": _HERE + "：值的形式有误",
        "uniqueLang": "{focus} 在语言 {other} 中有多个 {path}",
        "": _HERE + "：值不符合形状",
    },
}
_MOST_LOOKED_FOR, _MOST_KNOWN = 100, 2000
"""A look-up takes a millisecond for a hundred names."""
_NONE_NEAR = {"en": "one that exists", "zh": "已有者"}


class Wording:
    """Puts faults into one language; `known` gives the IRIs among which the nearest is looked for, when it is asked."""

    def __init__(self, language: str, known: Callable[[], Iterable[str]]) -> None:
        self._language = language if language in _SAID else "en"
        self._known = known
        self._names: dict[str, list[str]] | None = None
        self._near: dict[str, str] = {}

    def of(self, fault: Fault) -> tuple[str, str]:
        """Return what is there and what is to be written instead."""
        said = _SAID[self._language]
        if fault.problems:
            problem = fault.problems.get(self._language) or fault.problems["en"]
        else:
            problem = said.get(f"{fault.component} {fault.wanted}") or said.get(fault.component) or said[""]
        repair = fault.repairs.get(self._language) or next(iter(fault.repairs.values()), "")
        return self._filled(problem, fault), self._filled(repair, fault)

    def _filled(self, text: str, fault: Fault) -> str:
        text = text.replace("{wanted}", fault.wanted)
        return _PLACE.sub(lambda match: self._part(match[1], fault), text)

    def _part(self, name: str, fault: Fault) -> str:
        if name == "nearest":
            return self._nearest(shorten(key_of(fault.value)))
        if name == "path":
            return _IRI.sub(lambda match: shorten(match[1]), fault.path)
        term = getattr(fault, name)
        return term.value if name == "other" and fault.component == "uniqueLang" else shown(term)

    def _nearest(self, name: str) -> str:
        """The known name nearest to one, of the same namespace; after many, no more are looked for."""
        if self._names is None:
            self._names = {}
            for known in map(shorten, self._known()):
                self._names.setdefault(known.partition(":")[0], []).append(known)
        if name not in self._near and len(self._near) < _MOST_LOOKED_FOR:
            near = get_close_matches(name, self._names.get(name.partition(":")[0], ())[:_MOST_KNOWN], n=1)
            self._near[name] = near[0] if near else _NONE_NEAR[self._language]
        return self._near.get(name, _NONE_NEAR[self._language])
