"""What the ledger says of one project: its facts, what is in its way, its exemptions and who has credit for it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from figures import lights
from panels.panel import Cell, Heading, Note, Panel, Part, Written
from texts.terms import category
from texts.writing import MISSING, is_missing
from view.filters import WHOLE_ZONE
from view.view import View


def facts(view: View, row: pd.Series) -> Panel:
    t = view.t
    kinds = view.run("project_kinds", **WHOLE_ZONE, project_ids=(row["project_id"],))["kind"]
    activity = MISSING if is_missing(row["activity"]) else t("{title} ({day})", title=row["activity"],
                                                             day=t.day(row["activity_on"]))  # fmt: skip
    told = {
        t("What is built"): row["content"],
        t("Investing company"): row["investor"],
        t("Investor"): t.join([category(t, kind) for kind in kinds]) or None,
        t("Investor's origin"): None if is_missing(row["origin"]) else category(t, row["origin"]),
        t("Responsible department"): view.unit_name(row["unit"]),
        t("Leader in charge"): row["lead_official"],
        t("Channel"): None if is_missing(row["channel"]) else category(t, row["channel"]),
        t("Signed at"): activity,
        t("Agreement"): category(t, row["agreement"]),
        t("Four new"): t("Yes") if row["is_four_new"] else t("No"),
        t("Reason for termination"): row["termination_reason"],
        t("Remarks"): row["remarks"],
    }
    lines = tuple((Cell(what), Cell(str(value))) for what, value in told.items()
                  if not is_missing(value) and value != MISSING)  # fmt: skip
    return Panel("facts", t("Facts of the project"), t("As the ledger has them; what is blank there is left out"),
                 (Written("facts", (t("What"), t("Content")), lines, t("Facts of the project")),))  # fmt: skip


def problems(view: View, row: pd.Series) -> Panel:
    """What is in its way: kind, how far escalated, who, by when, how long over."""
    t = view.t
    rows = view.run("project_blockers", **WHOLE_ZONE, project_ids=(row["project_id"],))
    is_open = rows["resolved_on"].isna()
    if rows.empty:
        return Panel("problems", t("No problem is reported"), "")
    lines = []
    for one in rows.to_dict("records"):
        kind = category(t, one["blocker_kind"])
        if not is_missing(one["level"]):
            kind = t("{kind} (raised to: {level})", kind=kind, level=category(t, one["level"]))
        due = _day(view, one["due_on"])
        if not is_missing(one["days_over"]):
            due = t("{day}, {n} days over", day=due, n=t.number(int(one["days_over"])))
        ended = t("open") if is_missing(one["resolved_on"]) else t("resolved {day}", day=t.day(one["resolved_on"]))
        note = "" if is_missing(one["note"]) else str(one["note"])
        lines.append((Cell(kind), Cell(MISSING if is_missing(one["owner"]) else str(one["owner"])), Cell(due),
                      Cell(ended), Cell(note)))  # fmt: skip
    headings = (t("Problem"), t("Who answers for it"), t("Due"), t("State"), t("In the owner's words"))
    title = t("Open problems: {n}", n=t.number(int(is_open.sum()))) if is_open.any() else t("All problems are resolved")
    return Panel("problems", title, t("Open ones first"),
                 (Written("problems", headings, tuple(lines), t("Problems of the project")),))  # fmt: skip


def standing(view: View, row: pd.Series) -> Panel:
    """Exemptions from lights, and who has credit for it."""
    t, identity = view.t, (row["project_id"],)
    exempt = view.run("project_exemptions", **WHOLE_ZONE, project_ids=identity)
    credit = view.run("project_credits", **WHOLE_ZONE, project_ids=identity)
    parts: list[Part] = []
    if len(exempt):
        lines = tuple(
            (Cell(lights.name(t, one["rule"])), Cell(str(one["reason"])),
             Cell(t("till {day}", day=t.day(one["until_on"])) if one["is_in_force"]
                  else t("ended {day}", day=t.day(one["until_on"]))),
             Cell(MISSING if is_missing(one["decided_by"]) else str(one["decided_by"])))
            for one in exempt.to_dict("records")
        )  # fmt: skip
        parts += [
            Heading(t("Exempt from lights")),
            Written("exempt", (t("Rule"), t("Reason"), t("Till"), t("Decided by")), lines, t("Exemptions")),
        ]
    else:
        parts.append(Note(t("It is exempt from no rule.")))
    if len(credit):
        shares = tuple((Cell(view.unit_name(one["unit"])), Cell(category(t, one["role"])),
                        Cell(t.percent(one["credit_share"]))) for one in credit.to_dict("records"))  # fmt: skip
        parts += [
            Heading(t("Credit in the appraisal")),
            Written("credit", (t("Responsible department"), t("Role"), t("Share")), shares, t("Credit shares")),
        ]
    else:
        parts.append(Note(t("All credit in the appraisal is {unit}'s.", unit=view.unit_name(row["unit"]))))
    return Panel("standing", t("Exemptions and credit"), "", tuple(parts))


def _day(view: View, day: Any) -> str:
    return MISSING if is_missing(day) else view.t.day(day)
