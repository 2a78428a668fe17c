"""`python -m data` as a person runs it: exit codes, and sentences instead of tracebacks."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from data import __main__ as cli
from data import ledger, versions
from tests.data import small
from tests.data.test_ledgers_of_other_habits import book

ROOT = Path(__file__).resolve().parents[2]
MESSY = Path(__file__).with_name("ledgers") / "ledger-messy.xlsx"


def run(*arguments: str | Path, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "data", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    ledger.export(small.publish(), tmp_path / "台账.xlsx")
    return tmp_path / "台账.xlsx"


def test_help_lists_every_command_in_both_languages() -> None:
    done = run("--help")
    assert done.returncode == 0
    for word in ("demo", "template", "import", "export", "versions", "rollback", "prune", "演示数据", "ledger"):
        assert word in done.stdout


def test_a_good_ledger_is_published_whatever_the_console_speaks(filled: Path) -> None:
    before = versions.current()
    done = run("import", filled, encoding="gbk")
    assert (done.returncode, done.stderr) == (0, "")
    after = versions.current()
    assert after != before
    assert done.stdout.strip() == (
        f"已发布版本{after}：项目3、项目类别2、月度进度2、年度计划1、目标2、活动1、问题1、公布数1，数据截至2023年9月。"
    )
    info = versions.info(after or "")
    assert (info.source_file, info.base_version, len(info.source_sha256 or "")) == ("台账.xlsx", before, 64)


def test_a_broken_ledger_lists_its_errors_and_nothing_is_published(filled: Path) -> None:
    before = versions.current()
    small.fill(filled, {"项目": {"J3": "意向", "L4": "许多"}})
    done = run("import", filled)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "台账.xlsx“项目”表J3单元格的值“意向”：不是可选的内容，请从正式、框架中选一个。",
        "台账.xlsx“项目”表L4单元格的值“许多”：不是数字，请填写数字，单位按表头，不带“万”“亿”等字。",
        f"未发布：共2处错误，当前版本仍为{before}。",
    ]
    assert versions.names() == [before]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("fly",),
        ("import",),
        ("import", "a.xlsx", "--months-through", "九月"),
        ("prune",),
        ("prune", "--keep", "0"),
        ("export", "a.csv"),
        ("rollback",),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("rollback", "20200101-000000"), "没有版本"),
        (("import", "no-such.xlsx"), "没有这个文件"),
        (("export", "out.xlsx"), "还没有任何版本"),
        (("template", "no/such/folder/t.xlsx"), "无法写入"),
    ],
)
def test_a_refusal_is_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(arguments) == 1
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.out == ""


def test_the_month_may_be_given(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import", str(filled), "--months-through", "2023-12"]) == 0
    assert "数据截至2023年12月" in capsys.readouterr().out
    assert cli.main(["import", str(filled), "--months-through", "2023-07"]) == 1
    assert "晚于数据截至月份2023-07" in capsys.readouterr().err


def test_a_month_still_to_come_is_not_published(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = versions.names()
    assert cli.main(["import", str(filled), "--months-through", "2099-12"]) == 1
    assert "给出的数据截至月份2099-12晚于今天" in capsys.readouterr().err
    small.fill(filled, {"说明": {"B5": None}, "月度进度": {"B3": "2099-07"}})
    assert cli.main(["import", str(filled)]) == 1
    assert "月份晚于今天" in capsys.readouterr().err
    assert versions.names() == before


def test_what_looks_wrong_is_published_once_it_has_been_accepted(filled: Path) -> None:
    small.fill(filled, {"项目": {"D4": "新材枓", "P3": dt.date(2022, 3, 4)}})
    before = versions.current()
    said = [
        "提示：项目!P3「2022-03-04」早于签约日期2022-03-05，两个日期对吗？不对的请改正后重新上传。",
        "提示：项目!D4「新材枓」不在设置的产业名称里，是不是“新材料”？"
        "写错的请改正后重新上传；是新名称的，请在“数据”页点“加入设置”。",
    ]
    asked = run("import", filled)
    assert (asked.returncode, asked.stdout, versions.current()) == (1, "", before)
    assert asked.stderr.splitlines() == [
        *said,
        f"未发布：共2处提示，核对后加上--accept-warnings再发布，当前版本仍为{before}。",
    ]
    done = run("import", filled, "--accept-warnings")
    assert (done.returncode, done.stdout[:5], done.stderr.splitlines()) == (0, "已发布版本", said)
    assert "新材枓" in versions.read_tables(versions.current() or "")["project"]["industry"].to_pylist()


def test_check_reports_and_publishes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(MESSY), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [(one["sheet"], one["cell"], one["row"]) for one in found["errors"]] == [
        ("2023年台账", "I11", 11),
        ("2023年台账", "H13", 13),
        ("2023年台账", "B38", 38),
    ]
    assert found["errors"][0]["message"] == "不是日期（没有这一天），请核对年月日"
    assert ("J39", 39) in {(one["cell"], one["row"]) for one in found["warnings"]}
    assert found["rows"]["project"] == 57
    assert found["totals"] == {"planned_investment": "4266899.00", "funds_arrived": "237219.14", "invested": "0.00"}
    assert found["months_through"] == "2023-12"
    assert versions.names() == []


def test_check_keeps_the_reading_and_marks_the_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept, marked = tmp_path / "对照.toml", tmp_path / "标注.xlsx"
    assert cli.main(["check", str(MESSY), "--save-map", str(kept), "--marked", str(marked)]) == 1
    out, err = capsys.readouterr()
    assert "H3 计划总投资（亿元） → planned_investment" in out
    assert "“2023年台账”表I11单元格的值“2023年13月5日”" in err
    sheet = openpyxl.load_workbook(marked)["2023年台账"]
    assert "不是日期" in (sheet["I11"].comment.text if sheet["I11"].comment else "")
    assert cli.main(["check", str(MESSY), "--map", str(kept), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["totals"]["funds_arrived"] == "237219.14"


def test_the_good_rows_alone_are_published_where_that_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import", str(MESSY)]) == 1
    assert "共3处错误，还没有任何版本" in capsys.readouterr().err
    assert cli.main(["import", str(MESSY), "--accept-warnings"]) == 1
    assert cli.main(["import", str(MESSY), "--skip-errors"]) == 0
    version = versions.current() or ""
    assert versions.read_tables(version)["project"].num_rows == 57
    record = versions.record(version)
    assert record
    assert [row.row for row in record.left_out] == [11, 13, 38]


def test_a_wrong_mapping_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.toml").write_text('[columns]\n"甲" = "profit"\n', encoding="utf-8")
    for given in ("a.toml", "none.toml"):
        with pytest.raises(SystemExit) as stopped:
            cli.main(["check", str(MESSY), "--map", str(tmp_path / given)])
        assert stopped.value.code == 2
    assert "columns.甲" in capsys.readouterr().err


def test_an_update_keeps_what_the_ledger_does_not_hold(filled: Path, tmp_path: Path) -> None:
    before = versions.read_tables(versions.current() or "")["project"].num_rows
    rows = [["项目名称", "产业", "责任单位", "计划总投资（万元）"], ["新来的项目", "新材料", "责任单位一", 100]]
    small_one = book(tmp_path / "本月.xlsx", {"台账": rows})
    assert cli.main(["import", str(small_one), "--update", "--accept-warnings"]) == 0
    assert versions.read_tables(versions.current() or "")["project"].num_rows == before + 1


def test_an_existing_file_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small.publish()
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"mine")
    for command in ("template", "export"):
        assert cli.main([command, str(file)]) == 1
        assert "未覆盖" in capsys.readouterr().err
        assert file.read_bytes() == b"mine"
    assert cli.main(["export", str(file), "--force"]) == 0
    assert file.read_bytes()[:2] == b"PK"


def test_versions_rollback_prune(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second, third = (small.publish(is_demo=demo) for demo in (True, False, False))
    (store / f"{second}.duckdb").write_bytes(b"broken")
    assert cli.main(["rollback", first]) == 0
    assert cli.main(["versions"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"当前版本已是{first}。"
    assert lines[1].startswith(f"  {third}  正式数据  截至2023-09  13行  测试.xlsx")
    assert lines[2] == f"  {second}  已损坏，不能使用"
    assert lines[3].startswith(f"* {first}  演示数据")
    assert cli.main(["prune", "--keep", "1"]) == 0
    assert capsys.readouterr().out.strip() == "已删除1个版本，保留2个。"


def test_prune_says_that_the_current_version_stays() -> None:
    said = run("prune", "--help").stdout
    assert "当前版本另外总是保留" in said


def test_a_real_ledger_is_not_covered_by_the_demonstration_by_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    version = small.publish()
    assert cli.main(["demo"]) == 1
    assert "--force" in capsys.readouterr().err
    assert versions.current() == version


def test_sheets_outside_the_form_are_named(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import openpyxl

    book = openpyxl.load_workbook(filled)
    book.create_sheet("草稿")["A1"] = "随手记"
    book.save(filled)
    assert cli.main(["import", str(filled)]) == 0
    assert "草稿!A1不是模板里的表" in capsys.readouterr().err
