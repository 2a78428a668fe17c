-- Question: which projects make the difference between what was due by schedule and what is completed?
-- Readers: who may see projects.
-- Grain: one row a step from the schedule down the shortfalls and up the surpluses to the completed
--   investment; no rows without key projects in $year, or
--   without any report of completed investment for it. The $leading largest shortfalls and the
--   $leading_surpluses largest surpluses stand singly, the others of a side together; projects exactly on
--   schedule make no step. The steps add up to invested − scheduled.
-- Parameters: scope's; $year; $leading, $leading_surpluses count.
-- Result: step (1, 2, …); step_kind 'scheduled', 'shortfall', 'other_shortfalls', 'surplus',
--   'other_surpluses', 'invested'; project_id, name (of a single project; else null); projects count
--   (how many are in the step); amount 万元 (the step, negative for a shortfall; of the first and the last
--   row the sum itself); from_amount, to_amount 万元 (where the step begins and ends).
with ranked as (
    select
        standing.project_id,
        scope.name,
        standing.surplus,
        standing.surplus < 0 as is_short,
        row_number() over (
            partition by standing.surplus < 0
            order by abs(standing.surplus) desc, standing.project_id
        ) as place
    from standing
    join scope on scope.project_no = standing.project_no
    -- Nearer than a hundredth of a yuan to its schedule is on it: a third of a quarter is no round number.
    where standing.year = $year::integer and abs(standing.surplus) >= 0.000001
),
named as (
    select
        case
            when ranked.is_short and ranked.place <= $leading::integer then 'shortfall'
            when ranked.is_short then 'other_shortfalls'
            when ranked.place <= $leading_surpluses::integer then 'surplus'
            else 'other_surpluses'
        end as step_kind,
        ranked.project_id,
        ranked.name,
        ranked.surplus,
        ranked.place
    from ranked
),
part as (
    select
        case when named.step_kind = 'shortfall' then 2 else 4 end as kind_order,
        named.place,
        named.step_kind,
        named.project_id,
        named.name,
        1 as projects,
        named.surplus as amount
    from named
    where named.step_kind in ('shortfall', 'surplus')
    union all
    select
        case when named.step_kind = 'other_shortfalls' then 3 else 5 end as kind_order,
        0 as place,
        named.step_kind,
        null::varchar as project_id,
        null::varchar as name,
        count(*) as projects,
        sum(named.surplus) as amount
    from named
    where named.step_kind in ('other_shortfalls', 'other_surpluses')
    group by named.step_kind
),
whole as (
    select
        count(*) as projects,
        sum(standing.scheduled) as scheduled,
        sum(standing.invested) as invested
    from standing
    where standing.year = $year::integer and standing.invested is not null
),
step as (
    select
        part.kind_order,
        part.place,
        part.step_kind,
        part.project_id,
        part.name,
        part.projects,
        part.amount,
        whole.scheduled + sum(part.amount) over so_far as to_amount
    from part
    cross join whole
    window so_far as (order by part.kind_order, part.place rows between unbounded preceding and current row)
    union all
    select
        1 as kind_order, 0 as place, 'scheduled' as step_kind, null::varchar as project_id, null::varchar as name,
        whole.projects, whole.scheduled as amount, whole.scheduled as to_amount
    from whole
    where whole.projects > 0
    union all
    select
        6 as kind_order, 0 as place, 'invested' as step_kind, null::varchar as project_id, null::varchar as name,
        whole.projects, whole.invested as amount, whole.invested as to_amount
    from whole
    where whole.projects > 0
)
select
    (row_number() over (order by step.kind_order, step.place))::bigint as step,
    step.step_kind,
    step.project_id,
    step.name,
    step.projects::bigint as projects,
    step.amount::double as amount,
    case when step.step_kind in ('scheduled', 'invested') then step.to_amount else step.to_amount - step.amount end::double
        as from_amount,
    step.to_amount::double as to_amount
from step
order by step.kind_order, step.place
