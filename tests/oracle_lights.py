"""The lights once more, in plain pandas on exported ledgers: what queries/lit.sql and its rules are held against.

Nothing here imports the product. Project by project, rule by rule, as the definitions say; money in 万元.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from tests.oracle import DONE, FORMAL, FUNDS, Ledger, Setting

STAGES = ("签约日期", "立项日期", "注册日期", "开工日期", "入统日期", "投产日期", "达产日期", "终止日期")
PLANNED, AMOUNT = "计划总投资（万元）", "年度计划投资（万元）"


class Measured(NamedTuple):
    """What a rule finds at a project, whether or not it is past a limit."""

    rule: str
    basis: str
    since: pd.Timestamp | None
    measure: float
    at_stake: float | None


def months_between(first: pd.Timestamp, last: pd.Timestamp) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def as_shown(value: float) -> Decimal:
    return Decimal(f"{value:.12g}").quantize(Decimal("0.1"), ROUND_HALF_UP)


def passed(one: Measured, limits: Mapping[str, float]) -> tuple[str, float] | None:
    """The light and the limit that it is past; None where it is not on."""
    name = f"behind_{one.basis}" if one.rule == "behind" else one.rule
    shown = as_shown(one.measure)
    for light in ("red", "amber"):
        limit = limits[f"{name}_{light}"]
        exact = Decimal(f"{limit:.12g}")
        is_past = shown < exact if one.basis == "share" else shown > exact
        if one.basis in {"months", "times"}:
            is_past = shown >= exact
        if is_past:
            return light, limit
    return None


#: What a ledger calls the rules.
RULES = {
    "签约未开工": "unstarted", "逾期未开工": "late_start", "开工无资金": "unfunded", "低于自身序时": "behind",
    "未报进度": "silent", "问题逾期未办结": "blocked", "多次推迟": "slipping",
}  # fmt: skip


class Lights:
    """The lights of the last of several exported ledgers, each published upon the one before."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.ledgers = [Ledger(file) for file in files]
        self.now = self.ledgers[-1]
        sheets = pd.read_excel(files[-1], sheet_name=["问题", "免予亮灯"], engine="calamine", dtype=object)
        self.blocker = sheets["问题"].iloc[1:].copy()
        for column in ("提出日期", "办结期限", "办结日期"):
            self.blocker[column] = pd.to_datetime(self.blocker[column])
        self.exemption = sheets["免予亮灯"].iloc[1:].copy()
        self.exemption["规则"] = self.exemption["规则"].map(RULES)
        self.exemption["有效期至"] = pd.to_datetime(self.exemption["有效期至"])
        for column in STAGES:
            self.now.project[column] = pd.to_datetime(self.now.project[column])
        self.moves: dict[tuple[str, int], list[tuple[int, str, bool, pd.Timestamp]]] = {}
        for code, year, *move in self._moves():
            self.moves.setdefault((code, year), []).append(tuple(move))

    def _moves(self) -> Iterator[tuple[str, int, int, str, bool, pd.Timestamp]]:
        """(project, year, publishing, what, is put off or lowered, as of when)."""
        for number, (before, after) in enumerate(zip(self.ledgers, self.ledgers[1:], strict=False)):
            stages = pd.concat([pd.to_datetime(after.project[column]) for column in STAGES])
            day = max(stages.max(), after.months_through + pd.offsets.MonthEnd(0))
            old = {(row["项目编号"], int(row["年度"])): row for _, row in before.plan.iterrows()}
            for _, row in after.plan.iterrows():
                key = (row["项目编号"], int(row["年度"]))
                if key in old:
                    was = old[key]
                    yield *key, number, "start", bool(row["计划开工日期"] > was["计划开工日期"]), day
                    yield *key, number, "amount", bool(row[AMOUNT] < was[AMOUNT]), day

    def found(self, setting: Setting, limits: Mapping[str, float], basis: str) -> dict[tuple[str, str], dict[str, Any]]:
        """(rule, project) → light, measure, passed, at_stake, since, basis, is_exempt."""
        made: dict[tuple[str, str], dict[str, Any]] = {}
        for one, measured in self._every(setting, basis):
            if (light := passed(measured, limits)) is not None:
                rows = self.exemption[
                    (self.exemption["项目编号"] == one)
                    & (self.exemption["规则"] == measured.rule)
                    & (self.exemption["有效期至"] >= pd.Timestamp(setting.as_of))
                ]
                made[measured.rule, one] = measured._asdict() | {
                    "light": light[0], "passed": light[1], "is_exempt": not rows.empty,
                    "reason": None if rows.empty else rows.iloc[0]["原因"],
                }  # fmt: skip
        return made

    def _every(self, setting: Setting, basis: str) -> Iterator[tuple[str, Measured]]:
        as_of = pd.Timestamp(setting.as_of)
        scope = self.now.scope(setting)
        scope["投产日期"] = scope["投产日期"].where(scope["投产日期"] <= as_of)
        money = self.now.money(setting)
        has_funds, has_done = self.now.has(setting, FUNDS), self.now.has(setting, DONE)
        # What is not reported is not known, be it 0.
        known = pd.DataFrame({
            "项目编号": money["项目编号"], "月份": money["月份"],
            "到位": money[FUNDS] if has_funds else 0.0, "完成": money[DONE] if has_done else 0.0,
        })  # fmt: skip
        of_project = dict(tuple(known.groupby("项目编号")))
        plans = {row["项目编号"]: row for _, row in self.now.key_plan(setting, setting.year).iterrows()}
        nothing = known.iloc[:0]
        for _, project in scope.iterrows():
            if pd.notna(project["终止日期"]):
                continue
            code = project["项目编号"]
            plan = plans.get(code)
            own = of_project.get(code, nothing)
            for measured in (
                *self._waiting(setting, project, plan, own, has_funds=has_funds),
                *self._behind(setting, project, plan, own, basis),
                *self._silent(setting, project, plan, own),
                *self._blocked(setting, code, plan),
                *self._slipping(setting, project, plan),
            ):
                yield code, measured

    def _waiting(
        self, setting: Setting, project: pd.Series, plan: pd.Series | None, own: pd.DataFrame, *, has_funds: bool
    ) -> Iterator[Measured]:
        as_of = pd.Timestamp(setting.as_of)
        if pd.notna(project["投产日期"]) or own["完成"].gt(0).any():
            return
        signed, started = project["签约日期"], project["开工日期"]
        is_promotion = project["协议类型"] == FORMAL and pd.notna(signed)
        if pd.isna(started):
            if is_promotion:
                yield Measured("unstarted", "days", signed, (as_of - signed).days, project[PLANNED])
            if plan is not None and plan["建设性质"] == "新建" and pd.notna(plan["计划开工日期"]):
                due = plan["计划开工日期"]
                ended = as_of if as_of.is_month_end else as_of.replace(day=1) - pd.Timedelta(days=1)
                late = months_between(due, ended)
                if late >= 0:
                    yield Measured("late_start", "months", due, late, plan["计划"])
        elif is_promotion and has_funds and not own["到位"].gt(0).any():
            yield Measured("unfunded", "days", started, (as_of - started).days, project[PLANNED])

    def _behind(
        self, setting: Setting, project: pd.Series, plan: pd.Series | None, own: pd.DataFrame, basis: str
    ) -> Iterator[Measured]:
        if plan is None or not plan["计划"] or not self.now.has_year(setting, DONE, setting.year):
            return
        is_to_come = plan["计划开工日期"] > pd.Timestamp(setting.as_of)
        if plan["建设性质"] == "新建" and pd.isna(project["开工日期"]) and is_to_come:
            return
        done = own.loc[own["月份"].dt.year == setting.year, "完成"].sum()
        due = self.now.due_share(setting)
        last = self.now.money_month(setting)
        used = "share" if last.year == setting.year and last.month <= 3 else basis
        stake = plan["计划"] * due - done
        if used == "points":
            yield Measured("behind", used, None, (due - done / plan["计划"]) * 100, stake)
        elif due:
            yield Measured("behind", used, None, done / (plan["计划"] * due) * 100, stake)

    def _silent(
        self, setting: Setting, project: pd.Series, plan: pd.Series | None, own: pd.DataFrame
    ) -> Iterator[Measured]:
        starts = [one for one in (self.now.reported_from(setting, FUNDS), self.now.reported_from(setting, DONE)) if one]
        if pd.isna(project["开工日期"]) or pd.notna(project["投产日期"]) or not starts:
            return
        heard = [project["开工日期"].replace(day=1), min(starts) - pd.DateOffset(months=1)]
        heard += own.loc[(own["到位"] > 0) | (own["完成"] > 0), "月份"].to_list()
        last = max(heard)
        silent = months_between(last, self.now.money_month(setting))
        if silent >= 1:
            yield Measured("silent", "months", last + pd.offsets.MonthEnd(0), silent, _amount(plan))

    def _blocked(self, setting: Setting, code: str, plan: pd.Series | None) -> Iterator[Measured]:
        as_of, rows = pd.Timestamp(setting.as_of), self.blocker[self.blocker["项目编号"] == code]
        is_open = (rows["提出日期"] <= as_of) & ~(rows["办结日期"] <= as_of) & (rows["办结期限"] < as_of)
        overdue = rows.loc[is_open, "办结期限"]
        if not overdue.empty:
            first = overdue.min()
            yield Measured("blocked", "days", first, (as_of - first).days, _amount(plan))

    def _slipping(self, setting: Setting, project: pd.Series, plan: pd.Series | None) -> Iterator[Measured]:
        found = [
            (number, day)
            for number, what, is_worse, day in self.moves.get((project["项目编号"], setting.year), [])
            if is_worse and day <= pd.Timestamp(setting.as_of) and (what == "amount" or pd.isna(project["开工日期"]))
        ]
        if plan is not None and found:
            yield Measured(
                "slipping", "times", max(day for _, day in found), len({number for number, _ in found}), _amount(plan)
            )


def _amount(plan: pd.Series | None) -> float | None:
    return None if plan is None else float(plan["计划"])


def day(value: pd.Timestamp | None) -> dt.date | None:
    """A day as a date; None where there is none."""
    return None if value is None or pd.isna(value) else value.date()
