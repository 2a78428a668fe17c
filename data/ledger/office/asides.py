"""Columns kept aside though they look like money, a month or a day: said with sums, or asked about."""

from __future__ import annotations

import re

from data.errors import Said
from data.ledger.check.findings import Findings
from data.ledger.mapping import MEASURES
from data.ledger.office import asking
from data.ledger.office.entry import Sheeted
from data.ledger.office.heading import OF_DAYS
from data.ledger.office.placed import Placed, each
from data.ledger.report import Account
from data.ledger.written import wording

_KEPT = Said("作为其他列保留", "kept as another column")
_LEFT = Said("没有读入", "not taken")
_LIKE_DONE = re.compile(r"完成|到位|到账|累计|已投")


def say(sheet: Sheeted, account: Account, findings: Findings) -> None:
    """What is kept aside though it looks like money or a month is said with its sum, and asked where it may count.

    A part, or another year's, is what only the clerk can know of where nothing else of its measure counts.
    """
    _ask_which_day(sheet, findings)
    by_column = {one.cell: one for one in sheet.placed}
    counted = {one.measure or one.target for one in each(sheet.placed) if one.target in {"month_amount", *MEASURES}}
    kept = _KEPT if account.are_kept else _LEFT
    for aside in account.asides:
        one = by_column[aside.cell]
        if one.is_given or one.aside in OF_DAYS or not (aside.is_money or one.aside):
            continue
        why, is_asked = _why(one)
        is_asked = is_asked or (one.aside in {"part", "past"} and one.measure not in counted)
        is_asked = is_asked or bool(not one.aside and not counted and _LIKE_DONE.search(one.heading.joined))
        sum_zh = f"（{aside.count}格，合计{aside.total:,f}{aside.unit}）"
        sum_en = f" ({aside.count} cells, {aside.total:,f}{aside.unit} in all)"
        findings.warn(
            sheet.layout.grid,
            [(one.heading.row, one.column)],
            Said(f"{why}{sum_zh}，{kept}", f"{why.en}{sum_en}: {kept.en}"),
            asking.COLUMN if is_asked else None,
            kind=f"aside:{one.heading.joined}",
        )


def _ask_which_day(sheet: Sheeted, findings: Findings) -> None:
    """A column whose days may be of one thing or another is asked about, where any cell of it says something."""
    layout, rows = sheet.layout, sheet.layout.rows("data")
    for one in sheet.placed:
        if one.aside not in _WHICH_DAY or one.is_given or all(map(wording.is_nothing, layout.column(one.column, rows))):
            continue
        findings.warn(
            layout.grid, [(one.heading.row, one.column)], _WHICH_DAY[one.aside], asking.KEPT,
            kind=f"{one.aside}:{one.heading.joined}",
        )  # fmt: skip


def _why(one: Placed) -> tuple[Said, bool]:
    if one.aside != "other":
        return _ASIDES[one.aside]
    zh = f"与{one.beside}列说的是同一种数，口径不同，只计那一列"
    return Said(zh, f"speaks of the same money as {one.beside} for another time: that one counts"), True


#: Why a column of days is not taken.
_WHICH_DAY: dict[str, Said] = {
    "either": Said("看不出是计划日期还是实际日期，没有计入", "may be of planned or of actual days, and was not taken"),
    "days": Said("写的是几个阶段的日期，没有计入", "names the days of several stages, and was not taken"),
}
#: Why a column is kept aside, and whether that is asked or only said.
_ASIDES: dict[str, tuple[Said, bool]] = {
    "": (Said("没有计入", "was not counted"), False),
    "plan": (
        Said("是计划数，没有计入完成数和年度计划", "is of a plan: counted neither as done nor as the annual plan"),
        True,
    ),
    "since_start": (
        Said(
            "是开工以来或说不清起点的累计数，没有计入",
            "sums up from a project's start or no certain month: not counted",
        ),
        True,
    ),
    "past": (Said("是上年或上月的数，没有计入", "is of another year or month, and was not counted"), False),
    "across": (Said("是跨年度的合计数，分不出各年，没有计入", "reaches from one year into another: not counted"), True),
    "part": (Said("是其中一部分，没有另计", "is a part of the whole, and was not counted again"), False),
    "number": (
        Said("表头只有一个数字，看不出是不是月份，没有计入", "is headed by a number, a month perhaps: not counted"),
        True,
    ),
    "month": (Said("写着月份，看不出是什么数，没有计入", "names a month, but not what it is of: not counted"), True),
}
