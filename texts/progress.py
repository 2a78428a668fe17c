"""Words for being ahead of or behind, above or below."""

from __future__ import annotations

from typing import Any, Literal

from texts.writing import Texts, is_missing, rounded

#: Percent of growth from which on it is said as a multiple: 增长2720.0% tells nobody how little it was before.
_TENFOLD = 1000
Light = Literal["ahead", "behind", "far_behind"]


def light(points_ahead: float, amber_points: float) -> Light | None:
    """The light for progress, from the points as they are shown (one decimal); None without a plan."""
    if is_missing(points_ahead):
        return None
    shown = rounded(points_ahead, 1)
    if shown >= 0:
        return "ahead"
    return "behind" if -shown <= rounded(amber_points, 1) else "far_behind"


def points_phrase(t: Texts, points_ahead: float, *, short: bool = False, has_plan: bool = False) -> str:
    """低于序时进度10.7个百分点; short, for labels: 低于序时10.7个百分点. Without points it says what lacks."""
    if words := t.withheld(points_ahead):
        return words
    if is_missing(points_ahead):
        return t("Not reported") if has_plan else t("No plan")
    shown = rounded(points_ahead, 1)
    size = t.number(abs(shown), 1)
    if shown == 0:
        return t("on schedule")
    if short:
        return t("{n} points ahead", n=size) if shown > 0 else t("{n} points behind", n=size)
    if shown > 0:
        return t("{n} percentage points ahead of schedule", n=size)
    return t("{n} percentage points behind schedule", n=size)


def points_label(t: Texts, points_ahead: float, *, has_plan: bool = False) -> str:
    """The same as short as a row of a chart needs it, whose subtitle says that these are points."""
    if words := t.withheld(points_ahead):
        return words
    if is_missing(points_ahead) or not rounded(points_ahead, 1):
        return points_phrase(t, points_ahead, has_plan=has_plan)
    size = t.number(abs(rounded(points_ahead, 1)), 1)
    return t("{n} ahead", n=size) if points_ahead > 0 else t("{n} behind", n=size)


def growth_phrase(t: Texts, growth: float) -> str:
    """同比增长6.4%, 同比下降2.0%; said in words when there is no base, as a multiple from tenfold growth on."""
    if words := t.withheld(growth):
        return words
    if is_missing(growth):
        return t("no base for year on year")
    shown = rounded(growth * 100, 1)
    if shown == 0:
        return t("unchanged year on year")
    if shown >= _TENFOLD:
        return t("{n} times a year earlier", n=t.number(1 + growth, 1))
    size = t.number(abs(shown), 1)
    return t("up {n}% year on year", n=size) if shown > 0 else t("down {n}% year on year", n=size)


def funds_growth_phrase(t: Texts, head: Any) -> str:
    """The growth of funds arrived; where none are reported there is nothing to compare. `head`: of headline."""
    return t("Not reported") if is_missing(head["funds_arrived"]) else growth_phrase(t, head["funds_growth"])


def more_phrase(t: Texts, change: float) -> str:
    """同比增加8个: a difference of counts."""
    if words := t.withheld(change):
        return words
    if is_missing(change):
        return t("no base for year on year")
    if not change:
        return t("unchanged year on year")
    size = t.number(abs(change))
    return t("{n} more than a year earlier", n=size) if change > 0 else t("{n} fewer than a year earlier", n=size)


def share_change_phrase(t: Texts, change: float) -> str:
    """同比提高2.1个百分点: a difference of two shares, in percentage points."""
    if words := t.withheld(change):
        return words
    if is_missing(change):
        return t("no base for year on year")
    shown = rounded(change, 1)
    if shown == 0:
        return t("unchanged year on year")
    size = t.number(abs(shown), 1)
    if shown > 0:
        return t("up {n} points year on year", n=size)
    return t("down {n} points year on year", n=size)
