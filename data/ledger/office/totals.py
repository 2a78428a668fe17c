"""Printed totals as a check: of a column over its rows, and of a row over its months. A difference stops nothing."""

from __future__ import annotations

import re
from decimal import Decimal

from data.errors import Said
from data.ledger import cells, form
from data.ledger.cells import CellError, Value
from data.ledger.check.findings import Findings
from data.ledger.mapping import Mapping
from data.ledger.office import asking
from data.ledger.office.accounts import is_number
from data.ledger.office.entry import Sheeted
from data.ledger.office.groups import tight
from data.ledger.office.layout import Layout
from data.ledger.office.placed import Placed
from data.ledger.office.row_kinds import says_subtotal
from data.ledger.written import amounts, wording

_CENT = Decimal("0.01")


def check(sheet: Sheeted, mapping: Mapping, findings: Findings) -> None:
    """Compare what the sheet prints as totals with the sums of what was read from it."""
    _check_rows(sheet, findings)
    for row in sheet.layout.rows("total", "group"):
        for one in sheet.placed:
            if one.is_money or one.target == "total":
                _check_cell(sheet, row, one, mapping, findings)


def _check_cell(sheet: Sheeted, row: int, one: Placed, mapping: Mapping, findings: Findings) -> None:
    layout = sheet.layout
    value = layout.cell(row, one.column)
    if wording.is_nothing(value):
        return
    try:
        printed, _ = amounts.amount(value, one.unit, mapping.rates, layout.grid.shown.get((row, one.column)))
    except CellError:
        return
    candidates = [rows for rows in _summed(layout, row) if rows]
    sums = [sum((sheet.read.get((at, one.column), Decimal(0)) for at in rows), Decimal(0)) for rows in candidates]
    if not sums or any(
        abs(printed - found) <= slack(value, one, len(rows)) for found, rows in zip(sums, candidates, strict=True)
    ):
        return
    # Of what it may sum up, the nearest is most likely meant.
    found, rows = min(zip(sums, candidates, strict=True), key=lambda one: abs(printed - one[0]))
    unread = sum((at, one.column) in sheet.unread for at in rows)
    _say(layout, row, one, printed, found, unread, findings)


def _say(
    layout: Layout, row: int, one: Placed, printed: Decimal, found: Decimal, unread: int, findings: Findings
) -> None:
    also, also_en = (f"（另有{unread}格读不出）", f" ({unread} cells could not be read)") if unread else ("", "")
    total, summed, gap = cells.in_wan(printed), cells.in_wan(found), cells.in_wan(printed - found)
    says = one.heading.joined
    findings.warn(
        layout.grid,
        [(row, one.column)],
        Said(
            f"“{says}”列写的合计{total}，各行相加{summed}{also}，差{gap}",
            f"«{says}» prints a total of {total}, its rows sum to {summed}{also_en}, a difference of {gap}",
        ),
        asking.ROWS_COUNT,
    )


def _summed(layout: Layout, row: int) -> list[list[int]]:
    """The rows that a total or a group's own amounts may sum up, the likeliest first."""
    rows = layout.rows("data")
    groups = [group.row for group in layout.groups]
    if layout.kinds[row] == "group":
        depth = next(group.depth for group in layout.groups if group.row == row)
        end = min((g.row for g in layout.groups if g.row > row and g.depth <= depth), default=len(layout.grid.rows))
        return [[at for at in rows if row < at < end]]
    before = [at for at in [*groups, *layout.rows("total")] if at < row]
    of_group = [at for at in rows if max(before, default=-1) < at < row]
    of_all = [at for at in rows if at < row]
    ends = [at for at in [*groups, *layout.rows("total")] if at > row]
    below = [at for at in rows if row < at < min(ends, default=len(layout.grid.rows))]
    if not of_all:
        return [[at for at in rows if at > row], below]  # a total above its rows
    if _is_subtotal(layout, row):
        return [of_group, below]
    # «合计» under each of several groups sums up its own one, under the last one perhaps all.
    is_last = not [at for at in rows if at > row]
    return [of_all] if is_last and not of_group else [of_all, of_group] if before else [of_all]


def _is_subtotal(layout: Layout, row: int) -> bool:
    # In a csv file numbers are texts too, and say nothing.
    first = [v for v in layout.grid.rows[row][:3] if isinstance(v, str) and not is_number(v)]
    said = "".join(map(tight, first))
    return says_subtotal(first) or (bool(layout.groups) and "合计" in said and len(said) > 4)


def _check_rows(sheet: Sheeted, findings: Findings) -> None:
    """«累计» at a row's end against the row's months: said once a column."""
    for one in sheet.placed:
        if one.target != "total" or not one.measure:
            continue
        months = [m for m in sheet.placed if m.target == "month_amount" and m.measure == one.measure and _is_in(one, m)]
        if not months or (one.months - {m.month for m in months}):
            continue  # months without columns of their own have been told of
        wrong = [row for row in sheet.layout.rows("data") if _differs(sheet, row, one, months)]
        if wrong:
            _say_row(sheet, wrong, one, months, findings)


def adds_up(sheet: Sheeted, one: Placed) -> bool:
    """Whether what a sum's column prints is the sum of its months' columns in every row, and of some row at all."""
    months = [m for m in sheet.placed if m.target == "month_amount" and m.measure == one.measure and _is_in(one, m)]
    rows = [row for row in sheet.layout.rows("data") if sheet.read.get((row, one.column))]
    return bool(months and rows) and not any(_differs(sheet, row, one, months) for row in sheet.layout.rows("data"))


def _is_in(total: Placed, month: Placed) -> bool:
    return month.month in total.months if total.month else True


def _differs(sheet: Sheeted, row: int, one: Placed, months: list[Placed]) -> bool:
    printed = sheet.read.get((row, one.column))
    if printed is None or any((row, m.column) in sheet.unread for m in months):
        return False
    value = sheet.layout.cell(row, one.column)
    return all(
        abs(printed - _sum(sheet, row, summed)) > slack(value, one, len(summed))
        for summed in (months, _since_last_sum(sheet, one, months))
    )


def _since_last_sum(sheet: Sheeted, one: Placed, months: list[Placed]) -> list[Placed]:
    """The months that «小计» of a quarter sums up: those between it and the sum before it; of others all."""
    if one.month:
        return months
    before = [t.column for t in sheet.placed if t.target == "total" and t.column < one.column]
    return [month for month in months if max(before, default=-1) < month.column < one.column] or months


def _sum(sheet: Sheeted, row: int, months: list[Placed]) -> Decimal:
    return sum((sheet.read.get((row, m.column), Decimal(0)) for m in months), Decimal(0))


def _say_row(sheet: Sheeted, wrong: list[int], one: Placed, months: list[Placed], findings: Findings) -> None:
    row = wrong[0]
    printed, found = sheet.read[row, one.column], _sum(sheet, row, months)
    where = form.address(row, one.column)
    findings.warn(
        sheet.layout.grid,
        [(at, one.column) for at in wrong],
        Said(
            f"“{one.heading.joined}”列与各月相加不符：{where}写{cells.in_wan(printed)}，相加{cells.in_wan(found)}",
            f"«{one.heading.joined}» is not the sum of its months: {where} says {cells.in_wan(printed)}, "
            f"they sum to {cells.in_wan(found)}",
        ),
        asking.MONTHS_COUNT,
    )


def slack(value: Value, one: Placed, cells: int) -> Decimal:
    """What rounding may do: half of the total's last printed digit, and 0.005万元 for each cell."""
    text = f"{value:.15g}" if isinstance(value, float | int) else wording.said(value).lower()
    text = text if re.fullmatch(r"[-\d.,e+]+", text) else ""
    digits = len(text.partition(".")[2]) if "e" not in text else 0
    last = Decimal(1).scaleb(-digits) * (one.unit.yuan if one.unit else Decimal(10_000)) / Decimal(10_000)
    # A total typed to fewer digits than its parts is no mistake; one without decimals in 亿元 is worth 5,000万元.
    return min(last, Decimal(100)) / 2 + _CENT * cells / 2
