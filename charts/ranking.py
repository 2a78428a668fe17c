"""One amount a name, largest first, each industry in its own colour."""

from __future__ import annotations

import altair as alt
import pandas as pd

from charts import rows
from charts.theme import Palette, Picture
from texts import Texts


def ranking(data: pd.DataFrame, t: Texts, palette: Palette) -> Picture:
    """One row a name. `data`: name and figures (as shown), value (≥ 0), colour."""
    frame = rows.placed(data.assign(zero=0.0).reset_index(drop=True))
    count = len(frame)
    limit = max(float(frame["value"].max()), 1e-9)
    base = alt.Chart(frame)
    bars = rows.bar(base, count, "value", limit, alt.Color("colour:N", scale=None, legend=None))
    tooltip = [alt.Tooltip("name:N", title=t("Name")), alt.Tooltip("figures:N", title=t("Amount"))]
    track = rows.bar(base.transform_calculate(limit=str(limit)), count, "limit", limit, alt.value(palette.grid))
    return alt.layer(
        track,
        bars,
        rows.left_text(base, count, "name", palette, rows.longest(frame["figures"])),
        rows.right_text(base, count, "figures", alt.value(palette.ink)),
        rows.hit(base, count, "name", tooltip=tooltip),
    )
