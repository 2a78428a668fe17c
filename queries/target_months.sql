-- Question: how do the key projects' cumulative completed investment, the schedule and last year run,
--   month by month?
-- Grain: one row a month of $year (twelve).
-- Parameters: scope's; $year.
-- Result: month date; invested, cumulative_invested 万元 (null after the last month of money, and in
--   months without a report of it); cumulative_scheduled 万元; last_cumulative_invested 万元 (last year's key projects, their own year;
--   null without any).
with done as (
    select money.month, sum(money.invested) as invested
    from money
    join key_plan on key_plan.project_no = money.project_no and key_plan.year = year(money.month)
    where money.month between make_date($year::integer - 1, 1, 1) and make_date($year::integer, 12, 1)
    group by money.month
),
plan as (
    select
        coalesce(sum(key_plan.amount) filter (where key_plan.year = $year::integer), 0) as amount,
        count(*) filter (where key_plan.year = $year::integer - 1) as last_projects
    from key_plan
),
filled as (
    select
        schedule.month,
        coalesce(schedule.month between cutoff.invested_from and cutoff.money_month, false) as is_reported,
        coalesce(this_year.invested, 0)::double as invested,
        plan.amount::double * schedule.due_share as cumulative_scheduled,
        case
            when plan.last_projects > 0 and extract(year from cutoff.invested_from) < $year::integer
                then coalesce(last_year.invested, 0)
        end::double as last_invested
    from schedule
    cross join cutoff
    cross join plan
    left join done as this_year on this_year.month = schedule.month
    left join done as last_year on last_year.month = (schedule.month - interval 1 year)::date
    where extract(year from schedule.month) = $year::integer
)
select
    filled.month,
    case when filled.is_reported then filled.invested end as invested,
    case when filled.is_reported then sum(filled.invested) over so_far end as cumulative_invested,
    filled.cumulative_scheduled,
    sum(filled.last_invested) over so_far as last_cumulative_invested
from filled
window so_far as (order by filled.month rows between unbounded preceding and current row)
order by filled.month
