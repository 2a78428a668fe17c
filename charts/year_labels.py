"""Labels of a year's cumulative chart: what is said, and where each has its place without covering another."""

from __future__ import annotations

import math
from typing import Any, Literal, NamedTuple

import altair as alt
import pandas as pd

from charts.measure import text_width
from charts.theme import FONT, TEXT_SIZE, Palette
from texts import Texts
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
USUAL_SIZE = (480, 260)
_AXIS_SIZE = (50, 30)
_LINE = 16
#: A page does not know how wide it is shown: a month's width on a phone.
_PHONE_STEP = 24
#: Property of a text → the field of a label that it is.
_SET = {"fontWeight": "weight", "align": "align", "dx": "dx", "dy": "dy"}


class Wording(NamedTuple):
    """Message ids of what the bars are: the label of the last one, the tooltip's heading."""

    label: str
    heading: str
    #: Where the label of last year's line stands: under a line that the schedule runs above, else over it.
    last_year_dy: int


class Room(NamedTuple):
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
    #: How far under the end of last year's line its label stands, in px; negative: over it.
    last_year_dy: int


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


def written(base: alt.Chart, palette: Palette) -> list[alt.Chart]:
    """The labels over a rim in the background's colour, so that no line crosses a number."""
    style: dict[str, Any] = {"font": FONT, "fontSize": TEXT_SIZE}
    style |= {name: alt.ExprRef(f"datum.{of}") for name, of in _SET.items()}
    rim = base.mark_text(**style, stroke=palette.background, strokeWidth=4, strokeJoin="round", fill=palette.background)
    return [rim, base.mark_text(**style, fill=alt.ExprRef("datum.colour"))]


def _last_number(frame: pd.DataFrame) -> int:
    """The last reported month, 1 to 12; 0 before the first."""
    last = frame.index[frame["is_last"]]
    return int(last[0]) + 1 if len(last) else 0


def _plan_text(frame: pd.DataFrame, t: Texts) -> str:
    return t("Plan {amount}", amount=frame["plan_text"].iloc[-1])


def _last_year_text(frame: pd.DataFrame, t: Texts) -> str:
    return t("Last year {amount}", amount=frame["last_year_text"].iloc[-1])


def room(frame: pd.DataFrame, t: Texts, wording: Wording, size: tuple[float, float]) -> Room:
    """`frame`: the chart's twelve months; `size` of the whole chart in px, about."""
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
    is_wide_enough = (size[0] >= USUAL_SIZE[0] and number <= _EARLY_MONTHS) or completed <= step * (number - 0.5)
    is_over_bar = is_wide_enough and headroom <= _MOST_HEADROOM
    if not is_over_bar:
        is_beside_due, headroom = True, max(_HEADROOM_OF_A_WHOLE_YEAR, _over(1.7, height))
    last_year_dy = _clear_of_its_line(frame, wide, min(step, _PHONE_STEP), height / headroom, wording.last_year_dy)
    return Room(is_beside_bars, is_beside_due, is_over_bar, lines, headroom, last_year_dy)


def _clear_of_its_line(frame: pd.DataFrame, wide: float, step: float, height: float, dy: int) -> int:
    """`dy`, or as much more under a line's end as the line falls along a label of `wide` px, where there is room.

    `step`: px a month; `height`: px of the chart's highest value.
    """
    line, greatest = frame["last_year"], frame["above"].max()
    if dy < 0 or is_missing(line.iloc[-1]) or not greatest > 0:
        return dy
    months = min(math.ceil((wide - 14) / step), _MONTHS - 1)
    fall = (line.iloc[-1] - line.iloc[-1 - months]) / greatest * height
    under = 0 if is_missing(fall) else round(fall + _LINE * 0.8)
    return max(dy, under) if under < line.iloc[-1] / greatest * height - _LINE / 2 else dy


def _over(lines: float, height: float) -> float:
    """How much higher a chart of `height` px is for so many lines above its highest value."""
    return max(height, 2 * _LINE) / max(height - lines * _LINE, _LINE)


def labels(frame: pd.DataFrame, t: Texts, palette: Palette, wording: Wording, room: Room) -> list[Label]:
    """Only what matters is labelled: the last month's actual and schedule, the plan, last year's end."""
    found: list[Label] = []
    december = frame.iloc[-1]
    number = _last_number(frame)
    if number < _MONTHS and frame["scheduled"].notna().any():
        dy = -12 if room.is_beside_due else -10 - _LINE * room.lines
        found.append(Label(december["month"], december["scheduled"], _plan_text(frame, t), palette.ink, dy=dy))
    if room.is_beside_bars and frame["last_year"].notna().any():
        text = _last_year_text(frame, t)
        found.append(Label(december["month"], december["last_year"], text, palette.last_year, dy=room.last_year_dy))
    if number:
        found += _last_month(frame, t, palette, wording, room)
    return found


def _last_month(frame: pd.DataFrame, t: Texts, palette: Palette, wording: Wording, room: Room) -> list[Label]:
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
