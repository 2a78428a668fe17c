-- Question: how many projects does the selection speak of?
-- Grain: one row.
-- Parameters: scope's; $year.
-- Result: projects count (signed by the as-of date, with money by then, or key projects of $year).
select count(*)::bigint as projects
from scope
left join key_plan on key_plan.project_no = scope.project_no and key_plan.year = $year::integer
where scope.signed_on is not null or scope.project_no in (select yearly.project_no from yearly) or key_plan.project_id is not null
