"""From what was due by schedule to what is completed: a row a project that makes a difference."""

from __future__ import annotations

import altair as alt
import pandas as pd

from charts import rows
from charts.drawing import Drawing, named
from charts.theme import Palette, Picture
from texts import MoneyScale, Texts

#: Room at both ends of the scale, as a part of its length.
_MARGIN = 0.04


def waterfall(data: pd.DataFrame, t: Texts, palette: Palette, money: MoneyScale) -> Drawing:
    """Steps down the shortfalls (pale, dashed rim: due and missing) and up the surpluses (solid: completed).

    The scale does not begin at 0, so the two ends are lines, not bars: only differences have a length.

    `data`: step_kind, project_id, name (as shown), amount, from_amount, to_amount (万元), as `target_waterfall`
    returns them.
    """
    frame = _across(rows.placed(_frame(data, t, palette, money)))
    frame = frame.assign(beside=rows.beside(frame["figure"]))
    return Drawing(_drawn, (t, palette, money.unit), {"rows": frame})


def _drawn(t: Texts, palette: Palette, unit: str) -> Picture:
    base = named()
    across = alt.Scale(domain=[0, 1], nice=False, zero=False)
    tooltip = [alt.Tooltip("label:N", title=t("Name")), alt.Tooltip("figure:N", title=unit)]
    # What is missing is dashed, what is ahead solid: a dash is a mark's own, rectangles have no channel for it.
    steps = [
        base.transform_filter(f"!datum.is_end && datum.dash == '{name}'")
        .mark_rect(strokeWidth=1.2, strokeDash=dash)
        .encode(
            alt.X("from_at:Q", axis=None, scale=across),
            alt.X2("to_at:Q"),
            rows.row_axis("row_from"),
            alt.Y2("row_to:Q"),
            fill=alt.Fill("fill:N", scale=None, legend=None),
            stroke=alt.Stroke("rim:N", scale=None, legend=None),
        )
        for name, dash in (("dashed", [3, 2]), ("solid", [1, 0]))
    ]
    return alt.layer(
        *_ends(base, across, palette),
        *steps,
        rows.left_text(base, "label", palette),
        rows.right_text(base, "figure", alt.value(palette.ink)),
        rows.hit(base, "step_kind", "project_id", tooltip=tooltip),
    )


def _across(frame: pd.DataFrame) -> pd.DataFrame:
    """Beside the amounts their places between the picture's edges, 0 and 1, so that one specification fits all."""
    ends = frame[["from_amount", "to_amount"]]
    low, high = float(ends.min().min()), float(ends.max().max())
    room = max((high - low) * _MARGIN, 1e-9)
    places = (ends - low + room) / (high - low + 2 * room)
    return frame.assign(from_at=places["from_amount"], to_at=places["to_amount"])


def _ends(base: alt.Chart, across: alt.Scale, palette: Palette) -> list[alt.Chart]:
    """The schedule as a dashed line, the completed investment as a solid one."""
    found = []
    for kind, colour, dash, width in (
        ("scheduled", palette.schedule, [5, 4], 2),
        ("invested", palette.actual, [1, 0], 4),
    ):
        mark = base.transform_filter(f"datum.step_kind == '{kind}'").mark_rule(
            strokeWidth=width, color=colour, strokeDash=dash
        )
        found.append(
            mark.encode(
                alt.X("to_at:Q", axis=None, scale=across),
                y=rows.row_axis("row_tick_from"),
                y2=alt.Y2("row_tick_to:Q"),
            )
        )
    return found


def _frame(data: pd.DataFrame, t: Texts, palette: Palette, money: MoneyScale) -> pd.DataFrame:
    is_end = data["step_kind"].isin(["scheduled", "invested"])
    is_short = data["amount"] < 0
    return pd.DataFrame(
        {
            "step_kind": data["step_kind"].to_list(),
            "project_id": [None if pd.isna(one) else one for one in data["project_id"]],
            "label": data["name"].to_list(),
            "figure": [
                money.figure(amount) if end else t.signed(amount / money.wan, money.decimals)
                for amount, end in zip(data["amount"], is_end, strict=True)
            ],
            "is_end": is_end.to_list(),
            "from_amount": [money.position(amount) for amount in data["from_amount"]],
            "to_amount": [money.position(amount) for amount in data["to_amount"]],
            "fill": [palette.plan_fill if short else palette.actual for short in is_short],
            "rim": [palette.schedule if short else palette.actual for short in is_short],
            "dash": ["dashed" if short else "solid" for short in is_short],
        }
    )
