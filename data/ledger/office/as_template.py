"""Projects as they were joined → the template's rows, each value with its cell: what the one checker takes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
import pyarrow as pa

from data import model, store_folder
from data.errors import Said
from data.ledger.checks import columns, doubts, rules
from data.ledger.checks.columns import Column
from data.ledger.checks.findings import Findings
from data.ledger.checks.rows import STATUS, Place, Rows
from data.ledger.mapping import MEASURES
from data.ledger.mapping import Mapping as HowRead
from data.ledger.office.gathering import Entry, Sheeted
from data.ledger.office.joining import Joined
from data.ledger.office.project_amounts import ProjectAmounts

NO_REASON = "台账未写明"
_FALLEN = Said("所属项目没有导入", "its project was left out")
_TABLES = ("project", "project_kind", "progress", "plan")


@dataclass
class Draft:
    """A row to be: what its columns say, the cells that say it, and the cell that speaks for what stands nowhere."""

    values: dict[str, object]
    at: dict[str, list[Place]]
    otherwise: Callable[[str], Place]


@dataclass
class OfficeRows(Rows):
    """A table's rows, made of an office's sheets."""

    drafts: list[Draft] = field(default_factory=list)

    @property
    def is_there(self) -> bool:
        return True

    def has(self, column: str) -> bool:
        return True

    def places(self, row: int, column: str) -> Sequence[Place]:
        draft = self.drafts[row]
        return draft.at.get(column) or [draft.otherwise(column)]

    def shows(self, row: int, column: str) -> bool:
        return column in self.drafts[row].at

    def add(self, row: int, column: str, why: str, todo: str, kind: str = "") -> None:
        """As of any row; but where the column as a whole has been asked about, nothing more is said."""
        self.faulty[row] = True
        if not all(self.findings.is_blocked(place.grid, place.column) for place in self.places(row, column)):
            super().add(row, column, why, todo, kind)


def _rows(table: str, drafts: list[Draft], findings: Findings) -> OfficeRows:
    """Drafts as a table's rows, each value held against the model."""
    rows = OfficeRows(table, findings, faulty=np.zeros(len(drafts), bool), drafts=drafts)
    for column in model.ARROW[table].names:
        rows.columns[column] = columns.held(table, column, [draft.values.get(column) for draft in drafts])
    if table == "project":
        states = pa.array([draft.values.get(STATUS) for draft in drafts], pa.string())
        rows.columns[STATUS] = Column(states, np.zeros(len(drafts), bool), {})
    for column, read in rows.columns.items():
        for row, problem in read.problems.items():
            rows.add(row, column, *problem)
    return rows


class Assembler:
    """Makes the tables of joined projects; what is wrong goes to `findings`, and its project or row is left out.

    `sheets` by the id of their grid. `through`: the last month reported, where it is known.
    """

    def __init__(
        self,
        mapping: HowRead,
        findings: Findings,
        through: dt.date | None,
        today: dt.date | None,
        sheets: Mapping[int, Sheeted] | None = None,
    ) -> None:
        self.mapping, self.findings = mapping, findings
        self.through = through.replace(day=1) if through else None
        self.today = today or store_folder.now().date()
        self._drafts: dict[int, Draft] = {}  # by the project's id(): the rows may have to be made twice
        self.amounts = ProjectAmounts(mapping, findings, self.through or self.today, sheets or {})

    def tables(self, projects: Sequence[Joined]) -> model.Tables:
        """The tables of all projects without an error.

        Raises:
            SettingsError: the settings, which know the zone's names, cannot be read.
        """
        for project in projects:
            self._fill(project)
            self.amounts.ask(project.entries)
        read = self._read(projects, self.findings)
        rules.hold(read, self.through, self.today, {})
        doubts.raise_doubts(read)
        return model.no_rows() | {table: rows.sound() for table, rows in self._left(projects, read).items()}

    def _left(self, projects: Sequence[Joined], read: dict[str, OfficeRows]) -> dict[str, OfficeRows]:
        """The rows once more, without the projects and entries that hold an error."""
        lost = [
            project
            for project, is_faulty in zip(projects, read["project"].faulty, strict=True)
            if is_faulty or self.findings.is_left_out(project.first.grid, project.first.row)
        ]
        if not lost and not any(rows.faulty.any() for rows in read.values()):
            return read
        for project in lost:
            for entry in project.entries:
                self.findings.leave_out(entry.grid, entry.row, _FALLEN)
        fallen = {id(project) for project in lost}
        # What is still wrong has been asked about at its heading, and is not said again.
        left = self._read([project for project in projects if id(project) not in fallen], Findings())
        rules.hold(left, self.through, self.today, {})
        for (table, column), (parent, key) in rules.parents_first():
            if table in left and parent in left:
                kept = left[parent].values(key).filter(pa.array(~left[parent].faulty))
                left[table].faulty[rules.orphans(left[table].values(column), kept)] = True
        return left

    def _read(self, projects: Sequence[Joined], findings: Findings) -> dict[str, OfficeRows]:
        drafts: dict[str, list[Draft]] = {table: [] for table in _TABLES}
        for project in projects:
            entries = self.amounts.sound(project.entries)
            drafts["project"].append(self._draft(project))
            drafts["project_kind"] += _kinds(project, entries)
            drafts["progress"] += self._progress(project, entries)
            drafts["plan"] += self._plans(project, entries)
        return {table: _rows(table, those, findings) for table, those in drafts.items()}

    def _draft(self, project: Joined) -> Draft:
        if id(project) not in self._drafts:
            self._drafts[id(project)] = _project(project)
        return self._drafts[id(project)]

    # What the model wants and an office's form does not say -----------------------------------------

    def _fill(self, project: Joined) -> None:
        """What has no column in the office's form; a department or industry also where its cell is blank."""
        values = project.values
        for target, status_on in self._stages(project):
            values.setdefault(target, status_on)
        for target, unsaid in (("industry", doubts.UNSAID), ("unit", doubts.UNSAID), ("agreement", "正式")):
            values.setdefault(target, unsaid)
        if "terminated_on" in values and not _has_column(project, "termination_reason"):
            values.setdefault("termination_reason", NO_REASON)

    def _stages(self, project: Joined) -> Iterator[tuple[str, object]]:
        for entry in project.entries:
            stage = self.mapping.stages.get(str(entry.values.get("status", "")))
            if stage and (day := entry.values.get("status_on")):
                yield stage, day

    # Rows -------------------------------------------------------------------------------------------

    def _progress(self, project: Joined, entries: Sequence[Entry]) -> Iterator[Draft]:
        found = self.amounts.months(entries)
        said: dict[object, list[Place]] = {}
        for entry in entries:
            if "month" in entry.at and "month" in entry.values:
                said.setdefault(entry.values["month"], []).append(Place(entry.grid, entry.row, entry.at["month"]))
        for month in sorted({month for _, month in found}):
            values: dict[str, object] = {"project_id": project.project_id, "month": month}
            at: dict[str, list[Place]] = {}
            for measure in MEASURES:
                amount, places = found.get((measure, month), (Decimal(0), []))
                values[measure] = amount
                if places:
                    at[measure] = places
                    at["month"] = at.get("month", []) + (places if amount else [])
            at["month"] = said.get(month) or at.get("month", [])
            yield Draft(values, {column: places for column, places in at.items() if places}, _where(project))

    def _plans(self, project: Joined, entries: Sequence[Entry]) -> Iterator[Draft]:
        for year, (amount, place, entry) in sorted(self.amounts.plans(entries).items()):
            is_main = year == (entry.year or max(entry.plans, default=year))
            nature = entry.values.get("nature") if is_main else None
            values: dict[str, object] = {"project_id": project.project_id, "year": year, "amount": amount}
            values["nature"] = nature or _nature(project, year)
            if is_main:
                values |= {c: entry.values[c] for c in ("planned_start_on", "original_amount") if c in entry.values}
            at = {c: [Place(entry.grid, entry.row, entry.at[c])] for c in values if c in entry.at}
            yield Draft(values, at | {"amount": [place], "year": [place]}, _where(project))


def _project(project: Joined) -> Draft:
    values = {name: project.values[name] for name in model.Project.model_fields if name in project.values}
    extra = _kept(project)
    status = next((entry for entry in project.entries if "status" in entry.values), None)
    if status:
        extra["状态"] = values[STATUS] = str(status.values["status"])
    values["extra"] = json.dumps(extra, ensure_ascii=False) if extra else None
    values["project_id"] = project.project_id
    at: dict[str, list[Place]] = {}
    for entry in project.entries:
        for target, column in entry.at.items():
            at.setdefault(target, [Place(entry.grid, entry.row, column)])
    for target, entry in project.latest.items():
        if target in entry.at:
            at[target] = [Place(entry.grid, entry.row, entry.at[target])]
    return Draft(values, at, _where(project))


def _where(project: Joined) -> Callable[[str], Place]:
    def where(column: str) -> Place:
        entry, at = project.place("name" if column == "project_id" else column)
        return Place(entry.grid, entry.row, at)

    return where


def _kept(project: Joined) -> dict[str, object]:
    """The columns that the model does not know; where a project's rows say different things, all of them."""
    found: dict[str, dict[object, None]] = {}
    for entry in project.entries:
        for heading, value in entry.extra.items():
            found.setdefault(heading, {})[value] = None
    return {h: next(iter(said)) if len(said) == 1 else "；".join(map(str, said)) for h, said in found.items()}


def _kinds(project: Joined, entries: Sequence[Entry]) -> list[Draft]:
    found: dict[str, list[Place]] = {}
    for entry in entries:
        for kind in entry.kinds:
            found.setdefault(kind, [Place(entry.grid, entry.row, entry.at.get("kind", 0))])
    return [
        Draft({"project_id": project.project_id, "kind": kind}, {"kind": places}, _where(project))
        for kind, places in found.items()
    ]


def _has_column(project: Joined, target: str) -> bool:
    return any(target in project.columns.get(id(entry.grid), {}) or target in entry.at for entry in project.entries)


def _nature(project: Joined, year: int) -> str:
    started = project.values.get("started_on")
    return "续建" if isinstance(started, dt.date) and started.year < year else "新建"
