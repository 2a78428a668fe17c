"""Sentences drafted from query rows: the answers that stand before the charts.

Each takes rows as the query of that name returns them and gives one plain sentence; the drafts of
demonstration data begin with «演示：». A sentence that would speak of a withheld figure says that instead.
"""

from texts.sentences.cohorts import cohorts, groups
from texts.sentences.deciding import adjusted, adjusted_by, balance, deciding, first_quarter, step_name
from texts.sentences.drafting import drafted
from texts.sentences.industries import (
    arrivals,
    composition,
    concentration,
    industries,
    no_base,
    no_funds_base,
    no_key_base,
    own_plans,
    partial_quarters,
    top_shares,
)
from texts.sentences.makeup import makeup, makeup_by, makeup_overlaps, part_brief, part_detail
from texts.sentences.months import dashes, last_month, missing_in_month, month_cells
from texts.sentences.plan import (
    completed,
    completed_of,
    last_year,
    leaders,
    needed,
    new_starts,
    of_plan,
    target_gap,
    target_left,
    target_makeup,
    target_year,
)
from texts.sentences.signings import (
    beside,
    framework_beside,
    funnel,
    funnel_beside,
    funnel_cohort,
    funnel_period,
    past_year,
)
from texts.sentences.targets import elapsed, funds_base, funds_caution, funds_year, target_notes, targets_met
from texts.withheld import guarded

__all__ = [
    "adjusted",
    "adjusted_by",
    "arrivals",
    "balance",
    "beside",
    "cohorts",
    "completed",
    "completed_of",
    "composition",
    "concentration",
    "dashes",
    "deciding",
    "drafted",
    "elapsed",
    "first_quarter",
    "framework_beside",
    "funds_base",
    "funds_caution",
    "funds_year",
    "funnel",
    "funnel_beside",
    "funnel_cohort",
    "funnel_period",
    "groups",
    "industries",
    "last_month",
    "last_year",
    "leaders",
    "makeup",
    "makeup_by",
    "makeup_overlaps",
    "missing_in_month",
    "month_cells",
    "needed",
    "new_starts",
    "no_base",
    "no_funds_base",
    "no_key_base",
    "of_plan",
    "own_plans",
    "part_brief",
    "part_detail",
    "partial_quarters",
    "past_year",
    "step_name",
    "target_gap",
    "target_left",
    "target_makeup",
    "target_notes",
    "target_year",
    "targets_met",
    "top_shares",
]

for _name in __all__:
    globals()[_name] = guarded(globals()[_name])
