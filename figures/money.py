"""Figures of money in 万元: what was agreed, what has arrived, how much of it the largest projects carry."""

from __future__ import annotations

from figures.figure import Figure, count, growth, money, ratio, share
from texts.language import N_

MONEY: dict[str, Figure] = {
    # Planned investment.
    "planned_investment": money(N_("Planned investment"), "planned_investment"),
    "signed_planned": money(
        N_("Planned investment of those signed"), "planned_investment", "is_signed", "planned_investment",
        N_("Planned investment"),
    ),
    "formal_planned": money(
        N_("Planned investment of the formal agreements"), "planned_investment", "is_formal", "planned_investment",
        N_("Planned investment"),
    ),
    "started_planned": money(
        N_("Planned investment of those started"), "planned_investment", "is_started", "planned_investment"
    ),
    "funded_planned": money(
        N_("Planned investment of those with funds arrived"), "planned_investment", "is_funded", "planned_investment"
    ),
    "terminated_planned": money(
        N_("Planned investment of those terminated"), "planned_investment", "is_terminated", "planned_investment",
        N_("Planned investment"),
    ),
    "framework_planned": money(
        N_("Planned investment of the framework agreements"), "planned_investment", "is_framework",
        "planned_investment",
    ),
    "over_100m_planned": money(
        N_("Planned investment of those of ¥100M and over"), "size", "is_over_100m", "planned_investment"
    ),
    "over_1b_planned": money(
        N_("Planned investment of those of ¥1B and over"), "size", "is_over_1b", "planned_investment"
    ),
    "top_500_planned": money(
        N_("Planned investment of those by Top-500 investors"), "top_500", "is_top_500", "planned_investment"
    ),
    "four_new_planned": money(
        N_('Planned investment of the "four new" projects'), "four_new", "is_four_new", "planned_investment"
    ),
    "known_planned": money(N_("Planned investment of those whose money is known so far"), "arrival_rate"),
    "quarter_planned": money(N_("Planned investment signed, all industries"), "planned_investment"),
    "planned_share": share(N_("Share of the planned investment"), "part_share"),
    "last_planned_share": share(N_("Share of the planned investment a year earlier"), "year_on_year"),
    "last_funds_share": share(N_("Share of the funds a year earlier"), "year_on_year"),
    "last_signed_planned": money(
        N_("Planned investment signed in the same period of last year"), "year_on_year",
        heading=N_("Planned, last year"),
    ),
    "planned_growth": growth(
        N_("Growth of planned investment signed"), "signed_planned", "last_signed_planned",
        N_("Planned, year on year"),
    ),
    # Funds of the agreements signed in the period, up to the as-of date.
    "funds_to_date": money(N_("Funds arrived to date"), "funds_arrived"),
    "arrived_of_signed": money(N_("Funds arrived of these"), "funds_arrived", "is_formal", "funds_to_date"),
    "cohort_funds": money(N_("Funds arrived of these"), "funds_arrived", "is_formal", "funds_to_date"),
    "arrived_of_funded": money(
        N_("Funds arrived at those started"), "funds_arrived", "is_funded", "funds_to_date"
    ),
    "terminated_funds": money(
        N_("Funds arrived at those terminated"), "funds_arrived", "is_terminated", "funds_to_date",
        N_("Funds arrived"),
    ),
    "unstarted_funds": money(N_("Funds arrived, not started"), "early", "is_unstarted_funded", "funds_to_date"),
    "early_funds": money(N_("Money before the start"), "early", "is_early", "early_funds"),
    "arrival_rate": ratio(
        N_("Arrival rate"), "arrival_rate", "arrived_of_signed", "formal_planned", of="formal_projects"
    ),
    # Funds of a time, whenever the projects were signed.
    "funds_arrived": money(
        N_("Funds arrived in the period"), "funds_arrived", "is_paid_within", "funds_in_period", N_("Funds arrived")
    ),
    "funds_in_period": money(N_("Funds arrived in the period"), "funds_arrived"),
    "all_funds_arrived": money(N_("Funds arrived, all industries"), "funds_arrived"),
    "quarter_funds": money(N_("Funds arrived, all industries"), "funds_arrived"),
    "funds_share": ratio(N_("Share of the funds"), "funds_arrived", "funds_arrived", "all_funds_arrived"),
    "cumulative_funds": money(
        N_("Funds arrived in the year"), "funds_arrived", heading=N_("Cumulative funds arrived")
    ),
    "last_funds_arrived": money(
        N_("Funds arrived in the same period of last year"), "year_on_year", heading=N_("Arrived, last year")
    ),
    "last_cumulative_funds": money(
        N_("Funds arrived in the same period of last year"), "year_on_year", heading=N_("Last year")
    ),
    "funds_growth": growth(
        N_("Growth of funds arrived"), "funds_arrived", "last_funds_arrived", N_("Arrived, year on year")
    ),
    "plan_share": ratio(
        N_("Funds arrived as a share of the annual plan"), "funds_against_plan", "cumulative_funds", "plan",
        N_("Share of the annual plan"),
    ),
    # The largest projects.
    "total": money(N_("Total"), "concentration"),
    "top_3": money(N_("The 3 largest"), "concentration"),
    "top_10": money(N_("The 10 largest"), "concentration"),
    "top_3_share": ratio(N_("Share of the 3 largest"), "concentration", "top_3", "total"),
    "top_10_share": ratio(N_("Share of the 10 largest"), "concentration", "top_10", "total"),
    "place": count(N_("Place"), "concentration"),
    "measured": money(N_("Amount"), "concentration"),
    "share": share(N_("Share of the total"), "concentration"),
    "share_so_far": share(N_("Share up to here"), "concentration"),
}  # fmt: skip
