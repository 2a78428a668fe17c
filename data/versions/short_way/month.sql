-- How far each project's year had come by the end of one month: the month before, and what this one adds.
-- Parameters: $month, its first day; those before it in its year are there already.
insert into month_state
select
    coalesce(reported.project_no, before.project_no) as project_no,
    $month::date as month,
    reported.funds_arrived,
    reported.invested,
    coalesce(before.funds_of_year, 0) + coalesce(reported.funds_arrived, 0) as funds_of_year,
    coalesce(before.invested_of_year, 0) + coalesce(reported.invested, 0) as invested_of_year,
    coalesce(before.funded_from, case when reported.funds_arrived > 0 then $month::date end) as funded_from,
    case
        when reported.funds_arrived > 0 or reported.invested > 0 then $month::date
        else before.reported_to
    end as reported_to
from (
    select numbered.project_no, numbered.funds_arrived, numbered.invested
    from numbered
    where numbered.month = $month::date
) as reported
full join (
    select
        month_state.project_no,
        month_state.funds_of_year,
        month_state.invested_of_year,
        month_state.funded_from,
        month_state.reported_to
    from month_state
    where month_state.month = ($month::date - interval 1 month)::date and month($month::date) > 1
) as before on before.project_no = reported.project_no
order by project_no
