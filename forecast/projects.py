"""Key projects of whole years, as the model looks at them: plan, work by month, days of the year."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]

MONTHS = 12
#: Bounds of the size classes, 万元 of planned investment: below 1亿, 1亿 to 10亿, 10亿 and more.
SIZE_BOUNDS = (10_000.0, 100_000.0)
SIZES = len(SIZE_BOUNDS) + 1


class State(NamedTuple):
    """How projects stand on a day: under way, not started, terminated (each project is one of them); 万元.

    `done` is the work of the months that count, `left` what was done after them, by the end of the year.
    """

    plan: Numbers
    done: Numbers
    left: Numbers
    is_going: Flags
    is_waiting: Flags


@dataclass(frozen=True)
class Projects:
    """A row a key project and year. Money in 万元; days are counted from 1 January of the year (0), NaN: none."""

    year: Whole
    is_new: Flags
    size: Whole
    amount: Numbers
    original: Numbers
    adjusted: Numbers
    due: Numbers
    started: Numbers
    ended: Numbers
    #: Work by month, shape (projects, 12); months that have not come hold 0.
    done: Numbers
    #: The last day that the data know of.
    known_to: Numbers

    def __len__(self) -> int:
        return len(self.year)

    def those(self, which: Flags) -> Projects:
        """Some of the projects."""
        return Projects(**{one.name: getattr(self, one.name)[which] for one in fields(self)})

    def at(self, months: int, day: float) -> State:
        """As they stood on a day of their year, with the work of its first `months` months."""
        plan = np.where(self.adjusted > day, self.original, self.amount)
        done = self.done[:, :months].sum(axis=1)
        ended = self.ended <= day
        begun = ~self.is_new | (self.started <= day) | (done > 0)
        return State(plan, done, self.done[:, months:].sum(axis=1), begun & ~ended, ~begun & ~ended)


def size_class(planned: Numbers) -> Whole:
    """The size class of each planned investment in 万元; without one the smallest."""
    return np.searchsorted(SIZE_BOUNDS, np.nan_to_num(planned), side="right").astype(np.int64)


def month_end(year: int, months: int) -> int:
    """The last day of the year's month, counted from 1 January; −1 before the first month."""
    if months == 0:
        return -1
    return (dt.date(year, months, calendar.monthrange(year, months)[1]) - dt.date(year, 1, 1)).days
