"""Columns read at once give what the same rows give one by one: every row, every error, whatever is in the cells."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import sys
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import model
from data.ledger import form
from data.ledger.cells import Unreadable, Value
from data.ledger.check import checking
from data.ledger.open import csv_text
from data.ledger.open.csv_text import TextRows
from data.ledger.open.reading import Book, Grid, of_template
from tests import rounds
from tests.data import row_by_row

TODAY, THROUGH = dt.date(2023, 11, 20), dt.date(2023, 9, 1)
UNREADABLE = Unreadable("#N/A", *row_by_row._MERGED)

#: Cells of every sort, sound ones more often than others.
CELLS: dict[str, list[Value]] = {
    "id": ["P1", "P2", "P3", "P4", "Ａ1", 7.0, "7", " P1 ", "", "x" * 65, 1e15, dt.date(2023, 1, 1), UNREADABLE,
           "P\x07"],
    "text": ["甲", "乙", "新材料", 5.0, "", None, "字" * 2001, True, dt.time(1, 2), "  ", "甲", "乙"],
    "money": [0.0, 12.5, 0.1 + 0.2, 1234.56, "1,234.50", "12", "12.5", "12.505", 1.234, -1.0, -0.0, "", "许多", 1e300,
              "9" * 16, "9" * 17, 1e13, 99999999999.99, float("nan"), "１２", True, "007", UNREADABLE],
    "share": [1.0, 0.5, 0.7, "50%", "0.3", 1.0, 0.5, 0.0, -0.0, "１００％", 0.333, "33.3%", 70.0, "", "七成",
              UNREADABLE],
    "date": [dt.date(2023, 5, 1), "2023-05-02", "2023年5月2日", dt.datetime(2023, 5, 1, 8), "", "去年", "2024-01-01",
             "1989-12-31", dt.date(2101, 1, 1), "2023-02-30"],
    "month": ["2023-05", "2023年5月", dt.date(2023, 5, 9), "2023-10", "2023-06", "2024-02", "", "五月", "1980-01"],
    "whole": [2023.0, "2023", "2023年", 2024.0, 2024.5, "", 1900.0, "许多"],
    "flag": ["是", "否", True, "", "对"],
}  # fmt: skip


def _cells(table: str, column: str) -> list[Value]:
    kind = model.ARROW[table].field(column).type
    if column.endswith("_id"):
        return CELLS["id"]
    if words := form.choices(table, column):
        return [*words.values(), *words, "", "别的"]
    if pa.types.is_date(kind):
        return CELLS["month" if column == "month" else "date"]
    if pa.types.is_decimal(kind):
        return CELLS["share" if column == "share" else "money"]
    return CELLS["whole" if pa.types.is_integer(kind) else "flag" if pa.types.is_boolean(kind) else "text"]


def _grid(table: str, chance: random.Random, *, is_csv: bool) -> Grid:
    """A sheet with a column missing now and then, one too many, and cells in the first half of their kinds mostly."""
    columns = [column for column in form.columns(table) if chance.random() > 0.03]
    chance.shuffle(columns)
    rows: list[list[Value]] = [[form.heading(table, column) for column in columns]]
    if chance.random() < 0.2:
        rows[0].append("自有")
    for _ in range(chance.randrange(12)):
        kinds = [_cells(table, column) for column in columns]
        rows.append([chance.choice(kind[: len(kind) // 2] if chance.random() < 0.8 else kind) for kind in kinds])
        own: list[Value] = ["", 3.0, "x", UNREADABLE]
        rows[-1] += [chance.choice(own)] if len(rows[0]) > len(columns) else []
    if chance.random() < 0.3:
        rows.insert(1, [form.explanation(table, column) for column in columns])
    if chance.random() < 0.2:
        rows.insert(chance.randrange(1, len(rows) + 1), ["", None])
    merged = (((len(rows) - 1, 0), (len(rows), 1)),) if chance.random() < 0.1 else ()
    sheet = model.sheet_name(table)
    return Grid("a", sheet, _as_texts(rows), True) if is_csv else Grid("a", sheet, rows, merged=merged)


def _as_texts(rows: list[list[Value]]) -> TextRows:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([[v.text if isinstance(v, Unreadable) else v for v in row] for row in rows])
    return csv_text.rows(buffer.getvalue().encode())


@pytest.mark.parametrize("is_csv", [False, True])
@pytest.mark.parametrize("part", rounds.every(4, range(8)))
def test_random_ledgers_are_read_as_row_by_row(part: int, is_csv: bool) -> None:
    found = {"errors": 0, "left out": 0, "sound": 0}
    for seed in range(part * 40, part * 40 + 40):
        chance = random.Random(seed)  # noqa: S311
        tables = [table for table in model.TABLES if table == "project" or chance.random() > 0.2]
        ledger = of_template(Book("a", "", tuple(_grid(table, chance, is_csv=is_csv) for table in tables)))
        checked = checking.examined(ledger, THROUGH, today=TODAY)
        errors, left_out, sound = row_by_row.examined(ledger, THROUGH, TODAY)
        assert [e for e in checked.errors if e.cell] == errors, seed
        assert [e.message("en") for e in checked.errors if e.cell] == [e.message("en") for e in errors]
        assert [(row.sheet, row.row, str(row.why)) for row in checked.left_out] == left_out, seed
        assert {name: table.to_pylist() for name, table in checked.tables.items()} == sound, seed
        found = {
            "errors": found["errors"] + len(errors),
            "left out": found["left out"] + len(left_out),
            "sound": found["sound"] + sum(map(len, sound.values())),
        }
    assert min(found.values()) > 50, found


@settings(deadline=None)
@given(st.lists(st.lists(st.text("a,\"\n\r； 甲\ud7ff😀'", max_size=4), max_size=4), max_size=6), st.booleans())
def test_csv_is_read_as_python_reads_it(rows: list[list[str]], plain: bool) -> None:
    text = "\n".join(",".join(cell.replace('"', "") if plain else cell for cell in row) for row in rows)
    try:
        read = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        return
    # An apostrophe before a line's end is what our own exports guard it with.
    expected = [[cell[1:] if cell[:2] in {"'\n", "'\r"} else cell for cell in row] for row in read]
    width = max(map(len, expected), default=0)
    found = csv_text.rows(text.encode())
    assert list(found) == [row + [""] * (width - len(row)) for row in expected] or not width
    assert found[: len(found)] == list(found)
    assert [found[number] for number in range(-len(found), 0)] == list(found)


def test_a_short_row_is_filled_up_whatever_comes_first() -> None:
    rows = csv_text.rows(b"a,b\nc\n\nd,e,f\n")
    assert list(rows) == [["a", "b", ""], ["c", "", ""], ["", "", ""], ["d", "e", "f"]]


def test_blank_means_the_same_to_arrow_and_to_python() -> None:
    every = [chr(code) for code in range(sys.maxunicode) if not 0xD800 <= code < 0xE000]
    blank = pc.equal(pc.utf8_trim_whitespace(pa.array(every)), "").to_pylist()
    assert [c for c, is_blank in zip(every, blank, strict=True) if is_blank] == [c for c in every if not c.strip()]


def _sheet(rows: list[list[Any]]) -> checking.Checked:
    grids = (Grid("a", "项目", [["项目编号", "项目名称"]]), Grid("a", "月度进度", rows))
    return checking.examined(of_template(Book("a", "", grids)), THROUGH, today=TODAY)


def test_a_sheet_that_is_wrong_as_a_whole_lists_its_first_errors() -> None:
    heading = [form.heading("progress", column) for column in ("project_id", "month", "invested")]
    found = _sheet([heading, *[["P1", "2023-05", "许多"]] * 30_000])
    of_sheet = [error for error in found.errors if error.sheet == "月度进度"]
    assert len(of_sheet) == 20_003, "the first ones, and how many more there are of each of three kinds"
    assert sum(error.count for error in of_sheet) == 89_999, "no such project, no number, all but one the same month"
    last = next(error for error in found.errors if "没有列出" in error.why)
    assert last.row is None
    assert last.sheet == "月度进度"
