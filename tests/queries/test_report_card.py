"""The published figures: recomputed by pandas, by SQL, and held against what was published."""

from __future__ import annotations

import csv
import datetime as dt
import math
from pathlib import Path

import pandas as pd
import pytest

import queries
from tests.demo_ledger import Published
from tests.queries.ledgers import WHOLE, month, project, publish, run

PUBLISHED = Path(__file__).parents[2] / "data" / "published.csv"


def card(version: str, year: int, as_of: dt.date) -> pd.DataFrame:
    rows = queries.run("report_card", version=version, **(WHOLE | {"as_of": as_of}), fact_year=year)
    return rows.set_index("indicator")


def test_every_published_row_is_in_the_data(demo: Published) -> None:
    with PUBLISHED.open(encoding="utf-8") as file:
        expected = {(row["year"], row["indicator"]): float(row["amount"]) for row in csv.DictReader(file)}
    found = {}
    for year in (2021, 2022, 2023):
        rows = card(demo.version, year, dt.date(year, 12, 31))
        found |= {(str(year), indicator): row["amount"] for indicator, row in rows.iterrows()}
    assert found == expected


def test_2022_equals_pandas_and_the_article(demo: Published) -> None:
    rows = card(demo.version, 2022, dt.date(2022, 12, 31))
    expected = demo.ledger.report_card(2022)
    for indicator, value in expected.items():
        assert math.isclose(rows.loc[indicator, "computed"], value, rel_tol=1e-12), indicator
    assert {key: expected[key] for key in ("signed_projects", "projects_over_100m", "projects_over_1b")} == {
        "signed_projects": 177, "projects_over_100m": 88, "projects_over_1b": 15,
    }  # fmt: skip
    assert (expected["top_500_projects"], expected["four_new_projects"]) == (16, 38)
    assert (expected["promotion_events"], round(expected["funds_arrived"], 9)) == (625, 218)
    assert expected["planned_investment"] > 700
    assert 65 <= expected["start_rate"] < 70
    assert expected["investor_delegations"] >= 1100
    assert rows["difference"].isna().all(), "what agrees has no difference"
    comparable = rows[rows["agrees"].notna()]
    assert len(comparable) == 13
    assert comparable["agrees"].all()


@pytest.mark.parametrize("indicator", ["funds_arrived", "projects_over_100m", "projects_over_1b"])
def test_growth_is_of_the_derived_2021(demo: Published, indicator: str) -> None:
    before, now = demo.ledger.report_card(2021)[indicator], demo.ledger.report_card(2022)[indicator]
    row = card(demo.version, 2022, dt.date(2022, 12, 31)).loc[f"{indicator}_growth"]
    assert round((now / before - 1) * 100, 4) == row["amount"]
    assert row["agrees"]
    derived = card(demo.version, 2021, dt.date(2021, 12, 31)).loc[indicator]
    assert derived["standing"] == "derived"
    assert derived["agrees"]
    assert math.isclose(derived["computed"], before)


def test_the_plan_of_2023(demo: Published) -> None:
    rows = card(demo.version, 2023, dt.date(2023, 9, 30))
    assert rows["computed"].to_dict() == {"annual_plan": 486, "key_projects": 243, "key_projects_investment": 1853}
    assert rows["agrees"].all()


def test_what_no_table_carries_is_not_computed(demo: Published) -> None:
    rows = card(demo.version, 2022, dt.date(2022, 12, 31))
    quoted = set(rows.index[rows["computed"].isna()])
    assert quoted == {"city_share_top_500_and_four_new", "city_rank", "signing_events", "listed_introductions"}


def test_a_ledger_that_disagrees_says_so(demo: Published) -> None:
    # As of an earlier day the year's figures are not reached yet.
    rows = card(demo.version, 2022, dt.date(2022, 9, 30))
    assert not rows.loc["signed_projects", "agrees"]
    assert rows.loc["signed_projects", "computed"] == 133
    assert rows.loc["signed_projects", "difference"] == 133 - 177
    assert rows.loc["start_rate", "difference"] == pytest.approx(rows.loc["start_rate", "computed"] - 70)
    assert rows.loc["four_new_projects", "difference"] < 0


@pytest.mark.parametrize(("arrived", "agrees"), [(2_183_000, True), (2_184_999, True), (2_186_000, False)])
def test_an_amount_published_as_a_whole_number_agrees_when_it_rounds_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arrived: float, agrees: bool
) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    fact = {"year": 2022, "relation": "=", "standing": "published", "source": "报道", "zh": "数"}
    version = publish(
        project=[project("一", "2022-02-01"), project("二", "2022-03-01")],
        progress=[month("一", "2022-01", 1), month("一", "2022-05", arrived - 1)],
        published_fact=[
            fact | {"indicator": "funds_arrived", "amount": 218, "unit_of_measure": "100M yuan"},
            fact | {"indicator": "signed_projects", "amount": 3, "unit_of_measure": "projects"},
        ],
    )
    rows = card(version, 2022, dt.date(2022, 12, 31))
    assert bool(rows.loc["funds_arrived", "agrees"]) is agrees
    assert not rows.loc["signed_projects", "agrees"], "a count is exact"


def test_a_ledger_that_does_not_carry_the_year_computes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    fact = {"year": 2022, "relation": "=", "standing": "published", "source": "报道", "zh": "数"}
    version = publish(
        project=[project("一", "2022-05-01")],
        progress=[month("一", "2022-05", 1)],
        published_fact=[fact | {"indicator": "signed_projects", "amount": 3, "unit_of_measure": "projects"}],
    )
    row = card(version, 2022, dt.date(2022, 12, 31)).loc["signed_projects"]
    assert row[["computed", "agrees", "difference"]].isna().all()
    assert run("cutoff")["ledger_from"].iloc[0] == pd.Timestamp(2022, 5, 1)
