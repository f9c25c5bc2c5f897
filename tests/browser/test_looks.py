"""What a reader would trip over on paper, on the narrowest phones, in narrow lists and in Chinese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from stdkg.store.embedded import EmbeddedStore
from stdkg.view import page
from stdkg.vocabulary import ID, term

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_print_is_a_few_pages(open_page: Callable[..., Page], shipped_html: str) -> None:
    """A sheet is as narrow as a phone; under the phone's rules a node came on hundreds of pages."""
    opened = open_page(shipped_html, anchor="#id:sac")
    assert len(re.findall(rb"/Type\s*/Page\b", opened.pdf(format="A4"))) < 16


def test_marks_in_the_panel_are_printed_in_the_colours_for_white(
    open_page: Callable[..., Page], shipped_html: str
) -> None:
    opened = open_page(shipped_html, anchor="#id:sac", color_scheme="dark")
    fill = "icon => getComputedStyle(icon).fill"
    assert opened.locator("#panel .kind path").evaluate(fill) == "rgb(86, 180, 233)"
    opened.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert opened.locator("#panel .kind path").evaluate(fill) == "rgb(0, 114, 178)"


@pytest.mark.parametrize("locale", ["en-GB", "zh-CN"])
def test_the_tools_stand_in_one_line_on_the_narrowest_phone(
    open_page: Callable[..., Page], shipped_html: str, locale: str
) -> None:
    opened = open_page(shipped_html, size=(320, 568), locale=locale)
    assert opened.locator("#tools").evaluate("bar => bar.offsetHeight") < 60
    assert opened.evaluate("() => document.documentElement.scrollWidth") <= 320
    title, theme = (opened.locator(name).bounding_box() for name in ("h1 bdi", "#theme"))
    assert title is not None
    assert theme is not None
    assert title["x"] + title["width"] <= theme["x"]
    assert theme["height"] >= 44


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (390, 667), (844, 390)])
def test_beside_the_panel_nothing_stands_out_of_the_drawing(
    open_page: Callable[..., Page], shipped_html: str, size: tuple[int, int]
) -> None:
    opened = open_page(shipped_html, size=size, anchor="#id:sac", has_touch=True)
    graph, zoom = (opened.locator(name).bounding_box() for name in ("#graph", "#zoom"))
    assert graph is not None
    assert graph["height"] >= 100
    if zoom is not None:
        assert zoom["y"] >= graph["y"]
        assert zoom["height"] <= graph["height"] / 3


def test_where_nothing_is_drawn_there_is_nothing_to_zoom(
    open_page: Callable[..., Page], shipped_html: str
) -> None:
    opened = open_page(shipped_html)
    opened.click("#classes-none")
    assert opened.locator("#zoom").is_hidden()
    opened.click("#classes-all")
    assert opened.locator("#zoom").is_visible()


def test_a_list_beside_the_panel_has_room_for_names(
    open_page: Callable[..., Page], shipped_html: str
) -> None:
    opened = open_page(shipped_html, size=(1024, 768), anchor="#id:sac")
    opened.click("#view")
    assert opened.locator("#list tbody th").first.evaluate("name => name.offsetWidth") > 300
    opened.click("#panel .close")
    heads = opened.locator("#list thead th")
    assert heads.evaluate_all("heads => new Set(heads.map((head) => head.offsetHeight)).size") == 1
    assert heads.last.evaluate("head => getComputedStyle(head).textAlign") == "right"


def test_chinese_has_its_own_commas_and_no_italics(open_page: Callable[..., Page], shipped_html: str) -> None:
    opened = open_page(shipped_html, locale="zh-CN", anchor="#id:sac")
    names = opened.locator(".bar-name").all_text_contents()
    assert len(names) > 5
    assert [name for name in names if ", " in name] == []
    assert any("，" in name for name in names)
    opened.evaluate(
        """() => {
            const draw = CanvasRenderingContext2D.prototype, fillText = draw.fillText;
            window.fonts = [];
            draw.fillText = function (...given) { fonts.push(this.font); return fillText.apply(this, given); };
        }"""
    )
    opened.click("#zoomIn")
    opened.wait_for_function("() => fonts.length > 20")
    assert opened.evaluate("() => fonts.filter((font) => font.includes('italic'))") == []


def test_the_citations_of_one_statement_stand_together(
    open_page: Callable[..., Page], shipped_html: str
) -> None:
    opened = open_page(shipped_html, size=(1440, 900), anchor="#id:sac")
    lines = opened.locator(".links .cites").evaluate_all(
        "groups => groups.map((group) => [group.children.length, new Set([...group.children].map((one) => one.offsetTop)).size])"
    )
    few = [number for count, number in lines if 2 <= count <= 8]
    assert len(few) > 5
    assert set(few) == {1}


def test_a_table_of_figures_gives_its_room_to_what_is_measured(
    open_page: Callable[..., Page], shipped_html: str
) -> None:
    opened = open_page(shipped_html, size=(1440, 900), anchor="#id:sac")
    measure, value, _ = opened.locator(".figures thead th").evaluate_all(
        "heads => heads.map((head) => head.offsetWidth)"
    )
    assert measure > 1.8 * value


def test_the_years_of_the_filter_stand_in_one_line(open_page: Callable[..., Page], shipped_html: str) -> None:
    opened = open_page(shipped_html, size=(1440, 900))
    tops = opened.locator(".years label").evaluate_all("labels => labels.map((label) => label.offsetTop)")
    assert len(tops) == 2
    assert len(set(tops)) == 1


@pytest.mark.parametrize(
    ("locale", "words"), [("en-GB", "standardization cooperation mechanism"), ("zh-CN", "标准化合作机制")]
)
def test_the_mechanism_of_a_partnership_has_its_label(
    open_page: Callable[..., Page], shipped_html: str, locale: str, words: str
) -> None:
    opened = open_page(shipped_html, locale=locale, anchor="#id:china")
    assert words in opened.locator(".links small").all_inner_texts()


def test_a_class_called_by_one_long_word_breaks_between_its_words(open_page: Callable[..., Page]) -> None:
    store = EmbeddedStore()
    name = "InternationalStandardOrganizationOrAssociation"
    kind = NamedNode("http://example.com/kind#k")
    store.add(
        [
            Quad(ID("a"), term("rdf", "type"), kind),
            Quad(ID("a"), term("rdfs", "label"), Literal("a")),
            Quad(kind, term("rdfs", "label"), Literal(name)),
        ]
    )
    opened = open_page(page(store), size=(1440, 900))
    row = opened.locator("#legend .classes bdi", has_text="International")
    lines = row.evaluate(
        """row => {
            const range = document.createRange(), lines = new Map();
            for (const part of [...row.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)) {
                range.selectNodeContents(part);
                for (const { top } of range.getClientRects()) lines.set(top, (lines.get(top) ?? "") + part.data);
            }
            return [...lines.values()];
        }"""
    )
    assert len(lines) > 1
    assert "".join(lines) == name
