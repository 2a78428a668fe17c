"""Where one project stands in the ledger's files: which rows of which sheet of which file, and the version of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from itertools import groupby
from typing import Any

import pandas as pd

from panels.panel import Cell, Panel, Written
from texts import Texts
from texts.language import N_
from texts.terms import month_words
from view.filters import WHOLE_ZONE
from view.view import View

#: Table of the ledger → what its rows say of the project.
_TABLES = {
    "project": N_("The project itself"), "project_kind": N_("Investor"), "plan": N_("Annual plan"),
    "progress": N_("Reported months"), "blocker": N_("Problem"), "credit": N_("Credit in the appraisal"),
    "exclusion": N_("Exclusion from the appraisal"), "exemption": N_("Exemption from a light"),
}  # fmt: skip
#: More runs of rows, or of months, are told by the first ones and how many there are.
_MOST_RUNS = 4
#: A row of the query.
_Run = Mapping[Hashable, Any]


def found(view: View, project_id: str) -> pd.DataFrame:
    """The runs of rows that are known of the project; none of a version without a file, or of before they were kept."""
    return view.run("project_sources", **WHOLE_ZONE, project_ids=(project_id,))


def sources(view: View, rows: pd.DataFrame) -> Panel:
    """`rows`: what was `found`."""
    t = view.t
    lines = []
    for (table, version, file, sheet), those in groupby(rows.to_dict("records"), _place):
        runs = list(those)
        what = t(_TABLES[table])
        if table == "progress":
            what = t("{what}: {which}", what=what, which=_months(t, runs))
        elif table == "plan":
            what = t("{what}: {which}", what=what, which=t.join(sorted({t.year(int(one["part"])) for one in runs})))
        lines.append((Cell(what), Cell(file), Cell(sheet), Cell(rows_told(t, runs)), Cell(version)))
    files = rows["file"].nunique()
    title = t("Where it stands in the ledger: {file}", file=rows["file"].iloc[0]) if files == 1 else t.plural(
        "Where it stands in the ledger: {n} file", "Where it stands in the ledger: {n} files", files)  # fmt: skip
    what = t("Rows as the sheet counts them; of what a later file does not give, those of the file that gave it last")
    headings = (t("What"), t("File"), t("Sheet"), t("Rows of the sheet"), t("Version"))
    return Panel("sources", title, what, (Written("sources", headings, tuple(lines), t("The project in the ledger")),))


def rows_told(t: Texts, runs: Sequence[_Run]) -> str:
    """The sheet's rows, neighbours as a range: «5—12、20»; of many the first and how many there are."""
    rows = sorted({row for one in runs for row in _rows(one)})
    ranges = _neighbours(rows)
    dash, apart = ("—", "、") if t.language == "zh" else ("–", ", ")
    said = [str(first) if first == last else f"{first}{dash}{last}" for first, last in ranges[:_MOST_RUNS]]
    if len(ranges) > _MOST_RUNS:
        return t("{rows} … ({n} rows)", rows=apart.join(said), n=t.number(len(rows)))
    return apart.join(said)


def _place(one: _Run) -> tuple[str, str, str, str]:
    return one["table_name"], one["version"], one["file"], one["sheet"]


def _rows(one: _Run) -> range:
    """Every row of a run."""
    first, last = int(one["first_row"]), int(one["last_row"])
    many: int = 0 if pd.isna(one["first_month"]) else _number(one["last_month"]) - _number(one["first_month"])
    step: int = (last - first) // many if many else 1
    if not step or first == last:
        return range(first, first + 1)
    return range(first, last + (1 if step > 0 else -1), step)


def _months(t: Texts, runs: Sequence[_Run]) -> str:
    """The months that the runs are of, neighbours as a span."""
    numbers = sorted({n for one in runs for n in range(_number(one["first_month"]), _number(one["last_month"]) + 1)})
    said = [_span(t, _month(first), _month(last)) for first, last in _neighbours(numbers)]
    return t.few(said, _MOST_RUNS)


def _span(t: Texts, first: dt.date, last: dt.date) -> str:
    if first.year == last.year:
        return t.months(first, last)
    return t("{first} to {last}", first=month_words(t, first), last=month_words(t, last))


def _neighbours(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending numbers as ranges, each with its first and its last."""
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1] = ranges[-1][0], number
        else:
            ranges.append((number, number))
    return ranges


def _number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int) -> dt.date:
    return dt.date(number // 12, number % 12 + 1, 1)
