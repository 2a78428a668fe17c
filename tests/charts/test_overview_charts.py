"""The charts of the industries page and of the overview's makeup turn into whole specifications."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

import charts
from charts.composition import ARRIVED, SIGNED
from charts.theme import contrast
from texts import texts

NAN = float("nan")
QUARTERS = [pd.Timestamp(2022, 10, 1), pd.Timestamp(2023, 1, 1), pd.Timestamp(2023, 4, 1)]
WHOLE = [True, True, False]


def composition(theme: str) -> pd.DataFrame:
    colours = charts.PALETTES[theme].industries
    return pd.DataFrame(
        {
            "quarter_from": [quarter for quarter in QUARTERS for _ in range(3)],
            "industry": ["新材料", "生物医药", "其他"] * 3,
            "name": ["新材料", "生物医药", "<b>甲</b>"] * 3,
            "colour": [colours[0], colours[1], colours[-1]] * 3,
            "rank": [0, 1, 2] * 3,
            "signed_planned": [60_000.0, 40_000.0, 0.0, 0.0, 0.0, 0.0, 98_000.0, 1_000.0, 1_000.0],
            "planned_share": [0.6, 0.4, 0.0, NAN, NAN, NAN, 0.98, 0.01, 0.01],
            "quarter_planned": [100_000.0] * 3 + [0.0] * 3 + [100_000.0] * 3,
            "is_signed_whole": [whole for whole in WHOLE for _ in range(3)],
            "funds_arrived": [6.0, 4.0, 0.0, 5.0, 0.0, 5.0, NAN, NAN, NAN],
            "funds_share": [0.6, 0.4, 0.0, 0.5, 0.0, 0.5, NAN, NAN, NAN],
            "quarter_funds": [10.0] * 6 + [NAN] * 3,
            "is_funds_whole": [whole for whole in WHOLE for _ in range(3)],
        }
    )


CONCENTRATION = pd.DataFrame(
    {
        "measure": ["signed_planned", "funds_arrived", "invested", "plan"],
        "part": ["甲", "乙", "丙", "丁"],
        "projects": [141, 7, 2, 0],
        "total": [6_124_000.0, 100.0, 10.0, 0.0],
        "top_3_share": [0.157, 0.62, 1.0, NAN],
        "top_10_share": [0.378, 1.0, 1.0, NAN],
    }
)
MAKEUP = pd.DataFrame(
    {
        "dimension": ["size", "size", "channel"],
        "value": ["over_100m", "over_1b", None],
        "part": ["亿元以上", "其中10亿元以上", "未注明"],
        "is_inside": [False, True, False],
        "signed_projects": [76, 13, 0],
        "signed_planned": [5_761_688.0, 2_715_268.0, 0.0],
        "projects_share": [0.539, 0.0922, NAN],
        "planned_share": [0.941, 0.443, NAN],
        "started_projects": [49, 8, 0],
        "last_signed_projects": [60, 10, 0],
    }
)


def own_plan(reported: int, plan: float = 1_200.0) -> pd.DataFrame:
    months = range(1, 13)
    return pd.DataFrame(
        {
            "industry": ["新材料"] * 12,
            "month": [pd.Timestamp(2023, number, 1) for number in months],
            "cumulative_invested": [90.0 * number if number <= reported else NAN for number in months],
            "cumulative_scheduled": [100.0 * number for number in months],
            "completed_share": [90.0 * number / plan if plan and number <= reported else NAN for number in months],
            "due_share": [number / 12 for number in months],
        }
    )


def built(theme: str) -> Iterator[tuple[str, Any, pd.DataFrame, dict[str, Any]]]:
    for name, measure in (("signed", SIGNED), ("arrived", ARRIVED)):
        yield f"composition {name}", charts.composition, composition(theme), {"money": True, "measure": measure}
    yield (
        "composition of one quarter", charts.composition, composition(theme).head(3),
        {"money": True, "measure": SIGNED},
    )  # fmt: skip
    yield "concentration", charts.concentration, CONCENTRATION, {}
    for reported in (0, 1, 9, 12):
        yield f"own plan {reported}", charts.own_plan, own_plan(reported), {"money": True, "top": 1.4}
    yield "own plan without a plan", charts.own_plan, own_plan(9, 0.0), {"money": True, "top": 1.0}
    yield "makeup", charts.makeup, MAKEUP, {}
    yield "makeup without last year", charts.makeup, MAKEUP.assign(last_signed_projects=NAN), {}
    yield "makeup of one", charts.makeup, MAKEUP.tail(1), {}


CASES = [name for name, *_ in built("light")]


def spec_of(case: str, language: Any, theme: str) -> dict[str, Any]:
    _, build, rows, more = next(one for one in built(theme) if one[0] == case)
    t, palette = texts(language), charts.PALETTES[theme]
    if more.get("money"):
        more = more | {"money": t.scale(pd.Series([100_000.0]))}
    return charts.finish(build(rows.copy(), t, palette, **more), palette, 300)


def rows_with(spec: dict[str, Any], field: str) -> list[dict[str, Any]]:
    """The rows of the first data set that has a field."""
    return next(rows for rows in spec["datasets"].values() if rows and field in rows[0])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_a_chart_is_a_whole_specification(case: str, language: Any, theme: str) -> None:
    spec = spec_of(case, language, theme)
    text = json.dumps(spec, ensure_ascii=False)
    assert spec["width"] == "container"
    assert spec["layer"]
    assert [param["name"] for param in spec["params"]] == ["click"], "one layer takes the clicks"
    assert "http" not in text.replace("https://vega.github.io/schema", "")
    assert "NaN" not in text
    if language == "zh":
        assert "¥" not in text


def test_a_quarters_parts_stand_on_each_other() -> None:
    rows = rows_with(spec_of("composition signed", "zh", "light"), "bottom")
    first = [row for row in rows if row["from_on"] == "2022-10-01"]
    assert [(row["bottom"], row["top"]) for row in first] == [(0, 0.6), (0.6, 1), (1, 1)]
    totals = rows_with(spec_of("composition signed", "zh", "light"), "total_text")
    assert [row["total_text"] for row in totals if row["from_on"] == "2022-10-01"] == ["10.0"], "once a bar"
    assert [(row["at"], row["quarter_text"], row["year_text"], row["total_text"]) for row in totals] == [
        (0, "第四季度", "2022年", "10.0"), (1, "第一季度", "2023年", "0.0"), (2, "第二季度", "", "10.0"),
    ], "an empty quarter keeps its place, its name and its year"  # fmt: skip
    assert not [row for row in rows if row["from_on"] == "2023-01-01"], "nothing to share out"
    under_way = [row for row in rows if row["from_on"] == "2023-04-01"]
    assert all(row["is_whole"] and row["fill"] == row["colour"] for row in first)
    assert not any(row["is_whole"] or row["fill"] == row["colour"] for row in under_way), "drawn paler"
    assert first[0]["quarter"] == "2022年第四季度"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("empty", [(0,), (1,), (2,), (1, 2), (0, 1)])
def test_no_bar_and_no_name_leaves_the_picture(theme: str, empty: tuple[int, ...]) -> None:
    """Whatever quarters hold nothing: as many places as quarters, and the names right of all of them."""
    data = composition(theme)
    money = texts("zh").scale(data["quarter_planned"])
    full = data["quarter_from"].map({QUARTERS[0]: 0, QUARTERS[1]: 1, QUARTERS[2]: 2})
    data = data.assign(signed_planned=10_000.0, planned_share=1 / 3, quarter_planned=30_000.0)
    data.loc[full.isin(empty), ["signed_planned", "quarter_planned", "planned_share"]] = [0.0, 0.0, NAN]
    drawing = charts.composition(data, texts("zh"), charts.PALETTES[theme], money, SIGNED)
    for rows in drawing.rows.values():
        assert (rows["quarters"] == 3).all()
    assert sorted(drawing.rows["rows"]["at"].unique()) == [at for at in range(3) if at not in empty]
    assert drawing.rows["quarters"]["at"].to_list() == [0, 1, 2]
    assert drawing.rows["labels"]["from_on"].unique().tolist() == [
        QUARTERS[max(at for at in range(3) if at not in empty)].date().isoformat()
    ]
    width, room = 600.0, float(drawing.rows["rows"]["room"].iloc[0])
    right = (drawing.rows["rows"]["right"] + 0.5) / 3 * (width - min(room, max(width * 0.42, 224)) - 14)
    assert right.max() <= width - room, "bars end before the names begin"


def test_of_very_many_parts_the_largest_are_named() -> None:
    names = [f"产业{number}" for number in range(20)]
    data = pd.DataFrame(
        {
            "quarter_from": [QUARTERS[0]] * 20, "industry": names, "name": names, "colour": ["#1d4f91"] * 20,
            "rank": range(20), "signed_planned": [float(number + 1) for number in range(20)],
            "planned_share": [(number + 1) / 210 for number in range(20)], "quarter_planned": [210.0] * 20,
            "is_signed_whole": [True] * 20,
        }
    )  # fmt: skip
    money = texts("zh").small_scale
    labels = charts.composition(data, texts("zh"), charts.PALETTES["light"], money, SIGNED).rows["labels"]
    assert len(labels) == 16
    assert labels["label"].iloc[0] == "产业4\u2002另有4个"
    assert labels["label_at"].min() >= 0
    assert labels["label_at"].max() <= 1


def test_names_at_the_last_quarter_do_not_lie_on_each_other() -> None:
    spec = spec_of("composition signed", "zh", "light")
    labels = rows_with(spec, "label_at")
    places = sorted(row["label_at"] for row in labels)
    assert len(places) == 3, "also the smallest parts are named"
    assert min(later - earlier for earlier, later in itertools.pairwise(places)) >= 0.0619
    assert places[-1] <= 1
    assert next((row["label"], row["label_share"]) for row in labels) == ("新材料", "98%")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_figures_in_the_bars_can_be_read(theme: str) -> None:
    palette = charts.PALETTES[theme]
    spec = spec_of("composition signed", "zh", theme)
    fills = {(row["from_on"], row["code"]): row["fill"] for row in rows_with(spec, "fill")}
    rows = rows_with(spec, "text_colour")
    assert rows
    for colour in palette.industries:
        assert max(contrast(text, colour) for text in (palette.ink, palette.background)) >= 4.5, colour
    for row in rows:
        assert contrast(row["text_colour"], fills[row["from_on"], row["code"]]) >= 4.5, "also where a quarter is paler"


def test_few_projects_are_said_in_the_picture() -> None:
    rows = rows_with(spec_of("concentration", "zh", "light"), "top_3")
    assert [row["figures"] for row in rows] == ["前3个占15.7%，前10个占37.8%", "仅7个，前3个占62.0%", "仅2个", "无"]
    assert rows[3]["top_10"] == 0


def test_a_part_says_all_that_is_asked_of_it() -> None:
    rows = rows_with(spec_of("makeup", "zh", "light"), "detail")
    assert rows[0]["detail"] == "占53.9%；计划总投资576.2亿元，占94.1%；已开工49个；上年同期60个"
    assert rows[0]["brief"] == "占53.9%，计划总投资576.2亿元"
    assert (rows[1]["is_inside"], rows[2]["is_inside"]) == (True, False)
    assert rows[2]["value"] == "", "what is not stated can be clicked too"
    without = rows_with(spec_of("makeup without last year", "zh", "light"), "detail")
    assert "上年" not in without[0]["detail"]
    assert {row["last"] for row in without} == {-1}


def test_an_industrys_last_month_is_marked_and_named() -> None:
    rows = rows_with(spec_of("own plan 9", "zh", "light"), "completed")
    assert [row["month"] for row in rows if row["is_last"]] == ["9月"]
    assert rows[8]["label"] == "完成67.5%"
    assert rows[8]["due_text"] == "75.0%"
    assert rows[9]["completed"] is None
