"""A cell of the template that is written as offices write and not as it asks: read where that leaves no doubt.

What an office's own form may say of a day, an amount or a flag (docs/mapping.md) the template's form may say too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from data.errors import Said
from data.ledger import cells
from data.ledger.cells import CellError, Value
from data.ledger.written import amounts, days, money_units, wording
from data.ledger.written.days import Dates

_T = TypeVar("_T")

#: How a day is written that needs no question: whole, or a month or a part of one, whose first day is said.
_CERTAIN = {"day", "month", "part"}
_WAN = money_units.unit_of("万元", {})
#: What is said of days that are no whole ones.
REMARKS = {
    "month": Said("只写到月份，按当月1日读取", "gives the month only; its first day was taken"),
    "part": Said(
        "写的是旬或月初、月底，按这一段的第一天（月底按最后一天）读取",
        "gives a part of a month; its first day (of a month's end the last) was taken",
    ),
}


def day(value: Value) -> dt.date:
    """A day. Raises CellError where it is none, or could be another one."""
    return _else(value, cells.day, lambda: _written_day(value))


def month(value: Value) -> dt.date:
    """The first day of a month, which any day of it names. Raises as `day`."""
    return _else(value, cells.month, lambda: _written_day(value).replace(day=1))


def money(value: Value) -> Decimal:
    """An amount in 万元; one that names another unit in its cell («3.2亿元») is put into it. Raises as `day`."""
    return _else(value, cells.money, lambda: _written_amount(value))


def flag(value: Value) -> bool:
    """是 or 否. Raises as `day`."""
    return _else(value, cells.flag, lambda: wording.flag(value))


def remark(value: Value) -> str:
    """The key of `REMARKS` for a cell that holds no whole day; "" for one that does, or none at all."""
    try:
        cells.day(value)
    except CellError:
        try:
            how = days.day(value, Dates())[1]
        except CellError:
            return ""
        return how if how in REMARKS else ""
    return ""


def _else(value: Value, reader: Callable[[Value], _T], written: Callable[[], _T]) -> _T:
    try:
        return reader(value)
    except CellError as error:
        if not isinstance(value, str | float | int) or isinstance(value, bool):
            raise
        try:
            return written()
        except CellError as other:
            # The template's own word says how it is to be written; what can be read in two ways says both.
            raise (other if "两种读法" in other.why else error) from other


def _written_day(value: Value) -> dt.date:
    found, how = days.day(value, Dates())
    if how not in _CERTAIN:
        raise CellError(Said("不是日期", "is not a date"), Said("请写成2023-09-05", "write it as 2023-09-05"))
    return found


def _written_amount(value: Value) -> Decimal:
    found, is_rounded = amounts.amount(value, _WAN, {})
    if is_rounded:
        raise CellError(Said("小数超过2位", "has more than 2 decimals"), Said("请写成2位小数", "write 2 decimals"))
    return found
