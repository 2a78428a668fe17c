-- Question: for how many days has each project's problem been past its day?
-- Grain: one row a project with a problem that is raised, not solved by the as-of date and past its day; of several the
--   longest overdue.
-- Parameters: scope's; $year.
-- Result: project_no; basis 'days'; since date (the problem's day); measure (days past it); at_stake 万元 (the plan of
--   $year, null without one).
with overdue as (
    select
        scope.project_no,
        min(blocker.due_on) as due_on
    from blocker
    join scope on scope.project_id = blocker.project_id
    cross join cutoff
    where blocker.raised_on <= cutoff.as_of and blocker.due_on < cutoff.as_of
        and (blocker.resolved_on is null or blocker.resolved_on > cutoff.as_of)
    group by scope.project_no
)
select
    overdue.project_no,
    'days' as basis,
    overdue.due_on as since,
    date_diff('day', overdue.due_on, cutoff.as_of)::double as measure,
    key_plan.amount::double as at_stake
from overdue
cross join cutoff
left join key_plan on key_plan.project_no = overdue.project_no and key_plan.year = $year::integer
