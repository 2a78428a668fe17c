"""The list of projects once more in plain pandas on an exported ledger: what is found, where it stands, its sums."""

from __future__ import annotations

import unicodedata
from typing import Any

import pandas as pd

from tests.oracle import DONE, FORMAL, FUNDS, Ledger, Setting

NUMBER, PLANNED = "项目编号", "计划总投资（万元）"
_WORDS = ["项目名称", "投资方", NUMBER, "建设内容"]


def like(text: str) -> str:
    """As a reader reads it: neither width nor case."""
    return unicodedata.normalize("NFKC", text).casefold()


def found(ledger: Ledger, setting: Setting, search: str = "", stages: tuple[str, ...] = ()) -> pd.DataFrame:
    """A row a project that is found: its number, stands_at, planned, funds, plan, invested (of the year's plan)."""
    as_of = pd.Timestamp(setting.as_of)
    rows = ledger.scope(setting).merge(
        ledger.project[[NUMBER, "签约日期"]].rename(columns={"签约日期": "signed_in_ledger"}), on=NUMBER
    )
    money = ledger.money(setting)
    funds = money.groupby(NUMBER)[FUNDS].sum()
    done = money[money["月份"].dt.year == setting.year].groupby(NUMBER)[DONE].sum()
    plans = ledger.plan[ledger.plan[NUMBER].isin(rows[NUMBER])]
    first_plan = plans.groupby(NUMBER)["年度"].min().astype(float)
    of_year = plans[plans["年度"].astype(int) == setting.year].set_index(NUMBER)
    amount = of_year["年度计划投资（万元）"].where(
        ~(of_year["调整日期"] > as_of), of_year["原计划投资（万元）"].fillna(of_year["年度计划投资（万元）"])
    )
    rows["funds"] = rows[NUMBER].map(funds).fillna(0.0)
    rows["has_money"] = rows[NUMBER].map(money[money[FUNDS] > 0].groupby(NUMBER).size()).fillna(0) > 0
    rows["plan"] = rows[NUMBER].map(amount)
    rows["invested"] = rows[NUMBER].map(done).fillna(0.0).where(rows["plan"].notna())
    rows["first_plan"] = rows[NUMBER].map(first_plan)
    rows["produced"] = rows["投产日期"].where(rows["投产日期"] <= as_of)
    is_there = (
        ~(rows["signed_in_ledger"] > as_of)
        | rows["开工日期"].notna()
        | rows["has_money"]
        | (rows["first_plan"] <= as_of.year)
    )
    rows = rows[is_there].copy()
    rows["stands_at"] = [_stands(row) for row in _records(rows)]
    told = [like("\n".join("" if pd.isna(row[one]) else str(row[one]) for one in _WORDS)) for row in _records(rows)]
    has_all = [all(like(word) in words for word in search.split()) for words in told]
    rows = rows[pd.Series(has_all, rows.index, dtype=bool)]
    return rows[rows["stands_at"].isin(stages)] if stages else rows


def _records(rows: pd.DataFrame) -> list[dict[Any, Any]]:
    return rows.to_dict("records")


def _stands(row: dict[Any, Any]) -> str:
    if not pd.isna(row["终止日期"]):
        return "terminated"
    if pd.isna(row["签约日期"]):
        return "unsigned" if pd.isna(row["first_plan"]) else "key"
    if row["协议类型"] != FORMAL:
        return "framework"
    if not pd.isna(row["produced"]):
        return "produced"
    if pd.isna(row["开工日期"]):
        return "signed"
    return "funded" if row["has_money"] else "started"
