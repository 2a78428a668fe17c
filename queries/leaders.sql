-- Question: which leaders are in charge of projects, for the filter to offer?
-- Readers: who may see projects.
-- Grain: one row a leader, by name.
-- Parameters: $bound_units the only departments whose projects the reader may see, or null (all of them).
-- Result: lead_official.
select distinct project.lead_official
from project
where project.lead_official is not null
    and ($bound_units::varchar[] is null or list_contains($bound_units::varchar[], project.unit))
order by project.lead_official
