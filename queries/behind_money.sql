-- Question: for readers of sums alone: in which month did which project bring money to the figures?
-- Grain: one row a project in scope and month with funds or completed investment. Nobody is shown a row.
-- Parameters: scope's.
-- Result: member (as in behind_projects); month date; funds_arrived, invested 万元 (0 where not reported);
--   is_key (is the project a key project of the month's own year?).
with numbered as (
    select scope.project_no, row_number() over (order by scope.project_no) as member
    from scope
)
select
    numbered.member::bigint as member,
    money.month,
    coalesce(money.funds_arrived, 0)::double as funds_arrived,
    coalesce(money.invested, 0)::double as invested,
    key_plan.project_id is not null as is_key
from money
join numbered on numbered.project_no = money.project_no
left join key_plan on key_plan.project_no = money.project_no and key_plan.year = year(money.month)
where coalesce(money.funds_arrived, 0) <> 0 or coalesce(money.invested, 0) <> 0
order by money.month, member
