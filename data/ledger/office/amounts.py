"""An amount of money as people write it → 万元. A number about which the cell itself is not sure is refused."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from data.errors import Said
from data.ledger.cells import CellError, Value
from data.ledger.mapping import YUAN
from data.ledger.office.words import said

_CENT = Decimal("0.01")
_WIDE = Context(prec=60)
#: A binary number's noise beyond what anyone typed, as a share of 万元.
_NOISE = Decimal("0.000001")

_MONEY = re.compile(
    r"(?:人民币|rmb|cny|[¥￥])?(?P<before>us\$|usd|eur|jpy|hkd|krw|[$€])?"
    r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    r"(?P<times>百亿|十亿|亿|千万|百万|十万|万|千|억|천만|백만|만|천|million|billion|m|bn)?(?P<after>[a-z一-鿿원$€]*)"
)
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


@dataclass(frozen=True)
class Unit:
    """A unit of money: how many yuan one is, and how it is called. `currency` has no rate yet where yuan is 0."""

    name: str
    yuan: Decimal


def amount(value: Value, unit: Unit | None, rates: dict[str, float]) -> tuple[Decimal, bool]:
    """An amount in 万元, to 0.01, and whether it had to be rounded to that. A unit in the cell goes before `unit`.

    Raises:
        CellError: no number, a number about which the cell itself is not sure, or one whose unit is not known.
    """
    if isinstance(value, str):
        number, unit = _money_of_text(said(value).lower().replace(" ", ""), unit, rates)
    elif isinstance(value, float | int) and not isinstance(value, bool) and math.isfinite(value):
        number = Decimal(f"{value:.15g}")
    else:
        raise no_number()
    if number == 0:
        return Decimal(0), False
    if number < 0:
        raise _below_zero()
    if unit is None:
        raise no_unit()
    exact = _WIDE.divide(_WIDE.multiply(number, unit.yuan), Decimal(10_000))
    rounded = exact.quantize(_CENT, ROUND_HALF_UP, context=_WIDE)
    return rounded, abs(exact - rounded) > _NOISE


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
    if not match or (not match[1] and not match[2]) or _CURRENCY.get(match[2]) is None:
        return None
    times = _TIMES[match[1]] * _TIMES[match[3]]
    return Unit(text.strip(), times * _rate(_CURRENCY[match[2]], rates))


def currency_of(unit: str) -> str:
    """The foreign currency that a unit is of («万美元»: USD); "" for yuan or none."""
    folded = unicodedata.normalize("NFKC", unit).lower().replace(" ", "").strip("()[]:,;/")
    return next((code for name, code in _CURRENCY.items() if code and name in folded), "")


def _money_of_text(text: str, unit: Unit | None, rates: dict[str, float]) -> tuple[Decimal, Unit | None]:
    match = _MONEY.fullmatch(text)
    if not match or match["after"] not in _CURRENCY:
        raise no_number()
    number = Decimal(match["number"].replace(",", ""))
    currency = _CURRENCY[match["before"] or ""] or _CURRENCY[match["after"]]
    if match["times"] or match["after"] or match["before"]:
        times = Decimal(_TIMES[match["times"]])
        return number, Unit(match["after"] or match["times"], times * _rate(currency, rates))
    return number, unit


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


def no_number() -> CellError:
    """A cell of money that is no exact number."""
    return CellError(
        Said("不是确切的数字", "is not an exact number"),
        Said("请填写数字，需要时带上单位（如3.2亿元）", "enter a number, with its unit where needed (such as 3.2亿元)"),
    )


def _below_zero() -> CellError:
    return CellError(
        Said("是负数", "is below zero"),
        Said(
            "请核对；冲减以前月份的，请直接改那个月的数",
            "check it; to take back an earlier month's amount, correct that month",
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
