"""A year as it went and as it is expected to end: bars for what is completed, a path within its range, the schedule."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.drawing import Drawing, named
from charts.measure import text_width
from charts.theme import TEXT_SIZE, Palette, Picture
from texts import MoneyScale, Texts

#: Above the highest amount there is room for a label, as a part of it.
_HEADROOM = 1.3
_AMOUNTS = ("cumulative_invested", "cumulative_scheduled", "forecast_path", "path_low", "path_high")


def ahead(rows: pd.DataFrame, t: Texts, palette: Palette, money: MoneyScale) -> Drawing:
    """Twelve months, cumulative: completed as bars, expected from the last month on within its range.

    `rows`: month (date), cumulative_invested, cumulative_scheduled, forecast_path, path_low, path_high (万元).
    """
    frame = pd.DataFrame({"month": [t.month(month) for month in rows["month"]]})
    for column in _AMOUNTS:
        frame[column] = rows[column].map(money.position)
        frame[f"{column}_text"] = rows[column].map(money.figure)
    top = float(frame[list(_AMOUNTS)].max().max() or 1) * _HEADROOM
    known = frame["cumulative_invested"].notna()
    frame["bar"] = frame["cumulative_invested"].fillna(0.0)
    frame["is_last"] = frame.index == (frame.index[known].max() if known.any() else -1)
    frame["range_text"] = [f"{low}—{high}" if low else "" for low, high in
                           zip(frame["path_low_text"], frame["path_high_text"], strict=True)]  # fmt: skip
    return Drawing(_drawn, (t, palette, money.unit), {
        "rows": frame.assign(top=top), "labels": _labels(frame, t, palette),
    })  # fmt: skip


def _labels(frame: pd.DataFrame, t: Texts, palette: Palette) -> pd.DataFrame:
    """What is completed over its bar, and what is expected over the end of the range."""
    last, end = frame[frame["is_last"]], frame.iloc[-1]
    found = [{"month": row["month"], "at": row["bar"], "words": row["cumulative_invested_text"], "align": "center",
              "colour": palette.ink} for row in last.to_dict("records")]  # fmt: skip
    if pd.notna(end["path_high"]) and not bool(end["is_last"]):
        words = t("Expected {amount}", amount=end["forecast_path_text"])
        found.append({"month": end["month"], "at": end["path_high"], "words": words, "align": "right",
                      "colour": palette.actual})  # fmt: skip
    columns = ["month", "at", "words", "align", "colour", "width"]
    return pd.DataFrame([one | {"width": text_width(one["words"], TEXT_SIZE)} for one in found], columns=columns)


def _drawn(t: Texts, palette: Palette, unit: str) -> Picture:
    base = named()
    month = alt.X(
        "month:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelOverlap="parity", labelSeparation=6)
    )
    scale = alt.Scale(nice=False)
    tooltip = [
        alt.Tooltip("month:N", title=t("Month")),
        alt.Tooltip("cumulative_invested_text:N", title=t("Cumulative completed ({unit})", unit=unit)),
        alt.Tooltip("forecast_path_text:N", title=t("Expected, cumulative ({unit})", unit=unit)),
        alt.Tooltip("range_text:N", title=t("Eight chances of ten ({unit})", unit=unit)),
        alt.Tooltip("cumulative_scheduled_text:N", title=t("Due by schedule ({unit})", unit=unit)),
    ]
    bars = base.mark_bar(width={"band": 0.62}, cornerRadiusTopLeft=2, cornerRadiusTopRight=2).encode(
        month, alt.Y("bar:Q", title=None, scale=scale, axis=alt.Axis(tickCount=5)), tooltip=tooltip,
        color=alt.when("datum.is_last").then(alt.value(palette.actual)).otherwise(alt.value(palette.actual_past)),
    )  # fmt: skip
    span = base.mark_area(opacity=0.22, color=palette.actual, tooltip=None).encode(
        month, alt.Y("path_low:Q"), alt.Y2("path_high:Q")
    )
    path = base.mark_line(strokeWidth=2, color=palette.actual, tooltip=None).encode(month, alt.Y("forecast_path:Q"))
    points = base.mark_point(size=34, filled=True, opacity=1, color=palette.actual).encode(
        month, alt.Y("forecast_path:Q"), tooltip=tooltip
    )
    schedule = base.mark_line(strokeDash=[5, 4], strokeWidth=2, color=palette.schedule, tooltip=None).encode(
        month, alt.Y("cumulative_scheduled:Q")
    )
    end = base.mark_point(opacity=0, size=0, strokeWidth=0, tooltip=None).encode(alt.Y("top:Q"))
    place: dict[str, Any] = {"dy": -9, "fontSize": TEXT_SIZE, "fontWeight": "bold", "tooltip": None}
    at, words = alt.Y("at:Q"), []
    for align in ("center", "right"):
        here = named("labels").transform_filter(f"datum.align == '{align}'")
        # Behind the words their own outline: they may stand on the schedule's line.
        outline = here.mark_text(stroke=palette.background, strokeWidth=4, align=align, **place)
        text = here.mark_text(align=align, **place)
        words += [
            outline.encode(month, at, text=alt.Text("words:N")),
            text.encode(month, at, text=alt.Text("words:N"), color=alt.Color("colour:N", scale=None, legend=None)),
        ]
    return alt.layer(bars, span, schedule, path, points, end, *words)
