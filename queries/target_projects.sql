-- Question: where does each key project of the year stand against its own plan?
-- Grain: one row a key project of $year, the furthest behind its schedule in money first.
-- Parameters: scope's; $year.
-- Result: project_id, name, industry, unit, nature (新建, 续建); planned_start_on, started_on date;
--   planned_investment, plan, original_plan, invested, scheduled 万元; completion_rate (0 to 1; null
--   without a plan); surplus 万元 (invested − scheduled, negative when behind); points_ahead.
with placed as (
    select
        scope.project_id,
        scope.name,
        scope.industry,
        scope.unit,
        key_plan.nature,
        key_plan.planned_start_on,
        scope.started_on,
        scope.planned_investment::double as planned_investment,
        key_plan.amount::double as plan,
        key_plan.original_amount::double as original_plan,
        coalesce(yearly.invested, 0)::double as invested,
        due.due_share
    from key_plan
    join scope on scope.project_id = key_plan.project_id
    join due on due.year = key_plan.year
    left join yearly on yearly.project_id = key_plan.project_id and yearly.year = key_plan.year
    where key_plan.year = $year::integer
)
select
    placed.project_id,
    placed.name,
    placed.industry,
    placed.unit,
    placed.nature,
    placed.planned_start_on,
    placed.started_on,
    placed.planned_investment,
    placed.plan,
    placed.original_plan,
    placed.invested,
    placed.plan * placed.due_share as scheduled,
    placed.invested / nullif(placed.plan, 0) as completion_rate,
    placed.invested - placed.plan * placed.due_share as surplus,
    (placed.invested / nullif(placed.plan, 0) - placed.due_share) * 100 as points_ahead
from placed
order by placed.invested - placed.plan * placed.due_share, placed.project_id
