"""From what was due by schedule to what is completed: a row a project that makes a difference."""

from __future__ import annotations

import pandas as pd

from charts.drawing import Drawing
from charts.steps import steps
from charts.theme import Palette
from texts import MoneyScale, Texts
from texts.writing import rounded


def waterfall(data: pd.DataFrame, t: Texts, palette: Palette, money: MoneyScale) -> Drawing:
    """Steps down the shortfalls (pale, dashed rim: due and missing) and up the surpluses (solid: completed).

    The two ends are bars from 0, cut where the scale is: a gap marks it.

    `data`: step_kind, project_id, name (as shown), amount, from_amount, to_amount (万元), as `target_waterfall`
    returns them.
    """
    return steps(_frame(data, t, palette, money), t, palette, money.unit, "step_kind", "project_id")


def _frame(data: pd.DataFrame, t: Texts, palette: Palette, money: MoneyScale) -> pd.DataFrame:
    is_end = data["step_kind"].isin(["scheduled", "invested"])
    # A difference that would be written as none has one decimal more, and with it all of them.
    hidden = any(amount and not rounded(amount / money.wan, money.decimals) for amount in data["amount"][~is_end])
    decimals = money.decimals + hidden
    is_short = (data["amount"] < 0) | (data["step_kind"] == "scheduled")
    return pd.DataFrame(
        {
            "step_kind": data["step_kind"].to_list(),
            "project_id": [None if pd.isna(one) else one for one in data["project_id"]],
            "label": data["name"].to_list(),
            "figure": [
                money.figure(amount) if end else t.signed(amount / money.wan, decimals)
                for amount, end in zip(data["amount"], is_end, strict=True)
            ],
            "is_end": is_end.to_list(),
            "from_amount": [money.position(amount) for amount in data["from_amount"]],
            "to_amount": [money.position(amount) for amount in data["to_amount"]],
            "fill": [palette.plan_fill if short else palette.actual for short in is_short],
            "rim": [palette.schedule if short else palette.actual for short in is_short],
            "dash": ["dashed" if amount < 0 else "solid" for amount in data["amount"]],
        }
    )
