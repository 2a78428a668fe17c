"""Funnels side by side: a row a name, three nested bars and their figures in columns."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.drawing import Drawing, named
from charts.measure import text_width
from charts.rows import scaled
from charts.theme import FONT, TEXT_SIZE, Palette, Picture, clickable
from texts import Texts

#: Of the row's height: its name, then bars and figures on one line. The heading takes about a row.
_NAME_AT, _LINE_AT = 0.24, 0.7
_BAR = (0.52, 0.88)
_HEAD, _HEAD_AT, _SHADE_AT = 0.9, -0.24, -0.1
#: Signed, started, funded, each inside the one before.
_SHADES = {"formal_projects": 0.22, "started_projects": 0.5, "funded_projects": 1.0}
_RATES = ("start_rate", "arrival_rate")
_FEW = 5
#: Between two columns, and more before the rates.
_GAP, _WIDE_GAP = 8, 16


def funnels(rows: pd.DataFrame, t: Texts, palette: Palette) -> Drawing:
    """Signed ⊇ started ⊇ funded by length; counts, start rate and arrival rate right of them.

    `rows`: of funnel_groups, with `label`, the name in the reader's language. Rates of few are muted.
    A click names the row by its label.
    """
    frame, heads = _frame(rows, t), _heads(t)
    widths = tuple(
        round(max(text_width(text, TEXT_SIZE) for text in [*head.split("\n"), *frame[f"{column}_text"]]))
        + (_WIDE_GAP if column in ("formal_projects", "start_rate") else _GAP)
        for column, head in heads.items()
    )
    return Drawing(_drawn, (t, palette, len(frame), widths), {"rows": scaled(frame, *_SHADES)})


def _drawn(t: Texts, palette: Palette, count: int, wide: tuple[int, ...]) -> Picture:
    """`count` rows; `wide`: px of each column of figures."""
    heads = _heads(t)
    widths = dict(zip(heads, wide, strict=True))
    edges = _edges(widths)
    down = alt.Scale(domain=[-_HEAD, count], reverse=True, nice=False)
    across = alt.Scale(domain=[0, 1], range=[0, _from_right(sum(wide))], nice=False)
    base = named()
    bars = [
        base.mark_rect(cornerRadius=2, fill=palette.actual, opacity=shade).encode(
            alt.X("zero:Q", axis=None, scale=across), alt.X2(f"{column}_at:Q"),
            alt.Y("bar_from:Q", axis=None, scale=down), alt.Y2("bar_to:Q"),
        )
        for column, shade in _SHADES.items()
    ]  # fmt: skip
    names = base.mark_text(align="left", font=FONT, fontSize=TEXT_SIZE, fill=palette.ink, x=0).encode(
        alt.Y("name_at:Q", axis=None, scale=down), text="label:N"
    )
    columns = [_column(base, column, edges[column], down, palette) for column in heads]
    titles = [_head(text, edges[column], down, palette) for column, text in heads.items()]
    keys = [_key(widths[column], edges[column], down, palette, shade) for column, shade in _SHADES.items()]
    area = base.mark_rect(opacity=0, cursor="pointer").encode(
        x=alt.value(0), x2=alt.value("width"), y=alt.Y("row_from:Q", axis=None, scale=down), y2="row_to:Q",
        tooltip=_tooltip(t),
    )  # fmt: skip
    return alt.layer(*bars, names, *columns, *titles, *keys, clickable(area, "label"))


def _heads(t: Texts) -> dict[str, str]:
    return {
        "formal_projects": t("Signed"),
        "started_projects": t("Started"),
        "funded_projects": t("Funded"),
        "start_rate": t("Start\nrate"),
        "arrival_rate": t("Arrival\nrate"),
    }


def _edges(widths: dict[str, int]) -> dict[str, int]:
    """Where each column's figures end, in px from the right edge."""
    edges, beyond = {}, 0
    for column, width in reversed(widths.items()):
        edges[column] = beyond
        beyond += width
    return edges


def _from_right(px: int) -> alt.ExprRef:
    return alt.ExprRef(f"width - {px}")


def _column(base: alt.Chart, column: str, edge: int, down: alt.Scale, palette: Palette) -> alt.Chart:
    ink: Any = alt.value(palette.ink)
    if column in _RATES:
        ink = alt.when("datum.is_few").then(alt.value(palette.muted)).otherwise(ink)
    mark = base.mark_text(align="right", font=FONT, fontSize=TEXT_SIZE, x=_from_right(edge))
    chart: alt.Chart = mark.encode(alt.Y("line_at:Q", axis=None, scale=down), text=f"{column}_text:N", color=ink)
    return chart


def _head(text: str, edge: int, down: alt.Scale, palette: Palette) -> alt.Chart:
    at = alt.Chart(pd.DataFrame({"at": [_HEAD_AT], "text": [text]}))
    mark = at.mark_text(
        align="right", baseline="bottom", font=FONT, fontSize=TEXT_SIZE, fill=palette.muted, x=_from_right(edge),
        lineBreak="\n", lineHeight=15,
    )  # fmt: skip
    chart: alt.Chart = mark.encode(alt.Y("at:Q", axis=None, scale=down), text="text:N")
    return chart


def _key(width: int, edge: int, down: alt.Scale, palette: Palette, shade: float) -> alt.Chart:
    """A line under a count's heading in its bar's shade."""
    at = alt.Chart(pd.DataFrame({"at": [_SHADE_AT]}))
    mark = at.mark_rule(
        strokeWidth=4, color=palette.actual, opacity=shade, x=_from_right(edge + width - _GAP), x2=_from_right(edge)
    )
    chart: alt.Chart = mark.encode(alt.Y("at:Q", axis=None, scale=down))
    return chart


def _frame(rows: pd.DataFrame, t: Texts) -> pd.DataFrame:
    order = pd.Series(range(len(rows)), index=rows.index, dtype="float64")
    frame = rows[["label", *_SHADES]].assign(
        zero=0,
        row_from=order,
        row_to=order + 1,
        name_at=order + _NAME_AT,
        line_at=order + _LINE_AT,
        bar_from=order + _BAR[0],
        bar_to=order + _BAR[1],
        is_few=rows["formal_projects"] < _FEW,
    )
    for column in _SHADES:
        frame[f"{column}_text"] = [t.number(n) for n in rows[column]]
    for column in _RATES:
        frame[f"{column}_text"] = [t.percent(share) for share in rows[column]]
    for stage in ("signed", "started", "funded"):
        frame[f"{stage}_words"] = [_stage_words(t, row, stage) for row in rows.to_dict("records")]
    frame["days"] = [_days(t, row) for row in rows.to_dict("records")]
    return frame


def _stage_words(t: Texts, row: Any, stage: str) -> str:
    column = "formal" if stage == "signed" else stage
    figures = {"projects": t.projects(row[f"{column}_projects"]), "planned": t.money(row[f"{column}_planned"])}
    if stage == "funded":
        arrived = t.money(row["arrived_of_funded"])
        return t("{projects}, {arrived} arrived (planned investment {planned})", arrived=arrived, **figures)
    return t("{projects} (planned investment {planned})", **figures)


def _days(t: Texts, row: Any) -> str:
    if not row["timed_projects"]:
        return "—"
    return t("{median} (of {n})", median=t("median {n} days", n=t.whole(row["median_days_to_start"])),
             n=t.number(row["timed_projects"]))  # fmt: skip


def _tooltip(t: Texts) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title=t("Name")),
        alt.Tooltip("signed_words:N", title=t("Signed")),
        alt.Tooltip("started_words:N", title=t("Started")),
        alt.Tooltip("funded_words:N", title=t("With funds arrived")),
        alt.Tooltip("start_rate_text:N", title=t("Start rate")),
        alt.Tooltip("arrival_rate_text:N", title=t("Arrival rate")),
        alt.Tooltip("days:N", title=t("Signed to started")),
    ]
