"""Promotion activities, which signings came from them, and what stands in projects' way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.demo.dice import Dice, split
from data.demo.draft import Draft, workdays
from data.demo.scenario import (
    ACTIVITIES_A_MONTH,
    ACTIVITY_TOTALS,
    BLOCKERS,
    DATA_ENDS_ON,
    SIGNING_EVENTS,
    SIGNINGS,
    UNITS,
    SigningEvent,
)
from data.demo.vocabulary import NOTES, OWNERS

TITLES = {
    "驻点招商": ("演示：长三角驻点招商周", "演示：珠三角驻点招商周", "演示：京津冀驻点招商周", "演示：成渝驻点招商周"),
    "领导招商": ("演示：主要领导带队外出招商", "演示：分管领导专题对接", "演示：重点企业高层会商"),
    "以商引商": ("演示：以商引商走访", "演示：产业链企业座谈", "演示：商会协会对接"),
    "全员招商": ("演示：部门外出考察对接", "演示：全员招商集中行动", "演示：客商来访接待月"),
    "节会招商": ("演示：产业推介会", "演示：专业展会招商", "演示：线上项目路演"),
}


@dataclass
class Activity:
    """A row of `activity`; `event` where it is a collective signing."""

    held_on: dt.date
    title: str
    channel: str
    unit: str | None
    event: SigningEvent | None = None
    activity_id: str = ""
    batches: int = 0
    delegations: int = 0


def activities(dice: Dice) -> list[Activity]:
    """Every year's activities in order of date, with its exact numbers of batches and delegations."""
    result: list[Activity] = []
    for year, (batches, delegations) in ACTIVITY_TOTALS.items():
        held = sorted(_held_in(dice, year), key=lambda a: (a.held_on, a.title))
        batch_shares = split(batches, [dice.between(1, 4) for _ in held])
        guest_shares = split(delegations, [n * dice.between(0.6, 1.5) for n in batch_shares])
        for i, (activity, n, guests) in enumerate(zip(held, batch_shares, guest_shares, strict=True), 1):
            activity.activity_id, activity.batches, activity.delegations = f"A{year}-{i:03d}", n, guests
        result += held
    return result


def _held_in(dice: Dice, year: int) -> list[Activity]:
    held = [Activity(e.held_on, e.title, "节会招商", None, e) for e in SIGNING_EVENTS if e.held_on.year == year]
    for month in range(year * 12, year * 12 + len(SIGNINGS[year])):
        for i in range(ACTIVITIES_A_MONTH[year]):
            channel = tuple(TITLES)[i] if i < len(TITLES) else dice.pick(tuple(TITLES))
            unit = None if channel == "领导招商" else dice.pick(UNITS)
            held.append(Activity(dice.pick(workdays(month)), dice.pick(TITLES[channel]), channel, unit))
    return held


def link(dice: Dice, drafts: list[Draft], held: list[Activity]) -> None:
    """Say of which activity a signing came: its collective signing, or one of the days before."""
    for draft in drafts:
        if draft.signed_on is None:
            continue
        if draft.event:
            draft.activity_id = next(a.activity_id for a in held if a.event is draft.event)
        elif dice.chance(0.8):
            recent = [a for a in held if not a.event and 0 <= (draft.signed_on - a.held_on).days <= 4]
            fitting = [a for a in recent if a.channel == draft.channel]
            if fitting:
                draft.activity_id = fitting[-1].activity_id


@dataclass
class Blocker:
    """A row of `blocker`, without its number."""

    project_id: str
    kind: str
    raised_on: dt.date
    due_on: dt.date
    owner: str
    resolved_on: dt.date | None
    note: str
    level: str | None = None


def blockers(dice: Dice, drafts: list[Draft]) -> list[Blocker]:
    """What holds up projects that have not started or lag behind: a third is solved, a third overdue."""
    stuck = dice.shuffled(d for d in drafts if _is_stuck(d))
    made = [_blocker(dice, stuck[i % len(stuck)], i) for i in range(BLOCKERS)]
    return sorted(made, key=lambda b: (b.raised_on, b.project_id, b.kind))


def _is_stuck(draft: Draft) -> bool:
    """Open, and not started or at less than half of this year's plan."""
    if draft.terminated_on or draft.agreement == "框架":
        return False
    if draft.started_on is None:
        return draft.signed_on is None or draft.signed_on <= DATA_ENDS_ON - dt.timedelta(45)
    plan = draft.plans.get(2023)
    done = draft.invested_through(2023) - draft.invested_through(2022)
    return plan is not None and 2 * done < plan.amount


def _blocker(dice: Dice, draft: Draft, number: int) -> Blocker:
    earliest = dt.date(2023, 7, 10) if number % 3 == 2 else dt.date(2022, 9, 1)
    known_since = max(draft.signed_on or dt.date(2023, 1, 9), earliest) + dt.timedelta(20)
    latest = DATA_ENDS_ON - dt.timedelta(24 if number % 3 == 1 else 2)
    raised_on = known_since + dt.timedelta(int(max(0, (latest - known_since).days) * dice.between(0, 1)))
    resolved_on, due_on = None, raised_on + dt.timedelta(dice.pick((14, 30, 30, 45, 60)))
    if number % 3 == 0:
        resolved_on = min(raised_on + dt.timedelta(dice.integer(6, 75)), DATA_ENDS_ON)
    elif number % 3 == 1:
        due_on = min(due_on, DATA_ENDS_ON - dt.timedelta(dice.integer(1, 14)))
    else:
        due_on = max(due_on, DATA_ENDS_ON + dt.timedelta(dice.integer(3, 45)))
    kind = dice.pick(("用地", "用地", "规划", "环评能评", "环评能评", "资金", "用工", "基础设施", "其他"))
    owner = draft.unit + dice.pick(OWNERS)
    return Blocker(draft.project_id, kind, raised_on, due_on, owner, resolved_on, "演示：" + dice.pick(NOTES[kind]))


def escalate(dice: Dice, stuck: list[Blocker]) -> None:
    """How far each problem has been taken: the longer past its day, the higher rather; of some nobody says."""
    for blocker in stuck:
        over = ((blocker.resolved_on or DATA_ENDS_ON) - blocker.due_on).days
        high = 0.5 if over > 10 else 0.25 if over > 0 else 0.1
        blocker.level = dice.weighted({"主要领导": high, "调度会": 0.35, "单位": 0.55, None: 0.1})
