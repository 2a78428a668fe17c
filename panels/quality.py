"""Which projects need a call: silent, waiting, paid beyond their plan."""

from __future__ import annotations

from data.settings import settings
from panels.panel import Panel
from panels.tables import project_rows
from texts.writing import is_missing
from view.view import View

_VISIBLE = 8
_STALE = ("name", "industry", "unit", "started_on", "last_month", "silent_months", "planned_investment",
          "funds_to_date")  # fmt: skip
_WAITING = ("name", "industry", "unit", "signed_on", "days_waiting", "planned_investment", "funds_to_date")
_OVERPAID = ("name", "industry", "unit", "signed_on", "planned_investment", "funds_to_date", "overpaid")


def silent(view: View) -> Panel:
    """Under construction, and no money reported for months."""
    t, rows = view.t, view.run("quality_stale")
    reports = view.run("cutoff").iloc[0]
    is_silent = is_missing(reports["funds_from"]) and is_missing(reports["invested_from"])
    title = t("Under construction and silent for 3 months or more: {projects}", projects=t.projects(len(rows)))
    if rows.empty:
        title = t("No project under construction has been silent for 3 months")
    if is_silent:
        title = t("Under construction and silent: no money is reported at all")
    what = t(
        "Started, neither in production nor terminated; no funds or investment in the last 3 months ({unit})",
        unit=t.small_scale.unit,
    )
    if rows.empty and not is_silent:
        return Panel("stale", title, what)
    none = t("The ledger has no data on money.")
    return Panel("stale", title, what, project_rows(rows, _STALE, key="stale", empty=none, visible=_VISIBLE))


def waiting(view: View) -> Panel:
    """Signed long ago and not started."""
    t, rows, days = view.t, view.run("quality_unstarted"), settings().review.matured_days
    title = t("Signed more than {days} days ago and not started: {projects}", projects=t.projects(len(rows)), days=days)
    if rows.empty:
        none = t("No agreement signed more than {days} days ago is still not started", days=days)
        return Panel("unstarted", none, t("Formal agreements, not terminated"))
    what = t("Formal agreements, not terminated; the earliest signing first ({unit})", unit=t.small_scale.unit)
    listed = project_rows(rows, _WAITING, key="waiting", empty="", visible=_VISIBLE)
    return Panel("unstarted", title, what, listed)


def overpaid(view: View) -> Panel:
    """Paid beyond the planned investment."""
    t, rows = view.t, view.run("quality_overpaid")
    title = t("Paid beyond the planned investment: {projects}", projects=t.projects(len(rows)))
    what = t("Either the plan has grown without being changed in the ledger, or an amount is wrong ({unit})",
             unit=t.small_scale.unit)  # fmt: skip
    if rows.empty:
        return Panel("overpaid", t("No project has been paid beyond its planned investment"), "")
    listed = project_rows(rows, _OVERPAID, key="overpaid", empty="", visible=_VISIBLE)
    return Panel("overpaid", title, what, listed)
