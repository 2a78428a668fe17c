"""The review on a few readable rows: what moved, what was reported late or corrected, lights, problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from access.rights import LOCAL, Rights
from data import versions, zone_time
from figures.movement import BRIDGES, codes
from tests.queries.ledgers import Rows, month, plan, project, publish
from view.view import ProjectsHiddenError, View, edition

DAY = dt.date
#: Publishes rows on a day, with money reported through a month.
Publish = Callable[..., str]


@pytest.fixture(autouse=True)
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publish:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))

    def on(day: str, through: str, **rows: Any) -> str:
        moment = dt.datetime.fromisoformat(f"{day}T09:00:00")
        monkeypatch.setattr(zone_time, "now", lambda: moment)
        return publish(DAY.fromisoformat(f"{through}-01"), **rows)

    return on


def ask(name: str, since: str, read_by: str = "date", as_of: str = "2023-09-30", rights: Rights = LOCAL) -> Any:
    version = versions.current()
    assert version
    day = DAY.fromisoformat(as_of)
    view = View(edition(version), "zh", "light", day, day.year, rights=rights)
    return view.run(name, since=DAY.fromisoformat(since), read_by=read_by)


def bridge(stock: str, since: str, read_by: str = "date", as_of: str = "2023-09-30") -> dict[str, tuple[int, float]]:
    """Box → its number and amount, of those that hold something; what comes and goes makes what stands now."""
    row = ask("moved", since, read_by, as_of).iloc[0]
    boxes = BRIDGES[stock]  # type: ignore[index]
    found = {box: tuple(row[code] for code in codes(stock, box)) for box in boxes}  # type: ignore[arg-type]
    came = sum(of.sign * found[box][0] for box, of in boxes.items() if not of.is_restated)
    brought = sum(of.sign * found[box][1] for box, of in boxes.items())
    assert found["then"][0] + came == found["now"][0]
    assert found["then"][1] + brought == pytest.approx(found["now"][1], abs=1e-6)
    return {box: (int(n), round(float(amount), 2)) for box, (n, amount) in found.items() if n}


def blocker(identity: str, of: str, raised: str, due: str | None = None, resolved: str | None = None) -> dict[str, Any]:
    return {
        "blocker_id": identity, "project_id": of, "kind": "用地", "raised_on": DAY.fromisoformat(raised),
        "due_on": due and DAY.fromisoformat(due), "resolved_on": resolved and DAY.fromisoformat(resolved),
    }  # fmt: skip


ENDED: dict[str, Any] = {"terminated_on": DAY(2023, 9, 20), "termination_reason": "退出"}


# By date of event --------------------------------------------------------------------------------


def test_what_is_signed_and_not_started_moves_by_what_happened(published: Publish) -> None:
    published(
        "2023-10-08", "2023-09",
        project=[
            project("还等", "2023-03-01", planned=100),
            project("新签", "2023-09-24", planned=200),
            project("当天签", "2023-09-23", planned=400),  # the day of then itself is not since
            project("新开", "2023-03-01", "2023-09-30", planned=800),
            project("新签新开", "2023-09-25", "2023-09-28", planned=1600),
            project("终止", "2023-03-01", planned=3200, **ENDED | {"terminated_on": DAY(2023, 9, 25)}),
            project("投产", "2023-03-01", planned=6400, production_on=DAY(2023, 9, 26)),
            project("框架", "2023-09-25", planned=9999, agreement="框架"),
            project("早已开工", "2023-03-01", "2023-04-01", planned=9999),
        ],
    )  # fmt: skip
    assert bridge("unstarted", "2023-09-23") == {
        "then": (5, 100 + 400 + 800 + 3200 + 6400), "signed": (2, 1800), "started": (2, 2400), "produced": (1, 6400),
        "terminated": (1, 3200), "now": (3, 700),
    }  # fmt: skip


def test_what_is_started_without_money_moves_by_month(published: Publish) -> None:
    published(
        "2023-10-08", "2023-09",
        project=[
            project("还等", "2023-03-01", "2023-04-01", 100),
            project("到资", "2023-03-01", "2023-04-01", 200),
            project("早已到资", "2023-03-01", "2023-04-01", 400),
            project("新开", "2023-03-01", "2023-09-30", 800),
            project("新开即到资", "2023-03-01", "2023-09-25", 1600),
            project("终止", "2023-03-01", "2023-04-01", 3200, **ENDED | {"terminated_on": DAY(2023, 9, 25)}),
        ],
        progress=[month("到资", "2023-09", funds=5), month("早已到资", "2023-08", funds=5),
                  month("新开即到资", "2023-07", funds=5)],
    )  # fmt: skip
    assert bridge("unfunded", "2023-09-23") == {
        "then": (3, 3500), "started": (2, 2400), "funded": (2, 1800), "terminated": (1, 3200), "now": (2, 900),
    }  # fmt: skip


def test_a_plan_is_adjusted_on_its_day(published: Publish) -> None:
    adjusted: dict[str, Any] = {"original_amount": 100, "adjusted_on": DAY(2023, 9, 25)}
    published(
        "2023-10-08", "2023-09",
        project=[project(name, "2023-01-05", "2023-02-01") for name in ("增", "减", "早", "平")],
        plan=[
            plan("增", 2023, 130, **adjusted), plan("减", 2023, 90, **adjusted), plan("平", 2023, 50),
            plan("早", 2023, 70, original_amount=60, adjusted_on=DAY(2023, 9, 23)),
        ],
        progress=[month("增", "2023-08", invested=40), month("增", "2023-09", invested=7)],
    )  # fmt: skip
    assert bridge("plan", "2023-09-23") == {
        "then": (4, 320), "raised": (1, 30), "lowered": (1, 10), "now": (4, 340),
    }  # fmt: skip
    assert bridge("completed", "2023-09-23") == {"then": (4, 40), "done": (1, 7), "now": (4, 47)}
    # Within a month no month ends: nothing is added.
    assert bridge("completed", "2023-09-23", as_of="2023-09-29") == {"then": (4, 40), "now": (4, 40)}


# As reported -------------------------------------------------------------------------------------

AUGUST: Rows = {
    "project": [
        project("迟报签约", None, planned=10), project("迟报开工", "2023-03-01", planned=20),
        project("改金额", "2023-03-01", planned=40), project("改签约日", "2023-03-01", planned=80),
        project("改早签约日", "2023-03-01", "2023-05-01", planned=160), project("删去", "2023-03-01", planned=320),
        project("九月开工", "2023-03-01", planned=640),
    ],
    "plan": [plan("九月开工", 2023, 100), plan("改金额", 2023, 50)],
    "progress": [month("九月开工", "2023-07", invested=5), month("改金额", "2023-07", invested=8)],
}  # fmt: skip
SEPTEMBER: Rows = {
    "project": [
        project("迟报签约", "2023-08-15", planned=10), project("迟报开工", "2023-03-01", "2023-08-20", planned=20),
        project("改金额", "2023-03-01", planned=45), project("改签约日", None, planned=80),
        project("改早签约日", "2023-03-01", planned=160), project("九月开工", "2023-03-01", "2023-09-12", planned=640),
        project("新项目", "2023-09-05", planned=1280), project("漏报项目", "2023-06-01", planned=2560),
    ],
    "plan": [plan("九月开工", 2023, 110), plan("漏报项目", 2023, 30)],
    "progress": [
        month("九月开工", "2023-07", invested=5), month("九月开工", "2023-08", invested=6),
        month("九月开工", "2023-09", invested=7), month("漏报项目", "2023-08", invested=3),
    ],
}  # fmt: skip


@pytest.fixture
def two(published: Publish) -> None:
    published("2023-09-10", "2023-08", **AUGUST)
    published("2023-10-08", "2023-09", **SEPTEMBER)


@pytest.mark.usefixtures("two")
def test_late_reports_and_corrections_are_told_apart_as_reported() -> None:
    assert bridge("unstarted", "2023-09-23", "reported") == {
        "then": (5, 20 + 40 + 80 + 320 + 640),
        "late_in": (2, 10 + 2560),  # 迟报签约, 漏报项目
        "late_out": (1, 20),  # 迟报开工
        "corrected_in": (1, 160),  # 改早签约日: its start was taken back
        "corrected_out": (2, 80 + 320),  # 改签约日, 删去
        "restated": (1, 5),  # 改金额
        "signed": (1, 1280),
        "started": (1, 640),
        "now": (5, 10 + 45 + 160 + 1280 + 2560),
    }


@pytest.mark.usefixtures("two")
def test_by_date_nothing_is_late_or_corrected() -> None:
    assert bridge("unstarted", "2023-09-23") == {"then": (5, 10 + 45 + 160 + 1280 + 2560), "now": (5, 4055)}
    assert bridge("unstarted", "2023-08-31") == {
        "then": (5, 10 + 45 + 160 + 640 + 2560), "signed": (1, 1280), "started": (1, 640), "now": (5, 4055),
    }  # fmt: skip


@pytest.mark.usefixtures("two")
def test_plan_and_completed_work_as_reported() -> None:
    assert bridge("plan", "2023-09-23", "reported") == {
        "then": (2, 150), "added": (1, 30), "raised": (1, 10), "removed": (1, 50), "now": (2, 140),
    }  # fmt: skip
    assert bridge("completed", "2023-09-23", "reported") == {
        "then": (2, 13), "added": (1, 3), "removed": (1, 8), "late": (1, 6), "done": (1, 7), "now": (2, 21),
    }  # fmt: skip


@pytest.mark.usefixtures("two")
def test_each_change_names_its_projects() -> None:
    rows = ask("moved_projects", "2023-09-23", "reported")
    of = {box: set(rows.loc[rows[f"is_unstarted_{box}"], "name"]) for box in ("late_in", "late_out", "corrected_out")}
    assert of == {"late_in": {"迟报签约", "漏报项目"}, "late_out": {"迟报开工"}, "corrected_out": {"改签约日", "删去"}}


@pytest.mark.usefixtures("two")
def test_a_day_that_was_taken_back_is_not_told_any_more() -> None:
    rows = ask("moved_projects", "2023-09-23", "reported").set_index("name")
    assert rows.loc["改早签约日", "signed_on"] == pd.Timestamp(2023, 3, 1)
    assert pd.isna(rows.loc["改早签约日", "started_on"]), "its start was taken back"
    assert pd.isna(rows.loc["改签约日", "signed_on"])
    # What is gone altogether is told as it was last.
    assert (rows.loc["删去", "signed_on"], rows.loc["删去", "planned_investment"]) == (pd.Timestamp(2023, 3, 1), 320)


@pytest.mark.usefixtures("two")
def test_before_the_first_publishing_there_is_nothing_to_hold_against() -> None:
    assert ask("moved", "2023-09-09", "reported").empty
    assert len(ask("moved", "2023-09-10", "reported")) == 1


def test_what_a_rollback_withdrew_is_passed_over(published: Publish) -> None:
    first = published("2023-09-10", "2023-08", **AUGUST)
    published("2023-09-12", "2023-08", project=[project("错", "2023-03-01")])
    versions.rollback(first)
    published("2023-10-08", "2023-09", **SEPTEMBER)
    assert bridge("unstarted", "2023-09-23", "reported")["then"] == (5, 1100)


# Lights and problems -----------------------------------------------------------------------------


def test_lights_are_new_red_and_green_again(published: Publish) -> None:
    published(
        "2023-10-08", "2023-09",
        project=[
            project("转红", "2023-04-02", planned=300),  # 180 days on 29 September
            project("仍红", "2022-01-05", planned=500),
            project("转绿", "2023-03-01", "2023-09-28", 700),
            project("新黄", "2023-07-01", planned=900),  # 90 days on 29 September
            project("终止", "2022-01-05", planned=1100, **ENDED | {"terminated_on": DAY(2023, 9, 25)}),
            project("免", "2022-01-05", planned=1300),
        ],
        exemption=[{"project_id": "免", "rule": "unstarted", "reason": "调规", "until_on": DAY(2023, 12, 31)}],
    )  # fmt: skip
    rows = ask("lit_projects", "2023-09-23").set_index("name")
    flags = ["is_red", "is_amber", "is_red_then", "is_new_red", "is_new_amber", "is_green", "is_gone", "is_exempt"]
    on = {name: {flag for flag in flags if row[flag]} for name, row in rows.iterrows()}
    assert on == {
        "转红": {"is_red", "is_new_red"}, "仍红": {"is_red", "is_red_then"}, "转绿": {"is_red_then", "is_green"},
        "新黄": {"is_amber", "is_new_amber"}, "终止": {"is_red_then", "is_gone"}, "免": {"is_exempt"},
    }  # fmt: skip
    total = ask("lit_total", "2023-09-23").iloc[0]
    assert total[["red_projects", "red_then", "red_change", "red_stake", "amber_stake"]].tolist() == [
        2,
        3,
        -1,
        800,
        900,
    ]
    units = ask("lit_units", "2023-09-23")
    assert units[["red_projects", "red_stake"]].sum().tolist() == [2, 800]


def test_problems_are_a_bridge_too(published: Publish) -> None:
    published(
        "2023-10-08", "2023-09",
        project=[project("甲", "2023-03-01", "2023-04-01"), project("乙", "2023-03-01", **ENDED)],
        blocker=[
            blocker("旧", "甲", "2023-05-01", "2023-09-20"), blocker("新", "甲", "2023-09-12", "2023-12-01"),
            blocker("销", "甲", "2023-05-01", None, "2023-09-15"), blocker("终", "乙", "2023-05-01"),
            blocker("即销", "甲", "2023-09-12", None, "2023-09-20"),
            blocker("早销", "甲", "2023-05-01", None, "2023-06-01"),
        ],
    )  # fmt: skip
    assert ask("problems", "2023-09-10").iloc[0].to_dict() == {
        "problems_then": 3, "problems_new": 2, "problems_solved": 2, "problems_ended": 1, "problems_corrected": 0,
        "problems_open": 2, "problems_overdue": 1,
    }  # fmt: skip


def test_sums_alone_are_not_told_of_projects(published: Publish) -> None:
    published("2023-10-08", "2023-09", project=[project("甲", "2023-03-01")])
    for rights in (Rights(sees_projects=False), Rights(sees_working_screen=False)):
        for name in ("moved", "lit_total", "problems", "moved_projects"):
            with pytest.raises(ProjectsHiddenError):
                ask(name, "2023-09-23", rights=rights)


def test_a_bound_reader_sees_own_departments_in_both_states(published: Publish) -> None:
    rows = [project("甲", "2023-03-01"), project("乙", "2023-03-01", unit="责任单位二")]
    published("2023-09-10", "2023-08", project=rows)
    published("2023-10-08", "2023-09", project=rows)
    found: pd.DataFrame = ask("moved_projects", "2023-09-23", "reported", rights=Rights(units=("责任单位二",)))
    assert found["name"].tolist() == ["乙"]
