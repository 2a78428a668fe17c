"""Random ledgers of two other shapes with the truth beside them: a sheet a month, and a row a project and month."""

from __future__ import annotations

import csv
import datetime as dt
import random
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl

from tests.data.field_styles import WORDS, YEAR

Rows = list[list[object]]


@dataclass
class Made:
    """A ledger, what it is like, how many numbers stand below its headers, and what must be read.

    `planned` by project, `wanted` by project, measure and month.
    """

    path: Path
    style: dict[str, object]
    numbers: int
    planned: dict[str, Decimal]
    wanted: dict[tuple[str, str, int], Decimal]


def monthly(folder: Path, r: random.Random) -> Made:
    """A sheet a month: its own amount, the year's until then, or both; texts and totals change from month to month."""
    through = r.randint(2, 6)
    measure = r.choice(list(WORDS))
    word = r.choice(WORDS[measure])
    kind = r.choice(["own", "running", "both", "span"])
    year_at = r.choice(["file", "title", "sheet"])
    names = _names(r)
    starts = {name: r.choice([1, 1, 1, 2]) for name in names}
    done = {(name, m): Decimal(r.randint(0, 9_999)) / 100 for name in starts for m in range(1, through + 1)}
    planned: dict[str, Decimal] = {}
    book = openpyxl.Workbook()
    book.remove(book.active)
    count = 0
    months = list(range(1, through + 1))
    for m in months if r.random() < 0.7 else months[::-1]:
        sheet = book.create_sheet(f"{YEAR}年{m}月" if year_at == "sheet" else f"{m}月")
        if year_at == "title":
            sheet.append([f"{YEAR}年{m}月项目进度"])
        heads = [f"{text}（万元）" for text in _heads(kind, word, m)]
        sheet.append(["序号", "项目名称", "产业类别", "总投资（万元）", *heads, "备注"])
        for number, (project, start) in enumerate(starts.items(), 1):
            if m < start:
                continue
            total = Decimal(5000 + 10 * m * number)
            planned[project] = max(planned.get(project, Decimal(0)), total)
            until = sum((done[project, k] for k in range(1, m + 1)), Decimal(0))
            amounts = {"own": [done[project, m]], "both": [done[project, m], until]}.get(kind, [until])
            sheet.append([number, project, "新材料", float(total), *map(float, amounts), f"{m}月在建"])
            count += 2 + len(amounts)
    path = folder / (f"{YEAR}年台账.xlsx" if year_at == "file" else "台账.xlsx")
    book.save(path)
    wanted: dict[tuple[str, str, int], Decimal] = {}
    for (project, m), amount in done.items():
        if m < starts[project]:
            continue
        # A project that comes later brings its months before in its first running total.
        is_first_sum = m == starts[project] and kind in {"running", "span"}
        before = sum((done[project, k] for k in range(1, m)), Decimal(0)) if is_first_sum else Decimal(0)
        if amount + before:
            wanted[project, measure, m] = amount + before
    return Made(path, {"kind": kind, "year_at": year_at, "through": through, "word": word}, count, planned, wanted)


def _names(r: random.Random) -> list[str]:
    return [f"{r.choice(['甲', '三一重工', '十方', 'VIVO', '一汽'])}{n}号项目" for n in range(1, r.randint(3, 7))]


def _heads(kind: str, word: str, month: int) -> list[str]:
    span = f"1-{month}月{word}" if month > 1 else f"1月{word}"
    return {
        "own": [f"本月{word}"],
        "running": [f"累计{word}"],
        "span": [span],
        "both": [f"本月{word}", f"本年累计{word}"],
    }[kind]


def long(folder: Path, r: random.Random) -> Made:
    """A row a project and month, with the month in a column of its own."""
    through = r.randint(2, 9)
    months = range(1, through + 1)
    measures = r.choice([("invested",), ("funds_arrived",), ("invested", "funds_arrived")])
    is_running = r.random() < 0.3
    written = r.choice(["{m}月", "{y}-{m:02d}", "{y}年{m}月", "number", "day"])
    by_year = written in {"{m}月", "number"} and r.random() < 0.5
    is_csv = r.random() < 0.4
    names = _names(r)
    planned = {name: Decimal(r.randint(500_000, 900_000)) / 100 for name in names}
    done = {(n, m, k): Decimal(r.randint(0, 9_999)) / 100 for n in names for m in measures for k in months}
    year = "" if by_year and r.random() < 0.5 else f"{YEAR}年"
    heads = [("本年累计" if is_running else "") + r.choice(WORDS[m]) for m in measures]
    rows: Rows = [[f"{year}项目月报（单位：万元）"]]
    rows.append(["序号", "项目名称", "产业类别", "总投资", *(["年度"] if by_year else []), "月份", *heads])
    order = [(n, k) for n in names for k in months]
    if r.random() < 0.5:
        order = [(n, k) for k in months for n in names]
    for number, (name, k) in enumerate(order, 1):
        first = 1 if is_running else k
        amounts = [sum((done[name, m, i] for i in range(first, k + 1)), Decimal(0)) for m in measures]
        said = [YEAR] if by_year else []
        rows.append([number, name, "新材料", planned[name], *said, _month(written, k), *amounts])
    path = folder / f"台账.{'csv' if is_csv else 'xlsx'}"
    _save(path, rows, r.choice(["utf-8-sig", "gb18030"]))
    count = sum(isinstance(value, int | Decimal) for row in rows for value in row)
    style = {"written": written, "by_year": by_year, "is_csv": is_csv, "heads": heads}
    return Made(path, style, count, planned, {at: amount for at, amount in done.items() if amount})


def _month(written: str, number: int) -> object:
    if written == "day":
        return dt.date(YEAR, number, 1)
    return number if written == "number" else written.format(m=number, y=YEAR)


def _save(path: Path, rows: Rows, encoding: str) -> None:
    if path.suffix == ".csv":
        with path.open("w", encoding=encoding, newline="") as out:
            csv.writer(out).writerows(rows)
        return
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([float(value) if isinstance(value, Decimal) else value for value in row])
    book.save(path)
