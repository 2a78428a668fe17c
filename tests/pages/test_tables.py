"""Amounts and counts in the pages' tables are grouped by thousands; the values are numbers and not rounded anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.opening import opened, tables
from tests.queries.ledgers import month, plan, project, publish


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(
        project=[project("一", "2023-02-10", "2023-03-10", 9_876), project("二", "2022-02-10", "2022-03-10", 5_000)],
        plan=[plan("一", 2023, 4_321), plan("二", 2022, 3_000)],
        progress=[month("二", "2022-01", 1_500, 1_600), month("一", "2023-04", 2_345, 1_234)],
    )


def formats(app: AppTest) -> dict[str, set[str]]:
    """Column → the formats of its numbers, over all tables of a page."""
    found: dict[str, set[str]] = {}
    for table in app.dataframe:
        for name, config in json.loads(table.proto.columns).items():
            kind = config.get("type_config", {})
            if kind.get("type") in {"number", "progress"}:
                found.setdefault(name, set()).add(kind.get("format"))
    return found


@pytest.mark.parametrize("page", ["overview", "funnel", "industries", "targets"])
def test_every_number_is_grouped(page: str) -> None:
    shown = formats(opened(page))
    assert shown or page == "overview"
    assert all("," in one for kinds in shown.values() for one in kinds), shown


@pytest.mark.parametrize("section", ["版本", "数据质量"])
def test_the_data_pages_numbers_are_grouped(section: str) -> None:
    shown = formats(opened("data", {"section": section}))
    counts = {name: kinds for name, kinds in shown.items() if name not in {"share"}}
    assert counts
    assert all("," in one for kinds in counts.values() for one in kinds), shown


def test_the_months_table_is_grouped_in_chinese_too() -> None:
    table = next(one for one in tables(opened("overview", {"as_of": "2023-04-30"})) if "环比" in one)
    assert table.set_index("指标").loc["到位资金（万元）"].to_list()[0] == "2,345"


def test_values_stay_numbers() -> None:
    app = opened("targets")
    table = next(one.value for one in app.dataframe if "surplus" in one.value)
    assert table["plan"].to_list() == [4_321.0]
