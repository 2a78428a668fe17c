"""Every chart turns into its specification, in both themes and languages, from full, thin and odd rows."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import charts
from charts.measure import text_width
from texts import texts
from texts.language import Language

MONTHS = [pd.Timestamp(2023, number, 1) for number in range(1, 13)]
NAN = float("nan")


def yearly(reported: int, *, last_year: bool = True) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "month": MONTHS,
            "cumulative_invested": [float(number * 100_000) if number <= reported else NAN for number in range(1, 13)],
            "cumulative_scheduled": [number * 120_000.0 for number in range(1, 13)],
            "last_cumulative_invested": [number * 90_000.0 if last_year else NAN for number in range(1, 13)],
        }
    )


GROUPS = pd.DataFrame(
    {
        "name": ["新材料", "<b>甲</b>", "其他"],
        "plan": [100_000.0, 50_000.0, 0.0],
        "invested": [60_000.0, 60_000.0, 0.0],
        "scheduled": [75_000.0, 37_500.0, 0.0],
        "points_ahead": [-15.0, 45.0, NAN],
    }
)
STAGES = pd.DataFrame(
    {
        "stage": ["signed", "started", "funded"],
        "projects": [141, 87, 3],
        "planned_investment": [6_124_000.0, 3_880_000.0, 5_000.0],
        "funds_arrived": [1e6, 9e5, 96.2],
        "share_of_previous": [NAN, 0.617, 0.034],
        "median_days": [NAN, 74.0, 38.5],
        "timed_projects": [0, 87, 3],
    }
)
COUNTS = pd.DataFrame(
    {"month": MONTHS[:3], "formal_projects": [1, 0, 3], "started_within": [0, 0, 0], "funded_within": [2, 2, NAN]}
)
RANKED = pd.DataFrame(
    {"name": ["甲", "乙"], "value": [2.0, 1.0], "figures": ["2.0", "1.0"], "colour": ["#111", "#222"]}
)
BOXES = pd.DataFrame(
    {
        "box": ["then", "came", "left", "now"],
        "label": ["9月1日", "新签约", "已开工", "9月30日"],
        "counted": ["3个", "1个", "2个", ""],
        "amount": [300.0, 50.0, -200.0, 150.0],
        "from_amount": [0.0, 300.0, 350.0, 0.0],
        "to_amount": [300.0, 350.0, 150.0, 150.0],
        "is_end": [True, False, False, True],
    }
)


def expected(reported: int) -> pd.DataFrame:
    ahead = pd.Series(range(1, 13)) >= reported
    path = {"forecast_path": 100_000.0, "path_low": 90_000.0, "path_high": 120_000.0}
    amounts = {
        name: [number * of if is_ahead else NAN for number, is_ahead in enumerate(ahead, 1)]
        for name, of in path.items()
    }
    return yearly(reported).assign(**amounts)


def built() -> Iterator[tuple[str, Any, pd.DataFrame, dict[str, Any]]]:
    for reported in (0, 1, 3, 9, 12):
        yield f"cumulative {reported}", charts.cumulative, yearly(reported), {"money": True}
    yield "cumulative without last year", charts.cumulative, yearly(9, last_year=False), {"money": True}
    for reported in (0, 3, 12):
        yield f"ahead {reported}", charts.ahead, expected(reported), {"money": True}
    yield "bullet", charts.bullet, GROUPS, {"money": True, "amber_points": 10.0}
    yield "bullet of one", charts.bullet, GROUPS.tail(1), {"money": True, "amber_points": 10.0}
    yield "funnel", charts.funnel, STAGES, {}
    yield "funnel of a period", charts.funnel, STAGES[["stage", "projects", "planned_investment", "funds_arrived"]], {}
    yield "funnel of nothing", charts.funnel, STAGES.assign(projects=0), {}
    yield "months", charts.months, COUNTS, {}
    yield "ranking", charts.ranking, RANKED, {}
    yield "bridge", charts.bridge, BOXES, {"money": True}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", list(built()), ids=lambda case: case[0])
def test_a_chart_is_a_whole_specification(
    case: tuple[str, Any, pd.DataFrame, dict[str, Any]], language: Any, theme: str
) -> None:
    _name, build, rows, more = case
    t = texts(language)
    if more.get("money"):
        more = more | {"money": t.scale(pd.Series([100_000.0]))}
    spec = charts.finish(build(rows.copy(), t, charts.PALETTES[theme], **more), charts.PALETTES[theme], 300)
    text = json.dumps(spec, ensure_ascii=False)
    assert spec["height"] == 300
    assert spec["width"] == "container"
    assert spec["layer"]
    assert "http" not in text.replace("https://vega.github.io/schema", "")
    assert "NaN" not in text
    if language == "zh":
        assert "¥" not in text


def test_every_chart_is_built_here() -> None:
    tried = "\n".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    builders = {name for name in charts.__all__ if name.islower()} - {"finish"}
    assert not [name for name in builders if f"charts.{name}" not in tried], "add a case to `built` of this file"


def figures(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return next(iter(spec["datasets"].values()))


def test_figures_in_the_picture_are_written_as_in_sentences() -> None:
    t, palette = texts("zh"), charts.PALETTES["light"]
    money = t.scale(GROUPS["plan"])
    rows = figures(charts.finish(charts.bullet(GROUPS, t, palette, money, 10.0), palette, 120))
    assert [row["figures_verdict"] for row in rows] == [
        "6.0 / 10.0\u2002■ 低于序时15.0个百分点",
        "6.0 / 5.0\u2002● 超序时45.0个百分点",
        "0.0 / 0.0\u2002无计划",
    ]
    words = figures(charts.finish(charts.funnel(STAGES, t, palette), palette, 300))
    assert words[0]["title"] == "签约141个"
    assert words[0]["step"] == "签约至开工：61.7%，中位用时74天"
    assert words[1]["step"] == "开工至到位：3.4%，中位用时39天（3个项目）"
    assert words[2]["detail"] == "实际到位96万元；其计划总投资5000万元"


def test_only_the_last_reported_month_is_marked() -> None:
    t, palette = texts("zh"), charts.PALETTES["light"]
    frame = yearly(9)
    spec = charts.finish(charts.cumulative(frame, t, palette, t.scale(frame["cumulative_scheduled"])), palette, 300)
    rows = figures(spec)
    assert [row["month"] for row in rows if row["is_last"]] == ["9月"]
    assert rows[8]["actual_text"] == "90.0"
    assert rows[9]["actual"] is None
    assert "完成90.0" in json.dumps(spec, ensure_ascii=False)
    assert "年度计划144" in json.dumps(spec, ensure_ascii=False)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("reported", range(13))
@pytest.mark.parametrize("size", [(340, 170), (480, 260), (900, 400)])
def test_labels_find_room_without_squashing_the_bars(language: Language, reported: int, size: tuple[int, int]) -> None:
    t, palette = texts(language), charts.PALETTES["dark"]
    frame = yearly(reported)
    money = t.scale(frame["cumulative_scheduled"])
    spec = charts.finish(charts.cumulative(frame, t, palette, money, size=size), palette, size[1])
    months, labels = spec["datasets"].values()
    greatest = max(row["above"] for row in months)
    assert len({row["top"] for row in months}) == 1
    assert 1.1 * greatest <= months[0]["top"] <= 1.6 * greatest
    said = [row["text"] for row in labels]
    assert len(said) == len(set(said))
    words = ["完成", "序时", "去年"] if language == "zh" else ["Completed", "Due", "Last year"]
    needed = words[: 2 if reported else 0] + words[2:] * (size[0] > 340)
    for word in needed:
        assert sum(text.startswith(word) for text in said) == 1, word
    boxes = [_box(row, size, months[0]["top"]) for row in labels]
    assert not any(_overlap(one, other) for one, other in combinations(boxes, 2)), said
    bars = [_bar(at, row["actual"], size, months[0]["top"]) for at, row in enumerate(months) if row["actual"]]
    assert not any(_overlap(box, bar) for box in boxes for bar in bars), said
    for row in labels:
        if row["text"].startswith(words[0]) and size[0] > 340:
            assert -30 <= row["dy"] <= 6, "at its bar"
            assert row["at"] <= max(one["above"] for one in months if one["is_last"])


Box = tuple[float, float, float, float]


def _box(row: dict[str, Any], size: tuple[int, int], top: float) -> Box:
    """Left, right, low, high of a label in px."""
    step, height = (size[0] - 50) / 12, size[1] - 30
    month = [texts(language).month(dt.date(2023, number, 1)) for language in ("zh", "en") for number in range(1, 13)]
    middle = (month.index(row["month"]) % 12 + (0.87 if row["is_beside"] else 0.5)) * step + row["dx"]
    wide = text_width(row["text"], 12)
    left = middle if row["align"] == "left" else middle - wide
    at = row["at"] / top * height - row["dy"]
    return left, left + wide, at - 7, at + 7


def _bar(at: int, amount: float, size: tuple[int, int], top: float) -> Box:
    step, height = (size[0] - 50) / 12, size[1] - 30
    return (at + 0.2) * step, (at + 0.8) * step, 0.0, amount / top * height


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_can_be_read(theme: str) -> None:
    palette = charts.PALETTES[theme]
    for colour in (palette.ink, palette.muted, palette.last_year, *palette.lights.values()):
        assert contrast(colour, palette.background) >= 4.5, colour
    for colour in (palette.actual, palette.actual_past, *palette.industries):
        assert contrast(colour, palette.background) >= 3, colour
    assert min(contrast(palette.ink, shade) for shade in palette.heat) >= 4.5
    assert len(set(palette.industries)) == len(palette.industries)


def seen(colour: str, kind: list[list[float]]) -> tuple[float, ...]:
    """A colour as someone sees it whose eyes mix it so, in OKLab: as far apart there as it looks."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    mixed = [min(max(sum(a * b for a, b in zip(row, linear, strict=True)), 0), 1) for row in kind]
    cones = [
        sum(a * b for a, b in zip(row, mixed, strict=True)) ** (1 / 3)
        for row in ((0.41222, 0.53633, 0.05145), (0.21190, 0.68070, 0.10740), (0.08830, 0.28172, 0.62998))
    ]
    lab = ((0.21045, 0.79362, -0.00407), (1.97800, -2.42859, 0.45059), (0.02590, 0.78277, -0.80868))
    return tuple(sum(a * b for a, b in zip(row, cones, strict=True)) for row in lab)


#: How the colour-blind see (Machado and others 2009, full strength), and everybody else.
EYES = {
    "all": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_further_industries_are_apart_from_all_others_for_every_eye(theme: str, eyes: str) -> None:
    kind: Any = EYES[eyes]
    colours = [seen(colour, kind) for colour in charts.PALETTES[theme].industries]
    for at, one in enumerate(colours[8:], start=8):
        nearest = min(math.dist(one, other) for place, other in enumerate(colours) if place != at)
        assert nearest >= 0.055, (charts.PALETTES[theme].industries[at], nearest)


def test_dates_are_not_left_to_the_browser() -> None:
    # A month is a word made here: a browser would write it in its own language and time zone.
    t, palette = texts("en"), charts.PALETTES["light"]
    rows = figures(charts.finish(charts.months(COUNTS, t, palette), palette, 100))
    assert {row["month"] for row in rows} == {"Jan", "Feb", "Mar"}
    assert [row["figure"] for row in rows] == ["1", "0", "3", "0", "0", "0", "2", "2", "—"]
    assert not any(isinstance(value, dt.date) for row in rows for value in row.values())


def test_months_before_the_first_report_keep_their_place() -> None:
    """A category without a mark loses its place: the axis would begin with the first month that is reported."""
    t, palette, rows = texts("zh"), charts.PALETTES["light"], yearly(6)
    rows.loc[:2, "cumulative_invested"] = NAN
    drawn = charts.cumulative(rows, t, palette, t.scale(rows["cumulative_invested"])).rows["rows"]
    assert drawn["actual_at"].to_list() == [0, 0, 0, 40, 50, 60, 0, 0, 0, 0, 0, 0]
    assert drawn["actual"].isna().sum() == 9, "the amounts themselves stay empty"
    assert drawn["actual_text"].to_list()[:4] == ["—", "—", "—", "40.0"]
    shares = pd.DataFrame(
        {
            "industry": "新材料", "month": MONTHS, "completed_share": [NAN, NAN, 0.2, *[NAN] * 9], "due_share": 0.5,
            "cumulative_invested": NAN, "cumulative_scheduled": 1.0,
        }
    )  # fmt: skip
    own = charts.own_plan(shares, t, palette, t.small_scale, 1.0).rows["rows"]
    assert own["completed_at"].notna().all()
    assert own["completed"].notna().sum() == 1
