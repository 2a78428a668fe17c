"""Plan, actual and schedule by industry or department, with a light for progress."""

from __future__ import annotations

import altair as alt
import pandas as pd

from charts import rows
from charts.drawing import Drawing, named
from charts.theme import SHAPES, Palette, Picture
from texts import MoneyScale, Texts
from texts.progress import light, points_label
from texts.withheld import is_withheld
from texts.writing import is_missing


def bullet(data: pd.DataFrame, t: Texts, palette: Palette, money: MoneyScale, amber_points: float) -> Drawing:
    """One row a name: plan (pale), completed (solid), due by schedule (tick), the figures and the light.

    `data`: name (as shown), plan, invested, scheduled (万元), points_ahead; as `target_groups` returns
    them, names already in the reader's language.
    """
    frame = rows.placed(_frame(data, t, palette, money, amber_points))
    frame = rows.scaled(frame, "plan", "invested", "scheduled").assign(beside=rows.beside(frame["figures_verdict"]))
    return Drawing(_drawn, (t, palette, money.unit), {"rows": frame})


def _drawn(t: Texts, palette: Palette, unit: str) -> Picture:
    base = named()
    tooltip = [
        alt.Tooltip("name:N", title=t("Name")),
        alt.Tooltip("figures:N", title=t("Completed / plan ({unit})", unit=unit)),
        alt.Tooltip("due:N", title=t("Due by schedule ({unit})", unit=unit)),
        alt.Tooltip("verdict:N", title=t("Against the schedule")),
    ]
    plan = rows.bar(base, "plan_at", alt.ColorValue(palette.plan_fill))
    actual = rows.bar(base, "invested_at", alt.ColorValue(palette.actual))
    tick = base.mark_rule(strokeWidth=2, color=palette.schedule).encode(
        x=alt.X("scheduled_at:Q"), y=rows.row_axis("row_tick_from"), y2=alt.Y2("row_tick_to:Q")
    )
    colour = alt.Color("colour:N", scale=None, legend=None)
    return alt.layer(
        plan,
        actual,
        tick,
        rows.left_text(base, "name", palette),
        rows.right_text(base, "figures_verdict", colour),
        rows.hit(base, "name", tooltip=tooltip),
    )


def _frame(data: pd.DataFrame, t: Texts, palette: Palette, money: MoneyScale, amber_points: float) -> pd.DataFrame:
    status = [light(points, amber_points) for points in data["points_ahead"]]
    verdict = [
        points_label(t, points, has_plan=plan > 0)
        for points, plan in zip(data["points_ahead"], data["plan"], strict=True)
    ]
    figures = [
        t.withheld(plan) if is_withheld(plan) else f"{money.figure(invested)} / {money.figure(plan)}"
        for invested, plan in zip(data["invested"], data["plan"], strict=True)
    ]
    marks = [f"{SHAPES[one]} {words}" if one else words for one, words in zip(status, verdict, strict=True)]
    marks = ["" if is_withheld(points) else words for points, words in zip(data["points_ahead"], marks, strict=True)]
    return pd.DataFrame(
        {
            "name": data["name"].to_list(),
            "zero": 0.0,
            "plan": [money.position(value) for value in data["plan"]],
            "invested": [0.0 if is_missing(value) else money.position(value) for value in data["invested"]],
            "scheduled": [money.position(value) for value in data["scheduled"]],
            "figures": figures,
            "due": [money.figure(value) for value in data["scheduled"]],
            "verdict": marks,
            "figures_verdict": [f"{one}\u2002{mark}" for one, mark in zip(figures, marks, strict=True)],
            "colour": [palette.lights[one] if one else palette.muted for one in status],
        }
    )
