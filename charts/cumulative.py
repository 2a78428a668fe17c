"""A cumulative amount by month against the schedule, with last year in grey: investment completed, funds arrived."""

from __future__ import annotations

import altair as alt
import pandas as pd

from charts import year_labels
from charts.drawing import Drawing, named
from charts.theme import Palette, Picture
from charts.year_labels import USUAL_SIZE, Wording
from texts import MoneyScale, Texts
from texts.language import N_

COMPLETED = Wording(N_("Completed {amount}"), N_("Cumulative completed ({unit})"))
ARRIVED = Wording(N_("Arrived {amount}"), N_("Cumulative funds arrived ({unit})"))


def funds(rows: pd.DataFrame, t: Texts, palette: Palette, money: MoneyScale, *, is_against_plan: bool) -> Drawing:
    """Twelve months of funds arrived beside last year's; against the plan of completed investment only where asked.

    `rows`: month, cumulative_funds, cumulative_scheduled, last_cumulative_funds (万元), as `funds_months` returns
    them.
    """
    named = rows.rename(
        columns={"cumulative_funds": "cumulative_invested", "last_cumulative_funds": "last_cumulative_invested"}
    )
    if not is_against_plan:
        named["cumulative_scheduled"] = float("nan")
    return cumulative(named, t, palette, money, ARRIVED)


def cumulative(
    rows: pd.DataFrame,
    t: Texts,
    palette: Palette,
    money: MoneyScale,
    wording: Wording = COMPLETED,
    size: tuple[float, float] = USUAL_SIZE,
) -> Drawing:
    """Twelve months: bars for the actual, a dashed line for the schedule, a grey one for last year.

    `rows`: month, cumulative_invested, cumulative_scheduled, last_cumulative_invested (万元), as
    `target_months` returns them; `money` is the unit of the whole chart; `size`, width and height in px, about.
    """
    frame = _frame(rows, t, money)
    labels, headroom = year_labels.labels(frame, t, palette, wording, size)
    frame["top"] = float(frame["above"].max() or 1) * headroom
    words = year_labels.drawable(labels)
    return Drawing(_drawn, (t, palette, money.unit, wording), {"rows": _drawable(frame), "labels": words})


def _drawn(t: Texts, palette: Palette, unit: str, wording: Wording) -> Picture:
    axis = alt.Axis(labelAngle=0, labelOverlap="parity", labelSeparation=6)
    month = alt.X("month:N", sort=None, title=None, axis=axis)
    # The scale's end is a field of the rows: one specification fits every year, and the browser need not build it anew.
    amount = alt.Y("actual_at:Q", title=None, scale=alt.Scale(nice=False), axis=alt.Axis(tickCount=5))
    base = named()
    bars = base.mark_bar(width={"band": 0.62}, cornerRadiusTopLeft=2, cornerRadiusTopRight=2).encode(
        month,
        amount,
        color=alt.when("datum.is_last").then(alt.value(palette.actual)).otherwise(alt.value(palette.actual_past)),
        tooltip=_tooltip(t, unit, wording),
    )
    schedule = base.mark_line(strokeDash=[5, 4], strokeWidth=2, color=palette.schedule, tooltip=None).encode(
        month, alt.Y("scheduled_at:Q")
    )
    last_year = base.mark_line(strokeWidth=1.8, color=palette.last_year).encode(month, alt.Y("last_year_at:Q"))
    end = base.mark_point(opacity=0, size=0, strokeWidth=0, tooltip=None).encode(alt.Y("top:Q"))
    texts = named("labels").encode(alt.Y("at:Q"))
    return alt.layer(bars, schedule, last_year, end, *year_labels.written(texts, palette))


def _frame(rows: pd.DataFrame, t: Texts, money: MoneyScale) -> pd.DataFrame:
    reported = rows["cumulative_invested"].notna()
    last = rows.index[reported].max() if reported.any() else None
    frame = pd.DataFrame(
        {
            "month": [t.month(month) for month in rows["month"]],
            "actual": rows["cumulative_invested"].map(money.position),
            "scheduled": rows["cumulative_scheduled"].map(money.position),
            "last_year": rows["last_cumulative_invested"].map(money.position),
            "actual_text": rows["cumulative_invested"].map(money.figure),
            "scheduled_text": rows["cumulative_scheduled"].map(money.figure),
            "plan_text": rows["cumulative_scheduled"].map(money.round_figure),
            "last_year_text": rows["last_cumulative_invested"].map(money.figure),
        }
    )
    frame["is_last"] = frame.index == last
    frame["above"] = frame[["actual", "scheduled", "last_year"]].max(axis=1)
    return frame


def _drawable(frame: pd.DataFrame) -> pd.DataFrame:
    """Beside each amount its place, `…_at`. Every year has the same layers, and a scale needs a number.

    So what nothing fills is placed at 0 in January, where nothing is seen: a line of one point is no line. A bar
    without an amount is placed at 0 and has no height: without a mark its month would lose its place in the axis'
    order. The amounts themselves stay empty.
    """
    places = {
        f"{name}_at": [0.0, *frame[name].iloc[1:]] if frame[name].isna().all() else frame[name]
        for name in ("scheduled", "last_year")
    }
    return frame.assign(actual_at=frame["actual"].fillna(0.0), **places)


def _tooltip(t: Texts, unit: str, wording: Wording) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("month:N", title=t("Month")),
        alt.Tooltip("actual_text:N", title=t(wording.heading, unit=unit)),
        alt.Tooltip("scheduled_text:N", title=t("Due by schedule ({unit})", unit=unit)),
        alt.Tooltip("last_year_text:N", title=t("Last year ({unit})", unit=unit)),
    ]
