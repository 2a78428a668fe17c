"""The arithmetic of the forms: what an indicator gives a department, from its figures. Nothing else is known here.

A score is rounded half up to so many decimals once, as it is shown, so that what is shown adds up to the total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from data.schemes import Indicator
from data.schemes.scheme import FEW
from texts.writing import rounded

#: A score has so many decimals.
DECIMALS = 2
#: Why an indicator cannot be scored for a department: the ledger reports no such money for the year; no target is set;
#: it is 0; by time none of it is due; the rate is of fewer than five projects; nobody else of the group to compare.
Unscored = Literal["no_data", "no_target", "zero_target", "not_due", "few", "alone"]
#: Limits are met but for the last digits of binary numbers.
_DIGITS = 9


@dataclass(frozen=True)
class Inputs:
    """What a department has of an indicator. Targets are as they are held against: scaled by time where they are.

    `under`: what a rate is divided by, `projects` of how many it is. `bands`: credited projects of each band, the
    largest first; `due`: the share of the year that wanted numbers are scaled by. `lacking`: why it cannot be scored.
    """

    actual: float
    under: float | None = None
    projects: int = 0
    target: float | None = None
    second: float = 0.0
    second_target: float | None = None
    bands: tuple[float, ...] = ()
    due: float = 1.0
    lacking: Unscored | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of it: points, or why there are none.

    `value`: what is compared (the figure, or the rate in percent); `ratio`: of the target (1 = met), `second_ratio` of
    the second; `lowest`, `highest`: of the group; `lacks`: what is missing in each band; `gives`: of the step, percent.
    """

    points: float | None
    why: Unscored | None = None
    value: float | None = None
    ratio: float | None = None
    second_ratio: float | None = None
    lowest: float | None = None
    highest: float | None = None
    lacks: tuple[float, ...] = ()
    gives: float | None = None


def shown(points: float) -> float:
    """The points as they are shown and added."""
    return float(rounded(points, DECIMALS))


def is_met(value: float, limit: float) -> bool:
    """Does a value reach a limit?"""
    return round(value - limit, _DIGITS) >= 0


def lacking(one: Indicator, given: Inputs) -> Unscored | None:
    """Why an indicator cannot be scored by its own figures; None where it can."""
    if given.lacking is not None:
        return given.lacking
    return "few" if one.is_rate and (given.projects < FEW or not given.under) else None


def value(one: Indicator, given: Inputs) -> float:
    """What is compared: the figure, or the rate in percent."""
    return given.actual / (given.under or 1) * 100 if one.is_rate else given.actual


def ratio(one: Indicator, given: Inputs) -> float | None:
    """The share of the target that is reached; of a rate without one the rate itself."""
    if one.is_rate:
        return value(one, given) / (given.target or 100)
    return given.actual / given.target if given.target else None


def compared(one: Indicator, given: Inputs) -> float:
    """What the group is compared by: the share of the target where there is one, in percent, else the value."""
    return (ratio(one, given) or 0.0) * 100 if one.target is not None else value(one, given)


def outcome(one: Indicator, given: Inputs, group: Sequence[float] = ()) -> Outcome:  # noqa: PLR0911 - one a form
    """The points of an indicator. `group`: what each ranked one of the group that can be scored is compared by."""
    if (why := lacking(one, given)) is not None:
        return Outcome(None, why)
    weight = one.weight or 0
    match one.form:
        case "proportional":
            reached = ratio(one, given) or 0.0
            return Outcome(shown(weight * min(reached, one.most)), value=value(one, given), ratio=reached)
        case "full_if_met":
            reached = ratio(one, given) or 0.0
            part = 1.0 if is_met(reached, 1) else reached if one.otherwise == "proportional" else 0.0
            return Outcome(shown(weight * part), value=value(one, given), ratio=reached)
        case "efficacy":
            return _efficacy(one, given, group)
        case "ladder":
            return _ladder(one, given)
        case "steps":
            return _steps(one, given)
        case "halves":
            first, second = given.actual / (given.target or 1), given.second / (given.second_target or 1)
            points = weight * (min(first, one.most) + min(second, one.most)) / 2
            return Outcome(shown(points), value=given.actual, ratio=first, second_ratio=second)
        case "each":
            return Outcome(shown(min((one.points or 0) * max(given.actual, 0), one.cap or 0)), value=given.actual)
        case "minus":
            taken = shown(min((one.points or 0) * max(given.actual, 0), one.cap or 0))
            return Outcome(-taken if taken else 0.0, value=given.actual)


def _efficacy(one: Indicator, given: Inputs, group: Sequence[float]) -> Outcome:
    """Lowest and highest are of the ranked ones; who is not ranked and stands outside gets what the nearest gets."""
    if len(group) < 2:
        return Outcome(None, "alone")
    low, high, base = min(group), max(group), 60 if one.base is None else one.base
    own = min(max(compared(one, given), low), high)
    if is_met(low, high):
        # All level: nobody is behind; where nobody has anything, nobody gets more than the base.
        percent = 100.0 if high > 0 else float(base)
    else:
        percent = (own - low) / (high - low) * (100 - base) + base
    return Outcome(
        shown((one.weight or 0) * percent / 100), value=compared(one, given), lowest=low, highest=high, gives=percent
    )


def _ladder(one: Indicator, given: Inputs) -> Outcome:
    """What a band has beyond what is wanted stands for the next smaller one."""
    spare, lacks = 0.0, list[float]()
    for band, number in zip(one.bands, given.bands, strict=True):
        have, wanted = number + spare, band.wanted * given.due
        lacks.append(max(round(wanted - have, _DIGITS), 0.0))
        spare = max(have - wanted, 0.0)
    taken = sum(missing * band.minus for band, missing in zip(one.bands, lacks, strict=True))
    return Outcome(shown(max((one.weight or 0) - taken, 0)), value=given.actual, lacks=tuple(lacks))


def _steps(one: Indicator, given: Inputs) -> Outcome:
    reached = ratio(one, given)
    # With a target the steps are of it; a rate without one goes by itself, in percent.
    measure = reached * 100 if reached is not None else given.actual
    gives = next((step.gives for step in one.steps if is_met(measure, step.at_least)), 0.0)
    return Outcome(shown((one.weight or 0) * gives / 100), value=value(one, given), ratio=reached, gives=gives)
