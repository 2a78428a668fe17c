"""Whatever a file is, its reader ends soon, says why in a sentence, and the process that asked goes on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data.ledger.process import isolated
from data.ledger.report import Report
from tests.data import hostile

_MOST_GROWTH = 20 * 2**20


def examined(file: Path) -> Report:
    """The file's report; it took five seconds at most, and this process is no larger for it."""
    before, started = _own_memory(), _seconds()
    report = isolated.examine(file)
    assert _seconds() - started < 5
    assert _own_memory() - before < _MOST_GROWTH
    return report


def _seconds() -> float:
    """The processor time of children (the machine may be busy with other tests), where the system counts it."""
    spent = os.times()
    return spent.children_user + spent.children_system if os.name == "posix" else time.perf_counter()


def _own_memory() -> int:
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if statm.exists() else 0


@pytest.mark.parametrize("build", hostile.REFUSED, ids=lambda build: build.__name__)
def test_what_could_do_harm_is_refused_in_a_sentence(tmp_path: Path, build: Callable[[Path], Path]) -> None:
    report = examined(build(tmp_path))
    assert len(report.errors) == 1
    assert hostile.REFUSED[build] in report.errors[0].why
    assert report.errors[0].row is None
    assert not any(report.rows.values())


@pytest.mark.parametrize("build", hostile.READ, ids=lambda build: build.__name__)
def test_what_is_merely_odd_is_read(tmp_path: Path, build: Callable[[Path], Path]) -> None:
    report = examined(build(tmp_path))
    assert report.tables["project"]["name"].to_pylist() == hostile.READ[build]
    assert [error.cell for error in report.errors] == [""]  # no month is known


def test_formulas_without_results_and_error_values_are_not_blank(tmp_path: Path) -> None:
    cells = '<c r="B3"><f>A1</f></c><c r="C3" t="e"><v>#REF!</v></c>'
    rows = f'<row r="3"><c r="A3" t="str"><v>P2</v></c>{cells}</row>'
    report = examined(hostile.book(tmp_path / "a.xlsx", hostile.sheet(rows)))
    assert [error.message() for error in report.errors if error.cell in {"B3", "C3"}] == [
        "是没有计算结果的公式，请用Excel或WPS打开并保存一次，或直接填写结果",
        "是公式的错误值，请改正公式或直接填写结果",
    ]


def test_a_hidden_sheet_is_not_read_silently(tmp_path: Path) -> None:
    parts = {"xl/workbook.xml": hostile._BOOK.replace('sheetId="1"', 'sheetId="1" state="hidden"')}
    report = examined(hostile.book(tmp_path / "a.xlsx", hostile.sheet(), dict(parts)))
    assert report.rows["project"] == 1
    assert [warning.message() for warning in report.warnings if "隐藏" in warning.why] == [
        "是隐藏的工作表，其中的行也读取了，这张表要用吗？不用的请删去这张表再上传"
    ]


# Errors that hide ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        '<c r="F3" t="e"><v>#REF!</v></c>',
        '<c r="F3" t = "e" ><v>#REF!</v></c>',
        "<c r='F3' t='e'><v>#REF!</v></c>",
        '<c t="e" r="F3"><v>#REF!</v></c>',
        '<c r="F3"><f>A1</f></c>',
        '<c r="F3"><f >A1</f><v></v></c>',
    ],
)
def test_an_error_or_a_formula_without_result_is_found_however_it_is_written(written: str, tmp_path: Path) -> None:
    texts = hostile.row((*hostile.ROW[:5], "", hostile.ROW[6]), 3).replace("P1", "P2")
    rows = texts.replace('<c r="F3" t="inlineStr"><is><t></t></is></c>', written)
    assert written in rows
    report = examined(hostile.book(tmp_path / "a.xlsx", hostile.sheet(rows)))
    assert "F3" in {error.cell for error in report.errors}
    assert report.tables["project"]["project_id"].to_pylist() == ["P1"]


def test_a_cell_without_an_address_follows_the_one_before(tmp_path: Path) -> None:
    cells = "".join(f'<c t="inlineStr"><is><t>{said}</t></is></c>' for said in ("P2", *hostile.ROW[1:5]))
    rows = f'<row>{cells}<c t="e"><v>#DIV/0!</v></c><c t="inlineStr"><is><t>2023-05-01</t></is></c></row>'
    report = examined(hostile.book(tmp_path / "a.xlsx", hostile.sheet(rows)))
    assert ("F3", "#DIV/0!") in {(error.cell, error.value) for error in report.errors}


def test_a_sheet_whose_part_is_named_in_another_case_is_looked_into_too(tmp_path: Path) -> None:
    rows = hostile.row(("P2", *hostile.ROW[1:5]), 3).replace("</row>", '<c r="F3" t="e"><v>#REF!</v></c></row>')
    parts = {"xl/_rels/workbook.xml.rels": hostile._PARTS.replace("sheet1.xml", "Sheet1.XML")}
    report = examined(hostile.book(tmp_path / "a.xlsx", hostile.sheet(rows), dict(parts)))
    assert ("F3", "#REF!") in {(error.cell, error.value) for error in report.errors}


@pytest.mark.parametrize(
    "file", sorted((Path(__file__).parent / "ledgers" / "damaged").iterdir()), ids=lambda f: f.stem
)
def test_a_damaged_archive_is_called_damaged(file: Path) -> None:
    assert ["不是完好的xlsx" in error.why for error in examined(file).errors] == [True]


# What keeps a processor busy ---------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="limits of processes")
def test_a_small_file_that_is_busy_for_long_is_stopped_in_a_sentence(tmp_path: Path) -> None:
    file = hostile.long_texts(tmp_path)
    assert file.stat().st_size < 2**20
    report = isolated.examine(file, limits=replace(isolated.DEFAULT, cpu_seconds=2))
    assert "处理器忙了2秒" in report.errors[0].why


def test_the_time_grows_with_the_file(tmp_path: Path) -> None:
    small, large = tmp_path / "a.csv", tmp_path / "b.csv"
    small.write_bytes(b"0" * 1_000)
    large.write_bytes(b"0" * 2**21)
    assert isolated.for_file(small).cpu_seconds <= 6
    assert 20 <= isolated.for_file(large).cpu_seconds <= isolated.DEFAULT.cpu_seconds


def test_lines_that_end_as_on_old_macs_are_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    lines = "".join(f"项目{n},新材料,责任单位一,{n}\r" for n in range(1, 20_001))
    file.write_text(f"项目名称,产业,责任单位,总投资（万元）\r{lines}", encoding="utf-8", newline="")
    report = isolated.examine(file)
    assert (report.errors, report.rows["project"]) == ((), 20_000)
    assert report.totals["planned_investment"] == 20_000 * 20_001 // 2


@pytest.mark.parametrize("amount", ["1" * 1_000_000, "1" * 40, "1e999999", "9" * 70 + ".5"])
def test_a_number_of_endless_digits_is_no_amount(amount: str, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"项目名称,产业,责任单位,总投资（万元）\n甲,新材料,责任单位一,{amount}\n", encoding="utf-8")
    assert [error.cell for error in isolated.examine(file).errors] == ["D2"]
