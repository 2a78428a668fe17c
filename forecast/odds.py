"""The odds that a project which has not started does so by the end of the year, from how late others started."""

from __future__ import annotations

import numpy as np

from forecast.projects import Flags, Numbers, Projects

LAST_DAY = 364.0


def late_starts(past: Projects) -> tuple[Numbers, Numbers]:
    """How many days after its due day each past new project started, and till which day it was seen not to have.

    Returns:
        delay (days; NaN: not by then) and seen (days after the due day), of new projects with a due day.
    """
    of = past.is_new & ~np.isnan(past.due)
    delay = np.where(past.started <= past.known_to, past.started, np.nan)[of] - past.due[of]
    end = np.fmin(past.known_to, past.ended)[of] - past.due[of]
    return delay, np.where(np.isnan(delay), end, delay)


def start_odds(past: Projects, waiting: Projects, day: float, shrink: float) -> Numbers:
    """For each project that waits on `day` the odds that it starts by 31 December (0 to 1).

    Of past projects that were as late and had not started, the share that did within the days left (by
    Kaplan and Meier, since some were terminated, or are not known for longer). Few of them are drawn to the
    share of all that were late at all, which counts as `shrink` projects.
    """
    delay, seen = late_starts(past)
    if not len(delay):
        return np.full(len(waiting), np.nan)
    left = np.nanmedian(LAST_DAY - past.due[past.is_new])
    middle = _started_within(delay, seen, -1.0, float(left))
    found = np.empty(len(waiting))
    known: dict[float, float] = {}
    for at, due in enumerate(waiting.due):
        if np.isnan(due):
            found[at] = middle
            continue
        if due not in known:
            like = int((seen > day - due).sum())
            own = _started_within(delay, seen, day - due, LAST_DAY - due)
            known[due] = (like * own + shrink * middle) / (like + shrink) if like else middle
        found[at] = known[due]
    return found


def _started_within(delay: Numbers, seen: Numbers, after: float, until: float) -> float:
    """Of those that had not started `after` days past their due day, the share that did `until` then."""
    left = 1.0
    for moment in np.unique(delay[(delay > after) & (delay <= until)]):
        risk: Flags = seen >= moment
        left *= 1 - (delay == moment).sum() / risk.sum()
    return float(1 - left)
