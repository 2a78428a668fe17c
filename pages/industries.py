"""Which industries carry the year?"""

from pages import show
from pages.run.current import current
from panels import industries, plan, tables
from texts import sentences

view = current()
t = view.t
period = view.period_words()
rows = view.run("industries")
total = rows[rows["industry"].isna()].iloc[0]
rows = rows[rows["industry"].notna()]
rows = rows.assign(name=rows["industry"].map(view.industry_name))
unit = tables.unit(rows)

show.answer(sentences.industries(t, rows, total, period))

if rows.empty:
    show.nothing(t("There is no project in this selection."))
else:
    with plan.side_by_side():
        plan.groups_against_plan(view, "industry")
        plan.arrivals(view, rows, total, period)

    with show.panel(
        "signed",
        t("Signed in {period}, by industry", period=period),
        t("Rates of formal agreements; year on year: same period of last year; money in {unit}", unit=unit),
    ):
        tables.industries(tables.SIGNED, sentences.no_base(t, total))

    with show.panel(
        "arrived",
        t("Funds arrived in {period}, by industry", period=period),
        t("All projects; at the right the money of those signed in the period, to {day}; money in {unit}",
          day=t.day(view.as_of), unit=unit),
    ):  # fmt: skip
        tables.industries(tables.ARRIVED, sentences.no_funds_base(t, total))

    with show.panel(
        "planned",
        t("Key projects of {year}, by industry", year=t.year(view.year)),
        t("The whole year so far, whatever the period; money in {unit}", unit=unit),
    ):
        tables.industries(tables.PLANNED, sentences.no_key_base(t, total, view.year))

    industries.own_plans(view)
    if show.is_told(view, "industry_quarters", t("Composition by quarter")):
        industries.composition(view)
    if show.is_told(view, "concentration", t("Largest projects"), of_projects=True):
        industries.concentration(view)
