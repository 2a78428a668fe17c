-- Question: which projects are found, in which order?
-- Readers: who may see projects.
-- Grain: one row a project that is found, by the column asked for; what has nothing there last, equals by their number.
-- Parameters: scope's and found's; $year; $sort a column of project_rows, or 'lights' (the worst first); $is_up is the least first?
-- Result: project_id.
-- Only what is sorted by is looked at: money of all projects where it is money.
with summed as (
    select
        yearly.project_no,
        sum(yearly.funds_arrived) as funds_to_date
    from yearly
    where $sort::varchar = 'funds_to_date'
    group by yearly.project_no
),
of_plan as (
    select
        standing.project_no,
        standing.plan,
        standing.invested,
        standing.invested / nullif(standing.plan, 0) as completion_rate
    from standing
    where standing.year = $year::integer and $sort::varchar in ('plan', 'invested', 'completion_rate')
),
keyed as (
    select
        found.project_id,
        found.project_no,
        case $sort::varchar
            when 'name' then scope.name
            when 'project_id' then scope.project_id
            when 'stands_at' then found.stands_at
            when 'industry' then scope.industry
            when 'unit' then scope.unit
            when 'investor' then scope.investor
            when 'lead_official' then scope.lead_official
            when 'channel' then scope.channel
            when 'agreement' then scope.agreement
        end as word,
        case $sort::varchar
            when 'lights' then nullif(found.light_rank, 0)::double
            when 'signed_on' then date_diff('day', make_date(1900, 1, 1), scope.signed_on)::double
            when 'started_on' then date_diff('day', make_date(1900, 1, 1), scope.started_on)::double
            when 'production_on' then date_diff('day', make_date(1900, 1, 1), scope.production_on)::double
            when 'terminated_on' then date_diff('day', make_date(1900, 1, 1), scope.terminated_on)::double
            when 'planned_investment' then scope.planned_investment::double
            when 'funds_to_date' then
                case when cutoff.funds_from is not null then coalesce(summed.funds_to_date, 0) end::double
            when 'plan' then of_plan.plan
            when 'invested' then of_plan.invested
            when 'completion_rate' then of_plan.completion_rate
        end as figure
    from found
    join scope on scope.project_no = found.project_no
    cross join cutoff
    left join summed on summed.project_no = found.project_no
    left join of_plan on of_plan.project_no = found.project_no
)
select keyed.project_id
from keyed
order by
    case when $is_up::boolean then keyed.word end nulls last,
    case when not $is_up::boolean then keyed.word end desc nulls last,
    case when $is_up::boolean then keyed.figure else -keyed.figure end nulls last,
    keyed.project_no
