"""A period that has not begun: that is said, with what the same period of the year before brought; never a nought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from panels import sources
from panels.panel import Nothing, Panel
from panels.questions import Question
from texts import sentences
from view import filters
from view.view import View

_P = ParamSpec("_P")


def not_begun(view: View) -> str:
    """The sentence that stands in the place of a period's figures."""
    before = view.run("headline", **_year_before(view)).iloc[0]
    return sentences.not_begun(view.t, before, view.period_name(), view.as_of)


def year_before(view: View) -> Question:
    """What may be asked of that sentence: the same period of the year before."""
    return Question(
        ("signed_projects", "signed_planned", "funds_arrived"), sources.HEADLINE, params=_year_before(view),
        about=view.t("The same period of last year"),
    )  # fmt: skip


def _year_before(view: View) -> dict[str, dt.date]:
    first, last = filters.period_bounds(view.year - 1, view.period)
    return {"period_from": first, "period_to": last}


def instead(view: View, key: str) -> Panel:
    """The panel `key` before its period begins."""
    title = view.t("{period} has not begun", period=view.period_name())
    return Panel(key, title, "", (Nothing(not_begun(view)),), year_before(view))


def of_period(make: Callable[_P, Panel]) -> Callable[_P, Panel]:
    """A panel of what the period brought, which has nothing to show before it begins."""

    @wraps(make)
    def begun(*args: _P.args, **more: _P.kwargs) -> Panel:
        view: Any = args[0]
        return make(*args, **more) if view.has_begun else instead(view, make.__name__)

    return begun
