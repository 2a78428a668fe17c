"""Where the figures of several pages stand: the sources of their questions."""

from __future__ import annotations

from pages.questions import Source

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
#: What a stage of the funnel is, as a figure.
STAGE_FIGURES = {
    "cohort": {"signed": "formal_projects", "started": "started_projects", "funded": "funded_projects"},
    "period": {"signed": "formal_projects", "started": "started_within", "funded": "funded_within"},
}
#: Figures of the year's key projects that groups by industry or department have too.
PLAN_FIGURES = ("points_ahead", "completion_rate", "invested", "plan", "scheduled", "key_projects")
INDUSTRIES = Source("industries", name="industry")
INDUSTRIES_TOTAL = Source("industries", where={"industry": None})


def target_groups(dimension: str) -> Source:
    """The year's key projects by industry or department."""
    return Source("target_groups", name="name", params={"dimension": dimension})
