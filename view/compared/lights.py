"""The lights of two states → a row a project whose light is or was on: how it stands, since when, what is at stake."""

from __future__ import annotations

import numpy as np
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
    both = pd.concat([now, then], ignore_index=True)
    places, whole = pd.factorize(both["project_id"], sort=True)
    of_now, of_then = places[: len(now)], places[len(now) :]
    # Where each is told of first: now, else then.
    first = np.zeros(len(whole), dtype=np.int64)
    first[places[::-1]] = np.arange(len(both))[::-1]
    who = both[[*_WHO]].take(first).reset_index(drop=True)

    def among(of: np.ndarray, those: pd.Series) -> np.ndarray:
        found = np.zeros(len(whole), dtype=bool)
        found[of[those.to_numpy(dtype=bool)]] = True
        return found

    # Those that count; who is `lit` has one of them.
    on_now, on_then = ~now["is_exempt"], ~then["is_exempt"]
    red, was_red = among(of_now, on_now & (now["light"] == "red")), among(of_then, on_then & (then["light"] == "red"))
    lit, was_lit = among(of_now, on_now), among(of_then, on_then)
    exempt = among(of_now, now["is_exempt"])
    stake = np.full(len(whole), np.nan)
    np.fmax.at(stake, of_now[on_now], now.loc[on_now, "at_stake"].to_numpy(dtype=np.float64))
    stands = np.array([one in standing for one in whole.tolist()], dtype=bool)
    off = ~lit & was_lit
    rows = pd.DataFrame({
        "project_id": whole, **{column: who[column] for column in _WHO},
        "light": _light(red, lit), "light_then": _light(was_red, was_lit), "stake": stake,
        "is_red": red, "is_amber": lit & ~red, "is_red_then": was_red,
        "is_new_red": red & ~was_red, "is_new_amber": lit & ~red & ~was_lit,
        "is_green": off & ~exempt & stands, "is_gone": off & ~stands, "is_exempt": exempt,
    })  # fmt: skip
    rows = rows[rows["light"].notna() | rows["light_then"].notna() | rows["is_exempt"]]
    order = rows["light"].map({"red": 0, "amber": 1}).fillna(2)
    rows = rows.assign(order=order).sort_values(
        ["order", "stake", "project_id"], ascending=[True, False, True], na_position="last"
    )
    return rows.drop(columns="order").reset_index(drop=True)


def _light(red: np.ndarray, lit: np.ndarray) -> pd.Series:
    """Each project's worst light that is not exempt."""
    return pd.Series(np.select([red, lit], ["red", "amber"], default="")).where(lit)
