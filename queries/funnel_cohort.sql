-- Question: what had become, by the as-of date, of the agreements signed in the period?
-- Grain: one row a stage (signed ⊇ started ⊇ funded), in that order. Formal agreements only: framework
--   ones stay out of the funnel. Terminated projects leave the later stages.
-- Parameters: scope's; $period_from, $period_to date.
--   Of the stage funded all figures, and money of all stages, are null where no funds are reported of a month that has
--   ended since the period began.
-- Result: stage; stage_order; projects count; planned_investment 万元 (of these projects); funds_arrived
--   万元 (of these projects, up to the last month of money); share_of_first, share_of_previous (0 to 1,
--   of projects; null without any); arrival_rate (= funds_arrived / planned_investment); median_days (from the previous stage, projects that started before
--   they were signed, whose money came before the start, or whose money is not known whole, left out); timed_projects (how many the median stands on);
--   unstarted_projects count and unstarted_funds 万元 (of these projects: not started, not terminated, money arrived).
with cohort as (
    select
        scope.planned_investment,
        scope.signed_on,
        scope.started_on,
        paid.funded_on,
        paid.is_known_whole,
        paid.funds_arrived,
        scope.started_on is not null and scope.terminated_on is null as is_started,
        case
            when scope.started_on is null and scope.terminated_on is null and paid.funds_arrived > 0
                then paid.funds_arrived
        end as unstarted_funds
    from scope
    left join paid on paid.project_no = scope.project_no
    where scope.signed_on between $period_from::date and $period_to::date
        and scope.agreement = '正式'
),
reached as (
    select
        1 as stage_order,
        'signed' as stage,
        cohort.planned_investment,
        cohort.funds_arrived,
        cohort.unstarted_funds,
        null::bigint as days
    from cohort
    union all
    select
        2 as stage_order,
        'started' as stage,
        cohort.planned_investment,
        cohort.funds_arrived,
        cohort.unstarted_funds,
        case
            when cohort.started_on >= cohort.signed_on then date_diff('day', cohort.signed_on, cohort.started_on)
        end as days
    from cohort
    where cohort.is_started
    union all
    select
        3 as stage_order,
        'funded' as stage,
        cohort.planned_investment,
        cohort.funds_arrived,
        cohort.unstarted_funds,
        case
            when cohort.is_known_whole and cohort.funded_on >= cohort.started_on
                then date_diff('day', cohort.started_on, cohort.funded_on)
        end as days
    from cohort
    where cohort.is_started and cohort.funds_arrived > 0
),
stage as (
    select 1 as stage_order, 'signed' as stage
    union all
    select 2 as stage_order, 'started' as stage
    union all
    select 3 as stage_order, 'funded' as stage
),
reported as (
    select coalesce(cutoff.funds_from is not null and date_trunc('month', $period_from::date) <= cutoff.money_month, false)
        as has_funds
    from cutoff
),
counted as (
    select
        stage.stage,
        stage.stage_order,
        case when reported.has_funds or stage.stage <> 'funded' then count(reached.stage) end as projects,
        case
            when reported.has_funds or stage.stage <> 'funded'
                then coalesce(sum(reached.planned_investment), 0)
        end as planned_investment,
        case when reported.has_funds then coalesce(sum(reached.funds_arrived), 0) end as funds_arrived,
        case when reported.has_funds then count(reached.unstarted_funds) end as unstarted_projects,
        case when reported.has_funds then coalesce(sum(reached.unstarted_funds), 0) end as unstarted_funds,
        median(reached.days) as median_days,
        count(reached.days) as timed_projects
    from stage
    cross join reported
    left join reached on reached.stage = stage.stage
    group by stage.stage, stage.stage_order, reported.has_funds
)
select
    counted.stage,
    counted.stage_order::bigint as stage_order,
    counted.projects::bigint as projects,
    counted.planned_investment::double as planned_investment,
    counted.funds_arrived::double as funds_arrived,
    counted.projects::double / nullif(first_value(counted.projects) over by_stage, 0)::double as share_of_first,
    counted.projects::double / nullif(lag(counted.projects) over by_stage, 0)::double as share_of_previous,
    counted.funds_arrived::double / nullif(counted.planned_investment, 0)::double as arrival_rate,
    counted.median_days::double as median_days,
    counted.timed_projects::bigint as timed_projects,
    counted.unstarted_projects::bigint as unstarted_projects,
    counted.unstarted_funds::double as unstarted_funds
from counted
window by_stage as (order by counted.stage_order)
order by counted.stage_order
