"""The heat map of signing months and the funnels side by side: figures, marks for the few, whole specifications."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

import charts
from charts.cohorts import shown
from texts import texts

NAN = float("nan")


def cohorts(
    first: int, months: int, projects: int = 8, *, has_money: bool = True, start: str = "2023-01-01"
) -> pd.DataFrame:
    """`first` signing months, the earliest `months` old; and the rows of all of them."""
    rows = [
        {
            "signed_month": pd.Timestamp(start) + pd.DateOffset(months=at),
            "months_since": since,
            "read_on": pd.Timestamp(start) + pd.DateOffset(months=at + since) + pd.offsets.MonthEnd(0),
            "formal_projects": projects - at,
            "formal_planned": 10_000.0,
            "started_projects": min(since, projects - at),
            "start_rate": min(since, projects - at) / (projects - at) if projects > at else NAN,
            "known_projects": projects - at,
            "known_planned": 10_000.0,
            "arrived_of_signed": since * 30.0 if has_money else NAN,
            "arrival_rate": since * 0.003 if has_money else NAN,
        }
        for at in range(first)
        for since in range(months - at)
    ]
    whole = [
        row | {"signed_month": pd.NaT, "read_on": pd.NaT, "formal_projects": 20, "known_projects": 20}
        for row in rows[:months]
    ]
    return pd.DataFrame(rows + whole)


GROUPS = pd.DataFrame(
    {
        "label": ["新材料", "<b>甲</b>", "未注明"],
        "formal_projects": [12, 4, 1],
        "started_projects": [8, 0, 1],
        "funded_projects": [6, 0, 1],
        "terminated_projects": [0, 1, 0],
        "formal_planned": [2e6, 5e4, 0.0],
        "started_planned": [1e6, 0.0, 0.0],
        "funded_planned": [8e5, 0.0, 0.0],
        "arrived_of_signed": [4e5, 3.0, 0.0],
        "arrived_of_funded": [4e5, 0.0, 0.0],
        "start_rate": [8 / 12, 0.0, 1.0],
        "arrival_rate": [0.2, 0.00006, NAN],
        "median_days_to_start": [74.5, NAN, 12.0],
        "timed_projects": [8, 0, 1],
    }
)


def built() -> Iterator[tuple[str, Any, pd.DataFrame, dict[str, Any]]]:
    for share in ("started", "arrived"):
        yield f"{share}, a year under way", charts.cohorts, cohorts(6, 9), {"share": share}
        yield f"{share}, long ago", charts.cohorts, cohorts(3, 30), {"share": share}
        yield f"{share}, one project", charts.cohorts, cohorts(1, 2, 1), {"share": share}
    yield "without money", charts.cohorts, cohorts(3, 4, has_money=False), {"share": "arrived"}
    yield "side by side", charts.funnels, GROUPS, {}
    yield "one name", charts.funnels, GROUPS.tail(1), {}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", list(built()), ids=lambda case: case[0])
def test_a_chart_is_a_whole_specification(
    case: tuple[str, Any, pd.DataFrame, dict[str, Any]], language: Any, theme: str
) -> None:
    _name, build, rows, more = case
    palette = charts.PALETTES[theme]
    spec = charts.finish(build(rows.copy(), texts(language), palette, **more), palette, 300)
    text = json.dumps(spec, ensure_ascii=False)
    assert spec["layer"]
    assert "http" not in text.replace("https://vega.github.io/schema", "")
    assert "NaN" not in text
    assert spec["params"][0]["name"] == "click", "the chart's marks can be clicked"
    if language == "zh":
        assert "¥" not in text


def cells(rows: pd.DataFrame, share: Any) -> dict[tuple[str, int], dict[str, Any]]:
    spec = charts.finish(
        charts.cohorts(rows, texts("zh"), charts.PALETTES["light"], share), charts.PALETTES["light"], 9
    )
    drawn = [row for data in spec["datasets"].values() for row in data if "signing" in row]
    return {(row["signing"], row["months_since"]): row for row in drawn}


def test_every_cell_has_its_figure_and_few_are_not_shaded() -> None:
    found = cells(cohorts(6, 9), "started")
    assert found["2023-01", 3]["figure"] == "38"  # 3 of 8
    assert (found["2023-01", 3]["exact"], found["2023-01", 3]["over"], found["2023-01", 3]["of"]) == (
        "37.5%", "3个", "8个",
    )  # fmt: skip
    assert found["2023-01", 3]["read"] == "2023年4月30日"
    assert found["2023-04", 1]["is_compared"], "five are compared"
    assert not found["2023-05", 1]["is_compared"], "four are not"
    assert ("2023-06", 4) not in found, "what has not happened is no cell"
    assert found["", 2]["read"] == "—", "all months have no one day"


def test_what_is_not_quite_nothing_does_not_look_so() -> None:
    found = cells(cohorts(1, 3), "arrived")
    assert [found["2023-01", since]["figure"] for since in range(3)] == ["0", "<1", "1"]
    almost = cohorts(1, 1).assign(start_rate=0.997)
    assert cells(almost, "started")["2023-01", 0]["figure"] == ">99"


def test_after_a_year_only_milestones_are_shown() -> None:
    assert shown(cohorts(1, 12)) == list(range(12))
    assert shown(cohorts(1, 21)) == [0, 1, 2, 3, 6, 9, 12, 18]


def test_side_by_side_figures_are_written_as_in_sentences() -> None:
    palette = charts.PALETTES["light"]
    spec = charts.finish(charts.funnels(GROUPS, texts("zh"), palette), palette, 200)
    rows = [row for data in spec["datasets"].values() for row in data if "label" in row]
    assert [row["start_rate_text"] for row in rows] == ["66.7%", "0.0%", "100.0%"]
    assert [row["arrival_rate_text"] for row in rows] == ["20.0%", "0.0%", "—"]
    assert [row["is_few"] for row in rows] == [False, True, True]
    assert [row["days"] for row in rows] == ["中位用时75天（8个项目）", "—", "中位用时12天（1个项目）"]
    assert rows[0]["funded_words"] == "6个，实际到位40.0亿元（计划总投资80.0亿元）"
    heads = [row["text"] for data in spec["datasets"].values() for row in data if "text" in row]
    assert heads == ["签约", "开工", "到位", "开工率", "到位率"]
