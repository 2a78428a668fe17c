"""一、总体情况: a paragraph an indicator."""

from __future__ import annotations

from typing import Any

from panels.bulletin.issue import Issue, a_year_before
from panels.document import Block
from queries.keeping import kept
from texts import sentences
from view import monthly

_JANUARY = 1


@kept
def blocks(issue: Issue) -> tuple[Block, ...]:
    """The key projects' work, their starts, agreements signed, funds arrived."""
    t = issue.t
    made = {
        "invested": (t("Work on key projects"), _invested(issue)),
        "starts": (t("Starts of key projects"), _starts(issue)),
        "signed": (t("Agreements signed"), _signed(issue)),
        "funds": (t("Funds arrived"), _funds(issue)),
    }
    return tuple(Block(code, "", (sentences.led(t, name, words),)) for code, (name, words) in made.items())


def _month(issue: Issue, figure: str) -> Any:
    if issue.month.month == _JANUARY:
        return None  # the year so far is this month
    row = issue.row("last_month", {"figure": figure})
    # Of a month that is not the bulletin's there is nothing to say here.
    return row if row is not None and row["month"].date() == issue.month else None


def _target(issue: Issue, indicator: str) -> Any:
    return issue.row("targets", {"indicator": indicator, "unit": None, "industry": None})


def _invested(issue: Issue) -> str:
    # Before the ledger's first year there is no row.
    last = a_year_before(issue).run("target_year").head(1)
    rate = float("nan") if last.empty or not last["key_projects"].iloc[0] else float(last["completion_rate"].iloc[0])
    row = issue.row("target_year")
    said = sentences.bulletin_invested(issue.t, row, issue.month.year, rate, _month(issue, "invested"))
    ahead = sentences.bulletin_forecast(issue.t, issue.row("forecast"))
    return said + (ahead if issue.t.language == "zh" or not ahead else f" {ahead}")


def _starts(issue: Issue) -> str:
    row = issue.row("unit_work", {"unit": None}, month_from=issue.month)
    if row is None:
        return issue.t("There is no new key project this year.")
    return sentences.bulletin_starts(issue.t, row, monthly.last_day(issue.month))


def _signed(issue: Issue) -> str:
    row, t = issue.row("headline", {"years_back": 0}), issue.t
    if issue.view.code("agreement") == "framework":
        return sentences.framework_alone(t, row, issue.period)
    said = sentences.bulletin_signed(t, row, _month(issue, "signed_projects"), _target(issue, "signed_projects"),
                                     issue.period)  # fmt: skip
    more = sentences.framework_beside(t, issue.row("funnel_beside"))
    return said + (more if t.language == "zh" or not more else f" {more}")


def _funds(issue: Issue) -> str:
    row = issue.row("headline", {"years_back": 0})
    return sentences.bulletin_funds(issue.t, row, _month(issue, "funds_arrived"), _target(issue, "funds_arrived"),
                                    issue.period)  # fmt: skip
