"""三、红黑榜: process and result, each rule with the departments at its top and at its bottom, within their groups."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import pandas as pd

from data.settings import settings
from figures.columns import FEW
from panels.bulletin.groups import group_of
from panels.bulletin.issue import Issue
from panels.bulletin.ranking import Entry, all_level, ends
from panels.document import Block
from panels.panel import Table
from queries.keeping import kept
from texts.language import N_
from texts.writing import is_missing

COLUMNS = ("group", "ranked_by", "red_list", "black_list")


class _Rule(NamedTuple):
    """What is ranked: its name, what it is measured by, the column, of how many, and of which part these are."""

    name: str
    meaning: str
    value: str
    over: str
    under: str


_RULES: dict[str, tuple[_Rule, ...]] = {
    "process_board": (
        _Rule(N_("Reporting on time"), N_("reports of the month on time ÷ reports due"), "on_time_share",
              "reports_on_time", "reports_due"),
        _Rule(N_("Problems struck off"), N_("problems struck off in the month ÷ problems open in it"), "struck_share",
              "problems_struck", "problems_due"),
        _Rule(N_("Projects moved"), N_("projects signed, started, first paid or gone into production in the month ÷ "
                                      "all"),
              "moved_share", "moved_projects", "standing_projects"),
    ),
    "result_board": (
        _Rule(N_("Plan completion"), N_("completed investment ÷ annual plan"), "completion_rate", "", "key_projects"),
        _Rule(N_("Start rate"), N_("new key projects started as planned ÷ due to start"), "new_start_rate",
              "new_due_started", "new_due"),
        _Rule(N_("Funds arrived"), N_("funds arrived in the year"), "funds_arrived", "", "standing_projects"),
    ),
}  # fmt: skip


@kept
def blocks(issue: Issue) -> tuple[Block, ...]:
    """How it is ranked, then the two boards; none where nobody can be ranked, or named."""
    t, rows = issue.t, _rows(issue)
    made = [Block(key, t(_NAMES[key]), (), (table,)) for key in _RULES if (table := _board(issue, rows, key))]
    if not made:
        return ()
    days, listed = settings().bulletin.report_days, settings().bulletin.listed
    said = t("Ranked within groups; departments of fewer than {few} projects (reports, problems, starts) are not "
             "ranked; up to {listed} at each end, those level with the last too. A month's "
             "report is on time by {days} days "
             "after the month.", few=t.number(FEW), listed=t.number(listed), days=t.number(days))  # fmt: skip
    return (Block("boards_note", "", (said,)), *made)


_NAMES = {"process_board": N_("Process"), "result_board": N_("Result")}


def _rows(issue: Issue) -> pd.DataFrame:
    work = issue.view.run("unit_work", month_from=issue.month)
    work = work[work["unit"].notna()]
    done = issue.view.run("target_groups", dimension="unit").rename(columns={"name": "unit"})
    return work.merge(done[["unit", "key_projects", "completion_rate"]], on="unit", how="left")


def _board(issue: Issue, rows: pd.DataFrame, key: str) -> Table | None:
    t, known = issue.t, group_of()
    lines: list[dict[str, str]] = []
    of_group = [known.get(unit, ("", True))[0] for unit in rows["unit"]]
    for group, those in rows.groupby(pd.Series(of_group, index=rows.index, dtype="object"), sort=False):
        for rule in _RULES[key]:
            red, black = _ends(issue, those, rule)
            if red or black:
                name = t("{name} ({words})", name=t(rule.name), words=t(rule.meaning))
                lines.append({"group": str(group), "ranked_by": name, "red_list": red, "black_list": black})
    if not lines:
        return None
    board = pd.DataFrame(lines)
    shown = [one for one in COLUMNS if one != "group" or board["group"].ne("").any()]
    columns = tuple(one for one in shown if one != "black_list" or not issue.is_public)
    return Table(key, board, columns, is_tall=True)


def _ends(issue: Issue, rows: pd.DataFrame, rule: _Rule) -> tuple[str, str]:
    known = group_of()
    records = {row["unit"]: row for row in rows.to_dict("records") if not is_missing(row[rule.under])}
    entries: list[Entry] = [
        (unit, _value(row[rule.value], rule), row[rule.under], known.get(unit, ("", True))[1])
        for unit, row in records.items()
    ]
    is_money, t = rule.value == "funds_arrived", issue.t
    if (level := all_level(entries, FEW)) is not None and not is_money and not issue.is_public:
        return t("all level at {rate}", rate=t.percent(level)), "—"
    red, black = ends(entries, FEW, settings().bulletin.listed, best=math.inf if is_money else 100)
    if issue.is_public:
        red, black = [unit for unit in red if unit not in issue.hidden], []
    if not red and not black:
        return "", ""
    return tuple(t.join([_named(issue, records[unit], rule) for unit in listed]) or "—"
                 for listed in (red, black))  # type: ignore[return-value]  # fmt: skip


def _value(value: float, rule: _Rule) -> float:
    # Money is level where it is written alike: at one decimal of 亿元; `ends` compares hundredths of the value.
    return value / 1_000_000 if rule.value == "funds_arrived" else value


def _named(issue: Issue, row: Any, rule: _Rule) -> str:
    """责任单位一87.5%（35/40）, 责任单位二12.3亿元."""
    t, name = issue.t, issue.view.unit_name(row["unit"])
    if rule.value == "funds_arrived":
        return t("{name} {rate}", name=name, rate=t.big_money(row[rule.value]))
    if not rule.over:
        return t("{name} {rate}", name=name, rate=t.percent(row[rule.value]))
    return t("{name} {rate} ({over}/{under})", name=name, rate=t.percent(row[rule.value]),
             over=t.number(row[rule.over]), under=t.number(row[rule.under]))  # fmt: skip
