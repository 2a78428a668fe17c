"""Who stands where: the ranks of each group, and what each indicator gives each department."""

from __future__ import annotations

import pandas as pd

import charts
from panels.appraisal import formula, words
from panels.appraisal.asked import Appraisal, told
from panels.panel import Cell, Chart, Heading, Note, Panel, Part, Written
from view.appraisal.ranking import Group, Place
from view.view import View

_ROW_HEIGHT = 36


def shown(view: View, one: Appraisal) -> tuple[Group, ...]:
    """The groups with the places that the reader may be told."""
    made = [
        group._replace(
            ranked=tuple(place for place in group.ranked if told(view, place.score.member.unit)),
            unranked=tuple(place for place in group.unranked if told(view, place.score.member.unit)),
        )
        for group in one.groups
    ]  # fmt: skip
    return tuple(group for group in made if group.ranked or group.unranked)


def ranks(view: View, one: Appraisal) -> Panel:
    """Rank, points, movement and prizes, group by group; who is not ranked below, with the reason."""
    t, groups = view.t, shown(view, one)
    parts: list[Part] = []
    for group in groups:
        if len(one.groups) > 1:
            parts.append(Heading(words.group_name(view, group.name)))
        if group.ranked:
            parts += [_chart(view, one, group), _table(view, group)]
        if group.unranked:
            parts.append(_unranked(view, group))
    if view.rights.units is not None:
        parts.append(Note(t("You may see your own departments alone; ranks are among all of the group.")))
    return Panel("ranks", t("Ranks"), subtitle(view, one, t("Points; ranked within groups, equal points share a rank")),
                 tuple(parts))  # fmt: skip


def subtitle(view: View, one: Appraisal, text: str) -> str:
    """What a panel shows, and what is supposed: it stands on everything that leaves the page."""
    told_of = words.supposed(view, one)
    return words.joined(view.t, [text, *([told_of] if told_of else [])])


def _chart(view: View, one: Appraisal, group: Group) -> Chart:
    t = view.t
    rows = pd.DataFrame({
        "name": [view.unit_name(place.score.member.unit) for place in group.ranked],
        "value": [max(place.score.total or 0.0, 0.0) for place in group.ranked],
        "figures": [words.points(t, place.score) for place in group.ranked],
        "colour": [view.palette.actual] * len(group.ranked),
        "unit": [place.score.member.unit for place in group.ranked],
        "standing": [t.number(place.rank or 0) for place in group.ranked],
        "appraised_points": [words.points(t, place.score) for place in group.ranked],
    })  # fmt: skip
    key = f"scores_{group.name}_{one.asked.scheme.code}_{one.asked.is_scaled}_{one.asked.supposed.written()}"
    said = joined_ranks(view, group)
    return Chart(key, charts.ranking, rows, _ROW_HEIGHT * len(rows), said, has_rows=True)


def joined_ranks(view: View, group: Group) -> str:
    """A group's ranks in words."""
    t = view.t
    return words.joined(t, (
        t("{rank}. {unit} {points}", rank=t.number(place.rank or 0), unit=view.unit_name(place.score.member.unit),
          points=words.points(t, place.score)) for place in group.ranked
    ))  # fmt: skip


def _table(view: View, group: Group) -> Written:
    t = view.t
    rows = tuple(_row(view, place) for place in group.ranked)
    headings = (t("Rank"), t("Responsible department"), t("Points"), t("Weighted indicators"), t("Bonus, deductions"),
                t("Change of rank"), t("Points gained"), t("Prize"))  # fmt: skip
    return Written(
        f"ranks_{group.name}", headings, rows, t("Ranks of {group}", group=words.group_name(view, group.name))
    )


def _row(view: View, place: Place) -> tuple[Cell, ...]:
    t, score = view.t, place.score
    gained = "—" if place.gain is None else t.signed(place.gain, 2)
    return (
        Cell(t.number(place.rank or 0)), Cell(view.unit_name(score.member.unit)), Cell("", words.points(t, score)),
        Cell(formula.points(t, score.scaled)), Cell(t.signed(score.extra, 2)), Cell(words.moved(view, place)),
        Cell(gained), Cell(words.prizes(view, place)),
    )  # fmt: skip


def _unranked(view: View, group: Group) -> Written:
    t = view.t
    rows = tuple(
        (Cell(view.unit_name(place.score.member.unit)), Cell(words.points(t, place.score)),
         Cell(words.unranked(view, place.score)))
        for place in group.unranked
    )  # fmt: skip
    return Written(f"unranked_{group.name}", (t("Not ranked"), t("Points"), t("Why")), rows, t("Not ranked"))


def matrix(view: View, one: Appraisal) -> Panel:
    """What each indicator gives each department."""
    t = view.t
    places = [place for group in shown(view, one) for place in (*group.ranked, *group.unranked)]
    headings = (t("Indicator"), t("Weight"), *(view.unit_name(place.score.member.unit) for place in places))
    rows = []
    for each in one.scheme.on:
        cells = [formula.points(t, place.score.line(each.key).outcome.points) for place in places]
        rows.append((Cell(t.name(each.zh, each.en)), Cell(formula.weighs(t, each)), *map(Cell, cells)))
    whole = formula.plain(t, one.scheme.weights)
    rows.append((Cell("", t("Total points")), Cell("", whole),
                 *(Cell("", words.points(t, place.score)) for place in places)))  # fmt: skip
    off = [t.name(each.zh, each.en) for each in one.scheme.indicator if not each.is_on]
    notes: list[Part] = [Note(t("Switched off: {names}.", names=t.join(off)))] if off else []
    if abs(one.scheme.weights - one.scheme.total) > 1e-9:
        notes.append(Note(t("The weights as supposed sum to {sum}, those of the scheme to {total}.", sum=whole,
                            total=formula.plain(t, one.scheme.total))))  # fmt: skip
    if any(place.score.line(each.key).outcome.points is None for place in places for each in one.scheme.on):
        notes.append(Note(t("A dash: not scored; why stands in the department's own table.")))
    return Panel("by_indicator", t("Points by indicator"), subtitle(view, one, t("Points of each indicator")),
                 (Written("by_indicator", headings, tuple(rows), t("Points by indicator")), *notes))  # fmt: skip
