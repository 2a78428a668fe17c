-- Question: up to which month does money count on the as-of date?
-- Grain: one row.
-- Parameters: scope's.
-- Result: as_of date; money_month date (first day of the last month whose money and schedule count);
--   is_month_end (does that month end on the as-of date?); ledger_from date (the first month that the ledger
--   was kept for; null without any).
select
    cutoff.as_of,
    cutoff.money_month,
    last_day(cutoff.money_month) = cutoff.as_of as is_month_end,
    cutoff.ledger_from
from cutoff
