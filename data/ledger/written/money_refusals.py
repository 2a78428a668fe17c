"""Why an amount of money is refused, and what to do about it: the sentences of `amounts` and `money_units`."""

from __future__ import annotations

from data.errors import Said
from data.ledger.cells import CellError


def other_currency(sign: str, unit: str) -> CellError:
    """An amount in another currency than its heading's unit."""
    return CellError(
        Said(
            f"写的是{sign.upper()}，表头的单位是{unit}，币种不同",
            f"is marked {sign.upper()}, and the heading's unit is {unit}: another currency",
        ),
        Said("请写明单位（如500万美元），或更正表头", "name the unit (such as 500万美元), or correct the heading"),
    )


def other_unit(said: str, name: str) -> CellError:
    """An amount in a row that names another unit than its heading."""
    return CellError(
        Said(
            f"这一行写的单位是{said}，表头或表角的是{name}，看不出以哪个为准",
            f"is in a row that names the unit {said}, and the heading or corner {name}: which counts cannot be told",
        ),
        Said("请换算成表头的单位，并改正这一行写的单位", "convert it to the heading's, and correct the row's unit"),
    )


def in_brackets() -> CellError:
    """An amount in brackets, where none can be below zero."""
    return CellError(
        Said("数字带括号，会计上表示负数", "is a number in brackets, which stands for one below zero"),
        Said("请核对：是负数的请改正，不是的请去掉括号", "check it: correct it if it is, else take off the brackets"),
    )


def unknown() -> CellError:
    """A cell of money that says that the amount is not known, or not told: that is not 0."""
    return CellError(
        Said("没有写出金额，不能当作0", "does not tell the amount, which is not 0"),
        Said(
            "请填写金额；确实没有的请填0",
            "enter the amount; where there is none, enter 0",
        ),
    )


def no_number() -> CellError:
    """A cell of money that is no exact number."""
    return CellError(
        Said("不是确切的数字", "is not an exact number"),
        Said("请填写数字，需要时带上单位（如3.2亿元）", "enter a number, with its unit where needed (such as 3.2亿元)"),
    )


def below_zero() -> CellError:
    """An amount below zero, where only what has come can stand."""
    return CellError(
        Said("是负数", "is below zero"),
        Said(
            "请核对；冲减以前月份的，请直接改那个月的数",
            "check it; to take back an earlier month's amount, correct that month",
        ),
    )


def several_units(units: tuple[str, ...]) -> CellError:
    """A number whose heading names more than one unit."""
    named = "、".join(units)
    return CellError(
        Said(
            f"表头或表角写了{len(units)}个单位（{named}），看不出各格是哪一个",
            f"has a heading or corner with {len(units)} units ({named}): which one a cell is in cannot be told",
        ),
        Said(
            "请在各格写明单位（如5000万美元），或分成两列，或在对照文件的[units]里写明",
            "name each cell's unit (such as 5000万美元), divide the column, or give it under [units] in the mapping",
        ),
    )


def no_unit() -> CellError:
    """A number whose unit of money nothing says."""
    return CellError(
        Said("看不出金额的单位（元、万元还是亿元）", "has no unit of money (元, 万元 or 亿元)"),
        Said(
            "请在表头或表角写明单位，或在对照里选定",
            "name it in the heading or the sheet's corner, or choose it in the mapping",
        ),
    )
