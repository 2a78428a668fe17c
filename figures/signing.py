"""Figures of projects: signed, started, first paid, terminated; how many they are, how fast, what part of others."""

from __future__ import annotations

from figures.figure import Figure, count, days, difference, months, ratio, share
from texts.language import N_

SIGNING: dict[str, Figure] = {
    # What became of the agreements signed in the period.
    "projects": count(N_("Projects"), "projects"),
    "signed_projects": count(N_("Projects signed"), "signed", "is_signed"),
    "formal_projects": count(N_("Formal agreements signed"), "signed", "is_formal", N_("Formal agreements")),
    "framework_projects": count(N_("Framework agreements"), "signed", "is_framework"),
    "started_projects": count(N_("Formal agreements started"), "started", "is_started", N_("Started")),
    "funded_projects": count(
        N_("Formal agreements started and with funds arrived"), "funded", "is_funded", N_("With funds arrived")
    ),
    "matured_projects": count(N_("Signed at least {days} days ago"), "matured_start_rate", "is_matured"),
    "matured_started": count(
        N_("Signed at least {days} days ago and started"), "matured_start_rate", "is_matured_started"
    ),
    "terminated_projects": count(N_("Agreements terminated"), "terminated", "is_terminated", N_("Terminated")),
    "early_projects": count(N_("Projects with money before the start"), "early", "is_early"),
    "unstarted_projects": count(N_("Not started, money arrived"), "early", "is_unstarted_funded"),
    "start_rate": ratio(
        N_("Start rate"), "start_rate", "started_projects", "formal_projects", of="formal_projects"
    ),
    "matured_start_rate": ratio(
        N_("Start rate, signed ≥ {days} days"), "matured_start_rate", "matured_started", "matured_projects",
        of="matured_projects",
    ),
    "funded_share": ratio(
        N_("Share with funds arrived"), "funded", "funded_projects", "formal_projects",
        N_("Share of the signed with funds arrived"),
    ),
    "funded_of_started": ratio(
        N_("Share of the started with funds arrived"), "funded", "funded_projects", "started_projects"
    ),
    "share_of_first": share(N_("Share of the signed"), "stage_share"),
    "share_of_previous": share(N_("Share of the stage before"), "stage_share"),
    "known_projects": count(N_("Agreements whose money is known so far"), "arrival_rate"),
    "months_since": months(N_("Months since"), "months_since"),
    # How long it took.
    "median_days": days(N_("Median days"), "median_time"),
    "median_days_to_start": days(
        N_("Median days from signing to start"), "median_time", "is_started", "days_to_start"
    ),
    "median_days_to_funds": days(
        N_("Median days from start to first funds"), "median_time", "is_funded", "days_to_funds"
    ),
    "days_to_start": days(N_("Days from signing to start"), "median_time"),
    "days_to_funds": days(N_("Days from start to first funds"), "median_time"),
    "timed_projects": count(N_("Projects timed"), "median_time"),
    # Within the period, whenever signed.
    "started_within": count(N_("Started in the period"), "happened", "is_started_within", N_("Started")),
    "funded_within": count(N_("First money in the period"), "happened", "is_funded_within", N_("First money")),
    "terminated_within": count(N_("Terminated in the period"), "terminated", "is_terminated_within"),
    "events": count(N_("Such events in all"), "happened"),
    "terminated": count(N_("Such events whose projects were terminated since"), "terminated"),
    # What the signings are made up of.
    "over_100m": count(N_("Projects of ¥100M and over"), "size", "is_over_100m"),
    "over_1b": count(N_("Projects of ¥1B and over"), "size", "is_over_1b"),
    "top_500_projects": count(N_("Projects by Top-500 investors"), "top_500", "is_top_500"),
    "four_new_projects": count(N_('"Four new" projects'), "four_new", "is_four_new"),
    "projects_share": share(N_("Share of the projects"), "part_share"),
    # A year earlier.
    "last_signed_projects": count(
        N_("Signed in the same period of last year"), "year_on_year", heading=N_("Signed, last year")
    ),
    "last_started_projects": count(N_("Started, of those signed in the same period of last year"), "year_on_year"),
    "last_start_rate": share(N_("Start rate a year earlier"), "year_on_year"),
    "signed_change": difference(
        N_("Change in projects signed"), "year_on_year", "change", "signed_projects", "last_signed_projects",
        N_("Signed, year on year"),
    ),
    "start_rate_change": difference(
        N_("Change in start rate"), "year_on_year", "points", "start_rate", "last_start_rate"
    ),
}  # fmt: skip
