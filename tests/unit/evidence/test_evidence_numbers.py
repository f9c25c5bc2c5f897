from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdkg.evidence.dates import dates
from stdkg.evidence.numbers import decimal_of, numbers
from stdkg.evidence.numerals import chinese


def values(text: str) -> list[float | None]:
    return [None if number.value is None else float(number.value) for number in numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("35 of 2035, 3.5 and 17,675.", [35, 2035, 3.5, 17675]),
        ("1,000", [1000]),
        ("48.75%", [48.75]),
        ("In 2022.", [2022]),
        ("in 2022,35 new ones", [2022, 35]),
        ("12,34,567", [12, 34, 567]),
        ("version 1.2.3", [None]),
        ("1.234,5", [None]),
        ("T35, GB2035, ISO9001, v2.5", []),
        ("5G and 3D", []),
        ("35kg, the 20th and 3rd", [35, 20, 3]),
        ("2022-2023, 30/40", [2022, 2023, 30, 40]),
        ("at −5 or -7, not 3-4", [-5, -7, 3, 4]),
        ("one to twenty, first, twentieth", [1, 20, 1, 20]),
        ("Twenty-one and twenty five", [21, 25]),
        ("one hundred and fifty; two thousand; 1.5 million", [150, 2000, 1_500_000]),
        ("three one-stop shops", [3, 1]),
        ("someone, weight, tension", []),
        ("4.4万, 3万亿, 35 千, 30万千瓦", [44000, 3e12, 35000, 300_000]),
        ("100多万家", [1_000_000]),
        ("２０２２年，１，３５．５", [2022, 1, 35.5]),
        ("三十五项、第一、十二个、二〇二二年", [35, 1, 12, 2022]),
        ("统一、进一步、一些、万一、百姓", []),
        ("百分之三十", [30]),
        ("数百个、几十家", []),
        ("二十几个", [None]),
        ("一百二十三家", [123]),
        ("四大任务", [4]),
        ("", []),
    ],
)
def test_a_number_token_is_whole(text: str, expected: list[float | None]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("二十", 20),
        ("一百零五", 105),
        ("三百五十万", 3_500_000),
        ("一亿三千万", 130_000_000),
        ("三万亿", 3 * 10**12),
        ("两千", 2000),
        ("两三", None),
        ("一万二", None),
        ("百", None),
        ("万", None),
    ],
)
def test_chinese_numerals(numeral: str, value: int | None) -> None:
    assert chinese(numeral) == value


def test_offsets_are_code_points_of_the_text() -> None:
    text = "\ufeff😀 ２０３５ and 4.4万"
    assert [text[number.start : number.end] for number in numbers(text)] == ["２０３５", "4.4万"]


def test_a_year_is_four_plain_digits() -> None:
    assert [number.year for number in numbers("2022, 2,022, 2022.5, 2022万, 0022, 二〇二二")] == [
        2022, 0, 0, 0, 0, 2022,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 2023-06-05.", ["2023-06-05"]),
        ("June 5, 2023 and 5 June 2023 and June 2023", ["June 5, 2023", "5 June 2023", "June 2023"]),
        ("on 5th of June they", ["5th of June"]),
        ("2023年6月5日、6月5日、2023年", ["2023年6月5日", "6月5日", "2023年"]),
        ("they may 35 new, in March 1,000 more; 2023-13-05; 12023-06-05", []),
    ],
)
def test_dates(text: str, expected: list[str]) -> None:
    assert [text[date.start : date.end] for date in dates(text)] == expected


def test_what_is_no_number_has_no_value() -> None:
    assert [decimal_of(text) for text in ("1,5", "", "NaN", "INF", "five")] == [None] * 5


whole = st.integers(0, 10**12)
prose = st.text(alphabet="abc xyz;:()\n，。的", max_size=20)


@given(number=whole, decimals=st.integers(0, 999), before=prose, after=prose)
def test_a_printed_number_is_found_with_commas_and_without(
    number: int, decimals: int, before: str, after: str
) -> None:
    for printed in (f"{number}", f"{number:,}", f"{number}.{decimals:03}", f"{number:,}.{decimals:03}"):
        found = [token.value for token in numbers(f"{before} {printed} {after}")]
        assert found == [Decimal(printed.replace(",", ""))]


@given(number=whole, cut=st.data())
def test_a_part_of_a_number_is_never_found(number: int, cut: st.DataObject) -> None:
    digits = str(number)
    start = cut.draw(st.integers(0, len(digits) - 1))
    end = cut.draw(st.integers(start + 1, len(digits)))
    part = int(digits[start:end])
    found = {
        token.value for printed in (f"{number}", f"{number:,}") for token in numbers(f"the {printed} of")
    }
    assert (part in found) == (part == number)


@given(number=st.integers(1, 99_999_999))
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert chinese(in_chinese(number)) == number


def in_chinese(number: int) -> str:
    if number >= 10**4:
        rest = number % 10**4
        joint = "零" if 0 < rest < 1000 else ""
        return in_chinese(number // 10**4) + "万" + joint + (in_chinese(rest) if rest else "")
    written, pending = "", False
    for unit, char in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            written += ("零" if pending and written else "") + "〇一二三四五六七八九"[digit] + char
        pending = not digit
    return written


@given(st.text(max_size=60))
def test_tokens_lie_in_order_and_within_any_text(text: str) -> None:
    spans = [(token.start, token.end) for token in numbers(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(0 <= date.start < date.end <= len(text) for date in dates(text))
