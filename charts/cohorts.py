"""What became of each month's signings, month after month: a heat map with its figure in every cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import altair as alt
import pandas as pd

from charts.drawing import Drawing, named
from charts.theme import FONT, SMALL_SIZE, TEXT_SIZE, Palette, Picture, clickable
from texts import Texts
from texts.writing import is_missing, rounded

Share = Literal["started", "arrived"]

#: Months since signing that are shown where there are more than a year of them.
MILESTONES = (0, 1, 2, 3, 6, 9, 12, 18, 24, 36, 48, 60, 84, 120)
_YEAR = 12
#: A share of fewer stands on plain ground, muted: it is not to be compared.
_FEW = 5
#: Share → columns of signing_months: the rate, its numerator, its denominator, the agreements it is of.
_COLUMNS: dict[Share, tuple[str, str, str, str]] = {
    "started": ("start_rate", "started_projects", "formal_projects", "formal_projects"),
    "arrived": ("arrival_rate", "arrived_of_signed", "known_planned", "known_projects"),
}
#: On a phone twelve columns leave 20 px each.
_SIZE = alt.ExprRef(f"width < 420 ? 11 : {TEXT_SIZE}")


def cohorts(
    rows: pd.DataFrame, t: Texts, palette: Palette, share: Share, labels: tuple[tuple[str, str], ...] = ()
) -> Drawing:
    """A row a signing month and one for all, a column a number of months since; at the left the agreements.

    With `labels` (event → how it is written) the rows are of events, by `activity_id` in the place of the month.

    `rows`: of signing_months. Figures are whole percents; a cell that had not happened is not drawn. A click
    names the signing month (as 2023-01) and the months since.
    """
    written = dict(labels)
    rows = rows.rename(columns={"activity_id": "signed_month"})
    frame, counts = _cells(rows, t, share, written), _counts(rows, t, written)
    # The darkest is all that started, or the most money that arrived: each cell's place is its part of that.
    top = 1.0 if share == "started" else max([1e-9, *frame.loc[frame["is_compared"], "share"]])
    frame = frame.assign(share_at=frame["share"] / top)
    of = (t, palette, share, tuple(counts["signed"]), tuple(shown(rows)), bool(labels))
    return Drawing(_drawn, of, {"rows": frame, "counts": counts})


def _drawn(
    t: Texts, palette: Palette, share: Share, signed: tuple[str, ...], months: tuple[int, ...], has_labels: bool
) -> Picture:
    """`signed`: the names of the rows; `months`: those since signing that have a column."""
    many = "datum.is_compared"
    order = [t("Signed"), *map(str, months)]
    across = alt.X("since:N", sort=order, title=None, scale=alt.Scale(domain=order), axis=_axis(palette, "top"))
    down = alt.Y("signed:N", sort=list(signed), title=None, axis=_axis(palette, "left", has_labels=has_labels))
    cells = named().mark_rect(cornerRadius=3, stroke=palette.background, strokeWidth=2)
    heat = cells.transform_filter(many).encode(
        across,
        down,
        alt.Color("share_at:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=list(palette.heat), clamp=True)),
    )
    pale = (
        cells.transform_filter(f"!{many}").mark_rect(cornerRadius=3, fill=palette.background, stroke=palette.grid)
    ).encode(across, down)
    area = named().mark_rect(opacity=0, cursor="pointer").encode(across, down, tooltip=_tooltip(t, share))

    def text(data: str, **mark: Any) -> alt.Chart:
        chart: alt.Chart = (
            named(data).mark_text(font=FONT, fontSize=_SIZE, **mark).encode(across, down, text=alt.Text("figure:N"))
        )
        return chart

    figures = text("rows", fill=palette.ink).transform_filter(many)
    few = text("rows", fill=palette.muted).transform_filter(f"!{many}")
    return alt.layer(
        heat, pale, figures, few, text("counts", fill=palette.muted), clickable(area, "signing", "months_since")
    )


def shown(rows: pd.DataFrame) -> list[int]:
    """Which months since signing are shown: all of the first year, else the milestones."""
    every = sorted(set(rows["months_since"]))
    return [since for since in every if len(every) <= _YEAR or since in MILESTONES]


#: Before a phone's chart there is room for what stands before the dot: the day. It hangs on the chart's room, not on
#: what the labels leave of it, which hangs on them.
_DAY = (
    "containerSize()[0] < 560 && indexof(datum.label, ' · ') > 0 "
    "? slice(datum.label, 0, indexof(datum.label, ' · ')) : datum.label"
)


def _axis(palette: Palette, side: Literal["top", "left"], *, has_labels: bool = False) -> alt.Axis:
    return alt.Axis(
        orient=side, labelAngle=0, labelColor=palette.muted if side == "top" else palette.ink,
        labelLimit=300 if has_labels else 120, labelExpr=_DAY if has_labels else alt.Undefined,
        labelOverlap=False, labelFontSize=SMALL_SIZE, labelPadding=4,
    )  # fmt: skip


def _name(t: Texts, signed: Any, labels: Mapping[str, str]) -> str:
    if is_missing(signed):
        return t("All")
    return labels[signed] if labels else t.month(signed)


def _code(signed: Any, labels: Mapping[str, str]) -> str:
    if is_missing(signed):
        return ""
    return str(signed) if labels else f"{signed:%Y-%m}"


def _counts(rows: pd.DataFrame, t: Texts, labels: Mapping[str, str]) -> pd.DataFrame:
    """How many were signed in each month; of all months it differs by column and stands in the tooltips."""
    months = rows.drop_duplicates("signed_month")
    return pd.DataFrame(
        {
            "signed": [_name(t, signed, labels) for signed in months["signed_month"]],
            "since": t("Signed"),
            "figure": [
                "" if is_missing(signed) else t.number(n)
                for signed, n in zip(months["signed_month"], months["formal_projects"], strict=True)
            ],
        }
    )


def _cells(rows: pd.DataFrame, t: Texts, share: Share, labels: Mapping[str, str]) -> pd.DataFrame:
    rate, over, under, of = _COLUMNS[share]
    some = rows[rows[rate].notna() & rows["months_since"].isin(shown(rows))]
    amount = t.money if share == "arrived" else t.projects
    return pd.DataFrame(
        {
            "signed": [_name(t, signed, labels) for signed in some["signed_month"]],
            "signing": [_code(signed, labels) for signed in some["signed_month"]],
            "since": some["months_since"].astype(str),
            "months_since": some["months_since"].astype("int64"),
            "share": some[rate].astype("float64"),
            "figure": [_figure(one) for one in some[rate]],
            "is_compared": some[of] >= _FEW,
            "read": ["—" if is_missing(day) else t.day(day) for day in some["read_on"]],
            "of": [t.projects(n) for n in some[of]],
            "exact": [t.percent(one) for one in some[rate]],
            "over": [amount(one) for one in some[over]],
            "under": [amount(one) for one in some[under]],
        }
    )


def _figure(share: float) -> str:
    """A whole percent; what is not quite nothing or not quite all does not look so."""
    percent = rounded(float(share) * 100, 0)
    if percent == 0 and share > 0:
        return "<1"
    return ">99" if percent == 100 and share < 1 else f"{percent}"


def _tooltip(t: Texts, share: Share) -> list[alt.Tooltip]:
    if share == "started":
        parts = [alt.Tooltip("over:N", title=t("Started")), alt.Tooltip("exact:N", title=t("Start rate"))]
    else:
        parts = [
            alt.Tooltip("under:N", title=t("Planned investment")),
            alt.Tooltip("over:N", title=t("Funds arrived")),
            alt.Tooltip("exact:N", title=t("Arrival rate")),
        ]
    return [
        alt.Tooltip("signed:N", title=t("Signed in")),
        alt.Tooltip("since:N", title=t("Months since")),
        alt.Tooltip("read:N", title=t("As of")),
        alt.Tooltip("of:N", title=t("Formal agreements")),
        *parts,
    ]
