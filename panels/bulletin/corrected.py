"""七、上月通报数据更正: last month's figures as they were told then, against the same day as it is known now."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from data import versions
from data.errors import StoreError
from data.publishing import history
from panels import review_lists
from panels.bulletin.issue import Issue
from panels.document import Block
from panels.panel import Table
from texts.language import N_
from texts.writing import is_missing
from view import monthly
from view.view import View, edition

COLUMNS = ("bulletin_figure", "was_said", "is_said")
LEARNED = ("name", "learned", "unit", "lead_official")
_MOST = 100


class _Figure(NamedTuple):
    """A figure of the bulletin: its name, where it stands, and its form."""

    name: str
    query: str
    column: str
    form: str


_FIGURES = (
    _Figure(N_("Key projects' annual plan"), "target_year", "plan", "money"),
    _Figure(N_("Key projects' completed investment"), "target_year", "invested", "money"),
    _Figure(N_("Plan completion"), "target_year", "completion_rate", "share"),
    _Figure(N_("New key projects started"), "unit_work", "new_started", "count"),
    _Figure(N_("Formal agreements signed"), "headline", "signed_projects", "count"),
    _Figure(N_("Planned investment of these"), "headline", "signed_planned", "money"),
    _Figure(N_("Of these started"), "headline", "started_projects", "count"),
    _Figure(N_("Funds arrived"), "headline", "funds_arrived", "money"),
)


def blocks(issue: Issue) -> tuple[Block, ...]:
    """What was told last month and is known otherwise today; a sentence where nothing is."""
    t, last = issue.t, monthly.before(issue.month)
    base = told_by(issue)
    month = t.months(last, last)
    if base is None:
        return (Block("corrections", "", (t("No version of the data as of the bulletin of {month} is kept, so there is "
                                            "nothing to hold against.", month=month),)),)  # fmt: skip
    rows = figures(issue, base)
    learned = _learned(issue, base)
    if rows.empty and not len(learned):
        return (Block("corrections", "", (t("The figures told for {month} stand.", month=month),)),)
    said = [t("{n} figures told for {month} are known otherwise today.", n=t.number(len(rows)), month=month)
            if len(rows) else t("The figures told for {month} stand.", month=month)]  # fmt: skip
    tables = [Table("corrected", rows, COLUMNS)] if len(rows) else []
    if len(learned):
        said.append(t.plural("{n} project was reported late or corrected since.",
                             "{n} projects were reported late or corrected since.", len(learned)))  # fmt: skip
    made = [Block("corrections", "", tuple(said), tuple(tables))]
    if len(learned) and not issue.is_public:
        more = t("The first {n} are listed.", n=t.number(_MOST)) if len(learned) > _MOST else ""
        filled = tuple(one for one in LEARNED if learned[one].notna().any())
        table = Table("learned", learned.head(_MOST), filled)
        made.append(Block("learned_note", "", (more,) if more else (), (table,)))
    return tuple(made)


def told_by(issue: Issue) -> str | None:
    """The version by which last month's bulletin was written: the first that covers its month, along the bases.

    None where the current one is the first that does: what was known before is not kept.
    """
    last, now = monthly.before(issue.month), issue.view.edition.version
    known, found = set(versions.names()), now
    while (base := versions.info(found).base_version) in known and base is not None:
        try:
            info = versions.info(base)
        except StoreError:
            break
        if info.months_through < last or info.is_demo != issue.view.edition.is_demo:
            break
        found = base
    return None if found == now else found


def figures(issue: Issue, base: str) -> pd.DataFrame:
    """The figures that are written otherwise today: what each is called, as told and as known now."""
    then, now = (_states(issue, one) for one in (base, issue.view.edition.version))
    lines = []
    for one in _FIGURES:
        was, is_now = (_word(issue, one, view) for view in (then, now))
        if was != is_now:
            lines.append({"bulletin_figure": issue.t(one.name), "was_said": was, "is_said": is_now})
    return pd.DataFrame(lines, columns=list(COLUMNS))


def _states(issue: Issue, version: str) -> View:
    """The view of last month's end in a version's data."""
    last = monthly.before(issue.month)
    return replace(issue.view, edition=edition(version), as_of=monthly.last_day(last), year=last.year)


def _word(issue: Issue, one: _Figure, view: View) -> str:
    t = issue.t
    rows = view.run(one.query, month_from=view.as_of.replace(day=1))
    if one.query == "unit_work":
        rows = rows[rows["unit"].isna()]
    value: Any = rows.iloc[0][one.column] if len(rows) else None
    if is_missing(value):
        return t("No data")
    if one.form == "money":
        return t.money(value)
    return t.percent(value) if one.form == "share" else t.number(value)


def _learned(issue: Issue, base: str) -> pd.DataFrame:
    """Projects of which something was reported late or corrected since that version."""
    published = history.published_on(base)
    if published >= issue.view.as_of or history.current_on(issue.view.edition.version, published) != base:
        return pd.DataFrame(columns=list(LEARNED))
    panel = review_lists.learned(issue.view, {"since": published, "read_by": "reported"})
    table = next((one for one in panel.tables if isinstance(one, Table)), None)
    rows = table.rows if table is not None else pd.DataFrame(columns=list(LEARNED))
    return rows
