"""A sheet that only reports months of projects («项目名称 | 本月到位»): they are those of the version it updates.

Its rows find their project by number or by exact name, else they are asked about at their cell. Nothing but the months
goes in: what such a sheet says besides of a project is held against the version, and a difference is asked about.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from data import model
from data.errors import Asked, Said
from data.ledger.check.findings import Findings
from data.ledger.mapping import MEASURES
from data.ledger.mapping import Mapping as HowRead
from data.ledger.office.dictionary import fold
from data.ledger.office.entry import Entry, Sheeted
from data.ledger.office.matching import target_name
from data.ledger.office.placed import each
from data.ledger.report import Account, Known

_FACTS = (
    "industry", "investor", "origin", "unit", "lead_official", "channel", "agreement", "is_four_new",
    "planned_investment", *model.STAGE_DATES,
)  # fmt: skip
_ALIKE = 0.6
#: Of so many unknown names the nearest known one is looked for.
_MOST_COMPARED = 300
_MOST_NAMED = 3
_STAYS = Asked(
    Said(
        "月度数表只更新各月的数，这里照旧不改，对吗？",
        "a sheet of months changes nothing else, so it stays as it is: is that right?",
    ),
    Said("要改的请导入列有计划总投资的台账", "import a ledger that lists the planned investment to change it"),
)
_NEW = Said(
    "请改成与当前版本一致的名称或编号；新项目请先导入列有计划总投资的台账",
    "write the name or number as the current version has it; a new project first needs a ledger with its planned "
    "investment",
)


def reporting(sheets: Sequence[Sheeted], mapping: HowRead) -> list[Sheeted]:
    """The sheets that report months of projects, where no sheet lists what a project needs."""
    given = {*mapping.constants, *(target for said in mapping.sheets.values() for target in said.constants)}
    if "planned_investment" in given or any(sheet.of("planned_investment") and sheet.of("name") for sheet in sheets):
        return []
    return [sheet for sheet in sheets if (sheet.of("name") or sheet.of("project_id")) and _has_months(sheet)]


def _has_months(sheet: Sheeted) -> bool:
    return any(one.target == "month_amount" or one.target in MEASURES for one in each(sheet.placed))


def account(of: Account, sheet: Sheeted) -> Account:
    """An account of such a sheet: only its months go in."""
    others = {one.column for one in sheet.placed if one.is_money and (one.measure or one.target) not in MEASURES}
    compared = sum(column in others for _, column in sheet.read)
    sums = {name: amount for name, amount in of.sums.items() if name in MEASURES}
    return replace(of, read=of.read - compared, compared=compared, sums=sums, are_kept=False)


@dataclass
class Version:
    """The projects of the version that is updated."""

    known: Known
    findings: Findings
    projects: list[dict[str, object]] = field(init=False)
    by_code: dict[str, int] = field(init=False)
    by_name: dict[str, list[int]] = field(init=False)
    plans: Mapping[tuple[str, int], Decimal] = field(init=False)
    _compared: int = 0

    def __post_init__(self) -> None:
        columns = ["project_id", "name", *_FACTS]
        self.projects = self.known.tables["project"].select(columns).to_pylist()
        self.by_code = {fold(str(one["project_id"])): at for at, one in enumerate(self.projects)}
        self.by_name = defaultdict(list)
        for at, one in enumerate(self.projects):
            self.by_name[fold(str(one["name"]))].append(at)
        self.plans = {(row["project_id"], row["year"]): row["amount"] for row in self.known.tables["plan"].to_pylist()}

    def matched(self, entries: Sequence[Entry], sheets: Mapping[int, Sheeted]) -> list[Entry]:
        """The entries of projects that the version has, with its numbers and names; the others are errors."""
        found = []
        for entry in entries:
            if self.findings.is_left_out(entry.grid, entry.row):
                continue
            at = self._project_of(entry, sheets[id(entry.grid)])
            if at is None:
                continue
            project = self.projects[at]
            self._hold_against(entry, project)
            months = {target: entry.values[target] for target in ("month", *MEASURES) if target in entry.values}
            entry.values = months | {"project_id": project["project_id"], "name": project["name"]}
            entry.plans, entry.kinds, entry.extra = {}, [], {}
            found.append(entry)
        for sheet in sheets.values():
            self._say_unread(sheet)
        return found

    # Which project ----------------------------------------------------------------------------------

    def _project_of(self, entry: Entry, sheet: Sheeted) -> int | None:
        code, name = entry.values.get("project_id"), entry.values.get("name")
        if code is not None:
            return self._of_code(entry, str(code), name)
        if name is None:
            if (column := sheet.of("project_id")) is not None and sheet.of("name") is None:
                why = Said("没有项目编号", "names no project")
                self.findings.error(
                    entry.grid, entry.row, column.column, why, Said("请填写项目编号", "enter its number")
                )
            return None  # a missing name has been said
        return self._of_name(entry, str(name))

    def _of_code(self, entry: Entry, code: str, name: object) -> int | None:
        at = self.by_code.get(fold(code))
        if at is None:
            why = Said("当前版本里没有这个项目编号", "is no project number of the current version")
            self.findings.error(entry.grid, entry.row, entry.at["project_id"], why, _NEW, kind="unknown number")
        elif name is not None and fold(str(name)) != fold(said := str(self.projects[at]["name"])):
            why = Said(f"编号{code}在当前版本里是“{said}”", f"is “{said}” in the current version by its number {code}")
            ask = Asked(
                Said("按编号对应，是同一个项目吗？", "the number counts: is it the same project?"),
                Said("不是的请改正编号或名称再上传", "if not, correct the number or the name and upload it again"),
            )
            self.findings.warn(entry.grid, [(entry.row, entry.at["name"])], why, ask, kind="name of number")
        return at

    def _of_name(self, entry: Entry, name: str) -> int | None:
        alike = self.by_name.get(fold(name), [])
        if len(alike) > 1 and (investor := entry.values.get("investor")) is not None:
            of_investor = [at for at in alike if fold(str(self.projects[at]["investor"] or "")) == fold(str(investor))]
            alike = of_investor or alike
        if len(alike) == 1:
            return alike[0]
        column = entry.at.get("name", 0)
        if alike:
            codes = [str(self.projects[at]["project_id"]) for at in alike]
            more = len(codes) > _MOST_NAMED
            zh = "、".join(codes[:_MOST_NAMED]) + ("等" if more else "")
            en = ", ".join(codes[:_MOST_NAMED]) + (" …" if more else "")
            why = Said(
                f"当前版本里有{len(alike)}个同名的项目（编号{zh}）",
                f"is the name of {len(alike)} projects of the current version (numbers {en})",
            )
            todo = Said(
                "请加一列“项目编号”写明是哪一个", "add a column “项目编号” (project number) that says which one"
            )
            self.findings.error(entry.grid, entry.row, column, why, todo, kind="several of this name")
            return None
        why = Said("当前版本里没有这个名称的项目", "is the name of no project of the current version")
        if near := self._nearest(name):
            why = Said(f"{why}，最接近的是“{near}”", f"{why.en}; the closest one is “{near}”")
        self.findings.error(entry.grid, entry.row, column, why, _NEW, kind="unknown name")
        return None

    def _nearest(self, name: str) -> str | None:
        self._compared += 1
        if self._compared > _MOST_COMPARED:
            return None
        near = difflib.get_close_matches(fold(name), self.by_name, n=1, cutoff=_ALIKE)
        return str(self.projects[self.by_name[near[0]][0]]["name"]) if near else None

    # What it says besides ---------------------------------------------------------------------------

    def _hold_against(self, entry: Entry, project: Mapping[str, object]) -> None:
        for target, said, has, column in self._others(entry, project):
            if not _is_same(said, has):
                what = target_name(target).partition("（")[0]
                why = Said(
                    f"与当前版本不同（{what}{'没有填' if has is None else f'为“{_shown(has)}”'}）",
                    f"differs from the current version ({'blank' if has is None else f'“{_shown(has, en=True)}”'})",
                )
                self.findings.warn(entry.grid, [(entry.row, column)], why, _STAYS, kind=f"other {target}")

    def _others(self, entry: Entry, project: Mapping[str, object]) -> Iterator[tuple[str, object, object, int]]:
        """What a row says besides its months and what the version has: target, said, had, column."""
        for target in _FACTS:
            if target in entry.values and target in entry.at:
                yield target, entry.values[target], project[target], entry.at[target]
        for year, (amount, column) in entry.plans.items():
            yield "amount", amount, self.plans.get((str(project["project_id"]), year)), column

    def _say_unread(self, sheet: Sheeted) -> None:
        """The columns that have no place in a sheet of months, said once."""
        others = [one for one in sheet.placed if one.target in {"extra", "remarks", "content", "kind", "status"}]
        if not others:
            return
        named = [one.heading.joined for one in others[:_MOST_NAMED]]
        more = len(others) > _MOST_NAMED
        zh = "、".join(f"“{name}”" for name in named) + (f"等{len(others)}列" if more else "")
        en = ", ".join(f"“{name}”" for name in named) + (" …" if more else "")
        why = Said(f"月度数表只更新各月的数，{zh}没有读入", f"a sheet of months changes nothing else: {en} not taken")
        cells = [(one.heading.row, one.column) for one in others]
        self.findings.warn(sheet.layout.grid, cells, why)


def _is_same(said: object, has: object) -> bool:
    if isinstance(said, str) or isinstance(has, str):
        return fold(str(said)) == fold(str(has or ""))
    return said == has


def _shown(value: object, *, en: bool = False) -> str:
    if isinstance(value, bool):
        return ("yes" if value else "no") if en else ("是" if value else "否")
    if isinstance(value, Decimal):
        return f"{value:,f}万元"
    return f"{value:%Y-%m-%d}" if isinstance(value, dt.date) else str(value)
