"""Nodes with much around them, and of which much is said: it stays legible, and nothing of it is lost."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Quad

import stdkg
from stdkg.store.embedded import EmbeddedStore
from stdkg.view import page
from stdkg.vocabulary import ID, term

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def star(ends: int) -> EmbeddedStore:
    """A node with many neighbours, each stated by a passage of its own."""
    store = EmbeddedStore()
    for number in range(ends):
        store.add([Quad(ID(f"end{number}"), ID("near"), ID("middle"), term("passage", f"text/{number}"))])
    return store


def test_what_is_shown_later_has_its_citations_in_the_list(open_page: Callable[..., Page]) -> None:
    opened = open_page(page(star(40), focus=ID("middle").value))
    before = opened.locator(".sources li").count()
    opened.locator("#panel .links").get_by_role("button", name="more").click()
    assert opened.locator(".sources li").count() == 40 > before
    opened.locator("#panel .links .cite").last.click()
    assert opened.evaluate("() => document.activeElement.id") == "cite-40"


def test_paper_has_no_room_for_fingers(open_page: Callable[..., Page]) -> None:
    opened = open_page(page(star(30), focus=ID("middle").value), size=(390, 800))
    height = "(mark) => mark.getBoundingClientRect().height"
    assert opened.locator("#panel .cite").first.evaluate(height) >= 44
    opened.emulate_media(media="print")
    assert opened.locator("#panel .cite").first.evaluate(height) < 20


@pytest.mark.parametrize(("among", "drawn"), [(60, 72), (61, 12)])
def test_relations_among_many_neighbours_are_drawn_when_asked_for(
    open_page: Callable[..., Page], among: int, drawn: int
) -> None:
    store = EmbeddedStore()
    pairs = list(combinations(range(12), 2))[:among]
    store.add(Quad(ID("hub"), ID("to"), ID(f"n{number}")) for number in range(12))
    store.add(Quad(ID(f"n{one}"), ID("to"), ID(f"n{other}")) for one, other in pairs)
    opened = open_page(page(store), anchor="#id:hub")
    hint = opened.locator("#hint")
    assert f"{12 + among} relations shown" in (hint.text_content() or "")
    assert opened.locator("#between").count() == 0
    opened.get_by_role("button", name="Only this neighbourhood").click()
    assert f"{drawn} relations shown" in (hint.text_content() or "")
    if among == 60:
        assert opened.locator("#between").count() == 0
        return
    assert f"{among} among the neighbours left out" in (hint.text_content() or "")
    opened.click("#between")
    assert f"{12 + among} relations shown" in (hint.text_content() or "")
    opened.click("#between")
    assert f"{drawn} relations shown" in (hint.text_content() or "")


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_many_citations_of_a_figure_stand_in_rows(
    open_page: Callable[..., Page], shipped_html: str, size: tuple[int, int]
) -> None:
    opened = open_page(shipped_html, anchor="#id:sac", size=size)
    opened.click(".figures > button")
    most = opened.eval_on_selector_all(
        ".figures .year",
        """cells => {
            const tops = (cell) => [...cell.querySelectorAll(".cite")].map((cite) => cite.offsetTop);
            const fullest = cells.map(tops).sort((a, b) => b.length - a.length)[0];
            return [fullest.length, new Set(fullest).size];
        }""",
    )
    assert most[0] >= 4
    assert most[1] <= (most[0] + 1) // 2


def test_a_page_around_a_node_is_legible_on_a_phone(open_page: Callable[..., Page]) -> None:
    """All of it would be a speck above the panel."""
    with stdkg.open() as graph:
        opened = open_page(page(graph.store, focus=ID("sac").value), size=(390, 844))
    assert opened.evaluate(SCALE) >= 0.5


SCALE = """() => new Promise((done) => {
    const draw = CanvasRenderingContext2D.prototype, strokeText = draw.strokeText;
    let scale = 0;
    draw.strokeText = function (...given) {
        scale = this.getTransform().a / devicePixelRatio;
        return strokeText.apply(this, given);
    };
    document.getElementById("language").click();
    requestAnimationFrame(() => requestAnimationFrame(() => {
        draw.strokeText = strokeText;
        done(scale);
    }));
})"""
