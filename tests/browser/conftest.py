"""A real Chromium against the real application.

Every page is watched: a test fails in the end when the console complained, a script failed, a response
was an error or anything was asked of another host, unless the test itself said that it expects that.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from tests.browser import chromium, walls
from tests.browser.serving import Server, serve
from tests.browser.watching import Watch

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PATIENCE_MS = 45_000

NewPage = Callable[..., Page]


# The package's scope, not the session's: while Playwright's event loop runs, no other test could start one.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS / 2)
    with sync_playwright() as playwright:
        chromium.ensure_font()
        launched = playwright.chromium.launch(
            executable_path=chromium.executable(playwright), args=chromium.arguments()
        )
        yield launched
        launched.close()


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that most tests share: started on an empty store; nobody may publish into it."""
    with serve(tmp_path_factory.mktemp("shared") / "store") as running:
        yield running


@pytest.fixture(scope="module")
def module_server(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for one file's tests, which publish; it starts with the demonstration data."""
    with serve(copy_of(server, tmp_path_factory.mktemp("module"))) as running:
        yield running


@pytest.fixture
def own_server(server: Server, tmp_path: Path) -> Iterator[Server]:
    """A server for one test, which breaks something or wants to ask it first."""
    with serve(copy_of(server, tmp_path)) as running:
        yield running


def copy_of(server: Server, folder: Path) -> Path:
    """A copy of a server's store."""
    return Path(shutil.copytree(server.store, folder / "store"))


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What the test's pages did behind its back; the test may say what it expects."""
    watching = Watch()
    yield watching
    assert not watching.complaints(), "\n".join(watching.complaints())


@pytest.fixture(scope="package")
def _kept(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    # Contexts by their options, so that Streamlit's scripts are loaded and compiled once for many tests.
    kept: dict[str, BrowserContext] = {}
    yield kept
    for context in kept.values():
        context.close()


@pytest.fixture
def new_page(browser: Browser, watch: Watch, _kept: dict[str, BrowserContext]) -> Iterator[NewPage]:
    """Open a page in a reader's browser of its own; options are those of Playwright's contexts."""
    used: dict[str, BrowserContext] = {}
    with pages(browser, watch) as make_another:

        def make(**options: Any) -> Page:
            name = repr(sorted(options.items()))
            if name in used:
                return make_another(**options)
            if name not in _kept:
                _kept[name] = _context(browser, options)
            used[name] = _kept[name]
            page = used[name].new_page()
            watch.follow(page)
            return page

        yield make
    for context in used.values():
        _emptied(context)


@contextmanager
def pages(browser: Browser, watch: Watch, **always: Any) -> Iterator[NewPage]:
    """What `new_page` is; `always` are options of every context."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> Page:
        context = _context(browser, always | options)
        contexts.append(context)
        page = context.new_page()
        watch.follow(page)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def screen(new_page: NewPage, server: Server) -> Page:
    """The meeting screen on the most common wall, on demonstration data."""
    return walls.open_screen(walls.wall(new_page, "1920x1080"), server)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A reader at a desk."""
    return new_page()


def _context(browser: Browser, options: Mapping[str, Any]) -> BrowserContext:
    context = browser.new_context(**{"locale": "zh-CN", "viewport": DESKTOP, **options})
    context.set_default_timeout(PATIENCE_MS)
    return context


def _emptied(context: BrowserContext) -> None:
    """Nothing of a reader's is kept for the next test but files of the program."""
    for page in context.pages:
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.close()
    context.clear_cookies()
    context.clear_permissions()
