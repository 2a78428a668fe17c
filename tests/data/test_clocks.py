"""Days with a time of day: moments with a zone are certain, times that shifting leaves are asked about."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from data.ledger import cells, clocks
from data.ledger.examining import examine
from data.ledger.written import days
from data.ledger.written.days import Dates
from tests.data import hostile
from tests.data.test_ledgers_of_other_habits import book, errors, projects, said
from tests.data.test_office_habits import HEAD, ROW

FIFTH = dt.date(2023, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2023-03-04T16:00:00.000Z",
        "2023-03-04T16:00:00Z",
        "2023-03-04 16:00Z",
        "2023-03-05T00:00:00+08:00",
        "2023-03-05T00:00:00.000+0800",
        "2023-03-04T16:00:00+0000",
        "2023-03-04T11:00:00-05:00",
        "2023-03-05 09:30:00 UTC+8",
        "2023/3/4 16:00:00 GMT",
        "2023-03-05T14:05:00+08",
        "2023-03-05 12:00:00 +8:00",
    ],
)
def test_a_moment_with_its_zone_is_the_day_here(text: str) -> None:
    assert cells.day(text) == FIFTH
    assert days.day(text, Dates()) == (FIFTH, "day")
    assert cells.month(text) == dt.date(2023, 3, 1)


def test_the_new_year_of_a_moment_is_the_one_here() -> None:
    assert cells.day("2022-12-31T16:00:00.000Z") == dt.date(2023, 1, 1)
    assert days.day("2022-12-31T16:00:00.000Z", Dates()) == (dt.date(2023, 1, 1), "day")


@pytest.mark.parametrize("time", [(0, 0), (9, 30), (14, 5), (15, 59), (16, 5), (23, 30), (8, 0, 1), (16, 30, 12)])
def test_a_time_of_day_is_of_its_day(time: tuple[int, ...]) -> None:
    moment = dt.datetime(2023, 3, 5) + dt.timedelta(**dict(zip(("hours", "minutes", "seconds"), time, strict=False)))
    for value in (moment, moment.isoformat(" "), moment.isoformat("T"), f"{moment:%Y/%-m/%-d %H:%M:%S}"):
        assert cells.day(value) == FIFTH
        assert days.day(value, Dates())[0] == FIFTH


@pytest.mark.parametrize(
    "moment",
    [
        dt.datetime(2023, 3, 4, 16, 0),
        dt.datetime(2023, 3, 4, 15, 54, 17),
        dt.datetime(2023, 3, 4, 15, 59, 17),
        dt.datetime(2023, 3, 4, 23, 59, 17),
        dt.datetime(2023, 3, 4, 23, 54, 17),
        dt.datetime(2023, 3, 4, 23, 59, 59),
        dt.datetime(2023, 3, 4, 0, 0, 43),
    ],
)
def test_a_time_that_shifting_leaves_is_no_certain_day(moment: dt.datetime) -> None:
    for value in (moment, moment.isoformat(" ")):
        with pytest.raises(cells.CellError, match=r"换算过时区.*2023-03-04"):
            cells.day(value)
        with pytest.raises(cells.CellError, match=r"换算过时区.*2023-03-04"):
            days.day(value, Dates())
    meant = FIFTH if moment.hour else dt.date(2023, 3, 4)
    assert days.day(moment, Dates(clocks="shifted")) == (meant, "clock")


def test_a_workbook_s_share_of_a_day_is_of_a_second() -> None:
    assert cells.day(dt.datetime(2023, 3, 4, 23, 59, 59, 999_600)) == FIFTH
    assert cells.day(dt.datetime(2023, 3, 5, 0, 0, 0, 300)) == FIFTH


@pytest.mark.parametrize("text", ["2023-03-04T25:00:00Z", "2023-13-04T16:00:00Z", "2023-03-04T16:00:00+25:00", "16:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    for read in (cells.day, lambda value: days.day(value, Dates())):
        with pytest.raises(cells.CellError, match="不是日期"):
            read(text)


def test_what_the_times_of_a_column_show() -> None:
    four, morning = dt.datetime(2023, 3, 4, 16), dt.datetime(2023, 3, 4, 9, 30)
    assert clocks.of_column([four, "2022-12-31 16:00:00", "", "未开工", None]) == "shifted"
    assert clocks.of_column([four, dt.datetime(2022, 12, 31, 23, 59, 17)]) == "shifted"
    assert clocks.of_column([four, dt.date(2023, 3, 4)]) == ""
    assert clocks.of_column([four, "2023-03-04"]) == ""
    assert clocks.of_column([four, morning]) == "kept"
    assert clocks.of_column([]) == ""


def column(tmp_path: Path, *values: object) -> Path:
    lines = [[*HEAD, "签约时间"], *([name, *ROW[1:], value] for name, value in zip("甲乙丙", values, strict=False))]
    return book(tmp_path / "a.xlsx", {"台账": [["2023年台账"], *lines]})


def test_a_column_whose_days_were_all_shifted_is_put_back_and_asked_about(tmp_path: Path) -> None:
    report = examine(column(tmp_path, dt.datetime(2023, 3, 4, 16), dt.datetime(2022, 12, 31, 16)))
    assert errors(report) == []
    assert [str(row["signed_on"]) for row in projects(report).values()] == ["2023-03-05", "2023-01-01"]
    assert any(line.startswith("E3 ") and "换算过时区" in line and "对吗" in line for line in said(report.warnings))


def test_one_such_time_among_days_is_an_error(tmp_path: Path) -> None:
    report = examine(column(tmp_path, dt.date(2023, 3, 5), dt.datetime(2022, 12, 31, 16), dt.datetime(2023, 1, 2)))
    assert errors(report) == [("台账", "E4")]


def test_four_o_clock_among_other_times_of_day_is_one(tmp_path: Path) -> None:
    hours = (dt.datetime(2023, 3, 5, 16), dt.datetime(2023, 3, 6, 9, 30), dt.datetime(2023, 3, 7, 14, 5))
    report = examine(column(tmp_path, *hours))
    assert (errors(report), report.warnings) == ([], ())
    assert [str(row["signed_on"]) for row in projects(report).values()] == ["2023-03-05", "2023-03-06", "2023-03-07"]


def test_csv_of_a_system_in_utc(tmp_path: Path) -> None:
    heads, row = ",".join([*HEAD, "签约时间"]), ",".join(map(str, ROW[1:]))
    lines = [heads, f"甲,{row},2023-03-04T16:00:00.000Z", f"乙,{row},2022-12-31 16:00:00"]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    report = examine(tmp_path / "a.csv")
    assert errors(report) == []
    assert [str(row["signed_on"]) for row in projects(report).values()] == ["2023-03-05", "2023-01-01"]
    assert any("换算过时区" in line for line in said(report.warnings))


def test_the_template_refuses_it_at_the_cell(tmp_path: Path) -> None:
    path = hostile.book(
        tmp_path / "a.xlsx", hostile.sheet(hostile.row(("P2", *hostile.ROW[1:6], "2023-03-04 16:00"), 3))
    )
    report = examine(path, through=dt.date(2023, 9, 1))
    assert errors(report) == [("项目", "G3")]
    assert "可能是2023-03-04，也可能是2023-03-05" in report.errors[0].message()
