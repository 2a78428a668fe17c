"""When one project reached which stage, and how long that took beside its like."""

from __future__ import annotations

import pandas as pd

from panels.panel import Cell, Note, Nothing, Panel, Part, Written
from texts.language import N_
from texts.writing import is_missing
from view.filters import WHOLE_ZONE
from view.names import name_of
from view.view import View

#: A project's stages in the order of the work: column → what is reached.
STAGES = {
    "signed_on": N_("Signed"),
    "approved_on": N_("Approved"),
    "registered_on": N_("Company registered"),
    "started_on": N_("Started"),
    "listed_on": N_("In the statistical library"),
    "production_on": N_("In production"),
    "capacity_on": N_("At full capacity"),
    "terminated_on": N_("Terminated"),
}
#: Step of the query project_steps → what it is.
_STEPS = {
    "signed_approved": N_("Signing to approval"),
    "approved_started": N_("Approval to start"),
    "signed_started": N_("Signing to start"),
    "started_listed": N_("Start to statistical library"),
    "started_produced": N_("Start to production"),
    "produced_capacity": N_("Production to full capacity"),
}


def timeline(view: View, row: pd.Series) -> Panel:
    """When it reached what, and how many days after what it reached before."""
    t = view.t
    reached = [(column, row[column]) for column in STAGES if not is_missing(row[column])]
    reached.sort(key=lambda one: one[1])
    lines, before = [], None
    for column, day in reached:
        since = "" if before is None else t.plural("{n} day later", "{n} days later", (day - before).days)
        lines.append((Cell(t(STAGES[column])), Cell(t.day(day)), Cell(since)))
        before = day
    missing = [t(STAGES[column]) for column in STAGES if is_missing(row[column]) and column != "terminated_on"]
    parts: list[Part] = [
        Written("timeline", (t("Stage"), t("Day"), t("After the stage before")), tuple(lines), t("Stages with days"))
        if lines else Nothing(t("No stage has a day yet."))
    ]  # fmt: skip
    if missing and is_missing(row["terminated_on"]):
        parts.append(Note(t("Not reached, or no day in the ledger: {stages}.", stages=t.join(missing))))
    if not is_missing(row["planned_start_on"]) and is_missing(row["started_on"]):
        parts.append(Note(t("To start by {day}, as planned.", day=t.day(row["planned_start_on"]))))
    return Panel("timeline", t("Stages"), t("In the order in which they were reached"), tuple(parts))


def steps(view: View, row: pd.Series) -> Panel:
    """Days from stage to stage beside the median of its like."""
    t = view.t
    rows = view.run("project_steps", **WHOLE_ZONE, project_id=row["project_id"])
    lines = []
    for one in rows[rows["days_taken"].notna()].to_dict("records"):
        days = t("{n} days", n=t.number(int(one["days_taken"])))
        if one["is_under_way"]:
            days = t("{n} days so far", n=t.number(int(one["days_taken"])))
        peers = t("no project like it: no comparison")
        if one["peers"]:
            peers = t("only {n} like it: no comparison", n=t.number(int(one["peers"])))
        if not is_missing(median := one["peers_median_days"]):
            peers = t("{n} days (median of {peers})", n=t.whole(median),
                      peers=t.number(int(one["peers"])))  # fmt: skip
        lines.append((Cell(t(_STEPS[one["step"]])), Cell(days), Cell(peers)))
    what = t("Its like: {industry}, {size}", industry=view.industry_name(row["industry"]),
             size=name_of(view, "size", size_class(row)))  # fmt: skip
    part: Part = Nothing(t("No stage has begun."))
    if lines:
        part = Written("steps", (t("Step"), t("Days"), t("Its like")), tuple(lines), t("Days from stage to stage"))
    return Panel("steps", t("Days from stage to stage"), what, (part,))


def size_class(row: pd.Series) -> str:
    """The size class of a project, by its planned investment."""
    planned = row["planned_investment"]
    return "over_1b" if planned >= 100_000 else "from_100m_to_1b" if planned >= 10_000 else "under_100m"
