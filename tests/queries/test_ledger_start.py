"""From when on a ledger is kept: what it says of signings does not begin only with its money."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.queries.ledgers import month, project, publish, run


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def begins(signings: list[str], money: list[str]) -> Any:
    publish(
        dt.date(2023, 9, 1),
        project=[project(f"第{number}", day) for number, day in enumerate(signings)],
        progress=[month("第0", when, 10, 10) for when in money],
    )
    return run("cutoff")["ledger_from"].iloc[0]


@pytest.mark.parametrize(
    ("signings", "money", "expected"),
    [
        # Signed from January on, money from April on: the first quarter is kept.
        (["2023-01-10", "2023-02-10"], ["2023-04"], "2023-01-01"),
        # Three years of signings, money of the last one only.
        (["2020-05-01", "2021-02-01", "2022-01-15", "2022-12-01"], ["2023-01"], "2020-05-01"),
        # Twelve months without a signing are still one ledger, thirteen are not.
        (["2021-06-30", "2022-06-01"], ["2022-06"], "2021-06-01"),
        (["2021-05-31", "2022-06-01"], ["2022-06"], "2022-06-01"),
        # One old project that is still listed makes no ledger of its year.
        (["2015-03-01", "2022-05-01"], ["2022-01"], "2022-01-01"),
        # Money before the first signing.
        (["2023-06-01"], ["2023-02"], "2023-02-01"),
        # No money at all.
        (["2022-05-01", "2023-02-01"], [], "2022-05-01"),
    ],
)
def test_the_first_month(signings: list[str], money: list[str], expected: str) -> None:
    assert begins(signings, money) == pd.Timestamp(expected)


def test_the_composition_has_the_quarter_before_the_money() -> None:
    begins(["2023-01-10", "2023-02-10"], ["2023-04"])
    rows = run("industry_quarters").set_index("quarter")
    first = rows.loc[pd.Timestamp(2023, 1, 1)]
    assert first["signed_projects"] == 2
    assert bool(first["is_signed_whole"])
    assert pd.isna(first["funds_arrived"]) or first["funds_arrived"] == 0
    assert not first["is_funds_whole"]


def test_the_year_before_the_money_is_a_base_for_signings_and_none_for_funds() -> None:
    begins(["2022-01-10", "2022-03-10", "2023-02-10"], ["2023-01"])
    row = run("headline", period_from=dt.date(2023, 1, 1), period_to=dt.date(2023, 12, 31)).iloc[0]
    assert (row["signed_projects"], row["last_signed_projects"]) == (1, 2)
    assert pd.isna(row["last_funds_arrived"])


def test_a_ledger_without_anything() -> None:
    assert pd.isna(begins([], []))
