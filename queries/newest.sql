-- Question: which agreements were signed, and which projects started, most recently?
-- Readers: who may see projects.
-- Grain: one row a project and event, the newest of each event first, at most $newest of each; the events in this order:
--   signed (those that count), started (formal agreements). Terminated projects are left out, and counted.
-- Parameters: scope's; $newest count.
-- Result: event ('signed', 'started'); happened_on date; project_id, name, industry, unit; planned_investment 万元;
--   events count (of all such events, those beyond $newest too); terminated count (of those left out, the ones that are
--   not older than the last row of their event; all of them where nothing is beyond $newest).
with event as (
    select
        1 as event_order,
        'signed' as event,
        scope.project_no,
        scope.signed_on as happened_on,
        scope.planned_investment,
        scope.terminated_on is not null as is_ended
    from scope
    where scope.signed_on is not null and scope.is_counted
    union all
    select
        2 as event_order,
        'started' as event,
        scope.project_no,
        scope.started_on as happened_on,
        scope.planned_investment,
        scope.terminated_on is not null as is_ended
    from scope
    where scope.started_on is not null and scope.signed_on is not null and scope.agreement = '正式'
),
counted as (
    select event.event, count(*) as events
    from event
    where not event.is_ended
    group by event.event
),
newest_of_each as (
    (
        select event.event_order, event.event, event.happened_on, event.planned_investment, event.project_no
        from event
        where event.event = 'signed' and not event.is_ended
        order by event.happened_on desc, event.planned_investment desc, event.project_no
        limit $newest::integer
    )
    union all
    (
        select event.event_order, event.event, event.happened_on, event.planned_investment, event.project_no
        from event
        where event.event = 'started' and not event.is_ended
        order by event.happened_on desc, event.planned_investment desc, event.project_no
        limit $newest::integer
    )
),
placed as (
    select
        newest_of_each.event_order,
        newest_of_each.event,
        newest_of_each.happened_on,
        newest_of_each.project_no,
        row_number() over (
            partition by newest_of_each.event
            order by
                newest_of_each.happened_on desc, newest_of_each.planned_investment desc, newest_of_each.project_no
        ) as place
    from newest_of_each
),
listed as (
    select
        placed.event,
        min(placed.happened_on) as first_on,
        max(counted.events) as events
    from placed
    join counted on counted.event = placed.event
    group by placed.event
),
left_out as (
    select
        event.event,
        count(*) as terminated
    from event
    join listed on listed.event = event.event
    where event.is_ended and (event.happened_on >= listed.first_on or listed.events <= $newest::integer)
    group by event.event
)
select
    placed.event,
    placed.happened_on,
    scope.project_id,
    scope.name,
    scope.industry,
    scope.unit,
    scope.planned_investment::double as planned_investment,
    listed.events::bigint as events,
    coalesce(left_out.terminated, 0)::bigint as terminated
from placed
join listed on listed.event = placed.event
join scope on scope.project_no = placed.project_no
left join left_out on left_out.event = placed.event
order by placed.event_order, placed.place
