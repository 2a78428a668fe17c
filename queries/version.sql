-- Question: which data is this, and how far does it go?
-- Grain: one row.
-- Result: version, months_through (first day of the last month reported), is_demo, last_day_of_data (the
--   default as-of date: the later of the end of months_through and the last stage date), first_day_of_data
--   (the earliest as-of date: 1 January of the first year in which anything happened, money was reported or a plan was
--   made).
with stage as (
    select project.signed_on as happened_on from project
    union all
    select project.approved_on as happened_on from project
    union all
    select project.registered_on as happened_on from project
    union all
    select project.started_on as happened_on from project
    union all
    select project.listed_on as happened_on from project
    union all
    select project.production_on as happened_on from project
    union all
    select project.capacity_on as happened_on from project
    union all
    select project.terminated_on as happened_on from project
),
stage_span as (
    select min(stage.happened_on) as first_on, max(stage.happened_on) as last_on from stage
),
plan_span as (
    select make_date(min(plan.year), 1, 1) as first_on from plan
),
progress_span as (
    select min(progress.month) as first_month from progress
)
select
    version.version,
    version.months_through,
    version.is_demo,
    greatest(last_day(version.months_through), coalesce(stage_span.last_on, last_day(version.months_through)))
        as last_day_of_data,
    date_trunc(
        'year',
        least(
            version.months_through,
            coalesce(stage_span.first_on, version.months_through),
            coalesce(plan_span.first_on, version.months_through),
            coalesce(progress_span.first_month, version.months_through)
        )
    )::date as first_day_of_data
from version
cross join stage_span
cross join plan_span
cross join progress_span
