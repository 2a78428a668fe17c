"""Ledgers as offices make them, in random styles, with the truth beside them: known by construction, read by no one."""

from __future__ import annotations

import csv
import datetime as dt
import random
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter

INDUSTRIES = ("航空航天", "新材料", "高端装备制造", "数字经济", "生物医药", "海上风电装备")
UNITS = ("招商促进局", "经济发展局", "科技创新局", "临港产业园", "新材料园")
CHANNELS = ("领导招商", "全员招商", "驻点招商", "节会招商", "以商引商")
KINDS = ("世界500强", "央企", "外资", "行业龙头")
YEAR = 2023
_WORDS = ("碳纤维", "光电子", "创新药", "无人机", "高纯铝", "氢能储运", "风机叶片", "工业软件", "稀土储氧", "智能装备")
_NUMERALS = "一二三四五六七八九十"
#: Yuan for one of a unit, and the decimals that write 0.01万元 in it.
_UNITS = {"元": (1, 0), "万元": (10_000, 2), "亿元": (100_000_000, 6), "百万元": (1_000_000, 4)}

HEADINGS = {
    "serial": ("序号", "序 号", "编号", "No."),
    "name": ("项目名称", "项目\n名称", "签约项目名称", "项目名称（全称）", "重点项目名称"),
    "industry": ("产业类别", "所属产业", "产业", "行业类别", "产业领域"),
    "unit": ("责任单位", "牵头单位", "招引单位", "责任\n部门", "承办单位"),
    "channel": ("招商方式", "引进方式"),
    "investor": ("投资方", "投资方名称", "投资主体", "投资企业"),
    "kind": ("投资方类型", "企业类型", "投资方\n性质"),
    "is_four_new": ("是否四新", "四新经济", "是否属于四新"),
    "planned_investment": ("计划总投资", "总投资", "项目总投资", "总投资额", "协议投资额"),
    "signed_on": ("签约时间", "签约日期", "签订时间", "签约\n时间"),
    "started_on": ("开工时间", "开工日期", "实际开工时间", "开工\n时间"),
    "remarks": ("备注", "说明"),
    "area": ("占地面积（亩）", "用地（亩）"),
    "contact": ("联系人", "联系人及电话"),
}
MEASURES = {
    "funds_arrived": ("到位资金", "资金到位情况", "实际到位资金", "到资"),
    "invested": ("完成投资", "投资完成情况", "实际完成投资"),
}


@dataclass
class Project:
    """A project's truth; amounts in 万元."""

    name: str
    industry: str
    unit: str
    channel: str
    investor: str
    kind: str
    is_four_new: bool
    planned_investment: Decimal
    signed_on: dt.date
    started_on: dt.date | None
    funds_arrived: dict[int, Decimal]
    invested: dict[int, Decimal]


@dataclass
class Truth:
    """What reading a ledger must give: the good projects by name, and the addresses of the faulty cells."""

    projects: dict[str, Project]
    faults: set[tuple[str, str]] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)


@dataclass
class Style:
    """An office's habits."""

    unit: str
    unit_at: str
    titles: int
    layout: str
    grouping: str
    month_label: str
    measures: tuple[str, ...]
    has_row_totals: bool
    has_subtotals: bool
    total_at: str
    same_as_above: str
    order: list[str]
    notes: int
    is_csv: bool
    encoding: str
    repeats_header: bool
    faults: int


def style(r: random.Random, *, faults: int = 0) -> Style:
    """A random office."""
    is_csv = r.random() < 0.25
    measures = r.choice([("funds_arrived",), ("funds_arrived", "invested"), ("invested",), ()])
    columns = [
        "industry",
        "unit",
        "channel",
        "investor",
        "kind",
        "is_four_new",
        "planned_investment",
        "signed_on",
        "started_on",
    ]
    r.shuffle(columns)
    columns = [c for c in columns if c in {"industry", "unit", "planned_investment", "signed_on"} or r.random() < 0.75]
    tail = [c for c in ("area", "contact", "remarks") if r.random() < 0.5]
    return Style(
        unit=r.choice(list(_UNITS)),
        unit_at=r.choice(["heading", "corner", "cell"] if not is_csv else ["heading", "corner"]),
        titles=r.randint(1, 3),
        layout=r.choice(["merged", "merged", "three", "flat"]) if not is_csv else r.choice(["flat", "spread"]),
        grouping=r.choice(["none", "industry", "unit", "industry absent", "unit absent", "sheets"])
        if not is_csv
        else r.choice(["none", "industry"]),
        month_label=r.choice(["1月", "01月", "一月", "1月份"]),
        measures=measures,
        has_row_totals=r.random() < 0.6,
        has_subtotals=r.random() < 0.5,
        total_at=r.choice(["bottom", "top", "none"]),
        same_as_above=r.choice(["none", "none", "merged", "blank", "同上", "〃"])
        if not is_csv
        else r.choice(["none", "blank", "同上"]),
        order=["serial", "name", *columns, *(["months"] if measures else []), *tail],
        notes=r.randint(0, 2),
        is_csv=is_csv,
        encoding=r.choice(["utf-8", "utf-8-sig", "gb18030"]),
        repeats_header=r.random() < 0.15,
        faults=faults,
    )


def projects(r: random.Random, count: int) -> list[Project]:
    """Random projects with names of their own."""
    found = []
    for number in range(count):
        signed = dt.date(YEAR, r.randint(1, 9), r.randint(1, 28))
        started = signed + dt.timedelta(days=r.randint(10, 120)) if r.random() < 0.6 else None
        planned = Decimal(r.randint(100_000, 90_000_000)) / 100
        months = {m: Decimal(r.randint(0, 99_999)) / 100 for m in range(1, 13) if r.random() < 0.4 and m > signed.month}
        spent = {m: Decimal(r.randint(0, 99_999)) / 100 for m in range(1, 13) if r.random() < 0.4}
        found.append(
            Project(
                f"{r.choice(_WORDS)}项目{chr(0x4E00 + number * 7)}{number:03d}号",
                r.choice(INDUSTRIES),
                r.choice(UNITS),
                r.choice(CHANNELS),
                f"投资企业{number:03d}",
                r.choice((*KINDS, "其他")),
                r.random() < 0.3,
                planned,
                signed,
                started,
                months,
                spent,
            )
        )
    return found


def write(path: Path, made: list[Project], how: Style, r: random.Random) -> Truth:
    """Write the ledger; `path` has no suffix. The truth is of what was written."""
    writer = _Writer(made, how, r)
    return writer.save(path)


class _Sheet:
    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[list[object]] = []
        self.merged: list[tuple[int, int, int, int]] = []

    def put(self, row: int, column: int, value: object) -> None:
        while len(self.rows) <= row:
            self.rows.append([])
        line = self.rows[row]
        line.extend([None] * (column + 1 - len(line)))
        line[column] = value


class _Writer:
    def __init__(self, made: list[Project], how: Style, r: random.Random) -> None:
        self.how, self.r, self.made = how, r, made
        self.headings = {name: r.choice(texts) for name, texts in HEADINGS.items()}
        self.measures = {name: r.choice(texts) for name, texts in MEASURES.items()}
        self.truth = Truth({p.name: p for p in made})
        self.truth.columns = set(how.order) | set(how.measures)
        absent = {"industry absent": "industry", "unit absent": "unit", "sheets": "unit"}.get(how.grouping)
        self.columns: list[tuple[str, int]] = []
        for name in how.order:
            if name == "months":
                self.columns += [
                    (m, k) for m in how.measures for k in (*range(1, 13), *((0,) if how.has_row_totals else ()))
                ]
            elif name != absent:
                self.columns.append((name, -1))
        self.faulty = set(r.sample(range(len(made)), min(how.faults, len(made))))

    def save(self, path: Path) -> Truth:
        sheets = self._sheets()
        if self.how.is_csv:
            file = path.with_suffix(".csv")
            with file.open("w", encoding=self.how.encoding, newline="") as out:
                csv.writer(out).writerows([["" if v is None else v for v in row] for row in sheets[0].rows])
            return self.truth
        book = openpyxl.Workbook()
        book.remove(book.active)
        for made in sheets:
            sheet = book.create_sheet(made.name)
            for number, row in enumerate(made.rows, 1):
                for column, value in enumerate(row, 1):
                    if value is not None:
                        sheet.cell(number, column, value)
            for top, left, bottom, right in made.merged:
                sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        book.save(path.with_suffix(".xlsx"))
        return self.truth

    def _sheets(self) -> list[_Sheet]:
        numbered = list(enumerate(self.made))
        if self.how.grouping != "sheets":
            name = f"{YEAR}年台账" if not self.how.is_csv else ""
            return [self._sheet(name or "台账", numbered)]
        units = list(dict.fromkeys(p.unit for p in self.made))
        return [self._sheet(unit, [(n, p) for n, p in numbered if p.unit == unit]) for unit in units]

    def _sheet(self, name: str, rows: list[tuple[int, Project]]) -> _Sheet:
        sheet = _Sheet(name)
        at = self._titles(sheet)
        at = self._header(sheet, at)
        if self.how.total_at == "top":
            self._total(sheet, at, "合计", [p for _, p in rows])
            at += 1
        at = self._body(sheet, at, rows)
        if self.how.total_at == "bottom":
            self._total(sheet, at, "合计", [p for _, p in rows])
            at += 1
        at += 1
        for note in ["注：1.到位资金以银行进账凭证为准；2.本表每月5日前报送。", "填表人：张三    审核人：李四"][
            : self.how.notes
        ]:
            sheet.put(at, 0, note)
            at += 1
        return sheet

    # Above the body ---------------------------------------------------------------------------------

    def _titles(self, sheet: _Sheet) -> int:
        sheet.put(0, 0, f"某某经济开发区{YEAR}年招商引资项目台账")
        width = len(self.columns)
        if not self.how.is_csv:
            sheet.merged.append((0, 0, 0, width - 1))
        at = 1
        if self.how.titles > 1 or self.how.unit_at == "corner":
            sheet.put(at, 0, "填报单位：招商促进局")
            if self.how.unit_at == "corner":
                sheet.put(
                    at,
                    max(2, width - 3),
                    self.r.choice(
                        [f"单位：{self.how.unit}", f"金额单位：{self.how.unit}", f"（单位：{self.how.unit}）"]
                    ),
                )
            at += 1
        return at + (1 if self.how.titles > 2 else 0)

    def _unit_mark(self) -> str:
        return self.r.choice([f"（{self.how.unit}）", f"({self.how.unit})"]) if self.how.unit_at == "heading" else ""

    def _label(self, month: int) -> str:
        if month == 0:
            return "累计"
        numeral = _NUMERALS[month - 1] if month <= 10 else f"十{_NUMERALS[month - 11]}"
        return {"1月": f"{month}月", "01月": f"{month:02d}月", "一月": f"{numeral}月", "1月份": f"{month}月份"}[
            self.how.month_label
        ]

    def _header(self, sheet: _Sheet, at: int) -> int:
        deep = 1 if self.how.layout == "flat" or not self.how.measures else 3 if self.how.layout == "three" else 2
        marks = {name: self._unit_mark() for name in ("planned_investment", *MEASURES)}
        for column, (name, month) in enumerate(self.columns):
            text = self.headings[name] + marks.get(name, "") if month < 0 else ""
            if month < 0:
                sheet.put(at, column, text)
                if deep > 1 and self.how.layout != "spread":
                    sheet.merged.append((at, column, at + deep - 1, column))
            elif deep == 1:
                sheet.put(
                    at,
                    column,
                    f"{self._label(month)}{self.measures[name]}{marks[name]}"
                    if month
                    else f"{self.measures[name]}\n累计{marks[name]}",
                )
            else:
                self._month_heading(sheet, at, column, name, month, deep, marks[name])
        if self.how.repeats_header and deep == 1:
            self.again = list(sheet.rows[at])
        return at + deep

    def _month_heading(self, sheet: _Sheet, at: int, column: int, name: str, month: int, deep: int, mark: str) -> None:
        sheet.put(at + deep - 1, column, self._label(month))
        if month != 1:
            return
        span = 12 if self.how.has_row_totals else 11
        sheet.put(at, column, self.measures[name] + mark)
        if deep == 3:
            sheet.put(at + 1, column, f"{YEAR}年")
            sheet.merged.append((at + 1, column, at + 1, column + span))
        if self.how.layout != "spread":
            sheet.merged.append((at, column, at, column + span))

    # The body ---------------------------------------------------------------------------------------

    def _body(self, sheet: _Sheet, at: int, rows: list[tuple[int, Project]]) -> int:
        by = self.how.grouping.split()[0]
        if by in {"none", "sheets"}:
            rows = sorted(rows, key=lambda one: one[1].unit) if self.how.same_as_above != "none" else rows
            return self._rows(sheet, at, rows, rows_by="unit")
        names = list(dict.fromkeys(getattr(p, by) for _, p in rows))
        for number, name in enumerate(names):
            inside = [(n, p) for n, p in rows if getattr(p, by) == name]
            label = name + ("产业" if by == "industry" and self.r.random() < 0.5 else "")
            counted = f"（{len(inside)}个）" if self.r.random() < 0.3 else ""
            if self.r.random() < 0.5:
                sheet.put(at, 0, f"{_NUMERALS[number]}、{label}{counted}")
            else:
                sheet.put(at, 0, f"{_NUMERALS[number]}、")
                sheet.put(at, 1, label + counted)
            at = self._rows(sheet, at + 1, inside, rows_by="" if by == "unit" else "unit")
            if self.how.has_subtotals:
                self._total(sheet, at, "小计", [p for _, p in inside])
                at += 1
        return at

    def _rows(self, sheet: _Sheet, at: int, rows: list[tuple[int, Project]], rows_by: str) -> int:
        if rows_by and self.how.same_as_above != "none":
            rows = sorted(rows, key=lambda one: one[1].unit)
        first = at
        for place, (number, project) in enumerate(rows):
            if self.how.repeats_header and place == len(rows) // 2 and hasattr(self, "again"):
                sheet.rows.append(list(self.again))
                at += 1
            self._row(sheet, at, number, project)
            at += 1
        if rows_by:
            self._say_once(sheet, first, at)
        return at

    def _row(self, sheet: _Sheet, at: int, number: int, project: Project) -> None:
        fault = self.r.choice(["name", "signed_on", "planned_investment"]) if number in self.faulty else ""
        if fault:
            del self.truth.projects[project.name]
        for column, (name, month) in enumerate(self.columns):
            value = self._cell(project, number, name, month)
            if name == fault:
                value = {"name": None, "signed_on": "2023年13月5日", "planned_investment": "约三个亿"}[name]
                self.truth.faults.add((sheet.name, f"{get_column_letter(column + 1)}{at + 1}"))
            sheet.put(at, column, value)

    def _cell(self, project: Project, number: int, name: str, month: int) -> object:  # noqa: PLR0911 (a kind a line)
        if month == 0:
            return self._number(sum(getattr(project, name).values(), Decimal(0)))
        if month > 0:
            amount = getattr(project, name).get(month)
            return self.r.choice([None, None, "-", 0, "/"]) if amount is None else self._number(amount)
        if name == "serial":
            return number + 1
        if name in {"signed_on", "started_on"}:
            return self._day(getattr(project, name))
        if name == "planned_investment":
            return self._money(project.planned_investment)
        if name == "is_four_new":
            return self.r.choice(["是", "√"] if project.is_four_new else ["否", "×", None])
        if name in {"area", "contact", "remarks"}:
            return {"area": self.r.randint(10, 300), "contact": "王五", "remarks": None}[name]
        if name == "industry" and self.how.grouping == "industry":
            return None
        value = getattr(project, name)
        return f"　{value} " if self.r.random() < 0.05 else value

    def _day(self, day: dt.date | None) -> object:
        if day is None:
            return self.r.choice([None, "未开工", "/", "-", "尚未开工"])
        written = [
            f"{day:%Y-%m-%d}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year}.{day.month}.{day.day}",
            f"{day.year}/{day.month}/{day.day}",
            f"{day:%Y%m%d}",
            _wide(f"{day.year}年{day.month}月{day.day}日"),
        ]
        return self.r.choice([*written, *([] if self.how.is_csv else [day, int(f"{day:%Y%m%d}")])])

    def _scaled(self, wan: Decimal) -> Decimal:
        yuan, _ = _UNITS[self.how.unit]
        return wan * 10_000 / yuan

    def _number(self, wan: Decimal) -> object:
        scaled = self._scaled(wan)
        if self.how.unit_at == "cell" and wan:
            return f"{_plain(scaled)}{self.how.unit}"
        return _plain(scaled) if self.how.is_csv else float(scaled)

    def _money(self, wan: Decimal) -> object:
        scaled = self._scaled(wan)
        if self.how.unit_at == "cell":
            return f"{_plain(scaled)}{self.how.unit}"
        if self.how.unit != "万元" and self.r.random() < 0.1:
            return f"{_plain(wan)}万元"
        written = [
            f"{scaled:,}".rstrip("0").rstrip(".") if "." in f"{scaled:,}" else f"{scaled:,}",
            _wide(_plain(scaled)),
        ]
        return self.r.choice([*written, *[_plain(scaled) if self.how.is_csv else float(scaled)] * 5])

    def _say_once(self, sheet: _Sheet, first: int, end: int) -> None:
        column = next((c for c, (name, _) in enumerate(self.columns) if name == "unit"), None)
        if column is None or self.how.same_as_above == "none":
            return
        values = [str(sheet.rows[row][column] or "").strip("　 ") for row in range(first, end)]
        runs, start = [], 0
        for place in range(1, len(values) + 1):
            if place == len(values) or values[place] != values[start]:
                runs.append((first + start, first + place - 1))
                start = place
        if self.how.same_as_above == "blank" and (self._has_groups() or len(runs) * 2 > len(values) or len(runs) < 2):
            return
        for top, bottom in runs:
            for row in range(top + 1, bottom + 1):
                sheet.rows[row][column] = self.how.same_as_above if self.how.same_as_above in {"同上", "〃"} else None
            if self.how.same_as_above == "merged" and bottom > top:
                sheet.merged.append((top, column, bottom, column))

    def _has_groups(self) -> bool:
        return self.how.grouping not in {"none", "sheets"}

    def _total(self, sheet: _Sheet, at: int, label: str, rows: list[Project]) -> None:
        sheet.put(at, self.r.choice([0, 1]), label)
        for column, (name, month) in enumerate(self.columns):
            if name == "planned_investment":
                amount = sum((p.planned_investment for p in rows), Decimal(0))
            elif month >= 0:
                amounts = [a for p in rows for m, a in getattr(p, name).items() if month in (0, m)]
                amount = sum(amounts, Decimal(0))
            else:
                continue
            sheet.put(at, column, float(self._scaled(amount)) if not self.how.is_csv else _plain(self._scaled(amount)))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "0" <= c <= "9" or c == "." else c for c in text)
