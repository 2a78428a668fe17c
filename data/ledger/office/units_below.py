"""A line within a table that names a unit of money of its own: what stands below it may be in that unit."""

from __future__ import annotations

from collections.abc import Sequence

from data.errors import Said
from data.ledger.check.findings import Findings
from data.ledger.mapping import Mapping
from data.ledger.office.layout import Layout
from data.ledger.office.placed import Placed
from data.ledger.office.units import units_in


def ask(layout: Layout, placed: Sequence[Placed], mapping: Mapping, findings: Findings) -> None:
    """«二、重大项目（单位：亿元）» over rows of a table in 万元: an error, where no mapping says the unit."""
    used = {one.unit_name or layout.unit for one in placed if one.is_money} - {""}
    last = max(layout.rows("data"), default=-1)
    if not used or mapping.of_sheet(layout.grid.sheet).unit:
        return
    for row in layout.rows("group", "note", "total"):
        for column, value in enumerate(layout.grid.rows[row]):
            if row < last and isinstance(value, str) and (other := set(units_in(value)) - used):
                _say(layout, row, column, "、".join(sorted(other)), "、".join(sorted(used)), findings)
                break


def _say(layout: Layout, row: int, column: int, other: str, used: str, findings: Findings) -> None:
    findings.error(
        layout.grid,
        row,
        column,
        Said(
            f"这一行写的单位是{other}，表头的是{used}，看不出下面各行是哪一个",
            f"names the unit {other}, and the heading {used}: which one the rows below are in cannot be told",
        ),
        Said(
            "请把下面各行改成表头的单位，或在它们上面重复表头，或在各格写明单位并删去这里的",
            "change the rows below to the heading's unit, or repeat the header over them, or name it in each cell",
        ),
        of_row=False,
        of_column=False,
    )
