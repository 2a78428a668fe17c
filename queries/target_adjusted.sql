-- Question: what have adjustments made of the year's plan?
-- Grain: one row.
-- Parameters: scope's; $year.
-- Result: original_plan, plan (in force at the as-of date), plan_change 万元, over all key projects of the
--   year; adjusted_projects count (as target_adjustments lists them); raised_projects count, raised 万元,
--   lowered_projects count, lowered 万元 (both amounts positive).
with change as (
    select
        key_plan.original_amount::double as original_plan,
        key_plan.amount::double as plan,
        (key_plan.amount - key_plan.original_amount)::double as plan_change,
        key_plan.adjusted_on
    from key_plan
    where key_plan.year = $year::integer
)
select
    coalesce(sum(change.original_plan), 0)::double as original_plan,
    coalesce(sum(change.plan), 0)::double as plan,
    coalesce(sum(change.plan_change), 0)::double as plan_change,
    (count(*) filter (where change.plan_change <> 0 or change.adjusted_on is not null))::bigint as adjusted_projects,
    (count(*) filter (where change.plan_change > 0))::bigint as raised_projects,
    coalesce(sum(change.plan_change) filter (where change.plan_change > 0), 0)::double as raised,
    (count(*) filter (where change.plan_change < 0))::bigint as lowered_projects,
    coalesce(-sum(change.plan_change) filter (where change.plan_change < 0), 0)::double as lowered
from change
