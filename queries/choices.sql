-- Question: which industries, units and years does the data name, for the filters to offer?
-- Grain: one row a filter ('industry', 'unit', 'year') and value.
-- Result: filter, value (text), projects (how many projects name it; for a year: signings, plans and
--   months of money together).
select
    'industry' as filter,
    project.industry as value,
    count(*)::bigint as projects
from project
group by project.industry
union all
select
    'unit' as filter,
    project.unit as value,
    count(*)::bigint as projects
from project
group by project.unit
union all
select
    'year' as filter,
    named.year::varchar as value,
    count(*)::bigint as projects
from (
    select year(progress.month) as year from progress
    union all
    select plan.year from plan
    union all
    select year(version.months_through) as year from version
) as named
group by named.year
order by filter, value
