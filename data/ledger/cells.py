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

from data.errors import Said, english
from data.ledger import clocks
from data.ledger.cell_error import CellError
from data.ledger.form import CELL_LIMIT
from data.ledger.formats import Shown


@dataclass(frozen=True)
class Unreadable:
    """A cell that is not blank but has no value to read: an error value, a formula never calculated."""

    text: str
    why: Said
    todo: Said


#: `CellError` is raised here and belongs to these readers, whoever defines it.
__all__ = ["CellError", "Unreadable", "Value"]

Value = str | float | bool | dt.date | dt.time | dt.timedelta | Unreadable | None

_CENTS = Decimal("0.01")
_WIDE = Context(prec=60)
_NO_AMOUNT = Decimal(10) ** 50
_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)
_DAY = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日?)", re.ASCII)
_MONTH = re.compile(r"(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月份?)", re.ASCII)
_YEAR = re.compile(r"(\d{4})年度?", re.ASCII)
_PERCENT = re.compile(r"([+-]?\d{1,6}(?:\.\d{1,6})?)\s*%", re.ASCII)
_FLAGS = {"是": True, "否": False, "true": True, "false": False}
#: Excel keeps 15 digits; what a binary number has beyond them, or below 分 (1e-6 of a 万元), nobody typed.
_DIGITS, _FEN = 15, 6
#: Category Cc without tab and line ends, and the two non-characters that XML has no place for.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_ENDS = str.maketrans("\r\n\t", "   ")

#: Excel writes October as January where it takes «2022.10» for a number.
LOST_NOUGHT = re.compile(r"(\d{2}|\d{4})[.．]1", re.ASCII)

PICK = Said("请从下拉表里选", "choose from the drop-down list")
_NO_DAY = Said("不是日期", "is not a date")
_AS_TEXT = Said("请把单元格设为文本格式后重新填写", "format the cell as text and fill it in again")
_CLOCK = Said("是时间，不是文字", "is a time of day, not text")
_DATE_NO_ID = Said("不是编号（可能被Excel改成了日期）", "is not an ID (Excel may have turned it into a date)")
_CUT_ID = Said("编号超过15位，Excel已丢失末尾数字", "the ID has more than 15 digits, and Excel has lost the last ones")
_AMOUNT = Said(
    "请填写数字，单位按表头，不带“万”“亿”等字",
    "write a number in the unit that the heading names, without “万” or “亿”",
)
#: Formats under which 万元 are shown as they are.
_SHOWN_IN_WAN = {"万元", "万", "¥", "￥", "¥万元", "￥万元", "¥万", "￥万", "万元人民币"}
_WHOLE = Said("请填写整数", "write a whole number")
_SHARE = Said("请写成0.7或70%", "write it as 0.7 or 70%")


def is_blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def shown(value: Value) -> str:
    """A cell's value as a sentence quotes it: short, on one line."""
    text = value.text if isinstance(value, Unreadable) else _as_text(value)
    text = _CONTROL.sub("", text).translate(_LINE_ENDS)
    return text if len(text) <= 40 else f"{text[:40]}…"


def text(value: Value) -> str:
    if isinstance(value, dt.time | dt.timedelta):
        raise CellError(_CLOCK, _AS_TEXT)
    return plain(_as_text(value)).strip()


def identifier(value: Value) -> str:
    """A code such as a project's. Excel turns «2023-1» into a date and drops digits after the 15th: refused."""
    if isinstance(value, dt.date | bool):
        raise CellError(_DATE_NO_ID, _AS_TEXT)
    if isinstance(value, float | int) and abs(value) >= 10**_DIGITS:
        raise CellError(_CUT_ID, _AS_TEXT)
    return text(value)


def money(value: Value) -> Decimal:
    return _in_cents(_number(value, _AMOUNT))


def _in_cents(number: Decimal) -> Decimal:
    """With two decimals where it has no more; else as it is, for the model to refuse."""
    if abs(number) >= _NO_AMOUNT:
        return number
    cents = number.quantize(_CENTS, context=_WIDE)
    return cents if cents == number else number


def share(value: Value) -> Decimal:
    """A part of a whole: 0.7, or 70%."""
    if isinstance(value, str) and (percent := _PERCENT.fullmatch(_narrow(value))):
        return _in_cents(Decimal(percent[1]) / 100)
    return _in_cents(_number(value, _SHARE))


def in_wan(amount: Decimal) -> str:
    """An amount in 万元 for a sentence, to the cent; one so large that it can be no money in powers of ten."""
    return f"{amount.quantize(_CENTS, context=_WIDE):,}万元" if abs(amount) < _NO_AMOUNT else f"{amount:.2E}万元"


def refused_as_shown(value: Value, shown: Shown) -> CellError | None:
    """Why an amount in 万元 that its cell shows so is not read; None where it shows that number, and no other unit."""
    if (
        isinstance(value, bool)
        or not isinstance(value, float | int)
        or (shown.factor == 1 and shown.unit in _SHOWN_IN_WAN)
    ):
        return None
    return not_as_shown(Decimal(f"{value:.{_DIGITS}g}"), shown, _AMOUNT)


def not_as_shown(number: Decimal, shown: Shown, todo: Said) -> CellError:
    """A number whose format shows something that is no amount of the right unit."""
    text = shown.text(float(number))
    zh, en = f"单元格存的是{number:f}，", f"holds {number:f}, which its format "
    if not text:
        return CellError(Said(f"{zh}按格式不显示", f"{en}does not show"), todo)
    return CellError(Said(f"{zh}按格式显示为{text}", f"{en}shows as {text}"), todo)


def whole(value: Value) -> int:
    if isinstance(value, str) and (year := _YEAR.fullmatch(_narrow(value))):
        return int(year[1])
    number = _number(value, _WHOLE)
    if number != number.to_integral_value():
        raise CellError(Said("不是整数", "is not a whole number"), _WHOLE)
    return int(number)


def day(value: Value) -> dt.date:
    """A day. With a time of day that names its zone it is the day here; a time that shifts days is refused."""
    if isinstance(value, dt.datetime):
        return clocks.day(value)
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        said = _narrow(value)
        if found := _DAY.fullmatch(said):
            return _date(found[1], found[3] or found[5], found[4] or found[6])
        if moment := clocks.without_zone(said):
            return clocks.day(moment)
        if here := clocks.of_text(said):
            return here
    raise CellError(_NO_DAY, Said("请写成2023-09-05或2023年9月5日", "write it as 2023-09-05"))


def month(value: Value) -> dt.date:
    """The first day of the month; any day of it will do."""
    if isinstance(value, str) and (found := _MONTH.fullmatch(_narrow(value))):
        if LOST_NOUGHT.fullmatch(found[0]):
            raise lost_nought(found[1])
        return _date(found[1], found[2] or found[3], "1")
    try:
        return day(value).replace(day=1)
    except CellError as error:
        why = Said(error.why.replace("不是日期", "不是月份"), english(error.why).replace("not a date", "not a month"))
        raise CellError(why, Said("请写成2023-09或2023年9月", "write it as 2023-09")) from error


def lost_nought(year: str) -> CellError:
    """«2022.1»: January, or October without its nought."""
    return CellError(
        Said("有两种读法（1月、10月），Excel丢掉了末尾的0", "can be January or October: Excel drops the last 0"),
        Said(f"请写成{year}-01或{year}-10", f"write {year}-01 or {year}-10"),
    )


def flag(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    found = _FLAGS.get(_narrow(value).lower()) if isinstance(value, str) else None
    if found is None:
        raise CellError(Said("只能是“是”或“否”", "can only be “是” (yes) or “否” (no)"), PICK)
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
    if len(said) * 2 > CELL_LIMIT and len(said.encode("utf-16-le")) // 2 > CELL_LIMIT:
        why = Said(
            f"超过{CELL_LIMIT}个字，Excel单元格放不下",
            f"has more than {CELL_LIMIT} characters, which no cell of Excel holds",
        )
        raise CellError(why, Said("请缩短", "shorten it"))
    return said


def holdable(said: str) -> str:
    """A text without what no cell of Excel can hold: control characters, and what is beyond its length."""
    return _HIDDEN.sub("", said).encode("utf-16-le")[: CELL_LIMIT * 2].decode("utf-16-le", "ignore")


def plain(said: str) -> str:
    """The text itself; refuses characters that no one can see and Excel cannot hold."""
    if hidden := _HIDDEN.search(said):
        code = f"U+{ord(hidden[0]):04X}"
        why = Said(f"含有不可见的控制字符（{code}）", f"holds a control character that no one can see ({code})")
        raise CellError(why, Said("请删去后重新填写", "delete it and fill the cell in again"))
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
    if said.isascii():
        return said.strip()
    return "".join(unicodedata.normalize("NFKC", c) if _is_wide(c) else c for c in said).strip().replace("−", "-")


def _is_wide(character: str) -> bool:
    return character > "\x7f" and unicodedata.decomposition(character).startswith("<wide>")


def _number(value: Value, todo: Said) -> Decimal:
    if isinstance(value, float | int) and not isinstance(value, bool) and math.isfinite(value):
        return Decimal(f"{round(value, _FEN):.{_DIGITS}g}")
    if isinstance(value, str) and _NUMBER.fullmatch(said := _narrow(value)):
        return Decimal(said.replace(",", ""))
    raise CellError(Said("不是数字", "is not a number"), todo)


def _date(year: str, month: str, day: str) -> dt.date:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError as error:
        why = Said("不是日期（没有这一天）", "is not a date (there is no such day)")
        raise CellError(why, Said("请核对年月日", "check year, month and day")) from error
