"""The range that the year's end lies in with eight chances of ten: projects drawn anew, and one factor for the year."""

from __future__ import annotations

import math

import numpy as np

from forecast.model import Expected, classes, expected
from forecast.projects import SIZES, Flags, Numbers, Projects

#: Of the range: so much lies below it, and above.
TAIL = 0.1
#: The normal quantile of that tail.
_Z = 1.2815515655446004
DRAWS = 2000
#: So many projects are drawn singly, the largest; of the smaller ones together mean and spread are enough.
_SINGLY = 1500
#: The example of the settings counts as so many past years.
_PRIOR_YEARS = 3
#: Fewer past projects of a class tell no spread: that of all of its nature, then of all, is taken.
_FEW = 8
_SEED = 20230101


def year_errors(past: Projects, months: int, day: float, shrink: float) -> Numbers:
    """By how much each past year's remaining work differed from what the other years said of it (log)."""
    found = []
    for year in np.unique(past.year):
        own = past.year == year
        if own.all():
            continue
        try:
            of = expected(past.those(own), past.those(~own), months, day, shrink)
        except ValueError:
            continue
        said, was = of.still.sum(), of.state.left[of.state.is_going | of.state.is_waiting].sum()
        if said > 0 and was > 0:
            found.append(math.log(was / said))
    return np.array(found)


def bounds(
    of: Expected, projects: Projects, past: Projects, months: int, day: float, shrink: float, least: float
) -> tuple[float, float]:
    """The total's range (low, high) in 万元. `least`: a year's own spread, while few are known (0.1: 10 %).

    Not narrower than past years differed from what was said of them, and never below what is done.
    """
    total, done, still = float(of.total.sum()), float(of.state.done.sum()), float(of.still.sum())
    if still <= 0:
        return total, total
    errors = year_errors(past, months, day, shrink)
    years = len(errors)
    own = float(np.mean(errors**2)) if years else 0.0
    spread = math.sqrt((years * own + _PRIOR_YEARS * least**2) / (years + _PRIOR_YEARS))
    draw = np.random.default_rng(_SEED)
    # The rates are themselves of so many years: that widens what is said of one more.
    factor = np.exp(spread * math.sqrt(1 + 1 / (years + 1)) * draw.standard_t(years + _PRIOR_YEARS, DRAWS))
    low, high = np.quantile(done + _drawn(of, projects, past, months, day, draw) * factor, [TAIL, 1 - TAIL])
    seen = math.sqrt(own)
    low = min(low, done + still * math.exp(-_Z * seen))
    high = max(high, done + still * math.exp(_Z * seen))
    return max(min(float(low), total), done), max(float(high), total)


def _drawn(
    of: Expected, projects: Projects, past: Projects, months: int, day: float, draw: np.random.Generator
) -> Numbers:
    """What is still to come, DRAWS times: each project drawn like a past one of its class, around what is expected."""
    then = past.at(months, day)
    ratio = np.divide(then.left, then.plan, out=np.zeros(len(past)), where=then.plan > 0)
    singly = np.zeros(len(projects), dtype=bool)
    singly[np.argsort(-of.still, kind="stable")[:_SINGLY]] = True
    of_class, own, found, variance = classes(past), classes(projects), np.zeros(DRAWS), 0.0
    for at in np.unique(own):
        for stands, stood in (
            (of.state.is_going, then.is_going), (of.state.is_waiting, then.is_waiting & (then.left > 0)),
        ):  # fmt: skip
            here = (own == at) & stands & (of.still > 0)
            if not here.any():
                continue
            pool = _relative(ratio, stood, of_class == at, past.is_new == (at >= SIZES))
            for one in np.flatnonzero(here & singly):
                starts = draw.random(DRAWS) < of.odds[one] if of.odds[one] < 1 else 1.0
                found += of.still[one] / of.odds[one] * starts * pool[draw.integers(len(pool), size=DRAWS)]
            many = here & ~singly
            found += of.still[many].sum()
            variance += float((of.still[many] ** 2 * (np.mean(pool**2) / of.odds[many] - 1)).sum())
    return np.maximum(found + draw.normal(0, math.sqrt(variance), DRAWS), 0)


def _relative(ratio: Numbers, stood: Flags, of_class: Flags, of_nature: Flags) -> Numbers:
    """Ratios of a class around their mean of 1; of a class of few those of its nature, then of all."""
    for those in (stood & of_class, stood & of_nature, stood):
        found = ratio[those]
        if len(found) >= _FEW and found.mean() > 0:
            around: Numbers = found / found.mean()
            return around
    return np.array([1.0])
