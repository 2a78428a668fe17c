"""A ledger laid over a version: three readable rows and the rows expected."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest

from data import model
from data.publishing.updating import contradictions, updated
from tests.data import small
from tests.data.small import tables

BASE = tables(small.THREE)


def laid_over(base: model.Tables = BASE, **rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {name: table.to_pylist() for name, table in updated(base, tables(rows)).items()}


def project(project_id: str, **more: Any) -> dict[str, Any]:
    """As a ledger without most columns gives it."""
    row = {"project_id": project_id, "name": "航空紧固件", "industry": "航空航天", "unit": "责任单位一"}
    return row | {"agreement": "正式", "planned_investment": 0} | more


def test_nothing_laid_over_changes_nothing() -> None:
    small.assert_equal(updated(BASE, model.no_rows()), BASE)
    small.assert_equal(updated(model.no_rows(), BASE), BASE)
    small.assert_equal(updated(BASE, BASE), BASE)


def test_a_blank_keeps_and_a_value_wins() -> None:
    (row,) = [row for row in laid_over(project=[project("007", unit="责任单位三", remarks="新")])["project"]
              if row["project_id"] == "007"]  # fmt: skip
    assert row["unit"] == "责任单位三"
    assert row["remarks"] == "新"
    assert row["started_on"] == dt.date(2022, 6, 1)
    assert row["activity_id"] == "A1"
    assert row["planned_investment"] == Decimal("12000.50"), "a ledger without the column says 0 everywhere"
    assert row["is_four_new"], "and 否"


def test_a_column_that_says_something_wins_with_its_noughts_too() -> None:
    rows = laid_over(project=[project("007"), project("008", planned_investment=5, is_four_new=True)])["project"]
    found = {row["project_id"]: (row["planned_investment"], row["is_four_new"]) for row in rows}
    assert found["007"] == (0, False)
    assert found["008"] == (5, True)
    assert set(found) == {"007", "008", "1e5", "P-3"}


def test_other_columns_are_merged_heading_by_heading() -> None:
    rows = laid_over(project=[project("007", extra='{"镇街": "另一街道", "能耗": 1}'), project("P-3")])["project"]
    found = {row["project_id"]: row["extra"] and json.loads(row["extra"]) for row in rows}
    assert found["007"] == {"镇街": "另一街道", "占地（亩）": 12.5, "批次": 3, "能耗": 1}
    assert found["P-3"] == {"批次": 4, "复核": True}
    assert found["1e5"] is None


def test_kinds_of_a_project_are_replaced_where_any_is_given() -> None:
    more = BASE | {"project_kind": tables({"project_kind": [{"project_id": "1e5", "kind": "央企"}]})["project_kind"]}
    rows = laid_over(more, project_kind=[{"project_id": "007", "kind": "行业龙头"}])["project_kind"]
    assert [(row["project_id"], row["kind"]) for row in rows] == [("007", "行业龙头"), ("1e5", "央企")]
    assert len(laid_over(project=[project("007")])["project_kind"]) == 2


def test_credit_of_a_project_is_replaced_where_any_is_given() -> None:
    """Else the old landing unit's whole share would stand beside the new ones."""
    base = tables(small.WHOLE)
    given = [
        {"project_id": "007", "unit": "责任单位三", "role": "落地", "share": Decimal("0.4")},
        {"project_id": "007", "unit": "责任单位二", "role": "引荐", "share": Decimal("0.6")},
    ]
    rows = laid_over(base, credit=given)["credit"]
    assert [(row["project_id"], row["unit"], row["share"]) for row in rows] == [
        ("007", "责任单位三", Decimal("0.4")),
        ("007", "责任单位二", Decimal("0.6")),
        ("P-3", "责任单位三", Decimal(1)),
    ]
    assert len(laid_over(base, project=[project("007")])["credit"]) == 3


def test_an_exemption_is_extended_and_an_exclusion_of_everything_stays_apart() -> None:
    base = tables(small.WHOLE)
    more = {"project_id": "007", "rule": "behind", "reason": "仍未到货", "until_on": dt.date(2023, 12, 31)}
    found = laid_over(base, exemption=[more], exclusion=[{"project_id": "007", "reason": "区内企业"}])
    assert [(row["rule"], row["until_on"]) for row in found["exemption"]] == [
        ("behind", dt.date(2023, 12, 31)),
        ("blocked", dt.date(2023, 12, 31)),
    ]
    assert {(row["project_id"], row["indicator"]) for row in found["exclusion"]} == {
        ("007", None), ("007", "invested"), ("1e5", None),
    }  # fmt: skip


def month(when: str, **amounts: float) -> dict[str, Any]:
    return {"project_id": "007", "month": dt.date.fromisoformat(f"{when}-01"), **amounts}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([month("2022-07", invested=7)], {"2022-07": (100.25, 7), "2023-08": (0, 3)}),
        ([month("2022-07", funds_arrived=90)], {"2022-07": (90, 0), "2023-08": (0, 3)}),
        # The month's funds are reported (of another project): this one's nought is meant.
        (
            [month("2022-07"), {"project_id": "P-3", "month": dt.date(2022, 7, 1), "funds_arrived": 1}],
            {"2022-07": (0, 0), "2023-08": (0, 3)},
        ),
        ([month("2023-09", funds_arrived=1, invested=2)],
         {"2022-07": (100.25, 0), "2023-08": (0, 3), "2023-09": (1, 2)}),
    ],
    ids=["funds kept", "funds replaced", "nought", "new month"],
)  # fmt: skip
def test_a_month_keeps_the_measure_that_is_not_reported(
    given: list[dict[str, Any]], expected: dict[str, tuple[float, float]]
) -> None:
    rows = [row for row in laid_over(progress=given)["progress"] if row["project_id"] == "007"]
    found = {f"{row['month']:%Y-%m}": (float(row["funds_arrived"]), float(row["invested"])) for row in rows}
    assert found == expected


def test_a_reporting_day_stays_where_none_is_given() -> None:
    rows = laid_over(progress=[month("2023-08", invested=9)])["progress"]
    assert [row["reported_on"] for row in rows if row["month"] == dt.date(2023, 8, 1)] == [dt.date(2023, 9, 3)]


def test_blank_is_a_value_of_a_targets_key() -> None:
    rows = laid_over(
        target=[
            {"year": 2024, "indicator": "signed_projects", "amount": 200},
            {"year": 2024, "indicator": "invested", "amount": 7},
        ]
    )["target"]
    found = {(row["indicator"], row["unit"], row["industry"]): int(row["amount"]) for row in rows}
    assert found == {
        ("signed_projects", None, None): 200,
        ("invested", None, None): 7,
        ("invested", "责任单位一", None): 4860000,
    }


def test_a_plan_keeps_its_adjustment_where_the_ledger_is_silent() -> None:
    plan = {"project_id": "1e5", "year": 2023, "nature": "新建", "amount": 500}
    before = BASE | {
        "plan": tables({"plan": [plan | {"original_amount": 400, "adjusted_on": dt.date(2023, 5, 1)}]})["plan"]
    }
    (row,) = laid_over(before, plan=[plan | {"amount": 450}])["plan"]
    assert (row["amount"], row["original_amount"], row["adjusted_on"]) == (450, 400, dt.date(2023, 5, 1))


def test_two_sound_rows_that_contradict_each_other_are_found() -> None:
    ended = project("007", terminated_on=dt.date(2022, 1, 1), termination_reason="退出")
    made = updated(BASE, tables({"project": [ended]}))
    assert list(contradictions(made)) == [("project", "007", "terminated_before_signed")]
    assert not list(contradictions(BASE))
