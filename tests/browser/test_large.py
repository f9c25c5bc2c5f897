"""Graphs that are too large to be drawn at once, and graphs that know nothing of our terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import synthetic
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from stdkg.store.embedded import EmbeddedStore
from stdkg.view import page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def html_of(nodes: int, edges: int) -> str:
    store = EmbeddedStore()
    store.add(synthetic.links(nodes, edges))
    return page(store)


@pytest.fixture(scope="module")
def large_html() -> str:
    return html_of(10_000, 30_000)


def status(opened: Page) -> str:
    return opened.locator("#hint").text_content() or ""


def numbers(opened: Page) -> list[int]:
    return [int(text.replace(",", "")) for text in re.findall(r"\d[\d,]*", status(opened))]


def ink(opened: Page) -> int:
    """How many pixels of the canvas are painted."""
    count = opened.evaluate(
        """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
            const canvas = document.querySelector('#graph canvas');
            const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', {willReadFrequently: true});
            copy.drawImage(canvas, 0, 0);
            const pixels = copy.getImageData(0, 0, canvas.width, canvas.height).data;
            let painted = 0;
            for (let at = 3; at < pixels.length; at += 4) if (pixels[at] > 0) painted += 1;
            done(painted);
        })))"""
    )
    return int(count)


def test_it_opens_on_an_overview(open_page: Callable[..., Page], large_html: str) -> None:
    opened = open_page(large_html)
    nodes, clusters = numbers(opened)
    assert nodes == 10_000
    assert 2 < clusters <= 70
    assert ink(opened) > 20_000


def test_a_cluster_tells_who_is_in_it_and_opens(open_page: Callable[..., Page], large_html: str) -> None:
    opened = open_page(large_html)
    opened.focus("#graph")
    opened.keyboard.press("ArrowRight")
    members = opened.locator("#panel section").last.locator(".link")
    assert members.count() > 0
    opened.get_by_role("button", name=re.compile("best connected")).click()
    shown, relations = numbers(opened)
    assert 0 < shown <= 60
    assert relations > 0
    opened.click("#overview")
    assert numbers(opened)[0] == 10_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_overview(
    open_page: Callable[..., Page], large_html: str, artefacts: Path, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    opened = open_page(large_html, color_scheme=scheme)
    opened.screenshot(path=artefacts / f"overview-{scheme}.png")
    opened.focus("#graph")
    opened.keyboard.press("ArrowRight")
    opened.keyboard.press("Enter")
    opened.screenshot(path=artefacts / f"cluster-{scheme}.png")
    opened.click("#language")
    found = Axe().run(opened).response["violations"]
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]][:3]) for rule in found] == []


def test_a_node_that_is_found_stands_among_its_neighbours(
    open_page: Callable[..., Page], large_html: str
) -> None:
    opened = open_page(large_html)
    opened.fill("#query", "9999")
    opened.keyboard.press("Enter")
    opened.wait_for_selector("#panel h2")
    assert 1 <= numbers(opened)[0] <= 41
    assert opened.locator(".links .link").count() > 0


def test_everything_can_be_drawn_and_panned(open_page: Callable[..., Page], large_html: str) -> None:
    opened = open_page(large_html)
    overview = ink(opened)
    opened.click(".menu summary")
    opened.click("#everything")
    assert numbers(opened)[0] == 10_000
    assert ink(opened) != overview
    opened.click("#physics")
    assert opened.get_attribute("#physics", "aria-pressed") == "false"
    assert status(opened).startswith("There are too many nodes")
    box = opened.locator("#graph canvas").bounding_box()
    assert box is not None
    corner = box["x"] + 8, box["y"] + 8
    opened.mouse.move(*corner)
    opened.mouse.down()
    opened.mouse.move(corner[0] + 120, corner[1] + 90, steps=5)
    assert ink(opened) > 20_000
    opened.mouse.up()
    assert ink(opened) > 20_000


def test_what_is_zoomed_is_a_copy_until_the_wheel_rests(
    open_page: Callable[..., Page], large_html: str
) -> None:
    opened = open_page(large_html)
    opened.click(".menu summary")
    opened.click("#everything")
    assert ink(opened) > 20_000
    opened.evaluate(
        """() => {
            const draw = CanvasRenderingContext2D.prototype, fill = draw.fill, wait = setTimeout;
            window.fills = 0;
            window.resting = [];
            draw.fill = function (...given) { window.fills += 1; return fill.apply(this, given); };
            window.setTimeout = (action, time, ...given) => {
                if (time !== 200) return wait(action, time, ...given);
                window.resting = [action];
                return 0;
            };
        }"""
    )
    opened.mouse.move(700, 500)
    for _ in range(3):
        opened.mouse.wheel(0, -60)
        assert ink(opened) > 20_000
    assert opened.evaluate("fills") < 1_000
    opened.evaluate("resting.forEach((action) => action())")
    assert ink(opened) > 20_000
    assert opened.evaluate("fills") > 1_000


@pytest.mark.full
def test_a_hundred_thousand_nodes_give_an_overview(open_page: Callable[..., Page]) -> None:
    opened = open_page(html_of(100_000, 200_000))
    nodes, clusters = numbers(opened)
    assert nodes == 100_000
    assert 2 < clusters <= 80
    opened.fill("#query", "N99998")
    opened.keyboard.press("Enter")
    opened.wait_for_selector("#panel h2")
    assert opened.locator("#panel .note").count() == 1


def test_blank_nodes_and_missing_labels_have_names(open_page: Callable[..., Page]) -> None:
    opened = open_page(html_of(120, 300))
    assert numbers(opened)[0] == 120
    opened.click("#view")
    names = opened.locator("#list tbody .link").all_inner_texts()
    assert len(names) == 120
    assert all(name.strip() for name in names)
    assert "N7" in names
    assert [name for name in names if "://" in name] == []
    opened.locator("#list tbody .link").first.click()
    assert opened.locator("#panel h2").inner_text().strip()


def test_as_many_classes_as_nodes_do_not_drown_the_reader(open_page: Callable[..., Page]) -> None:
    store = EmbeddedStore()
    for number in range(4_000):
        node = NamedNode(f"http://example.org/{number}")
        store.add([Quad(node, TYPE, NamedNode(f"http://example.org/Class{number}"))])
        store.add([Quad(node, LABEL, Literal(f"thing {number}")), Quad(node, LABEL, BlankNode())])
    opened = open_page(page(store))
    assert "thing" not in status(opened)
    assert numbers(opened)[1] <= 200


def test_what_runs_between_clusters_stays_thin_beside_an_open_one(open_page: Callable[..., Page]) -> None:
    store = EmbeddedStore()
    for number in range(2_000):
        node = NamedNode(f"http://example.org/{number}")
        store.add([Quad(node, TYPE, NamedNode(f"http://example.org/Class{number % 2 or number // 1_999}"))])
        for step in (1, 3, 5, 7):
            other = NamedNode(f"http://example.org/{(number * 7 + step) % 2_000}")
            store.add([Quad(node, NamedNode("http://example.org/to"), other)])
    opened = open_page(page(store))
    opened.fill("#query", "17")
    opened.keyboard.press("Enter")
    opened.click("#overview")
    opened.focus("#graph")
    opened.keyboard.press("ArrowRight")
    opened.keyboard.press("Enter")
    opened.evaluate(
        """() => {
            const draw = CanvasRenderingContext2D.prototype, stroke = draw.stroke;
            window.widest = 0;
            draw.stroke = function (...given) {
                window.widest = Math.max(window.widest, this.lineWidth * this.getTransform().a / devicePixelRatio);
                return stroke.apply(this, given);
            };
        }"""
    )
    for _ in range(5):
        opened.click("#zoomIn")
    assert ink(opened) > 0
    assert 0 < opened.evaluate("widest") < 14


def test_the_way_back_leads_through_what_was_shown(open_page: Callable[..., Page], large_html: str) -> None:
    opened = open_page(large_html)
    overview = status(opened)
    opened.focus("#graph")
    opened.keyboard.press("ArrowRight")
    opened.get_by_role("button", name=re.compile("best connected")).click()
    members = status(opened)
    opened.fill("#query", "9999")
    opened.keyboard.press("Enter")
    opened.wait_for_selector("#panel .links")
    around = status(opened)
    assert len({overview, members, around}) == 3
    for expected in (members, overview, overview):
        opened.click("#back")
        opened.wait_for_function("text => document.getElementById('hint').textContent === text", arg=expected)
    assert opened.locator("#panel").is_hidden()
    assert opened.locator("#back").is_disabled()
    for expected in (overview, members, around):
        opened.click("#forward")
        opened.wait_for_function("text => document.getElementById('hint').textContent === text", arg=expected)


def test_what_was_seen_as_a_whole_is_again_when_the_panel_closes(
    open_page: Callable[..., Page], large_html: str
) -> None:
    """On a phone the panel takes more than half of the drawing, which was shrunk to fit and then drawn too large."""
    opened = open_page(large_html, size=(390, 844))
    whole = ink(opened)
    opened.focus("#graph")
    opened.keyboard.press("ArrowRight")
    assert ink(opened) > whole / 4  # as large as before, and cut, not all of it in a strip
    opened.click("#panel .close")
    assert ink(opened) == whole


@pytest.mark.parametrize("size", [(390, 844), (320, 568)])
def test_the_tools_of_a_large_graph_stand_in_one_line_on_a_phone(
    open_page: Callable[..., Page], large_html: str, size: tuple[int, int]
) -> None:
    opened = open_page(large_html, size=size)
    assert opened.locator("#tools").evaluate("bar => bar.offsetHeight") < 60


def spot_of_a_cluster(opened: Page) -> tuple[float, float]:
    """Where a click hits a cluster while the overview is shown."""
    box = opened.locator("#graph").bounding_box()
    assert box is not None
    for step in range(20):
        x, y = box["x"] + box["width"] * 0.5, box["y"] + box["height"] * (0.1 + step / 25)
        opened.mouse.click(x, y)
        opened.wait_for_timeout(400)
        if opened.locator("#panel").is_visible():
            break
    opened.click("#overview")
    opened.wait_for_timeout(400)
    return x, y


OPENED = "() => /^\\d\\d? nodes/.test(document.getElementById('hint').textContent)"


def test_a_double_click_on_a_cluster_opens_it(open_page: Callable[..., Page], large_html: str) -> None:
    opened = open_page(large_html)
    opened.mouse.dblclick(*spot_of_a_cluster(opened))
    opened.wait_for_function(OPENED)
    assert numbers(opened)[0] <= 60


@pytest.mark.parametrize("moment", ["mousedown", "mouseup"])
def test_a_double_click_counts_however_long_the_first_press_takes(
    open_page: Callable[..., Page], large_html: str, moment: str
) -> None:
    opened = open_page(large_html)
    spot = spot_of_a_cluster(opened)
    opened.evaluate(
        """(moment) => document.addEventListener(moment, () => {
            const end = performance.now() + 700;
            while (performance.now() < end);
        }, {once: true})""",
        moment,
    )
    opened.mouse.dblclick(*spot)
    opened.wait_for_function(OPENED)


DISCS = """() => new Promise((done) => {
    const draw = CanvasRenderingContext2D.prototype, arc = draw.arc, sides = [];
    draw.arc = function (x, y, radius, ...given) {
        const {a, e, d, f} = this.getTransform();
        const spans = [a * (x - radius) + e, a * (x + radius) + e, d * (y - radius) + f, d * (y + radius) + f];
        sides.push(spans.map((one) => one / devicePixelRatio));
        return arc.call(this, x, y, radius, ...given);
    };
    document.getElementById("language").click();
    requestAnimationFrame(() => requestAnimationFrame(() => {
        draw.arc = arc;
        done(sides);
    }));
})"""


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768)])
def test_an_overview_is_whole_beside_the_panel(
    open_page: Callable[..., Page], large_html: str, size: tuple[int, int]
) -> None:
    opened = open_page(large_html, size=size)
    opened.focus("#graph")
    opened.keyboard.press("ArrowRight")
    opened.wait_for_selector("#panel h2")
    sides = opened.evaluate(DISCS)
    assert len(sides) > 50
    assert min(left for left, *_ in sides) >= 0
    assert max(right for _, right, *_ in sides) <= opened.locator("#graph").evaluate("one => one.clientWidth")


def test_nodes_in_an_open_cluster_stand_above_its_disc(
    open_page: Callable[..., Page], large_html: str
) -> None:
    """They have the colours of the legend, and what a click hits is the node."""
    opened = open_page(large_html, color_scheme="light")
    opened.focus("#graph")
    opened.keyboard.press("ArrowRight")
    opened.keyboard.press("Enter")
    opened.wait_for_function(OPENED)
    spot = opened.evaluate(COLOURED)
    assert spot is not None
    opened.mouse.click(*spot)
    assert opened.locator("#panel .links").count() == 1


COLOURED = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const {groups} = JSON.parse(document.getElementById("data").textContent);
    const known = new Set(groups.map(({light}) => light));
    const canvas = document.querySelector("#graph canvas"), sides = canvas.getBoundingClientRect();
    const {data, width, height} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const hex = (x, y) => "#" + [0, 1, 2].map((part) =>
        data[4 * (y * width + x) + part].toString(16).padStart(2, "0")).join("");
    for (let y = 60; y < height - 60; y += 2) {
        for (let x = 60; x < width - 60; x += 2) {
            const around = [[0, 0], [-6, 0], [6, 0], [0, -6], [0, 6]].map(([dx, dy]) => hex(x + dx, y + dy));
            if (!known.has(around[0]) || new Set(around).size > 1) continue;
            return done([sides.x + x * sides.width / width, sides.y + y * sides.height / height]);
        }
    }
    done(null);
})))"""


def test_what_was_shown_before_is_gone(open_page: Callable[..., Page], large_html: str) -> None:
    opened = open_page(large_html)
    overview = ink(opened)
    opened.click(".menu summary")
    opened.click("#everything")
    sides = opened.evaluate(DISCS)
    assert len(sides) > 1_000  # the nodes that are dots
    assert max(right - left for left, right, *_ in sides) < 60
    opened.click("#language")
    opened.click("#overview")
    assert ink(opened) == overview


def test_a_low_window_gives_its_height_to_the_drawing(
    open_page: Callable[..., Page], large_html: str
) -> None:
    opened = open_page(large_html, size=(568, 320))
    sides = opened.evaluate(DISCS)
    high = max(bottom for *_, bottom in sides) - min(top for _, _, top, _ in sides)
    assert high > 0.5 * opened.locator("#graph").evaluate("one => one.clientHeight")


def test_a_tap_on_a_cluster_does_not_reach_the_panel_that_comes_beneath_it(
    open_page: Callable[..., Page], large_html: str
) -> None:
    opened = open_page(large_html, size=(390, 844), has_touch=True, is_mobile=True)
    box = opened.locator("#graph").bounding_box()
    assert box is not None
    opened.evaluate(
        "() => { window.reached = 0; document.getElementById('panel').addEventListener('click', () => { reached += 1; }); }"
    )
    seen = 0
    for step in range(8):
        opened.touchscreen.tap(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * (0.6 + step / 25))
        opened.wait_for_timeout(400)
        if opened.locator("#panel").is_visible():
            seen += 1
            opened.click("#overview")
            opened.wait_for_timeout(400)
    assert seen > 2
    assert opened.evaluate("reached") == 0
