"""Who signs when, who starts when, and who gives up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from data.demo.dice import Dice
from data.demo.draft import Draft, is_holiday, month_of, workdays
from data.demo.scenario import (
    DATA_ENDS_ON,
    FRAMEWORKS,
    GROUPS,
    SIGNING_EVENTS,
    SIGNINGS,
    START_DELAY_DAYS,
    WAVES,
    Group,
    SigningEvent,
    Wave,
)
from data.demo.sizes import sizes

REASONS = ("投资方调整投资计划", "未通过环评", "用地条件不符合要求", "投资方资金未落实", "市场变化，双方协商终止")
NO_GROUP = Group(None, None, (), (0, 0, 0), 0)


def skeleton(dice: Dice) -> list[Draft]:
    """Every project with its dates and its planned investment: signings, frameworks, then the others."""
    signed = [draft for cohort in (2020, *SIGNINGS) for draft in _signings(dice, cohort)]
    _sort_into_groups(dice, signed, [group for group in GROUPS if group.ended and not group.started])
    for wave in WAVES:
        _start(dice, wave, signed)
    _sort_into_groups(dice, signed, [group for group in GROUPS if group.started or not group.ended])
    others = list(_unsigned(dice))
    for group in GROUPS:
        members = [draft for draft in signed + others if draft.group is group]
        for draft, planned in zip(members, sizes(dice, group), strict=True):
            draft.planned = planned
    for draft in signed:
        if draft.group.ended:
            _terminate(dice, draft, draft.group.ended)
    return signed + list(_frameworks(dice)) + others


def _signings(dice: Dice, cohort: int) -> list[Draft]:
    """The cohort's formal agreements in order of date; collective signings take their share of the month."""
    if cohort == 2020:
        count = sum(group.count for group in GROUPS if group.cohort == 2020)
        days: list[tuple[dt.date, SigningEvent | None]] = []
        while len(days) < count:
            days.append((dice.pick(workdays(dice.integer(2019 * 12 + 2, 2020 * 12 + 11))), None))
    else:
        days = [day for i, n in enumerate(SIGNINGS[cohort]) for day in _signing_days(dice, cohort * 12 + i, n)]
    days.sort(key=lambda pair: pair[0])
    return [
        Draft(f"P{day.year}-{i:03d}", NO_GROUP, signed_on=day, event=event) for i, (day, event) in enumerate(days, 1)
    ]


def _signing_days(dice: Dice, month: int, count: int) -> Iterator[tuple[dt.date, SigningEvent | None]]:
    for event in SIGNING_EVENTS:
        if month_of(event.held_on) == month:
            count -= event.signings
            yield from [(event.held_on, event)] * event.signings
    days = workdays(month)
    yield from ((dice.pick(days), None) for _ in range(count))


def _start(dice: Dice, wave: Wave, drafts: list[Draft]) -> None:
    """Start so many of those that can: long delays first, since only early signings have room.

    Where none has room for a delay, or the wave has no pace, any day of the wave's window will do.
    """
    (signed_from, signed_to), (opens, closes) = wave.signed, wave.started
    waiting = [d for d in drafts if d.group is NO_GROUP and not d.started_on and signed_from <= d.signed <= signed_to]
    for delay in sorted(dice.draws(START_DELAY_DAYS, wave.count), reverse=True):
        days = round(delay * wave.pace) if wave.pace else 0
        options = [d for d in waiting if _may_start(d.signed + dt.timedelta(days), closes)] if days else []
        if options:
            chosen = options[int(len(options) * dice.between(0, 1) * (0.7 if dice.chance(0.4) else 1))]
            chosen.started_on = chosen.signed + dt.timedelta(days)
        else:
            chosen = dice.pick([d for d in waiting if d.signed <= closes - dt.timedelta(25)])
            chosen.started_on = _any_day(dice, max(opens, chosen.signed + dt.timedelta(20)), closes)
        waiting.remove(chosen)


def _may_start(day: dt.date, closes: dt.date) -> bool:
    return day <= closes and not is_holiday(day)


def _any_day(dice: Dice, first: dt.date, last: dt.date) -> dt.date:
    """A day on which work can begin, rather sooner than later."""
    while True:
        share = min(dice.between(0, 1), dice.between(0, 1.3))
        day = first + dt.timedelta(int((last - first).days * share))
        if not is_holiday(day):
            return day


def _sort_into_groups(dice: Dice, drafts: list[Draft], groups: list[Group]) -> None:
    """Give each signing the group that fits its cohort and its year of start.

    Those that give up without a start are chosen before the starts: enough time must lie between.
    """
    pool = dice.shuffled(draft for draft in drafts if draft.group is NO_GROUP)
    for group in groups:
        if group.cohort is None:
            continue
        fitting = [d for d in pool if _fits(d, group)][: group.count]
        if len(fitting) < group.count:
            raise ValueError(f"too few signings for {group}")
        for draft in fitting:
            draft.group = group
            pool.remove(draft)


def _fits(draft: Draft, group: Group) -> bool:
    year = draft.signed.year
    started = draft.started_on.year if draft.started_on else None
    if max(year, 2020) != group.cohort or (max(started, 2021) if started else None) != group.started:
        return False
    first_key = min(group.keys, default=9999)
    if first_key == year and draft.signed > dt.date(year, 9 if year == 2022 else 6, 30):
        return False  # the year's list of key projects is closed by then
    if group.ended == year:
        return (draft.started_on or draft.signed) <= dt.date(year, 6, 20)
    return True


def _terminate(dice: Dice, draft: Draft, year: int) -> None:
    first = max((draft.started_on or draft.signed) + dt.timedelta(75), dt.date(year, 1, 10))
    draft.terminated_on = _any_day(dice, first, min(dt.date(year, 12, 20), DATA_ENDS_ON - dt.timedelta(8)))
    draft.termination_reason = dice.pick(REASONS)


def approve(dice: Dice, drafts: list[Draft]) -> None:
    """Approval mostly lies between signing and start, sometimes before the signing; some still wait for it."""
    for draft in drafts:
        if draft.agreement == "框架" or (draft.started_on is None and dice.chance(0.5)):
            continue
        ends = min(draft.started_on or DATA_ENDS_ON, draft.terminated_on or DATA_ENDS_ON)
        begins = draft.signed_on or ends - dt.timedelta(150)
        if draft.signed_on and dice.chance(0.06):
            day = begins - dt.timedelta(dice.integer(5, 60))
        else:
            day = begins + dt.timedelta(int((ends - begins).days * dice.between(0.2, 0.9)))
        while day.weekday() > 4 or is_holiday(day):
            day -= dt.timedelta(1)
        draft.approved_on = day


def _unsigned(dice: Dice) -> Iterator[Draft]:
    """Key projects that are no promotion signings: government, infrastructure, technical upgrades."""
    number = 0
    for group in GROUPS:
        for _ in range(group.count if group.cohort is None else 0):
            number += 1
            draft = Draft(f"K-{number:03d}", group)
            if group.started == 2021:
                draft.started_on = _any_day(dice, dt.date(2020, 5, 6), dt.date(2021, 12, 20))
            elif group.started:
                closes = min(dt.date(group.started, 10, 31), DATA_ENDS_ON)
                draft.started_on = _any_day(dice, dt.date(group.started, 2, 20), closes)
            yield draft


def _frameworks(dice: Dice) -> Iterator[Draft]:
    """Framework agreements: a name, a day and an intended sum, and nothing else happens."""
    for year, (count, planned) in FRAMEWORKS.items():
        closes = min(dt.date(year, 12, 31), DATA_ENDS_ON)
        group = Group(None, None, (), (count // 4, count - count // 4, 0), planned)
        days = sorted(dice.pick(workdays(month_of(_any_day(dice, dt.date(year, 1, 5), closes)))) for _ in range(count))
        for i, (day, size) in enumerate(zip(days, sizes(dice, group), strict=True), 1):
            yield Draft(f"F{year}-{i:02d}", group, agreement="框架", signed_on=day, planned=size)
