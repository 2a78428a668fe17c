"""The appraisal once more, in plain Python with exact fractions, on the exported ledger, for the scores to agree with.

Nothing here imports the product. A scheme is the TOML file as a dictionary. Money in 万元.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from tests.oracle import DONE, FORMAL, FUNDS, Ledger, Setting

PLANNED, ID, UNIT = "计划总投资（万元）", "项目编号", "责任单位"
WEIGHTED = ("proportional", "full_if_met", "efficacy", "ladder", "steps", "halves")
BY_AGREEMENT = frozenset({
    "signed_projects", "signed_planned", "signed_over_100m", "signed_over_1b", "started_projects",
    "production_projects", "listed_projects", "new_due", "new_due_started", "overdue_starts",
})  # fmt: skip
#: Figure → the indicator of the list of exclusions that takes it out besides one of all.
EXCLUDED_BY = (
    dict.fromkeys(("signed_projects", "signed_planned", "signed_over_100m", "signed_over_1b"), "signed_projects")
    | dict.fromkeys(("started_projects", "new_due", "new_due_started", "overdue_starts"), "started_projects")
    | {"funds_arrived": "funds_arrived", "invested": "invested", "plan": "invested"}
)
REPORT_DAYS = 10
#: An indicator as a workbook writes it.
WRITTEN = {
    "signed_projects": "签约项目数",
    "funds_arrived": "到位资金",
    "invested": "完成投资",
    "started_projects": "开工项目数",
}
LATE_START = "逾期未开工"


class Unit(NamedTuple):
    """A department: its name, group and whether it is ranked."""

    name: str
    group: str = ""
    is_ranked: bool = True


class Brought(NamedTuple):
    """What a project or event brings, before it is credited."""

    figure: str
    of: str
    amount: Fraction


def exact(value: Any) -> Fraction:
    """A number of the ledger as it is written: two decimals."""
    return Fraction(0) if pd.isna(value) else Fraction(f"{float(value):.2f}")


def half_up(value: Fraction) -> Fraction:
    """Two decimals, half away from zero."""
    sign = -1 if value < 0 else 1
    return sign * Fraction(int(abs(value) * 100 + Fraction(1, 2)), 100)


class Appraisal:
    """An exported ledger."""

    def __init__(self, file: Path) -> None:
        self.ledger = Ledger(file)
        sheets = pd.read_excel(file, sheet_name=None, engine="calamine", dtype=object)
        self.credit = sheets["计分归属"].iloc[1:]
        self.exclusion = sheets["不计考核"].iloc[1:]
        self.exemption = sheets["免予亮灯"].iloc[1:]
        self.exemption = self.exemption.assign(有效期至=pd.to_datetime(self.exemption["有效期至"]))
        project = self.ledger.project
        project["入统日期"] = pd.to_datetime(project["入统日期"])
        self.ledger.progress["上报日期"] = pd.to_datetime(self.ledger.progress["上报日期"])

    # What projects bring ------------------------------------------------------------------------------

    def brought(self, setting: Setting) -> list[Brought]:
        """What every project and event brings in the year, up to the day."""
        year, day = setting.year, pd.Timestamp(setting.as_of)
        found: list[Brought] = []
        rows = self.ledger.scope(setting)
        money = self.ledger.money(setting)
        money = money[money["月份"].dt.year == year]
        plans = self.ledger.plan[self.ledger.plan["年度"] == year].set_index(ID)
        has_funds, has_done = (self.ledger.has_year(setting, one, year) for one in (FUNDS, DONE))
        funds = money.groupby(ID)[FUNDS].sum() if has_funds else pd.Series(dtype=float)
        self.done = money.groupby(ID)[DONE].sum() if has_done else pd.Series(dtype=float)
        last = money["月份"] + pd.offsets.MonthEnd(0)
        late = money[(money["上报日期"] <= day) & ((money["上报日期"] - last).dt.days > REPORT_DAYS)]
        reports = late[late[ID].isin(plans.index)].groupby(ID).size()
        for row in rows.to_dict("records"):
            is_formal, signed, started = row["协议类型"] == FORMAL, row["签约日期"], row["开工日期"]
            ended, planned, of = pd.notna(row["终止日期"]), exact(row[PLANNED]), row[ID]
            plan = plans.loc[of] if of in plans.index else None
            is_due = plan is not None and plan["建设性质"] == "新建" and plan["计划开工日期"] <= day
            is_signed = is_formal and pd.notna(signed) and signed.year == year

            def on(column: str, row: Any = row) -> bool:
                return pd.notna(row[column]) and row[column] <= day and row[column].year == year

            flags = {
                "signed_projects": is_signed, "signed_over_100m": is_signed and planned >= 10_000,
                "signed_over_1b": is_signed and planned >= 100_000,
                "started_projects": is_formal and pd.notna(signed) and on("开工日期"),
                "production_projects": on("投产日期"), "listed_projects": on("入统日期"), "new_due": is_due,
                "new_due_started": is_due and pd.notna(started) and not ended,
                "overdue_starts": is_due and pd.isna(started) and not ended,
            }  # fmt: skip
            amounts = {figure: Fraction(1) for figure, is_so in flags.items() if is_so}
            if is_signed:
                amounts["signed_planned"] = planned
            amounts["funds_arrived"] = exact(funds.get(of, 0))
            amounts["late_reports"] = Fraction(int(reports.get(of, 0)))
            if plan is not None:
                is_later = pd.notna(plan["调整日期"]) and plan["调整日期"] > day
                original = plan["原计划投资（万元）"]
                amounts["plan"] = exact(original if is_later and pd.notna(original) else plan["年度计划投资（万元）"])
                amounts["invested"] = exact(self.done.get(of, 0))
            found += [Brought(figure, of, amount) for figure, amount in amounts.items() if amount]
        for row in self.ledger.activity.to_dict("records"):
            held = row["活动日期"]
            if (
                pd.isna(row[UNIT])
                or held > day
                or held.year != year
                or (setting.units and row[UNIT] not in setting.units)
            ):
                continue
            for figure, column in (("activity_batches", "招商活动批次"), ("delegations", "接待客商批次")):
                if amount := exact(row[column]):
                    found.append(Brought(figure, f"@{row['活动编号']}", amount))
            found.append(Brought("activities", f"@{row['活动编号']}", Fraction(1)))
        return found

    @cached_property
    def shares(self) -> dict[str, dict[str, Fraction]]:
        """Who gets how much of each project or event."""
        found = {f"@{row['活动编号']}": {row[UNIT]: Fraction(1)} for row in self.ledger.activity.to_dict("records")}
        found |= {row[ID]: {row[UNIT]: Fraction(1)} for row in self.ledger.project.to_dict("records")}
        for of, rows in self.credit.groupby(ID):
            found[of] = defaultdict(Fraction)
            for row in rows.to_dict("records"):
                found[of][row[UNIT]] += exact(row["份额"])
        return found

    @cached_property
    def excluded(self) -> dict[str, list[Any]]:
        """Project → the indicators of which it is excluded (NaN: all)."""
        return {of: list(rows["指标"]) for of, rows in self.exclusion.groupby(ID)}

    @cached_property
    def ended(self) -> dict[str, Any]:
        """Project → the day on which it was terminated."""
        return dict(self.ledger.project.set_index(ID)["终止日期"])

    def is_left_out(self, scheme: Mapping[str, Any], one: Brought, setting: Setting) -> bool:
        """By the list of exclusions, an exemption, or since it is terminated."""
        listed = self.excluded.get(one.of, [])
        if one.figure not in ("activities", "activity_batches", "delegations") and any(
            pd.isna(indicator) or indicator == WRITTEN.get(EXCLUDED_BY.get(one.figure, "")) for indicator in listed
        ):
            return True
        if one.figure == "overdue_starts":
            rows = self.exemption[(self.exemption[ID] == one.of) & (self.exemption["规则"] == LATE_START)]
            if (rows["有效期至"] >= pd.Timestamp(setting.as_of)).any():
                return True
        if scheme.get("terminated", "left_out") == "left_out" and one.figure in BY_AGREEMENT:
            ended = self.ended.get(one.of)
            return pd.notna(ended) and ended <= pd.Timestamp(setting.as_of)
        return False

    # Scores -------------------------------------------------------------------------------------------

    def shares_gone(self, setting: Setting) -> tuple[Fraction, Fraction]:
        """How much of the year's plan is due (quarters weigh alike), and how much of the year has gone."""
        month, day, year = self.ledger.money_month(setting), setting.as_of, setting.year
        due = 12 if month.year > year else month.month if month.year == year else 0
        is_end = (day + dt.timedelta(days=1)).day == 1
        gone = 12 if day.year > year else 0 if day.year < year else day.month if is_end else day.month - 1
        return Fraction(due, 12), Fraction(gone, 12)

    def scores(
        self, scheme: Mapping[str, Any], units: list[Unit], setting: Setting, *, is_scaled: bool
    ) -> dict[str, tuple[Fraction | None, dict[str, Fraction | None]]]:
        """Department → its total and its points by indicator; None where it cannot be scored."""
        brought = [one for one in self.brought(setting) if not self.is_left_out(scheme, one, setting)]
        planned = {row[ID]: exact(row[PLANNED]) for row in self.ledger.project.to_dict("records")}
        on = [one for one in scheme["indicator"] if one.get("is_on", True)]
        rewarded: set[str] = set()
        points: dict[str, dict[str, Fraction | None]] = {unit.name: {} for unit in units}
        for one in on:
            counted = {
                part: [each for each in brought if each.figure == one.get(part)]
                for part in ("source", "of", "second_source")
            }
            if one["form"] == "each":
                need = Fraction(str(one.get("needs_invested", 0))) / 100
                counted["source"] = [
                    each for each in counted["source"] if each.of not in rewarded
                    and exact(self.done.get(each.of, 0)) >= need * planned.get(each.of, Fraction(0))
                ]  # fmt: skip
                rewarded |= {each.of for each in counted["source"]}
            credited = {unit.name: {part: self._credited(rows, unit.name) for part, rows in counted.items()}
                        for unit in units}  # fmt: skip
            for unit, made in self._points(one, units, credited, planned, setting, is_scaled=is_scaled).items():
                points[unit][one["key"]] = made
        return {unit.name: (self._total(scheme, on, points[unit.name]), points[unit.name]) for unit in units}

    def _credited(self, rows: list[Brought], unit: str) -> list[tuple[str, Fraction]]:
        return [(one.of, one.amount * share) for one in rows if (share := self.shares[one.of].get(unit))]

    def _points(
        self, one: Mapping[str, Any], units: list[Unit], credited: Mapping[str, Any], planned: Mapping[str, Fraction],
        setting: Setting, *, is_scaled: bool,
    ) -> dict[str, Fraction | None]:  # fmt: skip
        given = {
            unit.name: self._given(one, unit.name, credited[unit.name], setting, is_scaled=is_scaled) for unit in units
        }
        found: dict[str, Fraction | None] = {}
        for unit in units:
            mine = given[unit.name]
            if mine is None:
                found[unit.name] = None
                continue
            group = [
                compared(one, theirs)
                for other in units
                if other.group == unit.group and other.is_ranked and (theirs := given[other.name]) is not None
            ]
            made = form(
                one, mine, group, [(planned[of], n) for of, n in credited[unit.name]["source"] if of in planned]
            )
            found[unit.name] = None if made is None else half_up(made)
        return found

    def _given(
        self, one: Mapping[str, Any], unit: str, credited: Mapping[str, Any], setting: Setting, *, is_scaled: bool
    ) -> dict[str, Any] | None:
        """Actual, target and so on of a department; None where it cannot be scored by its own figures."""
        sources = [one[part] for part in ("source", "of", "second_source") if one.get(part)]
        for source, column in (("funds_arrived", FUNDS), ("invested", DONE)):
            if source in sources and not self.ledger.has_year(setting, column, setting.year):
                return None
        due_share, gone = self.shares_gone(setting)
        sums = {part: sum((n for _, n in rows), Fraction(0)) for part, rows in credited.items()}
        made: dict[str, Any] = {"actual": sums["source"], "due": Fraction(1)}
        targets: list[tuple[str, Any, str]] = [
            ("target", one["source"], "ratio"),
            ("second_target", one.get("second_source"), "second"),
        ]
        for key, source, reached in targets:
            if key not in one:
                continue
            whole = self._target(one[key], unit, setting.year)
            scaled = one.get("is_time_scaled", False) and is_scaled
            due = (due_share if source in ("invested", "funds_arrived", "plan") else gone) if scaled else Fraction(1)
            if not one.get("of") and not (whole and due):
                return None
            part = "source" if key == "target" else "second_source"
            made["due"] = due
            if not one.get("of"):
                made[reached] = sums[part] / (whole * due)
        if one["form"] == "ladder" and one.get("is_time_scaled", False) and is_scaled:
            made["due"] = gone
            if not gone:
                return None
        if one.get("of"):
            if len(credited["of"]) < 5 or not sums["of"]:
                return None
            made["rate"] = sums["source"] / sums["of"] * 100
            made["ratio"] = made["rate"] / Fraction(str(one.get("target", 100)))
        return made

    def _target(self, target: Any, unit: str, year: int) -> Fraction | None:
        if not isinstance(target, str):
            return Fraction(str(target))
        rows = self.ledger.target
        rows = rows[
            (rows["年度"] == year) & (rows["指标"] == WRITTEN[target]) & (rows[UNIT] == unit) & rows["产业"].isna()
        ]
        return None if rows.empty else exact(rows["目标值"].iloc[0])

    def _total(
        self, scheme: Mapping[str, Any], on: list[Mapping[str, Any]], points: Mapping[str, Fraction | None]
    ) -> Fraction | None:
        weights = {one["key"]: Fraction(str(one["weight"])) for one in on if one["form"] in WEIGHTED}
        scored = {key: made for key in weights if (made := points[key]) is not None}
        base = sum(scored.values(), Fraction(0))
        if scheme.get("missing", "scaled") == "scaled" and len(scored) < len(weights):
            if not scored:
                return None
            base = half_up(base * sum(weights.values()) / sum(weights[key] for key in scored))
        return base + sum((points[one["key"]] or Fraction(0) for one in on if one["key"] not in weights), Fraction(0))


def compared(one: Mapping[str, Any], given: Mapping[str, Any]) -> Fraction:
    """What departments of a group are compared by."""
    if "target" in one:
        return given["ratio"] * 100
    return given.get("rate", given["actual"])


def form(  # noqa: PLR0911 - one a form
    one: Mapping[str, Any], given: Mapping[str, Any], group: list[Fraction], sizes: list[tuple[Fraction, Fraction]]
) -> Fraction | None:
    """The points of a form, unrounded. `sizes`: planned investment and credited number of each project."""
    kind = one["form"]
    weight, cap = Fraction(str(one.get("weight", 0))), Fraction(str(one.get("cap", 100)))
    if kind == "proportional":
        return weight * min(given["ratio"], cap / 100)
    if kind == "full_if_met":
        if given["ratio"] >= 1:
            return weight
        return weight * given["ratio"] if one.get("otherwise") == "proportional" else Fraction(0)
    if kind == "halves":
        return weight * (min(given["ratio"], cap / 100) + min(given["second"], cap / 100)) / 2
    if kind in ("each", "minus"):
        points = min(Fraction(str(one["points"])) * given["actual"], cap)
        return points if kind == "each" else -points
    if kind == "steps":
        has_ratio = "target" in one or "of" in one
        measure = given["ratio"] * 100 if has_ratio else given["actual"]
        reached = [Fraction(str(step["gives"])) for step in one["step"] if measure >= Fraction(str(step["at_least"]))]
        return weight * max(reached, default=Fraction(0)) / 100
    if kind == "ladder":
        bands = sorted(one["band"], key=lambda band: -band["at_least"])
        spare, points, above = Fraction(0), weight, None
        for band in bands:
            least = Fraction(str(band["at_least"]))
            own = sum((n for size, n in sizes if size >= least and (above is None or size < above)), Fraction(0))
            wanted = Fraction(str(band["wanted"])) * given["due"]
            points -= max(wanted - own - spare, Fraction(0)) * Fraction(str(band["minus"]))
            spare, above = max(own + spare - wanted, Fraction(0)), least
        return max(points, Fraction(0))
    return _efficacy(one, compared(one, given), group, weight)


def _efficacy(one: Mapping[str, Any], own: Fraction, group: list[Fraction], weight: Fraction) -> Fraction | None:
    if len(group) < 2:
        return None
    base, low, high = Fraction(str(one.get("base", 60))), min(group), max(group)
    if low == high:
        return weight if high else weight * base / 100
    own = min(max(own, low), high)
    return weight * ((own - low) / (high - low) * (100 - base) + base) / 100
