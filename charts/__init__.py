"""DataFrame in, `alt.Chart` out. One theme, no Streamlit, no query, no business sum.

Every builder takes the rows as a query returns them (money in 万元), the reader's `Texts` and a
`Palette`; figures in the picture are written by `Texts`, so that they read as they do in sentences.
"""

from charts.bullet import bullet
from charts.cumulative import cumulative
from charts.funnel import funnel
from charts.months import months
from charts.ranking import ranking
from charts.theme import PALETTES, Palette, finish

__all__ = ["PALETTES", "Palette", "bullet", "cumulative", "finish", "funnel", "months", "ranking"]
