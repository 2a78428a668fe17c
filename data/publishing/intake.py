"""From a ledger's report to a version: first a plan, to be looked at; then, accepted, its publishing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from data import model, source_row, versions, zone_time
from data.errors import Said, StoreError, english
from data.ledger import as_mapping, mapping
from data.ledger.check.refusals import SENTENCES
from data.ledger.grouping import counted
from data.ledger.report import Known, Report
from data.publishing import changes, known_projects, month_sums, skipped, updating
from data.publishing.changes import Changes
from data.versions import provenance, store_folder
from data.versions.provenance import Record, Summed


class RefusedError(StoreError):
    """The ledger cannot be published as it was asked; the sentence says what to do."""


@dataclass(frozen=True)
class Plan:
    """What publishing a ledger would do. `base`: the version it was held against; `tables`: the result.

    `months_through` (a month's first day) is what the ledger and the base say together, to be confirmed; None where
    neither knows. `sums`: the months that hold several. `source_rows`: where in the ledger's file each project stands.
    """

    report: Report
    base: str | None
    update: bool
    tables: model.Tables
    changes: Changes
    is_demo: bool
    months_through: dt.date | None
    sums: tuple[Summed, ...] = ()
    source_rows: pa.Table = field(default_factory=source_row.none)


def known(base: str | None) -> Known:
    """What a ledger that updates `base` may point to without listing it; nothing of a demonstration.

    Raises:
        UnknownVersionError, UnavailableError, DamagedError: of `base`.
    """
    if base is None or versions.info(base).is_demo:
        return Known()
    tables = versions.read_tables(base)
    return Known({table: tables[table] for table in {*dict(model.REFERENCES.values()), "plan", "progress"}})


def plan(report: Report, base: str | None, *, update: bool = False) -> Plan:
    """What would change against `base` (the current version) if the report's good rows replaced it or updated it.

    Raises:
        RefusedError: an update would mix a real ledger with a demonstration, be laid over a version that stands in for
            a lost one, leave out a month, or make rows that contradict themselves.
        UnknownVersionError, UnavailableError, DamagedError: of `base`.
    """
    if update:
        _refuse_stand_in(base)
    before = versions.read_tables(base) if base else model.no_rows()
    ids = {} if report.has_codes else known_projects.known_ids(before["project"], report.tables["project"])
    new = known_projects.with_ids(report.tables, ids)
    spans = [replace(span, project_id=ids.get(span.project_id, span.project_id)) for span in report.spans]
    sums = month_sums.summed(spans, new)
    through = report.months_through
    if update and base:
        info = versions.info(base)
        if info.is_demo != report.is_demo:
            raise RefusedError(
                Said(
                    "当前版本与台账一个是演示数据、一个是正式台账，不能按编号更新，请改用整体替换，以免虚实混杂。",
                    "One of the current version and the ledger is a demonstration, the other is real: an update would "
                    "mix the two, so replace the whole.",
                )
            )
        through = max(through or info.months_through, info.months_through)
        earlier = kept.sums if (kept := versions.record(base)) else ()
        if why := month_sums.refusal(report, new, spans, earlier):
            raise RefusedError(why)
        if why := skipped.refusal(report, before, new, spans, info.months_through):
            raise RefusedError(why)
        stays = month_sums.kept(earlier, before, new, spans)
        added = month_sums.summed(spans, before, new)
        new, less = updating.with_differences(before, new, spans)
        _refuse_less(new, less)
        sums = (*stays, *(one for one in added if one not in stays))
    assumed = {at: {(ids.get(str(code), code), *more) for code, *more in keys} for at, keys in report.assumed.items()}
    after = updating.updated(before, new, assumed) if update else new
    _refuse_orphans(report, after)
    _refuse_contradictions(after)
    last = pc.max(after["progress"]["month"]).as_py()
    if through is None or (last is not None and through < last):
        through = last
    stood = known_projects.with_id(report.source_rows, ids)
    return Plan(report, base, update, after, changes.compare(before, after), report.is_demo, through, sums, stood)


def publish(
    plan: Plan,
    *,
    through: dt.date | None,
    who: str,
    path: Path,
    accept_warnings: bool = False,
    skip_errors: bool = False,
    steps: versions.Steps | None = None,
) -> str:
    """Publish a plan and make it the current version; return its name. The ledger at `path` is kept in the store.

    `through` is the last month reported (any day of it), as confirmed; without one the plan's. `skip_errors` leaves
    the faulty rows out, and accepts the warnings too. `steps` hears how far it has come and may stop it.

    Raises:
        StoppedError: `steps` was asked to stop in time; nothing has changed.
        RefusedError: errors that were not skipped, warnings that were not accepted, or no such month.
        StaleBaseError: another version has become current since the plan was made.
        BusyError, NoSpaceError, StoreError: nothing has changed.
    """
    month = _month(plan, through)
    _refuse_findings(plan.report, accept_warnings=accept_warnings, skip_errors=skip_errors)
    return versions.publish(
        plan.tables,
        source_file=plan.report.file,
        source_sha256=plan.report.sha256,
        months_through=month,
        is_demo=plan.is_demo,
        who=who,
        base=plan.base,
        record=recorded(plan),
        keep=path,
        source_rows=plan.source_rows,
        steps=steps,
    )


def recorded(plan: Plan) -> Record:
    """What will be kept of this publishing."""
    return Record(
        file=plan.report.file,
        is_update=plan.update,
        mapping=mapping.dumps(as_mapping.whole(plan.report)),
        warnings=tuple(map(provenance.accepted, plan.report.doubts)),
        left_out=tuple(map(provenance.omitted, plan.report.left_out)),
        changes={
            name: provenance.Rows(new=one.new, changed=one.changed, gone=one.gone)
            for name, one in plan.changes.tables.items()
        },
        headline=plan.changes.headline,
        sums=plan.sums,
    )


def _refuse_less(tables: model.Tables, less: Sequence[updating.Less]) -> None:
    if not less:
        return
    names = dict(zip(*(tables["project"][column].to_pylist() for column in ("project_id", "name")), strict=True))
    span, before = less[0].span, less[0].before
    name = names.get(span.project_id, span.project_id)
    raise RefusedError(
        Said(
            f"“{name}”等{len(less)}个项目{span.first:%Y-%m}至{span.month:%Y-%m}的累计数比已有各月的合计还小"
            f"（{span.amount:,f}万元，此前各月合计{before:,f}万元），算不出{span.month:%Y-%m}当月的数。"
            "请核对累计数；更正以前月份的，请先导入那个月。",
            f"The sums from {span.first:%Y-%m} to {span.month:%Y-%m} of {len(less)} projects («{name}» …) are less "
            f"than the months before ({span.amount:,f}万元 against {before:,f}万元): the last month cannot be told. "
            "Check them; to correct an earlier month import that one first.",
        )
    )


def _refuse_findings(report: Report, *, accept_warnings: bool, skip_errors: bool) -> None:
    if report.errors and not skip_errors:
        raise RefusedError(
            Said(
                f"台账有{counted(report.faults, '错误')}，未发布，请改正后再发布，或略去有错误的行。",
                f"The ledger has {len(report.faults)} errors and was not published: correct them, or leave the faulty "
                "rows out.",
            )
        )
    if report.errors and not report.can_skip_errors:
        raise RefusedError(
            Said(
                "台账的错误不只在个别行里，略去这些行也不能发布，请改正后再发布。",
                "The ledger's errors are not of single rows alone: leaving rows out does not help, correct them first.",
            )
        )
    if report.warnings and not (accept_warnings or skip_errors):
        raise RefusedError(
            Said(
                f"台账有{counted(report.doubts, '提示')}，未发布，请核对并接受后再发布。",
                f"The ledger has {len(report.doubts)} warnings and was not published: look at them and accept them.",
            )
        )


def _refuse_stand_in(base: str | None) -> None:
    """What a lost version had beyond the one that stands in for it would be lost for good in an update of that one."""
    lost = versions.unreadable()
    if lost is None or base is None:
        return
    zh, en = (f"当前版本{lost}", f"The current version {lost}")
    if not store_folder.is_name(lost):
        zh, en = "指明当前版本的文件current", "The file current, which names the current version,"
    raise RefusedError(
        Said(
            f"{zh}无法读取，现以版本{base}代替：在它上面更新会丢掉后来的数据，未发布。请先从备份恢复；"
            f"确要以{base}为准，请先回退到{base}，再更新。",
            f"{en} cannot be read and {base} stands in: an update of that one would drop what came "
            f"later, so nothing was published. Restore a backup first; or, if {base} is what you mean, go back to "
            f"{base} and update then.",
        )
    )


def _refuse_orphans(report: Report, tables: model.Tables) -> None:
    """Rows may point to what only the version to be updated has: without it they have nothing to stand on."""
    if not report.needs_base:
        return
    for (table, column), (parent, key) in model.REFERENCES.items():
        codes = tables[table][column].drop_null()
        if lost := pc.unique(
            codes.filter(pc.invert(pc.is_in(codes, tables[parent][key].combine_chunks())))
        ).to_pylist():
            sheet, listed = model.sheet_name(table), model.sheet_name(parent)
            raise RefusedError(
                Said(
                    f"“{sheet}”表里的{lost[0]}等{len(lost)}个编号不在台账的“{listed}”表里，不能整体替换，"
                    f"请按编号更新，或在“{listed}”表里补上。",
                    f"{len(lost)} codes of the sheet “{sheet}” ({lost[0]} …) are not on the ledger's sheet “{listed}”: "
                    "it cannot replace the whole; update by project number, or add them.",
                )
            )


def _refuse_contradictions(tables: model.Tables) -> None:
    for table, key, code in updating.contradictions(tables):
        why, todo = SENTENCES[code]
        raise RefusedError(
            Said(
                f"更新后“{model.sheet_name(table)}”表{key}的{why}，未发布，{todo}。",
                f"After the update the row {key} of {table} would contradict itself ({english(why)}), so nothing was "
                f"published: {english(todo)}.",
            )
        )


def _month(plan: Plan, through: dt.date | None) -> dt.date:
    """The confirmed month's first day."""
    if (given := through or plan.months_through) is None:
        raise RefusedError(
            Said(
                "台账没有写明数据截至哪个月份，请给出。",
                "The ledger does not say which month was the last one reported: give it.",
            )
        )
    month, last = given.replace(day=1), pc.max(plan.tables["progress"]["month"]).as_py()
    if month > zone_time.now().date():
        raise RefusedError(
            Said(
                f"数据截至月份{month:%Y-%m}晚于今天，请核对年份。",
                f"The last month reported, {month:%Y-%m}, is still to come: check the year.",
            )
        )
    if last is not None and month < last:
        raise RefusedError(
            Said(
                f"数据里已有{last:%Y-%m}的月度进度，截至月份不能早于它，请更正。",
                f"There is progress of {last:%Y-%m}: the last month reported cannot be earlier.",
            )
        )
    return month
