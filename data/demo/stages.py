"""The stages beside the main ones: the company's registration, the statistical library, full capacity."""

from __future__ import annotations

import datetime as dt

from data.demo.dice import Dice
from data.demo.draft import Draft, is_holiday
from data.demo.scenario import DATA_ENDS_ON


def register(dice: Dice, drafts: list[Draft]) -> None:
    """An investor who signs founds a company for the project, mostly within two months and before the start."""
    for draft in drafts:
        if draft.is_formal and dice.chance(0.92 if draft.started_on else 0.7):
            day = draft.signed + dt.timedelta(dice.integer(6, 75))
            draft.registered_on = _if_it_came(draft, min(day, draft.started_on or day))


def list_in_statistics(dice: Dice, drafts: list[Draft]) -> None:
    """Works enter the statistical library within the months after their start; some still have to."""
    for draft in drafts:
        if draft.started_on and dice.chance(0.94):
            draft.listed_on = _if_it_came(draft, draft.started + dt.timedelta(dice.integer(12, 80)))


def reach_capacity(dice: Dice, drafts: list[Draft]) -> None:
    """Full capacity follows production after some months, where it does."""
    for draft in drafts:
        if draft.production_on and dice.chance(0.8):
            draft.capacity_on = _if_it_came(draft, draft.production_on + dt.timedelta(dice.integer(90, 330)))


def _if_it_came(draft: Draft, day: dt.date) -> dt.date | None:
    """The day, or the last working day before it; None where the data or the project end before."""
    while day.weekday() > 4 or is_holiday(day):
        day -= dt.timedelta(1)
    return day if day <= min(DATA_ENDS_ON, draft.terminated_on or DATA_ENDS_ON) else None
