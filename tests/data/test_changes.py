"""What differs between two states: three readable rows and what is told of them."""

from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa

from data import model
from data.publishing.changes import Changes, Counted, compare
from tests.data import small

BASE = small.tables(small.THREE)


def changed(**rows: list[dict[str, Any]]) -> Changes:
    return compare(BASE, small.tables(small.THREE | rows))


def edited(project_id: str, **values: Any) -> list[dict[str, Any]]:
    return [row | values if row["project_id"] == project_id else row for row in small.THREE["project"]]


def told(changes: Changes) -> list[tuple[str, str, str | None, str | None]]:
    rows = changes.fields.astype(object).where(changes.fields.notna(), None)
    return list(rows[["project_id", "column", "before", "after"]].itertuples(index=False, name=None))


def test_the_same_twice_differs_in_nothing() -> None:
    changes = compare(BASE, BASE)
    assert changes.is_none
    assert changes.tables["project"] == Counted(0, 0, 0, 3)
    assert changes.tables["target"] == Counted(0, 0, 0, 2), "blank is a value of a target's key"
    assert changes.fields.empty
    assert changes.new.empty
    assert changes.gone.empty
    assert changes.headline["funds_arrived"] == (Decimal("100.25"), Decimal("100.25"))


def test_the_first_version_is_all_new() -> None:
    changes = compare(model.no_rows(), BASE)
    assert changes.tables["project"] == Counted(3, 0, 0, 0)
    assert changes.new["project_id"].to_list() == ["007", "1e5", "P-3"]
    assert changes.headline == {
        "projects": (0, 3),
        "signed": (0, 1),
        "started": (0, 1),
        "planned_investment": (0, Decimal("10000000000012000.49")),
        "funds_arrived": (0, Decimal("100.25")),
        "invested": (0, 3),
    }
    assert compare(BASE, model.no_rows()).tables["progress"] == Counted(0, 0, 2, 0)


def test_a_project_is_told_field_by_field() -> None:
    changes = changed(
        project=edited("007", planned_investment=Decimal("13000"), started_on=None, channel=None, is_four_new=False)
    )
    assert told(changes) == [
        ("007", "channel", "以商引商", None),
        ("007", "is_four_new", "true", "false"),
        ("007", "planned_investment", "12000.50", "13000.00"),
        ("007", "started_on", "2022-06-01", None),
    ]
    assert changes.tables["project"] == Counted(0, 1, 0, 2)
    assert changes.headline["started"] == (1, 0)


def test_a_column_of_the_ledgers_own_is_told_by_its_heading() -> None:
    changes = changed(project=edited("007", extra='{"镇街": "另一街道", "批次": 3, "能耗": 1}'))
    assert told(changes) == [
        ("007", "extra.镇街", "某街道", "另一街道"),
        ("007", "extra.占地（亩）", "12.5", None),
        ("007", "extra.能耗", None, "1"),
    ]


def test_projects_that_came_and_went() -> None:
    rows = [row for row in small.THREE["project"] if row["project_id"] != "P-3"]
    one = {"project_id": "新", "name": "新项目", "industry": "其他", "unit": "责任单位一", "agreement": "正式"}
    changes = changed(project=[*rows, one | {"planned_investment": 5, "signed_on": dt.date(2023, 9, 1)}])
    assert changes.gone["name"].to_list() == ["=1+1"]
    assert changes.new[["project_id", "name", "planned_investment", "signed_on"]].to_numpy().tolist() == [
        ["新", "新项目", 5.0, pd.Timestamp("2023-09-01")]
    ]
    assert changes.fields.empty


def test_money_by_month_before_and_after() -> None:
    progress = [
        {"project_id": "007", "month": dt.date(2022, 7, 1), "funds_arrived": Decimal("90")},
        {"project_id": "1e5", "month": dt.date(2023, 9, 1), "invested": Decimal("8")},
    ]
    changes = changed(progress=progress)
    assert changes.months.to_numpy().tolist() == [
        [pd.Timestamp("2022-07-01"), 100.25, 90, 0, 0],
        [pd.Timestamp("2023-08-01"), 0, 0, 3, 0],
        [pd.Timestamp("2023-09-01"), 0, 0, 0, 8],
    ]
    assert changes.months.columns.to_list() == [
        "month", "funds_arrived_before", "funds_arrived_after", "invested_before", "invested_after",
    ]  # fmt: skip
    assert changes.tables["progress"] == Counted(1, 1, 1, 0)
    assert changes.headline["invested"] == (3, 8)


def test_a_hundred_thousand_projects_in_seconds() -> None:
    many = 100_000
    ids = pa.array([f"P{number:06}" for number in range(many)])
    first = BASE["project"].slice(0, 1)
    project = pa.concat_tables([first] * many).set_column(0, "project_id", ids).combine_chunks()
    before = BASE | {"project": project}
    names = pa.array(["别名" if number % 1000 == 0 else "航空紧固件" for number in range(many)])
    after = before | {"project": project.set_column(1, "name", names)}
    began = time.perf_counter()
    changes = compare(before, after)
    assert changes.tables["project"] == Counted(0, 100, 0, many - 100)
    assert len(changes.fields) == 100
    assert time.perf_counter() - began < 10
