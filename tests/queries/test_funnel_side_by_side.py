"""Funnels side by side, signing months month after month, and what was terminated and why."""

from __future__ import annotations

import calendar
import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.demo_ledger import Published
from tests.queries.ledgers import month, project, publish, run
from tests.queries.test_against_pandas import RANDOM, adds_up, assert_same, divide, same
from tests.settings_drawn import Drawn, choices

DIMENSIONS = ("industry", "unit", "kind", "size", "channel")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def by_name(dimension: str, **changed: Any) -> dict[str | None, dict[str, Any]]:
    rows = run("funnel_groups", dimension=dimension, **changed).to_dict("records")
    return {None if pd.isna(row["name"]) else row["name"]: row for row in rows}


def counts(dimension: str, **changed: Any) -> dict[str | None, list[int]]:
    columns = ("formal_projects", "started_projects", "funded_projects", "terminated_projects")
    return {name: [row[column] for column in columns] for name, row in by_name(dimension, **changed).items()}


# Side by side -----------------------------------------------------------------------------------


@pytest.fixture
def four(store: None) -> None:
    publish(
        project=[
            project("一", "2023-01-10", "2023-01-30", 100_000, channel="领导招商"),
            project("二", "2023-02-01", "2023-01-20", 99_999.99, unit="责任单位二"),
            project("三", "2023-03-01", "2023-04-30", 10_000, industry="其他", channel="领导招商",
                    terminated_on=dt.date(2023, 8, 1), termination_reason="退出"),
            project("四", "2023-03-01", None, 9_999.99, industry="其他", channel="以商引商"),
            project("框架", "2023-03-01", None, 500_000, agreement="框架"),
        ],
        project_kind=[
            {"project_id": "一", "kind": "外资"}, {"project_id": "一", "kind": "世界500强"},
            {"project_id": "四", "kind": "外资"},
        ],
        progress=[month("一", "2023-01", 5), month("一", "2023-04", 10), month("三", "2023-05", 7),
                  month("四", "2023-06", 3)],
    )  # fmt: skip


def test_each_name_has_its_funnel(four: None) -> None:
    assert by_name("industry") == {
        "新材料": {
            "name": "新材料", "formal_projects": 2, "started_projects": 2, "funded_projects": 1,
            "formal_planned": 199_999.99, "started_planned": 199_999.99, "funded_planned": 100_000,
            "arrived_of_signed": 15, "arrived_of_funded": 15,
            "start_rate": 1, "funded_share": 0.5, "funded_of_started": 0.5, "arrival_rate": 15 / 199_999.99,
            # The other started before it was signed.
            "median_days_to_start": 20, "timed_projects": 1, "terminated_projects": 0,
        },
        "其他": {
            "name": "其他", "formal_projects": 2, "started_projects": 0, "funded_projects": 0,
            "formal_planned": 19_999.99, "started_planned": 0, "funded_planned": 0,
            "arrived_of_signed": 10, "arrived_of_funded": 0,
            "start_rate": 0, "funded_share": 0, "funded_of_started": pytest.approx(float("nan"), nan_ok=True),
            "arrival_rate": 10 / 19_999.99,
            "median_days_to_start": pytest.approx(float("nan"), nan_ok=True), "timed_projects": 0,
            "terminated_projects": 1,
        },
    }  # fmt: skip
    assert counts("unit") == {"责任单位一": [3, 1, 1, 1], "责任单位二": [1, 1, 0, 0]}


def test_sizes_are_disjoint_and_stand_from_the_largest_down(four: None) -> None:
    found = counts("size")
    assert list(found) == ["over_1b", "from_100m_to_1b", "under_100m"]
    assert found == {"over_1b": [1, 1, 1, 0], "from_100m_to_1b": [2, 1, 0, 1], "under_100m": [1, 0, 0, 0]}


def test_an_investor_of_two_kinds_stands_in_both_and_one_of_none_apart(four: None) -> None:
    found = counts("kind")
    assert found == {"外资": [2, 1, 1, 0], "世界500强": [1, 1, 1, 0], None: [2, 1, 0, 1]}
    assert list(found)[-1] is None, "what has no name stands last"
    # Narrowed to one kind, its projects still stand in all their kinds.
    assert counts("kind", kinds=("世界500强",)) == {"外资": [1, 1, 1, 0], "世界500强": [1, 1, 1, 0]}
    assert counts("industry", kinds=("世界500强", "外资")) == {"新材料": [1, 1, 1, 0], "其他": [1, 0, 0, 0]}


def test_projects_without_a_channel_are_a_name_of_their_own(four: None) -> None:
    assert counts("channel") == {"领导招商": [2, 1, 1, 1], "以商引商": [1, 0, 0, 0], None: [1, 1, 0, 0]}


def test_the_as_of_date_and_nothing_signed(four: None) -> None:
    early = counts("industry", as_of=dt.date(2023, 1, 31))
    assert early == {"新材料": [1, 1, 1, 0]}
    # January had not ended on the 30th: its money does not count yet, and there is none before it.
    [(name, before)] = counts("industry", as_of=dt.date(2023, 1, 30)).items()
    assert (name, before[:2], before[3]) == ("新材料", [1, 1], 0)
    assert pd.isna(before[2])
    for dimension in DIMENSIONS:
        assert by_name(dimension, agreement="框架") == {}
        assert by_name(dimension, period_from=dt.date(2022, 1, 1), period_to=dt.date(2022, 12, 31)) == {}


@RANDOM
@given(data=st.data())
def test_groups_equal_pandas_and_add_up_to_the_funnel(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version))
    dimension = data.draw(st.sampled_from(DIMENSIONS))
    rows = drawn.view.run("funnel_groups", dimension=dimension)
    expected = demo.ledger.funnel_groups(drawn.setting, dimension)
    found = {None if pd.isna(row["name"]) else row["name"]: row for row in rows.to_dict("records")}
    assert found.keys() == expected.keys()
    assert len(rows) == len(found)
    for name, figures in expected.items():
        assert_same(found[name], figures, str(name))
        rates = {
            "start_rate": divide(figures["started_projects"], figures["formal_projects"]),
            "funded_share": divide(figures["funded_projects"], figures["formal_projects"]),
            "funded_of_started": divide(figures["funded_projects"], figures["started_projects"]),
            "arrival_rate": divide(figures["arrived_of_signed"], figures["formal_planned"]),
        }
        assert_same(found[name], rates, f"rates of {name}")
    if dimension == "kind":
        return
    cohort, beside = drawn.view.run("funnel_cohort").set_index("stage"), drawn.view.run("funnel_beside").iloc[0]
    for stage, names in {
        "signed": ("formal_projects", "formal_planned", "arrived_of_signed"),
        "started": ("started_projects", "started_planned", None),
        "funded": ("funded_projects", "funded_planned", "arrived_of_funded"),
    }.items():
        for column, total in zip(names, ("projects", "planned_investment", "funds_arrived"), strict=True):
            if column:
                assert adds_up(rows[column], cohort.loc[stage, total]), f"the {dimension}s are the {stage}"
    assert rows["terminated_projects"].sum() == beside["terminated_projects"]


# Signing months ------------------------------------------------------------------------------------


def cells(column: str, **changed: Any) -> dict[str, list[float | None]]:
    """Signing month → the column's values, by months since signing; None where there is none."""
    rows = run("signing_months", **changed)
    rows = rows[rows["signed_month"].notna()]
    assert (rows.groupby("signed_month")["months_since"].diff().dropna() == 1).all(), "no month is left out"
    return {
        f"{signed:%Y-%m}": [None if pd.isna(value) else value for value in group[column]]
        for signed, group in rows.groupby("signed_month")
    }


@pytest.fixture
def cohorts(store: None) -> None:
    publish(
        project=[
            project("一", "2023-06-01", "2023-06-30", 10_000),
            project("二", "2023-06-30", "2023-08-01", 30_000),
            project("三", "2023-06-15", "2023-07-10", 40_000,
                    terminated_on=dt.date(2023, 9, 10), termination_reason="退出"),
            project("四", "2023-08-05", "2023-08-06", 20_000),
            project("框架", "2023-06-05", None, 90_000, agreement="框架"),
        ],
        progress=[
            # Before the signing, after the start, and before the start.
            month("一", "2023-05", 100), month("一", "2023-07", 100), month("三", "2023-07", 600),
            month("四", "2023-09", 50), month("框架", "2023-07", 9_999),
        ],
    )  # fmt: skip


def test_a_cell_is_the_zone_as_it_stood_at_the_end_of_that_month(cohorts: None) -> None:
    from_june = {"period_from": dt.date(2023, 6, 1)}
    # The third had started by the end of July and of August, and was terminated in September.
    assert cells("started_projects", **from_june) == {
        "2023-06": [1, 2, 3, 2], "2023-07": [0, 0, 0], "2023-08": [1, 1], "2023-09": [0],
    }  # fmt: skip
    assert cells("start_rate", **from_june) == {
        "2023-06": [1 / 3, 2 / 3, 1, 2 / 3], "2023-07": [None, None, None], "2023-08": [1, 1], "2023-09": [None],
    }  # fmt: skip
    assert cells("formal_projects", **from_june)["2023-06"] == [3, 3, 3, 3]
    assert cells("arrived_of_signed", **from_june) == {
        "2023-06": [100, 800, 800, 800], "2023-07": [0, 0, 0], "2023-08": [0, 50], "2023-09": [0],
    }  # fmt: skip
    assert cells("arrival_rate", **from_june)["2023-06"] == [100 / 80_000, 0.01, 0.01, 0.01]
    rows = run("signing_months", **from_june)
    assert_totals(rows)
    # After one month: June, July and August had come so far; five agreements less the framework one.
    after_one = rows[rows["signed_month"].isna()].set_index("months_since").loc[1]
    assert after_one[["formal_projects", "started_projects", "start_rate"]].to_list() == [4, 3, 0.75]
    assert after_one[["known_planned", "arrived_of_signed"]].to_list() == [100_000, 850]
    days = rows.head(3)["read_on"]
    assert [f"{day:%Y-%m-%d}" for day in days] == ["2023-06-30", "2023-07-31", "2023-08-31"]


def test_only_months_that_have_ended_are_cells(cohorts: None) -> None:
    period = {"period_from": dt.date(2023, 6, 1)}
    assert cells("started_projects", as_of=dt.date(2023, 7, 30), **period) == {"2023-06": [1]}
    assert cells("started_projects", as_of=dt.date(2023, 7, 31), **period)["2023-06"] == [1, 2]
    assert cells("started_projects", as_of=dt.date(2023, 6, 29), **period) == {}
    assert cells("started_projects", agreement="框架", **period)["2023-06"] == [0, 0, 0, 0]


def test_money_stops_at_its_last_month(store: None) -> None:
    publish(
        dt.date(2023, 7, 1),
        project=[project("一", "2023-06-01", "2023-06-30", 10_000)],
        progress=[month("一", "2023-07", 100)],
    )
    june = {"period_from": dt.date(2023, 6, 1), "period_to": dt.date(2023, 6, 30)}
    assert cells("start_rate", **june) == {"2023-06": [1, 1, 1, 1]}
    # The ledger's money begins in July: of June nothing is known.
    assert cells("arrival_rate", **june) == {"2023-06": [None, 0.01, None, None]}
    rows = run("signing_months", **june)
    assert_totals(rows)
    assert rows[rows["signed_month"].isna()]["known_projects"].to_list() == [0, 1, 0, 0]
    # By the end of June no month of money had been reported: not nought, but nothing.
    assert cells("arrival_rate", as_of=dt.date(2023, 6, 30), **june) == {"2023-06": [None]}


def test_without_money_there_is_no_share_of_it(store: None) -> None:
    publish(project=[project("一", "2023-08-01", "2023-08-30", 10_000), project("零", "2023-09-01", None, 0)])
    assert cells("arrival_rate", period_from=dt.date(2023, 8, 1)) == {"2023-08": [None, None], "2023-09": [None]}
    assert cells("start_rate", period_from=dt.date(2023, 8, 1)) == {"2023-08": [1, 1], "2023-09": [0]}


def assert_totals(rows: pd.DataFrame) -> None:
    """All signing months together: the sums of those that had come so far, of money of those that know it."""
    months, totals = rows[rows["signed_month"].notna()], rows[rows["signed_month"].isna()]
    assert totals["months_since"].to_list() == sorted(months["months_since"].unique())
    for _, total in totals.iterrows():
        parts = months[months["months_since"] == total["months_since"]]
        known = parts[parts["arrived_of_signed"].notna()]
        expected = {column: parts[column].sum() for column in ("formal_projects", "formal_planned", "started_projects")}
        expected |= {
            "start_rate": divide(expected["started_projects"], expected["formal_projects"]),
            "known_projects": known["formal_projects"].sum(),
            "known_planned": known["formal_planned"].sum(),
            "arrived_of_signed": known["arrived_of_signed"].sum() if len(known) else float("nan"),
            "arrival_rate": divide(known["arrived_of_signed"].sum(), known["formal_planned"].sum()),
        }
        assert_same(total, expected, f"all months, {total['months_since']} since")


@RANDOM
@given(data=st.data())
def test_signing_months_equal_pandas(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version))
    everything = drawn.view.run("signing_months")
    rows = everything[everything["signed_month"].notna()]
    expected = demo.ledger.signing_months(drawn.setting)
    found = {(row["signed_month"], row["months_since"]): row for row in rows.to_dict("records")}
    assert found.keys() == expected.keys()
    for at, figures in expected.items():
        assert_same(found[at], figures, str(at))
        rates = {
            "start_rate": divide(figures["started_projects"], figures["formal_projects"]),
            "arrival_rate": divide(figures["arrived_of_signed"], figures["formal_planned"]),
        }
        assert_same(found[at], rates, f"shares of {at}")
    assert_totals(everything)
    last = rows.drop_duplicates("signed_month", keep="last")
    ended = drawn.view.as_of.replace(day=calendar.monthrange(drawn.view.as_of.year, drawn.view.as_of.month)[1])
    if drawn.view.as_of == ended:
        signed = drawn.view.run("funnel_cohort").set_index("stage").loc["signed"]
        assert last["formal_projects"].sum() == signed["projects"], "the months are the period"
        assert same(last["formal_planned"].sum(), signed["planned_investment"])


@RANDOM
@given(data=st.data())
def test_a_cell_is_the_funnel_of_its_month_on_its_day(demo: Published, data: st.DataObject) -> None:
    """Whatever the cell: the funnel of that signing month, asked as of the cell's last day, says the same."""
    drawn: Drawn = data.draw(choices(demo.version))
    rows = drawn.view.run("signing_months")
    rows = rows[rows["signed_month"].notna()]
    if rows.empty:
        return
    cell = rows.iloc[data.draw(st.integers(0, len(rows) - 1))]
    signed_month = cell["signed_month"].date()
    then = {
        "as_of": cell["read_on"].date(),
        "period_from": signed_month,
        "period_to": signed_month.replace(day=calendar.monthrange(signed_month.year, signed_month.month)[1]),
    }
    funnel = drawn.view.run("funnel_cohort", **then).set_index("stage")
    assert cell["formal_projects"] == funnel.loc["signed", "projects"]
    assert cell["started_projects"] == funnel.loc["started", "projects"]
    assert same(cell["start_rate"], funnel.loc["started", "share_of_first"])
    assert same(cell["formal_planned"], funnel.loc["signed", "planned_investment"])
    if not pd.isna(cell["arrived_of_signed"]):
        assert same(cell["arrived_of_signed"], funnel.loc["signed", "funds_arrived"])


# Terminated ------------------------------------------------------------------------------------------


def test_reasons_for_termination(store: None) -> None:
    ended = {"terminated_on": dt.date(2023, 8, 1)}
    publish(
        project=[
            project("一", "2023-01-10", "2023-01-30", 1_000, **ended, termination_reason="退出"),
            project("二", "2023-02-01", None, 2_000, **ended, termination_reason="退出"),
            project("三", "2023-02-01", None, 50_000, **ended, termination_reason="环评"),
            # Not yet, not in the period, not formal.
            project("五", "2023-02-01", None, 90_000, terminated_on=dt.date(2023, 10, 1), termination_reason="退出"),
            project("六", "2022-02-01", None, 90_000, **ended, termination_reason="退出"),
            project("框架", "2023-02-01", None, 90_000, **ended, termination_reason="退出", agreement="框架"),
        ],
        progress=[month("一", "2023-03", 7), month("二", "2023-03", 1), month("六", "2023-03", 11)],
    )
    rows = run("terminations")
    assert rows["termination_reason"].to_list() == ["退出", "环评"]
    assert rows.drop(columns="termination_reason").to_numpy().tolist() == [[2, 3_000, 8], [1, 50_000, 0]]
    assert run("terminations", as_of=dt.date(2023, 7, 31)).empty
    beside = run("funnel_beside").iloc[0]
    for column in ("terminated_projects", "terminated_planned", "terminated_funds"):
        assert rows[column].sum() == beside[column]


@RANDOM
@given(data=st.data())
def test_terminations_equal_pandas_and_add_up(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version))
    rows = drawn.view.run("terminations")
    expected = demo.ledger.terminations(drawn.setting)
    found = {
        None if pd.isna(row["termination_reason"]) else row["termination_reason"]: row
        for row in rows.to_dict("records")
    }
    assert found.keys() == expected.keys()
    for reason, figures in expected.items():
        assert_same(found[reason], figures, str(reason))
    beside = drawn.view.run("funnel_beside").iloc[0]
    for column in ("terminated_projects", "terminated_planned", "terminated_funds"):
        assert adds_up(rows[column], beside[column]), "the reasons are the terminated"
