"""A figure in words: what it is called, how much it is, to the cent, and in which unit."""

from __future__ import annotations

from data.settings import settings
from figures.catalogue import FIGURES
from texts.writing import MISSING, is_missing
from view.view import View


def label(view: View, code: str) -> str:
    """What a figure is called."""
    return view.t(FIGURES[code].label, days=settings().review.matured_days)


def written(view: View, form: str, value: float) -> str:
    """A figure in words, as cards show it."""
    t = view.t
    if is_missing(value):
        return t.withheld(value) or (t("No data") if form in ("money", "count") else MISSING)
    if form == "count":
        return t.projects(int(value))
    if form == "money":
        return t.money(value)
    if form in ("share", "rate", "growth"):
        return t.percent(value)
    if form == "points":
        return t("{n} points", n=t.signed(value))
    return t("{n} days", n=t.number(value, 1)) if form == "days" else t.signed(value, 0)


def exact(view: View, code: str, value: float) -> str:
    """The amount to the cent, in the ledger's unit; empty for what is not money."""
    if FIGURES[code].form != "money" or is_missing(value):
        return ""
    scale = view.t.small_scale
    return f"{view.t.number(value / scale.wan, 2 if scale.wan == 1 else 4)}{scale.unit}"


def number(view: View, code: str, value: float) -> tuple[float | None, str]:
    """The figure unrounded and the unit that it is in: money in 万元 or ¥M, shares in %."""
    t, form = view.t, FIGURES[code].form
    if is_missing(value):
        return None, t.withheld(value)
    scale = t.small_scale
    match form:
        case "money":
            return value / scale.wan, scale.unit
        case "share" | "rate" | "growth":
            return value * 100, "%"
        case "points":
            return value, t("points")
        case "days":
            return value, t("days")
    return value, t("projects")
