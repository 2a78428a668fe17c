"""The screen's views: which panels each has, for whom, and which page tells more of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple, TypedDict

from data.settings import ScreenView
from figures.lights import RULES
from panels import ahead, funds, funnels, headline, meeting, plan
from panels.page import unanswered
from panels.panel import Audience, Nothing, Panel, Table
from panels.unanswered import UnansweredError, why
from screen import panels
from screen.link import Asked
from texts.language import N_
from view.view import View


class Sent(TypedDict):
    """A panel as it is sent. `leads`: of one that names projects what the list of projects is asked for, to have them.

    `only`: the number of the project, where it names a single one; "" else.
    """

    html: str
    is_wide: bool
    is_empty: bool
    leads: tuple[tuple[str, str], ...]
    only: str


@dataclass(frozen=True)
class Turn:
    """One view as it is sent: HTML of its band (may be empty) and of its panels, and the page behind it."""

    name: str
    title: str
    page: str
    band: str
    panels: tuple[Sent, ...]
    #: Does everything stand that belongs here? Else a sentence says what did not fit.
    is_whole: bool = True


class Shown(NamedTuple):
    """A view: its title, the page's path that the QR code leads to, names of its panels and of those for guests."""

    title: str
    page: str
    panels: tuple[str, ...]
    for_guests: tuple[str, ...] | None = None
    has_band: bool = False


def _by_rule(rule: str) -> Callable[[View, Audience], Panel | None]:
    return lambda view, _: meeting.lit(view, rule)


#: The screen's panels, by the name that their charts have in an address; None takes no place in its view.
PANELS: dict[str, Callable[[View, Audience], Panel | None]] = {
    "cumulative": plan.year_against_plan,
    "year_funnel": lambda view, _: funnels.cohort_alone(plan.whole_year(view)),
    "funnel": lambda view, _: funnels.cohort_alone(view),
    "period": lambda view, _: headline.period(view),
    "industries": lambda view, _: plan.industries(view),
    "units": lambda view, _: plan.units(view),
    "signed": funds.signings,
    "arrived": funds.arrivals,
    "newest_signings": meeting.newest_signings,
    "newest_starts": meeting.newest_starts,
    **{rule: _by_rule(rule) for rule in RULES},
    "unlit": lambda view, _: meeting.unlit(view),
    "year_end": ahead.year_end,
    "year_end_projects": lambda view, _: ahead.deciding_brief(view) if ahead.is_expected(view) else None,
}
#: Panel → how the list of projects is asked for those that it names, in its order.
LEADS: dict[str, tuple[tuple[str, str], ...]] = {
    "newest_signings": (("sort", "signed_on"),),
    "newest_starts": (("sort", "started_on"),),
    **{rule: (("rule", rule), ("sort", "lights")) for rule in RULES},
}
#: Their rows are long: on a wide wall they take two places.
_WIDE = frozenset({"industries", "units"})
VIEWS: dict[ScreenView, Shown] = {
    "year": Shown(N_("The year against its plan"), "targets", ("cumulative", "year_funnel"), has_band=True),
    "funnel": Shown(N_("Funnel"), "funnel", ("funnel", "period")),
    "industries": Shown(N_("Industries"), "industries", ("industries", "arrived"), ("signed", "arrived")),
    "units": Shown(N_("Departments"), "targets", ("units",)),
    "outlook": Shown(N_("Where the year will end"), "targets", ("year_end", "year_end_projects")),
    "newest": Shown(N_("Newest"), "", ("newest_signings", "newest_starts")),
    "meeting": Shown(N_("For the meeting"), "targets", (*RULES, "unlit")),
}


def turns(asked: Asked) -> list[Turn]:
    """All views of a screen, in their order."""
    return [_turn(asked, name) for name in asked.names]


def _turn(asked: Asked, name: ScreenView) -> Turn:
    view, shown = asked.view, VIEWS[name]
    gaps: list[str] = []

    def made(key: str) -> Panel | None:
        make = PANELS.get(key, plan.progress)
        try:
            return make(view, asked.audience)
        except UnansweredError as error:
            gaps.append(key)
            return replace(unanswered(view, key, error), parts=(Nothing(why(view.t, error)),))

    progress = made("progress") if shown.has_band else None
    band = panels.band(progress) if progress else ""
    names = shown.panels if asked.audience == "working" or shown.for_guests is None else shown.for_guests
    sent = []
    for one in names:
        panel = made(one)
        if panel is None:
            continue
        named = _named(panel) if asked.audience == "working" else ()
        sent.append(
            Sent(
                html=panels.html(view, one, panel),
                is_wide=one in _WIDE,
                is_empty=panels.is_empty(panel),
                leads=LEADS.get(one, ()) if named else (),
                only=named[0] if len(named) == 1 else "",
            )
        )
    return Turn(name, view.t(shown.title), shown.page, band, tuple(sent), not gaps)


def _named(panel: Panel) -> tuple[str, ...]:
    """The numbers of the projects that a panel names, each once; "" for those that are only counted below it."""
    tables = [table for table in panel.tables if isinstance(table, Table) and "project_id" in table.rows]
    numbers = dict.fromkeys(number for table in tables for number in table.rows["project_id"])
    return (*numbers, *("" for table in tables if table.others))
