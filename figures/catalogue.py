"""Every figure that can be questioned: its definition, what it is made of, and the projects behind it.

One catalogue for all pages. A figure has the same name as its column in the queries; its rows are those of the
query `projects` that carry its flag, and their number, or the sum of its amount over them, is the figure.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from texts.language import N_

Form = Literal["count", "money", "share", "points", "days", "change"]
#: How the parts make the figure: a ÷ b, a − b, a ÷ b − 1.
Sign = Literal["", "÷", "−", "growth"]


class Figure(NamedTuple):
    """What a figure is.

    `label`: message id of its name. `term`: its code in texts.definitions. `flag` and `amount`: columns of the
    query `projects`; without an amount the rows are counted. `parts`: the figures that it is made of.
    """

    label: str
    term: str
    form: Form
    flag: str = ""
    amount: str = ""
    sign: Sign = ""
    parts: tuple[str, ...] = ()


def _count(label: str, term: str, flag: str) -> Figure:
    return Figure(label, term, "count", flag)


def _money(label: str, term: str, flag: str, amount: str) -> Figure:
    return Figure(label, term, "money", flag, amount)


def _ratio(label: str, term: str, over: str, under: str) -> Figure:
    return Figure(label, term, "share", sign="÷", parts=(over, under))


def _growth(label: str, now: str, before: str) -> Figure:
    return Figure(label, "year_on_year", "share", sign="growth", parts=(now, before))


def _change(label: str, form: Form, now: str, before: str) -> Figure:
    return Figure(label, "year_on_year", form, sign="−", parts=(now, before))


FIGURES: dict[str, Figure] = {
    # What became of the agreements signed in the period.
    "signed_projects": _count(N_("Projects signed"), "signed", "is_signed"),
    "formal_projects": _count(N_("Formal agreements signed"), "signed", "is_formal"),
    "framework_projects": _count(N_("Framework agreements"), "signed", "is_framework"),
    "started_projects": _count(N_("of which started"), "started", "is_started"),
    "funded_projects": _count(N_("of which started and with funds arrived"), "funded", "is_funded"),
    "matured_projects": _count(N_("Signed at least {days} days ago"), "matured_start_rate", "is_matured"),
    "matured_started": _count(
        N_("Signed at least {days} days ago and started"), "matured_start_rate", "is_matured_started"
    ),
    "terminated_projects": _count(N_("Agreements terminated"), "terminated", "is_terminated"),
    "early_projects": _count(N_("Money before the start"), "early", "is_early"),
    "unstarted_projects": _count(N_("Not started, money arrived"), "early", "is_unstarted_funded"),
    "over_100m": _count(N_("Projects of ¥100M and over"), "size", "is_over_100m"),
    "over_1b": _count(N_("of which ¥1B and over"), "size", "is_over_1b"),
    "top_500_projects": _count(N_("Projects by Top-500 investors"), "top_500", "is_top_500"),
    "four_new_projects": _count(N_('"Four new" projects'), "four_new", "is_four_new"),
    "signed_planned": _money(
        N_("Planned investment of those signed"), "planned_investment", "is_signed", "planned_investment"
    ),
    "formal_planned": _money(
        N_("Planned investment of the formal agreements"), "planned_investment", "is_formal", "planned_investment"
    ),
    "started_planned": _money(
        N_("Planned investment of those started"), "planned_investment", "is_started", "planned_investment"
    ),
    "funded_planned": _money(
        N_("Planned investment of those with funds arrived"), "planned_investment", "is_funded", "planned_investment"
    ),
    "terminated_planned": _money(
        N_("Planned investment of those terminated"), "planned_investment", "is_terminated", "planned_investment"
    ),
    "framework_planned": _money(
        N_("Planned investment of the framework agreements"), "planned_investment", "is_framework", "planned_investment"
    ),
    "unstarted_funds": _money(N_("Funds arrived, not started"), "early", "is_unstarted_funded", "funds_to_date"),
    "terminated_funds": _money(
        N_("Funds arrived at those terminated"), "funds_arrived", "is_terminated", "funds_to_date"
    ),
    "over_100m_planned": _money(
        N_("Planned investment of those of ¥100M and over"), "size", "is_over_100m", "planned_investment"
    ),
    "over_1b_planned": _money(
        N_("Planned investment of those of ¥1B and over"), "size", "is_over_1b", "planned_investment"
    ),
    "top_500_planned": _money(
        N_("Planned investment of those by Top-500 investors"), "top_500", "is_top_500", "planned_investment"
    ),
    "four_new_planned": _money(
        N_('Planned investment of the "four new" projects'), "four_new", "is_four_new", "planned_investment"
    ),
    "arrived_of_signed": _money(N_("Funds arrived of these"), "funds_arrived", "is_formal", "funds_to_date"),
    "arrived_of_funded": _money(
        N_("Funds arrived at those started"), "funds_arrived", "is_funded", "funds_to_date"
    ),
    "early_funds": _money(N_("Money before the start"), "early", "is_early", "early_funds"),
    "start_rate": _ratio(N_("Start rate"), "start_rate", "started_projects", "formal_projects"),
    "matured_start_rate": _ratio(
        N_("Start rate, signed ≥ {days} days"), "matured_start_rate", "matured_started", "matured_projects"
    ),
    "funded_share": _ratio(N_("Share with funds arrived"), "funded", "funded_projects", "formal_projects"),
    "funded_of_started": _ratio(
        N_("Share of the started with funds arrived"), "funded", "funded_projects", "started_projects"
    ),
    "arrival_rate": _ratio(N_("Arrival rate"), "arrival_rate", "arrived_of_signed", "formal_planned"),
    "median_days_to_start": Figure(
        N_("Median days from signing to start"), "median_time", "days", "is_started", "days_to_start"
    ),
    "median_days_to_funds": Figure(
        N_("Median days from start to first funds"), "median_time", "days", "is_funded", "days_to_funds"
    ),
    # Within the period, whenever signed.
    "started_within": _count(N_("Started in the period"), "happened", "is_started_within"),
    "funded_within": _count(N_("First money in the period"), "happened", "is_funded_within"),
    "terminated_within": _count(N_("Terminated in the period"), "terminated", "is_terminated_within"),
    "invested_within": _money(N_("Completed in the period"), "completed", "is_key", "invested_in_period"),
    "funds_arrived": _money(N_("Funds arrived in the period"), "funds_arrived", "is_paid_within", "funds_in_period"),
    "all_funds_arrived": Figure(N_("Funds arrived, all industries"), "funds_arrived", "money"),
    "funds_share": _ratio(N_("Share of the funds"), "funds_arrived", "funds_arrived", "all_funds_arrived"),
    # The year's key projects.
    "key_projects": _count(N_("Key projects"), "key_project", "is_key"),
    "key_planned": _money(
        N_("Planned investment of the key projects"), "planned_investment", "is_key", "planned_investment"
    ),
    "plan": _money(N_("Annual plan"), "annual_plan", "is_key", "plan"),
    "original_plan": _money(N_("Original annual plan"), "annual_plan", "is_key", "original_plan"),
    "invested": _money(N_("Key projects' completed investment"), "completed", "is_key", "invested"),
    "scheduled": _money(N_("Due by schedule"), "schedule", "is_key", "scheduled"),
    "surplus": _money(N_("Ahead of (−: behind) own schedule"), "surplus", "is_key", "surplus"),
    "shortfall": _money(N_("Shortfall of those behind"), "shortfall", "is_short", "shortfall"),
    "shortfall_projects": _count(N_("Key projects behind their own schedule"), "shortfall", "is_short"),
    "leading_shortfall": Figure(N_("Shortfall of the largest"), "shortfall", "money"),
    "leading_share": _ratio(N_("Share of the largest shortfalls"), "shortfall", "leading_shortfall", "shortfall"),
    "waiting_shortfall": _money(
        N_("Shortfall of those not yet due to start"), "shortfall", "is_waiting", "shortfall"
    ),
    "excess": _money(N_("Excess of those ahead"), "surplus", "is_ahead", "surplus"),
    "plan_change": Figure(
        N_("Change of the annual plan"), "annual_plan", "money", sign="−", parts=("plan", "original_plan")
    ),
    "adjusted_projects": _count(N_("Key projects whose plan was adjusted"), "annual_plan", "is_adjusted"),
    # One quarter of the year; the projects behind it are asked for with the quarter as the period.
    "quarter_plan": Figure(N_("Due in the quarter"), "schedule_rate", "money"),
    "quarter_scheduled": Figure(N_("Due in its months so far"), "schedule_rate", "money"),
    "quarter_invested": _money(N_("Completed in the quarter"), "completed", "is_key", "invested_in_period"),
    "schedule_rate": _ratio(
        N_("Completed of what was due"), "schedule_rate", "quarter_invested", "quarter_scheduled"
    ),
    "last_quarter_invested": Figure(N_("Last year's key projects, same months"), "year_on_year", "money"),
    "quarter_growth": _growth(N_("Growth of completed investment"), "quarter_invested", "last_quarter_invested"),
    # Targets of the year, and funds held against a plan that is not theirs.
    "cumulative_funds": Figure(N_("Funds arrived in the year"), "funds_arrived", "money"),
    "plan_share": _ratio(N_("Funds arrived as a share of the annual plan"), "funds_against_plan",
                         "cumulative_funds", "plan"),
    "signed_target": Figure(N_("Target: projects signed"), "target", "count"),
    "signed_target_rate": _ratio(N_("Target met: projects signed"), "target", "formal_projects", "signed_target"),
    "started_target": Figure(N_("Target: projects started"), "target", "count"),
    "started_target_rate": _ratio(N_("Target met: projects started"), "target", "started_within", "started_target"),
    "funds_target": Figure(N_("Target: funds arrived"), "target", "money"),
    "funds_target_rate": _ratio(N_("Target met: funds arrived"), "target", "funds_arrived", "funds_target"),
    "invested_target": Figure(N_("Target: completed investment"), "target", "money"),
    "invested_target_rate": _ratio(N_("Target met: completed investment"), "target", "invested", "invested_target"),
    "completion_rate": _ratio(N_("Plan completion"), "plan_completion", "invested", "plan"),
    "due_share": Figure(N_("Schedule"), "schedule", "share"),
    "points_ahead": Figure(
        N_("Points ahead (−: behind)"), "points_ahead", "points", sign="−", parts=("completion_rate", "due_share")
    ),
    "remaining": Figure(N_("Left to complete"), "remaining", "money", sign="−", parts=("plan", "invested")),
    "new_due": _count(N_("New projects due to start"), "new_start_rate", "is_new_due"),
    "new_due_started": _count(N_("of these started"), "new_start_rate", "is_new_due_started"),
    "new_started_early": _count(N_("New projects started before due"), "new_start_rate", "is_new_early"),
    "new_start_rate": _ratio(N_("Start rate of new projects"), "new_start_rate", "new_due_started", "new_due"),
    # A year earlier.
    "last_signed_projects": Figure(N_("Signed in the same period of last year"), "year_on_year", "count"),
    "last_signed_planned": Figure(N_("Planned investment signed in the same period of last year"), "year_on_year",
                                  "money"),
    "last_start_rate": Figure(N_("Start rate a year earlier"), "year_on_year", "share"),
    "last_funds_arrived": Figure(N_("Funds arrived in the same period of last year"), "year_on_year", "money"),
    "last_invested": Figure(N_("Last year's key projects, same months"), "year_on_year", "money"),
    "signed_change": _change(N_("Change in projects signed"), "change", "signed_projects", "last_signed_projects"),
    "start_rate_change": _change(N_("Change in start rate"), "points", "start_rate", "last_start_rate"),
    "funds_growth": _growth(N_("Growth of funds arrived"), "funds_arrived", "last_funds_arrived"),
    "planned_growth": _growth(N_("Growth of planned investment signed"), "signed_planned", "last_signed_planned"),
    "growth": _growth(N_("Growth of completed investment"), "invested", "last_invested"),
}  # fmt: skip


def leaves(code: str) -> list[str]:
    """The figures that a figure is made of in the end, in order; the figure itself where it has no parts."""
    figure = FIGURES[code]
    return [leaf for part in figure.parts for leaf in leaves(part)] if figure.parts else [code]
