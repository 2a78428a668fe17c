-- Question: by which rules is a project exempt, why, and till when?
-- Readers: who may see projects.
-- Grain: one row an exemption of a project in scope.
-- Parameters: scope's.
-- Result: project_id; rule (unstarted, late_start, unfunded, behind, silent, blocked, slipping); reason; until_on date
--   (that day still counts); decided_by; is_in_force by the as-of date.
select
    exemption.project_id,
    exemption.rule,
    exemption.reason,
    exemption.until_on,
    exemption.decided_by,
    exemption.until_on >= cutoff.as_of as is_in_force
from exemption
join scope on scope.project_id = exemption.project_id
cross join cutoff
order by exemption.project_id, exemption.rule
