"""A figure in words: what it is called, how much it is, to the cent, and in which unit."""

from __future__ import annotations

from data.settings import settings
from figures.catalogue import FIGURES, is_set
from texts.writing import MISSING, is_missing
from view.view import View


def label(view: View, code: str) -> str:
    """What a figure is called."""
    return view.t(FIGURES[code].label, days=settings().review.matured_days)


def written(view: View, code: str, value: float) -> str:
    """A figure in words, as cards show it."""
    t, form = view.t, FIGURES[code].form
    if is_missing(value):
        return t.withheld(value) or (t("No data") if form in ("money", "count") else MISSING)
    match form:
        case "count":
            words = t.projects(int(value))
        case "months":
            words = t.plural("{n} month", "{n} months", int(value))
        case "money":
            words = t.round_money(value) if is_set(code) else t.money(value)
        case "share" | "rate" | "growth":
            words = t.percent(value)
        case "points":
            words = t("{n} points", n=t.signed(value))
        case "days":
            words = t("{n} days", n=t.whole(value))
        case _:
            words = t.signed(value, 0)
    return words


def exact(view: View, code: str, value: float) -> str:
    """The amount to the cent, in the ledger's unit; empty for what is not money."""
    if FIGURES[code].form != "money" or is_missing(value):
        return ""
    return view.t.exact_money(value)


def number(view: View, code: str, value: float) -> tuple[float | None, str]:
    """The figure unrounded and the unit that it is in: money in 万元 or ¥M, shares in %."""
    t, form = view.t, FIGURES[code].form
    if is_missing(value):
        return None, t.withheld(value)
    if form == "money":
        return value / t.small_scale.wan, t.small_scale.unit
    if form in ("share", "rate", "growth"):
        return value * 100, "%"
    units = {"points": t("points"), "days": t("days"), "months": t("months")}
    return value, units.get(form, t("projects"))
