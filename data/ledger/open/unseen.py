"""What a sheet holds that its parser does not tell: errors and formulas, number formats, what is hidden."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from data.errors import Said
from data.ledger.cells import Unreadable, Value
from data.ledger.formats import Format
from data.ledger.open.package import column_number, is_true, walk

#: A cell's row and column, both from 0.
Place = tuple[int, int]
Blind = dict[Place, Unreadable]

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_SUSPECT = re.compile(rb"\bt\s*=\s*[\"']e[\"']|<(?:\w+:)?f[\s/>]")
_MARKS = (b'"e"', b"'e'", b"<f", b":f")  # quicker to look for
#: A cell's tag as office programs write it, and every cell however it is written.
_USUAL = re.compile(rb'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: [\w:]+="[^"<>]*")*/?>')
_CELL = re.compile(rb"[<:]c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d{1,7})[\"']")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*[\"']([^\"']*)[\"']")
_MAY_HIDE = (b"hidden", b' ht="0', b" ht='0")
_MOST_COLUMNS = 16_384

_ERROR_VALUE = Said("是公式的错误值", "is a formula's error value")
_MEND = Said("请改正公式或直接填写结果", "mend the formula, or write its result")
_NO_NUMBER = Said("不是表格软件能有的数字", "is no number that a spreadsheet can hold")
NEVER_CALCULATED = Said("是没有计算结果的公式", "is a formula that was never calculated")
SAVE_ONCE = Said(
    "请用Excel或WPS打开并保存一次，或直接填写结果",
    "open and save the workbook once in Excel or WPS, or write the result",
)


@dataclass(frozen=True)
class Formula:
    """A formula with the result that the file keeps of it.

    `text` is as it stands in the cell that is `shift` (rows, columns) above and left of this one: formulas that are
    filled down are written once. It is "" where it says nothing of the one cell (formulas of whole ranges).
    """

    text: str
    kept: str
    is_number: bool
    shift: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Unseen:
    """What is to be known of a sheet besides its values. `styled`: cells with an unusual number format."""

    blind: Blind = field(default_factory=dict)
    formulas: dict[Place, Formula] = field(default_factory=dict)
    styled: dict[Place, Format] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def of(part: bytes, styles: Mapping[int, Format]) -> Unseen:
    """What a worksheet's XML says. `styles`: the unusual formats by the style's number."""
    calculated = _Calculated()
    if any(mark in part for mark in _MARKS) and _SUSPECT.search(part):
        walk(part, calculated.start, calculated.characters, calculated.end)
    rows = _hidden_rows(part) if any(mark in part for mark in _MAY_HIDE) else frozenset[int]()
    return Unseen(calculated.blind, calculated.formulas, _styled(part, styles), rows, _hidden_columns(part))


def no_numbers(rows: Sequence[Sequence[Value]]) -> Blind:
    """Cells whose number is none (NaN) or beyond what a spreadsheet holds: programs write them, no one can add them."""
    return {
        (number, column): Unreadable(str(value), _NO_NUMBER, _MEND)
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
        if type(value) is float and not math.isfinite(value)
    }


class _At:
    """Where a walk through a sheet is: a row or cell without an address follows the one before."""

    def __init__(self) -> None:
        self.row = self.column = -1

    def move(self, tag: str, address: str | None) -> None:
        """To the row or cell that begins."""
        if tag == "row":
            self.row = int(address) - 1 if address and address.isdigit() else self.row + 1
            self.column = -1
        elif found := _REFERENCE.fullmatch(address or ""):
            self.row, self.column = int(found[2]) - 1, column_number(found[1])
        else:
            self.column += 1


class _Calculated:
    """Finds the formulas of a sheet, and the cells that have no result."""

    def __init__(self) -> None:
        self.blind: Blind = {}
        self.formulas: dict[Place, Formula] = {}
        self._at = _At()
        self._kind = self._inside = ""
        self._said: dict[str, str] = {}
        self._formula: dict[str, str] | None = None
        self._shared: dict[str, tuple[str, int, int]] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in {"row", "c"}:
            self._at.move(tag, attributes.get("r"))
            self._kind, self._formula, self._said = attributes.get("t", ""), None, {"f": "", "v": ""}
        elif tag in {"f", "v"}:
            self._inside = tag
            self._formula = attributes if tag == "f" else self._formula

    def characters(self, text: str) -> None:
        if self._inside:
            self._said[self._inside] += text

    def end(self, tag: str) -> None:
        self._inside = ""
        if tag == "c":
            self._end_of_cell((self._at.row, self._at.column), self._said["v"])

    def _end_of_cell(self, place: Place, kept: str) -> None:
        if self._kind == "e":
            self.blind[place] = Unreadable(kept, _ERROR_VALUE, _MEND)
        elif self._formula is not None and not kept and self._kind != "str":
            self.blind[place] = Unreadable("", NEVER_CALCULATED, SAVE_ONCE)
        if self._formula is not None:
            text, shift = self._text(place, self._formula)
            self.formulas[place] = Formula(text, kept, self._kind in {"", "n"}, shift)

    def _text(self, place: Place, formula: dict[str, str]) -> tuple[str, tuple[int, int]]:
        kind, text = formula.get("t", "normal"), self._said["f"]
        if kind == "shared":
            if text:
                self._shared[formula.get("si", "")] = (text, *place)
            first, row, column = self._shared.get(formula.get("si", ""), ("", *place))
            return first, (place[0] - row, place[1] - column)
        return (text if kind == "normal" else ""), (0, 0)


def _styled(part: bytes, styles: Mapping[int, Format]) -> dict[Place, Format]:
    if not styles:
        return {}
    numbers = "|".join(map(str, styles)).encode()
    if not re.search(rb"\ss\s*=\s*[\"'](?:" + numbers + rb")[\"']", part):
        return {}
    find = _styled_usual if len(_USUAL.findall(part)) == len(_CELL.findall(part)) else _styled_by_walking
    return {place: styles[style] for place, style in find(part, numbers) if style in styles}


def _styled_usual(part: bytes, numbers: bytes) -> Iterator[tuple[Place, int]]:
    tag = rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: [\w:]+="[^"<>]*")*? s="(' + numbers + rb')"'
    for found in re.finditer(tag, part):
        yield (int(found[2]) - 1, column_number(found[1].decode())), int(found[3])


def _styled_by_walking(part: bytes, _: bytes) -> Iterator[tuple[Place, int]]:
    at, found = _At(), []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag in {"row", "c"}:
            at.move(tag, attributes.get("r"))
        if tag == "c" and attributes.get("s", "").isdigit():
            found.append(((at.row, at.column), int(attributes["s"])))

    walk(part, start)
    return iter(found)


def _hidden_rows(part: bytes) -> frozenset[int]:
    """The rows that nobody sees: hidden, filtered out, folded away, or of no height."""
    found, row = set(), -1
    for tag in _ROW.finditer(part):
        number = _NUMBER.search(tag[1])
        row = int(number[1]) - 1 if number else row + 1
        if any(mark in tag[1] for mark in _MAY_HIDE) and _is_hidden(_attributes(tag[1]), "ht"):
            found.add(row)
    return frozenset(found)


def _hidden_columns(part: bytes) -> frozenset[int]:
    found: set[int] = set()
    for tag in _COLUMN.finditer(part, 0, max(part.find(b"sheetData"), 0)):
        attributes = _attributes(tag[1])
        if _is_hidden(attributes, "width"):
            first, last = (int(said) if (said := attributes.get(name, "")).isdigit() else 0 for name in ("min", "max"))
            found.update(range(max(first, 1) - 1, min(last, _MOST_COLUMNS)))
    return frozenset(found)


def _attributes(tag: bytes) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in _ATTRIBUTE.findall(tag)}


def _is_hidden(attributes: Mapping[str, str], size: str) -> bool:
    try:
        return is_true(attributes.get("hidden")) or float(attributes.get(size, "1")) == 0
    except ValueError:
        return False
