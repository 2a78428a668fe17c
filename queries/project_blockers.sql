-- Question: what keeps a project from going on, who answers for it, and is it overdue?
-- Readers: who may see projects.
-- Grain: one row a problem of a project in scope raised by the as-of date: open ones first, the longest overdue first.
-- Parameters: scope's.
-- Result: project_id, name, industry, unit, lead_official; is_ended (the project is terminated); blocker_id;
--   blocker_kind (用地 …); level (单位, 调度会, 主要领导; null: not escalated); owner; raised_on, due_on, resolved_on
--   date (null where still to come); note; days_over: of an open one days past its day by the as-of date, of a resolved
--   one by its resolution (null where none, or in time).
with problem as (
    select
        blocker.project_id,
        scope.name,
        scope.industry,
        scope.unit,
        scope.lead_official,
        scope.terminated_on is not null as is_ended,
        blocker.blocker_id,
        blocker.kind as blocker_kind,
        blocker.level,
        blocker.owner,
        blocker.raised_on,
        blocker.due_on,
        case when blocker.resolved_on <= cutoff.as_of then blocker.resolved_on end as resolved_on,
        blocker.note,
        cutoff.as_of
    from blocker
    join scope on scope.project_id = blocker.project_id
    cross join cutoff
    where blocker.raised_on <= cutoff.as_of
)
select
    problem.project_id,
    problem.name,
    problem.industry,
    problem.unit,
    problem.lead_official,
    problem.is_ended,
    problem.blocker_id,
    problem.blocker_kind,
    problem.level,
    problem.owner,
    problem.raised_on,
    problem.due_on,
    problem.resolved_on,
    problem.note,
    case
        when problem.due_on < coalesce(problem.resolved_on, problem.as_of)
            then date_diff('day', problem.due_on, coalesce(problem.resolved_on, problem.as_of))
    end::bigint as days_over
from problem
order by
    case when problem.resolved_on is null then 0 else 1 end,
    problem.due_on nulls last,
    problem.raised_on,
    problem.blocker_id
