"""Small ledgers written out row by row, and short ways to publish and compare them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa

from data import ledger, model, versions
from data.errors import LedgerErrors
from tests import kept_stores

Rows = dict[str, list[dict[str, Any]]]

THREE: Rows = {
    "project": [
        {
            "project_id": "007",
            "name": "航空紧固件",
            "industry": "航空航天",
            "unit": "责任单位一",
            "origin": "省外",
            "channel": "以商引商",
            "agreement": "正式",
            "is_four_new": True,
            "planned_investment": Decimal("12000.50"),
            "signed_on": dt.date(2022, 3, 5),
            "started_on": dt.date(2022, 6, 1),
            "activity_id": "A1",
            "extra": '{"镇街": "某街道", "占地（亩）": 12.5, "批次": 3}',
        },
        {
            "project_id": "1e5",
            "name": "碳纤维",
            "industry": "新材料",
            "unit": "责任单位二",
            "agreement": "框架",
            "planned_investment": Decimal("9999999999999999.99"),
            "terminated_on": dt.date(2023, 1, 2),
            "termination_reason": "投资方退出",
        },
        {
            "project_id": "P-3",
            "name": "=1+1",
            "industry": "其他",
            "unit": "责任单位一",
            "agreement": "正式",
            "planned_investment": Decimal("0"),
            "remarks": "第一行\n第二行😀",
            "extra": '{"批次": 4, "复核": true}',
        },
    ],
    "project_kind": [{"project_id": "007", "kind": "央企"}, {"project_id": "007", "kind": "外资"}],
    "progress": [
        {"project_id": "007", "month": dt.date(2022, 7, 1), "funds_arrived": Decimal("100.25")},
        {
            "project_id": "007",
            "month": dt.date(2023, 8, 1),
            "invested": Decimal("3"),
            "reported_on": dt.date(2023, 9, 3),
        },
    ],
    "plan": [{"project_id": "1e5", "year": 2023, "nature": "新建", "amount": Decimal("500")}],
    "target": [
        {"year": 2024, "indicator": "signed_projects", "amount": Decimal("180")},
        {"year": 2024, "indicator": "invested", "unit": "责任单位一", "amount": Decimal("4860000")},
    ],
    "activity": [{"activity_id": "A1", "held_on": dt.date(2021, 5, 6), "title": "推介会", "batches": 2}],
    "blocker": [{"blocker_id": "B1", "project_id": "007", "kind": "用地", "raised_on": dt.date(2023, 2, 1)}],
    "published_fact": [
        {
            "year": 2022,
            "indicator": "signed_projects",
            "zh": "签约引进项目",
            "amount": Decimal("177"),
            "unit_of_measure": "projects",
            "relation": "<~",
            "standing": "published",
            "source": "爱东营",
        }
    ],
}


#: The same with what the appraisal and the lights take into account, and with every stage.
WHOLE: Rows = THREE | {
    "project": [
        THREE["project"][0]
        | {
            "registered_on": dt.date(2022, 4, 6),
            "listed_on": dt.date(2022, 8, 15),
            "production_on": dt.date(2023, 2, 1),
            "capacity_on": dt.date(2023, 9, 1),
        },
        *THREE["project"][1:],
    ],
    "blocker": [{**THREE["blocker"][0], "level": "调度会"}],
    "credit": [
        {"project_id": "007", "unit": "责任单位二", "role": "引荐", "share": Decimal("0.7")},
        {"project_id": "007", "unit": "责任单位一", "role": "落地", "share": Decimal("0.3")},
        {"project_id": "P-3", "unit": "责任单位三", "role": "引荐", "share": Decimal(1)},
    ],
    "exclusion": [
        {"project_id": "1e5", "reason": "房地产项目"},
        {"project_id": "007", "indicator": "invested", "reason": "财政资金"},
    ],
    "exemption": [
        {"project_id": "007", "rule": "behind", "reason": "设备到货延期", "until_on": dt.date(2023, 9, 30)},
        {
            **{"project_id": "007", "rule": "blocked", "reason": "已报送", "until_on": dt.date(2023, 12, 31)},
            "decided_by": "调度会",
        },
    ],
}


def tables(rows: Rows) -> model.Tables:
    """The rows as arrow tables, defaults filled in by the model."""
    made = {
        name: [row_type(**row).model_dump() for row in rows.get(name, [])] for name, row_type in model.TABLES.items()
    }
    return {name: pa.Table.from_pylist(made[name], schema=schema) for name, schema in model.ARROW.items()}


def in_order(found: model.Tables) -> model.Tables:
    return {name: table.sort_by([(key, "ascending") for key in model.KEYS[name]]) for name, table in found.items()}


def assert_equal(found: model.Tables, expected: model.Tables) -> None:
    found, expected = in_order(found), in_order(expected)
    for name in model.TABLES:
        assert found[name].schema == model.ARROW[name]
        assert found[name].to_pylist() == expected[name].to_pylist(), name


def publish(rows: Rows | model.Tables = THREE, *, is_demo: bool = False) -> str:
    """Publish on whatever is current."""
    given = rows if all(isinstance(table, pa.Table) for table in rows.values()) else tables(rows)
    return versions.publish(
        given,
        source_file="测试.xlsx",
        source_sha256="ab",
        months_through=dt.date(2023, 9, 30),
        is_demo=is_demo,
        who="测试",
        base=versions.current(),
    )


def published(count: int) -> list[str]:
    """Publish the three rows `count` times in an empty store; return the versions, oldest first."""
    made: list[str] = kept_stores.copied(f"three rows {count} times", lambda: [publish() for _ in range(count)])
    return made


def reread(file: Path, *, today: dt.date | None = None) -> model.Tables:
    return ledger.check(ledger.read(file), today=today)


def complaints(file: Path, *, today: dt.date | None = None) -> list[tuple[str, str, str]]:
    """(sheet, cell, value) of every error of a ledger that must not pass."""
    try:
        reread(file, today=today)
    except LedgerErrors as errors:
        return [(error.sheet, error.cell, error.value) for error in errors.errors]
    return []


def fill(file: Path, cells: dict[str, dict[str, Any]]) -> Path:
    """Write cells (sheet → address → value) into a workbook, as a person would."""
    book = openpyxl.load_workbook(file)
    for sheet, values in cells.items():
        for address, value in values.items():
            book[sheet][address] = value
    book.save(file)
    return file


def written(path: Path, content: dict[str, list[dict[str, Any]]]) -> Path:
    """A workbook of the template's form: sheet → its rows from the third on, heading → value."""
    ledger.template(path)
    book = openpyxl.load_workbook(path)
    for name, lines in content.items():
        headings = {str(cell.value): cell.column for cell in book[name][1]}
        for number, line in enumerate(lines, start=3):
            for heading, value in line.items():
                book[name].cell(number, headings[heading]).value = value
    book.save(path)
    return path
