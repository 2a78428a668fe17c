-- Question: which formal agreements were signed at the period's promotion events, and which of the period at none?
-- Readers: who may see projects.
-- Grain: one row a formal agreement in scope that names an event held in the period (signed whenever since), or was
--   signed in the period and names none; the latest signing first.
-- Parameters: scope's, of which $bound_units, $units and $channels choose among the events too, as in
--   activity_outcomes; $period_from, $period_to date.
-- Result: project_id, name, industry, unit, channel, investor; activity_id (null at no event); is_formal (names one of
--   the events), is_started (of these: started and not terminated), is_eventless; signed_on, started_on,
--   terminated_on date; planned_investment, funds_to_date 万元 (money null where none is reported).
with span as (
    select least($period_to::date, cutoff.as_of) as period_to, cutoff.funds_from is not null as has_funds
    from cutoff
),
visible as (
    select activity.activity_id, activity.held_on, activity.channel, activity.unit
    from activity
    where $bound_units::varchar[] is null or list_contains($bound_units::varchar[], activity.unit)
),
held as (
    select visible.activity_id
    from visible
    cross join span
    where visible.held_on between $period_from::date and span.period_to
        and ($units::varchar[] is null or list_contains($units::varchar[], visible.unit))
        and ($channels::varchar[] is null or list_contains($channels::varchar[], visible.channel))
)
select
    scope.project_id,
    scope.name,
    scope.industry,
    scope.unit,
    scope.channel,
    scope.investor,
    held.activity_id,
    held.activity_id is not null as is_formal,
    held.activity_id is not null and scope.started_on is not null and scope.terminated_on is null as is_started,
    held.activity_id is null as is_eventless,
    scope.signed_on,
    scope.started_on,
    scope.terminated_on,
    scope.planned_investment::double as planned_investment,
    case when span.has_funds then coalesce(paid.funds_arrived, 0) end::double as funds_to_date
from scope
join project on project.project_no = scope.project_no
cross join span
left join visible on visible.activity_id = project.activity_id
left join held on held.activity_id = project.activity_id
left join paid on paid.project_no = scope.project_no
where scope.agreement = '正式'
    and scope.signed_on is not null
    and (
        held.activity_id is not null
        or (visible.activity_id is null and scope.signed_on between $period_from::date and span.period_to)
    )
order by scope.signed_on desc, scope.project_id
