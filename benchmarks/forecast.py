"""How good the forecast of the year's end is: tried on made years whose truth is known, and on a version's past years.

    python -m benchmarks.forecast [--years 200] [--version VERSION]

The first table is of years made by forecast/made.py: four past years and one to tell, at a random month-end, with a
common factor of each spread; how often the end lay in the range of eight chances of ten, and the mean error of the
model and of its rivals. The second is what the page of targets shows of past years of the current version (or VERSION).
Always the same for the same data.
"""

from __future__ import annotations

import argparse
import sys

import numpy as np
import pandas as pd

from access.rights import LOCAL
from data import versions
from forecast.made import made_years
from forecast.track import Trial, trial
from view.view import View, edition

_SPREADS = (0.05, 0.1, 0.15)
_PAST = 4
_PROJECTS = 80
_RIVALS = ("model", "schedule", "last_share", "plan", "pace")


def made(spread: float, years: int) -> list[Trial]:
    """So many made years, each told from the four before it."""
    found = []
    for seed in range(years):
        draw = np.random.default_rng(seed)
        every = made_years(_PAST + 1, _PROJECTS, spread, draw)
        past, now, month = every.those(every.year <= _PAST), every.those(every.year > _PAST), int(draw.integers(1, 12))
        found.append(trial(now, past, _PAST + 1, month, float(now.done.sum()), month / 12, 10, 0.1))
    return found


def summary(trials: list[Trial]) -> str:
    """Coverage and errors in percent."""
    rows = pd.DataFrame(trials)
    within = rows["came"].between(rows["low"], rows["high"]).mean()
    errors = [((rows[name] - rows["came"]).abs() / rows["came"]).mean() for name in _RIVALS]
    return " ".join(f"{value:>10.1%}" for value in (within, *errors))


def main() -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--years", type=int, default=200)
    parser.add_argument("--version")
    arguments = parser.parse_args()
    print(f"{'spread':>8} {'in range':>10} " + " ".join(f"{name:>10}" for name in _RIVALS))
    for spread in _SPREADS:
        print(f"{spread:>8} {summary(made(spread, arguments.years))}")
    facts = edition(arguments.version or versions.current() or versions.ensure())
    view = View(facts, "en", "light", facts.last_day, facts.last_day.year, rights=LOCAL)
    rows = view.run("forecast_tried")
    print(f"\nversion {facts.version}")
    print("fewer than two past years that are reported whole" if rows.empty else rows.to_string(index=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
