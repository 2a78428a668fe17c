-- Question: what does each industry carry: signings of the period, starts, money, and its part of the
--   year's plan; each against the same period and the same last month of the year before?
-- Grain: one row an industry, and one with industry null: all of them together.
-- Parameters: scope's; $period_from, $period_to date; $year; $matured_days whole days.
-- Result: industry; signed_projects, formal_projects, started_projects, matured_projects,
--   matured_started count (signed in the period); signed_planned, formal_planned 万元; arrived_of_signed 万元 (money of
--   the formal ones up to the as-of date); funds_arrived 万元 (arrived in the period, all projects in scope),
--   all_funds_arrived 万元 (all industries'); key_projects count, plan, invested, scheduled 万元 ($year's key projects,
--   up to the last month of money); due_share (0 to 1).
--   A year before: has_ledger (was the ledger kept from the first day of last year's period on?);
--   last_signed_projects count, last_signed_planned, last_funds_arrived 万元 (same period; null where the
--   ledger was not kept); last_key_projects count and last_invested 万元 (last year's key projects, same
--   months; null without any). Money is null where it is not reported for the time that it is of.
--   growth (of completed investment; 0.1 = 10 %; null without a base, where the base is 0, and for a name without key
--   projects this year, which is why it is made here).
-- Ratios, of these columns: start_rate, matured_start_rate, arrival_rate, funds_share, completion_rate, points_ahead,
--   signed_change, planned_growth, funds_growth.
with bounds as (
    select
        cutoff.as_of,
        ($period_from::date - interval 1 year)::date as last_from,
        (least($period_to::date, cutoff.as_of) - interval 1 year)::date as last_to,
        (cutoff.money_month - interval 1 year)::date as last_money_month,
        (least(cutoff.money_month, make_date($year::integer, 12, 1)) - interval 1 year)::date as last_invested_month,
        coalesce(ledger.ledger_from <= ($period_from::date - interval 1 year)::date, false) as has_ledger,
        coalesce(
            cutoff.funds_from is not null and date_trunc('month', $period_from::date) <= cutoff.money_month, false
        ) as has_funds,
        coalesce(
            cutoff.funds_from <= least($period_to::date, cutoff.as_of) and $period_from::date <= cutoff.money_month, false
        ) as has_period_funds,
        coalesce(
            cutoff.funds_from <= ($period_from::date - interval 1 year)::date and $period_from::date <= cutoff.money_month,
            false
        ) as has_last_funds,
        coalesce($year::integer between extract(year from cutoff.invested_from) and extract(year from cutoff.money_month), false)
            as has_invested,
        coalesce(
            extract(year from cutoff.invested_from) < $year::integer
                and $year::integer <= extract(year from cutoff.money_month),
            false
        ) as has_last_invested
    from cutoff
    cross join ledger
),
arrived as (
    select
        money.project_no,
        sum(money.funds_arrived) filter (
            where money.month between $period_from::date and $period_to::date
        ) as funds_arrived,
        sum(money.funds_arrived) filter (
            where money.month between bounds.last_from and bounds.last_to and money.month <= bounds.last_money_month
        ) as last_funds_arrived,
        sum(money.invested) filter (where extract(year from money.month) = $year::integer) as invested,
        sum(money.invested) filter (
            where extract(year from money.month) = $year::integer - 1 and money.month <= bounds.last_invested_month
        ) as last_invested
    from money
    cross join bounds
    where money.month >= least(date_trunc('year', $period_from::date)::date, make_date($year::integer, 1, 1)) - interval 1 year
    group by money.project_no
),
fact as (
    select
        scope.industry,
        scope.is_counted and coalesce(scope.signed_on between $period_from::date and $period_to::date, false) as is_signed,
        scope.is_counted and coalesce(scope.signed_on between bounds.last_from and bounds.last_to, false)
            as was_signed,
        scope.agreement = '正式' as is_formal,
        scope.started_on is not null and scope.terminated_on is null as is_started,
        coalesce(date_diff('day', scope.signed_on, bounds.as_of) >= $matured_days::integer, false) as is_matured,
        scope.planned_investment,
        paid.funds_arrived as funds_to_date,
        coalesce(arrived.funds_arrived, 0) as funds_in_period,
        coalesce(arrived.last_funds_arrived, 0) as last_funds_arrived,
        key_plan.amount as plan_amount,
        case when key_plan.project_id is not null then coalesce(arrived.invested, 0) end as invested,
        last_plan.amount as last_plan_amount,
        case when last_plan.project_id is not null then coalesce(arrived.last_invested, 0) end as last_invested
    from scope
    cross join bounds
    left join paid on paid.project_no = scope.project_no
    left join arrived on arrived.project_no = scope.project_no
    left join key_plan on key_plan.project_no = scope.project_no and key_plan.year = $year::integer
    left join key_plan as last_plan
        on last_plan.project_no = scope.project_no and last_plan.year = $year::integer - 1
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
        sum(fact.invested) as invested,
        count(*) filter (where fact.was_signed) as last_signed_projects,
        sum(fact.planned_investment) filter (where fact.was_signed) as last_signed_planned,
        sum(fact.last_funds_arrived) as last_funds_arrived,
        count(fact.last_plan_amount) as last_key_projects,
        sum(fact.last_invested) as last_invested
    from fact
    group by rollup (fact.industry)
),
based as (
    select
        summed.industry,
        summed.signed_projects,
        summed.formal_projects,
        summed.started_projects,
        summed.matured_projects,
        summed.matured_started,
        coalesce(summed.signed_planned, 0)::double as signed_planned,
        coalesce(summed.formal_planned, 0)::double as formal_planned,
        case when bounds.has_funds then coalesce(summed.arrived_of_signed, 0) end::double as arrived_of_signed,
        case when bounds.has_period_funds then coalesce(summed.funds_arrived, 0) end::double as funds_arrived,
        case
            when bounds.has_period_funds
                then max(summed.funds_arrived) filter (where summed.industry is null) over ()
        end as all_funds_arrived,
        summed.key_projects,
        coalesce(summed.plan, 0)::double as plan,
        case when bounds.has_invested then coalesce(summed.invested, 0) end::double as invested,
        due.due_share,
        bounds.has_ledger,
        case when bounds.has_ledger then summed.last_signed_projects end as last_signed_projects,
        case when bounds.has_ledger then coalesce(summed.last_signed_planned, 0) end::double as last_signed_planned,
        case when bounds.has_last_funds then coalesce(summed.last_funds_arrived, 0) end::double as last_funds_arrived,
        summed.last_key_projects,
        case when bounds.has_last_invested then summed.last_invested end::double as last_invested
    from summed
    cross join bounds
    join due on due.year = $year::integer
)
select
    based.industry,
    based.signed_projects::bigint as signed_projects,
    based.formal_projects::bigint as formal_projects,
    based.started_projects::bigint as started_projects,
    based.matured_projects::bigint as matured_projects,
    based.matured_started::bigint as matured_started,
    based.signed_planned,
    based.formal_planned,
    based.arrived_of_signed,
    based.funds_arrived,
    based.all_funds_arrived::double as all_funds_arrived,
    based.key_projects::bigint as key_projects,
    based.plan,
    based.invested,
    based.due_share,
    based.plan * based.due_share as scheduled,
    based.has_ledger,
    based.last_signed_projects::bigint as last_signed_projects,
    based.last_signed_planned,
    based.last_funds_arrived,
    based.last_key_projects::bigint as last_key_projects,
    based.last_invested,
    case when based.key_projects > 0 then based.invested / nullif(based.last_invested, 0) - 1 end as growth
from based
order by based.plan desc, based.signed_planned desc, based.industry
