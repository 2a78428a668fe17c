"""Industries over time, concentration, makeup and the last month equal plain pandas, whatever is chosen."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tests import oracle_overview as oracle
from tests.demo_ledger import Published
from tests.queries.test_against_pandas import RANDOM, adds_up, assert_same, divide, same
from tests.settings_drawn import Drawn, choices

NAN = float("nan")
#: What a query found, by column.
Row = dict[str, Any]
MEASURES = ("signed_planned", "funds_arrived", "invested", "plan")


def records(rows: pd.DataFrame) -> list[Row]:
    """The rows, whatever is missing as NaN."""
    return [
        {str(key): NAN if pd.isna(value) else value for key, value in row.items()} for row in rows.to_dict("records")
    ]


def by(rows: pd.DataFrame, *columns: str) -> dict[Hashable, Row]:
    """The same by the values of some columns."""
    return {row[columns[0]] if len(columns) == 1 else tuple(row[one] for one in columns): row for row in records(rows)}


@RANDOM
@given(data=st.data())
def test_industry_changes(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version))
    rows = drawn.view.run("industries")
    assert not rows["industry"].duplicated().any()
    kept = oracle.has_ledger(demo.ledger, drawn.setting)
    for row in records(rows):
        industry = None if pd.isna(row["industry"]) else row["industry"]
        expected = oracle.industry_changes(demo.ledger, drawn.setting, industry)
        last = {key: expected[f"last_{key}"] if kept else NAN for key in ("signed_planned", "funds_arrived")}
        expected |= {f"last_{key}": value for key, value in last.items()}
        expected["last_signed_projects"] = expected["last_signed_projects"] if kept else NAN
        expected["last_invested"] = expected["last_invested"] if expected["last_key_projects"] else NAN
        assert_same(row, expected, str(industry))
        growth = divide(expected["invested"], expected["last_invested"]) - 1 if expected["key_projects"] else NAN
        assert_same(
            row,
            {
                "signed_change": expected["signed_projects"] - expected["last_signed_projects"],
                "planned_growth": divide(expected["signed_planned"], last["signed_planned"]) - 1,
                "funds_growth": divide(expected["funds_arrived"], last["funds_arrived"]) - 1,
                "growth": growth,
            },
            f"changes of {industry}",
        )
    total, parts = rows[rows["industry"].isna()].iloc[0], rows[rows["industry"].notna()]
    for column in ("signed_projects", "signed_planned", "funds_arrived", "invested", "key_projects"):
        assert adds_up(parts[column], total[column]), f"{column}: the industries are the whole"
        if not pd.isna(total[f"last_{column}"]):
            assert same(total[f"last_{column}"], parts[f"last_{column}"].sum()), f"last {column}"


@RANDOM
@given(data=st.data())
def test_industry_changes_are_those_of_the_headline_and_the_target(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version))
    rows = drawn.view.run("industries")
    total = records(rows[rows["industry"].isna()])[0]
    head, target = (records(drawn.view.run(name))[0] for name in ("headline", "target_year"))
    assert_same(total, {key: head[key] for key in ("signed_change", "funds_growth", "signed_planned")}, "headline")
    assert_same(total, {"growth": target["growth"] if target["key_projects"] else NAN}, "target")


@RANDOM
@given(data=st.data())
def test_industry_quarters(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version))
    rows = drawn.view.run("industry_quarters")
    expected = oracle.quarters(demo.ledger, drawn.setting)
    assert {(row["quarter"], row["industry"]) for row in records(rows)} == set(expected)
    for (quarter, industry), row in by(rows, "quarter", "industry").items():
        figures = dict(expected[quarter, industry])
        if not figures.pop("is_reported"):
            figures["funds_arrived"] = NAN
        assert_same(row, figures, f"{quarter} {industry}")
    for _, part in rows.groupby("quarter"):
        assert same(part["quarter_planned"].iloc[0], part["signed_planned"].sum())
        for share, amount in (("planned_share", "signed_planned"), ("funds_share", "funds_arrived")):
            if part[amount].sum() > 0:
                assert same(part[share].sum(), 1), "a quarter's shares are the whole"
            else:
                assert part[share].isna().all()


@RANDOM
@given(data=st.data())
def test_concentration(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version))
    rows = by(drawn.view.run("concentration"), "measure")
    assert tuple(rows) == MEASURES
    head, target = (records(drawn.view.run(name))[0] for name in ("headline", "target_year"))
    wholes = (head["signed_planned"], head["funds_arrived"], target["invested"], target["plan"])
    for measure, whole in zip(MEASURES, wholes, strict=True):
        amounts = oracle.amounts(demo.ledger, drawn.setting, measure)
        row = rows[measure]
        nothing = NAN if pd.isna(whole) else 0.0
        assert_same(
            row,
            {
                "projects": len(amounts),
                "total": amounts.sum() + nothing,
                "top_3": amounts.head(3).sum() + nothing,
                "top_10": amounts.head(10).sum() + nothing,
                "top_3_share": divide(amounts.head(3).sum(), amounts.sum()),
                "top_10_share": divide(amounts.head(10).sum(), amounts.sum()),
            },
            measure,
        )
        assert same(row["total"], whole), "the same total as on the other pages"
        named = drawn.view.run("concentration_projects", measure=measure)
        assert named["project_id"].to_list() == amounts.head(10).index.to_list()
        assert same(named["amount"].sum() + nothing, row["top_10"])
        assert named["place"].to_list() == list(range(1, len(named) + 1))
        if len(named):
            assert same(named["share"].sum(), row["top_10_share"])
            assert same(named["share_so_far"].iloc[-1], row["top_10_share"])


@RANDOM
@given(data=st.data())
def test_target_months_by_industry(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    rows = drawn.view.run("target_months_by_industry")
    groups = drawn.view.run("target_groups", dimension="industry").set_index("name")
    assert set(rows["industry"]) == set(groups.index)
    for name, months in rows.groupby("industry"):
        plan, cumulative = oracle.industry_months(demo.ledger, drawn.setting, str(name))
        assert len(months) == 12
        assert same(months["plan"].iloc[0], plan)
        reported = months[months["cumulative_invested"].notna()]
        assert len(reported) == len(cumulative)
        for found, expected in zip(reported["cumulative_invested"], cumulative, strict=True):
            assert same(found, expected)
        for found, expected in zip(reported["completed_share"], cumulative, strict=True):
            assert same(found, divide(expected, plan))
    whole = drawn.view.run("target_months").set_index("month")
    for column in ("invested", "cumulative_invested", "cumulative_scheduled"):
        for month, parts in rows.groupby("month"):
            assert same(parts[column].sum(), 0 if pd.isna(whole.loc[month, column]) else whole.loc[month, column])


@RANDOM
@given(data=st.data())
def test_makeup(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version))
    rows = drawn.view.run("makeup", dimension=None)
    expected = oracle.makeup(demo.ledger, drawn.setting)
    kept = oracle.has_ledger(demo.ledger, drawn.setting)
    found = {(row["dimension"], None if pd.isna(row["value"]) else row["value"]): row for row in records(rows)}
    assert set(found) == set(expected)
    whole = expected["all", "all"]
    for part, figures in expected.items():
        last = ("last_signed_projects", "last_started_projects", "last_signed_planned")
        wanted = figures | ({} if kept else dict.fromkeys(last, NAN))
        wanted["signed_change"] = wanted["signed_projects"] - wanted["last_signed_projects"]
        wanted["projects_share"] = divide(figures["signed_projects"], whole["signed_projects"])
        wanted["planned_share"] = divide(figures["signed_planned"], whole["signed_planned"])
        wanted["start_rate"] = divide(figures["started_projects"], figures["formal_projects"])
        assert_same(found[part], wanted, str(part))
    head = records(drawn.view.run("headline"))[0]
    for column in ("signed_projects", "signed_planned", "started_projects", "signed_change"):
        assert same(found["all", "all"][column], head[column]), "as on the cards"
    for dimension in ("channel", "unit"):
        parts = rows[rows["dimension"] == dimension]
        for column in ("signed_projects", "signed_planned", "started_projects"):
            assert same(parts[column].sum(), whole[column]), f"the {dimension}s are the whole"


@RANDOM
@given(data=st.data())
def test_last_month(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    month = oracle.last_month(demo.ledger, drawn.setting)
    rows = by(drawn.view.run("last_month"), "figure")
    assert {row["month"] for row in rows.values()} == {month}
    before = oracle.month_figures(demo.ledger, drawn.setting, month - pd.DateOffset(months=1))
    year_ago = oracle.month_figures(demo.ledger, drawn.setting, month - pd.DateOffset(years=1))
    for figure, value in oracle.month_figures(demo.ledger, drawn.setting, month).items():
        assert_same(
            rows[figure],
            {
                "this_month": value,
                "last_month": before[figure],
                "last_year": year_ago[figure],
                "month_change": value - before[figure],
                "year_change": value - year_ago[figure],
                "month_growth": divide(value, before[figure]) - 1,
                "year_growth": divide(value, year_ago[figure]) - 1,
            },
            figure,
        )
    projects = drawn.view.run("last_month_projects")
    events = oracle.month_projects(demo.ledger, drawn.setting, month)
    kept = demo.ledger.ledger_from() <= month
    for event, ids in events.items():
        found = projects.loc[projects["event"] == event, "project_id"]
        assert not found.duplicated().any()
        assert set(found) == (ids if kept else set())


@RANDOM
@given(data=st.data())
def test_the_last_month_is_one_of_the_funnels_months(demo: Published, data: st.DataObject) -> None:
    drawn: Drawn = data.draw(choices(demo.version, whole_year=True))
    rows = by(drawn.view.run("last_month"), "figure")
    month = oracle.last_month(demo.ledger, drawn.setting)
    bounds = {"period_from": month.replace(month=1).date(), "period_to": month.replace(month=12, day=31).date()}
    months = by(drawn.view.run("funnel_months", **bounds), "month")
    if demo.ledger.ledger_from() <= month:
        expected = {
            figure: months[month][figure] for figure in ("started_projects", "funded_projects", "funds_arrived")
        }
        assert_same({figure: rows[figure]["this_month"] for figure in expected}, expected, "funnel_months")
        done = by(drawn.view.run("target_months", year=month.year), "month")[month]["invested"]
        if demo.ledger.key_plan(drawn.setting, month.year).size:
            assert same(rows["invested"]["this_month"], done), "target_months"
