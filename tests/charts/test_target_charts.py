"""The targets page's charts turn into their specification, and say what their rows say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

import charts
from charts.theme import CLICK
from tests.charts.test_charts import MONTHS, NAN, figures
from texts import texts

STEPS = pd.DataFrame(
    {
        "step_kind": ["scheduled", "shortfall", "other_shortfalls", "surplus", "other_surpluses", "invested"],
        "project_id": [None, "P1", None, "P2", None, None],
        "name": ["序时应完成", "<b>甲</b>", "其余2个低于序时的项目", "乙", "其余1个超序时的项目", "完成投资"],
        "amount": [3_645_000.0, -28_334.0, -600_000.0, 13_461.0, 90_000.0, 3_120_127.0],
        "from_amount": [3_645_000.0, 3_645_000.0, 3_616_666.0, 3_016_666.0, 3_030_127.0, 3_120_127.0],
        "to_amount": [3_645_000.0, 3_616_666.0, 3_016_666.0, 3_030_127.0, 3_120_127.0, 3_120_127.0],
    }
)
QUARTERS = pd.DataFrame(
    {
        "quarter": [1, 2, 3, 4],
        "months": [3, 2, 0, 0],
        "last_month": [MONTHS[2], MONTHS[4], pd.NaT, pd.NaT],
        "quarter_plan": [1_215_000.0] * 4,
        "quarter_scheduled": [1_215_000.0, 810_000.0, 0.0, 0.0],
        "quarter_invested": [759_994.0, 900_000.0, NAN, NAN],
        "schedule_rate": [0.6255, 1.1111, NAN, NAN],
        "quarter_growth": [0.288, NAN, NAN, NAN],
    }
)


def funds_of(counted: int, *, last_year: bool = True) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "month": MONTHS,
            "cumulative_funds": [float(number * 50_000) if number <= counted else NAN for number in range(1, 13)],
            "last_cumulative_funds": [number * 49_000.0 if last_year else NAN for number in range(1, 13)],
            "cumulative_scheduled": [number * 120_000.0 for number in range(1, 13)],
        }
    )


def built() -> Iterator[tuple[str, Any, pd.DataFrame, dict[str, Any]]]:
    yield "waterfall", charts.waterfall, STEPS, {}
    yield "waterfall on schedule", charts.waterfall, STEPS.iloc[[0, -1]].assign(to_amount=5.0, from_amount=5.0), {}
    yield "quarters", charts.quarters, QUARTERS, {}
    yield "quarters of no plan", charts.quarters, QUARTERS.assign(quarter_plan=0.0, quarter_scheduled=0.0), {}
    for counted in (0, 1, 9, 12):
        for against in (True, False):
            yield f"funds {counted} {against}", charts.funds, funds_of(counted), {"is_against_plan": against}
    yield "funds without last year", charts.funds, funds_of(9, last_year=False), {"is_against_plan": False}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", list(built()), ids=lambda case: case[0])
def test_a_chart_is_a_whole_specification(
    case: tuple[str, Any, pd.DataFrame, dict[str, Any]], language: Any, theme: str
) -> None:
    _name, build, rows, more = case
    t, palette = texts(language), charts.PALETTES[theme]
    spec = charts.finish(build(rows.copy(), t, palette, t.scale(pd.Series([1e5])), **more), palette, 300)
    text = json.dumps(spec, ensure_ascii=False)
    assert spec["layer"]
    assert "NaN" not in text
    assert language == "en" or "¥" not in text


def test_a_step_is_written_with_its_sign_and_drawn_from_where_the_last_one_ended() -> None:
    t, palette = texts("zh"), charts.PALETTES["light"]
    spec = charts.finish(charts.waterfall(STEPS, t, palette, t.scale(STEPS["amount"])), palette, 300)
    rows = figures(spec)
    assert [row["figure"] for row in rows] == ["364.5", "−2.8", "−60.0", "+1.3", "+9.0", "312.0"]
    assert [row["from_amount"] for row in rows[1:]] == [row["to_amount"] for row in rows[:-1]]
    assert [row["dash"] for row in rows[1:-1]] == ["dashed", "dashed", "solid", "solid"]
    assert f'"name": "{CLICK}"' in json.dumps(spec), "a step opens its projects"


def test_the_waterfalls_ends_are_bars_from_nought_with_a_gap_where_the_scale_is_cut() -> None:
    # Drawn from 0 to one scale the steps of 3 in 360 would be hairs: the bars are cut, and that is seen.
    t, palette = texts("zh"), charts.PALETTES["light"]
    spec = charts.finish(charts.waterfall(STEPS, t, palette, t.scale(STEPS["amount"])), palette, 300)
    rows = figures(spec)
    assert [row["from_at"] for row in rows if row["is_end"]] == [0.0, 0.0]
    assert [row["is_cut"] for row in rows] == [row["is_end"] for row in rows]
    places = [(row[f"{end}_amount"], row[f"{end}_at"]) for row in rows for end in ("from", "to")]
    steps = [place for place in places if place[1] > 0]
    (least, at), (most, far) = min(steps), max(steps)
    per_unit = (far - at) / (most - least)
    assert all(place == pytest.approx(at + (amount - least) * per_unit) for amount, place in steps), "to one scale"
    assert rows[0]["cut_to"] < at, "the gap is before the first step"
    gap = [layer for layer in spec["layer"] if {"filter": "datum.is_cut"} in layer.get("transform", [])]
    assert len(gap) == 3


def test_a_waterfall_that_comes_near_nought_is_not_cut() -> None:
    t, palette = texts("zh"), charts.PALETTES["light"]
    scaled = STEPS.assign(from_amount=STEPS["from_amount"] - 3_000_000, to_amount=STEPS["to_amount"] - 3_000_000)
    rows = figures(charts.finish(charts.waterfall(scaled, t, palette, t.scale(STEPS["amount"])), palette, 300))
    assert not any(row["is_cut"] for row in rows)
    places = [(row[f"{end}_amount"], row[f"{end}_at"]) for row in rows[1:-1] for end in ("from", "to")]
    assert all(at / amount == pytest.approx(places[0][1] / places[0][0]) for amount, at in places), "from 0"


def test_a_step_that_is_some_is_not_written_as_none() -> None:
    t, palette = texts("zh"), charts.PALETTES["light"]
    small = STEPS.assign(amount=[*STEPS["amount"][:3], 200.0, *STEPS["amount"][4:]])
    rows = figures(charts.finish(charts.waterfall(small, t, palette, t.scale(STEPS["amount"])), palette, 300))
    assert [row["figure"] for row in rows][:4] == ["364.5", "−2.83", "−60.00", "+0.02"]


def test_a_quarter_says_how_far_it_has_come() -> None:
    t, palette = texts("zh"), charts.PALETTES["light"]
    rows = figures(charts.finish(charts.quarters(QUARTERS, t, palette, t.scale(pd.Series([1e6]))), palette, 160))
    assert [row["label"] for row in rows] == ["第一季度", "第二季度（截至5月）", "第三季度", "第四季度"]
    assert [row["figures"] for row in rows] == [
        "76.0 / 121.5\u200262.6%\u2002同比增长28.8%",
        "90.0 / 81.0\u2002111.1%",
        "未开始，全季任务121.5",
        "未开始，全季任务121.5",
    ]


def test_funds_are_held_against_the_plan_only_where_asked() -> None:
    t, palette = texts("zh"), charts.PALETTES["light"]
    money = t.scale(pd.Series([1e6]))

    def text(*, against: bool) -> str:
        picture = charts.funds(funds_of(9), t, palette, money, is_against_plan=against)
        return json.dumps(charts.finish(picture, palette, 300), ensure_ascii=False)

    assert "到位45.0" in text(against=True)
    assert "年度计划144" in text(against=True)
    assert "年度计划" not in text(against=False)
    assert "序时1" not in text(against=False)
    assert "去年58.8" in text(against=False)
