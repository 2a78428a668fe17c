"""Sentences on what was signed and what became of it."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from texts.language import N_
from texts.sentences.drafting import Row, by_stage, clauses, statements
from texts.writing import Texts, is_missing, is_some


def past_year(t: Texts, year: int, as_of: dt.date) -> str:
    """For a year that has ended: at which day its signings are read; empty for the year under way."""
    if as_of.year <= year:
        return ""
    return t("Signings of {year} and what became of them are read at {day}.", year=t.year(year), day=t.day(as_of))


def funnel(t: Texts, stages: pd.DataFrame) -> str:
    """Signed, started, funded, as a panel's title. `stages`: of funnel_cohort or funnel_period."""
    by = by_stage(stages)
    counts = {stage: t.number(row["projects"]) for stage, row in by.items()}
    if is_missing(by["funded"]["projects"]):
        return t("{signed} signed, {started} started; no data on funds arrived", **counts)
    if _is_all_early(by):
        amount = t.money(by["signed"]["unstarted_funds"])
        return t("{signed} signed, {started} started; {amount} arrived before any start", amount=amount, **counts)
    message = N_("{signed} signed, {started} started, {funded} with funds arrived")
    if "share_of_first" not in stages:
        message = N_("{signed} signed, {started} started, {funded} with first money")
    return t(message, **counts)


def _is_all_early(by: dict[str, Row]) -> bool:
    """Of a cohort: has money arrived, and none of it at a project that has started?"""
    return by["funded"]["projects"] == 0 and is_some(by["signed"].get("unstarted_funds"))


def funnel_cohort(t: Texts, stages: pd.DataFrame, period: str, as_of: dt.date) -> str:
    """What became of the agreements signed in the period."""
    by = by_stage(stages)
    if not by["signed"]["projects"]:
        return t("No formal agreement was signed in {period} in this selection.", period=period)
    parts = [
        t(
            "Of {signed} formal agreements signed in {period}, {started} had started by {day} ({share})",
            signed=t.number(by["signed"]["projects"]), period=period, day=t.day(as_of),
            started=t.number(by["started"]["projects"]), share=t.percent(by["started"]["share_of_first"]),
        )
    ]  # fmt: skip
    if is_missing(by["funded"]["projects"]):
        parts.append(t("no data on funds arrived"))
    elif _is_all_early(by):
        parts.append(
            t(
                "{amount} had arrived at {n} that had not started",
                amount=t.money(by["signed"]["unstarted_funds"]), n=t.number(by["signed"]["unstarted_projects"]),
            )
        )  # fmt: skip
    elif by["funded"]["projects"]:
        parts.append(
            t(
                "{funded} had received {amount} of a planned {planned}",
                funded=t.number(by["funded"]["projects"]), amount=t.money(by["funded"]["funds_arrived"]),
                planned=t.money(by["funded"]["planned_investment"]),
            )
        )  # fmt: skip
    else:
        parts.append(t("none had received funds"))
    return statements(t, parts)


def funnel_period(t: Texts, stages: pd.DataFrame, period: str) -> str:
    """What happened in the period, whenever the projects were signed."""
    by = by_stage(stages)
    if is_missing(by["funded"]["projects"]):
        return t(
            "{signed} formal agreements were signed in {period}, {started} projects started; no data on funds arrived.",
            period=period, signed=t.number(by["signed"]["projects"]), started=t.number(by["started"]["projects"]),
        )  # fmt: skip
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


def beside(t: Texts, row: Row) -> str:
    """What stands beside the funnel of a cohort, as a panel's title. `row`: of funnel_beside."""
    parts = [t("No money has arrived yet")]
    if is_missing(row["cohort_funds"]):
        parts = [t("No data on funds arrived")]
    elif row["cohort_funds"]:
        parts = [t("{amount} arrived in all", amount=t.money(row["cohort_funds"]))]
    if is_some(row["early_projects"]):
        parts.append(
            t.plural("{n} project paid before the start", "{n} projects paid before the start", row["early_projects"])
        )
    if row["terminated_projects"]:
        parts.append(t("{n} terminated", n=t.number(row["terminated_projects"])))
    return clauses(t, parts)


def funnel_beside(t: Texts, row: Row, stages: pd.DataFrame) -> list[str]:
    """What stands beside the funnel of a cohort: its money in full, money before the start, terminated, framework.

    `row`: of funnel_beside, `stages`: of funnel_cohort.
    """
    funded = by_stage(stages)["funded"]["funds_arrived"]
    lines = []
    if is_missing(row["cohort_funds"]):
        lines.append(t("There is no data on funds arrived: whether money came is not known."))
    elif row["cohort_funds"]:
        parts = [t("{amount} at those with funds arrived", amount=t.money(funded))]
        if row["unstarted_funds"]:
            parts.append(
                t("{amount} at {n} that have not started",
                  amount=t.money(row["unstarted_funds"]), n=t.number(row["unstarted_projects"]))
            )  # fmt: skip
        if row["terminated_funds"]:
            parts.append(t("{amount} at terminated ones", amount=t.money(row["terminated_funds"])))
        message = N_("{amount} arrived in all: {parts}.")
        if len(parts) == 1:
            message = N_("{amount} arrived in all, all of it at projects that have started.")
        lines.append(t(message, amount=t.money(row["cohort_funds"]), parts=t.join(parts)))
    if is_some(row["early_projects"]):
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
    if row["matured_projects"]:
        lines.append(
            t("Of {n} signed at least {days} days ago {started} have started ({share}).",
              n=t.number(row["matured_projects"]), days=t.number(row["matured_days"]),
              started=t.number(row["matured_started"]), share=t.percent(row["matured_start_rate"]))
        )  # fmt: skip
    return [*lines, *filter(None, [framework_beside(t, row)])]
