"""What exports put around a cell of csv, so that a spreadsheet leaves it alone, is no part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.ledger.examining import examine
from data.ledger.open import csv_guards, csv_text
from reports.table import Column, csv_file
from tests.data.test_ledgers_of_other_habits import errors, projects

HEAD = "项目编号,项目名称,总投资（万元）,责任单位,产业,签约时间"


@pytest.mark.parametrize(
    ("row", "number"),
    [
        ('="00123",甲,="5000",责任单位一,新材料,="2023-03-05"', "00123"),
        ('"=""00123""",甲,"=""5000""",责任单位一,新材料,"=""2023-03-05"""', "00123"),
        ("'00123,甲,'5000,责任单位一,新材料,'2023-03-05", "00123"),
        ("\t00123,甲,\t5000,责任单位一,新材料,\t2023-03-05", "00123"),
        ("00123\t,甲,5000\t,责任单位一,新材料,2023-03-05\t", "00123"),
        ('"\t00123",甲,"5000",责任单位一,新材料,2023-03-05', "00123"),
        ("'2023-A01,甲,\"'5,000\",责任单位一,新材料,'2023年3月5日", "2023-A01"),
        ('="00123" ,甲, ="5000",责任单位一,新材料,\'2023/3/5', "00123"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_the_value_is_read_without_its_guard(row: str, number: str, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(f"{HEAD}\r\n{row}\r\n".encode(encoding))
    report = examine(tmp_path / "a.csv")
    assert errors(report) == []
    project = projects(report)["甲"]
    assert (project["project_id"], f"{project['planned_investment']:f}") == (number, "5000.00")
    assert str(project["signed_on"]) == "2023-03-05"


def test_the_template_s_csv_reads_the_same_way(tmp_path: Path) -> None:
    folder = tmp_path / "台账"
    folder.mkdir()
    head = "项目编号,项目名称,产业,责任单位,协议类型,计划总投资（万元）,签约日期"
    (folder / "项目.csv").write_text(
        f'{head}\n="007",甲,新材料,责任单位一,正式,="12.5",\'2023-03-05\n', encoding="utf-8"
    )
    (folder / "月度进度.csv").write_text("project_id,month,invested\n'007,'2023-09,\t1.5\n", encoding="utf-8")
    report = examine(folder)
    assert errors(report) == []
    assert report.tables["project"]["project_id"].to_pylist() == ["007"]
    assert f"{report.totals['planned_investment']:f} {report.totals['invested']:f}" == "12.50 1.50"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'90年代改造", "'90年代改造"),
        ("'90s", "'90s"),
        ("'甲'", "'甲'"),
        ("'引号", "'引号"),
        ("'", "'"),
        ("it's", "it's"),
        ("=1+1", "=1+1"),
        ('="甲"&"乙"', '="甲"&"乙"'),
        ('="a""b"', 'a"b'),
        ("'=1+1", "=1+1"),
        ("'-5", "-5"),
        ("'+86 138", "+86 138"),
        ("'＝甲", "＝甲"),
        ("'@甲", "@甲"),
        ("'11010119900307123X", "11010119900307123X"),
        ("'2023-03-05 14:05", "2023-03-05 14:05"),
    ],
)
def test_what_is_a_guard_and_what_is_text(text: str, value: str) -> None:
    assert csv_guards.unguarded(text) == value


def test_our_own_export_reads_back_as_it_was() -> None:
    texts = ["=1+1", "+86 138", "-5", "@甲", "＝甲", "甲", "'90年代", "12", "a\tb", "第一行\n第二行"]
    made = csv_file([Column("名称", "text", texts), Column("=表头", "text", ["x"] * len(texts))])
    rows = [*csv_text.rows(made)]
    assert rows[0] == ["名称", "=表头"]
    assert [row[0] for row in rows[1:]] == texts


def test_tabs_between_cells_are_no_guards() -> None:
    found = [list(row) for row in csv_text.rows('编号\t名称\t备注\n\'001\t甲\t\n="002"\t乙\t好\n'.encode())]
    assert found == [["编号", "名称", "备注"], ["001", "甲", ""], ["002", "乙", "好"]]
