"""From a report to a version: what is refused, what is kept of it, and that a failure leaves nothing behind."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data import ledger, model, versions
from data.errors import Asked, LedgerError, LedgerWarning, Said, StaleBaseError, StoreError
from data.ledger.examining import examine
from data.ledger.mapping import Mapping
from data.ledger.report import LeftOut, Report
from data.publishing import intake
from data.versions import kept_files, store_folder, version_file
from tests.data import small

SEPTEMBER = dt.date(2023, 9, 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A ledger's bytes; what they say stands in the report."""
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"bytes of a ledger")
    return path


def report(file: Path, rows: small.Rows = small.THREE, **more: Any) -> Report:
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    given: dict[str, Any] = {"is_template": True, "is_demo": False, "months_through": SEPTEMBER} | more
    return Report(file=file.name, sha256=sha256, tables=small.tables(rows), **given)


def publish(plan: intake.Plan, file: Path, **more: Any) -> str:
    given: dict[str, Any] = {"through": SEPTEMBER, "who": "测试", "path": file}
    return intake.publish(plan, **given | more)


def error(cell: str = "C5") -> LedgerError:
    return LedgerError("台账.xlsx", "项目", cell, "约三百", Said("不是数字", "not a number"), Said("改", "change it"))


CHECK = Asked(Said("对吗？", "is it?"), Said("不对请改", "else correct it"))
WARNING = LedgerWarning("台账.xlsx", "项目", "D3", "新材", Said("不在名称里", "not among the names"), CHECK, 2)


def test_a_ledger_becomes_a_version_and_is_kept(file: Path) -> None:
    first = publish(intake.plan(report(file), None), file)
    assert versions.current() == first
    info = versions.info(first)
    assert (info.source_file, info.source_sha256) == ("台账.xlsx", hashlib.sha256(file.read_bytes()).hexdigest())
    assert (info.months_through, info.base_version, info.who) == (SEPTEMBER, None, "测试")
    kept = versions.kept_file(first)
    assert kept is not None
    assert kept.read_bytes() == file.read_bytes()
    assert kept.name == f"{info.source_sha256}.xlsx"
    small.assert_equal(versions.read_tables(first), small.tables(small.THREE))


def test_the_record_tells_how_it_was_published(file: Path) -> None:
    left_out = LeftOut("项目", 5, "某项目", Said("不是数字，改", "not a number: change it"))
    found = report(file, errors=(error(),), warnings=(WARNING,), left_out=(left_out,), mapping=Mapping(unit="万元"))
    version = publish(intake.plan(found, None), file, skip_errors=True)
    record = versions.record(version)
    assert record is not None
    assert (record.file, record.is_update, record.mapping) == ("台账.xlsx", False, 'unit = "万元"\n')
    (omitted,), (accepted,) = record.left_out, record.warnings
    assert (omitted.row, omitted.name, omitted.zh, omitted.en) == (
        5,
        "某项目",
        "不是数字，改",
        "not a number: change it",
    )
    assert (accepted.cell, accepted.count, accepted.zh) == ("D3", 2, "不在名称里，对吗？不对请改")
    assert accepted.en == "not among the names: is it? Else correct it"
    assert record.changes["project"].model_dump() == {"new": 3, "changed": 0, "gone": 0}
    assert record.headline["funds_arrived"] == (0, Decimal("100.25"))


def test_versions_without_a_record_are_still_read() -> None:
    version = small.publish()
    assert versions.record(version) is None
    assert versions.kept_file(version) is None
    old = store_folder.store_dir() / "20200101-000000.duckdb"
    info = replace(versions.info(version), version=old.stem, rows=13)
    version_file.build(old, small.tables(small.THREE), info)
    with duckdb.connect(str(old)) as connection:
        connection.execute("drop table record")
    assert versions.info(old.stem).rows == 13
    assert versions.record(old.stem) is None


@pytest.mark.parametrize(
    ("found", "accepted", "sentence"),
    [
        ({"errors": (error(),)}, {"accept_warnings": True}, "1处错误"),
        ({"warnings": (WARNING,)}, {}, "1处提示"),
        ({"errors": (error(""),)}, {"skip_errors": True}, "不只在个别行里"),
        ({"months_through": None}, {"through": None}, "没有写明"),
        ({}, {"through": dt.date(2023, 7, 1)}, "不能早于"),
        ({}, {"through": dt.date(2099, 1, 1)}, "晚于今天"),
    ],
)
def test_what_must_be_refused_is_refused(
    file: Path, found: dict[str, Any], accepted: dict[str, Any], sentence: str
) -> None:
    rows = small.THREE | ({"progress": []} if "months_through" in found else {})
    plan = intake.plan(report(file, rows, **found), None)
    with pytest.raises(intake.RefusedError, match=sentence) as refused:
        publish(plan, file, **accepted)
    assert refused.value.message("en").isascii()
    assert versions.names() == []
    assert not kept_files.folder().exists()


def test_warnings_are_published_when_they_are_accepted(file: Path) -> None:
    plan = intake.plan(report(file, warnings=(WARNING,)), None)
    assert versions.current() != publish(plan, file, accept_warnings=True) or versions.names()
    assert len(versions.names()) == 1


def test_a_plan_against_an_older_version_is_stale(file: Path) -> None:
    base = small.publish()
    plan = intake.plan(report(file), base)
    newer = small.publish()
    with pytest.raises(StaleBaseError):
        publish(plan, file)
    assert versions.current() == newer
    assert not list(kept_files.folder().glob("*"))


def test_an_update_keeps_what_the_ledger_does_not_hold(file: Path) -> None:
    base = small.publish()
    october = {"project_id": "007", "month": dt.date(2023, 10, 1), "invested": Decimal("8")}
    rows = {"project": small.THREE["project"][:1], "progress": [october]}
    found = report(file, rows, months_through=dt.date(2023, 10, 1))
    plan = intake.plan(found, base, update=True)
    assert plan.months_through == dt.date(2023, 10, 1)
    assert plan.changes.tables["project"].gone == 0
    version = publish(plan, file, through=None)
    tables = versions.read_tables(version)
    assert {name: table.num_rows for name, table in tables.items()} == {
        name: len(small.THREE.get(name, [])) + (name == "progress") for name in model.TABLES
    }
    replaced = intake.plan(found, base)
    assert (replaced.changes.tables["project"].gone, replaced.changes.tables["target"].gone) == (2, 2)


def test_an_update_with_older_months_keeps_the_later_month(file: Path) -> None:
    base = small.publish()
    assert intake.plan(report(file, months_through=dt.date(2023, 3, 1)), base, update=True).months_through == SEPTEMBER


def test_a_demonstration_and_a_ledger_are_never_mixed(file: Path) -> None:
    base = small.publish(is_demo=True)
    with pytest.raises(intake.RefusedError, match="虚实混杂"):
        intake.plan(report(file), base, update=True)
    assert not intake.plan(report(file), base).is_demo


def test_an_update_that_contradicts_the_version_is_refused(file: Path) -> None:
    base = small.publish()
    ended = small.THREE["project"][0] | {
        "signed_on": None, "terminated_on": dt.date(2021, 1, 1), "termination_reason": "退出"
    }  # fmt: skip
    with pytest.raises(intake.RefusedError, match="007的终止日期早于签约日期"):
        intake.plan(report(file, {"project": [ended]}), base, update=True)


def test_a_file_changed_after_it_was_read_is_refused(file: Path) -> None:
    base = small.publish()
    plan = intake.plan(report(file), base)
    file.write_bytes(b"something else")
    with pytest.raises(StoreError, match="又被改动"):
        publish(plan, file)
    assert versions.current() == base
    assert not list(kept_files.folder().glob("*"))


def test_the_same_content_is_kept_once_and_goes_with_its_last_version(file: Path) -> None:
    first = publish(intake.plan(report(file), None), file)
    second = publish(intake.plan(report(file), first), file)
    (kept,) = kept_files.folder().glob("*")
    versions.prune(1)
    assert versions.names() == [second]
    assert kept.exists(), "the second version names it too"
    small.publish()
    versions.prune(1)
    assert not kept.exists()


def test_a_damaged_version_keeps_all_files(file: Path) -> None:
    first = publish(intake.plan(report(file), None), file)
    small.publish()
    small.publish()
    versions.path(first).write_bytes(b"torn")
    versions.prune(3)
    assert list(kept_files.folder().glob("*"))


def test_a_failure_leaves_neither_version_nor_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = small.publish()

    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(version_file, "build", full)
    with pytest.raises(StoreError, match="当前版本不变"):
        publish(intake.plan(report(file), base), file)
    assert versions.names() == [base]
    assert not list(kept_files.folder().glob("*"))


def test_a_kept_file_counts_when_space_is_short(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(kept_files, "size", lambda path: asked.append(path) or 2**60)  # type: ignore[func-returns-value]
    with pytest.raises(versions.NoSpaceError):
        publish(intake.plan(report(file), None), file)
    assert asked == [file]


def test_a_real_template_and_a_folder_of_csv(tmp_path: Path) -> None:
    base = small.publish()
    book = tmp_path / "导出.xlsx"
    ledger.export(base, book)
    found = examine(book)
    plan = intake.plan(found, base)
    assert plan.changes.is_none
    version = publish(plan, book, accept_warnings=True)
    assert examine(versions.kept_file(version) or "").sha256 == found.sha256
    folder = tmp_path / "各表"
    folder.mkdir()
    (folder / "项目.csv").write_text(
        "项目编号,项目名称,产业,责任单位,协议类型,计划总投资（万元）\n一,一,其他,责任单位一,正式,5\n"
    )
    found = examine(folder, through=SEPTEMBER)
    version = publish(intake.plan(found, version), folder)
    kept = versions.kept_file(version)
    assert kept is not None
    assert kept.suffix == ".zip"
