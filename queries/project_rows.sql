-- Question: what does the list of projects say of each of these projects?
-- Readers: who may see projects.
-- Grain: one row a project in scope, which is narrowed to those of a page by $project_ids; by number.
-- Parameters: scope's and found's; $year.
-- Result: project_id, name, content, stands_at (as found has it), industry, unit, investor, lead_official, channel,
--   agreement; signed_on, started_on, production_on, terminated_on date; planned_investment, funds_to_date (all months
--   that count; null where none are reported), plan, invested 万元 (of a key project of $year; else null);
--   red_rules, amber_rules, exempt_rules by which rules a light is on, as found has them.
-- Ratios, of these columns: completion_rate.
select
    scope.project_id,
    scope.name,
    scope.content,
    found.stands_at,
    scope.industry,
    scope.unit,
    scope.investor,
    scope.lead_official,
    scope.channel,
    scope.agreement,
    scope.signed_on,
    scope.started_on,
    scope.production_on,
    scope.terminated_on,
    scope.planned_investment::double as planned_investment,
    paid.funds_arrived::double as funds_to_date,
    standing.plan,
    standing.invested,
    found.red_rules::integer as red_rules,
    found.amber_rules::integer as amber_rules,
    found.exempt_rules::integer as exempt_rules
from found
join scope on scope.project_no = found.project_no
join paid on paid.project_no = found.project_no
left join standing on standing.project_no = found.project_no and standing.year = $year::integer
order by scope.project_id
