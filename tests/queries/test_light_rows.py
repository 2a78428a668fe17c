"""Each rule of the lights on a few readable rows: the day of the limit itself, and what has no light."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.queries.ledgers import Rows, month, plan, project, publish, run

DAY = dt.date


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def lights(rule: str, **changed: Any) -> list[tuple[str, str, float]]:
    """(project, light, measure) of a rule, as of 30 September 2023, with the shipped limits."""
    rows = run("lights", **changed)
    rows = rows[rows["rule"] == rule]
    return [(row["name"], row["light"], pytest.approx(row["measure"])) for row in rows.to_dict("records")]


def one(rule: str, **changed: Any) -> dict[Any, Any]:
    """The only row of a rule."""
    rows = run("lights", **changed)
    (row,) = rows[rows["rule"] == rule].to_dict("records")
    return row


def blocker(name: str, due: str | None, resolved: str | None = None, raised: str = "2023-01-05") -> dict[str, Any]:
    return {
        "blocker_id": f"{name}{due}{raised}", "project_id": name, "kind": "用地",
        "raised_on": DAY.fromisoformat(raised), "due_on": due and DAY.fromisoformat(due),
        "resolved_on": resolved and DAY.fromisoformat(resolved),
    }  # fmt: skip


def exempt(name: str, rule: str, until: str, by: str | None = None) -> dict[str, Any]:
    return {
        "project_id": name, "rule": rule, "reason": "土地调规", "until_on": DAY.fromisoformat(until), "decided_by": by
    }  # fmt: skip


TERMINATED = {"terminated_on": DAY(2023, 6, 1), "termination_reason": "退出"}


# unstarted ---------------------------------------------------------------------------------------


def test_unstarted_is_past_its_limit_not_on_it() -> None:
    publish(
        project=[
            # 30 September is 180 days after 3 April and 90 days after 2 July.
            project("红", "2023-04-02", None, 300, lead_official="包联领导一"),
            project("黄", "2023-04-03", None, 900),
            project("刚黄", "2023-07-01", None, 100),
            project("未到", "2023-07-02", None, 100),
            project("框架", "2022-01-01", None, 100, agreement="框架"),
            project("已终止", "2022-01-01", None, 100, **TERMINATED),
            project("非招商", None, None, 100),
        ]
    )
    assert lights("unstarted") == [("红", "red", 181), ("黄", "amber", 180), ("刚黄", "amber", 91)]
    first = run("lights").to_dict("records")[0]
    assert (first["since"].date(), first["basis"], first["passed"], first["at_stake"]) == (
        DAY(2023, 4, 2), "days", 180, 300,
    )  # fmt: skip
    assert (first["unit"], first["lead_official"], first["is_exempt"]) == ("责任单位一", "包联领导一", False)
    # What happens later is not known: on 31 May it was not terminated.
    assert ("已终止", "red", 515) in lights("unstarted", as_of=DAY(2023, 5, 31))
    # Within a light the most at stake first.
    assert lights("unstarted", unstarted_red=181) == [("黄", "amber", 180), ("红", "amber", 181), ("刚黄", "amber", 91)]


def test_what_goes_on_waits_for_nothing() -> None:
    """Where there is production or work completed, a day or an amount is missing in the ledger, not on the site."""
    publish(
        project=[
            project("投产", "2022-01-01", "2022-03-01", 100, production_on=DAY(2023, 1, 1)),
            project("投产未记开工", "2022-01-01", None, 100, production_on=DAY(2023, 1, 1)),
            project("在建", "2022-01-01", "2022-03-01", 100),
            project("在建未记开工", "2022-01-01", None, 100),
            project("未签约", None, "2022-03-01", 100),
            project("框架", "2022-01-01", "2022-03-01", 100, agreement="框架"),
            project("停着", "2022-01-01", "2022-03-01", 100),
            project("有资金", "2022-01-01", "2022-03-01", 100),
        ],
        plan=[
            plan(name, 2023, 10, "新建", planned_start_on=DAY(2023, 5, 1)) for name in ("投产未记开工", "在建未记开工")
        ],
        progress=[
            month("在建", "2023-03", 0, 5),
            month("在建未记开工", "2023-03", 0, 5),
            month("有资金", "2023-03", 1),
        ],
    )
    assert lights("unstarted") == []
    assert lights("late_start") == []
    assert lights("unfunded") == [("停着", "red", 578)]
    # Work that is completed later is not known yet, nor is production.
    assert [name for name, _, _ in lights("unstarted", as_of=DAY(2022, 12, 31))] == ["在建未记开工", "投产未记开工"]


# late_start --------------------------------------------------------------------------------------


def test_late_start_begins_when_the_due_month_is_over() -> None:
    due = {"六月": DAY(2023, 6, 1), "七月": DAY(2023, 7, 31), "九月": DAY(2023, 9, 1), "十月": DAY(2023, 10, 1)}
    others: Rows = {
        "project": [
            project("已开工", None, "2023-09-30"),
            project("未来开工", None, "2023-10-05"),
            project("续建", None, None),
            project("无日期", None, None),
            project("终止", None, None, **TERMINATED),
        ],
        "plan": [
            plan("已开工", 2023, 10, "新建", planned_start_on=DAY(2023, 1, 1)),
            plan("未来开工", 2023, 10, "新建", planned_start_on=DAY(2023, 8, 1)),
            plan("续建", 2023, 10, "续建", planned_start_on=DAY(2023, 1, 1)),
            plan("无日期", 2023, 10, "新建"),
            plan("终止", 2023, 10, "新建", planned_start_on=DAY(2023, 1, 1)),
        ],
    }
    publish(
        project=[*(project(name, None, None, 5_000) for name in due), *others["project"]],
        plan=[*(plan(name, 2023, 700, "新建", planned_start_on=day) for name, day in due.items()), *others["plan"]],
    )
    assert lights("late_start") == [
        ("六月", "red", 3), ("七月", "amber", 2), ("九月", "amber", 0), ("未来开工", "amber", 1),
    ]  # fmt: skip
    assert set(run("lights").query("rule == 'late_start'")["at_stake"]) == {700, 10}, "this year's plan"
    # On 30 July the month of July is not over; on the 31st it is. What has started since had not then.
    assert lights("late_start", as_of=DAY(2023, 7, 30)) == [("已开工", "red", 5), ("六月", "amber", 0)]
    assert [name for name, _, _ in lights("late_start", as_of=DAY(2023, 7, 31))] == ["已开工", "六月", "七月"]
    assert lights("late_start", year=2022) == [], "the year's key projects alone"


# unfunded ----------------------------------------------------------------------------------------


def test_unfunded_is_past_its_limit_not_on_it() -> None:
    publish(
        project=[
            project("红", "2023-06-01", "2023-07-01", 300),
            project("黄", "2023-06-01", "2023-07-02", 300),
            project("刚黄", "2023-06-01", "2023-07-31", 300),
            project("未到", "2023-06-01", "2023-08-01", 300),
            project("有资金", "2023-01-01", "2023-02-01", 300),
            project("终止", "2023-01-01", "2023-02-01", 300, **TERMINATED),
        ],
        progress=[month("有资金", "2023-03", 1)],
    )
    assert lights("unfunded") == [("红", "red", 91), ("黄", "amber", 90), ("刚黄", "amber", 61)]
    assert one("unfunded", unfunded_amber=90, unfunded_red=90)["at_stake"] == 300


# behind ------------------------------------------------------------------------------------------


def behind(months: str, *done: float, names: str = "甲乙丙丁戊") -> None:
    """Key projects of 2023 with a plan of 1000 each and so much completed in a month."""
    publish(
        months_through=DAY.fromisoformat(f"{months}-01"),
        project=[project(name, None, "2022-01-01", 5_000) for name, _ in zip(names, done, strict=False)],
        plan=[plan(name, 2023, 1_000) for name, _ in zip(names, done, strict=False)],
        progress=[month(name, months, 0, amount) for name, amount in zip(names, done, strict=False)],
    )


def test_behind_by_points() -> None:
    # By the end of September 75 % of the plan is due: 45 % is exactly 30 points behind, 65 % exactly 10.
    behind("2023-09", 449, 450, 649, 650, 999)
    assert lights("behind") == [("甲", "red", 30.1), ("乙", "amber", 30), ("丙", "amber", 10.1)]
    row = run("lights").to_dict("records")[0]
    assert (row["rule"], row["basis"], row["passed"], row["at_stake"]) == ("behind", "points", 30, pytest.approx(301))
    assert [name for name, _, _ in lights("behind", behind_points_amber=9.9)] == ["甲", "乙", "丙", "丁"]


def test_points_are_held_against_the_limit_as_they_are_shown() -> None:
    # 10.04 points behind are shown as 10.0, which is not more than 10; 10.05 as 10.1.
    behind("2023-09", 649.6, 649.5, 1)
    assert [name for name, _, _ in lights("behind")] == ["丙", "乙"]


def test_behind_by_share() -> None:
    # 750 are due: 449 are 59.9 % of it, 450 are 60, 599 are 79.9, 600 are 80.
    behind("2023-09", 449, 450, 599, 600, 999)
    found = lights("behind", behind_basis="share")
    assert found == [("甲", "red", 449 / 7.5), ("乙", "amber", 60), ("丙", "amber", 599 / 7.5)]
    row = run("lights", behind_basis="share").to_dict("records")[0]
    assert (row["basis"], row["passed"], row["at_stake"]) == ("share", 60, pytest.approx(301))


def test_up_to_march_the_share_alone_is_used() -> None:
    # 83.3 are due by January: by points nothing could ever be red.
    behind("2023-01", 0, 49, 66, 70)
    for basis in ("points", "share"):
        changed: dict[str, Any] = {"as_of": DAY(2023, 1, 31), "behind_basis": basis}
        assert [(name, light) for name, light, _ in lights("behind", **changed)] == [
            ("甲", "red"), ("乙", "red"), ("丙", "amber"),
        ]  # fmt: skip
        assert set(run("lights", **changed).query("rule == 'behind'")["basis"]) == {"share"}
    # Before January has ended nothing is due.
    assert lights("behind", as_of=DAY(2023, 1, 30)) == []


def test_april_is_measured_by_points_again() -> None:
    publish(
        months_through=DAY(2023, 4, 1),
        project=[project("甲", None, "2022-01-01")],
        plan=[plan("甲", 2023, 1_000)],
        progress=[month("甲", "2023-01", 0, 100)],
    )
    # A third of the plan is due by the end of April; in mid-April money stops at March, by when a quarter is.
    row = one("behind", as_of=DAY(2023, 4, 30))
    assert (row["basis"], row["measure"]) == ("points", pytest.approx(100 / 3 - 10))
    row = one("behind", as_of=DAY(2023, 4, 29))
    assert (row["basis"], row["measure"]) == ("share", pytest.approx(40))


def test_a_new_project_is_not_behind_before_its_planned_start() -> None:
    starts = {"未到": None, "已到": None, "提前": "2023-05-01", "无日期": None}
    due = {"未到": DAY(2023, 10, 1), "已到": DAY(2023, 9, 30), "提前": DAY(2023, 10, 1), "无日期": None}
    publish(
        project=[project(name, None, start, 5_000) for name, start in starts.items()],
        plan=[plan(name, 2023, 1_000, "新建", planned_start_on=due[name]) for name in starts],
        progress=[month(name, "2023-09", 0, 10) for name in starts],
    )
    assert sorted(name for name, _, _ in lights("behind")) == ["已到", "提前", "无日期"]


def test_a_plan_of_nothing_and_the_terminated_have_no_light() -> None:
    publish(
        project=[project("无计划数", None), project("无计划", None), project("终止", None, None, **TERMINATED)],
        plan=[plan("无计划数", 2023, 0), plan("终止", 2023, 100)],
        progress=[month("无计划数", "2023-09", 0, 0)],
    )
    assert lights("behind") == []


# silent ------------------------------------------------------------------------------------------


def test_silent_counts_to_the_last_month_reported() -> None:
    publish(
        project=[
            project("报到九月", None, "2022-01-01"),
            project("报到八月", None, "2022-01-01"),
            project("报到六月", None, "2022-01-01"),
            project("报零", None, "2022-01-01"),
            project("从未报", None, "2022-01-01"),
            project("八月开工", None, "2023-08-20"),
            project("九月开工", None, "2023-09-20"),
            project("开工前有资金", None, "2023-08-20"),
            project("未开工", None, None),
            project("投产", None, "2022-01-01", production_on=DAY(2023, 5, 1)),
            project("终止", None, "2022-01-01", **TERMINATED),
        ],
        plan=[plan("报到六月", 2023, 600), plan("报到八月", 2022, 800)],
        progress=[
            month("报到九月", "2023-09", 0, 1),
            month("报到八月", "2023-08", 1, 0),
            month("报到六月", "2023-06", 1, 1),
            month("报零", "2023-06", 1, 1), *(month("报零", f"2023-0{n}") for n in (7, 8, 9)),
            month("开工前有资金", "2023-01", 1, 0),
        ],
    )  # fmt: skip
    found = {name: (light, measure) for name, light, measure in lights("silent")}
    assert found == {
        "报到八月": ("amber", 1), "报到六月": ("red", 3), "报零": ("red", 3), "八月开工": ("amber", 1),
        # Before January nothing was reported of anyone: nine months, not twenty.
        "从未报": ("red", 9), "开工前有资金": ("amber", 1),
    }  # fmt: skip
    row = run("lights").query("rule == 'silent' and light == 'red'").to_dict("records")[0]
    assert (row["name"], row["since"].date(), row["at_stake"]) == ("报到六月", DAY(2023, 6, 30), 600)
    assert run("lights").query("name == '报到八月'")["at_stake"].isna().all(), "it has no plan this year"
    # In mid-September money stops at August.
    assert "报到八月" not in {name for name, _, _ in lights("silent", as_of=DAY(2023, 9, 29))}


# blocked -----------------------------------------------------------------------------------------


def test_blocked_is_past_its_day() -> None:
    publish(
        project=[
            project(name, None, None, **more)
            for name, more in (
                ("三十一天", {}), ("三十天", {}), ("一天", {}), ("当天", {}), ("无期限", {}), ("已解决", {}),
                ("终止", TERMINATED), ("框架", {"agreement": "框架"}),
            )
        ],
        plan=[plan("三十天", 2023, 50)],
        blocker=[
            blocker("三十一天", "2023-08-30"),
            *(blocker("三十天", due, done) for due, done in (
                ("2023-08-31", None), ("2023-09-20", None), ("2023-02-01", "2023-03-01"),
            )),
            blocker("一天", "2023-09-29", raised="2023-09-20"),
            blocker("当天", "2023-09-30"),
            blocker("无期限", None),
            blocker("已解决", "2023-09-01", "2023-09-30"),
            blocker("终止", "2023-03-01"),
            blocker("框架", "2023-09-28"),
        ],
    )  # fmt: skip
    assert lights("blocked") == [
        ("三十一天", "red", 31), ("三十天", "amber", 30), ("框架", "amber", 2), ("一天", "amber", 1),
    ]  # fmt: skip
    rows: Any = run("lights").set_index("name")
    assert rows.loc["三十天", "at_stake"] == 50
    assert rows.loc["三十天", "since"].date() == DAY(2023, 8, 31)
    # Solved on the 30th, it was not on the 29th; and the longest overdue of the time counts.
    assert ("已解决", "amber", 28) in lights("blocked", as_of=DAY(2023, 9, 29))
    assert ("三十天", "amber", 27) in lights("blocked", as_of=DAY(2023, 2, 28))


# slipping ----------------------------------------------------------------------------------------


def versions_of(*states: tuple[str, dict[str, tuple[str | None, float]]], **more: Any) -> None:
    """Publish ledgers one after the other: months through, and project → (planned start, plan of 2023)."""
    for through, plans in states:
        publish(
            months_through=DAY.fromisoformat(f"{through}-01"),
            project=[project(name, None, None, **more.get(name, {})) for name in plans],
            plan=[
                plan(name, 2023, amount, "新建", planned_start_on=start and DAY.fromisoformat(start))
                for name, (start, amount) in plans.items()
            ],
        )


def test_slipping_counts_publishings_that_put_off_or_lowered() -> None:
    versions_of(
        ("2023-05", {"推迟": ("2023-06-01", 900), "调减": ("2023-12-01", 900), "提前": ("2023-12-01", 100),
                     "补填": (None, 9)}),
        ("2023-06", {"推迟": ("2023-08-01", 800), "调减": ("2023-12-01", 800), "提前": ("2023-11-01", 200),
                     "补填": ("2023-11-01", 9)}),
        ("2023-07", {"推迟": ("2023-10-01", 800), "调减": ("2023-12-01", 700), "提前": ("2023-10-01", 300),
                     "补填": (None, 9)}),
        ("2023-08", {"推迟": ("2023-12-01", 800), "调减": ("2023-12-01", 700), "提前": ("2023-09-01", 400),
                     "补填": ("2023-12-01", 9)}),
    )  # fmt: skip
    # Start and amount at once are one publishing; earlier, higher, filled in for the first time and blank are none.
    assert lights("slipping") == [("推迟", "red", 3), ("调减", "amber", 2)]
    row = run("lights").query("rule == 'slipping'").to_dict("records")[0]
    assert (row["since"].date(), row["basis"], row["passed"], row["at_stake"]) == (DAY(2023, 8, 31), "times", 3, 800)
    # What a ledger up to August moved was moved on 31 August, whenever it was published.
    assert lights("slipping", as_of=DAY(2023, 8, 30)) == [("推迟", "amber", 2), ("调减", "amber", 2)]
    assert lights("slipping", year=2022) == []


def test_once_started_its_start_no_longer_slips() -> None:
    dates = ("2023-06-01", "2023-07-01", "2023-08-01")
    versions_of(*((f"2023-0{5 + at}", {"甲": (day, 100.0)}) for at, day in enumerate(dates)))
    assert lights("slipping") == [("甲", "amber", 2)]
    publish(
        project=[project("甲", None, "2023-09-10")],
        plan=[plan("甲", 2023, 100, "新建", planned_start_on=DAY(2023, 8, 1))],
    )
    assert lights("slipping") == []
    assert lights("slipping", as_of=DAY(2023, 9, 9)) == [("甲", "amber", 2)]


# exempt ------------------------------------------------------------------------------------------


def test_an_exemption_holds_until_its_last_day() -> None:
    names = ("到昨天", "到今天", "他规则", "无")
    publish(
        project=[project(name, "2022-01-01", None, 100) for name in names],
        exemption=[
            exempt("到昨天", "unstarted", "2023-09-29"),
            exempt("到今天", "unstarted", "2023-09-30", "管委会"),
            exempt("他规则", "behind", "2023-12-31"),
        ],
    )
    rows: Any = run("lights").set_index("name")
    assert rows["is_exempt"].to_dict() == {"他规则": False, "到昨天": False, "无": False, "到今天": True}
    assert list(rows.index)[-1] == "到今天", "shown apart, never hidden"
    assert tuple(rows.loc["到今天", ["light", "reason", "decided_by"]]) == ("red", "土地调规", "管委会")
    assert rows.loc["到今天", "until_on"].date() == DAY(2023, 9, 30)
    assert rows["reason"].notna().sum() == 1
    assert run("lights", as_of=DAY(2023, 9, 29))["is_exempt"].sum() == 2


# what is not reported ----------------------------------------------------------------------------


def test_what_is_not_reported_turns_no_light_on() -> None:
    """Without a column of funds nobody lacks money, without one of completed investment nobody is behind."""
    rows: Rows = {"project": [project("甲", "2021-12-01", "2022-01-01")], "plan": [plan("甲", 2023, 1000)]}

    def rules() -> list[str]:
        return run("lights")["rule"].to_list()

    publish(**rows)
    assert rules() == []
    publish(**rows, progress=[month("甲", "2023-09", 0, 100)])
    assert rules() == ["behind"]
    publish(**rows, progress=[month("甲", "2023-09", 100, 0)])
    assert rules() == []
    # Rows of nothing but 0 do report it.
    publish(**rows, progress=[month("甲", "2023-02", 0, 0)])
    assert rules() == ["unfunded", "behind", "silent"]


def test_a_project_may_have_several_lights() -> None:
    rows: Rows = {"project": [project("甲", "2022-01-01", None, 100), project("他", None, "2023-09-01")]}
    publish(**rows, plan=[plan("甲", 2023, 1000)], progress=[month("他", "2023-09", 1, 1)])
    assert [(row["rule"], row["at_stake"]) for row in run("lights").to_dict("records")] == [
        ("unstarted", 100), ("behind", pytest.approx(750)),
    ]  # fmt: skip
