-- Question: which industries, departments or natures (new, carried over) are ahead of the year's schedule, which behind?
-- Grain: one row an industry, department or nature with key projects in $year, the largest plan first.
-- Parameters: scope's; $year; $dimension 'industry', 'unit' or 'nature'.
-- Result: name; key_projects count; plan, invested, scheduled 万元 (invested, and what is made of it, null where no
--   completed investment is reported for the year); due_share (0 to 1); invested_rank (1 = most completed);
--   invested_so_far (0 to 1: the part of all that the names up to this rank have completed).
-- Ratios, of these columns: completion_rate, points_ahead.
with summed as (
    select
        case $dimension::varchar
            when 'industry' then scope.industry
            when 'nature' then key_plan.nature
            else scope.unit
        end as name,
        count(*) as key_projects,
        sum(standing.plan) as plan,
        sum(standing.invested) as invested
    from standing
    join scope on scope.project_no = standing.project_no
    join key_plan on key_plan.project_no = standing.project_no and key_plan.year = standing.year
    where standing.year = $year::integer
    group by
        case $dimension::varchar
            when 'industry' then scope.industry
            when 'nature' then key_plan.nature
            else scope.unit
        end
)
select
    summed.name,
    summed.key_projects::bigint as key_projects,
    summed.plan,
    summed.invested,
    due.due_share,
    summed.plan * due.due_share as scheduled,
    (row_number() over by_invested)::bigint as invested_rank,
    sum(summed.invested) over by_invested / nullif(sum(summed.invested) over (), 0) as invested_so_far
from summed
join due on due.year = $year::integer
window by_invested as (order by summed.invested desc, summed.name rows between unbounded preceding and current row)
order by summed.plan desc, summed.name
