"""The projects behind a figure: which they are, and what a list of them shows."""

from __future__ import annotations

from typing import Any

import pandas as pd

from figures.catalogue import FIGURES, leaves
from figures.figure import Figure
from figures.movement import PROBLEM_FLAGS
from figures.work import EVENT_FLAGS
from panels import questions
from panels.questions import Question
from view.view import View

#: What stands beside the amounts of every list of projects.
_ALWAYS = ("planned_investment", "industry", "unit")
_DATES = ("signed_on", "started_on", "funded_on")
#: Lists of key projects: nothing of their signing, which they need not have.
_KEY_DATES = ("nature", "started_on")
_KEY_FLAGS = frozenset({"is_key", "is_short", "is_adjusted", "is_new_due", "is_new_due_started", "is_new_early"})
_EVENT = ("held_on", "title", "channel", "batches", "delegations", "formal_projects", "started_projects")
_PROBLEM = ("name", "blocker_kind", "level", "owner", "note", "raised_on", "due_on", "days_over", "unit")
_ENDED = ("terminated_on", "termination_reason")


def counted(code: str) -> list[Figure]:
    """The figures with projects of their own that a figure is made of, the numerator first."""
    return [FIGURES[part] for part in leaves(code) if FIGURES[part].flag]


def evidence(view: View, question: Question, code: str, name: Any = None, *, is_named: bool = False) -> pd.DataFrame:
    """The projects behind a figure: those of its denominator, or its own; of a change those of either side.

    Columns as the query `projects` has them, and `is_numerator` where only some are counted above the line.
    """
    parts = counted(code)
    if not parts or question.unlisted:
        return view.run(question.listed, **question.params).iloc[:0]
    found = questions.projects(view, question, code, name, is_named=is_named)
    over, base = parts[0], parts[-1]
    if FIGURES[code].form == "change":
        return found[found[over.flag].astype(bool) | found[base.flag].astype(bool)]
    rows = found[found[base.flag].astype(bool)]
    return rows if over.flag == base.flag else rows.assign(is_numerator=rows[over.flag].astype(bool))


def heading(view: View, code: str, rows: pd.DataFrame) -> str:
    """What stands above the list, with how many there are."""
    t = view.t
    if counted(code)[-1].flag in PROBLEM_FLAGS:
        return t("The problems behind it: {n}", n=t.number(len(rows)))
    if counted(code)[-1].flag in EVENT_FLAGS:
        return t("The events behind it: {n}", n=t.number(len(rows)))
    if "is_numerator" not in rows:
        return t("The projects behind it: {n}", n=t.projects(len(rows)))
    return t(
        "The projects behind it: {n}, of which {counted} above the line",
        n=t.projects(len(rows)), counted=t.number(int(rows["is_numerator"].sum())),
    )  # fmt: skip


def evidence_columns(code: str, rows: pd.DataFrame) -> list[str]:
    """What a list of the projects behind a figure shows, in order."""
    parts = counted(code)
    if parts and parts[-1].flag in PROBLEM_FLAGS:
        return [column for column in _PROBLEM if column in rows]
    if parts and parts[-1].flag in EVENT_FLAGS:
        return [column for column in _EVENT if column in rows]
    amounts = [part.amount for part in parts if part.amount]
    dates = _KEY_DATES if parts and parts[-1].flag in _KEY_FLAGS else _DATES
    ended = _ENDED if parts and parts[-1].flag in {"is_terminated", "is_terminated_within"} else ()
    wanted = ["name", "is_numerator", *amounts, *ended, *dates, *_ALWAYS]
    return [column for column in dict.fromkeys(wanted) if column in rows]
