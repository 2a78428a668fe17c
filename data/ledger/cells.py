"""One cell's value → what its column holds. Nothing is guessed: what is not certain is an error.

Each reader takes a cell that is not blank and returns the value or raises `CellError`.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal

from data.ledger.form import CELL_LIMIT


@dataclass(frozen=True)
class Unreadable:
    """A cell that is not blank but has no value to read: an error value, a formula never calculated."""

    text: str
    why: str
    todo: str


Value = str | float | bool | dt.date | dt.time | dt.timedelta | Unreadable | None

_CENTS = Decimal("0.01")
_WIDE = Context(prec=60)
_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)
_DAY = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日?)(?:[ T]\d{1,2}:\d{2}(:\d{2})?)?", re.ASCII
)
_MONTH = re.compile(r"(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月份?)", re.ASCII)
_YEAR = re.compile(r"(\d{4})年度?", re.ASCII)
_FLAGS = {"是": True, "否": False, "true": True, "false": False}
#: Excel keeps 15 digits; what a binary number has beyond them, or below 分 (1e-6 of a 万元), nobody typed.
_DIGITS, _FEN = 15, 6


class CellError(Exception):
    """A cell cannot be read: why, and what to do, each a clause without its full stop."""

    def __init__(self, why: str, todo: str) -> None:
        self.why, self.todo = why, todo
        super().__init__(f"{why}，{todo}")


def is_blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def shown(value: Value) -> str:
    """A cell's value as a sentence quotes it: short, on one line."""
    text = value.text if isinstance(value, Unreadable) else _as_text(value)
    text = "".join(" " if c in "\r\n\t" else c for c in text if c in "\r\n\t" or unicodedata.category(c) != "Cc")
    return text if len(text) <= 40 else f"{text[:40]}…"


def text(value: Value) -> str:
    if isinstance(value, dt.time | dt.timedelta):
        raise CellError("是时间，不是文字", "请把单元格设为文本格式后重新填写")
    return plain(_as_text(value)).strip()


def identifier(value: Value) -> str:
    """A code such as a project's. Excel turns «2023-1» into a date and drops digits after the 15th: refused."""
    if isinstance(value, dt.date | bool):
        raise CellError("不是编号（可能被Excel改成了日期）", "请把单元格设为文本格式后重新填写")
    if isinstance(value, float | int) and abs(value) >= 10**_DIGITS:
        raise CellError("编号超过15位，Excel已丢失末尾数字", "请把单元格设为文本格式后重新填写")
    return text(value)


def money(value: Value) -> Decimal:
    number = _number(value, "请填写数字，单位按表头，不带“万”“亿”等字")
    cents = number.quantize(_CENTS, context=_WIDE)
    return cents if cents == number else number


def whole(value: Value) -> int:
    if isinstance(value, str) and (year := _YEAR.fullmatch(_narrow(value))):
        return int(year[1])
    number = _number(value, "请填写整数")
    if number != number.to_integral_value():
        raise CellError("不是整数", "请填写整数")
    return int(number)


def day(value: Value) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str) and (found := _DAY.fullmatch(_narrow(value))):
        return _date(found[1], found[3] or found[5], found[4] or found[6])
    raise CellError("不是日期", "请写成2023-09-05或2023年9月5日")


def month(value: Value) -> dt.date:
    """The first day of the month; any day of it will do."""
    if isinstance(value, str) and (found := _MONTH.fullmatch(_narrow(value))):
        return _date(found[1], found[2] or found[3], "1")
    try:
        return day(value).replace(day=1)
    except CellError as error:
        raise CellError(error.why.replace("不是日期", "不是月份"), "请写成2023-09或2023年9月") from error


def flag(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    found = _FLAGS.get(_narrow(value).lower()) if isinstance(value, str) else None
    if found is None:
        raise CellError("只能是“是”或“否”", "请从下拉表里选")
    return found


def choice(value: Value, words: dict[str, str]) -> str:
    """The code of a drop-down's word (or the code itself); another text is returned for the model to refuse."""
    said = _narrow(text(value))
    codes = {word: code for code, word in words.items()}
    return codes.get(said, said)


def kept(value: Value) -> str | float | bool:
    """A cell of a column that the form does not know, for JSON: text to the letter, numbers, 是/否 cells, ISO dates."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float | int):
        number = float(f"{value:.{_DIGITS}g}")
        return int(number) if number.is_integer() and abs(number) < 10**_DIGITS else number
    said = plain(_as_text(value))
    if len(said.encode("utf-16-le")) // 2 > CELL_LIMIT:
        raise CellError(f"超过{CELL_LIMIT}个字，Excel单元格放不下", "请缩短")
    return said


def plain(said: str) -> str:
    """The text itself; refuses characters that no one can see and Excel cannot hold."""
    for character in said:
        if (unicodedata.category(character) == "Cc" and character not in "\t\n\r") or character in "\ufffe\uffff":
            raise CellError(f"含有不可见的控制字符（U+{ord(character):04X}）", "请删去后重新填写")
    return said


def _as_text(value: Value) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        return format(Decimal(f"{value:.{_DIGITS}g}"), "f") if abs(value) < 1e21 else f"{value:.{_DIGITS}g}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def _narrow(said: str) -> str:
    """Full-width digits and signs as half-width ones. Not all of NFKC: that makes «10²» 102 and «①» 1."""
    return "".join(unicodedata.normalize("NFKC", c) if _is_wide(c) else c for c in said).strip().replace("−", "-")


def _is_wide(character: str) -> bool:
    return character > "\x7f" and unicodedata.decomposition(character).startswith("<wide>")


def _number(value: Value, todo: str) -> Decimal:
    if isinstance(value, float | int) and not isinstance(value, bool) and math.isfinite(value):
        return Decimal(f"{round(value, _FEN):.{_DIGITS}g}")
    if isinstance(value, str) and _NUMBER.fullmatch(said := _narrow(value)):
        return Decimal(said.replace(",", ""))
    raise CellError("不是数字", todo)


def _date(year: str, month: str, day: str) -> dt.date:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError as error:
        raise CellError("不是日期（没有这一天）", "请核对年月日") from error
