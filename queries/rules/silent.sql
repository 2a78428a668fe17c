-- Question: for how many months has nothing been reported of each project under construction?
-- Grain: one row a project that has started and is not in production; none where no money is reported at all.
-- Parameters: scope's; $year.
-- Result: project_no; basis 'months'; since date (last day of the last month with a report); measure (months in a row, up
--   to the last month that counts, with neither funds nor completed investment, be it without a row or with noughts,
--   since the start and since either is reported); at_stake 万元 (the plan of $year, null without one).
with heard as (
    select
        scope.project_no,
        greatest(
            paid.reported_to,
            date_trunc('month', scope.started_on)::date,
            (least(cutoff.funds_from, cutoff.invested_from) - interval 1 month)::date
        ) as last_month,
        cutoff.money_month
    from scope
    cross join cutoff
    join paid on paid.project_no = scope.project_no
    where scope.started_on is not null and scope.production_on is null
        and (cutoff.funds_from is not null or cutoff.invested_from is not null)
)
select
    heard.project_no,
    'months' as basis,
    last_day(heard.last_month) as since,
    date_diff('month', heard.last_month, heard.money_month)::double as measure,
    key_plan.amount::double as at_stake
from heard
left join key_plan on key_plan.project_no = heard.project_no and key_plan.year = $year::integer
