"""Every card and panel of every page opens its drawer, whatever the ledger holds, and shows text as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests import rounds
from tests.demo_ledger import Published
from tests.pages.drawers import drawers
from tests.pages.opening import READING_PAGES, ask, offered, opened, plain, words
from tests.pages.test_pages import LEDGERS, assert_literal
from tests.queries.ledgers import month, only_read, plan, project, publish


def open_each(page: str, query: dict[str, str] | None = None, *, at_least: int = 4) -> Iterator[AppTest]:
    """The page with one drawer open after the other."""
    app = opened(page, query)
    keys = offered(app)
    assert len(keys) >= at_least
    for key in keys:
        ask(app, key)
        assert not app.exception, key
        yield app


@pytest.mark.parametrize("page", READING_PAGES)
def test_every_button_opens_its_drawer(demo: Published, page: str) -> None:
    for app in open_each(page):
        assert len(app.get("download_button")) >= 2
        assert "nan" not in plain(words(app)).lower()


@pytest.mark.parametrize("page", READING_PAGES)
def test_every_drawer_opens_in_english(demo: Published, page: str) -> None:
    # What a button opens does not hang on the language, and a click draws the whole page beside its drawer.
    for app in drawers(page, {"lang": "EN"}):
        assert len(app.get("download_button")) >= 2
        assert "nan" not in plain(words(app)).lower()


@pytest.mark.parametrize(
    ("page", "ledger"), rounds.every(2, [(page, ledger) for ledger in LEDGERS for page in READING_PAGES])
)
def test_a_small_ledger_is_explained(page: str, ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    only_read(monkeypatch, **LEDGERS[ledger])
    # Of no agreement there is no funnel, and little to ask.
    at_least = 2 if (ledger, page) == ("no signing", "funnel") else 4
    for app in drawers(page, at_least=at_least):
        assert "nan" not in plain(words(app)).lower()
        assert "演示" not in plain(words(app))


@pytest.mark.parametrize("page", READING_PAGES)
def test_hostile_names_are_text_in_the_drawer(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name = (
        "**粗** <b>x</b> :red[y] $x^2$ [a](javascript:alert(1)) http://evil.example 😀'; drop table x;--" + "长" * 100
    )
    only_read(
        monkeypatch,
        project=[project("=1+1", "2023-01-10", "2023-02-01", industry=name, unit=name) | {"name": name}],
        plan=[plan("=1+1", 2023, 100)],
        progress=[month("=1+1", "2023-03", 10, 10)],
    )
    for app in drawers(page):
        assert_literal(app)


def test_a_long_list_is_cut_for_the_browser_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(project=[project(f"P{number}", "2023-01-10") for number in range(1003)])
    app = opened("funnel")
    assert len(app.dataframe[-1].value) == 1000
    assert "只列前1000个" in plain(words(app))
    assert "2023年1—9月签约项目1003个" in plain(words(app))
