"""Projects as they were joined → the template's rows, each value with its cell: what the one checker takes."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import numpy as np
import pyarrow as pa

from data import model, zone_time
from data.errors import Said
from data.ledger import form
from data.ledger.check import doubts, rules
from data.ledger.check.findings import Findings
from data.ledger.check.row_runs import Stands
from data.ledger.check.rows import STATUS, Place
from data.ledger.mapping import MEASURES
from data.ledger.mapping import Mapping as HowRead
from data.ledger.office.drafts import Draft, OfficeRows, Source, rows_of
from data.ledger.office.entry import Entry, Sheeted
from data.ledger.office.project_amounts import ProjectAmounts
from data.ledger.office.projects import Joined
from data.ledger.report import Known

NO_REASON = "台账未写明"
_FALLEN = Said("所属项目没有导入", "its project was left out")


class Assembler:
    """Makes the tables of joined projects; what is wrong goes to `findings`, and its project or row is left out.

    `sheets` by the id of their grid. `through`: the last month reported, where it is known. `known`: of projects that
    are a version's, what it has; no rows of theirs are made but those of their months.

    `assumed`: what was put in the place of what the ledger does not say, by table and column the rows' keys. `stands`:
    which rows of the sheets the tables' rows come from.
    """

    def __init__(
        self,
        mapping: HowRead,
        findings: Findings,
        through: dt.date | None,
        today: dt.date | None,
        sheets: Mapping[int, Sheeted] | None = None,
        known: Known | None = None,
    ) -> None:
        self.known = known
        self.assumed: dict[tuple[str, str], set[tuple[object, ...]]] = {}
        self.stands: dict[str, Stands] = {}
        self.mapping, self.findings = mapping, findings
        self.through = through.replace(day=1) if through else None
        self.today = today or zone_time.now().date()
        self.amounts = ProjectAmounts(mapping, findings, self.through or self.today, sheets or {})

    def tables(self, projects: Sequence[Joined]) -> model.Tables:
        """The tables of all projects without an error.

        Raises:
            SettingsError: the settings, which know the zone's names, cannot be read.
        """
        for project in projects:
            if not self.known:
                self._fill(project)
            self.amounts.ask(project.entries)
        listed = [] if self.known else projects
        of_projects = rows_of("project", [_project(project) for project in listed], self.findings)
        read = {"project": of_projects, **self._read(projects, self.findings)}
        rules.hold(read, self.through, self.today, self.known or Known())
        doubts.raise_doubts(read)
        left = self._left(projects, read)
        self.stands = {table: rows.stands() for table, rows in left.items()}
        return model.no_rows() | {table: rows.sound() for table, rows in left.items()}

    def _left(self, projects: Sequence[Joined], read: dict[str, OfficeRows]) -> dict[str, OfficeRows]:
        """The rows once more, without the projects and entries that hold an error."""
        fallen = [self.findings.is_left_out(project.first.grid, project.first.row) for project in projects]
        lost = np.array(fallen, bool)
        if not self.known:
            lost |= read["project"].faulty
        if not lost.any() and not any(rows.faulty.any() for rows in read.values()):
            return read
        for project in itertools.compress(projects, lost):
            for entry in project.entries:
                self.findings.leave_out(entry.grid, entry.row, _FALLEN)
        sound = list(itertools.compress(projects, ~lost))
        # What is still wrong has been asked about at its heading, and is not said again.
        of_projects = read["project"] if self.known else read["project"].only(~lost)
        left = {"project": of_projects, **self._read(sound, Findings())}
        known = self.known or Known()
        rules.hold(left, self.through, self.today, known)
        for (table, column), (parent, key) in rules.parents_first():
            if table in left and parent in left:
                kept = left[parent].values(key).filter(pa.array(~left[parent].faulty))
                kept = rules.with_known(kept, known.keys(parent))
                left[table].faulty[rules.orphans(left[table].values(column), kept)] = True
        return left

    def _read(self, projects: Sequence[Joined], findings: Findings) -> dict[str, OfficeRows]:
        """What belongs to projects, of the rows without an error."""
        drafts: dict[str, list[Draft]] = {"project_kind": [], "progress": [], "plan": []}
        for project in projects:
            entries = self.amounts.sound(project.entries)
            drafts["project_kind"] += _kinds(project, entries)
            drafts["progress"] += self._progress(project, entries)
            drafts["plan"] += self._plans(project, entries)
        return {table: rows_of(table, those, findings) for table, those in drafts.items()}

    # What the model wants and an office's form does not say -----------------------------------------

    def _fill(self, project: Joined) -> None:
        """What has no column in the office's form; a department or industry also where its cell is blank."""
        values = project.values
        for target, status_on in self._stages(project):
            values.setdefault(target, status_on)
        for target, unsaid in (("industry", doubts.UNSAID), ("unit", doubts.UNSAID), ("agreement", "正式")):
            self._assume(project, target, unsaid)
        if "terminated_on" in values and not _has_column(project, "termination_reason"):
            self._assume(project, "termination_reason", NO_REASON)

    def _assume(self, project: Joined, target: str, unsaid: str) -> None:
        if target not in project.values:
            project.values[target] = unsaid
            self.assumed.setdefault(("project", target), set()).add((project.project_id,))

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
            yield values, Source(project, {column: places for column, places in at.items() if places})

    def _plans(self, project: Joined, entries: Sequence[Entry]) -> Iterator[Draft]:
        for year, (amount, place, entry) in sorted(self.amounts.plans(entries).items()):
            is_main = year == (entry.year or max(entry.plans, default=year))
            nature = entry.values.get("nature") if is_main else None
            values: dict[str, object] = {"project_id": project.project_id, "year": year, "amount": amount}
            values["nature"] = nature or _nature(project, year)
            if not nature:
                self.assumed.setdefault(("plan", "nature"), set()).add((project.project_id, year))
            if is_main:
                values |= {c: entry.values[c] for c in ("planned_start_on", "original_amount") if c in entry.values}
            at = {c: [Place(entry.grid, entry.row, entry.at[c])] for c in values if c in entry.at}
            yield values, Source(project, at | {"amount": [place], "year": [place]})


def _project(project: Joined) -> Draft:
    values = {name: project.values[name] for name in model.Project.model_fields if name in project.values}
    extra = _kept(project)
    status = next((entry for entry in project.entries if "status" in entry.values), None)
    if status:
        extra["状态"] = values[STATUS] = str(status.values["status"])
    values["extra"] = json.dumps(extra, ensure_ascii=False) if extra else None
    values["project_id"] = project.project_id
    return values, Source(project)


def _kept(project: Joined) -> dict[str, object]:
    """The columns that the model does not know; where a project's rows say different things, all of them.

    So is the planned start of a row without a plan, of which it would be part. Its entries hold them no longer: of a
    large ledger they would stand in memory twice.
    """
    found: dict[str, dict[object, None]] = {}
    for entry in project.entries:
        for heading, value in entry.extra.items():
            found.setdefault(heading, {})[value] = None
        if not entry.plans and (planned := entry.values.get("planned_start_on")):
            found.setdefault(form.heading("plan", "planned_start_on"), {})[str(planned)] = None
        entry.extra = {}
    return {h: next(iter(said)) if len(said) == 1 else "；".join(map(str, said)) for h, said in found.items()}


def _kinds(project: Joined, entries: Sequence[Entry]) -> list[Draft]:
    found: dict[str, list[Place]] = {}
    for entry in entries:
        for kind in entry.kinds:
            found.setdefault(kind, [Place(entry.grid, entry.row, entry.at.get("kind", 0))])
    return [
        ({"project_id": project.project_id, "kind": kind}, Source(project, {"kind": places}))
        for kind, places in found.items()
    ]


def _has_column(project: Joined, target: str) -> bool:
    return any(target in project.columns.get(id(entry.grid), {}) or target in entry.at for entry in project.entries)


def _nature(project: Joined, year: int) -> str:
    started = project.values.get("started_on")
    return "续建" if isinstance(started, dt.date) and started.year < year else "新建"
