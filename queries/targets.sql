-- Question: how far are the year's targets of the zone, its departments and industries met?
-- Grain: one row a target of $year that the filters leave whole. Departments' and industries' filters keep
--   the targets set for just these; under any other filter there is none, since a target cannot be
--   narrowed with the projects that it is held against. A reader bound to departments sees theirs alone.
-- Parameters: scope's, of which $bound_units, $units and $industries choose among the targets and $kinds, $channels, $leaders,
--   $min_planned, $below_planned, $agreement leave none; $year.
-- Result: indicator ('signed_projects', 'started_projects', 'funds_arrived', 'invested'); unit (null: the
--   whole zone), industry (null: all); target_amount (count or 万元); actual (the same: formal agreements
--   signed in the year; formal agreements that started in it, whenever signed; funds arrived in it, of all
--   projects; completed investment of the year's key projects; of money null where it is not reported for the year); target_rate (0 to 1: actual /
--   target_amount); due_share, scheduled, points_ahead (the schedule is that of completed investment: null
--   for the others); elapsed_share (0 to 1: months of the year ended by the as-of date / 12);
--   units_amount (the departments' own targets of the indicator summed; only for the whole zone's, null
--   without any); plan 万元 (the key projects' annual plan in force; only for completed investment).
with chosen as (
    select
        target.indicator,
        target.unit,
        target.industry,
        target.amount::double as amount
    from target
    where target.year = $year::integer
        and ($bound_units::varchar[] is null or list_contains($bound_units::varchar[], target.unit))
        and ($units::varchar[] is null or list_contains($units::varchar[], target.unit))
        and ($industries::varchar[] is null or list_contains($industries::varchar[], target.industry))
        and $kinds::varchar[] is null
        and $channels::varchar[] is null
        and $leaders::varchar[] is null
        and $min_planned::double is null
        and $below_planned::double is null
        and $agreement::varchar is null
),
arrived as (
    select yearly.project_no, yearly.funds_arrived::double as funds_arrived
    from yearly
    where yearly.year = $year::integer
),
project as (
    select
        scope.unit,
        scope.industry,
        case
            when scope.agreement = '正式' and extract(year from scope.signed_on) = $year::integer then 1
            else 0
        end as is_signed,
        case
            when scope.agreement = '正式'
                and scope.signed_on is not null
                and extract(year from scope.started_on) = $year::integer
                then 1
            else 0
        end as is_started,
        coalesce(arrived.funds_arrived, 0) as funds_arrived,
        coalesce(standing.invested, 0) as invested,
        coalesce(standing.plan, 0) as plan
    from scope
    left join arrived on arrived.project_no = scope.project_no
    left join standing on standing.project_no = scope.project_no and standing.year = $year::integer
),
measured as (
    select
        chosen.indicator,
        chosen.unit,
        chosen.industry,
        chosen.amount,
        case
            when chosen.indicator = 'funds_arrived' and cutoff.funds_from is null then null
            when chosen.indicator = 'funds_arrived' and not $year::integer between extract(year from cutoff.funds_from) and extract(year from cutoff.money_month)
                then null
            when chosen.indicator = 'invested' and cutoff.invested_from is null then null
            when chosen.indicator = 'invested' and not $year::integer between extract(year from cutoff.invested_from) and extract(year from cutoff.money_month)
                then null
            else
                coalesce(
                    sum(
                        case chosen.indicator
                            when 'signed_projects' then project.is_signed
                            when 'started_projects' then project.is_started
                            when 'funds_arrived' then project.funds_arrived
                            else project.invested
                        end
                    ),
                    0
                )
        end::double as actual,
        case when chosen.indicator = 'invested' then coalesce(sum(project.plan), 0) end::double as plan
    from chosen
    cross join cutoff
    left join project
        on (chosen.unit is null or project.unit = chosen.unit)
        and (chosen.industry is null or project.industry = chosen.industry)
    group by
        chosen.indicator, chosen.unit, chosen.industry, chosen.amount, cutoff.funds_from, cutoff.invested_from,
        cutoff.money_month
),
by_unit as (
    select target.indicator, sum(target.amount)::double as units_amount
    from target
    where target.year = $year::integer and target.unit is not null and target.industry is null
        and ($bound_units::varchar[] is null or list_contains($bound_units::varchar[], target.unit))
    group by target.indicator
),
elapsed as (
    select
        case
            when extract(year from cutoff.as_of) > $year::integer then 1.0
            when extract(year from cutoff.as_of) < $year::integer then 0.0
            when last_day(cutoff.as_of) = cutoff.as_of then month(cutoff.as_of) / 12.0
            else (month(cutoff.as_of) - 1) / 12.0
        end::double as elapsed_share
    from cutoff
)
select
    measured.indicator,
    measured.unit,
    measured.industry,
    measured.amount as target_amount,
    measured.actual,
    measured.actual / nullif(measured.amount, 0) as target_rate,
    case when measured.indicator = 'invested' then due.due_share end as due_share,
    case when measured.indicator = 'invested' then measured.amount * due.due_share end as scheduled,
    case
        when measured.indicator = 'invested'
            then (measured.actual / nullif(measured.amount, 0) - due.due_share) * 100
    end as points_ahead,
    elapsed.elapsed_share,
    case when measured.unit is null and measured.industry is null then by_unit.units_amount end as units_amount,
    measured.plan
from measured
join due on due.year = $year::integer
cross join elapsed
left join by_unit on by_unit.indicator = measured.indicator
order by
    measured.unit is not null,
    measured.industry is not null,
    measured.unit,
    measured.industry,
    case measured.indicator
        when 'signed_projects' then 1
        when 'started_projects' then 2
        when 'funds_arrived' then 3
        else 4
    end
