"""Reports of money begin one day: of older projects the first money is not known, so nothing is timed by it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from access.rights import LOCAL
from data import versions
from panels import funnels, last_month, signing_months
from panels.panel import Note, Panel
from tests.queries.ledgers import month, project, publish, run
from view.view import View, edition


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signed from 2020 on, money reported from March 2021 on."""
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(
        dt.date(2022, 12, 1),
        project=[
            project("旧", "2020-06-01", "2020-09-01"),
            project("跨", "2020-12-20", "2021-02-01"),
            project("新", "2021-01-10", "2021-02-01"),
        ],
        progress=[month("旧", "2021-03", 100, 0), month("跨", "2021-04", 100, 0), month("新", "2021-03", 100, 0)],
    )


YEARS = {
    year: {"year": year, "period_from": dt.date(year, 1, 1), "period_to": dt.date(year, 12, 31),
           "as_of": dt.date(2022, 12, 31)}
    for year in (2020, 2021, 2022)
}  # fmt: skip


def test_no_median_stands_on_money_of_which_the_beginning_is_not_known() -> None:
    old = run("funnel_cohort", **YEARS[2020]).set_index("stage").loc["funded"]
    assert (old["projects"], old["timed_projects"]) == (2, 0)
    assert pd.isna(old["median_days"])
    new = run("funnel_cohort", **YEARS[2021]).set_index("stage").loc["funded"]
    assert (new["projects"], new["timed_projects"], new["median_days"]) == (1, 1, 58), "1 February to 31 March"


def test_the_projects_say_the_same() -> None:
    days = run("projects", **YEARS[2020]).set_index("name")["days_to_funds"]
    assert days["新"] == 58
    assert days[["旧", "跨"]].isna().all()


def notes(panel: Panel) -> str:
    return "".join(part.text for part in panel.parts if isinstance(part, Note))


def view(year: int, as_of: dt.date = dt.date(2022, 12, 31)) -> View:
    return View(edition(versions.current() or ""), "zh", "light", as_of, year, rights=LOCAL)


def test_it_is_said_where_the_money_stands() -> None:
    begins = "到位资金自2021年3月起上报"
    assert begins in notes(funnels.cohort(view(2020)))
    assert begins in notes(funnels.side_by_side(view(2020), "industry"))
    assert begins in notes(signing_months.month_after_month(view(2020), "arrived"))
    assert begins not in notes(signing_months.month_after_month(view(2020), "started"))
    assert begins not in notes(funnels.cohort(view(2021)))
    earlier = "首次到位时间可能更早"
    assert earlier in notes(funnels.within(view(2021)))
    assert earlier in notes(signing_months.by_month(view(2021)))
    assert earlier not in notes(funnels.within(view(2022)))
    assert earlier in notes(last_month.last_month(view(2022, dt.date(2022, 3, 31)))), "beside last year's month"
