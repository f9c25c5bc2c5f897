"""The interactive page in Debian's chromium, against a page as pyvis makes it, physics off: made, opened, panned."""

from __future__ import annotations

import os
import random
import statistics
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import synthetic
from measure import Measured

from stdkg.graph import open_graph
from stdkg.store.embedded import EmbeddedStore
from stdkg.view import network

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from stdkg.view.pyvis_network import PageNetwork

__all__ = ["pages"]

_CHROMIUM = os.environ.get("STDKG_CHROMIUM", "/usr/bin/chromium")
_ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu"]
_PEER = "pyvis, physics off"
_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
_COUNT = """() => {
    window.frames_seen = [];
    const seen = (now) => { window.frames_seen.push(now); window.counting = requestAnimationFrame(seen); };
    requestAnimationFrame(seen);
}"""
_STOP = "() => { cancelAnimationFrame(window.counting); return window.frames_seen; }"
_PANNED = 2.0
_EMPTY = """([x, y]) => {
    const canvas = document.querySelector('canvas'), sides = canvas.getBoundingClientRect();
    const ratio = canvas.width / sides.width;
    const data = canvas.getContext('2d').getImageData((x - sides.x) * ratio - 6, (y - sides.y) * ratio - 6, 12, 12).data;
    return data.every((value) => value === 0);
}"""


def pages(rounds: int, size: int) -> list[Measured]:
    """Make, open and pan the page of the shipped graph, and of one of `size` nodes and three times as many edges.

    A graph above the page's limit is panned with all of it drawn, not on its overview. Seconds a frame are the mean over
    two seconds of dragging.
    """
    from playwright.sync_api import sync_playwright

    large = EmbeddedStore()
    large.add(synthetic.links(size, 3 * size))
    results = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder, open_graph() as shipped:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        for store, limits in ((shipped.store, (8.0, 1.0)), (large, (20.0, 3.0))):
            results += _cases(browser, Path(folder), lambda store=store: network(store), rounds, limits)
        browser.close()
    return results


def _cases(
    browser: Browser, folder: Path, make: Callable[[], PageNetwork], rounds: int, limits: tuple[float, float]
) -> list[Measured]:
    """The three cases of one graph; each round makes and opens both pages anew."""
    ours: list[tuple[float, float, float]] = []
    theirs: list[tuple[float, float, float]] = []
    for number in range(rounds + 1):
        start = perf_counter()
        view = make()
        view.write_html(str(folder / "ours.html"))
        made = perf_counter() - start
        times = (made, *_in_browser(browser, folder / "ours.html"))
        start = perf_counter()
        _pyvis(view, folder / "theirs.html")
        peer_times = (perf_counter() - start, *_in_browser(browser, folder / "theirs.html"))
        if number:
            ours.append(times)
            theirs.append(peer_times)
    size = len(view.nodes)
    kilobytes = (folder / "ours.html").stat().st_size // 1000
    names = (f"make the page ({kilobytes:,} kB)", "open it until it answers", "pan it: a frame")
    return [
        Measured(name, size, rounds, statistics.median(mine), _PEER, statistics.median(peer), limit=limit)
        for name, mine, peer, limit in zip(
            names, zip(*ours, strict=True), zip(*theirs, strict=True), (*limits, 0.05), strict=True
        )
    ]


def _pyvis(view: PageNetwork, path: Path) -> None:
    """The same nodes and edges in a page of pyvis, places given, physics off."""
    from pyvis.network import Network

    plain = Network(height="800px", directed=True, cdn_resources="in_line")
    plain.nodes, plain.edges = view.nodes, view.edges
    plain.toggle_physics(False)
    path.write_text(plain.generate_html(), encoding="utf-8")


def _in_browser(browser: Browser, path: Path) -> tuple[float, float]:
    """Seconds until the page is drawn and answers, and seconds a frame while it is panned."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    start = perf_counter()
    page.goto(path.as_uri(), timeout=300_000)
    page.wait_for_selector("canvas", timeout=300_000)
    page.evaluate(_FRAME)
    ready = perf_counter() - start
    if page.locator("#everything").count():
        page.click(".menu summary")
        page.click("#everything")
        page.click(".menu summary")
        page.evaluate(_FRAME)
    frame = _pan(page)
    context.close()
    return ready, frame


def _pan(page: Page) -> float:
    x, y = _empty_spot(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(_COUNT)
    start = perf_counter()
    turn = 0
    while perf_counter() - start < _PANNED:
        turn += 1
        page.mouse.move(x + turn * 7 % 300, y + turn * 5 % 200)
    seen: list[float] = page.evaluate(_STOP)
    page.mouse.up()
    return (seen[-1] - seen[0]) / 1000 / max(1, len(seen) - 1)


def _empty_spot(page: Page) -> tuple[float, float]:
    """A place on the canvas where nothing is drawn, so that the whole is dragged and no node."""
    box = page.locator("canvas").bounding_box()
    assert box is not None
    rng = random.Random(1)  # noqa: S311  nothing secret
    for _ in range(500):
        x = box["x"] + rng.uniform(0.02, 0.7) * box["width"]
        y = box["y"] + rng.uniform(0.02, 0.7) * min(box["height"], 800)
        if page.evaluate(_EMPTY, [x, y]):
            return x, y
    raise RuntimeError("no empty place on the canvas")
