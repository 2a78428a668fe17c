-- Question: which formal agreements were signed more than $matured_days days ago and have not started?
-- Readers: who may see projects.
-- Grain: one row a project in scope, not terminated, the earliest signing first.
-- Parameters: scope's; $matured_days whole days.
-- Result: project_id, name, industry, unit; signed_on date; days_waiting count (from the signing to as_of);
--   planned_investment, funds_to_date 万元 (null where no funds are reported).
select
    scope.project_id,
    scope.name,
    scope.industry,
    scope.unit,
    scope.signed_on,
    date_diff('day', scope.signed_on, cutoff.as_of)::bigint as days_waiting,
    scope.planned_investment::double as planned_investment,
    paid.funds_arrived::double as funds_to_date
from scope
cross join cutoff
left join paid on paid.project_no = scope.project_no
where scope.agreement = '正式'
    and scope.terminated_on is null
    and scope.started_on is null
    and date_diff('day', scope.signed_on, cutoff.as_of) > $matured_days::integer
order by scope.signed_on, scope.project_id
