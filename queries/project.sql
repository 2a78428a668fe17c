-- Question: what is there to say of one project, and where does it stand against its own plan?
-- Readers: who may see projects.
-- Grain: one row a project in scope, which is narrowed to one by $project_ids; none where it is not found.
-- Parameters: scope's and found's, $bound_units for the event too; $year.
-- Result: project_id, name, content, industry, investor, origin, unit, lead_official, channel, agreement; is_four_new;
--   stands_at (as found has it); signed_on, approved_on, registered_on, started_on, listed_on, production_on, capacity_on,
--   terminated_on, funded_on (last day of the first month with money) date, null where still to come; termination_reason,
--   remarks; activity, activity_on date (the event at which it was signed, not one of
--   a department that the reader may not see); planned_investment, funds_to_date (all months
--   that count; null where none are reported) 万元; days_signed, days_started days since then; of $year, null without a
--   plan: nature, planned_start_on, plan, original_plan 万元, adjusted_on, invested 万元, scheduled 万元, surplus 万元
--   (negative when behind); due_share.
-- Ratios, of these columns: completion_rate, points_ahead.
select
    scope.project_id,
    scope.name,
    scope.content,
    scope.industry,
    scope.investor,
    project.origin,
    scope.unit,
    scope.lead_official,
    scope.channel,
    scope.agreement,
    scope.is_four_new,
    found.stands_at,
    scope.signed_on,
    case when project.approved_on <= cutoff.as_of then project.approved_on end as approved_on,
    case when project.registered_on <= cutoff.as_of then project.registered_on end as registered_on,
    scope.started_on,
    case when project.listed_on <= cutoff.as_of then project.listed_on end as listed_on,
    scope.production_on,
    case when project.capacity_on <= cutoff.as_of then project.capacity_on end as capacity_on,
    scope.terminated_on,
    paid.funded_on,
    scope.termination_reason,
    project.remarks,
    activity.title as activity,
    activity.held_on as activity_on,
    scope.planned_investment::double as planned_investment,
    paid.funds_arrived::double as funds_to_date,
    date_diff('day', scope.signed_on, cutoff.as_of)::bigint as days_signed,
    date_diff('day', scope.started_on, cutoff.as_of)::bigint as days_started,
    key_plan.nature,
    key_plan.planned_start_on,
    standing.plan,
    key_plan.original_amount::double as original_plan,
    key_plan.adjusted_on,
    standing.invested,
    standing.scheduled,
    standing.surplus,
    due.due_share
from found
join scope on scope.project_no = found.project_no
join project on project.project_no = scope.project_no
cross join cutoff
left join paid on paid.project_no = scope.project_no
left join activity on activity.activity_id = project.activity_id
    and ($bound_units::varchar[] is null or activity.unit is null or list_contains($bound_units::varchar[], activity.unit))
left join key_plan on key_plan.project_no = scope.project_no and key_plan.year = $year::integer
left join standing on standing.project_no = scope.project_no and standing.year = $year::integer
left join due on due.year = $year::integer
order by scope.project_id
