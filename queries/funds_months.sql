-- Question: how do the funds arrived add up over the year, beside last year's?
-- Grain: one row a month of $year (twelve). All projects in scope, earlier signings included.
-- Parameters: scope's; $year.
-- Result: month date; is_counted (are its funds reported, and do they count yet?); funds_arrived, cumulative_funds 万元 (null
--   where it does not); last_cumulative_funds 万元 (last year by the same month; null where no
--   funds were reported from its January on); growth (cumulative, 0.1 = 10 %; null without a base); plan 万元 (the
--   key projects' annual plan: of completed investment, not of funds), cumulative_scheduled 万元 (due of
--   it by the month's end).
-- Ratios, of these columns: plan_share.
with arrived as (
    select
        money.month,
        sum(money.funds_arrived)::double as funds_arrived
    from money
    where money.month between make_date($year::integer - 1, 1, 1) and make_date($year::integer, 12, 1)
    group by money.month
),
planned as (
    select coalesce(sum(key_plan.amount), 0)::double as plan
    from key_plan
    where key_plan.year = $year::integer
),
filled as (
    select
        schedule.month,
        coalesce(schedule.month between cutoff.funds_from and cutoff.money_month, false) as is_counted,
        coalesce(arrived.funds_arrived, 0) as funds_arrived,
        coalesce(earlier.funds_arrived, 0) as last_funds_arrived,
        coalesce(cutoff.funds_from <= make_date($year::integer - 1, 1, 1), false)
            and (schedule.month - interval 1 year)::date <= cutoff.money_month as has_base,
        planned.plan,
        planned.plan * schedule.due_share as cumulative_scheduled
    from schedule
    cross join cutoff
    cross join planned
    left join arrived on arrived.month = schedule.month
    left join arrived as earlier on earlier.month = (schedule.month - interval 1 year)::date
    where extract(year from schedule.month) = $year::integer
),
summed as (
    select
        filled.month,
        filled.is_counted,
        case when filled.is_counted then filled.funds_arrived end as funds_arrived,
        case when filled.is_counted then sum(filled.funds_arrived) over so_far end as cumulative_funds,
        case when filled.has_base then sum(filled.last_funds_arrived) over so_far end as last_cumulative_funds,
        filled.plan,
        filled.cumulative_scheduled
    from filled
    window so_far as (order by filled.month rows between unbounded preceding and current row)
)
select
    summed.month,
    summed.is_counted,
    summed.funds_arrived,
    summed.cumulative_funds,
    summed.last_cumulative_funds,
    summed.cumulative_funds / nullif(summed.last_cumulative_funds, 0) - 1 as growth,
    summed.plan,
    summed.cumulative_scheduled
from summed
order by summed.month
