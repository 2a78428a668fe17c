-- Question: how long has each project that started been without money?
-- Grain: one row a formally signed project that has started and has no funds; none where no funds are reported, none that
--   is in production or has work completed.
-- Parameters: scope's.
-- Result: project_no; basis 'days'; since date (started); measure (days since then); at_stake 万元 (planned investment).
select
    waiting.project_no,
    'days' as basis,
    waiting.started_on as since,
    date_diff('day', waiting.started_on, cutoff.as_of)::double as measure,
    waiting.planned_investment as at_stake
from waiting
join paid on paid.project_no = waiting.project_no
cross join cutoff
where waiting.agreement = '正式' and waiting.signed_on is not null and waiting.started_on is not null
    and cutoff.funds_from is not null and paid.funded_on is null
