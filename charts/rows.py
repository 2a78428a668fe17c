"""Rows of a horizontal chart: a line of text (name left, figures right) above a bar of the full width.

The text has its own line so that long names, small bars and narrow phones never push a number into a
bar or out of the frame.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from charts.measure import text_width
from charts.theme import FONT, TEXT_SIZE, Palette, clickable

#: Where in a row the text and the bar stand (0 top, 1 bottom).
TEXT_AT = 0.26
BAR_FROM, BAR_TO = 0.55, 0.86


def placed(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with y positions: row_top, row_bottom, row_text, row_from … row_tick_to."""
    return frame.assign(
        row_text=down(frame, TEXT_AT),
        row_top=down(frame, 0),
        row_bottom=down(frame, 1),
        row_from=down(frame, BAR_FROM),
        row_to=down(frame, BAR_TO),
        row_tick_from=down(frame, BAR_FROM - 0.05),
        row_tick_to=down(frame, BAR_TO + 0.05),
    )


def down(frame: pd.DataFrame, at: float) -> pd.Series:
    """The places `at` (0 top, 1 bottom of its row) in each row of a picture of all of them, from 0 above to 1 below.

    Parts of the whole, so that one specification fits any number of rows.
    """
    order = pd.Series(range(len(frame)), index=frame.index, dtype="float64")
    return (order + at) / max(len(frame), 1)


def scaled(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Beside each figure its place, `…_at`: its part of the greatest, so that one specification fits every frame."""
    greatest = max(float(frame[list(columns)].max().max()), 1e-9)
    return frame.assign(**{f"{column}_at": frame[column] / greatest for column in columns})


def row_axis(field: str) -> alt.Y:
    """The hidden vertical scale that all layers share, top row first."""
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, 1], reverse=True, nice=False))


def bar(base: alt.Chart, end: str, color: object) -> alt.Chart:
    """Bars from 0 to the field `end`, a part of the width."""
    chart: alt.Chart = base.mark_rect(cornerRadius=2).encode(
        alt.X("zero:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False)),
        alt.X2(f"{end}:Q"),
        row_axis("row_from"),
        alt.Y2("row_to:Q"),
        color=color,
    )
    return chart


def hit(base: alt.Chart, *fields: str, tooltip: list[alt.Tooltip]) -> alt.Chart:
    """The whole row as one place to point at and to click, above all that is drawn in it."""
    area = base.mark_rect(opacity=0, cursor="pointer").encode(
        x=alt.XValue(0),
        x2=alt.X2Value("width"),
        y=row_axis("row_top"),
        y2=alt.Y2("row_bottom:Q"),
        tooltip=tooltip,
    )
    return clickable(area, *fields)


def left_text(base: alt.Chart, field: str, palette: Palette) -> alt.Chart:
    """The row's name at its left, cut with an ellipsis before what stands `beside` it at its right (px)."""
    room = alt.ExprRef("width - datum.beside")
    chart: alt.Chart = base.mark_text(
        align="left", baseline="middle", font=FONT, fontSize=TEXT_SIZE, fill=palette.ink, limit=room
    ).encode(x=alt.XValue(0), y=row_axis("row_text"), text=alt.Text(f"{field}:N"))
    return chart


def beside(texts: pd.Series) -> pd.Series:
    """About how wide each row's text at the right is in px, with a gap beside it."""
    return texts.map(lambda text: 3 + round(text_width(text, TEXT_SIZE)))


def right_text(base: alt.Chart, field: str, color: object) -> alt.Chart:
    """A figure at the row's right end."""
    chart: alt.Chart = base.mark_text(align="right", baseline="middle", font=FONT, fontSize=TEXT_SIZE).encode(
        x=alt.XValue("width"), y=row_axis("row_text"), text=alt.Text(f"{field}:N"), color=color
    )
    return chart
