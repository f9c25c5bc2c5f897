"""What readers set in their system or browser: less motion, colours of their own, larger letters."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, Quad

from stdkg.store.embedded import EmbeddedStore
from stdkg.view import page
from stdkg.vocabulary import ID, term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LABEL = term("rdfs", "label")


def two_tongued(lang: str | None = None) -> str:
    store = EmbeddedStore()
    store.add(
        Quad(ID("a"), LABEL, Literal(name, language=tag)) for name, tag in (("one", "en"), ("一", "zh"))
    )
    return page(store, lang=lang)


@pytest.mark.parametrize(
    ("locale", "made_in", "address", "expected"),
    [
        ("zh-CN", None, "", "zh"),
        ("zh-Hant-TW", None, "", "zh"),
        ("en-GB", None, "", "en"),
        ("de-DE", None, "", "en"),
        ("zh-CN", "en", "", "en"),
        ("en-GB", "zh", "", "zh"),
        ("en-GB", "en", "?lang=zh", "zh"),
        ("zh-CN", None, "?lang=constructor", "zh"),
    ],
)
def test_it_opens_in_the_readers_language(
    open_page: Callable[..., Page], locale: str, made_in: str | None, address: str, expected: str
) -> None:
    opened = open_page(two_tongued(made_in), anchor=address, locale=locale)
    assert opened.locator("html").get_attribute("lang") == expected
    assert opened.title() == {"en": "Who sets standards", "zh": "谁在制定标准"}[expected]


def test_the_language_that_the_reader_chose_is_kept(open_page: Callable[..., Page]) -> None:
    opened = open_page(two_tongued("en"))
    opened.click("#language")
    opened.reload()
    opened.wait_for_selector("body[data-ready=true]")
    assert opened.locator("html").get_attribute("lang") == "zh"


def test_an_address_with_a_language_follows_the_reader(open_page: Callable[..., Page]) -> None:
    opened = open_page(two_tongued("en"), anchor="?lang=zh&kept=1#id:a")
    opened.click("#language")
    opened.reload()
    opened.wait_for_selector("body[data-ready=true]")
    assert opened.locator("html").get_attribute("lang") == "en"
    assert opened.url.endswith("?lang=en&kept=1#id%3Aa")


FRAMES = """async () => {
    const canvas = document.querySelector("#graph canvas"), seen = [];
    for (let turn = 0; turn < 12; turn++) {
        await new Promise(requestAnimationFrame);
        seen.push(canvas.toDataURL());
    }
    return new Set(seen.slice(2)).size;
}"""


@pytest.mark.parametrize(
    "what", ["Centre", "Only this neighbourhood", "#zoomIn", "#fit", "#panel .close", ".links .link"]
)
def test_nothing_glides(open_page: Callable[..., Page], shipped_html: str, what: str) -> None:
    """Two frames after a press the drawing stands still, and no element of the page moves into its place."""
    opened = open_page(shipped_html, anchor="#id:iec", reduced_motion="reduce")
    target = opened.locator(what).first if what[0] in "#." else opened.get_by_role("button", name=what)
    target.click()
    assert opened.evaluate(FRAMES) == 1
    assert opened.evaluate("() => document.getAnimations().length") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_drawing_keeps_its_own_ground_where_colours_are_forced(
    open_page: Callable[..., Page], shipped_html: str, artefacts: Path, scheme: str
) -> None:
    opened = open_page(shipped_html, anchor="#id:iso", forced_colors="active", color_scheme=scheme)
    opened.screenshot(path=artefacts / f"forced-{scheme}.png")
    ground = {"light": "rgb(255, 255, 255)", "dark": "rgb(18, 23, 29)"}[scheme]
    assert opened.locator("#graph").evaluate("one => getComputedStyle(one).backgroundColor") == ground
    opened.click(".menu summary")
    assert opened.locator("#physics").evaluate("one => getComputedStyle(one).borderStyle") == "solid"


@pytest.fixture(scope="module")
def large_letters(
    browser: Browser, shipped_html: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """The page in a browser whose reader has set letters twice as large."""
    path = tmp_path_factory.mktemp("letters") / "page.html"
    path.write_text(shipped_html, encoding="utf-8")
    arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--blink-settings=defaultFontSize=32"]
    launched = browser.browser_type.launch(
        executable_path=os.environ.get("STDKG_CHROMIUM", "/usr/bin/chromium"), args=arguments
    )
    opened = launched.new_page(viewport={"width": 1280, "height": 800})
    opened.goto(path.as_uri() + "#id:iso")
    opened.wait_for_selector("body[data-ready=true]")
    yield opened
    launched.close()


def test_letters_of_twice_the_size_are_twice_as_large_and_fit(large_letters: Page, artefacts: Path) -> None:
    opened = large_letters
    opened.screenshot(path=artefacts / "letters-200.png")
    assert opened.evaluate("() => getComputedStyle(document.body).fontSize") == "30px"
    assert opened.evaluate("() => document.documentElement.scrollWidth") <= 1280
    graph = opened.locator("#graph").bounding_box()
    assert graph is not None
    assert graph["width"] > 400
    assert graph["height"] > 150
    cut = opened.eval_on_selector_all(
        "#tools button, #tools summary, #panel .actions button, #legend summary",
        "found => found.filter((one) => one.offsetParent && one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)",
    )
    assert cut == []
    assert opened.locator("#panel .kind .icon").evaluate("icon => icon.getBoundingClientRect().width") > 30
    sizes = opened.evaluate(SIZES)
    assert max(sizes) == pytest.approx(26, abs=0.5)


SIZES = """() => new Promise((done) => {
    const draw = CanvasRenderingContext2D.prototype, fillText = draw.fillText, sizes = [];
    draw.fillText = function (...given) {
        sizes.push((parseFloat(this.font.match(/([\\d.]+)px/)[1]) * this.getTransform().a) / devicePixelRatio);
        return fillText.apply(this, given);
    };
    document.getElementById("zoomIn").click();
    requestAnimationFrame(() => requestAnimationFrame(() => {
        draw.fillText = fillText;
        done(sizes);
    }));
})"""
