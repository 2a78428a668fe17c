-- Question: up to which month does money count on the as-of date?
-- Grain: one row.
-- Parameters: scope's.
-- Result: as_of date; money_month date (first day of the last month whose money and schedule count);
--   is_month_end (does that month end on the as-of date?); ledger_from date (the first month that signings are
--   kept for; null without any); funds_from, invested_from date (the first month for which funds arrived,
--   completed investment are reported; null where they are not).
select
    cutoff.as_of,
    cutoff.money_month,
    last_day(cutoff.money_month) = cutoff.as_of as is_month_end,
    ledger.ledger_from,
    cutoff.funds_from,
    cutoff.invested_from
from cutoff
cross join ledger
