-- Question: what did the last complete month bring, against the month before and the same month last year?
-- Grain: six rows, a figure each, in this order: signed_projects, started_projects, funded_projects (first
--   paid), terminated_projects, funds_arrived (all projects in scope), invested (key projects of that month's
--   own year). Signed and terminated are those that count (scope's is_counted); started and first paid are
--   formal agreements with a signing, whenever signed, also those terminated afterwards.
-- Parameters: scope's; $year. The month is the last whose money counts, of a past $year its December.
-- Result: figure; month, month_before, year_before date (first days); this_month, last_month, last_year
--   (count, or 万元), null for a month before the ledger was kept; funded_projects and funds_arrived also for one
--   without a report of funds, invested for one without a report of it or without key projects in that year; month_change, year_change (count or
--   万元), month_growth, year_growth (0.1 = 10 %; null without a base and where the base is 0);
--   this_reported, before_reported, year_reported (is the figure reported for that month at all? true of counts of
--   signings, starts and terminations).
with chosen as (
    select
        least(cutoff.money_month, make_date($year::integer, 12, 1)) as month,
        ledger.ledger_from,
        cutoff.funds_from,
        cutoff.invested_from
    from cutoff
    cross join ledger
),
horizon as (
    select 'this' as which, chosen.month from chosen
    union all
    select 'before' as which, (chosen.month - interval 1 month)::date as month from chosen
    union all
    select 'year_ago' as which, (chosen.month - interval 1 year)::date as month from chosen
),
event as (
    select 'signed' as event, date_trunc('month', scope.signed_on)::date as month
    from scope
    where scope.signed_on is not null and scope.is_counted
    union all
    select 'started' as event, date_trunc('month', scope.started_on)::date as month
    from scope
    where scope.signed_on is not null and scope.agreement = '正式'
    union all
    select 'funded' as event, date_trunc('month', paid.funded_on)::date as month
    from scope
    join paid on paid.project_no = scope.project_no
    where scope.signed_on is not null and scope.agreement = '正式'
    union all
    select 'terminated' as event, date_trunc('month', scope.terminated_on)::date as month
    from scope
    where scope.signed_on is not null and scope.is_counted
),
happened as (
    select
        horizon.which,
        count(*) filter (where event.event = 'signed') as signed_projects,
        count(*) filter (where event.event = 'started') as started_projects,
        count(*) filter (where event.event = 'funded') as funded_projects,
        count(*) filter (where event.event = 'terminated') as terminated_projects
    from horizon
    left join event on event.month = horizon.month
    group by horizon.which
),
moved as (
    select
        money.month,
        sum(money.funds_arrived)::double as funds_arrived,
        sum(money.invested) filter (where key_plan.project_no is not null)::double as invested
    from horizon
    join money on money.month = horizon.month
    left join key_plan on key_plan.project_no = money.project_no and key_plan.year = year(money.month)
    group by money.month
),
planned as (
    select key_plan.year, count(*) as key_projects
    from key_plan
    group by key_plan.year
),
dated as (
    select
        horizon.which,
        coalesce(chosen.ledger_from <= horizon.month, false) as is_kept,
        coalesce(chosen.funds_from <= horizon.month, false) as has_funds,
        coalesce(chosen.invested_from <= horizon.month, false) as has_invested,
        happened.signed_projects,
        happened.started_projects,
        happened.funded_projects,
        happened.terminated_projects,
        coalesce(moved.funds_arrived, 0) as funds_arrived,
        case when planned.key_projects > 0 then coalesce(moved.invested, 0) end as invested
    from horizon
    cross join chosen
    join happened on happened.which = horizon.which
    left join moved on moved.month = horizon.month
    left join planned on planned.year = year(horizon.month)
),
figured as (
    select 1 as figure_order, 'signed_projects' as figure, dated.which, dated.signed_projects::double as value
    from dated
    where dated.is_kept
    union all
    select 2 as figure_order, 'started_projects' as figure, dated.which, dated.started_projects::double as value
    from dated
    where dated.is_kept
    union all
    select 3 as figure_order, 'funded_projects' as figure, dated.which, dated.funded_projects::double as value
    from dated
    where dated.is_kept and dated.has_funds
    union all
    select 4 as figure_order, 'terminated_projects' as figure, dated.which, dated.terminated_projects::double as value
    from dated
    where dated.is_kept
    union all
    select 5 as figure_order, 'funds_arrived' as figure, dated.which, dated.funds_arrived as value
    from dated
    where dated.is_kept and dated.has_funds
    union all
    select 6 as figure_order, 'invested' as figure, dated.which, dated.invested as value
    from dated
    where dated.is_kept and dated.has_invested
),
figure as (
    select 1 as figure_order, 'signed_projects' as figure
    union all
    select 2 as figure_order, 'started_projects' as figure
    union all
    select 3 as figure_order, 'funded_projects' as figure
    union all
    select 4 as figure_order, 'terminated_projects' as figure
    union all
    select 5 as figure_order, 'funds_arrived' as figure
    union all
    select 6 as figure_order, 'invested' as figure
),
beside as (
    select
        figure.figure_order,
        figure.figure,
        max(figured.value) filter (where figured.which = 'this') as this_month,
        max(figured.value) filter (where figured.which = 'before') as last_month,
        max(figured.value) filter (where figured.which = 'year_ago') as last_year
    from figure
    left join figured on figured.figure = figure.figure
    group by figure.figure_order, figure.figure
)
select
    beside.figure,
    case
        when beside.figure in ('funded_projects', 'funds_arrived') then coalesce(chosen.funds_from <= chosen.month, false)
        when beside.figure = 'invested' then coalesce(chosen.invested_from <= chosen.month, false)
        else true
    end as this_reported,
    case
        when beside.figure in ('funded_projects', 'funds_arrived')
            then coalesce(chosen.funds_from <= (chosen.month - interval 1 month)::date, false)
        when beside.figure = 'invested'
            then coalesce(chosen.invested_from <= (chosen.month - interval 1 month)::date, false)
        else true
    end as before_reported,
    case
        when beside.figure in ('funded_projects', 'funds_arrived')
            then coalesce(chosen.funds_from <= (chosen.month - interval 1 year)::date, false)
        when beside.figure = 'invested'
            then coalesce(chosen.invested_from <= (chosen.month - interval 1 year)::date, false)
        else true
    end as year_reported,
    chosen.month,
    (chosen.month - interval 1 month)::date as month_before,
    (chosen.month - interval 1 year)::date as year_before,
    beside.this_month,
    beside.last_month,
    beside.last_year,
    beside.this_month - beside.last_month as month_change,
    beside.this_month - beside.last_year as year_change,
    beside.this_month / nullif(beside.last_month, 0) - 1 as month_growth,
    beside.this_month / nullif(beside.last_year, 0) - 1 as year_growth
from beside
cross join chosen
order by beside.figure_order
