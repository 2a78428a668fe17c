"""The annual appraisal's ranks as of the month's end, in the internal edition; by the zone's own scheme alone."""

from __future__ import annotations

import pandas as pd

from panels.appraisal import words
from panels.appraisal.asked import appraisal, asked
from panels.bulletin.issue import Issue
from panels.document import Block
from panels.panel import Table
from view.appraisal.ranking import Group, Place

COLUMNS = ("group", "standing", "unit", "appraised_points", "change_of_rank", "points_gained", "prize")


def blocks(issue: Issue) -> tuple[Block, ...]:
    """How it is reckoned, and the ranks of each group; nothing where a part of the zone alone is told of.

    By the shipped example nobody is ranked in a real zone's bulletin.
    """
    view, narrowed = issue.view, [one for one in issue.view.chosen if one[0] != "period"]
    if issue.is_public or narrowed or view.rights.units is not None:
        return ()
    one = asked(view, {})
    if one is None or (one.scheme.is_example and not view.edition.is_demo):
        return ()
    made = appraisal(view, one)
    rows = pd.DataFrame([_row(issue, group, place) for group in made.groups for place in group.ranked])
    if rows.empty:
        return ()
    shown = tuple(column for column in COLUMNS if rows[column].ne("").any())
    said = [words.beside(view, made), *_unranked(issue, made.groups)]
    return (Block("appraised", "", tuple(said), (Table("appraised_ranks", rows, shown),)),)


def _row(issue: Issue, group: Group, place: Place) -> dict[str, str]:
    t = issue.t
    return {
        "group": words.group_name(issue.view, group.name) if group.name else "",
        "standing": t.number(place.rank or 0),
        "unit": place.score.member.unit,
        "appraised_points": words.points(t, place.score),
        "change_of_rank": words.moved(issue.view, place),
        "points_gained": "" if place.gain is None else t.signed(place.gain, 2),
        "prize": words.prizes(issue.view, place),
    }


def _unranked(issue: Issue, groups: tuple[Group, ...]) -> list[str]:
    """Those that are not ranked, each with the reason."""
    t, view = issue.t, issue.view
    said = [
        t("{unit} ({why})", unit=view.unit_name(place.score.member.unit), why=words.unranked(view, place.score))
        for group in groups
        for place in group.unranked
    ]
    return [t("Not ranked: {units}.", units=t.join(said))] if said else []
