"""Hostile text in every field does nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from stdkg.store.embedded import EmbeddedStore
from stdkg.view import network, page
from stdkg.vocabulary import GRAPH_PROVENANCE, ID, STD, term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "javascript:alert(3)",
    'href="javascript:alert(4)"',
    "\"'`${alert(5)}{{7*7}}",
    "\u202e\u200fright to left עברית العربية",
    "long " * 1000,
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "line\u2028end\u2029\r\n\t\x00\x07",
    "<!--<script>",
    "]]>&amp;&#x3c;",
    "__proto__",
    "constructor",
    "",
    "\u200b\u200d\ufeff",
    " \t ",
    "\u202eevil\u2066\u2067 open isolates",
    "W" * 5000,
    "标准" * 2500,
    "שלום " * 400,
    "Z" + "\u0301\u0322\u0489" * 300 + "algo",
    "a\n\n\n\nb",
]


def statements() -> Iterator[Quad]:
    source, label = ID("source/evil"), term("rdfs", "label")
    for number, text in enumerate(HOSTILE):
        node = ID(f"n{number}") if number % 3 else BlankNode(f"n{number}")
        passage = ID(f"passage/evil/{number}")
        clean = text.replace("\x00", "")
        yield Quad(node, label, Literal(clean, language="en"), passage)
        yield Quad(node, label, Literal(clean, language="zh"), passage)
        yield Quad(node, term("skos", "altLabel"), Literal(clean), passage)
        yield Quad(node, STD("aim"), Literal(clean, language="en"), passage)
        yield Quad(node, term("schema", "url"), Literal(clean), passage)
        yield Quad(node, term("rdfs", "seeAlso"), NamedNode(f"javascript:alert({number})"), passage)
        yield Quad(node, term("rdf", "type"), ID(f"class{number}"), passage)
        yield Quad(ID(f"class{number}"), label, Literal(clean, language="en"))
        yield Quad(node, ID(f"relation{number}"), ID("n1"), passage)
        yield Quad(ID(f"relation{number}"), label, Literal(clean, language="en"))
        yield from evidence(passage, source, clean)
        yield from figure(number, node, clean, passage)
        yield from membership(number, node, clean, passage)


def evidence(passage: NamedNode, source: NamedNode, text: str) -> Iterator[Quad]:
    for predicate, value in (
        (term("rdf", "type"), STD("Passage")),
        (term("oa", "hasSource"), source),
        (STD("locator"), Literal(text)),
    ):
        yield Quad(passage, predicate, value, GRAPH_PROVENANCE)
    for predicate in (term("rdfs", "label"), term("dc", "publisher"), term("schema", "url")):
        yield Quad(source, predicate, Literal(text), GRAPH_PROVENANCE)
    yield Quad(source, term("rdf", "type"), STD("Source"), GRAPH_PROVENANCE)
    yield Quad(source, term("schema", "url"), Literal("javascript:alert(6)"), GRAPH_PROVENANCE)


def figure(number: int, node: NamedNode | BlankNode, text: str, passage: NamedNode) -> Iterator[Quad]:
    observation = ID(f"figure/{number}")
    for predicate, value in (
        (term("rdf", "type"), STD("Figure")),
        (STD("about"), node),
        (STD("measure"), ID(f"class{number}")),
        (term("sdmx-measure", "obsValue"), Literal(text) if number % 2 else Literal(number)),
        (term("sdmx-dimension", "refPeriod"), Literal(text)),
        (term("skos", "editorialNote"), Literal(text)),
    ):
        yield Quad(observation, predicate, value, passage)


def membership(number: int, node: NamedNode | BlankNode, text: str, passage: NamedNode) -> Iterator[Quad]:
    held, role = ID(f"membership/{number}"), ID(f"role{number}")
    for predicate, value in (
        (term("rdf", "type"), term("org", "Membership")),
        (term("org", "member"), node),
        (term("org", "organization"), ID("n1")),
        (term("org", "role"), role),
        (STD("title"), Literal(text)),
        (term("schema", "startDate"), Literal(text)),
    ):
        yield Quad(held, predicate, value, passage)
    for language in ("en", "zh"):
        yield Quad(role, term("rdfs", "label"), Literal(text, language=language), passage)


@pytest.fixture(scope="module")
def hostile_html() -> str:
    store = EmbeddedStore()
    store.add(statements())
    return page(store, title='</title><script>alert("title")</script>')


def walk(opened: Page) -> None:
    """Look at everything: every node, both languages, the list, search, pictures."""
    count = opened.evaluate("() => JSON.parse(document.getElementById('data').textContent).nodes.id.length")
    assert count >= len(HOSTILE)
    opened.click("#view")
    for row in range(opened.locator("#list .link").count()):
        opened.locator("#list .link").nth(row).click()
    opened.click("#language")
    opened.click("#view")
    for text in HOSTILE:
        opened.fill("#query", text[:60])
    opened.keyboard.press("Escape")
    opened.click(".menu summary")
    with opened.expect_download():
        opened.click("#svg")


def test_nothing_runs(open_page: Callable[..., Page], hostile_html: str) -> None:
    opened = open_page(hostile_html)
    walk(opened)
    assert opened.locator("img, iframe, object, embed, form").count() == 0
    assert opened.locator("script").count() == 3
    assert opened.title().endswith('</title><script>alert("title")</script>')


def test_only_web_addresses_are_links(open_page: Callable[..., Page], hostile_html: str) -> None:
    opened = open_page(hostile_html, anchor="#id:n2")
    addresses = opened.eval_on_selector_all("a", "links => links.map((link) => link.getAttribute('href'))")
    assert [address for address in addresses if not address.startswith(("https://", "http://"))] == []


def test_text_stands_as_it_is(open_page: Callable[..., Page], hostile_html: str) -> None:
    opened = open_page(hostile_html, anchor="#id:n1")
    assert opened.locator("#panel h2").inner_text() == HOSTILE[1]


def test_a_table_of_long_texts_stays_in_the_panel(open_page: Callable[..., Page], hostile_html: str) -> None:
    opened = open_page(hostile_html, anchor="#id:n1")
    head = opened.locator(".figures thead th").first
    assert head.evaluate("cell => cell.offsetHeight") < 60
    assert opened.locator("#panel").evaluate("panel => panel.scrollWidth - panel.clientWidth") == 0


def test_a_long_name_of_a_class_takes_four_lines_of_the_legend(
    open_page: Callable[..., Page], hostile_html: str
) -> None:
    opened = open_page(hostile_html)
    rows = opened.eval_on_selector_all("#legend li", "rows => rows.map((row) => row.offsetHeight)")
    assert max(rows) < 110


def test_no_text_pushes_the_columns_of_the_list_out_of_view(
    open_page: Callable[..., Page], hostile_html: str
) -> None:
    opened = open_page(hostile_html, size=(1440, 900))
    opened.click("#view")
    assert opened.locator("#list").evaluate("list => list.scrollWidth <= list.clientWidth")


def test_what_cannot_be_seen_is_said_to_have_no_name(
    open_page: Callable[..., Page], hostile_html: str
) -> None:
    opened = open_page(hostile_html, anchor="#id:n14")
    names = opened.eval_on_selector_all("#legend li bdi", "names => names.map((name) => name.textContent)")
    assert [name for name in names if not re.search(r"[^\s\u200b-\u200f\ufeff]", name)] == []
    assert names.count("No name") >= 3
    assert opened.locator("#panel h2").inner_text() == "id:n14"


def test_no_direction_reaches_beyond_its_text(open_page: Callable[..., Page], hostile_html: str) -> None:
    """The arrow of a relation and the mark of a citation stand behind a text, though it opens isolates that it does not close."""
    opened = open_page(hostile_html, anchor="#id:n16")
    marks = opened.eval_on_selector_all(
        ".facts dd li",
        """rows => rows.filter((row) => row.querySelector(".cite")).map((row) =>
            row.querySelector(".cite").getBoundingClientRect().left >= row.querySelector("bdi").getBoundingClientRect().right - 1)""",
    )
    assert marks == [True] * len(marks) != []
    arrows = opened.eval_on_selector_all(
        ".links dt",
        """heads => heads.filter((head) => head.textContent.endsWith("→")).map((head) => {
            const end = document.createRange();
            end.selectNodeContents(head.lastChild);
            return end.getBoundingClientRect().left >= head.querySelector("bdi").getBoundingClientRect().right - 1;
        })""",
    )
    assert arrows == [True] * len(arrows) != []
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", opened.title())


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_no_text_breaks_the_layout(
    open_page: Callable[..., Page], hostile_html: str, size: tuple[int, int]
) -> None:
    opened = open_page(hostile_html, size=size)
    for number in range(len(HOSTILE)):
        name = f"id:n{number}" if number % 3 else opened.evaluate(BLANK, number)
        opened.evaluate("name => { location.hash = encodeURIComponent(name); }", name)
        opened.wait_for_function(
            "name => document.querySelector('#panel code')?.textContent === name", arg=name
        )
        faults = opened.evaluate(LAYOUT)
        assert faults == [], (number, HOSTILE[number][:40])


BLANK = """number => JSON.parse(document.getElementById('data').textContent).nodes.id
    .find((name) => name.startsWith("_:") && name.includes(`n${number}`))"""

LAYOUT = """() => {
    const faults = [], panel = document.getElementById("panel").getBoundingClientRect();
    if (document.documentElement.scrollWidth > innerWidth) faults.push("the page is wider than the window");
    for (const one of document.querySelectorAll("#panel h2, #panel .close, #panel button, #panel .kind")) {
        const {left, right} = one.getBoundingClientRect();
        if (left < panel.left || right > panel.right) faults.push(one.outerHTML.slice(0, 80));
    }
    if (document.querySelector("#panel header").offsetHeight > 380) faults.push("high header");
    for (const row of document.querySelectorAll("#panel tr, #panel .links li")) {
        if (row.offsetHeight > 900) faults.push("high row " + row.textContent.slice(0, 40));
    }
    for (const mark of document.querySelectorAll(".cite")) {
        if (mark.title.length > 2000) faults.push("long tip");
    }
    return faults;
}"""


def test_lone_surrogates_of_a_property_graph(open_page: Callable[..., Page]) -> None:
    view = network(EmbeddedStore())
    view.add_node("a", label="half \ud800 a pair", title="<b onclick=alert(1)>href</b>")
    view.add_node(2, label="</script>")
    view.add_edge("a", 2, label="\udfff <i>")
    opened = open_page(view.generate_html())
    assert "2 nodes, 1 relation shown" in (opened.locator("#hint").text_content() or "")


def test_an_empty_graph_says_so(open_page: Callable[..., Page]) -> None:
    opened = open_page(page(EmbeddedStore()))
    assert opened.locator("#hint").inner_text() == "This graph has no nodes."
    assert opened.locator("#legend fieldset").count() == 0


def test_the_page_shows_itself_in_a_frame_without_storage(open_page: Callable[..., Page]) -> None:
    store = EmbeddedStore()
    store.add([Quad(ID("a"), term("rdfs", "label"), Literal("A", language="en"))])
    frame = network(store)._repr_html_()
    opened = open_page(f"<!DOCTYPE html><meta charset=utf-8><body data-ready='true'>{frame}")
    inner = opened.frame_locator("iframe")
    inner.locator("body[data-ready=true]").wait_for()
    inner.locator("#query").fill("A")
    inner.locator("#query").press("Enter")
    assert inner.locator("#panel h2").inner_text() == "A"
