-- Question: by how many months has each new key project missed its planned start?
-- Grain: one row a new key project of $year with a planned start that has not started; none that is in production or has
--   work completed.
-- Parameters: scope's; $year.
-- Result: project_no; basis 'months'; since date (planned start); measure (whole months after its month; 0: that month is
--   over); at_stake 万元 (the plan of $year).
select
    waiting.project_no,
    'months' as basis,
    key_plan.planned_start_on as since,
    date_diff(
        'month',
        date_trunc('month', key_plan.planned_start_on)::date,
        case
            when last_day(cutoff.as_of) = cutoff.as_of then date_trunc('month', cutoff.as_of)::date
            else (date_trunc('month', cutoff.as_of) - interval 1 month)::date
        end
    )::double as measure,
    key_plan.amount::double as at_stake
from waiting
join key_plan on key_plan.project_no = waiting.project_no
cross join cutoff
where key_plan.year = $year::integer and key_plan.nature = '新建' and key_plan.planned_start_on is not null
    and waiting.started_on is null
