"""What the words mean: what the pages' drawers and docs/definitions.md are made from.

`python -m figures.document` writes the document anew.
"""

from __future__ import annotations

from data.limits import Lights
from figures import lights
from figures.definition import Definition
from figures.forecast import DEFINITIONS as _FORECAST
from figures.movement import DEFINITIONS as _MOVEMENT
from figures.work import DEFINITIONS as _WORK
from texts.language import N_
from texts.writing import Texts

DEFINITIONS: dict[str, Definition] = {
    "projects": Definition(N_("Number of projects"), N_("The projects that the row is of, each counted once.")),
    "signed": Definition(
        N_("Signed"),
        N_("By the agreement's signing date. Framework agreements are kept apart from formal ones: not counted as "
           "signed and out of all rates, unless they alone are asked for. Their plans and money count like every "
           "project's."),
    ),
    "started": Definition(
        N_("Started"),
        N_("Permanent works broke ground (rented plant and services: installation or formal operation) and the "
           "agreement was not terminated by the as-of date. Survey, demolition and levelling do not count."),
    ),
    "funded": Definition(
        N_("With funds arrived"),
        N_("Signed, started and money above zero. Its day is the last day of the first month with money."),
    ),
    "terminated": Definition(
        N_("Terminated"),
        N_("Terminated by the as-of date. The project stays among the signed and leaves the later stages; what "
           "happened within a period counts also where the project was terminated afterwards."),
    ),
    "happened": Definition(
        N_("Within the period"),
        N_("How many were signed, started, first paid in the period, whenever signed: different projects, so there "
           "are no shares. Key projects without a signing stay out."),
    ),
    "stage_share": Definition(
        N_("Share of a stage"),
        N_("The projects of the stage ÷ the signed ones, or ÷ those of the stage before. Formal agreements signed in "
           "the period."),
    ),
    "part_share": Definition(
        N_("Share of a part"),
        N_("The part's projects, or amount, ÷ those of all. Where parts overlap, the shares add up to more than 100%."),
    ),
    "months_since": Definition(
        N_("Months since signing"),
        N_("To the end of so many calendar months after the month of signing (0: the end of that month itself); only "
           "months that have ended, of money up to its last month. Each figure is that of its day: what was terminated "
           "later still counted as started. All: the signing months that had come so far."),
    ),
    "planned_investment": Definition(N_("Planned investment"), N_("The agreement's total.")),
    "funds_arrived": Definition(
        N_("Funds arrived"),
        N_("What has been recognised as arrived (cash, goods, intangibles, each with its evidence), by month. A "
           "period's total is of all projects, earlier signings included. Where the ledger reports none for a time, "
           "there is no data, which is not 0."),
    ),
    "completed": Definition(
        N_("Completed investment"),
        N_("Construction and installation work, equipment and other costs done, by month, as departments report "
           "it. Not the statistical bureau's fixed-asset investment, not funds arrived, not the agreed amount: "
           "never added to them. Where the ledger reports none for a time, there is no data, which is not 0."),
    ),
    "key_project": Definition(
        N_("Key project"),
        N_("A project with an annual plan for the year, carried over or new; it need not have been signed."),
    ),
    "annual_plan": Definition(
        N_("Annual plan"),
        N_("What a key project is to complete in the year. An adjusted plan holds from its day on; before it the "
           "original."),
    ),
    "plan_completion": Definition(
        N_("Plan completion"), N_("The key projects' completed investment of the year ÷ their annual plan.")
    ),
    "schedule": Definition(
        N_("Schedule"),
        N_("The share of the year's plan due by the last month that counts: each quarter's weight from the settings "
           "(25% each unless they say otherwise), a third of it in each of its months."),
    ),
    "points_ahead": Definition(
        N_("Ahead of or behind schedule"),
        N_("Plan completion − schedule, in percentage points, from the exact figures. Lights: ● on or ahead of "
           "schedule, ◆ up to {amber_points} points behind, ■ more; by the points as shown."),
    ),
    "surplus": Definition(
        N_("Surplus or shortfall"),
        N_("A project's completed investment − its annual plan × schedule. The shortfalls and surpluses of all key "
           "projects add up to the difference between actual and schedule."),
    ),
    "shortfall": Definition(
        N_("Shortfall"),
        N_("The sum of what the key projects behind their own schedule are short; projects ahead are not set off "
           "against it. New projects that have not started and are not yet due to are in it and are told apart; so is "
           "what terminated projects are short, whose plan still counts. The largest ones' share: their shortfall ÷ "
           "the whole."),
    ),
    "schedule_rate": Definition(
        N_("Completed of the quarter's schedule"),
        N_("The key projects' completed investment in the quarter ÷ the part of the annual plan in force that was "
           "due in it; of a quarter under way, both to the last month that counts."),
    ),
    "target": Definition(
        N_("Target"),
        N_("What was set for the year for the zone, a department or an industry, held against its own projects: "
           "formal agreements signed in the year; formal agreements that started in it, whenever signed; funds "
           "arrived in it, of all projects; completed investment of the year's key projects. Only the last has a "
           "schedule and a light."),
    ),
    "funds_against_plan": Definition(
        N_("Funds arrived against the annual plan"),
        N_("Funds arrived of all projects ÷ the key projects' annual plan, which is one of completed investment and "
           "sets no target for funds: for orientation only, not a rate of completion."),
    ),
    "start_rate": Definition(
        N_("Start rate"),
        N_("Formal agreements signed in the period and started by the as-of date ÷ formal agreements signed in the "
           "period."),
    ),
    "matured_start_rate": Definition(
        N_("Start rate of matured agreements"),
        N_("The start rate of those signed at least {matured_days} days before the as-of date."),
    ),
    "new_start_rate": Definition(
        N_("Start rate of new key projects"),
        N_("New key projects due to start by the as-of date and started ÷ those due. Projects that started before "
           "their due date are counted beside it; those without one are not."),
    ),
    "arrival_rate": Definition(
        N_("Arrival rate"),
        N_("Funds arrived by the as-of date ÷ planned investment, of the formal agreements signed in the period."),
    ),
    "median_time": Definition(
        N_("Median time"),
        N_("Days from signing to start, and from start to the day of the first money. Projects that started before "
           "they were signed, or whose money came before the start, are left out; the latter are counted beside. Of "
           "projects signed or started before the year in which reports of money begin the first money is not known: "
           "they are left out of the second."),
    ),
    "early": Definition(
        N_("Money before the start"),
        N_("Money that arrived in months that ended before the project started, or at projects that have not started. "
           "It counts as funds arrived and is shown beside the funnel; such projects stay out of the median time."),
    ),
    "size": Definition(
        N_("≥ ¥100M, ≥ ¥1B"),
        N_("By planned investment. Projects of ¥1B and over are among those of ¥100M and over: never add the two."),
    ),
    "top_500": Definition(
        N_("Top 500"),
        N_("The investor is on the global, the Chinese or the private list. It may be on several: a project counts "
           "once in all, and once in each list."),
    ),
    "four_new": Definition(N_('"Four new"'), N_("New technologies, industries, business forms and models.")),
    "concentration": Definition(
        N_("The largest projects"),
        N_("The projects with an amount, the largest first; what the 3 and the 10 largest come to, and their share of "
           "the total."),
    ),
    "filled": Definition(
        N_("How much is filled"),
        N_("The projects that have the field ÷ those that should: the reason of the terminated ones, the start of "
           "formal agreements signed and not terminated, every other field of all."),
    ),
    "silent": Definition(
        N_("Silent projects"),
        N_("Started, neither in production nor terminated, and without funds or completed investment in the last three "
           "months that count or longer. The months are counted as those of the light «Nothing reported»: in a row, "
           "since the start. Exempt projects are listed too."),
    ),
    "waiting": Definition(
        N_("Signed and not started"),
        N_("Formal agreements signed more than {matured_days} days before the as-of date, not started and not "
           "terminated: the days since the signing."),
    ),
    "overpaid": Definition(
        N_("Paid beyond the planned investment"),
        N_("Funds arrived to date − planned investment, of the projects where it is above 0."),
    ),
    "light": Definition(
        N_("Project lights"),
        N_("A rule looks at one project as of the day: ◆ amber, ■ red from a limit of the settings on, else none. "
           "Terminated projects have no light. An exemption takes it out of the count until its last day, and is shown "
           "apart with its reason. Measures are held against the limits as they are shown, with one decimal."),
    ),
    "at_stake": Definition(
        N_("At stake"),
        N_("Signed and not started, started without money: the planned investment. Behind schedule: what the completed "
           "investment lacks of the schedule. Else the year's plan, where the project has one."),
    ),
    "step_days": Definition(
        N_("Days from stage to stage"),
        N_("From the day of one stage to the day of the next; of one under way to the as-of date. Beside it the median "
           "of the other projects of the same industry and size class that have both days; of fewer than five there is "
           "no comparison."),
    ),
    "blocked": Definition(
        N_("Problem overdue"),
        N_("Days since the day by which the problem was to be resolved: to the as-of date while it is open, else to "
           "its resolution."),
    ),
    "credit": Definition(
        N_("Credit"),
        N_("Which departments a project is credited to in the appraisal and how much of it; without such rows the "
           "responsible department has all of it."),
    ),
    "remaining": Definition(
        N_("Left to complete"),
        N_("Annual plan − completed investment, not below 0; a month: divided by the months of the year after the "
           "last one that counts."),
    ),
    "year_on_year": Definition(
        N_("Year on year"),
        N_("Against the same period and the same last month of the year before, same filters. Without a ledger "
           "kept since that period's first day it is not drawn, and that is said. For completed investment: "
           "against last year's key projects."),
    ),
    "month_on_month": Definition(
        N_("Month on month"), N_("This month ÷ the month before − 1; of counts the difference.")
    ),
    "few": Definition(
        N_("Rates of few"),
        N_("A rate or median of fewer than five projects says of how many it is, and is not ranked."),
    ),
    "as_of": Definition(
        N_("As of"),
        N_("Every figure is a function of the data version and this day: what happened later is not known yet. "
           "Default: the later of the end of the last month reported and the last date of a stage. Money and "
           "schedule stop at the same month: the earlier of the last month reported and the last month that had "
           "ended by the as-of date. Of years that have ended, money and schedule stop at their December; what "
           "became of their signings is read at the as-of date. Only the report card is pinned at its own year's "
           "end."),
    ),
    "standing": Definition(
        N_("Published, derived, computed"),
        N_("As the newspaper printed it; from two published figures; from the ledger. Counts must agree exactly; an "
           "amount or a percentage was published as a whole number and agrees when the ledger's rounds to it."),
    ),
    "rounding": Definition(
        N_("Rounding"),
        N_("Money is kept in units of 10,000 yuan with two decimals. Figures are rounded half up, one by one, so that "
           "parts may differ from their total by the last digit."),
    ),
} | _FORECAST | _MOVEMENT | _WORK | {
    f"light_{rule}": Definition(one.name, one.meaning) for rule, one in lights.RULES.items()
}  # fmt: skip


def term(t: Texts, code: str) -> str:
    """What the term of a code is called."""
    return t(DEFINITIONS[code].term)


def meaning(
    t: Texts, code: str, *, matured_days: float = 180, amber_points: float = 10, limits: Lights | None = None
) -> str:
    """What the term of a code means, in whole sentences; numbers of the settings (else the shipped ones) filled in."""
    found = limits or Lights()
    numbers = {"matured_days": matured_days, "amber_points": amber_points} | found.numbers()
    filled = {name: lights.number(t, n) for name, n in numbers.items()}
    return t(DEFINITIONS[code].meaning, **filled, behind_basis=lights.basis(t, found.behind.basis))
