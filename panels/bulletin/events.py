"""四、招商活动: what came of each event's signings, and the channels."""

from __future__ import annotations

import pandas as pd

import queries
from figures.columns import FEW
from panels.bulletin.issue import Issue
from panels.document import Block
from panels.panel import Table
from queries.keeping import kept
from texts import sentences
from view.names import name_of

EVENT_COLUMNS = ("held_on", "title", "channel", "formal_projects", "formal_planned", "started_projects", "start_rate",
                 "arrived_of_signed", "arrival_rate")  # fmt: skip
_MOST = 20


@kept
def blocks(issue: Issue) -> tuple[Block, ...]:
    """The year's events in a sentence and a table, then the channels."""
    t, rows = issue.t, issue.view.run("activity_outcomes", **_year(issue))
    events, channels = (rows[rows["by_what"] == what] for what in ("event", "channel"))
    whole = rows[rows["by_what"] == "all"].iloc[0]
    led = events[events["formal_projects"] > 0]
    said = sentences.bulletin_activities(t, whole, len(events) - len(led), issue.period)
    none = int(rows.loc[rows["by_what"] == "none", "formal_projects"].sum())
    named = [sentences.bulletin_channel(t, name_of(issue.view, "channel", row["channel"]), row, FEW)
             for row in channels.to_dict("records")]  # fmt: skip
    by_channel = sentences.bulletin_by_channel(t, named, none, issue.period)
    made = [Block("activities", "", (said,), ()), Block("channels", "", (by_channel,) if by_channel else ())]
    if len(led):
        shown = _named(issue, led.head(_MOST))
        more = len(led) - _MOST
        told = (t("The {n} events with the most agreements.", n=t.number(_MOST)),) if more > 0 else ()
        made.append(Block("events_note", "", told, (Table("events", shown, EVENT_COLUMNS, money=issue.money),)))
    return tuple(made)


def _named(issue: Issue, rows: pd.DataFrame) -> pd.DataFrame:
    """The events; where a title names whom the edition must not name, it does not stand."""
    t = issue.t
    titles = [t("(title left out)") if issue.names(str(title)) else title for title in rows["title"]]
    return rows.assign(title=titles).reset_index(drop=True)


def _year(issue: Issue) -> dict[str, queries.Value]:
    return {"period_from": issue.view.period_from, "period_to": issue.view.as_of}
