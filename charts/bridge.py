"""A stock before and now, and what moved it in between: a row a box."""

from __future__ import annotations

import pandas as pd

from charts.drawing import Drawing
from charts.steps import steps
from charts.theme import Palette
from texts import MoneyScale, Texts
from texts.writing import rounded


def bridge(data: pd.DataFrame, t: Texts, palette: Palette, money: MoneyScale) -> Drawing:
    """Boxes from the bar before to the bar now: what came is solid, what left is pale with a dashed rim.

    `data`: box, label, counted (the number of projects as shown, or empty), amount, from_amount, to_amount (万元),
    is_end.
    """
    frame = pd.DataFrame(
        {
            "box": data["box"].to_list(),
            "label": data["label"].to_list(),
            "figure": [
                _figure(t, money, counted, amount, is_end=is_end)
                for counted, amount, is_end in zip(data["counted"], data["amount"], data["is_end"], strict=True)
            ],
            "is_end": data["is_end"].to_list(),
            "from_amount": [money.position(amount) for amount in data["from_amount"]],
            "to_amount": [money.position(amount) for amount in data["to_amount"]],
            "fill": [palette.plan_fill if amount < 0 else palette.actual for amount in data["amount"]],
            "rim": [palette.schedule if amount < 0 else palette.actual for amount in data["amount"]],
            "dash": ["dashed" if amount < 0 else "solid" for amount in data["amount"]],
        }
    )
    return steps(frame, t, palette, money.unit, "box")


def _figure(t: Texts, money: MoneyScale, counted: str, amount: float, *, is_end: bool) -> str:
    shown = money.figure(amount) if is_end else t.signed(amount / money.wan, money.decimals)
    if not is_end and amount and not rounded(amount / money.wan, money.decimals):
        # What would be written as none is written in its own unit.
        shown = f"{'−' if amount < 0 else '+'}{t.money(abs(amount))}"
    return f"{counted} · {shown}" if counted else shown
