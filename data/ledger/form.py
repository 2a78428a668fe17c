"""The ledger's form: sheets, headings, explanations and drop-down words, shared by reader and writer."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal, get_args, get_origin

from data import cell_ranges, model

NOTES_SHEET = "说明"
CHOICES_SHEET = "选项"

NATURE_KEY, THROUGH_KEY = "数据性质", "数据截至月份"
OFFICIAL, DEMO = "正式台账", "演示数据"

#: Every cell of the explanation row begins with one of these; no valid row of data can.
REQUIRED_MARK, OPTIONAL_MARK = "【必填】", "【选填】"

address = cell_ranges.address

#: What Excel can hold in a cell, in UTF-16 units.
CELL_LIMIT = 32_767

_INDICATORS = {
    "signed_projects": "签约项目数",
    "funds_arrived": "到位资金",
    "invested": "完成投资",
    "started_projects": "开工项目数",
}
#: Codes that a clerk should not have to know: (table, column) → code → the word in the drop-down.
LABELS: dict[tuple[str, str], dict[str, str]] = {
    ("target", "indicator"): _INDICATORS,
    ("exclusion", "indicator"): _INDICATORS,
    ("exemption", "rule"): {
        "unstarted": "签约未开工",
        "late_start": "逾期未开工",
        "unfunded": "开工无资金",
        "behind": "低于自身序时",
        "silent": "未报进度",
        "blocked": "问题逾期未办结",
        "slipping": "多次推迟",
    },
    ("published_fact", "relation"): {"=": "等于", ">=": "余", ">": "超", "~": "约", "<~": "近"},
    ("published_fact", "standing"): {"published": "公布", "derived": "推算"},
}


def columns(table: str) -> list[str]:
    """The columns that have a heading of their own, in order (`extra` has none: it becomes many)."""
    fields = model.TABLES[table].model_fields
    return [name for name, field in fields.items() if not _extra_of(field.json_schema_extra).get("hidden")]


def heading(table: str, column: str) -> str:
    return model.TABLES[table].model_fields[column].title or column


def is_required(table: str, column: str) -> bool:
    return model.TABLES[table].model_fields[column].is_required()


def explanation(table: str, column: str) -> str:
    """The column's cell in the explanation row."""
    mark = REQUIRED_MARK if is_required(table, column) else OPTIONAL_MARK
    said = model.TABLES[table].model_fields[column].description or ""
    if words := LABELS.get((table, column)):
        blank = "" if is_required(table, column) else f"；{said}"
        return f"{mark}从下拉表里选：{'、'.join(words.values())}{blank}"
    return f"{mark}{said}"


@cache
def choices(table: str, column: str) -> dict[str, str]:
    """Code → the word people see, for a column with a fixed list; empty for any other column."""
    codes = _literals(model.TABLES[table].model_fields[column].annotation)
    return {code: LABELS.get((table, column), {}).get(code, code) for code in codes}


@cache
def headings(table: str) -> dict[str, str]:
    """What a heading may say (folded) → the column: its Chinese heading or its English name."""
    named = {fold(heading(table, column)): column for column in columns(table)}
    return named | {fold(column): column for column in columns(table)}


def table_of(sheet: str) -> str | None:
    """The table that a sheet or csv file holds, by its Chinese or English name."""
    names = {fold(model.sheet_name(table)): table for table in model.TABLES}
    return (names | {table: table for table in model.TABLES}).get(fold(sheet))


def fold(text: str) -> str:
    """How names are compared: full-width as half-width, no white space, no «*», no case."""
    return re.sub(r"[\s*]", "", unicodedata.normalize("NFKC", text)).lower()


def is_explanation(texts: list[str]) -> bool:
    """Whether a row's cells that are not blank make it the explanation row."""
    return bool(texts) and all(text.startswith((REQUIRED_MARK, OPTIONAL_MARK)) for text in texts)


def _literals(annotation: object) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((found for part in get_args(annotation) if (found := _literals(part))), ())


def _extra_of(extra: object) -> dict[str, object]:
    return extra if isinstance(extra, dict) else {}
