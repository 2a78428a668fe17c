"""The queries that readers of sums alone may ask, and what their columns are: sums of `behind`, plain, made of sums.

What the catalogue makes of columns of the same row is withheld with these and needs no account; here stands what the
query itself makes. What is not accounted for is withheld, and a query without an account is refused.
"""

from __future__ import annotations

from view.aggregates import plan_sums as plans
from view.aggregates import signing_sums as signings
from view.aggregates.account import Account

#: The queries that readers of sums alone may ask. What says nothing of projects is plain altogether.
ACCOUNTS: dict[str, Account] = {
    "version": Account(
        signings.nothing, frozenset({"version", "months_through", "is_demo", "last_day_of_data", "first_day_of_data"})
    ),
    "cutoff": Account(
        signings.nothing,
        frozenset({"as_of", "money_month", "is_month_end", "ledger_from", "funds_from", "invested_from"}),
    ),
    # The names that the filters know; how many projects name each is withheld.
    "choices": Account(signings.nothing, frozenset({"filter", "value"})),
    "headline": Account(
        signings.headline, frozenset({"years_back", "period_from", "as_of", "matured_days", "has_ledger"}),
        {"last_start_rate": ("-last_started", "last_signed_projects")},
    ),
    "funnel_cohort": Account(
        signings.cohort, frozenset({"stage", "stage_order"}),
        {"share_of_first": ("projects",), "arrival_rate": ("funds_arrived", "planned_investment"),
         "share_of_previous": ("projects",)},
        frozenset({"share_of_first", "share_of_previous"}), {"median_days": "timed_projects"},
    ),
    "funnel_period": Account(signings.period, frozenset({"stage", "stage_order"})),
    "funnel_beside": Account(signings.beside, frozenset({"matured_days"})),
    "industries": Account(
        signings.industries, frozenset({"industry", "due_share", "has_ledger"}),
        {"scheduled": ("plan",), "growth": ("invested", "last_invested")},
    ),
    "funnel_groups": Account(
        signings.funnel_groups, frozenset({"name"}), middles={"median_days_to_start": "timed_projects"}
    ),
    "makeup": Account(
        signings.makeup, frozenset({"dimension", "value"}),
        {"projects_share": ("signed_projects", "-all_projects"),
         "planned_share": ("signed_planned", "-all_planned")},
    ),
    "target_year": Account(
        plans.target_year, frozenset({"due_share", "months_left", "last_month"}),
        {"scheduled": ("plan",)},
    ),
    "target_groups": Account(
        plans.target_groups, frozenset({"name", "due_share", "invested_rank"}),
        {"scheduled": ("plan",), "invested_so_far": ("invested",)}, frozenset({"invested_so_far"}),
    ),
    "target_months": Account(plans.target_months, frozenset({"month"}), {"cumulative_scheduled": ("-plan",)}),
    "target_months_by_industry": Account(
        plans.target_months_by_industry, frozenset({"industry", "month", "due_share"}),
        {"cumulative_scheduled": ("plan",)},
    ),
    "target_quarters": Account(
        plans.target_quarters, frozenset({"quarter", "months", "last_month"}),
        {"quarter_plan": ("-plan",), "quarter_scheduled": ("-plan",)},
    ),
    "funnel_months": Account(signings.funnel_months, frozenset({"month"})),
    "funds_months": Account(
        signings.funds_months, frozenset({"month", "is_counted"}),
        {"growth": ("cumulative_funds", "last_cumulative_funds"), "cumulative_scheduled": ("plan",)},
    ),
    "targets": Account(
        plans.targets, frozenset({"indicator", "unit", "industry", "target_amount", "due_share", "scheduled",
                                  "elapsed_share", "units_amount"}),
        {"target_rate": ("actual",), "points_ahead": ("actual",)},
    ),
    # What was published may be read by anyone; what the ledger has of it stands on other days.
    "report_card": Account(
        signings.nothing,
        frozenset({"indicator", "amount", "unit_of_measure", "relation", "standing", "note", "source"}),
        is_of_another_day=True,
    ),
    "selection": Account(lambda _row, _params: {"projects": None}),
}  # fmt: skip
