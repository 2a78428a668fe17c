-- Question: of the agreements signed in each month, how many had started, and how much of their planned
--   investment had arrived, month after month?
-- Grain: one row a signing month of the period and a number of months since, as far as they had happened
--   by the as-of date, and one a number of months since with signed_month null: all the signing months
--   that had come so far. Formal agreements only. «k months since» is the end of the k-th calendar month
--   after the month of signing (0: the end of that month itself), for both readings. A month that has
--   not ended is not a row. A month without signings has rows with no shares.
--   A row is the zone as it stood on that day: what was terminated later still counts as started then,
--   and leaves when it is terminated. So each row equals funnel_cohort of its signing month with the
--   row's day as the as-of date, the last one of a cohort funnel_cohort of today, where today is the end
--   of a month. Money that has arrived stays, at terminated projects too.
-- Parameters: scope's; $period_from, $period_to date.
-- Result: signed_month date (first day); months_since whole number; read_on date (the day that the row
--   stands at; null in the rows of all months); formal_projects count (signed in the month), formal_planned
--   万元; started_projects count (started and not terminated by read_on). Of money, which stops at its last
--   month: known_projects count and known_planned 万元 (of the
--   signing months whose money is known so far), arrived_of_signed 万元 (their money up to the month of
--   read_on; null where it is not known, and everywhere where no funds are reported by then),
--   arrival_rate (= arrived_of_signed / known_planned).
-- Ratios, of these columns: start_rate.
with cohort as (
    select
        scope.project_no,
        date_trunc('month', scope.signed_on)::date as signed_month,
        scope.planned_investment,
        scope.started_on,
        scope.terminated_on
    from scope
    where scope.signed_on between $period_from::date and $period_to::date
        and scope.agreement = '正式'
),
cell as (
    select
        signing.month as signed_month,
        reading.month as read_month,
        last_day(reading.month) as read_on,
        coalesce(cutoff.funds_from <= reading.month and reading.month <= cutoff.money_month, false) as has_money
    from month as signing
    join month as reading on reading.month >= signing.month
    cross join cutoff
    where signing.month between $period_from::date and $period_to::date
        and last_day(reading.month) <= cutoff.as_of
),
started as (
    select
        cell.signed_month,
        cell.read_month,
        count(cohort.project_no) as formal_projects,
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
    join cohort on cohort.project_no = money.project_no
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
),
figure as (
    select
        cell.signed_month,
        (year(cell.read_month) - year(cell.signed_month)) * 12
            + month(cell.read_month) - month(cell.signed_month) as months_since,
        cell.read_on,
        cell.has_money,
        started.formal_projects,
        started.formal_planned,
        started.started_projects,
        coalesce(arrived.funds_arrived, 0) as funds_arrived
    from cell
    join started
        on started.signed_month = cell.signed_month
        and started.read_month = cell.read_month
    left join arrived
        on arrived.signed_month = cell.signed_month
        and arrived.read_month = cell.read_month
),
summed as (
    select
        figure.months_since,
        figure.signed_month,
        max(figure.read_on) as read_on,
        sum(figure.formal_projects) as formal_projects,
        sum(figure.formal_planned) as formal_planned,
        sum(figure.started_projects) as started_projects,
        coalesce(sum(figure.formal_projects) filter (where figure.has_money), 0) as known_projects,
        coalesce(sum(figure.formal_planned) filter (where figure.has_money), 0) as known_planned,
        sum(figure.funds_arrived) filter (where figure.has_money) as arrived_of_signed
    from figure
    group by rollup (figure.months_since, figure.signed_month)
)
select
    summed.signed_month,
    summed.months_since::bigint as months_since,
    case when summed.signed_month is not null then summed.read_on end as read_on,
    summed.formal_projects::bigint as formal_projects,
    summed.formal_planned::double as formal_planned,
    summed.started_projects::bigint as started_projects,
    summed.known_projects::bigint as known_projects,
    summed.known_planned::double as known_planned,
    summed.arrived_of_signed::double as arrived_of_signed,
    summed.arrived_of_signed::double / nullif(summed.known_planned, 0)::double as arrival_rate
from summed
where summed.months_since is not null
order by summed.signed_month is null, summed.signed_month, summed.months_since
