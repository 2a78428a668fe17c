"""The report card of the last year that has ended: published, derived and computed side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from typing import Any

import pandas as pd
import streamlit as st

from pages import show
from pages.markup import escape
from pages.view import View
from texts import Texts, published
from texts.terms import indicator
from texts.writing import is_missing

Fact = dict[Hashable, Any]

#: The whole zone, whatever the page is narrowed to: that is what was published.
WHOLE_ZONE: dict[str, None] = {
    "industries": None, "units": None, "kinds": None, "channels": None,
    "min_planned": None, "below_planned": None, "agreement": None,
}  # fmt: skip


def last_ended_year(as_of: dt.date) -> int:
    """The last calendar year that had ended by the as-of date."""
    return as_of.year if (as_of.month, as_of.day) == (12, 31) else as_of.year - 1


def show_card(view: View) -> None:
    """Draw the card, pinned at the year's 31 December."""
    t, year = view.t, last_ended_year(view.as_of)
    end = dt.date(year, 12, 31)
    facts = view.run("report_card", **WHOLE_ZONE, as_of=end, fact_year=year)
    title = t("Report card of {year} (as of {day})", year=t.year(year), day=t.day(end))
    with show.panel(title, _checked(view, facts)):
        if facts.empty:
            show.nothing(t("No published figure of {year} is recorded.", year=t.year(year)))
            return
        st.table(_rows(t, facts), border="horizontal", hide_index=True, alt=title)
        for line in (_base(t, view, year), _quoted(t, facts)):
            if line:
                st.caption(escape(line))


def _checked(view: View, facts: pd.DataFrame) -> str:
    t = view.t
    comparable = facts["agrees"].notna()
    differing = int((~facts.loc[comparable, "agrees"].astype(bool)).sum())
    if not comparable.any():
        return t("Whole zone; published figures, quoted")
    if differing:
        return t("Whole zone; {n} of the published figures differ from the ledger", n=t.number(differing))
    if view.edition.is_demo:
        return t("Whole zone; the demonstration ledger was made to match the published figures")
    n = t.number(int(comparable.sum()))
    return t("Whole zone; published figures, all {n} that the ledger carries agree with it", n=n)


def _rows(t: Texts, facts: pd.DataFrame) -> pd.DataFrame:
    grown = {row["indicator"]: row for row in facts.to_dict("records") if row["indicator"].endswith("_growth")}
    rows = [
        {
            t("Indicator"): escape(indicator(t, row["indicator"])),
            t("Published"): _published(t, row),
            t("Year on year"): _growth(t, grown.get(f"{row['indicator']}_growth")),
            t("Computed"): published.computed(t, row["computed"], row["unit_of_measure"]) + _differs(t, row),
        }
        for row in facts.to_dict("records")
        if row["indicator"] not in grown and not is_missing(row["computed"])
    ]
    return pd.DataFrame(rows)


def _published(t: Texts, row: Fact) -> str:
    return published.amount(t, row["amount"], row["unit_of_measure"], row["relation"])


def _growth(t: Texts, row: Fact | None) -> str:
    return f"{t.signed(row['amount'], 0)}%{_differs(t, row)}" if row else "—"


def _differs(t: Texts, row: Fact) -> str:
    return "" if is_missing(row["agrees"]) or row["agrees"] else t(" (differs)")


def _quoted(t: Texts, facts: pd.DataFrame) -> str:
    """Published figures that no table carries: quoted in words."""
    quoted = [row for row in facts.to_dict("records") if is_missing(row["computed"])]
    if not quoted:
        return ""
    return t("Published and only quoted: {figures}.", figures=_listed(t, quoted))


def _base(t: Texts, view: View, year: int) -> str:
    """The year before, as derived from the published growth."""
    base = view.run("report_card", **WHOLE_ZONE, as_of=dt.date(year - 1, 12, 31), fact_year=year - 1)
    derived = base[base["standing"] == "derived"].to_dict("records")
    if not derived:
        return ""
    return t("Derived for {year}: {figures}.", year=t.year(year - 1), figures=_listed(t, derived))


def _listed(t: Texts, rows: list[Fact]) -> str:
    space = "" if t.language == "zh" else " "
    return t.join([f"{indicator(t, row['indicator'])}{space}{_published(t, row)}" for row in rows])
