"""The review once more, in plain Python on exported ledgers: what view/compared is held against.

Nothing here imports the product. Project by project, as the definitions say; money in 万元.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from tests.oracle import DONE, FORMAL, FUNDS, Ledger, Setting
from tests.oracle_lights import Lights

PLANNED, AMOUNT, ORIGINAL = "计划总投资（万元）", "年度计划投资（万元）", "原计划投资（万元）"
#: (number, amount) of a box.
Boxes = dict[tuple[str, str], list[float]]


@dataclass
class Project:
    """A project as a ledger knows it on a day; what is still to come is None."""

    name: str
    amount: float
    agreement: str
    signed: dt.date | None
    started: dt.date | None
    produced: dt.date | None
    ended: dt.date | None
    is_funded: bool
    plan: float | None
    #: Completed of the year's months that count.
    work: Mapping[dt.date, float]
    stage: str


class Problem(NamedTuple):
    """How a problem stands on a day."""

    is_solved: bool
    is_ended: bool
    is_late: bool

    @property
    def is_open(self) -> bool:
        return not self.is_solved and not self.is_ended


def day(value: Any) -> dt.date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def stage(one: Project, *, is_key: bool) -> str:
    """Where a project stands: each at one."""
    if one.ended:
        return "terminated"
    if one.signed is None:
        return "key" if is_key else "unsigned"
    if one.agreement != FORMAL:
        return "framework"
    if one.produced:
        return "produced"
    if one.started:
        return "funded" if one.is_funded else "started"
    return "signed"


class Review:
    """Exported ledgers, each published upon the one before on its day."""

    def __init__(self, files: Sequence[tuple[Path, dt.date]]) -> None:
        self.files = files
        self.ledgers = [Ledger(file) for file, _ in files]
        self.lights = [Lights([file for file, _ in files[: at + 1]]) for at in range(len(files))]
        for one in self.ledgers:
            for column in ("签约日期", "开工日期", "投产日期", "终止日期"):
                one.project[column] = pd.to_datetime(one.project[column])

    def state(self, at: int, setting: Setting, on: dt.date) -> dict[str, Project]:
        """The projects of a ledger on a day, of the selection, that stand somewhere or have a plan of the year."""
        ledger, when = self.ledgers[at], replace(setting, as_of=on)
        chosen = set(ledger.scope(when)["项目编号"])
        last, has_funds = ledger.money_month(when), ledger.reported_from(when, FUNDS)
        has_work = ledger.reported_from(when, DONE)
        funded: set[str] = set()
        work: dict[str, dict[dt.date, float]] = {}
        for row in ledger.progress.to_dict("records"):
            month = row["月份"]
            if month > last:
                continue
            if has_funds is not None and month >= has_funds and row[FUNDS] > 0:
                funded.add(row["项目编号"])
            if has_work is not None and month >= has_work and month.year == setting.year and row[DONE] > 0:
                work.setdefault(row["项目编号"], {})[month.date()] = float(row[DONE])
        plans: dict[str, dict[int, float]] = {}
        for row in ledger.plan.to_dict("records"):
            adjusted = day(row["调整日期"])
            was = row[AMOUNT] if pd.isna(row[ORIGINAL]) else row[ORIGINAL]
            amount = was if adjusted is not None and adjusted > on else row[AMOUNT]
            plans.setdefault(row["项目编号"], {})[int(row["年度"])] = float(amount)
        found = {}
        for row in ledger.project.to_dict("records"):
            code = row["项目编号"]
            if code not in chosen:
                continue
            dates = [day(row[column]) for column in ("签约日期", "开工日期", "投产日期", "终止日期")]
            signed, started, produced, ended = (one if one is not None and one <= on else None for one in dates)
            plan = plans.get(code, {}).get(setting.year)
            one = Project(
                row["项目名称"], float(row[PLANNED]), row["协议类型"], signed, started, produced, ended, code in funded,
                plan, work.get(code, {}) if plan is not None else {}, "",
            )  # fmt: skip
            is_to_come = dates[0] is not None and dates[0] > on
            first = min(plans.get(code, {9999: 0.0}))
            if not is_to_come or started or one.is_funded or first <= on.year:
                one.stage = stage(one, is_key=code in plans)
            if one.stage or plan is not None:
                found[code] = one
        return found

    def then(self, since: dt.date, reading: str) -> tuple[int, dt.date] | None:
        """Which ledger is held against the last one, and as of which day; None where none had been published."""
        newest = len(self.files) - 1
        if reading == "date":
            return newest, since
        current = [at for at, (_, published) in enumerate(self.files) if published <= since]
        if not current:
            return None
        return current[-1], min(since, self.ledgers[current[-1]].default_as_of())

    def moved(self, setting: Setting, since: dt.date, reading: str) -> Boxes | None:
        """(stock, box) → number of projects and amount."""
        was = self.then(since, reading)
        if was is None:
            return None
        at, on = was
        newest = len(self.files) - 1
        then, same_day = self.state(at, setting, on), self.state(newest, setting, on)
        now = self.state(newest, setting, setting.as_of)
        known = set(self.ledgers[at].project["项目编号"])
        boxes: Boxes = {}

        def put(stock: str, box: str, amount: float) -> None:
            held = boxes.setdefault((stock, box), [0, 0.0])
            held[0] += 1
            held[1] += amount

        for code in then.keys() | same_day.keys() | now.keys():
            a, b, c = then.get(code), same_day.get(code), now.get(code)
            for stock, stage in (("unstarted", "signed"), ("unfunded", "started")):
                self._learned(put, stock, stage, a, b, is_known=code in known)
            self._happened(put, b, c)
            last = self.ledgers[at].money_month(replace(setting, as_of=on))
            self._planned(put, a, c, last.date() if not pd.isna(last) else dt.date.min)
        return boxes

    @staticmethod
    def _learned(put: Any, stock: str, stage: str, a: Project | None, b: Project | None, *, is_known: bool) -> None:
        was, would = a is not None and a.stage == stage, b is not None and b.stage == stage
        if a is not None and was:
            put(stock, "then", a.amount)
        if was and would and a is not None and b is not None and a.amount != b.amount:
            put(stock, "restated", b.amount - a.amount)
        if would and not was and b is not None:
            is_new = (a is None and not is_known) or (a is not None and a.signed is None)
            if stock == "unfunded":
                is_new = is_new or (a is not None and a.started is None)
            put(stock, "late_in" if is_new else "corrected_in", b.amount)
        if was and not would and a is not None:
            filled = b is not None and any((
                a.produced is None and b.produced is not None, a.ended is None and b.ended is not None,
                stock == "unstarted" and a.started is None and b.started is not None,
                stock == "unfunded" and not a.is_funded and b.is_funded,
            ))  # fmt: skip
            put(stock, "late_out" if filled else "corrected_out", a.amount)

    @staticmethod
    def _happened(put: Any, b: Project | None, c: Project | None) -> None:
        if c is None:
            return
        is_new = c.agreement == FORMAL and c.signed is not None and (b is None or b.signed is None)
        started = False
        if is_new:
            put("unstarted", "signed", c.amount)
        if is_new or (b is not None and b.stage == "signed"):
            started = c.stage in {"started", "funded"} or (c.stage == "produced" and c.started is not None)
            if started:
                put("unstarted", "started", c.amount)
                put("unfunded", "started", c.amount)
            elif c.stage in {"produced", "terminated"}:
                put("unstarted", c.stage, c.amount)
        if (started or (b is not None and b.stage == "started")) and c.stage in {"funded", "produced", "terminated"}:
            put("unfunded", c.stage, c.amount)
        for stock, stage in (("unstarted", "signed"), ("unfunded", "started")):
            if c.stage == stage:
                put(stock, "now", c.amount)

    @staticmethod
    def _planned(put: Any, a: Project | None, c: Project | None, last: dt.date) -> None:
        before = a.plan if a is not None else None
        after = c.plan if c is not None else None
        if a is not None and before is not None:
            put("plan", "then", before)
            put("completed", "then", sum(a.work.values()))
        if c is not None and after is not None:
            put("plan", "now", after)
            put("completed", "now", sum(c.work.values()))
            done = sum(amount for month, amount in c.work.items() if month > last)
            if done:
                put("completed", "done", done)
        if before is None and c is not None and after is not None:
            put("plan", "added", after)
            put("completed", "added", sum(amount for month, amount in c.work.items() if month <= last))
        elif after is None and a is not None and before is not None:
            put("plan", "removed", before)
            put("completed", "removed", sum(a.work.values()))
        elif a is not None and c is not None and before is not None and after is not None:
            if after != before:
                put("plan", "raised" if after > before else "lowered", abs(after - before))
            months = {month for month in a.work.keys() | c.work.keys() if month <= last}
            late = sum(c.work.get(month, 0.0) for month in months if month not in a.work)
            corrected = sum(c.work.get(month, 0.0) - a.work[month] for month in months if month in a.work)
            if late:
                put("completed", "late", late)
            if round(corrected, 9):
                put("completed", "corrected", corrected)

    def lit(
        self, setting: Setting, since: dt.date, reading: str, limits: Mapping[str, float], basis: str
    ) -> dict[str, float] | None:
        """How many projects are red, amber, were red, newly red and amber, exempt, green again; what is at stake."""
        was = self.then(since, reading)
        if was is None:
            return None
        at, on = was
        newest = len(self.files) - 1
        before = self._worst(self.lights[at].found(replace(setting, as_of=on), limits, basis))
        found = self.lights[newest].found(setting, limits, basis)
        now = self._worst(found)
        exempt = {code for (_, code), one in found.items() if one["is_exempt"]}
        stands = {code for code, one in self.state(newest, setting, setting.as_of).items() if one.ended is None}
        counted = Counter(now.values())
        stakes: dict[str, float] = {}
        for (_, code), one in found.items():
            if not one["is_exempt"] and not pd.isna(one["at_stake"]):
                stakes[code] = max(stakes.get(code, one["at_stake"]), one["at_stake"])
        return {
            "red_projects": counted["red"], "amber_projects": counted["amber"],
            "red_then": Counter(before.values())["red"],
            "new_red": sum(light == "red" and before.get(code) != "red" for code, light in now.items()),
            "new_amber": sum(light == "amber" and code not in before for code, light in now.items()),
            "green_again": len((before.keys() - now.keys() - exempt) & stands), "exempt_projects": len(exempt),
            "red_stake": sum(stakes.get(code, 0.0) for code, light in now.items() if light == "red"),
            "amber_stake": sum(stakes.get(code, 0.0) for code, light in now.items() if light == "amber"),
        }  # fmt: skip

    def problems(self, setting: Setting, since: dt.date, reading: str) -> dict[str, int] | None:
        """Problems open before, new, solved, of projects that ended, corrected, open now, past their day."""
        was = self.then(since, reading)
        if was is None:
            return None
        before, now = self._listed(was[0], setting, was[1]), self._listed(len(self.files) - 1, setting, setting.as_of)
        found = Counter[str]()
        for code in before.keys() | now.keys():
            then, here = before.get(code), now.get(code)
            was_open, is_open = then is not None and then.is_open, here is not None and here.is_open
            is_new = then is None
            had = was_open or is_new
            solved = had and here is not None and here.is_solved
            ended = had and here is not None and here.is_ended and not here.is_solved
            found["problems_then"] += was_open
            found["problems_new"] += is_new
            found["problems_solved"] += solved
            found["problems_ended"] += ended
            found["problems_corrected"] += is_open - was_open - is_new + solved + ended
            found["problems_open"] += is_open
            found["problems_overdue"] += is_open and here is not None and here.is_late
        return dict(found)

    def _listed(self, at: int, setting: Setting, on: dt.date) -> dict[str, Problem]:
        """The problems of a ledger that had been raised by a day, of the selection."""
        chosen = self.ledgers[at].scope(replace(setting, as_of=on)).set_index("项目编号")
        listed = {}
        for row in self.lights[at].blocker.to_dict("records"):
            raised, due, solved = (day(row[column]) for column in ("提出日期", "办结期限", "办结日期"))
            if row["项目编号"] not in chosen.index or raised is None or raised > on:
                continue
            is_ended = not pd.isna(chosen.loc[row["项目编号"], "终止日期"])
            is_solved = solved is not None and solved <= on
            listed[row["问题编号"]] = Problem(is_solved, is_ended, due is not None and due < on)
        return listed

    @staticmethod
    def _worst(found: Mapping[tuple[str, str], Mapping[str, Any]]) -> dict[str, str]:
        lights: dict[str, str] = {}
        for (_, code), one in found.items():
            if not one["is_exempt"] and lights.get(code) != "red":
                lights[code] = one["light"]
        return lights
