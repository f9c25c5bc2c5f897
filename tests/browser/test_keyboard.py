"""The whole page by keyboard: each stop can be seen, has a name and a ring, and whatever closes gives the keys back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from stdkg.store.embedded import EmbeddedStore
from stdkg.view import page
from stdkg.vocabulary import ID, term

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Opened = Callable[..., Page]

pytestmark = pytest.mark.browser

DESK, PHONE = (1280, 800), (390, 844)
MOST = 700

STOP = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    one.dataset.stop ??= String(document.querySelectorAll("[data-stop]").length);
    const {left, top, right, bottom} = one.getBoundingClientRect();
    const style = getComputedStyle(one);
    const name = one.getAttribute("aria-label") || one.labels?.[0]?.textContent || one.textContent;
    const [x, y] = [(left + right) / 2, (top + Math.min(bottom, top + 40)) / 2];
    const there = document.elementFromPoint(x, y);
    const faults = [];
    if (!name.trim()) faults.push("no name");
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push("no ring");
    if (left < -1 || top < -1 || right > innerWidth + 1 || y > innerHeight) faults.push("out of the window");
    if (!there || !(one.contains(there) || there.contains(one))) faults.push("covered by " + there?.outerHTML.slice(0, 60));
    if (document.documentElement.scrollLeft || document.documentElement.scrollTop) faults.push("the window moved");
    return [one.dataset.stop, faults, (one.id || one.tagName) + " " + name.trim().slice(0, 40)];
}"""


def walk(opened: Page, key: str = "Tab") -> list[list[Any]]:
    """Press a key until the focus leaves the page; return the stops."""
    found: list[list[Any]] = []
    while len(found) < MOST:
        opened.keyboard.press(key)
        stop = opened.evaluate(STOP)
        if stop is None:
            return found
        found.append(stop)
    raise AssertionError(f"no way out after {found[-3:]}")


def active(opened: Page) -> str:
    return str(
        opened.evaluate("() => document.activeElement.id || document.activeElement.textContent.trim()")
    )


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("legend", [True, False])
@pytest.mark.parametrize("panel", [True, False])
@pytest.mark.parametrize("listed", [True, False])
def test_every_stop_can_be_seen_and_named_there_and_back(  # noqa: PLR0913, PLR0917
    open_page: Opened, small_html: str, size: tuple[int, int], legend: bool, panel: bool, listed: bool
) -> None:
    opened = open_page(small_html, size=size, anchor="#id:n0" if panel else "")
    if listed:
        opened.click("#view")
    if opened.locator("#legend details").evaluate("details => details.open") != legend:
        opened.click("#legend summary")
    opened.focus("#skip-graph")
    opened.keyboard.press("Shift+Tab")
    there = [opened.evaluate(STOP), *walk(opened)]
    assert [stop for stop in there if stop[1]] == []
    kinds = " ".join(stop[2] for stop in there)
    for wanted in (
        "skip ",
        "query ",
        "view ",
        *(["SUMMARY", "BUTTON Close"] if panel else []),
        *([] if listed else ["graph "]),
    ):
        assert wanted in kinds
    back = walk(opened, "Shift+Tab")[: len(there)]  # the window's own stops may be none
    assert [stop for stop in back if stop[1]] == []
    assert [stop[0] for stop in back] == [stop[0] for stop in there][::-1]


@pytest.fixture(scope="module")
def small_html() -> str:
    """One node with many neighbours of several classes, by relations of several kinds."""
    store = EmbeddedStore()
    label = term("rdfs", "label")
    for number in range(70):
        node = ID(f"n{number}")
        store.add(
            [
                Quad(
                    node,
                    label,
                    Literal(f"node {number} of them", language="en"),
                    ID(f"passage/a/{number % 5}"),
                ),
                Quad(node, term("rdf", "type"), ID(f"Class{number % 7}"), ID("passage/a/1")),
                Quad(node, term("dcterms", "issued"), Literal(str(1990 + number)), ID("passage/a/1")),
                Quad(node, NamedNode(f"http://example.com/relates{number % 2}"), ID("n0"), ID("passage/a/1")),
            ]
        )
    return page(store)


def test_escape_closes_what_lies_innermost_and_gives_the_keys_back(
    open_page: Opened, small_html: str
) -> None:
    opened = open_page(small_html)
    opened.focus("#graph")
    opened.keyboard.press("ArrowRight")
    assert opened.locator("#panel").is_visible()
    opened.focus(".menu summary")
    opened.keyboard.press("Enter")
    opened.keyboard.press("Tab")
    assert active(opened) == "png"
    opened.keyboard.press("Escape")
    assert (opened.locator("#png").is_visible(), opened.locator("#panel").is_visible()) == (False, True)
    assert active(opened) == "More"
    opened.focus("#query")
    opened.keyboard.type("node 6")
    for text, is_open in (("node 6", True), ("node 6", False), ("", False)):
        assert opened.input_value("#query") == text
        assert opened.locator("#found").is_visible() == is_open
        assert opened.locator("#panel").is_visible()
        opened.keyboard.press("Escape")
    assert opened.locator("#panel").is_hidden()
    assert active(opened) == "query"


@pytest.mark.parametrize("where", ["list", "graph", "query"])
def test_a_panel_that_closes_gives_the_keys_to_what_opened_it(
    open_page: Opened, small_html: str, where: str
) -> None:
    opened = open_page(small_html)
    if where == "list":
        opened.click("#view")
        opened.locator("#list tbody button").nth(3).focus()
        opened.keyboard.press("Enter")
    elif where == "graph":
        opened.focus("#graph")
        opened.keyboard.press("ArrowRight")
    else:
        opened.focus("#query")
        opened.keyboard.type("node 6")
        opened.keyboard.press("Enter")
    before = active(opened)
    opened.focus("#panel .close")
    opened.keyboard.press("Space" if where == "graph" else "Escape")
    assert opened.locator("#panel").is_hidden()
    assert active(opened) == before
    assert opened.locator("#found").is_hidden()


def test_the_menu_closes_when_the_focus_leaves_it(open_page: Opened, small_html: str) -> None:
    opened = open_page(small_html, anchor="#id:n0")
    opened.focus(".menu summary")
    opened.keyboard.press("Space")
    assert opened.locator("#png").is_visible()
    opened.keyboard.press("Shift+Tab")
    assert opened.locator("#png").is_hidden()
    assert active(opened) == "theme"


def test_what_is_shown_on_request_has_the_focus(open_page: Opened, small_html: str) -> None:
    opened = open_page(small_html, anchor="#id:n0")
    more = opened.locator(".links li > button", has_text="more").first
    last = more.evaluate(
        """one => [...document.querySelectorAll(".links .link")].indexOf([...one.closest("ul").querySelectorAll(".link")].at(-1))"""
    )
    more.focus()
    opened.keyboard.press("Enter")
    links = opened.locator(".links .link")
    assert links.nth(last + 1).evaluate("one => one === document.activeElement")


def test_a_way_that_ends_leaves_the_focus_in_the_bar(open_page: Opened, small_html: str) -> None:
    opened = open_page(small_html)
    opened.focus("#graph")
    opened.keyboard.press("ArrowRight")
    opened.focus("#back")
    opened.keyboard.press("Enter")
    opened.wait_for_function("() => document.getElementById('back').disabled")
    assert active(opened) == "overview"


def test_two_ways_past_the_legend(open_page: Opened, small_html: str) -> None:
    opened = open_page(small_html)
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    assert opened.locator("#list").is_visible()
    assert active(opened).endswith("of them")
    opened.focus("#skip-graph")
    opened.keyboard.press("Space")
    assert opened.locator("#list").is_hidden()
    assert active(opened) == "graph"


def test_all_of_a_long_list_can_be_shown(open_page: Opened) -> None:
    store = EmbeddedStore()
    store.add(Quad(ID(f"n{number}"), ID("to"), ID("hub")) for number in range(1200))
    opened = open_page(page(store), anchor="#id:hub")
    for shown in (25, 525, 1025, 1200):
        assert opened.locator(".links .link").count() == shown
        if shown < 1200:
            opened.locator(".links li > button", has_text="more").click()
    assert opened.locator(".links li > button", has_text="more").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_of_the_ring(open_page: Opened, small_html: str, artefacts: Path, scheme: str) -> None:
    opened = open_page(small_html, color_scheme=scheme, anchor="#id:n0")
    for where in ("#graph", "#overview", "#panel .close", "#legend input >> nth=2", "#panel .link >> nth=1"):
        opened.focus(where)
        name = "".join(letter for letter in where if letter.isalnum())
        opened.keyboard.press("Shift")
        opened.screenshot(path=artefacts / f"ring-{name}-{scheme}.png")
        assert opened.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_who_goes_on_by_keyboard_stays_in_the_panel(open_page: Opened, shipped_html: str) -> None:
    opened = open_page(shipped_html, anchor="#id:sac")
    opened.locator(".links .link").first.focus()
    opened.keyboard.press("Enter")
    heading = opened.locator("#panel h2")
    assert heading.inner_text() != "Standardization Administration of China"
    assert heading.evaluate("heading => heading === document.activeElement")
    opened.locator(".facts .cite, .links .cite").first.focus()
    opened.keyboard.press("Enter")
    assert opened.evaluate("() => document.activeElement.id") == "cite-1"
    opened.keyboard.press("Escape")
    assert opened.locator("#panel").is_hidden()
    assert opened.evaluate("() => document.activeElement.id") == "graph"


def test_the_drawing_is_one_stop_for_the_keyboard(open_page: Opened, small_html: str) -> None:
    opened = open_page(small_html)
    opened.focus("#graph")
    opened.keyboard.press("Tab")
    assert opened.evaluate("() => document.activeElement.id") == "zoomIn"
    opened.keyboard.press("Shift+Tab")
    assert opened.evaluate("() => document.activeElement.id") == "graph"
