"""What a project is: its industry, unit, investor, the way it came, its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from math import fsum

from data.demo.dice import Dice
from data.demo.draft import Draft
from data.demo.scenario import (
    FOUR_NEW,
    INDUSTRIES,
    PLAN_2023,
    PLANNED_LEANING,
    STILL_WAITING,
    TOP_500,
    UNIT_PACE,
    UNIT_SHARES,
    UNITS,
    WAN,
)
from data.demo.vocabulary import PLACES, SHORT, project_names, upgrade_names

CHANNELS = {"领导招商": 0.24, "全员招商": 0.18, "驻点招商": 0.22, "节会招商": 0.14, "以商引商": 0.22}
ORIGINS = {"省外": 0.53, "省内市外": 0.26, "市内": 0.21}
OFFICIALS = tuple(f"包联领导{n}" for n in "一二三四五六")
TOP_500_KINDS = (
    ("世界500强", "中国500强", "央企"),
    ("世界500强", "外资"),
    ("中国500强",),
    ("民企500强",),
    ("中国500强", "民企500强"),
    ("中国500强", "省属国企"),
    ("世界500强", "中国500强"),
    ("民企500强", "行业龙头"),
)
OTHER_KINDS: dict[tuple[str, ...], float] = {
    (): 0.74,
    ("行业龙头",): 0.1,
    ("外资",): 0.06,
    ("央企",): 0.03,
    ("省属国企",): 0.05,
    ("外资", "行业龙头"): 0.02,
}
FOUR_NEW_LEANING = {"数字经济": 3.0, "生物医药": 2.2, "航空航天": 1.6, "新材料": 1.2, "现代服务业": 0.8}


def describe(dice: Dice, drafts: list[Draft]) -> None:
    """Fill in everything but dates and money."""
    _industries(dice, drafts)
    _units(dice, drafts)
    _kinds(dice, drafts)
    _four_new(dice, drafts)
    _investors(dice, drafts)
    _names(dice, drafts)
    for draft in drafts:
        if draft.signed_on:
            draft.channel = "节会招商" if draft.event else dice.weighted(CHANNELS)
        if draft.planned >= 10_000 * WAN and draft.agreement == "正式":
            draft.lead_official = dice.pick(OFFICIALS)
        if draft.is_big() and dice.chance(0.5):
            draft.remarks = "分期实施"


def _industries(dice: Dice, drafts: list[Draft]) -> None:
    """Key projects of 2023 fill their industries' shares of the plan; those that wait lean to slow ones."""
    keys = [d for d in drafts if 2023 in d.group.keys]
    for draft in drafts:
        if draft.event and draft.event.industry:
            draft.industry = draft.event.industry
    waiting = [d for d in keys if d.started_on is None]
    _fill(waiting, {i: PLAN_2023[i] * STILL_WAITING[i] for i in INDUSTRIES}, "industry")
    _fill(keys, {i: PLAN_2023[i] * PLANNED_LEANING[i] for i in INDUSTRIES}, "industry")
    for draft in drafts:
        draft.industry = draft.industry or dice.weighted(
            dict(zip(INDUSTRIES, (6, 28, 22, 13, 9, 9, 8, 5), strict=True))
        )


def _fill(drafts: Iterable[Draft], shares: Mapping[str, float], attribute: str) -> None:
    """Give each project, largest first, the value that lacks most of its share of planned investment."""
    ordered = sorted(drafts, key=lambda d: (-d.planned, d.project_id))
    whole = sum(d.planned for d in ordered) / fsum(shares.values())
    lacking = {value: share * whole for value, share in shares.items()}
    for draft in ordered:
        if getattr(draft, attribute):
            lacking[getattr(draft, attribute)] -= draft.planned
    for draft in ordered:
        if not getattr(draft, attribute):
            value = max(lacking, key=lambda v: lacking[v])
            setattr(draft, attribute, value)
            lacking[value] -= draft.planned


def _units(dice: Dice, drafts: list[Draft]) -> None:
    """Units answer for uneven shares; slow units hold more of what has not started."""
    shares = dict(zip(UNITS, UNIT_SHARES, strict=True))
    keys = [d for d in drafts if 2023 in d.group.keys]
    waiting = [d for d in keys if d.started_on is None]
    _fill(waiting, {unit: share * (2 - UNIT_PACE[unit]) for unit, share in shares.items()}, "unit")
    _fill(keys, shares, "unit")
    for draft in drafts:
        draft.unit = draft.unit or dice.weighted(shares)


def _kinds(dice: Dice, drafts: list[Draft]) -> None:
    """So many signings of each cohort by Top-500 investors, larger ones rather; the others as it comes."""
    for cohort, quota in TOP_500.items():
        members = [d for d in drafts if d.is_formal and d.group.cohort == cohort]
        larger = dice.shuffled(sorted(members, key=lambda d: (-d.planned, d.project_id))[: quota * 4])
        for i, draft in enumerate(larger[:quota]):
            draft.kinds = TOP_500_KINDS[i % len(TOP_500_KINDS)]
    for i, draft in enumerate(d for d in drafts if d.agreement == "框架"):
        draft.kinds = TOP_500_KINDS[i % len(TOP_500_KINDS)] if i % 5 == 0 else dice.weighted(OTHER_KINDS)
    for draft in drafts:
        if draft.is_formal:
            draft.kinds = draft.kinds or dice.weighted(OTHER_KINDS)
        elif draft.signed_on is None and dice.chance(0.3):
            draft.kinds = ("省属国企",) if dice.chance(0.7) else ("央企",)


def _four_new(dice: Dice, drafts: list[Draft]) -> None:
    for cohort, quota in FOUR_NEW.items():
        members = {d.project_id: d for d in drafts if d.is_formal and d.group.cohort == cohort}
        for _ in range(quota):
            leaning = {key: FOUR_NEW_LEANING.get(d.industry, 0.4) for key, d in members.items()}
            members.pop(dice.weighted(leaning)).is_four_new = True
    for draft in drafts:
        if not draft.is_formal:
            draft.is_four_new = dice.chance(0.08 if draft.signed_on is None else 0.25)


def _investors(dice: Dice, drafts: list[Draft]) -> None:
    """Made-up firms; one in ten plain ones has invested before. Foreign money comes from abroad."""
    numbers = count(1)
    plain: dict[str, list[tuple[str, str]]] = {industry: [] for industry in INDUSTRIES}
    for draft in drafts:
        known = plain[draft.industry]
        if draft.signed_on is None:
            draft.investor, draft.origin = f"演示本地企业{next(numbers):03d}", "市内"
            continue
        draft.origin = "境外" if "外资" in draft.kinds else dice.weighted(ORIGINS)
        if known and not draft.kinds and dice.chance(0.1):
            draft.investor, draft.origin = dice.pick(known)
            continue
        number = next(numbers)
        letter = dice.pick("ABCDEFGH")
        draft.investor = f"演示{SHORT[draft.industry]}企业{letter}{number:03d}"
        if draft.kinds or draft.planned >= 150_000 * WAN:
            draft.investor = f"演示投资方{number:03d}"
        if not draft.kinds:
            known.append((draft.investor, draft.origin))


def _names(dice: Dice, drafts: list[Draft]) -> None:
    signed = {industry: project_names(dice, industry) for industry in INDUSTRIES}
    other = {industry: upgrade_names(dice, industry) for industry in INDUSTRIES}
    for draft in drafts:
        draft.name, item = next((signed if draft.signed_on else other)[draft.industry])
        draft.content = _content(draft, item)
        if draft.signed_on is None and not item:
            draft.investor = draft.investor.replace("本地企业", "园区平台")


def _content(draft: Draft, item: str) -> str:
    """What is built, in a general sentence; `item` is empty for public works."""
    is_place = draft.industry in PLACES
    if draft.signed_on is None:
        return f"对现有{item}{'设施' if is_place else '生产线'}进行改造，更新设备" if item else "建设园区配套工程"
    if draft.planned < 4000 * WAN:
        return f"租赁办公场所，购置设备，建设{item}" if is_place else f"租赁标准厂房，购置设备，生产{item}"
    area = max(1, round(draft.planned / WAN / 10_000))
    works = f"建设{item}及配套设施" if is_place else f"建设{item}生产车间及配套设施，购置生产设备"
    return f"规划建筑面积约{area}万平方米，{works}"
