"""A project's history over the versions: which publishing changed what of it, the newest first."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from data.publishing import history as over_versions
from data.publishing.history import Change, Publishing
from figures import lights
from panels.panel import Heading, Hidden, Lines, Note, Panel, Part
from texts import Texts
from texts.language import N_
from texts.terms import category, indicator, month_words
from view.view import View

#: So many lines are told of one publishing.
_MOST_LINES = 12
_MONEY = frozenset({"planned_investment", "funds_arrived", "invested", "amount", "original_amount"})
#: (table or any, column) → what it is called.
_COLUMNS = {
    "name": N_("Project name"), "content": N_("What is built"), "industry": N_("Industry"),
    "investor": N_("Investing company"), "origin": N_("Investor's origin"), "unit": N_("Responsible department"),
    "lead_official": N_("Leader in charge"), "channel": N_("Channel"), "agreement": N_("Agreement"),
    "is_four_new": N_("Four new"), "planned_investment": N_("Planned investment"), "signed_on": N_("Signed on"),
    "approved_on": N_("Approved on"), "registered_on": N_("Company registered on"), "started_on": N_("Started on"),
    "listed_on": N_("In the statistical library on"), "production_on": N_("In production on"),
    "capacity_on": N_("At full capacity on"), "terminated_on": N_("Terminated on"),
    "termination_reason": N_("Reason for termination"), "activity_id": N_("Event number"), "remarks": N_("Remarks"),
    "extra": N_("Other columns of the ledger"), "funds_arrived": N_("Funds arrived"),
    "invested": N_("Completed investment"), "reported_on": N_("Reported on"), "nature": N_("New or carried over"),
    "planned_start_on": N_("Planned start"), "amount": N_("Annual plan"),
    "original_amount": N_("Original annual plan"), "adjusted_on": N_("Adjusted on"), "kind": N_("Kind"),
    "raised_on": N_("Raised on"), "due_on": N_("Due on"), "owner": N_("Who answers for it"),
    "resolved_on": N_("Resolved on"),
    "level": N_("Level"), "note": N_("In the owner's words"), "share": N_("Share"), "reason": N_("Reason"),
    "until_on": N_("Till"), "decided_by": N_("Decided by"),
}  # fmt: skip
#: Table → how its row is named, with its key as {key}.
_ROWS = {
    "project_kind": N_("Kind of investor: {key}"),
    "progress": "{key}",
    "plan": N_("Plan of {key}"),
    "blocker": N_("Problem {key}"),
    "credit": N_("Credit: {key}"),
    "exclusion": N_("Not counted in the appraisal: {key}"),
    "exemption": N_("Exemption: {key}"),
}


def history(view: View, project_id: str) -> Panel:
    """Which publishing changed what of the project."""
    t = view.t
    if view.rights.sees_sums_alone:
        return Panel("history", t("History over the versions"), "", (Hidden("projects"),))
    found = over_versions.of_project(view.edition.version, project_id, view.rights.units)
    changed = [one for one in found.publishings if not one.is_first]
    title = t.plural("{n} publishing changed something of it", "{n} publishings changed something of it",
                     len(changed)) if changed else t("No publishing has changed anything of it")  # fmt: skip
    looked = t.plural("The newest first; {n} publishing was looked at", "The newest first; {n} publishings were looked "
                      "at", found.looked_at)  # fmt: skip
    parts: list[Part] = []
    for one in found.publishings:
        parts += _told(view, one)
    if not found.is_whole:
        parts.append(Note(t("What was published before is not looked at, no longer kept, or not for this account.")))
    return Panel("history", title, looked, tuple(parts))


def _told(view: View, one: Publishing) -> list[Part]:
    t = view.t
    when = t("Version {version}, published on {day}", version=one.version, day=t.day(one.created_at))
    if one.is_first:
        return [Heading(when), Lines((t("The project is in the ledger from here on."),))]
    lines = list(_lines(view, one.changes))
    more = [t("and {n} more", n=t.number(len(lines) - _MOST_LINES))] if len(lines) > _MOST_LINES else []
    return [Heading(when), Lines((*lines[:_MOST_LINES], *more))]


def _lines(view: View, changes: Sequence[Change]) -> Iterator[str]:
    """A line a row that differs: what of it, from what to what."""
    t = view.t
    between, joined = ("：", "；") if t.language == "zh" else (": ", "; ")
    for (table, key), those in groupby(changes, lambda one: (one.table, one.key)):
        if table == "project":
            yield from (_change(view, one) for one in those)
            continue
        listed = list(those)
        named = t(_ROWS[table], key=t.join([_key(view, table, one) for one in key]) or t("all indicators"))
        said = joined.join(_change(view, one) for one in listed if one.column)
        if not said:
            said = t("added") if listed[0].after is not None else t("taken out")
        yield f"{named}{between}{said}"


def _key(view: View, table: str, value: object) -> str:
    t = view.t
    if isinstance(value, dt.date):
        return month_words(t, value)
    if isinstance(value, int):
        return t.year(value)
    if value is None:
        return t("all indicators")
    if table == "exemption":
        return lights.name(t, str(value))
    if table == "exclusion":
        return indicator(t, str(value))
    return view.unit_name(str(value)) if str(value) in view.choices["unit"].codes else category(t, str(value))


def _change(view: View, one: Change) -> str:
    t = view.t
    if one.column == "extra":
        return t("{what} changed", what=t(_COLUMNS[one.column])) + _headings(t, one)
    what = t(_COLUMNS[one.column])
    before, after = (_value(view, one.column, value) for value in (one.before, one.after))
    if one.before is None:
        return t("{what} {after} (was blank)", what=what, after=after)
    if one.after is None:
        return t("{what} blank (was {before})", what=what, before=before)
    return t("{what} {before} → {after}", what=what, before=before, after=after)


def _headings(t: Texts, one: Change) -> str:
    """Which of the ledger's own columns differ."""
    before, after = (json.loads(str(side or "{}")) for side in (one.before, one.after))
    differ = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return f"（{t.few(differ)}）" if t.language == "zh" else f" ({t.few(differ)})"


def _value(view: View, column: str, value: object) -> str:
    t = view.t
    if isinstance(value, Decimal):
        return t.percent(value) if column == "share" else t.exact_money(value)
    if isinstance(value, bool):
        return t("Yes") if value else t("No")
    if isinstance(value, dt.date):
        return t.day(value)
    text = str(value)
    return {"industry": view.industry_name, "unit": view.unit_name}.get(column, lambda one: category(t, one))(text)
