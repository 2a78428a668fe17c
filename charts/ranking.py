"""One amount a name, largest first, each industry in its own colour."""

from __future__ import annotations

import altair as alt
import pandas as pd

from charts import rows
from charts.drawing import Drawing, named
from charts.theme import Palette, Picture
from texts import Texts


def ranking(data: pd.DataFrame, t: Texts, palette: Palette) -> Drawing:
    """One row a name. `data`: name and figures (as shown), value (≥ 0), colour."""
    frame = rows.placed(data.assign(zero=0.0, whole=1.0).reset_index(drop=True))
    frame = rows.scaled(frame, "value").assign(beside=rows.beside(frame["figures"]))
    return Drawing(_drawn, (t, palette), {"rows": frame})


def _drawn(t: Texts, palette: Palette) -> Picture:
    base = named()
    bars = rows.bar(base, "value_at", alt.Color("colour:N", scale=None, legend=None))
    tooltip = [alt.Tooltip("name:N", title=t("Name")), alt.Tooltip("figures:N", title=t("Amount"))]
    track = rows.bar(base, "whole", alt.ColorValue(palette.grid))
    return alt.layer(
        track,
        bars,
        rows.left_text(base, "name", palette),
        rows.right_text(base, "figures", alt.ColorValue(palette.ink)),
        rows.hit(base, "name", tooltip=tooltip),
    )
