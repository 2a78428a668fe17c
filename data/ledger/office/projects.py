"""Entries → projects: which rows speak of the same project, what they say together, and where they disagree."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from data.errors import Asked, Said
from data.ledger import form
from data.ledger.check.findings import Findings
from data.ledger.mapping import Mapping
from data.ledger.office.blanks import Filled
from data.ledger.office.dictionary import fold
from data.ledger.office.entry import Entry

#: What belongs to a project itself; the rest of an entry are amounts, kinds and plans.
_OF_PLAN = {"nature", "planned_start_on", "amount", "original_amount"}
_CALLED = ("project_id", "name")
_OF_ROW = {"month", "year", "status", "status_on", "funds_arrived", "invested"} | _OF_PLAN


@dataclass(slots=True)
class Joined:
    """A project with all rows that speak of it, the first one first."""

    entries: list[Entry]
    values: dict[str, object] = field(default_factory=dict)
    project_id: str = ""
    #: By the id of a table's grid: target → its column, for what a row leaves blank.
    columns: dict[int, dict[str, int]] = field(default_factory=dict)
    #: Target → the entry whose word counts, where that is not the first.
    latest: dict[str, Entry] = field(default_factory=dict)

    @property
    def first(self) -> Entry:
        return self.entries[0]

    def place(self, target: str) -> tuple[Entry, int]:
        """The entry and column where a target stands; the first column of the first row where it stands nowhere."""
        for entry in [*filter(None, [self.latest.get(target)]), *self.entries]:
            if target in entry.at:
                return entry, entry.at[target]
        return self.first, self.columns.get(id(self.first.grid), {}).get(target, self.first.at.get("name", 0))


def join(
    full: list[Entry], details: list[Entry], merged: dict[str, Filled], mapping: Mapping, findings: Findings
) -> list[Joined]:
    """Projects in the order in which they appear. `details` are rows of sheets that only add to projects.

    `merged`: by sheet, the cells that merged ranges and ditto marks fill: a row whose name is filled goes on with the
    project above it.
    """
    projects: dict[tuple[object, ...], Joined] = {}
    by_time: dict[str, Entry] = {}
    out = [entry for entry in full if findings.is_left_out(entry.grid, entry.row)]
    lost = {fold(str(entry.values[target])) for entry in out for target in _CALLED if target in entry.values}
    for entry in full:
        if findings.is_left_out(entry.grid, entry.row):
            continue
        key = _key(entry, mapping)
        known = projects.get(key)
        if known is None:
            projects[key] = Joined([entry])
        elif mapping.key or _goes_on(entry, merged) or entry.grid is not known.entries[-1].grid:
            known.entries.append(entry)
        elif _is_of_time(entry) and _is_of_time(known.entries[-1]):
            _add_row_of_time(known, entry, findings)
            by_time.setdefault(entry.grid.sheet, entry)
        else:
            _say_twice(entry, known.first, findings)
    for entry in by_time.values():
        _say_grain(entry, findings)
    for project in projects.values():
        _combine(project, mapping, findings)
    _attach(details, projects.values(), lost, findings)
    for project in projects.values():
        project.project_id = str(project.values.get("project_id") or _made_id(project, mapping))
    return list(projects.values())


def _key(entry: Entry, mapping: Mapping) -> tuple[object, ...]:
    if mapping.key:
        return tuple(fold(entry.said(name) or "") for name in mapping.key)
    if "project_id" in entry.values:
        return ("id", entry.values["project_id"])
    return "name", fold(str(entry.values.get("name", ""))), fold(str(entry.values.get("investor", "")))


def _goes_on(entry: Entry, merged: dict[str, Filled]) -> bool:
    column = entry.at.get("name", -1)
    return (entry.row, column) in merged.get(entry.grid.sheet, {})


def _is_of_time(entry: Entry) -> bool:
    """Whether a row says of which month or day its amounts are."""
    return "month" in entry.values


def _add_row_of_time(project: Joined, entry: Entry, findings: Findings) -> None:
    """One more month (or payment) of a project that has a row each; a month stands in one row only."""
    month, at = entry.values["month"], entry.at["month"]
    same = [one for one in project.entries if one.grid is entry.grid and one.values.get("month") == month]
    if same and not entry.is_payment and not same[0].is_payment:
        where = form.address(same[0].row, same[0].at["month"])
        findings.error(
            entry.grid,
            entry.row,
            at,
            Said(f"与{where}是同一项目的同一个月", f"is the same project and month as {where}"),
            Said(
                "请删去其中一行；同一个月有多笔的，请在对照文件里写明key",
                "delete one of the rows; if a month has several payments, give key in the mapping",
            ),
        )
    else:
        project.entries.append(entry)


def _say_grain(entry: Entry, findings: Findings) -> None:
    """Said once a sheet: what a row is."""
    is_day = entry.is_payment
    why = Said(
        f"这张表一行是一个项目的一{'笔' if is_day else '个月'}，同一项目的各行已合并",
        f"has a row a project and {'payment' if is_day else 'month'}: the rows of a project were put together",
    )
    findings.warn(entry.grid, [(entry.row, entry.at["month"])], why)


def _say_twice(entry: Entry, first: Entry, findings: Findings) -> None:
    target = "project_id" if "project_id" in entry.at else "name"
    column = entry.at.get(target, 0)
    where = form.address(first.row, first.at.get(target, 0))
    what = (
        ("项目编号相同", "the same project code")
        if target == "project_id"
        else ("项目名称和投资方相同", "the same name and investor")
    )
    findings.error(
        entry.grid,
        entry.row,
        column,
        Said(f"与{where}单元格重复（{what[0]}）", f"repeats {where} ({what[1]})"),
        Said(
            "请删去其中一行；一个项目有多行的，请在对照文件里写明key",
            "delete one of the rows; if a project has several rows, give key in the mapping",
        ),
    )


def _combine(project: Joined, mapping: Mapping, findings: Findings) -> None:
    """What a project's rows say together. Of sheets of one month each the latest one's word counts."""
    if len(project.entries) == 1:
        project.values = {target: value for target, value in project.first.values.items() if target not in _OF_ROW}
        return
    for entry in sorted(project.entries, key=lambda one: one.of or dt.date.min):
        for target, value in entry.values.items():
            if target in _OF_ROW:
                continue
            known = project.values.setdefault(target, value)
            source = project.latest.setdefault(target, entry)
            if known == value:
                continue
            if source.of and entry.of and entry.of > source.of and source.grid is not entry.grid:
                project.values[target], project.latest[target] = value, entry
                _say_newer(source, entry, target, findings)
            else:
                _say_differs(project, entry, target, findings, is_error=not mapping.key)


def _say_newer(older: Entry, entry: Entry, target: str, findings: Findings) -> None:
    at = entry.at.get(target, entry.at.get("name", 0))
    where = f"{older.grid.sheet}!{form.address(older.row, older.at.get(target, 0))}"
    why = Said(
        f"与{where}不同，按较近的月份（{entry.of:%Y-%m}）读取", f"differs from {where}: the later month's word counts"
    )
    findings.warn(entry.grid, [(entry.row, at)], why, kind=f"newer {target}")


def _say_differs(project: Joined, entry: Entry, target: str, findings: Findings, *, is_error: bool) -> None:
    other, column = project.place(target)
    where = f"{other.grid.sheet}!{form.address(other.row, column)}"
    why = Said(f"与{where}说的是同一项目，内容不同", f"is the same project as {where}, and says otherwise")
    at = entry.at.get(target, entry.at.get("name", 0))
    if is_error:
        todo = Said("请核对后改成一致", "check and make them agree")
        findings.error(entry.grid, entry.row, at, why, todo)
    else:
        ask = Asked(
            Said("只用第一个，对吗？", "the first was used: is that right?"),
            Said("不对的请改成一致后重新上传", "if not, make them agree and upload it again"),
        )
        findings.warn(entry.grid, [(entry.row, at)], why, ask, kind=target)


def _attach(details: list[Entry], projects: Iterable[Joined], lost: set[str], findings: Findings) -> None:
    by_id: dict[object, Joined] = {}
    by_name: dict[str, list[Joined]] = {}
    for project in projects:
        by_id.setdefault(project.values.get("project_id"), project)
        by_name.setdefault(fold(str(project.values.get("name", ""))), []).append(project)
    for entry in details:
        code, name = entry.values.get("project_id"), fold(str(entry.values.get("name", "")))
        if not name and code is None:
            continue  # said as a missing name
        alike = by_name.get(name, [])
        if code is not None and code in by_id:
            by_id[code].entries.append(entry)
        elif len(alike) == 1:
            alike[0].entries.append(entry)
        else:
            is_lost = bool({name, fold(str(code or ""))} & lost - {""})
            _say_unknown(entry, is_several=len(alike) > 1, is_lost=is_lost, findings=findings)


def _say_unknown(entry: Entry, *, is_several: bool, is_lost: bool, findings: Findings) -> None:
    if is_lost:
        findings.leave_out(entry.grid, entry.row, Said("所属项目没有导入", "its project was left out"))
        return
    why = Said("项目表里没有这个项目", "is not in the list of projects")
    if is_several:
        why = Said("项目表里有几个同名项目", "is the name of several projects")
    column = entry.at.get("name", entry.at.get("project_id", 0))
    findings.error(
        entry.grid, entry.row, column, why, Said("请核对名称或补上项目", "check the name or add the project")
    )


def _made_id(project: Joined, mapping: Mapping) -> str:
    """The same for the same name and investor in every month's ledger, so that it can be updated.

    Where a mapping gives a key of more than the name, the key's values tell projects apart.
    """
    if set(map(fold, mapping.key)) - {"name", fold("项目名称")}:
        key = "\0".join(fold(project.first.said(name) or "") for name in mapping.key)
        return "P" + hashlib.sha256(f"key\0{key}".encode()).hexdigest()[:12]
    said = f"{fold(str(project.values.get('name', '')))}\0{fold(str(project.values.get('investor', '')))}"
    return "P" + hashlib.sha256(said.encode()).hexdigest()[:12]
