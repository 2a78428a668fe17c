"""What surrounds the data in the ledger's workbook: notes, headings, explanations, drop-downs, formats."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import xlsxwriter

from data import model
from data.ledger import form
from data.settings import Settings
from data.versions.version_file import VersionInfo

_LAST_ROW = 1_048_575
_LONG = {"name", "content", "investor", "termination_reason", "remarks", "note", "title", "source"}
_MARK = "演示数据"

_HOW_TO = (
    "每张表第1行是表头，请勿改动；第2行是说明，从第3行起填写，一行一条。",
    "标有“【必填】”的列每行都要填；标有“【选填】”的列没有内容就留空，不要填“无”或“—”。",
    "金额一律以万元为单位，最多两位小数；日期写成2023-09-05，月份写成2023-09。",
    "“月度进度”表填当月数，不填累计数；一个项目一个月一行。",
    "“项目”表可以在最后增加本单位自用的列，导入后原样保留；其他表不能加列。",
    "不要合并单元格，不要改表名；用公式的单元格须已算出结果，不能是错误值。",
    "填好后运行 python -m data import 文件名 核对并发布；有错误时会逐格列出，不会发布。",
)


class Styles:
    """The workbook's cell formats."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        base = {"font_name": "Microsoft YaHei", "font_size": 10}
        self.title = book.add_format({**base, "font_size": 14, "bold": True})
        self.label = book.add_format({**base, "bold": True, "valign": "top"})
        self.value = book.add_format({**base, "num_format": "@", "border": 1, "border_color": "#808080"})
        self.plain = book.add_format({**base, "text_wrap": True, "valign": "top"})
        self.required = book.add_format(
            {**base, "bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "num_format": "@"}
        )
        self.optional = book.add_format({**base, "bold": True, "bg_color": "#D9E1F2", "num_format": "@"})
        self.hint = book.add_format(
            {**base, "font_size": 9, "font_color": "#595959", "text_wrap": True, "valign": "top", "num_format": "@"}
        )
        self.text = book.add_format({**base, "num_format": "@"})
        self.day = book.add_format({**base, "num_format": "yyyy-mm-dd"})
        self.month = book.add_format({**base, "num_format": "yyyy-mm"})
        self.money = book.add_format({**base, "num_format": "#,##0.00"})
        self.whole = book.add_format({**base, "num_format": "0"})


def write_notes_sheet(book: xlsxwriter.Workbook, styles: Styles, zone: Settings, info: VersionInfo | None) -> None:
    """«说明»: whose ledger, what kind, up to which month, and how to fill it."""
    sheet = book.add_worksheet(form.NOTES_SHEET)
    sheet.set_column(0, 0, 16, styles.label)
    sheet.set_column(1, 1, 28)
    sheet.set_column(2, 2, 70)
    sheet.write_string(0, 0, "招商引资台账", styles.title)
    through = f"{info.months_through:%Y-%m}" if info else ""
    rows = [
        ("园区", zone.zone.zh, ""),
        (form.NATURE_KEY, form.DEMO if info and info.is_demo else form.OFFICIAL, "演示数据发布后，各处都带有演示标记"),
        (form.THROUGH_KEY, through, "最后一个报了数的月份，写成2023-09；留空则取“月度进度”表的最后一个月"),
    ]
    rows += [("版本", info.version, "导出自这个版本")] if info else []
    for number, (key, value, hint) in enumerate(rows, 2):
        sheet.write_string(number, 0, key, styles.label)
        sheet.write_string(number, 1, value, styles.value)
        sheet.write_string(number, 2, hint, styles.hint)
    sheet.data_validation(3, 1, 3, 1, {"validate": "list", "source": [form.OFFICIAL, form.DEMO]})
    for number, line in enumerate(_HOW_TO, len(rows) + 3):
        sheet.merge_range(number, 0, number, 2, f"{number - len(rows) - 2}. {line}", styles.plain)
    if info and info.is_demo:
        sheet.write_string(1, 0, "演示数据：除注明公布来源的数字外均为虚构", styles.label)
        _mark(sheet)


def write_headings(sheet: Any, styles: Styles, table: str, others: list[str], *, is_demo: bool) -> None:
    """Row 1 headings, row 2 explanations; formats and drop-downs below them. `others`: a project's own columns."""
    for position, column in enumerate(form.columns(table)):
        heading, hint = form.heading(table, column), form.explanation(table, column)
        if is_demo and position == 0:
            hint = f"{hint[:4]}（{_MARK}）{hint[4:]}"
        sheet.set_column(position, position, _width(table, column, heading), _format(styles, table, column))
        sheet.write_string(
            0, position, heading, styles.required if form.is_required(table, column) else styles.optional
        )
        sheet.write_string(1, position, hint, styles.hint)
        if rule := _rule(table, column):
            sheet.data_validation(2, position, _LAST_ROW, position, rule)
    for position, heading in enumerate(others, len(form.columns(table))):
        sheet.set_column(position, position, 20, styles.text)
        sheet.write_string(0, position, heading, styles.optional)
        sheet.write_string(1, position, f"{form.OPTIONAL_MARK}台账自有的列，原样保留", styles.hint)
    sheet.set_row(0, 22)
    sheet.set_row(1, 64)
    sheet.freeze_panes(2, 2 if table == "project" else 1)
    if is_demo:
        _mark(sheet)


def write_choices_sheet(book: xlsxwriter.Workbook, styles: Styles, zone: Settings) -> None:
    """«选项»: the zone's industries and units, which the drop-downs offer and do not enforce."""
    sheet = book.add_worksheet(form.CHOICES_SHEET)
    sheet.set_column(0, 1, 24, styles.text)
    for position, (heading, names) in enumerate((("产业", zone.industry), ("责任单位", zone.unit))):
        sheet.write_string(0, position, heading, styles.optional)
        for number, name in enumerate(names, 1):
            sheet.write_string(number, position, name.zh, styles.text)


def _mark(sheet: Any) -> None:
    sheet.set_tab_color("#A6A6A6")
    sheet.set_header(f"&C{_MARK}")


def _rule(table: str, column: str) -> dict[str, object] | None:
    """The column's drop-down: fixed lists stop a wrong entry, the zone's and other tables' lists only warn."""
    if words := form.choices(table, column):
        return _list(list(words.values()), "stop", "请从下拉表里选")
    if pa.types.is_boolean(model.ARROW[table].field(column).type):
        return _list(["是", "否"], "stop", "请填是或否")
    if column in {"industry", "unit"}:
        letter = "A" if column == "industry" else "B"
        return _list(_growing(form.CHOICES_SHEET, letter, 1), "warning", "不在“选项”表里，确定要用吗")
    if parent := model.REFERENCES.get((table, column)):
        sheet = model.sheet_name(parent[0])
        return _list(_growing(sheet, "A", 2), "warning", f"“{sheet}”表里还没有这个编号，确定要用吗")
    return None


def _growing(sheet: str, letter: str, skipped: int) -> str:
    """The filled part of a column below its first `skipped` cells."""
    whole = f"'{sheet}'!${letter}:${letter}"
    return f"=OFFSET('{sheet}'!${letter}${skipped + 1},0,0,MAX(1,COUNTA({whole})-{skipped}),1)"


def _list(source: list[str] | str, kind: str, message: str) -> dict[str, object]:
    return {"validate": "list", "source": source, "error_type": kind, "error_title": "请核对", "error_message": message}


def _format(styles: Styles, table: str, column: str) -> object:
    kind = model.ARROW[table].field(column).type
    if pa.types.is_date(kind):
        return styles.month if column == "month" else styles.day
    if pa.types.is_decimal(kind):
        return styles.money
    return styles.whole if pa.types.is_integer(kind) else styles.text


def _width(table: str, column: str, heading: str) -> int:
    if column in _LONG:
        return 36
    kind = model.ARROW[table].field(column).type
    return max(2 * len(heading) + 2, 14 if pa.types.is_string(kind) else 12)
