from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal

from stdkg.errors import AccessError, DataError, UnknownNameError
from stdkg.evidence import coverage, verify
from stdkg.vocabulary import STD, term

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stdkg.evidence import Report

    from .conftest import Citing

    Kinds = Callable[[Report], list[str]]


def test_one_digit_changed_names_the_claim(citing: Citing, kinds: Kinds) -> None:
    report = citing.with_text("harbour-2032", "62.5%", "62.6%").verify()
    assert set(kinds(report)) == {"text-changed", "passage-changed"}
    assert "passage harbour-2032/3" in report.lines()[0]
    assert "is the first of 1 that differ" in report.lines()[0]
    figure = next(failure for failure in report.failures if failure.subject)
    assert (figure.subject, figure.predicate, figure.value) == (
        "figure:share-2031",
        "sdmx-measure:obsValue",
        "62.5",
    )
    assert figure.passage == "harbour-2032/3"


def test_every_changed_digit_is_noticed(citing: Citing) -> None:
    text = citing.texts["harbour-2032"].decode()
    store = citing.store()
    for place, char in enumerate(text):
        if char.isdigit():
            other = text[:place] + str((int(char) + 1) % 10) + text[place + 1 :]
            assert not verify(store, {"harbour-2032": other.encode()}).ok


def test_a_change_outside_every_passage_is_said_to_be_one(citing: Citing, kinds: Kinds) -> None:
    report = citing.with_text("harbour-2032", "9 dinners", "8 dinners").verify()
    assert kinds(report) == ["text-changed"]
    assert "outside every passage" in report.lines()[0]
    assert report.counts["unchecked"] == 0


def test_a_shifted_text_names_the_first_passage_only(citing: Citing, kinds: Kinds) -> None:
    report = citing.with_text("harbour-2032", "Harbour standards in", "Our harbour standards in").verify(
        "harbour-2032"
    )
    assert set(kinds(report)) == {"text-changed", "passage-changed"}
    assert {failure.passage for failure in report.failures if failure.passage} == {"harbour-2032/1"}
    assert "the first of 7" in report.lines()[0]
    assert report.counts["unchecked"] > 0


def test_a_changed_context_without_claims_names_the_claims_that_rest_on_it(
    citing: Citing, kinds: Kinds
) -> None:
    first = term("passage", "harbour-2032/1")
    empty = citing.without(lambda quad: quad.graph_name == first)
    report = empty.with_text("harbour-2032", "1,204", "1,205").verify("harbour-2032")
    assert {"text-changed", "context-changed"} <= set(kinds(report))
    assert "figure:share-2031" in {failure.subject for failure in report.failures}


def test_what_was_not_changed_is_checked_as_ever(citing: Citing, kinds: Kinds) -> None:
    wrong = citing.changed("figure:approved-2031", "sdmx-measure:obsValue", Literal(204))
    report = wrong.with_text("harbour-2032", "9 dinners", "8 dinners").verify()
    assert kinds(report) == ["text-changed", "number-missing"]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("byte order mark", lambda data: b"\xef\xbb\xbf" + data),
        ("newlines", lambda data: data.replace(b"\n", b"\r\n")),
        ("edge", lambda data: data.strip()),
    ],
)
def test_a_text_in_disguise_is_recognised(citing: Citing, name: str, form: Callable[[bytes], bytes]) -> None:
    report = verify(citing.store(), {"harbour-2032": form(citing.texts["harbour-2032"])})
    assert not report.ok
    assert name in report.lines()[0]


@pytest.mark.parametrize("form", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_newlines_and_byte_order_marks_are_code_points(
    citing: Citing, form: Callable[[str], str], tmp_path: Path
) -> None:
    formed = citing.with_form("harbour-2032", form)
    assert formed.verify().ok
    file = tmp_path / "text.txt"
    file.write_bytes(formed.texts["harbour-2032"])
    assert verify(formed.store(), {"harbour-2032": file}).ok
    assert verify(formed.store(), {"harbour-2032": str(file)}).ok
    assert formed.coverage("harbour-2032").unread[0].line == 7


def test_a_wrong_hash_of_a_passage(citing: Citing, kinds: Kinds) -> None:
    report = citing.changed("passage:harbour-2032/3", "std:passageSha256", Literal("0" * 64)).verify()
    assert kinds(report) == ["passage-hash"]
    assert "write sha256" in report.lines()[0]


def test_a_wrong_hash_of_what_is_passed_over(citing: Citing, kinds: Kinds) -> None:
    stretch = next(
        quad.subject
        for quad in citing.quads
        if quad.object == STD("PassedOver") and "#" in quad.subject.value
    )
    key = stretch.value.replace("https://w3id.org/stdkg/id/source/", "source:")
    report = citing.changed(key, "std:passageSha256", Literal("0" * 64)).verify()
    assert kinds(report) == ["passed-over-hash"]


@pytest.mark.parametrize("end", ["100000", "1", "minus", "-1"])
def test_offsets_outside_the_text(citing: Citing, kinds: Kinds, end: str) -> None:
    report = citing.changed("passage:harbour-2032/7#position", "oa:end", Literal(end)).verify()
    assert kinds(report) == ["outside-text"]
    assert report.counts["unchecked"] > 0


def test_a_wrong_length(citing: Citing, kinds: Kinds) -> None:
    assert kinds(citing.changed("source:harbour-2032", "std:textLength", Literal(5)).verify()) == [
        "text-length"
    ]


def test_positions_without_a_hash_of_the_text(citing: Citing, kinds: Kinds) -> None:
    source = term("source", "harbour-2032")
    report = citing.without(
        lambda quad: quad.subject == source and quad.predicate == STD("textSha256")
    ).verify()
    assert kinds(report) == ["text-unsealed"]


def test_a_source_without_a_text_is_not_checked(citing: Citing) -> None:
    report = citing.verify("gangwan-2032")
    assert report.not_checked == ("harbour-2032", "seen-2032")
    left = report.passages_left
    assert (left["sealed"], left["located"], left["neither"]) == (7, 1, 0)
    assert report.lines()[-2].startswith(
        "not checked, no text at hand: 2 sources, whose passages are 7 sealed"
    )
    assert report.lines()[-2].endswith(": harbour-2032, seen-2032")


def test_passages_with_neither_hash_nor_place_are_counted(citing: Citing) -> None:
    bare = citing.without(lambda quad: quad.predicate in (STD("passageSha256"), STD("locator")))
    left, before = bare.verify("gangwan-2032").passages_left, citing.verify("gangwan-2032").passages_left
    assert left["neither"] == before["sealed"] + before["located"] > 0
    assert (left["sealed"], left["located"]) == (0, 0)


def test_no_text_at_all(citing: Citing) -> None:
    report = verify(citing.store(), {})
    assert report.ok
    assert report.lines()[-1] == "no text was given, nothing was checked"


@pytest.mark.parametrize("call", [verify, coverage])
def test_an_unknown_id(citing: Citing, call: Callable[..., object], tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="no source 'harbor-2032'; write harbour-2032") as error:
        call(citing.store(), {"harbor-2032": tmp_path / "missing.txt"})
    assert error.value.exit_code == 2


@pytest.mark.parametrize("call", [verify, coverage])
def test_texts_that_cannot_be_read(citing: Citing, call: Callable[..., object], tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "latin.txt").write_bytes("Café".encode("latin-1"))
    cases: list[tuple[object, type[Exception], str]] = [
        (tmp_path / "missing.txt", AccessError, "cannot be read: No such file"),
        (tmp_path, AccessError, "is a folder"),
        ("no\0file", AccessError, "cannot be read"),
        (tmp_path / "empty.txt", DataError, "is empty"),
        (b"", DataError, "harbour-2032: is empty"),
        (tmp_path / "latin.txt", DataError, r"byte 3 \(0xe9\) is not UTF-8"),
        (b"\xff\xfe\x00", DataError, r"byte 0 \(0xff\) is not UTF-8"),
    ]
    for given, error, message in cases:
        with pytest.raises(error, match=message) as caught:
            call(citing.store(), {"harbour-2032": given})
        assert "\n" not in str(caught.value)


def test_random_texts_are_refused_in_one_line_each(citing: Citing) -> None:
    store = citing.store()
    for text in ("x", "\n", "\ufeff", "0" * 10_000, "２０３１年" * 100, "\0" * 50):
        report = verify(store, {"harbour-2032": text.encode()})
        assert not report.ok
        assert all("\n" not in line for line in report.lines())
