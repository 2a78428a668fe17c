"""Figures of the year's key projects: plan, completed investment, schedule, and what lies between them."""

from __future__ import annotations

from figures.figure import Figure, count, difference, each, growth, money, months, ratio, share
from texts.language import N_

PLAN: dict[str, Figure] = {
    "key_projects": count(N_("Key projects"), "key_project", "is_key"),
    "continuing_projects": count(N_("Key projects carried over"), "key_project"),
    "new_projects": count(N_("New key projects"), "key_project"),
    "key_planned": money(
        N_("Planned investment of the key projects"), "planned_investment", "is_key", "planned_investment"
    ),
    "plan": money(N_("Annual plan"), "annual_plan", "is_key", "plan"),
    "original_plan": money(N_("Original annual plan"), "annual_plan", "is_key", "original_plan"),
    "plan_change": difference(
        N_("Change of the annual plan"), "annual_plan", "money", "plan", "original_plan", N_("Change")
    ),
    "adjusted_projects": count(N_("Key projects whose plan was adjusted"), "annual_plan", "is_adjusted"),
    "raised_projects": count(N_("Key projects whose plan was raised"), "annual_plan"),
    "raised": money(N_("Annual plans raised by"), "annual_plan"),
    "lowered_projects": count(N_("Key projects whose plan was lowered"), "annual_plan"),
    "lowered": money(N_("Annual plans lowered by"), "annual_plan"),
    # Completed investment.
    "invested": money(
        N_("Key projects' completed investment"), "completed", "is_key", "invested", N_("Completed")
    ),
    "invested_in_period": money(N_("Completed in the period"), "completed"),
    "invested_within": money(N_("Completed in the period"), "completed", "is_key", "invested_in_period"),
    "cumulative_invested": money(N_("Cumulative completed"), "completed"),
    "completion_rate": ratio(N_("Plan completion"), "plan_completion", "invested", "plan"),
    "invested_so_far": share(N_("Share of the completed investment up to here"), "part_share"),
    "completed_share": ratio(N_("Plan completion"), "plan_completion", "cumulative_invested", "plan"),
    "remaining": difference(
        N_("Left to complete"), "remaining", "money", "plan", "invested"
    )._replace(least=0),
    "months_left": months(N_("Months left in the year"), "remaining"),
    "needed_a_month": each(N_("Needed a month"), "remaining", "remaining", "months_left"),
    # Against the schedule.
    "due_share": share(N_("Schedule"), "schedule"),
    "scheduled": money(N_("Due by schedule"), "schedule", "is_key", "scheduled"),
    "cumulative_scheduled": money(N_("Due by schedule"), "schedule"),
    "points_ahead": difference(
        N_("Points ahead (−: behind)"), "points_ahead", "points", "completion_rate", "due_share"
    ),
    "surplus": money(N_("Ahead of (−: behind) own schedule"), "surplus", "is_key", "surplus"),
    "amount": money(N_("Amount"), "surplus"),
    "from_amount": money(N_("Running total before"), "surplus"),
    "to_amount": money(N_("Running total"), "surplus"),
    "shortfall": money(
        N_("Shortfall of those behind"), "shortfall", "is_short", "shortfall", N_("Short of own schedule")
    ),
    "shortfall_projects": count(N_("Key projects behind their own schedule"), "shortfall", "is_short"),
    "leading_projects": count(N_("Key projects with the largest shortfalls"), "shortfall"),
    "leading_shortfall": money(N_("Shortfall of the largest"), "shortfall"),
    "leading_share": ratio(N_("Share of the largest shortfalls"), "shortfall", "leading_shortfall", "shortfall"),
    "waiting_projects": count(N_("Key projects behind and not yet due to start"), "shortfall"),
    "waiting_shortfall": money(
        N_("Shortfall of those not yet due to start"), "shortfall", "is_waiting", "shortfall"
    ),
    "ended_projects": count(N_("Terminated key projects behind"), "shortfall"),
    "ended_shortfall": money(N_("Shortfall of the terminated"), "shortfall", "is_ended", "shortfall"),
    "ahead_projects": count(N_("Key projects ahead of their own schedule"), "surplus"),
    "level_projects": count(N_("Key projects on their own schedule"), "surplus"),
    "excess": money(N_("Excess of those ahead"), "surplus", "is_ahead", "surplus"),
    # One quarter of the year; the projects behind it are asked for with the quarter as the period.
    "months": months(N_("Months of the quarter that count"), "schedule_rate"),
    "quarter_plan": money(N_("Due in the quarter"), "schedule_rate"),
    "quarter_scheduled": money(N_("Due in its months so far"), "schedule_rate"),
    "quarter_invested": money(N_("Completed in the quarter"), "completed", "is_key", "invested_in_period"),
    "schedule_rate": ratio(
        N_("Completed of what was due"), "schedule_rate", "quarter_invested", "quarter_scheduled"
    ),
    "last_quarter_invested": money(
        N_("Last year's key projects, same months"), "year_on_year", heading=N_("Last year, same months")
    ),
    "quarter_growth": growth(
        N_("Growth of completed investment"), "quarter_invested", "last_quarter_invested", N_("Year on year")
    ),
    # New projects' starts.
    "new_due": count(N_("New projects due to start"), "new_start_rate", "is_new_due"),
    "new_due_started": count(N_("New projects due and started"), "new_start_rate", "is_new_due_started"),
    "new_started_early": count(N_("New projects started before due"), "new_start_rate", "is_new_early"),
    "new_start_rate": ratio(N_("Start rate of new projects"), "new_start_rate", "new_due_started", "new_due"),
    # A year earlier.
    "last_key_projects": count(N_("Key projects of last year"), "year_on_year"),
    "last_invested": money(
        N_("Last year's key projects, same months"), "year_on_year", heading=N_("Completed, last year")
    ),
    "last_cumulative_invested": money(
        N_("Last year's key projects, same months"), "year_on_year", heading=N_("Last year")
    ),
    "growth": growth(N_("Growth of completed investment"), "invested", "last_invested", N_("Year on year")),
}  # fmt: skip
