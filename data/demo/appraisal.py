"""What the appraisal and the lights take into account: who gets credit, what is not counted, what is exempt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from data.demo.dice import Dice
from data.demo.draft import Draft
from data.demo.events import Blocker
from data.demo.scenario import DATA_ENDS_ON, UNITS

#: The shares of who introduced a project and of where it lands; how often each.
SPLITS = {("0.70", "0.30"): 0.6, ("0.50", "0.50"): 0.25, ("0.30", "0.70"): 0.15}
FROM_2022 = dt.date(2022, 1, 1)
ENDED, LAST_DAY, NEXT_MONTH, YEAR_END = (
    dt.date(2023, 9, 15), DATA_ENDS_ON, dt.date(2023, 10, 31), dt.date(2023, 12, 31),
)  # fmt: skip
#: Rule → until when projects are exempt of it, one project each; and why.
EXEMPT = {
    "unstarted": ((YEAR_END, LAST_DAY, ENDED, NEXT_MONTH), "演示：用地指标省级统筹，批复尚未下达"),
    "late_start": ((NEXT_MONTH, ENDED, LAST_DAY), "演示：施工许可因规划调整顺延"),
    "unfunded": ((LAST_DAY, YEAR_END), "演示：外资注资手续办理中"),
    "behind": ((YEAR_END, ENDED, LAST_DAY, NEXT_MONTH), "演示：主要设备为进口定制，四季度集中到货"),
    "silent": ((NEXT_MONTH, ENDED), "演示：企业股权变更期间暂停报数"),
    "blocked": ((YEAR_END, LAST_DAY, ENDED), "演示：需上级部门审批，已报送"),
    "slipping": ((YEAR_END, ENDED), "演示：配套管网工期调整，开工时间随之顺延"),
}
DECIDED_BY = ("区调度会", "包联领导一", "包联领导三", None)


class Credit(NamedTuple):
    """A row of `credit`."""

    project_id: str
    unit: str
    role: str
    share: Decimal


class Exclusion(NamedTuple):
    """A row of `exclusion`."""

    project_id: str
    indicator: str | None
    reason: str


class Exemption(NamedTuple):
    """A row of `exemption`."""

    project_id: str
    rule: str
    reason: str
    until_on: dt.date
    decided_by: str | None


class Weighed(NamedTuple):
    """All of it."""

    credits: list[Credit]
    exclusions: list[Exclusion]
    exemptions: list[Exemption]


def credits(dice: Dice, drafts: list[Draft]) -> list[Credit]:
    """One signing in four since 2022 is shared by who introduced it and where it lands; some are another's alone."""
    found: list[Credit] = []
    for draft in drafts:
        if not draft.is_formal or draft.signed < FROM_2022:
            continue
        other = dice.pick([unit for unit in UNITS if unit != draft.unit])
        if dice.chance(0.25):
            introduced, landed = dice.weighted(SPLITS)
            found += [_credit(draft, other, "引荐", introduced), _credit(draft, draft.unit, "落地", landed)]
        elif dice.chance(0.12):
            found.append(_credit(draft, other, "引荐", "1"))
        elif dice.chance(0.1):
            third = dice.pick([unit for unit in UNITS if unit not in {draft.unit, other}])
            found += [_credit(draft, other, "引荐", "0.34"), _credit(draft, third, "引荐", "0.33")]
            found.append(_credit(draft, draft.unit, "落地", "0.33"))
        elif dice.chance(0.1):
            found.append(_credit(draft, draft.unit, "落地", "1"))
    return found


def _credit(draft: Draft, unit: str, role: str, share: str) -> Credit:
    return Credit(draft.project_id, unit, role, Decimal(share).quantize(Decimal("0.01")))


def exclusions(dice: Dice, drafts: list[Draft]) -> list[Exclusion]:
    """Public works, upgrades of what stands here, and real estate: of one indicator, or of none at all."""
    works = [d for d in drafts if d.signed_on is None and "工程" in d.name]
    upgrades = [d for d in drafts if d.signed_on is None and "工程" not in d.name]
    estates = [d for d in drafts if d.is_formal and ("商业综合体" in d.name or "人才公寓" in d.name)]
    grown = [d for d in drafts if d.is_formal and "扩产" in d.name and d.signed >= FROM_2022]
    found = [Exclusion(d.project_id, None, "财政资金投资项目") for d in works]
    found += [Exclusion(d.project_id, "started_projects", "区内企业技术改造") for d in dice.shuffled(upgrades)[:6]]
    found += [Exclusion(d.project_id, None, "房地产项目") for d in estates]
    for draft in dice.shuffled(grown)[:4]:
        found.append(Exclusion(draft.project_id, "signed_projects", "区内企业增资扩产"))
        found.append(Exclusion(draft.project_id, "funds_arrived", "区内企业增资扩产"))
    return sorted(found, key=lambda one: (one.project_id, one.indicator or ""))


def exemptions(dice: Dice, drafts: list[Draft], stuck: list[Blocker]) -> list[Exemption]:
    """Of each rule some projects that it would show: till after the data end, to their last day, till before it."""
    overdue = {b.project_id for b in stuck if b.resolved_on is None and b.due_on < DATA_ENDS_ON}
    taken: set[str] = set()
    found: list[Exemption] = []
    for rule, (days, reason) in EXEMPT.items():
        shown = [d for d in _shown(rule, drafts, overdue) if d.project_id not in taken]
        for draft, until_on in zip(dice.shuffled(shown), days, strict=False):
            taken.add(draft.project_id)
            found.append(Exemption(draft.project_id, rule, reason, until_on, dice.pick(DECIDED_BY)))
    return sorted(found)


def _shown(rule: str, drafts: list[Draft], overdue: set[str]) -> Iterable[Draft]:
    """The projects that a rule speaks of as the data end."""
    if rule == "blocked":
        return (d for d in drafts if d.project_id in overdue)
    return (d for d in drafts if not d.terminated_on and _WOULD_SHOW[rule](d))


def _is_unstarted(draft: Draft) -> bool:
    return draft.is_formal and not draft.started_on and draft.signed <= DATA_ENDS_ON - dt.timedelta(180)


def _is_late(draft: Draft) -> bool:
    plan = draft.plans.get(2023)
    due = plan.planned_start_on if plan else None
    return due is not None and due < DATA_ENDS_ON and not draft.started_on


def _is_unfunded(draft: Draft) -> bool:
    return (
        draft.is_formal
        and draft.started_on is not None
        and not draft.funds
        and draft.started_on <= DATA_ENDS_ON - dt.timedelta(60)
    )


def _is_behind(draft: Draft) -> bool:
    plan = draft.plans.get(2023)
    done = draft.invested_through(2023) - draft.invested_through(2022)
    return plan is not None and draft.started_on is not None and done < plan.amount * 45 // 100


def _is_silent(draft: Draft) -> bool:
    last = max(draft.invested.keys() | draft.funds.keys(), default=0)
    return draft.started_on is not None and draft.production_on is None and last < 2023 * 12 + 8


def _can_slip(draft: Draft) -> bool:
    """Listed since spring, due in summer at the earliest, and not started (see `earlier`)."""
    plan = draft.plans.get(2023)
    due = plan.planned_start_on if plan else None
    is_old = draft.signed_on is None or draft.signed_on < dt.date(2023, 4, 1)
    return due is not None and due >= dt.date(2023, 7, 1) and is_old and not draft.started_on


_WOULD_SHOW = {
    "unstarted": _is_unstarted,
    "late_start": _is_late,
    "unfunded": _is_unfunded,
    "behind": _is_behind,
    "silent": _is_silent,
    "slipping": _can_slip,
}
