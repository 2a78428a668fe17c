-- Question: which targets do departments have in a year, whatever projects are looked at?
-- Readers: who may see projects.
-- Grain: one row a department's target of $year that is of no single industry.
-- Parameters: $year; $units, $bound_units the only departments that are asked for, that the reader may see, or null.
-- Result: indicator ('signed_projects', 'started_projects', 'funds_arrived', 'invested'); unit; target_amount (count or
--   万元).
select target.indicator, target.unit, target.amount::double as target_amount
from target
where target.year = $year::integer
    and target.unit is not null
    and target.industry is null
    and ($units::varchar[] is null or list_contains($units::varchar[], target.unit))
    and ($bound_units::varchar[] is null or list_contains($bound_units::varchar[], target.unit))
order by target.indicator, target.unit
