"""The review on paper: one page for the table of the meeting, and each department's own."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from figures.movement import BRIDGES, Stock, codes
from panels import review, review_lists
from panels.document import Block, Document
from panels.panel import Cell, Panel, Table, Written
from panels.review import Review
from texts import sentences
from view.scope import scope_words, zone_name
from view.view import View

#: So many newly red projects stand on the meeting's page; how many more there are is said.
_MOST_NEW = 8


def meeting(view: View, one: Review) -> Document:
    """The page for the meeting: what happened, the movement, departments, the newly red, what is overdue."""
    t, params = view.t, one.parameters
    rows = review_lists.moving(view, params)
    new = rows[rows["is_new_red"]].reset_index(drop=True)
    units = _table(review_lists.units(view, params))
    blocks = [
        Block("answer", "", (sentences.drafted(t, review.answer(view, one), is_demo=view.edition.is_demo),
                             review.told(view, one))),
        Block("movement", t("Movement"), (), (_movement(view, one),)),
        Block("units", t("Lights by department"), (), (replace(units, columns=units.columns[:-1]),) if units else ()),
        Block("new_red", t("Newly red: {n}", n=t.projects(len(new))), _others(view, len(new)),
              (_named(new.head(_MOST_NEW), ("name", "why_lit", "owner_says", "unit", "lead_official", "stake")),)
              if len(new) else ()),
        Block("problems", review_lists.problems(view, params).title, tuple(filter(None, (
            review_lists.problems(view, params).subtitle,)))),
    ]  # fmt: skip
    return Document("review", t("Weekly review"), _lines(view), tuple(blocks), is_wide=False)


def departments(view: View, one: Review) -> Document:
    """A page a department: its lights, and its problems that are open."""
    t, params = view.t, one.parameters
    rows, problems = review_lists.moving(view, params), review_lists.problem_rows(view, params)
    lit = view.run("lit_units", **params).set_index("unit")
    blocks = []
    for unit in lit.index:
        mine, asked = rows[rows["unit"] == unit], problems[(problems["unit"] == unit) & problems["is_open"]]
        said = t("{red} red ({amount} at stake), {amber} amber; {green} turned back to green; {problems} problems open",
                 red=t.projects(int(lit.loc[unit, "red_projects"])), amount=t.money(lit.loc[unit, "red_stake"]),
                 amber=t.projects(int(lit.loc[unit, "amber_projects"])),
                 green=t.projects(int(lit.loc[unit, "green_again"])), problems=t.number(len(asked)))  # fmt: skip
        columns = ("name", "lit", "why_lit", "owner_says", "lead_official", "stake")
        tables = [_named(mine.reset_index(drop=True), columns)] if len(mine) else []
        if len(asked):
            of_problems = ("name", "blocker_kind", "level", "owner", "note", "due_on", "days_over")
            tables.append(Table("problems", asked.reset_index(drop=True), of_problems))
        blocks.append(Block(str(unit), view.unit_name(str(unit)), (said,), tuple(tables)))
    if not blocks:
        blocks.append(Block("none", "", (t("No light is on"),)))
    return Document("departments", t("Weekly review by department"), _lines(view), tuple(blocks), is_wide=True,
                    is_paged=True)  # fmt: skip


def _lines(view: View) -> tuple[str, ...]:
    t = view.t
    of = scope_words(view) or t("Whole zone")
    return (
        " · ".join((zone_name(t, is_demo=view.edition.is_demo), of, t("as of {day}", day=t.day(view.as_of)),
                    t("version {version}", version=view.edition.version))),
    )  # fmt: skip


def _table(panel: Panel) -> Table | None:
    return next((one for one in panel.tables if isinstance(one, Table)), None)


def _others(view: View, n: int) -> tuple[str, ...]:
    t = view.t
    more = n - _MOST_NEW
    return (t("The {n} with the most at stake of each department; {more} more stand on the departments' pages.",
              n=t.number(_MOST_NEW), more=t.number(more)),) if more > 0 else ()  # fmt: skip


def _named(rows: pd.DataFrame, wanted: tuple[str, ...]) -> Table:
    """Projects with a light; columns that nothing fills are left out."""
    return Table("lit", rows, tuple(column for column in wanted if rows[column].notna().any()))


def _movement(view: View, one: Review) -> Written:
    """The bridges, a line each: 71个（359.1亿元）＋新签约22个（102.5亿元）……＝65个（297.8亿元）."""
    t, moved = view.t, view.run("moved", **one.parameters).iloc[0]
    lines = []
    for stock, boxes in BRIDGES.items():
        why = review.nothing(view, moved, stock)
        said = [] if why else [_box(view, moved, stock, box) for box in boxes]
        lines.append((Cell(review.name(view, stock)), Cell(why or "".join(said).strip())))
    return Written("movement", (t("Movement"), t("What moved it")), tuple(lines), t("Movement"))


def _box(view: View, moved: pd.Series, stock: Stock, box: str) -> str:
    """A box of a bridge's line; empty where it holds nothing."""
    t, of = view.t, BRIDGES[stock][box]
    number, amount = (moved[code] for code in codes(stock, box))
    if of.sign and not number:
        return ""
    # What an amount of its own sign does is written by that sign.
    sign = "" if not of.sign else "−" if of.sign * amount < 0 else "+"
    name = t.within(t(of.name)) if of.sign else ""
    # In English a name is parted from what it counts; at the bridge's ends there is none.
    mark = f" {sign} " if sign else (" =" if t.language == "en" else " = ") if box == "now" else ""
    if of.is_restated:
        return t("{mark}{name} {amount}", mark=mark, name=name, amount=t.money(abs(amount)))
    return t("{mark}{name} {n} ({amount})", mark=mark, name=name, n=t.projects(int(number)),
             amount=t.money(abs(amount)))  # fmt: skip
