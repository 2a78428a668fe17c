"""A drawing: its rows, apart from how they are drawn.

Altair takes 15 to 90 ms to make a specification; with other rows it makes the same one again. So a builder names its
rows and gives a function that draws rows of those names from arguments alone. That function cannot see a row, hence
what it made once for the same arguments is right for all rows.

Channels are given as what they are (alt.Text("words:N"), alt.XValue(0)): whose a bare text or alt.value is, Altair
finds by looking through all its classes, which takes longer than all else that it does.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import pandas as pd
from cachetools import LRUCache, cached

from charts.theme import Palette, Picture, framed

_MAX_KEPT = 512


@dataclass(frozen=True)
class Drawing:
    """`draw(*of)` makes the picture of `rows`, which it knows by their names only."""

    draw: Callable[..., Picture]
    of: tuple[Hashable, ...]
    rows: dict[str, pd.DataFrame]


def named(rows: str = "rows") -> alt.Chart:
    """A chart of rows that are known by name."""
    return alt.Chart(alt.NamedData(rows))


def finish(drawing: Drawing, palette: Palette, height: int, words: str = "") -> dict[str, Any]:
    """The chart's Vega-Lite specification with the common frame: `height` in px, width the panel's; told in `words`.

    A dictionary, because a dictionary can be kept. Nobody may change what is in it: other rows share it.
    """
    rows = {name: records(frame) for name, frame in drawing.rows.items()}
    if words:
        rows["told"] = [{"words": words}]
    made = _specification(drawing.draw, drawing.of, palette, bool(words))
    return made | {"height": height, "datasets": rows}


@cached(LRUCache(_MAX_KEPT), condition=threading.Condition())
def _specification(
    draw: Callable[..., Picture], of: tuple[Hashable, ...], palette: Palette, is_told: bool
) -> dict[str, Any]:
    picture = draw(*of)
    return framed(picture + _told() if is_told and isinstance(picture, alt.LayerChart) else picture, palette)


@cache
def _told() -> alt.Chart:
    """The chart in words, for those who do not see it: a mark of no size, whose description is a field of its row.

    In the specification itself the words would make another chart of it at every change of a figure.
    """
    mark = named("told").mark_rect(opacity=0, aria=True, tooltip=None)
    chart: alt.Chart = mark.encode(
        x=alt.XValue(0), x2=alt.X2Value(0), y=alt.YValue(0), y2=alt.Y2Value(0), description=alt.Description("words:N")
    )
    return chart


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as JSON knows them: what is missing or no number is null."""
    columns = [[_plain(value) for value in frame[name].tolist()] for name in frame]
    return [dict(zip(map(str, frame.columns), row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is pd.NaT or value is pd.NA:
        return None
    raise TypeError(f"{value!r} is nothing that a chart can be sent")
