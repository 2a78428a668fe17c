-- Question: what does each industry carry: signings of the period, starts, money, and its part of the
--   year's plan?
-- Grain: one row an industry, and one with industry null: all of them together.
-- Parameters: scope's; $period_from, $period_to date; $year; $matured_days whole days.
-- Result: industry; signed_projects, formal_projects, started_projects, matured_projects,
--   matured_started count (signed in the period); signed_planned, formal_planned 万元; start_rate,
--   matured_start_rate (0 to 1; formal agreements); arrived_of_signed 万元 (money of the formal ones up
--   to the as-of date), arrival_rate (= arrived_of_signed / formal_planned); funds_arrived 万元 (arrived
--   in the period, all projects in scope), funds_share (0 to 1, of all industries'); key_projects count, plan, invested, scheduled 万元
--   ($year's key projects, up to the last month of money); completion_rate, due_share (0 to 1), points_ahead
--   (percentage points, negative when behind).
with arrived as (
    select money.project_id, sum(money.funds_arrived) as funds_arrived
    from money
    where money.month between $period_from::date and $period_to::date
    group by money.project_id
),
fact as (
    select
        scope.industry,
        scope.is_counted and coalesce(scope.signed_on between $period_from::date and $period_to::date, false) as is_signed,
        scope.agreement = '正式' as is_formal,
        scope.started_on is not null and scope.terminated_on is null as is_started,
        coalesce(date_diff('day', scope.signed_on, cutoff.as_of) >= $matured_days::integer, false) as is_matured,
        scope.planned_investment,
        coalesce(paid.funds_arrived, 0) as funds_to_date,
        coalesce(arrived.funds_arrived, 0) as funds_in_period,
        key_plan.amount as plan_amount,
        case when key_plan.project_id is not null then coalesce(yearly.invested, 0) end as invested
    from scope
    cross join cutoff
    left join paid on paid.project_id = scope.project_id
    left join arrived on arrived.project_id = scope.project_id
    left join yearly on yearly.project_id = scope.project_id and yearly.year = $year::integer
    left join key_plan on key_plan.project_id = scope.project_id and key_plan.year = $year::integer
),
summed as (
    select
        fact.industry,
        count(*) filter (where fact.is_signed) as signed_projects,
        count(*) filter (where fact.is_signed and fact.is_formal) as formal_projects,
        count(*) filter (where fact.is_signed and fact.is_formal and fact.is_started) as started_projects,
        count(*) filter (where fact.is_signed and fact.is_formal and fact.is_matured) as matured_projects,
        count(*) filter (where fact.is_signed and fact.is_formal and fact.is_matured and fact.is_started)
            as matured_started,
        sum(fact.planned_investment) filter (where fact.is_signed) as signed_planned,
        sum(fact.planned_investment) filter (where fact.is_signed and fact.is_formal) as formal_planned,
        sum(fact.funds_to_date) filter (where fact.is_signed and fact.is_formal) as arrived_of_signed,
        sum(fact.funds_in_period) as funds_arrived,
        count(fact.plan_amount) as key_projects,
        sum(fact.plan_amount) as plan,
        sum(fact.invested) as invested
    from fact
    group by rollup (fact.industry)
)
select
    summed.industry,
    summed.signed_projects::bigint as signed_projects,
    summed.formal_projects::bigint as formal_projects,
    summed.started_projects::bigint as started_projects,
    summed.matured_projects::bigint as matured_projects,
    summed.matured_started::bigint as matured_started,
    coalesce(summed.signed_planned, 0)::double as signed_planned,
    coalesce(summed.formal_planned, 0)::double as formal_planned,
    summed.started_projects::double / nullif(summed.formal_projects, 0)::double as start_rate,
    summed.matured_started::double / nullif(summed.matured_projects, 0)::double as matured_start_rate,
    coalesce(summed.arrived_of_signed, 0)::double as arrived_of_signed,
    summed.arrived_of_signed::double / nullif(summed.formal_planned, 0)::double as arrival_rate,
    coalesce(summed.funds_arrived, 0)::double as funds_arrived,
    summed.funds_arrived::double
        / nullif(max(summed.funds_arrived) filter (where summed.industry is null) over (), 0)::double as funds_share,
    summed.key_projects::bigint as key_projects,
    coalesce(summed.plan, 0)::double as plan,
    coalesce(summed.invested, 0)::double as invested,
    due.due_share,
    (summed.plan::double * due.due_share) as scheduled,
    summed.invested::double / nullif(summed.plan, 0)::double as completion_rate,
    (summed.invested::double / nullif(summed.plan, 0)::double - due.due_share) * 100 as points_ahead
from summed
join due on due.year = $year::integer
order by coalesce(summed.plan, 0) desc, coalesce(summed.signed_planned, 0) desc, summed.industry
