"""Sentences on what decides the year: shortfalls, the first quarter, adjusted plans."""

from __future__ import annotations

import pandas as pd

from texts.progress import growth_phrase
from texts.sentences.drafting import Row, clauses, statements
from texts.terms import QUARTERS
from texts.writing import Texts, is_missing, rounded


def deciding(t: Texts, gap: Row) -> str:
    """Who makes the gap: how many are behind, by how much, and the largest ones' share. `gap`: of target_shortfall."""
    if not gap["shortfall_projects"]:
        return t("No key project is behind its own schedule") if gap["ahead_projects"] else t("All are on schedule")
    behind = t(
        "{n} key projects are behind their own schedule, {amount} short in all",
        n=t.number(gap["shortfall_projects"]), amount=t.money(gap["shortfall"]),
    )  # fmt: skip
    if gap["shortfall_projects"] == 1:
        behind = t("One key project is behind its own schedule, {amount} short", amount=t.money(gap["shortfall"]))
    if gap["leading_projects"] == gap["shortfall_projects"]:
        return behind
    largest = t("the {n} largest make up {share} of it",
                n=t.number(gap["leading_projects"]), share=t.percent(gap["leading_share"]))  # fmt: skip
    return clauses(t, [behind, largest])


def balance(t: Texts, gap: Row) -> str:
    """What the shortfall means, what stands against it, and what it holds that is not due to start yet or ended."""
    parts = []
    if gap["shortfall_projects"]:
        parts.append(t("The shortfall is the sum over all projects behind their own schedule (plan × schedule)"))
    if gap["waiting_projects"]:
        parts.append(
            t.plural(
                "of it {amount} is at {n} new project that is not yet due to start",
                "of it {amount} is at {n} new projects that are not yet due to start",
                gap["waiting_projects"], amount=t.money(gap["waiting_shortfall"]),
            )
        )  # fmt: skip
    if gap["ended_projects"]:
        parts.append(
            t.plural(
                "{amount} is at {n} terminated project, whose plan still counts",
                "{amount} is at {n} terminated projects, whose plans still count",
                gap["ended_projects"], amount=t.money(gap["ended_shortfall"]),
            )
        )  # fmt: skip
    if gap["ahead_projects"]:
        n, amount = gap["ahead_projects"], t.money(gap["excess"])
        if parts:
            parts.append(t.plural("{n} project is ahead of its own by {amount}",
                                  "{n} projects are ahead of theirs by {amount}", n, amount=amount))  # fmt: skip
        else:
            parts.append(t.plural("{n} project is ahead of schedule by {amount}",
                                  "{n} projects are ahead of schedule by {amount}", n, amount=amount))  # fmt: skip
        if gap["shortfall_projects"]:
            parts.append(_net(t, gap["surplus"]))
    return statements(t, parts) if parts else ""


def _net(t: Texts, amount: float) -> str:
    if not rounded(amount, 2):
        return t("together they are on schedule")
    size = t.money(abs(amount))
    return t("together {amount} ahead", amount=size) if amount > 0 else t("together {amount} short", amount=size)


def newest(quarters: pd.DataFrame) -> Row | None:
    """The newest quarter with a month reported; None before the first. `quarters`: target_quarters."""
    begun = quarters[quarters["months"] > 0]
    return None if begun.empty else begun.iloc[-1]


def newest_quarter(t: Texts, quarters: pd.DataFrame) -> str:
    """What the newest quarter completed of its schedule. `quarters`: target_quarters."""
    row = newest(quarters)
    if row is None:
        return t("No month of the year has been reported yet")
    name = t(QUARTERS[row["quarter"]])
    if row["months"] < 3:
        name = t("{quarter} (to {month})", quarter=name, month=t.month(row["last_month"]))
    if is_missing(row["quarter_invested"]):
        return t("{period}: no data on completed investment", period=name)
    parts = [t("{period}: {amount} completed", period=name, amount=t.money(row["quarter_invested"]))]
    if is_missing(row["schedule_rate"]):
        parts.append(t("nothing was due by schedule"))
    else:
        parts.append(t("{share} of what was due by schedule", share=t.percent(row["schedule_rate"])))
    if not is_missing(row["last_quarter_invested"]):
        parts.append(growth_phrase(t, row["quarter_growth"]))
    return clauses(t, parts)


def adjusted(t: Texts, row: Row) -> str:
    """Whether the year's plan was adjusted, and what became of it. `row`: of target_adjusted."""
    if not row["adjusted_projects"]:
        return t("The annual plan has not been adjusted")
    n, plan = row["adjusted_projects"], t.round_money(row["plan"])
    if not rounded(row["plan_change"], 2):
        return t.plural(
            "The plan of {n} project was adjusted; the annual plan remains {plan}",
            "The plans of {n} projects were adjusted; the annual plan remains {plan}", n, plan=plan,
        )  # fmt: skip
    return t.plural(
        "The plan of {n} project was adjusted; the annual plan went from {original} to {plan}",
        "The plans of {n} projects were adjusted; the annual plan went from {original} to {plan}",
        n, original=t.round_money(row["original_plan"]), plan=plan,
    )  # fmt: skip


def adjusted_by(t: Texts, row: Row) -> str:
    """How much was raised and lowered; empty where no amount changed. `row`: of target_adjusted."""
    parts = [t("Money in {unit}", unit=t.small_scale.unit)] if row["adjusted_projects"] else []
    if row["raised_projects"]:
        parts.append(
            t(
                "{projects} raised by {amount}",
                projects=t.projects(row["raised_projects"]), amount=t.money(row["raised"]),
            )
        )  # fmt: skip
    if row["lowered_projects"]:
        parts.append(
            t(
                "{projects} lowered by {amount}",
                projects=t.projects(row["lowered_projects"]), amount=t.money(row["lowered"]),
            )
        )  # fmt: skip
    return statements(t, parts) if parts else ""


def step_name(t: Texts, row: Row) -> str:
    """What a row of the waterfall is called. `row`: of target_waterfall."""
    if row["step_kind"] == "scheduled":
        return t("Due by schedule")
    if row["step_kind"] == "invested":
        return t("Completed")
    if row["step_kind"] == "other_shortfalls":
        return t("Others behind ({n})", n=t.number(row["projects"]))
    if row["step_kind"] == "other_surpluses":
        return t("Others ahead ({n})", n=t.number(row["projects"]))
    return str(row["name"])
