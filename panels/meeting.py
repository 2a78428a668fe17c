"""What a meeting looks at project by project: the newest signings and starts, and whose lights are on."""

from __future__ import annotations

import pandas as pd

from data.settings import settings
from figures import lights
from panels.panel import Audience, Nothing, Panel, Table
from texts.writing import is_missing
from view.view import View

#: So many rows are asked for: what does not fit is counted below them.
_NEWEST = 12
#: No meeting goes through more; how many there are in all is said.
_MOST_ROWS = 300


def newest_signings(view: View, audience: Audience) -> Panel:
    """The newest signings, newest first; before guests without what a single one brings, or that one has ended."""
    return _newest(view, audience, "signed", view.t("Newest signings"))


def newest_starts(view: View, audience: Audience) -> Panel:
    """The newest starts, newest first; before guests without what a single one brings, or that one has ended."""
    return _newest(view, audience, "started", view.t("Newest starts"))


def _newest(view: View, audience: Audience, event: str, title: str) -> Panel:
    t, rows = view.t, view.run("newest", newest=_NEWEST)
    rows = rows[rows["event"] == event].reset_index(drop=True)
    if rows.empty:
        return Panel(f"newest_{event}", title, t("None in this selection yet"))
    has_amount = not view.rights.sees_sums_alone
    what = t("Day, project, industry, planned investment") if has_amount else t("Day, project, industry")
    wanted = ("happened_on", "name", "industry", *(("planned_investment",) if has_amount else ()))
    others = int(rows.iloc[0]["events"]) - len(rows)
    if audience == "working" and has_amount and (ended := int(rows.iloc[0]["terminated"])):
        left_out = t.plural(
            "{n} more, since terminated, is not listed", "{n} more, since terminated, are not listed", ended
        )
        what = _clauses(view, [what, left_out])
    return Panel(f"newest_{event}", title, what, (Table(f"newest_{event}", rows, wanted, others=others),))


def lit(view: View, rule: str) -> Panel | None:
    """The projects whose light is on by a rule, red before amber, with what is at stake; None where there is none."""
    rows, exempt = _lights(view, rule)
    if rows.empty:
        return None
    t, stake = view.t, rows["at_stake"].sum(min_count=1)
    has_stake = not is_missing(stake)
    said = {
        "rule": lights.name(t, rule),
        "projects": t.projects(len(rows)),
        "lights": lights.how_many(t, rows["light"].to_list()),
    }
    title = (
        t("{rule}: {projects} ({lights}, {amount} at stake)", amount=t.money(stake), **said)
        if has_stake
        else t("{rule}: {projects} ({lights})", **said)
    )
    about = [lights.limits(t, rule, rows["basis"].iloc[0], settings().lights)]
    about += [t("at stake: {stake}", stake=lights.stake(t, rule))] if has_stake else []
    about += [t("{n} more exempt", n=t.number(exempt))] if exempt else []
    shown = rows.head(_MOST_ROWS)
    shown = shown.assign(why_lit=[lights.why(t, one, lights.fact(t, one)) for one in shown.to_dict("records")])
    columns = ("name", *(("at_stake",) if has_stake else ()), "unit", "why_lit")
    table = Table(rule, shown, columns, others=len(rows) - len(shown), is_gone_through=True)
    return Panel(rule, title, _clauses(view, about), (table,))


def unlit(view: View) -> Panel | None:
    """The rules by which no light is on, in one line; None where each has some."""
    t = view.t
    cutoff = view.run("cutoff").iloc[0]
    none, unknown = [], []
    for rule in lights.RULES:
        rows, exempt = _lights(view, rule)
        needed = lights.REPORTED.get(rule)
        if rows.empty and needed and all(is_missing(cutoff[column]) for column in needed):
            unknown.append(lights.name(t, rule))
        elif rows.empty:
            name = lights.name(t, rule)
            none.append(t("{rule} ({n} exempt)", rule=name, n=t.number(exempt)) if exempt else name)
    said = [t("No light: {rules}", rules=t.join(none))] if none else []
    said += [t("No data: {rules}", rules=t.join(unknown))] if unknown else []
    words = _clauses(view, said)
    return Panel("unlit", words, "", (Nothing(words),)) if said else None


def _lights(view: View, rule: str) -> tuple[pd.DataFrame, int]:
    """The rule's rows of the query `lights` that are counted, and how many are exempt."""
    rows = view.run("lights")
    rows = rows[rows["rule"] == rule]
    counted = rows[~rows["is_exempt"]].reset_index(drop=True)
    return counted, len(rows) - len(counted)


def _clauses(view: View, words: list[str]) -> str:
    return ("；" if view.language == "zh" else "; ").join(words)
