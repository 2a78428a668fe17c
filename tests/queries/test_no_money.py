"""What a ledger does not report is no data, never 0; and every year in which something happened can be chosen."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.oracle import DONE, FUNDS, Ledger, Setting
from tests.queries.ledgers import month, only_read, plan, project, publish, run
from view.view import edition

#: Query → its columns of money and of what is made of it.
MONEY: dict[str, tuple[str, ...]] = {
    "headline": ("funds_arrived", "funds_growth", "last_funds_arrived"),
    "funnel_beside": ("early_projects", "early_funds", "unstarted_projects", "unstarted_funds", "terminated_funds",
                      "cohort_funds"),
    "industries": ("arrived_of_signed", "arrival_rate", "funds_arrived", "all_funds_arrived", "funds_share",
                   "last_funds_arrived", "funds_growth", "invested", "completion_rate", "points_ahead",
                   "last_invested", "growth"),
    "industry_quarters": ("funds_arrived", "funds_share"),
    "funnel_months": ("funded_projects", "funds_arrived"),
    "funds_months": ("funds_arrived", "cumulative_funds", "last_cumulative_funds", "growth", "plan_share"),
    "funnel_projects": ("funds_arrived",),
    "projects": ("funds_to_date", "funds_in_period", "early_funds", "invested", "surplus", "shortfall",
                 "invested_in_period"),
    "signing_months": ("arrived_of_signed", "arrival_rate"),
    "target_months": ("invested", "cumulative_invested", "last_cumulative_invested"),
    "target_months_by_industry": ("invested", "cumulative_invested", "completed_share"),
    "target_projects": ("invested", "completion_rate", "surplus", "points_ahead"),
    "target_quarters": ("quarter_invested", "schedule_rate", "last_quarter_invested", "quarter_growth"),
    "target_year": ("invested", "completion_rate", "points_ahead", "remaining", "needed_a_month", "last_invested",
                    "growth", "last_month"),
    "quality_unstarted": ("funds_to_date",),
}  # fmt: skip
SIGNED: dict[str, Any] = {
    "project": [
        project("甲", "2021-03-05", "2021-06-01"),
        project("乙", "2022-04-01", "2022-05-01"),
        project("丙", "2023-02-01"),
        project("丁", "2022-07-01", terminated_on=dt.date(2023, 1, 5), termination_reason="退出"),
    ],
    "plan": [plan("甲", 2023, 1_000), plan("甲", 2022, 800)],
    "target": [
        {"year": 2023, "indicator": "funds_arrived", "unit": None, "industry": None, "amount": 500},
        {"year": 2023, "indicator": "invested", "unit": None, "industry": None, "amount": 500},
        {"year": 2023, "indicator": "signed_projects", "unit": None, "industry": None, "amount": 4},
    ],
}


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    return tmp_path


def of_year(year: int) -> dict[str, Any]:
    return {"year": year, "period_from": dt.date(year, 1, 1), "period_to": dt.date(year, 12, 31)}


@pytest.mark.parametrize("query", MONEY)
@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_without_money_every_amount_is_missing(query: str, year: int, monkeypatch: pytest.MonkeyPatch) -> None:
    only_read(monkeypatch, **SIGNED)
    rows = run(query, **of_year(year))
    found = rows[list(MONEY[query])]
    assert found.isna().all(axis=None), found[found.notna().any(axis=1)]


def test_without_money_the_funnel_ends_with_its_starts() -> None:
    publish(**SIGNED)
    cohort = run("funnel_cohort", **of_year(2022)).set_index("stage")
    assert cohort.loc[["signed", "started"], "projects"].to_list() == [2, 1]
    assert cohort.loc["funded", ["projects", "planned_investment", "share_of_first"]].isna().all()
    assert cohort["funds_arrived"].isna().all()
    period = run("funnel_period", **of_year(2022)).set_index("stage")
    assert period.loc[["signed", "started"], "projects"].to_list() == [2, 1]
    assert period.loc["funded", ["projects", "planned_investment", "funds_arrived"]].isna().all()
    groups = run("funnel_groups", dimension="industry", **of_year(2022)).iloc[0]
    assert (groups["formal_projects"], groups["started_projects"]) == (2, 1)
    assert groups[["funded_projects", "funded_planned", "arrived_of_signed", "funded_share"]].isna().all()
    assert run("terminations", **of_year(2022))["terminated_funds"].isna().all()


def test_without_money_targets_and_the_largest_say_so() -> None:
    publish(**SIGNED)
    targets = run("targets").set_index("indicator")
    assert targets.loc["signed_projects", "actual"] == 1
    assert targets.loc[["funds_arrived", "invested"], ["actual", "target_rate", "points_ahead"]].isna().all(axis=None)
    largest = run("concentration").set_index("measure")
    assert largest.loc[["signed_planned", "plan"], "total"].to_list() == [20_000, 1_000]
    assert largest.loc[["funds_arrived", "invested"], ["total", "top_3", "top_10"]].isna().all(axis=None)
    gap = run("target_shortfall", leading=10).iloc[0]
    assert (gap["shortfall_projects"], gap["ahead_projects"]) == (0, 0)
    assert run("target_waterfall", leading=10, leading_surpluses=3).empty
    assert run("quality_stale").empty
    assert run("quality_fields").set_index("field").loc["progress", "filled"] == 0
    month_rows = run("last_month").set_index("figure")
    assert month_rows.loc[["funded_projects", "funds_arrived", "invested"], "this_month"].isna().all()
    assert not month_rows.loc[["funded_projects", "funds_arrived", "invested"], "this_reported"].any()


def test_what_is_reported_as_nought_is_nought() -> None:
    publish(**SIGNED, progress=[month("乙", "2023-01", 0, 0), month("甲", "2023-02", 0, 0)])
    head = run("headline").iloc[0]
    assert head["funds_arrived"] == 0
    target = run("target_year").iloc[0]
    assert (target["invested"], target["completion_rate"], target["remaining"]) == (0, 0, 1_000)
    assert run("funnel_cohort").set_index("stage").loc["funded", "projects"] == 0
    assert run("targets").set_index("indicator").loc["funds_arrived", "actual"] == 0
    before = run("headline", **of_year(2022)).iloc[0]
    assert pd.isna(before["funds_arrived"]), "before the first month there is no data"


def test_a_ledger_of_one_measure_reports_that_one() -> None:
    """A column of 0 beside one with amounts is none that the ledger has."""
    publish(**SIGNED, progress=[month("甲", "2023-01", 0, 300), month("甲", "2023-02", 0, 100)])
    assert pd.isna(run("headline").iloc[0]["funds_arrived"])
    assert run("target_year").iloc[0]["invested"] == 400
    assert pd.isna(run("funnel_cohort").set_index("stage").loc["funded", "projects"])
    publish(**SIGNED, progress=[month("甲", "2023-01", 300), month("甲", "2023-02", 100)])
    assert run("headline").iloc[0]["funds_arrived"] == 400
    assert pd.isna(run("target_year").iloc[0]["invested"])


def test_each_measure_begins_in_its_own_year() -> None:
    publish(
        **SIGNED,
        progress=[month("甲", "2021-07", 0, 50), month("甲", "2022-05", 0, 60), month("乙", "2023-03", 40, 1)],
    )
    assert [run("headline", **of_year(year)).iloc[0]["funds_arrived"] for year in (2021, 2022)] == [
        pytest.approx(float("nan"), nan_ok=True)
    ] * 2
    now = run("headline").iloc[0]
    assert now["funds_arrived"] == 40
    assert pd.isna(now["funds_growth"])
    assert run("target_year", year=2022).iloc[0]["invested"] == 60
    cut = run("cutoff").iloc[0]
    # Rows of 2023 begin with the year: January and February had none of it.
    assert (f"{cut['funds_from']:%Y-%m}", f"{cut['invested_from']:%Y-%m}") == ("2023-01", "2021-07")
    months = run("funnel_months", **of_year(2023)).set_index("month")["funds_arrived"]
    assert months.loc[:"2023-03-01"].to_list() == [0, 0, 40]


def test_a_period_that_no_report_has_reached_is_no_data() -> None:
    publish(
        project=[project("甲", "2023-05-05", "2023-06-01"), project("乙", "2024-01-04")],
        progress=[month("甲", "2023-06", 30, 20)],
        months_through=dt.date(2023, 12, 1),
    )
    january = of_year(2024) | {"as_of": dt.date(2024, 1, 10)}
    head = run("headline", **january).iloc[0]
    assert head["signed_projects"] == 1
    assert pd.isna(head["funds_arrived"]), "January is not reported yet: no data, not 0"
    total = run("industries", **january).iloc[-1]
    assert pd.isna(total["funds_arrived"])
    assert pd.isna(run("funnel_period", **january).set_index("stage").loc["funded", "funds_arrived"])
    assert pd.isna(run("concentration", **january).set_index("measure").loc["funds_arrived", "total"])
    # Nor is any month in which money of its signings could have come.
    assert pd.isna(run("funnel_cohort", **january).set_index("stage").loc["funded", "projects"])
    assert pd.isna(run("target_year", **january).iloc[0]["invested"])


def test_all_years_of_signings_can_be_chosen() -> None:
    for progress in ([], [month("乙", "2023-03", 40, 1)]):
        data = edition(publish(**SIGNED, progress=progress))
        assert (data.first_day, data.last_day) == (dt.date(2021, 1, 1), dt.date(2023, 9, 30))
        signed = [run("headline", **of_year(year)).iloc[0]["signed_projects"] for year in (2021, 2022, 2023)]
        assert signed == [1, 2, 1]
    publish(project=[project("早", None, "2019-05-01"), project("新", "2023-05-01")])
    assert run("version").iloc[0]["first_day_of_data"] == pd.Timestamp(2019, 1, 1), "a start makes a year too"


@pytest.mark.parametrize("progress", [[], [month("乙", "2023-03", 40, 0), month("甲", "2023-06", 2, 0)]],
                         ids=["none", "funds from March"])  # fmt: skip
def test_the_same_by_pandas(progress: list[dict[str, Any]], store: Path) -> None:
    from data import ledger

    version = publish(**SIGNED, progress=progress)
    ledger.export(version, store / "ledger.xlsx")
    book = Ledger(store / "ledger.xlsx")
    for year in (2021, 2022, 2023):
        for as_of in (dt.date(year, 12, 31) if year < 2023 else dt.date(2023, 9, 30), dt.date(2023, 9, 30)):
            setting, asked = Setting(as_of, year), of_year(year) | {"as_of": as_of}
            expected = book.headline(setting)["funds_arrived"]
            assert run("headline", **asked).iloc[0]["funds_arrived"] == pytest.approx(expected, nan_ok=True)
            assert pd.isna(expected) is not book.has(setting, FUNDS, min(setting.period[1], pd.Timestamp(as_of)))
            done = run("target_year", **asked).iloc[0]["invested"]
            assert done == pytest.approx(book.target_year(setting)["invested"], nan_ok=True)
            assert not book.has(setting, DONE)
            for stage, figures in book.funnel_cohort(setting).items():
                found = run("funnel_cohort", **asked).set_index("stage").loc[stage]
                for name in ("projects", "funds_arrived"):
                    value = float("nan") if pd.isna(found[name]) else float(found[name])
                    assert value == pytest.approx(figures[name], nan_ok=True), (year, stage, name)
