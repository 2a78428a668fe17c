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
#: Names stand in so much of the width at most, and in what the settings' longest name needs; longer ones end with an
#: ellipsis. So many fit above each other.
_ROOM = "min(datum.room, max(width * 0.42, 224))"
_MOST_NAMES = 16
#: At the right end of a name stands its share.
_SHARE_PX = 38
#: What a row is of, in every layer.
_OF = ("code", "from_on")
#: What the shares inside the bars, the words around a bar and the names at the last one are drawn of.
_INSIDE = ("middle", "share_text", "text_colour")
_QUARTER = ("quarter_text", "quarter_number", "year_text", "total_text", "total_at", "quarter_at", "year_at")
_LABEL = ("label_at", "label", "label_share", "square", "colour")
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
    """One bar a quarter, the quarter under way paler; names and shares stand at the right of the last bar.

    `data`: of industry_quarters, the quarter as quarter_from, with name (as shown), colour and rank of each
    industry (the lowest at the bottom). A quarter in which there is nothing to share out keeps its place and name.
    """
    quarters = _quarters(data, t, money, measure)
    frame = _frame(data, t, palette, money, measure, quarters.set_index("quarter_from")["at"])
    labels = _labels(frame, t)
    # Fields of the rows, as all that differs by view: one specification fits any number of quarters and any names.
    places = {
        "room": 22 + _SHARE_PX + round(max(text_width(text, TEXT_SIZE) for text in labels["label"])),
        "quarters": len(quarters),
    }
    # Each layer's rows with what it draws, no more: all of this is sent to the browser.
    rows = {
        "rows": frame.drop(columns=[*_INSIDE]),
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
    # A line in the background's colour parts what stands on each other, also where two colours are close.
    bars = (
        named()
        .mark_rect(stroke=palette.background, strokeWidth=1)
        .encode(x=_across("left"), x2=_across("right"), y=_up("bottom"), y2=alt.Y2("top:Q"))
    )
    return alt.layer(
        bars.encode(color=alt.Color("fill:N", scale=None, legend=None)),
        _inside(),
        *_frame_words(palette),
        *_names(palette),
        clickable(bars.mark_rect(opacity=0, strokeWidth=0, cursor="pointer").encode(tooltip=tooltip), *_OF),
    )


def _across(field: str) -> Any:
    """The place of a field that counts quarters, left of the room for the names."""
    return alt.value(alt.ExprRef(f"(datum.{field} + 0.5) / datum.quarters * (width - {_ROOM} - 14)"))


def _up(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[-_BELOW, 1 + _ABOVE], nice=False))


def _narrow(px: int) -> str:
    """Has a quarter less than so many px?"""
    return f"width < {_ROOM} + 14 + {px} * datum.quarters"


def _inside() -> alt.Chart:
    """The shares of the larger parts, written into the bars where these are wide enough."""
    size = alt.ExprRef(f"{_narrow(_FIGURE_PX)} ? 0 : {SMALL_SIZE}")
    mark = named("inside").mark_text(font=FONT, fontSize=size, baseline="middle")
    chart: alt.Chart = mark.encode(
        x=_across("at"),
        y=_up("middle"),
        text=alt.Text("share_text:N"),
        color=alt.Color("text_colour:N", scale=None, legend=None),
    )
    return chart


def _frame_words(palette: Palette) -> list[alt.Chart]:
    """The total above each bar, quarter and year below; only the quarter's number where there is no room."""
    base = named("quarters")

    def words(field: str, at: str, fill: str, size: Any = SMALL_SIZE) -> alt.Chart:
        chart: alt.Chart = base.mark_text(font=FONT, fontSize=size, baseline="middle", fill=fill).encode(
            x=_across("at"), y=_up(at), text=alt.Text(f"{field}:N")
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

    def words(field: str, at: str, color: object, **mark: Any) -> alt.Chart:
        style: dict[str, Any] = {"font": FONT, "fontSize": TEXT_SIZE, "align": "left", "baseline": "middle"} | mark
        chart: alt.Chart = base.mark_text(**style).encode(
            x=alt.XValue(alt.ExprRef(at)), y=_up("label_at"), text=alt.Text(f"{field}:N"), color=color
        )
        return chart

    left, ink = f"width - {_ROOM}", alt.ColorValue(palette.ink)
    return [
        words("square", f"{left} - 2", alt.Color("colour:N", scale=None, legend=None)),
        words("label", f"{left} + 12", ink, limit=alt.ExprRef(f"{_ROOM} - 12 - {_SHARE_PX}")),
        words("label_share", "width", ink, align="right"),
    ]


def _quarters(data: pd.DataFrame, t: Texts, money: MoneyScale, measure: Measure) -> pd.DataFrame:
    """Every quarter for which the amount is known, from the first to the last: its place and the words around it."""
    known = data.loc[data[measure.amount].notna()].groupby("quarter_from")[measure.amount].sum()
    every = pd.date_range(known.index.min(), known.index.max(), freq="QS")
    whole = known.reindex(every, fill_value=0.0)
    return pd.DataFrame(
        {
            "quarter_from": every,
            "at": [float(at) for at in range(len(every))],
            # No industry: a click on the words around a bar is on the quarter as a whole.
            "code": "",
            "from_on": [quarter.date().isoformat() for quarter in every],
            "quarter_text": [t(QUARTERS[quarter.quarter]) for quarter in every],
            "quarter_number": [str(quarter.quarter) for quarter in every],
            "year_text": [
                t.year(quarter.year) if at == 0 or quarter.quarter == 1 else "" for at, quarter in enumerate(every)
            ],
            "total_text": [money.figure(amount) for amount in whole],
            "total_at": _TOTAL_AT,
            "quarter_at": _QUARTER_AT,
            "year_at": _YEAR_AT,
        }
    )


def _frame(
    data: pd.DataFrame, t: Texts, palette: Palette, money: MoneyScale, measure: Measure, places: pd.Series
) -> pd.DataFrame:
    """The parts of the bars. `places`: quarter → where its bar stands."""
    some = data[data[measure.share].notna()].sort_values(["quarter_from", "rank"])
    share = some[measure.share].astype("float64")
    top = share.groupby(some["quarter_from"]).cumsum()
    at = some["quarter_from"].map(places).astype("float64")
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
            "share": share,
            "share_text": [t.percent(one, 0) for one in share],
            "figures": [
                f"{money.figure(amount)}{money.unit}\u2002{t.percent(one)}"
                for amount, one in zip(some[measure.amount], share, strict=True)
            ],
            "at": at,
            "left": at - _BAR / 2,
            "right": at + _BAR / 2,
            "bottom": top - share,
            "top": top,
            "middle": top - share / 2,
        }
    )


def _labels(frame: pd.DataFrame, t: Texts) -> pd.DataFrame:
    """Name and share of each part of the last bar, moved apart so that no label lies on another.

    Of very many the largest are named, the others counted.
    """
    parts = frame[(frame["at"] == frame["at"].max()) & (frame["share"] > 0)]
    last = (
        parts.nlargest(_MOST_NAMES, "share").sort_values("bottom")
        if len(parts) > _MOST_NAMES
        else parts.sort_values("bottom")
    )
    placed: list[float] = []
    for middle in last["middle"]:
        placed.append(max(float(middle), placed[-1] + _LINE if placed else 0.0))
    highest = 1.0
    for at in range(len(placed) - 1, -1, -1):
        placed[at] = min(placed[at], highest)
        highest = placed[at] - _LINE
    labels = last["name"].to_list()
    if len(parts) > len(last):
        labels[0] += "\u2002" + t("and {n} more", n=t.number(len(parts) - len(last)))
    named: pd.DataFrame = last.assign(label_at=placed, label=labels, label_share=last["share_text"], square="■")
    return named
