-- Question: which projects under construction have reported nothing for three months or more?
-- Readers: who may see projects.
-- Grain: one row a project in scope that has started, is neither in production nor terminated, and has been silent, as
--   the light of that name counts it (lights), for three months or more; the longest silent first. Exempt ones too.
-- Parameters: scope's.
-- Result: project_id, name, industry, unit; started_on date; last_month date (the last month with money; null
--   without any); silent_months count (months in a row, up to
--   the last that counts, with neither funds nor completed investment, since the start and since either is reported);
--   planned_investment, funds_to_date 万元 (null where no funds are reported). Where neither is reported there is no row.
with standing_still as (
    select
        scope.project_id,
        scope.name,
        scope.industry,
        scope.unit,
        scope.started_on,
        paid.reported_to as last_month,
        date_diff(
            'month',
            greatest(
                paid.reported_to,
                date_trunc('month', scope.started_on)::date,
                (least(cutoff.funds_from, cutoff.invested_from) - interval 1 month)::date
            ),
            cutoff.money_month
        ) as silent_months,
        scope.planned_investment,
        paid.funds_arrived as funds_to_date
    from scope
    cross join cutoff
    left join paid on paid.project_no = scope.project_no
    where scope.started_on is not null
        and scope.production_on is null
        and scope.terminated_on is null
        and (cutoff.funds_from is not null or cutoff.invested_from is not null)
)
select
    standing_still.project_id,
    standing_still.name,
    standing_still.industry,
    standing_still.unit,
    standing_still.started_on,
    standing_still.last_month,
    standing_still.silent_months::bigint as silent_months,
    standing_still.planned_investment::double as planned_investment,
    standing_still.funds_to_date::double as funds_to_date
from standing_still
where standing_still.silent_months >= 3
order by standing_still.silent_months desc, standing_still.project_id
