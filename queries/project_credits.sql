-- Question: who gets how much of a project in the appraisal?
-- Readers: who may see projects.
-- Grain: one row a department and role of a project in scope that has such rows; without any the responsible department
--   has all of it.
-- Parameters: scope's.
-- Result: project_id; unit; role (引荐, 落地); credit_share (0 to 1).
select
    credit.project_id,
    credit.unit,
    credit.role,
    credit.share::double as credit_share
from credit
join scope on scope.project_id = credit.project_id
order by credit.project_id, credit.share desc, credit.role, credit.unit
