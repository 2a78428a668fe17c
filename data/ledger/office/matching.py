"""The columns of a sheet → what each fills: what the headings say, what a mapping says, and one column a target."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from data import model
from data.errors import Said
from data.ledger import cells, form
from data.ledger.cells import CellError
from data.ledger.check.findings import Findings
from data.ledger.mapping import MEASURES, PLAN_TARGETS, Mapping, Sheet
from data.ledger.office import as_told, asking, dictionary, headings, periods, rivals
from data.ledger.office.dictionary import fold
from data.ledger.office.heading import Heading
from data.ledger.office.layout import Layout
from data.ledger.office.periods import Reported
from data.ledger.office.placed import SURE, Placed, each, numbered
from data.ledger.office.units import units_in
from data.ledger.written import money_units, wording

_SURE_OF_MONEY, _UNSURE = 0.9, 0.6
_OF_IT = re.compile(r"\s*其中")
_LOOKED_AT = 200


def place(layout: Layout, mapping: Mapping, findings: Findings, through: dt.date | None = None) -> list[Placed]:
    """Every column of a sheet with what it fills, left to right. `through`: the last month reported, where known."""
    said = mapping.of_sheet(layout.grid.sheet)
    month = dt.date(*layout.month, 1) if layout.month else through
    reported = Reported(said.year or mapping.year or layout.year, month)
    titles = (layout.title, *layout.notes, layout.grid.sheet)
    measure = next((found for text in titles if (found := dictionary.measure_in(text))), None)
    called = numbered(layout.heads)
    placed: list[Placed] = []
    for heading in layout.heads:
        # «其中：本年» is of what the column before it says.
        of_it = placed[-1].measure if placed and _OF_IT.match(heading.texts[-1]) else ""
        placed.append(_place_one(heading, called[heading.column], mapping, said, of_it or measure))
    has_name = any(one.target == "name" for one in each(placed))  # else a number is all that names the project
    placed = [_currency_or_not(layout, _serial_or_id(layout, one) if has_name else one) for one in placed]
    placed = rivals.without_foreign(layout, placed, findings)
    _ask_for_noughts(layout, placed, findings)
    placed = periods.settle(layout, placed, reported, findings)
    by_row = any(one.target == "year" for one in placed)
    placed = rivals.one_a_target(layout, placed, None if by_row else reported.year, findings)
    placed = rivals.plan_or_planned(layout, placed, findings)
    placed = _without_idle_months(placed)
    periods.ask_about_periods(layout, placed, findings)
    for one in placed:
        if 0 < one.confidence < (_SURE_OF_MONEY if one.is_money else SURE):
            _say_unsure(layout, one, findings)
    return [_with_unit(layout, one, mapping, said, findings) for one in placed]


def _place_one(heading: Heading, called: str, mapping: Mapping, said: Sheet, default: str | None) -> Placed:
    found = headings.match(heading, default)
    named = next((named for text in reversed(heading.texts) if (named := units_in(text))), ())
    one = Placed(
        heading, found.target, found.confidence, found.unit, None, found.measure, None, found.time.period,
        found.time.year, aside=found.aside, time=found.time, called=called, units=named if len(named) > 1 else (),
    )  # fmt: skip
    if split := as_told.named_so(one, mapping.split):
        parts = tuple(as_told.with_target(one, target) for target in split.into)
        return replace(as_told.with_target(one, "split"), parts=parts)
    given = as_told.target(one, as_told.in_dates(mapping)) or as_told.target(one, {**mapping.columns, **said.columns})
    return one if given is None else as_told.with_target(one, given)


def _serial_or_id(layout: Layout, one: Placed) -> Placed:
    """«编号», «id» and «no» may number the lines or name the project: 1, 2, 3 … number the lines."""
    if one.is_given or one.target not in {"project_id", "serial"}:
        return one
    if fold(one.heading.texts[-1]) not in {"编号", "id", "no", "序号"}:
        return one
    rows = range(layout.header[1] + 1, min(len(layout.grid.rows), layout.header[1] + _LOOKED_AT))
    values = layout.column(one.column, rows)
    texts = [wording.said(value) for value in values if not wording.is_nothing(value)]
    codes = [text for text in texts if not text.isdecimal() and any(c.isdigit() for c in text) and len(text) > 2]
    if one.target == "project_id" and len(codes) * 2 < len(texts):
        return replace(one, target="serial")
    return one


def _currency_or_not(layout: Layout, one: Placed) -> Placed:
    """«币种» may be of one column's money alone: that is asked where it names a foreign currency."""
    if one.is_given or one.target != "currency":
        return one
    rows = range(layout.header[1] + 1, len(layout.grid.rows))
    is_foreign = any(money_units.currency_of(wording.said(layout.cell(row, one.column))) for row in rows)
    return replace(one, confidence=_UNSURE) if is_foreign else one


def _without_idle_months(placed: list[Placed]) -> list[Placed]:
    """«month» where no amount belongs to the row's month is a column of the ledger's own."""
    if any(one.target in MEASURES for one in each(placed)):
        return placed
    return [one.kept_aside() if one.target == "month" and not one.is_given else one for one in placed]


def _ask_for_noughts(layout: Layout, placed: list[Placed], findings: Findings) -> None:
    """«2022.1» between 2022.9 and 2022.11 was 2022.10: it is January's only where February's column follows."""
    for one in placed:
        text = next((text for text in map(wording.said, one.heading.texts) if cells.LOST_NOUGHT.fullmatch(text)), "")
        if not text or not one.measure or one.is_given:
            continue
        others = [(p.column > one.column, p.time.last) for p in placed if p.measure == one.measure]
        before = [month for is_after, month in others if not is_after and month not in {0, 1}]
        after = [month for is_after, month in others if is_after and month not in {0, 1}]
        if after[:1] != [2] or before[-1:] == [9]:
            error = cells.lost_nought(re.split(r"[.．]", text)[0])
            findings.error(layout.grid, one.heading.row, one.column, error.why, error.todo, of_row=False)


def _say_unsure(layout: Layout, one: Placed, findings: Findings) -> None:
    findings.warn(
        layout.grid,
        [(one.heading.row, one.column)],
        Said(f"列按“{target_name(one.measure or one.target)}”读取", f"column was read as «{one.target}»"),
        asking.COLUMN,
        kind=f"unsure:{one.heading.joined}",
    )


def target_name(target: str) -> str:
    """A target's Chinese name, as the template has it."""
    table = "plan" if target in PLAN_TARGETS else "progress" if target in MEASURES else "project"
    fields = model.TABLES[table].model_fields
    return form.heading(table, target) if target in fields else {"currency": "币种"}.get(target, target)


def _with_unit(layout: Layout, one: Placed, mapping: Mapping, said: Sheet, findings: Findings) -> Placed:
    if one.parts:
        return replace(one, parts=tuple(_with_unit(layout, part, mapping, said, findings) for part in one.parts))
    if not one.is_of_money and not one.aside:
        return one
    # The mapping stands in for what the ledger does not say; what one sheet's entry says goes before all.
    of_column = next((unit for heading, unit in mapping.units.items() if one.is_called(heading)), None)
    name = of_column or said.unit or one.unit_name or layout.unit or mapping.unit or ""
    if not name and len(layout.units) > 1:
        one = replace(one, units=layout.units)
    if one.units and not said.unit and not of_column:
        return replace(one, unit_name="", unit=None)  # two units: no number without its own is certain
    try:
        unit = money_units.unit_of(name, mapping.rates) if name else None
    except CellError as error:
        if not one.is_money:
            return one  # a check that cannot be made, and no fact
        findings.error(layout.grid, one.heading.row, one.column, error.why, error.todo, of_row=False)
        return one
    return replace(one, unit_name=name, unit=unit)
