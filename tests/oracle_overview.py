"""More figures in plain pandas on an exported ledger: industries over time, makeup, the last month.

Nothing here imports the product; it stands on `tests.oracle`. Money in 万元.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from tests.oracle import DONE, FORMAL, FUNDS, NAN, TOP_500, Ledger, Setting

PLANNED = "计划总投资（万元）"
YEAR = pd.DateOffset(years=1)
Figures = dict[str, float]


def _counted(rows: pd.DataFrame, setting: Setting) -> pd.DataFrame:
    return rows[(rows["协议类型"] == FORMAL) | (setting.agreement == "框架")]


def _bounds(setting: Setting) -> tuple[pd.Timestamp, pd.Timestamp]:
    first, last = setting.period
    return first, min(last, pd.Timestamp(setting.as_of))


def has_ledger(ledger: Ledger, setting: Setting) -> bool:
    """Was the ledger kept from the first day of last year's period on?"""
    return bool(ledger.ledger_from() <= setting.period[0] - YEAR)


# Year on year by industry ---------------------------------------------------------------------------


def industry_changes(ledger: Ledger, setting: Setting, industry: str | None) -> Figures:
    """One industry (None: all): this period and the same period of the year before, base or not."""
    one = setting if industry is None else replace(setting, industries=(industry,))
    scope, money = ledger.scope(one), ledger.money(one)
    first, last = _bounds(one)
    counted = _counted(scope, one)
    now = counted[counted["签约日期"].between(first, last)]
    before = counted[counted["签约日期"].between(first - YEAR, last - YEAR)]
    upto = min(last - YEAR, ledger.money_month(one) - YEAR)
    then = money[money["月份"].between(first - YEAR, upto)]
    target = ledger.target_year(one)
    return {
        "signed_projects": len(now),
        "signed_planned": now[PLANNED].sum(),
        "funds_arrived": ledger.funds_arrived(one),
        "key_projects": target["key_projects"],
        "invested": target["invested"],
        "last_signed_projects": len(before),
        "last_signed_planned": before[PLANNED].sum(),
        "last_funds_arrived": then[FUNDS].sum()
        if ledger.has(one, FUNDS, first - YEAR) and first - YEAR <= upto
        else NAN,
        "last_key_projects": target["last_key_projects"],
        "last_invested": target["last_invested"],
    }


# Composition over time ------------------------------------------------------------------------------


def quarters(ledger: Ledger, setting: Setting) -> dict[tuple[pd.Timestamp, str], Figures]:
    """Every quarter of the ledger and industry in scope: what was signed, what arrived."""
    scope, money = ledger.scope(setting), ledger.money(setting)
    counted = _counted(scope, setting)
    industry = scope.set_index("项目编号")["产业"]
    begun = ledger.ledger_from().to_period("Q").to_timestamp()
    found = {}
    for name in scope["产业"].unique():
        its, of_industry = counted[counted["产业"] == name], money[money["项目编号"].map(industry) == name]
        for quarter in pd.date_range(begun, pd.Timestamp(setting.as_of), freq="QS"):
            end = quarter + pd.offsets.QuarterEnd(0)
            signed = its[its["签约日期"].between(quarter, end)]
            found[quarter, name] = {
                "signed_projects": len(signed),
                "signed_planned": signed[PLANNED].sum(),
                "funds_arrived": of_industry.loc[of_industry["月份"].between(quarter, end), FUNDS].sum(),
                "is_signed_whole": ledger.ledger_from() <= quarter and end <= pd.Timestamp(setting.as_of),
                "is_funds_whole": ledger.has(setting, FUNDS, quarter)
                and end.replace(day=1) <= ledger.money_month(setting),
                "is_reported": ledger.has(setting, FUNDS, end) and quarter <= ledger.money_month(setting),
            }
    return found


# Concentration --------------------------------------------------------------------------------------


def amounts(ledger: Ledger, setting: Setting, measure: str) -> pd.Series:
    """The measure's amounts above 0 by project, the largest first, equal ones by id."""
    if measure == "signed_planned":
        rows = ledger.signed(setting)
        found = rows[rows["计数"]].set_index("项目编号")[PLANNED]
    elif measure == "funds_arrived":
        money = ledger.money(setting)
        found = money[money["月份"].between(*setting.period)].groupby("项目编号")[FUNDS].sum()
    else:
        plan = ledger.key_plan(setting, setting.year).set_index("项目编号")
        done = ledger.completed(setting, setting.year, ledger.money_month(setting))
        found = plan["计划"] if measure == "plan" else done[done.index.isin(plan.index)]
    found = found[found > 0]
    ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return pd.Series([amount for _, amount in ordered], [name for name, _ in ordered], dtype="float64")


# Small multiples ------------------------------------------------------------------------------------


def industry_months(ledger: Ledger, setting: Setting, industry: str) -> tuple[float, list[float]]:
    """An industry's plan, and its cumulative completed investment by reported month."""
    one = replace(setting, industries=(industry,))
    return float(ledger.key_plan(one, one.year)["计划"].sum()), ledger.cumulative(one)


# Makeup ---------------------------------------------------------------------------------------------


def makeup(ledger: Ledger, setting: Setting) -> dict[tuple[str, str | None], Figures]:
    """Every part of the agreements signed in the period; the year before whether it was kept or not."""
    scope = ledger.scope(setting)
    counted = _counted(scope, setting)
    first, last = _bounds(setting)
    as_of = pd.Timestamp(setting.as_of)
    lists = ledger.kind[ledger.kind["投资方类别"].isin(TOP_500)].groupby("项目编号")["投资方类别"].agg(set)
    on = counted["项目编号"].map(lists.to_dict())
    on = on.map(lambda names: names if isinstance(names, set) else set())
    parts: dict[tuple[str, str | None], pd.Series] = {
        ("all", "all"): pd.Series(True, counted.index),
        ("size", "over_100m"): counted[PLANNED] >= 10_000,
        ("size", "over_1b"): counted[PLANNED] >= 100_000,
        ("top_500", "any"): on.map(len) > 0,
        ("top_500", "several"): on.map(len) > 1,
        **{("list", name): on.map(lambda names, name=name: name in names) for name in TOP_500},
        ("four_new", "yes"): counted["四新经济"] == "是",
    }
    for channel in scope["招商方式"].unique():
        missing = pd.isna(channel)
        parts["channel", None if missing else channel] = (
            counted["招商方式"].isna() if missing else counted["招商方式"] == channel
        )
    for unit in scope["责任单位"].unique():
        parts["unit", unit] = counted["责任单位"] == unit
    now, before = counted["签约日期"].between(first, last), counted["签约日期"].between(first - YEAR, last - YEAR)
    formal = counted["协议类型"] == FORMAL
    started = formal & counted["开工日期"].notna() & counted["终止日期"].isna()
    was = formal & (counted["开工日期"] <= as_of - YEAR) & ~(counted["终止日期"] <= as_of - YEAR)
    return {
        part: {
            "signed_projects": int((now & inside).sum()),
            "signed_planned": counted.loc[now & inside, PLANNED].sum(),
            "formal_projects": int((now & inside & formal).sum()),
            "started_projects": int((now & inside & started).sum()),
            "last_signed_projects": int((before & inside).sum()),
            "last_started_projects": int((before & inside & was).sum()),
            "last_signed_planned": counted.loc[before & inside, PLANNED].sum(),
        }
        for part, inside in ((part, inside.astype(bool)) for part, inside in parts.items())
    }


# The last complete month ----------------------------------------------------------------------------


def last_month(ledger: Ledger, setting: Setting) -> pd.Timestamp:
    """The last month whose money counts; of a past year its December."""
    return min(ledger.money_month(setting), pd.Timestamp(setting.year, 12, 1))


def month_projects(ledger: Ledger, setting: Setting, month: pd.Timestamp) -> dict[str, set[str]]:
    """Which projects were signed, started, first paid, terminated in a month."""
    scope, money = ledger.scope(setting), ledger.money(setting)
    scope = scope[scope["签约日期"].notna()]
    formal, counted = scope[scope["协议类型"] == FORMAL], _counted(scope, setting)
    first_paid = money[money[FUNDS] > 0].groupby("项目编号")["月份"].min()
    paid = set(first_paid.index[first_paid == month])

    def within(rows: pd.DataFrame, column: str) -> set[str]:
        return set(rows.loc[rows[column].between(month, month + pd.offsets.MonthEnd(0)), "项目编号"])

    return {
        "signed": within(counted, "签约日期"),
        "started": within(formal, "开工日期"),
        "funded": paid & set(formal["项目编号"]),
        "terminated": within(counted, "终止日期"),
    }


def month_figures(ledger: Ledger, setting: Setting, month: pd.Timestamp) -> Figures:
    """What a month brought; missing before the ledger was kept, completed investment also without key projects."""
    nothing = float("nan")
    if ledger.ledger_from() > month:
        names = ("signed", "started", "funded", "terminated")
        return {f"{name}_projects": nothing for name in names} | {"funds_arrived": nothing, "invested": nothing}
    events = month_projects(ledger, setting, month)
    money = ledger.money(setting)
    money = money[money["月份"] == month]
    key = set(ledger.key_plan(setting, month.year)["项目编号"])
    has_funds, has_done = (ledger.has(setting, column, month) for column in (FUNDS, DONE))
    counts: Figures = {f"{name}_projects": len(ids) for name, ids in events.items()}
    return counts | {
        "funded_projects": counts["funded_projects"] if has_funds else nothing,
        "funds_arrived": money[FUNDS].sum() if has_funds else nothing,
        "invested": money.loc[money["项目编号"].isin(key), DONE].sum() if key and has_done else nothing,
    }
