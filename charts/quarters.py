"""What was due in each quarter and what was completed in it."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts import rows
from charts.drawing import Drawing, named
from charts.theme import Palette, Picture
from texts import MoneyScale, Texts
from texts.progress import growth_phrase
from texts.terms import QUARTERS
from texts.writing import is_missing


def quarters(data: pd.DataFrame, t: Texts, palette: Palette, money: MoneyScale) -> Drawing:
    """One row a quarter: due in all of it (pale), completed (solid), due by the last month that counts (line).

    `data`: quarter, months, last_month, quarter_plan, quarter_scheduled, quarter_invested (万元), schedule_rate,
    quarter_growth, as
    `target_quarters` returns them.
    """
    frame = rows.placed(_frame(data, t, money))
    frame = rows.scaled(frame, "plan", "invested", "scheduled").assign(beside=rows.beside(frame["figures"]))
    return Drawing(_drawn, (t, palette, money.unit), {"rows": frame})


def _drawn(t: Texts, palette: Palette, unit: str) -> Picture:
    base = named()
    tooltip = [alt.Tooltip("label:N", title=t("Quarter")), alt.Tooltip("figures:N", title=unit)]
    plan = rows.bar(base, "plan_at", alt.ColorValue(palette.plan_fill))
    actual = rows.bar(base, "invested_at", alt.ColorValue(palette.actual))
    tick = (
        base.transform_filter("datum.scheduled > 0")
        .mark_rule(strokeWidth=2, color=palette.schedule)
        .encode(x=alt.X("scheduled_at:Q"), y=rows.row_axis("row_tick_from"), y2=alt.Y2("row_tick_to:Q"))
    )
    return alt.layer(
        plan,
        actual,
        tick,
        rows.left_text(base, "label", palette),
        rows.right_text(base, "figures", alt.ColorValue(palette.ink)),
        rows.hit(base, "quarter", tooltip=tooltip),
    )


def _frame(data: pd.DataFrame, t: Texts, money: MoneyScale) -> pd.DataFrame:
    records = data.to_dict("records")
    return pd.DataFrame(
        {
            "quarter": [int(row["quarter"]) for row in records],
            "label": [_label(row, t) for row in records],
            "figures": [_figures(row, t, money) for row in records],
            "zero": 0.0,
            "plan": [money.position(row["quarter_plan"]) for row in records],
            "scheduled": [money.position(row["quarter_scheduled"]) for row in records],
            "invested": [
                0.0 if is_missing(row["quarter_invested"]) else money.position(row["quarter_invested"])
                for row in records
            ],
        }
    )


def _label(row: Any, t: Texts) -> str:
    name = t(QUARTERS[int(row["quarter"])])
    if 0 < row["months"] < 3:
        return t("{quarter} (to {month})", quarter=name, month=t.month(row["last_month"]))
    return name


def _figures(row: Any, t: Texts, money: MoneyScale) -> str:
    """Completed / due, the rate, year on year; of a quarter that has not begun what is due in it."""
    if not row["months"]:
        return t("not begun; {amount} due in it", amount=money.figure(row["quarter_plan"]))
    parts = [f"{money.figure(row['quarter_invested'])} / {money.figure(row['quarter_scheduled'])}"]
    if not is_missing(row["schedule_rate"]):
        parts.append(t.percent(row["schedule_rate"]))
    if not is_missing(row["quarter_growth"]):
        parts.append(growth_phrase(t, row["quarter_growth"]))
    return "\u2002".join(parts)
