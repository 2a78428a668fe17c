"""A ledger's report in lines for the command line: whatever is wrong in it, all of it fits on a screen."""

from __future__ import annotations

from collections.abc import Sequence

from data import cell_ranges, model
from data.ledger.mapping import MEASURES
from data.ledger.report import Column, Report, SheetRead

_MOST_LINES = 18
_MOST_ASIDES = 3
#: So many columns alike are told in one line.
_FEWEST_TOGETHER = 4
_MEASURES = {name: str(model.Progress.model_fields[name].title).partition("（")[0] for name in MEASURES}


def reading(report: Report) -> list[str]:
    """How each sheet and column was understood."""
    blocks = [(_head(sheet), [*_columns(sheet), account(sheet)]) for sheet in report.sheets]
    lines = [line for head, columns in blocks for line in (head, *columns)]
    if len(lines) > _MOST_LINES:
        of_first = blocks[0][1] if blocks else []
        lines = [blocks[0][0], *of_first, *(line for head, of in blocks[1:] for line in (head, of[-1]))]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"  另有{len(lines) - _MOST_LINES + 1}行没有列出，用--json看全部。"]
    return lines


def findings(report: Report) -> list[str]:
    """What is wrong, what is to be looked at, and how it was read: a line each, with all its cells."""
    kinds = (("错误", report.faults), ("提示", report.doubts), ("说明", report.remarks))
    every = [(word, one) for word, those in kinds for one in those]
    if len(every) <= _MOST_LINES:
        return [str(one) for _, one in every]
    shown, rest = every[: _MOST_LINES - 1], [word for word, _ in every[_MOST_LINES - 1 :]]
    more = "、".join(f"{rest.count(word)}处{word}" for word, _ in kinds if word in rest)
    told = f"另有{more}没有列出，用check的--json看全部，或用--marked写出标注了问题的工作簿。"
    return [*(str(one) for _, one in shown), told]


def _head(sheet: SheetRead) -> str:
    first, last = sheet.header_rows
    unit = f"，单位{sheet.unit}" if sheet.unit else ""
    return f"“{sheet.sheet}”表：表头第{first}至{last}行，{sheet.rows}行数据{unit}。"


def account(sheet: SheetRead) -> str:
    """Where the sheet's numbers went: together they are all that it has."""
    found = sheet.account
    sums = "、".join(f"{_label(name)}合计{amount:,.2f}万元" for name, amount in found.sums.items())
    parts = [f"读入{found.read}个" + (f"（{sums}）" if sums else "")]
    if found.asides:
        told = "、".join(
            f"“{one.heading}”{one.count}个合计{one.total:,f}{one.unit}" for one in found.asides[:_MOST_ASIDES]
        )
        more = f"等{len(found.asides)}列" if len(found.asides) > _MOST_ASIDES else ""
        parts.append(f"另存{len(found.asides)}列（{told}{more}）")
    others = (
        (found.totals, "合计行和合计列"),
        (found.parts, "已在整体里的子项"),
        (found.labels, "编号、日期等"),
        (found.refused, "有错误的"),
        (found.unread, "对照文件不读的"),
    )
    parts += [f"{what}{count}个" for count, what in others if count]
    return f"  共{found.all}个数字：{'；'.join(parts)}。"


def _label(name: str) -> str:
    for table in ("project", "plan", "progress"):
        if name in model.TABLES[table].model_fields:
            return str(model.TABLES[table].model_fields[name].title).partition("（")[0]
    return name


def _columns(sheet: SheetRead) -> list[str]:
    """A line a column; of months of one measure, and of columns kept or left out, a line for all of them."""
    alike: dict[str, list[Column]] = {}
    for column in sheet.columns:
        alike.setdefault(_together(column), []).append(column)
    lines: list[str] = []
    for column in sheet.columns:
        those = alike[_together(column)]
        if len(those) < _FEWEST_TOGETHER:
            lines.append(_one(column))
        elif column is those[0]:
            lines.append(_several(those))
    return lines


def _together(column: Column) -> str:
    measure, _, month = column.target.partition("@")
    is_monthly = measure in MEASURES and month != "total"
    return measure if is_monthly else column.target if column.target in {"extra", ""} else column.cell


def _one(column: Column) -> str:
    return f"  {column.cell} {column.heading} → {column.target or '不读取'}{_sure([column])}"


def _several(those: Sequence[Column]) -> str:
    ranges = cell_ranges.ranges(place for one in those if (place := cell_ranges.place(one.cell)))
    cells = cell_ranges.written(ranges[0]) if len(ranges) == 1 else cell_ranges.said(ranges, len(those), most=2)
    measure = those[0].target.partition("@")[0]
    if measure in MEASURES:
        months = sorted(one.target.partition("@")[2] for one in those)
        return f"  {cells} {_MEASURES[measure]} {months[0]}至{months[-1]}{_sure(those)}"
    headings = "、".join(one.heading for one in those[:3])
    what = "原样保留（extra）" if measure else "不读取"
    return f"  {cells} {headings}等{len(those)}列 → {what}"


def _sure(those: Sequence[Column]) -> str:
    least = min(one.confidence for one in those)
    return "" if least >= 1 or those[0].target in {"extra", ""} else f"（把握{least:.0%}）"
