"""A few readable key projects for the model: money in 万元, days counted from 1 January."""

from __future__ import annotations

import numpy as np

from forecast.projects import Projects

NONE = float("nan")


def project(
    year: int, plan: float, first: float, second: float, *, is_new: bool = False, size: int = 0, due: float = NONE,
    started: float = NONE, ended: float = NONE, known_to: float = 364,
) -> tuple[object, ...]:  # fmt: skip
    """One that completed `first` in June and `second` in December."""
    done = [0.0] * 12
    done[5], done[11] = first, second
    return year, is_new, size, plan, plan, NONE, due, started, ended, done, known_to


def of(*rows: tuple[object, ...]) -> Projects:
    """The model's arrays of them."""
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    return Projects(*columns)
