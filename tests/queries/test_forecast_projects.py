"""The key projects that the year's end is learned of, on three readable rows: of which years they are asked for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import queries
from tests.queries.ledgers import WHOLE, month, plan, project, publish
from tests.queries.test_reader import MORE


@pytest.fixture(autouse=True)
def three_years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))
    publish(
        dt.date(2023, 6, 1),
        project=[project("甲", None, "2020-05-01")],
        plan=[plan("甲", 2021, 100, "续建"), plan("甲", 2022, 200, "续建"), plan("甲", 2023, 300, "续建")],
        progress=[month("甲", "2021-12", 0, 10), month("甲", "2022-05", 0, 20), month("甲", "2022-12", 0, 40),
                  month("甲", "2023-05", 0, 70)],
    )  # fmt: skip


@pytest.mark.parametrize("way", ["short", "long"])
@pytest.mark.parametrize(
    ("from_year", "year", "expected"),
    [
        (None, 2023, [(2021, 100, 0, 10), (2022, 200, 20, 40), (2023, 300, 70, 0)]),
        (None, 2022, [(2021, 100, 0, 10), (2022, 200, 20, 40)]),
        (2022, 2023, [(2022, 200, 20, 40), (2023, 300, 70, 0)]),
        (2022, 2022, [(2022, 200, 20, 40)]),
        (2023, 2023, [(2023, 300, 70, 0)]),
        (2024, 2024, []),
    ],
)
def test_each_year_has_its_plan_and_its_own_months(
    from_year: int | None, year: int, expected: list[tuple[int, ...]], way: queries.Way
) -> None:
    params: dict[str, Any] = WHOLE | MORE | {"as_of": dt.date(2023, 6, 30), "year": year, "from_year": from_year}
    bound = {key: params[key] for key in queries.parameters("forecast_projects", is_lit=False)}
    version = queries.ask("version")["version"].item()
    rows = queries._execute(version, "forecast_projects", bound, way=way)
    assert [tuple(row) for row in rows[["year", "amount", "done_5", "done_12"]].to_numpy(dtype=int)] == expected
