"""How much the few largest projects carry: of each measure's whole the three and the ten largest."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts import rows
from charts.drawing import Drawing, named
from charts.theme import Palette, Picture
from texts import Texts
from texts.sentences import top_shares


def concentration(data: pd.DataFrame, t: Texts, palette: Palette) -> Drawing:
    """One row a measure: all of it (pale), the ten largest, the three largest (dark).

    `data`: of the query concentration, with part (the measure's name as shown).
    """
    frame = rows.placed(_frame(data, t))
    frame = frame.assign(beside=rows.beside(frame["figures"]))
    return Drawing(_drawn, (t, palette), {"rows": frame})


def _drawn(t: Texts, palette: Palette) -> Picture:
    base = named()
    tooltip = [
        alt.Tooltip("name:N", title=t("Amount")),
        alt.Tooltip("figures:N", title=t("Share of the total")),
        alt.Tooltip("total:N", title=t("Total")),
    ]
    return alt.layer(
        rows.bar(base, "whole", alt.ColorValue(palette.plan_fill)),
        rows.bar(base, "top_10", alt.ColorValue(palette.actual_past)),
        rows.bar(base, "top_3", alt.ColorValue(palette.actual)),
        rows.left_text(base, "name", palette),
        rows.right_text(base, "figures", alt.ColorValue(palette.ink)),
        rows.hit(base, "measure", tooltip=tooltip),
    )


def _frame(data: pd.DataFrame, t: Texts) -> pd.DataFrame:
    records: list[Any] = data.to_dict("records")
    return pd.DataFrame(
        {
            "measure": data["measure"].to_list(),
            "name": data["part"].to_list(),
            "figures": [top_shares(t, row) for row in records],
            "total": [t.money(row["total"]) for row in records],
            "zero": 0.0,
            "whole": 1.0,
            "top_3": data["top_3_share"].fillna(0.0).to_list(),
            "top_10": data["top_10_share"].fillna(0.0).to_list(),
        }
    )
