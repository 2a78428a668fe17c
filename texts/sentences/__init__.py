"""Sentences drafted from query rows: the answers that stand before the charts.

Each takes rows as the query of that name returns them and gives one plain sentence; the drafts of
demonstration data begin with «演示：». A sentence that would speak of a withheld figure says that instead.
"""

from texts.sentences.bulletin import against as bulletin_against
from texts.sentences.bulletin import funds as bulletin_funds
from texts.sentences.bulletin import invested as bulletin_invested
from texts.sentences.bulletin import led
from texts.sentences.bulletin import nature as bulletin_nature
from texts.sentences.bulletin import signed as bulletin_signed
from texts.sentences.bulletin import starts as bulletin_starts
from texts.sentences.bulletin_parts import activities as bulletin_activities
from texts.sentences.bulletin_parts import by_channel as bulletin_by_channel
from texts.sentences.bulletin_parts import cause as bulletin_cause
from texts.sentences.bulletin_parts import channel as bulletin_channel
from texts.sentences.bulletin_parts import lights_on as bulletin_lights_on
from texts.sentences.bulletin_parts import problems as bulletin_problems
from texts.sentences.bulletin_parts import since_last_month as bulletin_since_last_month
from texts.sentences.cohorts import cohorts, groups
from texts.sentences.deciding import adjusted, adjusted_by, balance, deciding, newest, newest_quarter, step_name
from texts.sentences.drafting import drafted, statements
from texts.sentences.forecast import bulletin_forecast, forecast, forecast_method, forecast_short, track_record
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
from texts.sentences.letter import about as letter_about
from texts.sentences.letter import blank as letter_blank
from texts.sentences.letter import light as letter_light
from texts.sentences.letter import number as letter_number
from texts.sentences.letter import reply as letter_reply
from texts.sentences.letter import signing_day as letter_signing_day
from texts.sentences.makeup import makeup, makeup_by, makeup_overlaps, part_brief, part_detail
from texts.sentences.months import dashes, last_month, missing_in_month, month_cells
from texts.sentences.plan import (
    completed,
    completed_of,
    is_reported,
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
from texts.sentences.project import called as project_called
from texts.sentences.review import completed as review_completed
from texts.sentences.review import day as review_day
from texts.sentences.review import learned as review_learned
from texts.sentences.review import months_between, review, review_reported
from texts.sentences.review import plan as review_plan
from texts.sentences.review import stock as review_stock
from texts.sentences.signings import (
    beside,
    framework_alone,
    framework_beside,
    funnel,
    funnel_beside,
    funnel_cohort,
    funnel_period,
    not_begun,
    past_year,
    steps,
)
from texts.sentences.targets import elapsed, funds_base, funds_caution, funds_year, target_notes, targets_met
from texts.withheld import guarded

__all__ = [
    "adjusted",
    "adjusted_by",
    "arrivals",
    "balance",
    "beside",
    "bulletin_activities",
    "bulletin_against",
    "bulletin_by_channel",
    "bulletin_cause",
    "bulletin_channel",
    "bulletin_forecast",
    "bulletin_funds",
    "bulletin_invested",
    "bulletin_lights_on",
    "bulletin_nature",
    "bulletin_problems",
    "bulletin_signed",
    "bulletin_since_last_month",
    "bulletin_starts",
    "cohorts",
    "completed",
    "completed_of",
    "composition",
    "concentration",
    "dashes",
    "deciding",
    "drafted",
    "elapsed",
    "forecast",
    "forecast_method",
    "forecast_short",
    "framework_alone",
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
    "is_reported",
    "last_month",
    "last_year",
    "leaders",
    "led",
    "letter_about",
    "letter_blank",
    "letter_light",
    "letter_number",
    "letter_reply",
    "letter_signing_day",
    "makeup",
    "makeup_by",
    "makeup_overlaps",
    "missing_in_month",
    "month_cells",
    "months_between",
    "needed",
    "new_starts",
    "newest",
    "newest_quarter",
    "no_base",
    "no_funds_base",
    "no_key_base",
    "not_begun",
    "of_plan",
    "own_plans",
    "part_brief",
    "part_detail",
    "partial_quarters",
    "past_year",
    "project_called",
    "review",
    "review_completed",
    "review_day",
    "review_learned",
    "review_plan",
    "review_reported",
    "review_stock",
    "statements",
    "step_name",
    "steps",
    "target_gap",
    "target_left",
    "target_makeup",
    "target_notes",
    "target_year",
    "targets_met",
    "top_shares",
    "track_record",
]

# What is asked of rows is no sentence: it has no words in whose place others could stand.
for _name in {*__all__} - {"is_reported", "newest"}:
    globals()[_name] = guarded(globals()[_name])
