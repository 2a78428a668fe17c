"""The appraisal on a few readable rows: credit shares, what is left out and why, what is supposed, the month before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import data.schemes
from access.rights import LOCAL, Rights
from data import settings, versions, zone_time
from data.schemes import Read
from data.schemes.faults import faults
from data.schemes.scheme import Scheme
from panels.appraisal import asked as asking
from panels.appraisal import opened
from panels.appraisal.asked import Appraisal, Asked
from panels.panel import Table
from tests.queries.ledgers import month, plan, project, publish
from view.appraisal.what_if import parsed
from view.view import View, edition

ONE, TWO, THREE = "责任单位一", "责任单位二", "责任单位三"
DAY = dt.date
ENDED: dict[str, Any] = {"terminated_on": DAY(2023, 8, 1), "termination_reason": "退出"}


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def scheme(*indicators: dict[str, Any], **more: Any) -> Scheme:
    """A scheme of these indicators; their weights make its total."""
    rows = [{"zh": f"指标{at}", "en": f"Indicator {at}"} | one for at, one in enumerate(indicators)]
    whole = sum(one.get("weight", 0) for one in rows if one.get("is_on", True))
    found = Scheme.model_validate({"code": "x", "zh": "办法", "en": "Scheme", "total": whole, "indicator": rows} | more)
    assert not list(faults("x.toml", found))
    return found


SIGNED = {
    "key": "signed",
    "source": "signed_projects",
    "form": "proportional",
    "weight": 100,
    "target": 10,
    "cap": 1000,
}


def appraised(
    by: Scheme, unit: str = ONE, *, as_of: str = "2023-09-30", what_if: str = "", is_scaled: bool = True,
    rights: Rights = LOCAL,
) -> tuple[View, Appraisal]:  # fmt: skip
    version = versions.current()
    assert version
    day = DAY.fromisoformat(as_of)
    view = View(edition(version), "zh", "light", day, day.year, rights=rights)
    supposed = parsed(what_if)
    assert supposed is not None
    return view, asking.appraisal(view, Asked(by, is_scaled, unit, supposed))


def totals(made: Appraisal) -> dict[str, float | None]:
    """Department → total, of those that have something."""
    return {one.member.unit: one.total for one in made.now.scores if one.total}


def left_out(made: Appraisal) -> dict[str, tuple[str, str]]:
    """Project → why it is not counted, and the reason."""
    return {entry.row.name: (entry.why, entry.row.reason) for entry in made.now.counted.entries if entry.why}


def credit(of: str, unit: str, share: str, role: str = "引荐") -> dict[str, Any]:
    return {"project_id": of, "unit": unit, "role": role, "share": share}


# Credit and what is left out ------------------------------------------------------------------------


def test_credit_goes_by_shares_else_to_the_responsible_department() -> None:
    publish(
        project=[project("独", "2023-02-01"), project("共", "2023-03-01"), project("给", "2023-03-01")],
        credit=[credit("共", TWO, "0.7"), credit("共", ONE, "0.3", "落地"), credit("给", THREE, "1")],
    )
    _, made = appraised(scheme(SIGNED))
    assert totals(made) == {ONE: 13.0, TWO: 7.0, THREE: 10.0}


def test_a_department_that_introduced_and_landed_has_both_shares() -> None:
    publish(project=[project("共", "2023-03-01")], credit=[credit("共", TWO, "0.7"), credit("共", TWO, "0.3", "落地")])
    _, made = appraised(scheme(SIGNED))
    assert totals(made) == {TWO: 10.0}


def test_three_thirds_are_one() -> None:
    publish(
        project=[project("共", "2023-03-01")],
        credit=[credit("共", ONE, "0.34"), credit("共", TWO, "0.33"), credit("共", THREE, "0.33", "落地")],
    )
    full = {**SIGNED, "form": "full_if_met", "target": 1, "otherwise": "nothing"}
    del full["cap"]
    _, made = appraised(scheme(full))
    assert sum(made.now.counted.tally.amount("signed", "source", unit) for unit in (ONE, TWO, THREE)) == 1


def test_what_is_excluded_says_of_which_indicator_and_why() -> None:
    publish(
        project=[project("全不计", "2023-02-01"), project("签约不计", "2023-02-01"), project("资金不计", "2023-02-01")],
        exclusion=[
            {"project_id": "全不计", "reason": "房地产项目"},
            {"project_id": "签约不计", "indicator": "signed_projects", "reason": "区内企业"},
            {"project_id": "资金不计", "indicator": "funds_arrived", "reason": "财政资金"},
        ],
    )
    _, made = appraised(scheme(SIGNED))
    assert totals(made) == {ONE: 10.0}
    assert left_out(made) == {"全不计": ("excluded", "房地产项目"), "签约不计": ("excluded", "区内企业")}


def test_what_is_terminated_after_it_counted_goes_by_the_schemes_rule() -> None:
    publish(
        project=[project("在", "2023-02-01"), project("后终止", "2023-02-01", **ENDED)],
        progress=[month("后终止", "2023-04", funds=500)],
    )
    funds = {"key": "funds", "source": "funds_arrived", "form": "proportional", "weight": 50, "target": 1000}
    half = {**SIGNED, "weight": 50}
    _, made = appraised(scheme(half, funds))
    assert totals(made) == {ONE: 5.0 + 25.0}, "money that arrived did arrive"
    assert left_out(made) == {"后终止": ("ended", "")}
    _, before = appraised(scheme(half, funds), as_of="2023-07-31")
    assert totals(before) == {ONE: 10.0 + 25.0}, "by then it had not ended"
    _, counted = appraised(scheme(half, funds, terminated="counted"))
    assert totals(counted) == {ONE: 10.0 + 25.0}


def test_a_bonus_is_given_once_for_one_project() -> None:
    publish(project=[
        project("巨", "2023-02-01", planned=150_000), project("大", "2023-02-01", planned=20_000),
        project("小", "2023-02-01", planned=500),
    ])  # fmt: skip
    billion = {"key": "billion", "source": "signed_over_1b", "form": "each", "points": 5, "cap": 99}
    large = {"key": "large", "source": "signed_over_100m", "form": "each", "points": 2, "cap": 99}
    _, made = appraised(scheme(SIGNED, billion, large))
    assert totals(made) == {ONE: 30.0 + 5 + 2}
    [entry] = [entry for entry in made.now.counted.entries if entry.why]
    assert (entry.row.name, entry.indicator, entry.why, entry.by) == ("巨", "large", "already", "billion")
    _, other = appraised(scheme(SIGNED, large, billion))
    assert totals(other) == {ONE: 30.0 + 2 + 2}, "the first in the scheme's order has it"


def test_a_bonus_may_need_a_share_completed() -> None:
    publish(
        project=[project("够", "2023-02-01", planned=10_000), project("不够", "2023-02-01", planned=10_000)],
        progress=[month("够", "2023-04", invested=1000), month("不够", "2023-04", invested=999)],
    )
    bonus = {"key": "bonus", "source": "signed_projects", "form": "each", "points": 5, "cap": 99, "needs_invested": 10}
    _, made = appraised(scheme(SIGNED, bonus))
    assert totals(made) == {ONE: 20.0 + 5}
    assert left_out(made) == {"不够": ("unproven", "")}


def test_overdue_starts_are_taken_off_but_for_exempt_ones() -> None:
    names = ("逾期", "免责", "过期免责", "按期", "未到期")
    due = dict.fromkeys(names, DAY(2023, 6, 1)) | {"未到期": DAY(2023, 12, 1)}
    publish(
        project=[project(name, "2022-02-01", "2023-05-01" if name == "按期" else None) for name in names],
        plan=[plan(name, 2023, 100, "新建", planned_start_on=day) for name, day in due.items()],
        exemption=[
            {"project_id": "免责", "rule": "late_start", "reason": "用地批复", "until_on": DAY(2023, 9, 30)},
            {"project_id": "过期免责", "rule": "late_start", "reason": "用地批复", "until_on": DAY(2023, 9, 29)},
        ],
    )
    minus = {"key": "late", "source": "overdue_starts", "form": "minus", "points": 0.5, "cap": 9}
    _, made = appraised(scheme(SIGNED, minus))
    assert {one.member.unit: one.extra for one in made.now.scores if one.extra} == {ONE: -1.0}
    assert left_out(made) == {"免责": ("exempt", "用地批复")}


def test_a_start_ends_an_overdue_one_and_no_other(store: None) -> None:
    publish(
        project=[project(name, "2022-02-01") for name in ("逾期", "免责")],
        plan=[plan(name, 2023, 100, "新建", planned_start_on=DAY(2023, 6, 1)) for name in ("逾期", "免责")],
        exemption=[{"project_id": "免责", "rule": "late_start", "reason": "用地批复", "until_on": DAY(2023, 12, 31)}],
    )
    minus = {"key": "late", "source": "overdue_starts", "form": "minus", "points": 0.5, "cap": 9}
    by = scheme({**STARTED, "weight": 10}, minus)
    view, made = appraised(by)
    assert totals(made) == {ONE: -0.5}
    gains = {one.project: one.gain for one in opened.candidates(view, made) if one.move == "start"}
    assert gains == {"逾期": 1.5, "免责": 1.0}
    assert totals(appraised(by, what_if="start.免责")[1]) == {ONE: 0.5}
    assert totals(appraised(by, what_if="start.逾期")[1]) == {ONE: 1.0}


def test_late_reports_are_known_by_the_day_on_which_they_came() -> None:
    def reported(when: str, on: str) -> dict[str, Any]:
        return month("甲", when, invested=1) | {"reported_on": DAY.fromisoformat(on)}

    publish(
        project=[project("甲", "2022-02-01")], plan=[plan("甲", 2023, 100)],
        progress=[reported("2023-01", "2023-02-10"), reported("2023-02", "2023-03-11"),
                  reported("2023-06", "2023-09-15")],
    )  # fmt: skip
    minus = {"key": "late", "source": "late_reports", "form": "minus", "points": 1, "cap": 9}

    def taken(as_of: str) -> float:
        return sum(one.extra for one in appraised(scheme(SIGNED, minus), as_of=as_of)[1].now.scores)

    assert (taken("2023-08-31"), taken("2023-09-30")) == (-1, -2)


def test_events_are_their_departments_own() -> None:
    publish(
        project=[project("甲", "2022-02-01")],
        activity=[
            {"activity_id": "A1", "held_on": DAY(2023, 5, 6), "title": "推介会", "unit": TWO, "batches": 3},
            {"activity_id": "A2", "held_on": DAY(2023, 10, 6), "title": "还没办", "unit": TWO},
            {"activity_id": "A3", "held_on": DAY(2023, 6, 6), "title": "无单位"},
        ],
    )
    batches = {"key": "held", "source": "activity_batches", "form": "proportional", "weight": 100, "target": 12}
    assert totals(appraised(scheme(batches))[1]) == {TWO: 25.0}


# Targets ------------------------------------------------------------------------------------------


def test_targets_of_the_ledger_are_scaled_by_time_unless_the_whole_year_is_asked_for() -> None:
    publish(
        project=[project(f"P{at}", "2023-02-01") for at in range(3)],
        target=[
            {"year": 2023, "indicator": "signed_projects", "unit": ONE, "amount": 8},
            {"year": 2023, "indicator": "signed_projects", "unit": TWO, "amount": 0},
            {"year": 2023, "indicator": "signed_projects", "unit": ONE, "industry": "新材料", "amount": 1},
        ],
    )
    by = scheme(SIGNED | {"target": "signed_projects", "is_time_scaled": True, "cap": 100})
    whys = {one.member.unit: one.lines[0].outcome.why for one in appraised(by)[1].now.scores}
    assert totals(appraised(by)[1]) == {ONE: 50.0}, "3 of 8 × 9/12"
    assert totals(appraised(by, is_scaled=False)[1]) == {ONE: 37.5}
    assert (whys[TWO], whys[THREE]) == ("zero_target", "no_target")
    assert appraised(by, as_of="2023-01-30")[1].now.scores[0].lines[0].outcome.why == "not_due"


def test_money_that_is_not_reported_is_no_nought() -> None:
    publish(project=[project("甲", "2023-02-01")], progress=[month("甲", "2023-03", invested=5)])
    funds = {"key": "funds", "source": "funds_arrived", "form": "efficacy", "weight": 50}
    half = {**SIGNED, "weight": 50, "target": 1}
    _, made = appraised(scheme(half, funds))
    own = made.score(ONE)
    assert own is not None
    assert (own.line("funds").outcome.why, own.total) == ("no_data", 100.0), (
        "the other indicator is scaled to the whole"
    )
    _, hard = appraised(scheme(half, funds, missing="zero"))
    assert totals(hard)[ONE] == 50.0


# What is supposed ---------------------------------------------------------------------------------

WORTH: dict[str, Any] = {
    "project": [
        project("已开工", "2023-02-01", "2023-03-01"), project("小待开工", "2023-02-01", planned=1000),
        project("共有待开工", "2023-02-01"), project("框架", "2023-02-01", agreement="框架"),
        project("别家", "2023-02-01", unit=TWO),
    ],
    "credit": [credit("共有待开工", ONE, "0.4"), credit("共有待开工", TWO, "0.6", "落地")],
    "plan": [plan("已开工", 2023, 1000)], "progress": [month("已开工", "2023-04", invested=250)],
}  # fmt: skip
STARTED = {"key": "started", "source": "started_projects", "form": "proportional", "weight": 60, "target": 10}
DONE = {"key": "done", "source": "invested", "form": "proportional", "weight": 40, "target": 1000}


def test_every_project_that_could_move_is_computed() -> None:
    publish(**WORTH)
    view, made = appraised(scheme(STARTED, DONE))
    assert totals(made)[ONE] == 16.0
    found = {(one.move, one.project): (one.gain, one.rank) for one in opened.candidates(view, made)}
    assert found == {
        ("complete", "已开工"): (30.0, 1), ("start", "小待开工"): (6.0, 1), ("start", "共有待开工"): (2.4, 1),
        ("sign", "框架"): (0.0, 1),
    }  # fmt: skip
    for move, of in found:
        _, supposed = appraised(scheme(STARTED, DONE), what_if=f"{move}.{of}")
        assert totals(supposed)[ONE] == pytest.approx(16.0 + found[move, of][0]), "the same as by itself"


def test_a_move_that_shifts_the_whole_group_is_scored_for_all_of_it() -> None:
    names = [("一", ONE), ("二甲", TWO), ("二乙", TWO), ("二丙", TWO)]
    waiting = [("待甲", ONE), ("待乙", ONE), ("二待", TWO)]
    publish(
        project=[project(name, "2023-02-01", "2023-03-01", unit=unit) for name, unit in names]
        + [project(name, "2023-02-01", unit=unit, planned=at) for at, (name, unit) in enumerate(waiting, start=1)]
    )
    by = scheme(
        {"key": "started", "source": "started_projects", "form": "efficacy", "weight": 50},
        {"key": "signed", "source": "signed_projects", "form": "proportional", "weight": 50, "target": 5},
    )
    view, made = appraised(by)
    # The others have none, which gives 60 %: one of three started (60 + 40 / 3) %, three of three 100 %.
    assert {one: totals(made)[one] for one in (ONE, TWO, THREE)} == {ONE: 36.67 + 30.0, TWO: 50.0 + 40.0, THREE: 30.0}
    alike = {one.project: (one.gain, one.rank) for one in opened.candidates(view, made)}
    assert alike == {"待甲": (6.66, 2), "待乙": (6.66, 2)}, "86.67 % of 50 instead of 73.33 %"
    view, made = appraised(by, TWO)
    assert [(one.project, one.gain, one.rank) for one in opened.candidates(view, made)] == [("二待", 0.0, 1)]
    mover = opened._Mover(made)
    for project_id in ("待甲", "二待"):
        rows = [row for move, row in asking.moves(view) if (move, row.project_id) == ("start", project_id)]
        _, supposed = appraised(by, TWO, what_if=f"start.{project_id}")
        found = {one.member.unit: one for one in mover.scores(project_id, rows)}
        assert {unit: (one.total, [line.inputs for line in one.lines]) for unit, one in found.items()} == {
            one.member.unit: (one.total, [line.inputs for line in one.lines]) for one in supposed.now.scores
        }
    # What starts at the top leaves less for the one below: one of four.
    assert found[ONE].total == 35.0 + 30.0


def test_what_is_supposed_of_weights_targets_and_switches() -> None:
    publish(**WORTH)
    by = scheme(STARTED, DONE)
    assert totals(appraised(by, what_if="weight.done=80")[1])[ONE] == 6.0 + 20
    assert totals(appraised(by, what_if="target.done=250")[1])[ONE] == 6.0 + 40
    assert totals(appraised(by, what_if=f"target.done@{TWO}=250")[1])[ONE] == 16.0
    assert totals(appraised(by, what_if="off.done")[1])[ONE] == 6.0
    assert totals(appraised(by, what_if="start.小待开工; complete.已开工; off.started")[1])[ONE] == 40.0
    _, added = appraised(scheme(SIGNED), what_if=f"add.{THREE}=30000")
    assert totals(added)[THREE] == 10.0
    assert asking.added(added.asked.supposed.added[0])[-1].figure == "signed_over_100m"


def test_what_is_supposed_is_held_against_the_same_day_without_it() -> None:
    publish(**WORTH)
    _, made = appraised(scheme(STARTED, DONE), what_if="complete.已开工")
    own = next(place for group in made.groups for place in group.ranked if place.score.member.unit == ONE)
    assert (own.gain, own.rank, own.rank_before) == (30.0, 1, 1)
    assert not own.has_improvement_prize, "nobody has improved by what is not so"
    assert made.then is None


def test_what_means_nothing_is_said() -> None:
    publish(**WORTH)
    _, made = appraised(
        scheme(STARTED, DONE), what_if="start.已开工; weight.nothing=3; add.没有的单位=5; sign.小待开工"
    )
    assert made.in_vain == (
        "已开工：没有正式签约，或已开工、已终止", "考核办法里没有指标nothing。", "没有责任单位没有的单位。",
        "小待开工：不是今年可转为正式的框架协议",
    )  # fmt: skip


@pytest.mark.parametrize("text", ["start.甲; start.甲", "start.甲; complete.甲", "weight.a=1; weight.a=2",
                                  "weight.a", "weight.a=x", "off.a=1", "jump.甲", "start.",
                                  "target.a@=5", "off.a; on.a"])  # fmt: skip
def test_two_things_of_one_and_what_is_no_item_are_refused(text: str) -> None:
    assert parsed(text) is None


def test_what_is_supposed_is_read_as_it_is_written() -> None:
    text = "weight.a=30;target.a@责任单位一=20.5;off.b;start.P%3D1%3B%40%25;add.责任单位二=20000"
    found = parsed(text)
    assert found is not None
    assert found.items[3].of == "P=1;@%"
    assert found.written() == text
    assert parsed(" ; ".join(text.split(";"))) == found


# The month before ---------------------------------------------------------------------------------


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    def published(day: str, through: str, **rows: Any) -> str:
        moment = dt.datetime.fromisoformat(f"{day}T09:00:00")
        monkeypatch.setattr(zone_time, "now", lambda: moment)
        return publish(DAY.fromisoformat(f"{through}-01"), **rows)

    return published


def test_ranks_move_since_the_version_that_was_current_at_the_month_before(on: Callable[..., str]) -> None:
    early = [project("甲", "2023-02-01"), project("乙", "2023-03-01", unit=TWO)]
    first = on("2023-08-10", "2023-07", project=early)
    late = project("丙", "2023-08-05", unit=TWO)  # of August, but not yet in the version of then
    on("2023-10-08", "2023-09", project=[*early, late])
    _, made = appraised(scheme(SIGNED))
    assert made.then is not None
    assert (made.then.version, made.then.published_on) == (first, DAY(2023, 8, 10))
    places = {place.score.member.unit: (place.rank, place.risen, place.gain)
              for group in made.groups for place in group.ranked}  # fmt: skip
    assert places[TWO] == (1, 0, 10.0)
    assert places[ONE] == (2, -1, 0.0)


def test_without_an_earlier_version_ranks_move_by_date(on: Callable[..., str]) -> None:
    rows = [project("甲", "2023-02-01"), project("乙", "2023-03-01", unit=TWO), project("丙", "2023-09-05", unit=TWO)]
    version = on("2023-10-08", "2023-09", project=rows)
    _, made = appraised(scheme(SIGNED))
    assert made.then is not None
    assert (made.then.version, made.then.as_of, made.then.published_on) == (version, DAY(2023, 8, 31), None)
    assert {place.score.member.unit: place.risen for group in made.groups for place in group.ranked}[ONE] == -1


def test_in_january_there_is_no_month_before(on: Callable[..., str]) -> None:
    on("2023-10-08", "2023-09", project=[project("甲", "2022-12-01"), project("乙", "2023-01-05")])
    assert appraised(scheme(SIGNED), as_of="2023-01-20")[1].then is None


# Groups, readers, files ---------------------------------------------------------------------------


def test_groups_are_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = settings.DEFAULT_FILE.read_text(encoding="utf-8")
    text = text.replace('zh = "责任单位一"', 'zh = "责任单位一"\ngroup = "园区"')
    text = text.replace('zh = "责任单位二"', 'zh = "责任单位二"\ngroup = "园区"\nis_ranked = false')
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_SETTINGS", str(tmp_path / "settings.toml"))
    settings.renew()
    try:
        publish(project=[project("甲", "2023-02-01"), project("乙", "2023-02-01", unit=TWO),
                         project("丙", "2023-02-01", unit="设置里没有的单位")])  # fmt: skip
        _, made = appraised(scheme(SIGNED))
        named = {group.name: [place.score.member.unit for place in group.ranked] for group in made.groups}
        assert named["园区"] == [ONE]
        assert named[""][0] == "设置里没有的单位"
        assert [place.score.member.unit for group in made.groups for place in group.unranked] == [TWO]
    finally:
        monkeypatch.delenv("DASHBOARD_SETTINGS")
        settings.renew()


def test_a_reader_of_one_department_is_told_its_score_of_the_whole_and_no_other_projects_name() -> None:
    publish(
        project=[project("自己的", "2023-02-01"), project("别家的", "2023-02-01", unit=TWO)],
        credit=[credit("别家的", ONE, "0.5"), credit("别家的", TWO, "0.5", "落地")],
    )
    view, made = appraised(scheme(SIGNED), rights=Rights(units=(ONE,)))
    assert totals(made) == {ONE: 15.0, TWO: 5.0}, "made of the whole zone"
    [table] = opened.projects(view, made).tables
    assert isinstance(table, Table)
    assert list(table.rows["name"]) == ["自己的", "其他单位的项目"]
    assert (asking.told(view, ONE), asking.told(view, TWO)) == (True, False)


def test_the_shipped_scheme_is_an_example_with_one_indicator_of_each_form() -> None:
    read: Read = data.schemes.read_all()
    [one] = read.schemes
    assert not read.faults
    assert one.is_example
    assert "示例" in one.zh
    assert {each.form for each in one.indicator} == {
        "proportional", "full_if_met", "efficacy", "ladder", "steps", "halves", "each", "minus",
    }  # fmt: skip


def test_what_is_kept_of_appraisals_is_bounded_by_their_rows() -> None:
    """Eight of a small zone, one where all its rows fill the room: as many as fit, whatever their number."""
    room, sizes = asking._MOST_ROWS, (0, 500, 100_000, 200_000, 300_000, 5_000_000)
    assert [room // asking._share(rows) for rows in sizes] == [8, 8, 8, 4, 2, 1]
    kept = asking._appraisal.cache
    assert kept is not None
    assert getattr(kept, "maxsize", None) == room
