-- Question: what was completed of each key project of the year, month by month?
-- Readers: who may see projects.
-- Grain: one row a key project of $year in scope and month of $year that counts and has a report above 0.
-- Parameters: scope's; $year.
-- Result: project_id; month date; invested 万元.
select
    money.project_id,
    money.month,
    money.invested::double as invested
from money
join key_plan on key_plan.project_no = money.project_no and key_plan.year = $year::integer
where money.month between make_date($year::integer, 1, 1) and make_date($year::integer, 12, 1) and money.invested > 0
order by money.project_no, money.month
