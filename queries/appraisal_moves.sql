-- Question: what more would a project bring to the appraisal of a year if it were signed, started, or its plan completed?
-- Readers: who may see projects.
-- Grain: one row a move ('sign' a framework agreement as a formal one, 'start' what is signed or planned and not started,
--   'complete' what is left of a key project's plan), figure and department that has credit for the project; of projects
--   that are not terminated.
-- Parameters: scope's; $year.
-- Result: move, and the columns of appraisal_contributions: figure, project_id, name, unit, roles, credit_share,
--   contribution (what it would bring more; an overdue start that it would end is no row), credited,
--   planned_investment 万元, year_invested 万元 (with what would be completed), left_out ('excluded' or null), reason,
--   responsible.
with fact as (
    select
        scope.project_id,
        scope.project_no,
        scope.name,
        scope.unit as responsible,
        scope.planned_investment,
        scope.agreement = '框架' and not scope.is_to_come and scope.signed_on is not null as can_sign,
        scope.started_on is null and scope.agreement = '正式' and scope.signed_on is not null as can_start,
        scope.started_on is null and coalesce(key_plan.nature = '新建' and key_plan.planned_start_on <= cutoff.as_of, false)
            as is_overdue,
        greatest(standing.plan - standing.invested, 0) as missing,
        coalesce(yearly.invested, 0)::double as year_invested
    from scope
    cross join cutoff
    left join yearly on yearly.project_no = scope.project_no and yearly.year = $year::integer
    left join standing on standing.project_no = scope.project_no and standing.year = $year::integer
    left join key_plan on key_plan.project_no = scope.project_no and key_plan.year = $year::integer
    where scope.terminated_on is null
        and extract(year from cutoff.as_of) = $year::integer
),
moved as (
    select 'sign' as move, 'signed_projects' as figure, fact.project_no, 1::decimal(18, 2) as contribution from fact
    where fact.can_sign
    union all
    select 'sign', 'signed_planned', fact.project_no, fact.planned_investment from fact
    where fact.can_sign and fact.planned_investment > 0
    union all
    select 'sign', 'signed_over_100m', fact.project_no, 1 from fact
    where fact.can_sign and fact.planned_investment >= 10000
    union all
    select 'sign', 'signed_over_1b', fact.project_no, 1 from fact
    where fact.can_sign and fact.planned_investment >= 100000
    union all
    select 'start', 'started_projects', fact.project_no, 1 from fact where fact.can_start
    union all
    select 'start', 'new_due_started', fact.project_no, 1 from fact where fact.is_overdue
    union all
    select 'complete', 'invested', fact.project_no, fact.missing::decimal(18, 2) from fact where fact.missing > 0
)
select
    moved.move,
    moved.figure,
    fact.project_id,
    fact.name,
    credited.unit,
    credited.roles,
    credited.share::double as credit_share,
    moved.contribution::double as contribution,
    (moved.contribution * credited.share)::double as credited,
    fact.planned_investment::double as planned_investment,
    fact.year_invested + case when moved.move = 'complete' then fact.missing else 0 end as year_invested,
    case when excluded.project_id is not null then 'excluded' end as left_out,
    excluded.reason,
    fact.responsible
from moved
join fact on fact.project_no = moved.project_no
join credited on credited.project_no = moved.project_no
left join excluded on excluded.project_id = fact.project_id and excluded.figure = moved.figure
order by moved.project_no, moved.move, moved.figure, credited.unit
