"""What is appraised: a view and the page's switches → scores, ranks, what moved, which suppositions mean nothing.

Scores are the whole zone's, whatever narrows other pages: a department's target is not narrowed with its projects, and
a rank is among all. A reader who is bound to departments is told these alone, made of the whole; other departments'
projects are not named to them (`is_named`).
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

import pandas as pd
from cachetools import LRUCache, cached

import queries
from data.schemes import Scheme, read_all
from data.settings import settings
from texts.language import N_
from view import monthly
from view.appraisal import ranking
from view.appraisal.counting import Brought, brought
from view.appraisal.ranking import Group
from view.appraisal.scoring import Counted, Member, Score, Year, as_supposed, counted, scores
from view.appraisal.what_if import NOTHING, Item, WhatIf, parsed
from view.compared.since import Then, then
from view.view import View, edition

#: So many states are kept; of a large ledger, whose states hold many rows, so many rows. The newest always: each
#: panel of a page asks for it.
_MOST_KEPT, _MOST_ROWS = 8, 800_000
#: What a row takes of a page's memory: of its own state, and of the one that it is held against.
_ROW_BYTES = 2500
#: What is supposed of a project → why it cannot be.
_IN_VAIN = {
    "sign": N_("{id}: no framework agreement that could be signed formally this year"),
    "start": N_("{id}: not signed formally, or started or terminated already"),
    "complete": N_("{id}: no key project with something left of this year's plan"),
}


@dataclass(frozen=True)
class Asked:
    """The switches: the scheme, whether targets are scaled by time, which department is opened, what is supposed."""

    scheme: Scheme
    is_scaled: bool
    unit: str
    supposed: WhatIf


class State(NamedTuple):
    """Scores of a state, and what they are made of."""

    members: tuple[Member, ...]
    year: Year
    counted: Counted
    scores: tuple[Score, ...]


@dataclass(frozen=True)
class Appraisal:
    """The appraisal: as it is, or is supposed, and as it stood.

    `before`: the state that ranks moved since: of `then`, or, where something is supposed, of the same day without it;
    None where there is nothing to hold against. `in_vain`: sentences on suppositions that mean nothing here.
    """

    asked: Asked
    scheme: Scheme
    now: State
    groups: tuple[Group, ...]
    before: State | None
    then: Then | None
    in_vain: tuple[str, ...]

    def score(self, unit: str) -> Score | None:
        """A department's score."""
        return next((one for one in self.now.scores if one.member.unit == unit), None)


def asked(view: View, chosen: Mapping[str, Any]) -> Asked | None:
    """What the switches ask for; None without a scheme that can be used."""
    schemes = {one.code: one for one in read_all().schemes}
    if not schemes:
        return None
    scheme = schemes.get(str(chosen.get("scheme") or ""), next(iter(schemes.values())))
    units = view.choices["appraised"].codes
    unit = str(chosen.get("appraised") or "")
    unit = unit if unit in units else next(iter(units), "")
    return Asked(scheme, chosen.get("against") != "year", unit, parsed(str(chosen.get("what_if") or "")) or NOTHING)


def appraisal(view: View, one: Asked) -> Appraisal:
    """The appraisal that is asked for. Nobody may change it."""
    return _appraisal(whole(view), one)


def whole(view: View) -> View:
    """The view without what the appraisal leaves out of account: the same for every choice of filters."""
    return replace(view, chosen=(), remarks=(), narrowed_by=())


def _share(rows: int) -> int:
    """What is kept of so many rows takes of the room for all."""
    return min(max(rows, _MOST_ROWS // _MOST_KEPT), _MOST_ROWS)


def _share_of_both(one: Appraisal) -> int:
    return _share(sum(len(state.counted.entries) for state in (one.now, one.before) if state))


@cached(LRUCache(_MOST_ROWS, getsizeof=_share_of_both), condition=threading.Condition())
def _appraisal(view: View, one: Asked) -> Appraisal:
    scheme = as_supposed(one.scheme, one.supposed)
    now = _state(view, scheme, one.is_scaled, one.supposed)
    if one.supposed.items:
        # What is supposed is held against the same day without it, not against another month.
        before: State | None = _state(view, one.scheme, one.is_scaled, NOTHING)
        was, gained = None, None
    else:
        was = month_before(view)
        before = None if was is None else _state(_at(view, was), scheme, one.is_scaled, NOTHING)
        gained = _a_year_before(view, one) if scheme.prizes.since == "year" else before
    groups = ranking.groups(scheme, now.scores, before.scores if before else (), gained.scores if gained else ())
    return Appraisal(one, scheme, now, groups, before, was, tuple(_in_vain(view, one)))


def month_before(view: View) -> Then | None:
    """The state at the end of the month before: of the version that was current then, where there is one, else the same
    version by date; None where the year had not begun or the data has no such day."""
    day = monthly.last_day(monthly.before(view.as_of))
    if day.year < view.year or day < view.edition.first_day:
        return None
    reported = then(view.edition.version, day, "reported")
    is_other = reported.version is not None and reported.version != view.edition.version
    if is_other and reported.as_of.year >= view.year:
        return reported
    return Then(view.edition.version, day, None)


def _at(view: View, was: Then) -> View:
    if was.version is None or was.version == view.edition.version:
        return replace(view, as_of=was.as_of)
    return replace(view, edition=edition(was.version), as_of=was.as_of)


def _a_year_before(view: View, one: Asked) -> State | None:
    last_feb = (view.as_of.month, view.as_of.day) == (2, 29)
    day = view.as_of.replace(year=view.as_of.year - 1, day=28 if last_feb else view.as_of.day)
    if day < view.edition.first_day:
        return None
    return _state(replace(view, as_of=day, year=view.year - 1), one.scheme, one.is_scaled, NOTHING)


@cached(LRUCache(_MOST_ROWS, getsizeof=lambda one: _share(len(one.counted.entries))), condition=threading.Condition())
def _state(view: View, scheme: Scheme, is_scaled: bool, supposed: WhatIf) -> State:
    rows = brought(_held(view, "appraisal_contributions"))
    targets = {(one["indicator"], one["unit"]): float(one["target_amount"])
               for one in view.run_of_all("appraisal_targets").to_dict("records")}  # fmt: skip
    schedule = view.run_of_all("appraisal_schedule")
    found = schedule.iloc[0] if len(schedule) else None
    year = Year(
        targets, *((0.0, 0.0, False, False) if found is None else (
            float(found["due_share"]), float(found["elapsed_share"]), bool(found["has_funds"]),
            bool(found["has_invested"]))), is_scaled,
    )  # fmt: skip
    everyone = members(rows, targets)
    made = counted(scheme, suppose(rows, moves(view) if supposed.moves else (), supposed))
    return State(everyone, year, made, scores(scheme, everyone, year, made.tally, supposed))


def moves(view: View) -> tuple[tuple[str, Brought], ...]:
    """What could still move, of projects that the reader may see: (move, what it would bring)."""
    return _moves(whole(view))


@cached(LRUCache(_MOST_ROWS, getsizeof=lambda made: _share(len(made))), condition=threading.Condition())
def _moves(view: View) -> tuple[tuple[str, Brought], ...]:
    rows = _held(view, "appraisal_moves")
    made = zip(rows["move"], brought(rows, is_supposed=True), strict=True)
    return tuple((move, row) for move, row in made if is_named(view, row))


def _held(view: View, name: str) -> pd.DataFrame:
    """The rows of an appraisal's query, where a page has room for them."""
    return queries.held(
        view.edition.version, name, _ROW_BYTES, partial(view.count_of_all, name), partial(view.run_of_all, name)
    )


def members(rows: list[Brought], targets: Mapping[tuple[str, str], float]) -> tuple[Member, ...]:
    """The settings' departments in their order, then those that only the ledger names."""
    known = {one.zh: Member(one.zh, one.group or "", one.is_ranked) for one in settings().unit}
    others = {row.unit for row in rows} | {unit for _, unit in targets}
    return (*known.values(), *(Member(unit, "", True) for unit in sorted(others - known.keys())))


def suppose(
    rows: list[Brought], can_move: tuple[tuple[str, Brought], ...], supposed: WhatIf
) -> list[Brought]:  # fmt: skip
    """The rows with what is supposed of projects."""
    made = list(rows)
    for item in supposed.moves:
        new = [row for move, row in can_move if move == item.verb and row.project_id == item.of]
        made = moved(made, item.of, new)
    return made + [row for item in supposed.added for row in added(item)]


def moved(rows: list[Brought], project: str, new: list[Brought]) -> list[Brought]:
    """Rows with what a move of a project brings more.

    What it would have completed counts for its other figures too; once it has started it is no overdue start.
    """
    if not new:
        return rows
    invested, has_started = max(row.year_invested for row in new), any(row.figure == "new_due_started" for row in new)
    kept = [row for row in rows if not (has_started and row.project_id == project and row.figure == "overdue_starts")]
    return [row._replace(year_invested=invested) if row.project_id == project else row for row in kept] + new


def added(item: Item) -> list[Brought]:
    """What a project that there is not would bring: a formal agreement of so much planned investment."""
    planned = item.number or 0.0
    figures = {"signed_projects": 1.0, "signed_planned": planned}
    figures |= {figure: 1.0 for figure, least in (("signed_over_100m", 10_000), ("signed_over_1b", 100_000))
                if planned >= least}  # fmt: skip
    name = f"+{planned:.15g}"
    return [Brought(figure, "", name, item.of, "", 1.0, amount, amount, planned, 0.0, is_supposed=True,
                    responsible=item.of) for figure, amount in figures.items()]  # fmt: skip


def _in_vain(view: View, one: Asked) -> list[str]:
    t, said = view.t, []
    movable = {(move, row.project_id) for move, row in moves(view)}
    units = {who.unit for who in _state(view, one.scheme, one.is_scaled, NOTHING).members}
    for item in one.supposed.items:
        if item.verb in _IN_VAIN:
            if (item.verb, item.of) not in movable:
                said.append(t(_IN_VAIN[item.verb], id=item.of))
        elif item.verb == "add":
            if item.of not in units:
                said.append(t("There is no department {name}.", name=item.of))
        elif (indicator := one.scheme.named(item.of)) is None:
            said.append(t("The scheme has no indicator {name}.", name=item.of))
        elif item.verb == "weight" and not indicator.is_weighted:
            said.append(t("{name} has no weight, since it adds points or takes them away.", name=item.of))
        elif item.verb == "target" and indicator.target is None:
            said.append(t("{name} has no target.", name=item.of))
        elif item.unit and item.unit not in units:
            said.append(t("There is no department {name}.", name=item.unit))
    return said


def is_named(view: View, row: Brought) -> bool:
    """May the reader be told which project it is?"""
    units = view.rights.units
    return units is None or not row.project_id or row.responsible in units


def told(view: View, unit: str) -> bool:
    """May the reader be told a department's score?"""
    return view.rights.units is None or unit in view.rights.units


def day_of(one: Appraisal) -> dt.date | None:
    """The day that ranks moved since."""
    return one.then.as_of if one.then else None
