-- Question: which projects were signed in the period, and how far has each come?
-- Readers: who may see projects.
-- Grain: one row a project whose signing in the period counts (scope's is_counted), newest first.
-- Parameters: scope's; $period_from, $period_to date.
-- Result: project_id, name, industry, unit, agreement; stage ('terminated', 'framework', 'funded',
--   'started', 'signed': the furthest that it stands at); signed_on, started_on, funded_on (last day of
--   the first month with money), terminated_on; termination_reason; is_early (first money before the
--   start); planned_investment, funds_arrived 万元 (null where no funds are reported).
select
    scope.project_id,
    scope.name,
    scope.industry,
    scope.unit,
    scope.agreement,
    case
        when scope.terminated_on is not null then 'terminated'
        when scope.agreement <> '正式' then 'framework'
        when scope.started_on is not null and paid.funds_arrived > 0 then 'funded'
        when scope.started_on is not null then 'started'
        else 'signed'
    end as stage,
    scope.signed_on,
    scope.started_on,
    paid.funded_on,
    scope.terminated_on,
    scope.termination_reason,
    coalesce(paid.funded_on < scope.started_on, false) as is_early,
    scope.planned_investment::double as planned_investment,
    paid.funds_arrived::double as funds_arrived
from scope
left join paid on paid.project_no = scope.project_no
where scope.is_counted
    and scope.signed_on between $period_from::date and $period_to::date
order by scope.signed_on desc, scope.project_id
