"""What the page promises beyond showing the graph: how edges look, themes, paper, phones, notebooks, long texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import Literal, Quad

import stdkg
from stdkg.store.embedded import EmbeddedStore
from stdkg.view import network, page
from stdkg.view.document import assets_dir
from stdkg.vocabulary import ID, term

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LABEL = term("rdfs", "label")
LONG = "standards " * 500
PICTURE = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
    () => done(document.querySelector('#graph canvas').toDataURL()))))"""


def small() -> EmbeddedStore:
    """Two nodes with three edges between them, one of them in the other direction, and a third node by itself."""
    store = EmbeddedStore()
    for name, chinese in (("a", "甲"), ("b", "乙"), ("alone", "独")):
        store.add([Quad(ID(name), LABEL, Literal(name, language="en"))])
        store.add([Quad(ID(name), LABEL, Literal(chinese, language="zh"))])
    for subject, relation, target in (("a", "one", "b"), ("a", "two", "b"), ("b", "three", "a")):
        store.add([Quad(ID(subject), ID(relation), ID(target))])
    return store


def picture(opened: Page) -> str:
    return str(opened.evaluate(PICTURE))


def middle(opened: Page) -> tuple[float, float]:
    box = opened.locator("#graph canvas").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def centred(opened: Page, name: str) -> tuple[float, float]:
    """Where the node `name` stands, found by its name and put in the middle."""
    opened.fill("#query", name)
    opened.keyboard.press("Enter")
    opened.get_by_role("button", name="Centre").click()
    return middle(opened)


def svg(opened: Page, folder: Path) -> ET.Element:
    if not opened.locator("#svg").is_visible():
        opened.click(".menu summary")
    with opened.expect_download() as saved:
        opened.click("#svg")
    saved.value.save_as(folder / "picture.svg")
    return ET.parse(folder / "picture.svg").getroot()  # noqa: S314  our own file


def paths(picture: ET.Element) -> list[str]:
    space = "{http://www.w3.org/2000/svg}"
    return [path.get("d", "") for path in picture.iter(f"{space}path") if "Q" in path.get("d", "")]


def test_parallel_edges_are_curves_apart(open_page: Callable[..., Page], tmp_path: Path) -> None:
    opened = open_page(page(small()))
    curves = paths(svg(opened, tmp_path))
    bends = {curve.partition("Q")[2].partition(" ")[0] for curve in curves}
    assert len(curves) == len(bends) == 3


def test_an_edge_says_what_it_is_under_the_pointer(open_page: Callable[..., Page]) -> None:
    store = EmbeddedStore()
    store.add([Quad(ID("a"), ID("leads"), ID("b"))])
    opened = open_page(page(store))
    x, y = middle(opened)
    before = picture(opened)
    for step in range(-60, 60, 4):  # the edge lies across the middle, somewhat below or above it
        opened.mouse.move(x, y + step)
        if opened.locator("#graph.pointing").count():
            break
    assert opened.locator("#graph.pointing").count() == 1
    assert picture(opened) != before


def test_a_node_in_focus_shows_the_names_of_its_edges(open_page: Callable[..., Page]) -> None:
    opened = open_page(page(small()))
    before = picture(opened)
    opened.focus("#graph")
    opened.keyboard.press("ArrowRight")
    assert picture(opened) != before


def test_a_double_click_puts_a_node_in_the_middle(open_page: Callable[..., Page]) -> None:
    opened = open_page(page(small()))
    x, y = centred(opened, "alone")
    opened.mouse.move(x, y + 150)
    opened.mouse.down()
    opened.mouse.move(x + 60, y + 240, steps=4)
    opened.mouse.up()
    opened.mouse.dblclick(x + 60, y + 90)
    opened.click("#panel .close")
    opened.wait_for_timeout(400)
    opened.mouse.click(*middle(opened))
    assert opened.locator("#panel h2").inner_text() == "alone"


def test_the_labels_of_the_drawing_change_with_the_language(open_page: Callable[..., Page]) -> None:
    opened = open_page(page(small()))
    english = picture(opened)
    opened.click("#language")
    chinese = picture(opened)
    assert chinese != english
    assert opened.title() == "谁在制定标准"
    assert opened.locator("h1").inner_text() == "谁在制定标准"
    opened.click("#language")
    assert picture(opened) == english


def test_the_theme_is_switched_and_kept(open_page: Callable[..., Page]) -> None:
    opened = open_page(page(small()), color_scheme="light")
    before = picture(opened)
    opened.click("#theme")
    assert opened.locator("html").get_attribute("data-theme") == "dark"
    assert picture(opened) != before
    opened.reload()
    opened.wait_for_selector("body[data-ready=true]")
    assert opened.locator("html").get_attribute("data-theme") == "dark"


def test_nodes_move_when_they_may_and_go_back(open_page: Callable[..., Page]) -> None:
    opened = open_page(page(small()))
    still = picture(opened)
    opened.wait_for_timeout(300)
    assert picture(opened) == still
    opened.click(".menu summary")
    opened.click("#physics")
    opened.wait_for_timeout(600)
    assert picture(opened) != still
    opened.click("#reset")
    assert opened.get_attribute("#physics", "aria-pressed") == "false"
    assert picture(opened) == still


def test_the_menu_closes_by_key_and_by_a_click_elsewhere(open_page: Callable[..., Page]) -> None:
    opened = open_page(page(small()))
    opened.click(".menu summary")
    assert opened.locator("#png").is_visible()
    opened.keyboard.press("Escape")
    assert opened.locator("#png").is_hidden()
    opened.keyboard.press("Enter")  # the focus is back on the menu
    assert opened.locator("#png").is_visible()
    opened.mouse.click(*middle(opened))
    assert opened.locator("#png").is_hidden()


def test_closing_the_panel_gives_the_keys_back_to_the_graph(open_page: Callable[..., Page]) -> None:
    opened = open_page(page(small(), focus=ID("a").value))
    assert opened.title() == "a – Who sets standards"
    opened.focus("#panel .close")
    opened.keyboard.press("Enter")
    assert opened.evaluate("() => document.activeElement.id") == "graph"
    opened.keyboard.press("ArrowRight")
    assert opened.locator("#panel h2").is_visible()


def test_paper_is_white_whatever_the_theme(open_page: Callable[..., Page]) -> None:
    opened = open_page(page(small()), color_scheme="dark")
    dark = picture(opened)
    opened.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert opened.locator("html").get_attribute("data-theme") == "light"
    assert picture(opened) != dark
    opened.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert opened.locator("html").get_attribute("data-theme") == "dark"


def test_a_node_without_neighbours_has_a_page(open_page: Callable[..., Page]) -> None:
    opened = open_page(page(small(), focus=ID("alone").value))
    assert opened.locator("#panel h2").inner_text() == "alone"
    assert "1 node, 0 relations shown" in (opened.locator("#hint").text_content() or "")
    assert opened.locator(".links").count() == 0


def test_a_figure_that_several_sources_state_is_told_once(
    open_page: Callable[..., Page], shipped_html: str
) -> None:
    opened = open_page(shipped_html, anchor="#id:sac")
    more = opened.locator(".figures > button")
    if more.count():
        more.click()
    rows = opened.locator(".figures tbody tr").all()
    told = [
        (row.locator("th").inner_text(), row.locator(".number").inner_text(), year_of(row)) for row in rows
    ]
    assert len(told) == len(set(told)) > 10
    assert max(row.locator(".cite").count() for row in rows) > 1


def year_of(row: Page) -> str:
    return str(row.locator(".year").evaluate("cell => cell.firstElementChild.textContent"))


def test_a_citation_leads_to_its_source(open_page: Callable[..., Page], shipped_html: str) -> None:
    opened = open_page(shipped_html, anchor="#id:iso")
    link = opened.locator(".sources a").first
    assert (link.get_attribute("href") or "").startswith("https://")
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert opened.locator(".sources code").first.inner_text().startswith("passage:")


def test_the_year_filter_takes_nodes_away(open_page: Callable[..., Page], shipped_html: str) -> None:
    opened = open_page(shipped_html)
    before = opened.locator("#hint").text_content()
    opened.locator(".years select").nth(1).select_option("2010")
    fewer = opened.locator("#hint").text_content()
    assert fewer != before
    opened.locator(".years select").nth(1).select_option("")
    assert opened.locator("#hint").text_content() == before


def test_long_texts_stay_within_a_phone(open_page: Callable[..., Page]) -> None:
    store = EmbeddedStore()
    for number in range(3):
        store.add([Quad(ID(f"n{number}"), LABEL, Literal(LONG + str(number)))])
        store.add([Quad(ID(f"n{number}"), ID("to"), ID("n0"))])
    store.add([Quad(ID("to"), LABEL, Literal("x" * 5000))])
    opened = open_page(page(store), size=(390, 844))
    opened.fill("#query", "standards")
    opened.keyboard.press("Enter")
    opened.wait_for_selector("#panel h2")
    opened.click("#legend summary")
    opened.click("#view")
    assert opened.evaluate("() => document.documentElement.scrollWidth") <= 390
    wide = opened.evaluate(
        "() => ['legend', 'panel', 'list'].filter((id) => document.getElementById(id).scrollWidth > 390)"
    )
    assert wide == []


def test_what_a_finger_hits_is_large_enough(open_page: Callable[..., Page], shipped_html: str) -> None:
    opened = open_page(shipped_html, size=(390, 844), anchor="#id:sac")
    opened.click("#legend summary")
    opened.click(".menu summary")
    small = opened.eval_on_selector_all(
        "button, summary, select, #query, fieldset li label",
        """found => found.filter((one) => one.offsetParent && one.className !== "skip").map((one) =>
            [one.textContent, one.offsetWidth, one.offsetHeight]).filter(([, wide, high]) => wide < 44 || high < 44)""",
    )
    assert small == []
    assert opened.locator("#tools").evaluate("bar => bar.offsetHeight") < 60  # all in one line


def test_a_page_at_twice_its_size_keeps_its_drawing(
    open_page: Callable[..., Page], shipped_html: str
) -> None:
    opened = open_page(shipped_html, size=(640, 400), anchor="#id:sac")
    graph, zoom = opened.locator("#graph").bounding_box(), opened.locator("#zoom").bounding_box()
    assert graph is not None
    assert zoom is not None
    assert graph["height"] > 200
    assert zoom["y"] >= graph["y"]


LABELS = """() => new Promise((done) => {
    const draw = CanvasRenderingContext2D.prototype, strokeText = draw.strokeText, spots = [];
    draw.strokeText = function (text, x, y) {
        const {a, e, f} = this.getTransform();
        const half = this.measureText(text).width / 2;
        spots.push([text, a * (x - half) + e, a * (x + half) + e, a * y + f].map((one) => one / devicePixelRatio || one));
        return strokeText.call(this, text, x, y);
    };
    document.getElementById("zoomIn").click();
    requestAnimationFrame(() => requestAnimationFrame(() => {
        draw.strokeText = strokeText;
        done(spots);
    }));
})"""


def test_labels_keep_off_what_stands_above_the_drawing(
    open_page: Callable[..., Page], shipped_html: str
) -> None:
    opened = open_page(shipped_html)
    graph = opened.locator("#graph").bounding_box()
    assert graph is not None
    for _ in range(8):
        written = opened.evaluate(LABELS)
        assert len(written) > 8
        for name in ("#hint", "#zoom"):
            box = opened.locator(name).bounding_box()
            assert box is not None
            left, top = box["x"] - graph["x"], box["y"] - graph["y"]
            assert [
                text
                for text, start, end, y in written
                if start < left + box["width"] and end > left and top - 10 < y < top + box["height"]
            ] == []


def test_a_suggestion_is_marked_where_colours_are_the_readers_own(
    open_page: Callable[..., Page], shipped_html: str
) -> None:
    opened = open_page(shipped_html, forced_colors="active")
    opened.fill("#query", "iso")
    opened.keyboard.press("ArrowDown")
    assert (
        opened.locator("#found [aria-selected=true]").evaluate("row => getComputedStyle(row).outlineStyle")
        == "solid"
    )


def test_a_citation_stands_beside_a_long_name(open_page: Callable[..., Page], shipped_html: str) -> None:
    opened = open_page(shipped_html, anchor="#id:sac")
    below = opened.eval_on_selector_all(
        ".links li",
        """rows => rows.filter((row) => row.children.length === 2 && row.querySelectorAll(".cite").length === 1
            && row.querySelector(".cite").offsetTop >= row.children[0].offsetTop + row.children[0].offsetHeight).length""",
    )
    assert opened.locator(".links li .cite").count() > 20
    assert below == 0


def test_every_word_of_the_page_is_used_and_in_both_languages() -> None:
    scripts = {path.name: path.read_text(encoding="utf-8") for path in assets_dir().glob("*.js")}
    english, chinese = re.findall(
        r"^  (?:en|zh): \{\n(.*?)^  \},", scripts.pop("text.js"), re.MULTILINE | re.DOTALL
    )
    words = re.findall(r'(\w+): "', english)
    assert words == re.findall(r'(\w+): "', chinese)
    rest = "".join(scripts.values())
    assert len(words) > 50
    assert [word for word in words if f'"{word}"' not in rest] == []


def test_an_upright_window_has_an_upright_drawing(
    open_page: Callable[..., Page], shipped_html: str, tmp_path: Path
) -> None:
    def shape(opened: Page) -> float:
        _, _, wide, high = map(float, svg(opened, tmp_path).get("viewBox", "").split())
        return wide / high

    assert shape(open_page(shipped_html)) > 1
    assert shape(open_page(shipped_html, size=(390, 844))) < 1


def test_a_graph_and_a_view_show_themselves_in_a_notebook(open_page: Callable[..., Page]) -> None:
    with stdkg.open() as graph:
        frames = [graph._repr_html_(), network(small())._repr_html_()]
    opened = open_page(
        f"<!DOCTYPE html><meta charset=utf-8><body data-ready='true'>{''.join(map(str, frames))}"
    )
    counts = []
    for number in range(2):
        inner = opened.frame_locator("iframe").nth(number)
        inner.locator("body[data-ready=true]").wait_for()
        counts.append(int((inner.locator("#hint").text_content() or "").partition(" ")[0].replace(",", "")))
    assert counts[0] > 100
    assert counts[1] == 3


def test_the_page_carries_the_licence_of_what_it_holds(shipped_html: str) -> None:
    assert "Permission is hereby granted, free of charge" in shipped_html
    assert "Almende" in shipped_html


def test_nodes_by_themselves_stand_below_the_others_on_a_phone(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    store = EmbeddedStore()
    store.add([Quad(ID(f"end{number}"), ID("near"), ID("middle")) for number in range(30)])
    store.add([Quad(ID(f"alone{number}"), LABEL, Literal(f"alone{number}")) for number in range(9)])
    opened = open_page(page(store), size=(390, 844))
    space = "{http://www.w3.org/2000/svg}"
    heights = {
        group.findtext(f"{space}title", ""): float(re.findall(r"-?[\d.]+", group.get("transform", ""))[1])
        for group in svg(opened, tmp_path).iter(f"{space}g")
        if group.get("transform")
    }
    alone = [high for name, high in heights.items() if "alone" in name]
    assert len(alone) == 9
    assert min(alone) > max(high for name, high in heights.items() if "alone" not in name)
