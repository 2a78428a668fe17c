"""The problems of two states → a row a problem: open, new, struck off, overdue."""

from __future__ import annotations

import pandas as pd


def changed(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Compare two answers of the query `project_blockers`.

    Returns:
        Its columns as they are now (as they were where it is gone), and was_open, is_open (not solved, its project not
        terminated), is_new (it was in no list before), is_solved (struck off: it was open, or is new, and is solved),
        is_left (it was open, or is new, and its project has ended), is_corrected (+1 open again, −1 gone from the
        list unsolved, else 0), is_overdue. Open then + new − solved − terminated + corrected = open now.
    """
    whole = now["blocker_id"].tolist() + [one for one in then["blocker_id"] if one not in set(now["blocker_id"])]
    was, is_now = (rows.set_index("blocker_id").reindex(whole) for rows in (then, now))
    was_open, is_open = _open(was), _open(is_now)
    new = was["project_id"].isna() & is_now["project_id"].notna()
    had = was_open | new
    ended = had & is_now["project_id"].notna() & is_now["resolved_on"].isna() & is_now["is_ended"].eq(True)
    solved = had & is_now["resolved_on"].notna()
    corrected = is_open.astype(int) - was_open.astype(int) - new.astype(int) + solved.astype(int) + ended.astype(int)
    rows = is_now.where(is_now["project_id"].notna(), was)
    return rows.assign(
        was_open=was_open, is_open=is_open, is_new=new, is_solved=solved, is_left=ended, is_corrected=corrected,
        is_overdue=is_open & (pd.to_numeric(rows["days_over"]).fillna(0) > 0),
    ).rename_axis("blocker_id").reset_index()  # fmt: skip


def _open(rows: pd.DataFrame) -> pd.Series:
    return rows["project_id"].notna() & rows["resolved_on"].isna() & ~rows["is_ended"].eq(True)
