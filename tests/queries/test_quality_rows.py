"""Data quality: three readable rows and the rows expected."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.demo_ledger import Published
from tests.queries.ledgers import month, project, publish, run


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def names(query: str) -> list[str]:
    return run(query)["name"].to_list()


def test_fields_are_counted_of_those_that_should_have_them() -> None:
    publish(
        project=[
            project(
                "一", "2023-01-05", "2023-02-01", content="厂房", channel="以商引商", registered_on=dt.date(2023, 1, 9)
            ),
            project("二", "2023-01-05", content="厂房", registered_on=dt.date(2023, 1, 9)),
            project("三", None, terminated_on=dt.date(2023, 3, 1), termination_reason="退出"),
        ],
        progress=[month("一", "2023-02", 5)],
        project_kind=[{"project_id": "二", "kind": "央企"}, {"project_id": "二", "kind": "外资"}],
    )
    rows = run("quality_fields").set_index("field")
    found = {field: (row["filled"], row["expected"]) for field, row in rows.iterrows()}
    assert found == {
        "content": (2, 3),
        "investor": (0, 3),
        "origin": (0, 3),
        "channel": (1, 3),
        "lead_official": (0, 3),
        "kind": (1, 3),
        "signed_on": (2, 3),
        "approved_on": (0, 3),
        "started_on": (1, 2),
        "registered_on": (1, 1),
        "listed_on": (0, 1),
        "progress": (1, 3),
        "termination_reason": (1, 1),
    }
    assert rows.loc["content", "filled_share"] == pytest.approx(2 / 3)
    early = run("quality_fields", as_of=dt.date(2023, 2, 28)).set_index("field")
    assert early.loc["termination_reason", "expected"] == 0, "not terminated yet"


def test_stale_projects_have_been_silent_for_three_months() -> None:
    publish(
        project=[
            project("六月还有", "2022-01-05", "2022-02-01"),
            project("七月还有", "2022-01-05", "2022-02-01"),
            project("从未上报", "2022-01-05", "2023-05-20"),
            project("刚开工", "2022-01-05", "2023-07-20"),
            project("已投产", "2022-01-05", "2022-02-01", production_on=dt.date(2023, 1, 1)),
            project("已终止", "2022-01-05", "2022-02-01", terminated_on=dt.date(2023, 1, 1), termination_reason="退出"),
            project("未开工", "2022-01-05"),
            project("先到资后开工", "2022-01-05", "2023-07-02"),
        ],
        progress=[
            month("先到资后开工", "2023-01", funds=5),  # two months since its start, whatever it brought before
            month("六月还有", "2023-06", invested=5),
            month("六月还有", "2023-09"),
            month("七月还有", "2023-07", funds=5),
        ],
    )
    rows = run("quality_stale")
    assert rows["name"].to_list() == ["从未上报", "六月还有"]
    assert rows["silent_months"].to_list() == [4, 3]
    assert rows["last_month"].isna().to_list() == [True, False]


def test_unstarted_projects_were_signed_long_ago() -> None:
    publish(
        project=[
            project("早", "2023-04-02"),
            project("刚满", "2023-04-03"),
            project("已开工", "2022-01-05", "2022-02-01"),
            project("框架", "2022-01-05", agreement="框架"),
            project("已终止", "2022-01-05", terminated_on=dt.date(2023, 1, 1), termination_reason="退出"),
            project("非签约", None),
        ],
        progress=[month("早", "2023-05", 7)],
    )
    rows = run("quality_unstarted")
    assert rows[["name", "days_waiting", "funds_to_date"]].to_numpy().tolist() == [["早", 181, 7.0]]


def test_overpaid_projects_received_more_than_planned() -> None:
    publish(
        project=[project("多", "2023-01-05", planned=10), project("平", "2023-01-05", planned=10)],
        progress=[month("多", "2023-02", 6), month("多", "2023-03", 6.5), month("平", "2023-03", 10)],
    )
    rows = run("quality_overpaid")
    assert rows[["name", "funds_to_date", "overpaid"]].to_numpy().tolist() == [["多", 12.5, 2.5]]
    assert run("quality_overpaid", as_of=dt.date(2023, 2, 28)).empty


def test_the_scope_holds() -> None:
    publish(project=[project("早", "2022-04-02"), project("另", "2022-04-02", industry="其他")])
    assert names("quality_unstarted") == ["另", "早"]
    assert run("quality_unstarted", industries=("其他",))["name"].to_list() == ["另"]


def test_the_demonstration_agrees_with_pandas(demo: Published) -> None:
    projects, progress = demo.ledger.project, demo.ledger.progress
    paid = progress[progress["月份"] <= "2023-09-01"].groupby("项目编号")["到位资金（万元）"].sum()
    planned = projects.set_index("项目编号")["计划总投资（万元）"].reindex(paid.index)
    assert set(run("quality_overpaid")["project_id"]) == set(paid[paid > planned].index)
    waited = (dt.datetime(2023, 9, 30) - projects["签约日期"]).dt.days
    idle = projects["开工日期"].isna() & projects["终止日期"].isna() & (projects["协议类型"] == "正式")
    assert set(run("quality_unstarted")["project_id"]) == set(projects[idle & (waited > 180)]["项目编号"])
