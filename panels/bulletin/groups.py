"""二、分类情况: by nature, by industry, by department within its group."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pandas as pd

from data.settings import settings
from figures.columns import FEW
from panels.bulletin.issue import Issue
from panels.bulletin.ranking import Placed, placed
from panels.document import Block
from panels.panel import Table
from queries.keeping import kept
from texts import sentences
from texts.sentences.bulletin import LEVEL
from texts.terms import category
from texts.writing import is_missing, rounded

INDUSTRY_COLUMNS = ("industry", "key_projects", "plan", "invested", "completion_rate", "points_ahead", "zone_points")
UNIT_COLUMNS = ("group", "standing", "unit", "key_projects", "plan", "invested", "completion_rate", "points_ahead",
                "new_due", "new_due_started", "funds_arrived")  # fmt: skip
#: A sentence names no more than so many of each class.
_MOST = 4


@kept
def blocks(issue: Issue) -> tuple[Block, ...]:
    """The sentences; their tables are annexes."""
    t = issue.t
    made = [Block("natures", "", _led(issue, t("By nature"), _natures(issue))),
            Block("industries", "", _led(issue, t("By industry"), _industries(issue)))]  # fmt: skip
    if not issue.is_public:
        made.append(Block("units", "", _units(issue)))
    return tuple(made)


def _led(issue: Issue, name: str, words: str) -> tuple[str, ...]:
    return (sentences.led(issue.t, name, words),) if words else ()


def _natures(issue: Issue) -> str:
    t, rows = issue.t, issue.view.run("target_groups", dimension="nature")
    said = [sentences.bulletin_nature(t, category(t, row["name"]), row) for row in rows.to_dict("records")]
    return sentences.statements(t, said) if said else ""


def industry_rows(issue: Issue) -> pd.DataFrame:
    """The industries with key projects, the highest completion first, with their distance from the whole in points."""
    rows = issue.view.run("target_groups", dimension="industry").rename(columns={"name": "industry"})
    whole = issue.row("target_year")["completion_rate"]
    rows = rows.assign(zone_points=(rows["completion_rate"] - whole) * 100)
    return rows.sort_values(["completion_rate", "industry"], ascending=[False, True], na_position="last",
                            ignore_index=True)  # fmt: skip


def _industries(issue: Issue) -> str:
    t, rows = issue.t, industry_rows(issue)
    if rows.empty:
        return ""
    if rows["completion_rate"].isna().all():
        return t("There is no data on completed investment.")
    if len(rows) == 1:
        name = issue.view.industry_name(rows["industry"].iloc[0])
        return t("all key projects are of one industry, {name}.", name=t.within(name))
    known = rows[rows["completion_rate"].notna()]
    shown = known["zone_points"].map(lambda points: float(rounded(points, 1)))
    parts = [_class(issue, known[flags], where) for flags, where in (
        (shown > LEVEL, t("above {whole}", whole=issue.whole)),
        (shown.abs() <= LEVEL, t("about level with {whole}", whole=issue.whole)),
        (shown < -LEVEL, t("below {whole}", whole=issue.whole)),
    ) if flags.any()]  # fmt: skip
    return t.sentence_case(sentences.statements(t, parts))


def _class(issue: Issue, rows: pd.DataFrame, where: str) -> str:
    """计划完成率高于全区的产业3个：新材料70.3%（高于全区6.0个百分点）、……."""
    t, named = issue.t, list[str]()
    for row in rows.to_dict("records"):
        name, rate = t.within(issue.view.industry_name(row["industry"])), t.percent(row["completion_rate"])
        against = sentences.bulletin_against(t, row["zone_points"], issue.whole)
        # That they are level the class itself says.
        is_level = abs(rounded(row["zone_points"], 1)) <= LEVEL
        named.append(t("{name} {rate}", name=name, rate=rate) if is_level
                     else t("{name} {rate} ({against})", name=name, rate=rate, against=against))  # fmt: skip
    return t.plural("{n} industry is {where} in completion: {names}", "{n} industries are {where} in completion: "
                    "{names}", len(rows), where=where, names=t.join(named))  # fmt: skip


def group_of() -> dict[str, tuple[str, bool]]:
    """Department → its group ('' without one), and whether it is ranked."""
    return {one.zh: (one.group or "", one.is_ranked) for one in settings().unit}


def unit_rows(issue: Issue) -> pd.DataFrame:
    """Departments with key projects: group by group, ranked by completion, then those not ranked."""
    rows = issue.view.run("target_groups", dimension="unit").rename(columns={"name": "unit"})
    work = issue.view.run("unit_work", month_from=issue.month)
    rows = rows.merge(work[["unit", "new_due", "new_due_started", "funds_arrived"]], on="unit", how="left")
    known = group_of()
    placings = _placings(rows)
    rows = rows.assign(
        group=[known.get(unit, ("", True))[0] for unit in rows["unit"]],
        place=pd.array([placings[unit].place for unit in rows["unit"]], dtype="Int64"),
        standing=[_standing(issue, placings[unit]) for unit in rows["unit"]],
        order=[_order(unit) for unit in rows["unit"]],
    )
    by = ["order", "place", "completion_rate", "unit"]
    return rows.sort_values(by, ascending=[True, True, False, True], na_position="last", ignore_index=True)


def _order(unit: str) -> int:
    """The groups stand in the settings' order."""
    known = group_of()
    groups = list(dict.fromkeys(group for group, _ in known.values()))
    return groups.index(known[unit][0]) if unit in known else len(groups)


def _placings(rows: pd.DataFrame) -> dict[str, Placed]:
    known = group_of()
    found: dict[str, Placed] = {}
    records: list[dict[Any, Any]] = rows.to_dict("records")
    records.sort(key=lambda row: known.get(row["unit"], ("", True))[0])
    for _, those in groupby(records, lambda row: known.get(row["unit"], ("", True))[0]):
        listed = [(row["unit"], row["completion_rate"], row["key_projects"], known.get(row["unit"], ("", True))[1])
                  for row in those]  # fmt: skip
        found |= placed(listed, FEW, 1)
    return found


def _standing(issue: Issue, one: Placed) -> str:
    t = issue.t
    if one.place is not None:
        return t.number(one.place)
    return t("not ranked") if one.is_left_out else t("not ranked, too few") if one.is_few else t("not ranked, no data")


def _units(issue: Issue) -> tuple[str, ...]:
    """A line a group: the order of its departments, and who is not ranked."""
    t, rows = issue.t, unit_rows(issue)
    lines = []
    for group, those in rows.groupby("group", sort=False):
        ranked, others = those[those["place"].notna()], those[those["place"].isna()]
        name = t("By department, group {group}", group=group) if group else t("By department")
        said = [_ranked(issue, ranked)] if len(ranked) else []
        if len(others):
            named = [_named(issue, row) for row in others.to_dict("records")]
            said.append(t("not ranked: {names}", names=t.join(named)))
        lines.append(sentences.led(t, name, t.sentence_case(sentences.statements(t, said))))
    return tuple(lines)


def _ranked(issue: Issue, rows: pd.DataFrame) -> str:
    t, named = issue.t, [_named(issue, row) for row in rows.to_dict("records")]
    if len(named) == 1:
        return t("only {name} can be ranked", name=named[0])
    if len(named) <= 2 * _MOST:
        return t("in the order of completion: {names}", names=t.join(named))
    return t("completion is highest at {first} and lowest at {last}", first=t.join(named[:_MOST]),
             last=t.join(named[-_MOST:]))  # fmt: skip


def _named(issue: Issue, row: Any) -> str:
    t, name = issue.t, issue.view.unit_name(row["unit"])
    if is_missing(row["completion_rate"]):
        return t("{name} ({words})", name=name, words=t("Not reported"))
    return t("{name} ({words})", name=name, words=t.percent(row["completion_rate"]))


def industry_table(issue: Issue) -> Table:
    """The annex's table of industries, with all of them in the last row."""
    rows, year = industry_rows(issue), issue.row("target_year")
    whole = {column: year[column] for column in INDUSTRY_COLUMNS if column in year}
    total = pd.DataFrame([{"industry": issue.t("All industries"), **whole, "zone_points": 0.0}])
    if year["key_projects"]:
        rows = pd.concat([rows[list(INDUSTRY_COLUMNS)], total], ignore_index=True)
    return Table("annex_industries", rows, INDUSTRY_COLUMNS, money=issue.money)


def unit_table(issue: Issue) -> Table:
    """The annex's table of departments."""
    rows = unit_rows(issue)
    shown = tuple(one for one in UNIT_COLUMNS if one != "group" or rows["group"].ne("").any())
    return Table("annex_units", rows, shown, money=issue.money)
