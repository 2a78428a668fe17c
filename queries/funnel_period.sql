-- Question: how many projects were signed, how many started, how many saw their first money in the
--   period, whenever they were signed?
-- Grain: one row a stage (signed, started, funded), in that order. Different projects stand in each, so
--   there are no shares. Formal agreements; what happened counts, also where the project was terminated
--   afterwards.
-- Parameters: scope's; $period_from, $period_to date.
-- Result: stage; stage_order; projects count; planned_investment 万元 (of these projects); funds_arrived
--   万元 (only at funded: all the money that arrived in the period, from all projects in scope,
--   whenever first paid; null before). Of funded all figures are null where no funds are reported for the period.
with project_day as (
    select
        scope.planned_investment,
        scope.signed_on,
        scope.started_on,
        paid.funded_on
    from scope
    left join paid on paid.project_no = scope.project_no
    where scope.signed_on is not null
        and scope.agreement = '正式'
),
reached as (
    select
        1 as stage_order,
        'signed' as stage,
        project_day.planned_investment
    from project_day
    where project_day.signed_on between $period_from::date and $period_to::date
    union all
    select
        2 as stage_order,
        'started' as stage,
        project_day.planned_investment
    from project_day
    where project_day.started_on between $period_from::date and $period_to::date
    union all
    select
        3 as stage_order,
        'funded' as stage,
        project_day.planned_investment
    from project_day
    where project_day.funded_on between $period_from::date and $period_to::date
),
stage as (
    select 1 as stage_order, 'signed' as stage
    union all
    select 2 as stage_order, 'started' as stage
    union all
    select 3 as stage_order, 'funded' as stage
),
reported as (
    select
        coalesce(cutoff.funds_from <= $period_to::date and $period_from::date <= cutoff.money_month, false) as has_funds
    from cutoff
),
arrived as (
    select sum(money.funds_arrived) as funds_arrived
    from money
    where money.month between $period_from::date and $period_to::date
)
select
    stage.stage,
    stage.stage_order::bigint as stage_order,
    case when reported.has_funds or stage.stage <> 'funded' then count(reached.stage) end::bigint as projects,
    case
        when reported.has_funds or stage.stage <> 'funded' then coalesce(sum(reached.planned_investment), 0)
    end::double as planned_investment,
    case
        when reported.has_funds and stage.stage = 'funded' then coalesce(max(arrived.funds_arrived), 0)
    end::double as funds_arrived
from stage
cross join reported
left join reached on reached.stage = stage.stage
cross join arrived
group by stage.stage, stage.stage_order, reported.has_funds
order by stage.stage_order
