-- Question: what did each year's key projects plan, start and complete, month by month, up to the year asked for?
-- Readers: who may see projects.
-- Grain: one row a key project in scope and year from $from_year to $year, by year and number.
-- Parameters: scope's; $from_year (null: all years before), $year; $is_named boolean (without it nothing in a row tells of which project it is).
-- Result: project_id, name, industry, unit; year; nature (新建, 续建); planned_start_on, started_on, terminated_on,
--   adjusted_on date (what is known by the as-of date); planned_investment 万元; amount, original_amount 万元 (the plan
--   in force, and before it was adjusted); done_1, done_2, done_3, done_4, done_5, done_6, done_7, done_8, done_9,
--   done_10, done_11, done_12 万元 (completed in each month of the year that counts, 0 without a report).
with work as (
    select
        money.project_no,
        year(money.month) as year,
        sum(money.invested) filter (where month(money.month) = 1) as done_1,
        sum(money.invested) filter (where month(money.month) = 2) as done_2,
        sum(money.invested) filter (where month(money.month) = 3) as done_3,
        sum(money.invested) filter (where month(money.month) = 4) as done_4,
        sum(money.invested) filter (where month(money.month) = 5) as done_5,
        sum(money.invested) filter (where month(money.month) = 6) as done_6,
        sum(money.invested) filter (where month(money.month) = 7) as done_7,
        sum(money.invested) filter (where month(money.month) = 8) as done_8,
        sum(money.invested) filter (where month(money.month) = 9) as done_9,
        sum(money.invested) filter (where month(money.month) = 10) as done_10,
        sum(money.invested) filter (where month(money.month) = 11) as done_11,
        sum(money.invested) filter (where month(money.month) = 12) as done_12
    from money
    join key_plan on key_plan.project_no = money.project_no and key_plan.year = year(money.month)
    where
        money.month <= make_date($year::integer, 12, 1)
        and ($from_year::integer is null or money.month >= make_date($from_year::integer, 1, 1))
    group by money.project_no, year(money.month)
)
select
    case when $is_named::boolean then key_plan.project_id end as project_id,
    case when $is_named::boolean then scope.name end as name,
    case when $is_named::boolean then scope.industry end as industry,
    case when $is_named::boolean then scope.unit end as unit,
    key_plan.year::bigint as year,
    key_plan.nature,
    key_plan.planned_start_on,
    scope.started_on,
    scope.terminated_on,
    key_plan.adjusted_on,
    scope.planned_investment::double as planned_investment,
    key_plan.amount::double as amount,
    key_plan.original_amount::double as original_amount,
    coalesce(work.done_1, 0)::double as done_1,
    coalesce(work.done_2, 0)::double as done_2,
    coalesce(work.done_3, 0)::double as done_3,
    coalesce(work.done_4, 0)::double as done_4,
    coalesce(work.done_5, 0)::double as done_5,
    coalesce(work.done_6, 0)::double as done_6,
    coalesce(work.done_7, 0)::double as done_7,
    coalesce(work.done_8, 0)::double as done_8,
    coalesce(work.done_9, 0)::double as done_9,
    coalesce(work.done_10, 0)::double as done_10,
    coalesce(work.done_11, 0)::double as done_11,
    coalesce(work.done_12, 0)::double as done_12
from key_plan
join scope on scope.project_no = key_plan.project_no
left join work on work.project_no = key_plan.project_no and work.year = key_plan.year
where
    key_plan.year <= $year::integer
    and ($from_year::integer is null or key_plan.year >= $from_year::integer)
order by key_plan.year, key_plan.project_no
