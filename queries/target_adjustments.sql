-- Question: which key projects' plans of the year were adjusted, from what to what?
-- Readers: who may see projects.
-- Grain: one row a key project of $year whose plan in force at the as-of date differs from the original or
--   was adjusted by then, the largest change first.
-- Parameters: scope's; $year.
-- Result: project_id, name, industry, unit; original_plan, plan (in force), plan_change (plan −
--   original_plan) 万元; adjusted_on date (null where the ledger does not say).
select
    key_plan.project_id,
    scope.name,
    scope.industry,
    scope.unit,
    key_plan.original_amount::double as original_plan,
    key_plan.amount::double as plan,
    (key_plan.amount - key_plan.original_amount)::double as plan_change,
    key_plan.adjusted_on
from key_plan
join scope on scope.project_no = key_plan.project_no
where key_plan.year = $year::integer
    and (key_plan.amount <> key_plan.original_amount or key_plan.adjusted_on is not null)
order by abs(key_plan.amount - key_plan.original_amount) desc, key_plan.project_id
