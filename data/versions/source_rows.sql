-- Question: in which rows of which file does each project stand, once a file is laid over what was known before?
-- Grain: one row a run of rows (data/source_row.py).
-- Tables: fresh (of the file), known (of the version that it updates), both with the columns of source_row.
-- Result: source_row's columns. Of known what fresh has too, by table, project, part and month, is left out; a run of
--   months of which it has some is cut.
with fresh_span as (
    select
        fresh.table_name,
        fresh.project_id,
        coalesce(fresh.part, '') as part,
        coalesce(fresh.first_month, date '0001-01-01') as first_month,
        coalesce(fresh.last_month, date '0001-01-01') as last_month
    from fresh
),
known_run as (
    select
        known.*,
        row_number() over () as run,
        coalesce(known.part, '') as part_key,
        coalesce(known.first_month, date '0001-01-01') as from_month,
        coalesce(known.last_month, date '0001-01-01') as to_month
    from known
),
touched as (
    select distinct known_run.run
    from known_run
    join fresh_span
        on fresh_span.table_name = known_run.table_name
        and fresh_span.project_id = known_run.project_id
        and fresh_span.part = known_run.part_key
        and fresh_span.first_month <= known_run.to_month
        and fresh_span.last_month >= known_run.from_month
),
known_month as (
    select
        known_run.*,
        unnest(range(date_diff('month', known_run.from_month, known_run.to_month) + 1)) as place,
        date_diff('month', known_run.from_month, known_run.to_month) as steps
    from known_run
    semi join touched on touched.run = known_run.run
    where known_run.first_month is not null
),
month_left as (
    select
        known_month.*,
        (known_month.first_month + to_months(known_month.place::integer))::date as month,
        known_month.first_row
            + (known_month.last_row - known_month.first_row) // greatest(known_month.steps, 1) * known_month.place
            as row_of_month,
        known_month.place - row_number() over (partition by known_month.run order by known_month.place) as island
    from known_month
    anti join fresh_span
        on fresh_span.table_name = known_month.table_name
        and fresh_span.project_id = known_month.project_id
        and fresh_span.part = known_month.part_key
        and (known_month.first_month + to_months(known_month.place::integer))::date
            between fresh_span.first_month and fresh_span.last_month
)
select
    fresh.table_name, fresh.project_id, fresh.part, fresh.first_month, fresh.last_month, fresh.sheet, fresh.first_row,
    fresh.last_row, fresh.file, fresh.version
from fresh
union all
select
    known_run.table_name, known_run.project_id, known_run.part, known_run.first_month, known_run.last_month,
    known_run.sheet, known_run.first_row, known_run.last_row, known_run.file, known_run.version
from known_run
anti join touched on touched.run = known_run.run
union all
select
    month_left.table_name, month_left.project_id, month_left.part, min(month_left.month), max(month_left.month),
    month_left.sheet, arg_min(month_left.row_of_month, month_left.place)::integer,
    arg_max(month_left.row_of_month, month_left.place)::integer, month_left.file, month_left.version
from month_left
group by
    month_left.run, month_left.island, month_left.table_name, month_left.project_id, month_left.part, month_left.sheet,
    month_left.file, month_left.version
