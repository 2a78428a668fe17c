-- Question: which projects does the ledger know at all, whatever the day and the filters?
-- Readers: who may see projects.
-- Grain: one row a project.
-- Parameters: $bound_units the only departments whose projects the reader may see, or null (all of them).
-- Result: project_id.
select project.project_id
from project
where $bound_units::varchar[] is null or list_contains($bound_units::varchar[], project.unit)
order by project.project_id
