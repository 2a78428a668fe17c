"""Columns that are no figures: of which project, name, day a row is. And the numbers that are no figures."""

from __future__ import annotations

from figures.figure import Figure, dimension
from texts.language import N_

DIMENSIONS: dict[str, Figure] = {
    "project_id": dimension(N_("Project number"), "text"),
    "name": dimension(N_("Project"), "text"),
    "is_numerator": dimension(N_("Counted above the line"), "flag"),
    "industry": dimension(N_("Industry"), "name"),
    "unit": dimension(N_("Responsible department"), "name"),
    "channel": dimension(N_("Channel"), "name"),
    "size": dimension(N_("Size"), "name"),
    "kind": dimension(N_("Investor"), "name"),
    "stage": dimension(N_("Stage"), "name"),
    "nature": dimension(N_("New or carried over"), "name"),
    "event": dimension(N_("What happened"), "name"),
    "part": dimension(N_("Part"), "text"),
    "target_of": dimension(N_("Set for"), "text"),
    "verdict": dimension(N_("Against the schedule"), "text"),
    "how_long": dimension(N_("How long, how far behind"), "text"),
    "termination_reason": dimension(N_("Reason for termination"), "text"),
    "month": dimension(N_("Month"), "month"),
    "signed_month": dimension(N_("Signed in"), "month"),
    "last_month": dimension(N_("Last month with money"), "month"),
    "quarter": dimension(N_("Quarter"), "name"),
    "quarter_from": dimension(N_("Quarter"), "quarter"),
    "read_on": dimension(N_("As of"), "date"),
    "happened_on": dimension(N_("Day"), "date"),
    "signed_on": dimension(N_("Signed on"), "date"),
    "started_on": dimension(N_("Started on"), "date"),
    "funded_on": dimension(N_("First funds by"), "date"),
    "terminated_on": dimension(N_("Terminated on"), "date"),
    "adjusted_on": dimension(N_("Adjusted on"), "date"),
}

#: Numbers that order rows, tell them apart or repeat what was asked: no table shows them.
INNER = frozenset({"stage_order", "years_back", "step", "member", "year", "invested_rank", "matured_days"})
#: Numbers whose form and meaning are those of the figure that their row names (its column `figure` or `indicator`).
OF_THE_ROW = frozenset({
    "this_month", "last_month", "last_year", "month_change", "year_change", "month_growth", "year_growth",
    "value", "computed", "last_computed", "difference", "target_amount", "actual", "target_rate", "units_amount",
})  # fmt: skip
