"""Figures that call for a look: how whole the ledger is, which projects are silent or overpaid, what is at stake."""

from __future__ import annotations

from figures.figure import Figure, count, days, money, months, ratio, share
from texts.language import N_

ATTENTION: dict[str, Figure] = {
    "expected": count(N_("Projects that should have it"), "filled"),
    "filled": count(N_("Projects that have it"), "filled"),
    "filled_share": ratio(N_("Filled"), "filled", "filled", "expected"),
    "silent_months": months(N_("Months without a report"), "silent"),
    "days_waiting": count(N_("Days since signing"), "waiting"),
    "overpaid": money(N_("Above the plan"), "overpaid"),
    "at_stake": money(N_("Amount at stake"), "at_stake", heading=N_("At stake")),
    "days_signed": count(N_("Days since signing"), "waiting"),
    "days_started": count(N_("Days since the start"), "started"),
    "days_taken": count(N_("Days taken"), "step_days"),
    "peers": count(N_("Projects like it"), "step_days"),
    "peers_median_days": days(N_("Median days of its like"), "step_days"),
    "days_over": count(N_("Days past its day"), "blocked"),
    "credit_share": share(N_("Share of the credit"), "credit"),
}
