-- Question: what was due in each quarter of the year, what was completed in it, and what a year earlier?
-- Grain: one row a quarter of $year (four). Money and schedule of a quarter under way stop at the last
--   month that counts; the quarters sum to the year.
-- Parameters: scope's; $year; weights.
-- Result: quarter (1 to 4); months count (of its months that count: 0 to 3), last_month date (the last of
--   them; null without); quarter_plan 万元 (due in the whole quarter), quarter_scheduled 万元 (due in its
--   months that count); quarter_invested 万元 (in these; null without any,
--   and where no completed investment is reported for the quarter); last_quarter_invested 万元 (last year's
--   key projects in the same months; null without any or without a month).
-- Ratios, of these columns: schedule_rate, quarter_growth.
with horizon as (
    select least(cutoff.money_month, make_date($year::integer, 12, 1)) as last_month
    from cutoff
),
due_by_month as (
    select
        schedule.month,
        schedule.due_share - coalesce(lag(schedule.due_share) over by_month, 0) as due_share
    from schedule
    where extract(year from schedule.month) = $year::integer
    window by_month as (order by schedule.month)
),
due_by_quarter as (
    select
        quarter(due_by_month.month) as quarter,
        sum(due_by_month.due_share) as whole_share,
        coalesce(sum(due_by_month.due_share) filter (where due_by_month.month <= horizon.last_month), 0) as due_share,
        count(*) filter (where due_by_month.month <= horizon.last_month) as months,
        max(due_by_month.month) filter (where due_by_month.month <= horizon.last_month) as last_month
    from due_by_month
    cross join horizon
    group by quarter(due_by_month.month)
),
planned as (
    select
        coalesce(sum(key_plan.amount) filter (where key_plan.year = $year::integer), 0)::double as plan,
        count(*) filter (where key_plan.year = $year::integer - 1) as last_projects
    from key_plan
),
completed as (
    select
        quarter(money.month) as quarter,
        sum(money.invested) filter (where extract(year from money.month) = $year::integer)::double as invested,
        sum(money.invested) filter (
            where extract(year from money.month) = $year::integer - 1
                and money.month <= (horizon.last_month - interval 1 year)
        )::double as last_invested
    from money
    join key_plan on key_plan.project_no = money.project_no and key_plan.year = year(money.month)
    cross join horizon
    where money.month between make_date($year::integer - 1, 1, 1) and make_date($year::integer, 12, 1)
    group by quarter(money.month)
),
figure as (
    select
        due_by_quarter.quarter,
        due_by_quarter.months,
        due_by_quarter.last_month,
        planned.plan * due_by_quarter.whole_share as quarter_plan,
        planned.plan * due_by_quarter.due_share as quarter_scheduled,
        case
            when due_by_quarter.months > 0 and cutoff.invested_from <= due_by_quarter.last_month
                then coalesce(completed.invested, 0)
        end as quarter_invested,
        case
            when due_by_quarter.months > 0 and planned.last_projects > 0
                and cutoff.invested_from <= (due_by_quarter.last_month - interval 1 year)::date
                then coalesce(completed.last_invested, 0)
        end as last_quarter_invested
    from due_by_quarter
    cross join cutoff
    cross join planned
    left join completed on completed.quarter = due_by_quarter.quarter
)
select
    figure.quarter::bigint as quarter,
    figure.months::bigint as months,
    figure.last_month,
    figure.quarter_plan,
    figure.quarter_scheduled,
    figure.quarter_invested,
    figure.last_quarter_invested
from figure
order by figure.quarter
