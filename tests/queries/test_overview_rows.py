"""Given a few readable rows, the queries of the overview and of the industries give these rows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.queries.ledgers import month, plan, project, publish, run

DAY = pd.Timestamp


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def by(rows: pd.DataFrame, *columns: str) -> dict[Any, dict[str, Any]]:
    """Rows by the values of some columns; what is missing is None."""
    clean = rows.astype(object).where(rows.notna(), None)
    return {
        row[columns[0]] if len(columns) == 1 else tuple(row[one] for one in columns): row
        for row in clean.to_dict("records")
    }


def test_industries_against_the_year_before() -> None:
    publish(
        project=[
            project("今", "2023-02-10", None, 30_000),
            project("去", "2022-02-10", None, 20_000),
            project("去年晚", "2022-10-10", None, 70_000),
            project("框", "2023-02-10", None, 90_000, agreement="框架"),
            project("药", "2022-03-01", None, 10_000, industry="生物医药"),
        ],
        progress=[
            month("今", "2023-03", 60), month("去", "2022-01", 40, 100), month("去", "2022-12", 999, 999),
            month("去", "2023-05", 0, 150), month("药", "2023-05", 7, 8),
        ],
        plan=[plan("去", 2022, 1_000), plan("去", 2023, 1_000), plan("药", 2023, 50)],
    )  # fmt: skip
    rows = by(run("industries"), "industry")
    new = rows["新材料"]
    # October of last year lies after the same period; December's money too.
    assert (new["signed_projects"], new["last_signed_projects"], new["signed_change"]) == (1, 1, 0)
    assert (new["signed_planned"], new["last_signed_planned"]) == (30_000, 20_000)
    assert new["planned_growth"] == pytest.approx(0.5)
    assert (new["funds_arrived"], new["last_funds_arrived"]) == (60, 40)
    assert (new["invested"], new["last_invested"], new["growth"]) == (150, 100, pytest.approx(0.5))
    drug = rows["生物医药"]
    # Last year it had no key project and no money: no base for these, but one for the count.
    assert (drug["signed_change"], drug["planned_growth"]) == (-1, -1)
    assert (drug["last_funds_arrived"], drug["funds_growth"]) == (0, None)
    assert (drug["invested"], drug["last_invested"], drug["growth"]) == (8, None, None)
    assert (rows[None]["signed_projects"], rows[None]["last_signed_projects"]) == (1, 2)
    assert (rows[None]["invested"], rows[None]["last_invested"]) == (158, 100)


def test_industries_without_a_ledger_of_last_year_have_no_base() -> None:
    publish(
        project=[project("今", "2023-02-10", None, 30_000), project("去", "2022-02-10", None, 20_000)],
        progress=[month("去", "2022-04", 5, 5), month("今", "2023-04", 9, 9)],
        plan=[plan("去", 2022, 100), plan("今", 2023, 100)],
    )
    row = by(run("industries"), "industry")["新材料"]
    missing = ("last_signed_projects", "last_signed_planned", "last_funds_arrived", "signed_change",
               "planned_growth", "funds_growth")  # fmt: skip
    assert [row[key] for key in missing] == [None] * 6
    # Completed investment stands against last year's key projects, which there are.
    assert row["growth"] == pytest.approx(0.8)
    later = by(run("industries", period_from=dt.date(2023, 4, 1)), "industry")["新材料"]
    assert (later["last_signed_projects"], later["funds_growth"]) == (0, pytest.approx(0.8))


def test_quarters_and_the_one_under_way() -> None:
    publish(
        dt.date(2023, 4, 1),
        project=[
            project("一", "2022-12-10", None, 30_000),
            project("二", "2023-02-10", None, 10_000, industry="其他"),
            project("三", "2023-05-10", None, 5_000),
            project("早", "2020-05-10", None, 5_000),
            project("框", "2023-02-10", None, 5_000, agreement="框架"),
        ],
        progress=[month("一", "2022-11", 30), month("二", "2022-12", 70), month("一", "2023-04", 5)],
    )
    rows = by(run("industry_quarters", as_of=dt.date(2023, 5, 20)), "quarter", "industry")
    assert {quarter for quarter, _ in rows} == {DAY(2022, 10, 1), DAY(2023, 1, 1), DAY(2023, 4, 1)}
    assert len(rows) == 6, "no industry is left out of a quarter"
    first = rows[DAY(2022, 10, 1), "新材料"]
    assert (first["signed_planned"], first["planned_share"]) == (30_000, 1)
    assert (first["funds_arrived"], first["funds_share"]) == (30, 0.3)
    assert (first["is_signed_whole"], first["is_funds_whole"]) == (False, False), "the ledger begins in November"
    whole = rows[DAY(2023, 1, 1), "其他"]
    assert (whole["signed_planned"], whole["planned_share"]) == (10_000, 1)
    assert (whole["funds_arrived"], whole["funds_share"], whole["quarter_funds"]) == (0, None, 0)
    assert (whole["is_signed_whole"], whole["is_funds_whole"]) == (True, True)
    under_way = rows[DAY(2023, 4, 1), "新材料"]
    assert (under_way["signed_planned"], under_way["funds_arrived"]) == (5_000, 5)
    assert (under_way["is_signed_whole"], under_way["is_funds_whole"]) == (False, False)


def test_a_quarter_without_a_reported_month_has_no_money() -> None:
    publish(
        dt.date(2023, 3, 1),
        project=[project("一", "2023-05-10")],
        progress=[month("一", "2023-01", 30)],
    )
    rows = by(run("industry_quarters", as_of=dt.date(2023, 6, 30)), "quarter", "industry")
    row = rows[DAY(2023, 4, 1), "新材料"]
    assert (row["signed_projects"], row["funds_arrived"], row["funds_share"]) == (1, None, None)
    assert (row["is_signed_whole"], row["is_funds_whole"]) == (True, False)


def test_the_few_largest_projects() -> None:
    publish(
        project=[
            *(project(f"小{number:02d}", "2023-02-10", None, 1_000) for number in range(12)),
            project("大", "2023-03-10", None, 50_000, terminated_on=dt.date(2023, 6, 1), termination_reason="退出"),
            project("框", "2023-03-10", None, 90_000, agreement="框架"),
            project("零", "2023-03-10", None, 0),
        ],
        progress=[month("小00", "2023-02", 5, 6), month("大", "2023-02", 0, 0), month("小01", "2022-02", 50, 6)],
        plan=[plan("小00", 2023, 10), plan("小01", 2023, 30), plan("小01", 2022, 100)],
    )
    rows = by(run("concentration"), "measure")
    assert list(rows) == ["signed_planned", "funds_arrived", "invested", "plan"]
    signed = rows["signed_planned"]
    assert (signed["projects"], signed["total"], signed["top_3"], signed["top_10"]) == (13, 62_000, 52_000, 59_000)
    assert signed["top_3_share"] == pytest.approx(52 / 62)
    assert rows["funds_arrived"] | {"measure": ""} == {
        "measure": "", "projects": 1, "total": 5, "top_3": 5, "top_10": 5, "top_3_share": 1, "top_10_share": 1,
    }  # fmt: skip
    assert (rows["invested"]["projects"], rows["invested"]["total"]) == (1, 6)
    assert (rows["plan"]["projects"], rows["plan"]["total"], rows["plan"]["top_3"]) == (2, 40, 40)
    named = run("concentration_projects", measure="signed_planned")
    # Equal amounts stand in the order of their ids, the same at every run.
    assert named["project_id"].to_list() == ["大", *(f"小{number:02d}" for number in range(9))]
    assert named["share_so_far"].iloc[-1] == pytest.approx(59 / 62)


def test_nothing_is_concentrated_in_nothing() -> None:
    publish(project=[project("一", "2020-02-10")])
    rows = by(run("concentration"), "measure")
    assert [row["projects"] for row in rows.values()] == [0, 0, 0, 0]
    assert [row["top_3_share"] for row in rows.values()] == [None] * 4
    assert run("concentration_projects", measure="plan").empty


def test_each_industry_against_its_own_plan() -> None:
    publish(
        dt.date(2023, 2, 1),
        project=[project("一", None), project("二", None, industry="其他"), project("三", None, industry="生物医药")],
        plan=[plan("一", 2023, 1_200), plan("二", 2023, 300), plan("三", 2023, 0)],
        progress=[month("一", "2023-01", 0, 60), month("一", "2023-02", 0, 40), month("二", "2023-02", 0, 600)],
    )
    rows = run("target_months_by_industry")
    assert rows["industry"].unique().tolist() == ["新材料", "其他", "生物医药"], "the largest plan first"
    found = by(rows, "industry", "month")
    assert len(found) == 36
    second = found["新材料", DAY(2023, 2, 1)]
    assert (second["cumulative_invested"], second["completed_share"]) == (100, pytest.approx(1 / 12))
    assert (second["due_share"], second["cumulative_scheduled"]) == (pytest.approx(1 / 6), pytest.approx(200))
    assert found["其他", DAY(2023, 2, 1)]["completed_share"] == 2, "more than the plan is more than 100 %"
    assert found["新材料", DAY(2023, 3, 1)]["cumulative_invested"] is None, "March is not reported"
    assert found["生物医药", DAY(2023, 2, 1)]["completed_share"] is None, "no share of no plan"


def test_what_the_signed_are_made_up_of() -> None:
    publish(
        project=[
            project("双", "2023-02-10", "2023-03-01", 100_000, channel="领导招商", is_four_new=True),
            project("单", "2023-02-10", None, 10_000, unit="责任单位二"),
            project("终", "2023-02-10", "2023-03-01", 9_000,
                    terminated_on=dt.date(2023, 4, 1), termination_reason="退出"),
            project("去", "2022-02-10", "2022-11-01", 50_000, channel="领导招商"),
            project("框", "2023-02-10", None, 500_000, agreement="框架"),
        ],
        project_kind=[
            {"project_id": "双", "kind": "世界500强"}, {"project_id": "双", "kind": "中国500强"},
            {"project_id": "单", "kind": "世界500强"}, {"project_id": "单", "kind": "外资"},
            {"project_id": "去", "kind": "外资"}, {"project_id": "框", "kind": "民企500强"},
        ],
        progress=[month("去", "2022-01", 1)],
    )  # fmt: skip
    rows = by(run("makeup", dimension=None), "dimension", "value")

    def part(dimension: str, value: str | None, *columns: str) -> tuple[Any, ...]:
        return tuple(rows[dimension, value][column] for column in columns)

    counts = ("signed_projects", "signed_planned", "started_projects", "last_signed_projects")
    assert part("all", "all", *counts) == (3, 119_000, 1, 1)
    assert part("size", "over_100m", *counts) == (2, 110_000, 1, 1)
    assert part("size", "over_1b", *counts) == (1, 100_000, 1, 0), "inside the ¥100M and over"
    assert part("top_500", "any", *counts) == (2, 110_000, 1, 0), "a project on two lists is one project"
    assert part("list", "世界500强", *counts) == (2, 110_000, 1, 0)
    assert part("list", "中国500强", *counts) == (1, 100_000, 1, 0)
    assert part("list", "民企500强", *counts) == (0, 0, 0, 0), "a framework agreement is not counted"
    assert part("top_500", "several", *counts) == (1, 100_000, 1, 0)
    assert part("four_new", "yes", *counts) == (1, 100_000, 1, 0)
    assert part("channel", "领导招商", *counts) == (1, 100_000, 1, 1)
    assert part("channel", None, *counts) == (2, 19_000, 0, 0), "a channel not stated is a part too"
    assert part("unit", "责任单位二", *counts) == (1, 10_000, 0, 0)
    assert part("size", "over_100m", "projects_share", "planned_share") == pytest.approx((2 / 3, 110 / 119))
    # By 30 September 2022 last year's project had not started yet.
    assert part("all", "all", "last_started_projects", "signed_change") == (0, 2)
    lists = run("makeup", dimension="list")
    assert lists["value"].to_list() == ["世界500强", "中国500强", "民企500强"]
    assert lists["projects_share"].to_list() == pytest.approx([2 / 3, 1 / 3, 0]), "of all, also where asked for alone"
    framework = by(run("makeup", dimension=None, agreement="框架"), "dimension", "value")
    assert framework["all", "all"]["signed_projects"] == 1
    assert framework["all", "all"]["start_rate"] is None


def test_makeup_of_nothing_and_without_last_year() -> None:
    publish(project=[project("一", "2020-02-10")], progress=[month("一", "2023-02", 1)])
    rows = by(run("makeup", dimension=None), "dimension", "value")
    assert rows["all", "all"]["signed_projects"] == 0
    assert {row["projects_share"] for row in rows.values()} == {None}
    assert {row["last_signed_projects"] for row in rows.values()} == {None}
    assert {row["signed_change"] for row in rows.values()} == {None}
    assert by(run("makeup", dimension=None, industries=("没有的",)), "dimension", "value").keys() == {
        ("all", "all"), ("size", "over_100m"), ("size", "over_1b"), ("top_500", "any"), ("list", "世界500强"),
        ("list", "中国500强"), ("list", "民企500强"), ("top_500", "several"), ("four_new", "yes"),
    }  # fmt: skip


LAST = {
    "project": [
        project("签", "2023-08-03", None, 500),
        project("开", "2023-01-03", "2023-08-31", 700),
        project("终", "2023-01-03", "2023-07-01", 900, terminated_on=dt.date(2023, 8, 5), termination_reason="退出"),
        project("上月", "2023-07-03", None, 300),
        project("去年", "2022-08-03", None, 200),
        project("框", "2023-08-03", None, 400, agreement="框架"),
        project("重点", None, "2023-08-03", 100),
        project("月后", "2023-09-10", None, 100),
    ],
    "progress": [
        month("去年", "2022-08", 10, 20), month("开", "2023-07", 0, 30), month("终", "2023-07", 40),
        month("开", "2023-08", 50, 60), month("终", "2023-08", 25), month("重点", "2023-08", 5, 5),
    ],
    "plan": [plan("开", 2023, 100), plan("去年", 2022, 100)],
}  # fmt: skip


def test_the_last_complete_month() -> None:
    publish(dt.date(2023, 8, 1), **LAST)
    found = by(run("last_month", as_of=dt.date(2023, 9, 20)), "figure")
    assert {row["month"] for row in found.values()} == {DAY(2023, 8, 1)}
    sides = ("this_month", "last_month", "last_year", "month_growth", "year_growth")
    expected = {
        # 月后 was signed after the last complete month; the framework agreement is kept apart.
        "signed_projects": (1, 1, 1, 0, 0),
        "started_projects": (1, 1, 0, 0, None),
        "funded_projects": (1, 1, 1, 0, 0),
        "terminated_projects": (1, 0, 0, None, None),
        "funds_arrived": (80, 40, 10, 1, 7),
        "invested": (60, 30, 20, 1, 2),
    }
    assert {figure: tuple(row[side] for side in sides) for figure, row in found.items()} == expected
    assert (found["started_projects"]["month_change"], found["started_projects"]["year_change"]) == (0, 1)
    projects = run("last_month_projects", as_of=dt.date(2023, 9, 20))
    assert list(zip(projects["event"], projects["name"], strict=True)) == [
        ("signed", "签"), ("started", "开"), ("funded", "开"), ("terminated", "终"),
    ]  # fmt: skip
    assert projects["happened_on"].to_list() == [DAY(2023, 8, 3), DAY(2023, 8, 31), DAY(2023, 8, 31), DAY(2023, 8, 5)]
    assert projects["funds_in_period"].to_list() == [0, 50, 50, 25]
    assert projects["termination_reason"].to_list()[-1] == "退出"
    apart = by(run("last_month", as_of=dt.date(2023, 9, 20), agreement="框架"), "figure")
    assert apart["signed_projects"]["this_month"] == 1, "framework agreements count where they alone are asked for"


def test_the_last_month_of_a_past_year_is_its_december() -> None:
    publish(dt.date(2023, 8, 1), **LAST)
    found = by(run("last_month", year=2022), "figure")
    assert {row["month"] for row in found.values()} == {DAY(2022, 12, 1)}
    assert (found["signed_projects"]["this_month"], found["signed_projects"]["last_month"]) == (0, 0)
    assert found["signed_projects"]["last_year"] is None, "the ledger begins in August 2022"


def test_months_before_the_ledger_have_no_figures() -> None:
    publish(dt.date(2023, 8, 1), **LAST)
    found = by(run("last_month", as_of=dt.date(2022, 8, 31), year=2022), "figure")
    assert (found["signed_projects"]["this_month"], found["funds_arrived"]["this_month"]) == (1, 10)
    assert {row["last_month"] for row in found.values()} == {None}
    before = by(run("last_month", as_of=dt.date(2022, 8, 20), year=2022), "figure")
    assert {row["this_month"] for row in before.values()} == {None}
    assert run("last_month_projects", as_of=dt.date(2022, 8, 20), year=2022).empty


def test_a_ledger_without_progress_has_no_money_of_the_month() -> None:
    publish(project=[project("一", "2023-09-10", "2023-09-20")], plan=[plan("一", 2023, 100)])
    found = by(run("last_month"), "figure")
    assert {figure: row["this_month"] for figure, row in found.items()} == {
        "signed_projects": 1, "started_projects": 1, "funded_projects": None, "terminated_projects": 0,
        "funds_arrived": None, "invested": None,
    }  # fmt: skip
