"""Where the year will end on readable ledgers: what is learned, and what is said where nothing can be expected."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from access.rights import LOCAL, Rights
from data import versions
from panels import ahead
from panels.panel import Note, Nothing
from tests.queries.ledgers import month, plan, project, publish
from texts import sentences, texts
from view.view import ProjectsHiddenError, View, edition

DAY = dt.date


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def seen(as_of: str, year: int = 2023, language: Any = "zh", rights: Rights = LOCAL) -> View:
    version = versions.current()
    assert version
    return View(edition(version), language, "light", DAY.fromisoformat(as_of), year, rights=rights)


def past_years(*years: int) -> dict[str, list[dict[str, Any]]]:
    """Of each year ten carried over, 100 万元 planned each: 40 done by June, 40 more by December."""
    names = [f"旧{number}" for number in range(10)]
    return {
        "project": [project(name, None, "2020-01-01") for name in names],
        "plan": [plan(name, year, 100, "续建") for name in names for year in years],
        "progress": [month(name, f"{year}-{at}", 0, 40) for name in names for year in years for at in ("06", "12")]
        + [month(names[0], f"{year}-01") for year in years],
    }


def publish_with(*all_rows: dict[str, list[dict[str, Any]]], through: str = "2023-06") -> None:
    every: dict[str, list[dict[str, Any]]] = {}
    for rows in all_rows:
        every = {table: every.get(table, []) + rows.get(table, []) for table in every | rows}
    publish(DAY.fromisoformat(f"{through}-01"), **every)


def this_year(**more: Any) -> dict[str, list[dict[str, Any]]]:
    return {
        "project": [project("新", None, "2022-05-01", **more)],
        "plan": [plan("新", 2023, 200, "续建")],
        "progress": [month("新", "2023-05", 0, 70)],
    }


def test_done_and_what_its_like_still_completed() -> None:
    publish_with(past_years(2022), this_year())
    view = seen("2023-06-30")
    row = view.run("forecast").iloc[0]
    # 200 planned × 0.8 of plan × (1 − 0.5 done by June) = 80.
    assert (row["state"], row["past_years"], row["past_projects"]) == ("made", 1, 10)
    assert (row["invested"], row["still_expected"], row["forecast_invested"]) == pytest.approx((70, 80, 150))
    assert row["forecast_rate"] == pytest.approx(0.75)
    assert row["forecast_low"] < 150 < row["forecast_high"]
    path = view.run("forecast_months").set_index("month")
    assert path["forecast_path"].isna().tolist() == [True] * 5 + [False] * 7
    assert (path.loc[6, "forecast_path"], path.loc[12, "forecast_path"]) == pytest.approx((70, 150))


def test_what_happens_later_moves_nothing() -> None:
    publish_with(past_years(2022), this_year())
    before = seen("2023-03-31").run("forecast").iloc[0]
    later = this_year(terminated_on=DAY(2023, 5, 1), termination_reason="资金")
    later["progress"] = [month("新", "2023-05", 0, 170), month("旧1", "2023-04", 0, 999)]
    later["plan"] += [plan("旧1", 2024, 500, "续建")]
    publish_with(past_years(2022), later)
    after = seen("2023-03-31").run("forecast").iloc[0]
    pd.testing.assert_series_equal(before, after)


def test_a_past_year_is_told_from_the_other_ones_alone() -> None:
    publish_with(past_years(2021, 2022), this_year())
    rows = seen("2023-06-30").run("forecast_tried")
    assert rows["month"].tolist() == list(range(1, 12))
    assert rows["trials"].tolist() == [2] * 11
    # Both years are the same: each tells the other exactly, and the rivals do not.
    assert rows["error"].tolist() == pytest.approx([0] * 11)
    assert rows["within"].tolist() == [1] * 11
    june = rows.set_index("month").loc[6]
    assert june["error_schedule"] == pytest.approx(0)  # 400 done ÷ half a year due = 800
    assert june["error_plan"] == pytest.approx(0.25)  # 1000 planned, 800 came
    assert june["error_pace"] == pytest.approx((400 + 400 / 3 * 6 - 800) / 800)
    may = rows.set_index("month").loc[5]
    assert may["error_schedule"] == pytest.approx(1)  # nothing done by May
    # A tie is no better: the year before was the same one.
    assert "不优于按上年比重推算" in sentences.track_record(texts("zh"), rows)
    changed = past_years(2021, 2022)
    changed["progress"] = [one | {"invested": 90} if one["month"] == DAY(2021, 12, 1) else one
                           for one in changed["progress"]]  # fmt: skip
    publish_with(changed, this_year())
    # 2022 is now told from another 2021: 40 by June and 90 later make 1300 of 1000, told for 800 that came.
    other = seen("2023-06-30").run("forecast_tried").set_index("month").loc[6]
    assert other["error"] == pytest.approx(((400 + 900 - 800) / 800 + (1300 - 800) / 1300) / 2)


@pytest.mark.parametrize(
    ("rows", "as_of", "year", "state", "words"),
    [
        (this_year(), "2023-06-30", 2023, "no_past",
         "按前6个月的进度，2023年全年为140万元；没有往年可依据，只是算术推算，没有范围"),
        (past_years(2022), "2023-06-30", 2022, "ended", "2022年已结束：完成800万元，为计划的80.0%"),
        (past_years(2022), "2023-06-30", 2023, "no_plan", "所选范围内没有2023年有计划的重点项目，无从预计"),
        (this_year() | {"plan": [plan("新", 2023, 0, "续建")]}, "2023-06-30", 2023, "no_plan",
         "所选范围内没有2023年有计划的重点项目，无从预计"),
        (this_year() | {"plan": [plan("新", 2024, 200, "续建")]}, "2023-06-30", 2024, "not_begun",
         "2024年尚未开始，还不能预计"),
        (this_year() | {"progress": [month("新", "2023-05", 70, 0)]}, "2023-06-30", 2023, "no_work",
         "台账没有报送2023年完成投资，无从预计"),
    ],
)  # fmt: skip
def test_where_nothing_is_expected_it_is_said_why(
    rows: dict[str, list[dict[str, Any]]], as_of: str, year: int, state: str, words: str
) -> None:
    publish_with(rows)
    view = seen(as_of, year)
    row = view.run("forecast").iloc[0]
    assert row["state"] == state
    assert sentences.forecast(texts("zh"), row, year) == words
    panel = ahead.year_end(view)
    assert words in [part.text for part in panel.parts if isinstance(part, Nothing | Note)]
    assert not panel.charts


def test_in_january_all_of_the_year_is_expected() -> None:
    publish_with(past_years(2022), this_year() | {"progress": []}, through="2022-12")
    row = seen("2023-01-15").run("forecast").iloc[0]
    assert (row["state"], row["months_counted"]) == ("made", 0)
    assert row["forecast_invested"] == pytest.approx(160)


def test_a_year_of_few_projects_is_nothing_to_learn_from() -> None:
    few = past_years(2022)
    few["plan"] = few["plan"][:9]
    publish_with(few, this_year())
    assert seen("2023-06-30").run("forecast").iloc[0]["state"] == "no_past"
    row = seen("2023-01-15").run("forecast").iloc[0]
    assert sentences.forecast(texts("zh"), row, 2023) == "2023年还没有计入的月份，也没有往年可依据"


@pytest.mark.parametrize("rights", [Rights(sees_projects=False), Rights(sees_working_screen=False)])
def test_readers_of_sums_alone_are_not_shown_it(rights: Rights) -> None:
    publish_with(past_years(2022), this_year())
    guest = seen("2023-06-30", rights=rights)
    with pytest.raises(ProjectsHiddenError):
        guest.run("forecast")
    assert not ahead.is_expected(guest)
    assert [type(part).__name__ for part in ahead.year_end(guest).parts] == ["Hidden"]


def test_a_reader_of_own_departments_is_told_the_same_of_them() -> None:
    rows = this_year(unit="责任单位二")
    publish_with(past_years(2022), rows)
    whole = seen("2023-06-30").run("forecast").iloc[0]
    own = seen("2023-06-30", rights=Rights(units=("责任单位二",))).run("forecast").iloc[0]
    pd.testing.assert_series_equal(whole, own)
    none = seen("2023-06-30", rights=Rights(units=("责任单位一",))).run("forecast_parts")
    assert none.empty
