"""A ledger's report in lines for the command line: whatever is wrong in it, all of it fits on a screen."""

from __future__ import annotations

from collections.abc import Sequence

from data import cell_ranges, model
from data.errors import Said
from data.ledger.mapping import MEASURES
from data.ledger.report import Account, Column, Report, SheetRead

_MOST_LINES = 18
_MOST_ASIDES = 3
#: So many columns alike are told in one line.
_FEWEST_TOGETHER = 4
#: What amounts are of, in English.
_ENGLISH = {
    "planned_investment": "planned investment",
    "funds_arrived": "funds arrived",
    "invested": "completed investment",
    "amount": "annual plan",
    "original_amount": "original annual plan",
}
_MEASURES = {name: str(model.Progress.model_fields[name].title).partition("（")[0] for name in MEASURES}


def reading(report: Report) -> list[str]:
    """How each sheet and column was understood."""
    blocks = [(_head(sheet), [*_columns(sheet), f"  {account(sheet)}"]) for sheet in report.sheets]
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


def account(sheet: SheetRead) -> Said:
    """Where the sheet's numbers went: together they are all that it has."""
    found = sheet.account
    read = Said(f"读入{found.read}个", f"{found.read:,} read")
    if found.sums:
        zh = "、".join(f"{_label(name)}合计{amount:,.2f}万元" for name, amount in found.sums.items())
        en = ", ".join(f"{_ENGLISH[name]} {amount:,.2f}万元" for name, amount in found.sums.items())
        read = Said(f"{read}（{zh}）", f"{read.en} ({en})")
    parts = [read, *_asides(found)]
    parts += [Said(f"{zh}{count}个", f"{count:,} {en}") for count, zh, en in _others(found) if count]
    en = "; ".join(part.en for part in parts)
    return Said(f"共{found.all}个数字：{'；'.join(parts)}。", f"{found.all:,} numbers in all: {en}.")


def _asides(found: Account) -> list[Said]:
    if not (asides := found.asides):
        return []
    told = asides[:_MOST_ASIDES]
    zh = "、".join(f"“{one.heading}”{one.count}个合计{one.total:,f}{one.unit}" for one in told)
    en = ", ".join(f"«{one.heading}» {one.count:,}, sum {one.total:,f}{one.unit}" for one in told)
    if len(asides) > _MOST_ASIDES:
        zh, en = f"{zh}等{len(asides)}列", f"{en} …"
    if not found.are_kept:
        return [Said(f"没有读入{len(asides)}列（{zh}）", f"not taken of {len(asides)} columns ({en})")]
    return [Said(f"另存{len(asides)}列（{zh}）", f"kept beside in {len(asides)} columns ({en})")]


def _others(found: Account) -> tuple[tuple[int, str, str], ...]:
    return (
        (found.totals, "合计行和合计列", "in rows and columns of totals"),
        (found.parts, "已在整体里的子项", "in parts that a package's own row has"),
        (found.labels, "编号、日期等", "that number or date"),
        (found.refused, "有错误的", "with an error"),
        (found.unread, "对照文件不读的", "that the mapping leaves out"),
        (found.compared, "与当前版本核对的", "held against the current version"),
    )


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
