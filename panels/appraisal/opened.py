"""A department's score opened down: each formula with its numbers, the projects behind it, and what is not counted."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

import pandas as pd
from cachetools import LRUCache, cached

from panels.appraisal import formula, words
from panels.appraisal.asked import Appraisal, Asked, is_named, moved, moves, whole
from panels.appraisal.standing import subtitle
from panels.page import Slot
from panels.panel import Cell, Lines, Note, Nothing, Panel, Part, Table, Written
from texts import Texts
from texts.language import N_
from texts.writing import MISSING
from view.appraisal import scoring
from view.appraisal.counting import Brought, Entry, counts, entries, planned
from view.appraisal.scoring import Score
from view.view import View

COUNTED_COLUMNS = ("appraised_by", "name", "credit_as", "credit_share", "brings", "credited_to")
_MOST_KEPT = 32
#: What is supposed of a project → how it is called.
MOVE_NAMES = {"sign": N_("signs formally"), "start": N_("starts"), "complete": N_("completes its plan")}
LEFT_OUT_COLUMNS = ("name", "why_left_out", "appraised_by", "credited_to")
MOVES_COLUMNS = ("name", "move", "points_more", "rank_then", "brings", "planned_investment")


def slots(one: Appraisal) -> tuple[Slot, ...]:
    """The panels of the department that is opened."""
    return (
        Slot(partial(formulas, one=one)), Slot(partial(projects, one=one)), Slot(partial(left_out, one=one)),
        Slot(partial(would_add, one=one)), Slot(partial(rules, one=one)),
    )  # fmt: skip


def formulas(view: View, one: Appraisal) -> Panel:
    """Every indicator of the department: form, figures, formula, points; and how they make the total."""
    t, score = view.t, one.score(one.asked.unit)
    name = view.unit_name(one.asked.unit)
    if score is None:
        return Panel("formulas", t("{unit}: no score", unit=name), "", (Nothing(t("It brings nothing this year.")),))
    rows = tuple(
        (Cell(t.name(line.indicator.zh, line.indicator.en)), Cell("", formula.points(t, line.outcome.points)),
         Cell(formula.written(t, line)), Cell(f"{formula.weighs(t, line.indicator)}{_form(t, line.indicator.form)}"),
         Cell(formula.counts(t, line.indicator)))
        for line in score.lines
    )  # fmt: skip
    total = (Cell("", t("Total points")), Cell("", words.points(t, score)), Cell(words.total(view, one, score)),
             Cell(""), Cell(""))  # fmt: skip
    headings = (t("Indicator"), t("Points"), t("Formula with its numbers"), t("Weight and form"), t("What is counted"))
    return Panel(
        "formulas", t("{unit}: {points} points", unit=name, points=words.points(t, score)),
        subtitle(view, one, t("How each point is made; percentages are shown to two decimals and reckoned unrounded")),
        (Written("formulas", headings, (*rows, total), t("Formulas")),),
    )  # fmt: skip


def _form(t: Texts, form: str) -> str:
    return f"（{t(formula.FORMS[form])}）" if t.language == "zh" else f" ({t(formula.FORMS[form])})"


def _of(one: Appraisal) -> list[Entry]:
    return [entry for entry in one.now.counted.entries if entry.row.unit == one.asked.unit]


def projects(view: View, one: Appraisal) -> Panel:
    """The projects and events behind the score, with their credit share."""
    t = view.t
    found = [entry for entry in _of(one) if not entry.why]
    rows = pd.DataFrame(
        [_counted(view, one, entry) for entry in _ordered(one, found)],
        columns=["project_id", *COUNTED_COLUMNS],
    )  # fmt: skip
    parts: list[Part] = [
        Table(_key(one, "counted"), rows, COUNTED_COLUMNS, saved=("project_id", *COUNTED_COLUMNS))
        if len(rows) else Nothing(t("It brings nothing this year."))
    ]  # fmt: skip
    hidden = sum(not is_named(view, entry.row) for entry in found)
    if hidden:
        parts.append(Note(t("{n} lines are of other departments' projects, which you may not see by name.",
                            n=t.number(hidden))))  # fmt: skip
    return Panel("credited", t("{unit}: what its points are made of", unit=view.unit_name(one.asked.unit)),
                 subtitle(view, one, t("A line an indicator and project; credited: what it brings × credit share")),
                 tuple(parts))  # fmt: skip


def _key(one: Appraisal, what: str) -> str:
    asked = one.asked
    return f"{what}_{asked.unit}_{asked.scheme.code}_{asked.is_scaled}_{asked.supposed.written()}"


def _ordered(one: Appraisal, found: Iterable[Entry]) -> list[Entry]:
    order = {each.key: at for at, each in enumerate(one.scheme.indicator)}
    return sorted(found, key=lambda entry: (order[entry.indicator], -abs(entry.row.credited), entry.row.of))


def project_name(view: View, row: Brought) -> str:
    """What a project is called; a supposed one says so, one that the reader may not see has no name."""
    t = view.t
    if not is_named(view, row):
        return t("a project of another department")
    if row.is_supposed and not row.project_id:
        return t("(supposed) one more project of {money}", money=t.money(row.planned))
    return t("(supposed) {name}", name=row.name) if row.is_supposed else row.name


def _line(view: View, one: Appraisal, entry: Entry) -> dict[str, object]:
    row = entry.row
    name = words.indicator_name(view, one.scheme, entry.indicator)
    if entry.part == "of":
        name = view.t("{indicator}: divided by", indicator=name)
    elif entry.part == "second":
        name = view.t("{indicator}: second half", indicator=name)
    return {
        "project_id": row.project_id if row.project_id and is_named(view, row) else None,
        "appraised_by": name, "name": project_name(view, row),
        "credited_to": formula.amount(view.t, row.figure, row.credited),
    }  # fmt: skip


def _counted(view: View, one: Appraisal, entry: Entry) -> dict[str, object]:
    row = entry.row
    return _line(view, one, entry) | {
        "credit_as": words.roles(view, row), "credit_share": row.share,
        "brings": formula.amount(view.t, row.figure, row.contribution),
    }  # fmt: skip


def left_out(view: View, one: Appraisal) -> Panel:
    """What the department would have credit for, and why it has not."""
    t = view.t
    found = [entry for entry in _of(one) if entry.why]
    rows = pd.DataFrame(
        [
            _line(view, one, entry) | {"why_left_out": words.left_out(view, one, entry)}
            for entry in _ordered(one, found)
        ],
        columns=["project_id", *LEFT_OUT_COLUMNS],
    )  # fmt: skip
    parts: tuple[Part, ...] = (Nothing(t("Everything is counted.")),)
    if len(rows):
        parts = (Table(_key(one, "left_out"), rows, LEFT_OUT_COLUMNS, saved=("project_id", *LEFT_OUT_COLUMNS)),)
    return Panel("left_out", t("{unit}: not counted, and why", unit=view.unit_name(one.asked.unit)),
                 subtitle(view, one, t("A line an indicator and project")), parts)  # fmt: skip


class Candidate(NamedTuple):
    """A project that could move: what of it the department has credit for, points more, and the rank it would have."""

    move: str
    project: str
    row: Brought
    brings: str
    gain: float
    rank: int
    is_named: bool

    @property
    def code(self) -> str:
        return f"{self.move}.{self.project}"


def would_add(view: View, one: Appraisal) -> Panel:
    """Which project would add most to the department: every one that could move, computed."""
    t, name = view.t, view.unit_name(one.asked.unit)
    found = [each for each in candidates(view, one) if each.gain > 0]
    score = one.score(one.asked.unit)
    is_ranked = score is not None and score.member.is_ranked
    rows = pd.DataFrame(
        [
            {
                "project_id": each.project if each.is_named else None, "name": project_name(view, each.row),
                "move": t(MOVE_NAMES[each.move]), "brings": each.brings, "planned_investment": each.row.planned,
                "points_more": t.signed(each.gain, 2),
                "rank_then": t.number(each.rank) if is_ranked else MISSING,
            }
            for each in found
        ],
        columns=["project_id", *MOVES_COLUMNS],
    )  # fmt: skip
    title = t("{unit}: no single project would add anything now", unit=name)
    parts: list[Part] = [Nothing(t("No project can still be signed, started or completed for more points."))]
    if found:
        title = t("{unit}: {project} would add most, {points} points", unit=name,
                  project=project_name(view, found[0].row), points=t.number(found[0].gain, 2))  # fmt: skip
        parts = [Table(_key(one, "moves"), rows, MOVES_COLUMNS, saved=("project_id", *MOVES_COLUMNS))]
    parts.append(Note(t("Each project that could still be signed formally, started, or complete its plan is supposed "
                        "to do so by itself, and the score computed anew.")))  # fmt: skip
    return Panel("would_add", title, subtitle(view, one, t("Points more for the department, one project at a time")),
                 tuple(parts))  # fmt: skip


def _asked(view: View, one: Appraisal) -> tuple[View, Asked]:
    # The same for every choice of filters.
    return whole(view), one.asked


@cached(LRUCache(_MOST_KEPT), key=_asked, condition=threading.Condition())
def candidates(view: View, one: Appraisal) -> list[Candidate]:
    """Every move of a project of which the department has credit, the most useful first. Nobody may change the list."""
    unit, own = one.asked.unit, one.score(one.asked.unit)
    if own is None or own.total is None:
        return []
    taken = {item.of for item in one.asked.supposed.moves}
    every: dict[tuple[str, str], list[Brought]] = {}
    for move, row in moves(view):
        if row.project_id not in taken:
            every.setdefault((move, row.project_id), []).append(row)
    mover, found = _Mover(one), list[Candidate]()
    for (move, project), rows in every.items():
        mine = [row for row in rows if row.unit == unit]
        if not mine:
            continue
        made = mover.scores(project, rows)
        after = next(score.total for score in made if score.member.unit == unit) or 0.0
        rank = 1 + sum((other.total or 0.0) > after for other in made
                       if other.member.is_ranked and other.total is not None)  # fmt: skip
        told_by = next(each for each in mine if each.figure in _TOLD[move])
        brings = formula.amount(view.t, told_by.figure, told_by.credited)
        row = mine[0]._replace(is_supposed=False)
        found.append(Candidate(move, project, row, brings, round(after - own.total, 6), rank, is_named(view, row)))
    return sorted(found, key=lambda each: (-each.gain, each.project, each.move))


#: Move → the figure that it is told by; the others follow from it.
_TOLD = {
    "sign": ("signed_planned", "signed_projects"),
    "start": ("started_projects", "new_due_started"),
    "complete": ("invested",),
}


class _Mover:
    """The scores of the opened department's group when a project moves: only what it changes is reckoned anew."""

    def __init__(self, one: Appraisal) -> None:
        self._one, self._plan = one, planned(one.scheme)
        group = next(who.group for who in one.now.members if who.unit == one.asked.unit)
        self._known = tuple(score for score in one.now.scores if score.member.group == group)
        #: Moves that change the sums alike have the same scores: of a large zone most of the starts.
        self._made: dict[object, tuple[Score, ...]] = {}

    def scores(self, project: str, rows: list[Brought]) -> tuple[Score, ...]:
        """The scores where the project brings the rows more."""
        one, scheme = self._one, self._one.scheme
        before = one.now.counted.projects.get(project, ())
        was = [*entries(scheme, before, self._plan)]
        then = [*entries(scheme, moved(list(before), project, rows), self._plan)]
        old, new = counts(scheme, was), counts(scheme, then)
        touched = {place for place in old.keys() | new.keys() if old.get(place) != new.get(place)}
        alike = frozenset((place, (*old.get(place, ()),), (*new.get(place, ()),)) for place in touched)
        if alike not in self._made:
            tally = one.now.counted.tally.copy()
            tally.add(scheme, was, -1)
            tally.add(scheme, then)
            self._made[alike] = scoring.rescored(
                scheme, self._known, one.now.year, tally, one.asked.supposed, touched
            )  # fmt: skip
        return self._made[alike]


def rules(view: View, one: Appraisal) -> Panel:
    """The rules that every score follows."""
    return Panel("rules", view.t("How it is reckoned"), "", (Lines(words.rules(view, one)),))
