"""Figures of departments' work in a month, and of promotion events: what the monthly bulletin ranks and counts."""

from __future__ import annotations

from figures.definition import Definition
from figures.figure import Figure, count, ratio
from texts.language import N_

WORK: dict[str, Figure] = {
    "standing_projects": count(N_("Projects that stand"), "moved_projects"),
    "moved_projects": count(N_("Projects that moved in the month"), "moved_projects"),
    "moved_share": ratio(N_("Projects that moved"), "moved_projects", "moved_projects", "standing_projects"),
    "reports_due": count(N_("Reports due for the month"), "reports_on_time"),
    "reports_on_time": count(N_("Reported on time"), "reports_on_time"),
    "reports_late": count(N_("Reported after the day"), "reports_on_time"),
    "on_time_share": ratio(N_("Reported on time, share"), "reports_on_time", "reports_on_time", "reports_due"),
    "problems_due": count(N_("Problems open in the month"), "problems_struck"),
    "problems_struck": count(N_("Problems struck off in the month"), "problems_struck"),
    "struck_share": ratio(N_("Problems struck off, share"), "problems_struck", "problems_struck", "problems_due"),
    "new_started": count(N_("New key projects started"), "new_start_rate"),
    "new_undated": count(N_("New key projects without a planned start"), "new_start_rate"),
    "batches": count(N_("Promotion activities"), "activities")._replace(flag="is_event", amount="batches"),
    "delegations": count(N_("Investor delegations received"), "activities")._replace(
        flag="is_event", amount="delegations"
    ),
    "events_held": count(N_("Promotion events"), "activities", "is_event"),
    "events_led": count(N_("Promotion events that led to signings"), "activities", "is_led"),
    "events_idle": count(N_("Promotion events without a signing yet"), "activities", "is_idle"),
    "eventless_projects": count(N_("Formal agreements signed at no event"), "activities", "is_eventless"),
    "leader_quota": count(N_("Quota of agreements"), "leader_quota", heading=N_("Quota")),
    "leader_quota_rate": ratio(N_("Quota met"), "leader_quota", "formal_projects", "leader_quota"),
    "zone_points": Figure(N_("Against all of them (points)"), "against_whole", "points"),
}
#: Flags of `activity_outcomes`: what is counted is events, not projects.
EVENT_FLAGS = frozenset({"is_event", "is_led", "is_idle"})
#: What these terms mean.
DEFINITIONS: dict[str, Definition] = {
    "moved_projects": Definition(
        N_("Projects that moved in the month"),
        N_("Of the projects signed or in the year's plan and not terminated before the month: those signed, started, "
           "first paid or gone into production in it."),
    ),
    "reports_on_time": Definition(
        N_("Reported on time"),
        N_("Key projects under construction whose month was reported within the settings' days after its end ÷ those "
           "that have to report. Where the ledger has no days of reporting there is no figure."),
    ),
    "problems_struck": Definition(
        N_("Problems struck off in the month"),
        N_("Problems resolved in the month ÷ problems open in it."),
    ),
    "activities": Definition(
        N_("Promotion events"),
        N_("Events of the ledger held in the period, with their batches and delegations. To an event belong the formal "
           "agreements that name it."),
    ),
    "leader_quota": Definition(
        N_("Quota of a leader in charge"),
        N_("How many formal agreements the settings ask of a leader in charge for the year, and the share that was "
           "signed in the period; a quota is not cut to the period."),
    ),
    "against_whole": Definition(
        N_("Against all of them"),
        N_("The plan completion of the row − that of all key projects in the selection, in percentage points."),
    ),
}  # fmt: skip
