from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stdkg.errors import AccessError
from stdkg.evidence import texts_in
from stdkg.vocabulary import STD, term

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Citing


def test_what_no_passage_cites_is_unread(citing: Citing) -> None:
    found = citing.coverage()
    assert [(unread.line, unread.what, unread.text, unread.node) for unread in found.unread] == [
        (7, "name", "Lighthouse Guild", "id:lighthouse-guild"),
        (7, "number", "9", ""),
        (7, "name", "Saltmarsh", "id:saltmarsh"),
        (7, "date", "6 May 2031", ""),
    ]
    text = citing.texts["harbour-2032"].decode()
    assert all(text[unread.offset :].startswith(unread.text) for unread in found.unread)
    assert not found.complete


def test_a_text_that_is_read_to_the_end(citing: Citing) -> None:
    found = citing.coverage("gangwan-2032")
    assert found.complete
    assert found.unread == ()


def test_shares_add_up(citing: Citing) -> None:
    for source in citing.coverage().sources:
        for counts in source.counts.values():
            assert set(counts) == {"cited", "context", "passed", "unread"}
        assert sum(source.counts["character"].values()) == len(citing.texts[source.name].decode())
        assert 0 < source.share() < 1
        assert sum(source.share(where=where) for where in source.counts["character"]) == pytest.approx(1)


def test_a_passage_without_claims_is_not_cited(citing: Citing) -> None:
    passage = term("passage", "harbour-2032/3")
    found = citing.without(lambda quad: quad.graph_name == passage).coverage("harbour-2032")
    assert "62.5" in {unread.text for unread in found.unread}


def test_a_context_of_cited_passages_is_no_longer_unread(citing: Citing) -> None:
    passage = term("passage", "harbour-2032/1")
    found = citing.without(lambda quad: quad.graph_name == passage).coverage("harbour-2032")
    assert "1,204" not in {unread.text for unread in found.unread}
    assert found.sources[0].counts["number"]["context"] == 2


def test_a_context_of_one_claim_counts_too(citing: Citing) -> None:
    passage = term("passage", "harbour-2032/7")
    alone = citing.without(lambda quad: quad.graph_name == passage)
    claim = (term("figure", "regions-2031"), STD("context"), passage)
    before, after = (
        alone.coverage("harbour-2032"),
        alone.plus("harbour-2032/4", claim).coverage("harbour-2032"),
    )
    assert len(after.unread) < len(before.unread)


def test_what_is_passed_over_is_not_unread(citing: Citing) -> None:
    over = citing.without(lambda quad: quad.object == STD("PassedOver"))
    assert "3 February 2032" in {unread.text for unread in over.coverage("harbour-2032").unread}


def test_a_changed_text_is_not_measured(citing: Citing) -> None:
    found = citing.with_text("harbour-2032", "9 dinners", "8 dinners").coverage("harbour-2032")
    assert found.sources[0].measured == "changed"
    assert not found.complete
    assert "cannot be measured" in found.lines()[0]


def test_located_passages_are_not_measured(citing: Citing) -> None:
    found = citing.coverage("seen-2032")
    assert found.sources[0].measured == "located"
    assert len(found.lines("zh")) == 1


def test_lines_in_both_languages(citing: Citing) -> None:
    found = citing.coverage("harbour-2032")
    assert "harbour-2032: line 7, offset 651: unread number '9'" in found.to_text()
    assert "第 7 行，位置 651：未读数字 “9”" in found.to_text("zh")
    assert found.lines()[-1].startswith("harbour-2032: names: ")


def test_the_texts_of_a_folder(citing: Citing, tmp_path: Path) -> None:
    (tmp_path / "harbour-2032.txt").write_bytes(b"x")
    (tmp_path / "README.txt").write_bytes(b"x")
    (tmp_path / "gangwan-2032.txt").mkdir()
    assert texts_in(citing.store(), tmp_path) == {"harbour-2032": tmp_path / "harbour-2032.txt"}
    with pytest.raises(AccessError, match="is no folder"):
        texts_in(citing.store(), tmp_path / "missing")
