-- Question: how does each department's work of the month and the year stand: reports on time, problems struck off,
--   projects that moved; new key projects started, money arrived?
-- Readers: who may see projects.
-- Grain: one row a department with a project that stands (not terminated before the month), and one with unit null: all.
-- Parameters: scope's; $year; $month_from date (first day of the month looked at); $report_days whole days.
-- Result: unit; standing_projects count (signed or key projects of $year, not terminated before the month);
--   moved_projects count (of these signed, started, first paid, or in production in the month); reports_due count (key
--   projects of $year started before the month's end, not in production before and not terminated by its end),
--   reports_on_time count (of these with a report of the month dated so many days after its end at the latest),
--   reports_late count (dated later; both null where no report of the month has its date); problems_due count (problems open in the month: raised by its end, not resolved before it, their
--   projects not terminated before it), problems_struck count (of these resolved in it); new_projects, new_started count
--   (new key projects of $year; of these started and not terminated, whether or not the plan says when), new_undated count
--   (new ones without a planned start), new_due, new_due_started, new_started_early count (as in target_year);
--   funds_arrived 万元 (of $year up to the last month that counts; null where no funds are reported for it).
-- Ratios, of these columns: on_time_share, struck_share, moved_share, new_start_rate.
with span as (
    select
        $month_from::date as month_from,
        last_day($month_from::date) as month_to,
        cutoff.as_of,
        coalesce($year::integer between extract(year from cutoff.funds_from) and extract(year from cutoff.money_month), false)
            as has_funds
    from cutoff
),
reported as (
    select
        progress.project_id,
        min(progress.reported_on) as reported_on
    from progress
    cross join span
    where progress.month = span.month_from
    group by progress.project_id
),
dated as (
    select count(reported.reported_on) > 0 as has_dates from reported
),
arrived as (
    select yearly.project_no, yearly.funds_arrived::double as funds_arrived
    from yearly
    where yearly.year = $year::integer
),
problem as (
    select
        blocker.project_id,
        count(*) as problems_due,
        count(*) filter (where blocker.resolved_on <= span.month_to) as problems_struck
    from blocker
    cross join span
    where blocker.raised_on <= span.month_to
        and (blocker.resolved_on is null or blocker.resolved_on >= span.month_from)
    group by blocker.project_id
),
project as (
    select
        scope.unit,
        coalesce(scope.terminated_on < span.month_from, false) as is_over,
        scope.signed_on is not null or key_plan.project_id is not null as stands,
        coalesce(scope.signed_on between span.month_from and span.month_to, false)
            or coalesce(scope.started_on between span.month_from and span.month_to, false)
            or coalesce(paid.funded_on between span.month_from and span.month_to, false)
            or coalesce(scope.production_on between span.month_from and span.month_to, false) as has_moved,
        key_plan.project_id is not null
            and coalesce(scope.started_on <= span.month_to, false)
            and coalesce(scope.production_on >= span.month_from, true)
            and coalesce(scope.terminated_on > span.month_to, true) as is_reporting,
        coalesce(date_diff('day', span.month_to, reported.reported_on) <= $report_days::integer, false) as is_on_time,
        coalesce(date_diff('day', span.month_to, reported.reported_on) > $report_days::integer, false) as is_late,
        coalesce(problem.problems_due, 0) as problems_due,
        coalesce(problem.problems_struck, 0) as problems_struck,
        coalesce(key_plan.nature = '新建', false) as is_new,
        key_plan.planned_start_on,
        scope.started_on is not null and scope.terminated_on is null as is_started,
        coalesce(arrived.funds_arrived, 0) as funds_arrived,
        span.as_of,
        span.has_funds,
        dated.has_dates
    from scope
    cross join span
    cross join dated
    left join key_plan on key_plan.project_no = scope.project_no and key_plan.year = $year::integer
    left join paid on paid.project_no = scope.project_no
    left join reported on reported.project_id = scope.project_id
    left join problem on problem.project_id = scope.project_id
    left join arrived on arrived.project_no = scope.project_no
),
summed as (
    select
        project.unit,
        grouping(project.unit) as is_all,
        count(*) filter (where project.stands and not project.is_over) as standing_projects,
        count(*) filter (where project.stands and not project.is_over and project.has_moved) as moved_projects,
        count(*) filter (where project.is_reporting) as reports_due,
        count(*) filter (where project.is_reporting and project.is_on_time) as reports_on_time,
        count(*) filter (where project.is_reporting and project.is_late) as reports_late,
        sum(project.problems_due) filter (where not project.is_over) as problems_due,
        sum(project.problems_struck) filter (where not project.is_over) as problems_struck,
        count(*) filter (where project.is_new) as new_projects,
        count(*) filter (where project.is_new and project.is_started) as new_started,
        count(*) filter (where project.is_new and project.planned_start_on is null) as new_undated,
        count(*) filter (where project.is_new and project.planned_start_on <= project.as_of) as new_due,
        count(*) filter (where project.is_new and project.planned_start_on <= project.as_of and project.is_started)
            as new_due_started,
        count(*) filter (where project.is_new and project.planned_start_on > project.as_of and project.is_started)
            as new_started_early,
        sum(project.funds_arrived) as funds_arrived,
        max(case when project.has_funds then 1 else 0 end) as has_funds,
        max(case when project.has_dates then 1 else 0 end) as has_dates
    from project
    group by rollup (project.unit)
)
select
    case when summed.is_all = 0 then summed.unit end as unit,
    summed.standing_projects::bigint as standing_projects,
    summed.moved_projects::bigint as moved_projects,
    summed.reports_due::bigint as reports_due,
    case when summed.has_dates = 1 then summed.reports_on_time end::bigint as reports_on_time,
    case when summed.has_dates = 1 then summed.reports_late end::bigint as reports_late,
    coalesce(summed.problems_due, 0)::bigint as problems_due,
    coalesce(summed.problems_struck, 0)::bigint as problems_struck,
    summed.new_projects::bigint as new_projects,
    summed.new_started::bigint as new_started,
    summed.new_undated::bigint as new_undated,
    summed.new_due::bigint as new_due,
    summed.new_due_started::bigint as new_due_started,
    summed.new_started_early::bigint as new_started_early,
    case when summed.has_funds = 1 then summed.funds_arrived end::double as funds_arrived
from summed
where summed.is_all = 1 or summed.standing_projects > 0
order by summed.is_all, summed.standing_projects desc, summed.unit
