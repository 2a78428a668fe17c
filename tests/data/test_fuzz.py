"""Some changed ledgers, always the same: none crashes, hangs or changes a figure in silence. More: benchmarks.fuzz."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from data.ledger.examining import examine
from data.ledger.process import isolated
from tests import rounds
from tests.data import fuzzing, mutations
from tests.data.hostile import HEADINGS, ROW, book, row, sheet

pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks")


@pytest.mark.parametrize("way", rounds.every(3, sorted(mutations.WAYS)))
def test_a_changed_ledger_is_read_or_refused(way: str, tmp_path: Path) -> None:
    is_csv = mutations.WAYS[way].level == "csv"
    paths = [one for one in fuzzing.samples(tmp_path) if (one.suffix == ".csv") == is_csv]
    path = random.Random(way).choice(paths)  # noqa: S311 (no secret)
    found = fuzzing.outcome(fuzzing.source(path, examine), way, 1, isolated.examine)
    assert not found.is_bad, found.why
    assert found.kind != "stopped by a limit"


@pytest.mark.parametrize(
    "value",
    [
        "<is><f>A1</f><t>9</t></is>",  # what one parser passes over, and another does not
        "<is><x/><t>9</t></is>",
        "<is><t>9<b/></t></is>",
    ],
)
def test_an_element_out_of_its_place_is_refused(value: str, tmp_path: Path) -> None:
    text = row(("P2", *ROW[1:]), 3).replace("<is><t>100</t></is>", value)
    assert value in text
    assert "写法少见" in examine(book(tmp_path / "a.xlsx", sheet(text))).errors[0].why


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="F3"><v>200</v></c><c r="F3"><v>300</v></c>',
        '<c r="F3"><v>200</v></c><c r = "F3"><v>300</v></c>',  # as few programs write it
        '<x><c r="F3"><v>200</v></c></x><x><c r="F3"><v>300</v></c></x>',
        '<c r="F3"><v>200</v></c></row><row r="3"><c r="F3"><v>300</v></c>',
    ],
)
def test_two_cells_of_one_address_are_refused(cells: str, tmp_path: Path) -> None:
    text = row(("P2", *ROW[1:]), 3)
    text = text.replace('<c r="F3" t="inlineStr"><is><t>100</t></is></c>', cells)
    assert "两个同一地址" in examine(book(tmp_path / "a.xlsx", sheet(text))).errors[0].why


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-inf", "1e400"])
def test_a_number_that_is_none_is_an_error_of_its_cell_whatever_its_format(number: str, tmp_path: Path) -> None:
    place = HEADINGS.index("计划总投资（万元）")
    cell = f'<c r="{chr(65 + place)}3" s="1"><v>{number}</v></c>'
    text = row(("P2", *ROW[1:]), 3)
    text = text.replace(f'<c r="{chr(65 + place)}3" t="inlineStr"><is><t>100</t></is></c>', cell)
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1">'
        '<numFmt numFmtId="170" formatCode="0.0&quot;亿元&quot;"/></numFmts><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="170"/></cellXfs></styleSheet>'
    )
    report = isolated.examine(book(tmp_path / "a.xlsx", sheet(text), {"xl/styles.xml": styles}))
    found = {error.cell: error.why for error in report.errors}
    assert "不是表格软件能有的数字" in found[f"{chr(65 + place)}3"]


def test_a_number_that_is_none_in_a_column_of_the_office_s_own_is_left_out_and_said(tmp_path: Path) -> None:
    texts = [
        ("项目名称", "总投资（万元）", "责任单位", "自有金额（万元）"),
        ("甲", "5", "责任单位一", "7"),
        ("乙", "6", "责任单位一", "8"),
    ]
    rows = "".join(row(one, number) for number, one in enumerate(texts, start=1))
    rows = rows.replace('<c r="D3" t="inlineStr"><is><t>8</t></is></c>', '<c r="D3"><v>NaN</v></c>')
    file = book(
        tmp_path / "a.xlsx", sheet().replace(sheet()[sheet().index("<row") : sheet().rindex("</sheetData>")], rows)
    )
    report = isolated.examine(file)
    assert report.errors == ()
    assert any("这些格没有保留" in note.why for note in (*report.warnings, *report.notes))
