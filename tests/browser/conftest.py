"""A real Chromium against the real application.

Every page is watched: a test fails in the end when the console complained, a script failed, a response
was an error or anything was asked of another host, unless the test itself said that it expects that.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from tests.browser import chromium, walls
from tests.browser.serving import Server, serve
from tests.browser.watching import Watch

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PATIENCE_MS = 20_000

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


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[NewPage]:
    """Open a page in a reader's browser of its own; options are those of Playwright's contexts."""
    with pages(browser, watch) as make:
        yield make


@contextmanager
def pages(browser: Browser, watch: Watch, **always: Any) -> Iterator[NewPage]:
    """What `new_page` is; `always` are options of every context."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> Page:
        context = browser.new_context(**({"locale": "zh-CN", "viewport": DESKTOP} | always | options))
        context.set_default_timeout(PATIENCE_MS)
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


@pytest.fixture(scope="package")
def _desk(browser: Browser) -> Iterator[BrowserContext]:
    # One for all tests, so that Streamlit's files are loaded once; nothing of a reader's is kept between them.
    context = browser.new_context(locale="zh-CN", viewport=DESKTOP)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(_desk: BrowserContext, watch: Watch) -> Iterator[Page]:
    """A reader at a desk."""
    page = _desk.new_page()
    watch.follow(page)
    yield page
    if page.url.startswith("http"):
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
    for opened in _desk.pages:
        opened.close()
    _desk.clear_cookies()
