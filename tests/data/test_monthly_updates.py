"""The monthly way: ledgers of sums laid over each other give each month once, or are refused with a sentence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from data import versions
from data.ledger.examining import examine
from data.publishing import intake
from data.versions.provenance import Summed
from tests.data import written


def ledger(folder: Path, month: int, heads: str, *amounts: str, year: int = 2023) -> Path:
    """A ledger of that month: `heads` of amounts, and each project's own; a project a row."""
    rows = "\n".join(f"{n} | 项目{'甲乙丙'[n - 1]} | 新材料 | 5000 | {cells}" for n, cells in enumerate(amounts, 1))
    title = f"{year}年{month}月进度（单位：万元）\n序号 | 项目名称 | 产业类别 | 总投资 | "
    (folder / f"{year}-{month}-{heads}").mkdir(exist_ok=True)
    return written.write(folder / f"{year}-{month}-{heads}", f"{title}{heads}\n{rows}")


def publish(path: Path) -> str:
    """Publish a ledger, over the version that is there."""
    base = versions.current() if versions.names() else None
    report = examine(path, known=intake.known(base))
    plan = intake.plan(report, base, update=base is not None)
    return intake.publish(plan, through=None, who="测试", path=path, accept_warnings=True)


def invested(version: str) -> dict[str, float]:
    """Completed investment by month, of all projects."""
    found: dict[str, float] = {}
    for row in versions.read_tables(version)["progress"].to_pylist():
        month = f"{row['month']:%Y-%m}"
        found[month] = found.get(month, 0.0) + float(row["invested"])
    return {month: amount for month, amount in found.items() if amount}


def sums(version: str) -> list[tuple[int, int]]:
    record = versions.record(version)
    assert record is not None
    return [(one.first.month, one.month.month) for one in record.sums]


@pytest.mark.parametrize(
    ("ledgers", "months", "several"),
    [
        (
            [(9, "1-9月完成投资", "900", "300"), (10, "1-10月完成投资", "1000", "380")],
            {"2023-09": 1200, "2023-10": 180},
            [(1, 9)],
        ),
        (
            [(9, "累计完成投资", "900", "300"), (10, "累计完成投资", "1000", "380")],
            {"2023-09": 1200, "2023-10": 180},
            [(1, 9)],
        ),
        (
            [(9, "本期累计完成投资", "900", "300"), (10, "本月累计完成投资", "1000", "380")],
            {"2023-09": 1200, "2023-10": 180},
            [(1, 9)],
        ),
        (
            [
                (3, "1月完成投资 | 2月完成投资 | 3月完成投资", "1 | 2 | 3", "4 | 5 | 6"),
                (4, "本年累计完成投资", "10", "20"),
            ],
            {"2023-01": 5, "2023-02": 7, "2023-03": 9, "2023-04": 9},
            [],
        ),
        (
            [(9, "1-9月完成投资", "900", "300"), (9, "1-9月完成投资额", "910", "290")],
            {"2023-09": 1200},
            [(1, 9)],
        ),
        (
            [(9, "1-9月完成投资", "900", "300"), (11, "1-11月完成投资", "1000", "380")],
            {"2023-09": 1200, "2023-11": 180},
            [(1, 9), (10, 11)],
        ),
        (
            [
                (3, "一季度完成投资", "90", "30"),
                (6, "上半年完成投资", "100", "50"),
                (9, "前三季度完成投资", "200", "60"),
            ],
            {"2023-03": 120, "2023-06": 30, "2023-09": 110},
            [(1, 3), (4, 6), (7, 9)],
        ),
        (
            [(3, "1-3月完成投资", "9", "3"), (3, "1月完成投资 | 2月完成投资 | 3月完成投资", "3 | 3 | 3", "1 | 1 | 1")],
            {"2023-01": 4, "2023-02": 4, "2023-03": 4},
            [],
        ),
        (
            [(3, "1月完成投资 | 1-2月完成投资 | 1-3月完成投资", "1 | 3 | 6"), (2, "2月完成投资", "5")],
            {"2023-01": 1, "2023-02": 5, "2023-03": 3},
            [],
        ),
    ],
)
def test_each_month_is_there_once(
    ledgers: list[tuple[object, ...]], months: dict[str, float], several: list[tuple[int, int]], tmp_path: Path
) -> None:
    version = ""
    for month, heads, *amounts in ledgers:
        version = publish(ledger(tmp_path, int(str(month)), str(heads), *map(str, amounts)))
    assert invested(version) == months
    assert sums(version) == several


@pytest.mark.parametrize(
    ("ledgers", "sentence"),
    [
        ([(9, "1-9月完成投资", "900"), (10, "1-10月完成投资", "800")], "比已有各月的合计还小"),
        ([(9, "1-9月完成投资", "900"), (5, "5月完成投资", "80")], "2023-01至2023-09的合计数，台账又单列了2023-05"),
        ([(9, "1-9月完成投资", "900"), (9, "9月完成投资", "80")], "丢掉其余各月"),
        ([(9, "1-9月完成投资", "900"), (9, "8月完成投资 | 9月完成投资", "80 | 20")], "台账又单列了2023-08"),
        (
            [(9, "1-9月完成投资", "900"), (11, "1-11月完成投资", "1000"), (10, "10月完成投资", "50")],
            "2023-10至2023-11的合计数，台账又单列了2023-10",
        ),
        (
            [(3, "一季度完成投资", "90"), (6, "上半年完成投资", "100"), (5, "5月完成投资", "5")],
            "2023-04至2023-06的合计数",
        ),
    ],
)
def test_what_would_count_twice_or_lose_months_is_refused(
    ledgers: list[tuple[object, ...]], sentence: str, tmp_path: Path
) -> None:
    *sound, last = [ledger(tmp_path, int(str(m)), str(heads), *map(str, amounts)) for m, heads, *amounts in ledgers]
    version = [publish(path) for path in sound][-1]
    with pytest.raises(intake.RefusedError, match=sentence) as refused:
        publish(last)
    assert "。" not in refused.value.message("en")
    assert versions.current() == version


def test_months_of_some_projects_leave_the_sum_of_the_others(tmp_path: Path) -> None:
    publish(ledger(tmp_path, 3, "1-3月完成投资", "900", "300"))
    months = "1月完成投资 | 2月完成投资 | 3月完成投资"
    version = publish(ledger(tmp_path, 3, months, " | | ", "100 | 100 | 100"))
    assert versions.record(version).sums == (  # type: ignore[union-attr]
        Summed(measure="invested", first=dt.date(2023, 1, 1), month=dt.date(2023, 3, 1)),
    )
    with pytest.raises(intake.RefusedError, match="又单列了2023-02"):
        publish(ledger(tmp_path, 2, "2月完成投资", "5"))


def test_a_new_year_begins_anew(tmp_path: Path) -> None:
    publish(ledger(tmp_path, 12, "1-12月完成投资", "900"))
    publish(ledger(tmp_path, 1, "本年累计完成投资", "10", year=2024))
    version = publish(ledger(tmp_path, 2, "本年累计完成投资", "30", year=2024))
    assert invested(version) == {"2023-12": 900, "2024-01": 10, "2024-02": 20}
    assert sums(version) == [(1, 12)]
