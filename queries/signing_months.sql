-- Question: of the agreements signed in each month, how many had started, and how much of their planned
--   investment had arrived, month after month?
-- Grain: one row a signing month of the period and a number of months since, as far as they had happened
--   by the as-of date; formal agreements only. «k months since» is the end of the k-th calendar month
--   after the month of signing (0: the end of that month itself), for both readings. A month that has
--   not ended is not a row. A month without signings has rows with no shares.
--   A row is the zone as it stood on that day: what was terminated later still counts as started then,
--   and leaves when it is terminated. So each row equals funnel_cohort of its signing month with the
--   row's day as the as-of date, the last one of a cohort funnel_cohort of today, where today is the end
--   of a month. Money that has arrived stays, at terminated projects too.
-- Parameters: scope's; $period_from, $period_to date.
-- Result: signed_month date (first day); months_since whole number; read_on date (the day that the row
--   stands at); formal_projects count (signed in the month), formal_planned 万元; started_projects count
--   (started and not terminated by read_on), start_rate (0 to 1; null without any); arrived_of_signed 万元
--   (their money up to the month of read_on), arrival_rate (= arrived_of_signed / formal_planned); both
--   null after the last month of money, and everywhere where the ledger has no money by then.
with cohort as (
    select
        scope.project_id,
        date_trunc('month', scope.signed_on)::date as signed_month,
        scope.planned_investment,
        scope.started_on,
        scope.terminated_on
    from scope
    where scope.signed_on between $period_from::date and $period_to::date
        and scope.agreement = '正式'
),
ledger as (
    select min(progress.month) as first_month
    from progress
),
cell as (
    select
        signing.month as signed_month,
        reading.month as read_month,
        last_day(reading.month) as read_on,
        coalesce(ledger.first_month <= cutoff.money_month and reading.month <= cutoff.money_month, false)
            as has_money
    from month as signing
    join month as reading on reading.month >= signing.month
    cross join cutoff
    cross join ledger
    where signing.month between $period_from::date and $period_to::date
        and last_day(reading.month) <= cutoff.as_of
),
started as (
    select
        cell.signed_month,
        cell.read_month,
        count(cohort.project_id) as formal_projects,
        coalesce(sum(cohort.planned_investment), 0) as formal_planned,
        count(*) filter (
            where cohort.started_on <= cell.read_on
                and (cohort.terminated_on is null or cohort.terminated_on > cell.read_on)
        ) as started_projects
    from cell
    left join cohort on cohort.signed_month = cell.signed_month
    group by cell.signed_month, cell.read_month
),
arrived_monthly as (
    select
        cohort.signed_month,
        money.month,
        sum(money.funds_arrived) as funds_arrived
    from money
    join cohort on cohort.project_id = money.project_id
    group by cohort.signed_month, money.month
),
arrived as (
    select
        cell.signed_month,
        cell.read_month,
        sum(arrived_monthly.funds_arrived) as funds_arrived
    from cell
    join arrived_monthly
        on arrived_monthly.signed_month = cell.signed_month
        and arrived_monthly.month <= cell.read_month
    group by cell.signed_month, cell.read_month
)
select
    cell.signed_month,
    (
        (year(cell.read_month) - year(cell.signed_month)) * 12 + month(cell.read_month) - month(cell.signed_month)
    )::bigint as months_since,
    cell.read_on,
    started.formal_projects::bigint as formal_projects,
    started.formal_planned::double as formal_planned,
    started.started_projects::bigint as started_projects,
    started.started_projects::double / nullif(started.formal_projects, 0)::double as start_rate,
    case when cell.has_money then coalesce(arrived.funds_arrived, 0) end::double as arrived_of_signed,
    case when cell.has_money then coalesce(arrived.funds_arrived, 0) end::double
        / nullif(started.formal_planned, 0)::double as arrival_rate
from cell
join started
    on started.signed_month = cell.signed_month
    and started.read_month = cell.read_month
left join arrived
    on arrived.signed_month = cell.signed_month
    and arrived.read_month = cell.read_month
order by cell.signed_month, cell.read_month
