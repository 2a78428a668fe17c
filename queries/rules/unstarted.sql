-- Question: how long has each formal agreement waited for its start?
-- Grain: one row a project that was formally signed and has not started; none that is in production or has work completed.
-- Parameters: scope's.
-- Result: project_no; basis 'days'; since date (signed); measure (days since then); at_stake 万元 (planned investment).
select
    waiting.project_no,
    'days' as basis,
    waiting.signed_on as since,
    date_diff('day', waiting.signed_on, cutoff.as_of)::double as measure,
    waiting.planned_investment as at_stake
from waiting
cross join cutoff
where waiting.agreement = '正式' and waiting.signed_on is not null and waiting.started_on is null
