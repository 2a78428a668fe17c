"""The columns of every table and file: what each is called in the reader's language, and its form."""

from __future__ import annotations

import pandas as pd

from data.settings import settings
from texts import Texts
from texts.language import N_
from texts.withheld import any_withheld

#: Query column → (message id of its heading, form). Forms: text; name (a code, written as its dimension calls
#: it); date; month; flag; count; money; share; rate (a share that says of how few it is); points; days;
#: change (a difference of counts, with its sign); growth (a share, with its sign); quarter (by its first day).
COLUMNS: dict[str, tuple[str, str]] = {
    "project_id": (N_("Project number"), "text"),
    "name": (N_("Project"), "text"),
    "is_numerator": (N_("Counted above the line"), "flag"),
    "industry": (N_("Industry"), "name"),
    "unit": (N_("Responsible department"), "name"),
    "channel": (N_("Channel"), "name"),
    "size": (N_("Size"), "name"),
    "kind": (N_("Investor"), "name"),
    "stage": (N_("Stage"), "name"),
    "nature": (N_("New or carried over"), "name"),
    "month": (N_("Month"), "month"),
    "signed_on": (N_("Signed on"), "date"),
    "started_on": (N_("Started on"), "date"),
    "funded_on": (N_("First funds by"), "date"),
    "terminated_on": (N_("Terminated on"), "date"),
    "adjusted_on": (N_("Adjusted on"), "date"),
    "projects": (N_("Projects"), "count"),
    "planned_investment": (N_("Planned investment"), "money"),
    "signed_planned": (N_("Planned investment"), "money"),
    "funds_arrived": (N_("Funds arrived"), "money"),
    "funds_to_date": (N_("Funds arrived to date"), "money"),
    "funds_in_period": (N_("Funds arrived in the period"), "money"),
    "early_funds": (N_("Money before the start"), "money"),
    "days_to_start": (N_("Days from signing to start"), "days"),
    "days_to_funds": (N_("Days from start to first funds"), "days"),
    "median_days": (N_("Median days"), "days"),
    "share_of_first": (N_("Share of the signed"), "share"),
    "share_of_previous": (N_("Share of the stage before"), "share"),
    "termination_reason": (N_("Reason for termination"), "text"),
    "plan": (N_("Annual plan"), "money"),
    "original_plan": (N_("Original annual plan"), "money"),
    "invested": (N_("Completed"), "money"),
    "scheduled": (N_("Due by schedule"), "money"),
    "completion_rate": (N_("Plan completion"), "share"),
    "surplus": (N_("Ahead of (−: behind) own schedule"), "money"),
    "signed_projects": (N_("Projects signed"), "count"),
    "started_projects": (N_("Started"), "count"),
    "signed_month": (N_("Signed in"), "month"),
    "months_since": (N_("Months since"), "count"),
    "read_on": (N_("As of"), "date"),
    "formal_projects": (N_("Formal agreements"), "count"),
    "started_within": (N_("Started"), "count"),
    "funded_within": (N_("First money"), "count"),
    "funded_projects": (N_("With funds arrived"), "count"),
    "terminated_projects": (N_("Terminated"), "count"),
    "formal_planned": (N_("Planned investment"), "money"),
    "started_planned": (N_("Planned investment of those started"), "money"),
    "funded_planned": (N_("Planned investment of those with funds arrived"), "money"),
    "terminated_planned": (N_("Planned investment"), "money"),
    "terminated_funds": (N_("Funds arrived"), "money"),
    "start_rate": (N_("Start rate"), "rate"),
    "matured_start_rate": (N_("Start rate, signed ≥ {days} days"), "rate"),
    "arrived_of_signed": (N_("Funds arrived of these"), "money"),
    "funded_share": (N_("Share of the signed with funds arrived"), "share"),
    "funded_of_started": (N_("Share of the started with funds arrived"), "share"),
    "median_days_to_start": (N_("Median days from signing to start"), "days"),
    "timed_projects": (N_("Projects timed"), "count"),
    "arrival_rate": (N_("Arrival rate"), "rate"),
    "key_projects": (N_("Key projects"), "count"),
    "points_ahead": (N_("Points ahead (−: behind)"), "points"),
    "cumulative_invested": (N_("Cumulative completed"), "money"),
    "cumulative_scheduled": (N_("Due by schedule"), "money"),
    "last_cumulative_invested": (N_("Last year"), "money"),
    "cumulative_funds": (N_("Cumulative funds arrived"), "money"),
    "last_cumulative_funds": (N_("Last year"), "money"),
    "plan_change": (N_("Change"), "money"),
    "at_stake": (N_("At stake"), "money"),
    "how_long": (N_("How long, how far behind"), "text"),
    "shortfall": (N_("Short of own schedule"), "money"),
    "invested_in_period": (N_("Completed in the period"), "money"),
    "target_of": (N_("Set for"), "text"),
    "signed_target": (N_("Target, signed"), "count"),
    "signed_target_rate": (N_("Target met"), "share"),
    "started_target": (N_("Target, started"), "count"),
    "started_target_rate": (N_("Target met"), "share"),
    "funds_target": (N_("Target, arrived"), "money"),
    "funds_target_rate": (N_("Target met"), "share"),
    "invested_target": (N_("Target, completed"), "money"),
    "invested_target_rate": (N_("Target met"), "share"),
    "verdict": (N_("Against the schedule"), "text"),
    "amount": (N_("Amount"), "money"),
    "to_amount": (N_("Running total"), "money"),
    "quarter": (N_("Quarter"), "name"),
    "quarter_plan": (N_("Due in the quarter"), "money"),
    "quarter_scheduled": (N_("Due in its months so far"), "money"),
    "quarter_invested": (N_("Completed in the quarter"), "money"),
    "schedule_rate": (N_("Completed of what was due"), "share"),
    "last_quarter_invested": (N_("Last year, same months"), "money"),
    "quarter_growth": (N_("Year on year"), "growth"),
    "growth": (N_("Year on year"), "growth"),
    "part": (N_("Part"), "text"),
    "projects_share": (N_("Share of the projects"), "share"),
    "planned_share": (N_("Share of the planned investment"), "share"),
    "funds_share": (N_("Share of the funds"), "share"),
    "quarter_from": (N_("Quarter"), "quarter"),
    "last_signed_projects": (N_("Signed, last year"), "count"),
    "last_signed_planned": (N_("Planned, last year"), "money"),
    "last_funds_arrived": (N_("Arrived, last year"), "money"),
    "last_invested": (N_("Completed, last year"), "money"),
    "signed_change": (N_("Signed, year on year"), "change"),
    "planned_growth": (N_("Planned, year on year"), "growth"),
    "funds_growth": (N_("Arrived, year on year"), "growth"),
    "total": (N_("Total"), "money"),
    "top_3": (N_("The 3 largest"), "money"),
    "top_10": (N_("The 10 largest"), "money"),
    "top_3_share": (N_("Share of the 3 largest"), "share"),
    "top_10_share": (N_("Share of the 10 largest"), "share"),
    "place": (N_("Place"), "count"),
    "measured": (N_("Amount"), "money"),
    "share": (N_("Share of the total"), "share"),
    "share_so_far": (N_("Share up to here"), "share"),
    "completed_share": (N_("Plan completion"), "share"),
    "due_share": (N_("Schedule"), "share"),
    "event": (N_("What happened"), "name"),
    "happened_on": (N_("Day"), "date"),
    "plan_share": (N_("Share of the annual plan"), "share"),
    "last_month": (N_("Last month with money"), "month"),
    "silent_months": (N_("Months without a report"), "count"),
    "days_waiting": (N_("Days since signing"), "count"),
    "excess": (N_("Above the plan"), "money"),
}
#: Rate → the number of projects that it is of: under so many the number stands beside it.
OF = {"start_rate": "formal_projects", "matured_start_rate": "matured_projects", "arrival_rate": "formal_projects"}
FEW = 5


def heading(t: Texts, column: str) -> str:
    """A column's heading, without its unit."""
    message = COLUMNS[column][0]
    return t(message, days=settings().review.matured_days) if "{days}" in message else t(message)


def filled(rows: pd.DataFrame) -> tuple[str, ...]:
    """The known columns of rows that hold something, be it that it is withheld."""
    return tuple(one for one in rows if one in COLUMNS and (rows[one].notna().any() or any_withheld(rows[one])))
