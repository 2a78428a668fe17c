"""Characters that no one sees make no difference, and are said to have been there."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from data.ledger import invisible, mapping
from data.ledger.examining import examine
from data.ledger.open import csv_text
from data.ledger.write.marking import marked
from tests.data import hostile
from tests.data.test_ledgers_of_other_habits import book, errors, projects, said

CODES = (
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066",
    "\u2069", "\u3164", "\u115f", "\u1160", "\uffa0", "\u2800", "\ufe00", "\ufe0f", "\u180b", "\u180e", "\u034f",
    "\U000e0001",
)  # fmt: skip


@pytest.mark.parametrize("code", CODES, ids=lambda code: f"U+{ord(code):04X}")
def test_every_one_is_taken_out_of_a_workbook_and_of_csv(code: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [f"项目{code}名称", f"总投资{code}（万元）", "产业", f"责任单位{code}", "签约时间"],
        [f"甲{code}项目", f"{code}700", f"新{code}材料", "责任单位一", f"2023-03-05{code}"],
    ]
    (tmp_path / "a.csv").write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8")
    for path in (book(tmp_path / "a.xlsx", {"台账": rows}), tmp_path / "a.csv"):
        report = examine(path)
        (project,) = projects(report).values()
        assert errors(report) == []
        assert (project["name"], project["industry"], f"{project['planned_investment']:f}") == (
            "甲项目",
            "新材料",
            "700.00",
        )
        assert str(project["signed_on"]) == "2023-03-05"
        notes = [note for note in report.notes if "看不见" in note.why]
        assert [(note.cell, note.why) for note in notes] == [
            ("A1", f"共7个单元格里有看不见的字符（U+{ord(code):04X}），已去掉")
        ]
        assert f"7 cells hold characters that no one can see (U+{ord(code):04X})" in notes[0].message("en")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_equal_names_are_equal(encoding: str, tmp_path: Path) -> None:
    text = (
        '项目名称,总投资（万元）,产业,责任单位\n甲项目,5,新材料,责任单位一\n甲\u200b项目,7,新材料\u200b,"责任单位一"\n'
    )
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    report = examine(tmp_path / "a.csv")
    assert errors(report) == [("a", "A3")]
    assert "重复" in report.errors[0].message()
    assert [note.count for note in report.notes if "共2个单元格" in note.why] == [1]


def test_the_template_reads_the_same_way(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "项\u200b目"
    sheet.append([f"{heading}\u200b" for heading in hostile.HEADINGS])
    sheet.append([f"\u2060{value}\ufeff" for value in hostile.ROW])
    sheet.append(hostile.ROW)
    made.save(tmp_path / "a.xlsx")
    report = examine(tmp_path / "a.xlsx")
    assert report.is_template
    assert errors(report)[-1] == ("项目", "A3")
    assert "重复" in report.errors[-1].message()
    assert [note.cell for note in report.notes] == ["A1"]
    assert "U+200B、U+2060、U+FEFF" in report.notes[0].why
    found = openpyxl.load_workbook(filename=_written(tmp_path / "b.xlsx", marked(tmp_path / "a.xlsx", report)))
    assert found["项目"]["A3"].comment is not None


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("1\ufe0f\u20e3", "1\ufe0f\u20e3"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴\U000e0067\U000e0062\U000e007f"),
        ("👍🏽\u200d", "👍🏽"),
        ("क्\u200dष", "क्\u200dष"),
        ("می\u200cشود", "می\u200cشود"),
        ("甲\u200d乙", "甲乙"),
        ("葛\ufe00", "葛"),
        ("A\u00adB", "AB"),
        ("\u200e甲\u202c", "甲"),
        ("\u200b", ""),
        ("plain", "plain"),
    ],
)
def test_what_belongs_to_what_is_seen_stays(text: str, left: str) -> None:
    assert invisible.clean(text) == left
    (row,) = csv_text.rows(f"{text},x".encode())
    assert row == [left, "x"]


def test_a_mapping_may_hold_them(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        {"台账\u200b": [["名\u200b目", "总投资（万元）", "产业", "责任单位"], ["甲", 5, "新材料", "乙"]]},
    )
    report = examine(path, mapping.loads('[columns]\n"名目\u2060" = "name"\n'))
    assert (errors(report), list(projects(report))) == ([], ["甲"])
    assert report.sheets[0].sheet == "台账"


def test_a_ledger_without_any_says_nothing(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx", {"台账": [["项目名称", "总投资（万元）", "产业", "责任单位"], ["甲😀", 5, "新材料", "乙"]]}
    )
    assert not any("看不见" in line for line in said(examine(path).notes))
