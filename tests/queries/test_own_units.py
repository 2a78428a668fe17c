"""A reader who is bound to departments sees, in every query, what a ledger of these departments alone would say."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pytest

import queries
from data import model, versions
from tests import rounds
from tests.data import small
from tests.demo_ledger import Published
from tests.queries.ledgers import WHOLE, Rows, month, plan, project, publish, run
from tests.queries.test_reader import MORE

#: Queries that answer of the zone whoever asks, and why they may.
THE_ZONES_OWN = {"version": "which data this is and how far it goes: a name, a mark and dates, the same for all"}
#: Queries whose rows are projects, or words that the ledger says of single ones.
OF_PROJECTS = {
    "appraisal_contributions", "appraisal_moves", "event_projects", "forecast_projects",
    "invested_months", "known_projects", "leaders", "project_states",
    "concentration_projects", "funnel_projects", "last_month_projects", "lights", "newest", "project_kinds", "projects",
    "project", "project_blockers", "project_credits", "project_exemptions", "project_order", "project_rows",
    "project_sources", "quality_overpaid", "quality_stale", "quality_unstarted", "target_adjustments",
    "target_projects", "target_waterfall", "terminations",
}  # fmt: skip
#: Queries that say something of a single project, or of as few as a reader looks for, without naming one.
OF_FEW = {
    "activity_outcomes",
    "appraisal_schedule",
    "appraisal_targets",
    "event_months",
    "project_months",
    "project_steps",
    "project_totals",
    "unit_work",
}
#: What a bound reader is told of a project that its department's rows alone do not hold: an event of no department's.
BESIDE = {"project": ["activity", "activity_on"]}
#: What is asked of all that a reader may see, whatever is chosen.
OF_NO_FILTER = ("choices", "known_projects", "leaders")
#: What names a single project or says something of it alone.
TELLING = {"project_id", "name", "investor", "content", "remarks", "extra", "lead_official", "termination_reason"}
UNITS = ("责任单位一", "责任单位二", "自有单位")
#: Every choice by which a query's rows can be of something else.
VARIANTS: dict[str, list[dict[str, Any]]] = {
    "concentration_projects": [{"measure": one} for one in ("signed_planned", "funds_arrived", "invested", "plan")],
    "funnel_groups": [{"dimension": one} for one in ("industry", "unit", "kind", "size", "channel", "lead_official")],
    "target_groups": [{"dimension": one} for one in ("industry", "unit", "nature")],
    "makeup": [{"dimension": one} for one in (None, "unit", "channel")],
    "report_card": [{"fact_year": one} for one in (2021, 2022, 2023)],
}
SETTINGS: list[dict[str, Any]] = [
    {},
    {
        "as_of": dt.date(2022, 12, 31),
        "year": 2022,
        "period_from": dt.date(2022, 1, 1),
        "period_to": dt.date(2022, 12, 31),
    },
    {"as_of": dt.date(2023, 6, 15), "period_from": dt.date(2023, 4, 1), "period_to": dt.date(2023, 6, 30)},
    {"industries": ("新材料", "其他"), "kinds": ("外资", "世界500强"), "min_planned": 10_000.0},
    {"agreement": "框架", "channels": ("领导招商", "以商引商")},
]


def only(tables: model.Tables, units: Sequence[str]) -> model.Tables:
    """The rows of these departments alone; published figures are public."""
    names = pa.array(units, pa.string())
    own = tables["project"].filter(pc.is_in(tables["project"]["unit"], names))
    # The events that brought them may be another department's: these are not told.
    at, events = own.schema.get_field_index("activity_id"), tables["activity"]
    theirs = events.filter(pc.is_in(events["unit"], names))["activity_id"].combine_chunks()
    nothing = pa.scalar(None, own.schema.field(at).type)
    own = own.set_column(
        at, own.schema.field(at), pc.if_else(pc.is_in(own["activity_id"], theirs), own["activity_id"], nothing)
    )
    found = dict(tables) | {"project": own}
    for name in ("project_kind", "progress", "plan", "blocker", "credit", "exclusion", "exemption"):
        found[name] = tables[name].filter(pc.is_in(tables[name]["project_id"], own["project_id"].combine_chunks()))
    for name in ("target", "activity"):
        found[name] = tables[name].filter(pc.is_in(tables[name]["unit"], names))
    return found


def assert_same(whole: str, alone: str, units: tuple[str, ...], settings: Sequence[dict[str, Any]]) -> None:
    """Every query, bound to `units` in the one version, equals itself unbound in the other."""
    for name in queries.names():
        if name in THE_ZONES_OWN:
            continue
        for setting in settings:
            for variant in VARIANTS.get(name, [{}]):
                params = WHOLE | MORE | setting | variant
                left_out = BESIDE.get(name, [])
                bound = queries.run(name, version=whole, **(params | {"bound_units": units})).drop(columns=left_out)
                expected = queries.run(name, version=alone, **params).drop(columns=left_out)
                pd.testing.assert_frame_equal(bound, expected, rtol=1e-9, check_dtype=False, obj=f"{name} {params}")


def ledger(seed: int) -> Rows:
    """A ledger of three departments, each kept from the same month on, with every table filled."""
    draw = random.Random(seed)  # noqa: S311 - a ledger, no secret
    kinds, channels = get_args(model.Kind), get_args(model.Channel)
    rows: Rows = {name: [] for name in ("project", "project_kind", "progress", "plan", "target", "activity")}

    def day(first: int, last: int) -> dt.date:
        return dt.date(first, 1, 1) + dt.timedelta(days=draw.randrange((last - first + 1) * 365 - 100))

    for number in range(draw.randint(30, 60)):
        unit, code = UNITS[number % 3], f"P{number:03}"
        signed = day(2020, 2023) if draw.random() < 0.9 else None
        started = day(2021, 2023) if draw.random() < 0.6 else None
        more: dict[str, Any] = {"started_on": started if started and (not signed or started >= signed) else None}
        if signed and draw.random() < 0.1:
            more |= {"terminated_on": min(signed + dt.timedelta(days=300), dt.date(2023, 9, 1))}
            more |= {"termination_reason": draw.choice(["退出", f"{code}的原因"])}
        rows["project"].append(
            project(
                code, None, None, draw.choice([3_000, 10_000, 45_678.9, 100_000, 250_000]), unit=unit,
                industry=draw.choice(["新材料", "其他", "航空航天", f"{unit}的产业"]), investor=f"{code}投资方",
                channel=draw.choice([*channels, None]), agreement=draw.choice(["正式"] * 4 + ["框架"]),
                is_four_new=draw.random() < 0.3,
            ) | {"signed_on": signed} | more
        )  # fmt: skip
        rows["project_kind"] += [{"project_id": code, "kind": kind} for kind in draw.sample(kinds, draw.randint(0, 2))]
        months = pd.period_range("2021-01", "2023-09", freq="M").strftime("%Y-%m").to_list()
        # The first of each department reports from the ledger's first month on.
        reported = months[:1] if number < 3 else []
        reported += draw.sample(months[1:], draw.randint(0, 12))
        rows["progress"] += [month(code, when, draw.randint(0, 900), draw.randint(0, 900)) for when in reported]
        for year in (2022, 2023):
            if draw.random() < 0.5:
                adjusted = {"original_amount": 777.0, "adjusted_on": day(year, year)} if draw.random() < 0.3 else {}
                nature = draw.choice(["新建", "续建"])
                planned = {"planned_start_on": day(year, year)} if nature == "新建" else {}
                rows["plan"].append(plan(code, year, draw.randint(100, 9_000), nature, **adjusted, **planned))
    for year in (2022, 2023):
        for of in (None, *UNITS):
            rows["target"] += [
                {"year": year, "indicator": indicator, "unit": of, "industry": industry, "amount": draw.randint(1, 999)}
                for indicator in ("signed_projects", "funds_arrived", "invested")
                for industry in (None, "其他")
            ]
    for number in range(20):
        rows["activity"].append(
            {"activity_id": f"A{number}", "held_on": day(2021, 2022), "title": "推介会", "batches": 2, "delegations": 5,
             "unit": draw.choice([*UNITS, None])}
        )  # fmt: skip
    # The years that the ledger touches are the zone's: every department has one project at either end.
    for at, unit in enumerate(UNITS):
        rows["project"] += [project(f"首{at}", "2020-01-05", unit=unit), project(f"末{at}", "2023-09-05", unit=unit)]
    facts = ("signed_projects", "funds_arrived", "promotion_events", "annual_plan", "start_rate")
    rows["published_fact"] = [
        small.THREE["published_fact"][0] | {"year": year, "indicator": one}
        for one in facts
        for year in (2021, 2022, 2023)
    ]
    return rows


# Drawn: benchmarks.agreement, which asks for these, lets everything meet everything.
@pytest.mark.hypothesis
@pytest.mark.parametrize("seed", range(rounds.asked(1)))
def test_a_random_ledger(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    tables = small.tables(ledger(seed))
    whole = small.publish(tables)
    bindings = UNITS[:1], (*UNITS[1:], "没有的单位")
    for at, units in enumerate(bindings):
        # One ledger and one binding, the other ledger and the other binding, unless all is to meet all.
        if not rounds.are_many() and at != seed % len(bindings):
            continue
        some = SETTINGS if rounds.are_many() else [SETTINGS[(2 * seed + at) % len(SETTINGS)]]
        assert_same(whole, small.publish(only(tables, units)), units, some)
    # All departments are the zone, as far as projects, their money and their plans go.
    for name in set(queries.names()) - {*THE_ZONES_OWN, "targets", "report_card"}:
        params = WHOLE | MORE
        pd.testing.assert_frame_equal(
            queries.run(name, version=whole, **(params | {"bound_units": UNITS})),
            queries.run(name, version=whole, **params), obj=name,
        )  # fmt: skip


@pytest.mark.hypothesis
def test_the_demonstration(demo: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = versions.read_tables(demo.version)
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    whole = small.publish(tables)
    for at, units in enumerate((("责任单位三",), ("责任单位八", "责任单位一"))):
        some = SETTINGS if rounds.are_many() else [SETTINGS[2 * at]]
        assert_same(whole, small.publish(only(tables, units)), units, some)


def test_no_department_is_nothing_and_not_everything(demo: Published) -> None:
    for name in set(queries.names()) - {*THE_ZONES_OWN, *OF_NO_FILTER, "report_card"}:
        nothing = run(name, version=demo.version, **MORE, bound_units=())
        pd.testing.assert_frame_equal(nothing, run(name, version=demo.version, **MORE, units=("没有的单位",)), obj=name)
    for name in OF_NO_FILTER:
        assert queries.run(name, version=demo.version, bound_units=()).empty, name
    computed = run("report_card", version=demo.version, bound_units=(), fact_year=2022)
    assert computed["computed"].isna().all()
    assert len(computed), "what was published is public"


def test_a_filter_narrows_own_departments_and_never_widens_them(demo: Published) -> None:
    own, other = "责任单位一", "责任单位二"
    # The unit of the appraisal's rows is who has the credit, be it another one than the project's own.
    without_unit = {"appraisal_contributions", "appraisal_moves", "invested_months", "known_projects", "leaders",
                    "project_credits", "project_exemptions", "project_kinds", "project_order",
                    "project_sources"}  # fmt: skip
    for name in OF_PROJECTS - without_unit - {"target_waterfall", "terminations"}:
        rows = run(name, version=demo.version, **MORE, bound_units=(own,))
        assert set(rows["unit"]) <= {own}, name
        assert run(name, version=demo.version, **MORE, bound_units=(own,), units=(other,)).empty, name
    both = run("projects", version=demo.version, bound_units=(own, other), units=(own,))
    assert set(both["unit"]) == {own}


@pytest.mark.parametrize("name", sorted(set(queries.names()) - set(THE_ZONES_OWN)))
def test_who_forgets_the_reader_gets_no_answer(demo: Published, name: str) -> None:
    forgetful = {key: value for key, value in (WHOLE | MORE).items() if key != "bound_units"}
    with pytest.raises(queries.QueryError, match="bound_units"):
        queries.run(name, version=demo.version, **forgetful)


@pytest.mark.parametrize("name", queries.names())
def test_a_query_of_projects_says_who_may_read_it(demo: Published, name: str) -> None:
    columns = set(queries.run(name, version=demo.version, **WHOLE, **MORE).columns)
    # Groups by industry or department have a name too, and months have none.
    telling = columns & (TELLING - {"name"} if name in {"funnel_groups", "target_groups"} else TELLING)
    assert bool(telling) == (name in OF_PROJECTS)
    assert queries.is_of_projects(name) == (name in OF_PROJECTS | OF_FEW)


def test_three_projects_of_two_departments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(
        project=[
            project("甲", "2023-01-10", "2023-03-11", 10_000, industry="他产业"),
            project("乙", "2023-01-10", "2023-03-11", 20_000, unit="责任单位二"),
            project("丙", "2023-02-10", None, 40_000, unit="责任单位二", industry="其他"),
        ],
        progress=[month("甲", "2023-01", 100, 1), month("乙", "2023-04", 30, 2), month("丙", "2023-05", 4, 3)],
        plan=[plan("甲", 2023, 1_000), plan("乙", 2023, 100)],
        target=[
            {"year": 2023, "indicator": "signed_projects", "amount": 9},
            {"year": 2023, "indicator": "signed_projects", "unit": "责任单位一", "amount": 5},
            {"year": 2023, "indicator": "signed_projects", "unit": "责任单位二", "amount": 4},
            {"year": 2023, "indicator": "signed_projects", "industry": "其他", "amount": 1},
        ],
        activity=[
            {"activity_id": "A", "held_on": dt.date(2023, 5, 6), "title": "一", "batches": 2, "unit": "责任单位一"},
            {"activity_id": "B", "held_on": dt.date(2023, 5, 6), "title": "二", "batches": 7, "unit": "责任单位二"},
            {"activity_id": "C", "held_on": dt.date(2023, 5, 6), "title": "全区", "batches": 40},
        ],
        published_fact=[small.THREE["published_fact"][0] | {"year": 2023, "indicator": "promotion_events"}],
    )
    second = {"bound_units": ("责任单位二",)}
    head = run("headline", **second).iloc[0]
    assert (head["signed_projects"], head["signed_planned"], head["funds_arrived"]) == (2, 60_000, 34)
    assert set(run("projects", **second)["name"]) == {"乙", "丙"}
    assert run("target_year", **second).iloc[0][["key_projects", "plan", "invested"]].to_list() == [1, 100, 2]
    choices = run("choices", **second)[["filter", "value", "projects"]].to_records(index=False).tolist()
    assert choices == [("industry", "其他", 1), ("industry", "新材料", 1), ("unit", "责任单位二", 2)]
    # The zone's target and an industry's are no department's; of the others only its own.
    targets = run("targets", **second)
    assert targets[["unit", "target_amount", "actual"]].to_records(index=False).tolist() == [("责任单位二", 4, 2)]
    assert run("report_card", fact_year=2023, **second)["computed"].to_list() == [7]
    assert run("report_card", fact_year=2023)["computed"].to_list() == [49]
    assert run("selection", **second)["projects"].to_list() == [2]
    assert run("selection")["projects"].to_list() == [3]
