-- Question: at which projects has nothing been done yet?
-- Put in front of a query by queries.run, after scope.sql, where it says «from lit», for the rules that look at what waits.
--   waiting    one row a project in scope that is not in production and has no work completed (else a day or money is
--              missing in the ledger, and nothing waits): agreement, signed_on, started_on, planned_investment 万元
-- Parameters: scope's.
with waiting as (
    select
        scope.project_no,
        scope.agreement,
        scope.signed_on,
        scope.started_on,
        scope.planned_investment::double as planned_investment
    from scope
    where scope.production_on is null
        and scope.project_no not in (select yearly.project_no from yearly where yearly.invested > 0)
)
