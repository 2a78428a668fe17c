-- Question: what has arrived and been done at each project in scope, by month and by year?
-- Put in front of a query by queries.run, between scope.sql, which says what money and yearly hold, and sums.sql.
-- The short way: month_state has of each project and month how far its year had come (data/versions/short_way), so that
-- years are read, not reckoned: those before in their Decembers, the one under way in the last month that counts. The
-- table is sorted by month, and joined to the few months that are wanted DuckDB skips all others.
-- A year is reported whole or not at all: cutoff's funds_from and invested_from are the first months of theirs with a row.
-- Parameters: scope's.
with money as (
    select
        scope.project_id,
        scope.project_no,
        month_state.month,
        case when month_state.month >= cutoff.funds_from then month_state.funds_arrived end as funds_arrived,
        case when month_state.month >= cutoff.invested_from then month_state.invested end as invested
    from month_state
    join scope on scope.project_no = month_state.project_no
    cross join cutoff
    where month_state.month <= cutoff.money_month and month_state.funds_arrived is not null
),
year_end as (
    select cutoff.money_month as month from cutoff
    union
    select month.month from month cross join cutoff where month(month.month) = 12 and month.month < cutoff.money_month
),
yearly as (
    select
        scope.project_id,
        scope.project_no,
        year(month_state.month) as year,
        case when month_state.month >= cutoff.funds_from then month_state.funds_of_year end as funds_arrived,
        case when month_state.month >= cutoff.invested_from then month_state.invested_of_year end as invested,
        month_state.funded_from,
        month_state.reported_to
    from month_state
    join year_end on year_end.month = month_state.month
    join scope on scope.project_no = month_state.project_no
    cross join cutoff
)
