-- Question: how much of a year has gone, and which of its money is reported?
-- Readers: who may see projects.
-- Grain: one row.
-- Parameters: scope's; $year.
-- Result: due_share (0 to 1: share of the year's plan due by its last month that counts), elapsed_share (0 to 1: months of
--   the year ended by the as-of date / 12), has_funds, has_invested (are funds, completed investment reported for it?).
select
    due.due_share,
    case
        when extract(year from cutoff.as_of) > $year::integer then 1.0
        when extract(year from cutoff.as_of) < $year::integer then 0.0
        when last_day(cutoff.as_of) = cutoff.as_of then month(cutoff.as_of) / 12.0
        else (month(cutoff.as_of) - 1) / 12.0
    end::double as elapsed_share,
    coalesce($year::integer between extract(year from cutoff.funds_from) and extract(year from cutoff.money_month), false)
        as has_funds,
    coalesce($year::integer between extract(year from cutoff.invested_from) and extract(year from cutoff.money_month), false)
        as has_invested
from cutoff
join due on due.year = $year::integer
