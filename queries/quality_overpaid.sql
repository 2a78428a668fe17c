-- Question: which projects have received more than their planned investment?
-- Readers: who may see projects.
-- Grain: one row a project in scope, the most above it first.
-- Parameters: scope's.
-- Result: project_id, name, industry, unit; signed_on date; planned_investment, funds_to_date, overpaid 万元.
select
    scope.project_id,
    scope.name,
    scope.industry,
    scope.unit,
    scope.signed_on,
    scope.planned_investment::double as planned_investment,
    paid.funds_arrived::double as funds_to_date,
    (paid.funds_arrived - scope.planned_investment)::double as overpaid
from scope
join paid on paid.project_no = scope.project_no
where paid.funds_arrived > scope.planned_investment
order by overpaid desc, scope.project_id
