"""Which industries carry the year?"""

from pages import panels, show, tables
from pages.view import current
from texts import sentences

view = current()
t = view.t
period = view.period_words()
rows = view.run("industries")
total = rows[rows["industry"].isna()].iloc[0]
rows = rows[rows["industry"].notna()]
rows = rows.assign(name=rows["industry"].map(view.industry_name))

show.answer(sentences.industries(t, rows, total, period))

with panels.side_by_side():
    panels.groups_against_plan(view, "industry")
    panels.arrivals(view, rows, total, period)

with show.panel(
    t("Signed in {period}, by industry", period=period),
    t("Rates of formal agreements; funds to {day}; money in {unit}", day=t.day(view.as_of), unit=tables.unit(rows)),
):
    tables.industries(rows, total, tables.SIGNED)

with show.panel(
    t("Key projects of {year}, by industry", year=t.year(view.year)),
    t("The whole year so far, whatever the period; money in {unit}", unit=tables.unit(rows)),
):
    tables.industries(rows, total, tables.PLANNED)
