-- Question: at which stage does each project stand, and how do its plan and its completed investment of the year stand?
-- Readers: who may see projects.
-- Grain: one row a project in scope that stands somewhere (found, with all stages and no search) or is a key project of
--   $year, by its number. Two such answers, of two days or two versions, are what view/compared compares.
-- Parameters: scope's; found's; $year.
-- Result: project_id, name, industry, unit, lead_official; stands_at (as found has it; null of a key project that stands
--   nowhere yet); agreement; signed_on, started_on, production_on, terminated_on date (null where still to come);
--   is_funded (money above 0 has arrived); planned_investment 万元; of the key projects of $year plan, invested 万元
--   (plan null without a plan, invested also where no completed investment is reported for the year), adjusted_on date;
--   money_month date (first day of the last month whose money counts), funds_from date (the first month for which funds
--   are reported, else null).
select
    scope.project_id,
    scope.name,
    scope.industry,
    scope.unit,
    scope.lead_official,
    found.stands_at,
    scope.agreement,
    scope.signed_on,
    scope.started_on,
    scope.production_on,
    scope.terminated_on,
    paid.funded_on is not null as is_funded,
    scope.planned_investment::double as planned_investment,
    standing.plan,
    standing.invested,
    key_plan.adjusted_on,
    cutoff.money_month,
    cutoff.funds_from
from scope
cross join cutoff
left join found on found.project_no = scope.project_no
left join paid on paid.project_no = scope.project_no
left join key_plan on key_plan.project_no = scope.project_no and key_plan.year = $year::integer
left join standing on standing.project_no = scope.project_no and standing.year = $year::integer
where found.project_id is not null or key_plan.project_id is not null
order by scope.project_id
