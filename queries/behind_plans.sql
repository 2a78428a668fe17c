-- Question: for readers of sums alone: which projects are the key projects of each year?
-- Grain: one row a key project in scope and year. Nobody is shown a row.
-- Parameters: scope's.
-- Result: member (as in behind_projects); year; nature (新建, 续建); planned_start_on date; amount 万元 (in force).
with numbered as (
    select scope.project_id, row_number() over (order by scope.project_id) as member
    from scope
)
select
    numbered.member::bigint as member,
    key_plan.year::bigint as year,
    key_plan.nature,
    key_plan.planned_start_on,
    key_plan.amount::double as amount
from key_plan
join numbered on numbered.project_id = key_plan.project_id
order by key_plan.year, member
