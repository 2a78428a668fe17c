"""Figures that call for a look: how whole the ledger is, and which projects are stuck, silent or paid beyond plan."""

from __future__ import annotations

from figures.figure import Figure, count, money, ratio
from texts.language import N_

ATTENTION: dict[str, Figure] = {
    "expected": count(N_("Projects that should have it"), "filled"),
    "filled": count(N_("Projects that have it"), "filled"),
    "filled_share": ratio(N_("Filled"), "filled", "filled", "expected"),
    "silent_months": count(N_("Months without a report"), "silent"),
    "days_waiting": count(N_("Days since signing"), "waiting"),
    "overpaid": money(N_("Above the plan"), "overpaid"),
    "days": count(N_("Days since then"), "stuck"),
    "at_stake": money(N_("Amount at stake"), "stuck", heading=N_("At stake")),
}
