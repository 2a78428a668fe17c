"""The answers made of two states, by name: rows, and the figures that they add up to.

They are asked like queries (`view.run`), with `since` (a day) and `read_by` ('date', 'reported') as parameters, and are
for readers who may see projects. What each figure's rows and amount are, the catalogue says; it is summed here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import queries
from data import versions
from figures import movement
from figures.catalogue import FIGURES
from figures.movement import BRIDGES
from figures.ratios import with_ratios
from queries.keeping import kept
from view import search
from view.compared import lights, problems, stocks
from view.compared.since import Then, then

Params = dict[str, queries.Value]
#: All that is found, at its stage.
_EVERYTHING: Params = {**search.patterns(""), "stages": None, "lights": None, "is_staged": True,
                       "is_lit": False}  # fmt: skip
#: Answer → the queries that it is made of.
MADE_OF: dict[str, tuple[str, ...]] = {
    "moved_projects": ("project_states", "invested_months", "known_projects", "cutoff"),
    "moved": ("project_states", "invested_months", "known_projects", "cutoff"),
    "lit_projects": ("lights", "project_states"),
    "lit_total": ("lights", "project_states"),
    "lit_units": ("lights", "project_states"),
    "lit_rules": ("lights",),
    "problem_rows": ("project_blockers",),
    "problems": ("project_blockers",),
    "review": ("project_states", "invested_months", "known_projects", "cutoff", "lights", "project_blockers"),
}


class _States(NamedTuple):
    """What is asked: the version and parameters of then, of the same day in today's data, and of now.

    `kept` gives another answer of the same states, made once.
    """

    then: tuple[str, Params]
    since: tuple[str, Params]
    now: tuple[str, Params]
    kept: Callable[[str], pd.DataFrame]


def earlier(version: str, params: Params) -> Then:
    """The earlier state that parameters ask for."""
    day, reading = params["since"], params["read_by"]
    if not isinstance(day, dt.date):
        raise TypeError(f"since: {day!r} is no day")
    return then(version, day, "reported" if reading == "reported" else "date")


def answer(name: str, version: str, params: Params) -> pd.DataFrame:
    """An answer's rows; none where there is no earlier state. Nobody may change them.

    Raises:
        QueryError, StoreError: as `queries.run`.
    """
    was = earlier(version, params)
    bound = tuple((key, params[key]) for key in sorted(params))
    # By the files of both: a store that is restored may have other ones of the same names.
    files = tuple(versions.path(one) for one in (version, was.version) if one is not None)
    return _of_files(files, version, was, bound, name).copy(deep=False)


def behind(name: str, version: str, params: Params) -> list[tuple[str, str, Params]]:
    """The queries that make an answer, each with the version and the parameters that it is asked with: then, now.

    Of a query it is itself.
    """
    if name not in MADE_OF:
        return [(name, version, params)]
    was, whole = earlier(version, params), _EVERYTHING | params
    states = [(was.version, whole | {"as_of": was.as_of})] if was.version is not None else []
    return [(one, of, bound) for one in MADE_OF[name] for of, bound in (*states, (version, whole))]


@kept
def _answer(
    files: tuple[Path, ...], name: str, version: str, was: Then, bound: tuple[tuple[str, queries.Value], ...]
) -> pd.DataFrame:
    params = dict(bound)
    if was.version is None:
        return pd.DataFrame()
    days = params | {"as_of": was.as_of}
    kept = partial(_of_files, files, version, was, bound)
    return _MAKE[name](_States((was.version, days), (version, days), (version, params), kept))


def _of_files(
    files: tuple[Path, ...], version: str, was: Then, bound: tuple[tuple[str, queries.Value], ...], name: str
) -> pd.DataFrame:
    return _answer(files, name, version, was, bound)


def _ask(name: str, state: tuple[str, Params]) -> pd.DataFrame:
    version, params = state
    return queries.run(name, version=version, **_EVERYTHING | params)


def _moved_projects(states: _States) -> pd.DataFrame:
    def indexed(state: tuple[str, Params]) -> pd.DataFrame:
        return _ask("project_states", state).set_index("project_id")

    known = frozenset(_ask("known_projects", states.then)["project_id"].tolist())
    was = indexed(states.then)
    return stocks.moved(stocks.States(
        was, was if states.since == states.then else indexed(states.since), indexed(states.now),
        _ask("invested_months", states.then), _ask("invested_months", states.now),
        _ask("cutoff", states.then).iloc[0]["money_month"], known,
    ))  # fmt: skip


def _moved(states: _States) -> pd.DataFrame:
    codes = [code for stock, boxes in BRIDGES.items() for box in boxes for code in movement.codes(stock, box)]
    rows = _summed(states.kept("moved_projects"), codes)
    funds = [_ask("cutoff", one).iloc[0] for one in (states.then, states.now)]
    # Of a year that has ended, work is told to its December.
    december = pd.Timestamp(int(str(states.now[1]["year"])), 12, 1)
    month_then, month_now = (min(one["money_month"], december) for one in funds)
    has_work = pd.notna(funds[1]["invested_from"]) and pd.notna(month_now) and month_now.year == december.year
    rows = rows.assign(
        has_funds=all(pd.notna(one["funds_from"]) for one in funds),
        has_work=bool(has_work), month_then=month_then, month_now=month_now,
    )  # fmt: skip
    return with_ratios(rows, ("completed_rate_then", "completed_rate_now", "completed_left"))


def _lit_projects(states: _States) -> pd.DataFrame:
    now = _ask("project_states", states.now)
    standing = frozenset(now.loc[now["stands_at"].ne("terminated") | now["stands_at"].isna(), "project_id"].tolist())
    return lights.changed(_ask("lights", states.then), _ask("lights", states.now), standing)


_LIT = ("red_projects", "red_then", "amber_projects", "red_stake", "amber_stake", "new_red", "new_amber",
        "green_again", "exempt_projects")  # fmt: skip


def _lit_total(states: _States) -> pd.DataFrame:
    return _lit_sums(states.kept("lit_projects"))


def _lit_sums(rows: pd.DataFrame) -> pd.DataFrame:
    return with_ratios(_summed(rows, _LIT), ("red_change",))


def _lit_units(states: _States) -> pd.DataFrame:
    rows = states.kept("lit_projects")
    made = [_lit_sums(those).assign(unit=unit) for unit, those in rows.groupby("unit", sort=False)]
    found = pd.concat(made, ignore_index=True) if made else _lit_sums(rows).iloc[:0].assign(unit="")
    found = found.sort_values(["red_stake", "red_projects", "amber_stake", "unit"],
                              ascending=[False, False, False, True])  # fmt: skip
    return found.reset_index(drop=True)


def _lit_rules(states: _States) -> pd.DataFrame:
    """The rows of `lights` now, with `was`: the light that the same rule showed then (null: none, or exempt)."""
    before = _ask("lights", states.then)
    before = before[~before["is_exempt"]].drop_duplicates(["project_id", "rule"])
    was = before.set_index(["project_id", "rule"])["light"].rename("was")
    return _ask("lights", states.now).join(was, on=["project_id", "rule"])


def _problem_rows(states: _States) -> pd.DataFrame:
    return problems.changed(_ask("project_blockers", states.then), _ask("project_blockers", states.now))


_PROBLEMS = ("problems_then", "problems_new", "problems_solved", "problems_ended", "problems_open", "problems_overdue")


def _problems(states: _States) -> pd.DataFrame:
    rows = states.kept("problem_rows")
    return _summed(rows, _PROBLEMS).assign(problems_corrected=int(rows["is_corrected"].sum()))


def _review(states: _States) -> pd.DataFrame:
    """What the review says first, in one row: of `moved`, `lit_total`, `problems`."""
    return pd.concat([states.kept(name) for name in ("moved", "lit_total", "problems")], axis=1)


def _summed(rows: pd.DataFrame, codes: tuple[str, ...] | list[str]) -> pd.DataFrame:
    """One row: each figure from the rows with its flag, as the catalogue says."""
    found: dict[str, list[float]] = {}
    for code in codes:
        figure = FIGURES[code]
        is_behind = rows[figure.flag].astype(bool)
        found[code] = [rows.loc[is_behind, figure.amount].sum()] if figure.amount else [int(is_behind.sum())]
    return pd.DataFrame(found)


_MAKE: dict[str, Callable[[_States], pd.DataFrame]] = {
    "moved_projects": _moved_projects,
    "moved": _moved,
    "lit_projects": _lit_projects,
    "lit_total": _lit_total,
    "lit_units": _lit_units,
    "lit_rules": _lit_rules,
    "problem_rows": _problem_rows,
    "problems": _problems,
    "review": _review,
}
