-- Question: how far is each key project below its own schedule?
-- Grain: one row a key project of $year; no new one that has not started and whose planned start is still to come.
-- Parameters: scope's; $year; $behind_basis 'points', 'share'. While the last month that counts is January to March of
--   $year it is the share alone, since little is due yet.
-- Result: project_no; basis ('points', 'share'); since null; measure (percentage points below; percent of what was due;
--   null without a report or a plan); at_stake 万元 (what completed investment lacks of the schedule).
with pace as (
    select
        case
            when extract(year from cutoff.money_month) = $year::integer and extract(month from cutoff.money_month) <= 3
                then 'share'
            else $behind_basis::varchar
        end as basis
    from cutoff
)
select
    standing.project_no,
    pace.basis,
    null::date as since,
    case pace.basis
        when 'points' then -(standing.invested / nullif(standing.plan, 0) - due.due_share) * 100
        else standing.invested / nullif(standing.scheduled, 0) * 100
    end as measure,
    -standing.surplus as at_stake
from standing
join due on due.year = standing.year
join scope on scope.project_no = standing.project_no
join key_plan on key_plan.project_no = standing.project_no and key_plan.year = standing.year
cross join cutoff
cross join pace
where standing.year = $year::integer
    and not (
        key_plan.nature = '新建' and scope.started_on is null
        and coalesce(key_plan.planned_start_on > cutoff.as_of, false)
    )
