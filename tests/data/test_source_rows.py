"""In which rows of which file a project stands: of the template, of an office's own form, and after an update."""

from __future__ import annotations

import datetime as dt
import secrets
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest

from data import versions
from data.ledger.check import row_runs
from data.ledger.check.row_runs import Stands
from data.ledger.examining import examine
from data.publishing import intake
from tests.data import small
from tests.queries.ledgers import run

DAY = dt.date
Run = tuple[Any, ...]
OFFICE = ["项目名称", "投资方", "责任单位", "行业", "计划总投资（万元）", "签约日期"]


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


def rows(version: str, *tables: str) -> list[Run]:
    """Runs of these tables: project, part, months as 2023-01, sheet, rows, file, version."""
    with closing(versions.connect(version)) as connection:
        return connection.execute(
            "select project_id, part, strftime(first_month, '%Y-%m'), strftime(last_month, '%Y-%m'), sheet, "
            "first_row, last_row, file, version from source_row where list_contains($1, table_name) "
            "order by project_id, version, sheet, first_month, first_row",
            [list(tables)],
        ).fetchall()


def publish(file: Path, *, update: bool = False) -> str:
    known = intake.known(versions.current()) if update else None
    report = examine(file, known=known)
    assert not report.errors, report.errors
    plan = intake.plan(report, versions.current(), update=update)
    return intake.publish(plan, through=None, who="测试", path=file, accept_warnings=True)


def project(code: str) -> dict[str, Any]:
    return {"项目编号": code, "项目名称": f"{code}项目", "产业": "新材料", "责任单位": "责任单位一", "协议类型": "正式",
            "计划总投资（万元）": 1000, "签约日期": "2023-01-05"}  # fmt: skip


def month(code: str, which: str, amount: int = 1) -> dict[str, Any]:
    return {"项目编号": code, "月份": which, "到位资金（万元）": amount, "完成投资（万元）": amount}


def test_the_template_s_rows_are_those_of_its_sheets(tmp_path: Path) -> None:
    months = [month("甲", f"2023-0{n}") for n in range(1, 9)] + [month("乙", "2023-03"), month("乙", "2023-05")]
    plans = [{"项目编号": "乙", "年度": year, "建设性质": "新建", "年度计划投资（万元）": 100} for year in (2022, 2023)]
    file = small.written(
        tmp_path / "台账.xlsx", {"项目": [project("甲"), project("乙")], "月度进度": months, "年度计划": plans}
    )
    version = publish(file)
    named = ("台账.xlsx", version)
    assert rows(version, "project") == [
        ("乙", None, None, None, "项目", 4, 4, *named),
        ("甲", None, None, None, "项目", 3, 3, *named),
    ]
    assert rows(version, "progress") == [
        ("乙", None, "2023-03", "2023-03", "月度进度", 11, 11, *named),
        ("乙", None, "2023-05", "2023-05", "月度进度", 12, 12, *named),
        ("甲", None, "2023-01", "2023-08", "月度进度", 3, 10, *named),
    ]
    assert [run[:2] + run[5:7] for run in rows(version, "plan")] == [("乙", "2022", 3, 3), ("乙", "2023", 4, 4)]


def test_readers_bound_to_departments_are_told_of_their_own(tmp_path: Path) -> None:
    other = project("乙") | {"责任单位": "责任单位二"}
    months = [month("甲", "2023-01"), month("乙", "2023-01")]
    publish(small.written(tmp_path / "台账.xlsx", {"项目": [project("甲"), other], "月度进度": months}))
    for units, expected in ((None, ["乙", "甲"]), (("责任单位二",), ["乙"]), ((), [])):
        found = run("project_sources", bound_units=units)
        assert sorted(set(found["project_id"])) == sorted(expected)
        assert list(found["table_name"]) == ["project", "progress"] * len(expected)


def test_a_row_that_is_left_out_stands_nowhere(tmp_path: Path) -> None:
    file = small.written(tmp_path / "台账.xlsx", {"项目": [project("甲") | {"签约日期": "不详"}, project("乙")],
                                           "月度进度": [month("甲", "2023-01"), month("乙", "2023-01")]})  # fmt: skip
    report = examine(file)
    plan = intake.plan(report, None)
    version = intake.publish(plan, through=None, who="测试", path=file, skip_errors=True)
    assert [run[:1] + run[5:7] for run in rows(version, "project", "progress")] == [("乙", 4, 4), ("乙", 4, 4)]


def test_months_one_below_the_other_for_all_projects_are_one_run_each(tmp_path: Path) -> None:
    months = [month(code, f"2023-0{n}") for n in (1, 2, 3) for code in ("甲", "乙")]
    version = publish(
        small.written(tmp_path / "台账.xlsx", {"项目": [project("甲"), project("乙")], "月度进度": months})
    )
    assert [run[0:1] + run[2:4] + run[5:7] for run in rows(version, "progress")] == [
        ("乙", "2023-01", "2023-03", 4, 8), ("甲", "2023-01", "2023-03", 3, 7),
    ]  # fmt: skip


def test_a_month_s_file_leaves_the_others_where_they_were(tmp_path: Path) -> None:
    months = [month("甲", f"2023-0{n}") for n in range(1, 9)] + [month("乙", "2023-08")]
    first = publish(small.written(tmp_path / "全年.xlsx", {"项目": [project("甲"), project("乙")], "月度进度": months}))
    # September of one project, and a correction of its April; the other one is not given at all.
    second = publish(
        small.written(tmp_path / "九月.xlsx", {"项目": [project("甲")],
                                        "月度进度": [month("甲", "2023-09"), month("甲", "2023-04", 7)]}),
        update=True,
    )  # fmt: skip
    assert rows(second, "project") == [
        ("乙", None, None, None, "项目", 4, 4, "全年.xlsx", first),
        ("甲", None, None, None, "项目", 3, 3, "九月.xlsx", second),
    ]
    assert rows(second, "progress") == [
        ("乙", None, "2023-08", "2023-08", "月度进度", 11, 11, "全年.xlsx", first),
        ("甲", None, "2023-01", "2023-03", "月度进度", 3, 5, "全年.xlsx", first),
        ("甲", None, "2023-05", "2023-08", "月度进度", 7, 10, "全年.xlsx", first),
        ("甲", None, "2023-04", "2023-04", "月度进度", 4, 4, "九月.xlsx", second),
        ("甲", None, "2023-09", "2023-09", "月度进度", 3, 3, "九月.xlsx", second),
    ]
    # A whole ledger in its place begins anew, and an older version still says what it said.
    third = publish(
        small.written(tmp_path / "重来.xlsx", {"项目": [project("甲")], "月度进度": [month("甲", "2023-09")]})
    )
    assert {run[-2:] for run in rows(third, "project", "progress")} == {("重来.xlsx", third)}
    assert {run[-2:] for run in rows(first, "project", "progress")} == {("全年.xlsx", first)}


def office(path: Path, *lines: list[Any], headings: list[str] = OFFICE, sheet: str = "重点项目") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for line in (["重点项目进度表"], headings, *lines):
        page.append(line)
    book.save(path)
    return path


def test_an_offices_own_form(tmp_path: Path) -> None:
    wide = [*OFFICE, "2023年7月完成投资（万元）", "2023年8月完成投资（万元）"]
    one = ["碳纤维", "甲公司", "责任单位一", "新材料", 9000, "2023-01-05", 10, 20]
    other = ["紧固件", "乙公司", "责任单位二", "航空航天", 5000, "2023-02-05", 1, 2]
    first = publish(office(tmp_path / "八月.xlsx", one, other, headings=wide))
    codes = dict(zip(*(versions.read_tables(first)["project"][name].to_pylist() for name in ("name", "project_id"))))  # noqa: B905
    found = {run[0]: run[1:] for run in rows(first, "project")}
    assert found[codes["碳纤维"]] == (None, None, None, "重点项目", 3, 3, "八月.xlsx", first)
    assert found[codes["紧固件"]] == (None, None, None, "重点项目", 4, 4, "八月.xlsx", first)
    # The months stand in the project's own row.
    assert [run[2:7] for run in rows(first, "progress")] == [
        ("2023-07", "2023-08", "重点项目", row, row)
        for row in (3 if code == codes["碳纤维"] else 4 for code in sorted(codes.values()))
    ]
    # September's table lists them the other way round, one above the other.
    september = [*OFFICE, "2023年9月完成投资（万元）"]
    second = publish(office(tmp_path / "九月.xlsx", [*other[:6], 3], headings=september, sheet="九月"), update=True)
    assert [run[2:] for run in rows(second, "progress") if run[0] == codes["紧固件"]] == [
        ("2023-07", "2023-08", "重点项目", 4, 4, "八月.xlsx", first),
        ("2023-09", "2023-09", "九月", 3, 3, "九月.xlsx", second),
    ]
    assert [run[4:] for run in rows(second, "project")] == [
        ("重点项目", 3, 3, "八月.xlsx", first) if code == codes["碳纤维"] else ("九月", 3, 3, "九月.xlsx", second)
        for code in sorted(codes.values())
    ]


def test_runs_hold_the_rows_that_were_given_and_no_others() -> None:
    seed = secrets.randbelow(10**6)
    dice = np.random.default_rng(seed)
    cells = [(code, n) for code in "甲乙丙" for n in range(30)]
    given = [cells[one] for one in dice.permutation(len(cells))[:60]]
    given = given[:20] + sorted(given[20:])
    stood = [number + (0 if dice.random() < 0.7 else int(dice.integers(3))) for number in range(len(given))]
    table = small.tables({"progress": [
        {"project_id": code, "month": DAY(2021 + n // 12, n % 12 + 1, 1)} for code, n in given
    ]})["progress"]  # fmt: skip
    of = np.arange(len(given))
    runs = row_runs.of_tables({"progress": table}, {"progress": Stands(of, ["表"], of * 0, np.array(stood))})
    told = []
    for one in runs.to_pylist():
        first, last = (one[end].year * 12 + one[end].month for end in ("first_month", "last_month"))
        step = (one["last_row"] - one["first_row"]) // max(last - first, 1)
        told += [(one["project_id"], n - 2021 * 12 - 1, one["first_row"] + step * (n - first) - 1)
                 for n in range(first, last + 1)]  # fmt: skip
    assert sorted(told) == sorted((code, n, row) for (code, n), row in zip(given, stood, strict=True)), seed
