"""A page that stays open while data are published: what the reader did not choose follows them, the rest stays."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import versions
from tests import rounds
from tests.pages.opening import PAGES, answer, found, opened, plain, text, words
from tests.queries.ledgers import month, plan, project, publish

SEPTEMBER, OCTOBER, NEXT_YEAR = dt.date(2023, 9, 1), dt.date(2023, 10, 1), dt.date(2024, 1, 1)


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def ledger(through: dt.date) -> str:
    """One project of each month so far, and the first one's plan and money."""
    months = [dt.date(2023, 1 + number, 1) for number in range(12)] + [dt.date(2024, 1, 1)]
    past = [one for one in months if one <= through]
    return publish(
        through,
        project=[project(f"第{number}", f"{one:%Y-%m}-05") for number, one in enumerate(past)],
        plan=[plan("第0", year, 1000) for year in (2023, 2024)],
        progress=[month("第0", f"{one:%Y-%m}", 1, 50) for one in past],
    )


def day_of(app: AppTest) -> str:
    return next(text(one) for one in found(app, "//*[@class='note facts']"))


@pytest.mark.parametrize("page", rounds.every(2, PAGES))
def test_an_untouched_day_follows_the_data_and_goes_back_with_them(page: str) -> None:
    first = ledger(SEPTEMBER)
    app = opened(page)
    assert "2023年9月30日" in day_of(app)
    ledger(OCTOBER)
    app.run()
    assert not app.exception
    assert "2023年10月31日" in day_of(app)
    # The appraisal names the month before, which its ranks are compared with.
    assert "2023年9月30日" not in re.sub("名次变化与.*?比", "", words(app))
    assert "看最新数据" not in [button.label for button in app.button]
    versions.rollback(first)
    app.run()
    assert not app.exception
    assert "2023年9月30日" in day_of(app)


def test_an_untouched_year_follows_the_data() -> None:
    ledger(OCTOBER)
    app = opened("targets")
    assert app.segmented_control(key="year").value == "2023"
    ledger(NEXT_YEAR)
    app.run()
    assert app.segmented_control(key="year").value == "2024"
    assert "2024年" in answer(app)


def test_a_chosen_year_stays() -> None:
    ledger(NEXT_YEAR)
    app = opened("targets")
    app.segmented_control(key="year").set_value("2023").run()
    publish_more = ledger(NEXT_YEAR)
    app.run()
    assert app.segmented_control(key="year").value == "2023"
    assert publish_more in words(app)


def test_a_chosen_day_stays_says_that_there_is_newer_and_leads_to_it() -> None:
    ledger(SEPTEMBER)
    app = opened("overview")
    app.date_input(key="as_of").set_value(dt.date(2023, 8, 31)).run()
    assert "已有截至2023年9月30日的数据。" in plain(words(app))
    ledger(OCTOBER)
    app.run()
    assert "2023年8月31日" in day_of(app)
    assert "已有截至2023年10月31日的数据。" in plain(words(app))
    app.button(key="to_newest").click().run()
    assert "2023年10月31日" in day_of(app)
    assert "已有截至" not in plain(words(app))
    ledger(dt.date(2023, 11, 1))
    app.run()
    assert "2023年11月30日" in day_of(app)


def test_a_day_that_a_link_names_is_chosen_though_it_is_the_newest() -> None:
    ledger(SEPTEMBER)
    app = opened("overview", {"as_of": "2023-09-30"})
    ledger(OCTOBER)
    app.run()
    assert "2023年9月30日" in day_of(app)
    assert "已有截至2023年10月31日的数据。" in plain(words(app))


def test_a_pinned_version_stays_and_leads_to_the_newest() -> None:
    first = ledger(SEPTEMBER)
    app = opened("overview", {"version": first, "as_of": "2023-09-30"})
    assert "看最新数据" not in [button.label for button in app.button]
    second = ledger(OCTOBER)
    app.run()
    assert first in day_of(app)
    assert "已有截至2023年10月31日的数据。" in plain(words(app))
    app.button(key="to_newest").click().run()
    assert second in day_of(app)
    assert "2023年10月31日" in day_of(app)


def test_a_chosen_day_after_the_data_of_an_earlier_version_becomes_its_last() -> None:
    first = ledger(SEPTEMBER)
    ledger(OCTOBER)
    app = opened("overview")
    app.date_input(key="as_of").set_value(dt.date(2023, 10, 15)).run()
    versions.rollback(first)
    app.run()
    assert not app.exception
    assert "2023年9月30日" in day_of(app)


def test_a_chosen_day_before_all_of_another_ledger_follows_its_data() -> None:
    ledger(SEPTEMBER)
    app = opened("overview")
    app.date_input(key="as_of").set_value(dt.date(2023, 8, 31)).run()
    publish(NEXT_YEAR, project=[project("新", "2024-01-05")], progress=[month("新", "2024-01", 1, 50)])
    app.run()
    assert not app.exception
    assert "2024年1月31日" in day_of(app)
