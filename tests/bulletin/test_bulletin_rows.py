"""The bulletin of a few readable rows: each sentence as it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data import settings, zone_time
from panels.bulletin import drafting
from panels.bulletin.ranking import Placed, ends, placed
from panels.cells import in_words
from tests.bulletin.issues import issue_of
from tests.queries.ledgers import month, plan, project, publish, run

DAY = dt.date
Publish = Callable[..., str]


@pytest.fixture(autouse=True)
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publish:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))

    def on(day: str, through: str, **rows: Any) -> str:
        moment = dt.datetime.fromisoformat(f"{day}T09:00:00")
        monkeypatch.setattr(zone_time, "now", lambda: moment)
        return publish(DAY.fromisoformat(f"{through}-01"), **rows)

    return on


def said(code: str, when: str, kind: Any = "internal", language: Any = "zh", **codes: Any) -> list[str]:
    one = issue_of(when, kind, language, codes)
    return [line for block in drafting.document(one).blocks if block.code == code for line in block.paragraphs]


def table(key: str, when: str, kind: Any = "internal") -> tuple[tuple[str, ...], ...]:
    one = issue_of(when, kind)
    found = [of for block in drafting.document(one).blocks for of in block.tables if of.key == key]
    return next((in_words(one.view, of).rows for of in found), ())


def test_growth_decline_and_no_base(published: Publish) -> None:
    published(
        "2023-10-08", "2023-09",
        project=[project("续", "2022-01-10", "2022-02-01", 100_000), project("新", "2023-01-10", "2023-03-01", 50_000)],
        plan=[plan("续", 2022, 20_000), plan("续", 2023, 40_000), plan("新", 2023, 10_000, nature="新建",
              planned_start_on=DAY(2023, 4, 1))],
        progress=[month("续", "2022-01", 20, 0), month("续", "2022-09", 80, 10_000), month("续", "2023-09", 80, 30_000),
                  month("新", "2023-09", 10, 9_110)],
    )  # fmt: skip
    # 39110 of 50000 is 78.2 %; a year before 10000 of 20000.
    assert said("invested", "2023-09") == [
        "重点项目投资。截至2023年9月30日，2个重点项目累计完成投资3.9亿元，占年度计划的78.2%，超序时进度3.2个百分点，"
        "同比增长291.1%。计划完成率同比提高28.2个百分点；9月当月完成投资3.9亿元，同比增长291.1%。"
    ]
    assert said("funds", "2023-09") == [
        "到位资金。2023年1—9月到位资金90万元，同比下降10.0%；9月当月到位资金90万元，同比增长12.5%。"
    ]
    assert said("signed", "2023-09") == [
        "项目签约。2023年1—9月新签约正式项目1个，同比持平，计划总投资5.0亿元；已开工，开工率同比持平；9月当月无签约。"
    ]
    assert said("starts", "2023-09") == [
        "新建项目开工。全年计划新开工重点项目1个，截至2023年9月30日已开工1个，占全年的100.0%；按计划应开工1个，已开工。"
    ]
    assert said("natures", "2023-09") == [
        "按建设性质。续建项目1个，完成投资3.0亿元，占年度计划的75.0%，与序时进度持平；"
        "新建项目1个，完成投资9110万元，占年度计划的91.1%，超序时进度16.1个百分点。"
    ]
    # Of 2022 there is nothing to hold against.
    assert "同比" not in said("invested", "2022-09")[0]
    assert "增长−" not in "".join(said("funds", "2023-09"))


def test_nothing_at_all(published: Publish) -> None:
    published("2023-10-08", "2023-09", project=[project("早", "2021-05-05", None, 10_000)])
    assert said("invested", "2023-09") == ["重点项目投资。所选范围内没有列入2023年度计划的重点项目。"] or said(
        "invested", "2023-09"
    )
    assert said("starts", "2023-09") == ["新建项目开工。本年度无新建重点项目。"]
    assert said("signed", "2023-09") == ["项目签约。2023年1—9月无新签约正式项目；9月当月无签约。"]
    assert said("activities", "2023-09") == ["2023年1—9月台账未登记招商活动。"]
    assert said("next_steps", "2023-09") == ["本期尚未填写下步工作。"]
    assert said("corrections", "2023-09") == ["未保存2023年8月通报所用的数据版本，无从比对。"]
    assert said("boards_note", "2023-09") == []
    assert said("annex_industries", "2023-09") == ["所选范围内没有重点项目。"]


def test_january_and_december(published: Publish) -> None:
    rows: dict[str, Any] = {
        "project": [project("续", "2022-01-10", "2022-02-01", 100_000)],
        "plan": [plan("续", 2023, 12_000)],
        "progress": [month("续", f"2023-{one:02d}", 10, 1_000) for one in range(1, 13)],
    }
    published("2024-01-08", "2023-12", **rows)
    assert said("invested", "2023-01") == [
        "重点项目投资。截至2023年1月31日，1个重点项目累计完成投资1000万元，占年度计划的8.3%，与序时进度持平。"
    ]
    assert "当月" not in said("funds", "2023-01")[0]
    assert "占年度计划的100.0%，与序时进度持平" in said("invested", "2023-12")[0]
    assert said("signed", "2023-01")[0].startswith("项目签约。2023年1月无新签约正式项目")


def test_starts_ahead_and_not_as_planned(published: Publish) -> None:
    names = {"按期": ("2023-03-01", 3), "未开": (None, 4), "提前": ("2023-05-01", 11), "未定": ("2023-05-01", None)}
    published(
        "2023-10-08", "2023-09",
        project=[project(name, "2023-01-10", started) for name, (started, _) in names.items()],
        plan=[plan(name, 2023, 1_000, nature="新建", planned_start_on=DAY(2023, due, 1) if due else None)
              for name, (_, due) in names.items()],
    )  # fmt: skip
    assert said("starts", "2023-09") == [
        "新建项目开工。全年计划新开工重点项目4个，其中1个未定计划开工时间，截至2023年9月30日已开工3个，占全年的75.0%；"
        "按计划应开工2个，其中已开工1个，开工率50.0%，未按计划开工1个，另有1个提前开工。"
    ]


def test_what_came_of_events(published: Publish) -> None:
    event = {
        "activity_id": "A",
        "held_on": DAY(2023, 2, 1),
        "title": "推介会",
        "channel": "节会招商",
        "batches": 3,
        "delegations": 5,
    }
    published(
        "2023-10-08", "2023-09",
        activity=[event, event | {"activity_id": "B", "title": "空场", "batches": 0, "delegations": 0}],
        project=[project("甲", "2023-02-01", "2023-05-01", 10_000, activity_id="A", channel="节会招商"),
                 project("乙", "2023-02-02", None, 30_000, activity_id="A", channel="节会招商"),
                 project("丙", "2023-03-01", "2023-03-02", 5_000, channel="以商引商")],
        progress=[month("甲", "2023-06", 2_000, 10)],
    )  # fmt: skip
    rows = run("activity_outcomes").set_index("by_what")
    assert rows.loc["none", "formal_projects"] == 1
    assert said("activities", "2023-09") == [
        "2023年1—9月举办招商活动2场，开展招商引资活动3批次，接待客商5批次；活动签约正式项目2个，计划总投资4.0亿元，"
        "已开工1个，开工率50.0%，到位资金2000万元，资金到位率5.0%；1场尚未形成签约。"
    ]
    assert said("channels", "2023-09") == [
        "按招商方式分，节会招商签约2个，开工1个；以商引商签约1个，开工1个；2023年1—9月签约的正式项目中，1个未注明签约活动。"
    ]
    assert table("events", "2023-09") == (
        ("2023-02-01", "推介会", "节会招商", "2", "4.00", "1", "50.0%", "0.20", "5.0%"),
    )


def test_work_of_departments(published: Publish) -> None:
    late = month("甲", "2023-09", 10, 10) | {"reported_on": DAY(2023, 10, 12)}
    published(
        "2023-10-15", "2023-09",
        project=[project("甲", "2022-02-01", "2022-05-01"),
                 project("乙", "2022-02-01", "2023-09-05", unit="责任单位二"),
                 project("终", "2022-02-01", None, terminated_on=DAY(2023, 8, 1), termination_reason="退出")],
        plan=[plan("甲", 2023, 100), plan("乙", 2023, 100)],
        progress=[late, month("乙", "2023-09", 1, 1) | {"reported_on": DAY(2023, 10, 10)}],
        blocker=[
            {"blocker_id": "B1", "project_id": "甲", "kind": "用地", "raised_on": DAY(2023, 8, 1),
             "resolved_on": DAY(2023, 9, 2), "owner": "谁"},
            {"blocker_id": "B2", "project_id": "甲", "kind": "资金", "raised_on": DAY(2023, 9, 1), "owner": "谁"},
            {"blocker_id": "B3", "project_id": "甲", "kind": "资金", "raised_on": DAY(2023, 7, 1),
             "resolved_on": DAY(2023, 8, 31), "owner": "谁"},
        ],
    )  # fmt: skip
    rows = run("unit_work", month_from=DAY(2023, 9, 1), report_days=10).set_index("unit")
    columns = ["standing_projects", "moved_projects", "reports_due", "reports_on_time", "reports_late", "problems_due",
               "problems_struck"]  # fmt: skip
    assert list(rows.loc["责任单位一", columns]) == [1, 1, 1, 0, 1, 2, 1]
    assert list(rows.loc["责任单位二", columns]) == [1, 1, 1, 1, 0, 0, 0]
    assert rows.iloc[-1][columns].tolist() == [2, 2, 2, 1, 1, 2, 1]
    assert rows.loc["责任单位一", "struck_share"] == 0.5


def test_ranks_and_ends() -> None:
    entries = [("甲", 0.9, 9, True), ("乙", 0.5, 9, True), ("丙", 0.5, 9, True), ("丁", 0.2, 9, True),
               ("少", 1.0, 4, True), ("外", 1.0, 9, False), ("无", float("nan"), 9, True)]  # fmt: skip
    ranks = placed(entries, 5, 1)
    assert {name: one.place for name, one in ranks.items()} == {
        "甲": 1, "乙": 2, "丙": 2, "丁": 4, "少": None, "外": None, "无": None,
    }  # fmt: skip
    assert ranks["少"] == Placed(None, False, True)
    assert ranks["外"] == Placed(None, True, False)
    assert ends(entries, 5, 1) == (["甲"], ["丁"])
    # Two at each end: both of the tied stand between the first and the last, on neither list.
    assert ends(entries, 5, 2) == (["甲"], ["丁"])
    assert ends([("甲", 0.5, 9, True)], 5, 3) == ([], [])
    assert ends([("甲", 0.0, 9, True), ("乙", 0.0, 9, True)], 5, 3) == ([], [])
    assert ends([("甲", 1.0, 9, True), ("乙", 0.0, 9, True)], 5, 3) == (["甲"], ["乙"])


def test_departments_stand_within_their_groups(
    published: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = settings.DEFAULT_FILE.read_text(encoding="utf-8")
    for number, more in (
        ("一", 'group = "园区"'),
        ("二", 'group = "园区"'),
        ("三", 'group = "部门"'),
        ("四", "is_ranked = false"),
    ):
        text = text.replace(f'zh = "责任单位{number}"', f'zh = "责任单位{number}"\n{more}')
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_SETTINGS", str(file))
    settings.renew()
    try:
        done_by = {"一": 50, "二": 80, "三": 10, "四": 90}
        rows = [(f"{unit}{n}", f"责任单位{unit}", done) for unit, done in done_by.items() for n in range(5)]
        published(
            "2023-10-08", "2023-09",
            project=[project(name, "2022-02-01", "2022-05-01", unit=unit) for name, unit, _ in rows],
            plan=[plan(name, 2023, 100) for name, _, _ in rows],
            progress=[month(name, "2023-09", 0, done) for name, _, done in rows],
        )  # fmt: skip
        assert [row[:3] for row in table("annex_units", "2023-09")] == [
            ("园区", "1", "责任单位二"), ("园区", "2", "责任单位一"), ("部门", "1", "责任单位三"),
            ("", "不参与排名", "责任单位四"),
        ]  # fmt: skip
        assert said("units", "2023-09") == [
            "分单位（园区）。按计划完成率依次为责任单位二（80.0%）、责任单位一（50.0%）。",
            "分单位（部门）。参与排名的仅责任单位三（10.0%）。",
            "分单位。不参与排名的有责任单位四（90.0%）。",
        ]
        board = table("result_board", "2023-09")
        assert board[0][0] == "园区"
        assert board[0][2:] == ("责任单位二80.0%", "责任单位一50.0%")
        assert len([row for row in board if "完成率" in row[1]]) == 1
    finally:
        monkeypatch.delenv("DASHBOARD_SETTINGS")
        settings.renew()


def test_last_months_figures_are_corrected(published: Publish) -> None:
    rows: dict[str, Any] = {"project": [project("续", "2022-01-10", "2022-02-01", 100_000)],
                            "plan": [plan("续", 2023, 40_000)]}  # fmt: skip
    published("2023-09-08", "2023-08", **rows, progress=[month("续", "2023-08", 100, 20_000)])
    published("2023-10-08", "2023-09", **rows,
              progress=[month("续", "2023-08", 100, 21_000), month("续", "2023-09", 1, 5_000)])  # fmt: skip
    assert table("corrected", "2023-09") == (
        ("重点项目完成投资", "2.0亿元", "2.1亿元"), ("年度计划完成率", "50.0%", "52.5%"),
    )  # fmt: skip
    assert said("corrections", "2023-09") == [
        "2023年8月通报数据中，2项有更正，更正如下。", "上月通报以来补报、更正项目1个。",
    ]  # fmt: skip
    assert said("corrections", "2023-09", "public") == said("corrections", "2023-09")
    assert table("learned", "2023-09", "public") == ()
    assert table("learned", "2023-09")[0][0] == "续"
