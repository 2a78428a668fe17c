"""The year's end once more, in plain Python on an exported ledger: what the model is held against."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from tests.oracle import DONE, Ledger, Setting

_SHRINK = 10
_FEWEST = 10


def year_end(ledger: Ledger, setting: Setting) -> dict[str, tuple[float, float]] | None:
    """Project → what is still to come and the year's total, 万元; None where no past year can be learned from."""
    whole = Setting(setting.as_of, setting.year)
    last, first = ledger.money_month(whole), ledger.reported_from(whole, DONE)
    assert first is not None
    months = 0 if last.year < setting.year else last.month
    day = (setting.as_of - dt.date(setting.year, 1, 1)).days
    years = [year for year in range(first.year, setting.year) if first <= pd.Timestamp(year, 1, 1)
             and last >= pd.Timestamp(year, 12, 1)]  # fmt: skip
    known = {year: _projects(ledger, whole, year, months, day) for year in years}
    past = [one for rows in known.values() if len(rows) >= _FEWEST for one in rows]
    if not past:
        return None
    going = [one for one in past if one["stands"] == "going" and one["plan"] > 0]
    every = _rates(going, (1.0, 0.0), 0)
    natures = {new: _rates([one for one in going if one["new"] == new], every, _SHRINK) for new in (False, True)}
    late = [one for one in past if one["stands"] == "waiting" and one["plan"] > 0 and one["later"] > 0]
    above = natures[True][0] * (1 - natures[True][1])
    of_late = above
    if late:
        own = sum(one["later"] for one in late) / sum(one["plan"] for one in late)
        of_late = (len(late) * own + _SHRINK * above) / (len(late) + _SHRINK)
    found = {}
    for one in _projects(ledger, setting, setting.year, months, day):
        still = 0.0
        if one["stands"] == "going":
            like = [other for other in going if (other["new"], other["size"]) == (one["new"], one["size"])]
            reached, share = _rates(like, natures[one["new"]], _SHRINK)
            still = one["plan"] * reached * (1 - share)
        elif one["stands"] == "waiting":
            still = one["plan"] * of_late * _odds(past, one["due"], day)
        found[one["project"]] = (still, one["so_far"] + still)
    return found


def _projects(ledger: Ledger, setting: Setting, year: int, months: int, day: int) -> list[dict[str, Any]]:
    """A year's key projects on a day of it: plan, work by then and later, where each stands."""
    scope, begin = ledger.scope(setting).set_index("项目编号"), pd.Timestamp(year, 1, 1)
    money = ledger.money(setting)
    money = money[money["月份"].dt.year == year]
    plans = ledger.plan[(ledger.plan["年度"] == year) & ledger.plan["项目编号"].isin(scope.index)]
    rows = []
    for plan in plans.to_dict("records"):
        project, number = scope.loc[plan["项目编号"]], plan["项目编号"]
        work = money[money["项目编号"] == number]
        adjusted, amount = plan["调整日期"], plan["年度计划投资（万元）"]
        if pd.notna(adjusted) and (adjusted > begin + pd.Timedelta(days=day) or adjusted > pd.Timestamp(setting.as_of)):
            amount = plan["原计划投资（万元）"] if pd.notna(plan["原计划投资（万元）"]) else amount
        so_far = work.loc[work["月份"].dt.month <= months, DONE].sum()
        later = work.loc[work["月份"].dt.month > months, DONE].sum()
        started, ended = _days(project["开工日期"], begin), _days(project["终止日期"], begin)
        is_new = plan["建设性质"] == "新建"
        begun = not is_new or (started is not None and started <= day) or so_far > 0
        stands = "ended" if ended is not None and ended <= day else "going" if begun else "waiting"
        planned = project["计划总投资（万元）"]
        rows.append({
            "project": number, "new": is_new, "size": int(planned >= 10_000) + int(planned >= 100_000), "plan": amount,
            "so_far": so_far, "later": later, "due": _days(plan["计划开工日期"], begin), "started": started,
            "ended": ended, "stands": stands, "known_to": (pd.Timestamp(setting.as_of) - begin).days,
        })  # fmt: skip
    return rows


def _days(day: Any, begin: pd.Timestamp) -> int | None:
    return None if pd.isna(day) else int((day - begin).days)


def _rates(rows: list[dict[str, Any]], above: tuple[float, float], shrink: float) -> tuple[float, float]:
    if not rows:
        return above
    work = sum(one["so_far"] + one["later"] for one in rows)
    reached = work / sum(one["plan"] for one in rows)
    share = sum(one["so_far"] for one in rows) / work if work else above[1]
    weight = len(rows) / (len(rows) + shrink)
    return weight * reached + (1 - weight) * above[0], weight * share + (1 - weight) * above[1]


def _odds(past: list[dict[str, Any]], due: int | None, day: int) -> float:
    dated = [one for one in past if one["new"] and one["due"] is not None]
    if not dated:
        return 0.5
    left = sorted(364 - one["due"] for one in dated)
    half = len(left) // 2
    median = left[half] if len(left) % 2 else (left[half - 1] + left[half]) / 2
    middle = _started(dated, -1, median)
    if due is None:
        return middle
    like = sum(_seen(one) > day - due for one in dated)
    if not like:
        return middle
    return (like * _started(dated, day - due, 364 - due) + _SHRINK * middle) / (like + _SHRINK)


def _seen(one: dict[str, Any]) -> float:
    """Days past the due day on which it started, or until which it was seen not to have."""
    if one["started"] is not None:
        return float(one["started"] - one["due"])
    end = one["known_to"] if one["ended"] is None else min(one["known_to"], one["ended"])
    return float(end - one["due"])


def _started(dated: list[dict[str, Any]], after: float, until: float) -> float:
    """Kaplan and Meier: of those not started so many days past the due day, the share that did until then."""
    left = 1.0
    for moment in sorted({_seen(one) for one in dated if one["started"] is not None}):
        if after < moment <= until:
            started = sum(one["started"] is not None and _seen(one) == moment for one in dated)
            left *= 1 - started / sum(_seen(one) >= moment for one in dated)
    return 1 - left
