"""Funnels side by side: a row a name, three nested bars and their figures in columns."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.drawing import Drawing, named
from charts.measure import text_width
from charts.rows import row_axis, scaled
from charts.theme import FONT, TEXT_SIZE, Palette, Picture, clickable
from texts import Texts
from texts.writing import is_missing

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
    frame = _frame(rows, t)
    edges, widths = _columns(frame, t)
    # Where the figures stand is a field of the rows: one specification fits figures of any width.
    places = {f"{column}_edge": edge for column, edge in edges.items()} | {"figures": sum(widths.values())}
    heads = pd.DataFrame(
        {
            "text": list(_heads(t).values()),
            "edge": list(edges.values()),
            "head_at": _down(len(frame), _HEAD_AT),
            "key_at": _down(len(frame), _SHADE_AT),
            "key_from": [edges[column] + width - _GAP for column, width in widths.items()],
            "shade": [_SHADES.get(column, 0.0) for column in widths],
        }
    )
    return Drawing(_drawn, (t, palette), {"rows": scaled(frame, *_SHADES).assign(**places), "heads": heads})


def _drawn(t: Texts, palette: Palette) -> Picture:
    base = named()
    bars = [
        base.mark_rect(cornerRadius=2, fill=palette.actual, opacity=shade).encode(
            x=alt.XValue(0), x2=_to(f"datum.{column}_at * (width - datum.figures)"),
            y=row_axis("bar_from"), y2=alt.Y2("bar_to:Q"),
        )
        for column, shade in _SHADES.items()
    ]  # fmt: skip
    names = base.mark_text(align="left", font=FONT, fontSize=TEXT_SIZE, fill=palette.ink).encode(
        x=alt.XValue(0), y=row_axis("name_at"), text=alt.Text("label:N")
    )
    columns = [_column(base, column, palette) for column in (*_SHADES, *_RATES)]
    area = base.mark_rect(opacity=0, cursor="pointer").encode(
        x=alt.XValue(0), x2=alt.X2Value("width"), y=row_axis("row_from"), y2=alt.Y2("row_to:Q"), tooltip=_tooltip(t)
    )
    return alt.layer(*bars, names, *columns, *_titles(palette), clickable(area, "label"))


def _at(place: str) -> alt.XValue:
    return alt.XValue(alt.ExprRef(place))


def _to(place: str) -> alt.X2Value:
    return alt.X2Value(alt.ExprRef(place))


def _down(count: int, at: Any) -> Any:
    """Rows from the top, the heading above them → the part of the whole height."""
    return (at + _HEAD) / (count + _HEAD)


def _heads(t: Texts) -> dict[str, str]:
    return {
        "formal_projects": t("Signed"),
        "started_projects": t("Started"),
        "funded_projects": t("Funded"),
        "start_rate": t("Start\nrate"),
        "arrival_rate": t("Arrival\nrate"),
    }


def _columns(frame: pd.DataFrame, t: Texts) -> tuple[dict[str, int], dict[str, int]]:
    """Where each column's figures end, in px from the right edge, and how wide the column is."""
    widths = {
        column: round(max(text_width(text, TEXT_SIZE) for text in [*head.split("\n"), *frame[f"{column}_text"]]))
        + (_WIDE_GAP if column in ("formal_projects", "start_rate") else _GAP)
        for column, head in _heads(t).items()
    }
    edges, beyond = {}, 0
    for column, width in reversed(widths.items()):
        edges[column] = beyond
        beyond += width
    return {column: edges[column] for column in widths}, widths


def _column(base: alt.Chart, column: str, palette: Palette) -> alt.Chart:
    ink: Any = alt.ColorValue(palette.ink)
    if column in _RATES:
        ink = alt.when("datum.is_few").then(alt.value(palette.muted)).otherwise(alt.value(palette.ink))
    mark = base.mark_text(align="right", font=FONT, fontSize=TEXT_SIZE)
    chart: alt.Chart = mark.encode(
        x=_at(f"width - datum.{column}_edge"), y=row_axis("line_at"), text=alt.Text(f"{column}_text:N"), color=ink
    )
    return chart


def _titles(palette: Palette) -> list[alt.Chart]:
    """Each column's heading, and under a count's a line in its bar's shade."""
    base = named("heads")
    heads = base.mark_text(
        align="right", baseline="bottom", font=FONT, fontSize=TEXT_SIZE, fill=palette.muted, lineBreak="\n",
        lineHeight=15,
    ).encode(x=_at("width - datum.edge"), y=row_axis("head_at"), text=alt.Text("text:N"))  # fmt: skip
    keys = base.mark_rule(strokeWidth=4, color=palette.actual).encode(
        x=_at("width - datum.key_from"),
        x2=_to("width - datum.edge"),
        y=row_axis("key_at"),
        opacity=alt.Opacity("shade:Q", scale=None, legend=None),
    )
    return [heads, keys]


def _frame(rows: pd.DataFrame, t: Texts) -> pd.DataFrame:
    order = pd.Series(range(len(rows)), index=rows.index, dtype="float64")
    frame = rows[["label", *_SHADES]].astype(dict.fromkeys(_SHADES, "float64")).fillna(dict.fromkeys(_SHADES, 0.0))
    frame = frame.assign(
        row_from=_down(len(rows), order),
        row_to=_down(len(rows), order + 1),
        name_at=_down(len(rows), order + _NAME_AT),
        line_at=_down(len(rows), order + _LINE_AT),
        bar_from=_down(len(rows), order + _BAR[0]),
        bar_to=_down(len(rows), order + _BAR[1]),
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
    if words := t.withheld(row[f"{column}_projects"]):
        return words
    if is_missing(row[f"{column}_projects"]):
        return t("No data")
    figures = {"projects": t.projects(row[f"{column}_projects"]), "planned": t.money(row[f"{column}_planned"])}
    if stage == "funded":
        arrived = t.money(row["arrived_of_funded"])
        return t("{projects}, {arrived} arrived (planned investment {planned})", arrived=arrived, **figures)
    return t("{projects} (planned investment {planned})", **figures)


def _days(t: Texts, row: Any) -> str:
    if not row["timed_projects"]:
        return "—"
    median = t.withheld(row["median_days_to_start"]) or t("median {n} days", n=t.whole(row["median_days_to_start"]))
    if is_missing(row["timed_projects"]):
        return median
    return t("{median} (of {n})", median=median, n=t.number(row["timed_projects"]))


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
