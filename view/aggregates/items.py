"""What each sum is of: the projects and amounts of every measure, code and year, told in Python apart from the SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from view.aggregates.suppression import Bools, Floats, Integers

#: What a sum is of: a number of projects, their planned investment, money that arrived, completed investment of key
#: projects, a number of key projects, their planned investment, their annual plan.
MEASURES = ("projects", "planned", "arrived", "invested", "key", "key_planned", "plan")


class Key(NamedTuple):
    """A sum: its measure, what it is of (one of its codes), the year, and a name of a dimension ('': the zone)."""

    measure: str
    code: str
    year: int
    dimension: str = ""
    name: str | None = None


@dataclass(frozen=True)
class Facts:
    """Rows of the queries behind_…, and how far they go. `months`: the last of money."""

    projects: pd.DataFrame
    kinds: pd.DataFrame
    money: pd.DataFrame
    plans: pd.DataFrame
    as_of: dt.date
    money_month: dt.date
    years: tuple[int, ...]
    matured_days: int


class Items(NamedTuple):
    """The items of a measure: the project and the amount of each, and its rows of `projects`, one an item."""

    owners: Integers
    amounts: Floats
    projects: pd.DataFrame
    #: Code and year → its items.
    codes: Mapping[tuple[str, int], Bools]
    #: Codes that are asked for by name of a dimension.
    by_name: frozenset[str]


def _year(days: pd.Series) -> pd.Series:
    return pd.to_datetime(days).dt.year


def _signings(facts: Facts, projects: pd.DataFrame) -> dict[tuple[str, int], Bools]:
    """The projects of each code and year, as rows of `projects`. The first are the last to be withheld."""
    days = {name: pd.to_datetime(projects[name]) for name in ("signed_on", "started_on", "terminated_on", "funded_on")}
    signed, started, ended, funded = days.values()
    formal = projects["is_formal"].astype(bool)
    as_of, year_ago = pd.Timestamp(facts.as_of), pd.Timestamp(facts.as_of) - pd.DateOffset(years=1)
    is_on, has_funds = started.notna() & ended.isna(), projects["funds_to_date"] > 0
    found: dict[tuple[str, int], pd.Series] = {}
    for year in facts.years:
        of = formal & (signed.dt.year == year)
        on = of & is_on
        ago = of & (signed <= min(pd.Timestamp(year, 12, 31), year_ago))
        is_matured = of & ((as_of - signed).dt.days >= facts.matured_days)
        found |= {
            ("signed", year): of,
            ("started", year): on,
            ("signed_ago", year): ago,
            ("funded", year): on & has_funds,
            ("started_ago", year): ago & (started <= year_ago) & (ended.isna() | (ended > year_ago)),
            ("started_within", year): formal & signed.notna() & (started.dt.year == year),
            ("funded_within", year): formal & signed.notna() & (funded.dt.year == year),
            ("framework", year): ~formal & (signed.dt.year == year),
            ("matured", year): is_matured,
            ("matured_started", year): is_matured & is_on,
            ("terminated", year): of & ended.notna(),
            ("unstarted", year): of & started.isna() & ended.isna() & has_funds,
            ("early", year): of & ended.isna() & (funded < started),
        }
    return {key: of.to_numpy(bool) for key, of in found.items()}


_SIGNINGS_BY_NAME = frozenset({
    "signed", "started", "funded", "signed_ago", "started_ago", "started_within", "matured", "matured_started",
    "terminated",
})  # fmt: skip


def _happenings(facts: Facts, projects: pd.DataFrame) -> dict[tuple[str, int], Bools]:
    """Formal agreements by the month in which they were signed, started, first paid."""
    is_signed = projects["is_formal"].astype(bool) & pd.to_datetime(projects["signed_on"]).notna()
    found = {}
    for what in ("signed", "started", "funded"):
        days = pd.to_datetime(projects[f"{what}_on"])
        for year in facts.years:
            for month in range(1, 13):
                within = is_signed & (days.dt.year == year) & (days.dt.month == month)
                found[f"{what}_in_{month}", year] = within.to_numpy(bool)
    return found


def _projects(facts: Facts, members: pd.DataFrame) -> Items:
    codes = {**_signings(facts, members), **_happenings(facts, members)}
    return Items(members["member"].to_numpy(np.int64), np.ones(len(members)), members, codes, _SIGNINGS_BY_NAME)


def _planned(facts: Facts, members: pd.DataFrame) -> Items:
    with_amount = members[members["planned_investment"] != 0]
    amounts = with_amount["planned_investment"].to_numpy(np.float64)
    return Items(with_amount["member"].to_numpy(np.int64), amounts, with_amount, _signings(facts, with_amount),
                 frozenset({"signed", "started", "funded", "signed_ago"}))  # fmt: skip


def _by_month(facts: Facts, months: pd.Series, what: str, year: int) -> dict[tuple[str, int], Bools]:
    """A year's money: the whole, by the same month a year after, up to each month and in each, each quarter."""
    of, month, quarter = months.dt.year == year, months.dt.month, months.dt.quarter
    is_ago = months <= pd.Timestamp(facts.money_month) - pd.DateOffset(years=1)
    found = {(what, year): of, (f"{what}_ago", year): of & is_ago}
    found |= {(f"{what}_to_{one}", year): of & (month <= one) for one in range(1, 13)}
    found |= {(f"{what}_in_{one}", year): of & (month == one) for one in range(1, 13)}
    if what == "invested":
        found |= {(f"invested_quarter_{one}", year): of & (quarter == one) for one in range(1, 5)}
        found |= {(f"invested_quarter_{one}_ago", year): of & (quarter == one) & is_ago for one in range(1, 5)}
    return {key: one.to_numpy(bool) for key, one in found.items()}


def _arrived(facts: Facts, members: pd.DataFrame) -> Items:
    money = facts.money[facts.money["funds_arrived"] != 0]
    projects, months = members.loc[money["member"]], pd.to_datetime(money["month"]).reset_index(drop=True)
    signings = _signings(facts, projects)
    ends = (months + pd.offsets.MonthEnd(0)).to_numpy()
    is_before = ends < pd.to_datetime(projects["started_on"]).to_numpy()
    codes: dict[tuple[str, int], Bools] = {}
    for year in facts.years:
        by_month = _by_month(facts, months, "funds", year)
        whole = {key: by_month.pop(key) for key in (("funds", year), ("funds_ago", year))}
        codes |= {
            **whole,
            **{(code, year): signings[code, year] for code in ("signed", "funded", "started")},
            **by_month,
        }
        codes[("terminated", year)] = signings["terminated", year]
        waits = signings["signed", year] & ~signings["started", year] & ~signings["terminated", year]
        codes |= {("unstarted", year): waits, ("early", year): signings["early", year] & is_before}
    return Items(money["member"].to_numpy(np.int64), money["funds_arrived"].to_numpy(np.float64), projects, codes,
                 frozenset({"funds", "funds_ago", "signed", "funded"}))  # fmt: skip


def _invested(facts: Facts, members: pd.DataFrame) -> Items:
    money = facts.money[(facts.money["invested"] != 0) & facts.money["is_key"]]
    projects, months = members.loc[money["member"]], pd.to_datetime(money["month"]).reset_index(drop=True)
    codes: dict[tuple[str, int], Bools] = {}
    for year in facts.years:
        codes |= _by_month(facts, months, "invested", year)
    by_month = {f"invested_{which}_{month}" for which in ("to", "in") for month in range(1, 13)}
    return Items(money["member"].to_numpy(np.int64), money["invested"].to_numpy(np.float64), projects, codes,
                 frozenset({"invested", "invested_ago", *by_month}))  # fmt: skip


def _key(facts: Facts, members: pd.DataFrame) -> Items:
    """The items are plans, one a project and year: that a project is a key one in two years tells nothing."""
    plans, projects = facts.plans, members.loc[facts.plans["member"]]
    started = (pd.to_datetime(projects["started_on"]).notna() & projects["terminated_on"].isna()).to_numpy(bool)
    due = pd.to_datetime(plans["planned_start_on"])
    is_new = (plans["nature"] == "新建").to_numpy(bool)
    is_due, is_later = (
        (due <= pd.Timestamp(facts.as_of)).to_numpy(bool),
        (due > pd.Timestamp(facts.as_of)).to_numpy(bool),
    )
    codes: dict[tuple[str, int], Bools] = {}
    for year in facts.years:
        of = (plans["year"] == year).to_numpy(bool)
        codes |= {
            ("key", year): of, ("continuing", year): of & (plans["nature"] == "续建").to_numpy(bool),
            ("new", year): of & is_new, ("new_due", year): of & is_new & is_due,
            ("new_due_started", year): of & is_new & is_due & started,
            ("new_started_early", year): of & is_new & is_later & started,
        }  # fmt: skip
    return Items(plans["member"].to_numpy(np.int64), np.ones(len(plans)), projects, codes, frozenset({"key"}))


def _key_planned(facts: Facts, members: pd.DataFrame) -> Items:
    with_amount = members[members["planned_investment"] != 0]
    codes = {
        ("key", year): with_amount["member"].isin(facts.plans.loc[facts.plans["year"] == year, "member"]).to_numpy(bool)
        for year in facts.years
    }
    amounts = with_amount["planned_investment"].to_numpy(np.float64)
    return Items(with_amount["member"].to_numpy(np.int64), amounts, with_amount, codes, frozenset())


def _plan(facts: Facts, members: pd.DataFrame) -> Items:
    plans = facts.plans[facts.plans["amount"] != 0]
    codes = {("plan", year): (plans["year"] == year).to_numpy(bool) for year in facts.years}
    return Items(plans["member"].to_numpy(np.int64), plans["amount"].to_numpy(np.float64),
                 members.loc[plans["member"]], codes, frozenset({"plan"}))  # fmt: skip


#: Measure → what makes its items.
MAKE: dict[str, Callable[[Facts, pd.DataFrame], Items]] = {
    "projects": _projects, "planned": _planned, "arrived": _arrived, "invested": _invested, "key": _key,
    "key_planned": _key_planned, "plan": _plan,
}  # fmt: skip
