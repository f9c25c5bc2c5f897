"""Numbers written as words: `twenty-one`, `first`, `two thousand`, 二十一, 二〇二二, 三百五十万.

Example:
    >>> english(["two", "hundred", "and", "five", "standards"])
    (Decimal('205'), 4)
    >>> chinese("三百五十万"), chinese("二〇二二"), chinese("一万二")
    (Decimal('3500000'), Decimal('2022'), None)
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CHINESE", "ENGLISH", "SCALES", "chinese", "chinese_scale", "english"]

_ONES = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_TEENS = tuple(stem + "teen" for stem in ("thir", "four", "fif", "six", "seven", "eigh", "nine"))
_FIRST = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

ENGLISH: Final[dict[str, int]] = {
    **{word: value for value, word in enumerate((*_ONES, *_TEENS))},
    **{word: value for value, word in enumerate(_FIRST, start=1)},
    **{word + "th": value for value, word in enumerate(_TEENS, start=13)},
    **{word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)},
    **{word[:-1] + "ieth": value for value, word in zip(range(20, 100, 10), _TENS, strict=True)},
}
"""The words that are a number by themselves, ordinals too."""

SCALES: Final[dict[str, int]] = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
"""The words that multiply the number before them."""

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
CHINESE: Final = "".join((*_DIGITS, *_UNITS))
"""The characters of which Chinese numerals are made."""

_ANY = "".join(_DIGITS)
_SECTIONS = re.compile(f"([{_ANY}十百千]*)([万亿]?)")
_PLACES = re.compile(f"([{_ANY}]?)([十百千])|([{_ANY}])")
_UNCLEAR = re.compile(f"[一二两三四五六七八九][{_ANY}]|(?<![{_ANY}])[百千]|[百千万亿][一二两三四五六七八九]$")
"""Two digits side by side, 百 of how many, and 一万二, which speech uses for 12,000."""
_YEAR_LENGTH = 4
_HUNDRED = 100


def english(following: Sequence[str]) -> tuple[Decimal, int]:
    """Return the number at the head of some words, and how many of them it takes; the first is in ENGLISH."""
    total, current, taken = 0, ENGLISH[following[0]], 1
    tail = current  # the part that one more word may still complete: twenty + one
    while taken < len(following):
        word = following[taken]
        after = following[taken + 1] if taken + 1 < len(following) else ""
        if word in SCALES:
            if SCALES[word] == _HUNDRED:
                current, tail = current * _HUNDRED, _HUNDRED
            else:
                total, current, tail = total + current * SCALES[word], 0, SCALES[word]
        elif word == "and" and tail >= _HUNDRED and after in ENGLISH:
            current, tail, taken = current + ENGLISH[after], ENGLISH[after], taken + 1
        elif word in ENGLISH and _completes(tail, ENGLISH[word]):
            current, tail = current + ENGLISH[word], ENGLISH[word]
        else:
            break
        taken += 1
    return Decimal(total + current), taken


def _completes(tail: int, value: int) -> bool:
    """Whether a number word goes on with the number before it: twenty one, hundred five; never one two."""
    if tail >= _HUNDRED:
        return value > 0
    return tail >= 20 and tail % 10 == 0 and 0 < value < 10  # noqa: PLR2004  tens and ones


def chinese(numeral: str) -> Decimal | None:
    """Return the value of a run of CHINESE characters; None where it reads as no single number.

    Four digits in a row are a year, 二〇二二; two or three without a zero are a guess, 两三, and no number.
    """
    if not any(char in _UNITS for char in numeral):
        if len(numeral) in (1, _YEAR_LENGTH) or "〇" in numeral or "零" in numeral:
            return Decimal("".join(str(_DIGITS[char]) for char in numeral))
        return None
    if _UNCLEAR.search(numeral):
        return None
    total = 0
    for section, unit in _SECTIONS.findall(numeral):
        here = sum(
            (_DIGITS[digit] if digit else 1) * _UNITS[place] if place else _DIGITS[last]
            for digit, place, last in _PLACES.findall(section)
        )
        if unit and not (here or total):
            return None
        total = (total + here) * _UNITS[unit] if unit == "亿" else total + here * _UNITS.get(unit, 1)
    return Decimal(total)


def chinese_scale(units: str) -> int:
    """Return what characters such as 万 or 万亿 multiply a number in digits by."""
    product = 1
    for char in units:
        product *= _UNITS[char]
    return product
