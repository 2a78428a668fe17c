"""Alerts as a message: what is newly red or past a limit, each told once as long as it stays so."""

from __future__ import annotations

from data.channels import Channel
from data.settings import settings
from panels import review, review_lists
from reports.push.letters import Letter, head, only_internal, view_for, words
from reports.push.review_letter import newly_red
from texts import sentences
from texts.writing import is_missing
from view.view import View

_RED, _LIMIT = "red", "limit"


def letter(channel: Channel, told: frozenset[str] | None) -> Letter:
    """What the channel has not been told of yet. `told`: what it has (`Letter.on` of before); None: nothing ever.

    To a channel that was never told of anything, the lights that turned red within the last week are news, and how many
    there are is said; the others have been red before anybody asked for alerts.

    Raises:
        SendError: the channel is not internal.
        StoreError: the data cannot be opened.
    """
    only_internal(channel, "预警", "an alert")
    view = view_for(channel)
    t = view.t
    params = _week(view)
    rows = review_lists.moving(view, params)
    red = rows[rows["is_red"]]
    names = red["project_id"].map(lambda project: f"{_RED}:{project}")
    limits = _past(view)
    on = frozenset({*names, *limits})
    is_new = red["is_new_red"] if told is None else ~names.isin(told or ())
    said = [words for subject, words in limits.items() if subject not in (told or ())]
    lines = [*said, *newly_red(view, red[is_new])]
    if told is None and len(red):
        lit = view.run("lit_total", **params).iloc[0]
        lines.insert(0, t("{n} red in all ({amount} at stake); from now on each is told once when it turns red.",
                          n=t.projects(len(red)), amount=t.money(lit["red_stake"])))  # fmt: skip
    title = t("Alert")
    return Letter("alerts", f"{view.as_of}", view.edition.version, "internal", title,
                  words([head(view, title), *lines]), None, on, is_news=bool(lines))  # fmt: skip


def _past(view: View) -> dict[str, str]:
    """Figures past the settings' limits: a name by which each is told once, and its sentence."""
    t, limits, found = view.t, settings().push.alerts, dict[str, str]()
    year = view.run("target_year").iloc[0]
    if limits.behind_points is not None and not is_missing(year["points_ahead"]):
        behind = -float(year["points_ahead"])
        if year["key_projects"] and sentences.is_reported(year) and behind > limits.behind_points:
            found[f"{_LIMIT}:behind_points:{view.year}"] = t(
                "{sentence} That is further behind the schedule than the limit of {n} points.",
                sentence=sentences.target_year(t, year, view.year), n=_number(view, limits.behind_points),
            )  # fmt: skip
    if limits.overdue_problems is not None:
        overdue = int(view.run("problems", **_week(view)).iloc[0]["problems_overdue"])
        if overdue > limits.overdue_problems:
            found[f"{_LIMIT}:overdue_problems"] = t(
                "{n} problems are past their day, more than the limit of {limit}.",
                n=t.number(overdue), limit=t.number(limits.overdue_problems),
            )  # fmt: skip
    return found


def _week(view: View) -> review_lists.Params:
    return review.asked(view, {"since": "week"}).parameters


def _number(view: View, n: float) -> str:
    return view.t.number(n, 0 if float(n).is_integer() else 1)
