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
    "stands_at": dimension(N_("Stands at"), "name"),
    "agreement": dimension(N_("Agreement"), "name"),
    "investor": dimension(N_("Investing company"), "text"),
    "lead_official": dimension(N_("Leader in charge"), "text"),
    "content": dimension(N_("What is built"), "text"),
    "project_page": dimension(N_("Project page"), "text"),
    "stage": dimension(N_("Stage"), "name"),
    "nature": dimension(N_("New or carried over"), "name"),
    "event": dimension(N_("What happened"), "name"),
    "part": dimension(N_("Part"), "text"),
    "target_of": dimension(N_("Set for"), "text"),
    "verdict": dimension(N_("Against the schedule"), "text"),
    "lights": dimension(N_("Lights"), "text"),
    "why_lit": dimension(N_("Why the light is on"), "text"),
    "lit": dimension(N_("Light on"), "text"),
    "was_lit": dimension(N_("Light before"), "text"),
    "worst_rule": dimension(N_("Mostly by"), "text"),
    "owner_says": dimension(N_("In the owner's words"), "text"),
    "learned": dimension(N_("What was learned since"), "text"),
    "rule": dimension(N_("Rule"), "text"),
    "reason": dimension(N_("Reason"), "text"),
    "until_on": dimension(N_("Till"), "date"),
    "decided_by": dimension(N_("Decided by"), "text"),
    "blocker_kind": dimension(N_("Kind of problem"), "name"),
    "level": dimension(N_("Level"), "name"),
    "owner": dimension(N_("Who answers for it"), "text"),
    "note": dimension(N_("In the owner's words"), "text"),
    "problem_state": dimension(N_("Where it stands"), "text"),
    "raised_on": dimension(N_("Raised on"), "date"),
    "due_on": dimension(N_("Due on"), "date"),
    "resolved_on": dimension(N_("Resolved on"), "date"),
    "termination_reason": dimension(N_("Reason for termination"), "text"),
    "month": dimension(N_("Month"), "month"),
    "signed_month": dimension(N_("Signed in"), "month"),
    "last_month": dimension(N_("Last month with money"), "month"),
    "month_end": dimension(N_("Told at"), "text"),
    "quarter": dimension(N_("Quarter"), "name"),
    "quarter_from": dimension(N_("Quarter"), "quarter"),
    "read_on": dimension(N_("As of"), "date"),
    "happened_on": dimension(N_("Day"), "date"),
    "signed_on": dimension(N_("Signed on"), "date"),
    "started_on": dimension(N_("Started on"), "date"),
    "funded_on": dimension(N_("First funds by"), "date"),
    "production_on": dimension(N_("In production on"), "date"),
    "terminated_on": dimension(N_("Terminated on"), "date"),
    "adjusted_on": dimension(N_("Adjusted on"), "date"),
    "activity_id": dimension(N_("Event number"), "text"),
    "held_on": dimension(N_("Held on"), "date"),
    "title": dimension(N_("Event"), "text"),
    "group": dimension(N_("Department group"), "text"),
    "standing": dimension(N_("Place in the group"), "text"),
    "ranked_by": dimension(N_("Ranked by"), "text"),
    "red_list": dimension(N_("Red list"), "text"),
    "black_list": dimension(N_("Black list"), "text"),
    "measured_as": dimension(N_("How it is measured"), "text"),
    "bulletin_figure": dimension(N_("Figure"), "text"),
    "was_said": dimension(N_("As told last month"), "text"),
    "is_said": dimension(N_("As known now"), "text"),
}

#: Numbers that order rows, tell them apart or repeat what was asked: no table shows them.
INNER = frozenset({
    "stage_order", "years_back", "step", "member", "year", "invested_rank", "matured_days", "red_rules", "amber_rules",
    "exempt_rules", "first_row", "last_row", "original_amount", *(f"done_{month}" for month in range(1, 13)),
})  # fmt: skip
#: Numbers whose form and meaning are those of what their row names (its column `figure`, `indicator`, or a light's
#: `rule` and `basis`).
OF_THE_ROW = frozenset({
    "this_month", "last_month", "last_year", "month_change", "year_change", "month_growth", "year_growth",
    "value", "computed", "last_computed", "difference", "target_amount", "actual", "target_rate", "units_amount",
    "measure", "passed",
})  # fmt: skip
