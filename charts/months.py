"""Counts by month as a strip of cells, a row a stage: exact numbers at every width."""

from __future__ import annotations

import altair as alt
import pandas as pd

from charts.drawing import Drawing, named
from charts.theme import FONT, TEXT_SIZE, Palette, Picture, clickable
from texts import Texts
from texts.withheld import is_withheld


def months(rows: pd.DataFrame, t: Texts, palette: Palette) -> Drawing:
    """One cell a month and stage. `rows`: month; formal_projects, started_within, funded_within in that month.

    A click names its month (as 2023-01) and its count's column.
    """
    return Drawing(_drawn, (t, palette), {"rows": _frame(rows, t)})


def _drawn(t: Texts, palette: Palette) -> Picture:
    base = named()
    month = alt.X("month:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, orient="top", labelOverlap="parity"))
    stage = alt.Y("stage:N", sort=None, title=None, axis=alt.Axis(labelColor=palette.ink, labelLimit=140))
    cells = base.mark_rect(cornerRadius=3, stroke=palette.background, strokeWidth=3).encode(
        month,
        stage,
        alt.Color("projects:Q", legend=None, scale=alt.Scale(range=list(palette.heat), domainMin=0)),
    )
    numbers = base.mark_text(font=FONT, fontSize=TEXT_SIZE, fill=palette.ink).encode(
        month, stage, text=alt.Text("figure:N")
    )
    area = base.mark_rect(opacity=0, cursor="pointer").encode(
        month,
        stage,
        tooltip=[
            alt.Tooltip("month:N", title=t("Month")),
            alt.Tooltip("stage:N", title=t("Stage")),
            alt.Tooltip("figure:N", title=t("Projects")),
        ],
    )
    return alt.layer(cells, numbers, clickable(area, "when", "column"))


def _frame(rows: pd.DataFrame, t: Texts) -> pd.DataFrame:
    stages = {"formal_projects": t("Signed"), "started_within": t("Started"), "funded_within": t("First money")}
    long = rows.melt(id_vars="month", value_vars=list(stages), var_name="column", value_name="projects")
    # A month whose money is not in yet has no count of first money: a dash, not a nought.
    return long.assign(
        when=[f"{month:%Y-%m}" for month in long["month"]],
        month=[t.month(month) for month in long["month"]],
        stage=[stages[column] for column in long["column"]],
        # A cell without a mark would lose its month's place in the axis' order.
        projects=[0.0 if is_withheld(one) else one for one in long["projects"].astype("float64")],
        figure=[t.number(projects) for projects in long["projects"]],
    )
