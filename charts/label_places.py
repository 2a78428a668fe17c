"""Where labels of a year's chart have room: px of a picture, the places that a label may take, the best of them."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, NamedTuple

import pandas as pd

from charts.measure import text_width
from charts.theme import TEXT_SIZE
from texts.writing import is_missing

MONTHS = 12
LINE = 16
#: A bar takes so much of its month at each side of its middle.
_HALF_BAR = 0.31
#: Where in a month's band a label beside its bar begins.
BESIDE = 0.87
#: Labels of the year's end run so far over the last month's middle.
OVER_END = 14
#: Bold words are so much wider.
_WIDEST = 1.08
#: To cover something is worse than to cross any lines; a place that comes later is worse by this.
COVERED, _LATER = 1_000.0, 12.0


class Place(NamedTuple):
    """Where a label may stand: at a month (1 to 12) and an amount, moved by px; `is_beside`: right of its bar."""

    number: int
    at: float
    align: Literal["left", "right"]
    dx: int
    dy: int
    is_beside: bool = False


class Wanted(NamedTuple):
    """A label that wants a place, the best first."""

    text: str
    colour: str
    weight: Literal["normal", "bold"]
    places: list[Place]


class Box(NamedTuple):
    left: float
    right: float
    low: float
    high: float

    def covers(self, other: Box) -> bool:
        is_apart = self.right <= other.left or other.right <= self.left
        return not is_apart and self.low < other.high and other.low < self.high


class Plot(NamedTuple):
    """A picture of some size: its width, px a month and px an amount of 1."""

    width: float
    step: float
    scale: float
    height: float

    def box(self, text: str, place: Place) -> Box:
        middle = (place.number - 0.5) * self.step
        start = middle + (BESIDE - 0.5) * self.step * place.is_beside + place.dx
        wide = text_width(text, TEXT_SIZE) * _WIDEST
        left = start if place.align == "left" else start - wide
        at = place.at * self.scale - place.dy
        return Box(left, left + wide, at - LINE / 2, at + LINE / 2)


def rise(line: pd.Series, words: str, number: int, plots: list[Plot], *, is_leftwards: bool = False) -> int:
    """By how many px a line rises (or leftwards falls) along words that begin at a month."""
    most = 0.0
    for plot in plots:
        months = (text_width(words, TEXT_SIZE) - 8) / plot.step
        at = number - months if is_leftwards else number + months
        there = _amount(line, min(max(at, 1.0), float(MONTHS)))
        here = line.iloc[number - 1]
        rise = (here - there if is_leftwards else there - here) * plot.scale
        most = max(most, 0.0 if is_missing(rise) else rise)
    return round(most)


def _amount(line: pd.Series, at: float) -> float:
    """A line's amount between two months."""
    before = int(at)
    after = min(before + 1, MONTHS)
    return float(line.iloc[before - 1] + (line.iloc[after - 1] - line.iloc[before - 1]) * (at - before))


def placed(wanted: list[Wanted], frame: pd.DataFrame, plots: list[Plot]) -> tuple[float, list[tuple[Wanted, Place]]]:
    """Each label at its best place beside those placed before it; and what that costs in all."""
    taken = [_bars(frame, plot) for plot in plots]
    points = [_points(frame, plot) for plot in plots]
    found, total = [], 0.0
    for one in wanted:
        costs = [
            later * _LATER
            + sum(
                _cost(plot.box(one.text, place), plot, boxes, lines)
                for plot, boxes, lines in zip(plots, taken, points, strict=True)
            )
            for later, place in enumerate(one.places)
        ]
        best = min(range(len(costs)), key=costs.__getitem__)
        total += costs[best]
        found.append((one, one.places[best]))
        for plot, boxes in zip(plots, taken, strict=True):
            boxes.append(plot.box(one.text, one.places[best]))
    return total, found


def _cost(box: Box, plot: Plot, taken: list[Box], points: list[tuple[float, float]]) -> float:
    """What a label covers: other labels and bars, the picture's edge; then lines."""
    covered = sum(map(box.covers, taken)) + (box.high > plot.height) + (box.low < -LINE / 4)
    covered += (box.left < 0) + (box.right > plot.width + OVER_END)
    crossed = sum(box.left < x < box.right and box.low < y < box.high for x, y in points)
    return covered * COVERED + crossed


def _bars(frame: pd.DataFrame, plot: Plot) -> list[Box]:
    found = []
    for number, amount in enumerate(frame["actual"], start=1):
        if not is_missing(amount):
            middle, half = (number - 0.5) * plot.step, _HALF_BAR * plot.step
            found.append(Box(middle - half, middle + half, 0.0, amount * plot.scale))
    return found


def _points(frame: pd.DataFrame, plot: Plot) -> list[tuple[float, float]]:
    """Points of the lines, four a month."""
    found = []
    for name in ("scheduled", "last_year"):
        for number, (here, there) in enumerate(pairwise(frame[name]), start=1):
            if not is_missing(here) and not is_missing(there):
                found += [
                    ((number - 0.5 + part / 4) * plot.step, (here + (there - here) * part / 4) * plot.scale)
                    for part in range(4)
                ]
    return found
