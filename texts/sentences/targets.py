"""Sentences on funds arrived beside last year, and on the targets set for the zone and its departments."""

from __future__ import annotations

import pandas as pd

from texts.progress import growth_phrase
from texts.sentences.drafting import Row, clauses, month_end
from texts.terms import TARGETS
from texts.writing import Texts, is_missing, rounded


def last_counted(months: pd.DataFrame) -> Row | None:
    """The last month whose money counts; None before the first. `months`: funds_months."""
    counted = months[months["is_counted"]]
    return None if counted.empty else counted.iloc[-1]


def funds_year(t: Texts, months: pd.DataFrame) -> str:
    """What arrived this year, beside last year. `months`: funds_months."""
    row = last_counted(months)
    if row is None:
        return t("No data on funds arrived in the year")
    if not row["cumulative_funds"]:
        return t("By {day} no money had arrived", day=t.day(month_end(row["month"])))
    parts = [
        t(
            "By {day} {amount} had arrived",
            day=t.day(month_end(row["month"])), amount=t.money(row["cumulative_funds"]),
        ),
        growth_phrase(t, row["growth"]),
    ]  # fmt: skip
    return clauses(t, parts)


def funds_base(t: Texts, months: pd.DataFrame) -> str:
    """Last year's funds in the same months and in the whole year; said where there is no base."""
    row, whole = last_counted(months), months["last_cumulative_funds"].iloc[-1]
    if row is None or is_missing(row["last_cumulative_funds"]):
        return t("Last year's line is not drawn: the ledger was not kept all last year.")
    if not row["last_cumulative_funds"] and not whole:
        return (
            t("Last year no money arrived either.") if not row["cumulative_funds"] else t("Last year no money arrived.")
        )
    if is_missing(whole) or row["month"] == months["month"].iloc[-1]:
        return t("Last year: {same} in the same months.", same=t.money(row["last_cumulative_funds"]))
    return t(
        "Last year: {same} in the same months, {whole} in the whole year.",
        same=t.money(row["last_cumulative_funds"]), whole=t.money(whole),
    )  # fmt: skip


def funds_caution(t: Texts, months: pd.DataFrame) -> str:
    """Funds arrived held against the annual plan all the same: what it comes to, and why it is no completion."""
    row = last_counted(months)
    if row is None or is_missing(row["plan_share"]):
        return t("There is no annual plan to hold the funds against.")
    return t(
        "Caution: the annual plan of {plan} is the completed investment of the key projects; funds arrived are of all "
        "projects and have no target from that plan. They come to {share} of it: for orientation only, not a rate of "
        "completion.",
        plan=t.round_money(row["plan"]), share=t.percent(row["plan_share"]),
    )  # fmt: skip


def amount_of(t: Texts, indicator: str, value: float) -> str:
    """A target or what is held against it: a count or money."""
    return t.projects(int(value)) if indicator.endswith("_projects") else t.round_money(value)


def targets_met(t: Texts, rows: pd.DataFrame, year: int) -> str:
    """How far the zone's own targets are met; without any, whose targets there are. `rows`: targets."""
    zone = rows[rows["unit"].isna() & rows["industry"].isna() & rows["target_rate"].notna()]
    if zone.empty:
        return t("Targets of {year}", year=t.year(year))
    parts = [
        t("{indicator} {share}", indicator=t.within(t(TARGETS[row["indicator"]])), share=t.percent(row["target_rate"]))
        for row in zone.to_dict("records")
    ]
    return t("Targets of {year} met: {shares}", year=t.year(year), shares=t.join(parts))


def target_notes(t: Texts, rows: pd.DataFrame) -> list[str]:
    """Where targets do not add up: the departments' against the zone's, the zone's against the annual plan."""
    notes = []
    for row in rows.to_dict("records"):
        name, indicator = t(TARGETS[row["indicator"]]), row["indicator"]
        own = amount_of(t, indicator, row["target_amount"])
        if not is_missing(row["units_amount"]) and rounded(row["units_amount"] - row["target_amount"], 2):
            notes.append(
                t(
                    "{indicator}: the departments' targets add up to {units}, the zone's is {zone}.",
                    indicator=name, units=amount_of(t, indicator, row["units_amount"]), zone=own,
                )
            )  # fmt: skip
        is_zone = is_missing(row["unit"]) and is_missing(row["industry"])
        if is_zone and not is_missing(row["plan"]) and rounded(row["plan"] - row["target_amount"], 2):
            notes.append(
                t(
                    "{indicator}: the zone's target is {zone}, the key projects' annual plan is {plan}.",
                    indicator=name, zone=own, plan=t.round_money(row["plan"]),
                )
            )  # fmt: skip
    return notes


def elapsed(t: Texts, rows: pd.DataFrame) -> str:
    """How much of the year has passed, for the targets that have no schedule. `rows`: targets."""
    if (rows["indicator"] == "invested").all():
        return ""
    return t(
        "{share} of the year's months have ended: project counts and funds arrived have no schedule, so they have no "
        "light.",
        share=t.percent(rows["elapsed_share"].iloc[0]),
    )  # fmt: skip
