-- Question: how long did one project take from stage to stage, and how long do its like take?
-- Readers: who may see projects.
-- Grain: one row a step: from signing to approval, approval to start, signing to start, start to the statistical library,
--   start to production, production to capacity, in this order.
-- Parameters: scope's; $project_id of the project; its like are the others in scope of its industry and size class that
--   have both days in order.
-- Result: step ('signed_approved', 'approved_started', 'signed_started', 'started_listed', 'started_produced',
--   'produced_capacity'); begun_on, ended_on date (null where not reached by the as-of date); days_taken (to the end; of a
--   step under way to the as-of date or the termination; null where it has not begun, its end lies before, or a
--   later stage is reached without a day of its end); is_under_way;
--   peers count; peers_median_days (null of fewer than five).
with dated as (
    select
        scope.project_id,
        scope.industry,
        case
            when scope.planned_investment >= 100000 then 'over_1b'
            when scope.planned_investment >= 10000 then 'from_100m_to_1b'
            else 'under_100m'
        end as size,
        scope.signed_on,
        case when project.approved_on <= cutoff.as_of then project.approved_on end as approved_on,
        scope.started_on,
        case when project.listed_on <= cutoff.as_of then project.listed_on end as listed_on,
        scope.production_on,
        case when project.capacity_on <= cutoff.as_of then project.capacity_on end as capacity_on,
        scope.terminated_on
    from scope
    cross join cutoff
    join project on project.project_no = scope.project_no
),
like_it as (
    select
        dated.project_id,
        dated.signed_on,
        dated.approved_on,
        dated.started_on,
        dated.listed_on,
        dated.production_on,
        dated.capacity_on,
        dated.terminated_on
    from dated
    join dated as own on own.industry = dated.industry and own.size = dated.size
    where own.project_id = $project_id::varchar
),
stepped as (
    select 1 as step_order, 'signed_approved' as step, like_it.project_id, like_it.signed_on as begun_on,
        like_it.approved_on as ended_on, like_it.terminated_on, like_it.started_on as passed_on
    from like_it
    union all
    select 2 as step_order, 'approved_started' as step, like_it.project_id, like_it.approved_on as begun_on,
        like_it.started_on as ended_on, like_it.terminated_on, like_it.production_on as passed_on
    from like_it
    union all
    select 3 as step_order, 'signed_started' as step, like_it.project_id, like_it.signed_on as begun_on,
        like_it.started_on as ended_on, like_it.terminated_on, like_it.production_on as passed_on
    from like_it
    union all
    select 4 as step_order, 'started_listed' as step, like_it.project_id, like_it.started_on as begun_on,
        like_it.listed_on as ended_on, like_it.terminated_on, like_it.production_on as passed_on
    from like_it
    union all
    select 5 as step_order, 'started_produced' as step, like_it.project_id, like_it.started_on as begun_on,
        like_it.production_on as ended_on, like_it.terminated_on, like_it.capacity_on as passed_on
    from like_it
    union all
    select 6 as step_order, 'produced_capacity' as step, like_it.project_id, like_it.production_on as begun_on,
        like_it.capacity_on as ended_on, like_it.terminated_on, null::date as passed_on
    from like_it
),
peer as (
    select
        stepped.step_order,
        count(*) as peers,
        median(date_diff('day', stepped.begun_on, stepped.ended_on)) as peers_median_days
    from stepped
    where stepped.project_id <> $project_id::varchar and stepped.ended_on >= stepped.begun_on
    group by stepped.step_order
)
select
    stepped.step,
    stepped.begun_on,
    stepped.ended_on,
    case
        when stepped.ended_on >= stepped.begun_on then date_diff('day', stepped.begun_on, stepped.ended_on)
        when stepped.ended_on is null and stepped.passed_on is null
            then date_diff('day', stepped.begun_on, coalesce(stepped.terminated_on, cutoff.as_of))
    end::bigint as days_taken,
    stepped.begun_on is not null and stepped.ended_on is null and stepped.passed_on is null
        and stepped.terminated_on is null as is_under_way,
    coalesce(peer.peers, 0)::bigint as peers,
    case when peer.peers >= 5 then peer.peers_median_days end::double as peers_median_days
from stepped
cross join cutoff
left join peer on peer.step_order = stepped.step_order
where stepped.project_id = $project_id::varchar
order by stepped.step_order
