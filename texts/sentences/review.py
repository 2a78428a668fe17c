"""What the weekly review says first: what happened, which lights are on, which problems are overdue."""

from __future__ import annotations

import datetime as dt

from texts.sentences.drafting import Row
from texts.writing import Texts, is_missing, is_some


def day(t: Texts, value: dt.date, beside: dt.date) -> str:
    """A day beside another one: with its year where that is of another."""
    return t.day_of_year(value) if value.year == beside.year else t.day(value)


def span(t: Texts, since: dt.date, as_of: dt.date) -> str:
    """The days between the two states: 2023年9月24日至9月30日."""
    first = since + dt.timedelta(days=1)
    if first == as_of:
        return t.day(as_of)
    if t.language == "zh":
        return t("{first} to {last}", first=t.day(first), last=day(t, as_of, first))
    return t("{first} to {last}", first=day(t, first, as_of), last=t.day(as_of))


def review(t: Texts, row: Row, since: dt.date, as_of: dt.date) -> str:
    """By date of event: 9月24日至30日新签约6个、新开工8个……；红灯95个……；逾期问题20个。"""
    happened = t("{span}: {what}", span=span(t, since, as_of), what=_happened(t, row))
    return _ended(t, [happened, _lights(t, row, since, as_of), _overdue(t, row)])


def review_reported(t: Texts, row: Row, published: dt.date, last: dt.date, as_of: dt.date) -> str:
    """As reported: against the version that was current then, with what was learned since of the days before it."""
    happened = t(
        "Against the version published on {published} (data to {last}): {what}",
        published=t.day(published), last=day(t, last, published), what=_happened(t, row),
    )  # fmt: skip
    return _ended(t, [happened, learned(t, row), _lights(t, row, last, as_of), _overdue(t, row)])


def learned(t: Texts, moved: Row) -> str:
    """What was learned of the time before: completed investment reported late, corrected; empty where none was."""
    said = []
    if is_some(moved["completed_late"]):
        said.append(t("{amount} reported late", amount=t.money(moved["completed_late_amount"])))
    if is_some(moved["completed_corrected"]):
        amount = moved["completed_corrected_amount"]
        said.append(t("corrected by {sign}{amount}", sign="+" if amount >= 0 else "−", amount=t.money(abs(amount))))
    return t("of earlier months: {what}", what=t.join(said)) if said else ""


def _happened(t: Texts, moved: Row) -> str:
    said = [
        t("{n} newly signed", n=t.number(int(moved["unstarted_signed"]))),
        t("{n} newly started", n=t.number(int(moved["unstarted_started"]))),
    ]
    if months := months_between(t, moved):
        said.append(t("{amount} completed in {months}", amount=t.money(moved["completed_done_amount"]), months=months))
    return t.join(said)


def months_between(t: Texts, moved: Row) -> str:
    """The months of now's year that count now and did not then: 7—9月; empty where there are none or no data."""
    then, now = moved["month_then"], moved["month_now"]
    if not moved["has_work"] or is_missing(now) or (not is_missing(then) and then >= now):
        return ""
    first = then.month + 1 if not is_missing(then) and then.year == now.year else 1
    if first == now.month:
        return f"{now.month}月" if t.language == "zh" else f"{now:%B}"
    return f"{first}—{now.month}月" if t.language == "zh" else f"{dt.date(now.year, first, 1):%B}–{now:%B}"


def _lights(t: Texts, lit: Row, since: dt.date, as_of: dt.date) -> str:
    red, change, when = int(lit["red_projects"]), int(lit["red_change"]), day(t, since, as_of)
    if not red and not change:
        return t("no project is red, as on {day}", day=when)
    against = (
        t("as many as on {day}", day=when)
        if not change
        else t("{n} more than on {day}", n=t.number(change), day=when)
        if change > 0
        else t("{n} fewer than on {day}", n=t.number(-change), day=when)
    )
    if not red:
        return t("no project is red, {against}", against=against)
    return t.plural("{n} project is red ({amount} at stake), {against}", "{n} projects are red ({amount} at stake), "
                    "{against}", red, amount=t.money(lit["red_stake"]), against=against)  # fmt: skip


def _overdue(t: Texts, problems: Row) -> str:
    n = int(problems["problems_overdue"])
    return t.plural("{n} problem is past its day", "{n} problems are past their day", n) if n else t(
        "no problem is past its day")  # fmt: skip


def _ended(t: Texts, parts: list[str]) -> str:
    between, end = ("；", "。") if t.language == "zh" else ("; ", ".")
    return between.join(part for part in parts if part) + end


def stock(t: Texts, name: str, before: int, now: int) -> str:
    """已签约未开工：67个→65个."""
    counted = t("{before} → {now}", before=t.number(before), now=t.projects(now)) if before != now else t(
        "still {n}", n=t.projects(now))  # fmt: skip
    return t("{name}: {counted}", name=name, counted=counted)


def plan(t: Texts, moved: Row, year: int) -> str:
    """2023年重点项目计划：486亿元，没有变动."""
    before, now = moved["plan_then_amount"], moved["plan_now_amount"]
    name = t("Key projects' plan of {year}", year=t.year(year))
    if not moved["plan_then"] and not moved["plan_now"]:
        return t("{name}: {counted}", name=name, counted=t("none"))
    if not any(moved[f"plan_{box}"] for box in ("added", "raised", "lowered", "removed")):
        return t("{name}: {counted}", name=name, counted=t("{amount}, unchanged", amount=t.round_money(now)))
    return t("{name}: {counted}", name=name, counted=t("{before} → {now}", before=t.round_money(before),
                                                       now=t.round_money(now)))  # fmt: skip


def completed(t: Texts, moved: Row) -> str:
    """重点项目完成投资：273.0亿元→312.4亿元，完成率56.2%→64.3%."""
    said = t("Completed investment: {before} → {now}", before=t.money(moved["completed_then_amount"]),
             now=t.money(moved["completed_now_amount"]))  # fmt: skip
    rates = moved["completed_rate_then"], moved["completed_rate_now"]
    if any(is_missing(rate) for rate in rates):
        return said
    between = "，" if t.language == "zh" else ", "
    return said + between + t("{before} → {now} of the plan", before=t.percent(rates[0]), now=t.percent(rates[1]))
