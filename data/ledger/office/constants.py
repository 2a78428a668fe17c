"""What a sheet's name and the mapping say of all rows of a sheet (`constants`), read as cells would be."""

from __future__ import annotations

from data.errors import Said, english
from data.ledger.cells import CellError
from data.ledger.check.findings import Findings
from data.ledger.mapping import ANY_SHEET, Mapping, Sheet
from data.ledger.office.entry import DATES
from data.ledger.office.layout import Layout
from data.ledger.office.our_words import CHOICES, KINDS_SPLIT, OurWords
from data.ledger.office.placed import MONEY
from data.ledger.written import amounts, days, money_units, wording
from data.ledger.written.days import Dates


def of_all_rows(
    layout: Layout, mapping: Mapping, implied: dict[str, str], words: OurWords, findings: Findings
) -> dict[str, object]:
    """Target → value of every row; what cannot be read is an error. `implied`: what the sheet's own name says."""
    grid, of_sheet = layout.grid, mapping.of_sheet(layout.grid.sheet)
    found = {target: words.constant(target, said) for target, said in implied.items()}
    said: dict[tuple[str, ...], str] = {("constants", name): word for name, word in mapping.constants.items()}
    own = mapping.sheets.get(grid.sheet, Sheet()).constants
    said |= {
        ("sheets", grid.sheet if name in own else ANY_SHEET, "constants", name): word
        for name, word in of_sheet.constants.items()
    }
    for path, word in said.items():
        try:
            found[path[-1]] = _constant(path[-1], word, layout, mapping, words)
        except CellError as error:
            where = mapping.where(*path)
            why = Said(f"对照文件{where}“{word}”{error.why}", f"mapping {where.en}: «{word}» {english(error.why)}")
            findings.error(grid, layout.header[0], 0, why, error.todo, of_row=False)
    return found


def _constant(target: str, word: str, layout: Layout, mapping: Mapping, words: OurWords) -> object:
    if target in MONEY:
        unit = money_units.unit_of(mapping.unit or layout.unit, mapping.rates)
        return amounts.amount(word, unit, mapping.rates)[0]
    if target in DATES:
        return days.day(word, Dates(mapping.date_order, mapping.date_formats))[0]
    if target == "is_four_new":
        return wording.flag(word)
    if target == "year":
        return days.year(word)
    if target == "kind":
        return [_choice(target, part, words) for part in KINDS_SPLIT.split(word) if part]
    return _choice(target, word, words) if target in CHOICES else words.constant(target, word)


def _choice(target: str, word: str, words: OurWords) -> str:
    if (found := words.choice(target, word)) is None:
        raise CellError(Said("不是可选的内容", "is none of the choices"), Said("请更正对照文件", "correct the mapping"))
    return found
