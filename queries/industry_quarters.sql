-- Question: how has the composition by industry moved, quarter by quarter?
-- Grain: one row a quarter and industry in scope, from the quarter in which the ledger begins to the as-of
--   date's; no quarter and no industry is left out. Whatever year and period are chosen.
-- Parameters: scope's.
-- Result: quarter date (its first day); industry; signed_projects count and signed_planned 万元 (signed in
--   the quarter); funds_arrived 万元 (arrived in the quarter, all projects in scope; null where funds of none of
--   its months are reported); planned_share, funds_share (0 to 1, of all industries' in the quarter; null
--   without any); quarter_planned, quarter_funds 万元 (all industries'); last_planned_share, last_funds_share (0 to 1, of the same
--   quarter a year earlier; null before the ledger); is_signed_whole, is_funds_whole (is
--   the quarter complete: kept from its first day, ended by the as-of date, all its months of money reported?).
with quarter_of as (
    select
        date_trunc('quarter', month.month)::date as quarter,
        max(month.month) as last_month,
        cutoff.as_of,
        cutoff.money_month,
        ledger.ledger_from,
        cutoff.funds_from
    from month
    cross join cutoff
    cross join ledger
    where date_trunc('quarter', month.month)::date >= date_trunc('quarter', ledger.ledger_from)::date
        and date_trunc('quarter', month.month)::date <= cutoff.as_of
    group by date_trunc('quarter', month.month)::date, cutoff.as_of, cutoff.money_month, ledger.ledger_from,
        cutoff.funds_from
),
named as (
    select scope.industry
    from scope
    group by scope.industry
),
signed as (
    select
        date_trunc('quarter', scope.signed_on)::date as quarter,
        scope.industry,
        count(*) as projects,
        sum(scope.planned_investment) as planned
    from scope
    where scope.is_counted and scope.signed_on is not null
    group by date_trunc('quarter', scope.signed_on)::date, scope.industry
),
arrived as (
    select
        date_trunc('quarter', money.month)::date as quarter,
        scope.industry,
        sum(money.funds_arrived) as funds_arrived
    from money
    join scope on scope.project_no = money.project_no
    group by date_trunc('quarter', money.month)::date, scope.industry
),
filled as (
    select
        quarter_of.quarter,
        named.industry,
        coalesce(signed.projects, 0) as signed_projects,
        coalesce(signed.planned, 0)::double as signed_planned,
        case
            when quarter_of.quarter <= quarter_of.money_month and quarter_of.funds_from <= quarter_of.last_month
                then coalesce(arrived.funds_arrived, 0)
        end::double as funds_arrived,
        coalesce(quarter_of.ledger_from <= quarter_of.quarter, false)
            and last_day(quarter_of.last_month) <= quarter_of.as_of as is_signed_whole,
        coalesce(quarter_of.funds_from <= quarter_of.quarter, false)
            and quarter_of.last_month <= quarter_of.money_month as is_funds_whole
    from quarter_of
    cross join named
    left join signed on signed.quarter = quarter_of.quarter and signed.industry = named.industry
    left join arrived on arrived.quarter = quarter_of.quarter and arrived.industry = named.industry
),
summed as (
    select
        filled.quarter,
        filled.industry,
        filled.signed_projects,
        filled.signed_planned,
        filled.funds_arrived,
        sum(filled.signed_planned) over (partition by filled.quarter) as quarter_planned,
        sum(filled.funds_arrived) over (partition by filled.quarter) as quarter_funds,
        filled.is_signed_whole,
        filled.is_funds_whole
    from filled
)
select
    summed.quarter,
    summed.industry,
    summed.signed_projects::bigint as signed_projects,
    summed.signed_planned,
    summed.funds_arrived,
    summed.signed_planned / nullif(summed.quarter_planned, 0) as planned_share,
    summed.funds_arrived / nullif(summed.quarter_funds, 0) as funds_share,
    summed.quarter_planned,
    summed.quarter_funds,
    lag(summed.signed_planned / nullif(summed.quarter_planned, 0), 4) over by_industry as last_planned_share,
    lag(summed.funds_arrived / nullif(summed.quarter_funds, 0), 4) over by_industry as last_funds_share,
    summed.is_signed_whole,
    summed.is_funds_whole
from summed
window by_industry as (partition by summed.industry order by summed.quarter)
order by summed.quarter, summed.industry
