-- Question: where does each key project of the year stand against its own plan?
-- Readers: who may see projects.
-- Grain: one row a key project of $year, the furthest behind its schedule in money first.
-- Parameters: scope's; $year.
-- Result: project_id, name, industry, unit, nature (新建, 续建); planned_start_on, started_on, terminated_on date;
--   planned_investment, plan, original_plan, invested, scheduled 万元; surplus 万元 (invested − scheduled,
--   negative when behind); points_ahead (percentage points, against the schedule, which is no column).
-- Ratios, of these columns: completion_rate.
select
    standing.project_id,
    scope.name,
    scope.industry,
    scope.unit,
    key_plan.nature,
    key_plan.planned_start_on,
    scope.started_on,
    scope.terminated_on,
    scope.planned_investment::double as planned_investment,
    standing.plan,
    key_plan.original_amount::double as original_plan,
    standing.invested,
    standing.scheduled,
    standing.surplus,
    (standing.invested / nullif(standing.plan, 0) - due.due_share) * 100 as points_ahead
from standing
join scope on scope.project_no = standing.project_no
join key_plan on key_plan.project_no = standing.project_no and key_plan.year = standing.year
join due on due.year = standing.year
where standing.year = $year::integer
order by standing.surplus, standing.project_id
