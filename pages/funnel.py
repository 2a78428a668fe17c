"""What was signed, what started, where has money arrived?"""

from pages import show
from pages.run.current import current
from panels import funnels, plan, signing_months, tables
from texts import sentences

view = current()
t = view.t
period = view.period_words()
reading = show.choice(view.choices["reading"])
cohort = view.run("funnel_cohort")
signed = view.run("headline").iloc[0]["signed_projects"]

within = sentences.funnel_period(t, view.run("funnel_period"), period)
if reading == "cohort":
    words = sentences.funnel_cohort(t, cohort, period, view.as_of)
    subtitle = t("How far the agreements signed in {year} have come", year=period)
else:
    words = within
    subtitle = t("What happened in {period}, whenever signed: different projects, so no shares", period=period)
show.answer(words)
if view.agreement == "framework":
    show.nothing(t("Framework agreements stay out of the funnel and of all rates; they are listed below."))

with plan.side_by_side():
    if reading == "cohort":
        plan.funnel(view, cohort, subtitle, words, height=400)
        funnels.beside(view, cohort)
    else:
        plan.funnel(view, view.run("funnel_period"), subtitle, words)
        signing_months.by_month(view, within)
    if show.is_told(view, "signing_months", t("By month of signing")):
        signing_months.month_after_month(view)
    funnels.side_by_side(view)

if reading == "cohort":
    signing_months.by_month(view, within)
else:
    funnels.beside(view, cohort)

with show.panel(
    "projects",
    t("{n} projects signed in {period}", n=t.number(signed), period=period),
    t("Newest first; money in {unit}", unit=t.small_scale.unit),
):
    tables.projects(
        view.run("funnel_projects"),
        ["name", "stage", "planned_investment", "funds_arrived", "signed_on", "started_on", "funded_on", "industry",
         "unit", "termination_reason"],
        key="projects",
        empty=t("No project was signed in {period} in this selection.", period=period),
    )  # fmt: skip
