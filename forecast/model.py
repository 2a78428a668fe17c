"""The model: done + plan × attainment × (1 − share done by now), each project for itself; what waits by its odds.

How much of its plan a project reaches in the end (attainment) and how much of a year's work is done by a month (share)
are those of past years' projects, pooled by nature and size. A class of few is drawn to the pool above it, which
counts as `shrink` projects.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from forecast.odds import start_odds
from forecast.projects import SIZES, Flags, Numbers, Projects, State, Whole


@dataclass(frozen=True)
class Rates:
    """What past years say of a month. Arrays by class: nature (0 carried over, 1 new) × size."""

    attainment: Numbers
    share: Numbers
    projects: Whole
    #: Of new projects that had not started by then and did later: work by the end of the year ÷ plan.
    late: float
    late_projects: int


@dataclass(frozen=True)
class Expected:
    """Of each project: what it is expected to have done by the end of the year, and how that is made. 万元."""

    state: State
    attainment: Numbers
    share: Numbers
    odds: Numbers
    still: Numbers
    like: Whole

    @property
    def total(self) -> Numbers:
        """Done and still to come, of each project."""
        found: Numbers = self.state.done + self.still
        return found


def classes(projects: Projects) -> Whole:
    """Each project's class: nature × size."""
    found: Whole = projects.is_new * SIZES + projects.size
    return found


def rates(past: Projects, months: int, day: float, shrink: float) -> Rates:
    """What past years' projects say of a day of the year with so many months of work.

    Raises:
        ValueError: no past project was under way on that day, with a plan and work.
    """
    then = past.at(months, day)
    of = then.is_going & (then.plan > 0)
    final = then.done + then.left
    if not final[of].sum():
        raise ValueError("no past project was under way on that day with a plan and work")
    own = classes(past)
    attainment, share = np.empty(2 * SIZES), np.empty(2 * SIZES)
    number = np.zeros(2 * SIZES, dtype=np.int64)
    whole = _ratios(then, final, of, (1.0, 0.0), 0.0)
    for nature in (0, 1):
        pool = _ratios(then, final, of & (past.is_new == bool(nature)), whole, shrink)
        for size in range(SIZES):
            at = nature * SIZES + size
            those = of & (own == at)
            attainment[at], share[at] = _ratios(then, final, those, pool, shrink)
            number[at] = those.sum()
        if nature:
            above = pool[0] * (1 - pool[1])
    waited = then.is_waiting & past.is_new & (then.left > 0) & (then.plan > 0)
    count = int(waited.sum())
    own_late = then.left[waited].sum() / then.plan[waited].sum() if count else above
    late = (count * own_late + shrink * above) / (count + shrink) if count else above
    return Rates(attainment, share, number, float(late), count)


def _ratios(then: State, final: Numbers, of: Flags, above: tuple[float, float], shrink: float) -> tuple[float, float]:
    """Attainment and share of some projects, drawn to those above."""
    count, plan, work = of.sum(), then.plan[of].sum(), final[of].sum()
    weight = count / (count + shrink) if count else 0.0
    reached = work / plan if plan else above[0]
    done = then.done[of].sum() / work if work else above[1]
    return weight * reached + (1 - weight) * above[0], weight * done + (1 - weight) * above[1]


def expected(projects: Projects, past: Projects, months: int, day: float, shrink: float) -> Expected:
    """Each project's end of the year, from past years' projects. `projects`: of one year, known to `day`.

    Raises:
        ValueError: as `rates`.
    """
    found, now = rates(past, months, day, shrink), projects.at(months, day)
    own = classes(projects)
    odds = np.where(now.is_going, 1.0, 0.0)
    waiting = now.is_waiting
    if waiting.any():
        likely = start_odds(past, projects.those(waiting), day, shrink)
        odds[waiting] = np.where(np.isnan(likely), 0.5, likely)
    attainment = np.where(waiting, found.late, found.attainment[own])
    share = np.where(waiting, 0.0, found.share[own])
    still = now.plan * attainment * (1 - np.clip(share, 0, 1)) * odds
    like = np.where(waiting, found.late_projects, found.projects[own])
    return Expected(now, attainment, share, odds, np.maximum(still, 0), like.astype(np.int64))
