"""Random ledgers of the field's worse habits, with the truth beside them: by construction, read by no one."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter

from tests.data import field_styles
from tests.data.field_styles import YEAR, Column, Family, Project, Setting

INDUSTRIES = ("航空航天", "新材料", "高端装备制造", "数字经济", "生物医药", "海上风电装备")
_NAMES = (
    "三一重工智能制造",
    "十方新能源",
    "VIVO终端",
    "一汽解放底盘",
    "XM光电",
    "碳纤维",
    "无人机",
    "3.5GW电池",
    "百度智能云",
    "风机叶片",
)
_NUMERALS = "一二三四五六七八九十"
_UNITS: dict[str, Decimal] = {
    "万元": Decimal(1),
    "元": Decimal(10_000),
    "亿元": Decimal("0.0001"),
    "百万元": Decimal("0.01"),
}
_INVISIBLE = ("\u200b", "\ufeff", "\u200e")


@dataclass
class Found:
    """What reading must give of a table: its families, its projects, and the column of each family's headings."""

    families: list[Family]
    projects: list[Project]
    columns: dict[int, tuple[int, ...]] = field(default_factory=dict)


@dataclass
class Ledger:
    """A ledger that was written, its style in words, and what must be read. `headers`: by sheet its last header row."""

    path: Path
    style: dict[str, object]
    found: Found
    headers: dict[str, int] = field(default_factory=dict)
    header_rows: set[tuple[str, int]] = field(default_factory=set)


Grid = list[list[object]]
Merged = list[tuple[int, int, int, int]]


def write(folder: Path, r: random.Random) -> Ledger:
    """A random ledger in a folder."""
    return _Writer(folder, r).write()


class _Writer:
    def __init__(self, folder: Path, r: random.Random) -> None:
        self.folder, self.r = folder, r
        self.is_csv = r.random() < 0.3
        self.through = r.choice([2, 3, 5, 6, 7, 9, 9, 10, 11, 12])
        self.said = r.choice(["title", "title", "title until", "sheet", "file"])
        self.depth = r.choice([1, 1, 2, 2, 3])
        self.is_merged = not self.is_csv and r.random() < 0.7
        self.unit = r.choice(["万元", "万元", "元", "亿元", "百万元"])
        self.unit_at = r.choice(["heading", "heading", "corner", "cell", *([] if self.is_csv else ["format"])])
        if self.unit_at == "format":
            self.unit = r.choice(["万元", "亿元", "元"])
        self.grouping = r.choice(["none", "none", "groups", "groups subtotals"])
        self.total = r.choice(["none", "bottom", "top"])
        self.packages = r.choice(["none", "none", "1.1", "（1）"]) if self.grouping == "none" else "none"
        self.second = r.choice(["none", "none", "below", "below other unit", "beside"])
        if self.packages != "none" or self.grouping != "none":
            self.second = "none"
        self.hidden = r.choice(["none", "none", "rows", "column"]) if not self.is_csv else "none"
        self.has_invisible = r.random() < 0.2
        self.guards = self.is_csv and r.random() < 0.3
        self.encoding = r.choice(["utf-8", "utf-8-sig", "gb18030"])
        setting = Setting(self.through, self.depth)
        self.families = self._families(setting)
        self.projects = [self._project(n) for n in range(r.randint(3, 9))]
        self.merged: Merged = []
        self.formats: dict[tuple[int, int], str] = {}
        self.found = Found(self.families, self.projects)

    @property
    def style(self) -> dict[str, object]:
        plain = {k: v for k, v in vars(self).items() if isinstance(v, str | int)}
        return plain | {"families": [f"{f.name}: {[c.texts for c in f.columns]}" for f in self.families]}

    # Truth ------------------------------------------------------------------------------------------

    def _families(self, setting: Setting) -> list[Family]:
        r = self.r
        measures = r.choice([("invested",), ("funds_arrived",), ("invested", "funds_arrived"), ()])
        found = [field_styles.done(r, measure, setting) for measure in measures]
        found += [field_styles.plan(r, setting)] if r.random() < 0.5 else []
        asides = [field_styles.aside(r, setting) for _ in range(r.choice([0, 0, 1, 2]))]
        found += {family.name: family for family in asides}.values()
        r.shuffle(found)
        return found

    def _project(self, number: int) -> Project:
        r = self.r
        months = range(1, self.through + 1)
        done = {
            m: {k: Decimal(r.randint(0, 99_999)) / 100 for k in months if r.random() < 0.8} for m in field_styles.WORDS
        }
        return Project(
            f"{r.choice(_NAMES)}{chr(0x7532 + number * 5)}{number + 1}号项目",
            r.choice(INDUSTRIES),
            Decimal(r.randint(50_000_000, 90_000_000)) / 100,
            done,
            {m: Decimal(r.randint(1, 99_999)) for m in field_styles.WORDS},
            {year: Decimal(r.randint(100, 9_999_999)) / 100 for year in (YEAR - 1, YEAR, YEAR + 1)},
        )

    # Writing ----------------------------------------------------------------------------------------

    def write(self) -> Ledger:
        label = f"{YEAR}年{self.through}月"
        name = f"台账{label}" if self.said == "file" else "台账"
        sheet = label if self.said == "sheet" and not self.is_csv else "" if self.is_csv else "Sheet1"
        if self.said == "sheet" and self.is_csv:
            name = f"台账{label}"
        rows, header = self._sheet()
        path = self.folder / f"{name}.{'csv' if self.is_csv else 'xlsx'}"
        if self.is_csv:
            with path.open("w", encoding=self.encoding, newline="", errors="ignore") as out:
                csv.writer(out).writerows([["" if v is None else self._guarded(v) for v in row] for row in rows])
            sheet = path.stem
        else:
            self._save(path, sheet, rows, header)
        return Ledger(path, self.style, self.found, {sheet: header})

    def _guarded(self, value: object) -> object:
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        return f'="{text}"' if self.guards and not isinstance(value, str) and self.r.random() < 0.5 else text

    def _save(self, path: Path, name: str, rows: Grid, header: int) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = name
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    cell = sheet.cell(at, column, float(value) if isinstance(value, Decimal) else value)
                    cell.number_format = self.formats.get((at - 1, column - 1), cell.number_format)
        for top, left, bottom, right in self.merged:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        if self.hidden == "rows":
            sheet.row_dimensions[header + 2].hidden = True
        if self.hidden == "column":
            sheet.column_dimensions[get_column_letter(len(rows[header]))].hidden = True
        book.save(path)

    def _sheet(self) -> tuple[Grid, int]:
        rows: Grid = []
        title = {
            "title": f"{YEAR}年{self.through}月重点项目进度表",
            "title until": f"重点项目进度表（截至{YEAR}年{self.through}月底）",
        }
        rows.append([title.get(self.said, "重点项目进度表")])
        if self.unit_at == "corner" or self.r.random() < 0.3:
            rows.append([None] * 3 + [f"单位：{self.unit}" if self.unit_at == "corner" else None])
        first = len(rows)
        if self.second == "beside":
            self._beside(rows)
            return rows, first + self._deep() - 1
        half = len(self.projects) // 2
        parts = [self.projects] if self.second == "none" else [self.projects[:half], self.projects[half:]]
        self._table(rows, parts[0], 0)
        if len(parts) > 1:
            rows.append([])
            if self.second == "below other unit" and self.unit_at in {"heading", "corner"}:
                self.unit = {"万元": "亿元"}.get(self.unit, "万元")
                if self.unit_at == "corner":
                    rows.append([f"二、其他项目（单位：{self.unit}）"])
            self._table(rows, parts[1], 0)
        if self.r.random() < 0.4:
            rows += [[], ["注：完成投资以统计入库数为准。"]]
        return rows, first + self._deep() - 1

    def _beside(self, rows: Grid) -> None:
        left: Grid = []
        right: Grid = []
        half = len(self.projects) // 2
        top = len(rows)
        self._table(left, self.projects[:half], top)
        width = max(map(len, left)) + self.r.choice([0, 1])
        self._table(right, self.projects[half:], top, width)
        for number in range(max(len(left), len(right))):
            a = left[number] if number < len(left) else []
            b = right[number] if number < len(right) else []
            rows.append([*a, *[None] * (width - len(a)), *b])

    def _deep(self) -> int:
        return max((len(column.texts) for column in self._columns()), default=1)

    def _columns(self) -> list[Column]:
        return [column for family in self.families for column in family.columns]

    def _table(self, rows: Grid, projects: list[Project], top: int, left: int = 0) -> None:
        fixed = ["序号", "项目名称", "产业类别", "总投资"]
        first = len(rows)
        self._header(rows, fixed, first + top, left)
        at = left + len(fixed)
        for number, family in enumerate(self.families):
            place = range(at, at + len(family.columns))
            self.found.columns[number] = (*self.found.columns.get(number, ()), *place)
            at = place.stop
        if self.total == "top":
            self._total(rows, "合计", projects, top, left)
        self._body(rows, projects, top, left)
        if self.total == "bottom":
            self._total(rows, "合计", projects, top, left)

    def _header(self, rows: Grid, fixed: list[str], top: int, left: int) -> None:
        deep = self._deep()
        mark = f"（{self.unit}）" if self.unit_at == "heading" else ""
        heads: list[tuple[str, ...]] = [(text + (mark if text == "总投资" else ""),) for text in fixed]
        heads += [(*column.texts[:-1], column.texts[-1] + mark) for column in self._columns()]
        if self.has_invisible:
            heads[1] = (self.r.choice(_INVISIBLE) + heads[1][0],)
        block: Grid = [[None] * len(heads) for _ in range(deep)]
        for column, texts in enumerate(heads):
            for level, text in enumerate(texts):
                same = column and level < len(texts) - 1 and heads[column - 1][: level + 1] == texts[: level + 1]
                block[level][column] = None if same else text
            if len(texts) < deep and self.is_merged:
                self.merged.append((top + len(texts) - 1, left + column, top + deep - 1, left + column))
        if self.is_merged:
            for level in range(deep - 1):
                self._merge_level(heads, level, top, left)
        rows += block

    def _merge_level(self, heads: list[tuple[str, ...]], level: int, top: int, left: int) -> None:
        start = 0
        for column in range(1, len(heads) + 1):
            texts = heads[start][: level + 1]
            if column < len(heads) and len(heads[column]) > level + 1 and heads[column][: level + 1] == texts:
                continue
            if column - start > 1 and len(heads[start]) > level + 1:
                self.merged.append((top + level, left + start, top + level, left + column - 1))
            start = column

    def _body(self, rows: Grid, projects: list[Project], top: int, left: int) -> None:
        if self.grouping == "none":
            for number, project in enumerate(projects, 1):
                self._row(rows, number, project, top, left)
                self._parts(rows, number, project, top, left)
            return
        for at, industry in enumerate(dict.fromkeys(p.industry for p in projects)):
            inside = [p for p in projects if p.industry == industry]
            rows.append([f"{_NUMERALS[at]}、{industry}"])
            for number, project in enumerate(inside, 1):
                self._row(rows, number, project, top, left)
            if self.grouping == "groups subtotals":
                self._total(rows, "小计", inside, top, left)

    def _row(
        self, rows: Grid, number: object, project: Project, top: int, left: int, share: Decimal | None = None
    ) -> None:
        name = project.name if share is None else f"{project.name}子项{number}"
        if self.has_invisible and self.r.random() < 0.3:
            name += self.r.choice(_INVISIBLE)
        cells: list[object] = [number, name, project.industry]
        amounts = [project.planned, *(column.cell(project) for column in self._columns())]
        cells += [
            self._money(
                a if share is None or a is None else (a * share).quantize(Decimal("0.01")),
                (len(rows) + top, left + 3 + n),
            )
            for n, a in enumerate(amounts)
        ]
        rows.append(cells)

    def _parts(self, rows: Grid, number: int, project: Project, top: int, left: int) -> None:
        """A package's row, and its two parts with the same money once more."""
        if self.packages == "none" or number % 2:
            return
        numbers = [f"{number}.1", f"{number}.2"] if self.packages == "1.1" else ["（1）", "（2）"]
        quarter = Decimal("0.25")
        for at, label in enumerate(numbers):
            name = f"{project.name}{'一二'[at]}期"
            amounts = [project.planned, *(column.cell(project) for column in self._columns())]
            firsts = [None if a is None else (a * quarter).quantize(Decimal("0.01")) for a in amounts]
            own = (
                firsts
                if at == 0
                else [None if a is None or f is None else a - f for a, f in zip(amounts, firsts, strict=True)]
            )
            rows.append(
                [
                    label,
                    name,
                    project.industry,
                    *(self._money(a, (len(rows) + top, left + 3 + n)) for n, a in enumerate(own)),
                ]
            )

    def _total(self, rows: Grid, label: str, projects: list[Project], top: int, left: int) -> None:
        sums = [sum(p.planned for p in projects)]
        sums += [sum((column.cell(p) or Decimal(0) for p in projects), Decimal(0)) for column in self._columns()]
        cells: list[object] = [label, None, None]
        rows.append([*cells, *(self._money(Decimal(a), (len(rows) + top, left + 3 + n)) for n, a in enumerate(sums))])

    def _money(self, amount: Decimal | None, at: tuple[int, int]) -> object:
        if amount is None:
            return None
        scaled = (amount * _UNITS[self.unit]).normalize()
        text = f"{scaled:f}"
        if self.unit_at == "cell":
            return f"{text}{self.unit}"
        if self.unit_at == "format":
            self.formats[at] = self.r.choice([f'0.00"{self.unit}"', f'#,##0.00"{self.unit}"'])
            return scaled
        if self.is_csv and self.r.random() < 0.1 and amount >= 1:
            return f"{scaled:,f}"
        return scaled


def numbers(ledger: Ledger) -> Iterator[tuple[str, int, int]]:
    """Every cell of a number below the first header, counted on the file itself: (sheet, row, column) from 1."""
    if ledger.path.suffix == ".csv":
        (sheet, header), *_ = ledger.headers.items()
        encoding = str(ledger.style["encoding"])
        with ledger.path.open(encoding=encoding, newline="") as file:
            rows = list(csv.reader(file))
        for number, row in enumerate(rows[header + 1 :], header + 2):
            yield from ((sheet, number, at) for at, text in enumerate(row, 1) if _is_number(text))
        return
    book = openpyxl.load_workbook(ledger.path)
    for sheet, header in ledger.headers.items():
        for row in book[sheet].iter_rows(min_row=header + 2):
            yield from (
                (sheet, cell.row, cell.column) for cell in row if cell.value is not None and _is_number(cell.value)
            )


def _is_number(value: object) -> bool:
    if isinstance(value, str):
        text = value.strip("\u200b\ufeff\u200e ")
        text = text[2:-1] if text.startswith('="') else text.removeprefix("'")
        return bool(text) and text.replace(",", "").replace(".", "", 1).isdecimal()
    return isinstance(value, int | float) and not isinstance(value, bool)
