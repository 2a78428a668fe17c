-- Question: of which kinds is each project's investor? An investor may be of several.
-- Readers: who may see projects.
-- Grain: one row a project in scope and kind.
-- Parameters: scope's.
-- Result: project_id; kind.
select
    scope.project_id,
    project_kind.kind
from scope
join project_kind on project_kind.project_id = scope.project_id
order by scope.project_id, project_kind.kind
