-- Question: how often was each key project's plan put off or lowered?
-- Grain: one row a key project of $year whose plan a publishing put off or lowered: its planned start moved later (once it
--   has started that no longer counts), or the year's amount lowered.
-- Parameters: scope's; $year.
-- Result: project_no; basis 'times'; since date (the last move); measure (publishings that did so); at_stake 万元 (the plan
--   of $year).
select
    scope.project_no,
    'times' as basis,
    max(plan_move.moved_on) as since,
    count(distinct plan_move.version)::double as measure,
    max(key_plan.amount)::double as at_stake
from plan_move
join scope on scope.project_id = plan_move.project_id
join key_plan on key_plan.project_no = scope.project_no and key_plan.year = plan_move.year
cross join cutoff
where plan_move.year = $year::integer and plan_move.moved_on <= cutoff.as_of
    and case plan_move.what
        when 'planned_start_on' then plan_move.after > plan_move.before and scope.started_on is null
        else try_cast(plan_move.after as decimal(18, 2)) < try_cast(plan_move.before as decimal(18, 2))
    end
group by scope.project_no
