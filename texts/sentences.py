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
from texts.writing import MISSING, Texts, is_missing

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
            "By {day} {projects} had completed {amount}, {share} of the annual plan",
            day=t.day(_month_end(row["last_month"])), projects=_key_projects(t, row["key_projects"]),
            amount=t.money(row["invested"]), share=t.percent(row["completion_rate"]),
        ),
        points_phrase(t, row["points_ahead"]),
    ]  # fmt: skip
    if row["last_key_projects"]:
        parts.append(growth_phrase(t, row["growth"]))
    return _statements(t, [_clauses(t, parts)])


def last_year(t: Texts, row: Row, months: pd.DataFrame) -> str:
    """The base of year on year: last year's key projects in the same months, and in their whole year."""
    return t(
        "Last year's key projects: {same} in the same months, {whole} in the whole year.",
        same=t.money(row["last_invested"]), whole=t.money(months["last_cumulative_invested"].iloc[-1]),
    )  # fmt: skip


def past_year(t: Texts, year: int, as_of: dt.date) -> str:
    """For a year that has ended: at which day its signings are read; empty for the year under way."""
    if as_of.year <= year:
        return ""
    return t("Signings of {year} and what became of them are read at {day}.", year=t.year(year), day=t.day(as_of))


def completed(t: Texts, row: Row) -> str:
    """A card's figure: what the key projects completed; a dash where the year has none."""
    return t.money(row["invested"]) if row["key_projects"] else MISSING


def of_plan(t: Texts, row: Row, column: str) -> str:
    """A card's figure that only a plan gives sense; a dash without one."""
    return t.money(row[column]) if row["plan"] else MISSING


def completed_of(t: Texts, row: Row) -> str:
    """A card's label: completed investment, with the plan that it is held against."""
    if not row["plan"]:
        return t("Key projects' completed investment")
    return t("Completed (plan {plan})", plan=t.round_money(row["plan"]))


def target_makeup(t: Texts, row: Row, as_of: dt.date) -> str:
    """What the key projects are, and whether the new ones due have started by the as-of date."""
    if not row["key_projects"]:
        return ""
    makeup = t(
        "Of {projects} {continuing} are carried over and {new} new",
        projects=_key_projects(t, row["key_projects"]), continuing=t.number(row["continuing_projects"]),
        new=t.number(row["new_projects"]),
    )  # fmt: skip
    starts = []
    if row["new_due"]:
        starts.append(
            t(
                "by {day} {due} of the new ones were due to start and {started} of these had started ({share})",
                day=t.day(as_of), due=t.number(row["new_due"]), started=t.number(row["new_due_started"]),
                share=t.percent(row["new_start_rate"]),
            )
        )  # fmt: skip
    if row["new_started_early"]:
        starts.append(t("{n} more started before they were due", n=t.number(row["new_started_early"])))
    return _statements(t, [makeup, *([_clauses(t, starts)] if starts else [])])


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
                "{funded} had received {amount} of a planned {planned}",
                funded=t.number(by["funded"]["projects"]), amount=t.money(by["funded"]["funds_arrived"]),
                planned=t.money(by["funded"]["planned_investment"]),
            )
        )  # fmt: skip
    else:
        parts.append(t("none had received funds"))
    return _statements(t, parts)


def funnel_period(t: Texts, stages: pd.DataFrame, period: str) -> str:
    """What happened in the period, whenever the projects were signed."""
    by = _by_stage(stages)
    return t(
        "{signed} formal agreements were signed in {period}, {started} projects started and {funded} received their "
        "first funds; {amount} arrived in all.",
        period=period, signed=t.number(by["signed"]["projects"]), started=t.number(by["started"]["projects"]),
        funded=t.number(by["funded"]["projects"]), amount=t.money(by["funded"]["funds_arrived"]),
    )  # fmt: skip


def framework_beside(t: Texts, row: Row) -> str:
    """The framework agreements that come on top; empty without any."""
    if not row["framework_projects"]:
        return ""
    return t(
        "{n} framework agreements (planned investment {planned}) come on top; they are counted neither as signed "
        "nor in rates.",
        n=t.number(row["framework_projects"]), planned=t.money(row["framework_planned"]),
    )  # fmt: skip


def funnel_beside(t: Texts, row: Row, stages: pd.DataFrame, head: Row) -> list[str]:
    """What stands beside the funnel of a cohort: its money in full, money before the start, terminated, framework.

    `row`: of funnel_beside, `stages`: of funnel_cohort, `head`: of headline.
    """
    funded = _by_stage(stages)["funded"]["funds_arrived"]
    lines = []
    if row["cohort_funds"]:
        parts = [t("{amount} at those with funds arrived", amount=t.money(funded))]
        if row["unstarted_funds"]:
            parts.append(
                t("{amount} at {n} that have not started",
                  amount=t.money(row["unstarted_funds"]), n=t.number(row["unstarted_projects"]))
            )  # fmt: skip
        if row["terminated_funds"]:
            parts.append(t("{amount} at terminated ones", amount=t.money(row["terminated_funds"])))
        lines.append(t("{amount} arrived in all: {parts}.", amount=t.money(row["cohort_funds"]), parts=t.join(parts)))
    if row["early_projects"]:
        lines.append(
            t("At {n} of the started projects {amount} came before the start; these projects stay out of the "
              "median time.",
              n=t.number(row["early_projects"]), amount=t.money(row["early_funds"]))
        )  # fmt: skip
    if row["terminated_projects"]:
        lines.append(
            t("{n} agreements were terminated (planned investment {planned}); they leave the later stages.",
              n=t.number(row["terminated_projects"]), planned=t.money(row["terminated_planned"]))
        )  # fmt: skip
    if head["matured_projects"]:
        lines.append(
            t("Of {n} signed at least {days} days ago {started} have started ({share}).",
              n=t.number(head["matured_projects"]), days=t.number(head["matured_days"]),
              started=t.number(head["matured_started"]), share=t.percent(head["matured_start_rate"]))
        )  # fmt: skip
    return [*lines, *filter(None, [framework_beside(t, row)])]


def leaders(t: Texts, groups: pd.DataFrame) -> str:
    """Which names carry the completed investment, and who is on schedule. `groups`: target_groups, named."""
    if groups.empty:
        return t("No key projects")
    if len(groups) == 1:
        row = groups.iloc[0]
        return t(
            "{name}: {amount} completed, {share} of the plan",
            name=row["name"], amount=t.money(row["invested"]), share=t.percent(row["completion_rate"]),
        )  # fmt: skip
    if not groups["invested"].any():
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
    if not row["plan"]:
        return t("No plan")
    if not row["remaining"]:
        return t("the plan has been met")
    if not row["months_left"]:
        return t("the year is over")
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
    """Which industries carry the signings, and what arrived. `rows`: industries, named."""
    if not total["signed_projects"] and not total["funds_arrived"]:
        return t("Nothing was signed and no money arrived in {period} in this selection.", period=period)
    signed = rows[rows["signed_planned"] > 0].sort_values(["signed_planned", "industry"], ascending=[False, True])
    parts = [
        t(
            "{n} agreements were signed in {period}, with a planned investment of {planned}",
            period=period, n=t.number(total["signed_projects"]), planned=t.money(total["signed_planned"]),
        )
    ]  # fmt: skip
    if len(signed) > 1:
        parts.append(t("led by {names}", names=t.join(signed["name"].head(2).to_list())))
    return _statements(t, [_clauses(t, parts), t("{amount} arrived", amount=t.money(total["funds_arrived"]))])


def arrivals(t: Texts, rows: pd.DataFrame, total: Row) -> str:
    """Which industry received the most money."""
    some = rows[rows["funds_arrived"] > 0]
    if some.empty:
        return t("No money arrived")
    top = some.sort_values(["funds_arrived", "industry"], ascending=[False, True]).iloc[0]
    if len(some) == 1:
        return t("{name} received {amount}", name=top["name"], amount=t.money(top["funds_arrived"]))
    return t(
        "{name} received the most: {amount}, {share} of all",
        name=top["name"], amount=t.money(top["funds_arrived"]), share=t.percent(top["funds_share"], 0),
    )  # fmt: skip


def _by_stage(stages: pd.DataFrame) -> dict[str, Row]:
    return {row["stage"]: row for row in stages.to_dict("records")}


def _key_projects(t: Texts, n: int) -> str:
    return t.plural("the key project", "the {n} key projects", n)


def _clauses(t: Texts, parts: list[str]) -> str:
    """Clauses of one sentence, without its full stop."""
    return ("，" if t.language == "zh" else ", ").join(parts)


def _statements(t: Texts, parts: list[str]) -> str:
    """Statements of one sentence, with its full stop."""
    return ("；" if t.language == "zh" else "; ").join(parts) + ("。" if t.language == "zh" else ".")
