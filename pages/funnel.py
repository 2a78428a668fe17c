"""What was signed, what started, where has money arrived?"""

import charts
from pages import panels, show, tables
from pages.view import current
from texts import sentences

view = current()
t = view.t
period = view.period_words()
reading = show.choice(view.choices["reading"])
stages = view.run(f"funnel_{reading}")
beside = view.run("funnel_beside").iloc[0]
head = view.run("headline").iloc[0]
months = view.run("funnel_months")
projects = view.run("funnel_projects")

within = sentences.funnel_period(t, view.run("funnel_period"), period)
if reading == "cohort":
    words = sentences.funnel_cohort(t, stages, period, view.as_of)
    subtitle = t("How far the agreements signed in {year} have come", year=period)
else:
    words = within
    subtitle = t("What happened in {period}, whenever signed: different projects, so no shares", period=period)
show.answer(words)
if view.agreement == "framework":
    show.nothing(t("Framework agreements stay out of the funnel and of all rates; they are listed below."))

with panels.side_by_side():
    panels.funnel(view, stages, subtitle, words)
    with show.panel(
        t("Signings, starts and first money by month"),
        t("Projects, in the month in which it happened, whenever signed"),
    ):
        if months.empty:
            show.nothing(t("The period had not begun on {day}.", day=t.day(view.as_of)))
        elif not months[["signed_projects", "started_projects", "funded_projects"]].any(axis=None):
            show.nothing(t("Nothing was signed, started or first paid in {period} in this selection.", period=period))
        else:
            show.chart(charts.months, months, key="months", height=170, alt_text=within)
        if reading == "cohort":
            lines = sentences.funnel_beside(t, beside, stages, head)
            show.notes(t("Of the agreements signed in {period}:", period=period), lines)

with show.panel(
    t("{n} projects signed in {period}", n=t.number(len(projects)), period=period),
    t("Newest first; money in {unit}", unit=t.small_scale.unit),
):
    tables.projects(
        projects,
        ["name", "stage", "planned_investment", "funds_arrived", "signed_on", "started_on", "funded_on", "industry",
         "unit", "termination_reason"],
        key="projects",
        empty=t("No project was signed in {period} in this selection.", period=period),
    )  # fmt: skip
