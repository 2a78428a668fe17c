-- Question: what came of each promotion event of the year so far: signed, started, money; and of each channel?
-- Readers: who may see projects.
-- Grain: one row an event held in the period (by_what 'event'), the most agreements first; one a channel (by_what
--   'channel', as the projects signed in the period name it; null: not stated); one of the projects signed in the
--   period at no event (by_what 'none'); one of all events (by_what 'all').
-- Parameters: scope's, of which $bound_units, $units and $channels choose among the events too (a reader bound to
--   departments sees theirs); $period_from, $period_to date.
-- Result: by_what; activity_id, held_on date, title (of an event); channel (of the event, or that of the row); batches,
--   delegations count (of events; null of channels and 'none', and where the event says none); events_held count (1 of an
--   event), events_led, events_idle count (of these with an agreement, without one; null of channels and 'none'); is_event, is_led, is_idle: its flags; formal_projects (formal agreements: of an event those that name it, whenever they were signed since; of a channel
--   and 'none' those signed in the period), started_projects count (of these, not terminated); formal_planned, arrived_of_signed 万元
--   (of these; money null where no funds are reported).
-- Ratios, of these columns: start_rate, arrival_rate.
with span as (
    select least($period_to::date, cutoff.as_of) as period_to, cutoff.funds_from is not null as has_funds
    from cutoff
),
-- Of a reader who is bound to departments, what another one's event brought is no event's.
visible as (
    select activity.activity_id, activity.held_on, activity.title, activity.channel, activity.unit, activity.batches,
        activity.delegations
    from activity
    where $bound_units::varchar[] is null or list_contains($bound_units::varchar[], activity.unit)
),
held as (
    select activity.activity_id, activity.held_on, activity.title, activity.channel, activity.batches, activity.delegations
    from visible as activity
    cross join span
    where activity.held_on between $period_from::date and span.period_to
        and ($units::varchar[] is null or list_contains($units::varchar[], activity.unit))
        and ($channels::varchar[] is null or list_contains($channels::varchar[], activity.channel))
),
signed as (
    select
        visible.activity_id,
        scope.channel,
        scope.signed_on between $period_from::date and span.period_to as is_in_period,
        scope.planned_investment,
        scope.started_on is not null and scope.terminated_on is null as is_started,
        case when span.has_funds then coalesce(paid.funds_arrived, 0) end as funds_arrived
    from scope
    join project on project.project_no = scope.project_no
    cross join span
    left join visible on visible.activity_id = project.activity_id
    left join paid on paid.project_no = scope.project_no
    where scope.agreement = '正式' and scope.signed_on is not null
),
member as (
    select 'event' as by_what, held.activity_id, held.channel, signed.planned_investment, signed.is_started,
        signed.funds_arrived
    from held
    join signed on signed.activity_id = held.activity_id
    union all
    select 'all' as by_what, null::varchar as activity_id, null::varchar as channel, signed.planned_investment,
        signed.is_started, signed.funds_arrived
    from held
    join signed on signed.activity_id = held.activity_id
    union all
    select 'channel' as by_what, null::varchar as activity_id, signed.channel, signed.planned_investment,
        signed.is_started, signed.funds_arrived
    from signed
    where signed.is_in_period
    union all
    select 'none' as by_what, null::varchar as activity_id, null::varchar as channel, signed.planned_investment,
        signed.is_started, signed.funds_arrived
    from signed
    where signed.is_in_period and signed.activity_id is null
),
counted as (
    select
        member.by_what,
        member.activity_id,
        member.channel,
        count(*) as formal_projects,
        count(*) filter (where member.is_started) as started_projects,
        sum(member.planned_investment)::double as formal_planned,
        sum(member.funds_arrived)::double as arrived_of_signed
    from member
    group by member.by_what, member.activity_id, member.channel
),
led as (
    select count(*) as events_led
    from counted
    where counted.by_what = 'event'
),
listed as (
    select 'event' as by_what, held.activity_id, held.held_on, held.title, held.channel, held.batches, held.delegations,
        1 as events_held
    from held
    union all
    select 'all' as by_what, null::varchar, null::date, null::varchar, null::varchar, sum(held.batches), sum(held.delegations),
        count(*)
    from held
    union all
    select counted.by_what, null::varchar, null::date, null::varchar, counted.channel, null::integer, null::integer, null::integer
    from counted
    where counted.by_what in ('channel', 'none')
)
select
    listed.by_what,
    listed.activity_id,
    listed.held_on,
    listed.title,
    listed.channel,
    listed.batches::double as batches,
    listed.delegations::double as delegations,
    listed.events_held::double as events_held,
    coalesce(counted.formal_projects, 0)::bigint as formal_projects,
    coalesce(counted.started_projects, 0)::bigint as started_projects,
    coalesce(counted.formal_planned, 0)::double as formal_planned,
    case when span.has_funds then coalesce(counted.arrived_of_signed, 0) end::double as arrived_of_signed,
    case listed.by_what
        when 'event' then (counted.formal_projects is not null)::integer
        when 'all' then led.events_led
    end::double as events_led,
    case listed.by_what
        when 'event' then (counted.formal_projects is null)::integer
        when 'all' then listed.events_held - led.events_led
    end::double as events_idle,
    listed.by_what = 'event' as is_event,
    listed.by_what = 'event' and counted.formal_projects is not null as is_led,
    listed.by_what = 'event' and counted.formal_projects is null as is_idle
from listed
cross join span
cross join led
left join counted
    on counted.by_what = listed.by_what
    and counted.activity_id is not distinct from listed.activity_id
    and (listed.by_what in ('event', 'all', 'none') or counted.channel is not distinct from listed.channel)
order by
    case listed.by_what when 'event' then 1 when 'channel' then 2 when 'none' then 3 else 4 end,
    coalesce(counted.formal_projects, 0) desc,
    coalesce(counted.formal_planned, 0) desc,
    listed.held_on desc,
    listed.activity_id,
    listed.channel
