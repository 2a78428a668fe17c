"""One cell at a time: what is read, and what is refused rather than guessed."""

from __future__ import annotations

import contextlib
import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ledger import cells

SEPTEMBER = dt.date(2023, 9, 1)
FIFTH = dt.date(2023, 9, 5)
HALF_PAST = dt.datetime(2023, 9, 5, 12, 30)


@pytest.mark.parametrize(
    "value",
    [
        FIFTH,
        HALF_PAST,
        "2023-09-05",
        "2023/9/5",
        "2023.9.5",
        "2023年9月5日",
        "２０２３年９月５日",
        " 2023-09-05 00:00:00 ",
    ],
)
def test_day(value: cells.Value) -> None:
    assert cells.day(value) == FIFTH


@pytest.mark.parametrize(
    "value", ["2023-02-30", "2023-13-01", "5/9/2023", "9月5日", "20230905", 45174.0, "2023-9/5", True]
)
def test_what_is_no_day_is_refused(value: cells.Value) -> None:
    with pytest.raises(cells.CellError, match="不是日期"):
        cells.day(value)


@pytest.mark.parametrize(
    "value",
    ["2023-09", "2023/9", "2023.09", "2023年9月", "2023年9月份", "２０２３－０９", "2023-09-05", FIFTH, SEPTEMBER],
)
def test_month(value: cells.Value) -> None:
    assert cells.month(value) == SEPTEMBER


@pytest.mark.parametrize("value", ["9月", "2023-13", 2023.9, "2023年", "1-9月"])
def test_what_is_no_month_is_refused(value: cells.Value) -> None:
    with pytest.raises(cells.CellError, match=r"月份|日期"):
        cells.month(value)


@pytest.mark.parametrize(
    ("value", "money"),
    [
        (12.0, "12.00"),
        (0.1 + 0.2, "0.30"),
        (1234.5600000000001, "1234.56"),
        ("1,234.50", "1234.50"),
        ("１，２３４．５０", "1234.50"),
        ("1234.500", "1234.50"),
        ("-3", "-3.00"),
        ("−3", "-3.00"),
        ("9999999999999999.99", "9999999999999999.99"),
    ],
)
def test_money(value: cells.Value, money: str) -> None:
    assert str(cells.money(value)) == money


@pytest.mark.parametrize("value", [1.234, "1.234", 0.001, 1e300, "9" * 400])
def test_money_is_never_rounded(value: cells.Value) -> None:
    assert cells.money(value) == Decimal(str(value))


@pytest.mark.parametrize(
    "value",
    [
        "1.2亿",
        "约3",
        "1,23",
        "1e5",
        "①",
        "10²",
        "١٢٣",
        "½",
        "",
        "无",
        "—",
        True,
        FIFTH,
        dt.time(1, 2),
        float("inf"),
        float("nan"),
    ],
)
def test_what_is_no_number_is_refused(value: cells.Value) -> None:
    with pytest.raises(cells.CellError, match="不是数字"):
        cells.money(value)


def test_whole_numbers() -> None:
    assert [cells.whole(value) for value in (2023.0, "2023", "２０２３", "2023年", "2023年度", "1,000")] == [
        2023
    ] * 5 + [1000]
    with pytest.raises(cells.CellError, match="不是整数"):
        cells.whole(1.5)


@pytest.mark.parametrize(
    ("value", "text"),
    [(12.0, "12"), (12.5, "12.5"), (1e14, "100000000000000"), ("007", "007"), (" 1e5 ", "1e5"), ("=1+1", "=1+1")],
)
def test_identifier(value: cells.Value, text: str) -> None:
    assert cells.identifier(value) == text


@pytest.mark.parametrize("value", [FIFTH, HALF_PAST, True, 1e15, 123456789012345678.0, dt.time(1)])
def test_what_excel_has_spoilt_is_no_identifier(value: cells.Value) -> None:
    with pytest.raises(cells.CellError, match="文本格式"):
        cells.identifier(value)


def test_text() -> None:
    assert cells.text(FIFTH) == "2023-09-05"
    assert cells.text("  第一行\r\n第二行 ") == "第一行\r\n第二行"
    for hidden in ("\x00", "a\x07b", "\x85x", "\uffff"):
        with pytest.raises(cells.CellError, match="控制字符"):
            cells.text(hidden)


def test_flags() -> None:
    assert [cells.flag(value) for value in ("是", "否", " 是 ", True, False, "TRUE", "false")] == [
        True, False, True, True, False, True, False,
    ]  # fmt: skip
    for value in ("对", 1.0, "√", FIFTH):
        with pytest.raises(cells.CellError, match="是"):
            cells.flag(value)


def test_choices_take_words_and_codes() -> None:
    words = {"=": "等于", "<~": "近"}
    assert [cells.choice(value, words) for value in ("等于", "=", "＝", " 近 ", "别的")] == [
        "=",
        "=",
        "=",
        "<~",
        "别的",
    ]


def test_kept_cells_stay_what_they_are() -> None:
    values: list[cells.Value] = [" 空格 ", 12.0, 12.5, 0.1 + 0.2, True, FIFTH, HALF_PAST, dt.time(1, 2), "1e5", 1e300]
    assert [cells.kept(value) for value in values] == [
        " 空格 ", 12, 12.5, 0.3, True, "2023-09-05", "2023-09-05 12:30:00", "01:02:00", "1e5", 1e300,
    ]  # fmt: skip
    assert cells.kept("字" * 32_767) == "字" * 32_767
    for long in ("字" * 32_768, "😀" * 16_384):
        with pytest.raises(cells.CellError, match="32767"):
            cells.kept(long)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_every_day_is_read_in_every_form(day: dt.date) -> None:
    forms = [f"{day.year}{mark}{day.month}{mark}{day.day}" for mark in "-/."]
    forms += [day.isoformat(), f"{day.year}年{day.month}月{day.day}日"]
    assert {cells.day(form) for form in forms} == {day}
    assert {cells.month(form) for form in forms} == {day.replace(day=1)}


@given(st.decimals(0, Decimal("9999999999.99"), places=2))
def test_every_amount_is_read_from_a_number_and_from_text(amount: Decimal) -> None:
    assert cells.money(float(amount)) == cells.money(f"{amount:,}") == cells.money(str(amount)) == amount


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    readers = (cells.text, cells.identifier, cells.money, cells.whole, cells.day, cells.month, cells.flag, cells.kept)
    for read in readers:
        with contextlib.suppress(cells.CellError):
            read(text)
    assert len(cells.shown(text)) <= 41
