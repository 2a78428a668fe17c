"""What a number format of a spreadsheet makes of a number: people see «12300.0万元» where the cell holds 123000000."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from functools import cached_property

#: Formats without a code of their own that show another number. Of the currency ones the reader's computer knows which.
BUILT_IN = {"9": "0%", "10": "0.00%"}

_WIDE = Context(prec=60)
#: A number with digits for every place of a format.
_PROBE = 10**40
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<gap>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式|Standard)|(?P<exponent>[Ee][+-]\d*[0#?]*)|(?P<clock>AM/PM|A/P|上午/下午)"
    r"|(?P<one>.)",
    re.DOTALL | re.IGNORECASE,
)
_CURRENCY = re.compile(r"\$([^-]*)(?:-[0-9A-Fa-f]+)?")
_CONDITION = re.compile(r"(<=|>=|<>|=|<|>)\s*(-?[\d.]+(?:[eE][+-]?\d+)?)")
_DATE = "ymdhsegba"
_TESTS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_Test = Callable[[Decimal], bool]


@dataclass(frozen=True)
class Shown:
    """How a cell's number is shown: the number × `factor`, with the text `before` and `after` it.

    `factor` is 0 where the format shows no number at all (nothing, or a text alone); it is 1 with neither text where
    only other numbers of the same format are shown in a unit or a scale.
    """

    factor: Decimal
    after: str = ""
    before: str = ""

    @property
    def unit(self) -> str:
        """The text around the number; "" where the format only scales, «%» for a share."""
        return f"{self.before}{self.after}"

    def text(self, value: float) -> str:
        """What people see, without the format's rounding and thousands' separators."""
        if not self.factor:
            return self.unit
        number = _WIDE.multiply(Decimal(f"{value:.15g}"), self.factor).normalize(_WIDE)
        return f"{self.before}{number:f}{self.after}"


_AS_IT_IS = Shown(Decimal(1))
#: What stands for 0 in its place.
_ZERO = "-–—/\\ 0零无"
_TRIED = (1.0, -1.0, 0.0)


@dataclass(frozen=True)
class _Section:
    """One of a format's parts: which numbers it is for (None: its place says), and how it shows them."""

    condition: _Test | None
    shown: Shown


@dataclass(frozen=True)
class Format:
    """A number format that shows some numbers otherwise than they are."""

    sections: tuple[_Section, ...]

    def shown(self, value: float) -> Shown | None:
        """How it shows a number; None where that is nothing unusual. Of 0 only a word in its place is unusual."""
        if not math.isfinite(value):  # no number of a spreadsheet's; whoever reads the cell says so
            return None
        found = self._section(Decimal(f"{value:.15g}"))
        if not value:
            return found if not found.factor and found.unit.strip(_ZERO) else None
        return None if found == _AS_IT_IS and not self._is_mixed else found

    @cached_property
    def _is_mixed(self) -> bool:
        """Whether one positive number is shown as it is, and another one with a unit or scaled."""
        first = self.sections[: 1 if len(self.sections) > 1 and not self._is_conditional else None]
        return len({(one.shown.factor, one.shown.unit) for one in first if one.shown.factor}) > 1

    @cached_property
    def _is_conditional(self) -> bool:
        return any(one.condition for one in self.sections)

    def _section(self, value: Decimal) -> Shown:
        if not self._is_conditional:
            place = 0 if value > 0 else 1 if value < 0 else 2
            return self.sections[place if place < len(self.sections) else 0].shown
        for one in self.sections[:2]:
            if one.condition and one.condition(value):
                return one.shown
        others = [one for one in self.sections if one.condition is None]
        if not others:
            return Shown(Decimal(0))  # no part of the format is for this number
        if len(others) > 1:  # the second part is then for what is below zero
            return others[0 if value < 0 else -1].shown
        return others[0].shown


def unusual(code: str) -> Format | None:
    """A format's code as a `Format`; None where it shows every number as it is (dates and times too)."""
    if not code or code.isdigit():
        return None
    sections = [_section(part) for part in _parts(code)[:3]]
    if any(section is None for section in sections):
        return None
    found = tuple(section for section in sections if section)
    made = Format(found)
    is_usual = all(one.shown == _AS_IT_IS for one in found) or not (
        any(one.condition for one in found) or any(made.shown(value) for value in _TRIED)
    )
    return None if is_usual else made


def _parts(code: str) -> list[list[re.Match[str]]]:
    """The code's tokens, in sections."""
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code):
        if token["one"] == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _section(tokens: list[re.Match[str]]) -> _Section | None:
    """A section; None where it shows a date or a time."""
    condition: _Test | None = None
    pieces: list[str | None] = []  # texts, and None for a digit's place
    is_whole, commas, times = True, 0, Decimal(1)
    is_scaled = not any(token["exponent"] or token["one"] == "/" for token in tokens)  # not 1.2E+05, not 1/2
    for token in tokens:
        text = _literal(token)
        if text is not None:
            pieces.append(text)
        elif token["bracket"] is not None:
            if found := _CONDITION.fullmatch(token["bracket"].strip()):
                condition = _test(found)
            elif token["bracket"][:1].lower() in {"h", "m", "s"} and len(set(token["bracket"].lower())) == 1:
                return None
        elif token["general"] or token["one"] == "@":
            pieces.append(None)
            is_whole = False
        elif token["clock"] or (token["one"] or "/").lower() in _DATE:
            return None
        elif token["one"] in {"0", "#", "?"}:
            pieces += [None] if is_whole else []  # decimals need no place of their own
            commas = 0
        elif token["one"] == ".":
            is_whole = False
            times, commas = times / 1000**commas, 0
        elif token["one"] == ",":
            commas += 1
    times = times / 1000**commas * 100 ** sum(token["one"] == "%" for token in tokens)
    shown = _of(pieces, times)
    return _Section(condition, shown if is_scaled else replace(shown, factor=Decimal(1)))


def _literal(token: re.Match[str]) -> str | None:
    """What a token shows as it is; None for a token that stands for digits or says something of them."""
    if token["quoted"] is not None:
        return token["quoted"]
    if token["escaped"] is not None:
        return token["escaped"]
    if token["gap"] is not None:
        return " "
    if token["fill"] is not None:
        return ""
    if token["bracket"] is not None:
        found = _CURRENCY.fullmatch(token["bracket"])
        return found[1] if found else None
    one = token["one"]
    return None if one is None or one in "0#?.,/@" or one.lower() in _DATE else str(one)


def _test(found: re.Match[str]) -> _Test:
    test, bound = _TESTS[found[1]], Decimal(found[2])
    return lambda value: test(value, bound)


def _of(pieces: list[str | None], times: Decimal) -> Shown:
    """What the pieces show. A point among the digits, written as text, is where people see the decimals begin."""
    places = [place for place, piece in enumerate(pieces) if piece is None]
    if not places:
        return Shown(Decimal(0), "".join(piece for piece in pieces if piece).strip())
    before, after = (_said(part) for part in (pieces[: places[0]], pieces[places[-1] + 1 :]))
    digits = str(_PROBE)
    shown, inner = "", ""
    for piece in reversed(pieces[places[0] : places[-1] + 1]):  # the last place takes the last digit
        if piece is None:
            shown, digits = digits[-1] + shown, digits[:-1]
        elif piece in {".", "．", "。"}:
            shown = "." + shown
        elif piece.strip(" ,，'"):
            inner = piece + inner
    number = Decimal(digits + shown) if shown.count(".") <= 1 else Decimal(0)
    factor = _WIDE.multiply(_WIDE.divide(number, Decimal(_PROBE)), times).normalize(_WIDE)
    return Shown(factor, inner + after, before)


def _said(pieces: list[str | None]) -> str:
    """The text before or after the digits; signs and brackets of numbers below zero are no unit."""
    return "".join(piece for piece in pieces if piece).strip().strip("-+()（）").strip()
