-- Question: what arrived and what was completed of one project, month by month, against its own plan?
-- Readers: who may see projects.
-- Grain: one row a month of $year (twelve); scope is narrowed to one project by $project_ids.
-- Parameters: scope's; $year.
-- Result: month date; funds_arrived, invested 万元 in that month; cumulative_funds, cumulative_invested 万元 since
--   January (these four null in months that do not count or without a report of them); cumulative_scheduled 万元 (null
--   without a plan for $year).
with summed as (
    select money.month, sum(money.funds_arrived) as funds_arrived, sum(money.invested) as invested
    from money
    where money.month between make_date($year::integer, 1, 1) and make_date($year::integer, 12, 1)
    group by money.month
),
plan_of_year as (
    select sum(key_plan.amount) as amount
    from key_plan
    where key_plan.year = $year::integer
),
filled as (
    select
        schedule.month,
        case when schedule.month between cutoff.funds_from and cutoff.money_month
            then coalesce(summed.funds_arrived, 0) end::double as funds_arrived,
        case when schedule.month between cutoff.invested_from and cutoff.money_month
            then coalesce(summed.invested, 0) end::double as invested,
        plan_of_year.amount::double * schedule.due_share as cumulative_scheduled
    from schedule
    cross join cutoff
    cross join plan_of_year
    left join summed on summed.month = schedule.month
    where extract(year from schedule.month) = $year::integer
)
select
    filled.month,
    filled.funds_arrived,
    filled.invested,
    case when filled.funds_arrived is not null then sum(filled.funds_arrived) over running end as cumulative_funds,
    case when filled.invested is not null then sum(filled.invested) over running end as cumulative_invested,
    filled.cumulative_scheduled
from filled
window running as (order by filled.month rows between unbounded preceding and current row)
order by filled.month
