-- Question: what has each industry signed, received and completed, against the same period and the same
--   last month of the year before?
-- Grain: one row an industry, and one with industry null: all of them together.
-- Parameters: scope's; $period_from, $period_to date; $year.
-- Result: industry; signed_projects, last_signed_projects count; signed_planned, last_signed_planned 万元;
--   funds_arrived, last_funds_arrived 万元 (in the period, all projects in scope); key_projects,
--   last_key_projects count; invested, last_invested 万元 ($year's and last year's key projects, same
--   months, whatever the period); has_ledger (was the ledger kept from the first day of last year's
--   period on?); signed_change count; planned_growth, funds_growth, invested_growth (0.1 = 10 %). The
--   last_… are null without a base: the first three where the ledger was not kept, last_invested without
--   key projects last year. A growth is null without a base and where the base is 0.
with bounds as (
    select
        least($period_to::date, cutoff.as_of) as period_to,
        ($period_from::date - interval 1 year)::date as last_from,
        (least($period_to::date, cutoff.as_of) - interval 1 year)::date as last_to,
        least(cutoff.money_month, make_date($year::integer, 12, 1)) as invested_month,
        cutoff.money_month,
        coalesce(cutoff.ledger_from <= ($period_from::date - interval 1 year)::date, false) as has_ledger
    from cutoff
),
paid_then as (
    select
        money.project_id,
        sum(money.funds_arrived) filter (
            where money.month between $period_from::date and bounds.period_to
        ) as funds_arrived,
        sum(money.funds_arrived) filter (
            where money.month between bounds.last_from and bounds.last_to
                and money.month <= (bounds.money_month - interval 1 year)
        ) as last_funds_arrived,
        sum(money.invested) filter (where year(money.month) = $year::integer) as invested,
        sum(money.invested) filter (
            where year(money.month) = $year::integer - 1
                and money.month <= (bounds.invested_month - interval 1 year)
        ) as last_invested
    from money
    cross join bounds
    group by money.project_id
),
planned as (
    select
        key_plan.project_id,
        count(*) filter (where key_plan.year = $year::integer) as key_projects,
        count(*) filter (where key_plan.year = $year::integer - 1) as last_key_projects
    from key_plan
    where key_plan.year between $year::integer - 1 and $year::integer
    group by key_plan.project_id
),
fact as (
    select
        scope.industry,
        scope.planned_investment,
        scope.is_counted
            and coalesce(scope.signed_on between $period_from::date and bounds.period_to, false) as is_signed,
        scope.is_counted
            and coalesce(scope.signed_on between bounds.last_from and bounds.last_to, false) as is_signed_before,
        coalesce(paid_then.funds_arrived, 0) as funds_arrived,
        coalesce(paid_then.last_funds_arrived, 0) as last_funds_arrived,
        coalesce(planned.key_projects, 0) as key_projects,
        coalesce(planned.last_key_projects, 0) as last_key_projects,
        case when planned.key_projects > 0 then coalesce(paid_then.invested, 0) else 0 end as invested,
        case when planned.last_key_projects > 0 then coalesce(paid_then.last_invested, 0) end as last_invested
    from scope
    cross join bounds
    left join paid_then on paid_then.project_id = scope.project_id
    left join planned on planned.project_id = scope.project_id
),
summed as (
    select
        fact.industry,
        count(*) filter (where fact.is_signed) as signed_projects,
        count(*) filter (where fact.is_signed_before) as last_signed_projects,
        coalesce(sum(fact.planned_investment) filter (where fact.is_signed), 0) as signed_planned,
        coalesce(sum(fact.planned_investment) filter (where fact.is_signed_before), 0) as last_signed_planned,
        coalesce(sum(fact.funds_arrived), 0) as funds_arrived,
        coalesce(sum(fact.last_funds_arrived), 0) as last_funds_arrived,
        coalesce(sum(fact.key_projects), 0) as key_projects,
        coalesce(sum(fact.last_key_projects), 0) as last_key_projects,
        coalesce(sum(fact.invested), 0) as invested,
        sum(fact.last_invested) as last_invested
    from fact
    group by rollup (fact.industry)
),
based as (
    select
        summed.industry,
        summed.signed_projects::bigint as signed_projects,
        case when bounds.has_ledger then summed.last_signed_projects end::bigint as last_signed_projects,
        summed.signed_planned::double as signed_planned,
        case when bounds.has_ledger then summed.last_signed_planned end::double as last_signed_planned,
        summed.funds_arrived::double as funds_arrived,
        case when bounds.has_ledger then summed.last_funds_arrived end::double as last_funds_arrived,
        summed.key_projects::bigint as key_projects,
        summed.last_key_projects::bigint as last_key_projects,
        summed.invested::double as invested,
        summed.last_invested::double as last_invested,
        bounds.has_ledger
    from summed
    cross join bounds
)
select
    based.industry,
    based.signed_projects,
    based.last_signed_projects,
    based.signed_planned,
    based.last_signed_planned,
    based.funds_arrived,
    based.last_funds_arrived,
    based.key_projects,
    based.last_key_projects,
    based.invested,
    based.last_invested,
    based.has_ledger,
    based.signed_projects - based.last_signed_projects as signed_change,
    based.signed_planned / nullif(based.last_signed_planned, 0) - 1 as planned_growth,
    based.funds_arrived / nullif(based.last_funds_arrived, 0) - 1 as funds_growth,
    case when based.key_projects > 0 then based.invested / nullif(based.last_invested, 0) - 1 end as invested_growth
from based
order by based.signed_planned desc, based.industry
