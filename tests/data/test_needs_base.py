"""A monthly ledger that holds only this month: its projects are the current version's, so that it updates that."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from data import __main__ as cli
from data import ledger, versions
from data.ledger.examining import examine
from data.publishing import intake
from tests.data import small

OCTOBER = dt.date(2023, 10, 1)


@pytest.fixture
def monthly(tmp_path: Path) -> Path:
    """The template without its project sheet: October of a project that the store knows."""
    path = tmp_path / "10月.xlsx"
    ledger.template(path)
    small.fill(path, {"说明": {"B5": "2023-10"}, "月度进度": {"A3": "007", "B3": "2023-10", "C3": 12.5, "D3": 3}})
    made = openpyxl.load_workbook(path)
    del made["项目"]
    made.save(path)
    return path


def unknown(monthly: Path) -> Path:
    return small.fill(monthly, {"月度进度": {"A4": "P9", "B4": "2023-10", "C4": 7}})


def test_without_a_version_to_update_its_rows_stand_on_nothing(monthly: Path) -> None:
    report = examine(monthly)
    assert [error.sheet for error in report.errors] == [""]
    assert "没有“项目”表" in report.errors[0].message()


def test_it_updates_the_version_that_has_its_projects(monthly: Path) -> None:
    base = small.publish()
    report = examine(monthly, known=intake.known(base))
    assert (report.errors, report.needs_base) == ((), True)
    version = intake.publish(
        intake.plan(report, base, update=True), through=None, who="测试", path=monthly, accept_warnings=True
    )
    found = {(row["project_id"], row["month"]): row for row in versions.read_tables(version)["progress"].to_pylist()}
    assert found["007", OCTOBER]["funds_arrived"] == Decimal("12.50")
    assert len(found) == 3, "the months before stay"
    assert versions.read_tables(version)["project"] == versions.read_tables(base)["project"]
    assert versions.info(version).months_through == OCTOBER


def test_it_cannot_replace_the_version(monthly: Path) -> None:
    base = small.publish()
    report = examine(monthly, known=intake.known(base))
    with pytest.raises(intake.RefusedError, match="不能整体替换，请按编号更新"):
        intake.plan(report, base)


def test_a_project_that_neither_has_is_an_error_at_its_cell(monthly: Path) -> None:
    base = small.publish()
    report = examine(unknown(monthly), known=intake.known(base))
    assert [(error.sheet, error.cell) for error in report.errors] == [("月度进度", "A4")]
    assert "没有这个编号" in report.errors[0].message()
    assert report.can_skip_errors
    assert report.rows["progress"] == 1


def test_a_ledger_that_lists_its_projects_needs_no_version(tmp_path: Path) -> None:
    base = small.publish()
    ledger.export(base, tmp_path / "全.xlsx")
    report = examine(tmp_path / "全.xlsx", known=intake.known(base))
    assert (report.errors, report.needs_base) == ((), False)


def test_a_demonstration_has_no_projects_of_ours() -> None:
    assert not intake.known(None)
    assert not intake.known(versions.publish_demo())


def test_the_command_line_updates_by_it(monthly: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small.publish()
    assert cli.main(["check", str(monthly)]) == 1
    assert cli.main(["import", str(monthly)]) == 1
    assert "请加上--update，按编号更新当前版本" in capsys.readouterr().err
    assert cli.main(["check", "--update", str(monthly)]) == 0
    assert cli.main(["import", "--update", str(unknown(monthly))]) == 1
    assert cli.main(["import", "--update", "--skip-errors", str(monthly)]) == 0
    assert "数据截至2023年10月" in capsys.readouterr().out
