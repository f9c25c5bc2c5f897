from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal

from stdkg.evidence import verify
from stdkg.evidence.wording import KINDS, say
from stdkg.vocabulary import ID, STD, term

if TYPE_CHECKING:
    from collections.abc import Callable

    from stdkg.evidence import Report

    from .conftest import Citing

    Kinds = Callable[[Report], list[str]]

YEAR = "http://www.w3.org/2001/XMLSchema#gYear"


def test_the_fixtures_hold(citing: Citing) -> None:
    report = citing.verify()
    assert report.ok
    assert report.failures == ()
    assert report.not_checked == ("seen-2032",)


def test_every_claim_is_counted_once(citing: Citing) -> None:
    report = citing.verify()
    counts = report.counts
    names = ("letters", "sealed", "located", "assumed", "unchecked", "failed")
    assert sum(counts[name] for name in names) == counts["claims"]
    assert counts["letters"] > 0 < counts["sealed"]
    assert counts["unchecked"] == counts["failed"] == counts["located"] == 0
    assert counts["passages_sealed"] == 11
    assert counts["sources_checked"] == 2


def test_an_area_that_is_the_scope_and_not_named_is_assumed(citing: Citing) -> None:
    report = citing.verify("harbour-2032")
    assert {(assumed.subject, assumed.area) for assumed in report.assumed} == {
        (f"figure:{name}-2031", "id:harbourland") for name in ("approved", "projects", "share", "regions")
    }
    assert any("id:harbourland is assumed for 4 claims" in line for line in report.lines())


def test_an_area_within_a_longer_name_is_assumed_and_one_alone_is_not(citing: Citing) -> None:
    named = citing.with_form("harbour-2032", lambda text: text.replace("Tidewater", "Harbourland Tidewater"))
    alone = citing.with_form("harbour-2032", lambda text: text.replace("it approved", "Harbourland approved"))
    forum = (
        ID("tidewater-forum"),
        term("skos", "altLabel"),
        Literal("Harbourland Tidewater Forum", language="en"),
    )
    assert len(named.plus("harbour-2032/1", forum).verify("harbour-2032").assumed) == 4
    assert len(alone.verify("harbour-2032").assumed) == 0


def test_an_area_that_is_not_the_scope_must_be_named(citing: Citing, kinds: Kinds) -> None:
    report = citing.changed("figure:approved-2031", "sdmx-dimension:refArea", ID("eastcliff")).verify()
    assert kinds(report) == ["name-missing"]
    failure = report.failures[0]
    assert (failure.source, failure.passage, failure.subject) == (
        "harbour-2032",
        "harbour-2032/1",
        "figure:approved-2031",
    )
    assert (failure.predicate, failure.value) == ("sdmx-dimension:refArea", "id:eastcliff")
    assert failure.end is not None
    assert failure.start is not None
    assert f"harbour-2032: passage harbour-2032/1 [{failure.start}-{failure.end}]" in failure.line()


@pytest.mark.parametrize("value", ["204", "120", "4", "12040"])
def test_a_number_within_a_longer_one_is_missing(citing: Citing, kinds: Kinds, value: str) -> None:
    wrong = Literal(value, datatype=term("xsd", "integer"))
    report = citing.changed("figure:approved-2031", "sdmx-measure:obsValue", wrong).verify()
    assert kinds(report) == ["number-missing"]
    assert f"figure:approved-2031 sdmx-measure:obsValue {value}" in report.lines()[0]


def test_a_number_must_stand_in_the_passage_not_in_its_context(citing: Citing, kinds: Kinds) -> None:
    wrong = Literal(1204)
    report = citing.changed("figure:projects-2031", "sdmx-measure:obsValue", wrong).verify()
    assert "number-missing" in kinds(report)


def test_a_decimal_is_whole(citing: Citing, kinds: Kinds) -> None:
    same = citing.changed(
        "figure:share-2031", "sdmx-measure:obsValue", Literal("62.50", datatype=term("xsd", "decimal"))
    )
    assert same.verify().ok
    part = citing.changed("figure:share-2031", "sdmx-measure:obsValue", Literal(62))
    assert kinds(part.verify())[0] == "number-missing"


def test_what_is_no_number_fails(citing: Citing, kinds: Kinds) -> None:
    wrong = Literal("1.204,5", datatype=term("xsd", "decimal"))
    assert kinds(citing.changed("figure:approved-2031", "sdmx-measure:obsValue", wrong).verify()) == [
        "no-number"
    ]


def test_a_wrong_year(citing: Citing, kinds: Kinds) -> None:
    wrong = Literal("2032", datatype=term("xsd", "gYear"))
    report = citing.changed("figure:share-2031", "sdmx-dimension:refPeriod", wrong).verify()
    assert kinds(report) == ["year-missing"]
    assert "the year 2032" in report.lines()[0]


def test_years_of_dates_and_months_are_checked(citing: Citing, kinds: Kinds) -> None:
    plan, issued = ID("all-harbour-plan"), term("dcterms", "issued")
    for text, kind in (("2033-05", "gYearMonth"), ("2033-05-01", "date"), ("2039-05-01", "date")):
        report = citing.plus(
            "harbour-2032/7", (plan, issued, Literal(text, datatype=term("xsd", kind)))
        ).verify()
        assert kinds(report) == (["year-missing"] if text.startswith("2039") else [])


def test_an_actor_that_is_not_named(citing: Citing, kinds: Kinds) -> None:
    report = citing.changed("figure:projects-2031", "std:by", ID("beacon-office")).verify()
    assert kinds(report) == ["name-missing"]


def test_a_subject_that_is_not_named_fails_once_with_all_its_claims(citing: Citing, kinds: Kinds) -> None:
    plan = ID("all-harbour-plan")
    report = citing.plus(
        "harbour-2032/3",
        (plan, STD("stage"), STD("planned")),
        (plan, STD("aim"), Literal("x", language="en")),
    ).verify()
    assert kinds(report) == ["name-missing"]
    assert report.failures[0].more == 1
    assert "so do 1 more claims" in report.lines()[0]


def test_a_context_of_a_context_counts(citing: Citing, kinds: Kinds) -> None:
    report = citing.verify()
    assert report.ok  # passage 5 has its year from passage 1, by way of passage 4
    context = STD("context")
    cut = citing.without(
        lambda quad: quad.predicate == context and quad.subject == term("passage", "harbour-2032/4")
    ).verify()
    assert set(kinds(cut)) == {"year-missing"}
    assert {failure.passage[-1] for failure in cut.failures} == {"4", "5", "6"}


def test_a_claim_may_have_a_context_of_its_own(citing: Citing, kinds: Kinds) -> None:
    cut = citing.without(
        lambda quad: quad.predicate == STD("context") and quad.subject == term("passage", "harbour-2032/3")
    )
    assert kinds(cut.verify()) == ["year-missing"]
    own = (term("figure", "share-2031"), STD("context"), term("passage", "harbour-2032/1"))
    assert cut.plus("harbour-2032/3", own).verify().ok


def test_contexts_in_a_circle_end(citing: Citing) -> None:
    own = (term("passage", "harbour-2032/1"), STD("context"), term("passage", "harbour-2032/5"))
    assert citing.plus("", own).verify().ok


def test_a_context_in_a_text_that_is_not_at_hand_leaves_the_claim_unchecked(citing: Citing) -> None:
    moved = citing.changed("passage:harbour-2032/3", "std:context", term("passage", "gangwan-2032/1"))
    assert moved.verify().ok
    report = moved.verify("harbour-2032")
    assert report.ok
    assert report.counts["unchecked"] == 2  # its period and its area


def test_a_resource_without_a_name(citing: Citing, kinds: Kinds) -> None:
    report = citing.changed("figure:approved-2031", "std:by", ID("nobody")).verify()
    assert kinds(report) == ["unnamed"]


@pytest.mark.parametrize(
    ("figure", "comparator"),
    [("projects", "exactly"), ("share", "exactly"), ("saltmarsh", "exactly"), ("eastcliff", "exactly"), ("projects", "atLeast")],
)  # fmt: skip
def test_a_number_with_a_hedge_of_another_comparator(
    citing: Citing, kinds: Kinds, figure: str, comparator: str
) -> None:
    report = citing.changed(f"figure:{figure}-2031", "std:comparator", STD(comparator)).verify()
    assert kinds(report) == ["comparator-differs"]


@pytest.mark.parametrize("comparator", ["moreThan", "nearly", "atMost"])
def test_a_hedge_that_is_missing(citing: Citing, kinds: Kinds, comparator: str) -> None:
    report = citing.changed("figure:regions-2031", "std:comparator", STD(comparator)).verify()
    assert kinds(report) == ["comparator-missing"]


def test_a_hedge_at_another_number_is_none(citing: Citing, kinds: Kinds) -> None:
    two = citing.with_form(
        "harbour-2032", lambda text: text.replace("Twelve regions", "Over 90 ports in twelve regions")
    )
    report = two.changed("figure:regions-2031", "std:comparator", STD("moreThan")).verify()
    assert kinds(report) == ["comparator-missing"]


@pytest.mark.parametrize(
    ("hedge", "comparator"),
    [
        ("no more than 1,204", "atMost"),
        ("more than a total of 1,204", "moreThan"),
        ("over 1,204", "moreThan"),
        ("1,204 or more", "atLeast"),
        ("almost 1,204", "nearly"),
    ],
)
def test_the_longest_hedge_at_a_number_counts(
    citing: Citing, kinds: Kinds, hedge: str, comparator: str
) -> None:
    hedged = citing.with_form("harbour-2032", lambda text: text.replace("1,204", hedge))
    assert kinds(hedged.verify()) == ["comparator-differs"]
    assert hedged.changed("figure:approved-2031", "std:comparator", STD(comparator)).verify().ok


@pytest.mark.parametrize(
    ("hedge", "comparator"),
    [("超过十二名", "moreThan"), ("不超过十二名", "atMost"), ("近十二名", "nearly"), ("十二名以上", "atLeast"), ("十二多名", "moreThan")],
)  # fmt: skip
def test_chinese_hedges(citing: Citing, kinds: Kinds, hedge: str, comparator: str) -> None:
    hedged = citing.with_form("gangwan-2032", lambda text: text.replace("十二名", hedge))
    assert kinds(hedged.verify()) == ["comparator-differs"]
    assert hedged.changed("figure:members-zh-2031", "std:comparator", STD(comparator)).verify().ok


def test_an_ideograph_away_from_a_number_is_no_hedge(citing: Citing, kinds: Kinds) -> None:
    recent = citing.with_form("gangwan-2032", lambda text: text.replace("成员十二名", "最近成员十二名"))
    assert recent.verify().ok
    report = recent.changed("figure:members-zh-2031", "std:comparator", STD("nearly")).verify()
    assert kinds(report) == ["comparator-missing"]


def test_a_number_that_stands_once_without_its_hedge_is_exact(citing: Citing) -> None:
    twice = citing.with_form(
        "harbour-2032", lambda text: text.replace("approved 1,204", "approved over 1,204, that is 1,204")
    )
    assert twice.verify().ok


def test_units(citing: Citing, kinds: Kinds) -> None:
    wrong = citing.changed("figure:approved-2031", "sdmx-attribute:unitMeasure", STD("percent")).verify()
    assert kinds(wrong) == ["unit-missing"]
    percent = citing.changed("figure:share-2031", "sdmx-attribute:unitMeasure", STD("standardUnit")).verify()
    assert kinds(percent) == ["unit-differs"]


def test_a_unit_that_nothing_names_is_sealed_by_the_hash(citing: Citing) -> None:
    bare = citing.without(
        lambda quad: quad.subject == STD("standardUnit") and isinstance(quad.object, Literal)
    )
    assert bare.verify().ok
    assert bare.verify().counts["letters"] < citing.verify().counts["letters"]


def test_ranks(citing: Citing, kinds: Kinds) -> None:
    wrong = citing.changed("figure:rank-saltmarsh-2031", "std:rank", Literal(2))
    assert kinds(wrong.verify()) == ["number-missing"]
    listed = wrong.changed("figure:rank-saltmarsh-2031", "std:rankKind", STD("listOrder"))
    assert listed.verify().ok


def test_a_name_must_stand_in_the_passage_that_is_cited_for_it(citing: Citing, kinds: Kinds) -> None:
    name = (ID("lighthouse-guild"), term("skos", "altLabel"), Literal("Guild of Lights", language="en"))
    report = citing.plus("harbour-2032/2", name).verify()
    assert kinds(report) == ["wording-missing"]
    assert "'Guild of Lights'" in report.lines()[0]


def test_a_title_must_stand_in_its_passage(citing: Citing, kinds: Kinds) -> None:
    wrong = Literal("Chair", language="en")
    report = citing.changed("membership:mira-oakes-director", "dcterms:title", wrong).verify()
    assert kinds(report) == ["wording-missing"]


def test_concepts_priorities_and_groups_are_sealed_by_the_hash(citing: Citing) -> None:
    triples = []
    for local, cls in (("calm", "Priority"), ("crowd", "Collective"), ("pact", "Partnership")):
        triples += [
            (ID(local), term("rdf", "type"), STD(cls)),
            (ID(local), term("rdfs", "label"), Literal("Our words", language="en")),
        ]
    assert citing.plus("harbour-2032/1", *triples).verify().ok


def test_a_resource_of_an_unknown_class_must_be_named(citing: Citing, kinds: Kinds) -> None:
    what = ID("thing")
    report = citing.plus(
        "harbour-2032/1",
        (what, term("rdf", "type"), term("schema", "Boat")),
        (what, term("rdfs", "label"), Literal("Sea Cow", language="en")),
    ).verify()
    assert set(kinds(report)) == {"name-missing", "wording-missing"}


def test_the_graphs_of_reference_and_ontology_are_no_claims(citing: Citing) -> None:
    claims = citing.verify().counts["claims"]
    assert (
        citing.plus("", (ID("harbour-standards-board"), STD("by"), ID("beacon-office")))
        .verify()
        .counts["claims"]
        == claims
    )


def test_located_passages_are_held_against_the_whole_text(citing: Citing, kinds: Kinds) -> None:
    report = citing.verify("seen-2032")
    assert report.ok
    assert report.counts["passages_located"] == 1
    assert report.counts["letters"] == 1
    missing = citing.with_text("seen-2032", "All-Harbour Plan", "plan").verify("seen-2032")
    assert kinds(missing) == ["name-missing"]
    assert "[located]" in missing.lines()[0]


def test_what_letters_cannot_show_of_a_located_passage_is_not_sealed(citing: Citing) -> None:
    claim = (ID("all-harbour-plan"), STD("stage"), STD("planned"))
    sealed = citing.plus("seen-2032/1", (term("figure", "x"), STD("stage"), STD("planned")), claim)
    assert sealed.verify("seen-2032").counts["located"] == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_kind_has_words_in_both_languages(kind: str, lang: str) -> None:
    names = "value year name number hedges change hint claims context found wanted length wording"
    message, repair = say(kind, lang, **dict.fromkeys(names.split(), "X"))
    assert message
    assert repair
    assert any("\u4e00" <= char <= "\u9fff" for char in message + repair) is (lang == "zh")


def test_a_report_in_chinese(citing: Citing) -> None:
    report = citing.changed("figure:approved-2031", "sdmx-measure:obsValue", Literal(204)).verify(
        "harbour-2032"
    )
    text = report.to_text("zh")
    assert "引文中没有数字 204" in text
    assert "figure:approved-2031" in text
    assert report.failures[0].finding("zh").rule == "number-missing"


def test_a_report_is_the_same_from_run_to_run(citing: Citing) -> None:
    wrong = citing.changed("figure:approved-2031", "std:by", ID("nobody"))
    store = wrong.store()
    texts = {name: wrong.texts[name] for name in ("gangwan-2032", "harbour-2032")}
    backwards = dict(reversed(texts.items()))
    assert verify(store, texts).lines() == verify(store, backwards).lines()
