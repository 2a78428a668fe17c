"""The screen's panels: a sentence as title, what is shown and in which unit, and the body."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import pandas as pd

from charts.funnel import stages as funnel_stages
from charts.theme import SHAPES
from data.settings import settings
from screen import figures
from screen.link import Audience
from screen.markup import chart, figure, items, row, tag, text
from texts import sentences
from texts.language import N_
from texts.progress import funds_growth_phrase, light, more_phrase, points_phrase, share_change_phrase
from texts.writing import is_missing, is_some
from view.view import View

#: So many rows are asked for: what does not fit the wall is counted below them.
_NEWEST = 12
_MOST_LINES = 30
#: Rule of query stuck → its name, with the threshold of the settings as {n}.
RULES = {
    "not_started": N_("Signed more than {n} days ago and not started"),
    "no_funds": N_("Started more than {n} days ago, no money yet"),
    "behind": N_("More than {n} points behind their own schedule"),
}
#: Rule → the column of the query cutoff that says since when what it looks at is reported.
_REPORTED = {"no_funds": "funds_from", "behind": "invested_from"}


@dataclass(frozen=True)
class Panel:
    """A panel of a view; `body` is HTML."""

    title: str
    subtitle: str
    body: str
    #: Its rows are long: on a wide wall it takes two places.
    is_wide: bool = False

    def html(self) -> str:
        """The whole panel."""
        head = text("h2", self.title) + (text("p", self.subtitle, "subtitle") if self.subtitle else "")
        return tag("section", head + tag("div", self.body, "body"), "panel")


def charted(view: View, audience: Audience, name: str, subtitle: str, *, is_wide: bool = False) -> Panel:
    """A chart's panel; `subtitle` has {unit} for the unit of money."""
    drawn = figures.CHARTS[name](view, audience)
    if drawn is None:
        without = name == "arrived" and is_missing(view.run("headline").iloc[0]["funds_arrived"])
        nothing = view.t("No data on funds arrived") if without else view.t("Nothing to show in this selection yet")
        return Panel(nothing, "", "")
    body = chart(name, drawn.title, view.t("; {n} more not shown", n="{n}"))
    return Panel(drawn.title, subtitle.replace("{unit}", drawn.unit), body, is_wide)


def band(view: View, audience: Audience) -> str:
    """The year against its plan in one line of large figures; guests see no schedule."""
    view = figures.whole_year(view)
    t = view.t
    year = view.run("target_year").iloc[0]
    if not year["key_projects"]:
        return tag("section", text("p", sentences.target_year(t, year, view.year)), "band")
    left = (
        text("p", t("Completed investment in {year}", year=t.year(view.year)), "label")
        + tag("p", figure(t.money(year["invested"])), "key")
        + text("p", t("Annual plan {plan}, {projects}", plan=t.round_money(year["plan"]),
                      projects=t.plural("{n} key project", "{n} key projects", year["key_projects"])), "label")
    )  # fmt: skip
    return tag("section", tag("div", left, "left") + tag("div", _progress(view, year, audience), "right"), "band")


def _progress(view: View, year: pd.Series, audience: Audience) -> str:
    t = view.t
    if not year["plan"]:
        return ""
    if words := t.withheld(year["completion_rate"]):
        return text("p", words, "label")
    if is_missing(year["completion_rate"]):
        return text("p", t("There is no data on completed investment"), "label")
    share = t("{share} of the annual plan", share=t.percent(year["completion_rate"]))
    filled = f"{min(max(year['completion_rate'], 0), 1) * 100:.2f}%"
    bar = tag("i", "", "fill", data_width=filled)
    if audience == "display":
        return tag("p", figure(share)) + tag("div", bar, "progress")
    status = light(year["points_ahead"], settings().schedule.amber_points)
    words = points_phrase(t, year["points_ahead"], short=True)
    verdict = text("span", f"{SHAPES[status]} {words}" if status else words, f"light {status or ''}".strip())
    due = f"{min(year['due_share'], 1) * 100:.2f}%"
    below = text("span", t("Schedule {share}", share=t.percent(year["due_share"])))
    below += text("span", sentences.needed(t, year))
    return (
        tag("p", figure(share) + verdict, "apart")
        + tag("div", bar + tag("b", "", "due", data_left=due), "progress")
        + tag("p", below, "apart")
    )


def funnel(view: View) -> Panel:
    """How far the agreements signed in the period have come."""
    t = view.t
    rows = view.run("funnel_cohort")
    subtitle = t("How far the agreements signed in {year} have come", year=view.period_words())
    if not rows["projects"].any():
        return Panel(sentences.funnel_cohort(t, rows, view.period_words(), view.as_of), subtitle, "")
    body = ""
    for place, stage in enumerate(funnel_stages(rows, t).to_dict("records")):
        width = f"{max((stage['right'] - stage['left']) * 100, 1):.2f}%"
        words = tag("p", figure(stage["title"]), "stage") + text("p", _detail(view, rows.iloc[place], stage), "detail")
        body += tag("div", words, f"step fill{place}", data_width=width)
        if stage["step"]:
            body += text("p", stage["step"], "between")
    return Panel(sentences.funnel(t, rows), subtitle, tag("div", body, "funnel"))


def _detail(view: View, counted: pd.Series, stage: Mapping[Hashable, object]) -> str:
    """A stage's amount, short enough for its bar: of the last one what has really arrived."""
    if counted["stage"] == "funded" and is_some(counted["projects"]):
        return view.t("Really arrived: {amount}", amount=view.t.money(counted["funds_arrived"]))
    return str(stage["detail"])


def period(view: View) -> Panel:
    """What the period brought, each figure beside the year before."""
    t = view.t
    head = view.run("headline").iloc[0]
    rows = [
        (t("Projects signed"), t.projects(head["signed_projects"]), more_phrase(t, head["signed_change"])),
        (t("Planned investment of these"), t.money(head["signed_planned"]), ""),
        (
            t(
                "Start rate ({started}/{signed})",
                started=t.number(head["started_projects"]),
                signed=t.number(head["formal_projects"]),
            ),
            t.percent(head["start_rate"]),
            share_change_phrase(t, head["start_rate_change"]),
        ),
        (t("Funds arrived, all signings"), t.money(head["funds_arrived"]), funds_growth_phrase(t, head)),
    ]
    body = "".join(
        tag("div", text("p", label, "label") + tag("p", figure(value), "large") + text("p", note, "note"), "fact")
        for label, value, note in rows
    )
    return Panel(t("{period} in figures", period=view.period_words()), "", tag("div", body, "facts"))


def newest(view: View, event: str) -> Panel:
    """The newest signings or starts, newest first; before guests without what a single one brings."""
    t = view.t
    rows = view.run("newest", newest=_NEWEST)
    rows = rows[rows["event"] == event]
    title = t("Newest signings") if event == "signed" else t("Newest starts")
    has_amount = not view.rights.sees_sums_alone
    subtitle = t("Day, project, industry, planned investment") if has_amount else t("Day, project, industry")
    if rows.empty:
        return Panel(title, t("None in this selection yet"), "")
    lines = [
        row(
            one["name"],
            t.money(one["planned_investment"]) if has_amount else "",
            [t.day(one["happened_on"].date()), view.industry_name(one["industry"])],
        )
        for one in rows.to_dict("records")
    ]
    return Panel(title, subtitle, items(lines, t("and {n} earlier ones")))


def stuck(view: View, rule: str, rows: pd.DataFrame) -> Panel:
    """The projects that one rule finds, with what is at stake. `rows`: of query stuck, of this rule."""
    t, review = view.t, settings().review
    n = {"not_started": review.stuck_signed_days, "no_funds": review.stuck_started_days, "behind": review.stuck_points}
    words = t(RULES[rule], n=f"{n[rule]:g}")
    reports = view.run("cutoff").iloc[0]
    if rule in _REPORTED and is_missing(reports[_REPORTED[rule]]):
        return Panel(t("{rule}: no data", rule=words), "", "")
    if rows.empty:
        return Panel(t("{rule}: none", rule=words), "", "")
    title = t(
        "{rule}: {projects} ({amount} at stake)",
        rule=words,
        projects=t.projects(len(rows)),
        amount=t.money(rows["at_stake"].sum()),
    )
    stake = t("what the schedule lacks") if rule == "behind" else t("planned investment")
    lines = [
        row(one["name"], t.money(one["at_stake"]), [view.unit_name(one["unit"]), _how_long(view, one)])
        for one in rows.head(_MOST_LINES).to_dict("records")
    ]
    others = max(len(rows) - _MOST_LINES, 0)
    subtitle = t("For the meeting; at stake: {stake}", stake=stake)
    return Panel(title, subtitle, items(lines, t("and {n} more"), others))


def _how_long(view: View, one: Mapping[Hashable, object]) -> str:
    points, days = one["points_ahead"], one["days"]
    if isinstance(points, float) and not is_missing(points):
        return points_phrase(view.t, points, short=True)
    return view.t("{n} days", n=view.t.number(int(str(days))))
