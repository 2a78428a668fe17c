"""Sentences drafted from query rows: the answers that stand before the charts.

Each takes rows as the query of that name returns them and gives one plain sentence; the drafts of
demonstration data begin with «演示：».
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

import pandas as pd

from texts.language import N_
from texts.progress import growth_phrase, light, points_phrase
from texts.writing import Texts, is_missing

#: One row of a query result, read by column name; pandas gives its cells no narrower type.
Row = Any


def drafted(t: Texts, sentence: str, *, is_demo: bool) -> str:
    """The sentence, with the demonstration mark in front where the data is synthetic."""
    return t("Demonstration: {sentence}", sentence=sentence) if is_demo else sentence


def _month_end(month: dt.date) -> dt.date:
    return dt.date(month.year, month.month, calendar.monthrange(month.year, month.month)[1])


def target_year(t: Texts, row: Row, year: int) -> str:
    """The year against its plan: completed, share, points, growth."""
    if not row["key_projects"]:
        return t("There is no key project with a plan for {year} in this selection.", year=t.year(year))
    if is_missing(row["last_month"]):
        return t(
            "{n} key projects plan {plan} for {year}; no month of the year has been reported yet.",
            n=t.number(row["key_projects"]), plan=t.round_money(row["plan"]), year=t.year(year),
        )  # fmt: skip
    parts = [
        t(
            "By {day} the {n} key projects had completed {amount}, {share} of the annual plan",
            day=t.day(_month_end(row["last_month"])), n=t.number(row["key_projects"]),
            amount=t.money(row["invested"]), share=t.percent(row["completion_rate"]),
        ),
        points_phrase(t, row["points_ahead"]),
    ]  # fmt: skip
    if row["last_key_projects"]:
        parts.append(growth_phrase(t, row["growth"]))
    return _clauses(t, parts)


def completed_of(t: Texts, row: Row) -> str:
    """A card's label: completed investment, with the plan that it is held against."""
    if not row["plan"]:
        return t("Completed investment")
    return t("Completed (plan {plan})", plan=t.round_money(row["plan"]))


def money_stops(t: Texts, row: Row, as_of: dt.date) -> str:
    """«投资数据截至8月末», where money stops before the as-of date; empty where it does not."""
    if is_missing(row["last_month"]) or _month_end(row["last_month"]) >= as_of or row["last_month"].month == 12:
        return ""
    return t("Investment data runs to {month}.", month=t.month_end(row["last_month"]))


def target_makeup(t: Texts, row: Row) -> str:
    """What the key projects are, and whether the new ones due have started; empty without any."""
    if not row["key_projects"]:
        return ""
    parts = [
        t(
            "Of the {n} key projects {continuing} are carried over and {new} new",
            n=t.number(row["key_projects"]), continuing=t.number(row["continuing_projects"]),
            new=t.number(row["new_projects"]),
        )
    ]  # fmt: skip
    if row["new_due"]:
        parts.append(
            t(
                "{due} of the new ones were due to start, {started} of these have started ({share})",
                due=t.number(row["new_due"]), started=t.number(row["new_due_started"]),
                share=t.percent(row["new_start_rate"]),
            )
        )  # fmt: skip
    if row["new_started_early"]:
        parts.append(t("{n} more started before they were due", n=t.number(row["new_started_early"])))
    return _clauses(t, parts)


def target_gap(t: Texts, row: Row) -> str:
    """What is left of the plan, and what each remaining month must bring."""
    if not row["plan"]:
        return t("No annual plan")
    if not row["remaining"]:
        return t("The plan of {plan} has been met", plan=t.round_money(row["plan"]))
    if not row["months_left"]:
        return t(
            "{remaining} short of the plan of {plan}",
            remaining=t.money(row["remaining"]),
            plan=t.round_money(row["plan"]),
        )
    return t(
        "{remaining} left of {plan}: {needed} in each of the {n} remaining months",
        remaining=t.money(row["remaining"]), plan=t.round_money(row["plan"]),
        needed=t.money(row["needed_a_month"]), n=t.number(row["months_left"]),
    )  # fmt: skip


def funnel(t: Texts, stages: pd.DataFrame) -> str:
    """Signed, started, funded, as a panel's title. `stages`: of funnel_cohort or funnel_period."""
    by = _by_stage(stages)
    message = N_("{signed} signed, {started} started, {funded} with funds arrived")
    if "share_of_first" not in stages:
        message = N_("{signed} signed, {started} started, {funded} with first money")
    return t(
        message,
        signed=t.number(by["signed"]["projects"]), started=t.number(by["started"]["projects"]),
        funded=t.number(by["funded"]["projects"]),
    )  # fmt: skip


def funnel_cohort(t: Texts, stages: pd.DataFrame, period: str, as_of: dt.date) -> str:
    """What became of the agreements signed in the period."""
    by = _by_stage(stages)
    if not by["signed"]["projects"]:
        return t("No formal agreement was signed in {period} in this selection.", period=period)
    parts = [
        t(
            "Of {signed} formal agreements signed in {period}, {started} had started by {day} ({share})",
            signed=t.number(by["signed"]["projects"]), period=period, day=t.day(as_of),
            started=t.number(by["started"]["projects"]), share=t.percent(by["started"]["share_of_first"]),
        )
    ]  # fmt: skip
    if by["funded"]["projects"]:
        parts.append(
            t(
                "{funded} had seen money: {amount} of a planned {planned}",
                funded=t.number(by["funded"]["projects"]), amount=t.money(by["funded"]["funds_arrived"]),
                planned=t.money(by["funded"]["planned_investment"]),
            )
        )  # fmt: skip
    else:
        parts.append(t("none had seen money"))
    return _clauses(t, parts)


def funnel_period(t: Texts, stages: pd.DataFrame, period: str) -> str:
    """What happened in the period, whenever the projects were signed."""
    by = _by_stage(stages)
    return t(
        "In {period} {signed} formal agreements were signed, {started} projects started and {funded} saw their first "
        "money; {amount} arrived in all.",
        period=period, signed=t.number(by["signed"]["projects"]), started=t.number(by["started"]["projects"]),
        funded=t.number(by["funded"]["projects"]), amount=t.money(by["funded"]["funds_arrived"]),
    )  # fmt: skip


def funnel_beside(t: Texts, row: Row) -> list[str]:
    """What stands beside the funnel: money before the start, not started, terminated, framework."""
    lines = []
    if row["early_projects"]:
        lines.append(
            t("Money came before the start at {n} of the started projects ({amount}); it is counted, but not in the "
              "median time.", n=t.number(row["early_projects"]), amount=t.money(row["early_funds"]))
        )  # fmt: skip
    if row["unstarted_projects"]:
        lines.append(
            t("{n} projects that have not started have already seen {amount}.",
              n=t.number(row["unstarted_projects"]), amount=t.money(row["unstarted_funds"]))
        )  # fmt: skip
    if row["terminated_projects"]:
        lines.append(
            t("{n} agreements were terminated (planned {planned}); they leave the later stages.",
              n=t.number(row["terminated_projects"]), planned=t.money(row["terminated_planned"]))
        )  # fmt: skip
    if row["framework_projects"]:
        lines.append(
            t("{n} framework agreements (planned {planned}) come on top; they are not counted.",
              n=t.number(row["framework_projects"]), planned=t.money(row["framework_planned"]))
        )  # fmt: skip
    return lines


def leaders(t: Texts, groups: pd.DataFrame) -> str:
    """Which names carry the completed investment, and who is on schedule. `groups`: target_groups, named."""
    if groups.empty or not groups["invested"].sum():
        return t("Nothing completed yet")
    ranked = groups.sort_values("invested_rank")
    top = ranked.head(2)
    first = t(
        "{names} carry {share} of the completed investment",
        names=t.join(top["name"].to_list()), share=t.percent(top["leading_share"].iloc[-1], 0),
    )  # fmt: skip
    ahead = ranked[[light(points, 0) == "ahead" for points in ranked["points_ahead"]]]
    if ahead.empty:
        return t("{first}; none is on schedule", first=first)
    return t("{first}; on schedule: {names}", first=first, names=t.join(ahead["name"].to_list()))


def needed(t: Texts, row: Row) -> str:
    """What each remaining month must bring."""
    if is_missing(row["needed_a_month"]) or not row["remaining"]:
        return t("{n} months left", n=t.number(row["months_left"]))
    return t(
        "{needed} a month for {n} months",
        needed=t.money(row["needed_a_month"]), n=t.number(row["months_left"]),
    )  # fmt: skip


def new_starts(t: Texts, row: Row) -> str:
    """What the start rate of new projects counts, and what it leaves out."""
    if not row["new_due"]:
        return t("no new project was due to start")
    if row["new_started_early"]:
        return t("{n} started before due", n=t.number(row["new_started_early"]))
    return t("of those due to start by now")


def industries(t: Texts, rows: pd.DataFrame, total: Row, period: str) -> str:
    """Which industries carry the signings and which the money. `rows`: industries, named."""
    if not total["signed_projects"] and not total["funds_arrived"]:
        return t("Nothing was signed and no money arrived in {period} in this selection.", period=period)
    signed = rows.sort_values(["signed_planned", "industry"], ascending=[False, True]).head(2)
    parts = [
        t(
            "In {period} {n} agreements were signed, planned at {planned}",
            period=period, n=t.number(total["signed_projects"]), planned=t.money(total["signed_planned"]),
        )
    ]  # fmt: skip
    if total["signed_projects"]:
        parts.append(t("most of it in {names}", names=t.join(signed["name"].to_list())))
    parts.append(t("{amount} arrived", amount=t.money(total["funds_arrived"])))
    return _clauses(t, parts)


def arrivals(t: Texts, rows: pd.DataFrame, total: Row) -> str:
    """Which industry saw the most money arrive."""
    if not total["funds_arrived"]:
        return t("No money arrived")
    top = rows.sort_values(["funds_arrived", "industry"], ascending=[False, True]).iloc[0]
    return t(
        "{name} saw the most money: {amount}, {share} of all",
        name=top["name"], amount=t.money(top["funds_arrived"]), share=t.percent(top["funds_share"], 0),
    )  # fmt: skip


def _by_stage(stages: pd.DataFrame) -> dict[str, Row]:
    return {row["stage"]: row for row in stages.to_dict("records")}


def _clauses(t: Texts, parts: list[str]) -> str:
    comma, stop = ("，", "。") if t.language == "zh" else (", ", ".")
    return comma.join(parts) + stop
