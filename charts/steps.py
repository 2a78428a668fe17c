"""Steps from one bar to another: a row of text each, above a bar that begins where the one before ended."""

from __future__ import annotations

import altair as alt
import pandas as pd

from charts import rows
from charts.drawing import Drawing, named
from charts.theme import Palette, Picture
from texts import Texts

#: Room at both ends of the scale, as a part of its length.
_MARGIN = 0.04
#: Where less than so much of the greatest amount is between it and the least, the scale is cut: differences would be
#: hairs. The totals' bars then have a gap between these places.
_UNCUT = 0.6
_CUT = (0.05, 0.062)
_AFTER_CUT = 0.11


def steps(frame: pd.DataFrame, t: Texts, palette: Palette, unit: str, *fields: str) -> Drawing:
    """Draw steps; a click on a row tells its `fields`.

    `frame`: label, figure (both as shown), is_end (a bar from 0), from_amount, to_amount (in one unit), fill, rim
    (colours), dash ('dashed', 'solid').
    """
    placed = _across(rows.placed(frame))
    return Drawing(_drawn, (t, palette, unit, fields), {"rows": placed.assign(beside=rows.beside(placed["figure"]))})


def _drawn(t: Texts, palette: Palette, unit: str, fields: tuple[str, ...]) -> Picture:
    base = named()
    across = alt.Scale(domain=[0, 1], nice=False, zero=False)
    tooltip = [alt.Tooltip("label:N", title=t("Name")), alt.Tooltip("figure:N", title=unit)]
    # What is missing is dashed, what is ahead solid: a dash is a mark's own, rectangles have no channel for it.
    bars = [
        base.transform_filter(f"datum.dash == '{name}'")
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
    gap = [
        base.transform_filter("datum.is_cut")
        .mark_rule(strokeWidth=width, color=colour, tooltip=None)
        .encode(alt.X(f"{at}:Q", axis=None, scale=across), y=rows.row_axis("row_tick_from"), y2=alt.Y2("row_tick_to:Q"))
        for at, width, colour in (
            ("cut_middle", 7, palette.background), ("cut_from", 1, palette.muted), ("cut_to", 1, palette.muted)
        )
    ]  # fmt: skip
    return alt.layer(
        *bars,
        *gap,
        rows.left_text(base, "label", palette),
        rows.right_text(base, "figure", alt.ColorValue(palette.ink)),
        rows.hit(base, *fields, tooltip=tooltip),
    )


def _across(frame: pd.DataFrame) -> pd.DataFrame:
    """Beside the amounts their places between the picture's edges, 0 and 1, so that one specification fits all."""
    ends = frame[["from_amount", "to_amount"]]
    low, high = float(ends.min().min()), float(ends.max().max())
    is_cut = 0 < high - low < _UNCUT * high
    start, base = (_AFTER_CUT, low) if is_cut else (0.0, min(low, 0.0))
    length = max((high - base) * (1 + (2 if is_cut else 1) * _MARGIN), 1e-9)
    places = start + (ends - base + (length * _MARGIN if is_cut else 0)) / length * (1 - start)
    zero = 0.0 if is_cut else -base / length
    return frame.assign(
        from_at=places["from_amount"].where(~frame["is_end"], zero), to_at=places["to_amount"],
        is_cut=frame["is_end"] & is_cut, cut_from=_CUT[0], cut_to=_CUT[1], cut_middle=sum(_CUT) / 2,
    )  # fmt: skip
