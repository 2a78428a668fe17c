"""What each quarter is made up of: stacked to 100 %, the industries in their own colours, labelled at the last."""

from __future__ import annotations

from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from charts.drawing import Drawing, named
from charts.measure import text_width
from charts.theme import FONT, SMALL_SIZE, TEXT_SIZE, Palette, Picture, clickable, faded, readable_on
from texts import MoneyScale, Texts
from texts.terms import QUARTERS, quarter_words

#: Of the height of 100 %: the room above for the totals, below for two lines of quarter and year.
_ABOVE, _BELOW = 0.10, 0.20
_TOTAL_AT, _QUARTER_AT, _YEAR_AT = 1.045, -0.06, -0.145
#: A label needs so much of the height; a smaller part has no figure of its own in its bar.
_LINE, _SMALLEST = 0.062, 0.10
_BAR = 0.78
#: How much is left of the colours of a quarter that is not complete.
_FADED = 0.5
#: What a row is of, in every layer.
_OF = ("code", "from_on")
#: What the shares inside the bars, the words around a bar and the names at the last one are drawn of.
_INSIDE = ("middle", "share_text", "text_colour")
_QUARTER = ("quarter_text", "quarter_number", "year_text", "total_text", "total_at", "quarter_at", "year_at")
_LABEL = ("label_at", "label", "square", "colour")
#: A bar needs so many px for the quarter's name, so many for a figure; where it has fewer they are left out.
_NAME_PX, _FIGURE_PX = 54, 32


class Measure(NamedTuple):
    """The columns of industry_quarters that a picture is of."""

    amount: str
    share: str
    whole: str
    is_whole: str


SIGNED = Measure("signed_planned", "planned_share", "quarter_planned", "is_signed_whole")
ARRIVED = Measure("funds_arrived", "funds_share", "quarter_funds", "is_funds_whole")


def composition(data: pd.DataFrame, t: Texts, palette: Palette, money: MoneyScale, measure: Measure) -> Drawing:
    """One bar a quarter, the quarter under way paler; names and shares stand at the last bar.

    `data`: of industry_quarters, the quarter as quarter_from, with name (as shown), colour and rank of each
    industry (the lowest at the bottom).
    """
    frame = _frame(data, t, palette, money, measure)
    quarters = frame.drop_duplicates("at")
    labels = _labels(frame)
    # Fields of the rows, as all that differs by view: one specification fits any number of quarters and any names.
    places = {
        "room": 14 + round(max(text_width(text, TEXT_SIZE) for text in labels["label"])),
        "quarters": len(quarters),
    }
    # Each layer's rows with what it draws, no more: all of this is sent to the browser.
    rows = {
        "rows": frame.drop(columns=[*_INSIDE, *_QUARTER]),
        "inside": frame.loc[frame["share"] >= _SMALLEST, ["at", *_OF, *_INSIDE]],
        "quarters": quarters[["at", *_OF, *_QUARTER]],
        "labels": labels[[*_OF, *_LABEL]],
    }
    return Drawing(_drawn, (t, palette), {name: some.assign(**places) for name, some in rows.items()})


def _drawn(t: Texts, palette: Palette) -> Picture:
    tooltip = [
        alt.Tooltip("quarter:N", title=t("Quarter")),
        alt.Tooltip("name:N", title=t("Industry")),
        alt.Tooltip("figures:N", title=t("Amount and share")),
    ]
    bars = named().mark_rect().encode(x=_across("left"), x2=_across("right"), y=_up("bottom"), y2="top:Q")
    return alt.layer(
        bars.encode(color=alt.Color("fill:N", scale=None, legend=None)),
        _inside(),
        *_frame_words(palette),
        *_names(palette),
        clickable(bars.mark_rect(opacity=0, cursor="pointer").encode(tooltip=tooltip), "code", "from_on"),
    )


def _across(field: str) -> Any:
    """The place of a field that counts quarters, left of the room for the names."""
    return alt.value(alt.ExprRef(f"(datum.{field} + 0.5) / datum.quarters * (width - datum.room - 14)"))


def _up(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[-_BELOW, 1 + _ABOVE], nice=False))


def _narrow(px: int) -> str:
    """Has a quarter less than so many px?"""
    return f"width < datum.room + 14 + {px} * datum.quarters"


def _inside() -> alt.Chart:
    """The shares of the larger parts, written into the bars where these are wide enough."""
    size = alt.ExprRef(f"{_narrow(_FIGURE_PX)} ? 0 : {SMALL_SIZE}")
    mark = named("inside").mark_text(font=FONT, fontSize=size, baseline="middle")
    chart: alt.Chart = mark.encode(
        x=_across("at"),
        y=_up("middle"),
        text="share_text:N",
        color=alt.Color("text_colour:N", scale=None, legend=None),
    )
    return chart


def _frame_words(palette: Palette) -> list[alt.Chart]:
    """The total above each bar, quarter and year below; only the quarter's number where there is no room."""
    base = named("quarters")

    def words(field: str, at: str, fill: str, size: Any = SMALL_SIZE) -> alt.Chart:
        chart: alt.Chart = base.mark_text(font=FONT, fontSize=size, baseline="middle", fill=fill).encode(
            x=_across("at"), y=_up(at), text=f"{field}:N"
        )
        return chart

    unnamed, narrow = _narrow(_NAME_PX), _narrow(_FIGURE_PX)
    return [
        words("total_text", "total_at", palette.ink, alt.ExprRef(f"{narrow} ? 0 : {SMALL_SIZE}")),
        words("quarter_text", "quarter_at", palette.muted, alt.ExprRef(f"{unnamed} ? 0 : {SMALL_SIZE}")),
        words("quarter_number", "quarter_at", palette.muted, alt.ExprRef(f"{unnamed} ? {SMALL_SIZE} : 0")),
        words("year_text", "year_at", palette.muted),
    ]


def _names(palette: Palette) -> list[alt.Chart]:
    """At the right of the last bar: the industry's colour, its name and share."""
    base = named("labels")

    def words(field: str, left: int, color: object) -> alt.Chart:
        chart: alt.Chart = base.mark_text(font=FONT, fontSize=TEXT_SIZE, align="left", baseline="middle").encode(
            x=alt.value(alt.ExprRef(f"width - datum.room + {left}")), y=_up("label_at"), text=f"{field}:N", color=color
        )
        return chart

    return [
        words("square", -2, alt.Color("colour:N", scale=None, legend=None)),
        words("label", 12, alt.value(palette.ink)),
    ]


def _frame(data: pd.DataFrame, t: Texts, palette: Palette, money: MoneyScale, measure: Measure) -> pd.DataFrame:
    some = data[data[measure.share].notna()]
    order = {quarter: at for at, quarter in enumerate(sorted(data["quarter_from"].unique()))}
    some = some.sort_values(["quarter_from", "rank"])
    share = some[measure.share].astype("float64")
    top = share.groupby(some["quarter_from"]).cumsum()
    at = some["quarter_from"].map(order).astype("float64")
    number = [quarter.quarter for quarter in some["quarter_from"]]
    fill = [
        colour if is_whole else faded(colour, palette, _FADED)
        for colour, is_whole in zip(some["colour"], some[measure.is_whole], strict=True)
    ]
    return pd.DataFrame(
        {
            "code": some["industry"],
            "name": some["name"],
            "colour": some["colour"],
            "fill": fill,
            "text_colour": [readable_on(colour, palette) for colour in fill],
            "is_whole": some[measure.is_whole].astype(bool),
            "quarter": [quarter_words(t, quarter) for quarter in some["quarter_from"]],
            "from_on": [quarter.date().isoformat() for quarter in some["quarter_from"]],
            "quarter_text": [t(QUARTERS[one]) for one in number],
            "quarter_number": [str(one) for one in number],
            "year_text": [t.year(one.year) if _is_first(one, order) else "" for one in some["quarter_from"]],
            "share": share,
            "share_text": [t.percent(one, 0) for one in share],
            "figures": [
                f"{money.figure(amount)}{money.unit}\u2002{t.percent(one)}"
                for amount, one in zip(some[measure.amount], share, strict=True)
            ],
            "total_text": [money.figure(whole) for whole in some[measure.whole]],
            "at": at,
            "left": at - _BAR / 2,
            "right": at + _BAR / 2,
            "bottom": top - share,
            "top": top,
            "middle": top - share / 2,
            "total_at": _TOTAL_AT,
            "quarter_at": _QUARTER_AT,
            "year_at": _YEAR_AT,
        }
    )


def _is_first(quarter: pd.Timestamp, order: dict[pd.Timestamp, int]) -> bool:
    """The first quarter of its year in the picture: the one that names the year."""
    return not any(one.year == quarter.year and one < quarter for one in order)


def _labels(frame: pd.DataFrame) -> pd.DataFrame:
    """Name and share of each part of the last bar, moved apart so that no label lies on another."""
    last = frame[(frame["at"] == frame["at"].max()) & (frame["share"] > 0)].sort_values("bottom")
    placed: list[float] = []
    for middle in last["middle"]:
        placed.append(max(float(middle), placed[-1] + _LINE if placed else 0.0))
    highest = 1.0
    for at in range(len(placed) - 1, -1, -1):
        placed[at] = min(placed[at], highest)
        highest = placed[at] - _LINE
    labels = [f"{name}\u2002{share}" for name, share in zip(last["name"], last["share_text"], strict=True)]
    named: pd.DataFrame = last.assign(label_at=placed, label=labels, square="■")
    return named
