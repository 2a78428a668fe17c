"""Projects as they were joined → the model's tables, each row held against the model and against the others."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pyarrow as pa
from pydantic import ValidationError

from data import model, store_folder
from data.errors import Said
from data.ledger import form
from data.ledger.mapping import MEASURES, Mapping
from data.ledger.office.filling import zone
from data.ledger.office.findings import Findings
from data.ledger.office.gathering import Entry, has_ended
from data.ledger.office.headings import fold
from data.ledger.office.joining import Joined
from data.ledger.sentences import SENTENCES, explain

#: What stands for a department or industry that a ledger does not say.
UNSAID = "未填报"
NO_REASON = "台账未写明"
_WORTHLESS = re.compile(r"(项目|工程|建设|有限公司|股份|集团|公司|二期|一期)")


@dataclass
class Drafts:
    """Rows by table, as keyword values of the model's classes."""

    rows: dict[str, list[dict[str, object]]] = field(default_factory=lambda: {name: [] for name in model.TABLES})


def _kept(project: Joined) -> dict[str, object]:
    """The columns that the model does not know; where a project's rows say different things, all of them."""
    found: dict[str, dict[object, None]] = {}
    for entry in project.entries:
        for heading, value in entry.extra.items():
            found.setdefault(heading, {})[value] = None
    return {h: next(iter(said)) if len(said) == 1 else "；".join(map(str, said)) for h, said in found.items()}


class Assembler:
    """Makes the tables of joined projects; what is wrong goes to `findings`, and its project or row is left out."""

    def __init__(self, mapping: Mapping, findings: Findings, through: dt.date | None, today: dt.date | None) -> None:
        self.mapping, self.findings = mapping, findings
        self.through = through.replace(day=1) if through else None
        self.today = today or store_folder.now().date()
        self.valid: dict[str, dict[str, object]] = {}

    def tables(self, projects: Sequence[Joined]) -> model.Tables:
        """The tables of all projects without an error."""
        drafts = Drafts()
        amounts = {}
        for project in projects:
            self._check(project)
            amounts[project.project_id] = self._amounts(project)
        for project in projects:
            if project.project_id in self.valid and not self._is_out(project):
                self._add(project, amounts[project.project_id], drafts)
        self._warn_names(projects)
        self._warn_alike(projects)
        return {
            name: pa.table({c: [row.get(c) for row in drafts.rows[name]] for c in schema.names}, schema=schema)
            for name, schema in model.ARROW.items()
        }

    # Checks -----------------------------------------------------------------------------------------

    def _is_out(self, project: Joined) -> bool:
        return self.findings.is_left_out(project.first.grid, project.first.row)

    def _check(self, project: Joined) -> None:
        self._fill(project)
        self._check_happened(project)
        try:
            self.valid[project.project_id] = model.Project.model_validate(self._project(project)).model_dump()
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                if detail["loc"]:
                    self._refuse(project, str(detail["loc"][0]), *explain(detail, "project", str(detail["loc"][0])))
                else:
                    self._refuse_rules(project)
        self._warn_dates(project)

    def _fill(self, project: Joined) -> None:
        """What the office's ledger does not say and the model wants: said once a sheet, when all are read."""
        values = project.values
        for target, status_on in self._stages(project):
            values.setdefault(target, status_on)
        for target, unsaid in (("industry", UNSAID), ("unit", UNSAID), ("agreement", "正式")):
            values.setdefault(target, unsaid)
        if "terminated_on" in values:
            values.setdefault("termination_reason", NO_REASON)

    def _stages(self, project: Joined) -> Iterator[tuple[str, object]]:
        for entry in project.entries:
            stage = self.mapping.stages.get(str(entry.values.get("status", "")))
            if stage and (day := entry.values.get("status_on")):
                yield stage, day

    def _project(self, project: Joined) -> dict[str, object]:
        known = {name: project.values[name] for name in model.Project.model_fields if name in project.values}
        extra = _kept(project)
        if status := next((e.values["status"] for e in project.entries if "status" in e.values), None):
            extra["状态"] = status
        known["extra"] = json.dumps(extra, ensure_ascii=False) if extra else None
        return known | {"project_id": project.project_id}

    def _refuse(self, project: Joined, column: str, why: str, todo: str) -> None:
        entry, at = project.place(column)
        if self.findings.is_blocked(entry.grid, at):
            return
        if not self.findings.is_left_out(entry.grid, entry.row) or column in {"name"}:
            self.findings.error(entry.grid, entry.row, at, why, todo)

    def _refuse_rules(self, project: Joined) -> None:
        for column, code in model.Project.faults({c: project.values.get(c) for c in model.Project.model_fields}):
            self._refuse(project, column, *SENTENCES[code])

    def _check_happened(self, project: Joined) -> None:
        for column in model.HAPPENED["project"]:
            day = project.values.get(column)
            if isinstance(day, dt.date) and day > self.today:
                why = Said(f"日期晚于今天（{self.today}）", f"is later than today ({self.today})")
                self._refuse(project, column, why, Said("请核对年份", "check the year"))

    # Warnings ---------------------------------------------------------------------------------------

    def _warn_dates(self, project: Joined) -> None:
        signed, started = project.values.get("signed_on"), project.values.get("started_on")
        if isinstance(signed, dt.date) and isinstance(started, dt.date) and started < signed:
            entry, column = project.place("started_on")
            self.findings.warn(
                entry.grid,
                [(entry.row, column)],
                Said(f"早于签约日期{signed}", f"is before the signing date {signed}"),
                Said("两个日期对吗？", "are both dates right?"),
                kind="start",
            )
        if has_ended(project.first):
            self.findings.warn(
                project.first.grid,
                [(project.first.row, project.first.at.get("status", 0))],
                Said(
                    "状态说已经终止，却没有终止日期，仍计在各阶段里",
                    "has ended by its status, but has no date: it still counts",
                ),
                Said("请补上终止日期", "add the date it ended on"),
                kind="ended",
            )

    def _warn_names(self, projects: Sequence[Joined]) -> None:
        for target, wanted in (("industry", zone().industry), ("unit", zone().unit)):
            known = {name.zh for name in wanted}
            found: dict[tuple[int, str], list[tuple[Entry, int]]] = {}
            for project in projects:
                said = str(project.values.get(target))
                if said not in known and known:
                    entry, column = project.place(target)
                    found.setdefault((id(entry.grid), said), []).append((entry, column))
            for (_, said), places in found.items():
                self._warn_name(target, said, places)

    def _warn_name(self, target: str, said: str, places: list[tuple[Entry, int]]) -> None:
        heading = form.heading("project", target)
        stands_there = target in places[0][0].at
        zh, en = (f"“{said}”", f"«{said}» ") if not stands_there else ("", "")
        why = Said(f"{zh}不在设置的{heading}名称里", f"{en}is not among the settings' names ({target})")
        if said == UNSAID:
            why = Said(f"没有填写{heading}，记为“{UNSAID}”", f"names no {target}: put down as {UNSAID}")
        cells = [(entry.row, column) for entry, column in places]
        self.findings.warn(
            places[0][0].grid, cells, why, Said("按原样记入，对吗？", "goes in as it is: is that right?")
        )

    def _warn_alike(self, projects: Sequence[Joined]) -> None:
        """Names that differ only in brackets, spaces and words like «项目»: perhaps the same project twice."""
        seen: dict[str, Joined] = {}
        for project in projects:
            said = str(project.values.get("name", ""))
            bare = _WORTHLESS.sub("", fold(re.sub(r"[（(].*?[)）]", "", said)))
            other = seen.setdefault(bare, project) if bare else project
            if other is not project:
                entry, column = project.place("name")
                first, at = other.place("name")
                where = f"{first.grid.sheet}!{form.address(first.row, at)}"
                name = str(other.values.get("name", ""))
                self.findings.warn(
                    entry.grid,
                    [(entry.row, column)],
                    Said(f"与{where}“{name}”相近", f"is close to {where} «{name}»"),
                    Said("是不是同一个项目？", "is it the same project?"),
                    kind="alike",
                )

    # Rows -------------------------------------------------------------------------------------------

    def _add(self, project: Joined, amounts: dict[tuple[str, dt.date], Decimal], drafts: Drafts) -> None:
        drafts.rows["project"].append(self.valid[project.project_id])
        kinds = dict.fromkeys(kind for entry in project.entries for kind in entry.kinds)
        drafts.rows["project_kind"] += [{"project_id": project.project_id, "kind": kind} for kind in kinds]
        for month in sorted({month for _, month in amounts}):
            row: dict[str, object] = {"project_id": project.project_id, "month": month}
            row |= {measure: amounts.get((measure, month), Decimal(0)) for measure in MEASURES}
            drafts.rows["progress"].append(row)
        self._warn_too_much(project, amounts)
        drafts.rows["plan"] += self._plans(project)

    def _amounts(self, project: Joined) -> dict[tuple[str, dt.date], Decimal]:
        found: dict[tuple[str, dt.date], tuple[Decimal, Entry, int]] = {}
        paid: set[tuple[object, ...]] = set()
        for entry in project.entries:
            if self.findings.is_left_out(entry.grid, entry.row):
                continue
            for key, (amount, column) in entry.amounts.items():
                self._put_amount(found, key, amount, entry, column)
            for measure, month, amount in self._payments(entry, paid):
                before = found.get((measure, month), (Decimal(0), entry, 0))[0]
                found[measure, month] = (before + amount, entry, entry.at.get(measure, 0))
        self._refuse_late(found)
        return {key: amount for key, (amount, _, _) in found.items() if not self._is_unreported(key[1], amount)}

    def _put_amount(
        self,
        found: dict[tuple[str, dt.date], tuple[Decimal, Entry, int]],
        key: tuple[str, dt.date],
        amount: Decimal,
        entry: Entry,
        column: int,
    ) -> None:
        known = found.get(key)
        if known is None or known[0] == 0:
            found[key] = (amount, entry, column)
        elif amount not in (known[0], 0):
            where = f"{known[1].grid.sheet}!{form.address(known[1].row, known[2])}"
            self.findings.error(
                entry.grid,
                entry.row,
                column,
                Said(
                    f"与{where}是同一项目同一月份，金额不同",
                    f"is the same project and month as {where}, with another amount",
                ),
                Said("请核对后改成一致", "check and make them agree"),
            )

    def _payments(self, entry: Entry, paid: set[tuple[object, ...]]) -> Iterator[tuple[str, dt.date, Decimal]]:
        """The amounts of a row that is a payment (or a month) of its own; each payment once."""
        month = entry.values.get("month")
        if not isinstance(month, dt.date):
            return
        if self.mapping.payment_key:
            key = tuple(entry.said(name) or "" for name in self.mapping.payment_key)
            if key in paid:
                return
            paid.add(key)
        for measure in MEASURES:
            if isinstance(amount := entry.values.get(measure), Decimal):
                yield measure, month, amount

    def _refuse_late(self, found: dict[tuple[str, dt.date], tuple[Decimal, Entry, int]]) -> None:
        for (_, month), (amount, entry, column) in found.items():
            limit = self.through or self.today
            if month > limit and amount:
                late = f"{month:%Y-%m}"
                why = Said(
                    f"是{late}的数，晚于数据截至月份{limit:%Y-%m}",
                    f"is of {late}, later than {limit:%Y-%m}, the last month reported",
                )
                self.findings.error(entry.grid, entry.row, column, why, Said("请核对月份", "check the month"))

    def _is_unreported(self, month: dt.date, amount: Decimal) -> bool:
        return month > (self.through or self.today) and not amount

    def _warn_too_much(self, project: Joined, amounts: dict[tuple[str, dt.date], Decimal]) -> None:
        planned = project.values.get("planned_investment")
        arrived = sum((a for (measure, _), a in amounts.items() if measure == "funds_arrived"), Decimal(0))
        if isinstance(planned, Decimal) and arrived > planned:
            entry, column = project.place("planned_investment")
            self.findings.warn(
                entry.grid,
                [(entry.row, column)],
                Said(
                    f"到位资金合计{arrived}万元，超过计划总投资{planned}万元",
                    f"funds arrived sum to {arrived}万元, more than the planned investment of {planned}万元",
                ),
                Said("两个数对吗？", "are both right?"),
                kind="too much",
            )

    def _plans(self, project: Joined) -> list[dict[str, object]]:
        rows: dict[int, dict[str, object]] = {}
        for entry in project.entries:
            for year, (amount, _) in entry.plans.items():
                nature = entry.values.get("nature") or self._nature(project, year)
                row = {"project_id": project.project_id, "year": year, "nature": nature, "amount": amount}
                row |= {
                    name: entry.values[name] for name in ("planned_start_on", "original_amount") if name in entry.values
                }
                rows.setdefault(year, row)
        return list(rows.values())

    def _nature(self, project: Joined, year: int) -> str:
        started = project.values.get("started_on")
        return "续建" if isinstance(started, dt.date) and started.year < year else "新建"
