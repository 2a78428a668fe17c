"""Whatever a file is, its reader ends soon, says why in a sentence, and the process that asked goes on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from data.ledger import isolated
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
        "是隐藏的工作表，其中的行也读取了，这张表要用吗？"
    ]
