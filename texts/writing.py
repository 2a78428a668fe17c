"""How one language writes counts, money, shares, dates and differences.

Money comes in 万元 (10⁴ yuan). Chinese shows 亿元 (10⁸ yuan), below one 亿 万元; English shows ¥B, below
¥100M ¥M: the same precision in both. Rounding is half up, as officials and spreadsheets round, not
half to even as Python's format does.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pandas as pd

from texts.language import N_, Language, catalogue
from texts.withheld import FEWER, meet

WAN_PER_YI = 10_000
MISSING = "—"
_AND_OTHERS = N_("{names} and others ({n} in all)")
MINUS = "−"

Number = int | float | Decimal


def is_missing(value: object) -> bool:
    """None, NaN, NaT and NA; a withheld figure too."""
    meet(value)
    return bool(pd.isna(value))  # type: ignore[call-overload]


def is_some(value: object) -> bool:
    """A figure that is there and is not 0."""
    return not is_missing(value) and bool(value)


def rounded(value: Number, decimals: int) -> Decimal:
    """Half up, on the number as it is written (0.15 is 0.2 at one decimal, though its binary form is below)."""
    # 15 significant digits: what a double keeps of a decimal figure; sums of cents stay clean.
    exact = value if isinstance(value, Decimal) else Decimal(f"{value:.15g}")
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def trimmed(figure: str) -> str:
    """A figure with the decimals that it has: 12.50 is 12.5, 12.00 is 12."""
    return figure.rstrip("0").rstrip(".") if "." in figure else figure


class Texts:
    """One language's words and figures. Call it with a message id to translate it."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._messages = catalogue(language)

    def __call__(self, message: str, **values: object) -> str:
        """The message in this language, its {placeholders} filled."""
        text = self._messages.gettext(message)
        return (
            text.format(**{name: self.withheld(value) or value for name, value in values.items()}) if values else text
        )

    def withheld(self, value: object) -> str:
        """What stands in the place of a figure that is withheld: 不足3个; empty for any other."""
        return self._messages.gettext(FEWER) if meet(value) else ""

    def plural(self, one: str, many: str, n: int, figure: str = "", **values: object) -> str:
        """The message for n things; {n} is filled with `figure`, or n as this language writes it."""
        if words := self.withheld(n):
            return words
        filled = {name: self.withheld(value) or value for name, value in values.items()}
        return self._messages.ngettext(one, many, int(n)).format(n=figure or self.number(n), **filled)

    def alone(self, one: str, many: str, n: int, **values: object) -> str:
        """The message `many` for n things; of a single one `one`, which is a message of its own in each language."""
        return self(one if n == 1 else many, n=n if self.withheld(n) else self.number(n), **values)

    def projects(self, n: int) -> str:
        """141个, 141 projects."""
        return self.plural("{n} project", "{n} projects", n)

    def join(self, parts: list[str]) -> str:
        """A list in running text: 、 in Chinese; in English commas, and an «and» before the last."""
        return self._listed(parts, "and")

    def either(self, parts: list[str]) -> str:
        """A list of which nothing holds: 、 in Chinese; in English commas, and an «or» before the last."""
        return self._listed(parts, "or")

    def _listed(self, parts: list[str], last: str) -> str:
        if self.language == "zh":
            return "、".join(parts)
        return ", ".join([*parts[:-2], f" {last} ".join(parts[-2:])])

    def within(self, name: str) -> str:
        """A name within a sentence: in English «new materials», but «Department 1», «Top 500» and «IT» as they are."""
        first, *others = name.split(" ")
        is_word = self.language == "en" and first[1:] == first[1:].lower()
        # «Top-500» begins with a capital wherever it stands, and makes no name of what it stands in.
        is_proper = any(one[:1].isupper() or one[:1].isdigit() for one in others if not one.startswith("Top-"))
        return name if not is_word or is_proper else name[:1].lower() + name[1:]

    def sentence_case(self, words: str) -> str:
        """Words that begin a sentence."""
        return words[:1].upper() + words[1:]

    def few(self, names: list[str], most: int = 3) -> str:
        """The first names of a list, and how many there are in all where it is longer."""
        if len(names) <= most:
            return self.join(names)
        listed = ("、" if self.language == "zh" else ", ").join(names[:most])
        return self(_AND_OTHERS, names=listed, n=self.number(len(names)))

    def name(self, zh: str, en: str | None) -> str:
        """A name that exists in both languages; without an English one the ledger's own word."""
        return zh if self.language == "zh" or not en else en

    # Numbers -----------------------------------------------------------------------------------

    def number(self, value: Number, decimals: int = 0, *, grouped: bool = False) -> str:
        """A plain number; a true minus sign, never minus zero. In tables it is `grouped`, in Chinese too: 20,230."""
        if words := self.withheld(value):
            return words
        if is_missing(value):
            return MISSING
        figure = rounded(value, decimals)
        text = f"{abs(figure):,}" if grouped or self.language == "en" else f"{abs(figure)}"
        return f"{MINUS}{text}" if figure < 0 else text

    def signed(self, value: Number, decimals: int = 1, *, grouped: bool = False) -> str:
        """A difference with its sign."""
        if words := self.withheld(value):
            return words
        if is_missing(value):
            return MISSING
        text = self.number(value, decimals, grouped=grouped)
        return f"+{text}" if rounded(value, decimals) > 0 else text

    def percent(self, share: Number, decimals: int = 1) -> str:
        """A share (0.643) as 64.3%."""
        if words := self.withheld(share):
            return words
        return MISSING if is_missing(share) else f"{self.number(float(share) * 100, decimals)}%"

    # Money -------------------------------------------------------------------------------------

    def money(self, wan: Number) -> str:
        """An amount with its unit: 312.4亿元 or ¥31.24B; below one 亿 5200万元 or ¥52.00M; one missing is no data."""
        if words := self.withheld(wan):
            return words
        if is_missing(wan):
            return self("No data")
        if not wan:
            return "0元" if self.language == "zh" else "¥0"
        if abs(rounded(wan, 0)) >= WAN_PER_YI:
            return self.big_money(wan)
        if self.language == "zh":
            return f"{self.number(wan, 0)}万元"
        return self._yuan(float(wan) / 100, "M")

    def round_money(self, wan: Number) -> str:
        """A plan or target with its unit: a whole number of 亿 without decimals (486亿元, ¥48.6B)."""
        if words := self.withheld(wan):
            return words
        if is_missing(wan) or not wan or wan % WAN_PER_YI:
            return self.money(wan)
        if self.language == "zh":
            return f"{self.number(float(wan) / WAN_PER_YI, 0)}亿元"
        figure = rounded(float(wan) / 100_000, 1)
        return f"{MINUS if figure < 0 else ''}¥{abs(figure):,}B"

    def big_money(self, wan: Number) -> str:
        """An amount in the big unit whatever its size: 0.5亿元 or ¥0.05B."""
        if words := self.withheld(wan):
            return words
        if is_missing(wan):
            return self("No data")
        if self.language == "zh":
            return f"{self.number(float(wan) / WAN_PER_YI, 1)}亿元"
        return self._yuan(float(wan) / 100_000, "B")

    def exact_money(self, wan: Number, decimals: int | None = None) -> str:
        """An amount in the ledger's own unit with the decimals that it has, to the cent or so many at most, grouped by
        thousands as in tables: 12,000.5万元, ¥120.005M."""
        if words := self.withheld(wan):
            return words
        scale = self.exact_scale
        part = wan / scale.wan if isinstance(wan, Decimal) else float(wan) / scale.wan
        figure = self.number(part, scale.decimals if decimals is None else decimals, grouped=True)
        sign, figure = (MINUS, figure[1:]) if figure.startswith(MINUS) else ("", figure)
        figure = trimmed(figure)
        return f"{sign}{figure}万元" if self.language == "zh" else f"{sign}¥{figure}M"

    def scale(self, *columns: pd.Series) -> MoneyScale:
        """One unit and one number of decimals for a whole chart or column: the big unit from 1亿元 on."""
        most = max((float(column.abs().max()) for column in columns if column.notna().any()), default=0.0)
        if most >= WAN_PER_YI or most == 0:
            return MoneyScale(self, "亿元", 10_000, 1) if self.language == "zh" else MoneyScale(self, "¥B", 100_000, 2)
        return self.small_scale

    @property
    def small_scale(self) -> MoneyScale:
        """The ledger's own unit, for lists of single projects: 万元, ¥M."""
        return MoneyScale(self, "万元", 1, 0) if self.language == "zh" else MoneyScale(self, "¥M", 100, 2)

    @property
    def exact_scale(self) -> MoneyScale:
        """That unit to the cent."""
        scale = self.small_scale
        return MoneyScale(self, scale.unit, scale.wan, 2 if scale.wan == 1 else 4)

    def _yuan(self, amount: float, scale: str) -> str:
        figure = rounded(amount, 2)
        return f"{MINUS if figure < 0 else ''}¥{abs(figure):,}{scale}"

    # Dates -------------------------------------------------------------------------------------

    def day(self, value: dt.date) -> str:
        """2023年9月30日, 30 September 2023."""
        if self.language == "zh":
            return f"{value.year}年{value.month}月{value.day}日"
        return f"{value.day} {value:%B %Y}"

    def month(self, value: dt.date) -> str:
        """9月, Sep."""
        return f"{value.month}月" if self.language == "zh" else f"{value:%b}"

    def month_end(self, value: dt.date, beside: dt.date) -> str:
        """8月末, the end of August; with its year where the day that stands beside it is of another one."""
        if value.year != beside.year:
            return f"{value.year}年{value.month}月末" if self.language == "zh" else f"the end of {value:%B %Y}"
        return f"{value.month}月末" if self.language == "zh" else f"the end of {value:%B}"

    def months(self, first: dt.date, last: dt.date) -> str:
        """Months of one year, from the first to the last: 2023年1—9月, January–September 2023; one alone: 2023年1月."""
        if self.language == "zh":
            span = f"{first.month}" if first.month == last.month else f"{first.month}—{last.month}"
            return f"{first.year}年{span}月"
        span = f"{first:%B}" if first.month == last.month else f"{first:%B}–{last:%B}"
        return f"{span} {first.year}"

    def day_of_year(self, value: dt.date) -> str:
        """9月30日, 30 September: where the year is said."""
        return f"{value.month}月{value.day}日" if self.language == "zh" else f"{value.day} {value:%B}"

    def year(self, value: int) -> str:
        """2023年, 2023."""
        return f"{value}年" if self.language == "zh" else str(value)

    def whole(self, value: float) -> str:
        """A number of days: whole, half up."""
        if words := self.withheld(value):
            return words
        return MISSING if is_missing(value) or math.isinf(value) else self.number(value, 0)


@dataclass(frozen=True)
class MoneyScale:
    """A unit of money for many figures side by side."""

    texts: Texts
    unit: str
    wan: int
    decimals: int

    def position(self, wan: float) -> float:
        """万元 → the unit, unrounded: where a mark stands; NaN stays."""
        return float("nan") if is_missing(wan) else float(wan) / self.wan

    def value(self, wan: float) -> float:
        """万元 → the unit, rounded half up to its decimals; NaN stays."""
        return float("nan") if is_missing(wan) else float(rounded(float(wan) / self.wan, self.decimals))

    def figure(self, wan: float, *, grouped: bool = False) -> str:
        """The figure alone, as text."""
        if words := self.texts.withheld(wan):
            return words
        return MISSING if is_missing(wan) else self.texts.number(float(wan) / self.wan, self.decimals, grouped=grouped)

    def round_figure(self, wan: float) -> str:
        """The figure of a plan: without decimals where it is exactly whole."""
        if is_missing(wan) or float(wan) % WAN_PER_YI:
            return self.figure(wan)
        return trimmed(self.figure(wan))


@cache
def texts(language: Language) -> Texts:
    """The texts of a language, made once."""
    return Texts(language)
