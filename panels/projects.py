"""The list of projects: what is found of the selection, in which order, a page at a time, with its totals and files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

import queries
from figures import lights
from panels.figure_words import written
from panels.page import Page, Slot, headed
from panels.panel import Card, Hidden, Note, Nothing, Panel, Table
from panels.questions import Question, Source
from texts.writing import is_missing
from view import search
from view.listing import USUAL
from view.view import View

#: Rows of a page.
A_PAGE = 50
#: Of so many projects a file's rows are asked at a time: those of a million do not fit into a reader's memory.
_AT_A_TIME = 25_000
#: Of so many rows a file's cells are made at a time.
_WRITTEN_AT_A_TIME = 10_000
#: Columns whose totals are told of all that is found.
_SUMMED = ("planned_investment", "funds_to_date", "plan", "invested")


@dataclass(frozen=True)
class Listing:
    """What a reader asks of the list: the switches of its page (view.listing), by code. `page` counts from 1."""

    search: str = ""
    stages: tuple[str, ...] = ()
    lights: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    sort: str = "signed_on"
    is_up: bool = False
    columns: tuple[str, ...] = USUAL
    page: int = 1

    @property
    def parameters(self) -> dict[str, queries.Value]:
        """As the queries take it."""
        return {
            **search.patterns(self.search),
            "stages": self.stages or None,
            "is_staged": bool(self.stages) or self.sort == "stands_at",
            # Of a rule alone whatever light it has on.
            "lights": self.lights or (("red", "amber") if self.rules else None),
            "rules": self.rules or None,
            "is_lit": bool(self.lights or self.rules) or self.sort == "lights",
            "sort": self.sort,
            "is_up": self.is_up,
        }


_RULES = ("red_rules", "amber_rules", "exempt_rules")
#: What the answer and the list's title may be asked.
_ALL = ("projects", "planned_investment", "funds_to_date", "key_projects", "plan", "invested", "completion_rate")


def asked(chosen: Mapping[str, Any]) -> Listing:
    """The list that the page's switches ask for; a name always stands first, as each row's way on."""
    columns = tuple(chosen.get("columns") or USUAL)
    return Listing(
        search=str(chosen.get("search") or ""),
        stages=tuple(chosen.get("stage") or ()),
        lights=tuple(chosen.get("light") or ()),
        rules=tuple(chosen.get("rule") or ()),
        sort=str(chosen.get("sort") or "signed_on"),
        is_up=chosen.get("direction") == "up",
        columns=("name", *(one for one in columns if one != "name")),
        page=int(chosen.get("page") or 1),
    )


def totals(view: View, one: Listing) -> pd.Series:
    """Number and sums of all that is found. Raises ProjectsHiddenError."""
    return view.run("project_totals", **one.parameters).iloc[0]


def pages(found: int) -> int:
    """How many pages there are: at least one."""
    return max(1, -(-found // A_PAGE))


def rows(view: View, one: Listing) -> pd.DataFrame:
    """The rows of one page, in order; of a page beyond the last those of the last. Raises ProjectsHiddenError."""
    order = view.run("project_order", **one.parameters)["project_id"]
    first = (min(one.page, pages(len(order))) - 1) * A_PAGE
    identities = tuple(order.iloc[first : first + A_PAGE])
    return _told(view, one, identities, project_ids=identities)


def parts(view: View, one: Listing, most: int | None = None) -> Iterator[pd.DataFrame]:
    """All that is found, or the first `most`, in order, for a file: so many rows at a time as are written together.

    At least one part, be it without a row. Raises ProjectsHiddenError.
    """
    found_in_all = view.run("project_order", **one.parameters)["project_id"]
    order = found_in_all.iloc[:most]
    is_whole = len(order) == len(found_in_all) <= _AT_A_TIME
    for first in range(0, max(len(order), 1), _AT_A_TIME):
        those = order.iloc[first : first + _AT_A_TIME]
        narrowed = {} if is_whole else {"project_ids": tuple(those)}
        found = _told(view, one, those, **narrowed)
        for at in range(0, max(len(found), 1), _WRITTEN_AT_A_TIME):
            yield found.iloc[at : at + _WRITTEN_AT_A_TIME]


def every_row(view: View, one: Listing, most: int | None = None) -> pd.DataFrame:
    """All that is found, or the first `most`, in order. Raises ProjectsHiddenError."""
    return pd.concat(parts(view, one, most), ignore_index=True)


def _told(view: View, one: Listing, order: Sequence[str] | pd.Series, **narrowed: queries.Value) -> pd.DataFrame:
    """What the list says of projects, in this order; their `lights` in words, nothing where none is on.

    Lights are looked at only where the list has their column.
    """
    asked_of = {**Listing().parameters, "is_staged": True, "is_lit": "lights" in one.columns, **narrowed}
    found = view.run("project_rows", **asked_of)
    by_rules = list(zip(*(found.pop(column) for column in _RULES), strict=True))
    words = {rules: lights.shown(view.t, dict(zip(_RULES, rules, strict=True))) for rules in set(by_rules)}
    found["lights"] = pd.Series([words[rules] or None for rules in by_rules], found.index, dtype="str")
    return found.set_index("project_id").loc[list(order)].reset_index()


def in_file(one: Listing) -> tuple[str, ...]:
    """The columns of its file: the number and what it is of besides those on the page."""
    return tuple(dict.fromkeys(("project_id", *one.columns, "content")))


def page(view: View, chosen: Mapping[str, Any]) -> Page:
    """Every project of the selection that the reader looks for."""
    t = view.t
    if not view.rights.sees_projects:
        return Page(t("Projects one by one."), rows=(Slot(_hidden),))
    one = asked(chosen)
    made = Page(rows=(Slot(lambda of: _list(of, one)),), question=_question(view, one, _ALL))
    return headed(view, made, lambda: _answer(view, one), lambda: _cards(view, one))


def _question(view: View, one: Listing, figures: tuple[str, ...]) -> Question:
    """What may be asked of all that is found."""
    unlisted = view.t("The projects behind it are those of the list, on all its pages; its files have all of them.")
    return Question(figures, Source("project_totals"), params=one.parameters, unlisted=unlisted)


def _hidden(view: View) -> Panel:
    return Panel("projects", view.t("Project list"), "", (Hidden("projects"),))


def told(view: View, one: Listing) -> str:
    """What is looked for, in words, for its file; empty where it is all of the selection."""
    t = view.t
    said = [t("search: {words}", words=one.search)] if one.search else []
    chosen = {
        "stage": (t("stage: {stages}"), one.stages),
        "light": (t("light: {lights}"), one.lights),
        "rule": (t("rule: {rules}"), one.rules),
    }
    said += [
        words.format_map({f"{key}s": t.join([view.choices[key].label(code, t.language) for code in codes])})
        for key, (words, codes) in chosen.items()
        if codes
    ]
    return ("；" if t.language == "zh" else "; ").join(said)


def _answer(view: View, one: Listing) -> str:
    t, whole = view.t, totals(view, one)
    found = t.projects(int(whole["projects"]))
    if one.search or one.stages or one.lights or one.rules:
        return t("Found: {projects}, with planned investment of {amount}.", projects=found,
                 amount=t.money(whole["planned_investment"]))  # fmt: skip
    return t("The selection has {projects}, with planned investment of {amount}.", projects=found,
             amount=t.money(whole["planned_investment"]))  # fmt: skip


def _cards(view: View, one: Listing) -> tuple[Card, ...]:
    """The totals of all that is found, on whatever page."""
    t, whole = view.t, totals(view, one)
    words = {
        "planned_investment": t("Planned investment"),
        "funds_to_date": t("Funds arrived to date"),
        "plan": t("Annual plan {year}", year=t.year(view.year)),
        "invested": t("Completed of the plan {year}", year=t.year(view.year)),
    }
    notes = {
        "plan": t.plural("{n} key project", "{n} key projects", int(whole["key_projects"])),
        "invested": "" if is_missing(whole["completion_rate"]) else t("{share} of the plan",
                                                                       share=t.percent(whole["completion_rate"])),
    }  # fmt: skip
    made = []
    for code in _SUMMED:
        has_it = code not in ("plan", "invested") or whole["key_projects"]
        shown = written(view, code, whole[code]) if has_it else t("No plan")
        figures = (code, *(("completion_rate",) if code == "invested" else ()))
        made.append(Card(words[code], shown, notes.get(code, t("of all that is found")), _question(view, one, figures)))
    return tuple(made)


def _list(view: View, one: Listing) -> Panel:
    t, found = view.t, int(totals(view, one)["projects"])
    shown, many = min(one.page, pages(found)), pages(found)
    first = (shown - 1) * A_PAGE
    title = t("Projects {first} to {last} of {n}", first=t.number(first + 1), last=t.number(min(first + A_PAGE, found)),
              n=t.number(found)) if found else t("No project is found")  # fmt: skip
    subtitle = t("Plan and completed investment of {year}, funds of all months; money in {unit}",
                 year=t.year(view.year), unit=t.small_scale.unit)  # fmt: skip
    if words := told(view, one):
        subtitle = f"{words}{'。' if t.language == 'zh' else '. '}{subtitle}"
    if not found:
        why = t("Look for fewer or other words, choose other stages or lights, or take filters away.")
        return Panel("projects", title, "", (Nothing(why),))
    parts: list[Table | Note] = [
        Table("projects", rows(view, one), one.columns, saved=in_file(one), is_plain=True)
    ]  # fmt: skip
    if one.page > many:
        parts.insert(0, Note(t("There is no page {n}: the last of {pages} is shown.", n=t.number(one.page),
                               pages=t.number(many))))  # fmt: skip
    return Panel("projects", title, subtitle, tuple(parts), _question(view, one, _ALL))
