"""The report card of the last year that has ended: published, derived and computed side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from typing import Any

import pandas as pd

from panels import sources
from panels.panel import Cell, Note, Nothing, Panel, Part, Written
from panels.questions import Question
from queries import Value
from queries.keeping import kept
from texts import Texts, published
from texts.terms import indicator
from texts.writing import is_missing
from view.filters import WHOLE_ZONE
from view.view import View

Fact = dict[Hashable, Any]

#: A growth stands in the row of the indicator that grew.
_GROWTH = "_growth"


def last_ended_year(as_of: dt.date) -> int:
    """The last calendar year that had ended by the as-of date."""
    return as_of.year if (as_of.month, as_of.day) == (12, 31) else as_of.year - 1


@kept
def report_card(view: View) -> Panel:
    """The card, pinned at the year's 31 December."""
    t, year = view.t, last_ended_year(view.as_of)
    end = dt.date(year, 12, 31)
    # The whole zone, whatever the page is narrowed to: that is what was published.
    facts = view.run("report_card", **WHOLE_ZONE, as_of=end, fact_year=year)
    if not _is_compared(view):
        # A reader's own departments are not what was published: nothing of theirs stands beside it. Nor does the ledger
        # as it stood on another day, for readers of sums alone.
        facts = facts.assign(computed=float("nan"), agrees=None, difference=float("nan"))
    is_carried = bool(facts["agrees"].notna().any())
    title = t("Report card of {year} (as of {day})", year=t.year(year), day=t.day(end))
    parts: list[Part] = [Nothing(t("No published figure of {year} is recorded.", year=t.year(year)))]
    if not facts.empty:
        lines = (_base(t, view, year), _quoted(t, facts) if is_carried else "")
        parts = [_rows(t, facts, title, is_carried=is_carried), *(Note(line) for line in lines if line)]
    return Panel(
        "report_card", title, _checked(view, facts, year), tuple(parts), _question(facts, year) if is_carried else None
    )


def _is_compared(view: View) -> bool:
    """Does the ledger's own stand beside what was published?"""
    return view.rights.units is None and not view.rights.sees_sums_alone


def _question(facts: pd.DataFrame, year: int) -> Question | None:
    """The computed figures, of the whole zone as it stood at the year's end."""
    known = set(facts.loc[facts["computed"].notna(), "indicator"])
    end = dt.date(year, 12, 31)
    figures = tuple(code for code, one in sources.REPORTED.items() if one in known and code != "formal_projects")
    params: dict[str, Value] = {
        **WHOLE_ZONE, "as_of": end, "fact_year": year, "year": year, "period_from": dt.date(year, 1, 1),
        "period_to": end,
    }  # fmt: skip
    return Question(figures, sources.REPORT_CARD, params=params) if figures else None


def _checked(view: View, facts: pd.DataFrame, year: int) -> str:
    """How the ledger stands to what was published: it agrees, it differs in so many, it does not carry the year."""
    t = view.t
    comparable = facts["agrees"].notna()
    n = int(comparable.sum())
    differing = int((~facts.loc[comparable, "agrees"].astype(bool)).sum())
    if facts.empty or not _is_compared(view):
        return t("Whole zone; published figures, quoted")
    if not n:
        return t("Whole zone; published figures: the ledger does not carry {year}", year=t.year(year))
    if differing:
        return t(
            "Whole zone; {agreeing} of {n} published figures agree with the ledger, {differing} differ",
            agreeing=t.number(n - differing), n=t.number(n), differing=t.number(differing),
        )  # fmt: skip
    if view.edition.is_demo:
        return t("Whole zone; the demonstration ledger was made to match the published figures")
    return t("Whole zone; published figures, all {n} that the ledger carries agree with it", n=t.number(n))


def _rows(t: Texts, facts: pd.DataFrame, about: str, *, is_carried: bool) -> Written:
    """The card's rows; without the ledger's column where it does not carry the year."""
    grown = {row["indicator"]: row for row in facts.to_dict("records") if row["indicator"].endswith(_GROWTH)}
    rows = []
    for row in facts.to_dict("records"):
        if row["indicator"] in grown or (is_carried and is_missing(row["computed"])):
            continue
        cells = [
            Cell(indicator(t, row["indicator"])),
            Cell(_published(t, row)),
            _growth(t, grown.get(row["indicator"] + _GROWTH)),
        ]
        if is_carried:
            computed = published.computed(t, row["computed"], row["unit_of_measure"])
            differs = _differs(t, row)
            cells.append(Cell(f"{computed}{'，' if t.language == 'zh' else ', '}" if differs else computed, differs))
        rows.append(tuple(cells))
    headings = (t("Indicator"), t("Published"), t("Year on year"), *((t("Computed"),) if is_carried else ()))
    return Written("report_card", headings, tuple(rows), about)


def _published(t: Texts, row: Fact) -> str:
    return published.amount(t, row["amount"], row["unit_of_measure"], row["relation"])


def _growth(t: Texts, row: Fact | None) -> Cell:
    """The published growth; the ledger's own beside it where it is another."""
    if row is None:
        return Cell("—")
    words = f"{t.signed(row['amount'], 0)}%"
    if is_missing(row["difference"]):
        return Cell(words)
    own = f"{t.signed(row['computed'])}%"
    return Cell(f"{words} ", t("ledger {growth}", growth=own))


def _differs(t: Texts, row: Fact) -> str:
    """By how much the ledger differs; empty where it agrees."""
    return published.difference(t, row["difference"], row["unit_of_measure"])


def _quoted(t: Texts, facts: pd.DataFrame) -> str:
    """Published figures that no table carries: quoted in words."""
    quoted = [
        row
        for row in facts.to_dict("records")
        if is_missing(row["computed"]) and not row["indicator"].endswith(_GROWTH)
    ]
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
    listed = [
        published.listed(t, indicator(t, row["indicator"]), row["amount"], row["unit_of_measure"], row["relation"])
        for row in rows
    ]
    return ("、" if t.language == "zh" else ", ").join(listed)
