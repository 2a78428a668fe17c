"""What the model's refusals (pydantic error types, codes of its rows' rules) mean to a clerk: why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.ledger import form

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

#: pydantic error type or rule's code → (why, what to do); `{…}` are taken from the error's context and the column.
SENTENCES: dict[str, tuple[str, str]] = {
    "missing": ("必须填写", "请填写{heading}"),
    "string_too_short": ("不能为空", "请填写{heading}"),
    "string_too_long": ("超过{max_length}个字", "请缩短"),
    "literal_error": ("不是可选的内容", "请从{words}中选一个"),
    "greater_than_equal": ("小于允许的最小值{ge}", "请核对后改正"),
    "less_than_equal": ("大于允许的最大值{le}", "请核对后改正"),
    "decimal_max_places": ("小数超过{decimal_places}位，系统不会自行四舍五入", "请写成{decimal_places}位小数"),
    "decimal_max_digits": ("数字超过{max_digits}位", "请核对后改正"),
    "decimal_whole_digits": ("整数部分超过{whole_digits}位", "请核对后改正"),
    "month_start": ("不是月份的第一天", "请写成2023-09或2023年9月"),
    "reason_missing": ("填写了终止日期，却没有终止原因", "请写明终止原因"),
    "terminated_before_signed": ("终止日期早于签约日期", "请核对两个日期"),
}
_UNFORESEEN = ("不符合要求（{message}）", "请核对后改正")


def explain(error: ErrorDetails, table: str, column: str) -> tuple[str, str]:
    """Why and what to do, for one pydantic error at a column."""
    words = {
        "heading": f"“{form.heading(table, column)}”",
        "words": "、".join(form.choices(table, column).values()),
        "message": error["msg"],
        **error.get("ctx", {}),
    }
    why, todo = SENTENCES.get(error["type"], _UNFORESEEN)
    return why.format_map(words), todo.format_map(words)
