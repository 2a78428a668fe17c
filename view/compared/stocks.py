"""Two states of the projects → what moved between them, a row a project with a flag a box of each bridge.

Three states are looked at: «then» as it was reported, the same day as today's data have it («since»), and «now». What
lies between the first two was learned later, a late report or a correction; what lies between the others happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

#: Columns that say of whom a row is.
_WHO = ("name", "industry", "unit", "lead_official")
_SHOWN = ("agreement", "signed_on", "started_on", "production_on", "terminated_on", "planned_investment", "adjusted_on")


@dataclass(frozen=True)
class States:
    """Rows of the query `project_states`, indexed by project number, and of `invested_months`.

    `month_then`: the last month whose money counted then (NaT: none). `known`: the numbers of all projects that the
    data of «then» know, whatever the selection.
    """

    then: pd.DataFrame
    since: pd.DataFrame
    now: pd.DataFrame
    months_then: pd.DataFrame
    months_now: pd.DataFrame
    month_then: pd.Timestamp
    known: frozenset[str]


def moved(states: States) -> pd.DataFrame:
    """A row a project in a box: who, its dates now (last, if it is gone), and a box `is_…` and `…_amount` (else 0)."""
    whole = states.now.index.union(states.since.index).union(states.then.index)
    # By their places from here on: to compare numbers of projects takes longer than all that is made of them.
    then, now = (one.reindex(whole).reset_index(drop=True) for one in (states.then, states.now))
    # By date of event they are one: nothing of it was learned later.
    since = then if states.since is states.then else states.since.reindex(whole).reset_index(drop=True)
    boxes: dict[str, tuple[pd.Series, pd.Series]] = {}
    unstarted = _Stock("unstarted", "signed", boxes)
    unfunded = _Stock("unfunded", "started", boxes)
    was_unsigned = _was_unsigned(then, whole, states.known)
    _learned(unstarted, then, since, was_unsigned, _has_gone(then, since))
    came_late = was_unsigned | (_has(then) & then["started_on"].isna())
    _learned(unfunded, then, since, came_late, _has_gone(then, since, is_started=True))
    started = _happened_unstarted(unstarted, then, since, now)
    _happened_unfunded(unfunded, since, now, started)
    _plan(boxes, then, now)
    _completed(boxes, states, whole, then, now)
    moves = np.logical_or.reduce([flag for flag, _ in boxes.values()])
    found = {f"is_{code}": flag[moves] for code, (flag, _) in boxes.items()}
    found |= {f"{code}_amount": amount[moves].where(flag[moves], 0.0) for code, (flag, amount) in boxes.items()}
    who = _who(one[moves] for one in (now, since, then))
    rows = pd.concat([who, pd.DataFrame(found)], axis=1)
    return rows.set_axis(whole[moves].rename("project_id"), axis=0).reset_index()


def _who(states: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Whose the rows are and their dates, in the first of the states that has each, of rows that one of them has."""
    found, *others = (one[[*_WHO, *_SHOWN]] for one in states)
    for other in others:
        is_gone = ~_has(found)
        if is_gone.any():
            found = found.mask(is_gone, other)
    return found


class _Stock:
    """Where one stock's boxes are put: projects at one stage, with their planned investment."""

    def __init__(self, name: str, stage: str, boxes: dict[str, tuple[pd.Series, pd.Series]]) -> None:
        self.name, self.stage, self._boxes = name, stage, boxes

    def holds(self, state: pd.DataFrame) -> pd.Series:
        return (state["stands_at"] == self.stage).fillna(False).astype(bool)

    def put(self, box: str, flag: pd.Series, amount: pd.Series) -> None:
        self._boxes[f"{self.name}_{box}"] = flag, amount


def _has(state: pd.DataFrame) -> pd.Series:
    return state["name"].notna()


def _was_unsigned(then: pd.DataFrame, whole: pd.Index, known: frozenset[str]) -> pd.Series:
    """The data of then knew no signing: of a project that they did not know, or whose day was blank."""
    is_known = pd.Series([one in known for one in whole.tolist()], then.index, dtype=bool)
    return (~_has(then) & ~is_known) | (_has(then) & then["signed_on"].isna())


def _has_gone(then: pd.DataFrame, since: pd.DataFrame, *, is_started: bool = False) -> pd.Series:
    """What takes a project out of a stock was blank then, and is filled today with a day that was past already."""
    filled = pd.Series(False, index=then.index)
    for column in ("production_on", "terminated_on", *(() if is_started else ("started_on",))):
        filled |= then[column].isna() & since[column].notna()
    if is_started:
        filled |= ~_flag(then["is_funded"]) & _flag(since["is_funded"])
    return filled


def _flag(values: pd.Series) -> pd.Series:
    return values.eq(True).fillna(False).astype(bool)


def _learned(
    stock: _Stock, then: pd.DataFrame, since: pd.DataFrame, came_late: pd.Series, left_late: pd.Series
) -> None:
    """What became known since of the earlier day: late reports and corrections; and the stock as it was reported."""
    was, would, planned = stock.holds(then), stock.holds(since), "planned_investment"
    came, gone, stayed = would & ~was, was & ~would, was & would
    change = since[planned] - then[planned]
    stock.put("then", was, then[planned])
    stock.put("late_in", came & came_late, since[planned])
    stock.put("late_out", gone & left_late, then[planned])
    stock.put("corrected_in", came & ~came_late, since[planned])
    stock.put("corrected_out", gone & ~left_late, then[planned])
    stock.put("restated", stayed & (change != 0), change)


def _happened_unstarted(stock: _Stock, then: pd.DataFrame, since: pd.DataFrame, now: pd.DataFrame) -> pd.Series:
    """Signed, started, in production, terminated since the day, each by what it is now; returns who started."""
    was, planned = stock.holds(since), now["planned_investment"]
    signed = (since["signed_on"].isna() & now["signed_on"].notna() & (now["agreement"] == "正式")).fillna(False)
    signed = signed.astype(bool)
    through, stage = was | signed, now["stands_at"]
    has_started = stage.isin(["started", "funded"]) | ((stage == "produced") & now["started_on"].notna())
    started = through & has_started.fillna(False).astype(bool)
    stock.put("signed", signed, planned)
    stock.put("started", started, planned)
    stock.put("produced", through & (stage == "produced").fillna(False) & now["started_on"].isna(), planned)
    stock.put("terminated", through & (stage == "terminated").fillna(False), planned)
    stock.put("now", stock.holds(now), planned)
    return started


def _happened_unfunded(stock: _Stock, since: pd.DataFrame, now: pd.DataFrame, started: pd.Series) -> None:
    """Started, first money, in production, terminated since the day, each by what it is now."""
    planned, stage = now["planned_investment"], now["stands_at"].fillna("")
    through = stock.holds(since) | started
    stock.put("started", started, planned)
    for box, code in (("funded", "funded"), ("produced", "produced"), ("terminated", "terminated")):
        stock.put(box, through & (stage == code), planned)
    stock.put("now", stock.holds(now), planned)


def _plan(boxes: dict[str, tuple[pd.Series, pd.Series]], then: pd.DataFrame, now: pd.DataFrame) -> None:
    """The key projects' plan: added, raised, lowered, removed."""
    before, after = then["plan"], now["plan"]
    change = after - before
    boxes["plan_then"] = before.notna(), before
    boxes["plan_added"] = before.isna() & after.notna(), after
    boxes["plan_raised"] = (change > 0).fillna(False), change
    boxes["plan_lowered"] = (change < 0).fillna(False), -change
    boxes["plan_removed"] = before.notna() & after.isna(), before
    boxes["plan_now"] = after.notna(), after


def _completed(
    boxes: dict[str, tuple[pd.Series, pd.Series]], states: States, whole: pd.Index, then: pd.DataFrame,
    now: pd.DataFrame,
) -> None:  # fmt: skip
    """What key projects completed of the year: before, learned since, in between, now."""
    last = states.month_then
    was_key, is_key = then["plan"].notna(), now["plan"].notna()
    sides = [frame.set_index(["project_id", "month"])["invested"] for frame in (states.months_then, states.months_now)]
    both = pd.concat(sides, axis=1, keys=["then", "now"]).fillna(0.0).reset_index()
    is_past = (both["month"] <= last) if pd.notna(last) else pd.Series(False, index=both.index)

    def summed(rows: pd.DataFrame, amount: pd.Series) -> pd.Series:
        of = amount[rows.index].groupby(rows["project_id"]).sum().reindex(whole, fill_value=0.0)
        return of.reset_index(drop=True)

    late = summed(both[is_past & (both["then"] == 0)], both["now"])
    corrected = summed(both[is_past & (both["then"] != 0)], both["now"] - both["then"])
    past, done = summed(both[is_past], both["now"]), summed(both[~is_past], both["now"])
    kept = was_key & is_key
    boxes["completed_then"] = was_key, then["invested"].fillna(0.0)
    boxes["completed_added"] = ~was_key & is_key, past
    boxes["completed_removed"] = was_key & ~is_key, then["invested"].fillna(0.0)
    boxes["completed_late"] = kept & (late != 0), late
    boxes["completed_corrected"] = kept & (corrected != 0), corrected
    boxes["completed_done"] = is_key & (done != 0), done
    boxes["completed_now"] = is_key, now["invested"].fillna(0.0)
