"""Labels of a year's cumulative chart: each at what it labels, where it covers no other label and no bar."""

from __future__ import annotations

from enum import IntEnum
from itertools import product
from typing import Any, Literal, NamedTuple

import altair as alt
import pandas as pd

from charts.label_places import BESIDE, COVERED, LINE, MONTHS, OVER_END, Place, Plot, Wanted, placed, rise
from charts.theme import FONT, TEXT_SIZE, Palette
from texts import Texts
from texts.writing import is_missing

#: Where nobody says otherwise a chart is about so wide and high, of which the axes take so much. In px.
USUAL_SIZE = (480, 260)
_AXIS_SIZE = (50, 30)
#: A page does not know how wide it is shown: labels have to find room on a phone and on a wide screen alike.
_WIDTHS = (290, 430, 640)
#: How much higher than its highest value a chart may be for its labels, the least that is enough.
_HEADROOMS = (1.14, 1.24, 1.34, 1.45, 1.58)
#: On a wall so small that even two labels need more.
_TALLER = (1.75, 2.0, 2.3)
#: Property of a text → the field of a label that it is.
_SET = {"fontWeight": "weight", "align": "align", "dx": "dx", "dy": "dy"}


class Wording(NamedTuple):
    """Message ids of what the bars are: the label of the last one, the tooltip's heading."""

    label: str
    heading: str


class Label(NamedTuple):
    """A label in the picture: at which month and amount it stands, its words and how they are set."""

    month: str
    at: float
    text: str
    colour: str
    weight: Literal["normal", "bold"]
    align: Literal["left", "right"]
    dx: int
    dy: int
    is_beside: bool


class _Fewer(IntEnum):
    """What is left out where there is no room for all: the plan (the title has it), then of last year."""

    NOTHING = 0
    PLAN = 1
    AMOUNT_OF_LAST_YEAR = 2
    LAST_YEAR = 3


def written(base: alt.Chart, palette: Palette) -> list[alt.Chart]:
    """The labels over a rim in the background's colour, so that no line crosses a number."""
    style: dict[str, Any] = {"font": FONT, "fontSize": TEXT_SIZE}
    style |= {name: alt.ExprRef(f"datum.{of}") for name, of in _SET.items()}
    found = []
    for words, band in (("over", 0.5), ("beside", BESIDE)):
        # Not filtered: of no row at all a scale would have no extent.
        some = base.encode(alt.X("month:N", sort=None, bandPosition=band), text=alt.Text(f"{words}:N"))
        rim = some.mark_text(
            **style, stroke=palette.background, strokeWidth=4, strokeJoin="round", fill=palette.background
        )
        found += [rim, some.mark_text(**style, fill=alt.ExprRef("datum.colour"))]
    return found


def drawable(found: list[Label]) -> pd.DataFrame:
    """The labels as rows: the words of those beside their bars, and of the others, in columns of their own."""
    frame = pd.DataFrame(found, columns=Label._fields)
    return frame.assign(
        over=[one.text * (not one.is_beside) for one in found], beside=[one.text * one.is_beside for one in found]
    )


def labels(
    frame: pd.DataFrame, t: Texts, palette: Palette, wording: Wording, size: tuple[float, float]
) -> tuple[list[Label], float]:
    """What is labelled: the last month's actual and schedule, last year's end, the plan; and the chart's headroom.

    `frame`: the chart's twelve months; `size` of the whole chart in px, about.
    """
    found: list[tuple[float, list[tuple[Wanted, Place]], float]] = []
    for how, headroom in (*product(_Fewer, _HEADROOMS), *product([_Fewer.LAST_YEAR], _TALLER)):
        plots = _plots(frame, size, headroom)
        cost, best = placed(_wanted(frame, t, palette, wording, plots, how), frame, plots)
        found.append((cost // COVERED, best, headroom))
        if cost < COVERED:
            break
    _, best, headroom = min(found, key=lambda one: one[0])
    names = frame["month"]
    return [
        Label(names.iloc[at.number - 1], at.at, one.text, one.colour, one.weight, at.align, at.dx, at.dy, at.is_beside)
        for one, at in best
    ], headroom


def _plots(frame: pd.DataFrame, size: tuple[float, float], headroom: float) -> list[Plot]:
    width, height = (whole - axis for whole, axis in zip(size, _AXIS_SIZE, strict=True))
    scale = height / headroom / (float(frame["above"].max()) or 1.0)
    widths = _WIDTHS if size == USUAL_SIZE else (width,)
    return [Plot(one, one / MONTHS, scale, height) for one in widths]


def _wanted(
    frame: pd.DataFrame, t: Texts, palette: Palette, wording: Wording, plots: list[Plot], how: _Fewer
) -> list[Wanted]:
    number = int(frame.index[frame["is_last"]].max()) + 1 if frame["is_last"].any() else 0
    found: list[Wanted] = []
    has_schedule = bool(frame["scheduled"].notna().any())
    if number:
        row = frame.iloc[number - 1]
        completed = t(wording.label, amount=row["actual_text"])
        found.append(Wanted(completed, palette.actual, "bold", _of_actual(row, number)))
        if not is_missing(row["scheduled"]):
            due = t("Due {amount}", amount=row["scheduled_text"])
            found.append(Wanted(due, palette.ink, "normal", _of_schedule(frame, row, number, due, plots)))
    end = frame.iloc[-1]
    if frame["last_year"].notna().any() and how < _Fewer.LAST_YEAR:
        amount = end["last_year_text"] if how < _Fewer.AMOUNT_OF_LAST_YEAR else ""
        words = t("Last year {amount}", amount=amount).strip()
        fall = rise(frame["last_year"], words, MONTHS, plots, is_leftwards=True)
        under = [Place(MONTHS, end["last_year"], "right", OVER_END, 12 + fall + LINE * more) for more in range(2)]
        over = [Place(MONTHS, end["last_year"], "right", OVER_END, -12 - LINE * more) for more in range(2)]
        top = [one._replace(at=end["above"]) for one in over] + [over[-1]._replace(at=end["above"], dy=-12 - 2 * LINE)]
        found.append(
            Wanted(words, palette.last_year, "normal", [*under, *over, *top] if has_schedule else [*over, *under, *top])
        )
    if has_schedule and number < MONTHS and how < _Fewer.PLAN:
        words = t("Plan {amount}", amount=end["plan_text"])
        over = [Place(MONTHS, end["scheduled"], "right", OVER_END, -12 - LINE * more) for more in range(4)]
        found.append(Wanted(words, palette.ink, "normal", over))
    return [one for one in found if not is_missing(one.places[0].at)]


def _over(number: int, at: float) -> list[Place]:
    """Over a point, its words to the left or, early in the year, to the right."""
    return [Place(number, at, "right", 8, -10), Place(number, at, "left", -8, -10)]


def _stacked(number: int, row: Any) -> list[Place]:
    """Over all that the month has, line by line."""
    return [one._replace(dy=one.dy - LINE * more) for more in range(3) for one in _over(number, row["above"])]


def _of_actual(row: Any, number: int) -> list[Place]:
    """Over the bar; where the schedule runs above it, right of its top."""
    beside = Place(number, row["actual"], "left", 0, 6, is_beside=True)
    over = _over(number, row["actual"])
    is_behind = row["scheduled"] > row["actual"]
    level = beside._replace(dy=-6)
    return [*([beside, level, *over] if is_behind else [*over, beside]), *_stacked(number, row)]


def _of_schedule(frame: pd.DataFrame, row: Any, number: int, words: str, plots: list[Plot]) -> list[Place]:
    """Over its line; where the bar is higher, under it at the bar's right."""
    if row["scheduled"] < row["actual"]:
        return [Place(number, row["scheduled"], "left", 0, 12, is_beside=True), *_stacked(number, row)]
    # To the right the line rises: the words stand over what they reach.
    higher = rise(frame["scheduled"], words, number, plots)
    rising = [Place(number, row["scheduled"], "left", -8, -10 - higher - LINE * more) for more in range(3)]
    return [Place(number, row["scheduled"], "right", 8, -10), *rising, *_stacked(number, row)]
