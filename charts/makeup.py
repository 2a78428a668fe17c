"""What the signed are made up of: a row a part, its started inside its signed, last year as a line."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.drawing import Drawing, named
from charts.measure import text_width
from charts.rows import beside, down, row_axis, scaled
from charts.theme import FONT, SMALL_SIZE, TEXT_SIZE, Palette, Picture, clickable
from texts import Texts
from texts.sentences import part_brief, part_detail
from texts.writing import is_missing

#: Where in a row the name, the bar and the line of detail stand (0 top, 1 bottom).
_NAME_AT, _DETAIL_AT = 0.20, 0.80
_BAR_FROM, _BAR_TO = 0.38, 0.58
#: A part that lies inside the one above is set in by so many px.
_INDENT = 14
#: Of parts of the greatest number.
_SCALE = alt.Scale(domain=[0, 1], nice=False)


def makeup(data: pd.DataFrame, t: Texts, palette: Palette) -> Drawing:
    """One row a part: signed (pale), of these started (solid), signed a year before (grey line).

    `data`: of the query makeup, with part (its name as shown) and is_inside (does it lie inside the row above?). All
    bars are of one scale, of numbers of projects.
    """
    frame = _frame(data, t)
    frame = scaled(frame, "signed", "started", "last").assign(
        beside=beside(frame["number"]) + 2,
        detail_width=round(max((text_width(str(one), SMALL_SIZE) for one in frame["detail"]), default=0)) + 8,
    )
    return Drawing(_drawn, (t, palette), {"rows": frame})


def _drawn(t: Texts, palette: Palette) -> Picture:
    base = named()
    return alt.layer(
        _bar(base, "signed_at", palette.plan_fill),
        _bar(base, "started_at", palette.actual),
        base.transform_filter("datum.last >= 0")
        .mark_rule(strokeWidth=2, color=palette.last_year)
        .encode(x=alt.X("last_at:Q", axis=None, scale=_SCALE), y=row_axis("tick_from"), y2=alt.Y2("tick_to:Q")),
        *_words(base, palette),
        _hit(base, t),
    )


def _bar(base: alt.Chart, end: str, colour: str) -> alt.Chart:
    chart: alt.Chart = base.mark_rect(cornerRadius=2, fill=colour).encode(
        alt.X("zero:Q", axis=None, scale=_SCALE),
        alt.X2(f"{end}:Q"),
        row_axis("bar_from"),
        alt.Y2("bar_to:Q"),
    )
    return chart


def _words(base: alt.Chart, palette: Palette) -> list[alt.Chart]:
    """Name at the left and number at the right above the bar, the detail below; its short form on a phone."""
    narrow = "width < datum.detail_width"

    def words(field: str, at: str, x: object, **mark: Any) -> alt.Chart:
        style: dict[str, Any] = {"font": FONT, "fontSize": TEXT_SIZE, "baseline": "middle"} | mark
        chart: alt.Chart = base.mark_text(**style).encode(x=x, y=row_axis(at), text=alt.Text(f"{field}:N"))
        return chart

    left = alt.XValue(0)
    return [
        *(
            words("name", "name_at", alt.XValue(px), align="left", fill=palette.ink,
                  limit=alt.ExprRef(f"width - datum.beside - {px}")).transform_filter(f"{sign}datum.is_inside")
            for px, sign in ((0, "!"), (_INDENT, ""))
        ),
        words("number", "name_at", alt.XValue("width"), align="right", fill=palette.ink, fontWeight="bold"),
        words("detail", "detail_at", left, align="left", fill=palette.muted,
              fontSize=alt.ExprRef(f"{narrow} ? 0 : {SMALL_SIZE}")),
        words("brief", "detail_at", left, align="left", fill=palette.muted,
              fontSize=alt.ExprRef(f"{narrow} ? {SMALL_SIZE} : 0")),
    ]  # fmt: skip


def _hit(base: alt.Chart, t: Texts) -> alt.Chart:
    area = base.mark_rect(opacity=0, cursor="pointer").encode(
        x=alt.XValue(0),
        x2=alt.X2Value("width"),
        y=row_axis("row_top"),
        y2=alt.Y2("row_bottom:Q"),
        tooltip=[alt.Tooltip("name:N", title=t("Part")), alt.Tooltip("detail:N", title=t("Figures"))],
    )
    return clickable(area, "dimension", "value")


def _frame(data: pd.DataFrame, t: Texts) -> pd.DataFrame:
    records: list[Any] = data.to_dict("records")
    return pd.DataFrame(
        {
            "dimension": [row["dimension"] for row in records],
            "value": ["" if is_missing(row["value"]) else row["value"] for row in records],
            "name": [row["part"] for row in records],
            "is_inside": [bool(row["is_inside"]) for row in records],
            "number": [t.projects(row["signed_projects"]) for row in records],
            "detail": [part_detail(t, row) for row in records],
            "brief": [part_brief(t, row) for row in records],
            "zero": 0.0,
            "signed": [float(row["signed_projects"]) for row in records],
            "started": [float(row["started_projects"]) for row in records],
            "last": [
                -1.0 if is_missing(row["last_signed_projects"]) else float(row["last_signed_projects"])
                for row in records
            ],
            "name_at": down(data, _NAME_AT).to_list(),
            "bar_from": down(data, _BAR_FROM).to_list(),
            "bar_to": down(data, _BAR_TO).to_list(),
            "tick_from": down(data, _BAR_FROM - 0.05).to_list(),
            "tick_to": down(data, _BAR_TO + 0.05).to_list(),
            "detail_at": down(data, _DETAIL_AT).to_list(),
            "row_top": down(data, 0).to_list(),
            "row_bottom": down(data, 1).to_list(),
        }
    )
