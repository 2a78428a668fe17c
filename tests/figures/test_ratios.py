"""What is made of parts: three readable rows, missing and withheld parts; and once more in plain pandas."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from figures.ratios import made_of_parts, with_ratios
from texts.withheld import WITHHELD, is_withheld

NAN = float("nan")


def test_three_rows() -> None:
    rows = pd.DataFrame(
        {
            "started_projects": [3, 0, 0], "formal_projects": [4, 5, 0],
            "plan": [200.0, 100.0, 0.0], "invested": [150.0, 120.0, 7.0], "due_share": [0.5, 0.75, 0.75],
            "last_invested": [100.0, NAN, 0.0], "signed_projects": [4, 5, 0], "last_signed_projects": [6, 5, 0],
        }
    )  # fmt: skip
    codes = ["start_rate", "completion_rate", "points_ahead", "remaining", "growth", "signed_change"]
    made = with_ratios(rows, codes)
    assert list(made) == [*rows, *codes], "what the query answered stays, the ratios stand after it"
    assert made["start_rate"].fillna(-1).to_list() == [0.75, 0.0, -1]
    assert made["completion_rate"].fillna(-1).to_list() == [0.75, 1.2, -1]
    assert made["points_ahead"].fillna(-1).to_list() == [25.0, (1.2 - 0.75) * 100, -1]
    assert made["remaining"].to_list() == [50.0, 0.0, 0.0], "what is left is never below 0"
    assert made["growth"].fillna(-1).to_list() == [0.5, -1, -1]
    assert made["signed_change"].to_list() == [-2, 0, 0]
    assert made["signed_change"].dtype == "int64"
    plain = pd.DataFrame({
        "start_rate": rows["started_projects"] / rows["formal_projects"].where(rows["formal_projects"] != 0),
        "completion_rate": rows["invested"] / rows["plan"].where(rows["plan"] != 0),
        "remaining": (rows["plan"] - rows["invested"]).clip(lower=0),
        "growth": rows["invested"] / rows["last_invested"].where(rows["last_invested"] != 0) - 1,
        "signed_change": rows["signed_projects"] - rows["last_signed_projects"],
    })  # fmt: skip
    plain["points_ahead"] = (plain["completion_rate"] - rows["due_share"]) * 100
    pd.testing.assert_frame_equal(made[codes], plain[codes])


def test_a_change_of_start_rate_is_in_points() -> None:
    rows = pd.DataFrame({"started_projects": [3], "formal_projects": [4], "last_start_rate": [0.5]})
    assert with_ratios(rows, ["start_rate_change", "start_rate"])["start_rate_change"].to_list() == [25.0]


def test_counts_that_may_be_missing_stay_whole() -> None:
    last = pd.array([2, None], dtype="Int64")
    made = with_ratios(pd.DataFrame({"signed_projects": [5, 5], "last_signed_projects": last}), ["signed_change"])
    assert made["signed_change"].dtype == "Int64"
    assert made["signed_change"].isna().to_list() == [False, True]
    assert made["signed_change"].iloc[0] == 3


@pytest.mark.parametrize(
    ("over", "under", "expected"),
    [
        (WITHHELD, 4.0, "withheld"), (3.0, WITHHELD, "withheld"), (WITHHELD, WITHHELD, "withheld"),
        (WITHHELD, NAN, "missing"), (NAN, WITHHELD, "missing"), (WITHHELD, 0.0, "missing"), (3.0, 4.0, "shown"),
    ],
)  # fmt: skip
def test_of_a_withheld_part_nothing_is_shown(over: float, under: float, expected: str) -> None:
    rows = pd.DataFrame(
        {"started_projects": [over, 1.0], "formal_projects": [under, 2.0], "last_start_rate": [0.5, 0.5],
         "start_rate": [0.123, 0.5], "start_rate_change": [-37.7, 0.0]}
    )  # fmt: skip
    # Named in an order in which the rate, made before, would still stand there when its change is made.
    made = with_ratios(rows, ["start_rate_change", "start_rate"])
    for code in ("start_rate", "start_rate_change"):
        value = float(made[code].iloc[0])
        assert (is_withheld(value), math.isnan(value)) == (expected == "withheld", expected != "shown"), code
    assert made["start_rate"].iloc[1] == 0.5
    assert list(made) == list(rows), "what stands in the rows keeps its place"


def test_what_is_made_of_others_of_its_row_is_found() -> None:
    rows = pd.DataFrame(columns=["formal_projects", "start_rate", "started_projects", "completion_rate", "invested"])
    assert made_of_parts(rows) == ["start_rate"]


def test_no_rows_and_no_ratios() -> None:
    empty = pd.DataFrame({"top_3": pd.Series(dtype="float64"), "total": pd.Series(dtype="float64")})
    assert with_ratios(empty, ["top_3_share"])["top_3_share"].dtype == "float64"
    assert with_ratios(empty, []) is empty


def test_a_part_that_is_no_column_is_said() -> None:
    with pytest.raises(KeyError, match="formal_projects"):
        with_ratios(pd.DataFrame({"started_projects": [1]}), ["start_rate"])
