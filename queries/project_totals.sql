-- Question: how many projects are found, and what do they come to together?
-- Readers: who may see projects.
-- Grain: one row.
-- Parameters: scope's and found's; $year.
-- Result: projects count; planned_investment, funds_to_date (all months that count; null where none are reported), plan,
--   invested 万元 (of those that are key projects of $year: its plan and what they completed of it; null without a
--   report); key_projects count.
-- Ratios, of these columns: completion_rate.
with paid_up as (
    select sum(paid.funds_arrived) as funds_to_date
    from paid
    join found on found.project_no = paid.project_no
),
whole as (
    select
        count(*) as projects,
        coalesce(sum(scope.planned_investment), 0) as planned_investment
    from found
    join scope on scope.project_no = found.project_no
),
of_plan as (
    select
        count(*) as key_projects,
        coalesce(sum(standing.plan), 0) as plan,
        sum(standing.invested) as invested
    from found
    join standing on standing.project_no = found.project_no
    where standing.year = $year::integer
)
select
    whole.projects::bigint as projects,
    whole.planned_investment::double as planned_investment,
    case when cutoff.funds_from is not null then coalesce(paid_up.funds_to_date, 0) end::double as funds_to_date,
    of_plan.key_projects::bigint as key_projects,
    of_plan.plan::double as plan,
    of_plan.invested::double as invested
from whole
cross join paid_up
cross join of_plan
cross join cutoff
