"""DataFrame in, drawing out: rows, and how Altair draws them. One theme, no Streamlit, no query, no business sum.

Every builder takes the rows as a query returns them (money in 万元), the reader's `Texts` and a
`Palette`; figures in the picture are written by `Texts`, so that they read as they do in sentences.
"""

from charts.ahead import ahead
from charts.bridge import bridge
from charts.bullet import bullet
from charts.cohorts import cohorts
from charts.composition import composition
from charts.concentration import concentration
from charts.cumulative import cumulative, funds
from charts.drawing import Drawing, finish
from charts.funnel import funnel
from charts.funnels import funnels
from charts.makeup import makeup
from charts.months import months
from charts.own_plan import own_plan
from charts.quarters import quarters
from charts.ranking import ranking
from charts.theme import PALETTES, Palette
from charts.waterfall import waterfall

__all__ = [
    "PALETTES",
    "Drawing",
    "Palette",
    "ahead",
    "bridge",
    "bullet",
    "cohorts",
    "composition",
    "concentration",
    "cumulative",
    "finish",
    "funds",
    "funnel",
    "funnels",
    "makeup",
    "months",
    "own_plan",
    "quarters",
    "ranking",
    "waterfall",
]
