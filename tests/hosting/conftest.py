"""The provider once, a dashboard that tests share, dashboards of their own, and Chromium as in tests/browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import NewPage, browser, pages, watch
from tests.browser.watching import Watch
from tests.hosting import dashboards
from tests.hosting.dashboards import Hosted
from tests.hosting.provider import running
from tests.hosting.provider.running import Provider

__all__ = ["browser", "watch"]

OwnHosted = Callable[..., Hosted]


@pytest.fixture(scope="package")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with running.start(tmp_path_factory.mktemp("provider")) as started:
        yield started


@pytest.fixture(scope="package")
def hosted(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """The dashboard that most tests share; nobody may publish there or change roles."""
    with dashboards.host(tmp_path_factory.mktemp("hosted"), provider) as started:
        yield started


@pytest.fixture
def own_hosted(hosted: Hosted, provider: Provider, tmp_path: Path) -> Iterator[OwnHosted]:
    """Start a dashboard of the test's own, on a copy of the shared one's store."""
    with ExitStack() as stack:

        def make(name: str = "own", **options: Any) -> Hosted:
            shutil.copytree(hosted.store, tmp_path / name / "store")
            return stack.enter_context(dashboards.host(tmp_path / name, provider, **options))

        yield make


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[NewPage]:
    """Open a page in a reader's browser of its own, which trusts the tests' certificates."""
    with pages(browser, watch, ignore_https_errors=True) as make:
        yield make
