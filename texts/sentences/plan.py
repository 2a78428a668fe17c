"""Sentences on the year against its plan: the key projects and who carries them."""

from __future__ import annotations

import datetime as dt
from itertools import takewhile

import pandas as pd

from texts.language import N_
from texts.progress import growth_phrase, light, points_phrase
from texts.sentences.drafting import Row, clauses, month_end, statements
from texts.terms import in_sentence, is_rest, names
from texts.withheld import meet_any
from texts.writing import MISSING, Texts, is_missing, is_some

#: A headline names no more than so many that are on schedule; of more it says how many there are.
_MOST_NAMES = 3
_MONTHS = 12


def target_year(t: Texts, row: Row, year: int) -> str:
    """The year against its plan: completed, share, points, growth."""
    if not row["key_projects"]:
        return t("There is no key project with a plan for {year} in this selection.", year=t.year(year))
    if row["months_left"] == _MONTHS or (is_missing(row["last_month"]) and not is_missing(row["invested"])):
        return t.plural(
            "{n} key project plans {plan} for {year}; no month of the year has been reported yet.",
            "{n} key projects plan {plan} for {year}; no month of the year has been reported yet.",
            row["key_projects"], plan=t.round_money(row["plan"]), year=t.year(year),
        )  # fmt: skip
    if is_missing(row["invested"]):
        return t.plural(
            "{n} key project plans {plan} for {year}; there is no data on completed investment.",
            "{n} key projects plan {plan} for {year}; there is no data on completed investment.",
            row["key_projects"], plan=t.round_money(row["plan"]), year=t.year(year),
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
    """A card's figure: what the key projects completed; a dash where the year has none, or no month yet."""
    return t.money(row["invested"]) if row["key_projects"] and is_reported(row) else MISSING


def is_reported(row: Row) -> bool:
    """False before the first month of a year of a reported year: nothing is due yet, so nothing is on schedule."""
    return not row["key_projects"] or is_missing(row["invested"]) or not is_missing(row["last_month"])


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
    whole = t.money(months["last_cumulative_invested"].iloc[-1])
    if not is_reported(row):
        return t("Last year's key projects: {whole} in the whole year.", whole=whole)
    return t(
        "Last year's key projects: {same} in the same months, {whole} in the whole year.",
        same=t.money(row["last_invested"]), whole=whole,
    )  # fmt: skip


def target_makeup(t: Texts, row: Row, as_of: dt.date) -> str:
    """What the key projects are, and whether the new ones due have started by the as-of date."""
    if not row["key_projects"]:
        return ""
    makeup = _natures(t, row)
    starts = [_due(t, row, t.day(as_of))] if row["new_due"] else []
    if row["new_started_early"]:
        starts.append(
            t.plural("{n} more started before it was due", "{n} more started before they were due",
                     row["new_started_early"])
        )  # fmt: skip
    return statements(t, [makeup, *([clauses(t, starts)] if starts else [])])


def _natures(t: Texts, row: Row) -> str:
    """How many key projects are carried over and how many are new."""
    n, continuing = row["key_projects"], row["continuing_projects"]
    if continuing == n:
        return t.alone(N_("The key project is carried over"), N_("All {n} key projects are carried over"), n)
    if not continuing:
        return t.alone(N_("The key project is new"), N_("All {n} key projects are new"), n)
    return t.plural(
        "Of {projects} {n} is carried over and {new} new", "Of {projects} {n} are carried over and {new} new",
        continuing, projects=_key_projects(t, n), new=t.number(row["new_projects"]),
    )  # fmt: skip


def _due(t: Texts, row: Row, day: str) -> str:
    """How many new ones were due to start by the day, and whether some, none or all of these had."""
    due, started = row["new_due"], row["new_due_started"]
    if not started:
        return t.alone(
            N_("by {day} {n} of the new ones was due to start and had not started"),
            N_("by {day} {n} of the new ones were due to start and none of these had started"),
            due, day=day,
        )  # fmt: skip
    if started == due:
        return t.alone(
            N_("by {day} {n} of the new ones was due to start and had started"),
            N_("by {day} {n} of the new ones were due to start and all of these had started"),
            due, day=day,
        )  # fmt: skip
    return t(
        "by {day} {due} of the new ones were due to start and {started} of these had started ({share})",
        day=day, due=t.number(due), started=t.number(started), share=t.percent(row["new_start_rate"]),
    )  # fmt: skip


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
        "{left}: {needed}",
        left=t("{remaining} left of {plan}", remaining=t.money(row["remaining"]), plan=t.round_money(row["plan"])),
        needed=_each_month(t, row),
    )  # fmt: skip


def _each_month(t: Texts, row: Row) -> str:
    """What is left, by the month: of one month that is no average."""
    return t.alone(
        N_("{needed} in the remaining month"), N_("{needed} in each of the {n} remaining months"),
        row["months_left"], needed=t.money(row["needed_a_month"]),
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
    return _each_month(t, row)


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
        row = groups.iloc[0].to_dict()
        row["name"] = t.sentence_case(in_sentence(t, row["name"]))
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
    parts = [*_carrying(t, ranked), *_on_schedule(t, ranked.loc[on_schedule, "name"].to_list())]
    return t.sentence_case(statements(t, parts)[:-1])


def _carrying(t: Texts, ranked: pd.DataFrame) -> list[str]:
    """The first two, the first alone where there is no third or what follows has no name of its own."""
    leading = list(takewhile(lambda name: not is_rest(name), ranked["name"]))[: 2 if len(ranked) > 2 else 1]
    if not leading:
        return []
    share = t.percent(ranked["invested_so_far"].iloc[len(leading) - 1], 0)
    return [
        t.alone(
            N_("{names}: {share} of the completed investment"),
            N_("{names} carry {share} of the completed investment"),
            len(leading), names=names(t, leading), share=share,
        )
    ]  # fmt: skip


def _on_schedule(t: Texts, found: list[str]) -> list[str]:
    if not found:
        return [t("none is on schedule")]
    return [
        t.alone(N_("only {names} is on schedule"), N_("{names} are on schedule"), len(found), names=names(t, found))
    ]


def _counted(t: Texts, ranked: pd.DataFrame, ahead: int) -> str:
    """Of many names: how many are on schedule, which completed most, and which is furthest behind."""
    planned = ranked[ranked["points_ahead"].notna()]
    parts = [t("{ahead} of {n} are on schedule", ahead=t.number(ahead), n=t.number(len(planned)))]
    if ahead == len(planned):
        parts = [t("all {n} are on schedule", n=t.number(ahead))]
    if not is_rest(ranked["name"].iloc[0]):
        parts.append(t("most completed: {name}", name=in_sentence(t, ranked["name"].iloc[0])))
    if ahead < len(planned):
        last = planned.sort_values("points_ahead").iloc[0]
        points = points_phrase(t, last["points_ahead"], short=True)
        parts.append(t("furthest behind: {last} ({points})", last=in_sentence(t, last["name"]), points=points))
    return t.sentence_case(statements(t, parts)[:-1])


def _key_projects(t: Texts, n: int) -> str:
    return t.plural("the key project", "the {n} key projects", n)
