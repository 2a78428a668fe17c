"""Sentences on the year against its plan: the key projects and who carries them."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from texts.progress import growth_phrase, light, points_phrase
from texts.sentences.drafting import Row, clauses, month_end, statements
from texts.withheld import meet_any
from texts.writing import MISSING, Texts, is_missing, is_some

#: A headline names no more than so many that are on schedule; of more it says how many there are.
_MOST_NAMES = 3


def target_year(t: Texts, row: Row, year: int) -> str:
    """The year against its plan: completed, share, points, growth."""
    if not row["key_projects"]:
        return t("There is no key project with a plan for {year} in this selection.", year=t.year(year))
    if is_missing(row["invested"]):
        return t(
            "{n} key projects plan {plan} for {year}; there is no data on completed investment.",
            n=t.number(row["key_projects"]), plan=t.round_money(row["plan"]), year=t.year(year),
        )  # fmt: skip
    if is_missing(row["last_month"]):
        return t(
            "{n} key projects plan {plan} for {year}; no month of the year has been reported yet.",
            n=t.number(row["key_projects"]), plan=t.round_money(row["plan"]), year=t.year(year),
        )  # fmt: skip
    parts = [
        t(
            "By {day} {projects} had completed {amount}, {share} of the annual plan",
            day=t.day(month_end(row["last_month"])), projects=_key_projects(t, row["key_projects"]),
            amount=t.money(row["invested"]), share=t.percent(row["completion_rate"]),
        ),
        points_phrase(t, row["points_ahead"]),
    ]  # fmt: skip
    if row["last_key_projects"]:
        parts.append(growth_phrase(t, row["growth"]))
    return statements(t, [clauses(t, parts)])


def completed(t: Texts, row: Row) -> str:
    """A card's figure: what the key projects completed; a dash where the year has none."""
    return t.money(row["invested"]) if row["key_projects"] else MISSING


def of_plan(t: Texts, row: Row, column: str) -> str:
    """A card's figure that only a plan gives sense; a dash without one."""
    return t.money(row[column]) if row["plan"] else MISSING


def completed_of(t: Texts, row: Row) -> str:
    """A card's label: completed investment, with the plan that it is held against."""
    if not row["plan"]:
        return t("Key projects' completed investment")
    return t("Completed (plan {plan})", plan=t.round_money(row["plan"]))


def last_year(t: Texts, row: Row, months: pd.DataFrame) -> str:
    """The base of year on year: last year's key projects in the same months, and in their whole year."""
    if is_missing(row["last_invested"]):
        return t("Last year's line is not drawn: there is no data on last year's completed investment.")
    return t(
        "Last year's key projects: {same} in the same months, {whole} in the whole year.",
        same=t.money(row["last_invested"]), whole=t.money(months["last_cumulative_invested"].iloc[-1]),
    )  # fmt: skip


def target_makeup(t: Texts, row: Row, as_of: dt.date) -> str:
    """What the key projects are, and whether the new ones due have started by the as-of date."""
    if not row["key_projects"]:
        return ""
    makeup = t(
        "Of {projects} {continuing} are carried over and {new} new",
        projects=_key_projects(t, row["key_projects"]), continuing=t.number(row["continuing_projects"]),
        new=t.number(row["new_projects"]),
    )  # fmt: skip
    starts = []
    if row["new_due"]:
        starts.append(
            t(
                "by {day} {due} of the new ones were due to start and {started} of these had started ({share})",
                day=t.day(as_of), due=t.number(row["new_due"]), started=t.number(row["new_due_started"]),
                share=t.percent(row["new_start_rate"]),
            )
        )  # fmt: skip
    if row["new_started_early"]:
        starts.append(t("{n} more started before they were due", n=t.number(row["new_started_early"])))
    return statements(t, [makeup, *([clauses(t, starts)] if starts else [])])


def target_gap(t: Texts, row: Row) -> str:
    """What is left of the plan, and what each remaining month must bring."""
    if not row["plan"]:
        return t("No annual plan")
    if is_missing(row["remaining"]):
        return t("Annual plan {plan}, no data on completed investment", plan=t.round_money(row["plan"]))
    if not row["remaining"]:
        return t("The plan of {plan} has been met", plan=t.round_money(row["plan"]))
    if not row["months_left"]:
        return t(
            "{remaining} short of the plan of {plan}",
            remaining=t.money(row["remaining"]),
            plan=t.round_money(row["plan"]),
        )
    return t(
        "{remaining} left of {plan}: {needed} in each of the {n} remaining months",
        remaining=t.money(row["remaining"]), plan=t.round_money(row["plan"]),
        needed=t.money(row["needed_a_month"]), n=t.number(row["months_left"]),
    )  # fmt: skip


def target_left(t: Texts, row: Row) -> str:
    """What is left of the plan, short."""
    if not row["plan"] or not is_some(row["remaining"]):
        return target_gap(t, row)
    return t("{remaining} left of {plan}", remaining=t.money(row["remaining"]), plan=t.round_money(row["plan"]))


def needed(t: Texts, row: Row) -> str:
    """What each remaining month must bring."""
    if not row["plan"]:
        return t("No plan")
    if is_missing(row["remaining"]):
        return t("Not reported")
    if not row["remaining"]:
        return t("the plan has been met")
    if not row["months_left"]:
        return t("the year is over")
    return t(
        "{needed} a month for {n} months",
        needed=t.money(row["needed_a_month"]), n=t.number(row["months_left"]),
    )  # fmt: skip


def new_starts(t: Texts, row: Row) -> str:
    """What the start rate of new projects counts, and what it leaves out."""
    if not row["new_due"]:
        return t("no new project was due to start")
    if row["new_started_early"]:
        return t("{n} started before due", n=t.number(row["new_started_early"]))
    return t("of those due to start by now")


def leaders(t: Texts, groups: pd.DataFrame) -> str:
    """Which names carry the completed investment, and who is on schedule. `groups`: target_groups, named."""
    if groups.empty:
        return t("No key projects")
    for column in groups.columns.intersection(["invested", "plan"]):
        meet_any(groups[column])
    if groups["invested"].isna().all():
        return t("No data on completed investment")
    if len(groups) == 1:
        row = groups.iloc[0]
        return t(
            "{name}: {amount} completed, {share} of the plan",
            name=row["name"], amount=t.money(row["invested"]), share=t.percent(row["completion_rate"]),
        )  # fmt: skip
    if not groups["invested"].any():
        return t("Nothing completed yet")
    ranked = groups.sort_values("invested_rank")
    on_schedule = [light(points, 0) == "ahead" for points in ranked["points_ahead"]]
    return _counted(t, ranked, sum(on_schedule)) if sum(on_schedule) > _MOST_NAMES else _named(t, ranked, on_schedule)


def _named(t: Texts, ranked: pd.DataFrame, on_schedule: list[bool]) -> str:
    """Of few names: the two that carry most, and those that are on schedule."""
    top = ranked.head(2)
    first = t(
        "{names} carry {share} of the completed investment",
        names=t.join(top["name"].to_list()), share=t.percent(top["invested_so_far"].iloc[-1], 0),
    )  # fmt: skip
    if not any(on_schedule):
        return t("{first}; none is on schedule", first=first)
    return t("{first}; on schedule: {names}", first=first, names=t.join(ranked.loc[on_schedule, "name"].to_list()))


def _counted(t: Texts, ranked: pd.DataFrame, ahead: int) -> str:
    """Of many names: how many are on schedule, which completed most, and which is furthest behind."""
    first = t("most completed: {name}", name=ranked["name"].iloc[0])
    planned = ranked[ranked["points_ahead"].notna()]
    if ahead == len(planned):
        return t("All {n} are on schedule; {first}", n=t.number(ahead), first=first)
    last = planned.sort_values("points_ahead").iloc[0]
    return t(
        "{ahead} of {n} are on schedule; {first}; furthest behind: {last} ({points})",
        ahead=t.number(ahead), n=t.number(len(planned)), first=first, last=last["name"],
        points=points_phrase(t, last["points_ahead"], short=True),
    )  # fmt: skip


def _key_projects(t: Texts, n: int) -> str:
    return t.plural("the key project", "the {n} key projects", n)
