"""Scores: what departments have of each indicator, what its form gives them, and the total they are ranked by."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from data.schemes import Indicator, Scheme
from data.schemes.scheme import MONEY
from view.appraisal import forms
from view.appraisal.counting import Brought, Entry, Tally, by_project, entries, planned
from view.appraisal.forms import DECIMALS, Inputs, Outcome, Unscored
from view.appraisal.what_if import WhatIf

#: Figures whose schedule is that of the year's plan; of all others the months that have ended.
_BY_PLAN = MONEY - {"signed_planned"}


class Member(NamedTuple):
    """A department that is appraised: its group ('' without one), and whether it is ranked."""

    unit: str
    group: str
    is_ranked: bool


@dataclass(frozen=True)
class Year:
    """What a year's appraisal stands on, besides what projects bring.

    Targets by (figure, unit); the shares of the year that have gone; which money is reported.
    """

    targets: Mapping[tuple[str, str], float]
    due_share: float
    elapsed_share: float
    has_funds: bool
    has_invested: bool
    #: Are targets scaled by time where the scheme says so?
    is_scaled: bool = True

    def has(self, source: str) -> bool:
        """Is a figure reported for the year?"""
        return {"funds_arrived": self.has_funds, "invested": self.has_invested}.get(source, True)

    def due(self, source: str) -> float:
        """The share of a year's target that is due by now."""
        return self.due_share if source in _BY_PLAN else self.elapsed_share


@dataclass(frozen=True)
class Line:
    """An indicator of a department: what it has, what came of it, and what its target is before it is scaled."""

    indicator: Indicator
    inputs: Inputs
    outcome: Outcome
    whole_target: float | None = None
    second_whole: float | None = None


@dataclass(frozen=True)
class Score:
    """A department's score. `base` is of the weighted indicators as they are scored, `scaled` as they count in `total`.

    None where nothing of it can be scored. `scored`: the weights of those that can be.
    """

    member: Member
    lines: tuple[Line, ...]
    base: float
    scored: float
    scaled: float | None
    extra: float
    total: float | None

    def line(self, key: str) -> Line:
        """The line of an indicator."""
        return next(one for one in self.lines if one.indicator.key == key)


@dataclass(frozen=True)
class Counted:
    """What projects bring, counted once: entries by project, and their sums."""

    projects: Mapping[str, tuple[Brought, ...]]
    entries: tuple[Entry, ...]
    tally: Tally


def counted(scheme: Scheme, rows: list[Brought]) -> Counted:
    """Count the rows by a scheme."""
    projects = {of: tuple(those) for of, those in by_project(rows).items()}
    plan = planned(scheme)
    found = tuple(one for those in projects.values() for one in entries(scheme, those, plan))
    tally = Tally()
    tally.add(scheme, found)
    return Counted(projects, found, tally)


def scores(
    scheme: Scheme, members: tuple[Member, ...], year: Year, tally: Tally, supposed: WhatIf
) -> tuple[Score, ...]:
    """The departments' scores, in their order."""
    inputs = {
        (one.key, who.unit): _inputs(one, who.unit, year, tally, supposed) for one in scheme.on for who in members
    }
    return tuple(_score(scheme, who, members, inputs, year, supposed) for who in members)


def _target(
    one: Indicator, given: float | str | None, unit: str, year: Year, supposed: WhatIf, *, is_first: bool
) -> tuple[float | None, Unscored | None]:
    """A department's target before it is scaled, and why there is none."""
    if is_first and (changed := supposed.target(one.key, unit)) is not None:
        return changed, None if changed else "zero_target"
    if isinstance(given, str):
        found = year.targets.get((given, unit))
        return found, "no_target" if found is None else None if found else "zero_target"
    return (None if given is None else float(given)), None


def _inputs(one: Indicator, unit: str, year: Year, tally: Tally, supposed: WhatIf) -> Inputs:
    target, why = _target(one, one.target, unit, year, supposed, is_first=True)
    second, second_why = _target(one, one.second_target, unit, year, supposed, is_first=False)
    is_scaled = one.is_time_scaled and year.is_scaled
    due, second_due = (
        year.due(source) if is_scaled else 1.0 for source in (one.source, one.second_source or one.source)
    )
    lacking: Unscored | None = why or second_why
    if not all(year.has(source) for source in one.sources):
        lacking = "no_data"
    elif lacking is None and is_scaled and min(due, second_due) <= 0:
        lacking = "not_due"
    return Inputs(
        actual=tally.amount(one.key, "source", unit),
        under=tally.amount(one.key, "of", unit) if one.is_rate else None,
        projects=tally.projects.get((one.key, "of", unit), 0),
        target=None if target is None else target * due,
        second=tally.amount(one.key, "second", unit),
        second_target=None if second is None else second * second_due,
        bands=tally.banded(one, unit) if one.form == "ladder" else (),
        due=due,
        lacking=lacking,
    )


def _score(
    scheme: Scheme, who: Member, members: tuple[Member, ...], inputs: Mapping[tuple[str, str], Inputs], year: Year,
    supposed: WhatIf,
) -> Score:  # fmt: skip
    return total(scheme, who, tuple(_line(one, who, members, inputs, year, supposed) for one in scheme.on))


def _line(
    one: Indicator, who: Member, members: tuple[Member, ...], inputs: Mapping[tuple[str, str], Inputs], year: Year,
    supposed: WhatIf,
) -> Line:  # fmt: skip
    group = [
        forms.compared(one, inputs[one.key, other.unit])
        for other in members
        if other.group == who.group and other.is_ranked and not forms.lacking(one, inputs[one.key, other.unit])
    ]
    given = inputs[one.key, who.unit]
    whole = _target(one, one.target, who.unit, year, supposed, is_first=True)[0]
    second = _target(one, one.second_target, who.unit, year, supposed, is_first=False)[0]
    return Line(one, given, forms.outcome(one, given, group), whole, second)


def rescored(
    scheme: Scheme, known: tuple[Score, ...], year: Year, tally: Tally, supposed: WhatIf, touched: Set[tuple[str, str]]
) -> tuple[Score, ...]:
    """The scores of all of a group once more, where only the sums of `touched` (indicator, unit) are others than known.

    What nothing has touched stays as it is: thousands of projects are supposed to move, one after the other.
    """
    keys, members = {key for key, _ in touched}, tuple(one.member for one in known)
    inputs = {
        (key, one.member.unit): _inputs(line.indicator, one.member.unit, year, tally, supposed)
        if (key, one.member.unit) in touched else line.inputs
        for one in known for line in one.lines if (key := line.indicator.key) in keys
    }  # fmt: skip
    found = []
    for was in known:
        lines = tuple(
            _line(line.indicator, was.member, members, inputs, year, supposed)
            if line.indicator.key in keys
            # Only this form looks at what the others have.
            and (line.indicator.form == "efficacy" or (line.indicator.key, was.member.unit) in touched) else line
            for line in was.lines
        )  # fmt: skip
        is_same = all(one is line for one, line in zip(lines, was.lines, strict=True))
        found.append(was if is_same else total(scheme, was.member, lines))
    return tuple(found)


def total(scheme: Scheme, who: Member, lines: tuple[Line, ...]) -> Score:
    """The sum of a department's lines: the weighted ones, scaled to the whole where the scheme says so, the others."""
    weighed = [one for one in lines if one.indicator.is_weighted]
    given = [one for one in weighed if one.outcome.points is not None]
    base = sum((_exact(one.outcome.points) for one in given), Decimal(0))
    extra = sum((_exact(one.outcome.points) for one in lines if not one.indicator.is_weighted), Decimal(0))
    scored = sum((_exact(one.indicator.weight) for one in given), Decimal(0))
    whole = sum((_exact(one.indicator.weight) for one in weighed), Decimal(0))
    scaled: Decimal | None = base
    if scheme.missing == "scaled" and scored != whole:
        scaled = (base * whole / scored).quantize(Decimal(1).scaleb(-DECIMALS), ROUND_HALF_UP) if scored else None
    made = None if scaled is None else float(scaled + extra)
    return Score(who, lines, float(base), float(scored), None if scaled is None else float(scaled), float(extra), made)


def _exact(points: float | None) -> Decimal:
    return Decimal(0) if points is None else Decimal(repr(points))


def as_supposed(scheme: Scheme, supposed: WhatIf) -> Scheme:
    """The scheme as it is supposed: other weights, indicators switched on and off."""
    if not (supposed.weights or supposed.switches):
        return scheme
    made = []
    for one in scheme.indicator:
        changes: dict[str, object] = {}
        if one.key in supposed.switches:
            changes["is_on"] = supposed.switches[one.key]
        if one.key in supposed.weights and one.is_weighted:
            changes["weight"] = supposed.weights[one.key]
        made.append(one.model_copy(update=changes) if changes else one)
    return scheme.model_copy(update={"indicator": tuple(made)})
