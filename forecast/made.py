"""Years whose truth is known by construction: what the model is tried on, since no ledger has two hundred of them."""

from __future__ import annotations

import numpy as np

from forecast.projects import MONTHS, Projects

#: How a project's work is spread over its months, before chance.
_CURVE = np.array([2.0, 3, 5, 8, 10, 11, 11, 11, 11, 10, 9, 9])


def made_years(years: int, projects: int, spread: float, draw: np.random.Generator) -> Projects:
    """Years numbered from 1, of so many key projects each, three fifths of them carried over.

    Every project has a size, a plan, an attainment around 0.95 (new ones around 0.9) with a spread of 0.2, months
    that vary around one curve, and all of a year share a factor with the standard deviation `spread`.
    New ones are due on a day of the year; one in eight never starts, the others some days to months late.
    """
    made = [_year(year, projects, spread, draw) for year in range(1, years + 1)]
    return Projects(**{name: np.concatenate([getattr(one, name) for one in made]) for name in vars(made[0])})


def _year(year: int, projects: int, spread: float, draw: np.random.Generator) -> Projects:
    is_new = np.arange(projects) >= projects * 3 // 5
    size = draw.choice(3, projects, p=[0.5, 0.4, 0.1])
    plan = np.round(draw.lognormal(0, 0.6, projects) * np.array([3e3, 1.5e4, 8e4])[size])
    due = np.where(is_new, draw.integers(30, 300, projects).astype(float), np.nan)
    late = np.where(draw.random(projects) < 1 / 8, np.inf, draw.exponential(30, projects) - 10)
    started = np.where(is_new, due + np.round(late), -400.0)
    factor = np.exp(draw.normal(0, spread))
    reached = np.clip(draw.normal(np.where(is_new, 0.9, 0.95), 0.2), 0.2, None) * factor
    weights = _CURVE * draw.lognormal(0, 0.4, (projects, MONTHS))
    first = np.where(is_new, np.floor(np.clip(started, 0, 1e6) / 30.5), 0)
    weights = np.where(np.arange(MONTHS) >= first[:, None], weights, 0)
    total = weights.sum(axis=1, keepdims=True)
    # A new one does its plan's part of the months that it has, with some haste.
    part = np.minimum(1, total[:, 0] / _CURVE.sum() * 1.3)
    done = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0) * (plan * reached * part)[:, None]
    none = np.full(projects, np.nan)
    began = np.where(np.isfinite(started) & (first < MONTHS), started, np.nan)
    return Projects(
        np.full(projects, year), is_new, size.astype(np.int64), plan, plan, none, due, began, none, done,
        np.full(projects, 364.0),
    )  # fmt: skip
