"""Rows of queries as charts want them: named, coloured, in their order."""

from __future__ import annotations

import pandas as pd

from texts import MoneyScale
from texts.withheld import any_withheld, is_withheld
from view.names import industry_colour
from view.view import View


def ranked(view: View, rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Industry rows as `charts.ranking` wants them: those with an amount, largest first, in their colours."""
    some = rows[rows[column] > 0].sort_values([column, "industry"], ascending=[False, True])
    if any_withheld(rows[column]):
        some = pd.concat([some, rows[rows[column].map(is_withheld)]])
    return bars(view, some, column, view.t.scale(rows[column]))


def bars(view: View, rows: pd.DataFrame, column: str, money: MoneyScale) -> pd.DataFrame:
    """Industry rows with their amount as `charts.ranking` wants them, in the order in which they stand."""
    return pd.DataFrame(
        {
            "name": [view.industry_name(zh) for zh in rows["industry"]],
            "value": [0.0 if is_withheld(value) else money.position(value) for value in rows[column]],
            "figures": [money.figure(value) for value in rows[column]],
            "colour": [industry_colour(view, zh) for zh in rows["industry"]],
            "industry": rows["industry"].to_list(),
            column: rows[column].to_list(),
        }
    )


def coloured(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with an industry, and its name, its colour and its rank in the settings' order."""
    codes = view.choices["industry"].codes
    return rows.assign(
        name=rows["industry"].map(view.industry_name),
        colour=[industry_colour(view, code) for code in rows["industry"]],
        rank=[codes.index(code) if code in codes else len(codes) for code in rows["industry"]],
    )
