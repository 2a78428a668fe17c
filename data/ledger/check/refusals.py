"""What the model's refusals (pydantic error types, codes of its rows' rules) mean to a clerk: why, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from data.errors import Said
from data.ledger import form

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_VERIFY = Said("请核对后改正", "check and correct it")
_SHORTEN = Said("请缩短", "shorten it")
_FILL_IN = Said("请填写{heading}", "fill in {heading}")

#: pydantic error type or rule's code → (why, what to do); `{…}` are taken from the error's context and the column.
SENTENCES: dict[str, tuple[Said, Said]] = {
    "missing": (Said("必须填写", "must be filled in"), _FILL_IN),
    "string_too_short": (Said("不能为空", "cannot be empty"), _FILL_IN),
    "string_too_long": (Said("超过{max_length}个字", "has more than {max_length} characters"), _SHORTEN),
    "literal_error": (
        Said("不是可选的内容", "is none of the choices"),
        Said("请从{words}中选一个", "choose {words_en}"),
    ),
    "greater_than": (Said("不大于{gt}", "is not greater than {gt}"), _VERIFY),
    "greater_than_equal": (Said("小于允许的最小值{ge}", "is less than the least allowed, {ge}"), _VERIFY),
    "less_than_equal": (Said("大于允许的最大值{le}", "is more than the most allowed, {le}"), _VERIFY),
    "decimal_max_places": (
        Said(
            "小数超过{decimal_places}位，系统不会自行四舍五入",
            "has more than {decimal_places} decimals, and nothing is rounded here",
        ),
        Said("请写成{decimal_places}位小数", "write it with {decimal_places} decimals"),
    ),
    "decimal_max_digits": (Said("数字超过{max_digits}位", "has more than {max_digits} digits"), _VERIFY),
    "decimal_whole_digits": (
        Said("整数部分超过{whole_digits}位", "has more than {whole_digits} digits before the decimal point"),
        _VERIFY,
    ),
    "month_start": (
        Said("不是月份的第一天", "is not the first day of a month"),
        Said("请写成2023-09或2023年9月", "write it as 2023-09"),
    ),
    "reason_missing": (
        Said("填写了终止日期，却没有终止原因", "has a termination date but no reason"),
        Said("请写明终止原因", "write the reason of the termination"),
    ),
    "terminated_before_signed": (
        Said("终止日期早于签约日期", "is a termination before the signing"),
        Said("请核对两个日期", "check both dates"),
    ),
}
_UNFORESEEN = (Said("不符合要求（{message}）", "does not fit ({message})"), _VERIFY)


def explain(error: ErrorDetails, table: str, column: str) -> tuple[Said, Said]:
    """Why and what to do, for one pydantic error at a column."""
    why, todo = SENTENCES.get(error["type"], _UNFORESEEN)
    words: dict[str, object] = {"message": error["msg"], **error.get("ctx", {})}
    return filled(why, table, column, words), filled(todo, table, column, words)


def filled(clause: Said, table: str, column: str, words: Mapping[str, object] | None = None) -> Said:
    """A clause with the column's heading and choices, and these words, in their places."""
    choices = list(form.choices(table, column).values())
    every = {
        "heading": f"“{form.heading(table, column)}”",
        "words": "、".join(choices),
        "words_en": " or ".join(f"“{choice}”" for choice in choices),
        **(words or {}),
    }
    return Said(clause.format_map(every), clause.en.format_map(every))
