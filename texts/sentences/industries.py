"""Sentences on the industries side by side."""

from __future__ import annotations

import pandas as pd

from texts.sentences.drafting import Row, clauses, statements
from texts.writing import Texts


def industries(t: Texts, rows: pd.DataFrame, total: Row, period: str) -> str:
    """Which industries carry the signings, and what arrived. `rows`: industries, named."""
    if not total["signed_projects"] and not total["funds_arrived"]:
        return t("Nothing was signed and no money arrived in {period} in this selection.", period=period)
    signed = rows[rows["signed_planned"] > 0].sort_values(["signed_planned", "industry"], ascending=[False, True])
    parts = [
        t(
            "{n} agreements were signed in {period}, with a planned investment of {planned}",
            period=period, n=t.number(total["signed_projects"]), planned=t.money(total["signed_planned"]),
        )
    ]  # fmt: skip
    if len(signed) > 1:
        parts.append(t("led by {names}", names=t.join(signed["name"].head(2).to_list())))
    return statements(t, [clauses(t, parts), t("{amount} arrived", amount=t.money(total["funds_arrived"]))])


def arrivals(t: Texts, rows: pd.DataFrame, total: Row) -> str:
    """Which industry received the most money."""
    some = rows[rows["funds_arrived"] > 0]
    if some.empty:
        return t("No money arrived")
    top = some.sort_values(["funds_arrived", "industry"], ascending=[False, True]).iloc[0]
    if len(some) == 1:
        return t("{name} received {amount}", name=top["name"], amount=t.money(top["funds_arrived"]))
    return t(
        "{name} received the most: {amount}, {share} of all",
        name=top["name"], amount=t.money(top["funds_arrived"]), share=t.percent(top["funds_share"], 0),
    )  # fmt: skip
