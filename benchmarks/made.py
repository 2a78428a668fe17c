"""Made-up ledgers of any size, the same at every run, published as any other: what the other benchmarks ask.

A project has months of progress one after the other, from anywhere between its signing and the last months on, as real
ones do: so a year's money is some projects', and what has arrived to date is of many years.
"""

from __future__ import annotations

import datetime as dt
import os
import resource
import time
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa

from data import model, versions

_THINGS = (
    "碳纤维",
    "轮胎",
    "风电叶片",
    "生物制剂",
    "航空紧固件",
    "芯片封装",
    "石油装备",
    "仓储物流",
    "光伏组件",
    "精细化工",
)
INDUSTRIES = ("新材料", "高端装备制造", "生物医药", "航空航天", "数字经济", "其他")
_UNITS = tuple(f"责任单位{one}" for one in "一二三四五六七八")
_CHANNELS = ("领导招商", "全员招商", "驻点招商", "节会招商", "以商引商")
_KINDS = ("世界500强", "央企", "外资")
_FIRST = dt.date(2019, 1, 1)
LAST_MONTH = dt.date(2023, 9, 1)
_PLAN_YEARS = (2022, 2023)


def open_version(store: Path, count: int, months: int) -> str:
    """A version of so many projects in a store: that of an earlier run, or one that is published now; says so."""
    os.environ["DASHBOARD_STORE"] = str(store)
    if (known := versions.current()) is not None:
        return known
    tables = made(count, months)
    begun = time.process_time()
    name = versions.publish(
        tables, source_file="made up", source_sha256=None,
        months_through=LAST_MONTH, is_demo=True, who="benchmarks", base=None,
    )  # fmt: skip
    took, size = time.process_time() - begun, versions.path(name).stat().st_size
    rows = tables["progress"].num_rows
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"published {count} projects, {rows} months in {took:.1f} s of the processor; {size / 2**20:.0f} MB; "
          f"memory {most:.0f} MB at most")  # fmt: skip
    return name


def made(count: int, months: int) -> model.Tables:
    """A ledger of so many projects, each with so many months of progress."""
    dice = np.random.default_rng(7)
    numbers = np.array([f"P{at:07d}" for at in range(count)], dtype=object)
    days = dice.integers(0, 1700, count)
    signed = np.datetime64(_FIRST) + days
    started = signed + dice.integers(20, 400, count)
    last = np.datetime64("2023-09-30")
    planned = [Decimal(int(cents)) / 100 for cents in dice.integers(50_000, 90_000_000, count)]
    given: dict[str, dict[str, object]] = {
        "project": {
            "project_id": numbers,
            "name": [f"{_THINGS[at % len(_THINGS)]}项目{at}号" for at in range(count)],
            "content": [f"建设{_THINGS[(at * 7) % len(_THINGS)]}生产线{at % 9 + 1}条" for at in range(count)],
            "industry": [INDUSTRIES[one] for one in dice.integers(0, len(INDUSTRIES), count)],
            "investor": [f"（演示）第{at % 5000}投资公司" for at in range(count)],
            "unit": [_UNITS[one] for one in dice.integers(0, len(_UNITS), count)],
            "channel": [_CHANNELS[one] for one in dice.integers(0, len(_CHANNELS), count)],
            "agreement": ["框架" if at % 12 == 0 else "正式" for at in range(count)],
            "is_four_new": [at % 7 == 0 for at in range(count)],
            "planned_investment": planned,
            "signed_on": signed,
            "started_on": np.where((started <= last) & (dice.random(count) < 0.7), started, np.datetime64("NaT", "D")),
        },
        "project_kind": {"project_id": numbers[::10], "kind": [_KINDS[at % 3] for at in range(len(numbers[::10]))]},
        "progress": _progress(numbers, days, months, dice),
        "plan": _plans(numbers, planned),
    }
    return {name: _table(schema, given.get(name, {})) for name, schema in model.ARROW.items()}


def _progress(numbers: np.ndarray, days: np.ndarray, months: int, dice: np.random.Generator) -> dict[str, object]:
    end = (LAST_MONTH.year - _FIRST.year) * 12 + LAST_MONTH.month - 1
    latest = max(end - months + 1, 0)
    signed = np.minimum(days // 31, latest)
    begun = dice.integers(signed, latest + 1)
    at = (begun[:, None] + np.arange(months)).ravel()
    amounts = dice.integers(0, 300_000, (2, len(at)))
    return {
        "project_id": np.repeat(numbers, months),
        "month": (np.datetime64(_FIRST, "M") + at).astype("datetime64[D]"),
        "funds_arrived": pa.array(amounts[0] / 100).cast(model.MONEY),
        "invested": pa.array(amounts[1] / 100).cast(model.MONEY),
    }


def _plans(numbers: np.ndarray, planned: list[Decimal]) -> dict[str, object]:
    """A fifth of the projects are key projects of the last years."""
    some = numbers[::5]
    amounts = [(one / 4).quantize(Decimal("0.01")) for one in planned[::5]]
    return {
        "project_id": np.tile(some, len(_PLAN_YEARS)),
        "year": np.repeat(np.array(_PLAN_YEARS), len(some)),
        "nature": ["续建" if at % 3 else "新建" for at in range(len(some))] * len(_PLAN_YEARS),
        "planned_start_on": np.repeat(
            np.array([f"{year}-05-15" for year in _PLAN_YEARS], dtype="datetime64[D]"), len(some)
        ),
        "amount": amounts * len(_PLAN_YEARS),
    }


def _table(schema: pa.Schema, columns: dict[str, object]) -> pa.Table:
    rows = max((len(one) for one in columns.values()), default=0)  # type: ignore[arg-type]
    made = [
        pa.array(columns[field.name], from_pandas=True).cast(field.type) if field.name in columns
        else pa.nulls(rows, field.type)
        for field in schema
    ]  # fmt: skip
    return pa.Table.from_arrays(made, schema=schema)
