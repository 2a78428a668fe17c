-- Question: how many projects were signed, started and first paid in each month of the period, and how
--   much money arrived in it?
-- Grain: one row a month of the period, up to the as-of date's month; no month is left out.
-- Parameters: scope's; $period_from, $period_to date.
-- Result: month date; signed_projects, started_projects, funded_projects count (formal agreements, also
--   those terminated afterwards); funds_arrived 万元 (all projects in scope); funded_projects and
--   funds_arrived are null after the last month of money and before the first that reports it.
with project_month as (
    select
        date_trunc('month', scope.signed_on)::date as signed_month,
        date_trunc('month', scope.started_on)::date as started_month,
        date_trunc('month', paid.funded_on)::date as funded_month
    from scope
    left join paid on paid.project_no = scope.project_no
    where scope.signed_on is not null
        and scope.agreement = '正式'
),
signed as (
    select project_month.signed_month as month, count(*) as projects
    from project_month
    group by project_month.signed_month
),
started as (
    select project_month.started_month as month, count(*) as projects
    from project_month
    group by project_month.started_month
),
funded as (
    select project_month.funded_month as month, count(*) as projects
    from project_month
    group by project_month.funded_month
),
arrived as (
    select money.month, sum(money.funds_arrived) as funds_arrived
    from money
    where money.month between $period_from::date and $period_to::date
    group by money.month
)
select
    month.month,
    coalesce(signed.projects, 0)::bigint as signed_projects,
    coalesce(started.projects, 0)::bigint as started_projects,
    case when month.month between cutoff.funds_from and cutoff.money_month then coalesce(funded.projects, 0) end::bigint as funded_projects,
    case when month.month between cutoff.funds_from and cutoff.money_month then coalesce(arrived.funds_arrived, 0) end::double as funds_arrived
from month
cross join cutoff
left join signed on signed.month = month.month
left join started on started.month = month.month
left join funded on funded.month = month.month
left join arrived on arrived.month = month.month
where month.month between $period_from::date and least($period_to::date, cutoff.as_of)
order by month.month
