-- Question: who has credit for which project in the appraisal, and what does the ledger take out of it?
-- Put in front of the queries of the appraisal by queries.run, after scope.sql:
--   figure_rule one row a figure of single projects: excluded_by, the indicator of the ledger's list of exclusions that
--               takes it out (null: only one of all indicators does), ends_with_project, whether it is one of an agreement
--   credited    one row a project in scope and department that has credit for it: share (0 to 1), roles (引荐、落地; null where
--               the responsible department has all of it, since no row of credit names the project)
--   excluded    one row a project and figure that the ledger takes out of the appraisal: reason
-- Parameters: scope's.
with figure_rule as (
    select rule.figure, rule.excluded_by, rule.ends_with_project
    from (
        values
            ('signed_projects', 'signed_projects', true), ('signed_planned', 'signed_projects', true),
            ('signed_over_100m', 'signed_projects', true), ('signed_over_1b', 'signed_projects', true),
            ('started_projects', 'started_projects', true), ('production_projects', null, true),
            ('listed_projects', null, true), ('funds_arrived', 'funds_arrived', false), ('invested', 'invested', false),
            ('plan', 'invested', false), ('new_due', 'started_projects', true),
            ('new_due_started', 'started_projects', true), ('overdue_starts', 'started_projects', true),
            ('late_reports', null, false)
    ) as rule (figure, excluded_by, ends_with_project)
),
credited as (
    select scope.project_no, credit.unit, sum(credit.share) as share, string_agg(credit.role, '、' order by credit.role desc) as roles
    from credit
    join scope on scope.project_id = credit.project_id
    group by scope.project_no, credit.unit
    union all
    select scope.project_no, scope.unit, 1::decimal(18, 2), null
    from scope
    where scope.project_id not in (select credit.project_id from credit)
),
excluded as (
    select exclusion.project_id, figure_rule.figure, string_agg(distinct exclusion.reason, '；' order by exclusion.reason) as reason
    from exclusion
    join figure_rule on exclusion.indicator is null or exclusion.indicator = figure_rule.excluded_by
    group by exclusion.project_id, figure_rule.figure
)
