"""A folder of csv files, in the encodings that offices write."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from data import ledger
from data.errors import LedgerErrors
from data.ledger.open import csv_text
from tests.data import small

PROJECTS = """项目编号,项目名称,产业,责任单位,协议类型,计划总投资（万元）,签约日期,镇街
007,"碳纤维，“㐀”\n二期",新材料,责任单位一,正式,"1,234.50",2023/9/5, 某镇
P2,风机,海上风电装备,责任单位二,框架,7,,
"""
PROGRESS = "project_id,month,invested\n007,2023-09,1.5\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "台账"
    made.mkdir()
    (made / "progress.csv").write_text(PROGRESS, encoding="utf-8")
    (made / "读我.txt").write_text("不是表")
    return made


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_gives_the_rows(folder: Path, encoding: str) -> None:
    (folder / "项目.csv").write_bytes(PROJECTS.replace("\n", "\r\n").encode(encoding))
    found = ledger.read(folder)
    tables = ledger.check(found)
    projects = tables["project"].to_pylist()
    assert [row["project_id"] for row in projects] == ["007", "P2"]
    assert projects[0]["name"] == "碳纤维，“㐀”\r\n二期"
    assert str(projects[0]["planned_investment"]) == "1234.50"
    assert projects[0]["signed_on"] == dt.date(2023, 9, 5)
    assert projects[0]["extra"] == '{"镇街": " 某镇"}'
    assert projects[1]["signed_on"] is None
    assert ledger.months_through(found, tables) == dt.date(2023, 9, 1)
    assert not found.is_demo


def test_gbk_written_by_excel_is_read(folder: Path) -> None:
    (folder / "项目.csv").write_bytes(PROJECTS.replace("㐀", "").encode("gbk"))
    assert ledger.check(ledger.read(folder))["project"]["industry"].to_pylist() == ["新材料", "海上风电装备"]


def test_errors_name_row_and_column(folder: Path) -> None:
    (folder / "项目.csv").write_text(PROJECTS.replace("2023/9/5", "去年").replace("框架", "意向"), encoding="utf-8")
    with pytest.raises(LedgerErrors) as caught:
        ledger.check(ledger.read(folder))
    assert [str(error) for error in caught.value.errors] == [
        "项目.csv“项目”表第2行“签约日期”列（G2）的值“去年”：不是日期，请写成2023-09-05或2023年9月5日。",
        "项目.csv“项目”表第3行“协议类型”列（E3）的值“意向”：不是可选的内容，请从正式、框架中选一个。",
    ]


@pytest.mark.parametrize(("data", "why"), [(b"\xff\xff\xff,1\n", "编码"), (b'"' + b"x" * 200_000, "csv")])
def test_what_is_no_text_is_refused(folder: Path, data: bytes, why: str) -> None:
    (folder / "项目.csv").write_bytes(data)
    with pytest.raises(LedgerErrors, match=why):
        ledger.read(folder)


def test_one_table_twice_and_none_at_all(folder: Path, tmp_path: Path) -> None:
    (folder / "月度进度.csv").write_text(PROGRESS, encoding="utf-8")
    with pytest.raises(LedgerErrors, match="有两份"):
        ledger.read(folder)
    (tmp_path / "空").mkdir()
    with pytest.raises(LedgerErrors, match="没有csv"):
        ledger.read(tmp_path / "空")


def test_a_folder_is_published_like_a_workbook(folder: Path) -> None:
    (folder / "项目.csv").write_text(PROJECTS, encoding="utf-8")
    first, again = ledger.read(folder), ledger.read(folder)
    assert first.sha256 == again.sha256
    version = small.publish(ledger.check(first))
    assert version


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("quoted", [False, True])
def test_what_stands_between_cells_is_seen(delimiter: str, encoding: str, quoted: bool) -> None:
    lines = [["台账"], ["名称", "金额", "备注"], ["甲", "1.5", "快，好"], ["乙", "2", "a.b"], []]
    name = '"甲"' if quoted else "甲"
    text = "\n".join(delimiter.join(line) for line in lines).replace("甲", name)
    found = [list(row) for row in csv_text.rows(text.encode(encoding))]
    assert [[cell for cell in row if cell] for row in found if any(row)] == lines[:4]


def test_lines_that_end_in_cr_alone_are_read_as_quickly_as_others() -> None:
    """A hundred thousand of them, as an old Mac writes them."""
    lines = ["项目编号,项目名称,计划总投资", *(f"P{n},项目{n},{n}" for n in range(100_000))]
    seconds = {}
    for end in ("\n", "\r"):
        began = time.process_time()
        found = csv_text.rows(end.join([*lines, ""]).encode())
        seconds[end] = time.process_time() - began
        assert (len(found), found[-1]) == (100_001, ["P99999", "项目99999", "99999"])
    assert seconds["\r"] < 10 * seconds["\n"] + 1
