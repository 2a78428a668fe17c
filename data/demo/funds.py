"""Funds arrived by month: when a project is first paid, how much, and the zone's exact years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from data.demo.dice import Dice, allocate, rake, split
from data.demo.draft import Draft, month_of
from data.demo.scenario import (
    DATA_ENDS_ON,
    FIRST_MONEY_DAYS,
    FIRST_MONTH,
    FUNDS,
    FUNDS_BY_MONTH,
    FUNDS_BY_SEPTEMBER_2022,
    FUNDS_OF_EARLIER,
    MONTHS_THROUGH,
    PAID_2023,
    PAID_AMOUNT_2023,
    PAID_NOT_STARTED_2023,
    PREPAID_2023,
    WAN,
)

FIRST, LAST = month_of(FIRST_MONTH), month_of(MONTHS_THROUGH)
#: How much less comes in the second, third and fourth year after the first money.
FADING = (1.0, 0.8, 0.35, 0.15)
First = dict[str, int]


def fund(dice: Dice, drafts: list[Draft]) -> None:
    """Pay every formal signing that is paid at all; frameworks and projects without a signing are not."""
    formal = [d for d in drafts if d.is_formal]
    earlier = [d for d in formal if d.group.cohort != 2023]
    latest = [d for d in formal if d.group.cohort == 2023]
    first = _first_months(dice, earlier)
    counted = _first_months_2023(dice, latest)
    first |= counted | _paid_but_not_counted(dice, latest)
    paid = [d for d in formal if d.project_id in first]
    for year in FUNDS:
        amounts = _of_year(dice, paid, first, counted, year)
        _by_month(dice, [d for d in paid if amounts.get(d.project_id)], first, amounts, year)
    _settle(paid, range(2022 * 12, 2022 * 12 + 9), range(2022 * 12 + 9, 2023 * 12), FUNDS_BY_SEPTEMBER_2022 * WAN)


def _first_months(dice: Dice, drafts: list[Draft]) -> First:
    """The first paid month of earlier signings: most started ones are paid, some before they start."""
    first = {}
    for draft, gap in zip(drafts, dice.draws(FIRST_MONEY_DAYS, len(drafts)), strict=True):
        month = _before_start(dice, draft) if dice.chance(0.12) else None
        if month is None and draft.started_on and dice.chance(0.94):
            month = month_of(draft.started_on + dt.timedelta(round(gap)))
        if month is not None and month <= _last_month(draft):
            first[draft.project_id] = max(month, FIRST + dice.integer(0, 2)) if month < FIRST else month
    return first


def _before_start(dice: Dice, draft: Draft) -> int | None:
    """A month that ends before the start, if there is one; the not yet started are rarely paid."""
    begin = month_of(draft.signed)
    if draft.started_on is None:
        waits = draft.terminated_on is None and dice.chance(0.5)
        return min(begin + dice.integer(0, 5), LAST) if waits else None
    room = month_of(draft.started_on) - begin
    return begin + dice.integer(0, min(room, 4) - 1) if room > 0 else None


def _last_month(draft: Draft) -> int:
    return month_of(draft.terminated_on) - 1 if draft.terminated_on else LAST


def _first_months_2023(dice: Dice, drafts: list[Draft]) -> First:
    """The same for the year under way, with exact numbers; the longest gaps need the earliest starts."""
    started = [d for d in drafts if d.started_on and not d.terminated_on]
    slow = [d for d in started if month_of(d.started) > month_of(d.signed)]
    prepaid = dice.shuffled(slow)[:PREPAID_2023]
    first = {d.project_id: _before_start(dice, d) or LAST for d in prepaid}
    open_ = [d for d in started if d.project_id not in first]
    for gap in sorted(dice.draws(FIRST_MONEY_DAYS, PAID_2023 - PREPAID_2023), reverse=True):
        options = [d for d in open_ if d.started + dt.timedelta(round(gap)) <= DATA_ENDS_ON]
        chosen = dice.pick(options)
        first[chosen.project_id] = month_of(chosen.started + dt.timedelta(round(gap)))
        open_.remove(chosen)
    return first


def _paid_but_not_counted(dice: Dice, drafts: list[Draft]) -> First:
    """Money of agreements that have not started, or that started and were given up."""
    waiting = [d for d in drafts if not d.started_on and not d.terminated_on and month_of(d.signed) < LAST]
    first = {
        d.project_id: dice.integer(month_of(d.signed) + 1, LAST) for d in dice.shuffled(waiting)[:PAID_NOT_STARTED_2023]
    }
    return first | {d.project_id: month_of(d.started) for d in drafts if d.started_on and d.terminated_on}


def _of_year(dice: Dice, paid: list[Draft], first: First, counted: First, year: int) -> dict[str, int]:
    """What each project is paid in a year: every cohort its sum, the year's own the rest."""
    amounts: dict[str, int] = {}
    latest = [d for d in paid if d.group.cohort == year]
    shares = [([d for d in paid if d.group.cohort == c], share) for c, share in FUNDS_OF_EARLIER[year].items()]
    if year == 2023:
        shares.append(([d for d in latest if d.project_id in counted], PAID_AMOUNT_2023))
        latest = [d for d in latest if d.project_id not in counted]
    rest = round(FUNDS[year] * WAN) - sum(share for _, share in shares) * WAN
    for members, amount in [*((m, share * WAN) for m, share in shares), (latest, rest)]:
        amounts |= _shares(dice, members, first, year, amount)
    return amounts


def _months(draft: Draft, first: First, year: int) -> range:
    begin = max(first[draft.project_id], year * 12)
    return range(begin, max(begin, min(_last_month(draft), year * 12 + 11) + 1))


def _shares(dice: Dice, drafts: list[Draft], first: First, year: int, total: int) -> dict[str, int]:
    """Larger and earlier ones get more; no agreement is paid in full, nor most of it in the first year."""
    weights = [_claim(dice, d, len(_months(d, first, year)), year - first[d.project_id] // 12) for d in drafts]
    shares = [_ceiling(dice, d, first[d.project_id] >= year * 12) for d in drafts]
    caps = [max(0, int(d.planned * s) - sum(d.funds.values())) for d, s in zip(drafts, shares, strict=True)]
    return dict(zip((d.project_id for d in drafts), allocate(total, weights, caps, WAN), strict=True))


def _ceiling(dice: Dice, draft: Draft, is_first_year: bool) -> float:
    """The share of its planned investment that a project can have been paid by the end of a year."""
    if not is_first_year:
        return dice.between(0.75, 0.97)
    return dice.between(0.2, 0.4) if draft.is_big() else dice.between(0.4, 0.7)


def _claim(dice: Dice, draft: Draft, months: int, age: int) -> float:
    """A project's weight in a year in which it can be paid in so many months; some skip a later year."""
    if not months or (age > 0 and dice.chance(0.25)):
        return 0.0
    return draft.planned * min(months, 6) * (months + 3) * dice.between(0.4, 1.6) * FADING[age]


def _by_month(dice: Dice, drafts: list[Draft], first: First, amounts: dict[str, int], year: int) -> None:
    """Money comes in a few payments; the first falls in the first paid month, and all follow the season."""
    columns = FUNDS_BY_MONTH[year]
    totals = [amounts[d.project_id] for d in drafts]
    cells = [_payments(dice, d, _months(d, first, year), len(columns)) for d in drafts]
    for draft, total, row in zip(drafts, totals, rake(totals, cells, columns), strict=True):
        parts = split(total, row, 10 * WAN if total >= 2000 * WAN else WAN)
        _merge_crumbs(parts, first[draft.project_id] - year * 12)
        draft.funds.update((year * 12 + i, part) for i, part in enumerate(parts) if part)


def _merge_crumbs(parts: list[int], begin: int) -> None:
    """Nobody pays a few 万元 of a large sum: such parts join the largest, and the first payment is a real one."""
    least = max(sum(parts) // 20 // WAN, 1) * WAN
    largest = parts.index(max(parts))
    for i, part in enumerate(parts):
        if i == begin and part < least:
            parts[largest] -= least - part
            parts[i] = least
        elif i != begin and 0 < part < least:
            parts[largest] += part
            parts[i] = 0


def _settle(drafts: list[Draft], early: range, late: range, target: int) -> None:
    """Move money between the largest payments of the year's two parts until the first has its exact sum."""
    excess = sum(d.funds.get(month, 0) for d in drafts for month in early) - target
    give, take = (early, late) if excess > 0 else (late, early)
    rest = abs(excess)
    for draft in sorted(drafts, key=lambda d: (-max(d.funds.get(month, 0) for month in give), d.project_id)):
        source, goal = (max(part, key=lambda month: draft.funds.get(month, 0)) for part in (give, take))
        if source in draft.funds and goal in draft.funds:
            moved = min(rest, draft.funds[source] // 4 // WAN * WAN)
            draft.funds[source] -= moved
            draft.funds[goal] += moved
            rest -= moved
    if rest:
        raise ValueError(f"{rest} cannot be moved")


def _payments(dice: Dice, draft: Draft, months: Sequence[int], width: int) -> list[float]:
    """Weights of a year's payments: the larger the project, the more of them."""
    often = 0.8 if draft.is_big() else 0.5 if draft.planned >= 10_000 * WAN else 0.25
    row = [0.0] * width
    for i, month in enumerate(months):
        if i == 0 or dice.chance(often):
            row[month % 12] = dice.between(0.3, 1.7)
    return row
