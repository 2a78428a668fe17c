"""One project's page once more in plain pandas on an exported ledger: cards, months, stages, days beside its like.

Nothing here imports the product. Money in 万元. The page shows its project and the like of it whatever is filtered, so
that of a setting only the day and the year are heeded.
"""

from __future__ import annotations

from statistics import median
from typing import Any, NamedTuple

import pandas as pd

from tests.oracle import DONE, FUNDS, NAN, Ledger, Setting
from tests.oracle_projects import NUMBER, PLANNED, found

#: The page's words for the stages, in the order of the work → the ledger's heading.
STAGES = {
    "signed_on": "签约日期", "approved_on": "立项日期", "registered_on": "注册日期", "started_on": "开工日期",
    "listed_on": "入统日期", "production_on": "投产日期", "capacity_on": "达产日期", "terminated_on": "终止日期",
}  # fmt: skip
#: Step → from which stage to which, and the one that passes it without its end.
STEPS: dict[str, tuple[str, str, str | None]] = {
    "signed_approved": ("signed_on", "approved_on", "started_on"),
    "approved_started": ("approved_on", "started_on", "production_on"),
    "signed_started": ("signed_on", "started_on", "production_on"),
    "started_listed": ("started_on", "listed_on", "production_on"),
    "started_produced": ("started_on", "production_on", "capacity_on"),
    "produced_capacity": ("production_on", "capacity_on", None),
}
#: Fewer are no like to be compared with.
LEAST_PEERS = 5


class Step(NamedTuple):
    """Days from stage to stage (NaN: none to tell), whether they go on; how many are like it, and their median."""

    days: float
    is_under_way: bool
    peers: int
    median: float


def whole(setting: Setting) -> Setting:
    """The same day and year without a filter."""
    return Setting(setting.as_of, setting.year)


def numbers(ledger: Ledger, setting: Setting) -> list[str]:
    """The projects that have a page on the day."""
    return sorted(found(ledger, whole(setting))[NUMBER])


def days(ledger: Ledger, setting: Setting, number: str) -> dict[str, pd.Timestamp]:
    """The stages that are reached by the day."""
    row = ledger.project[ledger.project[NUMBER] == number].iloc[0]
    told = {stage: pd.to_datetime(row[heading]) for stage, heading in STAGES.items()}
    return {stage: day for stage, day in told.items() if not pd.isna(day) and day <= pd.Timestamp(setting.as_of)}


def card(ledger: Ledger, setting: Setting, number: str) -> dict[str, float]:
    """Planned investment, funds to date; of a key project of the year its plan, what is done and due of it."""
    everything = whole(setting)
    project = ledger.project[ledger.project[NUMBER] == number].iloc[0]
    money = ledger.money(everything)
    own = money[money[NUMBER] == number]
    funds = own[FUNDS][own["月份"] >= _from(ledger, everything, FUNDS)].sum()
    told = {
        "planned_investment": float(project[PLANNED]),
        "funds_to_date": float(funds) if ledger.has(everything, FUNDS) else NAN,
    }
    missing = dict.fromkeys(("plan", "original_plan", "invested", "scheduled", "surplus", "completion_rate"), NAN)
    plans = ledger.plan[(ledger.plan[NUMBER] == number) & (ledger.plan["年度"].astype(int) == setting.year)]
    if plans.empty:
        return told | missing
    [row] = plans.to_dict("records")
    amount, original = row["年度计划投资（万元）"], row["原计划投资（万元）"]
    original = amount if pd.isna(original) else original
    plan = original if row["调整日期"] > pd.Timestamp(setting.as_of) else amount
    done = float(own[DONE][own["月份"].dt.year == setting.year].sum())
    invested = done if ledger.has_year(everything, DONE, setting.year) else NAN
    scheduled = plan * ledger.due_share(everything)
    return told | {
        "plan": plan, "original_plan": original, "invested": invested, "scheduled": scheduled,
        "surplus": invested - scheduled, "completion_rate": invested / plan if plan else NAN,
    }  # fmt: skip


def months(ledger: Ledger, setting: Setting, number: str) -> list[dict[str, Any]]:
    """January to December of the year: in the month, added up, and due by its end."""
    everything, plan = whole(setting), card(ledger, setting, number)["plan"]
    own = ledger.money(everything)
    own = own[own[NUMBER] == number].set_index("月份")
    rows: list[dict[str, Any]] = []
    sums = {FUNDS: 0.0, DONE: 0.0}
    for first in pd.date_range(f"{setting.year}-01-01", periods=12, freq="MS"):
        row: dict[str, Any] = {"month": first}
        for column, (in_month, added) in {FUNDS: ("funds_arrived", "cumulative_funds"),
                                          DONE: ("invested", "cumulative_invested")}.items():  # fmt: skip
            counts = _from(ledger, everything, column) <= first <= ledger.money_month(everything)
            amount = float(own[column].get(first, 0.0)) if counts else NAN
            sums[column] += amount if counts else 0.0
            row |= {in_month: amount, added: sums[column] if counts else NAN}
        # A quarter of the year's plan is due in each quarter, in even parts.
        rows.append(row | {"cumulative_scheduled": plan * first.month / 12})
    return rows


def steps(ledger: Ledger, setting: Setting, number: str) -> dict[str, Step]:
    """Each step's days, and those of the projects of its industry and size that took it in order."""
    own, told = days(ledger, setting, number), {}
    project = ledger.project.set_index(NUMBER)
    like = project[(project["产业"] == project.loc[number, "产业"])
                   & (project[PLANNED].map(_size) == _size(project.loc[number, PLANNED]))]  # fmt: skip
    others = [days(ledger, setting, one) for one in like.index if one != number]
    for step, (begun, ended, passed) in STEPS.items():
        took = [(one[ended] - one[begun]).days for one in others if begun in one and ended in one]
        took = [number_of for number_of in took if number_of >= 0]
        is_open = begun in own and ended not in own and passed not in own
        taken = NAN
        if begun in own and ended in own and own[ended] >= own[begun]:
            taken = (own[ended] - own[begun]).days
        elif is_open:
            taken = (own.get("terminated_on", pd.Timestamp(setting.as_of)) - own[begun]).days
        told[step] = Step(taken, is_open and "terminated_on" not in own, len(took),
                          float(median(took)) if len(took) >= LEAST_PEERS else NAN)  # fmt: skip
    return told


def _from(ledger: Ledger, setting: Setting, column: str) -> pd.Timestamp:
    """The first month for which the column is reported; none where it is not."""
    first = ledger.reported_from(setting, column)
    return pd.Timestamp.max if first is None else first


def _size(planned: Any) -> int:
    return 2 if planned >= 100_000 else 1 if planned >= 10_000 else 0
