"""A page in Debian's chromium, watched: an error on its console or a request that leaves it fails the test."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = Path(os.environ.get("STDKG_CHROMIUM", "/usr/bin/chromium"))
MISSING = (
    f"{CHROMIUM}: no browser, so nothing in tests/browser was tested; "
    "run: apt-get install chromium fonts-noto-cjk, or set STDKG_CHROMIUM"
)
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ARTEFACTS = Path(__file__).resolve().parents[2] / "artefacts"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.exists():
        if os.environ.get("STDKG_NOTHING_SKIPPED"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open HTML from a file; afterwards nothing may have gone wrong in it."""
    faults: list[str] = []
    contexts = []

    def is_outside(url: str) -> bool:
        return not url.startswith(("file:", "blob:", "data:"))

    def opened(html: str, *, anchor: str = "", size: tuple[int, int] = (1280, 800), **options: Any) -> Page:
        path = tmp_path / f"page-{len(contexts)}.html"
        path.write_bytes(html.encode())
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, offline=True, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("request", lambda request: faults.append(request.url) if is_outside(request.url) else None)
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(path.as_uri() + anchor)
        page.wait_for_selector("body[data-ready=true]", timeout=60_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """The folder of pictures that a run leaves for people to look at."""
    ARTEFACTS.mkdir(exist_ok=True)
    return ARTEFACTS


@pytest.fixture(scope="session")
def shipped_html() -> str:
    import stdkg
    from stdkg.view import page

    with stdkg.open() as graph:
        return page(graph.store)
