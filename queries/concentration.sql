-- Question: how much do the few largest projects carry?
-- Grain: four rows, in this order: signed_planned (planned investment signed in the period), funds_arrived
--   (in the period, all projects in scope), invested and plan (of $year's key projects, the whole year).
-- Parameters: scope's; $period_from, $period_to date; $year.
-- Result: measure; projects count (with an amount above 0); total 万元; top_3, top_10 万元 (of the three and
--   the ten largest; of all where there are fewer; null where that money is not reported).
-- Ratios, of these columns: top_3_share, top_10_share.
with arrived as (
    select money.project_no, sum(money.funds_arrived) as funds_arrived
    from money
    where money.month between $period_from::date and $period_to::date
    group by money.project_no
),
measure as (
    select 1 as measure_order, 'signed_planned' as measure
    union all
    select 2 as measure_order, 'funds_arrived' as measure
    union all
    select 3 as measure_order, 'invested' as measure
    union all
    select 4 as measure_order, 'plan' as measure
),
amount as (
    select 'signed_planned' as measure, scope.project_no, scope.planned_investment as amount
    from scope
    where scope.is_counted and scope.signed_on between $period_from::date and $period_to::date
    union all
    select 'funds_arrived' as measure, arrived.project_no, arrived.funds_arrived as amount
    from arrived
    union all
    select 'invested' as measure, key_plan.project_no, yearly.invested as amount
    from key_plan
    join yearly on yearly.project_no = key_plan.project_no and yearly.year = key_plan.year
    where key_plan.year = $year::integer
    union all
    select 'plan' as measure, key_plan.project_no, key_plan.amount
    from key_plan
    where key_plan.year = $year::integer
),
ranked as (
    select
        amount.measure,
        amount.amount,
        row_number() over (partition by amount.measure order by amount.amount desc, amount.project_no) as place
    from amount
    where amount.amount > 0
),
reported as (
    select
        measure.measure_order,
        measure.measure,
        case measure.measure
            when 'funds_arrived'
                then coalesce(cutoff.funds_from <= $period_to::date and $period_from::date <= cutoff.money_month, false)
            when 'invested' then coalesce(
                $year::integer between extract(year from cutoff.invested_from) and extract(year from cutoff.money_month), false
            )
            else true
        end as is_reported
    from measure
    cross join cutoff
),
summed as (
    select
        reported.measure_order,
        reported.measure,
        count(ranked.place) as projects,
        case when reported.is_reported then coalesce(sum(ranked.amount), 0) end::double as total,
        case when reported.is_reported then coalesce(sum(ranked.amount) filter (where ranked.place <= 3), 0) end::double
            as top_3,
        case when reported.is_reported then coalesce(sum(ranked.amount) filter (where ranked.place <= 10), 0) end::double
            as top_10
    from reported
    left join ranked on ranked.measure = reported.measure
    group by reported.measure_order, reported.measure, reported.is_reported
)
select
    summed.measure,
    summed.projects::bigint as projects,
    summed.total,
    summed.top_3,
    summed.top_10
from summed
order by summed.measure_order
