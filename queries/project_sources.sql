-- Question: in which rows of which sheet of which ledger file does a project stand?
-- Readers: who may see projects.
-- Grain: one row a run of rows of one table, in the order of the ledger's tables, the newest file first.
-- Parameters: scope's.
-- Result: project_id; table_name (project, project_kind, progress, plan, blocker, credit, exclusion, exemption); part
--   (the plan's year, the problem's number, the indicator, the rule; null for others); first_month, last_month date
--   (null but for months); sheet; first_row, last_row (from 1, as the sheet counts; of months those of first_month and
--   last_month, the months between at equal distances, at 0 all in one row); file; version that was made of it. No row
--   where it was published without a file or before this was kept.
select
    source_row.project_id,
    source_row.table_name,
    source_row.part,
    source_row.first_month,
    source_row.last_month,
    source_row.sheet,
    source_row.first_row,
    source_row.last_row,
    source_row.file,
    source_row.version
from source_row
join scope on scope.project_id = source_row.project_id
order by
    source_row.project_id,
    list_position(
        ['project', 'project_kind', 'plan', 'progress', 'blocker', 'credit', 'exclusion', 'exemption'],
        source_row.table_name
    ),
    source_row.version desc,
    source_row.sheet,
    source_row.first_month,
    source_row.first_row
