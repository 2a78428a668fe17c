"""The targets page's figures once more, in plain pandas on an exported ledger. Imports nothing of the product."""

from __future__ import annotations

import pandas as pd

from tests.oracle import DONE, FORMAL, FUNDS, NAN, Ledger, Setting

INDICATORS = {
    "签约项目数": "signed_projects",
    "开工项目数": "started_projects",
    "到位资金": "funds_arrived",
    "完成投资": "invested",
}
EVEN = (25.0, 25.0, 25.0, 25.0)


def standings(ledger: Ledger, setting: Setting) -> pd.DataFrame:
    """The year's key projects with what they completed, what was due of each, and the difference."""
    rows = ledger.key_plan(setting, setting.year)
    done = ledger.completed(setting, setting.year, ledger.money_month(setting))
    has_done = ledger.has_year(setting, DONE, setting.year)
    rows["完成"] = rows["项目编号"].map(done.to_dict()).astype(float).fillna(0.0 if has_done else NAN)
    rows["应完成"] = rows["计划"] * ledger.due_share(setting)
    rows["超欠"] = (rows["完成"] - rows["应完成"]).round(6)
    rows["原计划"] = rows["原计划投资（万元）"].fillna(rows["年度计划投资（万元）"])
    return rows


def shortfall(ledger: Ledger, setting: Setting, leading: int) -> dict[str, float]:
    rows = standings(ledger, setting)
    short, ahead = rows[rows["超欠"] < 0], rows[rows["超欠"] > 0]
    top = short.nsmallest(leading, "超欠")
    waiting = short[
        (short["建设性质"] == "新建")
        & (short["计划开工日期"] > pd.Timestamp(setting.as_of))
        & short["开工日期"].isna()
        & short["终止日期"].isna()
    ]
    ended = short[short["终止日期"].notna()]
    return {
        "shortfall_projects": len(short),
        "shortfall": -short["超欠"].sum(),
        "ahead_projects": len(ahead),
        "excess": ahead["超欠"].sum(),
        "level_projects": int((rows["超欠"] == 0).sum()),
        "surplus": (rows["完成"] - rows["应完成"]).sum(),
        "leading_projects": len(top),
        "leading_shortfall": -top["超欠"].sum(),
        "leading_share": top["超欠"].sum() / short["超欠"].sum() if len(short) else NAN,
        "waiting_projects": len(waiting),
        "waiting_shortfall": -waiting["超欠"].sum(),
        "ended_projects": len(ended),
        "ended_shortfall": -ended["超欠"].sum(),
    }


def waterfall(ledger: Ledger, setting: Setting, leading: int, surpluses: int) -> list[tuple[str, int, float]]:
    """Kind, projects and amount of each step."""
    rows = standings(ledger, setting)
    if rows["完成"].isna().all():
        return []
    down = rows.loc[rows["超欠"] < 0, "超欠"].sort_values().to_list()
    up = rows.loc[rows["超欠"] > 0, "超欠"].sort_values(ascending=False).to_list()
    steps = [("scheduled", len(rows), rows["应完成"].sum())]
    steps += [("shortfall", 1, amount) for amount in down[:leading]]
    steps += [("other_shortfalls", len(rest), sum(rest)) for rest in [down[leading:]] if rest]
    steps += [("surplus", 1, amount) for amount in up[:surpluses]]
    steps += [("other_surpluses", len(rest), sum(rest)) for rest in [up[surpluses:]] if rest]
    return [*steps, ("invested", len(rows), rows["完成"].sum())]


def quarters(ledger: Ledger, setting: Setting, weights: tuple[float, ...] = EVEN) -> list[dict[str, float]]:
    plan = ledger.key_plan(setting, setting.year)
    before = ledger.key_plan(setting, setting.year - 1)
    money, last = ledger.money(setting), ledger.money_month(setting)
    found = []
    for quarter in range(4):
        months = [pd.Timestamp(setting.year, 3 * quarter + number, 1) for number in (1, 2, 3)]
        counted = [month for month in months if month <= last]
        earlier = [month - pd.DateOffset(years=1) for month in counted]
        due = plan["计划"].sum() * weights[quarter] / 100
        invested = _invested(money, plan, counted)
        base = _invested(money, before, earlier)
        has_base = len(before) > 0 and len(counted) > 0 and ledger.has(setting, DONE, earlier[-1])
        has_done = len(counted) > 0 and ledger.has(setting, DONE, counted[-1])
        scheduled = due * len(counted) / 3
        found.append(
            {
                "quarter": quarter + 1,
                "months": len(counted),
                "quarter_plan": due,
                "quarter_scheduled": scheduled,
                "quarter_invested": invested if has_done else NAN,
                "schedule_rate": invested / scheduled if scheduled and has_done else NAN,
                "last_quarter_invested": base if has_base else NAN,
                "quarter_growth": invested / base - 1 if has_base and base else NAN,
            }
        )
    return found


def _invested(money: pd.DataFrame, projects: pd.DataFrame, months: list[pd.Timestamp]) -> float:
    rows = money[money["项目编号"].isin(projects["项目编号"]) & money["月份"].isin(months)]
    return float(rows["完成投资（万元）"].sum())


def adjustments(ledger: Ledger, setting: Setting) -> pd.DataFrame:
    """The key projects whose plan is not, or is dated as not, the original one; with 变动."""
    rows = standings(ledger, setting)
    rows["变动"] = (rows["计划"] - rows["原计划"]).round(2)
    return rows[(rows["变动"] != 0) | (rows["调整日期"] <= pd.Timestamp(setting.as_of))]


def funds(ledger: Ledger, setting: Setting) -> pd.DataFrame:
    """Twelve months: cumulative funds this year and last, growth, share of the key projects' plan."""
    money, last = ledger.money(setting), ledger.money_month(setting)
    plan = ledger.key_plan(setting, setting.year)["计划"].sum()
    rows = []
    for month in pd.date_range(f"{setting.year}-01-01", periods=12, freq="MS"):
        back = month - pd.DateOffset(years=1)
        now = _arrived(money, setting.year, month) if month <= last and ledger.has(setting, FUNDS, month) else NAN
        kept = ledger.has(setting, FUNDS, pd.Timestamp(setting.year - 1, 1, 1)) and back <= last
        before = _arrived(money, setting.year - 1, back) if kept else NAN
        rows.append((now, before, now / before - 1 if before else NAN, now / plan if plan else NAN))
    return pd.DataFrame(rows, columns=["cumulative_funds", "last_cumulative_funds", "growth", "plan_share"])


def _arrived(money: pd.DataFrame, year: int, upto: pd.Timestamp) -> float:
    rows = money[(money["月份"].dt.year == year) & (money["月份"] <= upto)]
    return float(rows["到位资金（万元）"].sum())


def targets(ledger: Ledger, setting: Setting) -> dict[tuple[str, str | None, str | None], tuple[float, float]]:
    """(indicator, unit, industry) → target and actual, of the targets that the filters leave whole."""
    narrowed = any((setting.kinds, setting.channels, setting.leaders, setting.at_least, setting.below,
                    setting.agreement))  # fmt: skip
    rows = ledger.target[ledger.target["年度"].astype(int) == setting.year]
    if narrowed:
        return {}
    if setting.units:
        rows = rows[rows["责任单位"].isin(setting.units)]
    if setting.industries:
        rows = rows[rows["产业"].isin(setting.industries)]
    found = {}
    for indicator, unit, industry, amount in zip(
        rows["指标"], rows["责任单位"], rows["产业"], rows["目标值"], strict=True
    ):
        key = (INDICATORS[indicator], None if pd.isna(unit) else unit, None if pd.isna(industry) else industry)
        found[key] = (float(amount), actual(ledger, setting, *key))
    return found


def actual(ledger: Ledger, setting: Setting, indicator: str, unit: str | None, industry: str | None) -> float:
    """What the ledger says against a target of a unit and an industry (None: all)."""
    projects = ledger.scope(setting)
    if unit is not None:
        projects = projects[projects["责任单位"] == unit]
    if industry is not None:
        projects = projects[projects["产业"] == industry]
    formal = projects[(projects["协议类型"] == FORMAL) & projects["签约日期"].notna()]
    if indicator == "signed_projects":
        return int((formal["签约日期"].dt.year == setting.year).sum())
    if indicator == "started_projects":
        return int((formal["开工日期"].dt.year == setting.year).sum())
    money = ledger.money(setting)
    money = money[money["项目编号"].isin(projects["项目编号"]) & (money["月份"].dt.year == setting.year)]
    if not ledger.has_year(setting, FUNDS if indicator == "funds_arrived" else DONE, setting.year):
        return NAN
    if indicator == "funds_arrived":
        return float(money["到位资金（万元）"].sum())
    keys = ledger.key_plan(setting, setting.year)["项目编号"]
    return float(money.loc[money["项目编号"].isin(keys), "完成投资（万元）"].sum())


def elapsed_share(setting: Setting) -> float:
    """Whole months of the year that have ended by the as-of date, of twelve."""
    ends = pd.date_range(f"{setting.year}-01-31", periods=12, freq="ME")
    return float((ends <= pd.Timestamp(setting.as_of)).mean())
