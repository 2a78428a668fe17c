-- Question: which industries and units does the data name, for the filters to offer?
-- Grain: one row a filter ('industry', 'unit') and value.
-- Parameters: $bound_units the only departments whose projects the reader may see, or null (all of them).
-- Result: filter, value; projects count (how many projects name it).
select
    'industry' as filter,
    project.industry as value,
    count(*)::bigint as projects
from project
where $bound_units::varchar[] is null or list_contains($bound_units::varchar[], project.unit)
group by project.industry
union all
select
    'unit' as filter,
    project.unit as value,
    count(*)::bigint as projects
from project
where $bound_units::varchar[] is null or list_contains($bound_units::varchar[], project.unit)
group by project.unit
order by filter, value
