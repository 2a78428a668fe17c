"""A cumulative amount by month against the schedule, with last year in grey: investment completed, funds arrived."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import altair as alt
import pandas as pd

from charts.measure import text_width
from charts.theme import FONT, TEXT_SIZE, Palette, Picture
from texts import MoneyScale, Texts
from texts.language import N_
from texts.writing import is_missing

#: A label block needs so much of the axis above it; in months near the start it is lifted over the line.
_HEADROOM = 1.14
#: Of a year that has ended last year's label stands in the block too, since bars fill the place under its line.
_HEADROOM_OF_A_WHOLE_YEAR = 1.24
#: With more room for labels than this the bars would be squashed.
_MOST_HEADROOM = 1.45
_EARLY_MONTHS = 3
_MONTHS = 12
_FAR_BELOW = 0.7
#: Where nobody says otherwise a chart is about so wide and high, of which the axes take so much. In px.
_USUAL_SIZE = (480, 260)
_AXIS_SIZE = (50, 30)
_LINE = 16
#: Property of a text → the field of a label that it is.
_SET = {"fontWeight": "weight", "align": "align", "dx": "dx", "dy": "dy"}


class Wording(NamedTuple):
    """Message ids of what the bars are: the label of the last one, the tooltip's heading."""

    label: str
    heading: str
    #: Where the label of last year's line stands: under a line that the schedule runs above, else over it.
    last_year_dy: int


COMPLETED = Wording(N_("Completed {amount}"), N_("Cumulative completed ({unit})"), 30)
ARRIVED = Wording(N_("Arrived {amount}"), N_("Cumulative funds arrived ({unit})"), -14)


def funds(rows: pd.DataFrame, t: Texts, palette: Palette, money: MoneyScale, *, is_against_plan: bool) -> Picture:
    """Twelve months of funds arrived beside last year's; against the plan of completed investment only where asked.

    `rows`: month, cumulative_funds, cumulative_scheduled, last_cumulative_funds (万元), as `funds_months` returns
    them.
    """
    named = rows.rename(
        columns={"cumulative_funds": "cumulative_invested", "last_cumulative_funds": "last_cumulative_invested"}
    )
    if not is_against_plan:
        named["cumulative_scheduled"] = float("nan")
    return cumulative(named, t, palette, money, ARRIVED)


def cumulative(
    rows: pd.DataFrame,
    t: Texts,
    palette: Palette,
    money: MoneyScale,
    wording: Wording = COMPLETED,
    size: tuple[float, float] = _USUAL_SIZE,
) -> Picture:
    """Twelve months: bars for the actual, a dashed line for the schedule, a grey one for last year.

    `rows`: month, cumulative_invested, cumulative_scheduled, last_cumulative_invested (万元), as
    `target_months` returns them; `money` is the unit of the whole chart; `size`, width and height in px, about.
    """
    frame = _frame(rows, t, money)
    room = _room(frame, t, wording, size)
    frame["top"] = float(frame["above"].max() or 1) * room.headroom
    month = alt.X("month:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelOverlap="parity"))
    # The scale's end is a field of the rows: one specification fits every year, and the browser need not build it anew.
    amount = alt.Y("actual_at:Q", title=None, scale=alt.Scale(nice=False), axis=alt.Axis(tickCount=5))
    base = alt.Chart(_drawable(frame))
    bars = base.mark_bar(width={"band": 0.62}, cornerRadiusTopLeft=2, cornerRadiusTopRight=2).encode(
        month,
        amount,
        color=alt.when("datum.is_last").then(alt.value(palette.actual)).otherwise(alt.value(palette.actual_past)),
        tooltip=_tooltip(t, money.unit, wording),
    )
    schedule = base.mark_line(strokeDash=[5, 4], strokeWidth=2, color=palette.schedule, tooltip=None).encode(
        month, alt.Y("scheduled_at:Q")
    )
    last_year = base.mark_line(strokeWidth=1.8, color=palette.last_year).encode(month, alt.Y("last_year_at:Q"))
    end = base.mark_point(opacity=0, size=0, strokeWidth=0, tooltip=None).encode(alt.Y("top:Q"))
    words = pd.DataFrame(_labels(frame, t, palette, wording, room), columns=Label._fields)
    texts = alt.Chart(words).encode(alt.X("month:N", sort=None), alt.Y("at:Q"), text="text:N")
    return alt.layer(bars, schedule, last_year, end, *_written(texts, palette))


class _Room(NamedTuple):
    """Where there is room for labels: in a narrow chart, or late in the year, there is less."""

    #: Last year's label stands right of the last bar; else it joins the last month's figures.
    is_beside_bars: bool
    #: The plan's label stands beside the schedule's; else above it.
    is_beside_due: bool
    #: The last month's figures stand over its bar; else in the corner at the top, which lines that rise leave empty.
    is_over_bar: bool
    #: How many lines stand over the last bar.
    lines: int
    #: How much higher than its highest value the chart is, so that the labels have their place.
    headroom: float


#: A figure of the last month: its amount, its words, their colour and weight.
_Line = tuple[float, str, str, Literal["normal", "bold"]]


class Label(NamedTuple):
    """A label in the picture: at which month and amount it stands, its words and how they are set."""

    month: str
    at: float
    text: str
    colour: str
    weight: Literal["normal", "bold"] = "normal"
    align: Literal["left", "right"] = "right"
    dx: int = 14
    dy: int = 0


def _written(base: alt.Chart, palette: Palette) -> list[alt.Chart]:
    """The labels over a rim in the background's colour, so that no line crosses a number."""
    style: dict[str, Any] = {"font": FONT, "fontSize": TEXT_SIZE}
    style |= {name: alt.ExprRef(f"datum.{of}") for name, of in _SET.items()}
    rim = base.mark_text(**style, stroke=palette.background, strokeWidth=4, strokeJoin="round", fill=palette.background)
    return [rim, base.mark_text(**style, fill=alt.ExprRef("datum.colour"))]


def _frame(rows: pd.DataFrame, t: Texts, money: MoneyScale) -> pd.DataFrame:
    reported = rows["cumulative_invested"].notna()
    last = rows.index[reported].max() if reported.any() else None
    frame = pd.DataFrame(
        {
            "month": [t.month(month) for month in rows["month"]],
            "actual": rows["cumulative_invested"].map(money.position),
            "scheduled": rows["cumulative_scheduled"].map(money.position),
            "last_year": rows["last_cumulative_invested"].map(money.position),
            "actual_text": rows["cumulative_invested"].map(money.figure),
            "scheduled_text": rows["cumulative_scheduled"].map(money.figure),
            "plan_text": rows["cumulative_scheduled"].map(money.round_figure),
            "last_year_text": rows["last_cumulative_invested"].map(money.figure),
        }
    )
    frame["is_last"] = frame.index == last
    frame["near"] = frame[["actual", "last_year"]].max(axis=1)
    frame["above"] = frame[["actual", "scheduled", "last_year"]].max(axis=1)
    return frame


def _drawable(frame: pd.DataFrame) -> pd.DataFrame:
    """Beside each amount its place, `…_at`. Every year has the same layers, and a scale needs a number.

    So what nothing fills is placed at 0 in January, where nothing is seen: a line of one point is no line, a bar of 0
    has no height. The amounts themselves stay empty.
    """
    places = {
        f"{name}_at": [0.0, *frame[name].iloc[1:]] if frame[name].isna().all() else frame[name]
        for name in ("actual", "scheduled", "last_year")
    }
    return frame.assign(**places)


def _last_number(frame: pd.DataFrame) -> int:
    """The last reported month, 1 to 12; 0 before the first."""
    last = frame.index[frame["is_last"]]
    return int(last[0]) + 1 if len(last) else 0


def _plan_text(frame: pd.DataFrame, t: Texts) -> str:
    return t("Plan {amount}", amount=frame["plan_text"].iloc[-1])


def _last_year_text(frame: pd.DataFrame, t: Texts) -> str:
    return t("Last year {amount}", amount=frame["last_year_text"].iloc[-1])


def _room(frame: pd.DataFrame, t: Texts, wording: Wording, size: tuple[float, float]) -> _Room:
    width, height = (whole - axis for whole, axis in zip(size, _AXIS_SIZE, strict=True))
    step = width / _MONTHS
    number = _last_number(frame)
    left = _MONTHS - number
    has_last_year, has_schedule = (bool(frame[name].notna().any()) for name in ("last_year", "scheduled"))
    # A bar takes a third of a step right of its month; labels of the year's end run 14 px over it.
    wide = text_width(_last_year_text(frame, t), TEXT_SIZE)
    is_beside_bars = not has_last_year or (left > 0 and wide <= step * (left - 1 / 3) + 14)
    # Four months before the end the schedule has fallen far enough for the labels to pass each other.
    is_beside_due = not has_schedule or left > 3 or text_width(_plan_text(frame, t), TEXT_SIZE) <= step * left + 8
    lines = 1 + has_schedule + (not is_beside_bars)
    is_usual = is_beside_bars and is_beside_due
    headroom = max(_HEADROOM if is_usual else _HEADROOM_OF_A_WHOLE_YEAR, _over(1.7 if is_usual else lines + 1, height))
    completed = text_width(t(wording.label, amount=frame["actual_text"].iloc[max(number - 1, 0)]), TEXT_SIZE)
    is_wide_enough = (size[0] >= _USUAL_SIZE[0] and number <= _EARLY_MONTHS) or completed <= step * (number - 0.5)
    is_over_bar = is_wide_enough and headroom <= _MOST_HEADROOM
    if not is_over_bar:
        is_beside_due, headroom = True, max(_HEADROOM_OF_A_WHOLE_YEAR, _over(1.7, height))
    return _Room(is_beside_bars, is_beside_due, is_over_bar, lines, headroom)


def _over(lines: float, height: float) -> float:
    """How much higher a chart of `height` px is for so many lines above its highest value."""
    return max(height, 2 * _LINE) / max(height - lines * _LINE, _LINE)


def _labels(frame: pd.DataFrame, t: Texts, palette: Palette, wording: Wording, room: _Room) -> list[Label]:
    """Only what matters is labelled: the last month's actual and schedule, the plan, last year's end."""
    december, labels = frame.iloc[-1], []
    number = _last_number(frame)
    if number < _MONTHS and frame["scheduled"].notna().any():
        dy = -12 if room.is_beside_due else -10 - _LINE * room.lines
        labels.append(Label(december["month"], december["scheduled"], _plan_text(frame, t), palette.ink, dy=dy))
    if room.is_beside_bars and frame["last_year"].notna().any():
        text = _last_year_text(frame, t)
        labels.append(Label(december["month"], december["last_year"], text, palette.last_year, dy=wording.last_year_dy))
    if number:
        labels += _last_month(frame, t, palette, wording, room)
    return labels


def _last_month(frame: pd.DataFrame, t: Texts, palette: Palette, wording: Wording, room: _Room) -> list[Label]:
    """The last month's figures, the greater above: what is completed, what was due.

    Last year's end is with them where it has no room of its own.
    """
    number = _last_number(frame)
    row = frame.iloc[number - 1]
    early = number <= _EARLY_MONTHS
    placed: dict[str, Any] = {"align": "left" if early else "right", "dx": -14 if early else 2}
    lift = -22 if early else 0
    completed: _Line = (row["actual"], t(wording.label, amount=row["actual_text"]), palette.actual, "bold")
    lines: list[_Line] = [
        completed,
        (row["scheduled"], t("Due {amount}", amount=row["scheduled_text"]), palette.ink, "normal"),
    ]
    if not room.is_beside_bars:
        lines.append((frame["last_year"].iloc[-1], _last_year_text(frame, t), palette.last_year, "normal"))
    lines = sorted((line for line in lines if not is_missing(line[0])), key=lambda line: line[0])
    if not room.is_over_bar:
        # In the empty corner at the top, the greatest first.
        return [
            Label(frame["month"].iloc[0], row["top"], text, colour, weight, "left", 0, 8 + _LINE * place)
            for place, (_, text, colour, weight) in enumerate(lines[::-1])
        ]
    found: list[Label] = []
    if number < _MONTHS and row["near"] < _FAR_BELOW * row["above"]:
        # Far below the schedule the bar has its label to itself: at the schedule's line it would read as its figure.
        lines.remove(completed)
        found.append(Label(row["month"], row["near"], completed[1], palette.actual, "bold", dy=-10, **placed))
    return found + [
        Label(row["month"], row["above"], text, colour, weight, dy=dy + lift, **placed)
        for (_, text, colour, weight), dy in zip(lines, (-10, -10 - _LINE, -10 - 2 * _LINE), strict=False)
    ]


def _tooltip(t: Texts, unit: str, wording: Wording) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("month:N", title=t("Month")),
        alt.Tooltip("actual_text:N", title=t(wording.heading, unit=unit)),
        alt.Tooltip("scheduled_text:N", title=t("Due by schedule ({unit})", unit=unit)),
        alt.Tooltip("last_year_text:N", title=t("Last year ({unit})", unit=unit)),
    ]
