"""Units of money as people name them («亿元», «百万美元», «원») → how many yuan one is, and of which currency."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from data.errors import Said
from data.ledger.cells import CellError
from data.ledger.mapping import YUAN
from data.ledger.written import money_refusals as refusals

#: A word before the currency → how many it counts.
TIMES = {
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

#: A currency's name or sign → its code, "" for yuan.
CURRENCY = {
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
    if not match or (not match[1] and not match[2]) or (currency := code_of(match[2], rates)) is None:
        return None
    times = TIMES[match[1]] * TIMES[match[3]]
    return Unit(text.strip(), times * rate_of(currency, rates))


def code_of(word: str, rates: dict[str, float]) -> str | None:
    """A currency's code («美元», «usd»: USD), "" for yuan; one that is not known is one where it has a rate."""
    return CURRENCY.get(word, word.upper() if word.upper() in rates else None)


def currency_of(unit: str, rates: Collection[str] = ()) -> str:
    """The foreign currency that a unit is of («万美元»: USD); "" for yuan or none. `rates`: codes known besides."""
    folded = unicodedata.normalize("NFKC", unit).lower().replace(" ", "").strip("()[]:,;/")
    known = next((code for name, code in CURRENCY.items() if code and name in folded), "")
    return known or next((code for code in rates if code.lower() in folded), "")


def rate_of(currency: str, rates: dict[str, float]) -> Decimal:
    """How many yuan one of a currency is (of a code, "" for yuan).

    Raises:
        CellError: it has no rate.
    """
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
    currency = code_of(folded, rates)
    if currency is None and (whole := unit_of(said, rates)):
        if whole.yuan == unit.yuan:
            return unit
        raise refusals.other_unit(
            said, name
        )  # «亿元» beside a heading in 万元 may be of one of the row's amounts alone
    if currency is None:
        raise CellError(
            Said(f"“{said}”不是认得的币种", f"«{said}» is no currency that is known"),
            Said("请写成USD、欧元等，或在对照文件的[values.currency]里写明", "write USD or EUR, or translate it"),
        )
    of_unit = currency_of(name, rates)
    if of_unit and of_unit != currency:
        raise refusals.other_currency(said, unit.name)
    times = unit.yuan / rate_of(of_unit, rates)
    return Unit(f"{name}（{said}）", times * rate_of(currency, rates))
