"""The lights of two states → a row a project whose light is or was on: how it stands, since when, what is at stake."""

from __future__ import annotations

import pandas as pd

_WHO = ("name", "industry", "unit", "lead_official")


def changed(then: pd.DataFrame, now: pd.DataFrame, standing: frozenset[str]) -> pd.DataFrame:
    """Compare two answers of the query `lights`; `standing`: the projects that stand and are not terminated now.

    Returns:
        One row a project: project_id, who it is; light, light_then ('red', 'amber', null: the worst not exempt);
        stake 万元 (the greatest at stake by its lights that are on); is_red, is_amber, is_red_then, is_new_red,
        is_new_amber (it was green), is_green (it was on, and is neither on nor exempt now), is_exempt (by some rule
        now), is_gone (it was on, and has ended or left the selection). Red first, the most at stake first.
    """
    whole = pd.Index(sorted({*then["project_id"], *now["project_id"]}), name="project_id")
    light, was = (_worst(rows).reindex(whole) for rows in (now, then))
    exempt = pd.Series(whole.isin(now.loc[now["is_exempt"], "project_id"]), index=whole)
    counted = now[~now["is_exempt"]]
    stake = counted.groupby("project_id")["at_stake"].max().reindex(whole)
    who = pd.concat([now, then]).drop_duplicates("project_id").set_index("project_id").reindex(whole)
    stands = pd.Series([one in standing for one in whole.tolist()], whole, dtype=bool)
    red, amber, was_red = light == "red", light == "amber", was == "red"
    off = light.isna() & was.notna()
    rows = pd.DataFrame({
        **{column: who[column] for column in _WHO},
        "light": light, "light_then": was, "stake": stake.astype("float64"),
        "is_red": red, "is_amber": amber, "is_red_then": was_red,
        "is_new_red": red & ~was_red, "is_new_amber": amber & was.isna(),
        "is_green": off & ~exempt & stands, "is_gone": off & ~stands, "is_exempt": exempt,
    })  # fmt: skip
    rows = rows[rows["light"].notna() | rows["light_then"].notna() | rows["is_exempt"]]
    order = rows["light"].map({"red": 0, "amber": 1}).fillna(2)
    rows = rows.assign(order=order).reset_index()
    rows = rows.sort_values(["order", "stake", "project_id"], ascending=[True, False, True], na_position="last")
    return rows.drop(columns="order").reset_index(drop=True)


def _worst(rows: pd.DataFrame) -> pd.Series:
    """Each project's worst light that is not exempt, by its number."""
    counted = rows[~rows["is_exempt"]]
    reds = counted.loc[counted["light"] == "red", "project_id"].unique()
    found = pd.Series("amber", index=counted["project_id"].unique(), dtype="object")
    found[reds] = "red"
    return found
