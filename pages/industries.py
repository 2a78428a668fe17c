"""Which industries carry the year?"""

import streamlit as st

from pages import panels, show, tables
from pages.view import current
from texts import sentences

view = current()
t = view.t
period = show.period_words(view)
rows = view.run("industries")
total = rows[rows["industry"].isna()].iloc[0]
rows = rows[rows["industry"].notna()]
rows = rows.assign(name=rows["industry"].map(view.industry_name))

show.answer(sentences.industries(t, rows, total, period))

left, right = st.columns(2)
with left:
    panels.groups_against_plan(view, "industry")
with right:
    panels.arrivals(view, rows, total, period)

with show.panel(
    t("Industries side by side"),
    t("Signed in {period}; rates of formal agreements; money in {unit}", period=period, unit=tables.unit(rows)),
):
    tables.industries(rows, total)
