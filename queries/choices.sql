-- Question: which industries and units does the data name, for the filters to offer?
-- Grain: one row a filter ('industry', 'unit') and value.
-- Result: filter, value; projects count (how many projects name it).
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
order by filter, value
