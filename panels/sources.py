"""Where the figures of several pages stand: the sources of their questions."""

from __future__ import annotations

from typing import Any

from panels.questions import Cell, Source

HEADLINE = Source("headline", where={"years_back": 0})
TARGET_YEAR = Source("target_year", cells={"key_planned": ("planned_investment", {})})
FUNNEL_COHORT = Source(
    "funnel_cohort",
    cells={
        "formal_projects": ("projects", {"stage": "signed"}),
        "formal_planned": ("planned_investment", {"stage": "signed"}),
        "arrived_of_signed": ("funds_arrived", {"stage": "signed"}),
        "started_projects": ("projects", {"stage": "started"}),
        "started_planned": ("planned_investment", {"stage": "started"}),
        "start_rate": ("share_of_first", {"stage": "started"}),
        "arrival_rate": ("arrival_rate", {"stage": "signed"}),
        "median_days_to_start": ("median_days", {"stage": "started"}),
        "funded_projects": ("projects", {"stage": "funded"}),
        "funded_planned": ("planned_investment", {"stage": "funded"}),
        "arrived_of_funded": ("funds_arrived", {"stage": "funded"}),
        "funded_share": ("share_of_first", {"stage": "funded"}),
        "funded_of_started": ("share_of_previous", {"stage": "funded"}),
        "median_days_to_funds": ("median_days", {"stage": "funded"}),
    },
)
FUNNEL_PERIOD = Source(
    "funnel_period",
    cells={
        "formal_projects": ("projects", {"stage": "signed"}),
        "formal_planned": ("planned_investment", {"stage": "signed"}),
        "started_within": ("projects", {"stage": "started"}),
        "funded_within": ("projects", {"stage": "funded"}),
        "funds_arrived": ("funds_arrived", {"stage": "funded"}),
    },
)
#: What stands beside the funnel of the agreements signed in the period.
FUNNEL_BESIDE = Source("funnel_beside", cells={"arrived_of_signed": ("cohort_funds", {})})
BESIDE_FIGURES = (
    "arrived_of_signed", "early_projects", "early_funds", "unstarted_projects", "unstarted_funds",
    "terminated_projects",
    "terminated_planned", "terminated_funds", "matured_start_rate", "framework_projects", "framework_planned",
)  # fmt: skip
#: The stages of one name side by side with others.
GROUP_FIGURES = (
    "start_rate", "arrival_rate", "formal_projects", "started_projects", "funded_projects", "funded_share",
    "funded_of_started", "formal_planned", "started_planned", "funded_planned", "arrived_of_signed",
    "arrived_of_funded", "median_days_to_start", "terminated_projects",
)  # fmt: skip
#: What a stage of the funnel is, as a figure.
STAGE_FIGURES = {
    "cohort": {"signed": "formal_projects", "started": "started_projects", "funded": "funded_projects"},
    "period": {"signed": "formal_projects", "started": "started_within", "funded": "funded_within"},
}
#: Figures of the year's key projects that groups by industry or department have too.
PLAN_FIGURES = ("points_ahead", "completion_rate", "invested", "plan", "scheduled", "key_projects")
INDUSTRIES = Source("industries", name="industry")
INDUSTRIES_TOTAL = Source("industries", where={"industry": None})


def funnel_groups(dimension: str) -> Source:
    """The funnel of the agreements signed in the period by a dimension."""
    return Source("funnel_groups", name="name", params={"dimension": dimension})


#: A project's own standing against its schedule.
TARGET_PROJECTS = Source("target_projects", name="project_id")
ADJUSTED = Source("target_adjusted")
#: Indicator of the target table → the figures of what is held against it, of the target, of the rate.
TARGET_FIGURES = {
    "signed_projects": ("formal_projects", "signed_target", "signed_target_rate"),
    "started_projects": ("started_within", "started_target", "started_target_rate"),
    "funds_arrived": ("funds_arrived", "funds_target", "funds_target_rate"),
    "invested": ("invested", "invested_target", "invested_target_rate"),
}


def shortfall(leading: int) -> Source:
    """The shortfall of the key projects behind, and the part of the `leading` largest."""
    return Source("target_shortfall", params={"leading": leading})


def quarter(number: int) -> Source:
    """One quarter of the year."""
    return Source("target_quarters", where={"quarter": number})


def funds(month: Any) -> Source:
    """The year's funds arrived up to a month."""
    where = {"month": month}
    return Source(
        "funds_months",
        where=where,
        cells={
            "funds_arrived": ("cumulative_funds", where),
            "last_funds_arrived": ("last_cumulative_funds", where),
            "funds_growth": ("growth", where),
        },
    )


def targets(**where: str | None) -> Source:
    """The targets of the year; `where` tells apart the rows of one indicator (unit, industry: None for all)."""
    cells: dict[str, Cell] = {}
    for indicator, (actual, target, rate) in TARGET_FIGURES.items():
        of = {"indicator": indicator, **where}
        cells |= {actual: ("actual", of), target: ("target_amount", of), rate: ("target_rate", of)}
    return Source("targets", "unit", cells=cells)


def target_groups(dimension: str) -> Source:
    """The year's key projects by industry or department."""
    return Source("target_groups", name="name", params={"dimension": dimension})


_SIGNED, _PLANNED = "signed_projects", "signed_planned"
#: What the agreements signed are made up of: their number and planned investment, of all and of each part.
MAKEUP = Source(
    "makeup",
    params={"dimension": None},
    cells={
        "over_100m": (_SIGNED, {"dimension": "size", "value": "over_100m"}),
        "over_1b": (_SIGNED, {"dimension": "size", "value": "over_1b"}),
        "top_500_projects": (_SIGNED, {"dimension": "top_500", "value": "any"}),
        "four_new_projects": (_SIGNED, {"dimension": "four_new", "value": "yes"}),
        "over_100m_planned": (_PLANNED, {"dimension": "size", "value": "over_100m"}),
        "over_1b_planned": (_PLANNED, {"dimension": "size", "value": "over_1b"}),
        "top_500_planned": (_PLANNED, {"dimension": "top_500", "value": "any"}),
        "four_new_planned": (_PLANNED, {"dimension": "four_new", "value": "yes"}),
    },
)
#: A part that is a class of its own → its figures: projects, planned investment.
MAKEUP_PARTS = {
    ("size", "over_100m"): "over_100m",
    ("size", "over_1b"): "over_1b",
    ("top_500", "any"): "top_500_projects",
    ("four_new", "yes"): "four_new_projects",
}
PART_FIGURES = (
    _SIGNED, "projects_share", _PLANNED, "planned_share", "start_rate", "started_projects", "formal_projects",
    "signed_change",
)  # fmt: skip


def makeup(dimension: str) -> Source:
    """The agreements signed by one dimension of the query makeup: 'list', 'channel', 'unit'."""
    return Source("makeup", name="value", params={"dimension": dimension})


#: Figure of the last complete month → its row of last_month.
LAST_MONTH_FIGURES = {
    "signed_projects": "signed_projects",
    "started_within": "started_projects",
    "funded_within": "funded_projects",
    "terminated_within": "terminated_projects",
    "funds_arrived": "funds_arrived",
    "invested_within": "invested",
}
LAST_MONTH = Source(
    "last_month", cells={code: ("this_month", {"figure": row}) for code, row in LAST_MONTH_FIGURES.items()}
)
#: The largest projects: each measure's whole.
CONCENTRATION = Source(
    "concentration",
    cells={code: ("total", {"measure": code}) for code in ("signed_planned", "funds_arrived", "invested", "plan")},
)
#: The ended year's report card: figure → its published indicator.
REPORTED = {
    "signed_projects": "signed_projects",
    "funds_arrived": "funds_arrived",
    "over_100m": "projects_over_100m",
    "over_1b": "projects_over_1b",
    "top_500_projects": "top_500_projects",
    "four_new_projects": "four_new_projects",
    "signed_planned": "planned_investment",
    "start_rate": "start_rate",
    "formal_projects": "signed_projects",
}
REPORT_CARD = Source(
    "report_card",
    cells={
        **{code: ("value", {"indicator": indicator}) for code, indicator in REPORTED.items()},
        "started_projects": ("started_projects", {"indicator": "start_rate"}),
    },
)
