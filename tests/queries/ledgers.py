"""Ledgers of a few readable rows, published, and the parameters of a view of the whole zone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

import queries
from data import versions
from data.limits import Lights
from data.versions import store_folder
from tests import kept_stores
from tests.data import small

Rows = dict[str, list[dict[str, Any]]]
WHOLE: dict[str, Any] = {
    "as_of": dt.date(2023, 9, 30),
    "year": 2023,
    "period_from": dt.date(2023, 1, 1),
    "period_to": dt.date(2023, 12, 31),
    "bound_units": None,
    "project_ids": None,
    "industries": None,
    "units": None,
    "kinds": None,
    "channels": None,
    "leaders": None,
    "min_planned": None,
    "below_planned": None,
    "agreement": None,
    "matured_days": 180,
    "report_days": 10,
    **Lights().numbers(),
    "behind_basis": "points",
    "weight_q1": 25.0,
    "weight_q2": 25.0,
    "weight_q3": 25.0,
    "weight_q4": 25.0,
}


def project(
    name: str, signed: str | None, started: str | None = None, planned: float = 20_000, **more: Any
) -> dict[str, Any]:
    """A project row; dates as 2023-01-05."""
    row = {
        "project_id": name,
        "name": name,
        "industry": "新材料",
        "unit": "责任单位一",
        "agreement": "正式",
        "planned_investment": planned,
        "signed_on": signed and dt.date.fromisoformat(signed),
        "started_on": started and dt.date.fromisoformat(started),
    }
    return row | more


def month(name: str, when: str, funds: float = 0, invested: float = 0) -> dict[str, Any]:
    """A progress row; the month as 2023-04."""
    return {
        "project_id": name,
        "month": dt.date.fromisoformat(f"{when}-01"),
        "funds_arrived": funds,
        "invested": invested,
    }


def plan(name: str, year: int, amount: float, nature: str = "续建", **more: Any) -> dict[str, Any]:
    return {"project_id": name, "year": year, "nature": nature, "amount": amount} | more


def publish(months_through: dt.date = dt.date(2023, 9, 1), **rows: list[dict[str, Any]]) -> str:
    """Publish tables given by name; return the version. In an empty store it is a copy of what was published before."""
    if store_folder.store_dir().exists():
        return _published(months_through, rows)
    made: str = kept_stores.copied(_told(months_through, rows), lambda: _published(months_through, rows))
    return made


def only_read(patch: pytest.MonkeyPatch, **rows: list[dict[str, Any]]) -> str:
    """The same for a test that publishes nothing: what is kept of these rows serves all tests that read them."""
    through = dt.date(2023, 9, 1)
    made: str = kept_stores.only_read(patch, _told(through, rows), lambda: _published(through, rows))
    return made


def _told(months_through: dt.date, rows: Rows) -> str:
    return repr((months_through, sorted(rows.items())))


def _published(months_through: dt.date, rows: Rows) -> str:
    return versions.publish(
        small.tables(rows),
        source_file="三行.xlsx",
        source_sha256=None,
        months_through=months_through,
        is_demo=False,
        who="测试",
        base=versions.current(),
    )


def run(name: str, **changed: Any) -> pd.DataFrame:
    """The query for the whole zone, with some parameters changed."""
    return queries.run(name, **(WHOLE | changed))
