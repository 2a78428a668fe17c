"""Sentences on what was signed and what became of it."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from texts.language import N_
from texts.sentences.drafting import Row, by_stage, clauses, listing, statements, told
from texts.writing import Texts, is_missing, is_some

_FEW = 5


def past_year(t: Texts, year: int, as_of: dt.date) -> str:
    """For a year that has ended: at which day its signings are read; empty for the year under way."""
    if as_of.year <= year:
        return ""
    return t("Signings of {year} and what became of them are read at {day}.", year=t.year(year), day=t.day(as_of))


def not_begun(t: Texts, before: Row, period: str, as_of: dt.date) -> str:
    """Of a period that is still to come: that, and what last year's brought. `before`: of headline, that period's."""
    said = t("{period} has not begun (data as of {day})", period=period, day=t.day(as_of))
    if not before["has_ledger"]:
        return statements(t, [said, t("there is no data on the same period of last year")])
    parts = [
        t("same period of last year: {projects} signed, planned investment {planned}",
          projects=t.projects(before["signed_projects"]), planned=t.money(before["signed_planned"]))
    ]  # fmt: skip
    if not is_missing(before["funds_arrived"]):
        parts.append(t("{amount} arrived", amount=t.money(before["funds_arrived"])))
    return statements(t, [said, clauses(t, parts)])


def funnel(t: Texts, stages: pd.DataFrame) -> str:
    """Signed, started, funded, as a panel's title. `stages`: of funnel_cohort or funnel_period."""
    by = by_stage(stages)
    if "share_of_first" not in stages:
        return t.sentence_case(clauses(t, _happened(t, by)))
    signed, started, funded = (by[stage]["projects"] for stage in ("signed", "started", "funded"))
    if not signed:
        return t("From signing to the money")
    parts = [t("{signed} signed, {started} started", signed=t.number(signed), started=t.number(started))]
    if not started:
        parts = [t.plural("{n} signed, not started yet", "{n} signed, none started yet", signed)]
    if is_missing(funded):
        parts.append(t("no data on funds arrived"))
    elif _is_all_early(by):
        parts.append(t("{amount} arrived before any start", amount=t.money(by["signed"]["unstarted_funds"])))
    elif funded:
        parts.append(t("{funded} with funds arrived", funded=t.number(funded)))
    elif started:
        parts.append(t("no money yet"))
    return clauses(t, parts)


def steps(t: Texts, stages: pd.DataFrame) -> str:
    """How long the steps took, as the title of a funnel whose numbers are said. `stages`: of funnel_cohort."""
    by = by_stage(stages)
    medians = [
        (by["started"], N_("median {n} days from signing to the start")),
        (by["funded"], N_("{n} days from the start to the first money")),
    ]
    found = [
        _of_few(t, t(message, n=t.whole(row["median_days"])), row["timed_projects"]) for row, message in medians
        if is_some(row.get("timed_projects")) and not is_missing(row["median_days"])
    ]  # fmt: skip
    return (
        t.sentence_case(clauses(t, found))
        if found and by["started"].get("timed_projects")
        else t("From signing to the money")
    )


def _of_few(t: Texts, median: str, n: float) -> str:
    """A median; of fewer than five projects it says of how many."""
    return t("{median} (of {n})", median=median, n=t.number(n)) if n < _FEW else median


def _happened(t: Texts, by: dict[str, Row]) -> list[str]:
    """What happened in a period, as clauses of a title."""
    counts = {stage: row["projects"] for stage, row in by.items()}
    counted = [
        (counts["signed"], t("{n} signed", n=t.number(counts["signed"])), t("signed")),
        (counts["started"], t("{n} started", n=t.number(counts["started"])), t("started")),
    ]
    if is_missing(counts["funded"]):
        return [*told(t, counted), t("no data on funds arrived")]
    funded = t("{n} with first money", n=t.number(counts["funded"]))
    return told(t, [*counted, (counts["funded"], funded, t("with first money"))])


def _is_all_early(by: dict[str, Row]) -> bool:
    """Of a cohort: has money arrived, and none of it at a project that has started?"""
    return by["funded"]["projects"] == 0 and is_some(by["signed"].get("unstarted_funds"))


def funnel_cohort(t: Texts, stages: pd.DataFrame, period: str, as_of: dt.date) -> str:
    """What became of the agreements signed in the period."""
    by = by_stage(stages)
    if not by["signed"]["projects"]:
        return t("No formal agreement was signed in {period} in this selection.", period=period)
    parts = [_started(t, by, period, t.day(as_of))]
    funded = by["funded"]["projects"]
    if is_missing(funded):
        parts.append(t("no data on funds arrived"))
    elif _is_all_early(by):
        parts.append(
            t(
                "{amount} had arrived at {n} that had not started",
                amount=t.money(by["signed"]["unstarted_funds"]), n=t.number(by["signed"]["unstarted_projects"]),
            )
        )  # fmt: skip
    elif funded:
        parts.append(
            t(
                "{funded} had received {amount} of a planned {planned}",
                funded=t.number(funded), amount=t.money(by["funded"]["funds_arrived"]),
                planned=t.money(by["funded"]["planned_investment"]),
            )
        )  # fmt: skip
    else:
        parts.append(t("no funds had arrived"))
    return statements(t, parts)


def _started(t: Texts, by: dict[str, Row], period: str, day: str) -> str:
    """How many of those signed have started: some, none or all of them."""
    signed, started = by["signed"]["projects"], by["started"]["projects"]
    if not started:
        return t.alone(
            N_("The formal agreement signed in {period} had not started by {day}"),
            N_("None of the {n} formal agreements signed in {period} had started by {day}"),
            signed, period=period, day=day,
        )  # fmt: skip
    if started == signed:
        return t.alone(
            N_("The formal agreement signed in {period} had started by {day}"),
            N_("All {n} formal agreements signed in {period} had started by {day}"),
            signed, period=period, day=day,
        )  # fmt: skip
    return t(
        "Of {signed} formal agreements signed in {period}, {started} had started by {day} ({share})",
        signed=t.number(signed), period=period, day=day,
        started=t.number(started), share=t.percent(by["started"]["share_of_first"]),
    )  # fmt: skip


def funnel_period(t: Texts, stages: pd.DataFrame, period: str) -> str:
    """What happened in the period, whenever the projects were signed."""
    by = by_stage(stages)
    signed, started, funded = (by[stage]["projects"] for stage in ("signed", "started", "funded"))
    amount = by["funded"]["funds_arrived"]
    if not signed and not started and not is_missing(funded) and not funded and not amount:
        return t("Nothing was signed, started or first paid in {period} in this selection.", period=period)
    parts = [
        t.plural("{n} formal agreement was signed", "{n} formal agreements were signed", signed)
        if signed else t("no formal agreement was signed"),
        t.plural("{n} project started", "{n} projects started", started) if started else t("no project started"),
    ]  # fmt: skip
    if is_missing(funded):
        return statements(t, [_in_period(t, period, parts), t("no data on funds arrived")])
    parts.append(t("{n} received their first funds", n=t.number(funded)) if funded else t("none received first funds"))
    arrived = t("in all {amount} arrived", amount=t.money(amount)) if is_some(amount) else t("no money arrived")
    return statements(t, [_in_period(t, period, parts), arrived])


def _in_period(t: Texts, period: str, parts: list[str]) -> str:
    return t("In {period}, {parts}", period=period, parts=listing(t, parts))


def framework_beside(t: Texts, row: Row) -> str:
    """The framework agreements that come on top; empty without any."""
    if not row["framework_projects"]:
        return ""
    return t.plural(
        "{n} framework agreement (planned investment {planned}) comes on top; it is counted neither as signed nor in "
        "rates.",
        "{n} framework agreements (planned investment {planned}) come on top; they are counted neither as signed "
        "nor in rates.",
        row["framework_projects"], planned=t.money(row["framework_planned"]),
    )  # fmt: skip


def framework_alone(t: Texts, row: Row, period: str) -> str:
    """Of framework agreements alone: how many, and why they stand in no funnel. `row`: of headline."""
    if not row["signed_projects"]:
        return t("No framework agreement was signed in {period} in this selection.", period=period)
    return t(
        "Framework agreements signed in {period}: {n}, planned investment {planned}; they stand in no funnel and in no "
        "rate.",
        period=period, n=t.number(row["signed_projects"]), planned=t.money(row["signed_planned"]),
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
    lines = []
    if is_missing(row["cohort_funds"]):
        lines.append(t("There is no data on funds arrived: whether money came is not known."))
    elif row["cohort_funds"]:
        lines.append(_money(t, row, by_stage(stages)["funded"]["funds_arrived"]))
    if is_some(row["early_projects"]):
        lines.append(
            t.plural(
                "At {n} of the started projects {amount} came before the start; it stays out of the median time.",
                "At {n} of the started projects {amount} came before the start; these projects stay out of the "
                "median time.",
                row["early_projects"], amount=t.money(row["early_funds"]),
            )
        )  # fmt: skip
    if row["terminated_projects"]:
        lines.append(
            t.plural(
                "{n} agreement was terminated (planned investment {planned}); it leaves the later stages.",
                "{n} agreements were terminated (planned investment {planned}); they leave the later stages.",
                row["terminated_projects"], planned=t.money(row["terminated_planned"]),
            )
        )  # fmt: skip
    if row["matured_projects"]:
        lines.append(_matured(t, row))
    return [*lines, *filter(None, [framework_beside(t, row)])]


def _money(t: Texts, row: Row, funded: float) -> str:
    """All the money of the agreements signed, and at which of them it arrived."""
    parts = []
    if is_some(funded):
        parts.append(t("{amount} at those with funds arrived", amount=t.money(funded)))
    if row["unstarted_funds"]:
        parts.append(
            t.plural("{amount} at {n} that has not started", "{amount} at {n} that have not started",
                     row["unstarted_projects"], amount=t.money(row["unstarted_funds"]))
        )  # fmt: skip
    if row["terminated_funds"]:
        parts.append(t("{amount} at terminated ones", amount=t.money(row["terminated_funds"])))
    amount = t.money(row["cohort_funds"])
    if len(parts) > 1:
        return t("{amount} arrived in all: {parts}.", amount=amount, parts=t.join(parts))
    if row["terminated_funds"]:
        return t("{amount} arrived in all, all of it at terminated projects.", amount=amount)
    if row["unstarted_funds"]:
        return t("{amount} arrived in all, all of it at projects that have not started.", amount=amount)
    return t("{amount} arrived in all, all of it at projects that have started.", amount=amount)


def _matured(t: Texts, row: Row) -> str:
    """How many of those signed long enough ago have started: some, none or all of them."""
    n, started, days = row["matured_projects"], row["matured_started"], t.number(row["matured_days"])
    if not started:
        return t.alone(N_("The one signed at least {days} days ago has not started."),
                        N_("None of the {n} signed at least {days} days ago has started."), n, days=days)  # fmt: skip
    if started == n:
        return t.alone(N_("The one signed at least {days} days ago has started."),
                        N_("All {n} signed at least {days} days ago have started."), n, days=days)  # fmt: skip
    return t.plural(
        "Of {all} signed at least {days} days ago {n} has started ({share}).",
        "Of {all} signed at least {days} days ago {n} have started ({share}).",
        started, all=t.number(n), days=days, share=t.percent(row["matured_start_rate"]),
    )  # fmt: skip
