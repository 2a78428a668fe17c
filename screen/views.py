"""The screen's views: which panels each has, for whom, and which page tells more of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict

from data.settings import ScreenView
from screen import figures, panels
from screen.link import Asked, Audience
from screen.panels import Panel
from texts.language import N_
from view.view import View


class Sent(TypedDict):
    """A panel as it is sent."""

    html: str
    is_wide: bool


@dataclass(frozen=True)
class Turn:
    """One view as it is sent: HTML of its band (may be empty) and of its panels, and the page behind it."""

    name: str
    title: str
    page: str
    band: str
    panels: tuple[Sent, ...]


#: View → its title, and the page's path that the QR code leads to.
TITLES: dict[ScreenView, tuple[str, str]] = {
    "year": (N_("The year against its plan"), "targets"),
    "funnel": (N_("Funnel"), "funnel"),
    "industries": (N_("Industries"), "industries"),
    "units": (N_("Departments"), "targets"),
    "newest": (N_("Newest"), ""),
    "meeting": (N_("For the meeting"), "targets"),
}


def turns(asked: Asked) -> list[Turn]:
    """All views of a screen, in their order."""
    found = []
    for name in asked.names:
        title, page = TITLES[name]
        band = panels.band(asked.view, asked.audience) if name == "year" else ""
        made = _PANELS[name](asked.view, asked.audience)
        found.append(
            Turn(
                name,
                asked.view.t(title),
                page,
                band,
                tuple(Sent(html=panel.html(), is_wide=panel.is_wide) for panel in made),
            )
        )
    return found


def _year(view: View, audience: Audience) -> list[Panel]:
    t = view.t
    what = t("Key projects' cumulative completed investment and schedule ({unit})", unit="{unit}")
    if audience == "display":
        what = t("Key projects' cumulative completed investment ({unit})", unit="{unit}")
    whole = figures.whole_year(view)
    return [panels.charted(view, audience, "cumulative", what), panels.funnel(whole)]


def _funnel(view: View, _: Audience) -> list[Panel]:
    return [panels.funnel(view), panels.period(view)]


def _industries(view: View, audience: Audience) -> list[Panel]:
    t, period = view.t, view.period_words()
    arrived = t("Funds arrived in {period}, earlier signings included ({unit})", period=period, unit="{unit}")
    if audience == "display":
        signed = t("Planned investment signed in {period} ({unit})", period=period, unit="{unit}")
        return [panels.charted(view, audience, "signed", signed), panels.charted(view, audience, "arrived", arrived)]
    plan = t("Completed and annual plan by industry ({unit}); line: schedule; ahead or behind in points", unit="{unit}")
    return [
        panels.charted(view, audience, "industries", plan, is_wide=True),
        panels.charted(view, audience, "arrived", arrived),
    ]


def _units(view: View, audience: Audience) -> list[Panel]:
    what = view.t(
        "Completed and annual plan by department ({unit}); line: schedule; ahead or behind in points", unit="{unit}"
    )
    return [panels.charted(view, audience, "units", what, is_wide=True)]


def _newest(view: View, _: Audience) -> list[Panel]:
    return [panels.newest(view, "signed"), panels.newest(view, "started")]


def _meeting(view: View, _: Audience) -> list[Panel]:
    rows = view.run("stuck")
    return [panels.stuck(view, rule, rows[rows["rule"] == rule]) for rule in panels.RULES]


_PANELS: dict[ScreenView, Callable[[View, Audience], list[Panel]]] = {
    "year": _year,
    "funnel": _funnel,
    "industries": _industries,
    "units": _units,
    "newest": _newest,
    "meeting": _meeting,
}
