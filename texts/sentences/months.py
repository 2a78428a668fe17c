"""Sentences on what the last complete month brought."""

from __future__ import annotations

import pandas as pd

from texts.language import N_
from texts.sentences.drafting import Row, clauses, told
from texts.terms import month_words
from texts.writing import MISSING, Texts, is_missing

#: Figure of last_month → message ids of its name in the table, of its clause in the sentence, of none of it.
FIGURES: dict[str, tuple[str, str, str]] = {
    "signed_projects": (N_("Signed"), N_("{n} signed"), N_("signed")),
    "started_projects": (N_("Started"), N_("{n} started"), N_("started")),
    "funded_projects": (N_("First money"), N_("{n} with first money"), N_("with first money")),
    "terminated_projects": (N_("Terminations"), N_("{n} terminated in it"), ""),
    "funds_arrived": (N_("Funds arrived"), N_("{amount} arrived"), N_("no money arrived")),
    "invested": (N_("Key projects completed"), N_("{amount} completed"), N_("nothing completed")),
}
MONEY = frozenset({"funds_arrived", "invested"})
_SIDES = ("this_month", "last_month", "last_year")
#: What a month is held against → the column that says whether the figure is reported for it at all.
_REPORTED = {"last_month": "before_reported", "last_year": "year_reported"}


def last_month(t: Texts, rows: pd.DataFrame) -> str:
    """What the month brought. `rows`: of last_month."""
    known = [row for row in rows.to_dict("records") if not is_missing(row["this_month"])]
    if not known:
        return t("No month of this ledger is complete yet")
    counts = [row for row in known if row["figure"] not in MONEY and (row["this_month"] or FIGURES[row["figure"]][2])]
    counted = [
        (row["this_month"], _clause(t, row), FIGURES[row["figure"]][2] and t(FIGURES[row["figure"]][2]))
        for row in counts
    ]
    parts = [*told(t, counted), *(_clause(t, row) for row in known if row["figure"] in MONEY)]
    return t("{month}: {parts}", month=month_words(t, known[0]["month"]), parts=clauses(t, parts))


def _clause(t: Texts, row: Row) -> str:
    value, (_, some, none) = row["this_month"], FIGURES[row["figure"]]
    if row["figure"] not in MONEY:
        return t(some, n=t.number(value))
    return t(some, amount=t.money(value)) if value else t(none)


def month_cells(t: Texts, rows: pd.DataFrame) -> list[list[str]]:
    """The rows of a small table: name with its unit; the month, the month before, change, last year, change."""
    money = t.scale(*(rows.loc[rows["figure"].isin(MONEY), side] for side in _SIDES))
    found = []
    for row in rows.to_dict("records"):
        is_money = row["figure"] in MONEY
        this, before, year = (
            money.figure(row[side], grouped=True) if is_money else t.number(row[side], grouped=True) for side in _SIDES
        )
        name = t(
            "{figure} ({unit})", figure=t(FIGURES[row["figure"]][0]), unit=money.unit if is_money else t("projects")
        )
        found.append([name, this, before, month_change(t, row, "month"), year, month_change(t, row, "year")])
    return found


def month_change(t: Texts, row: Row, side: str) -> str:
    """Against the month before (`side` month) or the same month last year (year): counts by how many, money by %."""
    if row["figure"] in MONEY:
        growth = row[f"{side}_growth"]
        return MISSING if is_missing(growth) else f"{t.signed(growth * 100, grouped=True)}%"
    return t.signed(row[f"{side}_change"], 0, grouped=True)


def dashes(t: Texts, rows: pd.DataFrame) -> list[str]:
    """What a dash under a comparison means, where money of 0 is the only reason for it. `rows`: of last_month."""
    money = rows[rows["figure"].isin(MONEY) & rows["this_month"].notna()]
    if ((money["last_month"] == 0) | (money["last_year"] == 0)).any():
        return [t("A dash: nothing in that month to compare with.")]
    return []


def missing_in_month(t: Texts, rows: pd.DataFrame) -> list[str]:
    """Why a figure or a comparison is not shown; empty where all are. `rows`: of last_month."""
    figures = {row["figure"]: row for row in rows.to_dict("records")}
    found = []
    signed, funds, done = (figures[name] for name in ("signed_projects", "funds_arrived", "invested"))
    if is_missing(signed["this_month"]):
        return [t("The ledger was not kept in {month}.", month=month_words(t, signed["month"]))]
    if not funds["this_reported"] and not done["this_reported"]:
        found.append(t("The ledger reports no money by month."))
    elif not funds["this_reported"]:
        found.append(t("There is no data on funds arrived in {month}.", month=month_words(t, funds["month"])))
    if funds["this_reported"] and not done["this_reported"]:
        found.append(t("There is no data on completed investment in {month}.", month=month_words(t, done["month"])))
    if done["this_reported"] and is_missing(done["this_month"]):
        found.append(t("There is no key project of {year} in this selection.", year=t.year(done["month"].year)))
    for side, month in (("last_month", "month_before"), ("last_year", "year_before")):
        if is_missing(signed[side]):
            found.append(t("No base: the ledger was not kept in {month}.", month=month_words(t, signed[month])))
            continue
        if funds["this_reported"] and not funds[_REPORTED[side]]:
            found.append(
                t("Funds arrived have no base: there is no data of {month}.", month=month_words(t, funds[month]))
            )
        if not is_missing(done["this_month"]) and not done[_REPORTED[side]]:
            found.append(
                t("Completed investment has no base: there is no data of {month}.", month=month_words(t, done[month]))
            )
        elif is_missing(done[side]) and not is_missing(done["this_month"]):
            found.append(
                t("Completed investment has no base: the ledger has no key project of {year}.",
                  year=t.year(done[month].year))
            )  # fmt: skip
    return found
