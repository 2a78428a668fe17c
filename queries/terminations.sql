-- Question: why were agreements that were signed in the period terminated?
-- Readers: who may see projects.
-- Grain: one row a reason as the ledger words it, of the formal agreements signed in the period and
--   terminated by the as-of date, the most projects first; reason null (not given) last.
-- Parameters: scope's; $period_from, $period_to date.
-- Result: termination_reason; terminated_projects count; terminated_planned 万元 (their planned
--   investment); terminated_funds 万元 (what had arrived at them; null where no funds are reported). Their sums are funnel_beside's.
with ended as (
    select
        scope.termination_reason,
        scope.planned_investment,
        paid.funds_arrived
    from scope
    left join paid on paid.project_no = scope.project_no
    where scope.signed_on between $period_from::date and $period_to::date
        and scope.agreement = '正式'
        and scope.terminated_on is not null
)
select
    ended.termination_reason,
    count(*)::bigint as terminated_projects,
    sum(ended.planned_investment)::double as terminated_planned,
    sum(ended.funds_arrived)::double as terminated_funds
from ended
group by ended.termination_reason
order by
    ended.termination_reason is null,
    count(*) desc,
    sum(ended.planned_investment) desc,
    ended.termination_reason
