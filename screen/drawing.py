"""A chart of the screen as SVG, at the size of its place: drawn once a version, view and size, kept for all screens."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import NamedTuple

from cachetools import LRUCache, cached

from panels import built_charts
from reports import picture
from screen.link import Asked
from screen.views import PANELS

_MOST_BYTES = 32 * 2**20
#: A row of a chart, text and bar, needs so many px beside a text of 12.5 px.
ROW_HEIGHT = 22
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
    """The chart of the panel `name` (of `views.PANELS`); `width` and `height` in px beside a text of 12.5 px.

    Raises:
        NoChartError.
    """
    if name not in PANELS or not all(_SMALLEST <= size <= _LARGEST for size in (width, height)):
        raise NoChartError(name)
    return _drawn(asked, name, width, height)


def _key(asked: Asked, name: str, width: int, height: int) -> tuple[object, ...]:
    return asked.view, asked.audience, name, width, height


@cached(LRUCache(_MOST_BYTES, getsizeof=lambda made: len(made.svg)), key=_key, condition=threading.Condition())
def _drawn(asked: Asked, name: str, width: int, height: int) -> Picture:
    panel = PANELS[name](asked.view, asked.audience)
    chart = next(iter(panel.charts), None) if panel else None
    if chart is None:
        raise NoChartError(name)
    # The rows that have room; how many are left out is told beside the chart.
    most = max(height // ROW_HEIGHT, 1) if chart.has_rows else len(chart.rows)
    shown = chart.rows.head(most)
    key, more = f"screen_{name}_{asked.audience}_{len(shown)}", dict(chart.more)
    if chart.knows_size:
        key, more = f"{key}_{width}", more | {"size": (width, height)}
    spec = built_charts.spec(asked.view, replace(chart, key=key, rows=shown, height=height, more=more))
    return Picture(picture.bare(spec.plain, width), max(len(chart.rows) - most, 0))
