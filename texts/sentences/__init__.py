"""Sentences drafted from query rows: the answers that stand before the charts.

Each takes rows as the query of that name returns them and gives one plain sentence; the drafts of
demonstration data begin with «演示：».
"""

from texts.sentences.drafting import drafted
from texts.sentences.industries import arrivals, industries
from texts.sentences.plan import (
    completed,
    completed_of,
    last_year,
    leaders,
    needed,
    new_starts,
    of_plan,
    target_gap,
    target_makeup,
    target_year,
)
from texts.sentences.signings import (
    framework_beside,
    funnel,
    funnel_beside,
    funnel_cohort,
    funnel_period,
    past_year,
)

__all__ = [
    "arrivals",
    "completed",
    "completed_of",
    "drafted",
    "framework_beside",
    "funnel",
    "funnel_beside",
    "funnel_cohort",
    "funnel_period",
    "industries",
    "last_year",
    "leaders",
    "needed",
    "new_starts",
    "of_plan",
    "past_year",
    "target_gap",
    "target_makeup",
    "target_year",
]
