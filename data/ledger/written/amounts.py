"""An amount of money as people write it → 万元. A number about which the cell itself is not sure is refused."""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException

from data.errors import Said
from data.ledger import cells
from data.ledger.cells import CellError, Value
from data.ledger.formats import Shown
from data.ledger.written import money_refusals as refusals
from data.ledger.written import wording
from data.ledger.written.money_units import CURRENCY, TIMES, Unit, code_of, currency_of, rate_of
from data.ledger.written.wording import said

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


_AS_SHOWN = Said(
    "看不出以哪个为准，请填写数字并把单元格格式改为“常规”，单位写在表头",
    "which one is meant is not certain: enter the number, format the cell as “General”, name the unit in the heading",
)
#: What stands at a number to say of which currency it is; «元» and «美元» after it say that it is one of them each.
_SIGNS = {"$", "€", "¥", "usd", "us$", "eur", "jpy", "hkd", "krw", "rmb", "cny"}


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
        raise refusals.no_number() from error


def _amount(
    value: Value, unit: Unit | None, rates: dict[str, float], shown: Shown | None, *, is_signed: bool
) -> tuple[Decimal, bool]:
    if wording.is_unknown(value):
        raise refusals.unknown()
    if isinstance(value, str):
        if wording.has_marks(value):
            raise refusals.no_number()
        text = said(value).lower().replace(" ", "")
        is_below = is_signed and bool(_IN_BRACKETS.fullmatch(text))
        number, unit = _money_of_text(text.strip("()") if is_below else text, unit, rates)
        number = -number if is_below else number
    elif isinstance(value, float | int) and not isinstance(value, bool) and math.isfinite(value):
        number = Decimal(f"{value:.15g}")
        if shown is not None:
            number, unit = _as_shown(number, unit, rates, shown)
    else:
        raise refusals.no_number()
    if abs(number) < _NOTHING:
        return Decimal(0), False
    if unit is None:
        raise refusals.below_zero() if number < 0 and not is_signed else refusals.no_unit()
    exact = _WIDE.divide(_WIDE.multiply(number, unit.yuan), Decimal(10_000))
    if abs(exact) <= _NOISE:
        return Decimal(0), False
    if number < 0 and not is_signed:
        raise refusals.below_zero()
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
    if not found or found["after"] not in CURRENCY or found["number"] != "1":
        raise _NoUnitError(*_NO_UNIT)
    return _unit_in_cell(found, unit, rates)


def _money_of_text(text: str, unit: Unit | None, rates: dict[str, float]) -> tuple[Decimal, Unit | None]:
    if found := _POWER.fullmatch(text):
        return _of_power(found), unit
    if _IN_BRACKETS.fullmatch(text):
        raise refusals.in_brackets()
    match = _MONEY.fullmatch(text)
    if not match or code_of(match["after"], rates) is None:
        raise refusals.no_number()
    return Decimal(match["number"].replace(",", "")), _unit_in_cell(match, unit, rates)


def _unit_in_cell(match: re.Match[str], unit: Unit | None, rates: dict[str, float]) -> Unit | None:
    """The unit that a text says, else the heading's. A sign of currency alone says which currency, not how many."""
    sign, after = match["before"] or match["yuan"] or "", match["after"]
    currency = CURRENCY[match["before"] or ""] or code_of(after, rates) or ""
    if match["times"] or (after and after not in _SIGNS):
        return Unit(after or match["times"], Decimal(TIMES[match["times"]]) * rate_of(currency, rates))
    sign = sign or after
    if not sign:
        return unit
    if unit is None:
        return Unit(sign, rate_of(currency, rates)) if currency else None
    if currency_of(unit.name, rates) != currency:
        raise refusals.other_currency(sign, unit.name)
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


class _NoUnitError(CellError):
    """The text around a number is no unit of money."""


_NO_UNIT = (Said("不是金额的单位", "is no unit of money"), Said("请填写数字", "enter a number"))
