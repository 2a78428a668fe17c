-- Question: for readers of sums alone: who stands behind each figure? The projects, without a name.
-- Grain: one row a project in scope. Nobody is shown a row: what may be shown of the sums is told from them.
-- Parameters: scope's.
-- Result: member (a number of the project, the same in behind_kinds, behind_money and behind_plans); industry, unit,
--   channel (null: not stated), size ('over_1b', 'from_100m_to_1b', 'under_100m'); is_formal, is_four_new;
--   planned_investment 万元; signed_on, started_on, terminated_on date; funded_on date (last day of the first month
--   with money; null without); funds_to_date 万元 (0 where not reported).
select
    row_number() over (order by scope.project_id)::bigint as member,
    scope.industry,
    scope.unit,
    scope.channel,
    case
        when scope.planned_investment >= 100000 then 'over_1b'
        when scope.planned_investment >= 10000 then 'from_100m_to_1b'
        else 'under_100m'
    end as size,
    scope.agreement = '正式' as is_formal,
    scope.is_four_new,
    scope.planned_investment::double as planned_investment,
    scope.signed_on,
    scope.started_on,
    scope.terminated_on,
    paid.funded_on,
    coalesce(paid.funds_arrived, 0)::double as funds_to_date
from scope
join paid on paid.project_no = scope.project_no
order by member
