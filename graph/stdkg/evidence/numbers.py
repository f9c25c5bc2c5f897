"""Number tokens of a text, whole: 35 is never found inside 2035, 3.5, 17,675 or T35.

A token is digits with or without thousands commas and decimals (`1,000`, `48.75`, `２０２２`, `20th`), a number word, or a
Chinese numeral, together with the word that multiplies it (`4.4万`, `2 million`): the value is the product. A full stop
or comma that no digit follows ends the sentence, not the number. Digits with a letter before them (`T35`, `GB2035`), or
behind them other than an ordinal's or a unit's, are a name and no number; so is what has two points (`1.2.3`).

Example:
    >>> [float(number.value) for number in numbers("In 2022, 17,675 standards, 48.75%, were the first of 4.4万.")]
    [2022.0, 17675.0, 48.75, 1.0, 44000.0]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from stdkg.evidence.letters import RUN, fold
from stdkg.evidence.numerals import CHINESE, ENGLISH, SCALES, chinese, chinese_scale, english

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Number", "decimal_of", "numbers"]

_UNIT = "st|nd|rd|th|kg|km|cm|mm|gw|mw|kw|kwh|mwh|gwh|twh|hz|khz|mhz|ghz|kv|mb|gb|tb"
_TOKEN = re.compile(rf"{RUN}(?:(?<=[0-9])[.,](?=[0-9]){RUN})*|[{CHINESE}]+")
_PARTS = re.compile(rf"([0-9][0-9.,]*)({_UNIT})?")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SCALED = re.compile(rf"(?:(?:\s|-)*({'|'.join(SCALES)})\b)+")
_SCALED_CHINESE = re.compile(r"[ \u3000]?[多余]?(?:[十百万亿]|千(?![克米瓦卡帕赫伏]))+(?!分之)")
_BETWEEN = re.compile(r"[\s-]+")
_COUNTED = re.compile("[个项家年月日条名届级类种次件位批部份国省市区县人期倍轮]")
_YEAR = re.compile("[12][0-9]{3}")
_CHINESE_YEAR = re.compile("[一二][〇零一二三四五六七八九]{3}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number token: where it stands (code points, end exclusive), and its value; None where it has no clear one.

    `year` is the year that the token may be, 0 where it cannot: four digits without a comma, or 二〇二二.
    """

    start: int
    end: int
    value: Decimal | None
    year: int = 0


def decimal_of(lexical: str) -> Decimal | None:
    """Return the value of a numeric literal, None where its text is none.

    Example:
        >>> decimal_of("48.750") == decimal_of("48.75"), decimal_of("1.234,5")
        (True, None)
    """
    try:
        value = Decimal(lexical)
    except ArithmeticError:
        return None
    return value if value.is_finite() else None


def numbers(text: str) -> list[Number]:
    """Return the number tokens of a text, in its order; `text` may be folded already."""
    folded = fold(text)
    found: list[Number] = []
    behind = 0
    tokens = list(_TOKEN.finditer(folded))
    for place, token in enumerate(tokens):
        if token.start() < behind:
            continue
        first = token.group()[0]
        if first in "0123456789":
            found.extend(_in_digits(folded, token))
        elif first in CHINESE:
            found.extend(_in_chinese(folded, token))
        elif token.group() in ENGLISH:
            found.append(_in_words(folded, tokens, place))
        behind = found[-1].end if found else 0
    return found


def _in_digits(folded: str, token: re.Match[str]) -> Iterator[Number]:
    parts = _PARTS.fullmatch(token.group())
    if not parts:
        return
    start, end, digits = token.start(), token.end(), parts[1]
    if not _PLAIN.fullmatch(digits):
        if "." in digits:
            yield Number(start, end, None)
        else:
            yield from _listed(digits, start)
        return
    value = Decimal(digits.replace(",", ""))
    year = int(digits) if _YEAR.fullmatch(digits) else 0
    if scaled := _SCALED.match(folded, end) or _SCALED_CHINESE.match(folded, end):
        value, end, year = value * _scale(scaled.group()), scaled.end(), 0
    yield Number(start, end, -value if _is_negative(folded, start) else value, year)


def _listed(digits: str, start: int) -> Iterator[Number]:
    """Yield the numbers of a list without blanks: 2022,35."""
    for piece in re.finditer("[0-9]+", digits):
        year = int(piece.group()) if _YEAR.fullmatch(piece.group()) else 0
        yield Number(start + piece.start(), start + piece.end(), Decimal(piece.group()), year)


def _is_negative(folded: str, start: int) -> bool:
    """Whether a minus stands before the digits, and a blank or bracket before it: no range, no hyphen."""
    return folded[start - 1 : start] == "-" and (start == 1 or folded[start - 2] in " \t\n\r\u3000(")


def _scale(text: str) -> int:
    product = 1
    for word in re.findall("[a-z]+", text):
        product *= SCALES[word]
    return product * chinese_scale(re.sub("[^十百千万亿]", "", text))


def _in_words(folded: str, tokens: list[re.Match[str]], place: int) -> Number:
    """Read the number word at a place with those that go on with it, blanks or hyphens between."""
    run = [tokens[place]]
    for token in tokens[place + 1 :]:
        if not _BETWEEN.fullmatch(folded, run[-1].end(), token.start()):
            break
        if not (token.group() in ENGLISH or token.group() in SCALES or token.group() == "and"):
            break
        run.append(token)
    value, taken = english([token.group() for token in run])
    return Number(run[0].start(), run[taken - 1].end(), value)


def _in_chinese(folded: str, token: re.Match[str]) -> Iterator[Number]:
    start, end, numeral = token.start(), token.end(), token.group()
    before, after = folded[start - 1 : start], folded[end : end + 1]
    if folded.startswith("分之", end) or before in ("数", "几", "点"):
        return  # 百分之 is the unit; 数百 is no number
    if len(numeral) == 1 and not (before == "第" or _reads_as_count(numeral, after)):
        return  # 统一, 进一步: a syllable
    if after in ("几", "点") or (before in ("上", "近") and chinese(numeral) is None):
        yield Number(start, end, None)
        return
    if (value := chinese(numeral)) is None:
        return  # 万一, 两三
    year = int(value) if _CHINESE_YEAR.fullmatch(numeral) else 0
    if scaled := _SCALED_CHINESE.match(folded, end):
        value, end, year = value * _scale(scaled.group()), scaled.end(), 0
    yield Number(start, end, value, year)


def _reads_as_count(numeral: str, after: str) -> bool:
    if numeral in "十百千万亿":
        return numeral == "十" and bool(_COUNTED.match(after))
    return bool(_COUNTED.match(after)) or (after == "大" and numeral not in "一〇零")
