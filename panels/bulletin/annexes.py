"""The annexes: completion, projects behind (of the internal edition), newly signed and started."""

from __future__ import annotations

import pandas as pd

from figures import lights
from panels.bulletin import groups
from panels.bulletin.issue import Issue
from panels.document import Block
from panels.panel import Table
from queries.keeping import kept

BEHIND_COLUMNS = ("lit", "name", "unit", "lead_official", "plan", "invested", "completion_rate", "why_lit")
NEW_COLUMNS = ("event", "happened_on", "name", "industry", "unit", "planned_investment")
#: A printed list ends somewhere; how many more there are is said.
_MOST = 200


@kept
def blocks(issue: Issue) -> tuple[Block, ...]:
    """Each under its own heading, numbered as they stand."""
    t = issue.t
    made: list[Block] = []

    def headed(title: str) -> str:
        number = 1 + sum(bool(one.heading) for one in made)
        return t("Annex {n} {title}", n=t.number(number), title=title)

    by_industry, heading = groups.industry_table(issue), headed(t("Key projects' plan completion"))
    if len(by_industry.rows):
        made.append(Block("annex_industries", heading, (), (by_industry,)))
    else:
        made.append(Block("annex_industries", heading, (t("There is no key project in this selection."),)))
    if not issue.is_public:
        by_unit = groups.unit_table(issue)
        made.append(Block("annex_units", "", (), (by_unit,) if len(by_unit.rows) else ()))
        made.append(_behind(issue, headed(t("Key projects behind their schedule"))))
    made.append(_new(issue, headed(t("Newly signed and started in the month"))))
    return tuple(made)


def _behind(issue: Issue, heading: str) -> Block:
    t, rows = issue.t, issue.view.run("lights")
    rows = rows[(rows["rule"] == "behind") & ~rows["is_exempt"]]
    if rows.empty:
        return Block("behind", heading, (t("No key project has a light for being behind its schedule."),))
    done = issue.view.run("target_projects")[["project_id", "plan", "invested", "completion_rate"]]
    shown = rows.head(_MOST).merge(done, on="project_id", how="left")
    shown = shown.assign(
        lit=[lights.mark(t, one) for one in shown["light"]],
        why_lit=[lights.fact(t, row) for row in shown.to_dict("records")],
    )
    said = [t("{counted}; red first, the largest shortfall first.", counted=lights.how_many(t, list(rows["light"])))]
    if len(rows) > _MOST:
        said.append(t("The first {n} are listed.", n=t.number(_MOST)))
    filled = tuple(column for column in BEHIND_COLUMNS if shown[column].notna().any())
    return Block("behind", heading, (" ".join(said) if t.language == "en" else "".join(said),),
                 (Table("behind", shown, filled),))  # fmt: skip


def new_rows(issue: Issue) -> pd.DataFrame:
    """Signed and started in the month; none where the last month that counts is another."""
    rows = issue.view.run("last_month_projects")
    rows = rows[rows["event"].isin(["signed", "started"])]
    last = issue.row("last_month")["month"].date()
    return rows.reset_index(drop=True) if last == issue.month else rows.iloc[:0]


def _new(issue: Issue, heading: str) -> Block:
    t, rows = issue.t, new_rows(issue)
    counted = {event: int((rows["event"] == event).sum()) for event in ("signed", "started")}
    if rows.empty:
        return Block("new_projects", heading, (t("No project was signed or started in the month."),))
    said = [t("{signed} signed, {started} started.", signed=t.projects(counted["signed"]),
              started=t.projects(counted["started"]))]  # fmt: skip
    shown = issue.nameable(rows)
    if len(shown) < len(rows):
        said.append(t("{n} of these rows are not listed by name.", n=t.number(len(rows) - len(shown))))
    if len(shown) > _MOST:
        said.append(t("The first {n} are listed.", n=t.number(_MOST)))
    shown = shown.head(_MOST)
    columns = tuple(one for one in NEW_COLUMNS if one != "unit" or not issue.is_public)
    tables = (Table("new_projects", shown, columns),) if len(shown) else ()
    return Block("new_projects", heading, ((" " if t.language == "en" else "").join(said),), tables)
