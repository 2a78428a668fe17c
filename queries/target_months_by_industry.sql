-- Question: how do each industry's key projects run against their schedule, month by month?
-- Grain: one row a month of $year (twelve) and industry with key projects in it; the largest plan first.
--   The industries add up to target_months.
-- Parameters: scope's; $year.
-- Result: industry; month date; plan 万元 (the industry's, of the year); invested, cumulative_invested 万元
--   (null after the last month of money, and in months without a report of it); cumulative_scheduled 万元;
--   due_share (0 to 1).
-- Ratios, of these columns: completed_share.
with planned as (
    select scope.industry, sum(key_plan.amount)::double as plan
    from key_plan
    join scope on scope.project_no = key_plan.project_no
    where key_plan.year = $year::integer
    group by scope.industry
),
done as (
    select scope.industry, money.month, sum(money.invested)::double as invested
    from money
    join key_plan on key_plan.project_no = money.project_no and key_plan.year = year(money.month)
    join scope on scope.project_no = money.project_no
    where money.month between make_date($year::integer, 1, 1) and make_date($year::integer, 12, 1)
    group by scope.industry, money.month
),
filled as (
    select
        planned.industry,
        planned.plan,
        schedule.month,
        schedule.due_share,
        coalesce(schedule.month between cutoff.invested_from and cutoff.money_month, false) as is_reported,
        coalesce(done.invested, 0) as invested
    from planned
    cross join schedule
    cross join cutoff
    left join done on done.industry = planned.industry and done.month = schedule.month
    where extract(year from schedule.month) = $year::integer
),
summed as (
    select
        filled.industry,
        filled.plan,
        filled.month,
        filled.due_share,
        case when filled.is_reported then filled.invested end as invested,
        case when filled.is_reported then sum(filled.invested) over so_far end as cumulative_invested
    from filled
    window so_far as (
        partition by filled.industry order by filled.month rows between unbounded preceding and current row
    )
)
select
    summed.industry,
    summed.month,
    summed.plan,
    summed.invested,
    summed.cumulative_invested,
    summed.plan * summed.due_share as cumulative_scheduled,
    summed.due_share
from summed
order by summed.plan desc, summed.industry, summed.month
