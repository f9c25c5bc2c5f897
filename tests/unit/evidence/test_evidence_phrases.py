from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdkg.evidence.letters import fold
from stdkg.evidence.phrases import PhraseIndex


@pytest.mark.parametrize(
    ("name", "text", "stands"),
    [
        ("ISO", "the iso's work", True),
        ("ISO", "采用ISO标准", True),
        ("ISO", "isolated", False),
        ("ISO", "ISOs", False),
        ("Iron", "environment", False),
        ("All-Harbour Union", "ALL HARBOUR\r\n  UNION", True),
        ("Leaders’ “Club”", 'leaders\' "club"', True),
        ("technical committee", "Technical Committees", True),
        ("agency", "agencies", True),
        ("China", "Chinas", True),
        ("Opinions", "opinion", False),
        ("北京", "在北京市", True),
        ("北京", "北 京", True),
        ("ＩＳＯ", "iso", True),
        ("Chem & Co.", "chem & co. said", True),
        ("...", "and so on ...", True),
        ("", "anything", False),
    ],
)
def test_a_name_stands_as_whole_words(name: str, text: str, stands: bool) -> None:
    assert bool(PhraseIndex({"x": [name]}).find(text)) is stands


def test_names_within_names_are_all_found() -> None:
    index = PhraseIndex({"a": ["Harbour Board"], "b": ["Harbour"], "c": ["Board of the Sea"]})
    assert index.find("Harbour Board of the Sea") == [("b", 0, 7), ("a", 0, 13), ("c", 8, 24)]


@given(st.text(max_size=40))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.lists(st.sampled_from(["ab", "cde", "标准", "f-g", " "]), max_size=30).map(" ".join))
def test_every_place_holds_its_phrase(text: str) -> None:
    index = PhraseIndex({name: [name] for name in ("ab", "ab cde", "标准", "f g")})
    for name, start, end in index.find(text):
        assert "".join(text[start:end].split()).replace("-", "") == name.replace(" ", "")


def test_time_does_not_grow_with_names_times_text() -> None:
    text = "The Harbour Board Number 7 met the Harbour Board. " * 400

    def seconds(names: int) -> float:
        index = PhraseIndex({f"n{number}": [f"Harbour Board Number {number}"] for number in range(names)})
        begin = time.process_time()
        assert len(index.find(text)) == 400
        return time.process_time() - begin

    assert seconds(20_000) < 50 * max(seconds(20), 0.01), "where it grew with the names: a thousand times"
