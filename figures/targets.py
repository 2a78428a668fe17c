"""Figures of the year's targets: what was set, and what part of it is met."""

from __future__ import annotations

from figures.figure import Figure, count, money, ratio, share
from texts.language import N_

TARGETS: dict[str, Figure] = {
    "signed_target": count(N_("Target: projects signed"), "target", heading=N_("Target, signed")),
    "signed_target_rate": ratio(
        N_("Target met: projects signed"), "target", "formal_projects", "signed_target", N_("Target met")
    ),
    "started_target": count(N_("Target: projects started"), "target", heading=N_("Target, started")),
    "started_target_rate": ratio(
        N_("Target met: projects started"), "target", "started_within", "started_target", N_("Target met")
    ),
    "funds_target": money(N_("Target: funds arrived"), "target", heading=N_("Target, arrived")),
    "funds_target_rate": ratio(
        N_("Target met: funds arrived"), "target", "funds_arrived", "funds_target", N_("Target met")
    ),
    "invested_target": money(N_("Target: completed investment"), "target", heading=N_("Target, completed")),
    "invested_target_rate": ratio(
        N_("Target met: completed investment"), "target", "invested", "invested_target", N_("Target met")
    ),
    "elapsed_share": share(N_("Part of the year that has passed"), "target"),
}
