-- Question: how much are the projects behind their own schedule short in all, and how much of it do the
--   largest shortfalls make?
-- Grain: one row; of 0 projects where no completed investment is reported for the year.
-- Parameters: scope's; $year; $leading count.
-- Result: shortfall_projects count, shortfall 万元 (positive: the sum over all key projects behind their
--   own schedule); ahead_projects count, excess 万元 (over those ahead); level_projects count (on schedule
--   to a hundredth of a yuan); surplus 万元 (excess − shortfall: the key projects' completed investment −
--   their schedule, negative when behind); leading_projects count (the $leading largest shortfalls, fewer
--   where there are not so many), leading_shortfall 万元;
--   waiting_projects count, waiting_shortfall 万元 (of those behind: new ones whose planned start lies
--   after the as-of date and that have not started); ended_projects count, ended_shortfall 万元 (of those behind: the
--   terminated ones, whose plan still counts).
-- Ratios, of these columns: leading_share.
with ranked as (
    select
        standing.surplus,
        case
            when abs(standing.surplus) < 0.000001 then 'level'
            when standing.surplus < 0 then 'short'
            else 'ahead'
        end as side,
        row_number() over (order by standing.surplus, standing.project_id) as place,
        key_plan.nature = '新建' and coalesce(key_plan.planned_start_on > cutoff.as_of, false)
            and scope.started_on is null and scope.terminated_on is null as is_waiting,
        scope.terminated_on is not null as is_ended
    from standing
    join scope on scope.project_no = standing.project_no
    join key_plan on key_plan.project_no = standing.project_no and key_plan.year = standing.year
    cross join cutoff
    where standing.year = $year::integer and standing.surplus is not null
),
summed as (
    select
        count(*) filter (where ranked.side = 'short') as shortfall_projects,
        coalesce(-sum(ranked.surplus) filter (where ranked.side = 'short'), 0) as shortfall,
        count(*) filter (where ranked.side = 'ahead') as ahead_projects,
        coalesce(sum(ranked.surplus) filter (where ranked.side = 'ahead'), 0) as excess,
        count(*) filter (where ranked.side = 'level') as level_projects,
        count(*) filter (where ranked.side = 'short' and ranked.place <= $leading::integer) as leading_projects,
        coalesce(-sum(ranked.surplus) filter (where ranked.side = 'short' and ranked.place <= $leading::integer), 0)
            as leading_shortfall,
        count(*) filter (where ranked.side = 'short' and ranked.is_waiting) as waiting_projects,
        coalesce(-sum(ranked.surplus) filter (where ranked.side = 'short' and ranked.is_waiting), 0)
            as waiting_shortfall,
        count(*) filter (where ranked.side = 'short' and ranked.is_ended) as ended_projects,
        coalesce(-sum(ranked.surplus) filter (where ranked.side = 'short' and ranked.is_ended), 0) as ended_shortfall
    from ranked
)
select
    summed.shortfall_projects::bigint as shortfall_projects,
    summed.shortfall::double as shortfall,
    summed.ahead_projects::bigint as ahead_projects,
    summed.excess::double as excess,
    summed.level_projects::bigint as level_projects,
    (summed.excess - summed.shortfall)::double as surplus,
    summed.leading_projects::bigint as leading_projects,
    summed.leading_shortfall::double as leading_shortfall,
    summed.waiting_projects::bigint as waiting_projects,
    summed.waiting_shortfall::double as waiting_shortfall,
    summed.ended_projects::bigint as ended_projects,
    summed.ended_shortfall::double as ended_shortfall
from summed
