"""The dashboard's figures once more, in plain pandas on an exported ledger: what the SQL is held against.

Nothing here imports the product. Money in 万元. Written to be read beside the definitions, one function a
question, without regard to speed; what is the ledger's own, whatever is chosen, is found once.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

FORMAL = "正式"
TOP_500 = {"世界500强", "中国500强", "民企500强"}
FUNDS, DONE = "到位资金（万元）", "完成投资（万元）"
NAN = float("nan")


@dataclass
class Setting:
    """What a reader has chosen; None or empty is no filter."""

    as_of: dt.date
    year: int
    first_month: int = 1
    last_month: int = 12
    industries: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    at_least: float | None = None
    below: float | None = None
    agreement: str | None = None

    @property
    def period(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        first = pd.Timestamp(self.year, self.first_month, 1)
        return first, pd.Timestamp(self.year, self.last_month, 1) + pd.offsets.MonthEnd(0)


class Ledger:
    """An exported workbook as data frames, read with pandas alone."""

    def __init__(self, file: Path) -> None:
        # The row under the headings explains them; «说明» says how far the months are reported.
        sheets = pd.read_excel(file, sheet_name=None, engine="calamine", dtype=object)
        cells = pd.read_excel(file, sheet_name="说明", engine="calamine", header=None, dtype=object)
        labels = dict(zip(cells[0], cells[1], strict=True))
        self.months_through = pd.Timestamp(f"{labels['数据截至月份']}-01")
        self.project = sheets["项目"].iloc[1:].reset_index(drop=True)
        self.kind = sheets["项目类别"].iloc[1:]
        self.progress = sheets["月度进度"].iloc[1:].reset_index(drop=True)
        self.plan = sheets["年度计划"].iloc[1:].reset_index(drop=True)
        self.target = sheets["目标"].iloc[1:].reset_index(drop=True)
        self.activity = sheets["活动"].iloc[1:].reset_index(drop=True)
        for frame, dates in (
            (self.project, ["签约日期", "立项日期", "开工日期", "投产日期", "终止日期"]),
            (self.progress, ["月份"]),
            (self.plan, ["计划开工日期", "调整日期"]),
            (self.activity, ["活动日期"]),
        ):
            for column in dates:
                frame[column] = pd.to_datetime(frame[column])
        for frame, amounts in (
            (self.project, ["计划总投资（万元）"]),
            (self.progress, ["到位资金（万元）", "完成投资（万元）"]),
            (self.plan, ["年度计划投资（万元）", "原计划投资（万元）"]),
        ):
            for column in amounts:
                frame[column] = frame[column].astype(float)

    def default_as_of(self) -> dt.date:
        stages = self.project[["签约日期", "立项日期", "开工日期", "投产日期", "终止日期"]].stack()
        return max(stages.max(), self.months_through + pd.offsets.MonthEnd(0)).date()

    # What every figure stands on -----------------------------------------------------------------

    def money_month(self, setting: Setting) -> pd.Timestamp:
        as_of = pd.Timestamp(setting.as_of)
        ended = as_of.replace(day=1) if as_of.is_month_end else as_of.replace(day=1) - pd.DateOffset(months=1)
        return min(self.months_through, ended)

    def scope(self, setting: Setting) -> pd.DataFrame:
        """Projects that pass the filters; stage dates after the as-of date are blank."""
        rows = self.project
        for column, wanted in (
            ("产业", setting.industries),
            ("责任单位", setting.units),
            ("招商方式", setting.channels),
            ("包联领导", setting.leaders),
        ):
            if wanted:
                rows = rows[rows[column].isin(wanted)]
        if setting.kinds:
            rows = rows[rows["项目编号"].isin(self.kind.loc[self.kind["投资方类别"].isin(setting.kinds), "项目编号"])]
        if setting.at_least is not None:
            rows = rows[rows["计划总投资（万元）"] >= setting.at_least]
        if setting.below is not None:
            rows = rows[rows["计划总投资（万元）"] < setting.below]
        if setting.agreement is not None:
            rows = rows[rows["协议类型"] == setting.agreement]
        rows = rows.copy()
        for column in ("签约日期", "开工日期", "终止日期"):
            rows[column] = rows[column].where(rows[column] <= pd.Timestamp(setting.as_of))
        return rows

    def money(self, setting: Setting) -> pd.DataFrame:
        rows = self.progress[self.progress["月份"] <= self.money_month(setting)]
        return rows[rows["项目编号"].isin(self.scope(setting)["项目编号"])]

    def ledger_from(self) -> pd.Timestamp:
        """The first month of signings that no year without one parts from the first month of money."""
        return self._begins

    @cached_property
    def _begins(self) -> pd.Timestamp:
        signed = self.project["签约日期"].dropna().dt.to_period("M").dt.to_timestamp()
        if self.progress.empty:
            return signed.min()
        first = self.progress["月份"].min()
        for month in sorted(signed[signed < first].unique(), reverse=True):
            if month < first - pd.DateOffset(years=1):
                break
            first = month
        return first

    def reported_from(self, setting: Setting, column: str) -> pd.Timestamp | None:
        """The first month for which FUNDS or DONE is reported; None where it is not by the last month of money.

        A column of nothing but 0 beside one with amounts is no report. One with amounts is reported from January of
        the year of its first amount, or from the ledger's first month where that is later.
        """
        first = self._reports[column]
        return first if first is not None and first <= self.money_month(setting) else None

    @cached_property
    def _reports(self) -> dict[str, pd.Timestamp | None]:
        return {FUNDS: self._reports_of(FUNDS, DONE), DONE: self._reports_of(DONE, FUNDS)}

    def _reports_of(self, column: str, other: str) -> pd.Timestamp | None:
        months = self.progress["月份"]
        some, others = months[self.progress[column] != 0], months[self.progress[other] != 0]
        if months.empty or (some.empty and not others.empty):
            return None
        return months.min() if some.empty else max(months.min(), pd.Timestamp(some.min().year, 1, 1))

    def has(self, setting: Setting, column: str, by: pd.Timestamp | None = None) -> bool:
        """Is the column reported by a day (by the last month of money)?"""
        first = self.reported_from(setting, column)
        return first is not None and (by is None or first <= by)

    def has_in_period(self, setting: Setting, column: str) -> bool:
        """Is the column reported for a month of the period?"""
        first, last = setting.period
        return self.has(setting, column, min(last, pd.Timestamp(setting.as_of))) and first <= self.money_month(setting)

    def known(self, setting: Setting, figures: dict[str, float], *names: str) -> dict[str, float]:
        """The figures, of which those named are missing where no funds are reported since the period began."""
        is_known = self.has(setting, FUNDS) and setting.period[0] <= self.money_month(setting)
        return figures if is_known else figures | dict.fromkeys(names, NAN)

    def has_year(self, setting: Setting, column: str, year: int) -> bool:
        """Is the column reported for a month of the year?"""
        return self.has(setting, column, pd.Timestamp(year, 12, 31)) and self.money_month(setting).year >= year

    def signed(self, setting: Setting) -> pd.DataFrame:
        """Scope's projects signed in the period, with what had arrived and when it began."""
        rows = self.scope(setting)
        first, last = setting.period
        rows = rows[rows["签约日期"].between(first, last)].copy()
        # Framework agreements count only where they alone are asked for.
        rows["计数"] = (rows["协议类型"] == FORMAL) | (setting.agreement == "框架")
        money = self.money(setting)
        total = money.groupby("项目编号")["到位资金（万元）"].sum()
        paid = money[money["到位资金（万元）"] > 0].groupby("项目编号")["月份"].min() + pd.offsets.MonthEnd(0)
        rows["到位"] = rows["项目编号"].map(total.to_dict()).astype(float).fillna(0.0)
        rows["到位日"] = pd.to_datetime(rows["项目编号"].map(paid.to_dict()))
        rows["开工否"] = rows["开工日期"].notna() & rows["终止日期"].isna()
        return rows

    # Funnel ------------------------------------------------------------------------------------------

    def funnel_cohort(self, setting: Setting) -> dict[str, dict[str, float]]:
        rows = self.signed(setting)
        rows = rows[rows["协议类型"] == FORMAL]
        started = rows[rows["开工否"]]
        funded = started[started["到位"] > 0]
        orderly = started[started["开工日期"] >= started["签约日期"]]
        # Of projects older than the year in which money begins to be reported, the first money is not known.
        money_from = self.reported_from(setting, FUNDS)
        begun = funded[["签约日期", "开工日期"]].min(axis=1)
        is_known = begun.dt.year >= (money_from.year if money_from is not None else 9999)
        timely = funded[(funded["到位日"] >= funded["开工日期"]) & is_known]
        found = {
            "signed": _stage(rows) | {"median_days": float("nan"), "timed": 0},
            "started": _stage(started)
            | {"median_days": (orderly["开工日期"] - orderly["签约日期"]).dt.days.median(), "timed": len(orderly)},
            "funded": _stage(funded)
            | {"median_days": (timely["到位日"] - timely["开工日期"]).dt.days.median(), "timed": len(timely)},
        }
        missing = {"funded": ("projects", "planned_investment")}
        return {
            stage: self.known(setting, figures, "funds_arrived", *missing.get(stage, ()))
            for stage, figures in found.items()
        }

    def funnel_period(self, setting: Setting) -> dict[str, tuple[float, float]]:
        """Projects and their planned investment; and under 'arrived' all money of the period."""
        first, last = setting.period
        rows = self.scope(setting)
        rows = rows[rows["签约日期"].notna() & (rows["协议类型"] == FORMAL)]
        money = self.money(setting)
        paid = money[money["到位资金（万元）"] > 0].groupby("项目编号")["月份"].min() + pd.offsets.MonthEnd(0)
        within = {
            "signed": rows[rows["签约日期"].between(first, last)],
            "started": rows[rows["开工日期"].between(first, last)],
            "funded": rows[pd.to_datetime(rows["项目编号"].map(paid.to_dict())).between(first, last)],
        }
        found: dict[str, tuple[float, float]] = {
            stage: (len(frame), frame["计划总投资（万元）"].sum()) for stage, frame in within.items()
        }
        if not self.has_in_period(setting, FUNDS):
            found["funded"] = (NAN, NAN)
        return found | {"arrived": (0, self.funds_arrived(setting))}

    def funnel_beside(self, setting: Setting) -> dict[str, float]:
        rows = self.signed(setting)
        framework = rows[rows["协议类型"] != FORMAL]
        rows = rows[rows["协议类型"] == FORMAL]
        ended = rows[rows["终止日期"].notna()]
        alive = rows[rows["终止日期"].isna()]
        early = alive[alive["到位日"] < alive["开工日期"]]
        waiting = alive[alive["开工日期"].isna() & (alive["到位"] > 0)]
        matured = rows[(pd.Timestamp(setting.as_of) - rows["签约日期"]).dt.days >= 180]
        found = {
            "framework_projects": len(framework),
            "framework_planned": framework["计划总投资（万元）"].sum(),
            "early_projects": len(early),
            "early_funds": self._before_the_start(early, self.money(setting)),
            "unstarted_projects": len(waiting),
            "unstarted_funds": waiting["到位"].sum(),
            "terminated_projects": len(ended),
            "terminated_planned": ended["计划总投资（万元）"].sum(),
            "terminated_funds": ended["到位"].sum(),
            "cohort_funds": rows["到位"].sum(),
            "matured_projects": len(matured),
            "matured_started": int(matured["开工否"].sum()),
        }
        return self.known(
            setting, found, "early_projects", "early_funds", "unstarted_projects", "unstarted_funds",
            "terminated_funds", "cohort_funds",
        )  # fmt: skip

    def funnel_groups(self, setting: Setting, dimension: str) -> dict[str | None, dict[str, float]]:
        """The funnel of the agreements signed in the period by industry, unit, kind, size or channel."""
        rows = self.signed(setting)
        rows = rows[rows["协议类型"] == FORMAL]
        if dimension == "kind":
            names = rows[["项目编号"]].merge(self.kind, on="项目编号", how="left").set_index("项目编号")["投资方类别"]
            rows = rows.set_index("项目编号", drop=False).loc[names.index].assign(组=names.to_list())
        elif dimension == "size":
            planned = rows["计划总投资（万元）"]
            classes = ["over_1b" if one >= 100_000 else "from_100m_to_1b" if one >= 10_000 else "under_100m"
                       for one in planned]  # fmt: skip
            rows = rows.assign(组=classes)
        else:
            column = {"industry": "产业", "unit": "责任单位", "channel": "招商方式"}[dimension]
            rows = rows.assign(组=rows[column])
        found: dict[str | None, dict[str, float]] = {}
        for name, group in rows.groupby("组", dropna=False):
            started = group[group["开工否"]]
            funded = started[started["到位"] > 0]
            orderly = started[started["开工日期"] >= started["签约日期"]]
            figures = {
                "formal_projects": len(group),
                "started_projects": len(started),
                "funded_projects": len(funded),
                "terminated_projects": int(group["终止日期"].notna().sum()),
                "formal_planned": group["计划总投资（万元）"].sum(),
                "started_planned": started["计划总投资（万元）"].sum(),
                "funded_planned": funded["计划总投资（万元）"].sum(),
                "arrived_of_signed": group["到位"].sum(),
                "arrived_of_funded": funded["到位"].sum(),
                "median_days_to_start": (orderly["开工日期"] - orderly["签约日期"]).dt.days.median(),
                "timed_projects": len(orderly),
            }
            found[None if pd.isna(name) else str(name)] = self.known(
                setting, figures, "funded_projects", "funded_planned", "arrived_of_signed", "arrived_of_funded"
            )
        return found

    def signing_months(self, setting: Setting) -> dict[tuple[pd.Timestamp, int], dict[str, float]]:
        """(signing month, months since) → what the month's agreements had come to by the end of that month."""
        first, last = setting.period
        as_of = pd.Timestamp(setting.as_of)
        rows = self.scope(setting)
        rows = rows[(rows["协议类型"] == FORMAL) & rows["签约日期"].between(first, last)]
        money = self.money(setting)
        found = {}
        for signed_month in pd.date_range(first, last, freq="MS"):
            cohort = rows[rows["签约日期"].between(signed_month, signed_month + pd.offsets.MonthEnd(0))]
            day, since = signed_month + pd.offsets.MonthEnd(0), 0
            while day <= as_of:
                begun = cohort["开工日期"] <= day
                ended = cohort["终止日期"] <= day
                paid = money[(money["月份"] <= day) & money["项目编号"].isin(cohort["项目编号"])]
                known = self.has(setting, FUNDS, day) and day <= self.money_month(setting) + pd.offsets.MonthEnd(0)
                found[signed_month, since] = {
                    "formal_projects": len(cohort),
                    "formal_planned": cohort["计划总投资（万元）"].sum(),
                    "started_projects": int((begun & ~ended).sum()),
                    "arrived_of_signed": paid["到位资金（万元）"].sum() if known else float("nan"),
                }
                since += 1
                day = signed_month + pd.DateOffset(months=since) + pd.offsets.MonthEnd(0)
        return found

    def terminations(self, setting: Setting) -> dict[str | None, dict[str, float]]:
        """Reason → the formal agreements signed in the period and terminated."""
        rows = self.signed(setting)
        rows = rows[(rows["协议类型"] == FORMAL) & rows["终止日期"].notna()]
        return {
            None if pd.isna(reason) else str(reason): self.known(
                setting,
                {
                    "terminated_projects": len(group),
                    "terminated_planned": group["计划总投资（万元）"].sum(),
                    "terminated_funds": group["到位"].sum(),
                },
                "terminated_funds",
            )
            for reason, group in rows.groupby("终止原因", dropna=False)
        }

    @staticmethod
    def _before_the_start(projects: pd.DataFrame, money: pd.DataFrame) -> float:
        """What arrived in months that ended before the project's start."""
        started = projects.set_index("项目编号")["开工日期"].to_dict()
        rows = money[money["项目编号"].isin(started)]
        ended = rows["月份"] + pd.offsets.MonthEnd(0) < pd.to_datetime(rows["项目编号"].map(started))
        return float(rows.loc[ended, "到位资金（万元）"].sum())

    def funds_arrived(self, setting: Setting, industry: str | None = None) -> float:
        first, last = setting.period
        if not self.has_in_period(setting, FUNDS):
            return NAN
        money = self.money(setting)
        money = money[money["月份"].between(first, last)]
        if industry is not None:
            scope = self.scope(setting)
            money = money[money["项目编号"].isin(scope.loc[scope["产业"] == industry, "项目编号"])]
        return float(money["到位资金（万元）"].sum())

    def headline(self, setting: Setting) -> dict[str, float]:
        rows = self.signed(setting)
        formal = rows[rows["协议类型"] == FORMAL]
        return {
            "signed_projects": int(rows["计数"].sum()),
            "formal_projects": len(formal),
            "started_projects": int(formal["开工否"].sum()),
            "signed_planned": rows.loc[rows["计数"], "计划总投资（万元）"].sum(),
            "funds_arrived": self.funds_arrived(setting),
        }

    def year_before(self, setting: Setting) -> dict[str, float]:
        """The same period and as-of date a year earlier, money stopping at the same month."""
        back = pd.DateOffset(years=1)
        first, last = (day - back for day in setting.period)
        as_of = pd.Timestamp(setting.as_of) - back
        last = min(last, as_of)
        scope = self.scope(setting)
        rows = scope[scope["签约日期"].between(first, last)]
        formal = rows[rows["协议类型"] == FORMAL]
        started = formal[(formal["开工日期"] <= as_of) & ~(formal["终止日期"] <= as_of)]
        money = self.money(setting)
        upto = min(last, self.money_month(setting) - back)
        arrived = money.loc[money["月份"].between(first, upto), "到位资金（万元）"].sum()
        return {
            "signed_projects": len(rows if setting.agreement == "框架" else formal),
            "formal_projects": len(formal),
            "started_projects": len(started),
            "funds_arrived": float(arrived) if self.has(setting, FUNDS, last) and first <= upto else NAN,
            "has_ledger": self.ledger_from() <= first,
            "has_funds": self.has(setting, FUNDS, first) and first <= upto,
        }

    # Plan ----------------------------------------------------------------------------------------------

    def key_plan(self, setting: Setting, year: int) -> pd.DataFrame:
        """The year's key projects in scope, with the plan in force at the as-of date."""
        plan = self.plan[self.plan["年度"].astype(int) == year].copy()
        later = plan["调整日期"] > pd.Timestamp(setting.as_of)
        plan["计划"] = plan["年度计划投资（万元）"].where(~later, plan["原计划投资（万元）"])
        return plan.merge(
            self.scope(setting)[["项目编号", "产业", "责任单位", "计划总投资（万元）", "开工日期", "终止日期"]],
            on="项目编号",
        )

    def due_share(self, setting: Setting, weights: tuple[float, ...] = (25, 25, 25, 25)) -> float:
        last = self.money_month(setting)
        if last.year != setting.year:
            return 1.0 if last.year > setting.year else 0.0
        return sum(weights[(month - 1) // 3] / 3 for month in range(1, last.month + 1)) / 100

    def completed(self, setting: Setting, year: int, upto: pd.Timestamp) -> pd.Series:
        """Completed investment of the year up to a month, by project."""
        money = self.money(setting)
        money = money[(money["月份"].dt.year == year) & (money["月份"] <= upto)]
        return money.groupby("项目编号")["完成投资（万元）"].sum()

    def target_year(self, setting: Setting) -> dict[str, float]:
        plan = self.key_plan(setting, setting.year)
        last_month = min(self.money_month(setting), pd.Timestamp(setting.year, 12, 1))
        done = (
            plan["项目编号"].map(self.completed(setting, setting.year, last_month).to_dict()).astype(float).fillna(0.0)
        )
        day = pd.Timestamp(setting.as_of)
        new = plan[plan["建设性质"] == "新建"]
        started = (new["开工日期"] <= day) & new["终止日期"].isna()
        due, later = new["计划开工日期"] <= day, new["计划开工日期"] > day
        before = self.key_plan(setting, setting.year - 1)
        earlier = self.completed(setting, setting.year - 1, last_month - pd.DateOffset(years=1))
        return {
            "key_projects": len(plan),
            "continuing_projects": int((plan["建设性质"] == "续建").sum()),
            "new_projects": len(new),
            "planned_investment": plan["计划总投资（万元）"].sum(),
            "plan": plan["计划"].sum(),
            "invested": done.sum() if self.has_year(setting, DONE, setting.year) else NAN,
            "due_share": self.due_share(setting),
            "new_due": int(due.sum()),
            "new_due_started": int((due & started).sum()),
            "new_started_early": int((later & started).sum()),
            "last_key_projects": len(before),
            "last_invested": before["项目编号"].map(earlier.to_dict()).astype(float).fillna(0.0).sum()
            if self.has(setting, DONE, pd.Timestamp(setting.year - 1, 12, 31))
            and self.money_month(setting).year >= setting.year
            else NAN,
        }

    def target_groups(self, setting: Setting, column: str) -> dict[str, dict[str, float]]:
        plan = self.key_plan(setting, setting.year)
        done = self.completed(setting, setting.year, self.money_month(setting))
        has_done = self.has_year(setting, DONE, setting.year)
        plan["完成"] = plan["项目编号"].map(done.to_dict()).astype(float).fillna(0.0 if has_done else NAN)
        return {
            name: {"key_projects": len(rows), "plan": rows["计划"].sum(), "invested": rows["完成"].sum(skipna=False)}
            for name, rows in plan.groupby(column)
        }

    def cumulative(self, setting: Setting) -> list[float]:
        """Cumulative completed investment of the key projects, January to the last month that counts."""
        ids = set(self.key_plan(setting, setting.year)["项目编号"])
        money = self.money(setting)
        money = money[(money["月份"].dt.year == setting.year) & money["项目编号"].isin(ids)]
        last = min(self.money_month(setting), pd.Timestamp(setting.year, 12, 1))
        first = self.reported_from(setting, DONE)
        months = (
            [] if first is None else list(pd.date_range(max(first, pd.Timestamp(setting.year, 1, 1)), last, freq="MS"))
        )
        return [float(money.loc[money["月份"] <= month, "完成投资（万元）"].sum()) for month in months]

    def industries(self, setting: Setting) -> dict[str, dict[str, float]]:
        signed = self.signed(setting)
        groups = self.target_groups(setting, "产业")
        has_done = self.has_year(setting, DONE, setting.year)
        found = {}
        for name in self.scope(setting)["产业"].unique():
            rows = signed[signed["产业"] == name]
            formal = rows[rows["协议类型"] == FORMAL]
            matured = formal[(pd.Timestamp(setting.as_of) - formal["签约日期"]).dt.days >= 180]
            counted = rows[rows["计数"]]
            found[name] = {
                "signed_projects": len(counted),
                "signed_planned": counted["计划总投资（万元）"].sum(),
                "formal_projects": len(formal),
                "started_projects": int(formal["开工否"].sum()),
                "matured_projects": len(matured),
                "matured_started": int(matured["开工否"].sum()),
                "formal_planned": formal["计划总投资（万元）"].sum(),
                "arrived_of_signed": formal["到位"].sum()
                if self.has(setting, FUNDS) and setting.period[0] <= self.money_month(setting)
                else NAN,
                "funds_arrived": self.funds_arrived(setting, name),
            } | groups.get(name, {"key_projects": 0, "plan": 0.0, "invested": 0.0 if has_done else NAN})
        return found

    # Report card -----------------------------------------------------------------------------------

    def report_card(self, year: int) -> dict[str, float]:
        """A year as its 31 December shows it, the whole zone."""
        setting = Setting(dt.date(year, 12, 31), year, agreement=None)
        rows = self.signed(setting)
        rows = rows[rows["协议类型"] == FORMAL]
        planned = rows["计划总投资（万元）"]
        held = self.activity[self.activity["活动日期"].dt.year == year]
        top = set(self.kind.loc[self.kind["投资方类别"].isin(TOP_500), "项目编号"])
        return {
            "signed_projects": len(rows),
            "projects_over_100m": int((planned >= 10_000).sum()),
            "projects_over_1b": int((planned >= 100_000).sum()),
            "four_new_projects": int((rows["四新经济"] == "是").sum()),
            "top_500_projects": int(rows["项目编号"].isin(top).sum()),
            "planned_investment": planned.sum() / 10_000,
            "start_rate": rows["开工否"].mean() * 100,
            "funds_arrived": self.funds_arrived(setting) / 10_000,
            "promotion_events": int(held["招商活动批次"].sum()),
            "investor_delegations": int(held["接待客商批次"].sum()),
        }


def _stage(rows: pd.DataFrame) -> dict[str, float]:
    return {
        "projects": len(rows),
        "planned_investment": rows["计划总投资（万元）"].sum(),
        "funds_arrived": rows["到位"].sum(),
    }
