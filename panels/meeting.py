"""What a meeting looks at project by project: the newest signings and starts, and what has come to a halt."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from data.settings import settings
from panels.panel import Nothing, Panel, Table
from texts.language import N_
from texts.progress import points_phrase
from texts.writing import is_missing
from view.view import View

#: So many rows are asked for: what does not fit is counted below them.
_NEWEST = 12
_MOST_ROWS = 30
#: Rule of query stuck → its name, with the threshold of the settings as {n}.
RULES = {
    "not_started": N_("Signed more than {n} days ago and not started"),
    "no_funds": N_("Started more than {n} days ago, no money yet"),
    "behind": N_("More than {n} points behind their own schedule"),
}
#: Rule → the column of the query cutoff that says since when what it looks at is reported.
_REPORTED = {"no_funds": "funds_from", "behind": "invested_from"}


def newest_signings(view: View) -> Panel:
    """The newest signings, newest first; before guests without what a single one brings."""
    return _newest(view, "signed", view.t("Newest signings"))


def newest_starts(view: View) -> Panel:
    """The newest starts, newest first; before guests without what a single one brings."""
    return _newest(view, "started", view.t("Newest starts"))


def _newest(view: View, event: str, title: str) -> Panel:
    t, rows = view.t, view.run("newest", newest=_NEWEST)
    rows = rows[rows["event"] == event].reset_index(drop=True)
    if rows.empty:
        return Panel(f"newest_{event}", title, t("None in this selection yet"))
    has_amount = not view.rights.sees_sums_alone
    what = t("Day, project, industry, planned investment") if has_amount else t("Day, project, industry")
    wanted = ("happened_on", "name", "industry", *(("planned_investment",) if has_amount else ()))
    others = int(rows.iloc[0]["events"]) - len(rows)
    return Panel(f"newest_{event}", title, what, (Table(f"newest_{event}", rows, wanted, others=others),))


def not_started(view: View) -> Panel:
    """Signed long ago and not started."""
    return _stuck(view, "not_started")


def no_funds(view: View) -> Panel:
    """Started some time ago, and no money yet."""
    return _stuck(view, "no_funds")


def behind(view: View) -> Panel:
    """Far behind their own schedule."""
    return _stuck(view, "behind")


def _stuck(view: View, rule: str) -> Panel:
    """The projects that one rule finds, with what is at stake."""
    t, review, rows = view.t, settings().review, view.run("stuck")
    rows = rows[rows["rule"] == rule].reset_index(drop=True)
    n = {"not_started": review.stuck_signed_days, "no_funds": review.stuck_started_days, "behind": review.stuck_points}
    words = t(RULES[rule], n=f"{n[rule]:g}")
    reports = view.run("cutoff").iloc[0]
    if rule in _REPORTED and is_missing(reports[_REPORTED[rule]]):
        return Panel(rule, t("{rule}: no data", rule=words), "", (Nothing(t("{rule}: no data", rule=words)),))
    if rows.empty:
        return Panel(rule, t("{rule}: none", rule=words), "", (Nothing(t("{rule}: none", rule=words)),))
    title = t(
        "{rule}: {projects} ({amount} at stake)",
        rule=words,
        projects=t.projects(len(rows)),
        amount=t.money(rows["at_stake"].sum()),
    )
    stake = t("what the schedule lacks") if rule == "behind" else t("planned investment")
    shown = rows.head(_MOST_ROWS)
    shown = shown.assign(how_long=[_how_long(view, one) for one in shown.to_dict("records")])
    table = Table(rule, shown, ("name", "at_stake", "unit", "how_long"), others=max(len(rows) - _MOST_ROWS, 0))
    return Panel(rule, title, t("For the meeting; at stake: {stake}", stake=stake), (table,))


def _how_long(view: View, one: Mapping[Hashable, object]) -> str:
    points, days = one["points_ahead"], one["days"]
    if isinstance(points, float) and not is_missing(points):
        return points_phrase(view.t, points, short=True)
    return view.t("{n} days", n=view.t.number(int(str(days))))
