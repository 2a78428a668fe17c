"""Completed investment by month, and the annual plans that it is measured against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from data.demo.dice import Dice, allocate, rake, split
from data.demo.draft import Draft, YearPlan, last_day, month_of, workdays
from data.demo.scenario import (
    ADJUSTED_PAIRS,
    CURVES,
    DATA_ENDS_ON,
    DONE_2022,
    DONE_2023,
    DUE_LATER_2023,
    FIRST_MONTH,
    MONTHS_THROUGH,
    PLAN_2022,
    PLAN_2023,
    UNIT_PACE,
    WAN,
)

HUNDRED = 100 * WAN
FIRST, LAST = month_of(FIRST_MONTH), month_of(MONTHS_THROUGH)


def invest(dice: Dice, drafts: list[Draft]) -> None:
    """Year after year: what is done lowers what later years can still do."""
    for draft in drafts:
        if draft.started_on and not draft.group.keys:
            _at_own_pace(dice, draft)
    keys = {year: [d for d in drafts if year in d.group.keys] for year in (2022, 2023)}
    _before_2022(dice, [d for d in drafts if d.group.keys])
    _in_2022(dice, keys[2022])
    _outside_the_list(dice, [d for d in keys[2023] if 2022 not in d.group.keys], 2022)
    _list_projects(dice, keys[2022], 2022)
    _plan_2022(dice, keys[2022])
    _list_projects(dice, keys[2023], 2023)
    _plan_2023(dice, keys[2023])
    _in_2023(dice, keys[2023])
    _finish(dice, [d for d in keys[2022] if 2023 not in d.group.keys])
    for year, pairs in ADJUSTED_PAIRS.items():
        _adjust(dice, keys[year], year, pairs)


def active_months(draft: Draft, year: int) -> range:
    """The year's reported months in which work can have gone on."""
    first = max(month_of(draft.started), year * 12, FIRST) if draft.started_on else LAST + 1
    after = month_of(draft.terminated_on) if draft.terminated_on else LAST + 1
    return range(first, max(first, min(after, year * 12 + 12)))


def _at_own_pace(dice: Dice, draft: Draft) -> None:
    """A project outside the lists: built within months, small ones faster, and mostly for less than agreed."""
    length = dice.integer(4, 9) if draft.planned < 10_000 * WAN else dice.integer(9, 20)
    begin = month_of(draft.started)
    total = int(draft.planned * dice.between(0.86, 1.0)) // WAN * WAN
    amounts = split(total, [dice.between(0.4, 1.6) for _ in range(length)], WAN)
    after = month_of(draft.terminated_on) if draft.terminated_on else LAST + 1
    draft.invested = {begin + i: amount for i, amount in enumerate(amounts) if FIRST <= begin + i < after}
    _produce(dice, draft, begin + length, 0.75)


def _produce(dice: Dice, draft: Draft, month: int, share: float) -> None:
    """Production begins in the weeks after the last investment, unless that is still to come."""
    day = last_day(month) + dt.timedelta(dice.integer(-25, 40))
    if day <= DATA_ENDS_ON and not draft.terminated_on and dice.chance(share):
        draft.production_on = day


def _ends_with_2022(draft: Draft) -> bool:
    return 2023 not in draft.group.keys


def _ceiling(draft: Draft, share: float) -> int:
    """So much of the planned investment; less where some was done before the ledger begins."""
    began_before = draft.started_on is not None and month_of(draft.started_on) < FIRST
    return int(draft.planned * share * (0.82 if began_before else 1.0))


def _before_2022(dice: Dice, drafts: list[Draft]) -> None:
    for draft in drafts:
        months = active_months(draft, 2021)
        if months:
            pace = dice.between(0.025, 0.045) if _ends_with_2022(draft) else dice.between(0.01, 0.028)
            amount = int(draft.planned * pace * len(months)) // WAN * WAN
            weights = [CURVES[2021][m % 12] * dice.between(0.6, 1.4) for m in months]
            draft.invested.update(zip(months, split(amount, weights, WAN), strict=True))


def _in_2022(dice: Dice, keys: list[Draft]) -> None:
    """The year's key projects complete exactly what the scenario says."""
    working = [d for d in keys if active_months(d, 2022)]
    weights, caps = [], []
    for draft in working:
        urgency = 2.4 if _ends_with_2022(draft) else 1.0
        weights.append(draft.planned * urgency * len(active_months(draft, 2022)) * dice.between(0.6, 1.4))
        share = dice.between(0.9, 1.0) if _ends_with_2022(draft) else dice.between(0.45, 0.7)
        caps.append(max(0, _ceiling(draft, share) - draft.invested_through(2021)))
    _by_month(dice, working, allocate(DONE_2022 * WAN, weights, caps, WAN), 2022)


def _outside_the_list(dice: Dice, drafts: list[Draft], year: int) -> None:
    """Work done in a year by projects that are on the next year's list only."""
    for draft in drafts:
        months = active_months(draft, year)
        if months:
            amount = int(draft.planned * dice.between(0.02, 0.04) * len(months)) // WAN * WAN
            draft.invested.update(zip(months, split(amount, [1.0 + m % 3 for m in months], WAN), strict=True))


def _by_month(dice: Dice, drafts: list[Draft], totals: list[int], year: int) -> None:
    """Spread each project's year over its months so that all together follow the year's curve."""
    curve = CURVES[year]
    cells = []
    for draft in drafts:
        months = active_months(draft, year)
        row = [0.0] * len(curve)
        for m in months:
            ramp = min(1.0, (m - month_of(draft.started) + 1) / 3)
            pause = m != months[-1] and dice.chance(0.15 if m % 12 < 2 else 0.02)
            row[m % 12] = 0.0 if pause else ramp * dice.between(0.5, 1.5)
        cells.append(row)
    for draft, total, row in zip(drafts, totals, rake(totals, cells, curve), strict=True):
        amounts = split(total, row, 1 if dice.chance(0.06) else WAN)
        draft.invested.update((year * 12 + i, amount) for i, amount in enumerate(amounts) if amount)


def _list_projects(dice: Dice, keys: list[Draft], year: int) -> None:
    """Put projects on the year's list: carried over, or new with the day on which they are to start."""
    begun = {d.project_id for d in keys if d.started_on and d.started_on.year < year}
    new = dice.shuffled(d for d in keys if d.project_id not in begun)
    later = _due_later(new) if year == 2023 else set()
    for draft in keys:
        if draft.project_id in begun:
            draft.plans[year] = YearPlan("续建")
        else:
            draft.plans[year] = YearPlan("新建", _planned_start(dice, draft, year, draft.project_id in later))


def _due_later(new: list[Draft]) -> set[str]:
    """The new projects that are to start only after the data end; some of them have started all the same."""
    started = [d.project_id for d in new if d.started_on and d.started_on.month >= 7]
    waiting = [d.project_id for d in new if not d.started_on and not d.terminated_on]
    return set(started[: DUE_LATER_2023["started"]] + waiting[: DUE_LATER_2023["waiting"]])


def _planned_start(dice: Dice, draft: Draft, year: int, later: bool) -> dt.date:
    """Mid-month or month's end; work mostly begins in that month or the three after it."""
    earliest = max(year * 12 + 1, month_of(draft.signed_on) if draft.signed_on else 0)
    if later:
        month = year * 12 + dice.integer(9, 11)
    elif draft.started_on and draft.started_on.year == year:
        slip = dice.weighted({-1: 0.08, 0: 0.38, 1: 0.28, 2: 0.16, 3: 0.1})
        month = max(earliest, month_of(draft.started_on) - slip)
    else:
        month = dice.integer(max(earliest, year * 12 + 3), year * 12 + (8 if year == 2023 else 10))
    month = min(month, year * 12 + 11 if later or year != 2023 else LAST)
    middle = last_day(month).replace(day=15)
    return last_day(month) if dice.chance(0.6) or (draft.signed_on and draft.signed_on > middle) else middle


def _plan_2022(dice: Dice, keys: list[Draft]) -> None:
    """Last year's plans lie a little above what was done."""
    weights = []
    for draft in keys:
        done = draft.invested_through(2022) - draft.invested_through(2021)
        weights.append(done / dice.between(0.82, 1.14) if done else draft.planned * dice.between(0.05, 0.12))
    caps = [draft.planned for draft in keys]
    for draft, amount in zip(keys, allocate(PLAN_2022 * WAN, weights, caps, HUNDRED), strict=True):
        draft.plans[2022].amount = amount


def _plan_2023(dice: Dice, keys: list[Draft]) -> None:
    """Each industry's plan, shared out: carried over by what is left to do, new ones by size and season."""
    for industry, total in PLAN_2023.items():
        members = [d for d in keys if d.industry == industry]
        weights = [_ambition(dice, d) * d.planned for d in members]
        caps = [_ceiling(d, dice.between(0.85, 0.98)) - d.invested_through(2022) for d in members]
        for draft, amount in zip(members, allocate(total * WAN, weights, caps, HUNDRED), strict=True):
            draft.plans[2023].amount = amount


def _ambition(dice: Dice, draft: Draft) -> float:
    """The share of its planned investment that a project is to complete this year, before scaling."""
    due = draft.plans[2023].planned_start_on
    if due is None:
        return dice.between(0.2, 0.42)
    low, high = (0.13, 0.26) if draft.is_big() else (0.22, 0.46) if draft.planned >= 10_000 * WAN else (0.5, 0.85)
    return dice.between(low, high) * (14.5 - due.month) / 9


def _in_2023(dice: Dice, keys: list[Draft]) -> None:
    """Each industry completes exactly what the scenario says; units differ, late starters lag."""
    working = [d for d in keys if active_months(d, 2023)]
    done: dict[str, int] = {}
    for industry, total in DONE_2023.items():
        members = [d for d in working if d.industry == industry]
        plans = [d.plans[2023].amount for d in members]
        weights = [amount * _completion(dice, d) for d, amount in zip(members, plans, strict=True)]
        caps = [
            min(int(amount * dice.between(0.98, 1.15)), d.planned - d.invested_through(2022))
            for d, amount in zip(members, plans, strict=True)
        ]
        amounts = allocate(total * WAN, weights, caps, WAN)
        done.update(zip((d.project_id for d in members), amounts, strict=True))
    _by_month(dice, working, [done[d.project_id] for d in working], 2023)


def _completion(dice: Dice, draft: Draft) -> float:
    months = len(active_months(draft, 2023))
    return UNIT_PACE[draft.unit] * dice.between(0.62, 1.0) * months / (months + 2)


def _finish(dice: Dice, drafts: list[Draft]) -> None:
    """Projects of last year's list alone: a little more work early this year, then production."""
    for draft in drafts:
        rest = min(draft.planned - draft.invested_through(2022), int(draft.planned * dice.between(0.01, 0.06)))
        months = dice.integer(0, 3)
        if months and rest > 30 * WAN:
            amounts = split(rest // WAN * WAN, [float(3 - i) for i in range(months)], WAN)
            draft.invested.update((2023 * 12 + i, amount) for i, amount in enumerate(amounts))
        _produce(dice, draft, 2023 * 12 + months, 0.8)


def _adjust(dice: Dice, keys: Sequence[Draft], year: int, pairs: int) -> None:
    """Mid-year changes of plan, in pairs, so that the list's total stays what it was."""
    pool = dice.shuffled(d for d in keys if d.plans[year].amount >= 3000 * WAN)
    for raised, lowered in zip(pool[:pairs], pool[pairs : 2 * pairs], strict=True):
        least = min(raised.plans[year].amount, lowered.plans[year].amount)
        change = max(2, int(least * dice.between(0.08, 0.3)) // HUNDRED) * HUNDRED
        day = dice.pick(workdays(year * 12 + dice.integer(5, 6)))
        for draft, sign in ((raised, -1), (lowered, 1)):
            plan = draft.plans[year]
            plan.original_amount, plan.adjusted_on = plan.amount + sign * change, day
