"""The demonstration data holds what it promises; every figure is computed here anew, in plain pandas."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from pydantic import TypeAdapter

from data import settings
from data.demo import MONTHS_THROUGH, build
from data.model import ARROW, KEYS, REFERENCES, STAGE_DATES, TABLES, Tables

PUBLISHED = Path(__file__).parents[2] / "data" / "published.csv"
PINNED = "89fadc0578c3ca6e1c39e989e5c4d54f131d244e07034f687504c7e2694b2cf4"
YI = Decimal(10_000)  # 亿元 in 万元
END_2021, END_2022, SEPTEMBER_2022, SEPTEMBER_2023 = map(
    pd.Timestamp, ("2021-12-31", "2022-12-31", "2022-09-30", "2023-09-30")
)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return build()


@pytest.fixture(scope="module")
def frames(tables: Tables) -> dict[str, pd.DataFrame]:
    """The tables with dates as dates; money stays Decimal, so that sums are exact."""
    result = {name: table.to_pandas() for name, table in tables.items()}
    for frame in result.values():
        for column in frame.columns:
            if column.endswith("_on") or column == "month":
                frame[column] = pd.to_datetime(frame[column])
    return result


@pytest.fixture(scope="module")
def project(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return frames["project"]


@pytest.fixture(scope="module")
def progress(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return frames["progress"]


@pytest.fixture(scope="module")
def keys_2023(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The key projects of 2023 with what each has completed this year."""
    return key_projects(frames, 2023)


def signings(project: pd.DataFrame, year: int, until: pd.Timestamp) -> pd.DataFrame:
    formal = project[(project.agreement == "正式") & project.signed_on.notna()]
    return formal[(formal.signed_on.dt.year == year) & (formal.signed_on <= until)]


def started(projects: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    return projects[(projects.started_on <= as_of) & ~(projects.terminated_on <= as_of)]


def at_least(projects: pd.DataFrame, yi: int) -> int:
    return int((projects.planned_investment >= yi * YI).sum())


def funds(progress: pd.DataFrame, year: int, until: pd.Timestamp) -> Decimal:
    rows = progress[(progress.month.dt.year == year) & (progress.month <= until)]
    return rows.funds_arrived.sum()


def key_projects(frames: dict[str, pd.DataFrame], year: int) -> pd.DataFrame:
    plan, progress = frames["plan"], frames["progress"]
    in_year = progress[progress.month.dt.year == year]
    done = in_year.groupby("project_id").invested.sum().rename("done")
    keys = plan[plan.year == year].merge(frames["project"], on="project_id", validate="one_to_one")
    keys = keys.merge(done, on="project_id", how="left")
    return keys.assign(done=[Decimal(0) if isinstance(value, float) else value for value in keys.done])


def published(frames: dict[str, pd.DataFrame], indicator: str, year: int = 2022) -> Decimal:
    facts = frames["published_fact"]
    return facts[(facts.indicator == indicator) & (facts.year == year)].amount.item()


# --- the form -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_valid(tables: Tables, name: str) -> None:
    assert tables[name].schema == ARROW[name]
    assert tables[name].num_rows
    TypeAdapter(list[TABLES[name]]).validate_python(tables[name].to_pylist())  # type: ignore[valid-type]


@pytest.mark.parametrize("name", KEYS)
def test_keys_are_unique(tables: Tables, name: str) -> None:
    rows = [tuple(row[column] for column in KEYS[name]) for row in tables[name].to_pylist()]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(("child", "parent"), REFERENCES.items())
def test_references_hold(tables: Tables, child: tuple[str, str], parent: tuple[str, str]) -> None:
    known = set(tables[parent[0]][parent[1]].to_pylist())
    assert {value for value in tables[child[0]][child[1]].to_pylist() if value} <= known


def test_names_are_those_of_the_settings(project: pd.DataFrame) -> None:
    zone = settings.load(settings.DEFAULT_FILE)
    assert set(project.industry) == {industry.zh for industry in zone.industry}
    assert set(project.unit) == {unit.zh for unit in zone.unit}


def test_nothing_real_is_named(frames: dict[str, pd.DataFrame], project: pd.DataFrame) -> None:
    assert project.investor.str.startswith("演示").all()
    assert frames["activity"].title.str.startswith("演示：").all()
    assert frames["blocker"].note.str.startswith("演示：").all()
    assert frames["exemption"].reason.str.startswith("演示：").all()
    assert project.lead_official.dropna().str.fullmatch("包联领导[一二三四五六]").all()
    assert project.name.is_unique


def test_two_builds_are_equal(tables: Tables) -> None:
    assert all(build()[name].equals(table) for name, table in tables.items())


def test_the_same_everywhere(tables: Tables) -> None:
    """Another Python or platform must give the same rows. A change of the scenario changes the pin."""
    rows = {name: table.to_pylist() for name, table in tables.items()}
    dump = json.dumps(rows, ensure_ascii=False, sort_keys=True, default=str)
    assert hashlib.sha256(dump.encode()).hexdigest() == PINNED


# --- the published figures ------------------------------------------------------------------------


def test_signings_of_2022(frames: dict[str, pd.DataFrame], project: pd.DataFrame) -> None:
    signed = signings(project, 2022, END_2022)
    assert len(signed) == published(frames, "signed_projects") == 177
    assert at_least(signed, 1) == published(frames, "projects_over_100m") == 88
    assert at_least(signed, 10) == published(frames, "projects_over_1b") == 15
    assert signed.is_four_new.sum() == published(frames, "four_new_projects") == 38
    assert published(frames, "planned_investment") * YI == 700 * YI < signed.planned_investment.sum() == 7_123_600


def test_top_500_of_2022(frames: dict[str, pd.DataFrame], project: pd.DataFrame) -> None:
    kinds = frames["project_kind"].merge(signings(project, 2022, END_2022), on="project_id")
    top = kinds[kinds.kind.isin(["世界500强", "中国500强", "民企500强"])]
    assert top.project_id.nunique() == published(frames, "top_500_projects") == 16
    assert len(top) > 16, "some are on two lists"


def test_start_rate_of_2022(frames: dict[str, pd.DataFrame], project: pd.DataFrame) -> None:
    rate = len(started(signings(project, 2022, END_2022), END_2022)) / 177
    assert rate == 123 / 177
    assert rate * 100 < published(frames, "start_rate")


def test_funds_of_2022_and_2021(frames: dict[str, pd.DataFrame], progress: pd.DataFrame) -> None:
    last, before = funds(progress, 2022, END_2022), funds(progress, 2021, END_2021)
    assert last == published(frames, "funds_arrived") * YI == Decimal("2180000.00")
    assert before == Decimal("1816666.67")
    assert abs(before / YI - published(frames, "funds_arrived", 2021)) <= Decimal("0.005")
    assert round(float(last / before - 1) * 100, 1) == published(frames, "funds_arrived_growth") == 20


def test_growths_of_2022(frames: dict[str, pd.DataFrame], project: pd.DataFrame) -> None:
    last, before = signings(project, 2022, END_2022), signings(project, 2021, END_2021)
    assert at_least(before, 1) == published(frames, "projects_over_100m", 2021) == 80
    assert at_least(before, 10) == published(frames, "projects_over_1b", 2021) == 10
    assert round((at_least(last, 1) / at_least(before, 1) - 1) * 100) == published(frames, "projects_over_100m_growth")
    assert round((at_least(last, 10) / at_least(before, 10) - 1) * 100) == published(frames, "projects_over_1b_growth")


def test_activities_of_2022(frames: dict[str, pd.DataFrame]) -> None:
    held = frames["activity"][frames["activity"].held_on.dt.year == 2022]
    assert held.batches.sum() == published(frames, "promotion_events") == 625
    assert published(frames, "investor_delegations") < int(held.delegations.sum()) == 1106
    assert held.title.str.contains("签约").sum() == published(frames, "signing_events") == 3


def test_plan_of_2023(frames: dict[str, pd.DataFrame], keys_2023: pd.DataFrame) -> None:
    assert len(keys_2023) == published(frames, "key_projects", 2023) == 243
    assert keys_2023.amount.sum() == published(frames, "annual_plan", 2023) * YI == 4_860_000
    total = published(frames, "key_projects_investment", 2023) * YI
    assert keys_2023.planned_investment.sum() == total == 18_530_000


def test_published_facts_are_whole(frames: dict[str, pd.DataFrame]) -> None:
    original = pd.read_csv(PUBLISHED)
    facts = frames["published_fact"]
    assert facts.drop(columns=["source", "amount"]).equals(
        original.drop(columns="amount").astype(facts.dtypes[["year"]])
    )
    assert facts.amount.astype(float).tolist() == original.amount.tolist()
    assert facts.source.str.contains("东营日报").all()


# --- the story of 2023 ----------------------------------------------------------------------------


def test_signings_of_2023(project: pd.DataFrame) -> None:
    now, then = signings(project, 2023, SEPTEMBER_2023), signings(project, 2022, SEPTEMBER_2022)
    assert (len(now), len(then)) == (141, 133)
    assert now.planned_investment.sum() == 6_124_000
    assert len(started(then, SEPTEMBER_2022)) == 85
    assert len(started(now, SEPTEMBER_2023)) == 87
    assert started(now, SEPTEMBER_2023).planned_investment.sum() == 3_880_000


def test_funnel_of_2023(project: pd.DataFrame, progress: pd.DataFrame) -> None:
    broke_ground = started(signings(project, 2023, SEPTEMBER_2023), SEPTEMBER_2023).set_index("project_id")
    paid = progress[progress.funds_arrived > 0].groupby("project_id")
    reached = broke_ground.join(paid.funds_arrived.sum().rename("funds"), how="inner")
    assert len(reached) == 79
    assert reached.funds.sum() == 962_000
    funds_day = reached.index.map(paid.month.min() + pd.offsets.MonthEnd(0))
    days = pd.Series(funds_day - reached.started_on).dt.days
    assert (days < 0).sum() == 10
    assert days[days >= 0].median() == 38
    assert (broke_ground.started_on - broke_ground.signed_on).dt.days.median() == 74


def test_funds_of_2023(progress: pd.DataFrame) -> None:
    now, then = funds(progress, 2023, SEPTEMBER_2023), funds(progress, 2022, SEPTEMBER_2022)
    assert now == Decimal("1648000.00")
    assert math.isclose(then, 1_549_000, abs_tol=500)
    assert round(float(now / then - 1) * 100, 1) == 6.4


def test_completed_investment_of_2023(frames: dict[str, pd.DataFrame], keys_2023: pd.DataFrame) -> None:
    assert keys_2023.done.sum() == Decimal("3124000.00")
    assert round(float(keys_2023.done.sum() / keys_2023.amount.sum()) * 100 - 75, 1) == -10.7
    rows = frames["progress"].merge(keys_2023.project_id)
    by_month = rows[rows.month >= "2023"].groupby("month").invested.sum().cumsum() / YI
    assert [round(amount) for amount in by_month] == [14, 40, 76, 116, 153, 196, 235, 273, 312]


def test_completed_investment_of_2022(frames: dict[str, pd.DataFrame]) -> None:
    keys = key_projects(frames, 2022)
    assert (len(keys), keys.amount.sum(), keys.done.sum()) == (210, 3_520_000, 3_380_000)
    rows = frames["progress"].merge(keys.project_id)
    until_september = rows[(rows.month >= "2022") & (rows.month <= SEPTEMBER_2022)].invested.sum()
    assert round((3_124_000 / float(until_september) - 1) * 100, 1) == 24.5


@pytest.mark.parametrize(
    ("industry", "points"),
    [("新材料", -14.0), ("高端装备制造", -7.4), ("海上风电装备", 9.5), ("数字经济", -17.6), ("航空航天", -22.9)],
)
def test_industries_of_2023(keys_2023: pd.DataFrame, industry: str, points: float) -> None:
    members = keys_2023[keys_2023.industry == industry]
    assert round(float(members.done.sum() / members.amount.sum()) * 100 - 75, 1) == points


def test_two_industries_carry_most(keys_2023: pd.DataFrame) -> None:
    share = keys_2023[keys_2023.industry.isin(["新材料", "高端装备制造"])].done.sum() / keys_2023.done.sum()
    assert Decimal("0.58") < share < Decimal("0.62")


def test_units_of_2023_differ(keys_2023: pd.DataFrame) -> None:
    sums = keys_2023.groupby("unit")[["done", "amount"]].sum().astype(float)
    points = sums.done / sums.amount * 100 - 75
    assert points.max() > 0
    assert points.min() < -10


def test_adjusted_plans_keep_the_total(keys_2023: pd.DataFrame) -> None:
    adjusted = keys_2023[keys_2023.adjusted_on.notna()]
    assert 8 <= len(adjusted) <= 12
    assert (adjusted.original_amount != adjusted.amount).all()
    assert adjusted.adjusted_on.dt.month.isin([6, 7]).all()
    assert adjusted.original_amount.sum() == adjusted.amount.sum()


def test_new_key_projects_of_2023(keys_2023: pd.DataFrame) -> None:
    new, carried = keys_2023[keys_2023.nature == "新建"], keys_2023[keys_2023.nature == "续建"]
    assert (len(new), len(carried)) == (103, 140)
    assert (carried.started_on < "2023").all()
    assert not (new.started_on < "2023").any()
    assert (new.planned_start_on.dt.year == 2023).all()
    due = new[new.planned_start_on <= SEPTEMBER_2023]
    assert len(started(due, SEPTEMBER_2023)) / len(due) == pytest.approx(0.8, abs=0.02)
    assert (new.started_on < new.planned_start_on).any()
    assert keys_2023.signed_on.isna().sum() == 43


def test_targets(frames: dict[str, pd.DataFrame], keys_2023: pd.DataFrame) -> None:
    target = frames["target"]
    assert (target.year == 2023).all()
    whole = target[target.unit.isna()].set_index("indicator").amount.to_dict()
    assert whole == {"signed_projects": 200, "started_projects": 150, "invested": 4_860_000}
    by_unit = target[target.unit.notna()].pivot_table("amount", "unit", "indicator", aggfunc="sum")
    assert by_unit.signed_projects.sum() == 200
    assert by_unit.invested.to_dict() == keys_2023.groupby("unit").amount.sum().to_dict()


# --- what keeps it consistent ---------------------------------------------------------------------


def test_time_ends_with_september(
    project: pd.DataFrame, progress: pd.DataFrame, frames: dict[str, pd.DataFrame]
) -> None:
    assert dt.date(2023, 9, 1) == MONTHS_THROUGH
    assert progress.month.min() == pd.Timestamp("2021-01-01")
    assert progress.month.max() == pd.Timestamp(MONTHS_THROUGH)
    assert project[list(STAGE_DATES)].max().max() <= SEPTEMBER_2023
    assert frames["activity"].held_on.max() <= SEPTEMBER_2023
    assert frames["blocker"][["raised_on", "resolved_on"]].max().max() <= SEPTEMBER_2023


def test_frameworks_are_words_only(frames: dict[str, pd.DataFrame], project: pd.DataFrame) -> None:
    frameworks = project[project.agreement == "框架"]
    assert len(frameworks) == 35
    assert frameworks.signed_on.notna().all()
    assert frameworks[[stage for stage in STAGE_DATES if stage != "signed_on"]].isna().all().all()
    busy = {
        *(
            one
            for name in ("progress", "plan", "blocker", "credit", "exclusion", "exemption")
            for one in frames[name].project_id
        )
    }
    assert not busy & set(frameworks.project_id)


def test_projects_without_a_signing_stay_out_of_the_funnel(project: pd.DataFrame, progress: pd.DataFrame) -> None:
    unsigned = project[project.signed_on.isna()]
    assert unsigned.channel.isna().all()
    assert unsigned.activity_id.isna().all()
    assert progress[progress.project_id.isin(unsigned.project_id)].funds_arrived.sum() == 0


def test_terminated_projects_stop(project: pd.DataFrame, progress: pd.DataFrame) -> None:
    ended = project[project.terminated_on.notna()]
    formal = project[(project.agreement == "正式") & project.signed_on.notna()]
    assert 0.03 < len(ended) / len(formal) < 0.05
    assert ended.termination_reason.notna().all()
    assert not (ended.started_on > ended.terminated_on).any()
    assert 1 <= ended.started_on.notna().sum() <= 2
    later = progress.merge(ended, on="project_id")
    assert not (later.month + pd.offsets.MonthEnd(0) > later.terminated_on).any()


def test_stages_follow_each_other(project: pd.DataFrame, progress: pd.DataFrame) -> None:
    assert not (project.started_on < project.signed_on).any()
    assert not (project.production_on < project.started_on).any()
    assert not (project.approved_on > project.started_on).any()
    assert not (project.registered_on < project.signed_on).any()
    assert not (project.registered_on > project.started_on).any()
    assert not (project.listed_on < project.started_on).any()
    assert not (project.capacity_on < project.production_on).any()
    assert not (project.listed_on.notna() & project.started_on.isna()).any()
    assert not (project.capacity_on.notna() & project.production_on.isna()).any()
    for stage in ("registered_on", "listed_on", "capacity_on"):
        assert not (project[stage] > project.terminated_on).any()
        assert project[stage].notna().any()
        assert (project.started_on.notna() & project[stage].isna()).any()
    work = progress[progress.invested > 0].merge(project, on="project_id")
    assert not (work.month + pd.offsets.MonthEnd(0) < work.started_on).any()
    assert work.started_on.notna().all()
    money = progress[progress.funds_arrived > 0].merge(project, on="project_id")
    assert not (money.month + pd.offsets.MonthEnd(0) < money.signed_on).any()


def test_amounts_stay_within_the_agreement(project: pd.DataFrame, progress: pd.DataFrame) -> None:
    sums = progress.groupby("project_id")[["funds_arrived", "invested"]].sum()
    whole = project.set_index("project_id").planned_investment.reindex(sums.index)
    assert (sums.funds_arrived <= whole).all()
    assert (sums.invested <= whole * Decimal("1.05")).all()
    assert ((progress.funds_arrived > 0) | (progress.invested > 0)).all()


def test_plans_stay_within_the_agreement(frames: dict[str, pd.DataFrame], project: pd.DataFrame) -> None:
    plan = frames["plan"].merge(project, on="project_id")
    assert (plan.amount > 0).all()
    assert (plan.amount <= plan.planned_investment).all()
    assert ((plan.nature == "新建") == plan.planned_start_on.notna()).all()


def test_signings_come_from_activities_of_the_days_before(
    frames: dict[str, pd.DataFrame], project: pd.DataFrame
) -> None:
    linked = project.dropna(subset="activity_id").merge(frames["activity"], on="activity_id")
    assert (linked.signed_on - linked.held_on).dt.days.between(0, 4).all()
    assert (linked.channel_x == linked.channel_y).all()
    since_2021 = project[project.signed_on >= "2021"]
    assert 0.25 < len(linked) / len(since_2021) < 0.35


def test_blockers_stand_before_projects_that_wait_or_lag(frames: dict[str, pd.DataFrame]) -> None:
    blocker = frames["blocker"].merge(frames["project"], on="project_id")
    assert len(blocker) == 60
    assert not (blocker.raised_on < blocker.signed_on).any()
    assert not (blocker.resolved_on < blocker.raised_on).any()
    open_ = blocker[blocker.resolved_on.isna()]
    assert blocker.resolved_on.notna().any()
    assert (open_.due_on < SEPTEMBER_2023).any()
    assert (open_.due_on > SEPTEMBER_2023).any()
    assert blocker.terminated_on.isna().all()


def test_problems_have_been_taken_to_every_level(frames: dict[str, pd.DataFrame]) -> None:
    blocker = frames["blocker"]
    is_overdue = blocker.resolved_on.isna() & (blocker.due_on < SEPTEMBER_2023)
    for level in ("单位", "调度会", "主要领导"):
        assert {*is_overdue[blocker.level == level]} == {True, False}
    assert blocker.level.isna().any()


def test_credit_of_a_project_is_whole(frames: dict[str, pd.DataFrame], project: pd.DataFrame) -> None:
    credit = frames["credit"].merge(project, on="project_id", suffixes=("", "_responsible"))
    assert set(credit.groupby("project_id").share.sum()) == {1}
    assert set(credit.groupby("project_id").size()) == {1, 2, 3}
    assert {Decimal("0.70"), Decimal("0.30"), Decimal("1.00")} <= set(credit.share)
    assert {*credit.unit} == {*project.unit}
    whole = credit[credit.share == 1]
    assert {*(whole.unit == whole.unit_responsible)} == {True, False}, "and some are another's alone"
    assert project.project_id.nunique() > credit.project_id.nunique() > 100, "most have none"


def test_what_is_not_appraised_has_its_reason(frames: dict[str, pd.DataFrame]) -> None:
    exclusion = frames["exclusion"]
    assert exclusion.indicator.isna().any()
    assert {*exclusion.indicator.dropna()} == {"signed_projects", "started_projects", "funds_arrived"}
    assert exclusion.groupby("project_id").size().max() == 2
    assert exclusion.reason.nunique() >= 4


def test_exemptions_are_of_every_rule_and_end_around_the_last_day(
    frames: dict[str, pd.DataFrame], project: pd.DataFrame
) -> None:
    exemption = frames["exemption"].merge(project, on="project_id")
    assert set(exemption.rule) == {"unstarted", "late_start", "unfunded", "behind", "silent", "blocked", "slipping"}
    ends = exemption.until_on
    assert (ends < SEPTEMBER_2023).sum() > 1, "ended: the light is on again"
    assert (ends == SEPTEMBER_2023).sum() > 1, "the last day counts"
    assert (ends > SEPTEMBER_2023).sum() > 5
    assert ends.min() >= pd.Timestamp("2023-09-01"), "one that ended before the last month would be asked about"
    assert exemption.terminated_on.isna().all()
    assert exemption[exemption.rule == "unstarted"].started_on.isna().all()
    overdue = frames["blocker"].query("resolved_on.isna() and due_on < @SEPTEMBER_2023").project_id
    assert set(exemption[exemption.rule == "blocked"].project_id) <= set(overdue)
