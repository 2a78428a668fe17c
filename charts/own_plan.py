"""One industry's key projects against their own plan, small: completed by month, the schedule dashed."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.drawing import Drawing, named
from charts.theme import SMALL_SIZE, Palette, Picture, clickable, halo
from texts import MoneyScale, Texts

_HEADROOM = 1.12
_LABEL_AT = 0.82
#: December has no room for its name at the edge.
_LABELLED_MONTHS = (3, 6, 9)


def own_plan(data: pd.DataFrame, t: Texts, palette: Palette, money: MoneyScale, top: float) -> Drawing:
    """Twelve months as shares of the industry's own annual plan, which is 100 %.

    `data`: one industry's rows of target_months_by_industry; `top`: the greatest share of any industry, so
    that all are drawn to one scale.
    """
    # The scale's end and the figure's place are fields: one specification fits every year.
    frame = _frame(data, t, money).assign(top=max(top, 1.0) * _HEADROOM, label_at=_LABEL_AT * max(top, 1.0))
    labelled = tuple(t.month(month) for month in data["month"] if month.month in _LABELLED_MONTHS)
    return Drawing(_drawn, (t, palette, money.unit, labelled), {"rows": frame})


def _drawn(t: Texts, palette: Palette, unit: str, labelled: tuple[str, ...]) -> Picture:
    month = alt.X(
        "month:N",
        sort=None,
        title=None,
        scale=alt.Scale(paddingInner=0, paddingOuter=0),
        axis=alt.Axis(labelAngle=0, values=list(labelled), labelOverlap=False),
    )
    share = alt.Y(
        "completed_at:Q",
        title=None,
        scale=alt.Scale(domainMin=0, nice=False),
        axis=alt.Axis(values=[0, 0.5, 1], labelExpr="round(datum.value * 100) + '%'"),
    )
    base = named()
    bars = base.mark_bar(width={"band": 0.66}, cornerRadiusTopLeft=1, cornerRadiusTopRight=1).encode(
        month,
        share,
        color=alt.when("datum.is_last").then(alt.value(palette.actual)).otherwise(alt.value(palette.actual_past)),
    )
    schedule = base.mark_line(strokeDash=[4, 3], strokeWidth=1.6, color=palette.schedule).encode(month, alt.Y("due:Q"))
    # Above the schedule's first half nothing is drawn: there is room for the figure.
    completed = base.transform_filter("datum.is_last").encode(
        x=alt.XValue(4), y=alt.Y("label_at:Q"), text=alt.Text("label:N")
    )
    area = base.mark_rect(opacity=0, cursor="pointer").encode(
        month, y=alt.YValue(0), y2=alt.Y2Value("height"), tooltip=_tooltip(t, unit)
    )
    end = base.mark_point(opacity=0, size=0, strokeWidth=0, tooltip=None).encode(alt.Y("top:Q"))
    return alt.layer(
        bars,
        schedule,
        end,
        halo(completed, palette, palette.actual, fontSize=SMALL_SIZE, fontWeight="bold", align="left"),
        clickable(area, "code"),
    )


def _frame(data: pd.DataFrame, t: Texts, money: MoneyScale) -> pd.DataFrame:
    records: list[Any] = data.to_dict("records")
    frame = pd.DataFrame(
        {
            "code": data["industry"].to_list(),
            "month": [t.month(row["month"]) for row in records],
            "completed": data["completed_share"].astype("float64").to_list(),
            "due": data["due_share"].astype("float64").to_list(),
            "completed_text": [t.percent(row["completed_share"]) for row in records],
            "label": [t("Completed {amount}", amount=t.percent(row["completed_share"])) for row in records],
            "due_text": [t.percent(row["due_share"]) for row in records],
            "amount_text": [money.figure(row["cumulative_invested"]) for row in records],
            "scheduled_text": [money.figure(row["cumulative_scheduled"]) for row in records],
        }
    )
    reported = frame["completed"].notna()
    frame["is_last"] = frame.index == (reported[reported].index.max() if reported.any() else -1)
    # A scale needs a number, and a month its place in the axis' order: where none is reported the bar has no height.
    # The share itself stays empty.
    return frame.assign(completed_at=frame["completed"].fillna(0.0))


def _tooltip(t: Texts, unit: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("month:N", title=t("Month")),
        alt.Tooltip("amount_text:N", title=t("Cumulative completed ({unit})", unit=unit)),
        alt.Tooltip("completed_text:N", title=t("Plan completion")),
        alt.Tooltip("scheduled_text:N", title=t("Due by schedule ({unit})", unit=unit)),
        alt.Tooltip("due_text:N", title=t("Schedule")),
    ]
