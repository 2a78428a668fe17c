-- Question: how much of the ledger is filled, field by field?
-- Grain: one row a field of a project, the least filled first.
-- Parameters: scope's.
-- Result: field (the column's name); expected projects that should have it (termination_reason: terminated ones;
--   started_on: formal agreements signed and not terminated; registered_on: of these the started ones; listed_on: all
--   that have started and are not terminated; the others: all); filled of these.
-- Ratios, of these columns: filled_share.
with project_filled as (
    select
        project.content is not null as content,
        project.investor is not null as investor,
        project.origin is not null as origin,
        project.channel is not null as channel,
        project.lead_official is not null as lead_official,
        project.approved_on is not null as approved_on,
        project.registered_on is not null as registered_on,
        project.listed_on is not null as listed_on,
        scope.signed_on is not null as signed_on,
        scope.started_on is not null as started_on,
        scope.termination_reason is not null as termination_reason,
        scope.terminated_on is not null as is_terminated,
        scope.signed_on is not null and scope.agreement = '正式' and scope.terminated_on is null as is_underway,
        scope.started_on is not null and scope.terminated_on is null as is_built,
        reported.project_no is not null as progress,
        named.project_id is not null as kind
    from scope
    join project on project.project_no = scope.project_no
    left join (select distinct yearly.project_no from yearly) as reported on reported.project_no = scope.project_no
    left join (select distinct project_kind.project_id from project_kind) as named
        on named.project_id = scope.project_id
),
counted as (
    select 'content' as field, count(*) as expected, count(*) filter (where content) as filled from project_filled
    union all
    select 'investor' as field, count(*) as expected, count(*) filter (where investor) as filled from project_filled
    union all
    select 'origin' as field, count(*) as expected, count(*) filter (where origin) as filled from project_filled
    union all
    select 'channel' as field, count(*) as expected, count(*) filter (where channel) as filled from project_filled
    union all
    select 'lead_official' as field, count(*) as expected, count(*) filter (where lead_official) as filled
    from project_filled
    union all
    select 'kind' as field, count(*) as expected, count(*) filter (where kind) as filled from project_filled
    union all
    select 'signed_on' as field, count(*) as expected, count(*) filter (where signed_on) as filled from project_filled
    union all
    select 'approved_on' as field, count(*) as expected, count(*) filter (where approved_on) as filled
    from project_filled
    union all
    select
        'started_on' as field,
        count(*) filter (where is_underway) as expected,
        count(*) filter (where is_underway and started_on) as filled
    from project_filled
    union all
    select
        'registered_on' as field,
        count(*) filter (where is_underway and is_built) as expected,
        count(*) filter (where is_underway and is_built and registered_on) as filled
    from project_filled
    union all
    select
        'listed_on' as field,
        count(*) filter (where is_built) as expected,
        count(*) filter (where is_built and listed_on) as filled
    from project_filled
    union all
    select 'progress' as field, count(*) as expected, count(*) filter (where progress) as filled from project_filled
    union all
    select
        'termination_reason' as field,
        count(*) filter (where is_terminated) as expected,
        count(*) filter (where is_terminated and termination_reason) as filled
    from project_filled
)
select
    counted.field,
    counted.expected::bigint as expected,
    counted.filled::bigint as filled
from counted
order by counted.filled::double / nullif(counted.expected, 0)::double nulls last, counted.field
