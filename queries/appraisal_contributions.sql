-- Question: what has each project, and each event, brought to which department in the appraisal of a year?
-- Readers: who may see projects.
-- Grain: one row a figure, project (or event) and department that has credit for it; nothing that is 0.
-- Parameters: scope's, of which $bound_units and $units choose among the events too; $year; $report_days whole days.
-- Result: figure: by formal agreements signed in $year signed_projects, signed_over_100m, signed_over_1b (1 each; of ¥100M,
--   of ¥1B and over) and signed_planned (万元); started_projects (formal agreements that started in $year, whenever signed),
--   production_projects, listed_projects (in production, in the statistical library since a day of $year; 1 each);
--   funds_arrived 万元 (in $year up to the last month that counts, of all projects); invested, plan 万元 (of key projects of
--   $year); new_due, new_due_started, overdue_starts (new key projects of $year due to start by the as-of date; of these
--   started and not terminated; neither started nor terminated; 1 each); late_reports (months of $year up to the last one
--   that counts whose report of a key project is dated more than $report_days after the month, by the as-of date);
--   activities, activity_batches, delegations (events held in $year; 1 each, and as the events say);
--   project_id (null of an event), name (or the event's title), unit (who has the credit), roles (引荐、落地; null without
--   rows in credit), credit_share (0 to 1), contribution (the whole of it), credited (contribution × credit_share),
--   planned_investment 万元, year_invested 万元 (completed in $year, of any project), is_ended (terminated, and the figure is
--   one of an agreement), left_out ('excluded', 'exempt' from the light of an overdue start, else null), reason (why),
--   responsible (the department that answers for the project; null of an event).
with late as (
    select key_plan.project_no, count(*) as reports
    from progress
    join key_plan on key_plan.project_id = progress.project_id and key_plan.year = $year::integer
    cross join cutoff
    where progress.month between make_date($year::integer, 1, 1) and make_date($year::integer, 12, 1)
        and progress.month <= cutoff.money_month
        and progress.reported_on <= cutoff.as_of
        and date_diff('day', last_day(progress.month), progress.reported_on) > $report_days::integer
    group by key_plan.project_no
),
fact as (
    select
        scope.project_id,
        scope.project_no,
        scope.name,
        scope.unit as responsible,
        scope.planned_investment,
        scope.terminated_on is not null as is_terminated,
        coalesce(scope.agreement = '正式' and extract(year from scope.signed_on) = $year::integer, false) as is_signed,
        coalesce(key_plan.nature = '新建' and key_plan.planned_start_on <= cutoff.as_of, false) as is_due,
        coalesce(
            scope.agreement = '正式' and scope.signed_on is not null
                and extract(year from scope.started_on) = $year::integer,
            false
        ) as is_started,
        scope.started_on is not null and scope.terminated_on is null as has_started,
        scope.started_on is null and scope.terminated_on is null as is_waiting,
        coalesce(extract(year from scope.production_on) = $year::integer, false) as is_produced,
        coalesce(extract(year from project.listed_on) = $year::integer and project.listed_on <= cutoff.as_of, false)
            as is_listed,
        yearly.funds_arrived,
        yearly.invested,
        standing.invested as key_invested,
        key_plan.amount as plan,
        late.reports
    from scope
    cross join cutoff
    join project on project.project_no = scope.project_no
    left join yearly on yearly.project_no = scope.project_no and yearly.year = $year::integer
    left join standing on standing.project_no = scope.project_no and standing.year = $year::integer
    left join key_plan on key_plan.project_no = scope.project_no and key_plan.year = $year::integer
    left join late on late.project_no = scope.project_no
),
wide as (
    select
        fact.project_no,
        case when fact.is_signed then 1 end::decimal(18, 2) as signed_projects,
        case when fact.is_signed then nullif(fact.planned_investment, 0) end::decimal(18, 2) as signed_planned,
        case when fact.is_signed and fact.planned_investment >= 10000 then 1 end::decimal(18, 2) as signed_over_100m,
        case when fact.is_signed and fact.planned_investment >= 100000 then 1 end::decimal(18, 2) as signed_over_1b,
        case when fact.is_started then 1 end::decimal(18, 2) as started_projects,
        case when fact.is_produced then 1 end::decimal(18, 2) as production_projects,
        case when fact.is_listed then 1 end::decimal(18, 2) as listed_projects,
        nullif(fact.funds_arrived, 0)::decimal(18, 2) as funds_arrived,
        nullif(fact.key_invested, 0)::decimal(18, 2) as invested,
        nullif(fact.plan, 0)::decimal(18, 2) as plan,
        case when fact.is_due then 1 end::decimal(18, 2) as new_due,
        case when fact.is_due and fact.has_started then 1 end::decimal(18, 2) as new_due_started,
        case when fact.is_due and fact.is_waiting then 1 end::decimal(18, 2) as overdue_starts,
        fact.reports::decimal(18, 2) as late_reports
    from fact
),
brought as (
    select long.project_no, long.figure, long.contribution
    from wide
    unpivot (
        contribution for figure in (
            signed_projects, signed_planned, signed_over_100m, signed_over_1b, started_projects, production_projects,
            listed_projects, funds_arrived, invested, plan, new_due, new_due_started, overdue_starts, late_reports
        )
    ) as long
    where long.contribution is not null
),
exempt as (
    select exemption.project_id, min(exemption.reason) as reason
    from exemption
    cross join cutoff
    where exemption.rule = 'late_start' and exemption.until_on >= cutoff.as_of
    group by exemption.project_id
),
held as (
    select
        activity.activity_id,
        activity.title,
        activity.unit,
        1::decimal(18, 2) as activities,
        nullif(activity.batches, 0)::decimal(18, 2) as activity_batches,
        nullif(activity.delegations, 0)::decimal(18, 2) as delegations
    from activity
    cross join cutoff
    where activity.unit is not null
        and activity.held_on <= cutoff.as_of
        and extract(year from activity.held_on) = $year::integer
        and ($bound_units::varchar[] is null or list_contains($bound_units::varchar[], activity.unit))
        and ($units::varchar[] is null or list_contains($units::varchar[], activity.unit))
),
events as (
    select held.title, held.unit, 'activities' as figure, held.activities as contribution
    from held
    union all
    select held.title, held.unit, 'activity_batches', held.activity_batches from held where held.activity_batches is not null
    union all
    select held.title, held.unit, 'delegations', held.delegations from held where held.delegations is not null
)
select
    brought.figure,
    fact.project_id,
    fact.name,
    credited.unit,
    credited.roles,
    credited.share::double as credit_share,
    brought.contribution::double as contribution,
    (brought.contribution * credited.share)::double as credited,
    fact.planned_investment::double as planned_investment,
    coalesce(fact.invested, 0)::double as year_invested,
    fact.is_terminated and figure_rule.ends_with_project as is_ended,
    case
        when excluded.project_id is not null then 'excluded'
        when brought.figure = 'overdue_starts' and exempt.project_id is not null then 'exempt'
    end as left_out,
    case
        when excluded.project_id is not null then excluded.reason
        when brought.figure = 'overdue_starts' then exempt.reason
    end as reason,
    fact.responsible
from brought
join fact on fact.project_no = brought.project_no
join credited on credited.project_no = brought.project_no
join figure_rule on figure_rule.figure = brought.figure
left join excluded on excluded.project_id = fact.project_id and excluded.figure = brought.figure
left join exempt on exempt.project_id = fact.project_id
union all
select
    events.figure, null, events.title, events.unit, null, 1::double, events.contribution::double,
    events.contribution::double, null, 0::double, false, null, null, null
from events
order by figure, unit, credited desc, project_id, name
