"""An amount of money as people write it → 万元. A number about which the cell itself is not sure is refused."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException

from data.errors import Said
from data.ledger import cells
from data.ledger.cells import CellError, Value
from data.ledger.formats import Shown
from data.ledger.mapping import YUAN
from data.ledger.office.written import wording
from data.ledger.office.written.wording import said

_CENT = Decimal("0.01")
_WIDE = Context(prec=60)
#: A binary number's noise beyond what anyone typed, as a share of 万元.
_NOISE = Decimal("0.000001")
#: Less than this, in any unit, is what subtracting binary numbers leaves of 0.
_NOTHING = Decimal("0.000000001")

_MONEY = re.compile(
    r"(?P<yuan>人民币|rmb|cny|[¥￥])?(?P<before>us\$|usd|eur|jpy|hkd|krw|[$€])?"
    r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d+)(?:\.\d+)?)"
    r"(?P<times>百亿|十亿|亿|千万|百万|十万|万|千|억|천만|백만|만|천|million|billion|m|bn)?(?P<after>[a-z一-鿿원$€]*)"
)
_POWER = re.compile(r"[+-]?\d+(?:\.(?P<decimals>\d+))?e(?P<power>[+-]?\d{1,3})", re.ASCII)
_DECIMALS_OF_EXCEL = {2, 5}
_IN_BRACKETS = re.compile(r"[(]\s*[¥￥$]?[\d,]+(\.\d+)?\s*[)]", re.ASCII)
_TIMES = {
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "억": 10**8,
    "천만": 10**7,
    "백만": 10**6,
    "만": 10**4,
    "천": 10**3,
    "million": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    None: 1,
    "": 1,
}
_CURRENCY = {
    "美元": "USD",
    "美金": "USD",
    "usd": "USD",
    "us$": "USD",
    "$": "USD",
    "dollars": "USD",
    "欧元": "EUR",
    "eur": "EUR",
    "€": "EUR",
    "日元": "JPY",
    "jpy": "JPY",
    "港元": "HKD",
    "港币": "HKD",
    "hkd": "HKD",
    "韩元": "KRW",
    "krw": "KRW",
    "원": "KRW",
    "元": "",
    "人民币": "",
    "元人民币": "",
    "圆": "",
    "yuan": "",
    "rmb": "",
    "cny": "",
    "": "",
}


_AS_SHOWN = Said(
    "看不出以哪个为准，请填写数字并把单元格格式改为“常规”，单位写在表头",
    "which one is meant is not certain: enter the number, format the cell as “General”, name the unit in the heading",
)
#: What stands at a number to say of which currency it is; «元» and «美元» after it say that it is one of them each.
_SIGNS = {"$", "€", "¥", "usd", "us$", "eur", "jpy", "hkd", "krw", "rmb", "cny"}


@dataclass(frozen=True)
class Unit:
    """A unit of money: how many yuan one is, and how it is called. `currency` has no rate yet where yuan is 0."""

    name: str
    yuan: Decimal


def amount(
    value: Value,
    unit: Unit | None,
    rates: dict[str, float],
    shown: Shown | None = None,
    *,
    is_signed: bool = False,
) -> tuple[Decimal, bool]:
    """An amount in 万元, to 0.01, and whether it had to be rounded to that. A unit in the cell goes before `unit`.

    `shown` is how the cell's number format shows its number, where that is unusual (`Grid.shown`): what people see
    counts, and a unit that the format shows goes before `unit` as one in the cell does (`conflict` tells of it).
    `is_signed`: the amount may be below zero, written with a minus or in brackets.

    Raises:
        CellError: no number, a number about which the cell itself is not sure, or one whose unit is not known.
    """
    try:
        return _amount(value, unit, rates, shown, is_signed=is_signed)
    except DecimalException as error:  # more digits than anything that is money
        raise no_number() from error


def _amount(
    value: Value, unit: Unit | None, rates: dict[str, float], shown: Shown | None, *, is_signed: bool
) -> tuple[Decimal, bool]:
    if wording.is_unknown(value):
        raise unknown()
    if isinstance(value, str):
        text = said(value).lower().replace(" ", "")
        is_below = is_signed and bool(_IN_BRACKETS.fullmatch(text))
        number, unit = _money_of_text(text.strip("()") if is_below else text, unit, rates)
        number = -number if is_below else number
    elif isinstance(value, float | int) and not isinstance(value, bool) and math.isfinite(value):
        number = Decimal(f"{value:.15g}")
        if shown is not None:
            number, unit = _as_shown(number, unit, rates, shown)
    else:
        raise no_number()
    if abs(number) < _NOTHING:
        return Decimal(0), False
    if unit is None:
        raise below_zero() if number < 0 and not is_signed else no_unit()
    exact = _WIDE.divide(_WIDE.multiply(number, unit.yuan), Decimal(10_000))
    if abs(exact) <= _NOISE:
        return Decimal(0), False
    if number < 0 and not is_signed:
        raise below_zero()
    rounded = exact.quantize(_CENT, ROUND_HALF_UP, context=_WIDE)
    return rounded, abs(exact - rounded) > _NOISE


def conflict(unit: Unit | None, shown: Shown, rates: dict[str, float]) -> bool:
    """Whether a cell's format shows another unit than the one that its heading names."""
    try:
        of_format = _unit_shown(shown, unit, rates)
    except CellError:
        return False  # refused at the cell
    return unit is not None and of_format is not None and of_format.yuan != unit.yuan


def says_unit(shown: Shown | None) -> bool:
    """Whether a cell's format shows a unit of its own; «¥» alone leaves open how many yuan one is."""
    return shown is not None and bool(shown.unit.strip("¥￥"))


def _as_shown(number: Decimal, unit: Unit | None, rates: dict[str, float], shown: Shown) -> tuple[Decimal, Unit | None]:
    """The number that people see, and its unit."""
    if not shown.factor or shown.unit in {"%", "％"} or (not shown.unit and not _is_of_yuan(shown, unit)):
        raise cells.not_as_shown(number, shown, _AS_SHOWN)
    try:
        found = _unit_shown(shown, unit, rates)
    except _NoUnitError as error:
        raise cells.not_as_shown(number, shown, _AS_SHOWN) from error
    return _WIDE.multiply(number, shown.factor), found


def _is_of_yuan(shown: Shown, unit: Unit | None) -> bool:
    """Whether a number without a unit, beside others that the format shows in 万元 or 亿元, is of yuan and said so."""
    return shown.factor == 1 and unit is not None and unit.yuan == 1


def _unit_shown(shown: Shown, unit: Unit | None, rates: dict[str, float]) -> Unit | None:
    """The unit of what people see. A sign of currency alone leaves the heading's unit."""
    if not shown.unit:
        return unit
    found = _MONEY.fullmatch(unicodedata.normalize("NFKC", f"{shown.before}1{shown.after}").lower().replace(" ", ""))
    if not found or found["after"] not in _CURRENCY or found["number"] != "1":
        raise _NoUnitError(*_NO_UNIT)
    return _unit_in_cell(found, unit, rates)


def unit_of(text: str, rates: dict[str, float]) -> Unit | None:
    """The unit of money that a text names («亿元», «USD», «百万美元»); None where it names none.

    Raises:
        CellError: a foreign currency without a rate.
    """
    folded = unicodedata.normalize("NFKC", text).lower().replace(" ", "").replace("人民币", "").strip("()[]:,;/")
    if folded in YUAN:
        return Unit(folded, Decimal(YUAN[folded]))
    match = re.fullmatch(
        r"(百亿|十亿|亿|千万|百万|十万|万|千|억|천만|백만|만|천|million|billion|m|bn)?([a-z一-鿿원$€]*?)(million|billion)?",
        folded,
    )
    if not match or (not match[1] and not match[2]) or (currency := _code(match[2], rates)) is None:
        return None
    times = _TIMES[match[1]] * _TIMES[match[3]]
    return Unit(text.strip(), times * _rate(currency, rates))


def _code(word: str, rates: dict[str, float]) -> str | None:
    """A currency's code («美元», «usd»: USD), "" for yuan; one that is not known is one where it has a rate."""
    return _CURRENCY.get(word, word.upper() if word.upper() in rates else None)


def currency_of(unit: str, rates: Collection[str] = ()) -> str:
    """The foreign currency that a unit is of («万美元»: USD); "" for yuan or none. `rates`: codes known besides."""
    folded = unicodedata.normalize("NFKC", unit).lower().replace(" ", "").strip("()[]:,;/")
    known = next((code for name, code in _CURRENCY.items() if code and name in folded), "")
    return known or next((code for code in rates if code.lower() in folded), "")


def _money_of_text(text: str, unit: Unit | None, rates: dict[str, float]) -> tuple[Decimal, Unit | None]:
    if found := _POWER.fullmatch(text):
        return _of_power(found), unit
    if _IN_BRACKETS.fullmatch(text):
        raise _in_brackets()
    match = _MONEY.fullmatch(text)
    if not match or _code(match["after"], rates) is None:
        raise no_number()
    return Decimal(match["number"].replace(",", "")), _unit_in_cell(match, unit, rates)


def _unit_in_cell(match: re.Match[str], unit: Unit | None, rates: dict[str, float]) -> Unit | None:
    """The unit that a text says, else the heading's. A sign of currency alone says which currency, not how many."""
    sign, after = match["before"] or match["yuan"] or "", match["after"]
    currency = _CURRENCY[match["before"] or ""] or _code(after, rates) or ""
    if match["times"] or (after and after not in _SIGNS):
        return Unit(after or match["times"], Decimal(_TIMES[match["times"]]) * _rate(currency, rates))
    sign = sign or after
    if not sign:
        return unit
    if unit is None:
        return Unit(sign, _rate(currency, rates)) if currency else None
    if currency_of(unit.name, rates) != currency:
        raise _other_currency(sign, unit)
    return unit


def _of_power(found: re.Match[str]) -> Decimal:
    """1.5E+03. With as many decimals as Excel shows (two, or five of a long number) the last digits may be lost."""
    number, power = Decimal(found[0]), int(found["power"])
    if len(found["decimals"] or "") in _DECIMALS_OF_EXCEL and power > len(found["decimals"]):
        raise CellError(
            Said(
                "是科学计数法，末尾的数字可能已经丢失", "is in scientific notation, and may have lost its last digits"
            ),
            Said("请把单元格格式改为“常规”或“数值”后重新填写", "format the cell as a number and enter it again"),
        )
    return number


def _rate(currency: str, rates: dict[str, float]) -> Decimal:
    if not currency:
        return Decimal(1)
    if currency not in rates:
        raise CellError(
            Said(f"是外币（{currency}），没有给出汇率", f"is in a foreign currency ({currency}) without a rate"),
            Said(
                f"请在对照文件的[rates]里写明1{currency}合多少元",
                f"give the yuan for 1 {currency} under [rates] in the mapping",
            ),
        )
    return Decimal(str(rates[currency]))


def in_currency(unit: Unit, name: str, said: str, rates: dict[str, float]) -> Unit:
    """A unit («万元», «百万美元») in the currency that a row names («USD», «欧元», «人民币»).

    Raises:
        CellError: no currency that is known, one without a rate, or another than the one that the unit names.
    """
    folded = unicodedata.normalize("NFKC", said).lower().replace(" ", "")
    currency = _code(folded, rates)
    if currency is None and (whole := unit_of(said, rates)):
        if whole.yuan == unit.yuan:
            return unit
        raise _other_unit(said, name)  # «亿元» beside a heading in 万元 may be of one of the row's amounts alone
    if currency is None:
        raise CellError(
            Said(f"“{said}”不是认得的币种", f"«{said}» is no currency that is known"),
            Said("请写成USD、欧元等，或在对照文件的[values.currency]里写明", "write USD or EUR, or translate it"),
        )
    of_unit = currency_of(name, rates)
    if of_unit and of_unit != currency:
        raise _other_currency(said, unit)
    times = unit.yuan / _rate(of_unit, rates)
    return Unit(f"{name}（{said}）", times * _rate(currency, rates))


class _NoUnitError(CellError):
    """The text around a number is no unit of money."""


_NO_UNIT = (Said("不是金额的单位", "is no unit of money"), Said("请填写数字", "enter a number"))


def _other_currency(sign: str, unit: Unit) -> CellError:
    return CellError(
        Said(
            f"写的是{sign.upper()}，表头的单位是{unit.name}，币种不同",
            f"is marked {sign.upper()}, and the heading's unit is {unit.name}: another currency",
        ),
        Said("请写明单位（如500万美元），或更正表头", "name the unit (such as 500万美元), or correct the heading"),
    )


def _other_unit(said: str, name: str) -> CellError:
    return CellError(
        Said(
            f"这一行写的单位是{said}，表头或表角的是{name}，看不出以哪个为准",
            f"is in a row that names the unit {said}, and the heading or corner {name}: which counts cannot be told",
        ),
        Said("请换算成表头的单位，并改正这一行写的单位", "convert it to the heading's, and correct the row's unit"),
    )


def _in_brackets() -> CellError:
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
