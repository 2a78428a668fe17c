-- Question: which agreements were signed, and which projects started, most recently?
-- Readers: who may see projects.
-- Grain: one row a project and event, the newest of each event first, at most $newest of each; the events in this order:
--   signed (those that count), started (formal agreements). Terminated projects are left out, and counted.
-- Parameters: scope's; $newest count.
-- Result: event ('signed', 'started'); happened_on date; project_id, name, industry, unit; planned_investment 万元;
--   events count (of all such events, those beyond $newest too); terminated count (of those left out, the ones that are
--   not older than the last row of their event; all of them where nothing is beyond $newest).
with event as (
    select 1 as event_order, 'signed' as event, scope.project_id, scope.signed_on as happened_on
    from scope
    where scope.signed_on is not null and scope.is_counted
    union all
    select 2 as event_order, 'started' as event, scope.project_id, scope.started_on as happened_on
    from scope
    where scope.started_on is not null and scope.signed_on is not null and scope.agreement = '正式'
),
ended as (
    select
        event.event,
        event.happened_on
    from event
    join scope on scope.project_id = event.project_id
    where scope.terminated_on is not null
),
ranked as (
    select
        event.event_order,
        event.event,
        event.happened_on,
        scope.project_id,
        scope.name,
        scope.industry,
        scope.unit,
        scope.planned_investment::double as planned_investment,
        count(*) over (partition by event.event) as events,
        row_number() over (
            partition by event.event
            order by event.happened_on desc, scope.planned_investment desc, scope.project_id
        ) as place
    from event
    join scope on scope.project_id = event.project_id
    where scope.terminated_on is null
),
listed as (
    select
        ranked.event,
        min(ranked.happened_on) as first_on,
        max(ranked.events) as events
    from ranked
    where ranked.place <= $newest::integer
    group by ranked.event
),
left_out as (
    select
        ended.event,
        count(*) as terminated
    from ended
    join listed on listed.event = ended.event
    where ended.happened_on >= listed.first_on or listed.events <= $newest::integer
    group by ended.event
)
select
    ranked.event,
    ranked.happened_on,
    ranked.project_id,
    ranked.name,
    ranked.industry,
    ranked.unit,
    ranked.planned_investment,
    ranked.events::bigint as events,
    coalesce(left_out.terminated, 0)::bigint as terminated
from ranked
left join left_out on left_out.event = ranked.event
where ranked.place <= $newest::integer
order by ranked.event_order, ranked.place
