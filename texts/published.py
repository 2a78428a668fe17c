"""Published figures in words, the source's own caution kept: 1100余批次, 超700亿元, 近70%."""

from __future__ import annotations

from decimal import Decimal

from texts.language import N_
from texts.writing import Texts, is_missing, rounded

_STANDINGS = {"published": N_("Published"), "derived": N_("Derived")}
_UNITS = {
    "projects": (N_("{n} project"), N_("{n} projects")),
    "batches": (N_("{n} batch"), N_("{n} batches")),
    "events": (N_("{n} event"), N_("{n} events")),
}
_CAUTIONS = {
    "=": N_("{amount}"),
    ">": N_("over {amount}"),
    ">=": N_("{amount} and more"),
    "~": N_("about {amount}"),
    "<~": N_("nearly {amount}"),
}


def standing(t: Texts, code: str) -> str:
    """公布 or 推算."""
    return t(_STANDINGS[code])


def amount(t: Texts, value: float, unit: str, relation: str = "=") -> str:
    """A published amount with its unit and its caution."""
    if relation == ">=" and unit in _UNITS:
        return t("just over {amount}", amount=_in_unit(t, value, unit, more=True))
    return t(_CAUTIONS[relation], amount=_in_unit(t, value, unit))


def listed(t: Texts, name: str, value: float, unit: str, relation: str = "=") -> str:
    """An indicator with its amount, within a sentence; a count in English without the noun that its name has."""
    is_count = t.language == "en" and unit in _UNITS and relation == "="
    words = t.number(value) if is_count else amount(t, value, unit, relation)
    return t("{indicator} ({amount})", indicator=t.within(name), amount=words)


def computed(t: Texts, value: float, unit: str) -> str:
    """What the ledger says, in the same unit; shares and money with one decimal."""
    if is_missing(value):
        return t("not in the ledger")
    if unit == "100M yuan":
        return t.money(value * 10_000)
    return f"{t.number(value, 1)}%" if unit == "percent" else _in_unit(t, value, unit)


def difference(t: Texts, value: float, unit: str) -> str:
    """By how much the ledger is above or below the published figure: 比公布少16个; empty without a difference."""
    if is_missing(value):
        return ""
    if unit == "percent":
        size = t.number(abs(value), 1)
        return t("{n} points above", n=size) if value > 0 else t("{n} points below", n=size)
    amount = t.money(abs(value) * 10_000) if unit == "100M yuan" else _in_unit(t, abs(value), unit)
    return t("{amount} above", amount=amount) if value > 0 else t("{amount} below", amount=amount)


def _in_unit(t: Texts, value: float, unit: str, *, more: bool = False) -> str:
    if unit == "percent":
        return f"{_plain(value, 1)}%"
    if unit == "rank":
        return t("no. {n}", n=_plain(value, 0))
    if unit == "100M yuan":
        return f"{_plain(value, 1)}亿元" if t.language == "zh" else f"¥{_plain(value / 10, 2)}B"
    one, many = _UNITS[unit]
    figure = f"{t.number(value)}余" if more and t.language == "zh" else ""
    return t.plural(one, many, int(value), figure)


def _plain(value: float, decimals: int) -> str:
    figure = rounded(value, decimals).normalize()
    return f"{figure.quantize(Decimal(1)) if figure == figure.to_integral() else figure:f}"
