"""Supervision letters (督办函): one for each project with a red light, as values; Word files write them.

What only the office knows (its number, the day of signing, what it asks for) is its own words and settings, or a blank.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

import queries
from data import own_words
from data.errors import Said, StoreError
from data.settings import settings
from figures import lights
from panels.panel import Table
from texts import sentences, texts
from texts.language import LANGUAGES
from texts.writing import is_missing
from view import search
from view.filters import WHOLE_ZONE
from view.scope import zone_name
from view.view import View

#: The columns of the table of problems.
PROBLEMS = ("blocker_kind", "level", "owner", "due_on", "days_over", "note")
#: So long is the blank for what is asked for.
_BLANKS = 6
#: [签约未开工], in brackets of either width: what follows is for letters with a red light by that rule.
_SECTION = re.compile(r"[\[【［](.+)[\]】］]")


@dataclass(frozen=True)
class Letter:
    """A letter: whose, of which project; texts, lists of paragraphs and problems, by the template's fields."""

    project_id: str
    name: str
    unit: str
    texts: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]
    problems: Table | None


def of_project(view: View, project_id: str) -> Letter | None:
    """The letter of a project, whatever the filters are; None where no red light of it is on.

    Raises:
        ProjectsHiddenError: the reader may see sums alone.
        StoreError: the office's own paragraphs cannot be used; says which and what to do.
    """
    return next(iter(_letters(view, {**WHOLE_ZONE, "project_ids": (project_id,)})), None)


def of_unit(view: View, unit: str) -> list[Letter]:
    """The letters to a department, of its projects in the selection. Raises as `of_project`."""
    return _letters(view, {"units": (unit,)})


def of_selection(view: View) -> list[Letter]:
    """The letters of all projects in the selection, as the lights have them. Raises as `of_project`."""
    return _letters(view, {})


def red_units(view: View, since: Mapping[str, queries.Value]) -> dict[str, int]:
    """Departments with red projects in the selection, as the review has them → how many; the most first."""
    rows = view.run("lit_units", **since)
    counted = {str(row["unit"]): int(row["red_projects"]) for row in rows.to_dict("records") if row["red_projects"]}
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def has_red(view: View, project_id: str) -> bool:
    """Is a red light of a project on?"""
    return not _red(view.run("lights", **WHOLE_ZONE, project_ids=(project_id,))).empty


def _red(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[(rows["light"] == "red") & ~rows["is_exempt"]]


def _letters(view: View, params: Mapping[str, queries.Value]) -> list[Letter]:
    lit = view.run("lights", **params)
    wanted = tuple(str(one) for one in dict.fromkeys(_red(lit)["project_id"]))
    if not wanted:
        return []
    asked: dict[str, queries.Value] = {**params, "project_ids": wanted}
    found = view.run("project", **asked, **search.patterns(""), stages=None, lights=None, is_staged=True)
    rows = {str(row["project_id"]): row for row in found.to_dict("records")}
    problems = view.run("project_blockers", **asked)
    problems = problems[problems["resolved_on"].isna()]
    asked_for, stopped = demands(), view.money_month()
    # Divided once: to look every project's rows up in all of them takes longer than to write its letter.
    lights_of, problems_of = (dict(list(of.groupby("project_id", sort=False))) for of in (lit, problems))
    return [
        _letter(view, rows[one], lights_of[one], problems_of.get(one, problems.iloc[:0]), asked_for, stopped)
        for one in wanted
    ]


def _letter(
    view: View, row: Mapping[Any, Any], lit: pd.DataFrame, problems: pd.DataFrame,
    asked_for: Mapping[str, tuple[str, ...]], stopped: dt.date | None,
) -> Letter:  # fmt: skip
    t, office = view.t, settings().letters
    counted = lit[~lit["is_exempt"]].sort_values("light", ascending=False, kind="stable").to_dict("records")
    red = [one for one in counted if one["light"] == "red"]
    day = t.day(view.as_of)
    asked = [*asked_for.get("", ()), *(words for one in red for words in asked_for.get(str(one["rule"]), ()))]
    listed = problems.reset_index(drop=True)
    filled = tuple(column for column in PROBLEMS if listed[column].notna().any())
    unit = view.unit_name(str(row["unit"]))
    return Letter(
        str(row["project_id"]), str(row["name"]), str(row["unit"]),
        {
            "title": t("Supervision letter on the project {name}", name=row["name"]),
            "number": sentences.letter_number(t, office.mark, view.as_of.year),
            "addressee": unit,
            "project": str(row["name"]),
            "project_id": str(row["project_id"]),
            "zone": zone_name(t, is_demo=view.edition.is_demo),
            "leader": "" if is_missing(row["lead_official"]) else str(row["lead_official"]),
            "day": t("Data as of {day}", day=day),
            "opening": t("As of {day} the project {name}, for which you are responsible, has lights on ({lights}). "
                         "They are put under supervision as follows.", day=day, name=row["name"],
                         lights=lights.how_many(t, [one["light"] for one in counted])),
            "about": sentences.letter_about(t, row, t.month_end(stopped, view.as_of) if stopped else ""),
            "problems_note": "" if len(listed) else t("The ledger has no open problem of this project."),
            "reply": sentences.letter_reply(t, office.reply_days),
            "signed_by": office.signed_by or sentences.letter_blank(t, 2),
            "date": sentences.letter_signing_day(t),
            "version": view.edition.version,
        },
        {
            "lights": tuple(_light(view, one) for one in counted),
            "exempt": tuple(
                t("{rule}: {words}", rule=lights.name(t, one["rule"]), words=lights.exempt(t, one))
                for one in lit[lit["is_exempt"]].to_dict("records")
            ),
            "demands": tuple(asked) or (sentences.letter_blank(t, _BLANKS),),
        },
        Table("problems", listed, filled) if len(listed) else None,
    )  # fmt: skip


def _light(view: View, one: Mapping[Any, Any]) -> str:
    t, rule = view.t, str(one["rule"])
    mark, why = lights.mark(t, one["light"]), lights.sentence(t, one)
    return sentences.letter_light(t, mark, lights.name(t, rule), why, lights.stake(t, rule), one["at_stake"])


def demands() -> dict[str, tuple[str, ...]]:
    """What the office asks for: paragraphs of every letter ("") and of those with a red light by a rule.

    Raises:
        StoreError: its file cannot be read, or names a rule that there is not; says which and what to do.
    """
    names = {lights.name(texts(one), rule): rule for rule in lights.RULES for one in LANGUAGES}
    found: dict[str, list[str]] = {}
    rule = ""
    for words in own_words.paragraphs(own_words.DEMANDS):
        section = _SECTION.fullmatch(words)
        if section is None:
            found.setdefault(rule, []).append(words)
            continue
        name = section[1].strip()
        if name not in names and name not in lights.RULES:
            raise _unknown(name, list(names))
        rule = names.get(name, name)
    return {of: tuple(those) for of, those in found.items()}


def _unknown(name: str, known: Sequence[str]) -> StoreError:
    file = own_words.folder() / own_words.DEMANDS
    zh = "、".join(one for one in known if not one.isascii())
    en = ", ".join(one for one in known if one.isascii())
    return StoreError(Said(
        f"{file}里的“[{name}]”不是亮灯规则的名称，请改为以下之一：{zh}；不分规则的要求写在文件开头，不加方括号。",
        f"[{name}] in {file} is no rule of the lights: write one of {en}; what every letter asks for stands at the "
        "beginning of the file, without brackets.",
    ))  # fmt: skip
