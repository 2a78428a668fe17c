-- Question: is the year on plan: what have its key projects completed, against the plan and the schedule?
-- Grain: one row. The plan does not ask for a signing date: every key project in scope counts.
-- Parameters: scope's; $year.
-- Result: key_projects, continuing_projects, new_projects count; planned_investment 万元 (of the key
--   projects); plan, original_plan 万元 (in force at the as-of date; before adjustments); invested 万元;
--   due_share (0 to 1); scheduled 万元; months_left count; new_due, new_due_started, new_started_early count
--   (new ones due to start by the as-of date; of these started; others started before they are due);
--   last_key_projects count and last_invested 万元 (last year's key projects, same months; null without them); last_month date (last
--   month counted; null before the first, and where no completed investment is reported for the year: invested and all
--   that is made of it are null then).
-- Ratios, of these columns: completion_rate, points_ahead, remaining, needed_a_month, new_start_rate, growth.
with horizon as (
    select
        cutoff.as_of,
        least(cutoff.money_month, make_date($year::integer, 12, 1)) as last_month,
        coalesce($year::integer between extract(year from cutoff.invested_from) and extract(year from cutoff.money_month), false)
            as has_invested,
        coalesce(
            extract(year from cutoff.invested_from) < $year::integer
                and $year::integer <= extract(year from cutoff.money_month),
            false
        ) as has_last_invested
    from cutoff
),
invested as (
    select
        sum(money.invested) filter (where extract(year from money.month) = $year::integer) as this_year,
        sum(money.invested) filter (
            where extract(year from money.month) = $year::integer - 1
                and money.month <= (horizon.last_month - interval 1 year)
        ) as last_year
    from money
    join key_plan on key_plan.project_no = money.project_no and key_plan.year = year(money.month)
    cross join horizon
    where money.month between make_date($year::integer - 1, 1, 1) and make_date($year::integer, 12, 1)
),
project as (
    select
        key_plan.year,
        key_plan.nature,
        key_plan.amount,
        key_plan.original_amount,
        scope.planned_investment,
        coalesce(key_plan.planned_start_on <= horizon.as_of, false) as is_due,
        coalesce(key_plan.planned_start_on > horizon.as_of, false) as is_due_later,
        coalesce(scope.started_on <= horizon.as_of, false) and scope.terminated_on is null as is_started
    from key_plan
    join scope on scope.project_no = key_plan.project_no
    cross join horizon
),
this_year as (
    select
        count(*) as key_projects,
        count(*) filter (where project.nature = '续建') as continuing_projects,
        count(*) filter (where project.nature = '新建') as new_projects,
        coalesce(sum(project.planned_investment), 0)::double as planned_investment,
        coalesce(sum(project.amount), 0)::double as plan,
        coalesce(sum(project.original_amount), 0)::double as original_plan,
        count(*) filter (where project.nature = '新建' and project.is_due) as new_due,
        count(*) filter (where project.nature = '新建' and project.is_due and project.is_started) as new_due_started,
        count(*) filter (where project.nature = '新建' and project.is_due_later and project.is_started)
            as new_started_early
    from project
    where project.year = $year::integer
),
last_year as (
    select
        count(*) as key_projects
    from project
    where project.year = $year::integer - 1
),
elapsed as (
    select
        case
            when extract(year from horizon.last_month) = $year::integer then month(horizon.last_month)
            else 0
        end as months,
        case
            when extract(year from horizon.last_month) = $year::integer and horizon.has_invested then horizon.last_month
        end as last_month
    from horizon
),
figure as (
    select
        case when horizon.has_invested then coalesce(invested.this_year, 0) end::double as invested,
        case
            when last_year.key_projects > 0 and horizon.has_last_invested then coalesce(invested.last_year, 0)
        end::double as last_invested
    from last_year
    cross join invested
    cross join horizon
)
select
    this_year.key_projects::bigint as key_projects,
    this_year.continuing_projects::bigint as continuing_projects,
    this_year.new_projects::bigint as new_projects,
    this_year.planned_investment,
    this_year.plan,
    this_year.original_plan,
    figure.invested,
    due.due_share,
    this_year.plan * due.due_share as scheduled,
    (12 - elapsed.months)::bigint as months_left,
    this_year.new_due::bigint as new_due,
    this_year.new_due_started::bigint as new_due_started,
    this_year.new_started_early::bigint as new_started_early,
    last_year.key_projects::bigint as last_key_projects,
    figure.last_invested,
    elapsed.last_month
from this_year
cross join last_year
cross join figure
join due on due.year = $year::integer
cross join elapsed
