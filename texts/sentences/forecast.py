"""Sentences on where the year will end."""

from __future__ import annotations

import pandas as pd

from texts.sentences.drafting import Row, statements
from texts.writing import Texts, is_missing


def forecast(t: Texts, row: Row, year: int) -> str:
    """Where the year will end, or why nothing can be said. `row`: of `forecast`."""
    said = t.year(year)
    if row["state"] == "made":
        return t(
            "At the present course {year} is expected to end at {amount} (eight chances of ten: {low} to {high}), "
            "{share} of the plan",
            year=said, amount=t.money(row["forecast_invested"]), low=t.money(row["forecast_low"]),
            high=t.money(row["forecast_high"]), share=t.percent(row["forecast_rate"]),
        )  # fmt: skip
    if row["state"] == "ended":
        return t("{year} has ended: {amount} were completed, {share} of the plan", year=said,
                 amount=t.money(row["forecast_invested"]), share=t.percent(row["forecast_rate"]))  # fmt: skip
    if row["state"] == "no_past" and not is_missing(row["pace_invested"]):
        return t(
            "At the pace of its first {n} months {year} would end at {amount}; there is no past year to learn from, so "
            "this is mere arithmetic, without a range",
            n=t.number(row["months_counted"]), year=said, amount=t.money(row["pace_invested"]),
        )  # fmt: skip
    return {
        "no_past": t("No month of {year} counts yet, and there is no past year to learn from", year=said),
        "no_work": t("The ledger reports no completed investment for {year}: nothing can be expected", year=said),
        "not_begun": t("{year} has not begun: nothing is expected yet", year=said),
    }.get(row["state"], t("No key project has a plan for {year} in this selection: nothing can be expected", year=said))


def forecast_short(t: Texts, row: Row) -> str:
    """The same where it stands beside other figures of the year; empty where nothing is expected."""
    if row["state"] != "made":
        return ""
    return t("Expected by the end of the year: {amount} ({low} to {high}), {share} of the plan",
             amount=t.money(row["forecast_invested"]), low=t.money(row["forecast_low"]),
             high=t.money(row["forecast_high"]), share=t.percent(row["forecast_rate"]))  # fmt: skip


def bulletin_forecast(t: Texts, row: Row | None) -> str:
    """The same as a sentence of a bulletin; empty where nothing is expected."""
    said = "" if row is None else forecast_short(t, row)
    return statements(t, [said]) if said else ""


def forecast_method(t: Texts, row: Row, *, is_demo: bool, is_tried: bool) -> str:
    """How it is made, in two sentences, and what has to be known of it."""
    said = [
        t("Each key project counts with what it has completed and what past key projects of its nature and size still "
          "completed from this month on, one that has not started with its odds of a start; the total is their sum"),
        t("learned from {projects} of {years}; the range is of projects drawn anew and of how much years differ",
          projects=t.plural("{n} key project", "{n} key projects", int(row["past_projects"])),
          years=t.plural("{n} past year", "{n} past years", int(row["past_years"]))),
    ]  # fmt: skip
    if row["past_years"] == 1:
        said.append(t("with one past year alone it is not known how much years differ: the settings' example is taken"))
    if not is_tried:
        said.append(t("not tried on the past: that takes two past years that are reported whole"))
    if is_demo:
        said.append(t("on demonstration data this tells of the generator, of no zone"))
    return statements(t, said)


def track_record(t: Texts, rows: pd.DataFrame) -> str:
    """How the model did on past years, beside its rivals. `rows`: of `forecast_tried`."""
    if rows.empty:
        return t.sentence_case(t("not tried on the past: that takes two past years that are reported whole"))
    error = float(rows["error"].mean())
    rivals = {"error_schedule": t("linear schedule"), "error_last_share": t("last year's share")}
    known = {name: float(rows[column].mean()) for column, name in rivals.items() if rows[column].notna().any()}
    beaten = [name for name, value in known.items() if error < value]
    unbeaten = [name for name, value in known.items() if error >= value]
    said = [t("On past years it was off by {share} on average", share=t.percent(error))]
    others = t.join([t("{name} {share}", name=name, share=t.percent(value)) for name, value in known.items()])
    if unbeaten:
        said.append(t("it does not beat {names} ({others})", names=t.join(unbeaten), others=others))
    elif beaten:
        said.append(t("its rivals by more: {others}", others=others))
    return ("，" if t.language == "zh" else "; ").join(said)
