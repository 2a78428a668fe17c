"""The command line's `check` and `import`: a ledger read and reported, and, where it may be, published."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data import cell_ranges, model, versions
from data.errors import LedgerError, LedgerWarning
from data.publishing import at_terminal

if TYPE_CHECKING:
    from data.ledger.grouping import Finding
    from data.ledger.mapping import Mapping
    from data.ledger.report import Report
    from data.publishing.intake import Plan


#: What the command line says of a ledger that reports months of projects and lists none.
_ADD_UPDATE = (
    "这份台账只报了各项目的月度数，没有项目清单，请加上--update，按编号更新当前版本"
    "（it only reports months of projects and lists none: add --update to update the current version with it）"
)


def _would_lose(first: dt.date, last: dt.date) -> str:
    span, english = (f"{first:%Y-%m}", f"{first:%Y-%m}")
    if first != last:
        span, english = f"{first:%Y-%m}至{last:%Y-%m}", f"{first:%Y-%m} to {last:%Y-%m}"
    return (
        f"当前版本有{span}的月度数，这份台账没有，整体替换会把它们删去：只报当月的请加上--update，确要整体替换的请加上"
        f"--replace（replacing the whole would remove the months {english}: add --update to keep them, or --replace）"
    )


class NotPublishedError(Exception):
    """The ledger was refused, and everything about it has been printed."""


def add_commands(commands: Any) -> None:
    """Add `check` and `import` to the parser's commands."""
    checker = commands.add_parser("check", help="只核对台账，不发布（read and check a ledger, publishing nothing）")
    checker.add_argument("--json", action="store_true", help="以JSON输出（print the report as JSON）")
    checker.add_argument(
        "--marked",
        metavar="OUT.xlsx",
        type=Path,
        help="写出标注了问题的工作簿（write the workbook with its findings marked）",
    )
    checker.add_argument(
        "--save-map",
        metavar="OUT.toml",
        type=Path,
        help="把列的对照存成文件（keep how the columns were read as a file）",
    )
    checker.add_argument(
        "--save-reusable",
        metavar="OUT.toml",
        type=Path,
        help="把下月台账可以接着用的对照存成文件（keep what holds for next month's ledger as a file）",
    )
    checker.set_defaults(command=_check)
    importer = commands.add_parser("import", help="核对并发布一份台账（check and publish a ledger）")
    importer.add_argument(
        "--accept-warnings", action="store_true", help="提示已看过，照样发布（publish in spite of warnings）"
    )
    importer.add_argument(
        "--skip-errors",
        action="store_true",
        help="略去有错误的行，其余发布，提示一并接受（leave faulty rows out and publish the rest, warnings accepted）",
    )
    importer.add_argument(
        "--replace",
        action="store_true",
        help="整体替换，当前版本里台账没有的月份也删去（replace the whole, earlier months that the ledger lacks too）",
    )
    importer.set_defaults(command=_import, event="publish")
    for command in (checker, importer):
        command.add_argument(
            "--update",
            action="store_true",
            help="按编号更新当前版本，其余不动（update by key, keeping all other rows）",
        )
        command.add_argument(
            "file",
            metavar="FILE",
            type=Path,
            help="xlsx或csv文件，或各表csv所在的文件夹（xlsx, csv, or a folder of csv files）",
        )
        command.add_argument(
            "--map", metavar="MAP.toml", type=_mapping, help="列的对照文件（how its columns are to be read）"
        )
        command.add_argument(
            "--months-through", metavar="YYYY-MM", type=_month, help="数据截至哪个月份（the last month reported）"
        )


def _mapping(text: str) -> Mapping:
    from data.ledger import mapping  # noqa: PLC0415  (only these commands read ledgers)

    try:
        return mapping.load(Path(text))
    except mapping.MappingError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _month(text: str) -> dt.date:
    try:
        return dt.datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 (a month, no moment)
    except ValueError as error:
        raise argparse.ArgumentTypeError("请写成2023-09（YYYY-MM）") from error


def _examined(parsed: argparse.Namespace) -> Report:
    from data.ledger.process import isolated  # noqa: PLC0415
    from data.publishing import intake  # noqa: PLC0415

    known = intake.known(versions.current()) if parsed.update else None
    return isolated.examine(parsed.file, parsed.map, through=parsed.months_through, known=known)


# check ----------------------------------------------------------------------------------------------


def _check(parsed: argparse.Namespace) -> None:
    from data.ledger import as_mapping, mapping  # noqa: PLC0415
    from data.ledger.write import marking  # noqa: PLC0415

    report = _examined(parsed)
    if parsed.marked:
        parsed.marked.write_bytes(marking.marked(parsed.file, report, "zh"))
    for file, made in ((parsed.save_map, as_mapping.whole), (parsed.save_reusable, as_mapping.reusable)):
        if file:
            file.write_text(mapping.dumps(made(report)), encoding="utf-8")
    if parsed.json:
        print(json.dumps(as_json(report), ensure_ascii=False, indent=1))
    else:
        _print_reading(report)
        _print_findings(report)
        _print_sums(report)
        if parsed.update and not report.errors:
            _print_update(report)
    if report.lacks_base and not parsed.update:
        print(f"{_ADD_UPDATE}。", file=sys.stderr)
    if report.errors:
        raise NotPublishedError


def as_json(report: Report) -> dict[str, Any]:
    """A report for programs. Money is in 万元, as text with two decimals; rows and cells are the sheet's.

    `findings` tell each fault, doubt and remark once with all its cells; `errors`, `warnings` and `notes` cell by cell.
    """
    kinds = {"error": report.faults, "warning": report.doubts, "note": report.remarks}
    return {
        "file": report.file,
        "sha256": report.sha256,
        "rows": report.rows,
        "totals": {name: str(amount) for name, amount in report.totals.items()},
        "months_through": f"{report.months_through:%Y-%m}" if report.months_through else None,
        "findings": [_together(kind, one) for kind, those in kinds.items() for one in those],
        "errors": [_finding(one) for one in report.errors],
        "warnings": [_finding(one) for one in report.warnings],
        "notes": [_finding(one) for one in report.notes],
        "left_out": [asdict(one) for one in report.left_out],
        "sheets": [_plain(asdict(one)) for one in report.sheets],
    }


def _plain(value: Any) -> Any:
    """Amounts as text, within whatever holds them."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, Decimal) else value


def _together(kind: str, one: Finding) -> dict[str, Any]:
    cells = [cell_ranges.as_excel(part) for part in one.ranges]
    found = {"kind": kind, "sheet": one.sheet, "cells": cells, "count": one.count, "values": list(one.values)}
    return found | {"message": one.message(), "message_en": one.message("en")}


def _finding(one: LedgerError | LedgerWarning) -> dict[str, Any]:
    found = {"sheet": one.sheet, "cell": one.cell, "row": one.row, "value": one.value, "message": one.message()}
    return found | ({"count": one.count} if isinstance(one, LedgerWarning) or one.count > 1 else {})


def _print_reading(report: Report) -> None:
    from data.publishing import report_lines  # noqa: PLC0415

    for line in report_lines.reading(report):
        print(line)


def _print_findings(report: Report) -> None:
    from data.publishing import report_lines  # noqa: PLC0415

    for line in report_lines.findings(report):
        print(line, file=sys.stderr)


def _print_sums(report: Report) -> None:
    from data.ledger.grouping import counted  # noqa: PLC0415

    # No amount at all is no 0: a column of them may have been refused.
    said = {name: f"{total:,}万元" if total else "无" for name, total in report.totals.items()}
    print(
        f"可用的行：{_counts(report.tables) or '没有'}；计划总投资{said['planned_investment']}，"
        f"到位资金{said['funds_arrived']}，完成投资{said['invested']}。"
    )
    print(f"共{counted(report.faults, '错误')}、{counted(report.doubts, '提示')}，没有发布。")


def _print_update(report: Report) -> None:
    """What the current version would hold after the update: sums of the ledger alone do not show it."""
    from data.publishing import intake  # noqa: PLC0415

    after = intake.plan(report, versions.current(), update=True).tables
    sums = {
        label: sum(after["progress"][column].to_pylist(), Decimal(0))
        for column, label in (("funds_arrived", "到位资金"), ("invested", "完成投资"))
    }
    told = "，".join(f"{label}{amount:,}万元" for label, amount in sums.items())
    print(f"更新后共{after['project'].num_rows}个项目，各月合计{told}。")


# import ---------------------------------------------------------------------------------------------


def _import(parsed: argparse.Namespace) -> None:
    from data.publishing import intake  # noqa: PLC0415

    try:
        plan = _planned(parsed)
        steps = at_terminal.begin()
    except KeyboardInterrupt:
        raise versions.StoppedError(versions.STOPPED) from None
    version = intake.publish(
        plan,
        through=parsed.months_through,
        who=versions.user_name(),
        path=parsed.file,
        accept_warnings=parsed.accept_warnings,
        skip_errors=parsed.skip_errors,
        steps=steps,
    )
    through = versions.info(version).months_through
    mark = "（演示数据）" if plan.is_demo else ""
    print(
        f"已发布版本{version}{mark}：{_counts(plan.tables) or '没有数据'}，数据截至{through.year}年{through.month}月。",
        flush=True,
    )
    if plan.report.left_out:
        print(f"略去了{len(plan.report.left_out)}行有错误的数据，已记入版本。")
    at_terminal.say_if_late(steps)


def _planned(parsed: argparse.Namespace) -> Plan:
    """What the ledger would change; what was found in it is printed."""
    from data.ledger.grouping import counted  # noqa: PLC0415
    from data.publishing import intake, replacing  # noqa: PLC0415

    base = versions.current()
    report = _examined(parsed)
    _print_findings(report)
    if report.lacks_base and not parsed.update:
        _refuse(_ADD_UPDATE)
    if report.errors and not parsed.skip_errors:
        _refuse(f"共{counted(report.faults, '错误')}")
    if report.warnings and not (parsed.accept_warnings or parsed.skip_errors):
        _refuse(f"共{counted(report.doubts, '提示')}，核对后加上--accept-warnings再发布")
    if not (parsed.update or parsed.replace) and (lost := replacing.lost_months(report, base)):
        _refuse(_would_lose(lost[0], lost[-1]))
    return intake.plan(report, base, update=parsed.update)


def _counts(tables: model.Tables) -> str:
    return "、".join(f"{model.sheet_name(name)}{table.num_rows}" for name, table in tables.items() if table.num_rows)


def _refuse(why: str) -> None:
    current = versions.current()
    still = f"当前版本仍为{current}" if current else "还没有任何版本"
    print(f"未发布：{why}，{still}。", file=sys.stderr)
    raise NotPublishedError
