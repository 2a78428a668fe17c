"""A chart of the screen as SVG, at the size of its place: drawn once a version, view and size, kept for all screens."""

from __future__ import annotations

import threading
from typing import NamedTuple

from cachetools import LRUCache, cached

from panels import built_charts
from reports import picture
from screen import figures
from screen.link import Asked

_MOST_BYTES = 32 * 2**20
#: Sizes are rounded to this, so that walls that differ by a few dots share a drawing.
STEP = 5
_SMALLEST, _LARGEST = 60, 2400


class NoChartError(Exception):
    """There is no such chart, nothing to draw in it, or no such size."""


class Picture(NamedTuple):
    """An SVG, and how many of the chart's rows had no room in it."""

    svg: str
    left_out: int


def picture_of(asked: Asked, name: str, width: int, height: int) -> Picture:
    """The chart `name` (of `figures.CHARTS`); `width` and `height` in px beside a text of 12.5 px.

    Raises:
        NoChartError.
    """
    if name not in figures.CHARTS or not all(_SMALLEST <= size <= _LARGEST for size in (width, height)):
        raise NoChartError(name)
    return _drawn(asked, name, width, height)


def _key(asked: Asked, name: str, width: int, height: int) -> tuple[object, ...]:
    return asked.view, asked.audience, name, width, height


@cached(LRUCache(_MOST_BYTES, getsizeof=lambda made: len(made.svg)), key=_key, condition=threading.Condition())
def _drawn(asked: Asked, name: str, width: int, height: int) -> Picture:
    drawn = figures.CHARTS[name](asked.view, asked.audience)
    if drawn is None:
        raise NoChartError(name)
    rows, left_out = drawn.fitting(height)
    key, more = f"screen_{name}_{asked.audience}_{len(rows)}", drawn.more
    if drawn.knows_size:
        key, more = f"{key}_{width}", more | {"size": (width, height)}
    spec = built_charts.spec(drawn.build, asked.view, key, height, drawn.title, rows, more)
    return Picture(picture.bare(spec.plain, width), left_out)
