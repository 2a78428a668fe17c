-- Question: which are the largest projects that concentration speaks of?
-- Readers: who may see projects.
-- Grain: one row a project among the ten largest of the measure, the largest first; equal amounts in the
--   order of their ids.
-- Parameters: scope's; $period_from, $period_to date; $year; $measure 'signed_planned', 'funds_arrived',
--   'invested' or 'plan' (as in concentration).
-- Result: place (1 = largest); project_id, name, industry, unit; amount 万元 (of the measure); share (0 to 1,
--   of the measure's total); share_so_far (0 to 1, of the projects up to this place).
with arrived as (
    select money.project_no, sum(money.funds_arrived) as funds_arrived
    from money
    where money.month between $period_from::date and $period_to::date
    group by money.project_no
),
measured as (
    select
        scope.project_id,
        scope.project_no,
        scope.name,
        scope.industry,
        scope.unit,
        case $measure::varchar
            when 'signed_planned' then
                case
                    when scope.is_counted and scope.signed_on between $period_from::date and $period_to::date
                        then scope.planned_investment
                end
            when 'funds_arrived' then arrived.funds_arrived
            when 'invested' then case when key_plan.project_id is not null then yearly.invested end
            when 'plan' then key_plan.amount
        end::double as amount
    from scope
    left join arrived on arrived.project_no = scope.project_no
    left join key_plan on key_plan.project_no = scope.project_no and key_plan.year = $year::integer
    left join yearly on yearly.project_no = scope.project_no and yearly.year = $year::integer
),
ranked as (
    select
        measured.project_id,
        measured.name,
        measured.industry,
        measured.unit,
        measured.amount,
        row_number() over by_amount as place,
        measured.amount / sum(measured.amount) over () as share,
        sum(measured.amount) over by_amount / sum(measured.amount) over () as share_so_far
    from measured
    where measured.amount > 0
    window by_amount as (
        order by measured.amount desc, measured.project_no rows between unbounded preceding and current row
    )
)
select
    ranked.place::bigint as place,
    ranked.project_id,
    ranked.name,
    ranked.industry,
    ranked.unit,
    ranked.amount,
    ranked.share,
    ranked.share_so_far
from ranked
where ranked.place <= 10
order by ranked.place
