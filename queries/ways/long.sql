-- Question: what has arrived and been done at each project in scope, by month and by year?
-- Put in front of a query by queries.run, between scope.sql, which says what money and yearly hold, and sums.sql.
-- The long way, for versions that were published without month_state (data/versions/short_way): everything is reckoned from
-- the months that were reported. What it answers is what ways/short.sql answers; a test holds the two equal.
-- Parameters: scope's.
with money as (
    select
        scope.project_id,
        scope.project_no,
        progress.month,
        case when progress.month >= cutoff.funds_from then progress.funds_arrived end as funds_arrived,
        case when progress.month >= cutoff.invested_from then progress.invested end as invested
    from progress
    join scope on scope.project_id = progress.project_id
    cross join cutoff
    where progress.month <= cutoff.money_month
),
yearly as (
    select
        money.project_id,
        money.project_no,
        year(money.month) as year,
        sum(money.funds_arrived) as funds_arrived,
        sum(money.invested) as invested,
        min(money.month) filter (where money.funds_arrived > 0) as funded_from,
        max(money.month) filter (where money.funds_arrived > 0 or money.invested > 0) as reported_to
    from money
    group by money.project_id, money.project_no, year(money.month)
)
