-- The months that are reported, by number in place of project_id, in the order in which month.sql asks for them.
create temp table numbered as
select project.project_no, progress.month, progress.funds_arrived, progress.invested
from progress
join project on project.project_id = progress.project_id
order by progress.month, project.project_no
