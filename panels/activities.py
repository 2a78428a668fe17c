"""Promotion events: what came of each in signings, starts and money, how fast, by whom; and what was signed at none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

import charts
from data.settings import settings
from figures.ratios import with_ratios
from panels import sources
from panels.page import Page, Side, Slot, headed
from panels.panel import Card, Chart, Hidden, Note, Nothing, Panel, Part, Table
from panels.questions import Question, Source
from texts import Texts, sentences
from texts.sentences.cohorts import MILESTONES
from texts.writing import is_missing
from view.view import View

#: A heat map has so many events, those with the most agreements.
_MOST = 12
_VISIBLE = 10
_FEW = 5
#: Letters of a title at the side of a chart.
_LONGEST = 18
_FIGURES = ("formal_projects", "started_projects", "start_rate", "formal_planned", "arrived_of_signed", "arrival_rate")
#: Figures of events, not of projects.
_EVENTS = ("events_held", "events_led", "events_idle", "batches", "delegations")
_EVENT = ("held_on", "title", "channel", "unit", "batches", "delegations", *_FIGURES)
_LEADER = ("lead_official", "formal_projects", "leader_quota", "leader_quota_rate", "formal_planned",
           "started_projects", "start_rate", "arrived_of_signed", "arrival_rate")  # fmt: skip
_SHARES = {"started": ("start_rate", "started_projects", "formal_projects"),
           "arrived": ("arrival_rate", "arrived_of_signed", "formal_planned")}  # fmt: skip


def page(view: View, beside: Slot, below: Slot) -> Page:
    """What came of the promotion events? `beside` stands beside the leaders, `below` at the end."""
    t = view.t
    if view.rights.sees_sums_alone:
        return Page(t("Projects one by one."), rows=(Slot(_hidden),))
    if not view.has_begun:
        return Page(t("{period} has not begun: no event has been held in it.", period=view.period_name()))

    def answer() -> str:
        whole = _of(view.run("activity_outcomes"), "all").iloc[0]
        return sentences.bulletin_activities(t, whole, int(whole["events_idle"]), view.period_words())

    made = Page(
        rows=(Side((beside, Slot(leaders))), Slot(outcomes), Slot(month_after_month, "event_follow"), below),
        question=_QUESTION,
    )  # fmt: skip
    return headed(view, made, answer, lambda: _cards(view))


_GROUPS = Source("activity_outcomes", name="activity_id", where={"by_what": "event"})
_QUESTION = Question(
    (*_FIGURES, *_EVENTS),
    Source("activity_outcomes", where={"by_what": "all"}),
    _GROUPS, "activity_id", listed="event_projects",
    listed_by=dict.fromkeys(_EVENTS, "activity_outcomes"),
)  # fmt: skip


def _asked(first: str) -> Question:
    """The same question, beginning with one figure."""
    return replace(_QUESTION, figures=(first, *(code for code in _QUESTION.figures if code != first)))


_NONE = Question(
    ("eventless_projects",),
    Source("activity_outcomes", cells={"eventless_projects": ("formal_projects", {"by_what": "none"})}),
    listed="event_projects",
)


def _hidden(view: View) -> Panel:
    return Panel("activities", view.t("Activities"), "", (Hidden("projects"),))


def _none(view: View) -> str:
    return view.t("The ledger has no promotion event in {period}.", period=view.period_words())


def _of(rows: pd.DataFrame, what: str) -> pd.DataFrame:
    return rows[rows["by_what"] == what].reset_index(drop=True)


def _cards(view: View) -> tuple[Card, ...]:
    t, rows = view.t, view.run("activity_outcomes")
    whole = _of(rows, "all").iloc[0]
    none = _of(rows, "none")
    apart = int(none["formal_projects"].sum())
    received = [] if is_missing(whole["batches"]) else [t("{n} activities", n=t.number(whole["batches"]))]
    received += [] if is_missing(whole["delegations"]) else [t("{n} delegations", n=t.number(whole["delegations"]))]
    arrived = "—" if is_missing(whole["arrived_of_signed"]) else t.money(whole["arrived_of_signed"])
    rate = whole["arrival_rate"]
    return (
        Card(t("Promotion events"), t.number(whole["events_held"]), t.join(received), _asked("events_held")),
        Card(t("Signed at them"), t.projects(whole["formal_projects"]), t.money(whole["formal_planned"]), _QUESTION),
        Card(t("Started of these"), t.projects(whole["started_projects"]),
             "" if is_missing(whole["start_rate"]) else t("start rate {rate}", rate=t.percent(whole["start_rate"])),
             _asked("started_projects")),
        Card(t("Funds arrived of these"), arrived,
             "" if is_missing(rate) else t("arrival rate {rate}", rate=t.percent(rate)),
             _asked("arrived_of_signed")),
        Card(t("Signed at no event"), t.projects(apart), t("in {period}", period=view.period_words()), _NONE),
    )  # fmt: skip


def outcomes(view: View) -> Panel:
    """A row an event, those with the most agreements first."""
    t, rows = view.t, view.run("activity_outcomes")
    events = _of(rows, "event")
    whole = _of(rows, "all").iloc[0]
    title = t(
        "{led} of {n} events led to signings", led=t.number(whole["events_led"]), n=t.number(whole["events_held"])
    )
    filled = tuple(column for column in _EVENT if column in events and events[column].notna().any())
    table = Table("events", events, filled, visible=_VISIBLE, saved=("activity_id", *filled))
    about = t("Of each event the formal agreements that name it, whenever signed since; money in {unit}",
              unit=t.small_scale.unit)  # fmt: skip
    return Panel("events", title, about, (table,), _QUESTION)


def month_after_month(view: View, share: str) -> Panel:
    """What became of the events with the most agreements, month after month since each."""
    t, rows = view.t, view.run("event_months")
    title = t("By event, month after month")
    known = rows[rows["activity_id"].notna()]
    rate, figures = _SHARES[share][0], _SHARES[share]
    if known.empty or rows[rate].isna().all():
        why = t("No month has ended since an event with a signing.") if known.empty else t(
            "The ledger reports no funds arrived for these events.")  # fmt: skip
        return Panel("event_months", title, "", (Nothing(why),))
    events = _of(view.run("activity_outcomes"), "event").set_index("activity_id")
    first = [one for one in events.index if one in set(known["activity_id"])][:_MOST]
    shown = pd.concat([known[known["activity_id"] == one] for one in first] + [rows[rows["activity_id"].isna()]])
    labels = {one: _label(t, events.loc[one]) for one in first}
    shown = shown.assign(title=shown["activity_id"].map(events["title"]))
    since = _milestone(rows, rate)
    words = title if since is None else _reached(view, rows, share, since)
    question = _QUESTION if since is None else _of_all(view, share, since)
    more = len(set(known["activity_id"])) - len(first)
    chart = Chart(
        f"event_months_{share}", charts.cohorts, shown,
        30 * (len(first) + 1) + 34, words, {"share": share, "labels": tuple(labels.items())},
        lambda mark: _cell(view, rows, figures, mark),
    )  # fmt: skip
    notes: list[Part] = [Note(t("Cells of fewer than five agreements are not shaded and not to be compared."))]
    if more > 0:
        notes.append(Note(t("The {n} events with the most agreements; «All» is of all of them.", n=t.number(_MOST))))
    what = t("Down: event; across: months since its month (0: the end of that month); share started in %")
    if share == "arrived":
        what = t("Down: event; across: months since its month; share of planned investment arrived in %")
    return Panel("event_months", words, what, (chart, *notes),
                 question)  # fmt: skip


def _milestone(rows: pd.DataFrame, rate: str) -> int | None:
    """The latest months since of all events that enough agreements have come to; None where none has."""
    of = rows[rows["activity_id"].isna() & rows[rate].notna() & (rows["formal_projects"] >= _FEW)]
    told = of[of["months_since"].isin(MILESTONES)]
    return None if told.empty else int(told["months_since"].iloc[-1])


def _reached(view: View, rows: pd.DataFrame, share: str, since: int) -> str:
    """How much had started, or arrived, of all events so many months after them."""
    t, rate = view.t, _SHARES[share][0]
    reached = rows.loc[rows["activity_id"].isna() & (rows["months_since"] == since), rate].iloc[0]
    n, words = t.number(since), t.percent(reached)
    if share == "arrived":
        return t("{n} months after the event {share} of the planned investment had arrived", n=n, share=words)
    return t("{n} months after the event {share} had started", n=n, share=words)


def _of_all(view: View, share: str, since: int) -> Question:
    """What the title says, of all events."""
    return Question(
        _SHARES[share], None, Source("event_months", name="months_since", where={"activity_id": None}), "months_since",
        since, is_named=True,
        unlisted=_unlisted(view),
    )  # fmt: skip


def _unlisted(view: View) -> str:
    t = view.t
    return t("Each event is read at the end of a month of its own; its projects stand behind it in the panel above.")


def _label(t: Texts, event: pd.Series) -> str:
    """Day and title, without the demonstration's mark, which stands on the page; a long title is cut."""
    title = str(event["title"]).removeprefix("演示：")
    return f"{t.day_of_year(event['held_on'])} · {title if len(title) <= _LONGEST else title[:_LONGEST] + '…'}"


def _cell(view: View, rows: pd.DataFrame, figures: tuple[str, ...], mark: Mapping[str, Any]) -> Question:
    """The question of a cell: the event's agreements as they stood at that month's end; of all events the whole."""
    if not mark["signing"]:
        share = "started" if figures == _SHARES["started"] else "arrived"
        return _of_all(view, share, int(mark["months_since"]))
    since = int(mark["months_since"])
    row = rows[(rows["activity_id"] == mark["signing"]) & (rows["months_since"] == since)].iloc[0]
    day = row["read_on"].date()
    return Question(
        figures, Source("event_months", where={"activity_id": mark["signing"], "months_since": since}),
        about=view.t("As of {day}", day=view.t.day(day)),
        unlisted=_unlisted(view),
    )  # fmt: skip


def leaders(view: View) -> Panel:
    """What each leader in charge brought (领导招商), against the quota where the settings have one."""
    t, rows = view.t, view.run("funnel_groups", dimension="lead_official")
    title, period = t("By leader in charge"), view.period_words()
    named = rows[rows["name"].notna()]
    quotas = {one.name: one.projects for one in settings().leader}
    listed = [*named["name"], *(one for one in quotas if one not in set(named["name"]))]
    if not listed:
        return Panel(
            "leaders", title, "", (Nothing(t("No agreement signed in {period} names a leader.", period=period)),)
        )
    table = named.set_index("name").reindex(listed).rename_axis("lead_official").reset_index()
    for column in ("formal_projects", "started_projects", "formal_planned"):
        table[column] = table[column].fillna(0)
    table["leader_quota"] = pd.array([quotas.get(one, pd.NA) for one in table["lead_official"]], dtype="Int64")
    table = with_ratios(table, ("leader_quota_rate",)).sort_values(
        ["formal_projects", "formal_planned"], ascending=False
    )
    filled = tuple(column for column in _LEADER if table[column].notna().any())
    question = Question(
        sources.GROUP_FIGURES, sources.FUNNEL_COHORT, sources.funnel_groups("lead_official"), "lead_official"
    )
    without = int(rows.loc[rows["name"].isna(), "formal_projects"].sum())
    notes = [Note(t("{n} name no leader.", n=t.projects(without)))] if without else []
    notes += [] if quotas else [Note(t("Quotas of leaders stand in the settings; none is set."))]
    most = int(table["formal_projects"].iloc[0])
    said = t("By leader in charge; the most agreements of one: {n}", n=t.projects(most)) if most else title
    about = t("Formal agreements signed in {period}, by leader in charge; money in {unit}", period=period,
              unit=t.small_scale.unit)  # fmt: skip
    part = Table("leaders", table.reset_index(drop=True), filled, question, "lead_official", visible=_VISIBLE)
    return Panel("leaders", said, about, (part, *notes), question)
