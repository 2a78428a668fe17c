-- Question: for readers of sums alone: of which kinds is the investor of each project behind the figures?
-- Grain: one row a project in scope and kind. Nobody is shown a row.
-- Parameters: scope's.
-- Result: member (as in behind_projects); kind.
with numbered as (
    select scope.project_id, row_number() over (order by scope.project_id) as member
    from scope
)
select
    numbered.member::bigint as member,
    project_kind.kind
from numbered
join project_kind on project_kind.project_id = numbered.project_id
order by member, project_kind.kind
